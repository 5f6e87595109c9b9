import type { Pool, QueryResult, QueryResultRow } from 'pg';
import { inTransaction, type Connection } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import { issuerOfReserve } from '../kernel/parties';
import type { Health } from './domain/kpis';

/** Whose lots are counted, and up to which number of the journal: the same filter and number give everybody the same figures. */
export interface FigureFilter {
  /** Issuer of the lots. */
  readonly partnerId?: string;
  /** Outlet at which the lots were earned; a lot that was sent on keeps its own. */
  readonly outletId?: string;
  readonly upTo: bigint;
}

/** Which measure a leg belongs to, and its sign: what undoes a movement reduces the same measure. Points on their way between members are none. */
const MEASURE = `CASE WHEN 'REDEEMER' IN (l.debit_account, l.credit_account) THEN 'burned' WHEN 'EXPIRED' IN (l.debit_account, l.credit_account) THEN 'expired'
    WHEN l.credit_account = 'ISSUER' OR (l.debit_account = 'ISSUER' AND l.reverses_leg_id IS NOT NULL) THEN 'takenBack' WHEN l.debit_account = 'ISSUER' THEN 'issued' END`;
const SIGNED = `CASE WHEN l.credit_account IN ('REDEEMER', 'EXPIRED', 'ISSUER') OR (l.debit_account = 'ISSUER' AND l.reverses_leg_id IS NULL) THEN l.points ELSE -l.points END`;
const OF_OUTLET = `(l.lot_id IN (WITH RECURSIVE o AS (SELECT t.lot_id FROM lot t JOIN posting e ON e.posting_id = t.earn_posting_id AND e.member_id = t.member_id WHERE e.outlet_id = $3
    UNION ALL SELECT c.lot_id FROM lot c JOIN o ON c.parent_lot_id = o.lot_id) SELECT lot_id FROM o))`;
/** Parameters: 1 sequence, 2 issuer, 3 outlet, which is looked for only where there is one, for then no two processes can share the reading. Qualifying units are no points. Legs carry what is asked for, so that their postings are not read beside them. */
const legs = ({ outletId }: Pick<FigureFilter, 'outletId'>): string => `SELECT l.issuer_id, l.redeemer_id, l.lot_earned_on, l.point_kind, l.business_date, l.business_date < w.business_date AS late, w.business_date AS window_date, ${MEASURE} AS measure, ${SIGNED} AS points
    FROM leg l JOIN settlement_window w ON w.window_id = l.window_id
   WHERE l.seq <= $1 AND l.point_kind <> 'QUALIFYING' AND NOT ('CLEARING' IN (l.debit_account, l.credit_account)) AND ($2::uuid IS NULL OR l.issuer_id = $2) AND ${outletId === undefined ? '$3::uuid IS NULL' : OF_OUTLET}`;

/** Sums over many legs are hashed in memory; with the usual room for it they would be sorted on disk. */
async function summed<Row extends QueryResultRow>(pool: Pool, text: string, values: unknown[]): Promise<QueryResult<Row>> {
  return inTransaction(pool, async (tx) => {
    await tx.query(`SET LOCAL work_mem = '64MB'`);
    return tx.query<Row>(text, values);
  });
}

const filterOf = (filter: FigureFilter): unknown[] => [filter.upTo.toString(), filter.partnerId ?? null, filter.outletId ?? null];

export interface FlowRow {
  /** Absent: everything before the period. */
  readonly businessDate: BusinessDate | null;
  readonly measure: 'issued' | 'burned' | 'expired' | 'takenBack';
  readonly points: string;
  readonly burnedElsewhere: string;
  readonly burnedElsewhereLate: string;
  /** The part that arrived after the window of its own date had been closed. */
  readonly restated: string;
  /** The part of lots that were issued in the period. */
  readonly cohort: string;
}

/** Movements by business date within `[from, to)`, and all earlier ones in one row a measure. */
export async function flowFigures(connection: Pool, filter: FigureFilter, from: BusinessDate, to: BusinessDate): Promise<FlowRow[]> {
  const { rows } = await summed<FlowRow>(connection,
    `SELECT (CASE WHEN business_date >= $4 THEN business_date END)::text AS "businessDate", measure, sum(points)::text AS points, sum(elsewhere)::text AS "burnedElsewhere", sum(elsewhere_late)::text AS "burnedElsewhereLate", sum(restated)::text AS restated, sum(cohort)::text AS cohort FROM (
       SELECT business_date, measure, sum(points) AS points, coalesce(sum(points) FILTER (WHERE redeemer_id <> issuer_id), 0) AS elsewhere, coalesce(sum(points) FILTER (WHERE redeemer_id <> issuer_id AND late), 0) AS elsewhere_late,
          coalesce(sum(points) FILTER (WHERE late), 0) AS restated, coalesce(sum(points) FILTER (WHERE lot_earned_on >= $4 AND lot_earned_on < $5), 0) AS cohort FROM (${legs(filter)}) l WHERE business_date < $5 GROUP BY business_date, measure) f
      GROUP BY 1, 2 ORDER BY 1 NULLS FIRST, 2`, [...filterOf(filter), from, to]);
  return rows;
}

/** Points burned at a partner, or at its outlet, of whoever's lots, within `[from, to)`. */
export async function burnedHere(connection: Connection, filter: FigureFilter, from: BusinessDate, to: BusinessDate): Promise<{ points: bigint; restated: bigint }> {
  const { rows } = await connection.query<{ points: string; restated: string }>(
    `SELECT coalesce(sum(n), 0)::text AS points, coalesce(sum(n) FILTER (WHERE late), 0)::text AS restated FROM (SELECT ${SIGNED} AS n, l.business_date < w.business_date AS late FROM leg l JOIN settlement_window w ON w.window_id = l.window_id
      WHERE l.seq <= $1 AND l.redeemer_id IS NOT NULL AND ($2::uuid IS NULL OR l.redeemer_id = $2) AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM posting p WHERE p.posting_id = l.posting_id AND p.outlet_id = $3)) AND l.business_date >= $4 AND l.business_date < $5) b`, [...filterOf(filter), from, to]);
  return { points: BigInt(rows[0]?.points ?? 0), restated: BigInt(rows[0]?.restated ?? 0) };
}

export interface OutstandingRow {
  readonly issuerId: string;
  readonly issuerName: string | null;
  readonly earnedOn: BusinessDate;
  readonly pointKind: string;
  readonly tier: string;
  readonly points: string;
  /** The part that arrived after the window of the report's date had been closed. */
  readonly restated: string;
}

/** Points that were outstanding at the end of a business date, by issuer and day of earning. */
export async function outstandingFigures(connection: Pool, filter: FigureFilter, on: BusinessDate): Promise<OutstandingRow[]> {
  const { rows } = await summed<OutstandingRow>(connection,
    `SELECT f.issuer_id AS "issuerId", i.brand_name AS "issuerName", f.lot_earned_on::text AS "earnedOn", f.point_kind AS "pointKind", 'NONE' AS tier, f.points::text AS points, f.restated::text AS restated FROM (
       SELECT issuer_id, lot_earned_on, point_kind, sum(CASE measure WHEN 'issued' THEN points ELSE -points END) AS points, coalesce(sum(CASE measure WHEN 'issued' THEN points ELSE -points END) FILTER (WHERE window_date > $4), 0) AS restated
         FROM (${legs(filter)}) l WHERE business_date <= $4 GROUP BY issuer_id, lot_earned_on, point_kind HAVING sum(CASE measure WHEN 'issued' THEN points ELSE -points END) <> 0 OR bool_or(window_date > $4)) f
       LEFT JOIN partner i ON i.partner_id = f.issuer_id ORDER BY 2 NULLS FIRST, 1, 3, 4`, [...filterOf(filter), on]);
  return rows;
}

/** Points that are outstanding now, by issuer and day of earning: what lots and open holds have, so that not every leg that ever was is read for it. */
export async function outstandingNow(connection: Connection): Promise<OutstandingRow[]> {
  const { rows } = await connection.query<OutstandingRow>(
    `SELECT x.issuer_id AS "issuerId", i.brand_name AS "issuerName", x.earned_on::text AS "earnedOn", x.point_kind AS "pointKind", 'NONE' AS tier, sum(x.points)::text AS points, '0' AS restated
       FROM (SELECT issuer_id, earned_on, point_kind, remaining AS points FROM lot WHERE open
         UNION ALL SELECT o.issuer_id, o.earned_on, o.point_kind, k.points FROM hold h JOIN hold_lot k ON k.hold_id = h.hold_id AND k.member_id = h.member_id JOIN lot o ON o.lot_id = k.lot_id AND o.member_id = k.member_id WHERE h.status = 'HELD') x
       LEFT JOIN partner i ON i.partner_id = x.issuer_id WHERE x.point_kind <> 'QUALIFYING' GROUP BY 1, 2, 3, 4 HAVING sum(x.points) <> 0 ORDER BY 2 NULLS FIRST, 1, 3, 4`);
  return rows;
}

export interface MemberFigures {
  readonly enrolled: string;
  readonly withBurn: string;
  readonly active: string;
  readonly activeAtStart: string;
  readonly lost: string;
  readonly fresh: string;
  readonly freshWithBurn: string;
}

/** Days without a sale or burn after which a member counts as gone; months in which a new member's first burn is looked for. */
const ACTIVE_DAYS = 90;
const FIRST_BURN_MONTHS = 6;

/** Members by what they did at a partner or outlet; of the operator those of the whole coalition. A member of a partner is who enrolled there or went there, since whichever came first. */
export async function memberFigures(connection: Pool, filter: FigureFilter, from: BusinessDate, to: BusinessDate): Promise<MemberFigures> {
  const { rows } = await summed<MemberFigures>(connection,
    `WITH deeds AS (SELECT p.member_id, min(p.business_date) AS first_deed, bool_or(p.business_date >= $5::date - ${ACTIVE_DAYS}) AS active, bool_or(p.business_date >= $4::date - ${ACTIVE_DAYS} AND p.business_date < $4) AS before, min(p.business_date) FILTER (WHERE p.type = 'BURN') AS first_burn
          FROM posting p WHERE p.type IN ('EARN', 'BURN') AND p.seq <= $1 AND p.business_date < $5 AND ($2::uuid IS NULL OR p.partner_id = $2) AND ($3::uuid IS NULL OR p.outlet_id = $3) GROUP BY 1),
       enrolled AS (SELECT m.member_id, CASE WHEN $2::uuid IS NULL THEN (m.created_at AT TIME ZONE 'Asia/Jakarta')::date ELSE least((r.since AT TIME ZONE 'Asia/Jakarta')::date, d.first_deed) END AS since FROM member m LEFT JOIN member_partner r ON r.member_id = m.member_id AND r.partner_id = $2 LEFT JOIN deeds d ON d.member_id = m.member_id
          WHERE m.status <> 'CLOSED' AND ($2::uuid IS NULL OR r.partner_id IS NOT NULL OR d.member_id IS NOT NULL))
     SELECT count(*)::text AS enrolled, count(d.first_burn)::text AS "withBurn", count(*) FILTER (WHERE d.active)::text AS active, count(*) FILTER (WHERE d.before)::text AS "activeAtStart", count(*) FILTER (WHERE d.before AND NOT d.active)::text AS lost,
        count(*) FILTER (WHERE e.since >= $4)::text AS fresh, count(*) FILTER (WHERE e.since >= $4 AND d.first_burn < e.since + interval '${FIRST_BURN_MONTHS} months')::text AS "freshWithBurn"
       FROM enrolled e LEFT JOIN deeds d ON d.member_id = e.member_id WHERE e.since < $5`, [...filterOf(filter), from, to]);
  return rows[0] as MemberFigures;
}

/** Postings of business dates within `[from, to)`, and those of them that came late. */
export async function postingFigures(connection: Connection, filter: FigureFilter, from: BusinessDate, to: BusinessDate): Promise<{ all: bigint; late: bigint }> {
  const { rows } = await connection.query<{ all: string; late: string }>(
    `SELECT count(*)::text AS all, count(*) FILTER (WHERE late)::text AS late FROM posting p WHERE p.seq <= $1 AND ($2::uuid IS NULL OR p.partner_id = $2) AND ($3::uuid IS NULL OR p.outlet_id = $3) AND p.business_date >= $4 AND p.business_date < $5`, [...filterOf(filter), from, to]);
  return { all: BigInt(rows[0]?.all ?? 0), late: BigInt(rows[0]?.late ?? 0) };
}

/** What comes home to an issuer of its own money: what expired and what was reserved for points that nobody else was paid for. */
const HOME = `(n.kind = 'BREAKAGE_SHARE' OR (n.kind = 'RESERVE_RELEASE' AND n.payer_id = overlay(n.payee_id::text PLACING '8' FROM 15)::uuid))`;

/**
 * Claims of calculated windows with business dates within `[from, to)`, in minor units: what partners paid for their own points, less what came home, and what
 * they received for those burned with them. What the hub repays out of what it was paid is nobody's cost a second time. Outlets have none of their own.
 */
export async function claimFigures(connection: Connection, partnerId: string | undefined, from: BusinessDate, to: BusinessDate): Promise<{ paid: bigint; received: bigint }> {
  const { rows } = await connection.query<{ paid: string; received: string }>(
    `SELECT (coalesce(sum(n.amount_minor) FILTER (WHERE a.partner_id IS NOT NULL), 0) - coalesce(sum(n.amount_minor) FILTER (WHERE b.partner_id IS NOT NULL AND ${HOME}), 0))::text AS paid, coalesce(sum(n.amount_minor) FILTER (WHERE b.partner_id IS NOT NULL AND NOT ${HOME}), 0)::text AS received
       FROM (SELECT c.payer_id, c.payee_id, c.amount_minor, l.kind FROM claim c JOIN settlement_window w ON w.window_id = c.window_id JOIN settlement_line l ON l.line_id = c.line_id WHERE c.line_type = 'CLAIM' AND w.business_date >= $2 AND w.business_date < $3) n
         LEFT JOIN partner a ON a.partner_id = n.payer_id AND ($1::uuid IS NULL OR a.partner_id = $1) LEFT JOIN partner b ON b.partner_id = n.payee_id AND ($1::uuid IS NULL OR b.partner_id = $1)`, [partnerId ?? null, from, to]);
  return { paid: BigInt(rows[0]?.paid ?? 0), received: BigInt(rows[0]?.received ?? 0) };
}

/** How the settlement of `[from, to)` went: reconciled records, breaks that are open now, disputes, documents and restatements of a partner or of all. */
export async function healthFigures(connection: Connection, partnerId: string | undefined, from: BusinessDate, to: BusinessDate, now: Date): Promise<Health> {
  const { rows } = await connection.query<Record<keyof Health, string>>(
    `WITH days AS (SELECT (c->>'records')::bigint AS records, c->>'class' LIKE 'MATCHED%' AS matched FROM reconciliation_day d CROSS JOIN jsonb_array_elements(d.classes) c WHERE ($1::uuid IS NULL OR d.partner_id = $1) AND d.business_date >= $2 AND d.business_date < $3),
       breaks AS (SELECT count(*) AS n, coalesce(sum(floor(extract(epoch FROM $4 - opened_at) / 86400)), 0)::bigint AS days FROM reconciliation_break WHERE state = 'OPEN' AND ($1::uuid IS NULL OR partner_id = $1)),
       disputed AS (SELECT coalesce(-sum(l.amount_minor), 0) AS minor FROM dispute d JOIN dispute_line l ON l.dispute_id = d.dispute_id AND l.line_type = 'CLAIM' WHERE ($1::uuid IS NULL OR $1 IN (d.opener_id, d.other_id)) AND (d.opened_at AT TIME ZONE 'Asia/Jakarta')::date >= $2 AND (d.opened_at AT TIME ZONE 'Asia/Jakarta')::date < $3),
       billed AS (SELECT coalesce(sum(c.amount_minor), 0) AS minor FROM claim c JOIN settlement_window w ON w.window_id = c.window_id WHERE c.line_type = 'CLAIM' AND ($1::uuid IS NULL OR $1 IN (c.payer_id, c.payee_id)) AND w.business_date >= $2 AND w.business_date < $3),
       issued AS (SELECT count(*) AS n, coalesce(sum(i.issued_on - c.to_date), 0) AS days FROM invoice i JOIN document_cycle c ON c.cycle_id = i.cycle_id WHERE i.number IS NOT NULL AND ($1::uuid IS NULL OR i.partner_id = $1) AND i.issued_on >= $2 AND i.issued_on < $3)
     SELECT coalesce((SELECT sum(records) FROM days), 0)::text AS records, coalesce((SELECT sum(records) FROM days WHERE matched), 0)::text AS matched, breaks.n::text AS "openBreaks", breaks.days::text AS "breakDays", disputed.minor::text AS "disputedMinor", billed.minor::text AS "billedMinor", issued.n::text AS documents, issued.days::text AS "documentDays",
        (SELECT count(*) FROM restatement r WHERE r.status = 'IN_FORCE' AND (r.decided_at AT TIME ZONE 'Asia/Jakarta')::date >= $2 AND (r.decided_at AT TIME ZONE 'Asia/Jakarta')::date < $3 AND ($1::uuid IS NULL OR EXISTS (SELECT 1 FROM restatement_line l WHERE l.restatement_id = r.restatement_id AND $1 IN (l.payer_id, l.payee_id))))::text AS restatements
       FROM breaks, disputed, billed, issued`, [partnerId ?? null, from, to, now]);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, BigInt(value)])) as unknown as Health;
}

export interface CohortRow {
  readonly issuerId: string;
  readonly issueMonth: BusinessDate;
  readonly issued: string;
  readonly burned: string;
  readonly expired: string;
  readonly takenBack: string;
  /** Money paid for the sales of the month that named an amount, less what was paid in points and refunded; minor units. */
  readonly salesMinor: string;
  /** Points that those sales gave. */
  readonly pointsOfSales: string;
}

/** Points of one issuer by the month of their issue up to a business date, with the sales behind them. */
export async function cohortFigures(connection: Pool, partnerId: string, upTo: bigint, on: BusinessDate): Promise<CohortRow[]> {
  const { rows } = await summed<CohortRow>(connection,
    `WITH points AS (SELECT date_trunc('month', lot_earned_on)::date AS month, coalesce(sum(points) FILTER (WHERE measure = 'issued'), 0) AS issued, coalesce(sum(points) FILTER (WHERE measure = 'burned'), 0) AS burned,
          coalesce(sum(points) FILTER (WHERE measure = 'expired'), 0) AS expired, coalesce(sum(points) FILTER (WHERE measure = 'takenBack'), 0) AS taken_back FROM (${legs({})}) f WHERE business_date <= $4 GROUP BY 1),
       sold AS MATERIALIZED (SELECT posting_id, date_trunc('month', business_date)::date AS month, amount_minor - coalesce(tender_minor, 0) AS minor FROM posting WHERE type = 'EARN' AND partner_id = $2 AND amount_minor IS NOT NULL AND seq <= $1 AND business_date <= $4),
       refunded AS MATERIALIZED (SELECT r.posting_id, s.month, r.amount_minor FROM sold s JOIN posting r ON r.reverses_posting_id = s.posting_id WHERE r.seq <= $1 AND r.business_date <= $4),
       sales AS (SELECT month, sum(minor) AS sales, sum(points) AS points FROM (SELECT month, minor, NULL::bigint AS points FROM sold UNION ALL SELECT month, -amount_minor, NULL FROM refunded
          UNION ALL SELECT o.month, NULL, CASE l.debit_account WHEN 'ISSUER' THEN l.points ELSE -l.points END FROM (SELECT posting_id, month FROM sold UNION ALL SELECT posting_id, month FROM refunded) o JOIN leg l ON l.posting_id = o.posting_id WHERE l.issuer_id = $2 AND l.point_kind <> 'QUALIFYING') x GROUP BY 1)
     SELECT $2::text AS "issuerId", points.month::text AS "issueMonth", issued::text, burned::text, expired::text, taken_back::text AS "takenBack", coalesce(sales.sales, 0)::text AS "salesMinor", coalesce(sales.points, 0)::text AS "pointsOfSales"
       FROM points LEFT JOIN sales ON sales.month = points.month ORDER BY 2`, [upTo.toString(), partnerId, null, on]);
  return rows;
}

/** Members of a partner in a month by the other partners they also went to, with the points of the partner's lots that they burned there. */
export async function crossShop(connection: Pool, partnerId: string, from: BusinessDate, to: BusinessDate): Promise<{ partnerId: string; name: string; members: number; points: string; largest: string }[]> {
  const { rows } = await summed<{ partnerId: string; name: string; members: number; points: string; largest: string }>(connection,
    `WITH own AS (SELECT DISTINCT member_id FROM posting WHERE partner_id = $1 AND type IN ('EARN', 'BURN') AND business_date >= $2 AND business_date < $3),
       deeds AS (SELECT p.partner_id, p.member_id, coalesce(sum(l.points) FILTER (WHERE p.type = 'BURN' AND l.issuer_id = $1), 0) AS points
          FROM own JOIN posting p ON p.member_id = own.member_id JOIN leg l ON l.posting_id = p.posting_id WHERE p.partner_id <> $1 AND p.type IN ('EARN', 'BURN') AND p.business_date >= $2 AND p.business_date < $3 GROUP BY 1, 2)
     SELECT d.partner_id AS "partnerId", i.brand_name AS name, count(*)::int AS members, sum(d.points)::text AS points, max(d.points)::text AS largest FROM deeds d JOIN partner i ON i.partner_id = d.partner_id GROUP BY 1, 2 ORDER BY 2`, [partnerId, from, to]);
  return rows;
}

/** The newest number of the journal that every posting before it has reached. */
export async function lastNumber(connection: Connection): Promise<bigint> {
  const { rows } = await connection.query<{ seq: string }>('SELECT coalesce(max(seq), 0)::text AS seq FROM posting');
  return BigInt(rows[0]?.seq ?? 0);
}

export async function outletOf(connection: Connection, outletId: string): Promise<string | undefined> {
  return (await connection.query<{ partner_id: string }>('SELECT partner_id FROM outlet WHERE outlet_id = $1', [outletId])).rows[0]?.partner_id;
}

/** What issuers have in their reserves by settled windows alone: money that was really paid in, less what burns and expiries took out. */
export async function paidReserves(connection: Connection): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ party_id: string; total: string }>(
    `SELECT p.party_id, sum(p.change_minor)::text AS total FROM position_part p JOIN settlement_scope c ON c.window_id = p.window_id JOIN settlement s ON s.settlement_id = c.settlement_id AND s.group_id = p.group_id AND s.state = 'SETTLED' WHERE substr(p.party_id::text, 15, 1) = '8' GROUP BY 1`);
  return new Map(rows.flatMap((row): [string, bigint][] => {
    const issuerId = issuerOfReserve(row.party_id);
    return issuerId === undefined ? [] : [[issuerId, BigInt(row.total)]];
  }));
}
