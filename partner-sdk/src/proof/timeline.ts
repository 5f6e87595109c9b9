import type { AnyBundle } from './bundle';
import { holds } from './failure';
import type { ProvedLeg } from './log-steps';

/** The windows of a bundle in their order, and the document cycle in which the partner books each. */
export class Timeline {
  readonly windows: readonly string[];
  /** Cycles in the order of their windows; of `kongsi-proof/1` none, for every window is of the lines' own cycle. */
  readonly cycles: readonly string[];
  /** Cycles before the bundle's whose lines it grew, and the place of the bundle's own in `cycles`. */
  readonly earlier: readonly string[];
  readonly place: number;
  readonly #cycleOf = new Map<string, string>();
  readonly #order: ReadonlyMap<string, number>;
  /** Windows of legs in the order of the journal. */
  readonly #posted: readonly string[];

  constructor(bundle: AnyBundle, legs: readonly ProvedLeg[]) {
    const posted = windowOrder(legs);
    const lots = ('lots' in bundle ? bundle.lots : []).flatMap((line) => line.steps);
    // Points that waited may have been given in a window before all that the bundle books, and moved in any.
    const carried = lots.filter((step) => step.windowId === undefined);
    const moves = ('moves' in bundle && bundle.moves) || [];
    const unbooked = new Set([...carried.flatMap((step) => step.legs), ...moves.flatMap((one) => [one.from, one.to])].map((at) => legs[at]?.posting.windowId));
    this.#posted = posted;
    const bookings = 'bookings' in bundle ? bundle.bookings : [];
    // What stands on stated lines, what a later cycle took off them, and points that waited since before the cycle are known by the cycle alone, where nothing else of the bundle stands in it.
    const stating = new Set('bookings' in bundle ? [...(carried.length > 0 ? [bundle.cycleId] : []), ...(bundle.stated ?? []).flatMap(({ later = [] }) => [bundle.cycleId, ...later.map((one) => one.cycleId)])] : []);
    const named = new Set<string>();
    for (const { cycleId, windows } of bookings) {
      holds((windows.length > 0 || stating.has(cycleId)) && cycleId !== '' && !named.has(cycleId), 5, `cycle ${cycleId}`, 'A document cycle books at least one window, or something that has none, and stands once.');
      named.add(cycleId);
      for (const windowId of windows) {
        holds(!this.#cycleOf.has(windowId), 5, `window ${windowId}`, 'It is booked twice.');
        this.#cycleOf.set(windowId, cycleId);
      }
    }
    this.cycles = bookings.map((one) => one.cycleId);
    this.earlier = ('earlier' in bundle && bundle.earlier) || [];
    this.place = 'cycleId' in bundle ? this.cycles.indexOf(bundle.cycleId) : 0;
    holds(this.place >= 0 && (this.place === 0 || this.earlier.length > 0), 5, 'bookings', 'The first cycle that books windows is the one that the bundle is of.');
    const before = this.earlier.map((cycleId) => this.cycles.indexOf(cycleId));
    holds(before.every((at, nth) => at > (before[nth - 1] ?? -1) && at < this.place) && this.cycles.slice(0, this.place).every((cycleId, at) => before.includes(at) || cycleId === `none:${at}`), 5, 'earlier', 'Earlier cycles stand in the order of their windows, each once, before the one that the bundle is of.');
    this.windows = 'bookings' in bundle ? bookings.flatMap((one) => one.windows) : posted;
    const cited = new Set([...[...bundle.lines, ...(bundle.joint ?? []).flatMap(({ whole }) => whole ?? [])].flatMap((line) => line.steps.map((step) => step.windowId)), ...lots.flatMap((step) => step.windowId ?? []), ...(('charges' in bundle && bundle.charges) || []).map((one) => one.windowId), ...(('restated' in bundle && bundle.restated) || []).flatMap((one) => [one.windowId, one.bookedIn])]);
    const idle = this.windows.find((windowId) => 'bookings' in bundle && !cited.has(windowId));
    holds(idle === undefined, 5, `window ${idle ?? ''}`, 'Nothing of the bundle stands in it.');
    this.#order = new Map(this.windows.map((windowId, at) => [windowId, at]));
    let last = -1;
    for (const windowId of posted) {
      const at = this.#order.get(windowId);
      if (at === undefined && unbooked.has(windowId)) continue;
      holds(at !== undefined && at > last, 5, `window ${windowId}`, 'The windows do not stand in the order of their postings, or one of them is booked in no cycle.');
      last = at;
    }
  }

  orderOf(windowId: string): number | undefined {
    return this.#order.get(windowId);
  }

  /** Whether a window comes before all that the cycle of the bundle books. */
  isEarlier(windowId: string): boolean {
    const cycle = this.#cycleOf.get(windowId);
    if (cycle !== undefined) return this.cycles.indexOf(cycle) < this.place;
    return this.#posted.slice(0, this.#posted.indexOf(windowId)).every((one) => this.cycles.indexOf(this.#cycleOf.get(one) ?? '') < this.place);
  }

  /** @param own the cycle of the line that the window adds to */
  cycleOf(windowId: string, own: string): string {
    return this.#cycleOf.get(windowId) ?? own;
  }
}

/** Windows in the order of their sequence numbers, which no two windows may share a span of. */
function windowOrder(legs: readonly ProvedLeg[]): string[] {
  const spans = new Map<string, { first: number; last: number }>();
  for (const { posting } of legs) {
    const span = spans.get(posting.windowId) ?? { first: posting.sequence, last: posting.sequence };
    spans.set(posting.windowId, { first: Math.min(span.first, posting.sequence), last: Math.max(span.last, posting.sequence) });
  }
  const ordered = [...spans].sort(([, a], [, b]) => a.first - b.first);
  ordered.forEach(([id, span], at) => holds(at === 0 || (ordered[at - 1]?.[1].last ?? 0) < span.first, 5, `window ${id}`, 'Its postings lie among those of another window.'));
  return ordered.map(([id]) => id);
}
