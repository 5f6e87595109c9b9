import { createPrivateKey, sign } from 'node:crypto';
import { KongsiClient, type BatchItem } from '../../../partner-sdk/src';
import { givenStack, type Brand, type Stack } from '../support/stack';

describe('quotes, batches and what happened', () => {
  let stack: Stack;
  let grocer: Brand;
  let cafe: Brand;
  let phones = 0;
  beforeAll(async () => {
    stack = await givenStack();
    grocer = await stack.brand('Pasar Segar');
    cafe = await stack.brand('Kopi Kita');
  });
  afterEach(async () => {
    expect(stack.logged).toEqual([]);
  });
  afterAll(async () => {
    await stack.stop();
  });
  const enrol = async (points = 0): Promise<string> => {
    phones += 1;
    const { id } = await grocer.client.members.enrol({ name: 'Siti Rahayu', identifiers: [{ kind: 'PHONE', value: `+6281300${String(phones).padStart(5, '0')}` }] });
    if (points > 0) await grocer.client.earns.create({ externalId: `G-${phones}`, member: id, outletId: grocer.outletId, points });
    return id;
  };
  const earn = (memberId: string, externalId: string, points: unknown): BatchItem => ({ op: 'EARN', body: { externalId, member: memberId, outletId: grocer.outletId, points } as never });
  const count = async (): Promise<number> => Number((await stack.db.owner.query<{ n: string }>('SELECT count(*) AS n FROM posting')).rows[0]?.n);

  test('a quote says what a burn would take, by issuer, and stores nothing', async () => {
    const memberId = await enrol(30);
    const before = await count();
    const quote = await grocer.client.quotes.create({ verb: 'BURN', member: memberId, outletId: grocer.outletId, points: 12 });
    expect(quote).toMatchObject({ possible: true, points: 12, value: { value: '6000.00' }, legs: [{ issuerId: grocer.partnerId, points: 12 }], balance: { available: 18, held: 0 } });
    expect(await grocer.client.quotes.create({ verb: 'BURN', member: memberId, outletId: grocer.outletId, points: 31 })).toMatchObject({ possible: false, points: 31, balance: { available: 30 } });
    // The cafe has not served the member: it learns what its own sale would do, and nothing of the lots.
    expect(await cafe.client.quotes.create({ verb: 'BURN', member: memberId, outletId: cafe.outletId, points: 12 })).toMatchObject({ possible: true, points: 12, value: { value: '6000.00' }, legs: [] });
    expect(await grocer.client.quotes.create({ verb: 'EARN', member: memberId, outletId: grocer.outletId, amount: { currency: 'IDR', value: '57000.00' } })).toMatchObject({ points: 5, possible: true });
    expect(await count()).toBe(before);
  });

  test('one bad item never fails the rest, and a batch sent again converges', async () => {
    const memberId = await enrol();
    const items: BatchItem[] = [earn(memberId, 'B-1', 10), earn(memberId, 'B-2', 'many'), earn('mem_01a1c9e0-1000-7d64-9c51-9e4fa06b7283', 'B-3', 10), { op: 'BURN', body: { externalId: 'B-4', member: memberId, outletId: grocer.outletId, points: 4 } },
      { op: 'REVERSAL', body: { externalId: 'B-5', original: { externalId: 'B-4' }, points: 1, reason: 'RETURN' } }, earn(memberId, 'B-1', 10), { op: 'EARN', body: { externalId: 'B-6', member: memberId, outletId: cafe.outletId, points: 1 } as never }];
    const batch = await grocer.client.batches.create({ items });
    expect(batch.items?.map((item) => [item.status, item.posting?.type ?? item.problem?.code])).toEqual([[201, 'EARN'], [400, 'validation_failed'], [404, 'member_not_found'], [201, 'BURN'], [201, 'REVERSAL'], [201, 'EARN'], [404, 'not_found']]);
    expect(batch.items?.[5]?.posting?.id).toBe(batch.items?.[0]?.posting?.id);
    expect(batch.items?.[1]?.problem).toMatchObject({ errors: [{ pointer: '/items/1/body/points' }] });
    expect(batch).toMatchObject({ status: 'COMPLETED', itemCount: 7, accepted: 4, refused: 3 });
    const before = await count();
    expect(await grocer.client.batches.create({ items })).toEqual(batch);
    const mended = await grocer.client.batches.create({ items: [items[0] as BatchItem, earn(memberId, 'B-2', 20)] });
    expect(mended.items?.map((item) => item.status)).toEqual([201, 201]);
    expect(await count()).toBe(before + 1);
    expect((await grocer.client.members.balance(memberId)).available).toBe(27);
    expect(await grocer.client.batches.items(batch.id).toArray({ limit: 10 })).toEqual(batch.items);
    await expect(cafe.client.batches.get(batch.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(grocer.client.batches.create({ items: [earn(memberId, 'B-9', 1)] }, { idempotencyKey: 'same' })).resolves.toMatchObject({ accepted: 1 });
    await expect(grocer.client.batches.create({ items: [earn(memberId, 'B-10', 1)] }, { idempotencyKey: 'same' })).rejects.toMatchObject({ code: 'idempotency_key_reused', status: 422 });
    await expect(grocer.client.batches.create({ items: [] })).rejects.toMatchObject({ code: 'validation_failed' });
  });

  test('five hundred operations of many members in one batch', async () => {
    const members = await Promise.all(Array.from({ length: 20 }, () => enrol()));
    const batch = await grocer.client.batches.create({ items: Array.from({ length: 500 }, (_one, at) => earn(members[at % 20] as string, `M-${at}`, 3)) });
    expect([batch.accepted, batch.refused]).toEqual([500, 0]);
    expect((await grocer.client.members.balance(members[7] as string)).available).toBe(75);
    await expect(grocer.client.batches.create({ items: Array.from({ length: 501 }, (_one, at) => earn(members[0] as string, `N-${at}`, 1)) })).rejects.toMatchObject({ code: 'validation_failed' });
  });

  test('postings are listed by sequence, page by page, and a partner sees of others only what moves its points', async () => {
    const memberId = await enrol(40);
    await cafe.client.earns.create({ externalId: 'L-0', member: memberId, outletId: cafe.outletId, points: 9 });
    const burn = await cafe.client.burns.create({ externalId: 'L-1', member: memberId, outletId: cafe.outletId, points: 45, receiptNo: 'R-77' });
    const mine = await cafe.client.postings.list({ memberId, limit: 1 }).toArray({ limit: 10 });
    expect(mine.map((one) => one.externalId)).toEqual(['L-1', 'L-0']);
    const seen = (await grocer.client.postings.list({ memberId, type: 'BURN' }).page()).data[0];
    expect(seen).toMatchObject({ id: burn.id, points: 40, legs: [{ issuerId: grocer.partnerId, points: 40 }] });
    expect([seen?.externalId, seen?.receiptNo, seen?.balance]).toEqual([undefined, undefined, undefined]);
    expect(await cafe.client.postings.byExternalId('L-1')).toMatchObject({ id: burn.id, balance: { available: 4, held: 0 } });
    expect(await grocer.client.postings.byExternalId('L-1')).toBeUndefined();
    expect(await cafe.client.postings.evidence(burn.id)).toMatchObject({ kid: cafe.signer.kid, token: expect.stringMatching(/^ey/) });
    await expect(grocer.client.postings.evidence(burn.id)).rejects.toMatchObject({ code: 'not_found' });
    const page = await cafe.client.postings.list({ memberId, limit: 1 }).page();
    await expect(cafe.client.request('GET', `/v1/postings?limit=1&type=EARN&cursor=${page.nextCursor ?? ''}`)).rejects.toMatchObject({ code: 'cursor_invalid' });
    await expect(cafe.client.request('GET', '/v1/postings?limit=1000')).rejects.toMatchObject({ code: 'parameter_invalid' });
    expect(await cafe.client.request('GET', `/v1/postings?memberId=${memberId}&totals=true&limit=1`)).toMatchObject({ totals: { count: 2, points: 54 } });
    const statement = await grocer.client.members.statement(memberId);
    expect(statement.entries.map((one) => [one.type, one.points, one.balanceAfter])).toEqual([['EARN', 40, 40], ['EARN', 9, 49], ['BURN', -45, 4]]);
    expect([statement.opening, statement.closing, statement.entries[2]?.partnerId]).toEqual([0, 4, undefined]);
  });

  test('a parameter, a method and a cursor that the contract does not know are refused by name', async () => {
    const call = async (path: string, method: 'GET' | 'POST' = 'GET'): Promise<unknown> => cafe.client.request(method, path).catch((error: { code: string; problem: { errors?: { pointer: string }[] } }) => [error.code, error.problem.errors?.[0]?.pointer]);
    expect(await call('/v1/postings?typ=BURN')).toEqual(['parameter_invalid', 'typ']);
    expect(await call('/v1/postings?type=BURNED')).toEqual(['parameter_invalid', 'type']);
    expect(await call('/v1/postings?limit=ten')).toEqual(['parameter_invalid', 'limit']);
    expect(await call('/v1/postings?limit=0')).toEqual(['parameter_invalid', 'limit']);
    expect(await call('/v1/postings?sort=points')).toEqual(['parameter_invalid', 'sort']);
    expect(await call('/v1/postings?type=BURN&type=EARN')).toEqual(['parameter_invalid', 'type']);
    expect(await call('/v1/postings?businessDateFrom=2026-02-30')).toEqual(['parameter_invalid', 'businessDateFrom']);
    expect(await call('/v1/postings?cursor=zzz')).toEqual(['cursor_invalid', undefined]);
    expect(await call('/v1/postings', 'POST')).toEqual(['method_not_allowed', undefined]);
    expect(await call('/v1/positions/flows?from=2026-10-01&to=2026-09-01')).toEqual(['parameter_invalid', 'from']);
    expect(await call(`/v1/postings?memberId=${encodeURIComponent("mem_' OR 1=1 --")}`)).toEqual(['not_found', undefined]);
  });

  test('a hold is read back, and times out by the clock', async () => {
    const memberId = await enrol(20);
    const hold = await cafe.client.holds.create({ externalId: 'T-1', member: memberId, outletId: cafe.outletId, points: 20 });
    await expect(grocer.client.holds.get(hold.id)).rejects.toMatchObject({ code: 'not_found' });
    await stack.advance(901);
    expect(await cafe.client.holds.get(hold.id)).toMatchObject({ status: 'TIMED_OUT' });
    expect((await grocer.client.members.balance(memberId)).available).toBe(20);
    await expect(cafe.client.holds.capture(hold.id)).rejects.toMatchObject({ code: 'hold_not_open' });
  });

  test('a key that lies elsewhere signs through a callback', async () => {
    const memberId = await enrol(5);
    const key = createPrivateKey({ key: cafe.key as never, format: 'jwk' });
    const client = new KongsiClient({ partnerId: cafe.partnerId, baseUrl: stack.origin, sign: { publicJwk: cafe.signer.publicJwk as never, sign: (bytes) => Promise.resolve(sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })) } });
    expect(await client.burns.create({ externalId: 'K-1', member: memberId, outletId: cafe.outletId, points: 5 })).toMatchObject({ type: 'BURN' });
    expect(() => new KongsiClient({ partnerId: cafe.partnerId, baseUrl: stack.origin })).toThrow('either key or sign');
  });

  test('what nobody used expires in the night of its last day', async () => {
    const memberId = await enrol(15);
    await stack.advance(367 * 86_400);
    expect((await grocer.client.members.balance(memberId)).available).toBe(0);
    const statement = await grocer.client.members.statement(memberId);
    expect(statement.entries.map((one) => [one.type, one.points])).toEqual([['EXPIRE', -15]]);
    // A whole year of nights is run on the way.
  }, 300_000);
});
