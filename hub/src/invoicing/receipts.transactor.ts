import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';

export interface UnreceiptedPayment {
  readonly paymentId: string;
  readonly partnerId: string;
  readonly settlementId: string | null;
  readonly paidOn: string;
  readonly reference: string;
  readonly amountMinor: bigint;
  /** What repaid losses that others bore for the payer. */
  readonly recoveredMinor: bigint;
}

/** Money that partners paid and that no receipt confirms yet, in the order it was recorded. */
export async function unreceipted(tx: Connection, limit: number): Promise<UnreceiptedPayment[]> {
  const { rows } = await tx.query<Omit<UnreceiptedPayment, 'amountMinor' | 'recoveredMinor'> & { amount: string; recovered: string }>(
    `SELECT p.payment_id AS "paymentId", p.party_id AS "partnerId", p.paid_on::text AS "paidOn", p.reference, p.amount_minor AS amount, (SELECT coalesce(sum(r.amount_minor), 0)::text FROM recovery r WHERE r.payment_id = p.payment_id) AS recovered,
        (SELECT o.settlement_id FROM obligation o WHERE o.obligation_id = coalesce((SELECT a.obligation_id FROM cash_application a WHERE a.payment_id = p.payment_id AND a.obligation_id IS NOT NULL ORDER BY a.application_id LIMIT 1), p.obligation_id)) AS "settlementId"
       FROM payment p JOIN partner t ON t.partner_id = p.party_id WHERE p.direction = 'IN' AND p.kind = 'BANK' AND p.unmatched_at IS NULL AND NOT EXISTS (SELECT 1 FROM payment_receipt r WHERE r.payment_id = p.payment_id) ORDER BY p.created_at, p.payment_id LIMIT $1`, [limit]);
  return rows.map(({ amount, recovered, ...row }) => ({ ...row, amountMinor: BigInt(amount), recoveredMinor: BigInt(recovered) }));
}

export interface PaidDocument {
  readonly kind: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly totalMinor: bigint;
  /** What of the payment met it; of documents that are met through their netting statement, nothing is said. */
  readonly appliedMinor: bigint | null;
}

/**
 * What a payment is for: the netting statements of the obligations it met and the documents in their settlements, fee invoices that it paid apart, and certificates of tax withheld
 * from those fees that no receipt of money that stands has shown yet.
 */
export async function paidDocuments(tx: Connection, paymentId: string): Promise<PaidDocument[]> {
  const { rows } = await tx.query<Omit<PaidDocument, 'totalMinor' | 'appliedMinor'> & { total: string; applied: string | null }>(
    `WITH met AS (SELECT a.obligation_id, a.invoice_id FROM cash_application a WHERE a.payment_id = $1 UNION SELECT p.obligation_id, NULL FROM payment p WHERE p.payment_id = $1 AND p.obligation_id IS NOT NULL),
       statements AS (SELECT s.* FROM statement s WHERE s.obligation_id IN (SELECT obligation_id FROM met)),
       documents AS (SELECT d.document_id FROM statements s JOIN obligation o ON o.obligation_id = s.obligation_id AND o.takes_beside JOIN settlement_document d ON d.settlement_id = s.settlement_id AND d.partner_id = s.partner_id UNION SELECT invoice_id FROM met WHERE invoice_id IS NOT NULL)
     SELECT kind, number, issued_on::text AS "issuedOn", total::text, applied::text FROM (
       SELECT 0 AS place, 'NETTING_STATEMENT' AS kind, number, issued_on, abs(net_cash_minor) AS total, coalesce((SELECT sum(a.amount_minor) FROM cash_application a WHERE a.payment_id = $1 AND a.obligation_id = statements.obligation_id), 0) AS applied FROM statements
       UNION ALL SELECT 1, i.kind, i.number, i.issued_on, i.total_minor, (SELECT sum(a.amount_minor) FROM cash_application a WHERE a.payment_id = $1 AND a.invoice_id = i.invoice_id) FROM invoice i JOIN documents d ON d.document_id = i.invoice_id
       UNION ALL SELECT 2, 'CREDIT_NOTE', n.number, n.issued_on, n.total_minor, NULL FROM credit_note n JOIN documents d ON d.document_id = n.credit_note_id
       UNION ALL SELECT 3, 'WITHHOLDING_CERTIFICATE', w.number, w.issued_on, w.amount_minor, NULL FROM withholding_certificate w JOIN documents d ON d.document_id = w.invoice_id
         WHERE w.status = 'ACCEPTED' AND NOT EXISTS (SELECT 1 FROM payment_receipt r JOIN payment_receipt_line l ON l.receipt_id = r.receipt_id JOIN payment q ON q.payment_id = r.payment_id AND q.unmatched_at IS NULL WHERE r.partner_id = w.partner_id AND l.kind = 'WITHHOLDING_CERTIFICATE' AND l.number = w.number)) x ORDER BY place, number`, [paymentId]);
  return rows.map(({ total, applied, ...row }) => ({ ...row, totalMinor: BigInt(total), appliedMinor: applied === null ? null : BigInt(applied) }));
}

export async function insertReceipt(tx: Tx, one: UnreceiptedPayment & { receiptId: string; number: string; issuedOn: string; documents: readonly PaidDocument[] }): Promise<void> {
  const withheld = one.documents.filter((doc) => doc.kind === 'WITHHOLDING_CERTIFICATE').reduce((sum, doc) => sum + doc.totalMinor, 0n);
  const applied = one.documents.reduce((sum, doc) => sum + (doc.appliedMinor ?? 0n), 0n);
  await insertRows(tx, 'payment_receipt', [{ receipt_id: one.receiptId, payment_id: one.paymentId, partner_id: one.partnerId, number: one.number, issued_on: one.issuedOn, paid_on: one.paidOn, reference: one.reference, settlement_id: one.settlementId, amount_minor: one.amountMinor, withheld_minor: withheld, recovered_minor: one.recoveredMinor, unapplied_minor: one.amountMinor - one.recoveredMinor - applied }]);
  await insertRows(tx, 'payment_receipt_line', one.documents.map((doc, at) => ({ receipt_id: one.receiptId, line_no: at + 1, kind: doc.kind, number: doc.number, issued_on: doc.issuedOn, total_minor: doc.totalMinor, applied_minor: doc.appliedMinor })));
}
