import type { AnyBundle, FeeLine, ProofBundle, StatedBase } from './bundle';
import { add, allocate, compared, decimalText, less, moneyText, rate, roundHalfUp, times, whole, ZERO, type Exact } from './exact';
import { holds } from './failure';
import { basesOf } from './bases';
import { burnsOf } from './burns';
import type { ProvedLines, ProvedStep } from './lines';
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
  readonly burns: bigint;
  readonly open: boolean;
  readonly legCount: number;
}

/** The same of one part of a fee line. */
interface Added extends Pick<Charged, 'base' | 'burns' | 'open' | 'legCount'> {
  readonly first: Charged;
}

/** Whole-rupiah fees of one window that one version of a tax profile taxes. */
interface Taxable extends Pick<Charged, 'windowId' | 'lineType' | 'cycleId' | 'tax' | 'rounding'> {
  readonly charged: bigint;
}

interface Part {
  readonly rate: string;
  readonly terms?: FeeTerms | undefined;
  readonly tax: string;
  readonly base: bigint;
  readonly burns: bigint;
  /** Whether something stands behind it that the bundle does not show. */
  readonly open?: boolean;
}

interface FeeState {
  readonly exact: Exact;
  readonly parts: ReadonlyMap<string, Part>;
  readonly booked: ReadonlyMap<string, BookedFee>;
}

interface TaxState {
  readonly exact: Exact;
  /** `note`: what notes that are rounded by themselves say. */
  readonly booked: ReadonlyMap<string, { readonly base: bigint; readonly amount: bigint; readonly note: { readonly exact: Exact; readonly amount: bigint } }>;
}

const NO_FEE: FeeState = { exact: ZERO, parts: new Map(), booked: new Map() };
const NO_TAX: TaxState = { exact: ZERO, booked: new Map() };
const NOTHING: BookedFee = { base: 0n, amount: 0n, exact: ZERO, added: ZERO, rates: [], clauses: [], legCount: 0 };

/** Where the window of a first-form bundle ends, in which what stands on stated claims is charged at once. */
const AFTER_ALL = '';

/** Points that came home bear no fee: they are a part of their line all the same, on which nothing is charged. */
const isCharged = ({ taxProfileId }: ProvedStep['agreed']): boolean => taxProfileId !== '';

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
    return this.proved.lines.flatMap((line) => [...basesOf(line, ({ step, agreed }) => (isCharged(agreed) ? this.partName({ clause: step.feeClause, rate: step.feeRate, tax: step.tax }) : ''))].flatMap(([windowId, moved]) => moved.filter(({ like }) => isCharged(like.agreed)).map(({ like: { step, agreed }, base, steps }): Charged => {
      const sum = (of: (one: ProvedStep) => number): number => steps.reduce((total, one) => total + of(one), 0);
      const burns = agreed.feeTerms?.flat === undefined ? 0 : sum((one) => counted?.get(one) ?? 0);
      return { windowId, lineType: TYPE_OF[line.side], cycleId: bundle.format === 'kongsi-proof/1' ? '' : line.ownCycle, rate: step.feeRate, clause: step.feeClause, terms: agreed.feeTerms, tax: step.tax, rounding: agreed.ppnRounding, base, burns: BigInt(burns), open: false, legCount: sum((one) => one.legCount) };
    })));
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
      return { ...one, cycleId: one.cycleId ?? bundle.cycleId, terms: fee.terms, rounding: fee.rounding, base: rupiahOf(one.base), burns: BigInt(one.burns), open: one.open === true, legCount: 0 };
    });
  }

  /** One window: on each fee line its parts by name; then PPN on what the window charged. */
  private charge(all: readonly Charged[]): void {
    const byLine = new Map<string, Map<string, Added>>();
    for (const one of [...all].sort((a, b) => (this.partName(a) < this.partName(b) ? -1 : 1))) {
      const added = byLine.get(`${one.lineType}|${one.cycleId}`) ?? new Map<string, Added>();
      byLine.set(`${one.lineType}|${one.cycleId}`, added);
      const known = added.get(this.partName(one)) ?? { first: one, base: 0n, burns: 0n, open: false, legCount: 0 };
      added.set(this.partName(one), { ...known, base: known.base + one.base, burns: known.burns + one.burns, open: known.open || one.open, legCount: known.legCount + one.legCount });
    }
    const taxable: Taxable[] = [...byLine].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([line, added]) => this.chargeLine(line, added));
    for (const one of taxable) this.tax(one);
  }

  /** @returns what is charged on the line, by version of the tax profile */
  private chargeLine(line: string, added: ReadonlyMap<string, Added>): Taxable[] {
    const state = this.#fees.get(line) ?? NO_FEE;
    const parts = new Map(state.parts);
    for (const [name, { first, base, burns, open }] of added) {
      const known = parts.get(name) ?? { rate: first.rate, terms: first.terms, tax: first.tax, base: 0n, burns: 0n };
      parts.set(name, { ...known, base: known.base + base, burns: known.burns + burns, open });
    }
    const [was, now] = [byPart(state.parts), byPart(parts)];
    const [any] = [...added.values()];
    if (!any) return [];
    const { windowId, cycleId, lineType, rounding } = any.first;
    const taxable = new Map<string, Taxable>();
    let [charged, exact] = [0n, state.exact];
    for (const [name, told] of now) {
      const [amount, change] = [told.amount - (was.get(name)?.amount ?? 0n), less(told.exact, was.get(name)?.exact ?? ZERO)];
      exact = add(exact, change);
      charged += amount;
      const own = added.get(name);
      const { tax } = parts.get(name) as Part;
      if (!own && amount === 0n) continue;
      const sum = taxable.get(tax) ?? { tax, lineType, cycleId, windowId, rounding: own?.first.rounding ?? rounding, charged: 0n };
      taxable.set(tax, { ...sum, charged: sum.charged + amount });
    }
    const booking = this.proved.timeline.cycleOf(windowId, cycleId);
    const so = state.booked.get(booking) ?? NOTHING;
    const all = [...added.values()];
    const flat = so.burns !== undefined || all.some(({ first }) => first.terms?.flat);
    this.#fees.set(line, { exact, parts, booked: new Map(state.booked).set(booking, { base: so.base + all.reduce((sum, one) => sum + one.base, 0n), amount: so.amount + charged, exact, added: add(so.added, less(exact, state.exact)),
      rates: [...so.rates, ...all.map(({ first }) => first.rate)], clauses: [...so.clauses, ...all.map(({ first }) => first.clause)], legCount: so.legCount + all.reduce((sum, one) => sum + one.legCount, 0), ...(flat && { burns: (so.burns ?? 0n) + all.reduce((sum, one) => sum + one.burns, 0n) }) }) });
    return [...taxable.values()];
  }

  private tax({ tax, cycleId, windowId, rounding, charged }: Taxable): void {
    const state = this.#taxes.get(`${cycleId}|${tax}`) ?? NO_TAX;
    const booking = this.proved.timeline.cycleOf(windowId, cycleId);
    const known = state.booked.get(booking) ?? { base: 0n, amount: 0n, note: { exact: ZERO, amount: 0n } };
    const exact = ppnOn(charged, tax, this.agreed);
    const after = add(state.exact, exact);
    const alone = rounding !== 'CUMULATIVE' && booking !== cycleId;
    const noteExact = alone ? add(known.note.exact, exact) : known.note.exact;
    const round = rounding === 'FLOOR' ? towardsNothing : roundHalfUp;
    const change = alone ? round(noteExact) - known.note.amount : roundHalfUp(after) - roundHalfUp(state.exact);
    // Notes that were rounded up would come to more than was charged: then the last ones credit what is left of it.
    const left = [...state.booked.values()].reduce((sum, one) => sum + one.amount, 0n);
    const amount = alone && left + change < 0n ? -left : change;
    const note = { exact: noteExact, amount: alone ? known.note.amount + amount : known.note.amount };
    this.#taxes.set(`${cycleId}|${tax}`, { exact: after, booked: new Map(state.booked).set(booking, { base: known.base + charged, amount: known.amount + amount, note }) });
  }

  /** Bases are kept apart by clause and by tax, so that each is charged by its own rate; what is not taxed has no tax. */
  private partName({ clause, rate: at, tax }: Pick<Charged, 'clause' | 'rate' | 'tax'>): string {
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
  return { windowId: AFTER_ALL, cycleId: '', rate: at, clause, tax, rounding: 'CUMULATIVE', base: rupiahOf(base), burns: 0n, open: false, legCount: 0 };
}

/**
 * What each part adds to the fee of those before it, by their names, exactly and in whole rupiah. The most of a cycle is taken off the last ones, and its least is made up by the last that
 * stands on something.
 */
function byPart(parts: ReadonlyMap<string, Part>): Map<string, { readonly exact: Exact; readonly amount: bigint }> {
  const all = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  const fee = feeOf(all.map(([, one]) => one));
  const last = all.length - 1 - [...all].reverse().findIndex(([, one]) => !isEmpty(one));
  let [sum, before] = [ZERO, ZERO];
  return new Map(all.map(([name, one], at) => {
    sum = add(sum, partOf(one));
    const exact = last === all.length || at >= last || compared(sum, fee) > 0n ? fee : sum;
    const told = { exact: less(exact, before), amount: roundHalfUp(exact) - roundHalfUp(before) };
    before = exact;
    return [name, told];
  }));
}

/** The exact fee of a cycle: each part by its steps and its burns, the sum within the least and the most of a cycle. A fee on nothing is nothing. */
function feeOf(parts: readonly Part[]): Exact {
  const sum = parts.reduce((total, one) => add(total, partOf(one)), ZERO);
  const limits = parts.flatMap((one) => (one.terms && !isEmpty(one) ? [one.terms] : []));
  const highest = (values: readonly (Exact | undefined)[]): Exact | undefined => values.reduce((most, one) => (one !== undefined && (most === undefined || compared(one, most) > 0n) ? one : most), undefined);
  const [least, most] = [highest(limits.map((one) => one.least)), highest(limits.map((one) => one.most))];
  const raised = least && compared(sum, least) < 0n ? least : sum;
  return most && compared(raised, most) > 0n ? most : raised;
}

function isEmpty({ base, burns, open }: Part): boolean {
  return base === 0n && burns === 0n && open !== true;
}

function partOf(one: Part): Exact {
  return add(onBase(one), times(one.terms?.flat ?? ZERO, whole(one.burns)));
}

function onBase({ base, rate: plain, terms }: Pick<Part, 'base' | 'rate' | 'terms'>): Exact {
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
