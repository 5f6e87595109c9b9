import fc from 'fast-check';
import vectors from '../../../test/vectors/settlement.json';
import { consume } from './consume';
import { effectiveExpiry, type Lot } from './lot';
import { giveBack, graceAfterReversal, refundPoints, takeBack, type BurnLegState } from './reverse';

interface WireLot { lotId: string; issuerId: string; points?: number; remaining?: number; earnedAt: string; expiresAt?: string | null; usableAt?: string[]; pointKind?: string }
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each kind of vector has a shape of its own
const vector = (id: string): { given: any; expected: any } => (vectors as any).vectors.find((one: any) => one.id === id);

function lot(wire: WireLot): Lot {
  const points = BigInt(wire.points ?? wire.remaining ?? 0);
  return { lotId: wire.lotId, issuerId: wire.issuerId, pointKind: wire.pointKind ?? 'REGULAR', points, remaining: BigInt(wire.remaining ?? points),
    earnedAt: new Date(wire.earnedAt), earnedOn: wire.earnedAt.slice(0, 10), ...(wire.expiresAt && { expiresAt: new Date(wire.expiresAt) }),
    ...(wire.usableAt && { usableAt: wire.usableAt }) };
}

describe('the order of use', () => {
  const { given, expected } = vector('CONSUME');
  test.each<[number, string, unknown]>(given.cases.map((one: { points: number; redeemerId: string }, at: number) => [one.points, one.redeemerId, expected.cases[at]]))(
    '%s points at %s', (points, redeemerId, wanted) => {
      const lots = (given.lots as WireLot[]).map(lot);
      const burn = (): unknown => consume(lots, BigInt(points), redeemerId, new Date(given.at as string)).map((one) => ({ lotId: one.lot.lotId, points: Number(one.points) }));
      const answer = wanted as { legs?: { lotId: string; points: number }[]; refused?: string; available?: number };
      if (answer.refused) expect(burn).toThrow(expect.objectContaining({ code: answer.refused, facts: expect.objectContaining({ data: expect.objectContaining({ available: answer.available }) }) }));
      else expect(burn()).toEqual(answer.legs?.map(({ lotId, points: taken }) => ({ lotId, points: taken })));
    });

  test('takes exactly what was asked for, from no lot more than it has', () => {
    const some = fc.array(fc.record({ remaining: fc.integer({ min: 0, max: 500 }), day: fc.integer({ min: 1, max: 28 }) }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(some, fc.integer({ min: 1, max: 3000 }), (lots, points) => {
      const held = lots.map((one, at) => lot({ lotId: `L${at}`, issuerId: `P${at % 3}`, remaining: one.remaining, earnedAt: '2026-01-01T00:00:00Z', expiresAt: `2027-01-${String(one.day).padStart(2, '0')}T00:00:00Z` }));
      const available = held.reduce((sum, one) => sum + one.remaining, 0n);
      if (BigInt(points) > available) {
        expect(() => consume(held, BigInt(points), 'R', new Date('2026-06-01T00:00:00Z'))).toThrow();
        return;
      }
      const taken = consume(held, BigInt(points), 'R', new Date('2026-06-01T00:00:00Z'));
      expect(taken.reduce((sum, one) => sum + one.points, 0n)).toBe(BigInt(points));
      expect(taken.every((one) => one.points > 0n && one.points <= one.lot.remaining)).toBe(true);
      expect(new Set(taken.map((one) => one.lot.lotId)).size).toBe(taken.length);
    }));
  });
});

describe('a reversal of a burn', () => {
  const { given, expected } = vector('BURN-REVERSAL');
  const start = (): BurnLegState[] => (given.lots as WireLot[]).map((one) => ({ legId: one.lotId, lotId: one.lotId, points: BigInt(one.points ?? 0), reversed: 0n }));
  const play = (parts: number[]): { lotId: string; points: number }[][] => {
    let legs = start();
    return parts.map((points) => {
      const given_ = giveBack(legs, BigInt(points));
      legs = legs.map((leg) => ({ ...leg, reversed: leg.reversed + (given_.find((one) => one.leg.legId === leg.legId)?.points ?? 0n) }));
      return given_.map((one) => ({ lotId: one.leg.lotId, points: Number(one.points) }));
    });
  };
  test.each<[number[], unknown]>(given.cases.map((one: { reversals: number[] }, at: number) => [one.reversals, expected.cases[at]]))('in parts %j', (parts, wanted) => {
    expect(play(parts)).toEqual((wanted as { lotId: string; points: number }[][]).map((step) => step.map(({ lotId, points }) => ({ lotId, points }))));
  });
  test.each((given.refused as { reversals: number[] }[]).map((one) => [one.reversals]))('%j is refused at its last part', (parts) => {
    expect(() => play(parts)).toThrow(expect.objectContaining({ code: 'reversal_exceeds_original' }));
  });

  test('gives grace only when the lot has expired', () => {
    const expiry = vector('REVERSAL-EXPIRY');
    (expiry.given.cases as { expiresAt: string | null; reversedAt: string }[]).forEach((one, at) => {
      const before = one.expiresAt ? { expiresAt: new Date(one.expiresAt) } : {};
      const graceUntil = graceAfterReversal(before, new Date(one.reversedAt));
      const end = effectiveExpiry({ ...before, ...(graceUntil && { graceUntil }) });
      expect(end?.toISOString().replace('.000Z', 'Z') ?? null).toBe(expiry.expected.cases[at]);
    });
  });
});

describe('a refund of an earn', () => {
  test('in any parts takes back exactly what one refund would', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.array(fc.bigInt({ min: 1n, max: 10n ** 11n }), { maxLength: 8 }), fc.bigInt({ min: 1n, max: 10n ** 7n }), (spend, refunds, step) => {
      let net = spend;
      let back = 0n;
      for (const refund of refunds) {
        const after = net - refund < 0n ? 0n : net - refund;
        back += refundPoints(net, after, step);
        net = after;
      }
      expect(back).toBe(refundPoints(spend, net, step));
    }));
  });

  test('takes from the own lot, then from lots of the same issuer, never from another issuer', () => {
    const own = lot({ lotId: 'L1', issuerId: 'A', remaining: 3, points: 10, earnedAt: '2026-01-03T00:00:00Z' });
    const others = [lot({ lotId: 'L2', issuerId: 'B', remaining: 50, earnedAt: '2026-01-01T00:00:00Z' }), lot({ lotId: 'L3', issuerId: 'A', remaining: 4, earnedAt: '2026-01-02T00:00:00Z' })];
    const { takings, missing } = takeBack(own, others, 'A', 10n);
    expect(takings.map((one) => [one.lot.lotId, one.points])).toEqual([['L1', 3n], ['L3', 4n]]);
    expect(missing).toBe(3n);
  });
});

describe('the refund of an earn', () => {
  const { given, expected } = vector('EARN-REFUND');
  interface Refunds { name: string; spend: string; refunds: string[] }
  interface Said { earned: number; takenBack: number[]; left: number }
  test.each<[string, Refunds, Said]>(given.cases.map((one: Refunds, at: number) => [one.name, one, expected.cases[at]]))('%s', (_name, one, said) => {
    const perPoint = BigInt(given.rule.pointsPer.replace('.', ''));
    const minor = (value: string): bigint => BigInt(value.replace('.', ''));
    let net = minor(one.spend);
    expect(Number(net / perPoint)).toBe(said.earned);
    const taken = one.refunds.map((refund: string) => {
      const before = net;
      net -= minor(refund);
      return Number(refundPoints(before, net, perPoint));
    });
    expect(taken).toEqual(said.takenBack);
    expect(said.earned - taken.reduce((sum: number, points: number) => sum + points, 0)).toBe(said.left);
  });

  test('takes the lot first, then other lots of the issuer, and says what is missing', () => {
    const shortfall = vector('EARN-REFUND-SHORTFALL');
    const { lotRemaining, otherLotsSameIssuer, wanted } = shortfall.given;
    const part = (lotId: string, remaining: number): Lot => ({ lotId, issuerId: 'A', pointKind: 'REGULAR', points: 99n, remaining: BigInt(remaining), earnedAt: new Date(0), earnedOn: '2026-01-01' });
    const { takings, missing } = takeBack(part('own', lotRemaining), [part('other', otherLotsSameIssuer)], 'A', BigInt(wanted));
    const said = shortfall.expected.cases[0];
    expect(takings.map((one) => Number(one.points))).toEqual([said.fromLot, said.fromOtherLots]);
    expect(Number(missing)).toBe(said.receivable);
  });
});
