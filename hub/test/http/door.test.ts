import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { givenStack, type Brand, type Stack } from '../support/stack';

let stack: Stack;
let brand: Brand;
let memberId: string;
const sockets: Socket[] = [];
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

beforeAll(async () => {
  stack = await givenStack();
  brand = await stack.brand('BUKU');
  memberId = (await brand.client.members.enrol({ name: 'Siti Rahayu', identifiers: [{ kind: 'PHONE', value: '+628120000001' }] })).id;
}, 120_000);

afterEach(() => sockets.splice(0).forEach((one) => one.destroy()));
afterAll(() => stack?.stop());

/** A token that nobody signed and that names a partner. */
const invented = (partnerId: string): string => `x.${Buffer.from(JSON.stringify({ iss: partnerId })).toString('base64url')}.x`;
const INVENTED = ['1', '2'].map((digit) => `prt_${digit.repeat(8)}-1111-7111-8111-111111111111`);

interface Line {
  readonly socket: Socket;
  /** What was answered so far. */
  answer(): string;
}

/** A connection on which a request is begun and never finished, unless its body is whole. */
async function begin(method: string, path: string, headers: Readonly<Record<string, string>>, body: Buffer | string = 'x'): Promise<Line> {
  const { hostname, port } = new URL(stack.origin);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => undefined);
  let answered = '';
  socket.on('data', (chunk: Buffer) => (answered += chunk.toString('latin1')));
  await new Promise<void>((resolve) => void socket.once('connect', resolve));
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: hub\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  socket.write(body);
  return { socket, answer: () => answered };
}

const halfSent = (path: string, partnerId: string, method = 'POST'): Promise<Line> => begin(method, path, { Authorization: `Bearer ${invented(partnerId)}`, 'Content-Type': 'application/json', 'Content-Length': '100000' });

async function answeredWithin(ms: number, line: Line): Promise<string> {
  const end = performance.now() + ms;
  while (!line.answer().includes('"code"') && performance.now() < end) await pause(10);
  return line.answer();
}

let receipts = 0;
async function earnWithin(ms: number): Promise<string> {
  receipts += 1;
  const earn = brand.client.earns.create({ externalId: `E-${receipts}`, member: memberId, outletId: brand.outletId, points: 5 });
  return Promise.race([earn.then(() => 'earned', (error: Error) => error.message), pause(ms).then(() => 'no answer')]);
}

describe('strangers at the door', () => {
  test('who leaves while waiting leaves nothing behind: a partner that a stranger names still gets in', async () => {
    const holding = await Promise.all([1, 2].map(() => halfSent('/v1/reconciliations', brand.partnerId)));
    const waiting = await Promise.all(Array.from({ length: 8 }, () => halfSent('/v1/batches', brand.partnerId)));
    await pause(100);
    waiting.forEach((one) => one.socket.destroy());
    await pause(200);
    holding.forEach((one) => one.socket.destroy());
    await pause(100);
    expect(await earnWithin(5_000)).toBe('earned');
  });

  test('half a day of a stranger holds no place', async () => {
    await Promise.all(INVENTED.flatMap((one) => [halfSent('/v1/reconciliations', one), halfSent('/v1/reconciliations', one)]));
    await pause(100);
    expect(await earnWithin(2_000)).toBe('earned');
  });

  test('bodies that do not come hold no place, and are told so after two seconds', async () => {
    const lines = await Promise.all(INVENTED.flatMap((one) => Array.from({ length: 160 }, () => begin('POST', '/v1/earns', { Authorization: `Bearer ${invented(one)}`, 'Content-Type': 'application/json', 'Content-Length': '1000' }))));
    await pause(100);
    expect(await earnWithin(2_000)).toBe('earned');
    expect(await answeredWithin(6_000, lines[0] as Line)).toMatch(/^HTTP\/1\.1 408 [^]*Connection: close[^]*"code":"request_timeout"/i);
  }, 20_000);

  test('half-sent reads leave reading to others', async () => {
    await Promise.all(INVENTED.flatMap((one) => Array.from({ length: 32 }, () => begin('GET', '/v1/session', { Authorization: `Bearer ${invented(one)}`, 'Content-Length': '1000' }))));
    await pause(500);
    const admin = await stack.person('ani', ['HUB_ADMIN']);
    expect(await Promise.race([admin.get<{ subject: string }>('/session').then(() => 'read', String), pause(2_000).then(() => 'no answer')])).toBe('read');
  });

  test('a large body is not read before its sender is known', async () => {
    const line = await halfSent('/v1/reconciliations', brand.partnerId);
    expect(await answeredWithin(1_500, line)).toMatch(/^HTTP\/1\.1 401 [^]*"code":"token_malformed"/);
    const nobody = await begin('POST', '/v1/bank-files', { 'Content-Type': 'application/json', 'Content-Length': '3000000' });
    expect(await answeredWithin(1_500, nobody)).toMatch(/^HTTP\/1\.1 401 [^]*"code":"token_missing"/);
    const chunked = await begin('POST', '/v1/reconciliations', { 'Transfer-Encoding': 'chunked' }, '1\r\nx\r\n');
    expect(await answeredWithin(1_500, chunked)).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe('addresses are what they are', () => {
  test.each(['/v1/Reconciliations', '/v1/reconciliations/', '/V1/reconciliations', '/v1/EARNS', '/v1/earns/', '/v1/%72econciliations'])('POST %s is no route', async (path) => {
    const answer = await fetch(`${stack.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'route_not_found']);
  });

  test.each(['/v1/INVOICES?partnerid=X', '/v1/Postings?memberId[]=x', '/v1/invoices/'])('GET %s is no route', async (path) => {
    const admin = await stack.person('ani', ['HUB_ADMIN']);
    await expect(admin.get(path.slice(3))).rejects.toMatchObject({ status: 404, code: 'route_not_found' });
  });

  test('more than 64 KiB is refused where it is no file, whatever the case of the address', async () => {
    for (const path of ['/v1/Reconciliations', '/v1/earns']) {
      const answer = await fetch(`${stack.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(70_000) });
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([path, 413, 'body_too_large']);
    }
  });

  test('a packed body is refused unopened', async () => {
    const packed = gzipSync(JSON.stringify(Array.from({ length: 500_000 }, () => 0)));
    const answer = await fetch(`${stack.origin}/v1/earns`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: packed });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([415, 'media_type_unsupported']);
  });
});
