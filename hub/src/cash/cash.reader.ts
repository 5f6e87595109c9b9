import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import type { PaymentKind } from './cash.transactor';

export interface PaymentView {
  readonly paymentId: string;
  readonly kind: PaymentKind;
  readonly direction: 'IN' | 'OUT';
  readonly partyId: string;
  readonly partnerName: string;
  readonly obligationId: string | null;
  readonly amount: string;
  readonly reference: string;
  readonly paidOn: string;
  readonly recordedBy: string;
  readonly createdAt: Date;
  readonly unapplied: string;
  readonly refundId: string | null;
  readonly askedBy: string | null;
  readonly askedAt: Date | null;
  readonly askedReason: string | null;
  readonly unmatchedBy: string | null;
  readonly unmatchedOn: string | null;
  readonly applications: { obligationId: string | null; invoiceId: string | null; amount: string; principal: string; fee: string; ppn: string; appliedOn: string }[] | null;
}

const PAYMENT = `SELECT y.payment_id AS "paymentId", y.kind, y.direction, y.party_id AS "partyId", p.brand_name AS "partnerName", y.obligation_id AS "obligationId", y.amount_minor::text AS amount, CASE y.kind WHEN 'CERTIFICATE' THEN c.number ELSE y.reference END AS reference, y.paid_on::text AS "paidOn", y.recorded_by AS "recordedBy",
    y.created_at AS "createdAt", f.refund_id AS "refundId", y.unmatch_asked_by AS "askedBy", y.unmatch_asked_at AS "askedAt", y.unmatch_reason AS "askedReason", y.unmatched_by AS "unmatchedBy", y.unmatched_on::text AS "unmatchedOn", coalesce(u.unapplied_minor, 0)::text AS unapplied, (SELECT json_agg(json_build_object('obligationId', a.obligation_id, 'invoiceId', a.invoice_id, 'amount', a.amount_minor::text, 'principal', a.principal_minor::text, 'fee', a.fee_minor::text, 'ppn', a.ppn_minor::text, 'appliedOn', a.applied_on) ORDER BY a.application_id)
      FROM cash_application a WHERE a.payment_id = y.payment_id) AS applications
  FROM payment y JOIN partner p ON p.partner_id = y.party_id LEFT JOIN unapplied_cash u ON u.payment_id = y.payment_id LEFT JOIN withholding_certificate c ON c.payment_id = y.payment_id LEFT JOIN refund f ON f.paid_by_payment_id = y.payment_id`;

export interface PaymentFilter {
  readonly partnerId: string | undefined;
  readonly obligationId: string | undefined;
  readonly kind: string | undefined;
  /** Only what is not wholly applied. */
  readonly unapplied: boolean | undefined;
}

export async function paymentsPage(connection: Connection, viewer: Viewer, filter: PaymentFilter, offset: number, limit: number, order: string): Promise<PaymentView[]> {
  return (await connection.query<PaymentView>(
    `${PAYMENT} WHERE ($1::uuid IS NULL OR y.party_id = $1) AND ($2::uuid IS NULL OR y.party_id = $2) AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM cash_application a WHERE a.payment_id = y.payment_id AND a.obligation_id = $3)) AND ($4::text IS NULL OR y.kind = $4)
       AND ($5::boolean IS NULL OR (coalesce(u.unapplied_minor, 0) > 0) = $5) ORDER BY ${order} LIMIT $6 OFFSET $7`,
    [viewer.partnerId ?? null, filter.partnerId ?? null, filter.obligationId ?? null, filter.kind ?? null, filter.unapplied ?? null, limit, offset])).rows;
}

export async function paymentById(connection: Connection, viewer: Viewer, paymentId: string): Promise<PaymentView | undefined> {
  return (await connection.query<PaymentView>(`${PAYMENT} WHERE y.payment_id = $2 AND ($1::uuid IS NULL OR y.party_id = $1)`, [viewer.partnerId ?? null, paymentId])).rows[0];
}
