import type { Connection } from '../db/tx';

/** Open holds whose time is over. */
export async function dueHolds(connection: Connection, at: Date): Promise<{ holdId: string; memberId: string; partnerId: string }[]> {
  const { rows } = await connection.query<{ hold_id: string; member_id: string; partner_id: string }>(
    `SELECT hold_id, member_id, partner_id FROM hold WHERE status = 'HELD' AND expires_at <= $1 ORDER BY expires_at, hold_id`, [at]);
  return rows.map((row) => ({ holdId: row.hold_id, memberId: row.member_id, partnerId: row.partner_id }));
}

/** Members with points in lots whose effective expiry has come. */
export async function membersWithExpiredLots(connection: Connection, until: Date): Promise<string[]> {
  const { rows } = await connection.query<{ member_id: string }>(
    `SELECT DISTINCT member_id FROM lot WHERE open AND expires_at <= $1 AND (grace_until IS NULL OR grace_until <= $1) ORDER BY member_id`, [until]);
  return rows.map((row) => row.member_id);
}
