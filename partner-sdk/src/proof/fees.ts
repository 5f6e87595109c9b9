import type { AnyBundle, FeeLine, ProofBundle, StatedBase } from './bundle';
import { add, allocate, compared, decimalText, less, moneyText, rate, roundHalfUp, times, whole, ZERO, type Exact } from './exact';
import { holds } from './failure';
import { burnsOf } from './burns';
import type { ProvedLines } from './lines';
import type { Agreements, FeeTerms, Side } from './pricing';
import { rupiahOf, type StatedClaim } from './stated';

export type FeeType = FeeLine['lineType'];
export const SIDE_OF = { ISSUER_FEE: 'PAY', ACCEPTANCE_FEE: 'RECEIVE' } as const satisfies Record<FeeType, Side>;
const TYPE_OF = { PAY: 'ISSUER_FEE', RECEIVE: 'ACCEPTANCE_FEE' } as const satisfies Record<Side, FeeType>;

/** What one cycle books on a fee line, or on the PPN of a cycle's fees. */
export interface BookedFee {
  readonly base: bigint;
  readonly amount: bigint;
  /** The total after the last window of the cycle, and what the cycle added to it. */
  readonly exact: Exact;
  readonly added: Exact;
  readonly rates: readonly string[];
  readonly clauses: readonly string[];
  readonly legCount: number;
  /** Where a clause has a flat amount a burn. */
  readonly burns?: bigint;
}

export interface BookedTax {
  readonly tax: string;
  /** Whole-rupiah fees. */
  readonly base: bigint;
  readonly amount: bigint;
}

/** Principal that a fee is charged on in one window. */
interface Charged {
  readonly windowId: string;
  readonly lineType: FeeType;
  /** Of the fee line. */
  readonly cycleId: string;
  readonly rate: string;
  readonly clause: string;
  readonly terms?: FeeTerms | undefined;
  readonly tax: string;
  readonly rounding: 'CUMULATIVE' | 'PER_NOTE' | 'FLOOR';
  readonly base: bigint;
  readonly points: bigint;
  readonly burns: bigint;
  readonly open: boolean;
  readonly legCount: number;
}

interface Part {
  readonly rate: string;
  readonly terms?: FeeTerms | undefined;
  readonly base: bigint;
  readonly points: bigint;
  readonly burns: bigint;
  /** Whether points stand behind it that the bundle does not show. */
  readonly open: boolean;
}

interface FeeState {
  readonly exact: Exact;
  readonly parts: ReadonlyMap<string, Part>;
  readonly booked: ReadonlyMap<string, BookedFee>;
}

interface TaxState {
  readonly exact: Exact;
  readonly booked: ReadonlyMap<string, { readonly base: bigint; readonly amount: bigint; readonly noteExact: Exact }>;
}

const NO_FEE: FeeState = { exact: ZERO, parts: new Map(), booked: new Map() };
const NO_TAX: TaxState = { exact: ZERO, booked: new Map() };
const NOTHING: BookedFee = { base: 0n, amount: 0n, exact: ZERO, added: ZERO, rates: [], clauses: [], legCount: 0 };

/** Where the window of a first-form bundle ends, in which what stands on stated claims is charged at once. */
const AFTER_ALL = '';

/** Fees and PPN of every cycle, by the cycle that books them. A fee is a function of the whole-rupiah base of its cycle so far, never of one night's. */
export class Fees {
  /** By fee line; PPN by cycle and version. */
  readonly #fees = new Map<string, FeeState>();
  readonly #taxes = new Map<string, TaxState>();

  constructor(bundle: AnyBundle, private readonly proved: ProvedLines, stated: readonly StatedClaim[], private readonly agreed: Agreements) {
    const all = [...this.fromLines(bundle), ...(bundle.format === 'kongsi-proof/1' ? firstForm(bundle, proved, stated, agreed) : this.fromCharges(bundle, stated))];
    const byWindow = new Map<string, Charged[]>();
    for (const one of all) byWindow.set(one.windowId, [...(byWindow.get(one.windowId) ?? []), one]);
    for (const windowId of [...proved.timeline.windows, AFTER_ALL]) this.charge(byWindow.get(windowId) ?? []);
  }

  /** What a cycle booked on the fee line of a cycle; undefined for nothing. */
  at(lineType: FeeType, cycleId: string, booking: string): BookedFee | undefined {
    return this.#fees.get(`${lineType}|${cycleId}`)?.booked.get(booking);
  }

  /** What a cycle booked of PPN on the fees of a cycle, by version of the tax profile. */
  taxesAt(cycleId: string, booking: string): BookedTax[] {
    return [...this.#taxes].flatMap(([key, { booked }]): BookedTax[] => {
      const [cycle, tax = ''] = key.split('|');
      const known = booked.get(booking);
      return cycle === cycleId && known ? [{ tax, base: known.base, amount: known.amount }] : [];
    }).sort((a, b) => (a.tax < b.tax ? -1 : 1));
  }

  private fromLines(bundle: AnyBundle): Charged[] {
    const counted = bundle.format === 'kongsi-proof/1' ? undefined : burnsOf(this.proved);
    return this.proved.lines.flatMap((line) => line.steps.map((one): Charged => {
      const { step, agreed } = one;
      const burns = agreed.feeTerms?.flat === undefined ? 0 : (counted?.get(one) ?? 0);
      return { windowId: step.windowId, lineType: TYPE_OF[line.side], cycleId: bundle.format === 'kongsi-proof/1' ? '' : line.ownCycle, rate: step.feeRate, clause: step.feeClause, terms: agreed.feeTerms, tax: step.tax, rounding: agreed.ppnRounding, base: one.delta, points: one.points, burns: BigInt(burns), open: false, legCount: one.legCount };
    }));
  }

  private fromCharges(bundle: Exclude<AnyBundle, ProofBundle>, stated: readonly StatedClaim[]): Charged[] {
    const charges = bundle.charges ?? [];
    holds(charges.length === 0 || stated.length > 0 || (bundle.corrections ?? []).length > 0 || this.agreed.chargesBeyondLines, 6, 'charges', 'They stand on stated claims, and there are none.');
    let last = '';
    return charges.map((one): Charged => {
      const name = `charge of ${one.lineType} in window ${one.windowId}`;
      const place = [String(this.proved.timeline.orderOf(one.windowId) ?? -1).padStart(9, '0'), one.lineType, one.clause, one.rate, one.tax, one.cycleId ?? ''].join('|');
      holds(this.proved.timeline.orderOf(one.windowId) !== undefined && place > last && (one.cycleId === undefined || this.proved.timeline.earlier.includes(one.cycleId)), 6, name, 'Charges stand by window, line, clause and cycle, each once, in windows that are booked.');
      last = place;
      const fee = this.agreed.fee(one.lineType, one.rate, one.clause);
      holds(fee !== undefined, 6, name, `No disclosed terms have a fee of ${one.rate} in ${one.clause}.`);
      holds(fee.terms?.flat !== undefined || one.burns === 0, 6, name, 'It counts burns, and its clause charges none of them.');
      return { ...one, cycleId: one.cycleId ?? bundle.cycleId, terms: fee.terms, rounding: fee.rounding, base: rupiahOf(one.base), points: 0n, burns: BigInt(one.burns), open: one.open === true, legCount: 0 };
    });
  }

  /** One window: on each fee line its parts by name; then PPN on what the window charged. */
  private charge(all: readonly Charged[]): void {
    const added = new Map<string, { first: Charged; base: bigint; points: bigint; burns: bigint; open: boolean; legCount: number }>();
    for (const one of all) {
      const key = [`${one.lineType}|${one.cycleId}`, this.partName(one)].join('\u0000');
      const known = added.get(key) ?? { first: one, base: 0n, points: 0n, burns: 0n, open: false, legCount: 0 };
      added.set(key, { ...known, base: known.base + one.base, points: known.points + one.points, burns: known.burns + one.burns, open: known.open || one.open, legCount: known.legCount + one.legCount });
    }
    const taxable = new Map<string, { first: Charged; amount: bigint }>();
    for (const [key, { first, base, points, burns, open, legCount }] of [...added].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [line = '', name = ''] = key.split('\u0000');
      const state = this.#fees.get(line) ?? NO_FEE;
      const known = state.parts.get(name) ?? { rate: first.rate, terms: first.terms, base: 0n, points: 0n, burns: 0n, open: false };
      const parts = new Map(state.parts).set(name, { ...known, base: known.base + base, points: known.points + points, burns: known.burns + burns, open });
      const change = less(feeOf(parts), feeOf(state.parts));
      const after = add(state.exact, change);
      const charged = roundHalfUp(after) - roundHalfUp(state.exact);
      const booking = this.proved.timeline.cycleOf(first.windowId, first.cycleId);
      const so = state.booked.get(booking) ?? NOTHING;
      this.#fees.set(line, { exact: after, parts, booked: new Map(state.booked).set(booking, { base: so.base + base, amount: so.amount + charged, exact: after, added: add(so.added, change), rates: [...so.rates, first.rate], clauses: [...so.clauses, first.clause], legCount: so.legCount + legCount,
        ...((so.burns !== undefined || first.terms?.flat) && { burns: (so.burns ?? 0n) + burns }) }) });
      const sum = taxable.get(`${first.cycleId}|${first.tax}|${line}`) ?? { first, amount: 0n };
      taxable.set(`${first.cycleId}|${first.tax}|${line}`, { ...sum, amount: sum.amount + charged });
    }
    for (const { first, amount } of taxable.values()) this.tax(first, amount);
  }

  private tax({ tax, cycleId, windowId, rounding }: Charged, charged: bigint): void {
    const state = this.#taxes.get(`${cycleId}|${tax}`) ?? NO_TAX;
    const booking = this.proved.timeline.cycleOf(windowId, cycleId);
    const known = state.booked.get(booking) ?? { base: 0n, amount: 0n, noteExact: ZERO };
    const exact = ppnOn(charged, tax, this.agreed);
    const after = add(state.exact, exact);
    const alone = rounding !== 'CUMULATIVE' && booking !== cycleId;
    const noteExact = alone ? add(known.noteExact, exact) : known.noteExact;
    const round = rounding === 'FLOOR' ? towardsNothing : roundHalfUp;
    const amount = alone ? round(noteExact) - round(known.noteExact) : roundHalfUp(after) - roundHalfUp(state.exact);
    this.#taxes.set(`${cycleId}|${tax}`, { exact: after, booked: new Map(state.booked).set(booking, { base: known.base + charged, amount: known.amount + amount, noteExact }) });
  }

  /** Bases are kept apart by clause and by tax, so that each is charged by its own rate; what is not taxed has no tax. */
  private partName({ clause, rate: at, tax }: Charged): string {
    return `${clause}#${at}#${this.agreed.tax(tax)?.treatment === 'NOT_SUBJECT' ? '' : tax}`;
  }
}

/** What the first form says of a fee on stated claims: one sum, charged after all the others, where one tax version ruled all along. */
function firstForm(bundle: ProofBundle, proved: ProvedLines, stated: readonly StatedClaim[], agreed: Agreements): Charged[] {
  return bundle.fees.flatMap(({ lineType, stated: said }): Charged[] => {
    if (!said) return [];
    holds(stated.length > 0, 6, `fee line ${lineType}`, 'It stands on stated claims, and there are none.');
    const fee = agreed.fee(lineType, said.rate, said.clause);
    holds(fee !== undefined, 6, `fee line ${lineType}`, `No disclosed terms have a fee of ${said.rate} in ${said.clause}.`);
    holds(proved.lines.every((line) => line.side !== SIDE_OF[lineType] || line.steps.every(({ step }) => step.tax === said.tax)), 6, `fee line ${lineType}`, 'A fee on stated claims and on others is taxed by one version only.');
    return [{ ...chargeOf(said), lineType, terms: fee.terms }];
  });
}

function chargeOf({ base, rate: at, clause, tax }: StatedBase): Omit<Charged, 'lineType'> {
  return { windowId: AFTER_ALL, cycleId: '', rate: at, clause, tax, rounding: 'CUMULATIVE', base: rupiahOf(base), points: 1n, burns: 0n, open: false, legCount: 0 };
}

/** The exact fee of a cycle: each part by its steps and its burns, the sum within the least and the most of a cycle. A fee on nothing is nothing. */
function feeOf(parts: ReadonlyMap<string, Part>): Exact {
  const all = [...parts.values()];
  const sum = all.reduce((total, one) => add(total, add(onBase(one), times(one.terms?.flat ?? ZERO, whole(one.burns)))), ZERO);
  const limits = all.flatMap((one) => (one.terms && (one.open || one.burns !== 0n || (one.base !== 0n && one.points !== 0n)) ? [one.terms] : []));
  const highest = (values: readonly (Exact | undefined)[]): Exact | undefined => values.reduce((most, one) => (one !== undefined && (most === undefined || compared(one, most) > 0n) ? one : most), undefined);
  const [least, most] = [highest(limits.map((one) => one.least)), highest(limits.map((one) => one.most))];
  const raised = least && compared(sum, least) < 0n ? least : sum;
  return most && compared(raised, most) > 0n ? most : raised;
}

function onBase({ base, rate: plain, terms }: Part): Exact {
  if (!terms?.steps) return times(whole(base), rate(plain));
  const { steps } = terms;
  return steps.reduce((sum, step, at) => {
    const next = steps[at + 1]?.from;
    const to = next === undefined || compared(whole(base), next) < 0n ? whole(base) : next;
    return compared(to, step.from) > 0n ? add(sum, times(less(to, step.from), rate(step.rate))) : sum;
  }, ZERO);
}

/** The exact PPN on whole-rupiah fees by a disclosed version of a tax profile; of DPP nilai lain on its part of what is billed. */
export function ppnOn(fees: bigint, tax: string, agreed: Agreements): Exact {
  const profile = agreed.tax(tax);
  holds(profile !== undefined && profile.dppDenominator > 0 && profile.dppNumerator > 0, 6, `PPN ${tax}`, 'The bundle has no such version of a tax profile.');
  holds(profile.dppRate === undefined || profile.treatment === 'NILAI_LAIN', 6, `PPN ${tax}`, `It taxes a part of what is billed, and its treatment is ${profile.treatment}.`);
  if (profile.treatment === 'NOT_SUBJECT') return ZERO;
  return times(times(times(whole(fees), rate(profile.dppRate ?? '1')), rate(profile.rate)), { n: BigInt(profile.dppNumerator), d: BigInt(profile.dppDenominator) });
}

/**
 * Splits what a cycle changes of the PPN on fees of an earlier one: where some of them shrank and others grew, notes carry that of what shrank and the rest stands with what grew; else less is
 * a note's and more the current document's, also where another version of the tax alone makes the change.
 */
export function ppnParts(down: bigint, up: bigint, taxes: readonly BookedTax[], agreed: Agreements): { readonly credit: bigint; readonly added: bigint } {
  const sum = taxes.reduce((total, { amount }) => total + amount, 0n);
  const first = down > 0n && up > 0n ? taxes.find(({ amount }) => amount !== 0n) : undefined;
  const wanted = first ? roundHalfUp(ppnOn(down, first.tax, agreed)) : 0n;
  const least = sum < 0n ? -sum : 0n;
  const credit = wanted > least ? wanted : least;
  return { credit, added: sum + credit };
}

/** PPN that moves alone stands on the fees that it is charged on, by what they come to; where that is nothing, alike. */
export function alone(ppn: bigint, fees: readonly Pick<BookedFee, 'exact'>[]): bigint[] {
  const weights = fees.map(({ exact: { n, d } }) => roundHalfUp({ n: (n < 0n ? -n : n) * 100n, d }));
  return allocate(ppn, weights.every((one) => one === 0n) ? weights.map(() => 1n) : weights);
}

/** The tax base of whole-rupiah fees as it is printed, before it is rounded: of a fee its fraction (11/12), of DPP nilai lain its part of what is billed. PPN is never computed from it. */
export function dppOf(fees: bigint, tax: string, agreed: Agreements): Exact {
  const profile = agreed.tax(tax);
  if (profile === undefined || profile.treatment === 'NOT_SUBJECT') return ZERO;
  return profile.dppRate === undefined ? { n: fees * BigInt(profile.dppNumerator), d: BigInt(profile.dppDenominator) } : times(whole(fees), rate(profile.dppRate));
}

function towardsNothing({ n, d }: Exact): bigint {
  return n / d;
}

/** A fee line as its document prints it, for what a document says of it. */
export function told({ exact, amount }: BookedFee): { readonly exact: string; readonly amount: string } {
  return { exact: decimalText(exact), amount: moneyText(amount) };
}
