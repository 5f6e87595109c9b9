import type { Connection, Tx } from '../db/tx';

export interface QuarantineRow {
  readonly quarantineId: string;
  readonly partnerId: string;
  readonly verb: string;
  readonly memberId: string;
  readonly tillId: string | null;
  readonly externalId: string | null;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly intent: unknown;
  readonly status: 'HELD' | 'POSTED' | 'REJECTED';
  readonly firstApprovedBy: string | null;
  readonly firstApprovedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly postingId: string | null;
}

const ROW = `SELECT quarantine_id AS "quarantineId", partner_id AS "partnerId", verb, member_id AS "memberId", till_id AS "tillId", external_id AS "externalId", occurred_at AS "occurredAt", received_at AS "receivedAt", intent, status,
  first_approved_by AS "firstApprovedBy", first_approved_at AS "firstApprovedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", reason, posting_id AS "postingId" FROM quarantine_item`;

export async function quarantinePage(connection: Connection, filter: { partnerId: string | undefined; status: string | undefined }, order: string, offset: number, limit: number): Promise<QuarantineRow[]> {
  return (await connection.query<QuarantineRow>(`${ROW} WHERE ($1::uuid IS NULL OR partner_id = $1) AND ($2::text IS NULL OR status = $2) ORDER BY ${order} LIMIT $3 OFFSET $4`, [filter.partnerId ?? null, filter.status ?? null, limit, offset])).rows;
}

export async function quarantineById(connection: Connection, id: string): Promise<QuarantineRow | undefined> {
  return (await connection.query<QuarantineRow>(`${ROW} WHERE quarantine_id = $1`, [id])).rows[0];
}

/** False when somebody approved or decided meanwhile. */
export async function firstApproval(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
  return ((await tx.query(`UPDATE quarantine_item SET first_approved_by = $2, first_approved_at = $3 WHERE quarantine_id = $1 AND status = 'HELD' AND first_approved_by IS NULL`, [id, by, at])).rowCount ?? 0) > 0;
}

/** What is not to be posted; the second approval is kept with its posting. False when somebody decided meanwhile. */
export async function rejectQuarantined(tx: Tx, one: { id: string; by: string; at: Date; reason: string }): Promise<boolean> {
  return ((await tx.query(`UPDATE quarantine_item SET status = 'REJECTED', decided_by = $2, decided_at = $3, reason = $4 WHERE quarantine_id = $1 AND status = 'HELD'`, [one.id, one.by, one.at, one.reason])).rowCount ?? 0) > 0;
}
