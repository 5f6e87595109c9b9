import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { KeyRecord, TillRecord } from '../access/partner-token';
import type { Connection } from '../db/tx';
import { parseId } from '../kernel/ids';
import { partyNamed } from '../kernel/parties';

/** A key's name is the thumbprint of its public part, so what was read of one name never changes. */
const publicKeys = new Map<string, KeyObject>();
const MOST_PUBLIC_KEYS = 10_000;

function publicKeyOf(kid: string, jwk: JsonWebKey): KeyObject {
  const known = publicKeys.get(kid);
  if (known) return known;
  if (publicKeys.size >= MOST_PUBLIC_KEYS) publicKeys.clear();
  const read = createPublicKey({ key: jwk, format: 'jwk' });
  publicKeys.set(kid, read);
  return read;
}

/** The keys with some thumbprints, in their order; asked for each request, so that a revocation works at once in every process. */
export async function keysByThumbprint(connection: Connection, kids: readonly string[]): Promise<(KeyRecord | undefined)[]> {
  const { rows } = await connection.query<{ kid: string; partner_id: string; alg: KeyRecord['alg']; status: KeyRecord['status']; valid_from: Date; valid_until: Date; scopes: string[]; public_jwk: JsonWebKey; till_ids: string[] | null; ip_allow: string[] | null }>(
    { name: 'keys by thumbprint', text: `SELECT kid, partner_id, alg, status, valid_from, valid_until, scopes, public_jwk, till_ids, ip_allow FROM partner_key WHERE kid = ANY($1)`, values: [kids] });
  const byKid = new Map(rows.map((row) => [row.kid, row]));
  return kids.map((kid) => {
    const row = byKid.get(kid);
    return row && { kid, partnerId: `prt_${row.partner_id}`, alg: row.alg, status: row.status, validFrom: Math.floor(row.valid_from.getTime() / 1000), validUntil: Math.floor(row.valid_until.getTime() / 1000),
      scopes: row.scopes, publicKey: publicKeyOf(kid, row.public_jwk), ...(row.till_ids && { tillIds: row.till_ids.map((id) => `trm_${id}`) }), ...(row.ip_allow && { addresses: row.ip_allow }) };
  });
}

/** @param tillIds in wire form; the answers stand in their order */
export async function tillsById(connection: Connection, tillIds: readonly string[]): Promise<(TillRecord | undefined)[]> {
  const uuids = tillIds.map((id) => parseId('trm', id));
  const { rows } = await connection.query<{ till_id: string; partner_id: string; status: TillRecord['status'] }>(
    { name: 'tills by id', text: `SELECT till_id, partner_id, status FROM till WHERE till_id = ANY($1)`, values: [uuids.filter((uuid) => uuid !== undefined)] });
  const byId = new Map(rows.map((row) => [row.till_id, { partnerId: `prt_${row.partner_id}`, status: row.status }]));
  return uuids.map((uuid) => (uuid === undefined ? undefined : byId.get(uuid)));
}

/** Which of some outlets are active outlets of the partners that are named with them. */
export async function outletsBelong(connection: Connection, wanted: readonly { partnerId: string; outletId: string }[]): Promise<boolean[]> {
  const { rows } = await connection.query<{ outlet_id: string; partner_id: string }>(
    { name: 'outlets', text: `SELECT outlet_id, partner_id FROM outlet WHERE outlet_id = ANY($1) AND status = 'ACTIVE'`, values: [wanted.map((one) => one.outletId)] });
  const owners = new Map(rows.map((row) => [row.outlet_id, row.partner_id]));
  return wanted.map((one) => owners.get(one.outletId) === one.partnerId);
}

export async function outletBelongs(connection: Connection, partnerId: string, outletId: string): Promise<boolean> {
  return (await outletsBelong(connection, [{ partnerId, outletId }]))[0] ?? false;
}

/** Which of some partners are suspended now. */
export async function suspendedPartners(connection: Connection, partnerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await connection.query<{ partner_id: string }>(`SELECT partner_id FROM partner WHERE partner_id = ANY($1) AND status = 'SUSPENDED'`, [[...new Set(partnerIds)]]);
  return new Set(rows.map((row) => row.partner_id));
}

/** Issuers whose earns are stopped now. */
export async function stoppedIssuers(connection: Connection): Promise<Set<string>> {
  const { rows } = await connection.query<{ partner_id: string }>(`SELECT DISTINCT partner_id FROM earn_stop WHERE until IS NULL`);
  return new Set(rows.map((row) => row.partner_id));
}

/** @param tokens partners in wire form; the answers stand in their order */
export async function tokensWereUsed(connection: Connection, tokens: readonly { partnerId: string; jti: string }[]): Promise<boolean[]> {
  const { rows } = await connection.query<{ id: string }>(
    { name: 'tokens used', text: `SELECT t.partner_id || ' ' || t.jti AS id FROM unnest($1::uuid[], $2::text[]) AS t(partner_id, jti) CROSS JOIN LATERAL (SELECT FROM partner_token_replay WHERE partner_id = t.partner_id AND jti = t.jti OFFSET 0) AS r`, values: [tokens.map((one) => parseId('prt', one.partnerId) ?? null), tokens.map((one) => one.jti)] });
  const used = new Set(rows.map((row) => row.id));
  return tokens.map((one) => used.has(`${parseId('prt', one.partnerId) ?? ''} ${one.jti}`));
}

/** Brands by partner, in the order of their names. */
export async function brandNames(connection: Connection): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ partner_id: string; brand_name: string }>('SELECT partner_id, brand_name FROM partner ORDER BY brand_name');
  return new Map(rows.map((row) => [row.partner_id, row.brand_name]));
}

/** Names of all parties, as {@link partyNamed} has them. */
export async function partyNames(connection: Connection): Promise<(partyId: string) => string> {
  const brands = await brandNames(connection);
  return (partyId) => partyNamed(partyId, (partnerId) => brands.get(partnerId));
}

export async function partnerExists(connection: Connection, partnerId: string): Promise<boolean> {
  return (await connection.query('SELECT 1 FROM partner WHERE partner_id = $1', [partnerId])).rows.length > 0;
}
