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
  /** Absent where only its base was moved. */
  charge?: Charge;
  readonly name: string;
  readonly line: Line;
  readonly rounding: SidePrice['ppnRounding'];
  base: bigint;
  points: bigint;
  burns: number;
  own: Exact;
}

/** A part of a fee whose base moved although none of its burns did. */
export interface Shift extends Pick<Charge, 'lineType' | 'partyId' | 'cycleId'> {
  readonly name: string;
  readonly base: bigint;
  readonly rounding: SidePrice['ppnRounding'];
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

  shift({ lineType, partyId, cycleId, name, base, rounding }: Shift): void {
    this.at(this.lines.fee(lineType, partyId, cycleId, HUB_PARTY), name, rounding).base += base;
  }

  private of(charge: Charge): Added {
    const added = this.at(this.lines.fee(charge.lineType, charge.partyId, charge.cycleId, HUB_PARTY), partName(charge), charge.ppnRounding);
    added.charge = charge;
    this.known.set(charge, added);
    return added;
  }

  private at(line: Line, name: string, rounding: SidePrice['ppnRounding']): Added {
    const key = `${line.key}#${name}`;
    const added = this.added.get(key) ?? { name, line, rounding, base: 0n, points: 0n, burns: 0, own: new Exact(0) };
    this.added.set(key, added);
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
    const touched = new Map(all.map((one) => [one.name, one]));
    for (const { charge, name, base, points, burns, own } of all) {
      const known = fees[name] ?? { base: '0', points: '0', burns: 0, own: '0', rate: charge?.feeRate ?? '0', ...(charge?.feeTerms && { terms: charge.feeTerms }) };
      const exactOwn = new Exact(known.own).add(own);
      const fromOwn = roundHalfUp(exactOwn, this.unit) - roundHalfUp(new Exact(known.own), this.unit);
      fees[name] = { ...known, base: (BigInt(known.base) + base + fromOwn).toString(), points: (BigInt(known.points) + points).toString(), burns: known.burns + burns, own: exactOwn.toFixed() };
      line.base += base + fromOwn;
      line.refs.add(name.slice(0, name.indexOf('#')));
    }
    line.parts = { ...line.parts, fees };
    const [was, now] = [this.byPart(before), this.byPart(fees)];
    for (const [name, { exact, amount }] of now) {
      const [charged, change] = [amount - (was.get(name)?.amount ?? 0n), exact.sub(was.get(name)?.exact ?? 0)];
      const own = touched.get(name);
      if (!own && charged === 0n && change.isZero()) continue;
      line.book(charged, change);
      const tax = name.slice(name.lastIndexOf('#') + 1);
      if (tax === '') continue;
      const taxed = line.taxable.get(tax) ?? { rounding: (own ?? all[0])?.rounding, amount: 0n };
      line.taxable.set(tax, { ...taxed, amount: taxed.amount + charged });
    }
  }

  /**
   * What each part adds to the fee of those before it, by their names, exactly and in whole rupiah. The most of a cycle is taken off the last ones, and its least is made up by the last that
   * stands on something: so told, it is what stands on the line that says by which version each rupiah is taxed, in whatever order it came, and nothing is left of a tax whose base has gone.
   */
  private byPart(parts: Readonly<Record<string, FeePart>>): Map<string, { readonly exact: Exact; readonly amount: bigint }> {
    const names = Object.keys(parts).sort();
    const fee = feeOf(parts);
    const last = names.findLastIndex((name) => !isEmpty(parts[name] as FeePart));
    let [sum, before] = [new Exact(0), { exact: new Exact(0), amount: 0n }];
    return new Map(names.map((name, at): [string, { exact: Exact; amount: bigint }] => {
      sum = sum.add(partOf(parts[name] as FeePart));
      const exact = at >= last ? fee : Exact.min(sum, fee);
      const amount = roundHalfUp(exact, this.unit);
      const told = { exact: exact.sub(before.exact), amount: amount - before.amount };
      before = { exact, amount };
      return [name, told];
    }));
  }
}

/** Bases are kept apart by clause and by tax, so that each is charged by its own rate. */
export function partName(charge: Pick<Charge, 'feeRef' | 'feeRate' | 'tax'>): string {
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

/** What stands on no rupiah and counts no burn has no fee, and neither a least nor a most of it. */
function isEmpty({ base, burns }: FeePart): boolean {
  return burns === 0 && BigInt(base) === 0n;
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

/** Rounds what one note credits by itself: half up, or down to the whole rupiah. Several that were rounded up would come to more than was charged: then the last ones credit what is left of it. */
function note(ppn: Line, booking: string, exact: Exact, rounding: 'PER_NOTE' | 'FLOOR', unit: bigint): void {
  const before = ppn.parts.notes?.[booking] ?? { exact: '0', amount: '0' };
  const after = new Exact(before.exact).add(exact);
  const change = noteAmount(after, rounding, unit) - BigInt(before.amount);
  const booked = ppn.amount + change < 0n ? -ppn.amount : change;
  ppn.parts = { ...ppn.parts, notes: { ...ppn.parts.notes, [booking]: { exact: after.toFixed(), amount: (BigInt(before.amount) + booked).toString(), ...(rounding === 'FLOOR' && { rounding }) } } };
  ppn.book(booked, exact);
}

/** The PPN of one note that is rounded by itself. */
export function noteAmount(exact: Exact, rounding: 'PER_NOTE' | 'FLOOR', unit: bigint): bigint {
  return rounding === 'PER_NOTE' ? roundHalfUp(exact, unit) : BigInt(exact.div(unit.toString()).toDecimalPlaces(0, Exact.ROUND_DOWN).toFixed(0)) * unit;
}
