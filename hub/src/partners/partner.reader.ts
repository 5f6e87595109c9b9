import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { Connection } from '../db/tx';
import type { KeyRecord, TillRecord } from '../access/partner-token';
import { parseId } from '../kernel/ids';

/** The key with a thumbprint; asked for each request, so that a revocation works at once in every process. */
export async function keyByThumbprint(connection: Connection, kid: string): Promise<KeyRecord | undefined> {
  const { rows } = await connection.query<{ partner_id: string; alg: KeyRecord['alg']; status: KeyRecord['status']; valid_from: Date; valid_until: Date; scopes: string[]; public_jwk: JsonWebKey; till_ids: string[] | null; ip_allow: string[] | null }>(
    { name: 'key-by-thumbprint', text: `SELECT partner_id, alg, status, valid_from, valid_until, scopes, public_jwk, till_ids, ip_allow FROM partner_key WHERE kid = $1`, values: [kid] } as never);
  const row = rows[0];
  return row && { kid, partnerId: `prt_${row.partner_id}`, alg: row.alg, status: row.status, validFrom: Math.floor(row.valid_from.getTime() / 1000), validUntil: Math.floor(row.valid_until.getTime() / 1000),
    scopes: row.scopes, publicKey: createPublicKey({ key: row.public_jwk, format: 'jwk' }), ...(row.till_ids && { tillIds: row.till_ids.map((id) => `trm_${id}`) }), ...(row.ip_allow && { addresses: row.ip_allow }) };
}

export async function tillById(connection: Connection, tillId: string): Promise<TillRecord | undefined> {
  const uuid = parseId('trm', tillId);
  if (uuid === undefined) return undefined;
  const { rows } = await connection.query<{ partner_id: string; status: TillRecord['status'] }>(`SELECT partner_id, status FROM till WHERE till_id = $1`, [uuid]);
  return rows[0] && { partnerId: `prt_${rows[0].partner_id}`, status: rows[0].status };
}

/** Which of some partners are suspended now. */
export async function suspendedPartners(connection: Connection, partnerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await connection.query<{ partner_id: string }>(`SELECT partner_id FROM partner WHERE partner_id = ANY($1) AND status = 'SUSPENDED'`, [[...new Set(partnerIds)]]);
  return new Set(rows.map((row) => row.partner_id));
}

export async function outletBelongs(connection: Connection, partnerId: string, outletId: string): Promise<boolean> {
  const { rows } = await connection.query(`SELECT 1 FROM outlet WHERE outlet_id = $1 AND partner_id = $2 AND status = 'ACTIVE'`, [outletId, partnerId]);
  return rows.length > 0;
}

export async function tokenWasUsed(connection: Connection, partnerId: string, jti: string): Promise<boolean> {
  const { rows } = await connection.query(`SELECT 1 FROM partner_token_replay WHERE partner_id = $1 AND jti = $2`, [parseId('prt', partnerId), jti]);
  return rows.length > 0;
}
