// The hub in a process of its own, and beside it, on another port, a route that verifies the same token and digest and answers at once.
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { built, hub } from './server.mjs';

const [databaseUrl, keysJson] = process.argv.slice(2);
const express = hub('express');
const { verifyPartnerToken } = built('access/partner-token.js');
const { createPublicKey } = await import('node:crypto');
const running = {};
const server = createServer((request, response) => running.app(request, response));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
// As it is composed where nothing is set.
const { composition } = built('config/config.js').readConfig({ PUBLIC_ORIGIN: origin, DATA_FOLDER: mkdtempSync(join(tmpdir(), 'kongsi-log-')) });
const composed = built('composition.js').compose({ ...composition, databaseUrl, log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`) });
running.app = composed.app;

const keys = new Map(JSON.parse(keysJson).map((one) => [one.kid, { ...one, publicKey: createPublicKey({ key: one.jwk, format: 'jwk' }) }]));
const plain = express();
const plainServer = createServer(plain);
await new Promise((resolve) => plainServer.listen(0, '127.0.0.1', resolve));
const plainOrigin = `http://127.0.0.1:${plainServer.address().port}`;
plain.use(express.raw({ type: () => true, limit: 65_536 }));
plain.post('/v1/earns', async (request, response) => {
  await verifyPartnerToken({ method: 'POST', target: request.originalUrl, authorization: request.get('authorization') ?? '', idempotencyKey: request.get('idempotency-key'), body: request.body, remoteAddress: '127.0.0.1' }, 'earn:write',
    { publicOrigin: plainOrigin, nowSeconds: Math.floor(Date.now() / 1000), key: async (kid) => keys.get(kid), till: async () => undefined, replayed: async () => false });
  const body = JSON.parse(request.body.toString('utf8'));
  response.status(201).json({ ok: true, externalId: body.externalId });
});
process.stdout.write(`${JSON.stringify({ origin, plainOrigin })}\n`);
// It ends with the run that started it, however that ends.
process.on('SIGTERM', () => process.exit(0)).on('disconnect', () => process.exit(0));
const loop = monitorEventLoopDelay({ resolution: 5 });
const watched = { since: performance.eventLoopUtilization(), pauses: [] };
new PerformanceObserver((list) => watched.pauses.push(...list.getEntries().map((one) => one.duration))).observe({ entryTypes: ['gc'] });
const told = {
  memory: () => ({ rss: process.memoryUsage().rss }),
  watch: () => {
    [watched.since, watched.pauses] = [performance.eventLoopUtilization(), []];
    loop.enable();
    loop.reset();
    return {};
  },
  // Busy: the share of the time in which the thread had something to do. Late: how much later than due it came to a timer, in milliseconds.
  seen: () => {
    const late = loop.count > 0 ? loop.percentile(99) / 1e6 - 5 : 0;
    loop.disable();
    const tenths = (value) => Math.round(value * 10) / 10;
    return { busy: Math.round(performance.eventLoopUtilization(watched.since).utilization * 100) / 100, lateP99: tenths(late), latest: tenths(loop.max / 1e6 - 5), pauses: watched.pauses.length, longestPause: tenths(Math.max(0, ...watched.pauses)) };
  },
};
process.on('message', (what) => process.send?.(told[what]()));
