import type { Connection } from '../db/tx';
import type { SettledDocument, SettledKind } from './domain/document';

/**
 * Everything that entered an obligation of a partner, with what of it did; signed sums of its claims, fees and credits lead to its net cash. Claims stand on the invoice of
 * the cycle that booked them, or, where they reduce an earlier invoice, on its credit note; either may still be without its number.
 */
export async function settledDocuments(connection: Connection, of: { readonly settlementId: string; readonly partnerId: string; readonly obligationId: string; readonly takesBeside: boolean }, disputedMinor: bigint): Promise<SettledDocument[]> {
  const { rows } = await connection.query<{ kind: SettledKind; number: string | null; issued_on: string | null; period: string | null; n: string }>(
    `WITH booked AS (SELECT m.payer_id, m.payee_id, l.payer_cycle_id, l.payee_cycle_id, m.payer_booking_cycle_id, m.payee_booking_cycle_id, m.amount_minor FROM obligation_claim m JOIN settlement_line l ON l.line_id = m.line_id WHERE m.obligation_id = $3),
       side AS (SELECT 'POINTS_INVOICE' AS kind, payer_cycle_id AS line_cycle, payer_booking_cycle_id AS cycle, -sum(amount_minor) AS n FROM booked WHERE payer_id = $2 GROUP BY 2, 3
         UNION ALL SELECT 'REDEMPTION_INVOICE', payee_cycle_id, payee_booking_cycle_id, sum(amount_minor) FROM booked WHERE payee_id = $2 GROUP BY 2, 3),
       noted AS (SELECT *, line_cycle IS DISTINCT FROM cycle AND (n > 0) = (kind = 'POINTS_INVOICE') AS reduces FROM side WHERE n <> 0),
       claims AS (SELECT CASE WHEN d.reduces THEN 'CREDIT_NOTE' ELSE d.kind END AS kind, CASE WHEN d.reduces THEN k.number ELSE i.number END AS number, CASE WHEN d.reduces THEN k.issued_on ELSE i.issued_on END AS issued_on,
           y.from_date || '/' || y.to_date AS period, sum(d.n) AS n
         FROM noted d JOIN document_cycle y ON y.cycle_id = d.cycle LEFT JOIN invoice i ON i.partner_id = $2 AND i.kind = d.kind AND i.cycle_id = CASE WHEN d.reduces THEN d.line_cycle ELSE d.cycle END LEFT JOIN credit_note k ON d.reduces AND k.invoice_id = i.invoice_id AND k.cycle_id = d.cycle GROUP BY 1, 2, 3, 4)
     SELECT kind, number, issued_on::text, period, n::text FROM (
       SELECT array_position(ARRAY['REDEMPTION_INVOICE', 'POINTS_INVOICE', 'CREDIT_NOTE'], kind) AS place, * FROM claims
       UNION ALL SELECT CASE WHEN i.invoice_id IS NULL THEN 5 ELSE 4 END, coalesce(i.kind, 'CREDIT_NOTE'), coalesce(i.number, k.number), coalesce(i.issued_on, k.issued_on), y.from_date || '/' || y.to_date, -s.fees_minor - s.ppn_minor
         FROM settlement_document s LEFT JOIN invoice i ON i.invoice_id = s.document_id LEFT JOIN credit_note k ON k.credit_note_id = s.document_id LEFT JOIN document_cycle y ON y.cycle_id = coalesce(i.cycle_id, k.cycle_id) WHERE $4 AND s.settlement_id = $1 AND s.partner_id = $2
       UNION ALL SELECT 6, CASE WHEN c.kind <> 'UNAPPLIED_CASH' THEN c.kind WHEN p.kind = 'CERTIFICATE' THEN 'WITHHOLDING_CERTIFICATE' WHEN p.kind = 'CREDIT_NOTE' THEN 'CREDIT_NOTE' ELSE 'PAYMENT' END, CASE WHEN c.kind = 'LOSS_SHARE' THEN NULL ELSE coalesce(w.number, p.reference) END, coalesce(w.issued_on, p.paid_on), NULL, c.amount_minor
         FROM settlement_credit c LEFT JOIN payment p ON p.payment_id = c.source_id LEFT JOIN withholding_certificate w ON w.payment_id = p.payment_id WHERE $4 AND c.settlement_id = $1 AND c.party_id = $2) d
      WHERE n <> 0 ORDER BY place, period NULLS LAST, number NULLS LAST, issued_on NULLS LAST`, [of.settlementId, of.partnerId, of.obligationId, of.takesBeside]);
  const all = rows.map((row) => ({ kind: row.kind, ...(row.number !== null && { number: row.number }), ...(row.issued_on !== null && { issuedOn: row.issued_on }), ...(row.period !== null && { period: row.period }), amount: BigInt(row.n) }));
  return [...all, ...(disputedMinor === 0n ? [] : [{ kind: 'DISPUTED' as const, amount: disputedMinor }])].map(({ amount, ...one }) => ({ ...one, totalMinor: amount < 0n ? -amount : amount, direction: amount > 0n ? 'HUB_PAYS' : 'PARTNER_PAYS' }));
}
