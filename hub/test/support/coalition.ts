import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Intent } from '../../src/ledger/domain/intent';
import { IssuerGuard } from '../../src/guard';
import { IssuingWatchService } from '../../src/issuing';
import { EarnGuards } from '../../src/ledger/earn-guard';
import { PostingService, type Outcome } from '../../src/ledger/posting.service';
import { OffsetClock } from '../../src/kernel/clock';
import { newUuid } from '../../src/kernel/ids';
import { HUB_PARTY } from '../../src/kernel/parties';
import { TermsBook } from '../../src/terms';
import { givenDatabase, type TestDatabase } from './database';

let counter = 0;
const uuid = (): string => newUuid(Date.now());

export interface Coalition {
  readonly db: TestDatabase;
  readonly clock: OffsetClock;
  /** The process that posts; a race swaps it for another one. */
  service: PostingService;
  readonly partner: Record<string, string>;
  readonly outlet: Record<string, string>;
  member(): Promise<string>;
  post(intent: Loose): Promise<Outcome>;
  /** Posts and expects acceptance; the body, parsed. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer of any verb
  accepted(intent: Loose): Promise<any>;
  /** Posts and expects a refusal; its code. */
  refused(intent: Loose): Promise<string>;
}

/** An intent without what the builder can make up. */
export type Loose = { verb: Intent['verb']; partner: string; memberId: string; key?: string } & Record<string, unknown>;

/** A process that posts, with its guard, as the hub builds it. */
export function postingsOn(db: TestDatabase, clock: OffsetClock, lanes: Pool = db.lanes): PostingService {
  const terms = new TermsBook(db.pool, clock);
  return new PostingService(lanes, terms, clock, new EarnGuards([new IssuingWatchService(db.pool, clock), new IssuerGuard(db.pool, terms, clock)]));
}

export async function givenCoalition(codes: readonly string[] = ['A', 'B', 'C'], terms: (code: string) => object = () => ({})): Promise<Coalition> {
  const db = await givenDatabase();
  const clock = new OffsetClock();
  const service = postingsOn(db, clock);
  const partner: Record<string, string> = {};
  const outlet: Record<string, string> = {};
  const today = '2026-01-01';
  await givenTerms(db.owner, HUB_PARTY, today, {});
  for (const code of codes) {
    const [partnerId, outletId] = [uuid(), uuid()];
    partner[code] = partnerId;
    outlet[code] = outletId;
    await db.owner.query(`INSERT INTO partner (partner_id, code, brand_name, legal_name, npwp, nitku, address, created_at) VALUES ($1, $2, $2, $2, '0000000000000000', '0000000000000000000000', 'Jakarta', now())`, [partnerId, `P${code}`]);
    await db.owner.query(`INSERT INTO outlet (outlet_id, partner_id, name, created_at) VALUES ($1, $2, 'Outlet', now())`, [outletId, partnerId]);
    await givenTerms(db.owner, partnerId, today, terms(code));
  }
  await db.owner.query(`INSERT INTO settlement_window (window_id, window_no, business_date, cut_off_at, state, opened_at) VALUES ($1, 1, (now() AT TIME ZONE 'Asia/Jakarta')::date, now() + interval '1 day', 'OPEN', now())`, [uuid()]);
  let active = service;
  const post = (loose: Loose): Promise<Outcome> => active.post(complete(loose, partner, outlet));
  return {
    db, clock, partner, outlet, post,
    get service() {
      return active;
    },
    set service(next) {
      active = next;
    },
    member: async () => {
      const memberId = uuid();
      await db.owner.query(`INSERT INTO member (member_id, display_name, created_at) VALUES ($1, 'Member', now())`, [memberId]);
      return memberId;
    },
    accepted: async (loose) => {
      const outcome = await post(loose);
      expect(outcome.refusal?.message).toBeUndefined();
      return JSON.parse(outcome.body);
    },
    refused: async (loose) => {
      const before = await picture(db.owner);
      const outcome = await post(loose);
      expect(await picture(db.owner)).toEqual(before);
      return outcome.refusal?.code ?? 'accepted';
    },
  };
}

/** Everything that a refusal must leave as it was. */
async function picture(owner: Pool): Promise<unknown> {
  const { rows } = await owner.query(`SELECT (SELECT json_agg(b ORDER BY member_id) FROM member_balance b WHERE balance > 0 OR version > 0) AS balances, (SELECT json_agg(l ORDER BY lot_id) FROM lot l) AS lots,
    (SELECT count(*) FROM posting) AS postings, (SELECT count(*) FROM leg) AS legs, (SELECT json_agg(h ORDER BY hold_id) FROM hold h) AS holds, (SELECT count(*) FROM idempotency WHERE external_id IS NOT NULL) AS names`);
  return rows[0];
}

function complete(loose: Loose, partner: Record<string, string>, outlet: Record<string, string>): Intent {
  const { partner: code, key = `key-${(counter += 1)}`, ...rest } = loose;
  const body = JSON.stringify(rest, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  const named = ['EARN', 'BURN', 'HOLD', 'REVERSAL'].includes(loose.verb) ? { externalId: key } : {};
  return { partnerId: partner[code], outletId: outlet[code], channel: 'STORE', reason: 'RETURN', actorId: 'test', idempotencyKey: key,
    fingerprint: createHash('sha256').update(body).digest(), ...named, ...rest } as unknown as Intent;
}

async function givenTerms(owner: Pool, partyId: string, validFrom: string, changes: object): Promise<void> {
  const body = { preset: 'PAY_AT_BURN', settlementValue: '500', clauses: [], fees: [], taxProfiles: {}, rateBasis: 'BURN', documentCycle: 'DAILY', netFees: true, reviewDays: 0, paymentDays: 14,
    earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true }, burnRule: { holdsAllowed: true }, ...changes };
  await owner.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, body, canonical, terms_hash, status, made_by, made_at) VALUES ($1, $2, 1, $3, $4, '', '', 'COUNTERSIGNED', 'maker', now())`, [uuid(), partyId, validFrom, JSON.stringify(body)]);
}
