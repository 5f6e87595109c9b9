import fc from 'fast-check';
import { EngineBooks, termsAt } from '../../../test/support/engine-books';
import { vector } from '../../../test/support/vectors';
import { pointsFromWire } from '../../kernel/points';
import { consume } from './consume';
import { effectiveExpiry, type Lot } from './lot';
import type { Intent, OriginalPosting } from './intent';
import { plan } from './plan';
import { giveBack, graceAfterReversal, refundPoints, RESTORE_GRACE_DAYS, takeBack, type BurnLegState } from './reverse';

interface WireLot { lotId: string; issuerId: string; points?: number; remaining?: number; earnedAt: string; expiresAt?: string | null; usableAt?: string[]; pointKind?: string }

const { terms: TERMS } = new EngineBooks({ HUB: termsAt('500'), A: termsAt('500') });

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
  /** The legs that the order of use gives the burn. */
  const start = (): BurnLegState[] => consume((given.lots as WireLot[]).map(lot), BigInt(given.burn.points), given.burn.redeemerId, new Date(given.burn.occurredAt)).map((one) => ({ legId: one.lot.lotId, lotId: one.lot.lotId, points: one.points, reversed: 0n }));
  const play = (parts: number[]): { lotId: string; issuerId: string; points: number }[][] => {
    let legs = start();
    return parts.map((points) => {
      const given_ = giveBack(legs, BigInt(points));
      legs = legs.map((leg) => ({ ...leg, reversed: leg.reversed + (given_.find((one) => one.leg.legId === leg.legId)?.points ?? 0n) }));
      return given_.map((one) => ({ lotId: one.leg.lotId, issuerId: (given.lots as WireLot[]).find((each) => each.lotId === one.leg.lotId)?.issuerId ?? '', points: Number(one.points) }));
    });
  };
  test.each<[number[], unknown]>(given.cases.map((one: { reversals: number[] }, at: number) => [one.reversals, expected.cases[at]]))('in parts %j', (parts, wanted) => {
    expect(play(parts)).toEqual(wanted);
  });
  test.each<[number[], string]>((given.refused as { reversals: number[] }[]).map((one, at) => [one.reversals, expected.refused[at]]))('%j is refused at its last part: %s', (parts, code) => {
    // Whether it is a number of points at all is asked at the door; the plan is asked only then.
    const asked = (): unknown => play(parts.map((points) => Number(pointsFromWire(points))));
    if (code === 'invalid_points') expect(asked).toThrow(expect.objectContaining({ facts: expect.objectContaining({ fields: [expect.objectContaining({ code })] }) }));
    else expect(asked).toThrow(expect.objectContaining({ code }));
  });

  test('gives grace only when the lot has expired', () => {
    const expiry = vector('REVERSAL-EXPIRY');
    expect(expiry.given.graceDays).toBe(RESTORE_GRACE_DAYS);
    (expiry.given.cases as { expiresAt: string | null; reversedAt: string }[]).forEach((one, at) => {
      const before = one.expiresAt ? { expiresAt: new Date(one.expiresAt) } : {};
      const graceUntil = graceAfterReversal(before, new Date(one.reversedAt), expiry.given.zone);
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
  interface Said { earned: number; takenBack: number[]; left: number; sum: number; perRefundFloorWouldTake: number }
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
    expect([taken, taken.reduce((sum, points) => sum + points, 0)]).toEqual([said.takenBack, said.sum]);
    expect([given.rule.rounding, one.refunds.reduce((sum, refund) => sum + Number(minor(refund) / perPoint), 0)]).toEqual(['FLOOR_PER_RECEIPT', said.perRefundFloorWouldTake]);
    expect(said.earned - taken.reduce((sum: number, points: number) => sum + points, 0)).toBe(said.left);
  });

  interface Shortfall { refundPolicy: 'RECEIVABLE' | 'WITHIN_BALANCE' | 'PENDING_ONLY'; pending?: number }
  const shortfall = vector('EARN-REFUND-SHORTFALL');
  test.each<[string, Shortfall, Record<string, number>]>(shortfall.given.cases.map((one: Shortfall, at: number) => [one.refundPolicy, one, shortfall.expected.cases[at]]))('takes the lot first, then other lots of the issuer; under %s what is missing is owed or forgiven', (_name, { refundPolicy, pending = 0 }, said) => {
    const { lotPoints, lotRemaining, otherLotsSameIssuer, wanted } = shortfall.given;
    const part = (lotId: string, remaining: number): Lot => ({ lotId, issuerId: 'A', pointKind: 'REGULAR', points: BigInt(lotPoints), remaining: BigInt(remaining), earnedAt: new Date(0), earnedOn: '2026-01-01' });
    const now = new Date('2026-01-15T03:00:00Z');
    const intent: Intent = { verb: 'REVERSAL', partnerId: 'A', memberId: 'm', idempotencyKey: 'r', fingerprint: Buffer.alloc(32), actorId: 'test', externalId: 'r', originalId: 'e', points: BigInt(wanted), reason: 'RETURN' };
    const original: OriginalPosting = { postingId: 'e', type: 'EARN', partnerId: 'A', key: 'e', points: BigInt(lotPoints), reversedPoints: 0n, refundedMinor: 0n, occurredOn: '2026-01-01', refundPolicy, legs: [{ legId: 'leg', lotId: 'own', points: BigInt(lotPoints), reversed: 0n, issuerId: 'A', pointKind: 'REGULAR', lotEarnedOn: '2026-01-01' }] };
    const waiting = pending > 0 ? [{ ...part('pending', pending), vestsAt: new Date('2026-06-01T00:00:00Z') }] : [];
    const done = plan(intent, { now, window: { windowId: 'w', businessDate: '2026-01-15' }, memberStatus: 'ACTIVE', partnerSuspended: false, earnStopped: new Set(), balance: BigInt(lotRemaining + otherLotsSameIssuer), held: 0n, lots: [part('own', lotRemaining), part('other', otherLotsSameIssuer), ...waiting], receivables: [], original }, TERMS, () => 'id');
    const taken = (lotId: string): number => Number(done.postings.flatMap((one) => one.legs).filter((leg) => leg.lotId === lotId).reduce((sum, leg) => sum + leg.points, 0n));
    const missing = Number(done.receivable?.points ?? 0n);
    const owed = done.receivable?.policy === 'RECEIVABLE';
    expect({ fromLot: taken('own'), fromOtherLots: taken('other'), receivable: owed ? missing : 0, forgiven: owed ? 0 : missing }).toEqual(said);
  });
});
