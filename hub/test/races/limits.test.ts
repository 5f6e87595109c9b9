import { businessDate } from '../../src/kernel/business-date';
import { OffsetClock } from '../../src/kernel/clock';
import type { Outcome, PostingService } from '../../src/ledger/posting.service';
import { givenCoalition, postingsOn, type Coalition } from '../support/coalition';

const bonus = (points: number, code = 'launch'): object => ({ bonusId: 'launch', issuer: 'HUB', multiplier: '1', budget: { code, points } });
const EARN = { currency: 'IDR', value: '10000.00' };

describe('what is bounded, from two processes at once', () => {
  let c: Coalition;
  let other: PostingService;
  beforeAll(async () => {
    c = await givenCoalition(['A', 'B', 'C'], (code) => (code === 'C' ? { earnRule: { amountPerPoint: EARN, expiresAfterDays: 365, pointsAllowed: true, bonuses: [bonus(1_000)] } } : {}));
    other = postingsOn(c.db, new OffsetClock());
  });
  afterAll(async () => {
    await c.db.drop();
  });

  const own = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await c.db.owner.query(sql, values)).rows as T[];
  /** Sends half of the intents through the first process and half through the second. */
  function bothSides(count: number, loose: (at: number) => Parameters<Coalition['post']>[0]): Promise<Outcome[]> {
    const first = c.service;
    const sent = Promise.all(Array.from({ length: count }, (_one, at) => {
      c.service = at % 2 === 0 ? first : other;
      return c.post(loose(at));
    }));
    c.service = first;
    return sent;
  }
  const members = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, () => c.member()));
  async function limit(scope: string, of: { partner?: string; till?: string; key?: string }, bounds: { points?: number; earns?: number }): Promise<string> {
    const [row] = await own<{ id: string }>(`INSERT INTO issuing_limit (limit_id, scope, partner_id, key_id, till_id, max_points, max_earns, valid_from, state, reason, made_by, made_at, decided_by, decided_at) VALUES (uuidv7(), $1, $2, $3, $4, $5, $6, '2026-01-01', 'APPROVED', 'x', 'a', now(), 'b', now()) RETURNING limit_id AS id`,
      [scope, of.partner === undefined ? null : c.partner[of.partner], of.key ?? null, of.till ?? null, bounds.points ?? null, bounds.earns ?? null]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    return row?.id ?? '';
  }
  async function till(partner: string): Promise<string> {
    const [row] = await own<{ id: string }>(`INSERT INTO till (till_id, partner_id, outlet_id, name, created_at) VALUES (uuidv7(), $1, $2, 'Till', now()) RETURNING till_id AS id`, [c.partner[partner], c.outlet[partner]]);
    return row?.id ?? '';
  }
  const sums = (counter: string): Promise<{ points: string; earns: string; rows: number }[]> => own(`SELECT sum(points)::text AS points, sum(earns)::text AS earns, count(*)::int AS rows FROM issuing_count WHERE counter LIKE $1`, [`${counter}%`]);

  test('64 earns at the last points of a till: exactly as many pass as fit, the rest are told which limit and until when, and leave nothing', async () => {
    const tillId = await till('A');
    const limitId = await limit('TILL', { partner: 'A', till: tillId }, { points: 100 });
    const who = await members(64);
    const outcomes = await bothSides(64, (at) => ({ verb: 'EARN', partner: 'A', memberId: who[at] ?? '', points: 9n, tillId }));
    expect(outcomes.filter((one) => !one.refusal)).toHaveLength(11);
    const refusal = outcomes.find((one) => one.refusal)?.refusal;
    expect([refusal?.code, refusal?.facts.data]).toEqual(['limit_exceeded', expect.objectContaining({ limit: 'issuing_limit', scope: 'TILL', limitId: `lim_${limitId}`, maxPoints: 100, businessDate: businessDate(c.clock.now()), resetsAt: expect.stringMatching(/T17:00:00.000Z$/) as string })]);
    expect(await sums(`limit:${limitId}`)).toEqual([expect.objectContaining({ points: '99', earns: '11' })]);
    // A point still fits; what is refused leaves the books as they were.
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId: who[0] ?? '', points: 2n, tillId })).toBe('limit_exceeded');
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: who[0] ?? '', points: 1n, tillId });
    expect(await c.refused({ verb: 'EARN', partner: 'A', memberId: who[0] ?? '', points: 1n, tillId })).toBe('limit_exceeded');
    // Another till of the partner, and burns at this one, go on.
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: who[0] ?? '', points: 50n, tillId: await till('A') });
    await c.accepted({ verb: 'BURN', partner: 'A', memberId: who[0] ?? '', points: 5n, tillId });
  });

  test('a limit on how many, and far from a bound nobody waits', async () => {
    const tillId = await till('B');
    const limitId = await limit('TILL', { partner: 'B' }, { points: 1_000_000, earns: 40 });
    const who = await members(64);
    const outcomes = await bothSides(64, (at) => ({ verb: 'EARN', partner: 'B', memberId: who[at] ?? '', points: 3n, tillId }));
    expect(outcomes.filter((one) => !one.refusal)).toHaveLength(40);
    expect(await sums(`limit:${limitId}`)).toEqual([expect.objectContaining({ points: '120', earns: '40' })]);
  });

  test('64 earns of one member over all partners: exactly the limit passes, whoever sells', async () => {
    const limitId = await limit('MEMBER', {}, { points: 50 });
    const [memberId = '', next = ''] = await members(2);
    const outcomes = await bothSides(64, (at) => ({ verb: 'EARN', partner: at % 2 === 0 ? 'A' : 'B', memberId, points: 7n }));
    expect(outcomes.filter((one) => !one.refusal)).toHaveLength(7);
    const told = outcomes.find((one) => one.refusal)?.refusal?.facts.data ?? {};
    // How much the member earned elsewhere is nobody's business.
    expect([told['scope'], 'usedPoints' in told]).toEqual(['MEMBER', false]);
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: next, points: 50n });
    expect(await sums(`limit:${limitId}`)).toEqual([expect.objectContaining({ points: '99', earns: '8' })]);
    // A limit without bounds lifts it; in life that is so from another day on, with counters of its own.
    await limit('MEMBER', {}, {});
    await own('DELETE FROM issuing_count WHERE counter LIKE $1', [`limit:${limitId}%`]);
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 70n });
  });

  test('64 sales at the last points of a campaign: exactly its budget is given, and every sale earns', async () => {
    const who = await members(64);
    const outcomes = await bothSides(64, (at) => ({ verb: 'EARN', partner: 'C', memberId: who[at] ?? '', points: 30n }));
    expect(outcomes.filter((one) => one.refusal)).toEqual([]);
    const [given] = await own<{ points: string; lots: number }>(`SELECT sum(points)::text AS points, count(*)::int AS lots FROM lot WHERE point_kind = 'BONUS'`);
    expect(given).toEqual({ points: '990', lots: 33 });
    expect(await sums('budget:')).toEqual([expect.objectContaining({ points: '990', earns: '33' })]);
    // A smaller bonus still fits, then none.
    await c.accepted({ verb: 'EARN', partner: 'C', memberId: who[0] ?? '', points: 10n });
    expect((await c.accepted({ verb: 'EARN', partner: 'C', memberId: who[0] ?? '', points: 1n })).points).toBe(1);
    expect((await sums('budget:'))[0]?.points).toBe('1000');
  });

  test('rows of a counter that grew long are made one, and its sum stays', async () => {
    const tillId = await till('A');
    const limitId = await limit('TILL', { partner: 'A', till: tillId }, { points: 1_000_000 });
    const [memberId = ''] = await members(1);
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 1n, tillId });
    const date = businessDate(c.clock.now());
    await own(`INSERT INTO issuing_count SELECT $1, $2, 0, 0 FROM generate_series(1, 600)`, [`limit:${limitId}:${tillId}:${date}`, date]);
    for (let at = 0; at < 3; at += 1) await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 1n, tillId });
    const [sum] = await sums(`limit:${limitId}`);
    expect([sum?.points, sum?.earns, (sum?.rows ?? 99) < 5]).toEqual(['4', '4', true]);
  });
});
