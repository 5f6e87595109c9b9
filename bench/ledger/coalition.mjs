// A coalition to post in: fifty brands with keys, and members.
import { createHash, generateKeyPairSync, randomInt, sign } from 'node:crypto';
import { built, hub, pg } from './server.mjs';

const jose = await import(hub.resolve('jose'));
const { newUuid } = built('kernel/ids.js');
const { HUB_PARTY } = built('kernel/parties.js');
const uuid = () => newUuid(Date.now());
const TERMS = { preset: 'PAY_AT_BURN', settlementValue: '500', clauses: [], fees: [], taxProfiles: {}, rateBasis: 'BURN', documentCycle: 'DAILY', netFees: true, reviewDays: 0, paymentDays: 14,
  earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true }, burnRule: { holdsAllowed: true } };

export async function makeCoalition(server, members, partners = 50) {
  await server.owner.query('CREATE DATABASE kongsi');
  const url = new URL(server.url);
  url.pathname = '/kongsi';
  await built('db/migrate.js').migrate(url.href);
  const owner = new pg.Pool({ connectionString: url.href, max: 4 }).on('error', () => undefined);
  const terms = (party) => owner.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, body, canonical, terms_hash, status, made_by, made_at) VALUES ($1, $2, 1, '2020-01-01', $3, '', '', 'COUNTERSIGNED', 'bench', now())`, [uuid(), party, JSON.stringify(TERMS)]);
  await terms(HUB_PARTY);
  const brands = [];
  for (let at = 0; at < partners; at += 1) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const jwk = publicKey.export({ format: 'jwk' });
    const brand = { partnerId: uuid(), outletId: uuid(), kid: await jose.calculateJwkThumbprint(jwk), privateKey, publicKey };
    brands.push(brand);
    await owner.query(`INSERT INTO partner (partner_id, code, brand_name, legal_name, npwp, nitku, address, created_at) VALUES ($1, $2, $2, $2, '0000000000000000', '0000000000000000000000', 'Jakarta', now())`, [brand.partnerId, `B${at}X`]);
    await owner.query(`INSERT INTO outlet (outlet_id, partner_id, name, created_at) VALUES ($1, $2, 'Outlet', now())`, [brand.outletId, brand.partnerId]);
    await owner.query(`INSERT INTO partner_key (key_id, kid, partner_id, alg, public_jwk, name, scopes, status, valid_from, valid_until, created_by, created_at) VALUES ($1, $2, $3, 'EdDSA', $4, 'bench', '{earn:write,burn:write}', 'ACTIVE', now() - interval '1 hour', now() + interval '1 day', 'bench', now())`, [uuid(), brand.kid, brand.partnerId, JSON.stringify(jwk)]);
    await terms(brand.partnerId);
  }
  await owner.query(`INSERT INTO settlement_window (window_id, window_no, business_date, cut_off_at, state, opened_at) VALUES ($1, 1, (now() AT TIME ZONE 'Asia/Jakarta')::date, now() + interval '1 day', 'OPEN', now())`, [uuid()]);
  const ids = Array.from({ length: members }, uuid);
  for (let at = 0; at < ids.length; at += 5_000) {
    await owner.query(`WITH m AS (INSERT INTO member (member_id, display_name, created_at) SELECT m, 'Member', now() FROM unnest($1::uuid[]) m RETURNING member_id) INSERT INTO member_balance (member_id) SELECT member_id FROM m`, [ids.slice(at, at + 5_000)]);
  }
  await owner.query('ANALYZE');
  return { url: url.href, owner, brands, members: ids, stop: () => owner.end() };
}

/** The hub's posting service in this process, with all that it checks. */
export function postingService(url, lanes = 2) {
  const clock = new (built('kernel/clock.js').OffsetClock)();
  const pool = built('db/pools.js').postingPool(url, lanes + 3).on('error', () => undefined);
  const terms = new (built('terms/index.js').TermsBook)(pool, clock);
  const guard = new (built('guard/index.js').IssuerGuard)(pool, terms, clock);
  return { service: new (built('ledger/posting.service.js').PostingService)(pool, terms, clock, guard, lanes), pool };
}

let number = 0;
export const nextKey = () => `T4-${process.pid}-${(number += 1).toString().padStart(9, '0')}`;
export const pick = (list) => list[randomInt(list.length)];

/** Seven earns for three burns; every twentieth burn is a hold and its capture. */
export function nextIntent(coalition, brand) {
  const key = nextKey();
  const common = { partnerId: brand.partnerId, outletId: brand.outletId, memberId: pick(coalition.members), idempotencyKey: key, fingerprint: createHash('sha256').update(key).digest(), actorId: `key:${brand.kid}`, externalId: key, receiptNo: key };
  const kind = randomInt(1000);
  if (kind < 700) return { verb: 'EARN', ...common, amountMinor: BigInt(100_000 + randomInt(900_000)) * 100n };
  return { verb: kind < 985 ? 'BURN' : 'HOLD', ...common, channel: 'STORE', points: BigInt(1 + randomInt(10)) };
}

const base64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const heads = new Map();

/** A whole HTTP request as bytes, its token signed beforehand: what is measured is the hub, not the till. */
export function signedRequest(origin, brand, path, body, key) {
  const bytes = Buffer.from(JSON.stringify(body));
  const now = Math.floor(Date.now() / 1000);
  let head = heads.get(brand.kid);
  if (!head) heads.set(brand.kid, (head = base64({ alg: 'EdDSA', kid: brand.kid, typ: 'kongsi-req+jwt' })));
  const claims = base64({ iss: `prt_${brand.partnerId}`, aud: origin, iat: now, exp: now + 120, jti: uuid(), htm: 'POST', htu: `${origin}${path}`, cdg: `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`, idk: key });
  const token = `${head}.${claims}.${sign(null, Buffer.from(`${head}.${claims}`), brand.privateKey).toString('base64url')}`;
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nContent-Type: application/json\r\nIdempotency-Key: ${key}\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

function bodyOf(coalition, brand, key) {
  const common = { externalId: key, member: `mem_${pick(coalition.members)}`, outletId: `out_${brand.outletId}`, receiptNo: key };
  return randomInt(10) < 7 ? ['EARN', { ...common, amount: { currency: 'IDR', value: `${100_000 + randomInt(900_000)}.00` } }] : ['BURN', { ...common, points: 1 + randomInt(10) }];
}

export function singleRequest(origin, coalition, brand) {
  const key = nextKey();
  const [op, body] = bodyOf(coalition, brand, key);
  return signedRequest(origin, brand, op === 'EARN' ? '/v1/earns' : '/v1/burns', body, key);
}

export function batchRequest(origin, coalition, brand, size = 100) {
  const items = Array.from({ length: size }, () => {
    const [op, body] = bodyOf(coalition, brand, nextKey());
    return { op, body };
  });
  return signedRequest(origin, brand, '/v1/batches', { items }, nextKey());
}
