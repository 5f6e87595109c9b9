import type { AnyBundle, FeeLine } from './bundle';
import { allocate, decimalText, minorText, moneyText, roundHalfUp, times, whole } from './exact';
import { holds } from './failure';
import { dppOf, Fees, type BookedFee, type BookedTax, type FeeType } from './fees';
import { grownOf, type Grown } from './grown';
import type { ProvedLine, ProvedLines } from './lines';
import type { Agreements, Side } from './pricing';
import type { StatedClaim } from './stated';

/** What the lines add up to, in whole rupiah; of the cycle that the bundle is of. */
export interface ProvedMoney {
  readonly fees: readonly { readonly lineType: FeeLine['lineType']; readonly base: bigint; readonly amount: bigint; readonly ppn: bigint; readonly exact: string; readonly rates: readonly string[]; readonly clauses: readonly string[]; readonly legCount: number }[];
  readonly ppn: readonly { readonly tax: string; readonly base: bigint; readonly dpp: string; readonly amount: bigint }[];
  readonly payable: bigint;
  readonly receivable: bigint;
  readonly feeTotal: bigint;
  readonly ppnTotal: bigint;
  /** What the cycle added to lines of earlier ones. */
  readonly grown: Grown;
  /** The base of PPN as it is printed for all fees; undefined where several versions tax them. */
  readonly dpp: string | undefined;
  readonly netCash: bigint;
  /** What a cycle booked on the fees of a cycle, and its PPN. */
  readonly feeAt: (lineType: FeeType, cycleId: string, booking: string) => BookedFee | undefined;
  readonly taxesAt: (cycleId: string, booking: string) => readonly BookedTax[];
}

const TYPES = ['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const;

/** Step 6: fees on the whole-rupiah claims, PPN on the whole-rupiah fees, totals and net cash. */
export function proveMoney(bundle: AnyBundle, proved: ProvedLines, stated: readonly StatedClaim[], agreed: Agreements): ProvedMoney {
  const own = 'cycleId' in bundle ? bundle.cycleId : '';
  const books = new Fees(bundle, proved, stated, agreed);
  const charged = TYPES.flatMap((lineType) => {
    const booked = books.at(lineType, own, own);
    return booked ? [{ ...booked, lineType, exact: decimalText(booked.exact) }] : [];
  });
  const ppn = books.taxesAt(own, own).map(({ tax, base, amount }) => ({ tax, base, amount, dpp: minorText(roundHalfUp(times(dppOf(base, tax, agreed), whole(100n)))) }));
  const grown = grownOf(bundle, proved, books, agreed);
  const ppnTotal = sum(ppn.map((one) => one.amount)) + grown.ppn;
  const shares = allocate(ppnTotal - sum(grown.taxed.map((fee) => fee.ppn)), [...charged, ...grown.fees].map((fee) => fee.amount));
  const fees = charged.map((fee, at) => ({ ...fee, ppn: shares[at] ?? 0n }));
  compare(bundle.fees, fees.map((fee): FeeLine => ({ lineType: fee.lineType, base: moneyText(fee.base), exact: fee.exact, amount: moneyText(fee.amount), ppn: moneyText(fee.ppn), ...(fee.burns !== undefined && { burns: Number(fee.burns) }) })), (fee) => `fee line ${fee?.lineType ?? ''}`);
  compare(bundle.ppn, ppn.map((one) => ({ tax: one.tax, base: moneyText(one.base), dpp: one.dpp, amount: moneyText(one.amount) })), (one) => `PPN ${one?.tax ?? ''}`);
  const of = (side: Side): bigint => sum([...proved.lines.filter((line) => own === '' || line.ownCycle === own), ...proved.lots, ...stated].filter((line: ProvedLine | StatedClaim) => line.side === side).map((line) => line.amount)) + sum(grown.lines.filter((line) => line.side === side).map((line) => line.amount));
  const [payable, receivable, feeTotal] = [of('PAY'), of('RECEIVE'), sum([...fees, ...grown.fees].map((fee) => fee.amount))];
  const netCash = receivable - payable - feeTotal - ppnTotal;
  compare([bundle.totals], [{ payable: moneyText(payable), receivable: moneyText(receivable), fees: moneyText(feeTotal), ppn: moneyText(ppnTotal), netCash: moneyText(netCash) }], () => 'totals');
  const taxes = [...new Set([...ppn.map((one) => one.tax), ...grown.taxes])];
  const dpp = taxes[0] !== undefined && taxes.length === 1 && grown.taxed.length === 0 ? minorText(roundHalfUp(times(dppOf(feeTotal, taxes[0], agreed), whole(100n)))) : undefined;
  return { fees, ppn, payable, receivable, feeTotal, ppnTotal, grown: { ...grown, fees: grown.fees.map((fee, at) => ({ ...fee, ppn: shares[charged.length + at] ?? 0n })) }, dpp, netCash, feeAt: (lineType, cycleId, booking) => books.at(lineType, cycleId, booking), taxesAt: (cycleId, booking) => books.taxesAt(cycleId, booking) };
}

/** Names the first stated figure that differs from the computed one. */
function compare<T extends object>(stated: readonly T[], computed: readonly T[], name: (one: T | undefined) => string): void {
  for (let at = 0; at < Math.max(stated.length, computed.length); at += 1) {
    const [said, is] = [stated[at], computed[at]];
    holds(said !== undefined && is !== undefined, 6, name(said ?? is), said === undefined ? 'The bundle leaves it out.' : 'Nothing in the bundle gives rise to it.');
    const field = ([...Object.keys(is), ...Object.keys(said).filter((one) => one !== 'stated')] as (keyof T & string)[]).find((one) => said[one] !== is[one]);
    holds(field === undefined, 6, name(is), `Its ${field ?? ''} comes to ${String(is[field as keyof T] ?? 'nothing')}, the bundle says ${String(said[field as keyof T])}.`);
  }
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

