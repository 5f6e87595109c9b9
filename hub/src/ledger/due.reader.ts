import type { Connection } from '../db/tx';

/** Some open holds whose time is over; once these have ended, the next ones are answered. */
export async function dueHolds(connection: Connection, at: Date, limit: number): Promise<{ holdId: string; memberId: string; partnerId: string }[]> {
  const { rows } = await connection.query<{ hold_id: string; member_id: string; partner_id: string }>(
    `SELECT hold_id, member_id, partner_id FROM hold WHERE status = 'HELD' AND expires_at <= $1 ORDER BY expires_at, hold_id LIMIT $2`, [at, limit]);
  return rows.map((row) => ({ holdId: row.hold_id, memberId: row.member_id, partnerId: row.partner_id }));
}

/** Some members with points in lots whose effective expiry has come; once these have expired, the next ones are answered. */
export async function membersWithExpiredLots(connection: Connection, until: Date, limit: number): Promise<string[]> {
  const { rows } = await connection.query<{ member_id: string }>(
    `SELECT DISTINCT member_id FROM lot WHERE open AND expires_at <= $1 AND (grace_until IS NULL OR grace_until <= $1) ORDER BY member_id LIMIT $2`, [until, limit]);
  return rows.map((row) => row.member_id);
}

/** Some members, in order, with lots that live now and would end before an instant. */
export async function membersWithLotsEnding(connection: Connection, now: Date, until: Date, issuerId: string | undefined, after: string, limit: number): Promise<string[]> {
  const { rows } = await connection.query<{ member_id: string }>(
    `SELECT DISTINCT member_id FROM lot WHERE open AND greatest(expires_at, grace_until) > $1 AND greatest(expires_at, grace_until) < $2 AND ($3::uuid IS NULL OR issuer_id = $3) AND member_id > $4 ORDER BY member_id LIMIT $5`, [now, until, issuerId ?? null, after, limit]);
  return rows.map((row) => row.member_id);
}
