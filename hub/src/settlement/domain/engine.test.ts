import fc from 'fast-check';
import { HUB_PARTY } from '../../kernel/parties';
import { calculate } from './engine';
import { LegBook, type TestLeg } from '../../../test/support/leg-groups';
import type { Calculation, CalculationInput, GroupKey, GroupPricing, LineState, SidePrice } from './facts';

interface WireLeg { postingId: string; lotId: string; issuerId: string; redeemerId: string; points: number }

/** A coalition that remembers its lines and prices from window to window, as the database does. */
class Books {
  lines = new Map<string, LineState>();
  legs = new LegBook();
  positions = new Map<string, bigint>();
  constructor(readonly price: (key: GroupKey, cycle: string) => { pay: string; receive: string }) {}

  night(cycle: string, legs: TestLeg[]): Calculation {
    const groups = this.legs.groups(legs, '2026-01-15');
    const input: CalculationInput = { windowId: cycle, version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate: '2026-01-15', groups,
      price: (key) => this.pricing(key, cycle), lines: this.lines,
      taxes: new Map([['ppn-2025', { rate: '0.12', dppNumerator: 11, dppDenominator: 12 }]]), positionsBefore: this.positions };
    const result = calculate(input);
    // A calculation is a pure function of its facts: their order must not show.
    expect(calculate({ ...input, groups: [...groups].reverse() })).toEqual(result);
    for (const line of result.lines) this.lines.set(line.lineKey, { exact: line.exactAfter, amountMinor: line.amountBefore + line.delta, points: (this.lines.get(line.lineKey)?.points ?? 0n) + line.points, parts: line.parts });
    this.legs.remember(legs, '2026-01-15', result);
    for (const position of result.positions) this.positions.set(position.partyId, position.after);
    expect(result.positions.reduce((sum, one) => sum + one.change, 0n)).toBe(0n);
    return result;
  }

  private pricing(key: GroupKey, cycle: string): GroupPricing {
    const { pay, receive } = this.price(key, cycle);
    const side = (pointPrice: string, feeRate: string): SidePrice => ({ pointPrice, feeRate, termsRef: 'prog@v1 clause burn', feeRef: 'prog@v1 clause fee', taxProfileId: 'ppn-2025' });
    return { pay: side(pay, '0.015'), receive: side(receive, '0.035'), issuerCycleId: `${key.issuerId}-${cycle}`, redeemerCycleId: `${key.redeemerId ?? ''}-${cycle}`, issuerTax: 'ppn-2025', redeemerTax: 'ppn-2025' };
  }
}

const flat = (price: string) => (): { pay: string; receive: string } => ({ pay: price, receive: price });

function legsOf(wire: WireLeg[], reverses: Record<string, string> = {}): TestLeg[] {
  return wire.map((leg) => ({ legId: `${leg.postingId}-${leg.lotId}`, issuerId: leg.issuerId, redeemerId: leg.redeemerId, points: BigInt(leg.points), businessDate: '2026-01-15',
    ...(reverses[leg.postingId] && { reversesLegId: `${reverses[leg.postingId] ?? ''}-${leg.lotId}` }) }));
}

test('random coalitions: nights add up, positions sum to zero, a full reversal in any parts credits exactly what was charged', () => {
  const party = fc.constantFrom('A', 'B', 'C', 'D', HUB_PARTY);
  const burns = fc.array(fc.record({ issuerId: party, redeemerId: fc.constantFrom('A', 'B', 'C', 'D'), points: fc.integer({ min: 1, max: 5000 }), cut: fc.integer({ min: 1, max: 4999 }) }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(burns, fc.constantFrom('500', '48.37', '0.3333333333', '475.25'), (all, price) => {
    const books = new Books(flat(price));
    const wire = all.map((one, at) => ({ ...one, postingId: `P${at}`, lotId: 'L' }));
    const charged = books.night('1', legsOf(wire));
    const reverses = Object.fromEntries(wire.flatMap((one) => [[`R${one.postingId}`, one.postingId], [`S${one.postingId}`, one.postingId]]));
    const first = books.night('2', legsOf(wire.map((one) => ({ ...one, postingId: `R${one.postingId}`, points: -Math.min(one.points, one.cut) })), reverses));
    const rest = wire.filter((one) => one.points > one.cut).map((one) => ({ ...one, postingId: `S${one.postingId}`, points: one.cut - one.points }));
    const second = books.night('3', legsOf(rest, reverses));
    for (const line of charged.lines) {
      const credited = [first, second].flatMap((night) => night.lines).filter((one) => one.lineKey === line.lineKey).reduce((sum, one) => sum + one.delta, 0n);
      expect(credited).toBe(-line.delta);
    }
    expect([...books.positions.values()].every((position) => position === 0n)).toBe(true);
  }), { numRuns: 300 });
});
