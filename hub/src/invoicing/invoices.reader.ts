import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import { brandNames } from '../partners';
import { claimLines, feeLines, taxProfiles, type InvoiceKind, type LineFacts } from './documents.transactor';
import { restatedLines } from './restated.reader';
import type { InvoiceStatus } from './invoicing.wire';
import { MET } from './paid.sql';

export interface InvoiceRow {
  readonly invoiceId: string;
  readonly kind: InvoiceKind;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly cycleId: string;
  readonly state: InvoiceStatus;
  readonly number: string | null;
  readonly cycleFrom: string;
  readonly cycleTo: string;
  readonly issuedOn: string | null;
  readonly dueDate: string | null;
  readonly points: string;
  readonly subtotal: string;
  readonly taxBase: string | null;
  readonly taxProfile: string | null;
  readonly ppn: string;
  readonly total: string;
  readonly credited: string;
  readonly paid: string;
  readonly disputed: string;
  readonly lineCount: number;
  readonly jsonSha256: string | null;
  readonly pdfSha256: string | null;
  readonly settlementId: string | null;
}

/** An issued row never changes; what was paid and credited is derived from settlements, payments and credit notes. */
const INVOICE = `SELECT * FROM (SELECT i.invoice_id AS "invoiceId", i.kind, i.partner_id AS "partnerId", p.brand_name AS "partnerName", i.cycle_id AS "cycleId", i.number, d.from_date::text AS "cycleFrom", d.to_date::text AS "cycleTo",
    i.issued_on::text AS "issuedOn", i.due_date::text AS "dueDate", i.points::text AS points, i.subtotal_minor::text AS subtotal, i.tax_base_minor::text AS "taxBase", i.tax_profile AS "taxProfile", i.ppn_minor::text AS ppn,
    i.total_minor::text AS total, i.total_minor AS "totalMinor", r.credited::text AS credited, m.paid::text AS paid, x.disputed::text AS disputed, i.line_count AS "lineCount", f.json_sha256 AS "jsonSha256", f.pdf_sha256 AS "pdfSha256",
    (SELECT s.settlement_id FROM settlement_document s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state <> 'ABORTED' WHERE s.document_id = i.invoice_id) AS "settlementId",
    CASE WHEN i.status <> 'ISSUED' THEN i.status WHEN m.paid >= i.total_minor THEN 'PAID' WHEN r.credited >= i.total_minor THEN 'CREDITED' WHEN m.paid + r.credited >= i.total_minor THEN 'PAID' WHEN m.paid > 0 THEN 'PARTLY_PAID' ELSE 'ISSUED' END AS state
  FROM invoice i JOIN document_cycle d ON d.cycle_id = i.cycle_id JOIN partner p ON p.partner_id = i.partner_id LEFT JOIN document_file f ON f.document_id = i.invoice_id
  CROSS JOIN LATERAL (SELECT coalesce(sum(n.total_minor), 0) AS credited FROM credit_note n WHERE n.invoice_id = i.invoice_id AND n.status = 'ISSUED') r
  CROSS JOIN LATERAL ${MET} m
  CROSS JOIN LATERAL (SELECT CASE i.kind WHEN 'FEE_INVOICE' THEN 0 ELSE (SELECT coalesce(-sum(v.amount_minor), 0) FROM settlement_line l JOIN position_movement v ON v.line_id = l.line_id
        WHERE CASE i.kind WHEN 'POINTS_INVOICE' THEN l.payer_cycle_id ELSE l.payee_cycle_id END = i.cycle_id) END AS disputed) x
  WHERE ($1::uuid IS NULL OR i.partner_id = $1) AND i.status <> 'DISCARDED') v`;

export interface InvoiceFilter {
  readonly partnerId: string | undefined;
  readonly kind: string | undefined;
  readonly status: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly number: string | undefined;
}

const WHERE = `WHERE ($2::uuid IS NULL OR "partnerId" = $2) AND ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR state = $4) AND ($5::text IS NULL OR "cycleFrom" >= $5) AND ($6::text IS NULL OR "cycleFrom" < $6) AND ($7::text IS NULL OR strpos(number, upper($7)) > 0)`;
const values = (viewer: Viewer, filter: InvoiceFilter): unknown[] => [viewer.partnerId, filter.partnerId, filter.kind, filter.status, filter.from, filter.to, filter.number].map((one) => one ?? null);

export async function invoicesPage(connection: Connection, viewer: Viewer, filter: InvoiceFilter, offset: number, limit: number, order: string): Promise<InvoiceRow[]> {
  return (await connection.query<InvoiceRow>(`${INVOICE} ${WHERE} ORDER BY ${order} LIMIT $8 OFFSET $9`, [...values(viewer, filter), limit, offset])).rows;
}

export async function invoicesTotals(connection: Connection, viewer: Viewer, filter: InvoiceFilter): Promise<{ count: number; amount: string }> {
  const { rows } = await connection.query<{ count: number; amount: string }>(`SELECT count(*)::int AS count, coalesce(sum("totalMinor"), 0)::text AS amount FROM (${INVOICE} ${WHERE}) t`, values(viewer, filter));
  return rows[0] ?? { count: 0, amount: '0' };
}

export async function invoiceById(connection: Connection, viewer: Viewer, invoiceId: string): Promise<InvoiceRow | undefined> {
  return (await connection.query<InvoiceRow>(`${INVOICE} WHERE "invoiceId" = $2`, [viewer.partnerId ?? null, invoiceId])).rows[0];
}

export interface LineRow extends LineFacts {
  readonly lineNo: number;
  readonly section: 'NORMAL' | 'LATE' | 'CORRECTION' | 'RESTATED';
  readonly counterpartyName: string | null;
  readonly ppnMinor: bigint | null;
  readonly creditedMinor: bigint;
}

/** Lines of a document: as they were fixed, or, of a draft, as they stand now. */
export async function linesOf(connection: Connection, invoice: InvoiceRow): Promise<LineRow[]> {
  if (invoice.state === 'DRAFT') {
    const booking = { lineCycle: invoice.cycleId, bookingCycle: invoice.cycleId };
    const own = (invoice.kind === 'FEE_INVOICE' ? await feeLines(connection, [booking]) : await claimLines(connection, invoice.kind, [booking])).at(booking);
    const later = (await restatedLines(connection, invoice.kind, [invoice.cycleId], await taxProfiles(connection))).get(invoice.cycleId) ?? [];
    const lines = [...own.map((line) => ({ ...line, ppnMinor: 0n })), ...later];
    const names = await brandNames(connection);
    return lines.filter((line) => line.amountMinor !== 0n || line.points !== 0n || line.ppnMinor !== 0n).map((line, at) => ({ ...line, lineNo: at + 1, counterpartyName: names.get(line.counterpartyId) ?? null, ppnMinor: invoice.kind === 'FEE_INVOICE' && line.section === 'RESTATED' ? line.ppnMinor : null, creditedMinor: 0n }));
  }
  const { rows } = await connection.query<{ line_id: string; line_no: number; line_type: LineRow['lineType']; section: LineRow['section']; counterparty_id: string; brand_name: string | null; points: string | null; point_price: string | null; base_minor: string | null;
    rate: string | null; amount_minor: string; ppn_minor: string | null; exact: string; terms_ref: string; leg_count: number; credited: string }>(
    `SELECT l.*, p.brand_name, (SELECT coalesce(sum(c.amount_minor), 0)::text FROM credit_note_line c JOIN credit_note n ON n.credit_note_id = c.credit_note_id AND n.status = 'ISSUED' WHERE c.invoice_line_id = l.invoice_line_id) AS credited
       FROM invoice_line l LEFT JOIN partner p ON p.partner_id = l.counterparty_id WHERE l.invoice_id = $1 ORDER BY l.line_no`, [invoice.invoiceId]);
  return rows.map((row) => ({ lineId: row.line_id, lineNo: row.line_no, lineType: row.line_type, section: row.section, counterpartyId: row.counterparty_id, counterpartyName: row.brand_name, points: BigInt(row.points ?? 0), price: row.point_price ?? row.rate ?? '',
    baseMinor: row.base_minor === null ? null : BigInt(row.base_minor), amountMinor: BigInt(row.amount_minor), ppnMinor: row.ppn_minor === null ? null : BigInt(row.ppn_minor), exact: row.exact, termsRef: row.terms_ref, legCount: row.leg_count, creditedMinor: BigInt(row.credited) }));
}

export interface LegRow {
  readonly legId: string;
  readonly postingId: string;
  readonly postingType: string;
  readonly seq: string;
  readonly externalId: string | null;
  readonly receiptNo: string | null;
  readonly outletName: string | null;
  readonly postingPartnerId: string;
  readonly businessDate: string;
  readonly occurredAt: Date;
  readonly issuerId: string;
  readonly redeemerId: string;
  readonly points: string;
  readonly price: string;
  readonly rate: string;
  readonly windowId: string;
  readonly late: boolean;
}

/** The price by which a type of line counts its legs; a fee counts their value at its own rate. */
const LEGS: Readonly<Record<LineFacts['lineType'], { price: string; rate: string; booking: string }>> = {
  CLAIM_PAYABLE: { price: 'g.pay_price', rate: `'1'`, booking: 'payer' },
  CLAIM_RECEIVABLE: { price: 'g.receive_price', rate: `'1'`, booking: 'payee' },
  ISSUE: { price: 'g.pay_price', rate: `'1'`, booking: 'payer' },
  RESERVE_FUNDING: { price: 'g.pay_price', rate: `'1'`, booking: 'payer' },
  RESERVE_RELEASE: { price: `(g.pricing->'reserve'->>'price')::numeric`, rate: `'1'`, booking: 'payee' },
  EXPIRE_CONTRIBUTION: { price: 'g.pay_price', rate: `'1'`, booking: 'payer' },
  BREAKAGE_SHARE: { price: 'g.pay_price', rate: `'1'`, booking: 'payee' },
  ISSUER_FEE: { price: 'g.pay_price', rate: 'k.price', booking: 'payer' },
  ACCEPTANCE_FEE: { price: 'g.receive_price', rate: 'k.price', booking: 'payer' },
};

/** The groups behind a line, in the windows that were booked in one cycle. */
const groupsOf = (booking: string): string => `price_group_line k JOIN price_group g ON g.group_id = k.group_id
      WHERE k.line_id = $1 AND g.window_id IN (SELECT c.window_id FROM claim c WHERE c.line_id = $1 AND c.${booking}_booking_cycle_id = $2)`;

/** Legs behind a line, in journal order; the line's own windows only, so that its credit notes have theirs. Points that are issued or expire are told by their sums alone. */
export async function legsOf(connection: Connection, line: LineFacts, bookingCycleId: string, offset: number, limit: number): Promise<LegRow[]> {
  const { price, rate, booking } = LEGS[line.lineType];
  const { rows } = await connection.query<LegRow>(
    `SELECT l.leg_id AS "legId", l.posting_id AS "postingId", p.type AS "postingType", l.seq, p.external_id AS "externalId", p.receipt_no AS "receiptNo", o.name AS "outletName", p.partner_id AS "postingPartnerId", l.business_date::text AS "businessDate",
        p.occurred_at AS "occurredAt", l.issuer_id AS "issuerId", l.redeemer_id AS "redeemerId", (CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END)::text AS points, trim_scale(x.price)::text AS price, x.rate, l.window_id AS "windowId", p.late
       FROM (SELECT g.group_id, ${price} AS price, ${rate} AS rate FROM ${groupsOf(booking)}) x JOIN leg_price y ON y.group_id = x.group_id JOIN leg l ON l.leg_id = y.leg_id JOIN posting p ON p.posting_id = l.posting_id LEFT JOIN outlet o ON o.outlet_id = p.outlet_id
      ORDER BY l.seq, l.line_no LIMIT $3 OFFSET $4`, [line.lineId, bookingCycleId, limit, offset]);
  return rows;
}

export async function legTotals(connection: Connection, line: LineFacts, bookingCycleId: string): Promise<{ count: number; points: string; exact: string }> {
  const { price, rate, booking } = LEGS[line.lineType];
  const { rows } = await connection.query<{ count: number; points: string; exact: string }>(
    `SELECT coalesce(sum(x.legs), 0)::int AS count, coalesce(sum(x.points), 0)::text AS points, trim_scale(coalesce(sum(x.points * x.price * x.rate::numeric), 0))::text AS exact
       FROM (SELECT g.legs, g.points, ${price} AS price, ${rate} AS rate FROM ${groupsOf(booking)}) x`, [line.lineId, bookingCycleId]);
  return rows[0] ?? { count: 0, points: '0', exact: '0' };
}
