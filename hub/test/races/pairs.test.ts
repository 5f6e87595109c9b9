import { OffsetClock } from '../../src/kernel/clock';
import { newUuid } from '../../src/kernel/ids';
import type { PostingService, Outcome } from '../../src/ledger/posting.service';
import { postingPool } from '../../src/db/pools';
import { WindowService } from '../../src/settlement/window.service';
import type { Pool } from 'pg';
import { givenCoalition, postingsOn, type Coalition, type Loose } from '../support/coalition';

/** What a member has before two verbs meet: a lot of A, a pending lot of B, an open hold, a burn, an earn to refund, and a friend. */
interface Scene { readonly memberId: string; readonly friend: string; readonly earn: string; readonly burn: string; readonly hold: string; readonly lot: string; readonly pending: string }

const LONGER = new Date(Date.now() + 500 * 86_400_000);

const VERBS: Readonly<Record<string, (scene: Scene, c: Coalition) => Loose>> = {
  earn: ({ memberId }) => ({ verb: 'EARN', partner: 'A', memberId, points: 7n }),
  burn: ({ memberId }) => ({ verb: 'BURN', partner: 'C', memberId, points: 60n }),
  hold: ({ memberId }) => ({ verb: 'HOLD', partner: 'C', memberId, points: 60n }),
  capture: ({ memberId, hold }) => ({ verb: 'CAPTURE', partner: 'C', memberId, holdId: hold, points: 4n }),
  release: ({ memberId, hold }) => ({ verb: 'RELEASE', partner: 'C', memberId, holdId: hold }),
  timeOut: ({ memberId, hold }) => ({ verb: 'RELEASE', partner: 'C', memberId, holdId: hold, timedOut: true }),
  reverse: ({ memberId, burn }) => ({ verb: 'REVERSAL', partner: 'C', memberId, originalId: burn, points: 15n }),
  refund: ({ memberId, earn }) => ({ verb: 'REVERSAL', partner: 'A', memberId, originalId: earn, points: 70n }),
  expire: ({ memberId }) => ({ verb: 'EXPIRE', partner: 'A', memberId, until: new Date() }),
  vest: ({ memberId, pending }) => ({ verb: 'VEST', partner: 'B', memberId, lotId: pending }),
  extend: ({ memberId, lot }) => ({ verb: 'EXTEND', partner: 'A', memberId, lotId: lot, until: LONGER }),
  credit: ({ memberId }, c) => ({ verb: 'ADJUSTMENT', partner: 'A', memberId, issuerId: c.partner['A'], direction: 'CREDIT', reason: 'ERROR', points: 6n, actorId: `user:${memberId}` }),
  debit: ({ memberId }, c) => ({ verb: 'ADJUSTMENT', partner: 'A', memberId, issuerId: c.partner['A'], direction: 'DEBIT', reason: 'ERROR', points: 55n, actorId: `user:${memberId}`, approverId: 'user:checker' }),
  send: ({ memberId, friend }) => ({ verb: 'TRANSFER', partner: 'A', memberId, toMemberId: friend, points: 50n }),
  receive: ({ memberId, friend }) => ({ verb: 'TRANSFER', partner: 'A', memberId: friend, toMemberId: memberId, points: 20n }),
  merge: ({ memberId, friend }) => ({ verb: 'MERGE', partner: 'A', memberId, toMemberId: friend }),
  absorb: ({ memberId, friend }) => ({ verb: 'MERGE', partner: 'A', memberId: friend, toMemberId: memberId }),
};
const NAMES = Object.keys(VERBS);
const PAIRS = NAMES.flatMap((a, at) => NAMES.slice(at).map((b): [string, string] => [a, b]));

describe('two verbs at once on one member', () => {
  let c: Coalition;
  let pools: Pool[];
  let two: [PostingService, PostingService];
  beforeAll(async () => {
    c = await givenCoalition(['A', 'B', 'C']);
    await c.db.owner.query(`UPDATE terms_version SET body = body::jsonb || '{"transferRule": {"minPoints": 1, "maxPoints": 1000}}' WHERE party_id = '00000000-0000-7000-8000-000000000001'`);
    await c.db.owner.query(`UPDATE terms_version SET body = jsonb_set(body::jsonb, '{earnRule,vesting}', '{"afterDays": 7}') WHERE party_id = $1`, [c.partner['B']]);
    // Two hub processes: lanes, connections and clocks of their own.
    pools = [postingPool(c.db.url, 3), postingPool(c.db.url, 3)];
    for (const pool of pools) pool.on('error', () => undefined);
    two = pools.map((pool) => {
      const clock = new OffsetClock();
      return postingsOn(c.db, clock, pool);
    }) as [PostingService, PostingService];
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await c.db.drop();
  });

  async function scene(): Promise<Scene> {
    c.service = two[0];
    const [memberId, friend] = [await c.member(), await c.member()];
    const id = (answer: { id: string }): string => answer.id.slice(4);
    const earn = id(await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 100n }));
    await c.accepted({ verb: 'EARN', partner: 'B', memberId, points: 30n });
    await c.accepted({ verb: 'EARN', partner: 'A', memberId: friend, points: 25n });
    // One lot has ended and waits for the night.
    await c.accepted({ verb: 'EARN', partner: 'C', memberId, points: 5n });
    await c.db.owner.query(`UPDATE lot SET expires_at = date_trunc('second', now()) - interval '1 second', earned_at = date_trunc('second', now()) - interval '1 hour' WHERE member_id = $1 AND issuer_id = $2`, [memberId, c.partner['C']]);
    const burn = id(await c.accepted({ verb: 'BURN', partner: 'C', memberId, points: 20n }));
    const hold = id(await c.accepted({ verb: 'HOLD', partner: 'C', memberId, points: 10n }));
    const lots = (await c.db.owner.query<{ lot_id: string }>('SELECT lot_id FROM lot WHERE member_id = $1 ORDER BY lot_id', [memberId])).rows.map((row) => row.lot_id);
    return { memberId, friend, earn, burn, hold, lot: lots[0] ?? '', pending: lots[1] ?? '' };
  }

  const send = (service: PostingService, loose: Loose): Promise<Outcome> => {
    c.service = service;
    return c.post(loose);
  };
  /** What both members have and what both callers were told. */
  async function outcomeOf(at: Scene, answers: readonly Outcome[]): Promise<string> {
    const { rows } = await c.db.owner.query(`SELECT b.balance::int, b.held::int, b.version::int, m.status, (SELECT json_agg(json_build_object('issuer', issuer_id, 'left', remaining::int, 'vested', vested_at IS NOT NULL, 'longer', grace_until IS NOT NULL) ORDER BY issuer_id, remaining, points) FROM lot l WHERE l.member_id = b.member_id AND remaining > 0) AS lots
      FROM member_balance b JOIN member m USING (member_id) WHERE member_id = ANY($1) ORDER BY array_position($1, member_id)`, [[at.memberId, at.friend]]);
    return JSON.stringify([answers.map((one) => one.refusal?.code ?? 'accepted'), rows]);
  }

  test.each(PAIRS)('%s and %s end as if one had come after the other', async (a, b) => {
    const first = VERBS[a] as (scene: Scene, c: Coalition) => Loose;
    const second = VERBS[b] as (scene: Scene, c: Coalition) => Loose;
    const inTurn = await scene();
    const forward = [await send(two[0], first(inTurn, c)), await send(two[1], second(inTurn, c))];
    const other = await scene();
    const late = await send(two[1], second(other, c));
    const backward = [await send(two[0], first(other, c)), late];
    const legal = [await outcomeOf(inTurn, forward), await outcomeOf(other, backward)];
    for (let round = 0; round < 2; round += 1) {
      const met = await scene();
      const answers = await Promise.all([send(two[0], first(met, c)), send(two[1], second(met, c))]);
      expect(legal).toContain(await outcomeOf(met, answers));
    }
  });

  test('points are spent once: contested burns of two brands never take more than there is', async () => {
    const rounds = process.env['KONGSI_NIGHTLY'] ? 1_563 : 16;
    let won = 0;
    for (let round = 0; round < rounds; round += 1) {
      const memberId = await c.member();
      await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 100n });
      const outcomes = await Promise.all(Array.from({ length: 64 }, (_none, at) => send(two[at % 2] as PostingService, { verb: 'BURN', partner: at % 4 < 2 ? 'A' : 'C', memberId, points: 9n })));
      won += outcomes.filter((one) => !one.refusal).length;
      expect(new Set(outcomes.flatMap((one) => one.refusal?.code ?? []))).toEqual(new Set(['insufficient_points']));
    }
    expect(won).toBe(rounds * 11);
  }, 3_600_000);

  test('a window closes under load and every posting is in one window, its numbers below those of the next', async () => {
    const clock = new OffsetClock();
    const windows = new WindowService(c.db.pool, clock);
    const members = await Promise.all(Array.from({ length: 20 }, () => c.member()));
    let go = true;
    const load = Promise.all(Array.from({ length: 40 }, async (_none, at) => {
      while (go) await send(two[at % 2] as PostingService, { verb: 'EARN', partner: 'A', memberId: members[at % 20] ?? '', points: 1n, key: `load-${newUuid(Date.now())}` });
    }));
    const closes = process.env['KONGSI_NIGHTLY'] ? 200 : 20;
    for (let closed = 0; closed < closes;) {
      const open = await windows.open();
      // The close waits half a second at most for the postings under way; then it is tried again.
      if (await windows.close(open.windowId, 'test').catch((error: { code?: string }) => (error.code === '55P03' ? false : Promise.reject(error)))) closed += 1;
    }
    go = false;
    await load;
    const { rows } = await c.db.owner.query<{ windows: number; postings: number }>('SELECT count(DISTINCT window_id)::int AS windows, count(*)::int AS postings FROM posting');
    expect(rows[0]?.windows).toBeGreaterThan(closes / 2);
  }, 600_000);
});
