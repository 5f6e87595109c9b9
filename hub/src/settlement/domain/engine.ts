import { assert } from '../../kernel/assert';
import { HUB_PARTY, reserveOf } from '../../kernel/parties';
import { Exact } from '../../kernel/rate';
import { Claims, groupKeyOf, phaseOf, pricedLike } from './claims';
import type { Calculation, CalculationInput, GroupPricing, LegGroup, LineDelta, PricedGroup, ReserveMovement } from './facts';
import { chargeTax, ppnOn } from './fees';
import { Lines, type Line } from './lines';

export const ENGINE_VERSION = '2.4.0';
export { groupKeyOf, pricedLike } from './claims';
export { keyOf, lineKey } from './lines';

/**
 * The calculation of one window: groups of legs, terms and the lines so far become claims, reserves, fees, PPN, the matrix and positions.
 * Pure: the same facts give the same result in any reading order. Each step starts from the printed figures of the one before.
 * @throws DomainError `price_missing` from the price function; AssertionFailed when an invariant does not hold
 */
export function calculate(input: CalculationInput): Calculation {
  const lines = new Lines(input.lines, input.cashUnitMinor);
  const claims = new Claims(lines, input);
  const priced = new Pricing(input);
  const groups = input.groups.map((group) => ({ groupKey: groupKeyOf(group), group })).sort((a, b) => phaseOf(a.group) - phaseOf(b.group) || (a.groupKey < b.groupKey ? -1 : 1));
  const done = groups.map(({ groupKey, group }): PricedGroup => {
    const pricing = priced.of(group, groupKey);
    return { groupKey, group, pricing, lines: claims.add(group, pricing) };
  });
  const reserves = claims.cumulate();
  chargeTax(lines, input);
  return summarise(input, lines, done, reserves);
}

/** Prices each key once, whatever the number of groups that have it. */
class Pricing {
  private readonly known = new Map<string, GroupPricing>();
  constructor(private readonly input: CalculationInput) {}

  of(group: LegGroup, groupKey: string): GroupPricing {
    if (typeof group.reverses === 'object') return group.reverses.pricing;
    const plain = group.reverses === undefined && group.source === 'LEGS' && group.late === group.businessDate < this.input.businessDate;
    const key = plain ? group : pricedLike(group, this.input.businessDate);
    const name = plain ? groupKey : groupKeyOf(key);
    const pricing = this.known.get(name) ?? this.input.price(key);
    this.known.set(name, pricing);
    return pricing;
  }
}

function summarise(input: CalculationInput, lines: Lines, groups: readonly PricedGroup[], reserves: readonly ReserveMovement[]): Calculation {
  const all = lines.all();
  const change = new Map<string, bigint>();
  for (const party of input.positionsBefore.keys()) change.set(party, 0n);
  for (const { name, delta } of all) {
    if (name.lineType !== 'CLAIM') continue;
    change.set(name.payer, (change.get(name.payer) ?? 0n) - delta);
    change.set(name.payee, (change.get(name.payee) ?? 0n) + delta);
  }
  const positions = [...change].sort(([a], [b]) => (a < b ? -1 : 1)).map(([partyId, moved]) => {
    const before = input.positionsBefore.get(partyId) ?? 0n;
    return { partyId, before, change: moved, after: before + moved };
  });
  const deltas = all.map(deltaOf);
  const matrix = matrixOf(deltas);
  const checks = verify({ lines: deltas, groups, reserves, matrix, positions }, all, input);
  const broken = checks.find((check) => !check.ok);
  assert(!broken, `Invariant ${broken?.id ?? ''} does not hold for window ${input.windowId}.`);
  const pointsBurned = groups.reduce((sum, { group }) => (group.event === 'BURN' && group.source === 'LEGS' ? sum + group.points : sum), 0n);
  return { lines: deltas, groups, reserves, matrix, positions, checks, pointsBurned };
}

function deltaOf(line: Line): LineDelta {
  const isFee = line.name.lineType === 'ISSUER_FEE' || line.name.lineType === 'ACCEPTANCE_FEE';
  return { lineKey: line.key, ...line.name, points: line.points, exactBefore: line.before.exact, exactAfter: line.exactText, amountBefore: line.before.amountMinor, delta: line.delta,
    ...(isFee && { baseMinor: line.base }), parts: line.parts, termsRefs: [...line.refs].sort() };
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

/** The rules of one calculation; a broken one parks the night, and nothing is written. */
function verify(result: Omit<Calculation, 'checks' | 'pointsBurned'>, all: readonly Line[], input: CalculationInput): { id: string; ok: boolean }[] {
  const { lines, groups, reserves, matrix, positions } = result;
  const changeOf = (partyId: string): bigint => positions.find((one) => one.partyId === partyId)?.change ?? 0n;
  const unit = new Exact(input.cashUnitMinor.toString());
  const [two, half] = [unit.mul(2), unit.div(2)];
  const bilateral = new Map<string, bigint>();
  for (const { payer, payee, amount } of matrix) {
    bilateral.set(payer, (bilateral.get(payer) ?? 0n) - amount);
    bilateral.set(payee, (bilateral.get(payee) ?? 0n) + amount);
  }
  const claims = lines.filter((line) => line.lineType === 'CLAIM');
  return [
    { id: 'I2', ok: groups.every(({ group, pricing }) => pricing.pay.termsRef !== '' && (group.event !== 'BURN' || (pricing.receive?.termsRef ?? '') !== '')) },
    { id: 'I3', ok: positions.reduce((total, position) => total + position.change, 0n) === 0n && lines.every((line) => line.lineType === 'CLAIM' || line.payee === HUB_PARTY) },
    { id: 'I4', ok: positions.every((one) => one.change === (bilateral.get(one.partyId) ?? 0n)) },
    { id: 'I6', ok: lines.every((line) => (line.amountBefore + line.delta) % input.cashUnitMinor === 0n) },
    // Where the reserve's release is rounded up, what remains for the issuer may be a rupiah below nothing.
    { id: 'I9', ok: lines.every((line) => line.amountBefore + line.delta >= (line.kind === 'BURN' ? -input.cashUnitMinor : 0n)) },
    { id: 'I10', ok: lines.every((line) => line.parts.notes || new Exact(line.exactAfter).sub((line.amountBefore + line.delta).toString()).abs().lte(line.kind === 'RESERVE_RELEASE' || line.kind === 'RESERVE_FUNDING' ? two : half)) },
    { id: 'I11', ok: taxOf(all, input) },
    { id: 'I12', ok: reserves.every((one) => one.after >= 0n && one.after - one.before === changeOf(reserveOf(one.issuerId))) },
    { id: 'I13', ok: claims.every((line) => line.payer !== line.payee) && groups.every((one) => lateOnlyInSection(one, input)) },
  ];
}

/** A leg is late by its business date alone, and that moves its section, never its price. */
function lateOnlyInSection({ group, pricing }: PricedGroup, input: CalculationInput): boolean {
  if (group.late !== (group.businessDate < input.businessDate) && group.reverses === undefined) return false;
  if (!pricing.late || group.reverses !== undefined) return true;
  const inTime = input.price({ ...pricedLike(group, input.businessDate), late: false });
  return [inTime.pay, inTime.receive].every((side, at) => side?.pointPrice === [pricing.pay, pricing.receive][at]?.pointPrice);
}

/** PPN is charged on the whole-rupiah fees of the window, gross. */
function taxOf(all: readonly Line[], input: CalculationInput): boolean {
  const due = new Map<string, Exact>();
  for (const { taxable, name } of all) {
    for (const [version, { amount }] of taxable) {
      const tax = input.taxes.get(version);
      if (!tax) return false;
      const key = [name.payer, name.payerCycleId, version].join('|');
      due.set(key, (due.get(key) ?? new Exact(0)).add(ppnOn(amount, tax)));
    }
  }
  return all.every(({ name, exact, before }) => {
    const key = [name.payer, name.payerCycleId, name.qualifier].join('|');
    return name.lineType !== 'PPN' || exact.sub(before.exact).sub(due.get(key) ?? 0).abs().lt('1e-20');
  });
}
