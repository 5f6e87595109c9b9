import type { Viewer } from '../access/request-context';
import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import { FLAGS } from './till-chain.store';

export interface PostingFilter {
  readonly type: string | undefined;
  readonly partnerId: string | undefined;
  readonly outletId: string | undefined;
  readonly tillId: string | undefined;
  readonly memberId: string | undefined;
  readonly windowId: string | undefined;
  readonly externalId: string | undefined;
  readonly receiptNo: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface PostingRow {
  readonly postingId: string;
  readonly seq: string;
  readonly type: 'EARN' | 'BURN' | 'EXPIRE' | 'REVERSAL' | 'ADJUSTMENT' | 'TRANSFER';
  readonly memberId: string;
  readonly partnerId: string;
  readonly outletId: string | null;
  readonly tillId: string | null;
  readonly points: string;
  readonly valueMinor: string;
  readonly amountMinor: string | null;
  readonly windowId: string;
  readonly businessDate: string;
  readonly occurredAt: Date;
  readonly postedAt: Date;
  readonly late: boolean;
  readonly flags: string[];
  readonly externalId: string | null;
  readonly receiptNo: string | null;
  readonly reversesPostingId: string | null;
  readonly holdId: string | null;
  readonly reversed: string;
  readonly receivable: string | null;
  readonly balanceAfter: string;
  readonly heldAfter: string;
  readonly unavailableAfter: string;
  readonly legs: { legId: string; lotId: string; issuerId: string; redeemerId: string | null; points: string; expiresAt: string | null; termsId: string | null; reversesLegId: string | null }[] | null;
}

const COLUMNS = `p.posting_id AS "postingId", p.seq, p.type, p.member_id AS "memberId", p.partner_id AS "partnerId", p.outlet_id AS "outletId", p.till_id AS "tillId", p.points, p.value_minor AS "valueMinor", p.amount_minor AS "amountMinor",
  p.window_id AS "windowId", p.business_date::text AS "businessDate", p.occurred_at AS "occurredAt", p.posted_at AS "postedAt", p.late, coalesce(${FLAGS}, '{}') AS flags, p.external_id AS "externalId", p.receipt_no AS "receiptNo",
  p.reverses_posting_id AS "reversesPostingId", p.hold_id AS "holdId", p.balance_after AS "balanceAfter", p.held_after AS "heldAfter", coalesce(p.unavailable_after, 0)::text AS "unavailableAfter",
  (SELECT coalesce(sum(r.points), 0)::text FROM posting r WHERE r.reverses_posting_id = p.posting_id) AS reversed, (SELECT v.points::text FROM receivable v WHERE v.posting_id = p.posting_id) AS receivable,
  (SELECT json_agg(json_build_object('legId', l.leg_id, 'lotId', l.lot_id, 'issuerId', l.issuer_id, 'redeemerId', l.redeemer_id, 'points', l.points::text, 'expiresAt', to_char(greatest(k.expires_at, k.grace_until) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
     'termsId', l.terms_id, 'reversesLegId', l.reverses_leg_id) ORDER BY l.line_no) FROM leg l LEFT JOIN lot k ON k.lot_id = l.lot_id
    WHERE l.posting_id = p.posting_id AND ($1::uuid IS NULL OR p.partner_id = $1 OR $1 IN (l.issuer_id, l.redeemer_id))) AS legs`;

/** A partner sees its own postings, and those of others that move points it issued or redeemed. Legs are looked up by their posting (OFFSET 0): the planner would rather read all legs there are. */
const VISIBLE = `($1::uuid IS NULL OR p.partner_id = $1 OR EXISTS (SELECT 1 FROM leg l WHERE l.posting_id = p.posting_id AND $1 IN (l.issuer_id, l.redeemer_id) OFFSET 0))`;
/** What is hidden of others' postings is no filter over them either: it would tell what it hides. */
const FILTER = `($2::text IS NULL OR p.type = $2) AND ($3::uuid IS NULL OR p.partner_id = $3) AND ($4::uuid IS NULL OR (p.outlet_id = $4 AND ($1::uuid IS NULL OR p.partner_id = $1))) AND ($5::uuid IS NULL OR (p.till_id = $5 AND ($1::uuid IS NULL OR p.partner_id = $1))) AND ($6::uuid IS NULL OR p.member_id = $6 OR p.to_member_id = $6)
  AND ($7::uuid IS NULL OR p.window_id = $7) AND ($8::text IS NULL OR (p.external_id = $8 AND ($1::uuid IS NULL OR p.partner_id = $1))) AND ($9::text IS NULL OR (p.receipt_no = $9 AND ($1::uuid IS NULL OR p.partner_id = $1))) AND ($10::date IS NULL OR p.business_date >= $10) AND ($11::date IS NULL OR p.business_date < $11)`;

function values(viewer: Viewer, filter: PostingFilter): unknown[] {
  return [viewer.partnerId, filter.type, filter.partnerId, filter.outletId, filter.tillId, filter.memberId, filter.windowId, filter.externalId, filter.receiptNo, filter.from, filter.to].map((one) => one ?? null);
}

/** Which part of the journal is read: numbers above the one and below the other, or these alone. */
export interface PostingSpan {
  readonly above: bigint | undefined;
  readonly below: bigint | undefined;
  readonly seqs: readonly string[] | undefined;
}
const SPAN = `($12::bigint IS NULL OR p.seq > $12) AND ($13::bigint IS NULL OR p.seq < $13) AND ($14::bigint[] IS NULL OR p.seq = ANY($14))`;
const spanValues = ({ above, below, seqs }: PostingSpan): unknown[] => [above ?? null, below ?? null, seqs ? arrayOf('bigint', seqs) : null];

/** A page in journal order, newest or oldest first, of a part of the journal. */
export async function postingsPage(connection: Connection, viewer: Viewer, filter: PostingFilter, span: PostingSpan, newestFirst: boolean, limit: number): Promise<PostingRow[]> {
  const { rows } = await connection.query<PostingRow>(
    `SELECT ${COLUMNS} FROM posting p WHERE ${VISIBLE} AND ${FILTER} AND ${SPAN} ORDER BY p.seq ${newestFirst ? 'DESC' : 'ASC'} LIMIT $15`, [...values(viewer, filter), ...spanValues(span), limit]);
  return rows;
}

/** The numbers of a page alone. */
export async function numbersOfPage(connection: Connection, viewer: Viewer, filter: PostingFilter, span: PostingSpan, newestFirst: boolean, limit: number): Promise<string[]> {
  const { rows } = await connection.query<{ seq: string }>(`SELECT p.seq FROM posting p WHERE ${VISIBLE} AND ${FILTER} AND ${SPAN} ORDER BY p.seq ${newestFirst ? 'DESC' : 'ASC'} LIMIT $15`, [...values(viewer, filter), ...spanValues(span), limit]);
  return rows.map((row) => row.seq);
}

/** Over what the rows show: of others' postings the legs that concern the viewer. */
export async function postingsTotals(connection: Connection, viewer: Viewer, filter: PostingFilter, span: PostingSpan): Promise<{ count: number; points: bigint }> {
  const { rows } = await connection.query<{ count: number; points: string }>(`SELECT count(*)::int AS count, coalesce(sum(CASE WHEN $1::uuid IS NULL OR p.partner_id = $1 THEN p.points ELSE (SELECT sum(l.points) FROM leg l WHERE l.posting_id = p.posting_id AND $1 IN (l.issuer_id, l.redeemer_id)) END), 0)::text AS points FROM posting p WHERE ${VISIBLE} AND ${FILTER} AND ${SPAN}`, [...values(viewer, filter), ...spanValues(span)]);
  return { count: rows[0]?.count ?? 0, points: BigInt(rows[0]?.points ?? 0) };
}

export async function postingById(connection: Connection, viewer: Viewer, postingId: string): Promise<PostingRow | undefined> {
  return (await connection.query<PostingRow>(`SELECT ${COLUMNS} FROM posting p WHERE ${VISIBLE} AND p.posting_id = $2`, [viewer.partnerId ?? null, postingId])).rows[0];
}

export async function evidenceOf(connection: Connection, viewer: Viewer, postingId: string): Promise<{ kid: string; token: string; digest: Buffer } | undefined> {
  const { rows } = await connection.query<{ kid: string; token: string; digest: Buffer }>(
    `SELECT e.kid, e.token, e.body_digest AS digest FROM posting p JOIN request_evidence e ON e.partner_id = p.partner_id AND e.jti = p.token_jti WHERE p.posting_id = $2 AND ($1::uuid IS NULL OR p.partner_id = $1)`, [viewer.partnerId ?? null, postingId]);
  return rows[0];
}

export interface HoldRow {
  readonly holdId: string;
  readonly partnerId: string;
  readonly outletId: string;
  readonly memberId: string;
  readonly externalId: string;
  readonly points: string;
  readonly capturedPoints: string;
  readonly valueMinor: string;
  readonly status: 'HELD' | 'CAPTURED' | 'RELEASED' | 'TIMED_OUT';
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly postingId: string | null;
}

const HOLD = `SELECT hold_id AS "holdId", partner_id AS "partnerId", outlet_id AS "outletId", member_id AS "memberId", external_id AS "externalId", points, captured_points AS "capturedPoints", value_minor AS "valueMinor",
  status, created_at AS "createdAt", expires_at AS "expiresAt", posting_id AS "postingId" FROM hold`;

export async function holdsPage(connection: Connection, viewer: Viewer, filter: { status: string | undefined; memberId: string | undefined; externalId: string | undefined }, offset: number, limit: number): Promise<HoldRow[]> {
  return (await connection.query<HoldRow>(`${HOLD} WHERE ($1::uuid IS NULL OR partner_id = $1) AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR member_id = $3) AND ($4::text IS NULL OR external_id = $4) ORDER BY hold_id DESC LIMIT $5 OFFSET $6`,
    [viewer.partnerId ?? null, filter.status ?? null, filter.memberId ?? null, filter.externalId ?? null, limit, offset])).rows;
}

export async function holdById(connection: Connection, viewer: Viewer, holdId: string): Promise<HoldRow | undefined> {
  return (await connection.query<HoldRow>(`${HOLD} WHERE hold_id = $2 AND ($1::uuid IS NULL OR partner_id = $1)`, [viewer.partnerId ?? null, holdId])).rows[0];
}

export interface StatementRow {
  readonly postingId: string;
  readonly seq: string;
  readonly type: string;
  readonly partnerId: string;
  readonly delta: string;
  readonly balanceAfter: string;
  readonly occurredAt: Date;
  readonly businessDate: string;
  readonly externalId: string | null;
}

/** A member's movements as they were posted in a span of time, and the balance before it. */
export async function statementOf(connection: Connection, memberId: string, from: Date, to: Date): Promise<{ opening: string; rows: StatementRow[] }> {
  const { rows: before } = await connection.query<{ balance_after: string }>(`SELECT CASE member_id WHEN $1 THEN balance_after ELSE to_balance_after END AS balance_after FROM posting WHERE (member_id = $1 OR to_member_id = $1) AND posted_at < $2 ORDER BY seq DESC LIMIT 1`, [memberId, from]);
  const { rows } = await connection.query<StatementRow>(
    `SELECT p.posting_id AS "postingId", p.seq, p.type, p.partner_id AS "partnerId", (SELECT coalesce(sum(CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END), 0)::text FROM leg l WHERE l.posting_id = p.posting_id AND l.member_id = $1) AS delta,
        CASE p.member_id WHEN $1 THEN p.balance_after ELSE p.to_balance_after END AS "balanceAfter", p.occurred_at AS "occurredAt", p.business_date::text AS "businessDate", p.external_id AS "externalId"
       FROM posting p WHERE (p.member_id = $1 OR p.to_member_id = $1) AND p.posted_at >= $2 AND p.posted_at < $3 ORDER BY p.seq LIMIT 5000`, [memberId, from, to]);
  return { opening: before[0]?.balance_after ?? '0', rows };
}
