import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';
import type { MatrixEntry, StampDuty } from './domain/document';
import type { DocumentFilter } from './notes.reader';

export interface AccountStatementRow {
  readonly accountStatementId: string;
  readonly number: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly issuedOn: string;
  readonly from: string;
  readonly to: string;
  readonly opening: string;
  readonly closing: string;
  readonly openingPoints: string;
  readonly closingPoints: string;
  readonly jsonSha256: string | null;
  readonly pdfSha256: string | null;
}

const ACCOUNT = `SELECT s.account_statement_id AS "accountStatementId", s.number, s.partner_id AS "partnerId", p.brand_name AS "partnerName", s.issued_on::text AS "issuedOn", s.from_date::text AS "from", s.to_date::text AS "to", s.opening_minor::text AS opening, s.closing_minor::text AS closing,
    s.opening_points::text AS "openingPoints", s.closing_points::text AS "closingPoints", f.json_sha256 AS "jsonSha256", f.pdf_sha256 AS "pdfSha256"
  FROM account_statement s JOIN partner p ON p.partner_id = s.partner_id LEFT JOIN document_file f ON f.document_id = s.account_statement_id`;
const FILTER = (alias: string): string => `($1::uuid IS NULL OR ${alias}.partner_id = $1) AND ($2::uuid IS NULL OR ${alias}.partner_id = $2) AND ($3::text IS NULL OR strpos(${alias}.number, upper($3)) > 0) AND ($4::date IS NULL OR ${alias}.issued_on >= $4) AND ($5::date IS NULL OR ${alias}.issued_on < $5)`;
const values = (viewer: Viewer, filter: DocumentFilter): unknown[] => [viewer.partnerId, filter.partnerId, filter.number, filter.from, filter.to].map((one) => one ?? null);

export async function accountStatementsPage(connection: Connection, viewer: Viewer, filter: DocumentFilter, offset: number, limit: number, order: string): Promise<AccountStatementRow[]> {
  return (await connection.query<AccountStatementRow>(`${ACCOUNT} WHERE ${FILTER('s')} ORDER BY ${order} LIMIT $6 OFFSET $7`, [...values(viewer, filter), limit, offset])).rows;
}

export async function accountStatementById(connection: Connection, viewer: Viewer, accountStatementId: string): Promise<AccountStatementRow | undefined> {
  return (await connection.query<AccountStatementRow>(`${ACCOUNT} WHERE ($1::uuid IS NULL OR s.partner_id = $1) AND s.account_statement_id = $2`, [viewer.partnerId ?? null, accountStatementId])).rows[0];
}

export interface AccountMovementRow {
  readonly side: 'MONEY' | 'POINTS' | 'AGEING';
  readonly type: string;
  readonly counterparty: string | null;
  readonly reference: string | null;
  readonly movedOn: string | null;
  readonly points: string | null;
  readonly amount: string | null;
}

export async function accountMovements(connection: Connection, accountStatementId: string): Promise<AccountMovementRow[]> {
  return (await connection.query<AccountMovementRow>(
    `SELECT m.side, m.type, CASE WHEN m.counterparty_id IS NULL THEN NULL ELSE coalesce(p.brand_name, 'HUB') END AS counterparty, m.reference, m.moved_on::text AS "movedOn", m.points::text AS points, m.amount_minor::text AS amount
       FROM account_movement m LEFT JOIN partner p ON p.partner_id = m.counterparty_id WHERE m.account_statement_id = $1 ORDER BY m.line_no`, [accountStatementId])).rows;
}

/** The partner's own row and column of the matrix over what it booked between two statements. */
export async function accountMatrix(connection: Connection, partnerId: string, from: string, to: string): Promise<MatrixEntry[]> {
  const { rows } = await connection.query<{ counterparty: string; pp: string; pm: string; rp: string; rm: string }>(
    `SELECT coalesce(p.brand_name, 'HUB') AS counterparty, sum(CASE WHEN m.payer_id = $1 THEN m.points ELSE 0 END)::text AS pp, sum(CASE WHEN m.payer_id = $1 THEN m.amount_minor ELSE 0 END)::text AS pm,
        sum(CASE WHEN m.payee_id = $1 THEN m.points ELSE 0 END)::text AS rp, sum(CASE WHEN m.payee_id = $1 THEN m.amount_minor ELSE 0 END)::text AS rm
       FROM settlement_window w JOIN claim m ON m.window_id = w.window_id AND m.line_type = 'CLAIM' JOIN settlement_line l ON l.line_id = m.line_id
         LEFT JOIN partner p ON p.partner_id = CASE WHEN '${RATE_DIFFERENCE_PARTY}' IN (m.payer_id, m.payee_id) THEN l.qualifier::uuid WHEN m.payer_id = $1 THEN m.payee_id ELSE m.payer_id END
      WHERE w.business_date >= $2 AND w.business_date < $3 AND $1 IN (m.payer_id, m.payee_id) GROUP BY 1 ORDER BY 1`, [partnerId, from, to]);
  return rows.map((row) => ({ counterparty: row.counterparty, pointsPayable: BigInt(row.pp), payableMinor: BigInt(row.pm), pointsReceivable: BigInt(row.rp), receivableMinor: BigInt(row.rm) }));
}

export interface ReceiptRow {
  readonly receiptId: string;
  readonly number: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly paymentId: string;
  readonly settlementId: string | null;
  readonly issuedOn: string;
  readonly paidOn: string;
  readonly reference: string;
  readonly amount: string;
  readonly withheld: string;
  readonly unapplied: string;
  readonly recovered: string;
  readonly unmatchedOn: string | null;
  readonly jsonSha256: string | null;
  readonly pdfSha256: string | null;
}

const RECEIPT = `SELECT r.receipt_id AS "receiptId", r.number, r.partner_id AS "partnerId", p.brand_name AS "partnerName", r.payment_id AS "paymentId", r.settlement_id AS "settlementId", r.issued_on::text AS "issuedOn", r.paid_on::text AS "paidOn", r.reference, r.amount_minor::text AS amount,
    r.withheld_minor::text AS withheld, r.unapplied_minor::text AS unapplied, r.recovered_minor::text AS recovered, y.unmatched_on::text AS "unmatchedOn", f.json_sha256 AS "jsonSha256", f.pdf_sha256 AS "pdfSha256" FROM payment_receipt r JOIN payment y ON y.payment_id = r.payment_id JOIN partner p ON p.partner_id = r.partner_id LEFT JOIN document_file f ON f.document_id = r.receipt_id`;

export async function receiptsPage(connection: Connection, viewer: Viewer, filter: DocumentFilter, offset: number, limit: number, order: string): Promise<ReceiptRow[]> {
  return (await connection.query<ReceiptRow>(`${RECEIPT} WHERE ${FILTER('r')} ORDER BY ${order} LIMIT $6 OFFSET $7`, [...values(viewer, filter), limit, offset])).rows;
}

export async function receiptById(connection: Connection, viewer: Viewer, receiptId: string): Promise<ReceiptRow | undefined> {
  return (await connection.query<ReceiptRow>(`${RECEIPT} WHERE ($1::uuid IS NULL OR r.partner_id = $1) AND r.receipt_id = $2`, [viewer.partnerId ?? null, receiptId])).rows[0];
}

export interface ReceiptLineRow {
  readonly kind: 'NETTING_STATEMENT' | 'FEE_INVOICE' | 'CREDIT_NOTE' | 'WITHHOLDING_CERTIFICATE';
  readonly number: string;
  readonly issuedOn: string;
  readonly total: string;
  readonly applied: string | null;
}

export async function receiptLines(connection: Connection, receiptId: string): Promise<ReceiptLineRow[]> {
  return (await connection.query<ReceiptLineRow>(`SELECT kind, number, issued_on::text AS "issuedOn", total_minor::text AS total, applied_minor::text AS applied FROM payment_receipt_line WHERE receipt_id = $1 ORDER BY line_no`, [receiptId])).rows;
}

export type TaxRuleName = 'STAMP_DUTY_ABOVE' | 'STAMP_DUTY' | 'WITHHOLDING_RATE' | 'TAX_INVOICE_UPLOAD_DAY';

/** What a tax rule says on a date, with the regulation it rests on; nothing where no version is in force. */
export async function taxRule(connection: Connection, rule: TaxRuleName, date: string): Promise<{ value: string; citation: string } | undefined> {
  return (await connection.query<{ value: string; citation: string }>(`SELECT trim_scale(value)::text AS value, citation FROM tax_rule WHERE rule = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)`, [rule, date])).rows[0];
}

/** Whether a document of a date that states receipt or settlement of an amount needs an electronic stamp. */
export async function stampDutyOf(connection: Connection, date: string, statedMinor: bigint): Promise<StampDuty> {
  const [above, duty] = [await taxRule(connection, 'STAMP_DUTY_ABOVE', date), await taxRule(connection, 'STAMP_DUTY', date)];
  const minor = (value: string | undefined): bigint => BigInt(value ?? '0') * 100n;
  return { required: above !== undefined && statedMinor > minor(above.value), aboveMinor: minor(above?.value), dutyMinor: minor(duty?.value), citation: above?.citation ?? '' };
}
