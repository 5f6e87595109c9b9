import { signRequest } from '../../../partner-sdk/src';
import { givenStack, type Brand, type Stack } from '../support/stack';

describe('a coalition over signed HTTP', () => {
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
    const member = await grocer.client.members.enrol({ name: 'Siti Rahayu', identifiers: [{ kind: 'PHONE', value: `+6281200${String(phones).padStart(5, '0')}` }] });
    if (points > 0) await grocer.client.earns.create({ externalId: `E-${member.id.slice(-20)}`, member: member.id, outletId: grocer.outletId, points });
    return member.id;
  };

  /** A signed call without the SDK's manners; parts of it may be forged. */
  const raw = async (path: string, body: string, change: { key?: string | null; headers?: Record<string, string>; sent?: string; token?: string } = {}): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> => {
    const key = change.key === undefined ? `raw-${Math.random()}` : change.key;
    const token = change.token ?? (await signRequest(grocer.signer, { partnerId: grocer.partnerId, origin: stack.origin, method: 'POST', path, body: new TextEncoder().encode(body), now: Math.floor(Date.now() / 1000), ...(key !== null && { idempotencyKey: key }) }));
    const response = await fetch(stack.origin + path, { method: 'POST', body: change.sent ?? body, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(key !== null && { 'idempotency-key': key }), ...change.headers } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
  };
  const books = async (): Promise<unknown> => (await stack.db.owner.query(`SELECT (SELECT count(*) FROM posting) AS p, (SELECT count(*) FROM leg) AS l, (SELECT json_agg(m ORDER BY member_id) FROM member_balance m WHERE version > 0) AS b, (SELECT count(*) FROM idempotency WHERE external_id IS NOT NULL) AS e`)).rows[0];

  test('earned at one brand, burned at another, attributed to its issuer', async () => {
    const memberId = await enrol();
    const earn = await grocer.client.earns.create({ externalId: 'S-1-E', member: memberId, outletId: grocer.outletId, amount: { currency: 'IDR', value: '125000.00' }, receiptNo: 'R-1' });
    expect(earn).toMatchObject({ type: 'EARN', points: 12, tillId: grocer.tillId });
    const burn = await cafe.client.burns.create({ externalId: 'S-2-B', member: memberId, outletId: cafe.outletId, points: 10 });
    expect(burn.legs).toMatchObject([{ issuerId: grocer.partnerId, redeemerId: cafe.partnerId, points: 10, value: { currency: 'IDR', value: '5000.00' } }]);
    expect(burn.balance).toEqual({ available: 2, held: 0 });
    const back = await cafe.client.reversals.create({ externalId: 'S-2-R', original: { externalId: 'S-2-B' }, points: 4, reason: 'RETURN' });
    expect(back).toMatchObject({ type: 'REVERSAL', points: 4, reversesPostingId: burn.id });
    expect(await grocer.client.members.balance(memberId)).toMatchObject({ available: 6, held: 0, pending: 0, receivable: 0, value: { currency: 'IDR', value: '3000.00' } });
    expect((await cafe.client.members.lots(memberId)).data).toEqual([{ points: 12, remaining: 6 }]);
  });

  test('a hold is captured in part', async () => {
    const memberId = await enrol(50);
    const hold = await cafe.client.holds.create({ externalId: 'H-1', member: memberId, outletId: cafe.outletId, points: 40 });
    expect(hold).toMatchObject({ status: 'HELD', balance: { available: 10, held: 40 } });
    expect(await cafe.client.holds.capture(hold.id, { points: 15 })).toMatchObject({ type: 'BURN', points: 15, holdId: hold.id, balance: { available: 35, held: 0 } });
    await expect(cafe.client.holds.release(hold.id)).rejects.toMatchObject({ code: 'hold_not_open', status: 409, problem: { status: 409, holdStatus: 'CAPTURED' } });
  });

  test('a refusal names its code and its facts, in a problem document', async () => {
    const memberId = await enrol(5);
    await expect(grocer.client.burns.create({ externalId: 'B-9', member: memberId, outletId: grocer.outletId, points: 6 })).rejects.toMatchObject({
      code: 'insufficient_points', status: 409, retryable: false, problem: { available: 5, requested: 6, requestId: expect.stringMatching(/^req_/), instance: '/v1/burns' } });
  });

  test('a retry gets the same bytes and changes nothing, and the lost answer is found by its key', async () => {
    const memberId = await enrol();
    const body = { externalId: 'T-1', member: memberId, outletId: grocer.outletId, points: 7 };
    const first = await grocer.client.earns.create(body);
    const before = await books();
    expect(await grocer.client.earns.create(body)).toEqual(first);
    expect(await grocer.client.postings.byKey('T-1')).toEqual(first);
    expect(await books()).toEqual(before);
  });

  test('what belongs to another partner is not found', async () => {
    const memberId = await enrol(20);
    const stranger = await stack.brand('Toko Lain');
    await expect(stranger.client.members.balance(memberId)).rejects.toMatchObject({ code: 'not_found', status: 404 });
    await expect(cafe.client.earns.create({ externalId: 'X-1', member: memberId, outletId: grocer.outletId, points: 1 })).rejects.toMatchObject({ code: 'not_found' });
    const hold = await grocer.client.holds.create({ externalId: 'X-2', member: memberId, outletId: grocer.outletId, points: 1 });
    await expect(cafe.client.holds.capture(hold.id)).rejects.toMatchObject({ code: 'not_found' });
    const burn = await grocer.client.burns.create({ externalId: 'X-3', member: memberId, outletId: grocer.outletId, points: 1 });
    await expect(cafe.client.reversals.create({ externalId: 'X-4', original: { postingId: burn.id }, reason: 'ERROR' })).rejects.toMatchObject({ code: 'original_not_found' });
  });

  describe('bad input is refused by name and leaves no trace', () => {
    const good = (memberId: string): Record<string, unknown> => ({ externalId: 'BAD-1', member: memberId, outletId: grocer.outletId, points: 5 });
    const edit = (memberId: string, change: Record<string, unknown>): string => JSON.stringify({ ...good(memberId), ...change });
    test.each<[string, (memberId: string) => string, number, string]>([
      ['malformed JSON', () => '{"externalId":', 400, 'json_malformed'],
      ['duplicate names', (m) => edit(m, {}).replace('{', '{"points":5,'), 400, 'json_malformed'],
      ['an unknown field', (m) => edit(m, { colour: 'red' }), 400, 'validation_failed'],
      ['a float', (m) => edit(m, {}).replace(':5}', ':5.0}'), 400, 'validation_failed'],
      ['an exponent', (m) => edit(m, {}).replace(':5}', ':5e1}'), 400, 'validation_failed'],
      ['points as text', (m) => edit(m, { points: '5' }), 400, 'validation_failed'],
      ['no points', (m) => edit(m, { points: 0 }), 400, 'validation_failed'],
      ['negative points', (m) => edit(m, { points: -5 }), 400, 'validation_failed'],
      ['too many points', (m) => edit(m, {}).replace(':5}', ':9007199254740993}'), 400, 'validation_failed'],
      ['both points and amount', (m) => edit(m, { amount: { currency: 'IDR', value: '50000.00' } }), 400, 'validation_failed'],
      ['neither points nor amount', (m) => edit(m, { points: undefined }), 400, 'validation_failed'],
      ['money as a number', (m) => edit(m, { points: undefined, amount: { currency: 'IDR', value: 50000 } }), 400, 'validation_failed'],
      ['money with three decimals', (m) => edit(m, { points: undefined, amount: { currency: 'IDR', value: '1.000' } }), 400, 'validation_failed'],
      ['negative money', (m) => edit(m, { points: undefined, amount: { currency: 'IDR', value: '-50000.00' } }), 400, 'validation_failed'],
      ['another currency', (m) => edit(m, { points: undefined, amount: { currency: 'USD', value: '5.00' } }), 422, 'currency_not_supported'],
      ['lines that do not add up', (m) => edit(m, { points: undefined, amount: { currency: 'IDR', value: '50000.00' }, lines: [{ lineNo: 1, amount: { currency: 'IDR', value: '49999.00' } }] }), 400, 'validation_failed'],
      ['an unknown member', (m) => edit(m, { member: 'mem_01a1c9e0-1000-7d64-9c51-9e4fa06b7283' }), 404, 'member_not_found'],
      ['a reference of no kind', (m) => edit(m, { member: "' OR 1=1 --" }), 400, 'validation_failed'],
      ['a foreign outlet', (m) => edit(m, { outletId: 'out_01a1c9e0-1000-7d64-9c51-9e4fa06b7283' }), 404, 'not_found'],
      ['an externalId with blanks', (m) => edit(m, { externalId: 'a b' }), 400, 'validation_failed'],
      ['a sale in the future', (m) => edit(m, { occurredAt: new Date(Date.now() + 120_000).toISOString() }), 422, 'occurred_at_in_future'],
      ['a sale of last week', (m) => edit(m, { occurredAt: new Date(Date.now() - 7 * 86_400_000).toISOString() }), 409, 'offline_window_expired'],
      ['a sale on 30 February', (m) => edit(m, { occurredAt: '2026-02-30T25:00:00Z' }), 400, 'validation_failed'],
    ])('%s', async (_name, body, status, code) => {
      const memberId = await enrol();
      const before = await books();
      const answer = await raw('/v1/earns', body(memberId));
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('kongsi-should-retry')).toBe('false');
      expect(await books()).toEqual(before);
    });

    test('a body changed on the way, a key of another request, a replayed token, no key, no token, another media type, an unknown route', async () => {
      const memberId = await enrol();
      const body = JSON.stringify(good(memberId));
      const before = await books();
      expect((await raw('/v1/earns', body, { sent: body.replace(':5}', ':500}') })).body['code']).toBe('body_digest_mismatch');
      expect((await raw('/v1/earns', body, { headers: { 'idempotency-key': 'other' } })).body['code']).toBe('idempotency_key_mismatch');
      expect((await raw('/v1/earns', body, { key: null })).body['code']).toBe('idempotency_key_missing');
      expect((await raw('/v1/earns', body, { headers: { 'content-type': 'text/plain' } })).body['code']).toBe('media_type_unsupported');
      expect((await raw('/v1/nothing', body)).body['code']).toBe('route_not_found');
      expect((await raw('/v1/earns', `"${'x'.repeat(70_000)}"`)).body['code']).toBe('body_too_large');
      expect((await fetch(`${stack.origin}/v1/earns`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status).toBe(401);
      expect(await books()).toEqual(before);
      const token = await signRequest(grocer.signer, { partnerId: grocer.partnerId, origin: stack.origin, method: 'POST', path: '/v1/earns', body: new TextEncoder().encode(body), now: Math.floor(Date.now() / 1000), idempotencyKey: 'once' });
      const answers = await Promise.all(Array.from({ length: 50 }, () => raw('/v1/earns', body, { token, key: 'once' })));
      expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
      expect(new Set(answers.filter((answer) => answer.status !== 201).map((answer) => answer.body['code']))).toEqual(new Set(['token_replayed']));
    });
  });
});
