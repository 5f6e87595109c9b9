import type { Tx } from '../db/tx';

/** Keeps the buyer's answer to a credit note; false when it has one, or the number belongs to another. */
export async function keepReturnNote(tx: Tx, one: { creditNoteId: string; partnerId: string; kind: string; number: string; datedOn: string; by: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO return_note (credit_note_id, partner_id, kind, number, dated_on, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`, [one.creditNoteId, one.partnerId, one.kind, one.number, one.datedOn, one.by, one.at]);
  return (rowCount ?? 0) > 0;
}
