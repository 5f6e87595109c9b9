import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { isKongsiError, KongsiClient, KongsiConnectionError } from '../../../partner-sdk/src';
import { givenStack, type Brand, type Stack } from '../support/stack';

type Fetch = typeof fetch;

describe('the SDK on a bad network', () => {
  let stack: Stack;
  let brand: Brand;
  let memberId: string;
  let sale = 0;
  beforeAll(async () => {
    stack = await givenStack();
    brand = await stack.brand('Pasar Segar');
    ({ id: memberId } = await brand.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: 'C-1' }] }));
  });
  afterAll(async () => {
    await stack.stop();
  });
  const client = (wrapped: Fetch, more: object = {}): KongsiClient => new KongsiClient({ partnerId: brand.partnerId, key: brand.key, baseUrl: stack.origin, tillId: brand.tillId, fetch: wrapped, ...more });
  const earn = (one: KongsiClient, points = 3): Promise<{ id: string; points: number }> => one.earns.create({ externalId: `S-${(sale += 1)}`, member: memberId, outletId: brand.outletId, points });
  const count = async (): Promise<number> => Number((await stack.db.owner.query<{ n: string }>('SELECT count(*) AS n FROM posting')).rows[0]?.n);

  test('an answer that is lost after the commit is fetched again, and nothing is booked twice', async () => {
    const before = await count();
    const tokens: string[] = [];
    let lost = 0;
    const one = client(async (url, init) => {
      tokens.push(new Headers(init?.headers).get('authorization') ?? '');
      const answer = await fetch(url as string, init);
      if (lost < 2) {
        lost += 1;
        throw new TypeError('the connection was cut');
      }
      return answer;
    });
    expect((await earn(one)).points).toBe(3);
    expect([lost, await count()]).toEqual([2, before + 1]);
    // Each attempt has a token of its own.
    expect(new Set(tokens).size).toBe(3);
  });

  test('when nobody answers the outcome is unknown, and says so', async () => {
    const one = client(() => Promise.reject(new TypeError('no route')), { maxRetries: 1 });
    await expect(earn(one)).rejects.toBeInstanceOf(KongsiConnectionError);
    await expect(earn(one)).rejects.toMatchObject({ outcome: 'UNKNOWN' });
  });

  test('an attempt ends after its time', async () => {
    const one = client((_url, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))), { timeoutMs: 50, maxRetries: 0 });
    await expect(earn(one)).rejects.toBeInstanceOf(KongsiConnectionError);
  });

  test('a refusal is not repeated, and an attempt of its own follows it', async () => {
    let calls = 0;
    const one = client((url, init) => {
      calls += 1;
      return fetch(url as string, init);
    });
    const body = { externalId: 'S-burn', member: memberId, outletId: brand.outletId, points: 1_000_000 };
    const refusal: unknown = await one.burns.create(body).catch((error: unknown) => error);
    expect([isKongsiError(refusal, 'insufficient_points'), isKongsiError(refusal, 'not_found'), calls]).toEqual([true, false, 1]);
    expect(await one.burns.create({ ...body, points: 1 }, { attempt: 2 })).toMatchObject({ type: 'BURN', points: 1, externalId: 'S-burn' });
  });

  test('a capture that was refused can be tried anew with fewer points', async () => {
    await earn(brand.client, 20);
    const hold = await brand.client.holds.create({ externalId: `H-${(sale += 1)}`, member: memberId, outletId: brand.outletId, points: 10 });
    await expect(brand.client.holds.capture(hold.id, { points: 11 })).rejects.toMatchObject({ status: expect.any(Number) as number });
    expect((await brand.client.holds.capture(hold.id, { points: 4 }, { attempt: 2 })).points).toBe(4);
  });

  test('all attempts end with the whole time, and a call that was aborted sends nothing more', async () => {
    const sent: number[] = [];
    const silent: Fetch = (_url, init) => new Promise((_resolve, reject) => {
      sent.push(1);
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
    });
    const began = Date.now();
    await expect(earn(client(silent, { timeoutMs: 10_000, totalTimeoutMs: 300 }))).rejects.toBeInstanceOf(KongsiConnectionError);
    // Without its end the first attempt alone would take ten seconds.
    expect(Date.now() - began).toBeLessThan(9_000);
    sent.length = 0;
    const body = { externalId: 'S-never', member: memberId, outletId: brand.outletId, points: 1 };
    await expect(client(silent).earns.create(body, { signal: AbortSignal.abort(new Error('closed')) })).rejects.toThrow('closed');
    const closing = new AbortController();
    const open = client(silent).earns.create(body, { signal: closing.signal });
    setTimeout(() => closing.abort(), 50);
    await expect(open).rejects.toMatchObject({ outcome: 'UNKNOWN', message: expect.stringMatching(/aborted/) as string });
    expect(sent).toHaveLength(1);
  });

  test.each([['the page of a portal', () => new Response('<html>sign in</html>', { status: 200 })], ['nothing', () => new Response(null, { status: 204 })], ['the page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 })], ['an object that is no problem', () => Response.json({}, { status: 403 })]])('%s is not the hub\'s answer, and the outcome is unknown', async (_what, answer) => {
    const fault: unknown = await earn(client(() => Promise.resolve(answer()), { maxRetries: 0 })).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'no_answer', outcome: 'UNKNOWN', message: expect.stringMatching(/not the hub/) as string });
    expect([isKongsiError(fault), isKongsiError(fault, 'no_answer'), isKongsiError(fault, 'not_found')]).toEqual([true, true, false]);
  });

  test('what cannot work is told when the client is made, or by its first call at once', async () => {
    const good = { partnerId: brand.partnerId, key: brand.key, baseUrl: stack.origin };
    for (const [bad, said] of [[{ baseUrl: undefined }, /baseUrl/], [{ baseUrl: 'nonsense' }, /baseUrl/], [{ key: JSON.stringify(brand.key) }, /JWK/], [{ partnerId: '' }, /partnerId/]] as const) expect(() => new KongsiClient({ ...good, ...bad } as never)).toThrow(said);
    let sent = 0;
    const one = client(() => Promise.reject(new Error(`sent ${(sent += 1)}`)), { key: { kty: 'EC', crv: 'P-256' } });
    await expect(earn(one)).rejects.not.toBeInstanceOf(KongsiConnectionError);
    expect(sent).toBe(0);
  });

  test('a wrong clock is learnt from the hub', async () => {
    const real = Date.now;
    const one = client(fetch);
    Date.now = () => real() - 3_600_000;
    try {
      expect((await earn(one)).points).toBe(3);
      expect(Math.abs(one.clockOffsetMs - 3_600_000)).toBeLessThan(5_000);
    } finally {
      Date.now = real;
    }
  });

  test('a key never shows', () => {
    expect(inspect(client(fetch), { depth: 9, showHidden: true })).not.toContain((brand.key as { d?: string }).d);
  });

  test('the built package works in an empty project, as ESM and as CommonJS, with jose alone', () => {
    const root = join(__dirname, '../../..');
    const folder = mkdtempSync(join(tmpdir(), 'kongsi-sdk-'));
    mkdirSync(join(folder, 'node_modules/@kongsi'), { recursive: true });
    symlinkSync(join(root, 'partner-sdk'), join(folder, 'node_modules/@kongsi/partner-sdk'));
    symlinkSync(join(root, 'node_modules/jose'), join(folder, 'node_modules/jose'));
    writeFileSync(join(folder, 'a.mjs'), `import { KongsiClient } from '@kongsi/partner-sdk'; console.log(typeof KongsiClient);`);
    writeFileSync(join(folder, 'b.cjs'), `console.log(typeof require('@kongsi/partner-sdk').KongsiClient);`);
    for (const file of ['a.mjs', 'b.cjs']) expect(spawnSync(process.execPath, ['--no-warnings', '--preserve-symlinks', join(folder, file)], { encoding: 'utf8' }).stdout.trim()).toBe('function');
    expect(Object.keys((JSON.parse(readFileSync(join(root, 'partner-sdk/package.json'), 'utf8')) as { dependencies: object }).dependencies)).toEqual(['jose']);
    rmSync(folder, { recursive: true, force: true });
  });
});
