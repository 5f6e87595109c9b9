import { arrayOf, asJson, copyRows, insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';
import type { PpnMoved, Profile } from './domain/restated';

/** Documents are drafted, fixed and issued by one worker at a time. */
const DOCUMENT_LOCK = 7_301_006;

export async function lockDocuments(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [DOCUMENT_LOCK]);
}

export type InvoiceKind = 'POINTS_INVOICE' | 'REDEMPTION_INVOICE' | 'FEE_INVOICE';

/** Where a kind of document finds its claims: the side of the partner, and the types of lines. */
const SIDES = {
  POINTS_INVOICE: { side: 'payer', types: `c.line_type = 'CLAIM'` },
  REDEMPTION_INVOICE: { side: 'payee', types: `c.line_type = 'CLAIM'` },
  FEE_INVOICE: { side: 'payer', types: `c.line_type <> 'CLAIM'` },
} as const;

export interface DraftSum {
  readonly partnerId: string;
  readonly cycleId: string;
  readonly kind: InvoiceKind;
  readonly points: bigint;
  readonly subtotalMinor: bigint;
  readonly ppnMinor: bigint;
  readonly taxProfile: string | null;
  /** Whether PPN stands on it that another version of its tax adds without any fee. */
  readonly taxMoved?: true;
}

/** What each document of the cycles around a date amounts to so far: only what is booked in the line's own cycle. */
export async function draftSums(connection: Connection, date: string): Promise<DraftSum[]> {
  const all: DraftSum[] = [];
  for (const kind of Object.keys(SIDES) as InvoiceKind[]) {
    const { side, types } = SIDES[kind];
    const { rows } = await connection.query<{ partner_id: string; cycle_id: string; points: string; subtotal: string; ppn: string; tax_profile: string | null }>(
      `SELECT l.${side}_id AS partner_id, l.${side}_cycle_id AS cycle_id, sum(CASE WHEN l.kind = 'BURN' THEN c.points ELSE 0 END)::text AS points,
          sum(CASE WHEN c.line_type = 'PPN' THEN 0 ELSE c.amount_minor END)::text AS subtotal, sum(CASE WHEN c.line_type = 'PPN' THEN c.amount_minor ELSE 0 END)::text AS ppn,
          string_agg(DISTINCT CASE c.line_type WHEN 'PPN' THEN l.qualifier END, '; ') AS tax_profile
         FROM document_cycle d JOIN settlement_line l ON l.${side}_cycle_id = d.cycle_id JOIN claim c ON c.line_id = l.line_id AND c.${side}_booking_cycle_id = l.${side}_cycle_id
        WHERE d.from_date <= $1 AND d.to_date > $1 AND ${types} GROUP BY 1, 2`, [date]);
    all.push(...rows.map((row) => ({ partnerId: row.partner_id, cycleId: row.cycle_id, kind, points: BigInt(row.points), subtotalMinor: BigInt(row.subtotal), ppnMinor: BigInt(row.ppn), taxProfile: row.tax_profile })));
  }
  return all;
}

export async function upsertDrafts(tx: Tx, drafts: readonly (DraftSum & { readonly invoiceId: string; readonly taxBaseMinor: bigint | null })[]): Promise<void> {
  if (drafts.length === 0) return;
  await tx.query(
    `INSERT INTO invoice AS i (invoice_id, partner_id, kind, cycle_id, status, points, subtotal_minor, tax_base_minor, tax_profile, ppn_minor, total_minor)
     SELECT invoice_id, partner_id, kind, cycle_id, 'DRAFT', points, subtotal_minor, tax_base_minor, tax_profile, ppn_minor, subtotal_minor + ppn_minor FROM json_populate_recordset(NULL::invoice, $1)
     ON CONFLICT (partner_id, kind, cycle_id) DO UPDATE SET points = excluded.points, subtotal_minor = excluded.subtotal_minor, tax_base_minor = excluded.tax_base_minor, tax_profile = excluded.tax_profile,
       ppn_minor = excluded.ppn_minor, total_minor = excluded.total_minor WHERE i.status = 'DRAFT'`,
    [asJson(drafts.map((one) => ({ invoice_id: one.invoiceId, partner_id: one.partnerId, kind: one.kind, cycle_id: one.cycleId, points: one.points, subtotal_minor: one.subtotalMinor, tax_base_minor: one.taxBaseMinor,
      tax_profile: one.taxProfile, ppn_minor: one.ppnMinor })))]);
}

export interface OpenInvoice {
  readonly invoiceId: string;
  readonly partnerId: string;
  readonly kind: InvoiceKind;
  readonly cycleId: string;
  readonly cycleTo: string;
  readonly ppnMinor: bigint;
  readonly totalMinor: bigint;
}

/** Drafts whose cycle has ended, in the order of their numbers to come. */
export async function endedDrafts(tx: Tx, endedBy: string): Promise<OpenInvoice[]> {
  const { rows } = await tx.query<OpenInvoice & { ppn: string; total: string }>(
    `SELECT i.invoice_id AS "invoiceId", i.partner_id AS "partnerId", i.kind, i.cycle_id AS "cycleId", d.to_date::text AS "cycleTo", i.ppn_minor AS ppn, i.total_minor AS total
       FROM invoice i JOIN document_cycle d ON d.cycle_id = i.cycle_id JOIN partner p ON p.partner_id = i.partner_id WHERE i.status = 'DRAFT' AND d.to_date <= $1 ORDER BY d.to_date, p.code, i.kind FOR UPDATE OF i`, [endedBy]);
  return rows.map((row) => ({ ...row, ppnMinor: BigInt(row.ppn), totalMinor: BigInt(row.total) }));
}

export interface LineFacts {
  readonly lineId: string;
  readonly lineType: 'CLAIM_PAYABLE' | 'CLAIM_RECEIVABLE' | 'ISSUE' | 'RESERVE_FUNDING' | 'RESERVE_RELEASE' | 'EXPIRE_CONTRIBUTION' | 'BREAKAGE_SHARE' | 'ISSUER_FEE' | 'ACCEPTANCE_FEE';
  readonly section: 'NORMAL' | 'LATE' | 'CORRECTION' | 'RESTATED';
  readonly counterpartyId: string;
  readonly points: bigint;
  readonly amountMinor: bigint;
  readonly baseMinor: bigint | null;
  readonly price: string;
  readonly exact: string;
  readonly termsRef: string;
  readonly legCount: number;
}

/** A document's lines: those of one cycle of the partner's, as far as they were booked in the same or in a later one. */
export interface Booking {
  readonly lineCycle: string;
  readonly bookingCycle: string;
}

const keyOf = ({ lineCycle, bookingCycle }: Booking): string => `${lineCycle}|${bookingCycle}`;

/** Lines by document, each in the order in which it prints them. */
export class LinesOf {
  private readonly byBooking = new Map<string, LineFacts[]>();
  constructor(rows: readonly (LineFacts & Booking)[]) {
    for (const { lineCycle, bookingCycle, ...line } of rows) {
      const key = keyOf({ lineCycle, bookingCycle });
      const known = this.byBooking.get(key);
      if (known) known.push(line);
      else this.byBooking.set(key, [line]);
    }
  }

  at(booking: Booking): LineFacts[] {
    return this.byBooking.get(keyOf(booking)) ?? [];
  }
}

/** What the groups behind a line were charged at, and by which clauses; of the windows that `f` names. Looked up line by line: how many there are, no planner guesses right. */
const behind = (clause: 'clause' | 'payee_clause'): string => `LEFT JOIN LATERAL (SELECT sum(p.legs)::int AS legs, string_agg(DISTINCT k.price, '; ') AS price, string_agg(DISTINCT k.${clause}, '; ') AS refs
    FROM price_group_line k JOIN price_group p ON p.group_id = k.group_id WHERE k.line_id = f.line_id AND p.window_id = ANY(f.windows)) g ON true`;

const TYPES_OF = { BURN: { POINTS_INVOICE: 'CLAIM_PAYABLE', REDEMPTION_INVOICE: 'CLAIM_RECEIVABLE' }, EXPIRE: 'EXPIRE_CONTRIBUTION' } as const;

function typeOf(kind: string, document: 'POINTS_INVOICE' | 'REDEMPTION_INVOICE'): LineFacts['lineType'] {
  return kind === 'BURN' ? TYPES_OF.BURN[document] : kind === 'EXPIRE' ? TYPES_OF.EXPIRE : (kind as LineFacts['lineType']);
}

const BOOKINGS = 'unnest($1::uuid[], $2::uuid[]) AS w(cycle, booking)';
const parametersOf = (bookings: readonly Booking[]): string[] => [arrayOf('uuid', bookings.map((one) => one.lineCycle)), arrayOf('uuid', bookings.map((one) => one.bookingCycle))];

/** Claim lines of some documents, all of one kind. */
export async function claimLines(tx: Connection, kind: 'POINTS_INVOICE' | 'REDEMPTION_INVOICE', bookings: readonly Booking[]): Promise<LinesOf> {
  if (bookings.length === 0) return new LinesOf([]);
  const [side, other] = kind === 'POINTS_INVOICE' ? ['payer', 'payee'] : ['payee', 'payer'];
  const { rows } = await tx.query<{ cycle: string; booking: string; line_id: string; kind: string; section: LineFacts['section']; counterparty_id: string; points: string; amount: string; exact: string; price: string; refs: string; legs: number }>(
    `WITH c AS (SELECT w.cycle, w.booking, l.line_id, l.kind, l.section, CASE l.${other}_id WHEN '${RATE_DIFFERENCE_PARTY}' THEN l.qualifier::uuid ELSE l.${other}_id END AS counterparty_id, c.window_id, c.points, c.amount_minor, c.exact_after, n.window_no
         FROM ${BOOKINGS} JOIN settlement_line l ON l.${side}_cycle_id = w.cycle JOIN claim c ON c.line_id = l.line_id AND c.${side}_booking_cycle_id = w.booking AND c.line_type = 'CLAIM' JOIN settlement_window n ON n.window_id = c.window_id),
      f AS (SELECT cycle, booking, line_id, kind, section, counterparty_id, array_agg(window_id) AS windows, sum(points)::text AS points, sum(amount_minor)::text AS amount, (array_agg(exact_after ORDER BY window_no DESC))[1] AS exact FROM c GROUP BY 1, 2, 3, 4, 5, 6)
     SELECT f.*, coalesce(g.price, '') AS price, coalesce(g.refs, '') AS refs, coalesce(g.legs, 0) AS legs
       FROM f ${behind(kind === 'POINTS_INVOICE' ? 'clause' : 'payee_clause')} LEFT JOIN partner p ON p.partner_id = f.counterparty_id ORDER BY f.section DESC, p.brand_name NULLS LAST, f.kind, f.line_id`, parametersOf(bookings));
  return new LinesOf(rows.map((row) => ({ lineCycle: row.cycle, bookingCycle: row.booking, lineId: row.line_id, lineType: typeOf(row.kind, kind), section: row.section, counterpartyId: row.counterparty_id, points: BigInt(row.points), amountMinor: BigInt(row.amount),
    baseMinor: null, price: row.price, exact: row.exact, termsRef: row.refs, legCount: row.legs })));
}

/** Fee lines of some documents, with the principal that they were charged on. */
export async function feeLines(tx: Connection, bookings: readonly Booking[]): Promise<LinesOf> {
  if (bookings.length === 0) return new LinesOf([]);
  const { rows } = await tx.query<{ cycle: string; booking: string; line_id: string; line_type: 'ISSUER_FEE' | 'ACCEPTANCE_FEE'; payee_id: string; amount: string; exact: string; refs: string | null; base: string; rate: string | null; legs: number }>(
    `WITH c AS (SELECT w.cycle, w.booking, l.line_id, l.line_type, l.payee_id, c.window_id, c.amount_minor, c.base_minor, c.exact_after, c.terms_refs, n.window_no
         FROM ${BOOKINGS} JOIN settlement_line l ON l.payer_cycle_id = w.cycle AND l.line_type IN ('ISSUER_FEE', 'ACCEPTANCE_FEE') JOIN claim c ON c.line_id = l.line_id AND c.payer_booking_cycle_id = w.booking JOIN settlement_window n ON n.window_id = c.window_id),
      f AS (SELECT cycle, booking, line_id, line_type, payee_id, array_agg(window_id) AS windows, sum(amount_minor)::text AS amount, coalesce(sum(base_minor), 0)::text AS base, (array_agg(exact_after ORDER BY window_no DESC))[1] AS exact FROM c GROUP BY 1, 2, 3, 4, 5)
     SELECT f.*, (SELECT string_agg(DISTINCT t.ref, '; ') FROM c CROSS JOIN unnest(c.terms_refs) AS t(ref) WHERE c.line_id = f.line_id AND c.booking = f.booking) AS refs, g.price AS rate, coalesce(g.legs, 0) AS legs FROM f ${behind('clause')} ORDER BY f.line_type DESC`, parametersOf(bookings));
  return new LinesOf(rows.map((row) => ({ lineCycle: row.cycle, bookingCycle: row.booking, lineId: row.line_id, lineType: row.line_type, section: 'NORMAL', counterpartyId: row.payee_id, points: 0n, amountMinor: BigInt(row.amount), baseMinor: BigInt(row.base), price: row.rate ?? '', exact: row.exact, termsRef: row.refs ?? '', legCount: row.legs })));
}

export interface NewInvoiceLine extends LineFacts {
  readonly invoiceLineId: string;
  readonly lineNo: number;
  readonly ppnMinor: bigint | null;
}

export interface FixedInvoice {
  readonly invoiceId: string;
  readonly reviewUntil: string;
  readonly lines: readonly NewInvoiceLine[];
}

const LINE = { invoice_line_id: 'uuid', invoice_id: 'uuid', line_no: 'integer', line_id: 'uuid', line_type: 'text', section: 'text', counterparty_id: 'uuid', points: 'bigint', point_price: 'text', base_minor: 'bigint', rate: 'text', amount_minor: 'bigint', ppn_minor: 'bigint', exact: 'text', terms_ref: 'text', leg_count: 'integer' };

/** Fixes the lines of documents whose cycle has ended. */
export async function fixLines(tx: Tx, fixed: readonly FixedInvoice[], at: Date): Promise<void> {
  const claim = (line: LineFacts): boolean => line.lineType !== 'ISSUER_FEE' && line.lineType !== 'ACCEPTANCE_FEE';
  const rows = fixed.flatMap(({ invoiceId, lines }) => lines.map((line) => ({ invoice_line_id: line.invoiceLineId, invoice_id: invoiceId, line_no: line.lineNo, line_id: line.lineId, line_type: line.lineType, section: line.section, counterparty_id: line.counterpartyId,
    points: claim(line) ? line.points : null, point_price: claim(line) ? line.price : null, base_minor: line.baseMinor, rate: claim(line) ? null : line.price, amount_minor: line.amountMinor, ppn_minor: line.ppnMinor, exact: line.exact, terms_ref: line.termsRef, leg_count: line.legCount })));
  await copyRows(tx, [{ table: 'invoice_line', shape: LINE, list: rows }]);
  await tx.query(`UPDATE invoice i SET status = 'IN_REVIEW', review_until = f.review_until, line_count = f.line_count FROM json_populate_recordset(NULL::invoice, $1) f WHERE i.invoice_id = f.invoice_id AND i.status = 'DRAFT'`,
    [asJson(fixed.map((one) => ({ invoice_id: one.invoiceId, review_until: one.reviewUntil, line_count: one.lines.length })))]);
  await note(tx, 'INVOICE', fixed.map((one) => one.invoiceId), 'DRAFT', 'IN_REVIEW', at);
}

/** Drafts on which nothing stands take no number. */
export async function discard(tx: Tx, invoiceIds: readonly string[], at: Date): Promise<void> {
  if (invoiceIds.length === 0) return;
  await tx.query(`UPDATE invoice SET status = 'DISCARDED' WHERE invoice_id = ANY($1::uuid[]) AND status = 'DRAFT'`, [arrayOf('uuid', invoiceIds)]);
  await note(tx, 'INVOICE', invoiceIds, 'DRAFT', 'DISCARDED', at);
}

/** Lines of one cycle of a partner's that shrank in a later cycle. */
export interface Shrunk extends Booking {
  readonly partnerId: string;
  readonly kind: InvoiceKind;
  readonly cycleTo: string;
  readonly ppn: PpnMoved;
}

/** What cycles that have ended took off the lines of earlier ones and no note tells yet. */
export async function shrunkIn(tx: Tx, endedBy: string): Promise<Shrunk[]> {
  const all: Shrunk[] = [];
  for (const kind of Object.keys(SIDES) as InvoiceKind[]) {
    const { side, types } = SIDES[kind];
    const { rows } = await tx.query<Omit<Shrunk, 'ppn'> & { ppn: Record<string, string> | null }>(
      `SELECT "partnerId", '${kind}' AS kind, "lineCycle", "bookingCycle", "cycleTo", jsonb_object_agg(version, amount::text) FILTER (WHERE version <> '') AS ppn FROM (
          SELECT l.${side}_id AS "partnerId", l.${side}_cycle_id AS "lineCycle", c.${side}_booking_cycle_id AS "bookingCycle", d.to_date::text AS "cycleTo", CASE c.line_type WHEN 'PPN' THEN l.qualifier ELSE '' END AS version, sum(c.amount_minor) AS amount
         FROM claim c JOIN settlement_line l ON l.line_id = c.line_id JOIN document_cycle d ON d.cycle_id = c.${side}_booking_cycle_id
        WHERE ${types} AND c.${side}_booking_cycle_id <> l.${side}_cycle_id AND c.amount_minor <> 0 AND d.to_date <= $1
          AND NOT EXISTS (SELECT 1 FROM credit_note n JOIN invoice i ON i.invoice_id = n.invoice_id AND i.kind = '${kind}' JOIN credit_note_line k ON k.credit_note_id = n.credit_note_id JOIN invoice_line x ON x.invoice_line_id = k.invoice_line_id JOIN settlement_line o ON o.line_id = x.line_id
             WHERE n.partner_id = l.${side}_id AND n.cycle_id = c.${side}_booking_cycle_id AND o.${side}_cycle_id = l.${side}_cycle_id) GROUP BY 1, 2, 3, 4, 5) q GROUP BY 1, 3, 4, 5 ORDER BY 5, 3`, [endedBy]);
    all.push(...rows.map(({ ppn, ...row }) => ({ ...row, ppn: Object.fromEntries(Object.entries(ppn ?? {}).map(([version, amount]) => [version, BigInt(amount)])) })));
  }
  return all;
}

export interface PrintedLine {
  readonly invoiceId: string;
  readonly invoiceLineId: string;
  readonly lineNo: number;
}

/** Where documents of a kind printed some lines first: in the document of the line's own cycle, or, where a restatement made the line, in that which tells it as restated. */
export async function printedLines(tx: Tx, kind: InvoiceKind, lineIds: readonly string[]): Promise<Map<string, PrintedLine>> {
  if (lineIds.length === 0) return new Map();
  const { rows } = await tx.query<PrintedLine & { lineId: string }>(
    `SELECT DISTINCT ON (x.line_id) x.line_id AS "lineId", x.invoice_id AS "invoiceId", x.invoice_line_id AS "invoiceLineId", x.line_no AS "lineNo" FROM invoice_line x JOIN invoice i ON i.invoice_id = x.invoice_id AND i.kind = $1 JOIN document_cycle d ON d.cycle_id = i.cycle_id
      WHERE x.line_id = ANY($2::uuid[]) ORDER BY x.line_id, x.section = 'RESTATED', d.to_date`, [kind, arrayOf('uuid', lineIds)]);
  return new Map(rows.map(({ lineId, ...row }) => [lineId, row]));
}

export type NoteReason = 'REVERSAL' | 'RESTATEMENT' | 'REVERSAL_AND_RESTATEMENT';

/** Why some lines of a party shrank in a cycle: something was taken back, or their window was calculated again. */
export async function reasonOf(tx: Tx, lineIds: readonly string[], bookingCycle: string): Promise<NoteReason> {
  const { rows } = await tx.query<{ restated: boolean; taken: boolean }>(
    `SELECT coalesce(bool_or(g.source = 'RESTATED'), false) AS restated, coalesce(bool_or(g.source <> 'RESTATED'), false) AS taken FROM claim c JOIN price_group_line k ON k.line_id = c.line_id JOIN price_group g ON g.group_id = k.group_id AND g.window_id = c.window_id AND g.version = c.version
      WHERE c.line_id = ANY($1::uuid[]) AND $2 IN (c.payer_booking_cycle_id, c.payee_booking_cycle_id)`, [arrayOf('uuid', lineIds), bookingCycle]);
  const { restated, taken } = rows[0] ?? { restated: false, taken: true };
  return !restated ? 'REVERSAL' : taken ? 'REVERSAL_AND_RESTATEMENT' : 'RESTATEMENT';
}

export interface NewCreditNote {
  readonly creditNoteId: string;
  readonly invoiceId: string;
  readonly partnerId: string;
  readonly cycleId: string;
  readonly reviewUntil: string;
  readonly reason: NoteReason;
  readonly subtotalMinor: bigint;
  readonly ppnMinor: bigint;
  readonly lines: readonly { invoiceLineId: string; points: bigint | null; amountMinor: bigint; ppnMinor: bigint | null; termsRef: string }[];
}

export async function insertCreditNote(tx: Tx, one: NewCreditNote): Promise<void> {
  await tx.query(`INSERT INTO credit_note (credit_note_id, invoice_id, partner_id, cycle_id, status, review_until, reason, subtotal_minor, ppn_minor, total_minor) VALUES ($1, $2, $3, $4, 'IN_REVIEW', $5, $6, $7, $8, $9)`,
    [one.creditNoteId, one.invoiceId, one.partnerId, one.cycleId, one.reviewUntil, one.reason, one.subtotalMinor.toString(), one.ppnMinor.toString(), (one.subtotalMinor + one.ppnMinor).toString()]);
  await insertRows(tx, 'credit_note_line', one.lines.map((line, at) => ({ credit_note_id: one.creditNoteId, line_no: at + 1, invoice_line_id: line.invoiceLineId, points: line.points, amount_minor: line.amountMinor, ppn_minor: line.ppnMinor, terms_ref: line.termsRef })));
}

/** Documents whose review is over; a credit note waits until its invoice has a number. */
export async function reviewedInvoices(tx: Tx, by: string): Promise<{ invoiceId: string; partnerId: string; kind: InvoiceKind }[]> {
  const { rows } = await tx.query<{ invoiceId: string; partnerId: string; kind: InvoiceKind }>(
    `SELECT i.invoice_id AS "invoiceId", i.partner_id AS "partnerId", i.kind FROM invoice i JOIN document_cycle d ON d.cycle_id = i.cycle_id JOIN partner p ON p.partner_id = i.partner_id
      WHERE i.status = 'IN_REVIEW' AND i.review_until <= $1 ORDER BY d.to_date, p.code, i.kind`, [by]);
  return rows;
}

export async function reviewedCreditNotes(tx: Tx, by: string): Promise<{ creditNoteId: string }[]> {
  const { rows } = await tx.query<{ creditNoteId: string }>(
    `SELECT n.credit_note_id AS "creditNoteId" FROM credit_note n JOIN invoice i ON i.invoice_id = n.invoice_id JOIN partner p ON p.partner_id = n.partner_id
      WHERE n.status = 'IN_REVIEW' AND n.review_until <= $1 AND i.status = 'ISSUED' ORDER BY n.review_until, p.code, i.number`, [by]);
  return rows;
}

/** The next numbers of a series, without gaps: the row stays locked until the documents are committed. */
export async function nextNumbers(tx: Tx, series: string, year: number, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await tx.query<{ last: number }>(`INSERT INTO number_series AS s (series, year, last) VALUES ($1, $2, $3) ON CONFLICT (series, year) DO UPDATE SET last = s.last + $3 RETURNING last`, [series, year, count]);
  return Array.from({ length: count }, (_none, at) => `${series}/${year}/${String((rows[0]?.last ?? 0) - count + 1 + at).padStart(6, '0')}`);
}

/** The next number of a series. */
export async function nextNumber(tx: Tx, series: string, year: number): Promise<string> {
  return (await nextNumbers(tx, series, year, 1))[0] ?? '';
}

export async function issueInvoices(tx: Tx, issued: readonly { invoiceId: string; number: string; dueDate: string }[], issuedOn: string, at: Date): Promise<void> {
  if (issued.length === 0) return;
  await tx.query(`UPDATE invoice i SET status = 'ISSUED', number = f.number, issued_on = $2, due_date = f.due_date FROM json_populate_recordset(NULL::invoice, $1) f WHERE i.invoice_id = f.invoice_id AND i.status = 'IN_REVIEW'`,
    [asJson(issued.map((one) => ({ invoice_id: one.invoiceId, number: one.number, due_date: one.dueDate }))), issuedOn]);
  await note(tx, 'INVOICE', issued.map((one) => one.invoiceId), 'IN_REVIEW', 'ISSUED', at);
}

export async function issueCreditNotes(tx: Tx, issued: readonly { creditNoteId: string; number: string }[], issuedOn: string, at: Date): Promise<void> {
  if (issued.length === 0) return;
  await tx.query(`UPDATE credit_note n SET status = 'ISSUED', number = f.number, issued_on = $2 FROM json_populate_recordset(NULL::credit_note, $1) f WHERE n.credit_note_id = f.credit_note_id AND n.status = 'IN_REVIEW'`,
    [asJson(issued.map((one) => ({ credit_note_id: one.creditNoteId, number: one.number }))), issuedOn]);
  await note(tx, 'CREDIT_NOTE', issued.map((one) => one.creditNoteId), 'IN_REVIEW', 'ISSUED', at);
}

/** Tax profile versions by their name, such as `ppn-service@v2`. */
export async function taxProfiles(connection: Connection): Promise<Map<string, Profile & { readonly citation: string }>> {
  const { rows } = await connection.query<{ name: string; dpp_numerator: number; dpp_denominator: number; dpp_rate: string | null; rate: string; citation: string }>(
    `SELECT tax_profile_id || '@v' || version AS name, coalesce(dpp_numerator, 1) AS dpp_numerator, coalesce(dpp_denominator, 1) AS dpp_denominator, CASE treatment WHEN 'NILAI_LAIN' THEN trim_scale(dpp_rate)::text END AS dpp_rate, coalesce(trim_scale(rate)::text, '0') AS rate, citation FROM tax_profile`);
  return new Map(rows.map((row) => [row.name, { numerator: row.dpp_numerator, denominator: row.dpp_denominator, rate: row.rate, citation: row.citation, ...(row.dpp_rate !== null && { dppRate: row.dpp_rate }) }]));
}

async function note(tx: Tx, kind: string, ids: readonly string[], from: string, to: string, at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor) SELECT $1, id, $3, $4, $5, 'night' FROM unnest($2::uuid[]) AS id`, [kind, arrayOf('uuid', ids), from, to, at]);
}
