import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KongsiClient, proofOfPossession, signerOf, type PrivateJwk, type Signer } from '../../../partner-sdk/src';
import { givenIdentityProvider } from './identity';
import { compose, type Composition } from '../../src/composition';
import { addDays, businessDate } from '../../src/kernel/business-date';
import { OffsetClock } from '../../src/kernel/clock';
import { givenDatabase, type TestDatabase } from './database';

export interface Brand {
  readonly client: KongsiClient;
  readonly key: PrivateJwk;
  readonly signer: Signer;
  readonly partnerId: string;
  readonly outletId: string;
  readonly tillId: string;
}

/** Calls the hub as a person of the portal; a refusal is thrown with its code. */
export interface Person {
  readonly token: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

export interface Stack {
  readonly db: TestDatabase;
  readonly origin: string;
  readonly logged: object[];
  brand(name: string): Promise<Brand>;
  /** A person with roles, of a partner or of the operator. */
  person(subject: string, roles: string[], partnerId?: string): Promise<Person>;
  /** Moves the business clock forward and runs what is due on the way. */
  advance(seconds: number): Promise<void>;
  /** The business clock. Every date of a test comes from it, so that the test can run on any day. */
  now(): Date;
  /** The business date of today, or some days on. */
  today(daysOn?: number): string;
  stop(): Promise<void>;
}

/** The real hub on a real database, behind a real port. */
export async function givenStack(cash: Partial<Parameters<typeof compose>[0]['cash']> = {}): Promise<Stack> {
  const db = await givenDatabase();
  const logged: object[] = [];
  const clock = new OffsetClock();
  // The hub has to know its port before it is built, so the server asks for it at each request.
  const identity = await givenIdentityProvider();
  const running: { hub?: Composition } = {};
  const server: Server = createServer((request, response) => void running.hub?.app(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hub = compose({ databaseUrl: db.url, publicOrigin: origin, environment: 'SANDBOX', settlementCycle: 'WEEKLY', cash: { payOut: 'AFTER_COLLECTION', dunningDays: [1, 7, 14], defaultDays: 5, lossRule: 'NET_EXPOSURE', fundCoversDefaults: false, ...cash }, redisUrl: undefined, operator: { name: 'Kongsi', legalName: 'PT Kongsi', npwp: '0010020030040000', nitku: '0010020030040000000000', address: 'Jakarta' }, identity: { issuer: identity.issuer, audience: origin, rolesClaim: 'kongsi_roles', partnerClaim: 'kongsi_partner' }, logKeyFile: join(mkdtempSync(join(tmpdir(), 'kongsi-log-')), 'log-key.pem'), log: (entry) => logged.push(entry) });
  running.hub = hub;
  await hub.windows.ensureOpen();
  return {
    db, origin, logged,
    brand: async (brandName) => {
      const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as PrivateJwk;
      const signer = await signerOf(key);
      const response = await fetch(`${origin}/v1/test/partners`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ brandName, jwk: signer.publicJwk, proof: await proofOfPossession(signer, origin) }) });
      const made = (await response.json()) as { partnerId: string; outletId: string; tillId: string };
      expect(response.status).toBe(201);
      return { ...made, key, signer, client: new KongsiClient({ partnerId: made.partnerId, key, baseUrl: origin, tillId: made.tillId }) };
    },
    person: async (subject, roles, partnerId) => {
      const token = await identity.token(origin, { sub: subject, name: subject, kongsi_roles: roles, ...(partnerId && { kongsi_partner: partnerId }) });
      const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
        const answer = await fetch(`${origin}/v1${path}`, { method, headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) });
        const read = (await answer.json()) as T & { code?: string; detail?: string };
        if (!answer.ok) throw Object.assign(new Error(`${read.code ?? ''}: ${read.detail ?? ''}`), { code: read.code, status: answer.status, problem: read });
        return read;
      };
      return { token, get: (path) => call('GET', path), post: (path, body) => call('POST', path, body) };
    },
    advance: async (seconds) => {
      const answer = await fetch(`${origin}/v1/test/clocks/default/advance`, { method: 'POST', headers: { authorization: `Bearer ${await identity.token(origin, { sub: 'clock', name: 'clock', kongsi_roles: ['HUB_FINANCE'] })}`, 'content-type': 'application/json' }, body: JSON.stringify({ bySeconds: seconds }) });
      const said = (await answer.json()) as { offsetMs: number };
      expect([answer.status, answer.ok || said]).toEqual([200, true]);
      clock.setOffset(said.offsetMs);
    },
    now: () => clock.now(),
    today: (daysOn = 0) => addDays(businessDate(clock.now()), daysOn),
    stop: async () => {
      await identity.stop();
      await new Promise((resolve) => server.close(resolve));
      await hub.close();
      await db.drop();
    },
  };
}
