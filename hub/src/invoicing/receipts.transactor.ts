import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';

export interface UnreceiptedPayment {
  readonly paymentId: string;
  readonly partnerId: string;
  readonly settlementId: string;
  readonly paidOn: string;
  readonly bankReference: string;
  readonly amountMinor: bigint;
}

/** Money that partners paid and that no receipt confirms yet, in the order it was recorded. */
export async function unreceipted(tx: Connection, limit: number): Promise<UnreceiptedPayment[]> {
  const { rows } = await tx.query<Omit<UnreceiptedPayment, 'amountMinor'> & { amount: string }>(
    `SELECT p.payment_id AS "paymentId", o.party_id AS "partnerId", o.settlement_id AS "settlementId", p.paid_on::text AS "paidOn", p.bank_reference AS "bankReference", p.amount_minor AS amount
       FROM payment p JOIN obligation o ON o.obligation_id = p.obligation_id WHERE o.amount_minor < 0 AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.payment_id = p.payment_id) ORDER BY p.created_at, p.payment_id LIMIT $1`, [limit]);
  return rows.map((row) => ({ ...row, amountMinor: BigInt(row.amount) }));
}

export interface PaidDocument {
  readonly kind: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly totalMinor: bigint;
}

/** The netting statement of an obligation and the documents that entered its settlement: what a payment is for. */
export async function paidDocuments(tx: Connection, settlementId: string, partnerId: string): Promise<PaidDocument[]> {
  const { rows } = await tx.query<Omit<PaidDocument, 'totalMinor'> & { total: string }>(
    `SELECT kind, number, issued_on::text AS "issuedOn", total FROM (
       SELECT 0 AS place, 'NETTING_STATEMENT' AS kind, s.number, s.issued_on, abs(s.net_cash_minor) AS total FROM statement s WHERE s.settlement_id = $1 AND s.partner_id = $2
       UNION ALL SELECT 1, i.kind, i.number, i.issued_on, i.total_minor FROM settlement_document d JOIN invoice i ON i.invoice_id = d.document_id WHERE d.settlement_id = $1 AND d.partner_id = $2
       UNION ALL SELECT 2, 'CREDIT_NOTE', n.number, n.issued_on, n.total_minor FROM settlement_document d JOIN credit_note n ON n.credit_note_id = d.document_id WHERE d.settlement_id = $1 AND d.partner_id = $2) x ORDER BY place, number`, [settlementId, partnerId]);
  return rows.map((row) => ({ ...row, totalMinor: BigInt(row.total) }));
}

export async function insertReceipt(tx: Tx, one: UnreceiptedPayment & { receiptId: string; number: string; issuedOn: string; documents: readonly PaidDocument[] }): Promise<void> {
  await insertRows(tx, 'receipt', [{ receipt_id: one.receiptId, payment_id: one.paymentId, partner_id: one.partnerId, number: one.number, issued_on: one.issuedOn, paid_on: one.paidOn, bank_reference: one.bankReference, amount_minor: one.amountMinor, withheld_minor: 0n }]);
  await insertRows(tx, 'receipt_line', one.documents.map((doc, at) => ({ receipt_id: one.receiptId, line_no: at + 1, kind: doc.kind, number: doc.number, issued_on: doc.issuedOn, total_minor: doc.totalMinor })));
}
