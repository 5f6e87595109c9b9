import { assert } from '../../kernel/assert';
import { HUB_PARTY } from '../../kernel/parties';
import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { CalculationInput, FeeTerms, LineParts, SidePrice, TaxVersion } from './facts';
import type { Line, Lines } from './lines';

/** What the hub charges one side of a claim. */
export interface Charge extends Omit<SidePrice, 'pointPrice' | 'steps' | 'termsRef'> {
  readonly lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE';
  readonly partyId: string;
  readonly cycleId: string;
  /** Version of the tax profile; empty for no tax. */
  readonly tax: string;
}

type FeePart = NonNullable<LineParts['fees']>[string];

/** What a window adds to one part of a fee line. */
interface Added {
  readonly charge: Charge;
  readonly line: Line;
  base: bigint;
  points: bigint;
  burns: number;
  own: Exact;
}

/** Collects what is charged on each fee line, then charges it: a fee is a function of the whole-rupiah base of its cycle so far, never of one night's. */
export class Fees {
  private readonly added = new Map<string, Added>();
  /** The same by charge: of one and the same many groups are charged. */
  private readonly known = new Map<Charge, Added>();
  constructor(private readonly lines: Lines, private readonly unit: bigint) {}

  /** Adds principal and its points to the base of a fee, the points' exact value of own burns that no claim was made for, and burns that are charged one by one. */
  add(charge: Charge, base: bigint, points: bigint, burns = 0, own?: Exact): void {
    const known = this.known.get(charge) ?? this.of(charge);
    known.base += base;
    known.points += points;
    // Only a fee that has an amount for each burn counts them.
    if (charge.feeTerms?.flatMinor !== undefined) known.burns += burns;
    if (own) known.own = known.own.add(own);
  }

  private of(charge: Charge): Added {
    const line = this.lines.fee(charge.lineType, charge.partyId, charge.cycleId, HUB_PARTY);
    const name = `${line.key}#${partName(charge)}`;
    const added = this.added.get(name) ?? { charge, line, base: 0n, points: 0n, burns: 0, own: new Exact(0) };
    this.added.set(name, added);
    this.known.set(charge, added);
    return added;
  }

  charge(): void {
    const byLine = new Map<Line, Added[]>();
    for (const [, one] of [...this.added].sort(([a], [b]) => (a < b ? -1 : 1))) byLine.set(one.line, [...(byLine.get(one.line) ?? []), one]);
    for (const [line, all] of byLine) this.chargeLine(line, all);
  }

  private chargeLine(line: Line, all: readonly Added[]): void {
    const before = line.parts.fees ?? {};
    const fees: Record<string, FeePart> = { ...before };
    const charges = new Map(all.map(({ charge }) => [partName(charge), charge]));
    for (const { charge, base, points, burns, own } of all) {
      const name = partName(charge);
      const known = fees[name] ?? { base: '0', points: '0', burns: 0, own: '0', rate: charge.feeRate, ...(charge.feeTerms && { terms: charge.feeTerms }) };
      const exactOwn = new Exact(known.own).add(own);
      const fromOwn = roundHalfUp(exactOwn, this.unit) - roundHalfUp(new Exact(known.own), this.unit);
      fees[name] = { ...known, base: (BigInt(known.base) + base + fromOwn).toString(), points: (BigInt(known.points) + points).toString(), burns: known.burns + burns, own: exactOwn.toFixed() };
      line.base += base + fromOwn;
      line.refs.add(charge.feeRef);
    }
    line.parts = { ...line.parts, fees };
    const [was, now] = [byPart(before), byPart(fees)];
    for (const [name, fee] of now) {
      const change = fee.sub(was.get(name) ?? 0);
      const charge = charges.get(name);
      if (!charge && change.isZero()) continue;
      const charged = line.advance(change);
      const tax = charge?.tax ?? name.slice(name.lastIndexOf('#') + 1);
      if (tax === '') continue;
      const taxed = line.taxable.get(tax) ?? { rounding: (charge ?? all[0]?.charge)?.ppnRounding, amount: 0n };
      line.taxable.set(tax, { ...taxed, amount: taxed.amount + charged });
    }
  }
}

/**
 * What each part adds to the fee of those before it, by their names. The least and the most of a cycle belong to no part, and may be taxed by one version or another: so told, it is what stands
 * on the line that says by which, in whatever order it came, and nothing is left of a tax whose base has gone.
 */
function byPart(parts: Readonly<Record<string, FeePart>>): Map<string, Exact> {
  const so: Record<string, FeePart> = {};
  let sum = new Exact(0);
  return new Map(Object.keys(parts).sort().map((name): [string, Exact] => {
    so[name] = parts[name] as FeePart;
    const [before, after] = [sum, feeOf(so)];
    sum = after;
    return [name, after.sub(before)];
  }));
}

/** Bases are kept apart by clause and by tax, so that each is charged by its own rate. */
function partName(charge: Pick<Charge, 'feeRef' | 'feeRate' | 'tax'>): string {
  return `${charge.feeRef}#${charge.feeRate}#${charge.tax}`;
}

/** The exact fee of a cycle: each part by its steps and its burns, the sum within the least and the most of a cycle. A fee on nothing is nothing. */
export function feeOf(parts: Readonly<Record<string, FeePart>>): Exact {
  const all = Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const sum = all.reduce((total, one) => total.add(partOf(one)), new Exact(0));
  const limits = all.flatMap((one) => (one.terms && !isEmpty(one) ? [one.terms] : []));
  const least = limits.reduce<Exact | undefined>((most, { minMinor }) => (minMinor === undefined ? most : Exact.max(most ?? minMinor, minMinor)), undefined);
  const most = limits.reduce<Exact | undefined>((lowest, { maxMinor }) => (maxMinor === undefined ? lowest : Exact.max(lowest ?? maxMinor, maxMinor)), undefined);
  const raised = least && sum.lt(least) ? least : sum;
  return most && raised.gt(most) ? most : raised;
}

/** A base whose points have all come back is empty, also where the rupiah of two bases were rounded together and one of them keeps one more. */
function isEmpty({ base, points, burns }: FeePart): boolean {
  return burns === 0 && (BigInt(base) === 0n || BigInt(points) === 0n);
}

function partOf({ base, burns, rate: plain, terms }: FeePart): Exact {
  return onBase(BigInt(base), plain, terms).add(new Exact(terms?.flatMinor ?? '0').mul(burns));
}

function onBase(base: bigint, plain: string, terms: FeeTerms | undefined): Exact {
  if (!terms?.steps) return rate(plain).mul(base.toString());
  const { steps } = terms;
  return steps.reduce((sum, step, at) => {
    const next = steps[at + 1]?.fromMinor;
    const [from, to] = [BigInt(step.fromMinor), next === undefined || base < BigInt(next) ? base : BigInt(next)];
    return to > from ? sum.add(rate(step.rate).mul((to - from).toString())) : sum;
  }, new Exact(0));
}

/** PPN on the whole-rupiah fees of this window, on the line of the fee's own cycle. */
export function chargeTax(lines: Lines, input: CalculationInput): void {
  for (const fee of lines.all()) {
    for (const [version, { rounding, amount }] of [...fee.taxable].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const tax = input.taxes.get(version);
      assert(tax, `The tax profile ${version} is not among the facts.`);
      const ppn = lines.fee('PPN', fee.name.payer, fee.name.payerCycleId, HUB_PARTY, version);
      ppn.refs.add(version);
      const exact = ppnOn(amount, tax);
      const booking = input.bookingCycles?.get(fee.name.payer);
      if (rounding !== undefined && booking !== undefined && booking !== fee.name.payerCycleId) note(ppn, booking, exact, rounding, input.cashUnitMinor);
      else ppn.advance(exact);
    }
  }
}

/** The exact PPN on whole-rupiah fees: multiplied first, divided once. */
export function ppnOn(amount: bigint, tax: TaxVersion): Exact {
  return rate(tax.rate).mul(amount.toString()).mul(rate(tax.dppRate ?? '1')).mul(tax.dppNumerator).div(tax.dppDenominator);
}

/** Rounds what one note credits by itself: half up, or down to the whole rupiah. */
function note(ppn: Line, booking: string, exact: Exact, rounding: 'PER_NOTE' | 'FLOOR', unit: bigint): void {
  const before = ppn.parts.notes?.[booking] ?? { exact: '0', amount: '0' };
  const after = new Exact(before.exact).add(exact);
  const amount = rounding === 'PER_NOTE' ? roundHalfUp(after, unit) : BigInt(after.div(unit.toString()).toDecimalPlaces(0, Exact.ROUND_DOWN).toFixed(0)) * unit;
  ppn.parts = { ...ppn.parts, notes: { ...ppn.parts.notes, [booking]: { exact: after.toFixed(), amount: amount.toString() } } };
  ppn.book(amount - BigInt(before.amount), exact);
}
