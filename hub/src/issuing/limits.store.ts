import { proposalColumns, type ProposalRow } from '../access/proposal';
import type { Viewer } from '../access/request-context';
import type { Connection, Tx } from '../db/tx';
import type { IssuingLimit, LimitScope } from './domain/limits';

/** Every approved limit, in the order in which they count: of one target the last that has begun rules. */
export async function readLimits(connection: Connection): Promise<IssuingLimit[]> {
  const { rows } = await connection.query<{ limitId: string; scope: LimitScope; partnerId: string | null; subject: string | null; maxPoints: string | null; maxEarns: string | null; validFrom: string }>(
    `SELECT l.limit_id AS "limitId", l.scope, l.partner_id AS "partnerId", coalesce(k.kid, l.till_id::text) AS subject, l.max_points::text AS "maxPoints", l.max_earns::text AS "maxEarns", l.valid_from::text AS "validFrom"
       FROM issuing_limit l LEFT JOIN partner_key k ON k.key_id = l.key_id WHERE l.state = 'APPROVED' ORDER BY l.valid_from, l.decided_at, l.limit_id`);
  return rows.map((row) => ({ limitId: row.limitId, scope: row.scope, partnerId: row.partnerId ?? undefined, subject: row.subject ?? undefined, maxPoints: row.maxPoints === null ? undefined : BigInt(row.maxPoints), maxEarns: row.maxEarns === null ? undefined : BigInt(row.maxEarns), validFrom: row.validFrom }));
}

export interface LimitRow extends ProposalRow {
  readonly limitId: string;
  readonly scope: LimitScope;
  readonly partnerId: string | null;
  readonly partnerName: string | null;
  readonly keyId: string | null;
  readonly keyName: string | null;
  readonly tillId: string | null;
  readonly tillName: string | null;
  readonly maxPoints: string | null;
  readonly maxEarns: string | null;
  readonly validFrom: string;
}

const LIMIT = `SELECT l.limit_id AS "limitId", l.scope, l.partner_id AS "partnerId", p.brand_name AS "partnerName", l.key_id AS "keyId", k.name AS "keyName", l.till_id AS "tillId", t.name AS "tillName", l.max_points::text AS "maxPoints", l.max_earns::text AS "maxEarns", l.valid_from::text AS "validFrom", ${proposalColumns('l')}
  FROM issuing_limit l LEFT JOIN partner p ON p.partner_id = l.partner_id LEFT JOIN partner_key k ON k.key_id = l.key_id LEFT JOIN till t ON t.till_id = l.till_id`;
/** A partner sees limits of its own sales, and those of every member's. */
const VISIBLE = (partner: string): string => `(${partner}::uuid IS NULL OR l.partner_id = ${partner} OR l.partner_id IS NULL)`;

export async function limitsPage(connection: Connection, viewer: Viewer, filter: { partnerId: string | undefined; status: string | undefined }, offset: number, limit: number, order: string): Promise<LimitRow[]> {
  return (await connection.query<LimitRow>(`${LIMIT} WHERE ${VISIBLE('$1')} AND ($2::uuid IS NULL OR l.partner_id = $2) AND ($3::text IS NULL OR l.state = $3) ORDER BY ${order} LIMIT $4 OFFSET $5`, [viewer.partnerId ?? null, filter.partnerId ?? null, filter.status ?? null, limit, offset])).rows;
}

export async function limitById(connection: Connection, viewer: Viewer, limitId: string): Promise<LimitRow | undefined> {
  return (await connection.query<LimitRow>(`${LIMIT} WHERE ${VISIBLE('$1')} AND l.limit_id = $2`, [viewer.partnerId ?? null, limitId])).rows[0];
}

/** Its state, under the row's lock. */
export async function lockLimit(tx: Tx, limitId: string): Promise<{ state: LimitRow['state']; madeBy: string; validFrom: string } | undefined> {
  return (await tx.query<{ state: LimitRow['state']; madeBy: string; validFrom: string }>('SELECT state, made_by AS "madeBy", valid_from::text AS "validFrom" FROM issuing_limit WHERE limit_id = $1 FOR UPDATE', [limitId])).rows[0];
}

export interface NewLimit extends IssuingLimit {
  readonly keyId?: string | undefined;
  readonly tillId?: string | undefined;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export async function insertLimit(tx: Tx, one: NewLimit): Promise<void> {
  await tx.query('INSERT INTO issuing_limit (limit_id, scope, partner_id, key_id, till_id, max_points, max_earns, valid_from, reason, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [one.limitId, one.scope, one.partnerId ?? null, one.keyId ?? null, one.tillId ?? null, one.maxPoints?.toString() ?? null, one.maxEarns?.toString() ?? null, one.validFrom, one.reason, one.by, one.at]);
}

export async function decideLimit(tx: Tx, one: { limitId: string; state: 'APPROVED' | 'WITHDRAWN'; by: string; at: Date; reason?: string | undefined }): Promise<void> {
  await tx.query('UPDATE issuing_limit SET state = $2, decided_by = $3, decided_at = $4, decided_reason = $5 WHERE limit_id = $1', [one.limitId, one.state, one.by, one.at, one.reason ?? null]);
}

/** Whose a key or till is; nothing when there is none. */
export async function ownerOf(connection: Connection, kind: 'KEY' | 'TILL', id: string): Promise<string | undefined> {
  return (await connection.query<{ partner_id: string }>(kind === 'KEY' ? 'SELECT partner_id FROM partner_key WHERE key_id = $1' : 'SELECT partner_id FROM till WHERE till_id = $1', [id])).rows[0]?.partner_id;
}

/** What has been given on a day against a limit, by what it counts, the fullest first. */
export async function usesOf(connection: Connection, limitId: string, date: string): Promise<{ subject: string; name: string | null; points: string; earns: string }[]> {
  return (await connection.query<{ subject: string; name: string | null; points: string; earns: string }>(
    `SELECT u.subject, coalesce(k.name, t.name) AS name, u.points::text, u.earns::text FROM (SELECT split_part(counter, ':', 3) AS subject, sum(points) AS points, sum(earns) AS earns FROM issuing_count WHERE day = $2 AND counter LIKE 'limit:' || $1 || ':%' GROUP BY 1 ORDER BY 2 DESC LIMIT 20) u
       LEFT JOIN partner_key k ON k.kid = u.subject LEFT JOIN till t ON t.till_id::text = u.subject ORDER BY u.points DESC, u.subject`, [limitId, date])).rows;
}
