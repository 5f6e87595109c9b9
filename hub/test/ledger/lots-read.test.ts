import fc from 'fast-check';
import { newUuid } from '../../src/kernel/ids';
import { consume } from '../../src/ledger/domain/consume';
import { isSpendable, type Lot } from '../../src/ledger/domain/lot';
import { readLots } from '../../src/ledger/posting.reader';
import { givenDatabase, type TestDatabase } from '../support/database';

const NOW = new Date('2026-11-25T05:00:00.000Z');
const BRANDS = [newUuid(1), newUuid(2)] as const;
const day = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

const lot = fc.record({
  points: fc.integer({ min: 1, max: 50 }), used: fc.double({ min: 0, max: 1, noNaN: true }), kind: fc.constantFrom('REGULAR', 'REGULAR', 'BONUS', 'QUALIFYING'), earned: fc.constantFrom(day(-9), day(-9), day(-3)),
  expires: fc.constantFrom(undefined, day(-1), new Date(NOW.getTime() + 30_000), day(5), day(5), day(40)), grace: fc.constantFrom(undefined, undefined, day(2)),
  vests: fc.constantFrom(undefined, undefined, day(-2), day(1), new Date('9999-12-31T00:00:00Z')), vested: fc.constantFrom(undefined, undefined, day(-1)), rolling: fc.constantFrom(undefined, undefined, undefined, 30), usable: fc.constantFrom(undefined, undefined, undefined, [BRANDS[0]], [BRANDS[1]]),
});

/** What of a member's lots an earn or a burn can tell apart. */
function seen(lots: readonly Lot[]): object {
  const apart = lots.filter((one) => one.rollingDays !== undefined || !isSpendable(one, NOW)).map((one) => `${one.lotId} ${one.remaining}`).sort();
  return { apart };
}

function taken(lots: readonly Lot[], points: bigint, brand: string): object {
  try {
    return { takings: consume(lots, points, brand, NOW).map((one) => [one.lot.lotId, one.points]), ...seen(lots) };
  } catch (error) {
    return { refused: (error as { facts?: object }).facts, ...seen(lots) };
  }
}

describe('of a member who earns or burns only the lots are read that it looks at', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await givenDatabase();
  });
  afterAll(async () => {
    await db.drop();
  });

  test('it takes the same points from the same lots, refuses the same, and sees the same pending, ended and rolling ones', async () => {
    const client = await db.owner.connect();
    try {
      await fc.assert(fc.asyncProperty(fc.array(lot, { maxLength: 12 }), fc.bigInt({ min: 1n, max: 300n }), fc.constantFrom(...BRANDS), async (lots, points, brand) => {
        await client.query('BEGIN');
        const memberId = newUuid(Date.now());
        for (const one of lots) {
          await client.query(`INSERT INTO lot (lot_id, member_id, issuer_id, earn_posting_id, point_kind, points, remaining, earned_at, earned_on, expires_at, grace_until, vests_at, vested_at, rolling_days, usable_at) VALUES ($1, $2, $3, $1, $4, $5, $6, $7, '2026-11-16', $8, $9, $10, $11, $12, $13)`,
            [newUuid(Date.now()), memberId, BRANDS[0], one.kind, one.points, Math.round(one.points * one.used), one.earned, one.expires, one.grace, one.vests, one.vested, one.rolling, one.usable]);
        }
        const all = (await readLots(client, { memberIds: [memberId] })).get(memberId) ?? [];
        const burning = (await readLots(client, { memberIds: [], burning: [{ memberId, points }], at: NOW })).get(memberId) ?? [];
        const earning = (await readLots(client, { memberIds: [], earning: [memberId], at: NOW })).get(memberId) ?? [];
        await client.query('ROLLBACK');
        expect(taken(burning, points, brand)).toEqual(taken(all, points, brand));
        expect(seen(earning)).toEqual(seen(all));
        expect(earning.length).toBeLessThanOrEqual(all.length);
      }), { numRuns: 150 });
    } finally {
      client.release();
    }
  });

  test('a member with a hundred lots that burns two points has one of them read, one that earns none', async () => {
    const client = await db.owner.connect();
    try {
      await client.query('BEGIN');
      const memberId = newUuid(Date.now());
      await client.query(`INSERT INTO lot (lot_id, member_id, issuer_id, earn_posting_id, points, remaining, earned_at, earned_on, expires_at) SELECT uuidv7(), $1, $2, uuidv7(), 10, 10, $3, '2026-11-16', $3::timestamptz + i * interval '1 day' FROM generate_series(10, 109) i`, [memberId, BRANDS[0], NOW]);
      expect((await readLots(client, { memberIds: [], burning: [{ memberId, points: 2n }], at: NOW })).get(memberId)).toHaveLength(1);
      expect((await readLots(client, { memberIds: [], earning: [memberId], at: NOW })).get(memberId)).toBeUndefined();
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
  });
});
