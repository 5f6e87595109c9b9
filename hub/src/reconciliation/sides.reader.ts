import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { Entry, RecordStatus, RecordType } from './domain/entry';

/** A day of a partner, as one source tells it. */
export interface DayKey {
  readonly partnerId: string;
  readonly businessDate: string;
  readonly source: string;
}

/** Names by which entries of a neighbouring date may be found. */
export interface Wanted {
  readonly externalIds: readonly string[];
  readonly receipts: readonly string[];
  readonly counters: readonly string[];
  readonly memberIds: readonly string[];
}

export function wantedOf(entries: readonly Entry[]): Wanted {
  const pick = (of: (one: Entry) => string | undefined): string[] => [...new Set(entries.flatMap((one) => of(one) ?? []))];
  return { externalIds: pick((one) => one.externalId), receipts: pick((one) => one.receiptNo), counters: pick((one) => one.counter), memberIds: pick((one) => one.memberId) };
}

interface Row {
  id: string; type: RecordType; status: RecordStatus; external_id: string | null; outlet_id: string | null; till_id: string | null; counter: string | null; receipt_no: string | null; member_id: string | null;
  points: string; amount_minor: string | null; at: string; date: string; reverses?: string | null; token?: string | null; signed?: boolean;
}

function entryOf(row: Row): Entry {
  return { id: row.id, type: row.type, status: row.status, points: BigInt(row.points), at: Number(row.at), date: row.date, ...(row.external_id !== null && { externalId: row.external_id }), ...(row.outlet_id !== null && { outletId: row.outlet_id }), ...(row.till_id !== null && { tillId: row.till_id }),
    ...(row.counter !== null && { counter: row.counter }), ...(row.receipt_no !== null && { receiptNo: row.receipt_no }), ...(row.member_id !== null && { memberId: row.member_id }), ...(row.amount_minor !== null && { amountMinor: BigInt(row.amount_minor) }), ...(row.reverses && { reverses: row.reverses }) };
}

/** What was undone later than on its own business date stood on it all the same: a day is compared as it ended. */
const OURS = `
  WITH day AS MATERIALIZED (SELECT * FROM posting WHERE partner_id = $1 AND business_date = ANY($2::date[]) AND type IN ('EARN', 'BURN', 'REVERSAL')
      AND ($3::text[] IS NULL OR external_id = ANY($3) OR receipt_no = ANY($4::text[]) OR member_id = ANY($6::uuid[]) OR EXISTS (SELECT 1 FROM till_chain t WHERE t.partner_id = $1 AND t.till_id = posting.till_id AND t.jti = posting.external_id AND t.seq = ANY($5::bigint[])))),
    undone AS (SELECT r.reverses_posting_id AS id, sum(r.points) AS points FROM posting r JOIN day d ON d.posting_id = r.reverses_posting_id WHERE r.business_date <= d.business_date GROUP BY 1),
    chain AS (SELECT till_id, jti, min(seq) AS seq FROM till_chain WHERE partner_id = $1 AND business_date = ANY($2::date[]) GROUP BY 1, 2)
  SELECT 'pst_' || d.posting_id AS id, d.type, CASE WHEN d.type <> 'REVERSAL' AND u.points >= d.points THEN 'REVERSED' ELSE 'POSTED' END AS status, d.external_id, d.outlet_id, d.till_id, c.seq::text AS counter, d.receipt_no, d.member_id, d.points::text,
      (CASE d.type WHEN 'BURN' THEN d.value_minor ELSE d.amount_minor END)::text AS amount_minor, trunc(extract(epoch FROM d.occurred_at) * 1000)::text AS at, d.business_date::text AS date, 'pst_' || d.reverses_posting_id AS reverses, d.token_jti IS NOT NULL AS signed
    FROM day d LEFT JOIN undone u ON u.id = d.posting_id LEFT JOIN chain c ON c.till_id = d.till_id AND c.jti = d.external_id
  UNION ALL
  SELECT 'hld_' || h.hold_id, 'BURN', CASE WHEN h.status = 'HELD' OR (h.ended_at AT TIME ZONE 'Asia/Jakarta')::date > (h.occurred_at AT TIME ZONE 'Asia/Jakarta')::date THEN 'HELD' ELSE h.status END, h.external_id, h.outlet_id, h.till_id, NULL, h.receipt_no, h.member_id, h.points::text, h.value_minor::text,
      trunc(extract(epoch FROM h.occurred_at) * 1000)::text, (h.occurred_at AT TIME ZONE 'Asia/Jakarta')::date::text, NULL, false
    FROM hold h WHERE h.partner_id = $1 AND h.status <> 'CAPTURED' AND h.occurred_at >= ((SELECT min(x) FROM unnest($2::date[]) x)::timestamp AT TIME ZONE 'Asia/Jakarta') AND h.occurred_at < ((SELECT max(x) + 1 FROM unnest($2::date[]) x)::timestamp AT TIME ZONE 'Asia/Jakarta')
      AND (h.occurred_at AT TIME ZONE 'Asia/Jakarta')::date = ANY($2::date[]) AND ($3::text[] IS NULL OR h.external_id = ANY($3) OR h.receipt_no = ANY($4::text[]) OR h.member_id = ANY($6::uuid[]))`;

/** The hub's postings of some business dates, and holds that became none, by their wire ids; with the ids of those whose request is kept, signed. */
export async function oursOf(connection: Connection, partnerId: string, dates: readonly string[], wanted?: Wanted): Promise<{ entries: Entry[]; signed: Set<string> }> {
  const { rows } = await connection.query<Row>(OURS, [partnerId, arrayOf('date', dates), ...lists(wanted)]);
  return { entries: rows.map(entryOf), signed: new Set(rows.flatMap((row) => (row.signed ? [row.id] : []))) };
}

function lists(wanted: Wanted | undefined): (string | null)[] {
  return wanted ? [arrayOf('text', wanted.externalIds), arrayOf('text', wanted.receipts), arrayOf('bigint', wanted.counters), arrayOf('uuid', wanted.memberIds)] : [null, null, null, null];
}

const THEIRS = `SELECT * FROM (SELECT DISTINCT ON (business_date, record_id) record_id AS id, type, status, external_id, outlet_id, till_id, counter::text, receipt_no, member_id, points::text, amount_minor::text, trunc(extract(epoch FROM occurred_at) * 1000)::text AS at, business_date::text AS date, token
  FROM day_record WHERE partner_id = $1 AND business_date = ANY($2::date[]) AND source = $7 ORDER BY business_date, record_id, version DESC) r WHERE $3::text[] IS NULL OR external_id = ANY($3) OR receipt_no = ANY($4::text[]) OR counter = ANY($5::text[]) OR member_id = ANY($6::uuid[])`;

/** A partner's records of some business dates, as it told them last; with the tokens that came with them. */
export async function theirsOf(connection: Connection, day: Omit<DayKey, 'businessDate'>, dates: readonly string[], wanted?: Wanted): Promise<{ entries: Entry[]; tokens: Map<string, string> }> {
  const { rows } = await connection.query<Row>(THEIRS, [day.partnerId, arrayOf('date', dates), ...lists(wanted), day.source]);
  return { entries: rows.map(entryOf), tokens: new Map(rows.flatMap((row) => (row.token ? [[row.id, row.token]] : []))) };
}

/** Entries of neighbouring dates that are matched on their own date. */
export async function takenOn(connection: Connection, day: Omit<DayKey, 'businessDate'>, dates: readonly string[], recordIds: readonly string[], postingIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await connection.query<{ record_ids: string[]; posting_ids: string[] }>(
    `SELECT record_ids, posting_ids FROM reconciliation_match WHERE partner_id = $1 AND business_date = ANY($2::date[]) AND source = $3 AND class NOT IN ('MISSING_HERE', 'MISSING_THERE', 'TIMING') AND (record_ids && $4::text[] OR posting_ids && $5::text[])`,
    [day.partnerId, arrayOf('date', dates), day.source, arrayOf('text', recordIds), arrayOf('text', postingIds)]);
  return new Set(rows.flatMap((row) => [...row.record_ids, ...row.posting_ids]));
}

export interface OurRow {
  readonly id: string;
  readonly kind: 'POSTING' | 'HOLD';
  readonly type: RecordType;
  readonly status: RecordStatus;
  readonly externalId: string | null;
  readonly outletId: string | null;
  readonly tillId: string | null;
  readonly counter: string | null;
  readonly receiptNo: string | null;
  readonly memberId: string;
  readonly points: string;
  readonly amountMinor: string | null;
  readonly occurredAt: Date;
  readonly businessDate: string;
  readonly kid: string | null;
  readonly token: string | null;
  readonly bodyDigest: Buffer | null;
}

/**
 * Postings and holds of a partner as they stand now, with the signed request behind each: the hub's side of a break.
 * @param ids in wire form
 */
export async function ourSide(connection: Connection, partnerId: string, ids: readonly string[]): Promise<OurRow[]> {
  const { rows } = await connection.query<OurRow>(
    `SELECT p.posting_id AS id, 'POSTING' AS kind, p.type, CASE WHEN p.type <> 'REVERSAL' AND (SELECT sum(r.points) FROM posting r WHERE r.reverses_posting_id = p.posting_id) >= p.points THEN 'REVERSED' ELSE 'POSTED' END AS status, p.external_id AS "externalId", p.outlet_id AS "outletId", p.till_id AS "tillId",
        (SELECT min(t.seq)::text FROM till_chain t WHERE t.partner_id = p.partner_id AND t.till_id = p.till_id AND t.jti = p.external_id) AS counter, p.receipt_no AS "receiptNo", p.member_id AS "memberId", p.points::text, (CASE p.type WHEN 'BURN' THEN p.value_minor ELSE p.amount_minor END)::text AS "amountMinor", p.occurred_at AS "occurredAt", p.business_date::text AS "businessDate",
        e.kid, e.token, e.body_digest AS "bodyDigest"
       FROM posting p LEFT JOIN request_evidence e ON e.partner_id = p.partner_id AND e.jti = p.token_jti WHERE p.posting_id = ANY($2::uuid[]) AND p.partner_id = $1
     UNION ALL SELECT h.hold_id, 'HOLD', 'BURN', h.status, h.external_id, h.outlet_id, h.till_id, NULL, h.receipt_no, h.member_id, h.points::text, h.value_minor::text, h.occurred_at, (h.occurred_at AT TIME ZONE 'Asia/Jakarta')::date::text, NULL, NULL, NULL
       FROM hold h WHERE h.hold_id = ANY($2::uuid[]) AND h.partner_id = $1 AND h.status <> 'CAPTURED' ORDER BY 13, 1`, [partnerId, arrayOf('uuid', ids.map((id) => id.slice(4)))]);
  return rows;
}
