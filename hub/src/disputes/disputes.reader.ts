import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import type { Dispute, DisputeDetail, DisputeEntry } from './disputes.wire';

export interface LineOfDispute {
  readonly lineType: string;
  readonly payer: string;
  readonly payee: string;
  /** What the line loses, minor units, negative; as credited, or as expected. */
  readonly amount: string;
}

export interface DisputeRow {
  readonly disputeId: string;
  readonly status: Dispute['status'];
  readonly reason: Dispute['reason'];
  readonly note: string;
  readonly remedy: Dispute['remedy'];
  readonly cause: NonNullable<Dispute['cause']> | null;
  readonly bearer: NonNullable<Dispute['bearer']>;
  readonly openerId: string;
  readonly openerName: string;
  readonly otherId: string;
  readonly otherName: string | null;
  readonly issuerId: string;
  readonly issuerName: string | null;
  readonly redeemerId: string;
  readonly redeemerName: string | null;
  readonly points: string;
  readonly respondBy: Date | null;
  readonly invoiceId: string | null;
  readonly invoiceNumber: string | null;
  readonly lineId: string | null;
  readonly postingId: string | null;
  readonly splitFrom: string | null;
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly creditedAt: Date | null;
  readonly lines: LineOfDispute[];
  readonly compensation: string;
}

const DISPUTE = `SELECT d.dispute_id AS "disputeId", d.status, d.reason, d.note, d.remedy, d.cause, d.bearer, d.opener_id AS "openerId", o.brand_name AS "openerName", d.other_id AS "otherId", t.brand_name AS "otherName", d.issuer_id AS "issuerId", s.brand_name AS "issuerName",
    d.redeemer_id AS "redeemerId", r.brand_name AS "redeemerName", d.points, d.respond_by AS "respondBy", d.invoice_id AS "invoiceId", i.number AS "invoiceNumber", d.line_id AS "lineId", d.posting_id AS "postingId", d.split_from AS "splitFrom", d.opened_at AS "openedAt", d.resolved_at AS "resolvedAt", d.credited_at AS "creditedAt",
    (SELECT coalesce(json_agg(json_build_object('lineType', l.line_type, 'payer', l.payer_id, 'payee', l.payee_id, 'amount', coalesce(l.credited_minor, l.amount_minor)::text) ORDER BY l.line_id), '[]') FROM dispute_line l WHERE l.dispute_id = d.dispute_id) AS lines,
    (SELECT coalesce(sum(m.amount_minor), 0)::text FROM position_movement m WHERE m.dispute_id = d.dispute_id AND m.kind = 'COMPENSATION') AS compensation
  FROM dispute d JOIN partner o ON o.partner_id = d.opener_id LEFT JOIN partner t ON t.partner_id = d.other_id LEFT JOIN partner s ON s.partner_id = d.issuer_id LEFT JOIN partner r ON r.partner_id = d.redeemer_id LEFT JOIN invoice i ON i.invoice_id = d.invoice_id`;

export interface DisputeFilter {
  readonly status: string | undefined;
  readonly open: boolean | undefined;
  readonly awaiting: string | undefined;
  readonly reason: string | undefined;
  readonly partnerId: string | undefined;
  readonly invoiceId: string | undefined;
  readonly postingId: string | undefined;
  readonly overdue: boolean | undefined;
}

const WHERE = `WHERE ($1::uuid IS NULL OR $1 IN (d.opener_id, d.other_id)) AND ($2::text IS NULL OR d.status = $2) AND ($3::boolean IS NULL OR $3 = (d.status IN ('OPENED', 'UNDER_REVIEW'))) AND ($4::text IS NULL OR $4 = CASE d.status WHEN 'OPENED' THEN 'COUNTERPARTY' WHEN 'UNDER_REVIEW' THEN 'HUB' END)
  AND ($5::text IS NULL OR d.reason = $5) AND ($6::uuid IS NULL OR $6 IN (d.opener_id, d.other_id)) AND ($7::uuid IS NULL OR d.invoice_id = $7 OR EXISTS (SELECT 1 FROM dispute_line x JOIN settlement_line l ON l.line_id = x.line_id JOIN invoice i ON i.invoice_id = $7 AND i.cycle_id = CASE i.kind WHEN 'REDEMPTION_INVOICE' THEN l.payee_cycle_id ELSE l.payer_cycle_id END AND (i.kind = 'FEE_INVOICE') = (l.line_type <> 'CLAIM') WHERE x.dispute_id = d.dispute_id)) AND ($8::uuid IS NULL OR EXISTS (SELECT 1 FROM dispute_leg g WHERE g.dispute_id = d.dispute_id AND g.posting_id = $8))
  AND ($9::boolean IS NULL OR $9 = (d.status IN ('OPENED', 'UNDER_REVIEW') AND d.respond_by < $10))`;
const values = (viewer: Viewer, filter: DisputeFilter, now: Date): unknown[] => [viewer.partnerId ?? null, filter.status ?? null, filter.open ?? null, filter.awaiting ?? null, filter.reason ?? null, filter.partnerId ?? null, filter.invoiceId ?? null, filter.postingId ?? null, filter.overdue ?? null, now];

export async function disputesPage(connection: Connection, viewer: Viewer, filter: DisputeFilter, now: Date, offset: number, limit: number, order: string): Promise<DisputeRow[]> {
  return (await connection.query<DisputeRow>(`${DISPUTE} ${WHERE} ORDER BY ${order} LIMIT $11 OFFSET $12`, [...values(viewer, filter, now), limit, offset])).rows;
}

export async function disputesTotals(connection: Connection, viewer: Viewer, filter: DisputeFilter, now: Date): Promise<{ count: number; points: string }> {
  const { rows } = await connection.query<{ count: number; points: string }>(`SELECT count(*)::int AS count, coalesce(sum(d.points), 0)::text AS points FROM dispute d ${WHERE}`, values(viewer, filter, now));
  return rows[0] ?? { count: 0, points: '0' };
}

/** A dispute that the viewer takes part in. */
export async function disputeById(connection: Connection, viewer: Viewer, disputeId: string): Promise<DisputeRow | undefined> {
  return (await connection.query<DisputeRow>(`${DISPUTE} WHERE d.dispute_id = $2 AND ($1::uuid IS NULL OR $1 IN (d.opener_id, d.other_id))`, [viewer.partnerId ?? null, disputeId])).rows[0];
}

export interface EntryRow {
  readonly kind: DisputeEntry['kind'];
  readonly partyId: string;
  readonly partyName: string | null;
  readonly actor: string;
  readonly text: string | null;
  readonly at: Date;
}

export async function entriesOf(connection: Connection, disputeId: string): Promise<EntryRow[]> {
  return (await connection.query<EntryRow>(`SELECT e.kind, e.party_id AS "partyId", p.brand_name AS "partyName", e.actor, e.text, e.at FROM dispute_entry e LEFT JOIN partner p ON p.partner_id = e.party_id WHERE e.dispute_id = $1 ORDER BY e.entry_id`, [disputeId])).rows;
}

export interface FileRow {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly partyId: string;
  readonly partyName: string | null;
  readonly at: Date;
}

/** Evidence of a dispute; a part that was split off shows that of the whole. */
export async function filesOf(connection: Connection, disputeId: string): Promise<FileRow[]> {
  return (await connection.query<FileRow>(`SELECT f.file_id AS "fileId", f.name, f.media_type AS "mediaType", f.size, f.sha256, f.party_id AS "partyId", p.brand_name AS "partyName", f.added_at AS at FROM dispute_file f LEFT JOIN partner p ON p.partner_id = f.party_id
      WHERE f.dispute_id = $1 OR f.dispute_id = (SELECT split_from FROM dispute WHERE dispute_id = $1) ORDER BY f.file_id`, [disputeId])).rows;
}

export async function fileContent(connection: Connection, disputeId: string, fileId: string): Promise<{ name: string; mediaType: string; content: Buffer } | undefined> {
  return (await connection.query<{ name: string; mediaType: string; content: Buffer }>(`SELECT name, media_type AS "mediaType", content FROM dispute_file WHERE file_id = $2 AND (dispute_id = $1 OR dispute_id = (SELECT split_from FROM dispute WHERE dispute_id = $1))`, [disputeId, fileId])).rows[0];
}

export async function partsOf(connection: Connection, disputeId: string): Promise<string[]> {
  return (await connection.query<{ id: string }>('SELECT dispute_id AS id FROM dispute WHERE split_from = $1 ORDER BY 1', [disputeId])).rows.map((row) => row.id);
}

export interface LegRow {
  readonly legId: string;
  readonly postingId: string;
  readonly points: string;
  readonly businessDate: string;
  readonly partnerId: string;
  readonly externalId: string | null;
  readonly receiptNo: string | null;
  readonly outletName: string | null;
  readonly reversalId: string | null;
}

export async function disputedLegs(connection: Connection, disputeId: string, offset: number, limit: number): Promise<LegRow[]> {
  return (await connection.query<LegRow>(`SELECT d.leg_id AS "legId", d.posting_id AS "postingId", d.points, p.business_date::text AS "businessDate", p.partner_id AS "partnerId", p.external_id AS "externalId", p.receipt_no AS "receiptNo", o.name AS "outletName", d.remedy_posting_id AS "reversalId"
      FROM dispute_leg d JOIN leg l ON l.leg_id = d.leg_id JOIN posting p ON p.posting_id = d.posting_id LEFT JOIN outlet o ON o.outlet_id = p.outlet_id WHERE d.dispute_id = $1 ORDER BY l.seq, l.line_no LIMIT $2 OFFSET $3`, [disputeId, limit, offset])).rows;
}

export async function reversalsOf(connection: Connection, disputeId: string): Promise<string[]> {
  return (await connection.query<{ id: string }>('SELECT DISTINCT remedy_posting_id AS id FROM dispute_leg WHERE dispute_id = $1 AND remedy_posting_id IS NOT NULL ORDER BY 1 LIMIT 500', [disputeId])).rows.map((row) => row.id);
}

/** Credit notes that carry the remedy of a dispute. */
export async function notesOf(connection: Connection, viewer: Viewer, disputeId: string): Promise<{ id: string; number: string | null; kind: DisputeDetail['creditNotes'][number]['kind']; total: string }[]> {
  return (await connection.query<{ id: string; number: string | null; kind: DisputeDetail['creditNotes'][number]['kind']; total: string }>(
    `SELECT DISTINCT n.credit_note_id AS id, n.number, i.kind, n.total_minor::text AS total FROM dispute d JOIN dispute_line l ON l.dispute_id = d.dispute_id JOIN settlement_line s ON s.line_id = l.line_id JOIN claim c ON c.line_id = l.line_id AND c.window_id = d.remedy_window_id
       JOIN invoice i ON CASE i.kind WHEN 'POINTS_INVOICE' THEN s.line_type = 'CLAIM' AND i.cycle_id = s.payer_cycle_id WHEN 'REDEMPTION_INVOICE' THEN s.line_type = 'CLAIM' AND i.cycle_id = s.payee_cycle_id ELSE s.line_type <> 'CLAIM' AND i.cycle_id = s.payer_cycle_id END
       JOIN credit_note n ON n.invoice_id = i.invoice_id AND n.cycle_id = CASE i.kind WHEN 'REDEMPTION_INVOICE' THEN c.payee_booking_cycle_id ELSE c.payer_booking_cycle_id END
      WHERE d.dispute_id = $1 AND d.remedied_at IS NOT NULL AND ($2::uuid IS NULL OR n.partner_id = $2) ORDER BY 1`, [disputeId, viewer.partnerId ?? null])).rows;
}

export async function waitingRuling(connection: Connection, disputeId: string): Promise<{ outcome: 'UPHELD' | 'REJECTED'; points: string | null; remedy: Dispute['remedy'] | null; cause: NonNullable<Dispute['cause']> | null; bearer: NonNullable<Dispute['bearer']> | null; text: string; madeBy: string; madeAt: Date } | undefined> {
  const { rows } = await connection.query<NonNullable<Awaited<ReturnType<typeof waitingRuling>>>>(`SELECT outcome, points, remedy, cause, bearer, text, made_by AS "madeBy", made_at AS "madeAt" FROM dispute_ruling WHERE dispute_id = $1 AND status = 'PENDING'`, [disputeId]);
  return rows[0];
}

/** The claim line of one of a partner's documents, as far as it is one. */
export async function lineOfInvoice(connection: Connection, partnerId: string, invoiceId: string, lineId: string): Promise<{ lineType: string } | undefined> {
  return (await connection.query<{ lineType: string }>(
    `SELECT s.line_type AS "lineType" FROM invoice i JOIN settlement_line s ON CASE i.kind WHEN 'REDEMPTION_INVOICE' THEN s.payee_cycle_id WHEN 'POINTS_INVOICE' THEN s.payer_cycle_id ELSE s.payer_cycle_id END = i.cycle_id AND (s.line_type = 'CLAIM') = (i.kind <> 'FEE_INVOICE')
      WHERE i.invoice_id = $2 AND i.partner_id = $1 AND i.status <> 'DISCARDED' AND s.line_id = $3`, [partnerId, invoiceId, lineId])).rows[0];
}

/** Whether a partner has burn legs of this posting, or among these legs, that no night has calculated yet. */
export async function waitsForNight(connection: Connection, partnerId: string, wanted: { postingId?: string; legIds?: readonly string[] }): Promise<boolean> {
  return (await connection.query(`SELECT 1 FROM leg l WHERE l.credit_account = 'REDEEMER' AND l.issuer_id <> l.redeemer_id AND $1 IN (l.issuer_id, l.redeemer_id) AND (l.posting_id = $2 OR l.leg_id = ANY($3::uuid[])) AND NOT EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = l.window_id) LIMIT 1`, [partnerId, wanted.postingId ?? null, wanted.legIds ?? []])).rows.length > 0;
}
