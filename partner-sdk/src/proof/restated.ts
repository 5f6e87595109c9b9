import type { AnyBundle, LineStep, Restated } from './bundle';
import { add, compared, less, roundHalfUp, ZERO, type Exact } from './exact';
import { holds } from './failure';
import { worth, type Moved, type ProvedStep } from './lines';
import type { Agreed, Agreements, Side } from './pricing';
import type { Timeline } from './timeline';

/** The price of a leg, by its position: with the corrected versions by which burns of its window are to be priced laid over the others. */
type PriceOf = (leg: number, corrected: (windowId: string) => ReadonlySet<number>) => Agreed;

/** A step of a restated window as the corrected versions price it. */
export interface Rerun {
  readonly line: { readonly side: Side; readonly ownCycle: string };
  readonly step: ProvedStep;
  readonly agreed: Agreed;
  readonly tax: string;
  readonly delta: bigint;
}

const NONE: ReadonlySet<number> = new Set();

/** Step 5: what windows come to by corrected versions, less what they had booked, is what was booked on their lines later. */
export class Restatements {
  readonly all: readonly Restated[];
  readonly #terms: readonly ReadonlySet<number>[];
  /** What each restated window comes to on each line, for the fees; by position, then by line. */
  readonly #reruns: Rerun[][] = [];

  constructor(bundle: AnyBundle, private readonly timeline: Timeline, private readonly agreed: Agreements) {
    this.all = ('restated' in bundle && bundle.restated) || [];
    this.#terms = this.all.map((one) => new Set(one.terms));
    let last = -1;
    for (const [at, { windowId, bookedIn, terms, taxes }] of this.all.entries()) {
      const name = `restatement of window ${windowId}`;
      const [from, to] = [timeline.orderOf(windowId), timeline.orderOf(bookedIn)];
      holds(from !== undefined && to !== undefined && from < to && to >= last, 5, name, 'A window is restated in a later one, and restatements stand in the order in which they were booked.');
      last = to;
      holds(terms.length + taxes.length > 0 && terms.every((leaf, place) => agreed.isCorrection(leaf) && leaf > (terms[place - 1] ?? -1)) && taxes.every((tax) => agreed.tax(tax) !== undefined), 5, name, 'It rests on corrections of terms, or versions of taxes, that the bundle shows.');
      this.#reruns[at] = [];
    }
  }

  /** The corrected versions by which something is taken back of a window's legs in another one. */
  by(windowId: string, inWindow: string): ReadonlySet<number> {
    const at = this.all.findLastIndex((one) => one.windowId === windowId && (this.timeline.orderOf(one.bookedIn) ?? 0) <= (this.timeline.orderOf(inWindow) ?? -1));
    return this.#terms[at] ?? NONE;
  }

  /** What a step says that a restatement added to its line. */
  difference(step: LineStep, before: readonly ProvedStep[], priceOf: PriceOf, name: string): { exact: Exact; moved: Moved } {
    const at = step.restates ?? -1;
    const one = this.all[at];
    holds(one !== undefined && one.bookedIn === step.windowId && step.legs.length === 0 && step.corrections === undefined && before.every((each) => each.restates !== at), 5, name, 'It is restated by a restatement that the bundle does not show, or twice.');
    const { exact, reruns } = this.again(at, before, priceOf, name);
    const [first] = reruns;
    holds(first !== undefined && compared(exact, ZERO) !== 0n, 5, name, `The window ${one.windowId} comes to the same on it.`);
    holds(first.agreed.pointPrice === step.pointPrice && first.agreed.clause === step.clause && first.agreed.feeRate === step.feeRate && first.agreed.feeClause === step.feeClause && first.tax === step.tax, 5, name, `It is restated at ${first.agreed.pointPrice} by ${first.agreed.clause}, the bundle says ${step.pointPrice} by ${step.clause}.`);
    return { exact, moved: { points: 0n, agreed: first.agreed, legCount: 0, burned: [], returned: [], restates: at } };
  }

  /** A restated window that comes to something else on a line is told on it. */
  nothingUntold(line: Rerun['line'], steps: readonly ProvedStep[], priceOf: PriceOf, name: string): void {
    for (const [at, { windowId }] of this.all.entries()) {
      const until = steps.findIndex((one) => one.restates === at);
      const before = until < 0 ? steps : steps.slice(0, until);
      if (!before.some((one) => one.step.windowId === windowId)) continue;
      const { exact, reruns } = this.again(at, before, priceOf, name);
      holds(until >= 0 || compared(exact, ZERO) === 0n, 5, name, `The window ${windowId} was restated, and the line does not say what that adds.`);
      this.#reruns[at]?.push(...reruns.map((one) => ({ ...one, line })));
    }
  }

  rerunsOf(at: number): readonly Rerun[] {
    return this.#reruns[at] ?? [];
  }

  private again(at: number, before: readonly ProvedStep[], priceOf: PriceOf, name: string): { exact: Exact; reruns: Omit<Rerun, 'line'>[] } {
    const { windowId, taxes } = this.all[at] as Restated;
    const corrected = this.#terms[at] as ReadonlySet<number>;
    const own = before.filter((one) => one.step.windowId === windowId && one.restates === undefined);
    const start = own[0] ? less(own[0].exactAfter, own[0].added) : ZERO;
    const tiers = new Map(own[0]?.tiers ?? []);
    let exact = start;
    const reruns = own.map((step): Omit<Rerun, 'line'> => {
      const legs = [...step.burned, ...step.returned.map((one) => one.leg)];
      // What takes back a burn of an earlier window is priced as that was.
      const agreed = legs.map((leg) => priceOf(leg, (burnedIn) => (burnedIn === windowId ? corrected : this.by(burnedIn, windowId))));
      const [first] = agreed;
      holds(first !== undefined && agreed.every((each) => each.clause === first.clause && each.feeClause === first.feeClause && each.pointPrice === first.pointPrice && each.feeRate === first.feeRate), 5, name, `The corrected versions price the legs of window ${windowId} at several prices where they had one.`);
      const after = add(exact, worth(step.points, first, tiers));
      const delta = roundHalfUp(after) - roundHalfUp(exact);
      exact = after;
      return { step, agreed: first, tax: taxes.find((tax) => this.agreed.tax(tax)?.taxProfileId === first.taxProfileId) ?? step.step.tax, delta };
    });
    const booked = before.filter((one) => (one.step.windowId === windowId && one.restates === undefined) || (one.restates !== undefined && this.all[one.restates]?.windowId === windowId)).reduce((sum, one) => add(sum, one.added), ZERO);
    return { exact: less(less(exact, start), booked), reruns };
  }
}
