import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { signOffline, signerOf, type PrivateJwk, type Signer } from '../../../partner-sdk/src/token';
import { bodyOf, problemOf } from '../../src/http/body-models';
import { OffsetClock } from '../../src/kernel/clock';
import { DomainError } from '../../src/kernel/errors';
import { newUuid } from '../../src/kernel/ids';
import { BatchService, LedgerApi, OfflineService, QuarantineService } from '../../src/ledger';
import type { BatchItem } from '../../src/ledger/ledger.wire';
import type { QuarantineItem } from '../../src/ledger/offline.wire';
import type { PostingService } from '../../src/ledger/posting.service';
import { keysByThumbprint, tillsById } from '../../src/partners';
import { WindowService } from '../../src/settlement';
import { TermsBook } from '../../src/terms';
import { postingsOn, type Coalition } from '../support/coalition';
import { DAY, startOfDay } from './model';

const ORIGIN = 'https://hub.example';

/** A process of the hub as a programme uses it: its postings, its windows, what it keeps in quarantine and what tills upload to it. */
export interface Hub {
  readonly postings: PostingService;
  readonly windows: WindowService;
  /** Approves or rejects what is kept under a key, as a person of the operator. @returns the item, or the code of the refusal */
  decide(kept: { partnerId: string; key: string }, person: string, approves: boolean): Promise<QuarantineItem | string>;
  upload(partnerId: string, tokens: readonly string[]): Promise<BatchItem[]>;
}

export function hubOn(c: Coalition): Hub {
  const { pool } = c.db;
  const clock = new OffsetClock();
  const postings = postingsOn(c.db, clock);
  const terms = new TermsBook(pool, clock);
  const quarantine = new QuarantineService(pool, clock, postings);
  const facts = { publicOrigin: ORIGIN, key: async (kid: string) => (await keysByThumbprint(pool, [kid]))[0], till: async (id: string) => (await tillsById(pool, [id]))[0] };
  const batches = new BatchService(pool, clock, new LedgerApi(pool, postings, terms, clock), new OfflineService(pool, clock, terms, facts), { body: bodyOf, problem: problemOf });
  const windows = new WindowService(pool, clock);
  const asked = (): { requestId: string; ip: string; fingerprint: Buffer; bodyDigest: Buffer } => {
    const requestId = randomUUID();
    return { requestId, ip: '', fingerprint: createHash('sha256').update(requestId).digest(), bodyDigest: Buffer.alloc(32) };
  };
  return {
    postings, windows,
    decide: async ({ partnerId, key }, person, approves) => {
      const { rows } = await c.db.owner.query<{ id: string }>(`SELECT quarantine_id AS id FROM quarantine_item WHERE partner_id = $1 AND idempotency_key = $2`, [partnerId, key]);
      const context = { ...asked(), caller: { kind: 'USER' as const, subject: person, name: person, roles: new Set(['HUB_ADMIN' as const]) } };
      const id = `qrt_${rows[0]?.id ?? ''}`;
      return (approves ? quarantine.approve(context, id) : quarantine.reject(context, id, 'not ours')).catch((error: unknown) => {
        if (error instanceof DomainError) return error.code;
        throw error;
      });
    },
    upload: async (partnerId, items) => {
      await windows.syncClock();
      const context = asked();
      const caller = { kind: 'PARTNER' as const, partnerId, kid: '', scopes: new Set<never>(), jti: context.requestId, expiresAt: Math.floor(Date.now() / 1000) + 60, token: 'a.b.c' };
      const { batch } = await batches.post({ ...context, idempotencyKey: context.requestId, caller }, { items: [...items] });
      return batch.items ?? [];
    },
  };
}

/** Signs sales in the chain of one till. */
export class Till {
  private signed = 0;
  private previous: string | undefined;
  private constructor(private readonly signer: Signer, readonly partnerId: string, private readonly outletId: string, readonly tillId: string) {}

  /** The key of a partner, under which its tills sign. */
  static async key(c: Coalition, partnerId: string): Promise<Signer> {
    const signer = await signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as PrivateJwk);
    await c.db.owner.query(`INSERT INTO partner_key (key_id, kid, partner_id, alg, public_jwk, name, scopes, status, valid_from, valid_until, created_by, approved_by, created_at) VALUES ($1, $2, $3, 'EdDSA', $4, 'till', ARRAY['earn:write'], 'ACTIVE', now() - interval '20 years', now() + interval '30 days', 'a', 'b', now())`,
      [randomUUID(), signer.kid, partnerId, JSON.stringify(signer.publicJwk)]);
    return signer;
  }

  static async at(c: Coalition, code: string, signer: Signer): Promise<Till> {
    const till = new Till(signer, c.partner[code] as string, c.outlet[code] as string, newUuid(Date.now()));
    await c.db.owner.query(`INSERT INTO till (till_id, partner_id, outlet_id, name, created_at) VALUES ($1, $2, $3, 'Till', now())`, [till.tillId, till.partnerId, till.outletId]);
    return till;
  }

  async sale(memberId: string, points: number, capturedAt: number): Promise<{ token: string; place: number; externalId: string }> {
    const place = (this.signed += 1);
    const externalId = `${this.tillId.slice(-12)}-${place}`;
    const token = await signOffline(this.signer, { partnerId: `prt_${this.partnerId}`, tillId: `trm_${this.tillId}`, origin: ORIGIN, capturedAt: capturedAt / 1000, externalId, seq: place, op: 'EARN', ...(this.previous !== undefined && { previous: this.previous }),
      body: { member: `mem_${memberId}`, outletId: `out_${this.outletId}`, points } });
    this.previous = token;
    return { token, place, externalId };
  }
}

/**
 * Begins a programme on a day of its own, with its window open: business time never goes back, so that no business date has two windows.
 * @param after distance from the wall clock that the programme before it reached, ms
 * @returns the distance that this programme begins with
 */
export async function beginDay(c: Coalition, hub: Hub, after: number): Promise<number> {
  const open = await hub.windows.open();
  const opened = Date.parse(`${open.businessDate}T00:00:00+07:00`);
  let offset = Math.ceil(after / DAY) * DAY;
  while (startOfDay(Date.now() + offset) < opened) offset += DAY;
  await c.db.owner.query('UPDATE test_clock SET offset_ms = $1', [offset]);
  const today = startOfDay(Date.now() + offset);
  if (opened < today) {
    await hub.windows.close(open.windowId, 'test');
    await c.db.owner.query(`UPDATE settlement_window SET business_date = $1, cut_off_at = $1::date::timestamp AT TIME ZONE 'Asia/Jakarta' + interval '1 day' WHERE state = 'OPEN'`, [new Date(today + 7 * 3_600_000).toISOString().slice(0, 10)]);
  }
  return offset;
}
