import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KongsiClient, proofOfPossession, signerOf, type PrivateJwk, type Signer } from '../../../partner-sdk/src';
import { compose, type Composition } from '../../src/composition';
import { givenDatabase, type TestDatabase } from './database';

export interface Brand {
  readonly client: KongsiClient;
  readonly key: PrivateJwk;
  readonly signer: Signer;
  readonly partnerId: string;
  readonly outletId: string;
  readonly tillId: string;
}

export interface Stack {
  readonly db: TestDatabase;
  readonly origin: string;
  readonly logged: object[];
  brand(name: string): Promise<Brand>;
  stop(): Promise<void>;
}

/** The real hub on a real database, behind a real port. */
export async function givenStack(): Promise<Stack> {
  const db = await givenDatabase();
  const logged: object[] = [];
  // The hub has to know its port before it is built, so the server asks for it at each request.
  const running: { hub?: Composition } = {};
  const server: Server = createServer((request, response) => void running.hub?.app(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hub = compose({ databaseUrl: db.url, publicOrigin: origin, environment: 'SANDBOX', log: (entry) => logged.push(entry) });
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
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
      await hub.close();
      await db.drop();
    },
  };
}
