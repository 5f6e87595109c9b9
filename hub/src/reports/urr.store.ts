import type { Connection, Tx } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import type { Urr } from './domain/liability';

const URR_LOCK = 7_301_022;

export interface UrrRow extends Urr {
  readonly urrId: string;
  readonly reason: string;
  readonly author: string;
  readonly at: Date;
}

/** All versions, newest first. */
export async function urrVersions(connection: Connection, partnerId?: string): Promise<UrrRow[]> {
  const { rows } = await connection.query<UrrRow>(
    `SELECT urr_id AS "urrId", issuer_id AS "issuerId", issue_month::text AS "issueMonth", version, trim_scale(urr)::text AS urr, reason, author, at FROM urr_version WHERE $1::uuid IS NULL OR issuer_id = $1 ORDER BY issuer_id, issue_month DESC, version DESC`, [partnerId ?? null]);
  return rows;
}

/** Adds the next version of an issuer's month; earlier ones stand as they are. @returns its version */
export async function insertUrr(tx: Tx, one: { urrId: string; issuerId: string; issueMonth: BusinessDate; urr: string; reason: string; author: string; at: Date }): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [URR_LOCK]);
  const { rows } = await tx.query<{ version: number }>(
    `INSERT INTO urr_version (urr_id, issuer_id, issue_month, version, urr, reason, author, at) SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7 FROM urr_version WHERE issuer_id = $2 AND issue_month = $3 RETURNING version`,
    [one.urrId, one.issuerId, one.issueMonth, one.urr, one.reason, one.author, one.at]);
  return rows[0]?.version ?? 1;
}
