import { allocate } from '../../kernel/allocate';
import { assert } from '../../kernel/assert';
import { exactMinor, minorToValue } from '../../kernel/money';
import { partyToWire } from '../../kernel/parties';
import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import { cycleOnWire, type LineKey } from './leaves';
import type { Stated } from './stated';

const CASH_UNIT = 100n;

/** How the partner's own side of a leg was priced and charged. */
export interface OwnSide {
  readonly pointPrice: string;
  readonly termsRef: string;
  readonly feeRate: string;
  readonly feeRef: string;
  readonly tax: string;
}

export interface LineWindow {
  readonly windowId: string;
  /** Exact totals in minor units. */
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly legs: readonly { readonly legId: string; readonly points: bigint; readonly own: OwnSide }[];
}

/** A claim line of the partner with all that was booked on it in the cycle, windows in order. */
export interface BilledLine {
  readonly key: LineKey;
  readonly side: 'PAY' | 'RECEIVE';
  readonly windows: readonly LineWindow[];
}

export interface TaxFacts {
  readonly treatment: string;
  readonly rate: string;
  readonly dppNumerator: number;
  readonly dppDenominator: number;
  /** Of `NILAI_LAIN`: the part of what is billed that is its base; null: all of it. */
  readonly dppRate: string | null;
}

interface Step {
  readonly windowId: string;
  readonly legIds: readonly string[];
  readonly own: OwnSide;
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly delta: bigint;
}

/** A line as the proof shows it; legs are named by their ids until they have their places. */
export interface ShownLine {
  readonly key: LineKey;
  readonly side: 'PAY' | 'RECEIVE';
  readonly steps: readonly Step[];
  readonly points: bigint;
  readonly exact: string;
  readonly amount: bigint;
}

const rupiah = (exactInMinor: Exact): string => exactInMinor.div(100).toFixed();

/** Tells each line window by window and price by price, as it was rounded; a line that came to nothing is not printed and not shown. */
export function shownLines(lines: readonly BilledLine[]): ShownLine[] {
  return lines.map(shown).filter((line) => line.points !== 0n || line.amount !== 0n);
}

function shown({ key, side, windows }: BilledLine): ShownLine {
  const steps: Step[] = [];
  let [exact, points] = [new Exact(0), 0n];
  for (const window of windows) {
    assert(exact.eq(window.exactBefore), `Line ${key.payerId} > ${key.payeeId} does not begin window ${window.windowId} where it ended the one before.`);
    for (const [, legs] of [...grouped(window.legs)].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const own = (legs[0] as LineWindow['legs'][number]).own;
      const moved = legs.reduce((sum, leg) => sum + leg.points, 0n);
      const after = exact.add(exactMinor(moved, rate(own.pointPrice)));
      steps.push({ windowId: window.windowId, legIds: legs.map((leg) => leg.legId), own, exactBefore: rupiah(exact), exactAfter: rupiah(after), delta: roundHalfUp(after, CASH_UNIT) - roundHalfUp(exact, CASH_UNIT) });
      [exact, points] = [after, points + moved];
    }
    assert(exact.eq(window.exactAfter), `The legs of line ${key.payerId} > ${key.payeeId} do not come to what window ${window.windowId} booked.`);
  }
  return { key, side, steps, points, exact: rupiah(exact), amount: roundHalfUp(exact, CASH_UNIT) };
}

function grouped(legs: LineWindow['legs']): Map<string, LineWindow['legs'][number][]> {
  const groups = new Map<string, LineWindow['legs'][number][]>();
  for (const leg of legs) {
    const { own } = leg;
    const name = [own.feeRate, own.feeRef, own.tax, own.pointPrice, own.termsRef].join('#');
    groups.set(name, [...(groups.get(name) ?? []), leg]);
  }
  return groups;
}

/** The line in the proof's own form; `place` finds a leg among the disclosed ones. */
export function lineOnWire(line: ShownLine, place: (legId: string) => number): object {
  const { key } = line;
  return { payer: partyToWire(key.payerId), payerCycleId: cycleOnWire(key.payerCycleId), payee: partyToWire(key.payeeId), payeeCycleId: cycleOnWire(key.payeeCycleId), qualifier: key.qualifier === '' ? '' : partyToWire(key.qualifier), ...(key.section === 'LATE' && { section: key.section }),
    steps: line.steps.map((step) => ({ windowId: `win_${step.windowId}`, legs: step.legIds.map(place).sort((a, b) => a - b), pointPrice: step.own.pointPrice, clause: step.own.termsRef, feeRate: step.own.feeRate, feeClause: step.own.feeRef, tax: step.own.tax,
      exactBefore: step.exactBefore, exactAfter: step.exactAfter, delta: minorToValue(step.delta) })), points: Number(line.points), exact: line.exact, amount: minorToValue(line.amount) };
}

/** Fees, PPN and net cash of the lines: each step starts from the printed figures of the one before. */
export function moneyOnWire(lines: readonly ShownLine[], taxes: ReadonlyMap<string, TaxFacts>, windows: readonly string[], stated: Stated, statedTax: string | undefined): { fees: object[]; ppn: object[]; totals: object; taxVersions: string[] } {
  const taxable = new Map<string, bigint>();
  const sides = [['ISSUER_FEE', 'PAY'], ['ACCEPTANCE_FEE', 'RECEIVE']] as const;
  const fees = sides.flatMap(([lineType, side]) => {
    const own = lines.filter((line) => line.side === side);
    const charged = feeOf(own, new Map(), windows);
    const printed = stated.lines.length === 0 ? undefined : stated.fees.get(lineType);
    const beyond = printed === undefined || printed.base === charged.base ? undefined : { ...printed, base: printed.base - charged.base, tax: statedTax ?? '' };
    return own.length === 0 && !beyond ? [] : [{ lineType, ...feeOf(own, taxable, windows, beyond), ...(beyond && { stated: beyond }) }];
  });
  const ppn = [...taxable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tax, base]) => ppnOf(tax, base, taxes));
  const feeTotal = fees.reduce((sum, fee) => sum + fee.amount, 0n);
  const ppnTotal = ppn.reduce((sum, one) => sum + one.amount, 0n);
  const shares = feeTotal === 0n ? fees.map(() => 0n) : allocate(ppnTotal / CASH_UNIT, fees.map((fee) => fee.amount)).map((part) => part * CASH_UNIT);
  const [payable, receivable] = (['PAY', 'RECEIVE'] as const).map((side) => [...lines, ...stated.lines].filter((line) => line.side === side).reduce((sum, line) => sum + line.amount, 0n)) as [bigint, bigint];
  return {
    fees: fees.map((fee, at) => ({ lineType: fee.lineType, base: minorToValue(fee.base), exact: fee.exact, amount: minorToValue(fee.amount), ppn: minorToValue(shares[at] ?? 0n), ...(fee.stated && { stated: { base: minorToValue(fee.stated.base), rate: fee.stated.rate, clause: fee.stated.clause, tax: fee.stated.tax } }) })),
    ppn: ppn.map((one) => ({ tax: one.tax, base: minorToValue(one.base), dpp: minorToValue(one.dpp), amount: minorToValue(one.amount) })),
    totals: { payable: minorToValue(payable), receivable: minorToValue(receivable), fees: minorToValue(feeTotal), ppn: minorToValue(ppnTotal), netCash: minorToValue(receivable - payable - feeTotal - ppnTotal) },
    taxVersions: [...taxable.keys()],
  };
}

function feeOf(lines: readonly ShownLine[], taxable: Map<string, bigint>, windows: readonly string[], stated?: { readonly base: bigint; readonly rate: string; readonly tax: string }): { base: bigint; exact: string; amount: bigint } {
  let [exact, base] = [new Exact(0), 0n];
  for (const windowId of windows) {
    for (const step of lines.flatMap((line) => line.steps.filter((one) => one.windowId === windowId))) {
      const before = roundHalfUp(exact, CASH_UNIT);
      exact = exact.add(rate(step.own.feeRate).mul(step.delta.toString()));
      taxable.set(step.own.tax, (taxable.get(step.own.tax) ?? 0n) + roundHalfUp(exact, CASH_UNIT) - before);
      base += step.delta;
    }
  }
  if (stated) {
    const before = roundHalfUp(exact, CASH_UNIT);
    exact = exact.add(rate(stated.rate).mul(stated.base.toString()));
    taxable.set(stated.tax, (taxable.get(stated.tax) ?? 0n) + roundHalfUp(exact, CASH_UNIT) - before);
    base += stated.base;
  }
  return { base, exact: rupiah(exact), amount: roundHalfUp(exact, CASH_UNIT) };
}

function ppnOf(tax: string, base: bigint, taxes: ReadonlyMap<string, TaxFacts>): { tax: string; base: bigint; dpp: bigint; amount: bigint } {
  const facts = taxes.get(tax);
  assert(facts, `The tax profile ${tax} is not among the facts.`);
  if (facts.treatment === 'NOT_SUBJECT') return { tax, base, dpp: 0n, amount: 0n };
  const taxBase = new Exact(base.toString()).mul(facts.dppNumerator).div(facts.dppDenominator);
  return { tax, base, dpp: roundHalfUp(taxBase, 1n), amount: roundHalfUp(rate(facts.rate).mul(base.toString()).mul(facts.dppNumerator).div(facts.dppDenominator), CASH_UNIT) };
}
