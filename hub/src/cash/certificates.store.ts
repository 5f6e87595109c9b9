import type { Viewer } from '../access/request-context';
import type { Connection, Tx } from '../db/tx';

/** What credit notes took off the fee of an invoice `i`. */
const CREDITED = `(SELECT coalesce(sum(n.subtotal_minor), 0) FROM credit_note n WHERE n.invoice_id = i.invoice_id AND n.status = 'ISSUED')`;

export interface CertificateRow {
  readonly certificateId: string;
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly amountMinor: string;
  /** The fee less its credit notes. */
  readonly feeMinor: string;
  readonly excessReason: string | null;
  /** Of PPh 23 on the day of the invoice, decimal string; none where no rule was in force. */
  readonly rate: string | null;
  readonly status: 'SUBMITTED' | 'ACCEPTED' | 'REJECTED';
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

/** The rate is dated data, the same that invoices print. */
const RATE = `(SELECT trim_scale(t.value)::text FROM tax_rule t WHERE t.rule = 'WITHHOLDING_RATE' AND t.valid_from <= i.issued_on AND (t.valid_to IS NULL OR i.issued_on < t.valid_to))`;

const CERTIFICATE = `SELECT c.certificate_id AS "certificateId", c.invoice_id AS "invoiceId", i.number AS "invoiceNumber", c.partner_id AS "partnerId", p.brand_name AS "partnerName", c.number, c.issued_on::text AS "issuedOn", c.amount_minor::text AS "amountMinor", (i.subtotal_minor - ${CREDITED})::text AS "feeMinor", c.excess_reason AS "excessReason", ${RATE} AS rate, c.status,
    c.made_by AS "madeBy", c.made_at AS "madeAt", c.decided_by AS "decidedBy", c.decided_at AS "decidedAt", c.reason FROM withholding_certificate c JOIN invoice i ON i.invoice_id = c.invoice_id JOIN partner p ON p.partner_id = c.partner_id`;

export async function certificatesPage(connection: Connection, viewer: Viewer, filter: { readonly status: string | undefined; readonly invoiceId: string | undefined }, offset: number, limit: number): Promise<CertificateRow[]> {
  return (await connection.query<CertificateRow>(`${CERTIFICATE} WHERE ($1::uuid IS NULL OR c.partner_id = $1) AND ($2::text IS NULL OR c.status = $2) AND ($3::uuid IS NULL OR c.invoice_id = $3) ORDER BY c.certificate_id DESC LIMIT $4 OFFSET $5`, [viewer.partnerId ?? null, filter.status ?? null, filter.invoiceId ?? null, limit, offset])).rows;
}

export async function certificateById(connection: Connection, viewer: Viewer, certificateId: string): Promise<CertificateRow | undefined> {
  return (await connection.query<CertificateRow>(`${CERTIFICATE} WHERE ($1::uuid IS NULL OR c.partner_id = $1) AND c.certificate_id = $2`, [viewer.partnerId ?? null, certificateId])).rows[0];
}

export interface WithheldInvoice {
  readonly invoiceId: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly number: string;
  readonly issuedOn: string;
  /** The fee less its credit notes. */
  readonly feeMinor: string;
  readonly rate: string | null;
  readonly receivedMinor: string;
  readonly waitingMinor: string;
}

const WITHHELD = `SELECT i.invoice_id AS "invoiceId", i.partner_id AS "partnerId", p.brand_name AS "partnerName", i.number, i.issued_on::text AS "issuedOn", (i.subtotal_minor - ${CREDITED})::text AS "feeMinor", ${RATE} AS rate,
    (SELECT coalesce(sum(c.amount_minor), 0)::text FROM withholding_certificate c WHERE c.invoice_id = i.invoice_id AND c.status = 'ACCEPTED') AS "receivedMinor", (SELECT coalesce(sum(c.amount_minor), 0)::text FROM withholding_certificate c WHERE c.invoice_id = i.invoice_id AND c.status = 'SUBMITTED') AS "waitingMinor"
  FROM invoice i JOIN partner p ON p.partner_id = i.partner_id WHERE i.kind = 'FEE_INVOICE' AND i.status = 'ISSUED' AND i.subtotal_minor > 0 AND ($1::uuid IS NULL OR i.partner_id = $1)`;

/** Issued fee invoices with what was withheld from them, newest first. */
export async function withheldPage(connection: Connection, viewer: Viewer, filter: { readonly partnerId: string | undefined; readonly invoiceId: string | undefined }, offset: number, limit: number): Promise<WithheldInvoice[]> {
  return (await connection.query<WithheldInvoice>(`${WITHHELD} AND ($2::uuid IS NULL OR i.partner_id = $2) AND ($3::uuid IS NULL OR i.invoice_id = $3) ORDER BY i.issued_on DESC, i.number DESC LIMIT $4 OFFSET $5`, [viewer.partnerId ?? null, filter.partnerId ?? null, filter.invoiceId ?? null, limit, offset])).rows;
}

/** The fee of every issued fee invoice, so that what is expected is summed from what is expected of each. */
export async function feesByPartner(connection: Connection, viewer: Viewer): Promise<WithheldInvoice[]> {
  return (await connection.query<WithheldInvoice>(`${WITHHELD} ORDER BY p.code, i.number`, [viewer.partnerId ?? null])).rows;
}

export async function feeInvoice(connection: Connection, viewer: Viewer, invoiceId: string): Promise<{ partnerId: string; feeMinor: bigint; creditedMinor: bigint; rate: string | null; certifiedMinor: bigint; obligationId: string | null; issuedOn: string } | undefined> {
  const { rows } = await connection.query<{ partnerId: string; fee: string; credited: string; rate: string | null; certified: string; obligationId: string | null; issuedOn: string }>(
    `SELECT i.partner_id AS "partnerId", i.subtotal_minor::text AS fee, ${CREDITED}::text AS credited, ${RATE} AS rate, i.issued_on::text AS "issuedOn", (SELECT coalesce(sum(c.amount_minor), 0)::text FROM withholding_certificate c WHERE c.invoice_id = i.invoice_id AND c.status <> 'REJECTED') AS certified,
        (SELECT o.obligation_id FROM settlement_document d JOIN settlement t ON t.settlement_id = d.settlement_id AND t.state IN ('SETTLING', 'SETTLED') JOIN obligation o ON o.settlement_id = d.settlement_id AND o.party_id = i.partner_id AND o.takes_beside WHERE d.document_id = i.invoice_id) AS "obligationId"
       FROM invoice i WHERE i.kind = 'FEE_INVOICE' AND i.status = 'ISSUED' AND i.invoice_id = $2 AND ($1::uuid IS NULL OR i.partner_id = $1)`, [viewer.partnerId ?? null, invoiceId]);
  return rows[0] && { partnerId: rows[0].partnerId, issuedOn: rows[0].issuedOn, feeMinor: BigInt(rows[0].fee), creditedMinor: BigInt(rows[0].credited), rate: rows[0].rate, certifiedMinor: BigInt(rows[0].certified), obligationId: rows[0].obligationId };
}

/** False when the partner has a certificate with this number. */
export async function insertCertificate(tx: Tx, one: { certificateId: string; invoiceId: string; partnerId: string; number: string; issuedOn: string; amountMinor: bigint; excessReason?: string | undefined; by: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO withholding_certificate (certificate_id, invoice_id, partner_id, number, issued_on, amount_minor, status, made_by, made_at, excess_reason) VALUES ($1, $2, $3, $4, $5, $6, 'SUBMITTED', $7, $8, $9) ON CONFLICT (partner_id, number) WHERE status <> 'REJECTED' DO NOTHING`,
    [one.certificateId, one.invoiceId, one.partnerId, one.number, one.issuedOn, one.amountMinor.toString(), one.by, one.at, one.excessReason ?? null]);
  return (rowCount ?? 0) > 0;
}

export async function decideCertificate(tx: Tx, one: { certificateId: string; status: 'ACCEPTED' | 'REJECTED'; paymentId?: string; by: string; at: Date; reason?: string }): Promise<void> {
  await tx.query(`UPDATE withholding_certificate SET status = $2, payment_id = $3, decided_by = $4, decided_at = $5, reason = $6 WHERE certificate_id = $1 AND status = 'SUBMITTED'`, [one.certificateId, one.status, one.paymentId ?? null, one.by, one.at, one.reason ?? null]);
}
