import type { Viewer } from '../access/request-context';
import type { Connection, Tx } from '../db/tx';

export type RefundState = 'PROPOSED' | 'APPROVED' | 'PAID' | 'WITHDRAWN';

export interface RefundRow {
  readonly refundId: string;
  readonly paymentId: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly amountMinor: string;
  readonly reference: string;
  readonly reason: string;
  readonly state: RefundState;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
  readonly paidByPaymentId: string | null;
  readonly instructionId: string | null;
}

const REFUND = `SELECT f.refund_id AS "refundId", f.payment_id AS "paymentId", f.partner_id AS "partnerId", p.brand_name AS "partnerName", f.amount_minor::text AS "amountMinor", f.reference, f.reason, f.state, f.made_by AS "madeBy", f.made_at AS "madeAt", f.approved_by AS "approvedBy", f.approved_at AS "approvedAt",
    f.withdrawn_by AS "withdrawnBy", f.withdrawn_at AS "withdrawnAt", f.withdrawn_reason AS "withdrawnReason", f.paid_by_payment_id AS "paidByPaymentId",
    (SELECT y.instruction_id FROM payout y JOIN payment_instruction i ON i.instruction_id = y.instruction_id AND i.cancelled_at IS NULL WHERE y.refund_id = f.refund_id) AS "instructionId" FROM refund f JOIN partner p ON p.partner_id = f.partner_id`;

export async function refundsPage(connection: Connection, viewer: Viewer, filter: { partnerId: string | undefined; status: RefundState | undefined }, offset: number, limit: number, order: string): Promise<RefundRow[]> {
  return (await connection.query<RefundRow>(`${REFUND} WHERE ($1::uuid IS NULL OR f.partner_id = $1) AND ($2::uuid IS NULL OR f.partner_id = $2) AND ($3::text IS NULL OR f.state = $3) ORDER BY ${order} LIMIT $4 OFFSET $5`,
    [viewer.partnerId ?? null, filter.partnerId ?? null, filter.status ?? null, limit, offset])).rows;
}

export async function refundById(connection: Connection, viewer: Viewer, refundId: string): Promise<RefundRow | undefined> {
  return (await connection.query<RefundRow>(`${REFUND} WHERE f.refund_id = $2 AND ($1::uuid IS NULL OR f.partner_id = $1)`, [viewer.partnerId ?? null, refundId])).rows[0];
}

/** Approved refunds that the bank has not confirmed yet. */
export async function approvedRefunds(connection: Connection): Promise<RefundRow[]> {
  return (await connection.query<RefundRow>(`${REFUND} WHERE f.state = 'APPROVED' ORDER BY f.refund_id`)).rows;
}

/** What is left of a payment; undefined where it is no money of a bank that came in. */
export async function refundable(tx: Tx, paymentId: string): Promise<{ partnerId: string; unappliedMinor: bigint } | undefined> {
  const { rows } = await tx.query<{ partnerId: string; unapplied: string }>(`SELECT party_id AS "partnerId", unapplied_minor::text AS unapplied FROM unapplied_cash WHERE payment_id = $1 AND kind = 'BANK'`, [paymentId]);
  return rows[0] && { partnerId: rows[0].partnerId, unappliedMinor: BigInt(rows[0].unapplied) };
}

export async function insertRefund(tx: Tx, one: { refundId: string; paymentId: string; partnerId: string; amountMinor: bigint; reference: string; reason: string; by: string; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO refund (refund_id, payment_id, partner_id, amount_minor, reference, reason, state, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, 'PROPOSED', $7, $8)`,
    [one.refundId, one.paymentId, one.partnerId, one.amountMinor.toString(), one.reference, one.reason, one.by, one.at]);
  await noteState(tx, one.refundId, null, 'PROPOSED', one.by, one.at, one.reason);
}

export async function approveRefund(tx: Tx, refundId: string, by: string, at: Date): Promise<void> {
  await tx.query(`UPDATE refund SET state = 'APPROVED', approved_by = $2, approved_at = $3 WHERE refund_id = $1`, [refundId, by, at]);
  await noteState(tx, refundId, 'PROPOSED', 'APPROVED', by, at);
}

/** The money is the partner's again; an instruction that was made must not be executed any more. */
export async function withdrawRefund(tx: Tx, refund: Pick<RefundRow, 'refundId' | 'state'>, by: string, at: Date, reason: string): Promise<void> {
  await tx.query(`UPDATE refund SET state = 'WITHDRAWN', withdrawn_by = $2, withdrawn_at = $3, withdrawn_reason = $4 WHERE refund_id = $1`, [refund.refundId, by, at, reason]);
  await tx.query(`UPDATE payment_instruction SET cancelled_at = $2 WHERE cancelled_at IS NULL AND instruction_id IN (SELECT instruction_id FROM payout WHERE refund_id = $1)`, [refund.refundId, at]);
  await noteState(tx, refund.refundId, refund.state, 'WITHDRAWN', by, at, reason);
}

export async function payRefund(tx: Tx, refundId: string, paymentId: string, by: string, at: Date): Promise<void> {
  await tx.query(`UPDATE refund SET state = 'PAID', paid_by_payment_id = $2 WHERE refund_id = $1`, [refundId, paymentId]);
  await noteState(tx, refundId, 'APPROVED', 'PAID', by, at);
}

/** The payment out was un-matched: the bank did not pay the refund after all. */
export async function unpayRefund(tx: Tx, paymentId: string, by: string, at: Date): Promise<void> {
  const { rows } = await tx.query<{ refund_id: string }>(`UPDATE refund SET state = 'APPROVED', paid_by_payment_id = NULL WHERE paid_by_payment_id = $1 RETURNING refund_id`, [paymentId]);
  for (const row of rows) await noteState(tx, row.refund_id, 'PAID', 'APPROVED', by, at, 'The payment out was un-matched.');
}

async function noteState(tx: Tx, refundId: string, from: string | null, to: string, by: string, at: Date, reason?: string): Promise<void> {
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('REFUND', $1, $2, $3, $4, $5, $6)`, [refundId, from, to, at, by, reason ?? null]);
}
