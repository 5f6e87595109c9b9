import type { Connection } from '../db/tx';
import type { Viewer } from '../access/request-context';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';
import { OWN_GROUP } from './domain/groups';
import type { RunCheck, RunStep } from './settlement.wire';

export interface WindowView {
  readonly windowId: string;
  readonly windowNo: number;
  readonly businessDate: string;
  readonly cutOffAt: Date;
  readonly state: 'OPEN' | 'CLOSED';
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly lastSeq: string | null;
  readonly postings: number;
  readonly pointsBurned: string | null;
  readonly gross: string | null;
  readonly settlementId: string | null;
  readonly status: 'PENDING' | 'RUNNING' | 'PARKED' | 'DONE' | null;
  readonly parkedReason: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly steps: RunStep[] | null;
  readonly checks: RunCheck[] | null;
  readonly calculationHash: string | null;
  readonly engineVersion: string | null;
}

const WINDOW = `SELECT w.window_id AS "windowId", w.window_no::int AS "windowNo", w.business_date::text AS "businessDate", w.cut_off_at AS "cutOffAt", w.state, w.opened_at AS "openedAt", w.closed_at AS "closedAt",
    w.last_seq AS "lastSeq", (SELECT count(*)::int FROM posting p WHERE p.window_id = w.window_id AND ($1::uuid IS NULL OR p.partner_id = $1)) AS postings,
    CASE WHEN $1::uuid IS NULL THEN c.points_burned END AS "pointsBurned",
    (SELECT sum(abs(m.amount_minor))::text FROM claim m WHERE m.window_id = w.window_id AND m.line_type = 'CLAIM' AND m.payer_id <> '${RATE_DIFFERENCE_PARTY}' AND ($1::uuid IS NULL OR $1 IN (m.payer_id, m.payee_id))) AS gross,
    (SELECT s.settlement_id FROM live_settlement s WHERE s.window_id = w.window_id AND s.group_id = '${OWN_GROUP}') AS "settlementId",
    r.status, r.parked_reason AS "parkedReason", r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.steps, r.checks, c.calculation_hash AS "calculationHash", c.engine_version AS "engineVersion"
  FROM settlement_window w LEFT JOIN night_run r ON r.window_id = w.window_id LEFT JOIN calculation c ON c.window_id = w.window_id AND c.version = 1`;

export async function windowById(connection: Connection, viewer: Viewer, windowId: string): Promise<WindowView | undefined> {
  const { rows } = await connection.query<WindowView>(`${WINDOW} WHERE w.window_id = $2`, [viewer.partnerId ?? null, windowId]);
  return rows[0];
}

export interface WindowFilter {
  readonly status: string | undefined;
  readonly run: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export async function windowsPage(connection: Connection, viewer: Viewer, filter: WindowFilter, offset: number, limit: number, order: string): Promise<WindowView[]> {
  const { rows } = await connection.query<WindowView>(`${WINDOW} WHERE ($2::text IS NULL OR w.state = $2) AND ($3::text IS NULL OR r.status = $3) AND ($4::date IS NULL OR w.business_date >= $4) AND ($5::date IS NULL OR w.business_date < $5)
    ORDER BY ${order} LIMIT $6 OFFSET $7`, [viewer.partnerId ?? null, filter.status ?? null, filter.run ?? null, filter.from ?? null, filter.to ?? null, limit, offset]);
  return rows;
}

export async function windowsCount(connection: Connection, filter: WindowFilter): Promise<number> {
  const { rows } = await connection.query<{ n: number }>(`SELECT count(*)::int AS n FROM settlement_window w LEFT JOIN night_run r ON r.window_id = w.window_id
    WHERE ($1::text IS NULL OR w.state = $1) AND ($2::text IS NULL OR r.status = $2) AND ($3::date IS NULL OR w.business_date >= $3) AND ($4::date IS NULL OR w.business_date < $4)`,
    [filter.status ?? null, filter.run ?? null, filter.from ?? null, filter.to ?? null]);
  return rows[0]?.n ?? 0;
}

export interface PositionRow {
  readonly partyId: string;
  readonly position: string;
  readonly payable: string;
  readonly receivable: string;
  /** What money and set-off have met of it in settlements that are settling; signed as it changes the position. */
  readonly met: string;
  readonly fees: string;
}

/**
 * Fees and PPN that are open, by party: everything charged and credited, less what settlements have taken, with what of that is still open there,
 * and less what met fee invoices that are paid apart. A credit note counts by its claims, so its application like money does not count again.
 */
const OPEN_FEES = `SELECT party_id, sum(n) AS fees FROM (
         SELECT payer_id AS party_id, amount_minor AS n FROM claim WHERE line_type <> 'CLAIM'
         UNION ALL SELECT d.partner_id, -d.fees_minor - d.ppn_minor FROM settlement_document d JOIN settlement t ON t.settlement_id = d.settlement_id AND t.state IN ('SETTLING', 'SETTLED')
         UNION ALL SELECT party_id, CASE direction WHEN 'IN' THEN open_fee_minor + open_ppn_minor ELSE -open_fee_minor - open_ppn_minor END FROM obligation_open WHERE state = 'SETTLING'
         UNION ALL SELECT p.party_id, -a.amount_minor FROM cash_application a JOIN payment p ON p.payment_id = a.payment_id AND p.kind <> 'CREDIT_NOTE' WHERE a.invoice_id IS NOT NULL
         UNION ALL SELECT c.party_id, c.amount_minor FROM settlement_credit c JOIN settlement t ON t.settlement_id = c.settlement_id AND t.state IN ('SETTLING', 'SETTLED') JOIN payment p ON p.payment_id = c.source_id AND p.kind = 'CREDIT_NOTE' WHERE c.kind = 'UNAPPLIED_CASH') f GROUP BY party_id`;

/** Unsettled positions of all parties: calculated claims, what they are made of, what has met them, and open fees. */
export async function positionRows(connection: Connection): Promise<PositionRow[]> {
  const { rows } = await connection.query<PositionRow>(
    `WITH open AS (SELECT w.window_id, g.group_id FROM settlement_window w CROSS JOIN settlement_group g WHERE NOT EXISTS (SELECT 1 FROM live_settlement s WHERE s.window_id = w.window_id AND s.group_id = g.group_id AND s.state = 'SETTLED')),
       side AS (
         SELECT payer_id AS party_id, -amount_minor AS net, amount_minor AS payable, 0 AS receivable FROM claim JOIN open USING (window_id, group_id) WHERE line_type = 'CLAIM'
         UNION ALL SELECT payee_id, amount_minor, 0, amount_minor FROM claim JOIN open USING (window_id, group_id) WHERE line_type = 'CLAIM'),
       fee AS (${OPEN_FEES}),
       net AS (SELECT party_id, sum(net) AS net, sum(payable) AS payable, sum(receivable) AS receivable FROM side GROUP BY party_id)
     SELECT coalesce(n.party_id, f.party_id, p.partner_id) AS "partyId", coalesce(n.net, 0)::text AS position, coalesce(n.payable, 0)::text AS payable, coalesce(n.receivable, 0)::text AS receivable, coalesce(m.met_minor, 0)::text AS met, coalesce(f.fees, 0)::text AS fees
       FROM net n FULL JOIN fee f ON f.party_id = n.party_id FULL JOIN partner p ON p.partner_id = coalesce(n.party_id, f.party_id)
         LEFT JOIN settling_met m ON m.party_id = coalesce(n.party_id, f.party_id, p.partner_id) ORDER BY p.brand_name NULLS LAST, 1`);
  return rows;
}

/** Windows that no night has calculated yet: the open one, and closed ones that wait or are parked; oldest first. */
export async function uncalculatedWindows(connection: Connection): Promise<{ windowId: string; businessDate: string }[]> {
  const { rows } = await connection.query<{ windowId: string; businessDate: string }>(`SELECT w.window_id AS "windowId", w.business_date::text AS "businessDate" FROM settlement_window w WHERE NOT EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = w.window_id) ORDER BY w.window_no`);
  return rows;
}

export async function lastSequence(connection: Connection): Promise<number> {
  const { rows } = await connection.query<{ seq: string }>('SELECT coalesce(max(seq), 0) AS seq FROM posting');
  return Number(rows[0]?.seq ?? 0);
}

export interface ActivityRow {
  readonly businessDate: string;
  readonly earned: string;
  readonly burnedOfOurs: string;
  readonly burnedHere: string;
  readonly expired: string;
}

export async function activityRows(connection: Connection, viewer: Viewer, from: string, to: string): Promise<ActivityRow[]> {
  const { rows } = await connection.query<ActivityRow>(
    `SELECT l.business_date::text AS "businessDate",
        coalesce(sum(l.points) FILTER (WHERE l.debit_account = 'ISSUER' AND ($1::uuid IS NULL OR l.issuer_id = $1)), 0)::text AS earned,
        coalesce(sum(CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END) FILTER (WHERE l.redeemer_id IS NOT NULL AND ($1::uuid IS NULL OR l.issuer_id = $1)), 0)::text AS "burnedOfOurs",
        coalesce(sum(CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END) FILTER (WHERE l.redeemer_id IS NOT NULL AND ($1::uuid IS NULL OR l.redeemer_id = $1)), 0)::text AS "burnedHere",
        coalesce(sum(l.points) FILTER (WHERE l.credit_account = 'EXPIRED' AND ($1::uuid IS NULL OR l.issuer_id = $1)), 0)::text AS expired
       -- A window holds no later date than the day on which it was closed, or, where a till's clock was ahead, the day after it.
       FROM settlement_window w CROSS JOIN LATERAL (SELECT * FROM leg WHERE window_id = w.window_id OFFSET 0) l WHERE (w.closed_at IS NULL OR (w.closed_at AT TIME ZONE 'Asia/Jakarta')::date + 1 >= $2)
        AND l.business_date >= $2 AND l.business_date < $3 AND ($1::uuid IS NULL OR $1 IN (l.issuer_id, l.redeemer_id)) GROUP BY 1 ORDER BY 1`, [viewer.partnerId ?? null, from, to]);
  return rows;
}

/** A party's position change a window, and the running sum of changes since the beginning. */
export async function historyRows(connection: Connection, partyId: string, from: string, to: string): Promise<{ businessDate: string; windowId: string; change: string; after: string }[]> {
  const { rows } = await connection.query<{ businessDate: string; windowId: string; change: string; after: string }>(
    `SELECT w.business_date::text AS "businessDate", w.window_id AS "windowId", coalesce(p.change_minor, 0)::text AS change, coalesce(p.after_minor, 0)::text AS after
       FROM settlement_window w JOIN calculation c ON c.window_id = w.window_id AND c.version = 1 LEFT JOIN position p ON p.window_id = w.window_id AND p.party_id = $1
      WHERE w.business_date >= $2 AND w.business_date < $3 ORDER BY w.window_no`, [partyId, from, to]);
  return rows;
}
