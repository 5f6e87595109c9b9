import type { Pool } from 'pg';
import { postingPool, SILENCE_MS } from '../../src/db/pools';
import { OutcomeUnknown } from '../../src/db/tx';
import { Link } from '../faults/proxy';
import { givenCoalition, postingsOn, type Coalition } from '../support/coalition';

/** Time that a lane may take beyond the silence: two attempts to connect, and looking for a lost outcome. */
const MORE_MS = 9_000;

describe('a database that falls silent without a word', () => {
  let c: Coalition;
  let link: Link;
  let pool: Pool;
  beforeAll(async () => {
    c = await givenCoalition();
    const url = new URL(c.db.url);
    link = await Link.open(Number(url.port));
    url.port = String(link.port);
    pool = postingPool(url.href, 3).on('error', () => undefined);
    c.service = postingsOn(c.db, c.clock, pool);
  });
  afterAll(async () => {
    link.mode = 'pass';
    link.cut();
    await pool.end();
    await link.close();
    await c.db.drop();
  });

  test('every sale gets an answer in bounded time, and the same key converges once the database is heard again', async () => {
    const members = await Promise.all([c.member(), c.member(), c.member(), c.member()]);
    for (const memberId of members) await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 10n });
    link.mode = 'blackHole';
    const began = Date.now();
    const sales = members.map((memberId) => ({ verb: 'EARN' as const, partner: 'A', memberId, points: 7n, key: `silent-${memberId}` }));
    const answers = await Promise.allSettled(sales.map((one) => c.post(one)));
    expect(Date.now() - began).toBeLessThan(SILENCE_MS + MORE_MS);
    expect(answers.every((one) => one.status === 'rejected' && !(one.reason instanceof OutcomeUnknown))).toBe(true);
    link.mode = 'pass';
    for (const one of sales) expect(await c.accepted(one)).toMatchObject({ points: 7 });
  });

  test('a COMMIT whose answer never comes is found out, or said to be unknown, in bounded time', async () => {
    const memberId = await c.member();
    await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 10n });
    const sale = { verb: 'EARN' as const, partner: 'A', memberId, points: 7n, key: `unheard-${memberId}` };
    link.mode = 'loseCommit';
    const began = Date.now();
    const answer = await c.post(sale).catch((error: unknown) => error);
    expect(Date.now() - began).toBeLessThan(SILENCE_MS + MORE_MS);
    expect(answer instanceof OutcomeUnknown || (answer as { status?: number }).status === 201).toBe(true);
    link.mode = 'pass';
    expect(await c.accepted(sale)).toMatchObject({ points: 7 });
  });
});
