import type { Tx } from '../db/tx';

export interface PaymentToUnmatch {
  readonly kind: string;
  readonly partyId: string;
  readonly reference: string;
  readonly unmatch: { readonly askedBy: string; readonly done: boolean } | undefined;
  /** Whether an obligation that it met belongs to a settlement that is settled. */
  readonly settled: boolean;
  /** Whether its rest entered a live settlement, repaid a default, or is on its way back. */
  readonly used: boolean;
  readonly recovered: boolean;
  readonly refunded: boolean;
}

/** A payment under its row lock, with what speaks against taking it back. */
export async function paymentToUnmatch(tx: Tx, paymentId: string): Promise<PaymentToUnmatch | undefined> {
  const { rows } = await tx.query<Omit<PaymentToUnmatch, 'unmatch'> & { askedBy: string | null; done: boolean }>(
    `SELECT p.kind, p.party_id AS "partyId", p.reference, p.unmatch_asked_by AS "askedBy", p.unmatched_at IS NOT NULL AS done,
        EXISTS (SELECT 1 FROM cash_application a JOIN obligation o ON o.obligation_id = a.obligation_id JOIN settlement s ON s.settlement_id = o.settlement_id AND s.state <> 'SETTLING' WHERE a.payment_id = p.payment_id) AS settled,
        EXISTS (SELECT 1 FROM settlement_credit c JOIN settlement s ON s.settlement_id = c.settlement_id AND s.state <> 'ABORTED' WHERE c.kind = 'UNAPPLIED_CASH' AND c.source_id = p.payment_id) AS used,
        EXISTS (SELECT 1 FROM recovery r WHERE r.payment_id = p.payment_id) AS recovered, EXISTS (SELECT 1 FROM refund f WHERE f.payment_id = p.payment_id AND f.state <> 'WITHDRAWN') AS refunded
       FROM payment p WHERE p.payment_id = $1 FOR UPDATE OF p`, [paymentId]);
  const row = rows[0];
  return row && { ...row, unmatch: row.askedBy === null ? undefined : { askedBy: row.askedBy, done: row.done } };
}

export async function askToUnmatch(tx: Tx, paymentId: string, by: string, reason: string, at: Date): Promise<void> {
  await tx.query(`UPDATE payment SET unmatch_asked_by = $2, unmatch_asked_at = $3, unmatch_reason = $4 WHERE payment_id = $1`, [paymentId, by, at, reason]);
}

/** From now on the payment counts for nothing: what it met is open again, and its bank entry waits for a person. */
export async function takeBack(tx: Tx, paymentId: string, by: string, on: string, at: Date): Promise<void> {
  await tx.query(`UPDATE payment SET unmatched_by = $2, unmatched_on = $3, unmatched_at = $4 WHERE payment_id = $1`, [paymentId, by, on, at]);
  await tx.query(`UPDATE bank_entry SET status = 'OPEN', payment_id = NULL, decided_by = NULL, decided_at = NULL, reason = NULL WHERE payment_id = $1`, [paymentId]);
  await tx.query(`UPDATE obligation o SET status = 'OPEN' FROM obligation_open v WHERE v.obligation_id = o.obligation_id AND v.state = 'SETTLING' AND v.open_minor > 0 AND o.status = 'SETTLED'`);
}
