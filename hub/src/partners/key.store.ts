import type { Connection, Tx } from '../db/tx';

export interface KeyRow {
  readonly keyId: string;
  readonly kid: string;
  readonly partnerId: string;
  readonly name: string;
  readonly alg: 'ES256' | 'EdDSA' | 'PS256';
  readonly scopes: string[];
  readonly tillIds: string[] | null;
  readonly status: 'PENDING_APPROVAL' | 'ACTIVE' | 'REVOKED';
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly createdBy: string;
  readonly approvedBy: string | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

const KEY = `SELECT key_id AS "keyId", kid, partner_id AS "partnerId", name, alg, scopes, till_ids AS "tillIds", status, valid_from AS "validFrom", valid_until AS "validUntil", created_by AS "createdBy", approved_by AS "approvedBy",
  created_at AS "createdAt", revoked_at AS "revokedAt" FROM partner_key`;

export async function keysPage(connection: Connection, partnerId: string | undefined, status: string | undefined, offset: number, limit: number): Promise<KeyRow[]> {
  return (await connection.query<KeyRow>(`${KEY} WHERE ($1::uuid IS NULL OR partner_id = $1) AND ($2::text IS NULL OR status = $2) ORDER BY key_id DESC LIMIT $3 OFFSET $4`, [partnerId ?? null, status ?? null, limit, offset])).rows;
}

export async function keyById(connection: Connection, keyId: string): Promise<KeyRow | undefined> {
  return (await connection.query<KeyRow>(`${KEY} WHERE key_id = $1`, [keyId])).rows[0];
}

export async function keyForUpdate(tx: Tx, keyId: string): Promise<KeyRow | undefined> {
  return (await tx.query<KeyRow>(`${KEY} WHERE key_id = $1 FOR UPDATE`, [keyId])).rows[0];
}

/** False when the public key is registered already, whoever has it. */
export async function insertKey(tx: Tx, one: Omit<KeyRow, 'status' | 'approvedBy' | 'revokedAt'> & { readonly publicJwk: object }): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO partner_key (key_id, kid, partner_id, alg, public_jwk, name, scopes, till_ids, status, valid_from, valid_until, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'PENDING_APPROVAL', $9, $10, $11, $12) ON CONFLICT (kid) DO NOTHING`,
    [one.keyId, one.kid, one.partnerId, one.alg, JSON.stringify(one.publicJwk), one.name, one.scopes, one.tillIds, one.validFrom, one.validUntil, one.createdBy, one.createdAt]);
  return (rowCount ?? 0) > 0;
}

/** Who stands behind an actor: a key acts for the person who registered it, through as many keys as there are between. @param actor `user:…` or `key:…` */
export async function personBehind(tx: Tx, actor: string): Promise<string> {
  const { rows } = await tx.query<{ actor: string }>(
    `WITH RECURSIVE chain(actor, depth) AS (SELECT $1::text, 0 UNION ALL SELECT k.created_by, c.depth + 1 FROM chain c JOIN partner_key k ON 'key:' || k.kid = c.actor WHERE c.depth < 100) SELECT actor FROM chain ORDER BY depth DESC LIMIT 1`, [actor]);
  return rows[0]?.actor ?? actor;
}

export async function approveKey(tx: Tx, keyId: string, by: string): Promise<void> {
  await tx.query(`UPDATE partner_key SET status = 'ACTIVE', approved_by = $2 WHERE key_id = $1`, [keyId, by]);
}

export async function revokeKey(tx: Tx, keyId: string, at: Date, reason: string): Promise<void> {
  await tx.query(`UPDATE partner_key SET status = 'REVOKED', revoked_at = $2, revoked_reason = $3 WHERE key_id = $1`, [keyId, at, reason]);
}

export async function tillsBelong(connection: Connection, partnerId: string, tillIds: readonly string[]): Promise<boolean> {
  const { rows } = await connection.query<{ n: number }>(`SELECT count(*)::int AS n FROM till WHERE partner_id = $1 AND till_id = ANY($2)`, [partnerId, tillIds]);
  return rows[0]?.n === new Set(tillIds).size;
}
