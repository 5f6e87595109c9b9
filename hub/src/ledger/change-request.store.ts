import type { Connection, Tx } from '../db/tx';
import type { AdjustmentRequest, MergeOfMember, TransferRequest } from './care.wire';

/** What one person asks for and another lets in. */
export type Asked = { readonly kind: 'ADJUSTMENT'; readonly body: AdjustmentRequest } | { readonly kind: 'TRANSFER'; readonly body: TransferRequest } | { readonly kind: 'MERGE'; readonly body: MergeOfMember };

export type ChangeRequestRow = Asked & {
  readonly changeRequestId: string;
  readonly status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'EXPIRED';
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly postingId: string | null;
};

const ROW = `SELECT change_request_id AS "changeRequestId", kind, status, body, made_by AS "madeBy", made_at AS "madeAt", decided_by AS "decidedBy", decided_at AS "decidedAt", reason, posting_id AS "postingId" FROM change_request`;

/** Keeps what waits for a second person; the same request of the same person is kept once. */
export async function keepChangeRequest(tx: Tx, one: Asked & { id: string; key: string; by: string; at: Date }): Promise<ChangeRequestRow> {
  await tx.query(`INSERT INTO change_request (change_request_id, idempotency_key, kind, status, body, made_by, made_at) VALUES ($1, $2, $6, 'PENDING', $3, $4, $5) ON CONFLICT (made_by, idempotency_key) DO NOTHING`, [one.id, one.key, JSON.stringify(one.body), one.by, one.at, one.kind]);
  return (await tx.query<ChangeRequestRow>(`${ROW} WHERE made_by = $1 AND idempotency_key = $2`, [one.by, one.key])).rows[0] as ChangeRequestRow;
}

export async function changeRequestById(connection: Connection, id: string): Promise<ChangeRequestRow | undefined> {
  return (await connection.query<ChangeRequestRow>(`${ROW} WHERE change_request_id = $1`, [id])).rows[0];
}

/** @param lapsed what was asked before it and is still undecided has expired */
export async function changeRequestsPage(connection: Connection, status: string | undefined, lapsed: Date, offset: number, limit: number): Promise<ChangeRequestRow[]> {
  return (await connection.query<ChangeRequestRow>(`${ROW} WHERE ($1::text IS NULL OR CASE WHEN status = 'PENDING' AND made_at < $2 THEN 'EXPIRED' ELSE status END = $1) ORDER BY change_request_id DESC LIMIT $3 OFFSET $4`, [status ?? null, lapsed, limit, offset])).rows;
}

/** What is not to be posted; an approval is kept with its posting. False when somebody has decided meanwhile. */
export async function decideChangeRequest(tx: Tx, one: { id: string; status: 'REJECTED' | 'WITHDRAWN'; by: string; at: Date; reason: string | undefined }): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE change_request SET status = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE change_request_id = $1 AND status = 'PENDING'`, [one.id, one.status, one.by, one.at, one.reason ?? null]);
  return (rowCount ?? 0) > 0;
}

/** What nobody decided in time. */
export async function expireChangeRequests(connection: Connection, madeBefore: Date): Promise<void> {
  await connection.query(`UPDATE change_request SET status = 'EXPIRED' WHERE status = 'PENDING' AND made_at < $1`, [madeBefore]);
}
