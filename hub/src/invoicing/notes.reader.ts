import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import { NETTED, NETTED_BESIDE, type NettedRow } from './netting.sql';
import type { InvoiceKind, LineFacts } from './documents.transactor';
import type { NettingMode } from '../settlement';

export interface DocumentFilter {
  readonly partnerId: string | undefined;
  /** The invoice of a credit note, or the settlement of a statement. */
  readonly of: string | undefined;
  readonly number: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface NoteRow {
  readonly creditNoteId: string;
  readonly number: string | null;
  readonly status: 'IN_REVIEW' | 'ISSUED';
  readonly partnerId: string;
  readonly partnerName: string;
  readonly invoiceId: string;
  readonly invoiceNumber: string | null;
  readonly invoiceKind: InvoiceKind;
  readonly invoiceIssuedOn: string | null;
  readonly taxProfile: string | null;
  readonly cycleId: string;
  readonly cycleFrom: string;
  readonly cycleTo: string;
  readonly issuedOn: string | null;
  readonly reason: string;
  readonly subtotal: string;
  readonly ppn: string;
  readonly total: string;
  readonly returnKind: 'NOTA_RETUR' | 'NOTA_PEMBATALAN' | null;
  readonly returnNumber: string | null;
  readonly returnDate: string | null;
  readonly jsonSha256: string | null;
  readonly pdfSha256: string | null;
}

const NOTE = `SELECT n.credit_note_id AS "creditNoteId", n.number, n.status, n.partner_id AS "partnerId", p.brand_name AS "partnerName", n.invoice_id AS "invoiceId", i.number AS "invoiceNumber", i.kind AS "invoiceKind", i.issued_on::text AS "invoiceIssuedOn", i.tax_profile AS "taxProfile",
    n.cycle_id AS "cycleId", d.from_date::text AS "cycleFrom", d.to_date::text AS "cycleTo", n.issued_on::text AS "issuedOn", n.reason, n.subtotal_minor::text AS subtotal, n.ppn_minor::text AS ppn, n.total_minor::text AS total, r.kind AS "returnKind", r.number AS "returnNumber", r.dated_on::text AS "returnDate", f.json_sha256 AS "jsonSha256", f.pdf_sha256 AS "pdfSha256"
  FROM credit_note n JOIN invoice i ON i.invoice_id = n.invoice_id JOIN partner p ON p.partner_id = n.partner_id JOIN document_cycle d ON d.cycle_id = n.cycle_id LEFT JOIN document_file f ON f.document_id = n.credit_note_id LEFT JOIN return_note r ON r.credit_note_id = n.credit_note_id`;

export async function notesPage(connection: Connection, viewer: Viewer, filter: DocumentFilter, offset: number, limit: number, order: string): Promise<NoteRow[]> {
  return (await connection.query<NoteRow>(`${NOTE} WHERE ($1::uuid IS NULL OR n.partner_id = $1) AND ($2::uuid IS NULL OR n.partner_id = $2) AND ($3::uuid IS NULL OR n.invoice_id = $3)
    AND ($4::text IS NULL OR strpos(n.number, upper($4)) > 0) AND ($5::date IS NULL OR n.issued_on >= $5) AND ($6::date IS NULL OR n.issued_on < $6) ORDER BY ${order} LIMIT $7 OFFSET $8`,
    [viewer.partnerId ?? null, filter.partnerId ?? null, filter.of ?? null, filter.number ?? null, filter.from ?? null, filter.to ?? null, limit, offset])).rows;
}

export async function noteById(connection: Connection, viewer: Viewer, creditNoteId: string): Promise<NoteRow | undefined> {
  return (await connection.query<NoteRow>(`${NOTE} WHERE ($1::uuid IS NULL OR n.partner_id = $1) AND n.credit_note_id = $2`, [viewer.partnerId ?? null, creditNoteId])).rows[0];
}

export interface NoteLineRow {
  readonly lineNo: number;
  readonly invoiceLineNo: number;
  readonly lineType: LineFacts['lineType'];
  readonly counterpartyName: string | null;
  readonly points: string | null;
  readonly pointPrice: string | null;
  readonly rate: string | null;
  readonly amount: string;
  readonly ppn: string | null;
  readonly termsRef: string;
  /** Legs that were taken back in the cycle of the note; none where money alone was credited. */
  readonly legCount: number;
}

export async function noteLines(connection: Connection, creditNoteId: string): Promise<NoteLineRow[]> {
  return (await connection.query<NoteLineRow>(
    `SELECT c.line_no AS "lineNo", l.line_no AS "invoiceLineNo", l.line_type AS "lineType", p.brand_name AS "counterpartyName", c.points::text AS points, l.point_price AS "pointPrice", l.rate, c.amount_minor::text AS amount, c.ppn_minor::text AS ppn, c.terms_ref AS "termsRef",
        (SELECT coalesce(sum(g.legs), 0)::int FROM price_group_line k JOIN price_group g ON g.group_id = k.group_id WHERE k.line_id = l.line_id AND g.window_id IN (SELECT m.window_id FROM claim m WHERE m.line_id = l.line_id
           AND n.cycle_id = CASE WHEN l.line_type IN ('CLAIM_RECEIVABLE', 'RESERVE_RELEASE', 'BREAKAGE_SHARE') THEN m.payee_booking_cycle_id ELSE m.payer_booking_cycle_id END)) AS "legCount"
       FROM credit_note n JOIN credit_note_line c ON c.credit_note_id = n.credit_note_id JOIN invoice_line l ON l.invoice_line_id = c.invoice_line_id LEFT JOIN partner p ON p.partner_id = l.counterparty_id WHERE c.credit_note_id = $1 ORDER BY c.line_no`, [creditNoteId])).rows;
}

export interface StatementRow extends NettedRow {
  readonly statementId: string;
  readonly number: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly settlementId: string;
  readonly obligationId: string;
  readonly issuedOn: string;
  readonly dueDate: string;
  /** The document that answers it, when its settlement was aborted. */
  readonly voidId: string | null;
  readonly voidNumber: string | null;
  readonly netCash: string;
  /** Fees without PPN as they enter the obligation: of invoices, less their credit notes. */
  readonly netFees: string;
  readonly bankReference: string;
  readonly netting: NettingMode;
  /** Whose claims it nets, and which of them; the brand is null for the hub. */
  readonly side: 'NET' | 'PAYS' | 'RECEIVES';
  readonly counterpartyId: string;
  readonly counterpartyName: string | null;
  /** Whether fees and credits enter it. */
  readonly takesBeside: boolean;
  readonly jsonSha256: string | null;
  readonly pdfSha256: string | null;
}

const STATEMENT = `SELECT s.statement_id AS "statementId", s.number, s.partner_id AS "partnerId", p.brand_name AS "partnerName", s.settlement_id AS "settlementId", s.obligation_id AS "obligationId", s.issued_on::text AS "issuedOn", s.due_date::text AS "dueDate",
    s.payable_minor::text AS payable, s.receivable_minor::text AS receivable, ${NETTED}, s.disputed_minor::text AS disputed, v.statement_void_id AS "voidId", v.number AS "voidNumber", s.net_cash_minor::text AS "netCash", s.fees_minor::text AS "netFees", s.bank_reference AS "bankReference", e.netting, o.side, q.brand_name AS "counterpartyName", o.counterparty_id AS "counterpartyId", o.takes_beside AS "takesBeside", f.json_sha256 AS "jsonSha256", f.pdf_sha256 AS "pdfSha256"
  FROM statement s JOIN obligation o ON o.obligation_id = s.obligation_id JOIN settlement e ON e.settlement_id = s.settlement_id JOIN partner p ON p.partner_id = s.partner_id LEFT JOIN partner q ON q.partner_id = o.counterparty_id CROSS JOIN ${NETTED_BESIDE} LEFT JOIN statement_void v ON v.statement_id = s.statement_id LEFT JOIN document_file f ON f.document_id = s.statement_id`;

export async function statementsPage(connection: Connection, viewer: Viewer, filter: DocumentFilter, offset: number, limit: number, order: string): Promise<StatementRow[]> {
  return (await connection.query<StatementRow>(`${STATEMENT} WHERE ($1::uuid IS NULL OR s.partner_id = $1) AND ($2::uuid IS NULL OR s.partner_id = $2) AND ($3::uuid IS NULL OR s.settlement_id = $3)
    AND ($4::text IS NULL OR strpos(s.number, upper($4)) > 0) AND ($5::date IS NULL OR s.issued_on >= $5) AND ($6::date IS NULL OR s.issued_on < $6) ORDER BY ${order} LIMIT $7 OFFSET $8`,
    [viewer.partnerId ?? null, filter.partnerId ?? null, filter.of ?? null, filter.number ?? null, filter.from ?? null, filter.to ?? null, limit, offset])).rows;
}

export async function statementById(connection: Connection, viewer: Viewer, statementId: string): Promise<StatementRow | undefined> {
  return (await connection.query<StatementRow>(`${STATEMENT} WHERE ($1::uuid IS NULL OR s.partner_id = $1) AND s.statement_id = $2`, [viewer.partnerId ?? null, statementId])).rows[0];
}

/** Shares of defaults in a partner's settlement, with what either rule gives it. */
export async function lossesIn(connection: Connection, settlementId: string, partnerId: string): Promise<{ defaulter: string; rule: 'NET_EXPOSURE' | 'GROSS_CLAIM'; amount: string; netExposure: string; grossClaim: string }[]> {
  return (await connection.query<{ defaulter: string; rule: 'NET_EXPOSURE' | 'GROSS_CLAIM'; amount: string; netExposure: string; grossClaim: string }>(
    `SELECT p.brand_name AS defaulter, d.rule, (-c.amount_minor)::text AS amount, l.one->>'netExposure' AS "netExposure", l.one->>'grossClaim' AS "grossClaim"
       FROM settlement_credit c JOIN default_case d ON d.default_id = c.source_id JOIN partner p ON p.partner_id = d.party_id CROSS JOIN LATERAL (SELECT e AS one FROM jsonb_array_elements(d.simulation->'losses') e WHERE e->>'partyId' = c.party_id::text) l
      WHERE c.kind = 'LOSS_SHARE' AND c.settlement_id = $1 AND c.party_id = $2 ORDER BY d.decided_at, d.default_id`, [settlementId, partnerId])).rows;
}

export interface VoidRow {
  readonly statementVoidId: string;
  readonly statementId: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly reason: string;
}

export async function voidById(connection: Connection, viewer: Viewer, statementVoidId: string): Promise<VoidRow | undefined> {
  return (await connection.query<VoidRow>(`SELECT statement_void_id AS "statementVoidId", statement_id AS "statementId", number, issued_on::text AS "issuedOn", reason FROM statement_void WHERE ($1::uuid IS NULL OR partner_id = $1) AND statement_void_id = $2`, [viewer.partnerId ?? null, statementVoidId])).rows[0];
}

export interface IssuedDocument {
  readonly kind: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly total: string;
  readonly state: string;
}

/** The issued document whose JSON twin has a hash; what the public page shows of it. */
export async function issuedByHash(connection: Connection, jsonSha256: string): Promise<IssuedDocument | undefined> {
  return (await connection.query<IssuedDocument>(
    `SELECT coalesce(i.kind, CASE WHEN n.credit_note_id IS NOT NULL THEN 'CREDIT_NOTE' WHEN s.statement_id IS NOT NULL THEN 'NETTING_STATEMENT' WHEN a.account_statement_id IS NOT NULL THEN 'STATEMENT' WHEN r.receipt_id IS NOT NULL THEN 'RECEIPT' ELSE 'STATEMENT_VOID' END) AS kind,
        coalesce(i.number, n.number, s.number, a.number, r.number, v.number) AS number, coalesce(i.issued_on, n.issued_on, s.issued_on, a.issued_on, r.issued_on, v.issued_on)::text AS "issuedOn", coalesce(i.total_minor, n.total_minor, abs(s.net_cash_minor), abs(a.closing_minor), r.amount_minor, 0)::text AS total, CASE WHEN EXISTS (SELECT 1 FROM credit_note c WHERE c.invoice_id = i.invoice_id AND c.status = 'ISSUED') THEN 'CREDITED_IN_PART_OR_WHOLE'
          WHEN EXISTS (SELECT 1 FROM statement_void x WHERE x.statement_id = s.statement_id) OR EXISTS (SELECT 1 FROM payment y WHERE y.payment_id = r.payment_id AND y.unmatched_at IS NOT NULL) THEN 'VOID' ELSE 'ISSUED' END AS state
       FROM document_file f LEFT JOIN invoice i ON i.invoice_id = f.document_id LEFT JOIN credit_note n ON n.credit_note_id = f.document_id LEFT JOIN statement s ON s.statement_id = f.document_id
         LEFT JOIN account_statement a ON a.account_statement_id = f.document_id LEFT JOIN payment_receipt r ON r.receipt_id = f.document_id LEFT JOIN statement_void v ON v.statement_void_id = f.document_id WHERE f.json_sha256 = $1`, [jsonSha256])).rows[0];
}
