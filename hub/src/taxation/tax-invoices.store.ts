import type { Viewer } from '../access/request-context';
import type { Connection, Tx } from '../db/tx';
import type { TaxInvoiceStatus } from './domain/tax-invoice';

export interface TaxInvoiceRow {
  readonly invoiceId: string;
  readonly number: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly issuedOn: string;
  readonly status: TaxInvoiceStatus;
  readonly nsfp: string | null;
  readonly uploadBy: string;
  readonly subtotal: string;
  readonly taxBase: string | null;
  readonly ppn: string;
  readonly total: string;
  readonly transactionCode: string | null;
  readonly rate: string | null;
  readonly legalName: string;
  readonly npwp: string;
  readonly nitku: string;
  readonly address: string;
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
}

/** Issued fee invoices with their tax invoices; one that nobody has touched is to be uploaded when it carries PPN. The day to upload by is set by the rule in force when it was issued. */
const TAX_INVOICE = `SELECT * FROM (SELECT i.invoice_id AS "invoiceId", i.number, i.partner_id AS "partnerId", p.brand_name AS "partnerName", i.issued_on::text AS "issuedOn", coalesce(t.status, CASE WHEN i.ppn_minor = 0 THEN 'NOT_REQUIRED' ELSE 'TO_UPLOAD' END) AS status, n.nsfp,
    ((date_trunc('month', i.issued_on) + interval '1 month')::date + coalesce(r.value, 20)::int - 1)::text AS "uploadBy", i.subtotal_minor::text AS subtotal, i.tax_base_minor::text AS "taxBase", i.ppn_minor::text AS ppn, i.total_minor::text AS total,
    x.transaction_code AS "transactionCode", trim_scale(x.rate)::text AS rate, p.legal_name AS "legalName", p.npwp, p.nitku, p.address, t.changed_by AS "changedBy", t.changed_at AS "changedAt"
  FROM invoice i JOIN partner p ON p.partner_id = i.partner_id LEFT JOIN tax_invoice t ON t.invoice_id = i.invoice_id
    LEFT JOIN LATERAL (SELECT nsfp FROM tax_invoice_number m WHERE m.invoice_id = i.invoice_id ORDER BY m.nsfp DESC LIMIT 1) n ON true
    LEFT JOIN tax_rule r ON r.rule = 'TAX_INVOICE_UPLOAD_DAY' AND r.valid_from <= i.issued_on AND (r.valid_to IS NULL OR r.valid_to > i.issued_on)
    LEFT JOIN tax_profile x ON x.tax_profile_id || '@v' || x.version = split_part(i.tax_profile, '; ', 1)
  WHERE i.kind = 'FEE_INVOICE' AND i.status = 'ISSUED' AND ($1::uuid IS NULL OR i.partner_id = $1)) v`;

export interface TaxInvoiceFilter {
  readonly partnerId: string | undefined;
  readonly status: string | undefined;
  readonly number: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export async function taxInvoicesPage(connection: Connection, viewer: Viewer, filter: TaxInvoiceFilter, offset: number, limit: number, order: string): Promise<TaxInvoiceRow[]> {
  return (await connection.query<TaxInvoiceRow>(
    `${TAX_INVOICE} WHERE ($2::uuid IS NULL OR "partnerId" = $2) AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR strpos(number, upper($4)) > 0 OR strpos(nsfp, $4) > 0) AND ($5::text IS NULL OR "issuedOn" >= $5) AND ($6::text IS NULL OR "issuedOn" < $6) ORDER BY ${order} LIMIT $7 OFFSET $8`,
    [...[viewer.partnerId, filter.partnerId, filter.status, filter.number, filter.from, filter.to].map((one) => one ?? null), limit, offset])).rows;
}

export async function taxInvoiceById(connection: Connection, viewer: Viewer, invoiceId: string): Promise<TaxInvoiceRow | undefined> {
  return (await connection.query<TaxInvoiceRow>(`${TAX_INVOICE} WHERE "invoiceId" = $2`, [viewer.partnerId ?? null, invoiceId])).rows[0];
}

/** Serialises the steps of one tax invoice; the issued invoice itself never changes. */
export async function lockTaxInvoice(tx: Tx, invoiceId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(7301017, hashtext($1))`, [invoiceId]);
}

export async function feesOf(connection: Connection, invoiceIds: readonly string[]): Promise<Map<string, { lineType: string; feeMinor: bigint; ppnMinor: bigint }[]>> {
  const { rows } = await connection.query<{ invoice_id: string; line_type: string; amount_minor: string; ppn_minor: string | null }>(`SELECT invoice_id, line_type, amount_minor, ppn_minor FROM invoice_line WHERE invoice_id = ANY($1::uuid[]) ORDER BY invoice_id, line_no`, [invoiceIds]);
  const lines = new Map<string, { lineType: string; feeMinor: bigint; ppnMinor: bigint }[]>();
  for (const row of rows) lines.set(row.invoice_id, [...(lines.get(row.invoice_id) ?? []), { lineType: row.line_type, feeMinor: BigInt(row.amount_minor), ppnMinor: BigInt(row.ppn_minor ?? 0) }]);
  return lines;
}

export async function moveTaxInvoice(tx: Tx, one: { invoiceId: string; from: TaxInvoiceStatus; to: TaxInvoiceStatus; reason: string | undefined; by: string; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO tax_invoice (invoice_id, status, changed_by, changed_at) VALUES ($1, $2, $3, $4) ON CONFLICT (invoice_id) DO UPDATE SET status = excluded.status, changed_by = excluded.changed_by, changed_at = excluded.changed_at`, [one.invoiceId, one.to, one.by, one.at]);
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('TAX_INVOICE', $1, $2, $3, $4, $5, $6)`, [one.invoiceId, one.from, one.to, one.at, one.by, one.reason ?? null]);
}

/** Keeps a number of the tax office; false when another invoice has it, or its serial. */
export async function keepNsfp(tx: Tx, one: { invoiceId: string; nsfp: string; by: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO tax_invoice_number (nsfp, invoice_id, recorded_by, recorded_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, [one.nsfp, one.invoiceId, one.by, one.at]);
  return (rowCount ?? 0) > 0;
}

export interface TaxInvoiceChange {
  readonly from: TaxInvoiceStatus;
  readonly to: TaxInvoiceStatus;
  readonly at: Date;
  readonly by: string;
  readonly reason: string | null;
}

export async function changesOf(connection: Connection, invoiceId: string): Promise<TaxInvoiceChange[]> {
  return (await connection.query<TaxInvoiceChange>(`SELECT from_state AS "from", to_state AS "to", at, actor AS by, reason FROM state_change WHERE subject_kind = 'TAX_INVOICE' AND subject_id = $1 ORDER BY state_change_id`, [invoiceId])).rows;
}

export async function numbersOf(connection: Connection, invoiceId: string): Promise<string[]> {
  return (await connection.query<{ nsfp: string }>(`SELECT nsfp FROM tax_invoice_number WHERE invoice_id = $1 ORDER BY nsfp`, [invoiceId])).rows.map((row) => row.nsfp);
}
