import type { AnyBundle, ClaimLine, LineStep, Restated } from './bundle';
import { holds } from './failure';
import { presetOf, type LineCase } from './steps';
import type { ProvedLeg } from './log-steps';
import type { Agreed, Agreements } from './pricing';
import type { TakenBack } from './taken';
import type { Timeline } from './timeline';

/** Where a burn stands: the line and the step that it was burned on, or that a restatement put it in. */
interface Place {
  readonly on: LineCase;
  readonly step: LineStep;
}

interface Moves {
  readonly out: Map<number, Place>;
  readonly into: Map<number, Place>;
}

const NONE: ReadonlySet<number> = new Set();
const nameOf = ({ windowId }: Restated): string => `restatement of window ${windowId}`;

/**
 * Step 5: what is left of a restated window's burns is taken out at the price that they had and put in at that of the corrected versions, each burn once; every burn
 * whose own side is another by them is moved.
 */
export class Restatements {
  readonly all: readonly Restated[];
  readonly #terms: readonly ReadonlySet<number>[];
  readonly #moves: readonly Moves[];
  readonly #burned = new Map<number, Place>();
  readonly #hasStated: boolean;

  constructor(bundle: AnyBundle, private readonly legs: readonly ProvedLeg[], private readonly timeline: Timeline, private readonly agreed: Agreements, readonly back: TakenBack) {
    this.all = ('restated' in bundle && bundle.restated) || [];
    this.#terms = this.all.map((one) => new Set(one.terms));
    this.#moves = this.all.map(() => ({ out: new Map(), into: new Map() }));
    this.#hasStated = (bundle.stated ?? []).length > 0 || ('charges' in bundle && (bundle.charges ?? []).length > 0);
    let last = -1;
    const seen = new Set<string>();
    for (const one of this.all) {
      const { windowId, bookedIn, terms, taxes } = one;
      const [from, to] = [timeline.orderOf(windowId), timeline.orderOf(bookedIn)];
      holds(from !== undefined && to !== undefined && from < to && to >= last && !seen.has(`${windowId} ${bookedIn}`), 5, nameOf(one), 'A window is restated in a later one, once in each, and restatements stand in the order in which they were booked.');
      seen.add(`${windowId} ${bookedIn}`);
      last = to;
      const profiles = taxes.map((tax) => agreed.tax(tax)?.taxProfileId);
      holds(agreed.areLaid(terms) && profiles.every((profile, place) => profile !== undefined && profiles.indexOf(profile) === place), 5, nameOf(one), 'It rests on corrections of terms, and versions of taxes, that the bundle shows.');
    }
  }

  /** Reads from all lines where each burn stands from window to window. */
  place(lines: readonly LineCase[]): void {
    for (const on of lines) {
      for (const step of on.line.steps) {
        if (step.restates === undefined) {
          holds(step.out === undefined, 5, on.name, 'A step takes out what a restatement moves, and names none.');
          for (const leg of step.legs) if (this.legs[leg]?.facts.reversesLegId === undefined) this.#burned.set(leg, { on, step });
          continue;
        }
        const moves = this.#moves[step.restates]?.[step.out ? 'out' : 'into'];
        holds(moves !== undefined && this.all[step.restates]?.bookedIn === step.windowId, 5, on.name, 'It is restated by a restatement that the bundle does not show, or that another window books.');
        for (const leg of step.legs) {
          holds(!moves.has(leg), 5, on.name, `Leg ${this.idOf(leg)} is ${step.out ? 'taken out' : 'put in'} twice by one restatement.`);
          moves.set(leg, { on, step });
        }
      }
    }
  }

  /** The corrected versions by which something is taken back of a window's burns in another one. */
  by(windowId: string, inWindow: string): ReadonlySet<number> {
    return this.termsOf(this.inForce(windowId, this.timeline.orderOf(inWindow) ?? -1));
  }

  /** How a burn is priced when a restatement takes it out, or puts it in; it has to be taken from where it stands, and to stay with the same two parties in the same documents. */
  moved(at: number, leg: number, one: LineCase, step: LineStep): Agreed {
    const { name } = one;
    const [restated, facts] = [this.all[at] as Restated, this.legs[leg]];
    holds(facts !== undefined && facts.posting.windowId === restated.windowId && facts.facts.reversesLegId === undefined && this.#burned.has(leg), 5, name, `Leg ${this.idOf(leg)} is no burn of window ${restated.windowId} that stands on a line here.`);
    const before = this.placeOf(leg, this.previous(at));
    if (step.out) {
      holds(before?.on.line === one.line, 5, name, `Leg ${this.idOf(leg)} is taken out of a line on which it does not stand.`);
      const agreed = this.priceOf(leg, this.previous(at));
      holds(this.sameTax(before.step.tax, step.tax), 5, name, `Leg ${this.idOf(leg)} was taxed by ${before.step.tax}, it is taken out by ${step.tax}.`);
      return agreed;
    }
    const agreed = this.priceOf(leg, at);
    this.fits(leg, one);
    const tax = this.taxBy(leg, agreed, at);
    holds(tax === undefined || this.sameTax(tax, step.tax), 5, name, `Leg ${this.idOf(leg)} is put in with the tax ${step.tax}, it is ${tax ?? ''} by the restatement.`);
    return agreed;
  }

  /** What comes back of a burn comes back with its tax; that it comes back where it stands {@link standsOn} says. */
  comesBack(leg: number, one: LineCase, step: LineStep): void {
    const { windowId } = (this.legs[leg] as ProvedLeg).posting;
    const last = this.inForce(windowId, this.timeline.orderOf(step.windowId) ?? -1);
    const place = this.placeOf(leg, last);
    // Of a burn of which nothing was left no restatement moves anything: what else comes back of it is worth nothing.
    const tax = place ? place.step.tax : this.taxBy(leg, this.priceOf(leg, last), last);
    if (!place) this.fits(leg, one);
    holds(tax === undefined || this.sameTax(tax, step.tax), 5, one.name, `What comes back of leg ${this.idOf(leg)} is taxed by ${step.tax}, the leg was by ${tax ?? ''}.`);
  }

  /** Whether a burn stands on a line in a window. */
  standsOn(leg: number, line: ClaimLine, windowId: string): boolean {
    const burn = this.legs[leg]?.posting.windowId ?? '';
    const place = this.placeOf(leg, this.inForce(burn, this.timeline.orderOf(windowId) ?? -1));
    return this.#burned.has(leg) && (place === undefined || place.on.line === line);
  }

  /** A restatement moves every burn that it prices otherwise, and no burn half. */
  nothingLeft(): void {
    for (const [at, one] of this.all.entries()) {
      const { out, into } = this.#moves[at] as Moves;
      holds(into.size > 0 || this.#hasStated, 5, nameOf(one), 'It moves nothing of this bundle.');
      for (const leg of [...out.keys(), ...into.keys()]) holds(out.has(leg) && into.has(leg), 5, nameOf(one), `Leg ${this.idOf(leg)} is taken out and not put in, or put in and not taken out.`);
      for (const [leg, { on }] of this.#burned) {
        if (this.legs[leg]?.posting.windowId !== one.windowId || out.has(leg) || this.back.left(leg, this.timeline.orderOf(one.bookedIn) ?? 0) === 0n) continue;
        // The whole of a shared claim is told as far as its own cycle booked it.
        if (on.isWhole && this.timeline.cycleOf(one.bookedIn, on.ownCycle) !== on.ownCycle) continue;
        const [before, after] = [this.priceOf(leg, this.previous(at)), this.priceOf(leg, at)];
        const [taxBefore, taxAfter] = [this.placeOf(leg, this.previous(at))?.step.tax ?? '', this.taxBy(leg, after, at)];
        holds(textOf(before) === textOf(after) && taxAfter !== undefined && this.sameTax(taxBefore, taxAfter), 5, nameOf(one), `Leg ${this.idOf(leg)} has the price, fee or tax of ${before.clause} before and of ${after.clause} after it, and is not moved.`);
      }
    }
  }

  private idOf(leg: number): string {
    return this.legs[leg]?.facts.legId ?? String(leg);
  }

  /** The last restatement of a window that was booked by then. */
  private inForce(windowId: string, order: number): number | undefined {
    const at = this.all.findLastIndex((one) => one.windowId === windowId && (this.timeline.orderOf(one.bookedIn) ?? 0) <= order);
    return at < 0 ? undefined : at;
  }

  private previous(at: number): number | undefined {
    const found = this.all.findLastIndex((one, place) => place < at && one.windowId === this.all[at]?.windowId);
    return found < 0 ? undefined : found;
  }

  private termsOf(at: number | undefined): ReadonlySet<number> {
    return (at === undefined ? undefined : this.#terms[at]) ?? NONE;
  }

  /** Where a burn stands after a restatement; undefined where nothing of it was left to be moved by it. */
  private placeOf(leg: number, at: number | undefined): Place | undefined {
    if (at === undefined) return this.#burned.get(leg);
    const put = this.#moves[at]?.into.get(leg);
    if (put) return put;
    return this.back.left(leg, this.timeline.orderOf(this.all[at]?.bookedIn ?? '') ?? 0) === 0n ? undefined : this.placeOf(leg, this.previous(at));
  }

  private priceOf(leg: number, at: number | undefined): Agreed {
    const { on } = this.#burned.get(leg) as Place;
    const proved = this.legs[leg] as ProvedLeg;
    return this.agreed.of(proved, on.side, on.name, presetOf(proved, on), this.termsOf(at));
  }

  /** The version of a tax by which a restatement taxes a burn: its own, or the one of the burn; undefined where neither is of the profile. */
  private taxBy(leg: number, { taxProfileId }: Agreed, at: number | undefined): string | undefined {
    if (taxProfileId === '') return '';
    const own = (at === undefined ? [] : (this.all[at]?.taxes ?? [])).find((tax) => this.agreed.tax(tax)?.taxProfileId === taxProfileId);
    const burned = this.#burned.get(leg)?.step.tax ?? '';
    return own ?? (this.agreed.tax(burned)?.taxProfileId === taxProfileId ? burned : undefined);
  }

  /** A profile that taxes nothing is named by the version of the window. */
  private sameTax(a: string, b: string): boolean {
    const [one, other] = [this.agreed.tax(a), this.agreed.tax(b)];
    return a === b || (one !== undefined && other !== undefined && one.taxProfileId === other.taxProfileId && one.treatment === 'NOT_SUBJECT' && other.treatment === 'NOT_SUBJECT');
  }

  /** A restated burn stays in the documents that it was burned in: on the same line, or on the one of the same partner and section that has the rate difference at its other end. */
  private fits(leg: number, { line, name, side, ownCycle }: LineCase): void {
    const { on } = this.#burned.get(leg) as Place;
    const other = (one: ClaimLine): string => (side === 'PAY' ? [one.payee, one.payeeCycleId] : [one.payer, one.payerCycleId]).join('|');
    const places = [on, ...this.#moves.flatMap(({ into }) => into.get(leg)?.on ?? [])];
    const isDirect = (one: ClaimLine): boolean => one.qualifier === '';
    holds(on.side === side && on.ownCycle === ownCycle && on.line.section === line.section && places.every((one) => isDirect(one.line) !== isDirect(line) || other(one.line) === other(line)), 5, name, `Leg ${this.idOf(leg)} is put in on a line of other documents or another counterparty than it was burned on.`);
  }
}

/** What is agreed for a leg, as a text to compare; amounts of fees are fractions of whole numbers. */
function textOf(agreed: object): string {
  return JSON.stringify(agreed, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
