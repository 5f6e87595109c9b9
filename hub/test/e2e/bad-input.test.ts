import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { signRequest } from '../../../partner-sdk/src';
import { PROBLEMS } from '../../src/http/problem';
import { givenStack, type Brand, type Person, type Stack } from '../support/stack';

interface Schema { $ref?: string; type?: string; pattern?: string; enum?: string[]; allOf?: Schema[]; anyOf?: Schema[]; oneOf?: Schema[]; items?: Schema; properties?: Record<string, Schema>; required?: string[]; additionalProperties?: Schema | boolean; example?: unknown; examples?: unknown[] }
interface Operation { parameters?: { name: string; in: string; schema: Schema }[]; requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> }; 'x-kongsi-callers'?: string[] }
const contract = JSON.parse(readFileSync(join(__dirname, '../../../openapi/hub.json'), 'utf8')) as { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };
const operations = Object.entries(contract.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, operation })));

/** A place of a body where a text stands, and the body with another text there. */
interface Place { readonly pointer: string; readonly schema: Schema; readonly schemaName: string; make(text: string): unknown }

const resolve = (schema: Schema): { schema: Schema; name: string } => {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const inner = resolve(contract.components.schemas[name] ?? {});
    return { schema: inner.schema, name: inner.name || name };
  }
  if (schema.allOf?.length === 1) return resolve(schema.allOf[0] as Schema);
  return { schema, name: '' };
};

/** The least that the contract takes. */
function least(given: Schema): unknown {
  const { schema } = resolve(given);
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.example !== undefined) return schema.example;
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return least(choice[0] as Schema);
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return schema.items ? [least(schema.items)] : [];
  if (schema.properties) return Object.fromEntries((schema.required ?? []).map((name) => [name, least(schema.properties?.[name] ?? {})]));
  return schema.type === 'integer' || schema.type === 'number' ? 1 : schema.type === 'boolean' ? true : schema.type === 'string' ? 'text' : {};
}

function places(given: Schema, pointer = '', depth = 0): Place[] {
  const { schema, name } = resolve(given);
  if (depth > 12) return [];
  const choice = schema.anyOf ?? schema.oneOf ?? (schema.allOf && schema.allOf.length > 1 ? schema.allOf : undefined);
  if (choice) return choice.flatMap((one) => places(one, pointer, depth + 1));
  if (schema.type === 'string') return [{ pointer, schema, schemaName: name, make: (text) => text }];
  if (schema.items) return places(schema.items, `${pointer}/0`, depth + 1).map((one) => ({ ...one, make: (text) => [one.make(text)] }));
  const base = schema.properties ? (least(given) as object) : {};
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => places(property, `${pointer}/${key}`, depth + 1).map((one) => ({ ...one, make: (text: string) => ({ ...base, [key]: one.make(text) }) })));
  const free = typeof schema.additionalProperties === 'object' ? places(schema.additionalProperties, `${pointer}/free`, depth + 1).map((one) => ({ ...one, make: (text: string) => ({ free: one.make(text) }) })) : [];
  return [...inner, ...free];
}

/** Where people write more than a line, and what holds a file. */
const SEVERAL_LINES = /\/(note|reason|text|address|content)$/;
const BAD: readonly (readonly [string, string, RegExp | undefined])[] = [['NUL', 'a\u0000b', undefined], ['a bell', 'a\u0007b', undefined], ['a lone surrogate', 'a\ud800b', undefined], ['a turned direction', 'a\u202eb', /\/content$/], ['NFD', 'cafe\u0301', /\/content$/], ['a line break', 'a\nb', SEVERAL_LINES]];
const DATES = ['0000-01-01', '0001-01-01', '1969-12-31', '2026-02-30', '2026-13-01', '+12026-01-01'];
const INSTANTS = ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '2026-02-30T00:00:00Z', '9999-12-31T23:59:59-14:00', '2026-01-01T24:00:00Z', '2026-01-01T00:00:60Z'];

describe('every text, date and parameter of the contract', () => {
  let stack: Stack;
  let brand: Brand;
  let operator: Person;
  let memberId: string;
  beforeAll(async () => {
    stack = await givenStack();
    brand = await stack.brand('Pasar Segar');
    operator = await stack.person('rina', ['HUB_FINANCE', 'HUB_ADMIN', 'HUB_APPROVER', 'HUB_SUPPORT']);
    ({ id: memberId } = await brand.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: 'C-1' }] }));
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  /** The contract's examples with ids that are here. */
  const real = (text: string): string => text.replaceAll(/\bmem_[0-9a-f-]{36}/g, memberId).replaceAll(/\bout_[0-9a-f-]{36}/g, brand.outletId).replaceAll(/\bprt_[0-9a-f-]{36}/g, brand.partnerId);

  /** As whoever the operation is for calls it. */
  const call = async ({ method, operation }: (typeof operations)[number], target: string, body?: string): Promise<{ status: number; type: string; problem: { code?: string; errors?: { pointer: string; code: string; detail: string }[]; detail?: string } }> => {
    const key = `bad-${Math.random()}`;
    const callers = operation['x-kongsi-callers'] ?? [];
    const path = `/v1${target}`;
    const token = callers.some((one) => /key/.test(one)) ? await signRequest(brand.signer, { partnerId: brand.partnerId, origin: stack.origin, method, path: path.split('?')[0] ?? '', body: new TextEncoder().encode(body ?? ''), now: Math.floor(Date.now() / 1000), ...(method === 'POST' && { idempotencyKey: key }) }) : operator.token;
    const answer = await fetch(stack.origin + path, { method, headers: { authorization: `Bearer ${token}`, ...(method === 'POST' && { 'idempotency-key': key }), ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body }) });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', problem: await answer.json().catch(() => ({})) as never };
  };
  const books = async (): Promise<unknown> => (await stack.db.owner.query(`SELECT table_name, (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I', table_name), false, true, '')))[1]::text AS rows
    FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'used_token%' ORDER BY 1`)).rows;
  const pathOf = (path: string): string => path.replace(/\{(\w+)\}/g, (_all, name: string) => ({ memberId, partnerId: brand.partnerId, outletId: brand.outletId })[name] ?? 'x');

  const withBody = operations.flatMap((one) => {
    const schema = one.path === '/reconciliations' ? undefined : one.operation.requestBody?.content['application/json']?.schema;
    return schema ? [{ ...one, places: places(schema) }] : [];
  });

  test('the contract has some hundred texts, and every one is looked at', () => {
    expect(withBody.reduce((sum, one) => sum + one.places.length, 0)).toBeGreaterThan(400);
  });

  test.each(withBody.map((one) => [one.name, one] as const))('%s refuses what no text may hold, names its place, and leaves no trace', async (_name, one) => {
    const before = await books();
    const faults: unknown[] = [];
    for (const place of one.places) {
      for (const [what, text, notAt] of BAD) {
        if (notAt?.test(place.pointer)) continue;
        const { status, type, problem } = await call(one, pathOf(one.path), real(JSON.stringify(place.make(text))));
        const inBatch = one.path === '/batches' && status === 202;
        const refusal = inBatch ? (problem as { items?: { problem?: typeof problem }[] }).items?.[0]?.problem : problem;
        const named = refusal?.errors?.some(({ pointer }) => pointer === place.pointer) ?? false;
        const fits = inBatch ? refusal?.code === 'validation_failed' && named : status === 400 && type.includes('application/problem+json') && problem.code === 'validation_failed' && named;
        if (!fits && !(one.path === '/batches' && /^\/items\/0$/.test(place.pointer))) faults.push([place.pointer, what, status, refusal]);
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
    const after = await books();
    // A batch is kept under its key with its refusals.
    if (one.path !== '/batches') expect(after).toEqual(before);
  });

  test('days that no calendar here has are refused wherever a day or a time may stand', async () => {
    const faults: unknown[] = [];
    for (const one of withBody) {
      for (const place of one.places) {
        for (const text of place.schemaName === 'WireDate' ? DATES : place.schemaName === 'Instant' ? INSTANTS : []) {
          const { status, problem } = await call(one, pathOf(one.path), real(JSON.stringify(place.make(text))));
          const told = one.path === '/batches' && status === 202 ? (problem as { items?: { status: number; problem?: { code: string } }[] }).items?.[0] : { status, problem };
          if (!told || told.status < 400 || told.status >= 500 || !PROBLEMS[told.problem?.code as never]) faults.push([one.name, place.pointer, text, status, problem]);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 240_000);

  test('no query parameter holds what none may hold', async () => {
    const faults: unknown[] = [];
    for (const one of operations) {
      for (const { name, schema } of (one.operation.parameters ?? []).filter(({ in: where }) => where === 'query')) {
        const { type } = resolve(schema).schema;
        const whole = type === 'number' || type === 'integer';
        const texts = ['%00', 'a%0Ab', '%ED%A0%80', 'cafe%CC%81', ...(whole ? ['1e1', '0x1', '1.5', '+1', '%D9%A3'] : []), ...(/(^f|F)rom$|(^t|T)o$|^(date|month)$/.test(name) && type === 'string' ? [...DATES.map(encodeURIComponent), 'x'] : [])];
        for (const text of texts) {
          const { status, problem } = await call(one, `${pathOf(one.path)}?${name}=${text}`);
          if (status !== 400 || problem.code !== 'parameter_invalid' || problem.errors?.[0]?.pointer !== name) faults.push([one.name, name, text, status, problem]);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 240_000);

  test('no id of a path holds what none may hold', async () => {
    const faults: unknown[] = [];
    for (const one of operations) {
      for (const { name } of (one.operation.parameters ?? []).filter(({ in: where }) => where === 'path')) {
        for (const text of ['%00', 'a%00b', 'cafe%CC%81', '%ED%A0%80', '..%2f', 'x'.repeat(300)]) {
          const { status, problem } = await call(one, one.path.replace(/\{(\w+)\}/g, (_all, other: string) => (other === name ? text : 'x')), one.method === 'POST' ? '{}' : undefined);
          if (status < 400 || status >= 500 || !PROBLEMS[problem.code as never]) faults.push([one.name, name, text, status, problem]);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 240_000);
});

describe('at the door', () => {
  let stack: Stack;
  let brand: Brand;
  let memberId: string;
  let serial = 0;
  beforeAll(async () => {
    stack = await givenStack();
    brand = await stack.brand('Pasar Segar');
    ({ id: memberId } = await brand.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: 'C-1' }] }));
  });
  afterAll(async () => {
    expect(stack.logged).toEqual([]);
    await stack.stop();
  });

  interface Answer { status: number; headers: Headers; body: { code?: string; detail?: string; errors?: { pointer: string; code: string; detail: string }[]; [fact: string]: unknown } }
  const send = async (path: string, body: string | Buffer, headers: Record<string, string> = {}, token?: string): Promise<Answer> => {
    const key = `door-${(serial += 1)}`;
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
    const signed = token ?? (await signRequest(brand.signer, { partnerId: brand.partnerId, origin: stack.origin, method: 'POST', path, body: bytes, now: Math.floor(Date.now() / 1000), idempotencyKey: key }));
    const answer = await fetch(stack.origin + path, { method: 'POST', body: bytes, headers: { authorization: `Bearer ${signed}`, 'content-type': 'application/json', 'idempotency-key': key, ...headers } });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
  };
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const token = await signRequest(brand.signer, { partnerId: brand.partnerId, origin: stack.origin, method: 'GET', path: path.split('?')[0] ?? '', body: new Uint8Array(), now: Math.floor(Date.now() / 1000) });
    const answer = await fetch(stack.origin + path, { headers: { authorization: `Bearer ${token}`, ...headers } });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
  };
  const rupiah = (value: string): object => ({ currency: 'IDR', value });
  const earn = (change: Record<string, unknown>): string => JSON.stringify({ externalId: `D-${(serial += 1)}`, member: memberId, outletId: brand.outletId, amount: rupiah('125000.00'), ...change });
  const postings = async (): Promise<number> => Number((await stack.db.owner.query<{ count: string }>('SELECT count(*) FROM posting')).rows[0]?.count);

  test.each(['gzip', 'br', 'deflate', 'zstd', 'x-nothing', 'gzip, gzip'])('a body in the coding %s is refused as it is, packed or not', async (coding) => {
    const body = earn({});
    for (const bytes of [Buffer.from(body), gzipSync(body)]) {
      const answer = await send('/v1/earns', bytes, { 'content-encoding': coding });
      expect([answer.status, answer.body.code, answer.headers.get('accept-encoding')]).toEqual([415, 'media_type_unsupported', 'identity']);
    }
    expect((await send('/v1/earns', body, { 'content-encoding': 'identity' })).status).toBe(201);
  });

  test.each(['/v1/reconciliations', '/v1/batches', '/v1/bank-files', '/v1/disputes'])('a large body for %s is not waited for without a token that holds', async (path) => {
    for (const authorization of [undefined, 'Bearer a.b.c', `Bearer ${await signRequest(brand.signer, { partnerId: brand.partnerId, origin: stack.origin, method: 'POST', path: '/v1/earns', body: new Uint8Array(), now: Math.floor(Date.now() / 1000) })}`]) {
      const status = await new Promise<number>((resolve, reject) => {
        const sent = httpRequest(`${stack.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': 1_000_000, 'idempotency-key': 'never', ...(authorization && { authorization }) } }, (answer) => {
          resolve(answer.statusCode ?? 0);
          sent.destroy();
        });
        sent.on('error', reject);
        // The rest never comes.
        sent.write('{');
      });
      expect(status).toBe(401);
    }
  });

  test('another charset, version or form of answer than there is, is refused', async () => {
    expect((await send('/v1/earns', earn({}), { 'content-type': 'application/json; charset=iso-8859-1' })).body.code).toBe('media_type_unsupported');
    expect((await send('/v1/earns', earn({}), { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(201);
    expect((await send('/v1/earns', earn({}), { 'kongsi-version': '2020-01-01' })).body).toMatchObject({ code: 'version_unknown', detail: expect.stringContaining('2026-11-01') });
    expect((await send('/v1/earns', earn({}), { 'kongsi-version': '2026-11-01' })).status).toBe(201);
    expect((await get('/v1/postings', { accept: 'text/xml' })).body).toMatchObject({ code: 'not_acceptable', status: 406 });
    expect((await get('/v1/postings', { accept: 'text/html, */*;q=0.1' })).status).toBe(200);
    expect((await fetch(`${stack.origin}/v1/postings`)).headers.get('www-authenticate')).toBe('Bearer realm="kongsi"');
  });

  test.each(['a', 'short-one', 'a\u0000'.padEnd(30, 'x'), 'x'.repeat(200)])('a token with the jti %j is malformed', async (jti) => {
    const body = earn({});
    const token = await signRequest(brand.signer, { partnerId: brand.partnerId, origin: stack.origin, method: 'POST', path: '/v1/earns', body: new TextEncoder().encode(body), now: Math.floor(Date.now() / 1000), idempotencyKey: `door-${serial + 1}`, jti });
    const answer = await send('/v1/earns', body, {}, token);
    expect([answer.status, answer.body.code]).toEqual([401, 'token_malformed']);
  });

  test.each(INSTANTS)('a sale of %s is refused, whatever it is', async (occurredAt) => {
    const before = await postings();
    for (const [path, change] of [['/v1/earns', {}], ['/v1/burns', { amount: undefined, points: 1 }], ['/v1/holds', { amount: undefined, points: 1 }], ['/v1/quotes', { verb: 'EARN', externalId: undefined }]] as const) {
      expect((await send(path, earn({ ...change, occurredAt }))).body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/occurredAt', code: 'invalid_instant' }] });
    }
    const batch = await send('/v1/batches', JSON.stringify({ items: [{ op: 'EARN', body: JSON.parse(earn({ occurredAt })) as object }] }));
    expect(batch.body).toMatchObject({ accepted: 0, items: [{ status: 400, problem: { code: 'validation_failed' } }] });
    expect(await postings()).toBe(before);
  });

  test('a list says where its next page is, and a span that ends before it begins is refused', async () => {
    await send('/v1/earns', earn({}));
    const first = await get('/v1/postings?limit=1&type=EARN');
    const link = /^<(\/v1\/postings\?limit=1&type=EARN&cursor=[^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect((await get(link)).status).toBe(200);
    for (const [path, from] of [['/v1/postings?businessDateFrom=2026-11-02&businessDateTo=2026-11-01', 'businessDateFrom'], ['/v1/invoices?cycleFrom=2026-11-02&cycleTo=2026-11-01', 'cycleFrom'], ['/v1/positions/flows?from=2026-11-02&to=2026-11-01', 'from']] as const) {
      expect((await get(path)).body).toMatchObject({ code: 'parameter_invalid', errors: [{ pointer: from, code: 'after_to' }] });
    }
    expect((await get('/v1/postings?businessDateFrom=2026-11-02&businessDateTo=2026-11-02')).status).toBe(200);
  });

  test('the last day of the calendar is no fault of the hub', async () => {
    for (const path of ['/v1/postings?businessDateFrom=9999-12-31', '/v1/postings?businessDateTo=9999-12-31', `/v1/members/${memberId}/statement?to=9999-12-31`, `/v1/members/${memberId}/statement?from=9999-12-31`, '/v1/positions/flows?to=9999-12-31', '/v1/positions/flows?from=1970-01-01', '/v1/positions/activity?to=9999-12-31', '/v1/positions/history?from=1970-01-01&to=9999-12-31']) expect([path, (await get(path)).status < 500]).toEqual([path, true]);
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ['a choice of words', { path: '/v1/quotes', verb: 'GIVE' }, '/verb', 'Send one of EARN, BURN.'],
    ['a channel', { path: '/v1/burns', amount: undefined, points: 1, channel: 'MOON' }, '/channel', 'Send one of STORE, ONLINE.'],
    ['one of two forms', { path: '/v1/reversals', member: undefined, outletId: undefined, amount: undefined, original: {}, reason: 'RETURN' }, '/original', 'Send an object with postingId, or with externalId.'],
    ['a number as text', { points: '5', amount: undefined }, '/points', 'Send a whole number.'],
    ['too little', { points: 0, amount: undefined }, '/points', 'Send at least 1 point.'],
    ['an object that is none', { amount: 5 }, '/amount', 'Send an object, { … }.'],
    ['a text that is none', { receiptNo: 5 }, '/receiptNo', 'Send a text in quotes.'],
    ['a text too long', { note: 'x'.repeat(201) }, '/note', 'Send at most 200 characters.'],
    ['a missing field', { outletId: undefined }, '/outletId', 'outletId is missing. Send it.'],
    ['an unknown field', { colour: 'red' }, '/colour', 'There is no field colour here. Leave it out.'],
    ['nothing at all', { note: null }, '/note', 'Leave this out or send a value: null is not used here.'],
    ['a pattern with words of our own', { externalId: 'a b' }, '/externalId', 'Send 1 to 64 of the characters A-Z a-z 0-9 . _ : / -'],
    ['too short a hold', { path: '/v1/holds', amount: undefined, points: 1, expiresInSeconds: 1 }, '/expiresInSeconds', 'Send at least 30.'],
  ])('a refusal says what to send: %s', async (_name, { path = '/v1/earns', ...change }, pointer, detail) => {
    expect((await send(path as string, earn(change))).body).toMatchObject({ code: 'validation_failed', errors: expect.arrayContaining([expect.objectContaining({ pointer, detail })]) });
  });

  test('every code has its own advice on the page of codes', async () => {
    const page = await (await fetch(`${stack.origin}/docs/errors`)).text();
    expect(page).not.toContain('Change the request first');
    for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`<tr id="${code}">`);
    expect(Object.values(PROBLEMS).filter(({ then }) => !/^[A-Z].{10,}\.$/.test(then))).toEqual([]);
  });

  test('a till gets words for the cashier in both languages', async () => {
    expect((await send('/v1/burns', JSON.stringify({ externalId: 'CASH-1', member: memberId, outletId: brand.outletId, points: 1_000_000 }))).body['cashierMessage']).toEqual({ id: expect.stringMatching(/^Poin tidak cukup: tersedia \d+, diminta 1000000\.$/), en: expect.stringMatching(/^Not enough points: \d+ available, 1000000 asked for\.$/) });
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ['larger than any sale', { amount: rupiah('1000000000000.01') }, '/amount/value', 'too_large'],
    ['a slip of the decimal point', { amount: rupiah('9999999999999999.00') }, '/amount/value', 'too_large'],
    ['lines with one number', { lines: [{ lineNo: 1, amount: rupiah('100000.00') }, { lineNo: 2, amount: rupiah('20000.00') }, { lineNo: 1, amount: rupiah('5000.00') }] }, '/lines/2/lineNo', 'repeated'],
  ])('a sale is refused that is %s', async (_name, change, pointer, code) => {
    const before = await postings();
    expect((await send('/v1/earns', earn(change))).body).toMatchObject({ code: 'validation_failed', errors: [{ pointer, code }] });
    expect(await postings()).toBe(before);
  });

  test('the largest sale is taken', async () => {
    expect((await send('/v1/earns', earn({ amount: rupiah('1000000000000.00') }))).status).toBe(201);
  });

  test('a refund says in money what is left, and is more than nothing', async () => {
    const sale = await send('/v1/earns', earn({ pointsTender: rupiah('30000.00') }));
    expect(sale).toMatchObject({ status: 201, body: { points: 9 } });
    const refund = (amount: string): Promise<Answer> => send('/v1/reversals', JSON.stringify({ externalId: `R-${(serial += 1)}`, original: { postingId: sale.body['id'] }, amount: rupiah(amount), reason: 'RETURN' }));
    const before = await postings();
    expect(await refund('0.00')).toMatchObject({ status: 400, body: { code: 'validation_failed', errors: [{ pointer: '/amount/value', code: 'not_positive' }] } });
    const refused = await refund('125000.00');
    expect(refused).toMatchObject({ status: 409, body: { code: 'reversal_exceeds_original', remainingAmount: rupiah('95000.00'), requestedAmount: rupiah('125000.00'), errors: [{ pointer: '/amount/value', detail: 'Send at most 95000.00.' }] } });
    expect(refused.body.detail).toBe('At most Rp95000.00 can still be refunded. The sale was Rp125000.00, of which Rp30000.00 was paid in points; Rp0.00 was refunded before. Reverse the burn to give points back.');
    expect(JSON.stringify(refused.body)).not.toMatch(/[mM]inor/);
    expect(await postings()).toBe(before);
    // A refund of few rupiah takes back no point and is a posting all the same, for the next one counts on it.
    expect(await refund('5000.00')).toMatchObject({ status: 201, body: { points: 0 } });
    expect((await refund('95000.00')).body['remainingAmount']).toEqual(rupiah('90000.00'));
  });

  test('one bad item of a batch never fails the rest, whatever it is', async () => {
    const good = { op: 'EARN', body: { externalId: 'BATCH-1', member: memberId, outletId: brand.outletId, points: 1 } };
    const items = JSON.stringify([good, 5, null, 'no token', [], {}, { op: 'GIVE', body: {} }, { op: 'EARN', body: 7 }, { op: 'EARN', body: { ...good.body, externalId: 'BATCH-NUL', receiptNo: 'R\u0000' } }, { op: 'EARN', body: { ...good.body, externalId: 'BATCH-HALF', points: 9_999 } }, { ...good, colour: 'red' }, { ...good, body: { ...good.body, externalId: 'BATCH-2' } }]).replace('9999', '1.5');
    const answer = await send('/v1/batches', `{"items":${items}}`);
    expect(answer).toMatchObject({ status: 202, body: { itemCount: 12, accepted: 2, refused: 10 } });
    const told = (answer.body as { items?: { itemNo: number; externalId?: string; status: number; problem?: { code: string; errors?: { pointer: string; code: string }[] } }[] }).items ?? [];
    expect(told.map((item) => item.status)).toEqual([201, 400, 400, 401, 400, 400, 400, 400, 400, 400, 400, 201]);
    expect(told[6]?.problem?.errors).toMatchObject([{ pointer: '/items/6/op', detail: 'Send one of EARN, BURN, REVERSAL.' }]);
    expect(told[8]).toMatchObject({ externalId: 'BATCH-NUL', problem: { code: 'validation_failed', errors: [{ pointer: '/items/8/body/receiptNo', code: 'control_character' }] } });
    expect(told[9]).toMatchObject({ externalId: 'BATCH-HALF', problem: { errors: [{ pointer: '/items/9/body/points', code: 'invalid_number' }] } });
    expect((await send('/v1/batches', '{"items":[],"note":1.5}')).status).toBe(400);
  });

  test('the clock of a sandbox is moved by people of the operator alone, and by one step at a time', async () => {
    const clock = async (): Promise<number> => Date.parse(((await (await fetch(`${stack.origin}/v1/test/clocks/default`)).json()) as { now: string }).now);
    const before = await clock();
    expect((await fetch(`${stack.origin}/v1/test/clocks/default/advance`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"bySeconds":86400}' })).status).toBe(401);
    expect((await send('/v1/test/clocks/default/advance', '{"bySeconds":86400}')).body.code).toBe('role_required');
    const owner = await stack.person('hendra', ['PARTNER_OWNER', 'PARTNER_DEVELOPER'], brand.partnerId);
    await expect(owner.post('/test/clocks/default/advance', { bySeconds: 86_400 })).rejects.toMatchObject({ code: 'role_required' });
    const operator = await stack.person('rina', ['HUB_FINANCE']);
    for (const to of ['9999-12-30T00:00:00Z', '2101-01-01T00:00:00Z', new Date(before + 401 * 86_400_000).toISOString()]) await expect(operator.post('/test/clocks/default/advance', { to })).rejects.toMatchObject({ code: 'validation_failed', problem: { errors: [{ pointer: '/to', code: 'too_far' }] } });
    expect((await clock()) - before).toBeLessThan(600_000);
    await operator.post('/test/clocks/default/advance', { bySeconds: 3_600 });
    expect((await clock()) - before).toBeGreaterThan(3_500_000);
  });
});
