import { assert } from '../../kernel/assert';
import { exactMinor } from '../../kernel/money';
import { HUB_PARTY, RATE_DIFFERENCE_PARTY, isHubHeld } from '../../kernel/parties';
import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import type { BurnLeg, Calculation, CalculationInput, LegPricing, LineDelta, LineState, LineType, SidePrice } from './facts';

export const ENGINE_VERSION = '1.0.0';

interface Accumulator extends Pick<LineDelta, 'lineType' | 'payer' | 'payee' | 'payerCycleId' | 'payeeCycleId' | 'qualifier'> {
  readonly key: string;
  readonly before: LineState;
  exact: Exact;
  points: bigint;
  delta: bigint;
  readonly refs: Set<string>;
  /** Of a fee line: what this window charged, by version of the tax profile. */
  readonly taxable: Map<string, bigint>;
}

/** Legs of one claim line that are charged the same fees; the line's rounded delta is told apart by them. */
interface Share {
  readonly line: Accumulator;
  readonly pay?: SidePrice & { readonly tax: string };
  readonly receive?: SidePrice & { readonly tax: string };
  exact: Exact;
  readonly key: string;
}

const NEW_LINE: LineState = { exact: '0', amountMinor: 0n, points: 0n };

/**
 * The calculation of one window: legs, terms and the lines so far become claims, fees, PPN, the matrix and positions.
 * Pure: the same facts give the same result in any reading order. Each step starts from the printed figures of the one before.
 * @throws DomainError `price_missing` from the price function; AssertionFailed when an invariant does not hold
 */
export function calculate(input: CalculationInput): Calculation {
  const lines = new Lines(input);
  const pricings = new Map<string, LegPricing>();
  const shares = new Map<string, Share>();
  const legs = [...input.legs].sort((a, b) => (a.legId < b.legId ? -1 : 1));
  const byId = new Map(legs.map((leg) => [leg.legId, leg]));
  let pointsBurned = 0n;
  for (const leg of legs) {
    const pricing = pricingOf(leg, input, byId);
    pricings.set(leg.legId, pricing);
    pointsBurned += leg.points;
    // An own burn is counted, and makes no claim from itself and no fee.
    if (leg.issuerId !== leg.redeemerId) claim(leg, pricing, lines, shares);
  }
  const claims = cumulate(shares, input.cashUnitMinor);
  chargeFees(claims, lines, input.cashUnitMinor);
  chargeTax(lines, input);
  return summarise(input, lines, pricings, pointsBurned);
}

class Lines {
  private readonly byKey = new Map<string, Accumulator>();
  constructor(private readonly input: CalculationInput) {}

  at(lineType: LineType, payer: string, payerCycleId: string, payee: string, payeeCycleId: string, qualifier = ''): Accumulator {
    const key = lineKey(lineType, payer, payerCycleId, payee, payeeCycleId, qualifier);
    const known = this.byKey.get(key);
    if (known) return known;
    const before = this.input.lines.get(key) ?? NEW_LINE;
    const line: Accumulator = { key, lineType, payer, payee, payerCycleId, payeeCycleId, qualifier, before, exact: new Exact(before.exact), points: 0n, delta: 0n, refs: new Set(), taxable: new Map() };
    this.byKey.set(key, line);
    return line;
  }

  all(): Accumulator[] {
    return [...this.byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

/** The name of a line: who pays whom, in which document cycle of each. */
export function lineKey(lineType: LineType, payer: string, payerCycleId: string, payee: string, payeeCycleId: string, qualifier = ''): string {
  return [lineType, payer, payerCycleId, payee, payeeCycleId, qualifier].join('|');
}

/** The keys of the claim lines that a leg stands on: one when both prices are the same, two around the rate difference, none for an own burn. */
export function claimLinesOf(leg: BurnLeg, pricing: LegPricing): { readonly payLine?: string; readonly receiveLine?: string } {
  if (leg.issuerId === leg.redeemerId) return {};
  const [payerCycle, payeeCycle] = [pricing.issuerCycleId ?? '', pricing.redeemerCycleId ?? ''];
  if (rate(pricing.pay.pointPrice).eq(rate(pricing.receive.pointPrice))) {
    const line = lineKey('CLAIM', leg.issuerId, payerCycle, leg.redeemerId, payeeCycle);
    return { payLine: line, receiveLine: line };
  }
  return { payLine: lineKey('CLAIM', leg.issuerId, payerCycle, RATE_DIFFERENCE_PARTY, '', leg.redeemerId), receiveLine: lineKey('CLAIM', RATE_DIFFERENCE_PARTY, '', leg.redeemerId, payeeCycle, leg.issuerId) };
}

function pricingOf(leg: BurnLeg, input: CalculationInput, sameWindow: ReadonlyMap<string, BurnLeg>): LegPricing {
  if (leg.reversesLegId === undefined) return input.price(leg);
  const recorded = input.recorded.get(leg.reversesLegId);
  if (recorded) return recorded;
  const original = sameWindow.get(leg.reversesLegId);
  assert(original, `The original of reversal leg ${leg.legId} was never priced.`);
  return input.price(original);
}

function claim(leg: BurnLeg, pricing: LegPricing, lines: Lines, shares: Map<string, Share>): void {
  const payerCycle = pricing.issuerCycleId ?? '';
  const payeeCycle = pricing.redeemerCycleId ?? '';
  const pay = isHubHeld(leg.issuerId) ? undefined : { ...pricing.pay, tax: pricing.issuerTax };
  const receive = isHubHeld(leg.redeemerId) ? undefined : { ...pricing.receive, tax: pricing.redeemerTax };
  const payExact = exactMinor(leg.points, rate(pricing.pay.pointPrice));
  const receiveExact = exactMinor(leg.points, rate(pricing.receive.pointPrice));
  const refs = [pricing.pay.termsRef, pricing.receive.termsRef];
  if (payExact.eq(receiveExact)) {
    add(lines.at('CLAIM', leg.issuerId, payerCycle, leg.redeemerId, payeeCycle), leg.points, payExact, refs, shares, pay, receive);
    return;
  }
  // Two prices make two amounts; what lies between them is the hub's rate difference.
  add(lines.at('CLAIM', leg.issuerId, payerCycle, RATE_DIFFERENCE_PARTY, '', leg.redeemerId), leg.points, payExact, refs.slice(0, 1), shares, pay, undefined);
  add(lines.at('CLAIM', RATE_DIFFERENCE_PARTY, '', leg.redeemerId, payeeCycle, leg.issuerId), leg.points, receiveExact, refs.slice(1), shares, undefined, receive);
}

function add(line: Accumulator, points: bigint, exact: Exact, refs: string[], shares: Map<string, Share>, pay: Share['pay'], receive: Share['receive']): void {
  line.points += points;
  refs.forEach((ref) => line.refs.add(ref));
  const key = [line.key, pay?.feeRate, pay?.feeRef, pay?.tax, receive?.feeRate, receive?.feeRef, receive?.tax].join('#');
  const share = shares.get(key) ?? { line, key, exact: new Exact(0), ...(pay && { pay }), ...(receive && { receive }) };
  share.exact = share.exact.add(exact);
  shares.set(key, share);
}

/** Rounds each line once: its delta is the rounding of the total after less the rounding of the total before. */
function cumulate(shares: Map<string, Share>, unit: bigint): { share: Share; delta: bigint }[] {
  return [...shares.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((share) => ({ share, delta: advance(share.line, share.exact, unit) }));
}

function advance(line: Accumulator, exact: Exact, unit: bigint): bigint {
  const before = roundHalfUp(line.exact, unit);
  line.exact = line.exact.add(exact);
  const delta = roundHalfUp(line.exact, unit) - before;
  line.delta += delta;
  return delta;
}

function chargeFees(claims: { share: Share; delta: bigint }[], lines: Lines, unit: bigint): void {
  for (const { share, delta } of claims) {
    const { line, pay, receive } = share;
    if (pay) charge(lines.at('ISSUER_FEE', line.payer, line.payerCycleId, HUB_PARTY, ''), pay, delta, unit);
    if (receive) charge(lines.at('ACCEPTANCE_FEE', line.payee, line.payeeCycleId, HUB_PARTY, ''), receive, delta, unit);
  }
}

function charge(fee: Accumulator, side: SidePrice & { readonly tax: string }, base: bigint, unit: bigint): void {
  fee.refs.add(side.feeRef);
  const charged = advance(fee, rate(side.feeRate).mul(base.toString()), unit);
  if (side.tax !== '') fee.taxable.set(side.tax, (fee.taxable.get(side.tax) ?? 0n) + charged);
}

function chargeTax(lines: Lines, input: CalculationInput): void {
  for (const fee of lines.all()) {
    for (const [version, charged] of fee.taxable) {
      const tax = input.taxes.get(version);
      assert(tax, `The tax profile ${version} is not among the facts.`);
      const ppn = lines.at('PPN', fee.payer, fee.payerCycleId, HUB_PARTY, '', version);
      ppn.refs.add(version);
      advance(ppn, rate(tax.rate).mul(charged.toString()).mul(tax.dppNumerator).div(tax.dppDenominator), input.cashUnitMinor);
    }
  }
}

function summarise(input: CalculationInput, lines: Lines, pricings: Map<string, LegPricing>, pointsBurned: bigint): Calculation {
  const all = lines.all();
  const change = new Map<string, bigint>();
  for (const party of input.positionsBefore.keys()) change.set(party, 0n);
  for (const line of all) {
    if (line.lineType !== 'CLAIM') continue;
    change.set(line.payer, (change.get(line.payer) ?? 0n) - line.delta);
    change.set(line.payee, (change.get(line.payee) ?? 0n) + line.delta);
  }
  const positions = [...change].sort(([a], [b]) => (a < b ? -1 : 1)).map(([partyId, moved]) => {
    const before = input.positionsBefore.get(partyId) ?? 0n;
    return { partyId, before, change: moved, after: before + moved };
  });
  const deltas: LineDelta[] = all.map((line) => ({ lineKey: line.key, lineType: line.lineType, payer: line.payer, payee: line.payee,
    payerCycleId: line.payerCycleId, payeeCycleId: line.payeeCycleId, qualifier: line.qualifier, points: line.points, exactBefore: line.before.exact,
    exactAfter: line.exact.toFixed(), amountBefore: line.before.amountMinor, delta: line.delta, termsRefs: [...line.refs].sort() }));
  const checks = verify(deltas, positions, input);
  const broken = checks.find((check) => !check.ok);
  assert(!broken, `Invariant ${broken?.id ?? ''} does not hold for window ${input.windowId}.`);
  return { lines: deltas, pricings, matrix: matrixOf(deltas), positions, checks, pointsBurned };
}

function matrixOf(lines: readonly LineDelta[]): Calculation['matrix'] {
  const cells = new Map<string, { payer: string; payee: string; points: bigint; amount: bigint }>();
  for (const line of lines) {
    if (line.lineType !== 'CLAIM') continue;
    const cell = cells.get(`${line.payer}|${line.payee}`) ?? { payer: line.payer, payee: line.payee, points: 0n, amount: 0n };
    cell.points += line.points;
    cell.amount += line.delta;
    cells.set(`${line.payer}|${line.payee}`, cell);
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function verify(lines: readonly LineDelta[], positions: Calculation['positions'], input: CalculationInput): { id: string; ok: boolean }[] {
  const sum = positions.reduce((total, position) => total + position.change, 0n);
  const half = new Exact(input.cashUnitMinor.toString()).div(2);
  return [
    { id: 'I3', ok: sum === 0n },
    { id: 'I9', ok: lines.every((line) => line.amountBefore + line.delta >= 0n) },
    { id: 'I10', ok: lines.every((line) => new Exact(line.exactAfter).sub((line.amountBefore + line.delta).toString()).abs().lte(half)) },
  ];
}
