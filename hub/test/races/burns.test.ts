import { givenCoalition, postingsOn, type Coalition } from '../support/coalition';
import { OffsetClock } from '../../src/kernel/clock';
import { newUuid } from '../../src/kernel/ids';
import type { PostingService, Outcome } from '../../src/ledger/posting.service';

describe('races', () => {
  let c: Coalition;
  let other: PostingService;
  beforeAll(async () => {
    c = await givenCoalition();
    // A second process: its own lanes, its own clock, the same database.
    const clock = new OffsetClock();
    other = postingsOn(c.db, clock);
  });
  afterAll(async () => {
    await c.db.drop();
  });

  /** Sends half of the intents through the first process and half through the second. */
  function bothSides(count: number, loose: (at: number) => Parameters<Coalition['post']>[0]): Promise<Outcome[]> {
    const first = c.service;
    return Promise.all(Array.from({ length: count }, (_one, at) => {
      c.service = at % 2 === 0 ? first : other;
      return c.post(loose(at));
    }));
  }

  test('64 burns of the last points at two brands from two processes: exactly as many win as there are points', async () => {
    for (let round = 0; round < 5; round += 1) {
      const memberId = await c.member();
      await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 100n });
      const outcomes = await bothSides(64, (at) => ({ verb: 'BURN', partner: at % 3 === 0 ? 'B' : 'C', memberId, points: 9n }));
      expect(outcomes.filter((one) => !one.refusal)).toHaveLength(11);
      expect(new Set(outcomes.flatMap((one) => one.refusal?.code ?? []))).toEqual(new Set(['insufficient_points']));
    }
  });

  const token = (jti: string): object => ({ jti, requestId: `req_${newUuid(Date.now())}`, expiresAt: new Date(Date.now() + 180_000), kid: 'a kid', compact: 'a.b.c', bodyDigest: Buffer.alloc(32) });

  test.each<[string, (name: string) => object, string]>([
    ['key', (name) => ({ key: name, externalId: `${name} ${newUuid(Date.now())}` }), 'idempotency_key_reused'],
    ['externalId', (name) => ({ externalId: name }), 'external_id_conflict'],
    ['receipt', (name) => ({ receiptNo: name }), 'receipt_already_used'],
    ['token', (name) => ({ token: token(name) }), 'token_replayed'],
  ])('a %s that two members want at once in two processes goes to one of them, and their neighbours never notice', async (_what, wanting, loser) => {
    for (let round = 0; round < 12; round += 1) {
      const name = `wanted-${newUuid(Date.now())}`;
      const members = await Promise.all(Array.from({ length: 8 }, () => c.member()));
      const outcomes = await bothSides(8, (at) => ({ verb: 'EARN', partner: 'A', memberId: members[at] as string, points: BigInt(1 + at), ...(at < 2 ? wanting(name) : {}) }));
      expect(outcomes.slice(2).map((one) => one.refusal?.code)).toEqual(Array(6).fill(undefined));
      expect(outcomes.slice(0, 2).map((one) => one.refusal?.code ?? 'accepted').sort()).toEqual(['accepted', loser]);
    }
  });

  test('the same key sent 20 times at once has one effect and one answer', async () => {
    const memberId = await c.member();
    const outcomes = await bothSides(20, () => ({ verb: 'EARN', partner: 'A', memberId, points: 7n, key: `once-${memberId}` }));
    expect(new Set(outcomes.map((one) => one.body)).size).toBe(1);
    expect(outcomes.filter((one) => !one.replayed)).toHaveLength(1);
  });

  test('a hold that is captured and released at once ends once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const memberId = await c.member();
      await c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 10n });
      const holdId = ((await c.accepted({ verb: 'HOLD', partner: 'B', memberId, points: 10n })).id as string).slice(4);
      const outcomes = await bothSides(6, (at) => ({ verb: at % 3 === 0 ? 'RELEASE' : 'CAPTURE', partner: 'B', memberId, holdId }));
      const captured = outcomes.filter((one) => !one.refusal && one.body.includes('"BURN"')).length;
      const { rows } = await c.db.owner.query<{ status: string }>('SELECT status FROM hold WHERE hold_id = $1', [holdId]);
      expect(captured).toBe(rows[0]?.status === 'CAPTURED' ? 1 : 0);
    }
  });

  test('a refused neighbour in the same transaction changes nobody else\'s answer', async () => {
    const members = await Promise.all(Array.from({ length: 40 }, () => c.member()));
    const outcomes = await bothSides(40, (at) => ({ verb: at % 2 === 0 ? 'EARN' : 'BURN', partner: 'A', memberId: members[at] ?? '', points: 5n }));
    outcomes.forEach((one, at) => expect(one.refusal?.code).toBe(at % 2 === 0 ? undefined : 'insufficient_points'));
  });

  test('one receipt earns once, whoever of many members it is posted for', async () => {
    for (let round = 0; round < 10; round += 1) {
      const members = await Promise.all(Array.from({ length: 12 }, () => c.member()));
      const outcomes = await bothSides(12, (at) => ({ verb: 'EARN', partner: 'A', memberId: members[at] ?? '', points: 5n, receiptNo: `R-${round}` }));
      expect(outcomes.filter((one) => !one.refusal)).toHaveLength(1);
      expect(new Set(outcomes.flatMap((one) => one.refusal?.code ?? []))).toEqual(new Set(['receipt_already_used']));
    }
  });

  test('one externalId names one operation, under whatever keys it arrives', async () => {
    for (let round = 0; round < 10; round += 1) {
      const members = await Promise.all(Array.from({ length: 12 }, () => c.member()));
      const outcomes = await bothSides(12, (at) => ({ verb: 'EARN', partner: 'A', memberId: members[at] ?? '', points: 5n, externalId: `same-${round}` }));
      expect(outcomes.filter((one) => !one.refusal)).toHaveLength(1);
      expect(new Set(outcomes.flatMap((one) => one.refusal?.code ?? []))).toEqual(new Set(['external_id_conflict']));
    }
  });

  test('one token carries one request, even when its holder signs the same id twice', async () => {
    const members = await Promise.all(Array.from({ length: 12 }, () => c.member()));
    const token = { jti: 'twice', expiresAt: new Date(Date.now() + 60_000), requestId: 'req_1', kid: 'kid', compact: 'a.b.c', bodyDigest: Buffer.alloc(32) };
    const outcomes = await bothSides(12, (at) => ({ verb: 'EARN', partner: 'A', memberId: members[at] ?? '', points: 5n, token: { ...token, requestId: `req_${at}` } }));
    expect(outcomes.filter((one) => !one.refusal)).toHaveLength(1);
    expect(new Set(outcomes.flatMap((one) => one.refusal?.code ?? []))).toEqual(new Set(['token_replayed']));
  });
});
