import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { door } from '../../src/http/door';
import { SystemClock } from '../../src/kernel/clock';

const PARTNERS = ['1', '2'].map((digit) => `prt_${digit.repeat(8)}-1111-7111-8111-111111111111`) as [string, string];
const head = (partnerId: string, length: number): string => `POST /v1/earns HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer x.${Buffer.from(JSON.stringify({ iss: partnerId })).toString('base64url')}.x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

describe('a door before which as many wait as may', () => {
  let server: Server;
  const sockets: Socket[] = [];
  let entered = 0;
  beforeAll(async () => {
    // An application that is at work for ever.
    server = createServer(door(() => (entered += 1), { clock: new SystemClock(), draining: () => false, senderOf: () => Promise.resolve(undefined) }));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    sockets.forEach((one) => one.destroy());
    await new Promise((resolve) => server.close(resolve));
  });

  async function send(text: string): Promise<() => string> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    let answered = '';
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => (answered += chunk.toString('latin1')));
    await new Promise<void>((resolve) => void socket.once('connect', resolve));
    socket.write(text);
    return () => answered;
  }
  const until = async (ms: number, met: () => boolean): Promise<void> => {
    for (const end = performance.now() + ms; !met() && performance.now() < end;) await new Promise((resolve) => void setTimeout(resolve, 5));
  };

  test('turns the next one away at its head, and lets others wait still', async () => {
    await send(`${head(PARTNERS[0], 2)}{}`.repeat(96));
    await until(2_000, () => entered === 96);
    expect(entered).toBe(96);
    await send(`${head(PARTNERS[0], 2)}{}`.repeat(1_024));
    // When those have been read the head of one more is enough.
    let refused = (): string => '';
    let before = performance.now();
    for (let tries = 0; tries < 20 && !refused().includes('HTTP/1.1'); tries += 1) {
      before = performance.now();
      refused = await send(head(PARTNERS[0], 2));
      await until(200, () => refused().includes('"code"'));
    }
    expect(refused()).toMatch(/^HTTP\/1\.1 503 /);
    expect(refused()).toMatch(/\r\nRetry-After: [1-3]\r\n/i);
    expect(refused()).toContain('"overloaded"');
    // Whoever else comes is not turned away at the door; nobody waits longer than a second.
    const other = await send(head(PARTNERS[1], 2));
    await until(400, () => other() !== '');
    expect(other()).toBe('');
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
