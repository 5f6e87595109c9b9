import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

const kept = new Map<string, Stored>();

/** Keeps sessions, codes and tokens of the development provider in memory; a restart ends its sessions and nothing else. */
export class MemoryAdapter implements Adapter {
  constructor(private readonly name: string, private readonly known?: (id: string) => AdapterPayload | undefined) {}

  upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    kept.set(`${this.name}:${id}`, { payload, expiresAt: Date.now() + (expiresIn || 3600) * 1000 });
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    if (this.known) return Promise.resolve(this.known(id));
    const stored = kept.get(`${this.name}:${id}`);
    return Promise.resolve(stored && stored.expiresAt > Date.now() ? stored.payload : undefined);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.search((payload) => payload.uid === uid));
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.search((payload) => payload.userCode === userCode));
  }

  private search(fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, stored] of kept) {
      if (stored.expiresAt <= Date.now()) kept.delete(key);
      else if (key.startsWith(`${this.name}:`) && fits(stored.payload)) return stored.payload;
    }
    return undefined;
  }

  consume(id: string): Promise<void> {
    const stored = kept.get(`${this.name}:${id}`);
    if (stored) stored.payload.consumed = Math.floor(Date.now() / 1000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    kept.delete(`${this.name}:${id}`);
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    return Promise.resolve();
  }
}
