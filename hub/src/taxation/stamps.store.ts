import type { Viewer } from '../access/request-context';
import type { Connection, Tx } from '../db/tx';

export interface StampRow {
  readonly documentId: string;
  readonly documentKind: 'RECEIPT' | 'NETTING_STATEMENT';
  readonly number: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly issuedOn: string;
  readonly stated: string;
  readonly duty: string;
  readonly serial: string | null;
  readonly stampedOn: string | null;
  readonly recordedBy: string | null;
}

/** Documents that state receipt of money, or settlement by set-off, above the sum in force on their date. */
const STAMPED = `SELECT * FROM (SELECT d.document_id AS "documentId", d.kind AS "documentKind", d.number, d.partner_id AS "partnerId", p.brand_name AS "partnerName", d.issued_on::text AS "issuedOn", d.stated::text AS stated, (y.value * 100)::bigint::text AS duty, s.serial, s.stamped_on::text AS "stampedOn", s.recorded_by AS "recordedBy"
  FROM (SELECT receipt_id AS document_id, 'RECEIPT' AS kind, number, partner_id, issued_on, amount_minor AS stated FROM payment_receipt UNION ALL SELECT statement_id, 'NETTING_STATEMENT', number, partner_id, issued_on, set_off_minor FROM statement) d
    JOIN partner p ON p.partner_id = d.partner_id JOIN tax_rule a ON a.rule = 'STAMP_DUTY_ABOVE' AND a.valid_from <= d.issued_on AND (a.valid_to IS NULL OR a.valid_to > d.issued_on)
    JOIN tax_rule y ON y.rule = 'STAMP_DUTY' AND y.valid_from <= d.issued_on AND (y.valid_to IS NULL OR y.valid_to > d.issued_on) LEFT JOIN stamp s ON s.document_id = d.document_id
  WHERE d.stated > a.value * 100 AND ($1::uuid IS NULL OR d.partner_id = $1)) v`;

export async function stampsPage(connection: Connection, viewer: Viewer, filter: { missing: boolean | undefined; partnerId: string | undefined }, offset: number, limit: number, order: string): Promise<StampRow[]> {
  return (await connection.query<StampRow>(`${STAMPED} WHERE ($2::boolean IS NULL OR (serial IS NULL) = $2) AND ($3::uuid IS NULL OR "partnerId" = $3) ORDER BY ${order} LIMIT $4 OFFSET $5`, [viewer.partnerId ?? null, filter.missing ?? null, filter.partnerId ?? null, limit, offset])).rows;
}

export async function stampOf(connection: Connection, documentId: string): Promise<StampRow | undefined> {
  return (await connection.query<StampRow>(`${STAMPED} WHERE "documentId" = $2`, [null, documentId])).rows[0];
}

/** Records a stamp once; false when the document has one, or another document has this serial. */
export async function keepStamp(tx: Tx, one: { documentId: string; documentKind: string; serial: string; stampedOn: string; by: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO stamp (document_id, document_kind, serial, stamped_on, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`, [one.documentId, one.documentKind, one.serial, one.stampedOn, one.by, one.at]);
  return (rowCount ?? 0) > 0;
}
