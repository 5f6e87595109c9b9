// Walks sign-in, renewal, sign-out and a broken answer with the compiled server and the development provider, and prints what it saw as JSON. It is a process of its own because these packages are ES modules.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import express from 'express';
import session from 'express-session';
import { readConfig } from '../dist/server/config.js';
import { wayToHub } from '../dist/server/hub-proxy.js';
import { developmentIdentity } from '../dist/server/identity/provider.js';
import { SignIn } from '../dist/server/sign-in.js';

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)));
const folder = mkdtempSync(join(tmpdir(), 'kongsi-sign-in-'));
const file = join(folder, 'identity.json');
writeFileSync(file, JSON.stringify({ users: [{ sub: 'ani', name: 'Ani', roles: ['HUB_ADMIN'] }], clients: [] }));

/** A server on the other side of the proxy: it says which token came, or breaks off in the middle of its answer. */
const tokens = [];
const upstream = createServer((request, response) => {
  tokens.push(request.headers.authorization ?? '');
  if (!request.url.endsWith('/broken')) return response.end(JSON.stringify({ path: request.url }));
  response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': '100000' });
  response.write('%PDF-', () => response.destroy());
});
const hubOrigin = await listen(upstream);
const portal = createServer();
const origin = await listen(portal);
const config = readConfig({ HUB_ORIGIN: hubOrigin, PORTAL_ORIGIN: origin, DATABASE_URL: 'postgres://localhost/none', SESSION_SECRET: 'not a secret, only a test' });
const secret = 'client of this test alone';
const identity = developmentIdentity({ origin, hubOrigin, clientId: config.PORTAL_CLIENT_ID, clientSecret: secret, file });
const signIn = new SignIn(config, identity.issuer, secret);
const store = new session.MemoryStore();
const app = express();
let grants = 0;
app.use('/oidc/token', (_request, _response, next) => {
  grants += 1;
  next();
});
app.use('/oidc', identity.router);
app.use(session({ store, name: 'kongsi.portal', secret: config.SESSION_SECRET, resave: false, saveUninitialized: false, rolling: true }));
app.get('/login', (request, response) => signIn.start(request, response));
app.get('/callback', (request, response) => signIn.finish(request, response));
app.post('/logout', async (request, response) => {
  const next = await signIn.end(request);
  await identity.end(request, response);
  response.json({ next: next ?? '/' });
});
app.use('/api/hub', wayToHub(config, (request) => signIn.tokenOf(request)));
app.get('/{*path}', (request, response) => void response.send(request.originalUrl));
portal.on('request', app);

const jar = new Map();
async function visit(url, options = {}) {
  const answer = await fetch(new URL(url, origin), { redirect: 'manual', ...options, headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...options.headers } });
  for (const line of answer.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return answer;
}
/** The path goes out as it is written; fetch would tidy it. */
function raw(path) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    rawRequest({ hostname, port, path, headers: { cookie } }, (answer) => resolve(answer.resume().statusCode)).on('error', reject).end();
  });
}
const OWN_PAGE = { origin, 'x-kongsi-portal': '1' };
/** Begins a large body without a session, and says what is answered before the rest of it has come. */
function begun(path) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = rawRequest({ hostname, port, path, method: 'POST', headers: { ...OWN_PAGE, 'content-type': 'text/csv', 'content-length': 60_000_000 } }, (answer) => {
      resolve(answer.statusCode);
      request.destroy();
    });
    request.on('error', reject);
    request.write('x');
    setTimeout(() => reject(new Error('No answer before the body.')), 5_000).unref();
  });
}
async function follow(answer) {
  let at = answer;
  while (at.headers.has('location') && !at.headers.get('location').includes('/interaction/')) at = await visit(at.headers.get('location'));
  return at;
}
const newest = () => {
  const [id, text] = Object.entries(store.sessions).find(([, value]) => JSON.parse(value).person) ?? [];
  return { id, data: text && JSON.parse(text) };
};
/** Sets the clock of the access token to its end, as time would. */
const age = () => {
  const { id, data } = newest();
  data.person.expiresAt = Date.now() - 1;
  store.sessions[id] = JSON.stringify(data);
  return { id, data };
};

const seen = {};
const planted = await follow(await visit('/login?returnTo=/invoices'));
const before = jar.get('kongsi.portal');
const arrived = await follow(await visit(planted.headers.get('location'), { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'sub=ani' }));
seen.arrived = await arrived.text();
seen.newSessionId = before !== jar.get('kongsi.portal');
await visit('/api/hub/session');
const first = newest().data.person;
seen.firstToken = tokens.at(-1) === `Bearer ${first.accessToken}`;

const grantsBefore = grants;
age();
const many = await Promise.all(Array.from({ length: 10 }, (_one, at) => visit(`/api/hub/many/${at}`)));
seen.afterEnd = { statuses: [...new Set(many.map((one) => one.status))], renewals: grants - grantsBefore, tokens: new Set(tokens.slice(-10)).size, renewed: newest().data.person.accessToken !== first.accessToken };

seen.packed = (await visit('/api/hub/session', { method: 'POST', headers: { ...OWN_PAGE, 'content-encoding': 'gzip' }, body: gzipSync('{}') })).status;
seen.broken = await visit('/api/hub/broken').then((answer) => answer.arrayBuffer()).then(() => 'a whole answer', () => 'broken off');
seen.alive = (await visit('/api/hub/session')).status;
seen.climbing = await raw('/api/hub/../../healthz');
seen.method = (await visit('/api/hub/session', { method: 'DELETE', headers: OWN_PAGE })).status;
const cookies = new Map(jar);
await visit('/login');
seen.foreignState = (await visit('/callback?code=x&state=y')).headers.get('location');
cookies.forEach((value, name) => jar.set(name, value));

const { id, data } = age();
seen.next = (await (await visit('/logout', { method: 'POST' })).json()).next;
seen.rows = Object.values(store.sessions).filter((text) => JSON.parse(text).person).length;
// Whoever kept a copy of the session can renew nothing with it.
store.sessions[id] = JSON.stringify(data);
const signature = createHmac('sha256', config.SESSION_SECRET).update(id).digest('base64').replace(/=+$/, '');
jar.set('kongsi.portal', encodeURIComponent(`s:${id}.${signature}`));
seen.begunSignedOut = await begun('/api/hub/reconciliations');
seen.afterSignOut = (await visit('/api/hub/session')).status;

process.stdout.write(`${JSON.stringify(seen)}\n`);
rmSync(folder, { recursive: true, force: true });
process.exit(0);
