// The hub in a process of its own, and beside it, on another port, a route that verifies the same token and digest and answers at once.
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, hub } from './server.mjs';

const [databaseUrl, keysJson] = process.argv.slice(2);
const express = hub('express');
const { verifyPartnerToken } = built('access/partner-token.js');
const { createPublicKey } = await import('node:crypto');
const running = {};
const server = createServer((request, response) => running.app(request, response));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const composed = built('composition.js').compose({ databaseUrl, publicOrigin: origin, environment: 'SANDBOX', settlementCycle: 'WEEKLY', redisUrl: undefined, operator: { name: 'Bench', legalName: 'PT Bench', npwp: '0010020030040000', nitku: '0010020030040000000000', address: 'Jakarta' }, identity: undefined, logKeyFile: join(mkdtempSync(join(tmpdir(), 'kongsi-log-')), 'log-key.pem'),
  log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`) });
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
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }));
