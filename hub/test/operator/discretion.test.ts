import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign as signBytes } from 'node:crypto';
import { proofOfPossession, signerOf, type PrivateJwk } from '../../../partner-sdk/src';
import { givenStack, type Brand, type Stack } from '../support/stack';

/** What partners may not learn of each other, may not do to each other, and may not do alone. */
describe('between partners', () => {
  let stack: Stack;
  let grocer: Brand;
  let cafe: Brand;
  let stranger: Brand;
  let memberId: string;
  beforeAll(async () => {
    stack = await givenStack();
    [grocer, cafe, stranger] = [await stack.brand('Toko'), await stack.brand('Kafe'), await stack.brand('Orang Luar')];
    memberId = (await grocer.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'PHONE', value: '+628120000777' }] })).id;
    await grocer.client.earns.create({ externalId: 'E-1', member: memberId, outletId: grocer.outletId, points: 100 });
    await stranger.client.earns.create({ externalId: 'E-2', member: memberId, outletId: stranger.outletId, points: 7 });
    await cafe.client.burns.create({ externalId: 'B-1', member: memberId, outletId: cafe.outletId, points: 103, receiptNo: 'RAHASIA-1' });
  }, 120_000);
  afterAll(() => stack.stop());

  /** As time would: nobody has served the member within ten minutes. */
  const longAfter = (): Promise<unknown> => stack.db.owner.query(`UPDATE posting SET posted_at = posted_at - interval '1 hour' WHERE partner_id <> $1`, [grocer.partnerId.slice(4)]);

  test('totals of others\' postings are those of the points that the rows show', async () => {
    type Listed = { data: { points: number }[]; totals: { count: number; points: number } };
    const seen = await grocer.client.request<Listed>('GET', `/v1/postings?memberId=${memberId}&type=BURN&totals=true&limit=1`);
    expect([seen.data.map((one) => one.points), seen.totals]).toEqual([[100], { count: 1, points: 100 }]);
    const few = await stranger.client.request<Listed>('GET', `/v1/postings?memberId=${memberId}&type=BURN&totals=true&limit=1`);
    expect([few.data.map((one) => one.points), few.totals]).toEqual([[3], { count: 1, points: 3 }]);
    const own = await cafe.client.request<Listed>('GET', `/v1/postings?memberId=${memberId}&type=BURN&totals=true`);
    expect(own.totals).toEqual({ count: 1, points: 103 });
  });

  test.each(['outletId', 'tillId', 'receiptNo'])('what is hidden of others\' postings is no filter over them: %s', async (name) => {
    const value = { outletId: cafe.outletId, tillId: cafe.tillId, receiptNo: 'RAHASIA-1' }[name];
    for (const [brand, count] of [[cafe, 1], [grocer, 0], [stranger, 0]] as const) {
      const { totals } = await brand.client.request<{ totals: { count: number } }>('GET', `/v1/postings?type=BURN&${name}=${value ?? ''}&totals=true`);
      expect([brand.partnerId, totals.count]).toEqual([brand.partnerId, count]);
    }
  });

  test('a quote and a refused burn tell a stranger nothing of what a member has', async () => {
    await longAfter();
    const quote = await stranger.client.quotes.create({ verb: 'BURN', member: '+628120000777', outletId: stranger.outletId, points: 2 });
    expect(quote).toMatchObject({ possible: true, points: 2, legs: [] });
    expect(quote).not.toHaveProperty('balance');
    const poor = await stranger.client.quotes.create({ verb: 'BURN', member: '+628120000777', outletId: stranger.outletId, points: 2000 });
    expect([poor.possible, 'balance' in poor]).toEqual([false, false]);
    const refused = await stranger.client.burns.create({ externalId: 'B-9', member: '+628120000777', outletId: stranger.outletId, points: 2000 }).catch((error: unknown) => error as { code: string; problem: Record<string, unknown> });
    expect(refused).toMatchObject({ code: 'insufficient_points', problem: { requested: 2000 } });
    expect(JSON.stringify((refused as { problem: object }).problem)).not.toMatch(/available|has 4|tersedia/);
    expect(await grocer.client.quotes.create({ verb: 'BURN', member: memberId, outletId: grocer.outletId, points: 2 })).toMatchObject({ balance: { available: 2 } });
    await expect(grocer.client.burns.create({ externalId: 'B-8', member: memberId, outletId: grocer.outletId, points: 2000 })).rejects.toMatchObject({ code: 'insufficient_points', problem: { available: 4 } });
  });

  test.each(['/keys', '/outlets', '/tills'])('GET %s of another partner is not found, and no answer of one\'s own', async (path) => {
    const owner = await stack.person('eve', ['PARTNER_OWNER', 'PARTNER_DEVELOPER'], stranger.partnerId);
    await expect(owner.get(`${path}?partnerId=${grocer.partnerId}`)).rejects.toMatchObject({ code: 'not_found' });
    expect((await owner.get<{ data: { partnerId: string }[] }>(`${path}?partnerId=${stranger.partnerId}`)).data.every((one) => one.partnerId === stranger.partnerId)).toBe(true);
  });

  test.each(['constructor', '__proto__', '-toString', 'hasOwnProperty'])('sort=%s is an error of the caller', async (sort) => {
    const admin = await stack.person('ani', ['HUB_ADMIN']);
    for (const path of ['/partners', '/outlets', '/postings']) await expect(admin.get(`${path}?sort=${sort}`)).rejects.toMatchObject({ status: 400, code: 'parameter_invalid' });
  });

  test('a key gives no more than it has, and nobody is two people by a key of their own', async () => {
    const [ona, oni] = await Promise.all(['ona', 'oni'].map((name) => stack.person(name, ['PARTNER_OWNER'], grocer.partnerId)));
    const made = async (by: { post: <T>(path: string, body: unknown) => Promise<T> }, more: object = {}): Promise<{ id: string; scopes: string[]; signer: Awaited<ReturnType<typeof signerOf>>; jwk: PrivateJwk }> => {
      const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as PrivateJwk;
      const signer = await signerOf(jwk);
      return { ...(await by.post<{ id: string; scopes: string[] }>('/keys', { name: 'key', jwk: signer.publicJwk, proof: await proofOfPossession(signer, stack.origin), ...more })), signer, jwk };
    };
    expect((await made(ona as never)).scopes).not.toContain('key:write');
    const rotating = await made(ona as never, { scopes: ['key:write', 'earn:write'] });
    await oni?.post(`/keys/${rotating.id}/approve`);
    const byKey = { post: <T>(path: string, body: unknown) => clientOf(rotating.jwk).request<T>('POST', `/v1${path}`, body) };
    await expect(made(byKey, { scopes: ['earn:write', 'burn:write'] })).rejects.toMatchObject({ code: 'insufficient_scope' });
    const next = await made(byKey);
    expect(next.scopes).toEqual(['earn:write']);
    await expect(ona?.post(`/keys/${next.id}/approve`)).rejects.toMatchObject({ code: 'second_person_required' });
    expect(await oni?.post(`/keys/${next.id}/approve`)).toMatchObject({ status: 'ACTIVE' });
  });

  function clientOf(jwk: PrivateJwk): Brand['client'] {
    const Client = grocer.client.constructor as new (options: object) => Brand['client'];
    return new Client({ partnerId: grocer.partnerId, key: jwk, baseUrl: stack.origin });
  }

  /** A token by hand; what it says may be wrong. */
  async function token(brand: Brand, method: string, path: string, changes: { header?: object; claims?: object }): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const head = { alg: 'ES256', typ: 'kongsi-req+jwt', kid: brand.signer.kid, ...changes.header };
    const claims = { iss: brand.partnerId, aud: stack.origin, iat: now, exp: now + 60, jti: randomUUID(), htm: method, htu: `${stack.origin}${path}`, ...changes.claims };
    const signed = [head, claims].map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')).join('.');
    return `${signed}.${signBytes('sha256', Buffer.from(signed), { key: createPrivateKey({ key: brand.key as never, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }
  const get = async (bearer: string): Promise<number> => (await fetch(`${stack.origin}/v1/partners/me`, { headers: { authorization: `Bearer ${bearer}` } })).status;

  test('what a stranger writes into a token fails nobody else\'s request', async () => {
    for (const [changes, brand] of [[{ header: { kid: 'a\u0000b' } }, stranger], [{ claims: { jti: 'a\u0000b' } }, stranger], [{ claims: { sub: 'trm_\u0000' } }, stranger]] as const) {
      const bad = await token(brand, 'GET', '/v1/partners/me', changes);
      const statuses: Record<string, number[]> = { good: [], bad: [] };
      for (let round = 0; round < 5; round += 1) {
        const good = await Promise.all(Array.from({ length: 8 }, () => token(grocer, 'GET', '/v1/partners/me', {})));
        await Promise.all([...good.map(async (one) => statuses['good']?.push(await get(one))), ...Array.from({ length: 8 }, async () => statuses['bad']?.push(await get(bad)))]);
      }
      expect([new Set(statuses['good']), new Set(statuses['bad'])]).toEqual([new Set([200]), new Set([401])]);
    }
  });

  test('an offline token that cannot be read leaves its neighbours alone', async () => {
    const now = Math.floor(Date.now() / 1000);
    const offline = async (changes: { header?: object; claims?: object }, jti: string): Promise<string> => token(grocer, '', '', { header: { typ: 'kongsi-offline+jwt', ...changes.header },
      claims: { sub: grocer.tillId, jti, seq: 1, prev: Buffer.alloc(32).toString('base64url'), op: 'EARN', body: { member: memberId, outletId: grocer.outletId, points: 1 }, iat: now, ...changes.claims } });
    const items = [await offline({}, 'N-1'), await offline({ header: { kid: 'a\u0000b' } }, 'N-2'), await offline({}, 'N-\u0000'), await offline({ claims: { sub: '\u0000' } }, 'N-4')];
    const batch = await grocer.client.batches.create({ items });
    expect(batch.items?.map((one) => [one.status, one.problem?.code])).toEqual([[201, undefined], [401, 'token_malformed'], [401, 'token_malformed'], [401, 'token_malformed']]);
  });

  test('a token counts once also for what is done to lots and debts', async () => {
    const lots = await grocer.client.request<{ data: { lotId?: string }[] }>('GET', `/v1/members/${memberId}/lots`);
    const path = `/v1/lots/${lots.data[0]?.lotId ?? ''}/vest`;
    const body = '{}';
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    const bearer = await token(grocer, 'POST', path, { claims: { cdg: digest, idk: 'vest-1' } });
    const send = async (): Promise<unknown> => ((await (await fetch(`${stack.origin}${path}`, { method: 'POST', headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', 'idempotency-key': 'vest-1' }, body })).json()) as { code?: string }).code;
    await send();
    expect(await send()).toBe('token_replayed');
  });

  test('a token that only reads counts once, too: a quote, a look-up and a GET', async () => {
    for (const [method, path, text] of [['POST', '/v1/quotes', JSON.stringify({ verb: 'EARN', member: memberId, outletId: grocer.outletId, points: 1 })], ['POST', '/v1/members/lookup', JSON.stringify({ member: memberId })], ['GET', '/v1/partners/me', undefined]] as const) {
      const digest = text === undefined ? undefined : `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;
      const bearer = await token(grocer, method, path, { claims: digest === undefined ? {} : { cdg: digest } });
      const send = async (): Promise<[number, string | undefined]> => {
        const answer = await fetch(`${stack.origin}${path}`, { method, headers: { authorization: `Bearer ${bearer}`, ...(text !== undefined && { 'content-type': 'application/json' }) }, ...(text !== undefined && { body: text }) });
        return [answer.status, answer.ok ? undefined : ((await answer.json()) as { code?: string }).code];
      };
      const answers = [await send(), ...(await Promise.all([send(), send(), send()]))];
      expect([path, answers]).toEqual([path, [[200, undefined], ...Array.from({ length: 3 }, () => [401, 'token_replayed'])]]);
    }
  });
});
