import { claimLineKey, HUB, RATE_DIFFERENCE, type ClaimLine, type FeeLine, type LineStep, type ProofBundle, type StatedBase } from './bundle';
import { add, allocate, decimalText, minorText, moneyText, rate, roundHalfUp, times, whole, ZERO, type Exact } from './exact';
import { holds } from './failure';
import type { ProvedLeg } from './log-steps';
import { Agreements, type Side } from './pricing';
import { rupiahOf, type StatedClaim } from './stated';

/** A claim line as it was computed again. */
export interface ProvedLine {
  readonly key: string;
  readonly name: string;
  readonly side: Side;
  readonly line: ClaimLine;
  readonly steps: readonly ProvedStep[];
  readonly legCount: number;
  readonly amount: bigint;
}

interface ProvedStep {
  readonly step: LineStep;
  readonly delta: bigint;
}

/** What the lines add up to, in whole rupiah. */
export interface ProvedMoney {
  readonly fees: readonly { readonly lineType: FeeLine['lineType']; readonly base: bigint; readonly amount: bigint; readonly ppn: bigint; readonly exact: string; readonly rates: readonly string[]; readonly clauses: readonly string[]; readonly legCount: number }[];
  readonly ppn: readonly { readonly tax: string; readonly dpp: string; readonly amount: bigint }[];
  readonly payable: bigint;
  readonly receivable: bigint;
  readonly feeTotal: bigint;
  readonly ppnTotal: bigint;
  readonly netCash: bigint;
}

const SIDE_OF = { ISSUER_FEE: 'PAY', ACCEPTANCE_FEE: 'RECEIVE' } as const;

/** Step 5: legs times clause prices, cumulated and rounded window by window, are the amounts of the lines. */
export function proveLines(bundle: ProofBundle, legs: readonly ProvedLeg[], agreed: Agreements): { lines: ProvedLine[]; wholes: Map<string, ProvedLine> } {
  const used = new Set<number>();
  const keys = new Set<string>();
  const windows = windowOrder(legs);
  let last = '';
  const lines = bundle.lines.map((line, at) => {
    const key = claimLineKey(line);
    const name = `line ${at + 1}, ${line.payer} pays ${line.payee}`;
    holds(!keys.has(key), 5, name, 'The same line stands twice; a line is rounded once.');
    keys.add(key);
    holds(key > last, 5, name, 'Lines stand by rising key.');
    last = key;
    const sides = (['PAY', 'RECEIVE'] as const).filter((side) => (side === 'PAY' ? line.payer : line.payee) === bundle.partnerId);
    holds(sides.length === 1 && sides[0] !== undefined, 5, name, 'The partner is not on exactly one side of the line.');
    return proveLine({ line, name, key, side: sides[0], legs, used, windows, agreed });
  });
  const wholes = new Map((bundle.joint ?? []).flatMap(({ name: funding, whole }): [string, ProvedLine][] => {
    if (!whole) return [];
    const name = `shared claim ${funding}`;
    const side = whole.payer === bundle.partnerId ? 'PAY' : 'RECEIVE';
    holds(side === 'PAY' || whole.payee === bundle.partnerId, 5, name, 'Only its issuer and its redeemer see its legs.');
    return [[funding, proveLine({ line: whole, name, key: funding, side, legs, used, windows, agreed })]];
  }));
  const idle = legs.find((_, at) => !used.has(at));
  holds(idle === undefined, 5, `leg ${idle?.facts.legId ?? ''}`, 'It stands behind no line.');
  return { lines, wholes };
}

interface LineCase {
  readonly line: ClaimLine;
  readonly name: string;
  readonly key: string;
  readonly side: Side;
  readonly legs: readonly ProvedLeg[];
  readonly used: Set<number>;
  readonly windows: ReadonlyMap<string, number>;
  readonly agreed: Agreements;
}

function proveLine(one: LineCase): ProvedLine {
  const { line, name, key, side } = one;
  const steps: ProvedStep[] = [];
  const onLine = new Map<string, ProvedLeg>();
  const returned = new Map<string, bigint>();
  let [exact, points, amount, window] = [ZERO, 0n, 0n, -1];
  for (const step of line.steps) {
    const order = one.windows.get(step.windowId) ?? -1;
    holds(order >= window && order >= 0, 5, name, `The window ${step.windowId} stands out of order, or none of the legs is of it.`);
    window = order;
    const stepPoints = pointsOf(step, one, onLine, returned);
    holds(decimalText(exact) === step.exactBefore, 5, name, `Before window ${step.windowId} its exact total is ${decimalText(exact)}, the bundle says ${step.exactBefore}.`);
    const after = add(exact, times(whole(stepPoints), rate(step.pointPrice)));
    holds(decimalText(after) === step.exactAfter, 5, name, `After window ${step.windowId} its exact total is ${decimalText(after)}, the bundle says ${step.exactAfter}.`);
    const delta = roundHalfUp(after) - roundHalfUp(exact);
    holds(moneyText(delta) === step.delta, 5, name, `Window ${step.windowId} adds ${moneyText(delta)}, the bundle says ${step.delta}.`);
    [exact, points, amount] = [after, points + stepPoints, amount + delta];
    steps.push({ step, delta });
  }
  holds(points.toString() === line.points.toString(), 5, name, `Its legs come to ${points} points, the bundle says ${line.points}.`);
  holds(decimalText(exact) === line.exact && moneyText(amount) === line.amount, 5, name, `It comes to ${moneyText(amount)} (exactly ${decimalText(exact)}), the bundle says ${line.amount} (${line.exact}).`);
  holds(points !== 0n || amount !== 0n, 5, name, 'A line without points and without an amount has no place in a bundle.');
  return { key, name, side, line, steps, legCount: onLine.size, amount };
}

/** The net points of a step, whose legs must all be of its window and its line, be priced as it says, and stand behind nothing else. */
function pointsOf(step: LineStep, { line, name, side, legs, used, agreed }: LineCase, onLine: Map<string, ProvedLeg>, returned: Map<string, bigint>): bigint {
  let [points, last] = [0n, -1];
  holds(step.legs.length > 0, 5, name, `Window ${step.windowId} has a step without legs.`);
  for (const at of step.legs) {
    const leg = legs[at];
    holds(leg !== undefined && at > last, 5, name, 'Its legs do not stand by rising position.');
    last = at;
    const { facts, posting } = leg;
    holds(!used.has(at), 5, name, `Leg ${facts.legId} stands behind two lines or twice behind one.`);
    used.add(at);
    onLine.set(facts.legId, leg);
    holds(posting.windowId === step.windowId, 5, name, `Leg ${facts.legId} is of window ${posting.windowId}.`);
    const other = side === 'PAY' ? line.payee : line.payer;
    const counterparty = other === RATE_DIFFERENCE ? line.qualifier : other;
    const [issuer, redeemer] = side === 'PAY' ? [line.payer, counterparty] : [counterparty, line.payee];
    // The hub pays for points that their issuer paid for when it gave them: whose they were, the leg says.
    const prepaid = side === 'RECEIVE' && line.payer === HUB && facts.issuerId !== HUB;
    holds((facts.issuerId === issuer || prepaid) && facts.redeemerId === redeemer && (other === RATE_DIFFERENCE || line.qualifier === ''), 5, name, `Leg ${facts.legId} moves points of ${facts.issuerId} at ${facts.redeemerId ?? 'nobody'}, which is not what this line is for.`);
    const signed = signedPoints(leg, name, onLine, returned);
    const original = facts.reversesLegId === undefined ? leg : onLine.get(facts.reversesLegId);
    checkAgreed(step, agreed.of(original ?? leg, side, name, prepaid ? 'PAY_AT_ISSUE' : 'PAY_AT_BURN'), name, facts.legId, agreed);
    points += signed;
  }
  return points;
}

function checkAgreed(step: LineStep, agreed: ReturnType<Agreements['of']>, name: string, legId: string, agreements: Agreements): void {
  holds(agreed.pointPrice === step.pointPrice && agreed.clause === step.clause, 5, name, `Leg ${legId} is priced ${agreed.pointPrice} by ${agreed.clause}, the bundle says ${step.pointPrice} by ${step.clause}.`);
  holds(agreed.feeRate === step.feeRate && agreed.feeClause === step.feeClause, 5, name, `Leg ${legId} bears a fee of ${agreed.feeRate} by ${agreed.feeClause}, the bundle says ${step.feeRate} by ${step.feeClause}.`);
  holds(agreements.tax(step.tax)?.taxProfileId === agreed.taxProfileId, 5, name, `The fee on leg ${legId} is taxed by profile ${agreed.taxProfileId}, the bundle cites ${step.tax}.`);
}

/** A burn counts its points; a reversal takes back points of one earlier leg of the same line, each at most once. */
function signedPoints({ facts, posting }: ProvedLeg, name: string, onLine: ReadonlyMap<string, ProvedLeg>, returned: Map<string, bigint>): bigint {
  const points = BigInt(facts.points);
  holds(points > 0n, 5, name, `Leg ${facts.legId} moves no points.`);
  if (facts.debitAccount === 'MEMBER' && facts.creditAccount === 'REDEEMER' && posting.type === 'BURN' && facts.reversesLegId === undefined) return points;
  holds(facts.debitAccount === 'REDEEMER' && facts.creditAccount === 'MEMBER' && facts.reversesLegId !== undefined, 5, name, `Leg ${facts.legId} is neither a burn nor the reversal of one.`);
  const original = onLine.get(facts.reversesLegId);
  holds(original !== undefined && original.facts.reversesLegId === undefined && original.posting.sequence < posting.sequence, 5, name, `Leg ${facts.legId} reverses ${facts.reversesLegId}, which is no earlier burn of this line.`);
  const back = (returned.get(facts.reversesLegId) ?? 0n) + points;
  holds(back <= BigInt(original.facts.points) && original.facts.lotId === facts.lotId, 5, name, `More of leg ${facts.reversesLegId} was reversed than was burned, or it went to another lot.`);
  returned.set(facts.reversesLegId, back);
  return -points;
}

/** Windows in the order of their sequence numbers, which no two windows may share a span of. */
function windowOrder(legs: readonly ProvedLeg[]): Map<string, number> {
  const spans = new Map<string, { first: number; last: number }>();
  for (const { posting } of legs) {
    const span = spans.get(posting.windowId) ?? { first: posting.sequence, last: posting.sequence };
    spans.set(posting.windowId, { first: Math.min(span.first, posting.sequence), last: Math.max(span.last, posting.sequence) });
  }
  const ordered = [...spans].sort(([, a], [, b]) => a.first - b.first);
  ordered.forEach(([id, span], at) => holds(at === 0 || (ordered[at - 1]?.[1].last ?? 0) < span.first, 5, `window ${id}`, 'Its postings lie among those of another window.'));
  return new Map(ordered.map(([id], at) => [id, at]));
}

/** Step 6: fees on the whole-rupiah claims, PPN on the whole-rupiah fees, totals and net cash. */
export function proveMoney(bundle: ProofBundle, lines: readonly ProvedLine[], stated: readonly StatedClaim[], legs: readonly ProvedLeg[], agreed: Agreements): ProvedMoney {
  const taxable = new Map<string, bigint>();
  const windows = [...windowOrder(legs).keys()];
  const types = (['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const).filter((type) => lines.some((line) => line.side === SIDE_OF[type]) || bundle.fees.some((fee) => fee.lineType === type && fee.stated));
  const charged = types.map((type) => feeOf(type, lines.filter((line) => line.side === SIDE_OF[type]), windows, taxable, statedBase(bundle, type, stated, agreed)));
  const ppn = [...taxable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tax, base]) => ppnOf(tax, base, agreed));
  const ppnTotal = sum(ppn.map((one) => one.amount));
  const shares = allocate(ppnTotal, charged.map((fee) => fee.amount));
  const fees = charged.map((fee, at) => ({ ...fee, ppn: shares[at] ?? 0n }));
  compare(bundle.fees, fees.map((fee): FeeLine => ({ lineType: fee.lineType, base: moneyText(fee.base), exact: fee.exact, amount: moneyText(fee.amount), ppn: moneyText(fee.ppn) })), (fee) => `fee line ${fee?.lineType ?? ''}`);
  compare(bundle.ppn, ppn.map((one) => ({ tax: one.tax, base: moneyText(one.base), dpp: one.dpp, amount: moneyText(one.amount) })), (one) => `PPN ${one?.tax ?? ''}`);
  const of = (side: Side): bigint => sum([...lines, ...stated].filter((line) => line.side === side).map((line) => line.amount));
  const [payable, receivable, feeTotal] = [of('PAY'), of('RECEIVE'), sum(fees.map((fee) => fee.amount))];
  const netCash = receivable - payable - feeTotal - ppnTotal;
  compare([bundle.totals], [{ payable: moneyText(payable), receivable: moneyText(receivable), fees: moneyText(feeTotal), ppn: moneyText(ppnTotal), netCash: moneyText(netCash) }], () => 'totals');
  return { fees, ppn, payable, receivable, feeTotal, ppnTotal, netCash };
}

/** What the bundle says of a fee on stated claims: there are such claims, and a disclosed version of the terms has this rate in this clause. */
function statedBase(bundle: ProofBundle, lineType: FeeLine['lineType'], stated: readonly StatedClaim[], agreed: Agreements): StatedBase | undefined {
  const said = bundle.fees.find((fee) => fee.lineType === lineType)?.stated;
  if (!said) return undefined;
  holds(stated.length > 0, 6, `fee line ${lineType}`, 'It stands on stated claims, and there are none.');
  holds(agreed.hasFee(lineType, said.rate, said.clause), 6, `fee line ${lineType}`, `No disclosed terms have a fee of ${said.rate} in ${said.clause}.`);
  return said;
}

/** One fee line: rate times claims, cumulated over the windows and rounded once; what each window charged goes to the tax version in force in it. */
function feeOf(lineType: FeeLine['lineType'], lines: readonly ProvedLine[], windows: readonly string[], taxable: Map<string, bigint>, stated: StatedBase | undefined): Omit<ProvedMoney['fees'][number], 'ppn'> {
  let [exact, base]: [Exact, bigint] = [ZERO, 0n];
  const steps = windows.flatMap((window) => lines.flatMap((line) => line.steps.filter(({ step }) => step.windowId === window)));
  for (const { step, delta } of steps) {
    const before = roundHalfUp(exact);
    exact = add(exact, times(whole(delta), rate(step.feeRate)));
    taxable.set(step.tax, (taxable.get(step.tax) ?? 0n) + roundHalfUp(exact) - before);
    base += delta;
  }
  if (stated) {
    // A fee is rounded in the order of its windows; with one tax version all along the order does not show.
    holds(steps.every(({ step }) => step.tax === stated.tax), 6, `fee line ${lineType}`, 'A fee on stated claims and on others is taxed by one version only.');
    const before = roundHalfUp(exact);
    exact = add(exact, times(whole(rupiahOf(stated.base)), rate(stated.rate)));
    taxable.set(stated.tax, (taxable.get(stated.tax) ?? 0n) + roundHalfUp(exact) - before);
    base += rupiahOf(stated.base);
  }
  return { lineType, base, exact: decimalText(exact), amount: roundHalfUp(exact), rates: [...steps.map(({ step }) => step.feeRate), ...(stated ? [stated.rate] : [])], clauses: [...steps.map(({ step }) => step.feeClause), ...(stated ? [stated.clause] : [])], legCount: lines.reduce((all, line) => all + line.legCount, 0) };
}

function ppnOf(tax: string, base: bigint, agreed: Agreements): { tax: string; base: bigint; dpp: string; amount: bigint } {
  const profile = agreed.tax(tax);
  holds(profile !== undefined && profile.dppDenominator > 0 && profile.dppNumerator > 0, 6, `PPN ${tax}`, 'The bundle has no such version of a tax profile.');
  if (profile.treatment === 'NOT_SUBJECT') return { tax, base, dpp: '0.00', amount: 0n };
  const taxBase = { n: base * BigInt(profile.dppNumerator), d: BigInt(profile.dppDenominator) };
  return { tax, base, dpp: minorText(roundHalfUp(times(taxBase, whole(100n)))), amount: roundHalfUp(times(taxBase, rate(profile.rate))) };
}

/** Names the first stated figure that differs from the computed one. */
function compare<T extends object>(stated: readonly T[], computed: readonly T[], name: (one: T | undefined) => string): void {
  for (let at = 0; at < Math.max(stated.length, computed.length); at += 1) {
    const [said, is] = [stated[at], computed[at]];
    holds(said !== undefined && is !== undefined, 6, name(said ?? is), said === undefined ? 'The bundle leaves it out.' : 'Nothing in the bundle gives rise to it.');
    const field = (Object.keys(is) as (keyof T & string)[]).find((one) => said[one] !== is[one]);
    holds(field === undefined, 6, name(is), `Its ${field ?? ''} comes to ${String(is[field as keyof T])}, the bundle says ${String(said[field as keyof T])}.`);
  }
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
