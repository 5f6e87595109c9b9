import fc from 'fast-check';
import { startOfBusinessDate, addDays, businessDate } from '../../src/kernel/business-date';
import { givenCoalition, type Coalition } from '../support/coalition';

const DAY = 86_400_000;

describe('the life of lots', () => {
  let c: Coalition;
  let rule: (code: string, earnRule: object) => Promise<void>;
  beforeAll(async () => {
    c = await givenCoalition(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
    rule = async (code, earnRule) => {
      await c.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{earnRule}', $2::jsonb) WHERE party_id = $1`, [c.partner[code], JSON.stringify({ amountPerPoint: { currency: 'IDR', value: '10000.00' }, pointsAllowed: true, ...earnRule })]);
    };
    await rule('B', { vesting: { afterDays: 7 }, expiresAfterDays: 60 });
    await rule('C', { expiresAfterDays: 30, usableAt: [`prt_${c.partner['A']}`], bonuses: [{ bonusId: 'double', issuer: `prt_${c.partner['A']}`, multiplier: '1' }, { bonusId: 'stars', issuer: 'HUB', pointKind: 'QUALIFYING', multiplier: '2' }] });
    await rule('D', { expiry: { mode: 'ROLLING', days: 10 } });
    await rule('E', { refundPolicy: 'WITHIN_BALANCE' });
    await rule('F', { refundPolicy: 'PENDING_ONLY', vesting: { untilEvent: 'STAYED' }, bonuses: [{ bonusId: 'b', issuer: 'HUB', multiplier: '0.5' }] });
  });
  afterAll(async () => {
    await c.db.drop();
  });
  const lotIds = async (memberId: string): Promise<string[]> => (await c.db.owner.query<{ lot_id: string }>('SELECT lot_id FROM lot WHERE member_id = $1 ORDER BY lot_id', [memberId])).rows.map((row) => row.lot_id);
  const later = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
    await c.db.owner.query('UPDATE test_clock SET offset_ms = offset_ms + $1', [ms]);
    try {
      return await work();
    } finally {
      await c.db.owner.query('UPDATE test_clock SET offset_ms = offset_ms - $1', [ms]);
    }
  };

  test('pending points count from their day, or earlier when their issuer says so, and only once', async () => {
    const memberId = await c.member();
    const earn = await c.accepted({ verb: 'EARN', partner: 'B', memberId, points: 50n });
    expect(earn.balance).toEqual({ available: 0, held: 0 });
    expect(await c.refused({ verb: 'BURN', partner: 'A', memberId, points: 1n })).toBe('insufficient_points');
    const [lotId = ''] = await lotIds(memberId);
    expect(await c.refused({ verb: 'VEST', partner: 'A', memberId, lotId })).toBe('not_found');
    await later(8 * DAY, async () => expect((await c.accepted({ verb: 'BURN', partner: 'A', memberId, points: 10n })).points).toBe(10));
    await c.accepted({ verb: 'VEST', partner: 'B', memberId, lotId });
    expect(await c.refused({ verb: 'VEST', partner: 'B', memberId, lotId })).toBe('transition_not_allowed');
    expect((await c.accepted({ verb: 'BURN', partner: 'A', memberId, points: 40n })).balance.available).toBe(0);
  });

  test('one earn makes a base lot, a bonus of another issuer and units that nobody can spend; points go only where they may', async () => {
    const memberId = await c.member();
    const earn = await c.accepted({ verb: 'EARN', partner: 'C', memberId, points: 25n });
    expect([earn.points, earn.legs.map((leg: { points: number }) => leg.points), earn.balance.available]).toEqual([100, [25, 25, 50], 50]);
    // The base lot of C is taken at A only; its bonus is taken everywhere.
    expect(await c.refused({ verb: 'BURN', partner: 'B', memberId, points: 26n })).toBe('insufficient_points');
    const burn = await c.accepted({ verb: 'BURN', partner: 'B', memberId, points: 25n });
    expect(burn.legs.map((leg: { issuerId: string }) => leg.issuerId)).toEqual([`prt_${c.partner['A']}`]);
    await c.accepted({ verb: 'BURN', partner: 'A', memberId, points: 25n });
    expect(await c.refused({ verb: 'BURN', partner: 'A', memberId, points: 1n })).toBe('insufficient_points');
  });

  test('a refund takes each lot\'s share back, and k parts take what one would', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), async (parts) => {
      const total = BigInt(parts.reduce((sum, part) => sum + part, 0));
      const [whole, split] = [await c.member(), await c.member()];
      const taken = async (memberId: string, refunds: bigint[]): Promise<number[]> => {
        const earn = await c.accepted({ verb: 'EARN', partner: 'F', memberId, points: 200n });
        for (const points of refunds) await c.accepted({ verb: 'REVERSAL', partner: 'F', memberId, originalId: earn.id.slice(4), points });
        return (await c.db.owner.query<{ remaining: string }>('SELECT remaining FROM lot WHERE member_id = $1 ORDER BY lot_id', [memberId])).rows.map((row) => Number(row.remaining));
      };
      // Only pending points are ever taken here: the base waits for its event, the bonus has vested at once and is forgiven.
      expect(await taken(split, parts.map(BigInt))).toEqual(await taken(whole, [total]));
    }), { numRuns: 8 });
  });

  test('refunds count on the cumulative net of the sale: three of 15,000 on 995,000 take 1, 2 and 1', async () => {
    const memberId = await c.member();
    const earn = await c.accepted({ verb: 'EARN', partner: 'A', memberId, amountMinor: 99_500_000n });
    expect(earn.points).toBe(99);
    const taken: number[] = [];
    for (let at = 0; at < 3; at += 1) taken.push((await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId: earn.id.slice(4), amountMinor: 1_500_000n })).points);
    expect(taken).toEqual([1, 2, 1]);
    const other = await c.accepted({ verb: 'EARN', partner: 'A', memberId, amountMinor: 100_000_000n });
    expect((await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId: other.id.slice(4), amountMinor: 35_000_000n })).points).toBe(35);
  });

  test('what a refund cannot take is owed, and the next points of that issuer repay it; other policies forgive it', async () => {
    const memberId = await c.member();
    const earn = await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 30n });
    await c.accepted({ verb: 'BURN', partner: 'B', memberId, points: 20n });
    expect((await c.accepted({ verb: 'REVERSAL', partner: 'A', memberId, originalId: earn.id.slice(4) })).receivablePoints).toBe(20);
    // Another issuer's points pay nothing; the issuer's own pay first.
    expect((await c.accepted({ verb: 'EARN', partner: 'G', memberId, points: 5n })).balance.available).toBe(5);
    const first = await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 12n, key: 'repays-12' });
    expect([first.points, first.balance.available]).toEqual([12, 5]);
    expect((await c.post({ verb: 'EARN', partner: 'A', memberId, points: 12n, key: 'repays-12' })).body).toBe(JSON.stringify(first));
    expect((await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 12n })).balance.available).toBe(9);
    const { rows } = await c.db.owner.query(`SELECT (SELECT balance FROM member_balance WHERE member_id = $1)::int AS balance, (SELECT array_agg(points::int ORDER BY application_id) FROM receivable_application WHERE member_id = $1) AS repaid, (SELECT array_agg(points::int ORDER BY seq) FROM posting WHERE member_id = $1 AND type = 'ADJUSTMENT') AS postings`, [memberId]);
    expect(rows[0]).toEqual({ balance: 5 + 4, repaid: [12, 8], postings: [12, 8] });
    const forgiven = await c.member();
    const second = await c.accepted({ verb: 'EARN', partner: 'E', memberId: forgiven, points: 10n });
    await c.accepted({ verb: 'BURN', partner: 'B', memberId: forgiven, points: 4n });
    await c.accepted({ verb: 'REVERSAL', partner: 'E', memberId: forgiven, originalId: second.id.slice(4) });
    expect((await c.accepted({ verb: 'EARN', partner: 'E', memberId: forgiven, points: 3n })).balance.available).toBe(3);
  });

  test('rolling points live on with the member\'s activity and end without it', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'D', memberId, points: 10n });
    await later(9 * DAY, () => c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 1n }));
    await later(18 * DAY, async () => expect((await c.accepted({ verb: 'BURN', partner: 'A', memberId, points: 11n })).points).toBe(11));
  });

  test('a burn and the night meet at the second a lot ends: the lot is spent or has expired, never both; held points outlive it', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'C', memberId, points: 10n });
    const hold = await c.accepted({ verb: 'HOLD', partner: 'B', memberId, points: 4n });
    const end = startOfBusinessDate(addDays(businessDate(new Date()), 31));
    await later(end.getTime() - Date.now() + 1, async () => {
      const [burn, expiry] = await Promise.all([c.post({ verb: 'BURN', partner: 'A', memberId, points: 5n }), c.post({ verb: 'EXPIRE', partner: 'A', memberId, until: end })]);
      expect([burn.refusal?.code, expiry.refusal]).toEqual(['insufficient_points', undefined]);
    });
    // The hold keeps its four points until it is released; then the next run ends them too.
    const held = async (): Promise<unknown> => (await c.db.owner.query(`SELECT balance::int, held::int FROM member_balance WHERE member_id = $1`, [memberId])).rows[0];
    expect(await held()).toEqual({ balance: 4, held: 4 });
    await later(end.getTime() - Date.now() + 60_000, async () => {
      await c.accepted({ verb: 'RELEASE', partner: 'B', memberId, holdId: hold.id.slice(4) });
      await c.accepted({ verb: 'EXPIRE', partner: 'A', memberId, until: new Date(end.getTime() + 90_000) });
    });
    expect(await held()).toEqual({ balance: 0, held: 0 });
  });

  test('an expiry is taken back into its lot with days of grace, once; a lot lives longer, never shorter', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'G', memberId, points: 10n });
    const [lotId = ''] = await lotIds(memberId);
    const end = startOfBusinessDate(addDays(businessDate(new Date()), 366));
    await c.accepted({ verb: 'EXTEND', partner: 'A', memberId, lotId, until: new Date(end.getTime() + DAY) });
    expect(await c.refused({ verb: 'EXTEND', partner: 'A', memberId, lotId, until: end })).toBe('transition_not_allowed');
    await later(368 * DAY, async () => {
      await c.accepted({ verb: 'EXPIRE', partner: 'A', memberId, until: new Date(end.getTime() + DAY) });
      const { rows } = await c.db.owner.query<{ posting_id: string; partner_id: string }>(`SELECT posting_id, partner_id FROM posting WHERE member_id = $1 AND type = 'EXPIRE'`, [memberId]);
      const back = { verb: 'REVERSAL', partner: 'A', memberId, partnerId: rows[0]?.partner_id, originalId: rows[0]?.posting_id } as const;
      expect((await c.accepted(back)).balance.available).toBe(10);
      expect(await c.refused(back)).toBe('reversal_exceeds_original');
      expect((await c.accepted({ verb: 'BURN', partner: 'A', memberId, points: 10n })).points).toBe(10);
    });
  });
});
