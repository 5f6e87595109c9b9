import { createHash, randomUUID, type JsonWebKey } from 'node:crypto';
import type { Pool } from 'pg';
import { bodyOf, problemOf } from '../../src/http/body-models';
import { OffsetClock } from '../../src/kernel/clock';
import { BatchService, LedgerApi, OfflineService } from '../../src/ledger';
import type { BatchItem } from '../../src/ledger/ledger.wire';
import { flagsOf, type Link } from '../../src/ledger/domain/till-chain';
import { intentFromJson, intentToJson } from '../../src/ledger/domain/quarantine';
import { keysByThumbprint, tillsById } from '../../src/partners';
import { TermsBook } from '../../src/terms';
import { givenCoalition, postingsOn, type Coalition } from '../support/coalition';
import vectors from '../vectors/tokens.json';

interface Upload { id: string; at: number; items: string[]; expect: { accepted: boolean; code?: string; flags?: string[]; replayed?: boolean; clears?: number }[] }
interface Context { publicOrigin: string; keys: { kid: string; partnerId: string; alg: string; status: string; validFrom: number; validUntil: number; scopes: string[]; publicJwk: JsonWebKey }[]; tills: { id: string; partnerId: string; status: string }[] }
const { context, offline } = vectors as unknown as { context: Context; offline: { uploads: Upload[] } };

/** The parties that the vectors name, with their own ids. */
async function givenVectorParties(owner: Pool): Promise<{ partnerId: string; kid: string }> {
  const claims = JSON.parse(Buffer.from(offline.uploads[0]?.items[0]?.split('.')[1] ?? '', 'base64url').toString()) as { iss: string; sub: string; body: { member: string; outletId: string } };
  const [partnerId, tillId, memberId, outletId] = [claims.iss, claims.sub, claims.body.member, claims.body.outletId].map((id) => id.slice(4));
  const key = context.keys.find((one) => one.partnerId === claims.iss && one.alg === 'EdDSA');
  if (!partnerId || !key) throw new Error('The vectors name a partner and its key.');
  await owner.query(`INSERT INTO partner (partner_id, code, brand_name, legal_name, npwp, nitku, address, created_at) VALUES ($1, 'VEC', 'V', 'V', '0000000000000000', '0000000000000000000000', 'Jakarta', now())`, [partnerId]);
  await owner.query(`INSERT INTO outlet (outlet_id, partner_id, name, created_at) VALUES ($1, $2, 'Outlet', now())`, [outletId, partnerId]);
  await owner.query(`INSERT INTO till (till_id, partner_id, outlet_id, name, created_at) VALUES ($1, $2, $3, 'Till 3', now())`, [tillId, partnerId, outletId]);
  await owner.query(`INSERT INTO member (member_id, display_name, created_at) VALUES ($1, 'Member', now())`, [memberId]);
  await owner.query(`INSERT INTO partner_key (key_id, kid, partner_id, alg, public_jwk, name, scopes, status, valid_from, valid_until, created_by, approved_by, created_at) VALUES ($1, $2, $3, 'EdDSA', $4, 'till', $5, 'ACTIVE', to_timestamp($6), to_timestamp($7), 'a', 'b', now())`,
    [randomUUID(), key.kid, partnerId, JSON.stringify(key.publicJwk), key.scopes, key.validFrom, key.validUntil]);
  await owner.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, valid_to, body, canonical, terms_hash, status, made_by, made_at)
    SELECT uuidv7(), $1, version, valid_from, valid_to, body, canonical, terms_hash, status, made_by, made_at FROM terms_version LIMIT 1`, [partnerId]);
  return { partnerId, kid: key.kid };
}

describe('the offline vectors', () => {
  let c: Coalition;
  let party: { partnerId: string; kid: string };
  let now = 0;
  beforeAll(async () => {
    c = await givenCoalition([]);
    party = await givenVectorParties(c.db.owner);
  });
  afterAll(async () => {
    await c.db.drop();
  });
  const upload = async (items: readonly string[]): Promise<BatchItem[]> => {
    const clock = new OffsetClock({ wall: () => new Date(now * 1000) });
    const terms = new TermsBook(c.db.pool, clock);
    const ledger = new LedgerApi(c.db.pool, postingsOn(c.db, clock), terms, clock);
    const facts = { publicOrigin: context.publicOrigin, key: async (kid: string) => (await keysByThumbprint(c.db.pool, [kid]))[0], till: async (id: string) => (await tillsById(c.db.pool, [id]))[0] };
    const batches = new BatchService(c.db.pool, clock, ledger, new OfflineService(c.db.pool, clock, terms, facts), { body: bodyOf, problem: problemOf });
    const jti = randomUUID();
    const { batch } = await batches.post({ requestId: jti, ip: '', idempotencyKey: jti, fingerprint: createHash('sha256').update(jti).digest(), bodyDigest: Buffer.alloc(32),
      caller: { kind: 'PARTNER', partnerId: party.partnerId, kid: party.kid, scopes: new Set(), jti, expiresAt: now + 60, token: 'a.b.c' } }, { items: [...items] });
    return batch.items ?? [];
  };
  const flags = async (externalId: string): Promise<(string | null)[]> => (await c.db.owner.query<{ flag: string | null }>('SELECT flag FROM till_chain WHERE jti = $1 ORDER BY arrived_at', [externalId])).rows.map((row) => row.flag);

  test('there is an upload of each kind', () => {
    expect(offline.uploads.length).toBeGreaterThanOrEqual(5);
  });

  test.each(offline.uploads.map((one) => [one.id, one] as const))('%s', async (_id, one) => {
    now = one.at;
    const before = Number((await c.db.owner.query<{ n: string }>('SELECT count(*) AS n FROM posting')).rows[0]?.n);
    const answers = await upload(one.items);
    const told = answers.map((answer) => ({ accepted: answer.posting !== undefined, code: answer.problem?.code, flags: answer.posting?.flags ?? answer.problem?.['flags'] }));
    expect(told.map((answer) => [answer.accepted, answer.code])).toEqual(one.expect.map((want) => [want.accepted, want.code]));
    for (const [at, want] of one.expect.entries()) if (want.accepted && want.flags) expect(told[at]?.flags).toEqual(want.flags);
    const added = Number((await c.db.owner.query<{ n: string }>('SELECT count(*) AS n FROM posting')).rows[0]?.n) - before;
    expect(added).toBe(one.expect.filter((want) => want.accepted && !want.replayed).length);
    for (const want of one.expect) if (want.clears !== undefined) expect(await flags(`JKT042-3-${String(want.clears).padStart(6, '0')}`)).toEqual([null]);
  });

  test('a posting tells the flag of its token as the chain has it now, and the token is its evidence', async () => {
    const { rows } = await c.db.owner.query<{ external_id: string; token: string }>(`SELECT p.external_id, e.token FROM posting p JOIN request_evidence e ON e.partner_id = p.partner_id AND e.jti = p.token_jti ORDER BY p.external_id`);
    expect(rows.length).toBeGreaterThanOrEqual(5);
    for (const row of rows) expect(JSON.parse(Buffer.from(row.token.split('.')[1] ?? '', 'base64url').toString())).toHaveProperty('jti', row.external_id);
  });

  test('any changed character of an offline token is refused', async () => {
    const [token = ''] = offline.uploads[0]?.items ?? [];
    const changed = Array.from({ length: 60 }, (_none, n) => Math.floor((n * token.length) / 60)).filter((at) => token[at] !== '.').map((at) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1));
    const answers = await upload(changed);
    expect(answers.filter((one) => one.posting)).toEqual([]);
    expect(new Set(answers.map((one) => one.problem?.code))).not.toContain('internal_error');
  });
});

describe('the chain of a till', () => {
  const link = (seq: number, digest: string, prev: string): Link => ({ tillId: 't', kid: 'k', seq: BigInt(seq), digest, prev });
  const zero = '00'.repeat(32);
  test.each([
    ['the first', [link(1, 'a', zero)], [undefined]], ['a first that continues something', [link(1, 'a', 'x')], ['CHAIN_BROKEN']], ['a gap', [link(1, 'a', zero), link(3, 'c', 'b')], [undefined, 'SEQ_GAP']],
    ['a gap that is filled', [link(3, 'c', 'b'), link(2, 'b', 'a')], [undefined, 'SEQ_GAP']], ['another predecessor', [link(1, 'a', zero), link(2, 'b', 'x')], [undefined, 'CHAIN_BROKEN']],
    ['a fork', [link(1, 'a', zero), link(2, 'b', 'a'), link(2, 'bb', 'a'), link(3, 'c', 'bb')], [undefined, undefined, undefined, undefined]],
  ] as const)('%s', (_title, links, expected) => {
    expect([...flagsOf(links).values()]).toEqual(expected);
  });

  test('an intent in quarantine comes back as it was', () => {
    const intent = { verb: 'EARN', partnerId: 'p', memberId: 'm', points: 5n, occurredAt: new Date('2026-01-01T00:00:00Z'), fingerprint: Buffer.from([1, 2]), token: { bodyDigest: Buffer.from([3]), jti: 'j' } } as never;
    expect(intentFromJson(JSON.parse(intentToJson(intent)))).toEqual(intent);
  });
});
