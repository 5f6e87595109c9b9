import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import type { FundingPart, GroupPricing, LegEvent, LegGroup } from './domain/facts';

/** Which issuers' points are priced by more than the day of the burn. */
export interface GroupingRules {
  /** Issuers whose pay side is priced by the day on which a lot was earned. */
  readonly byEarning: readonly string[];
  /** Issuers whose preset or reserve price may differ by the day on which a lot vested; the day of earning counts with it. */
  readonly byVesting: readonly string[];
}

export interface GroupRow { event: LegEvent; issuer_id: string; redeemer_id: string | null; business_date: string; point_kind: string; lot_earned_on: string | null; lot_vested_on: string | null; funding_shares: FundingPart[] | null; points: string; legs: number }

const KEY = 'issuer_id, redeemer_id, business_date, point_kind';

/** Burn legs of a window, aggregated by what prices them: one scan of the window's legs and of nothing else. */
export async function burnGroups(connection: Connection, window: { readonly windowId: string; readonly businessDate: BusinessDate }, rules: GroupingRules): Promise<LegGroup[]> {
  const day = (column: string, issuers: readonly string[]): string => (issuers.length === 0 ? 'NULL::date' : `CASE WHEN issuer_id = ANY('${arrayOf('uuid', issuers)}'::uuid[]) THEN ${column} END`);
  const { rows } = await connection.query<GroupRow>(
    `SELECT 'BURN' AS event, issuer_id, redeemer_id, business_date::text, point_kind, e::text AS lot_earned_on, v::text AS lot_vested_on, funding_shares, points::text, legs FROM (
       SELECT ${KEY}, ${day('lot_earned_on', [...rules.byEarning, ...rules.byVesting])} AS e, ${day('lot_vested_on', rules.byVesting)} AS v, funding_shares, sum(points) AS points, count(*)::int AS legs
         FROM leg WHERE window_id = $1 AND redeemer_id IS NOT NULL AND credit_account = 'REDEEMER' GROUP BY ${KEY}, e, v, funding_shares) g`, [window.windowId]);
  return rows.map((row) => groupOf(row, window.businessDate));
}

interface BackRow extends GroupRow { source: LegGroup['source']; late: boolean; same: boolean; group_id: string | null; pricing: GroupPricing | null }

/** Whether a leg `o` is covered by the group `g` of its window. */
const COVERED = `g.window_id = o.window_id AND g.issuer_id = o.issuer_id AND g.redeemer_id IS NOT DISTINCT FROM o.redeemer_id AND g.business_date = o.business_date AND g.point_kind = o.point_kind AND (g.lot_earned_on IS NULL OR g.lot_earned_on = o.lot_earned_on)
  AND (g.lot_vested_on IS NULL OR g.lot_vested_on = o.lot_vested_on) AND g.funding_shares IS NOT DISTINCT FROM o.funding_shares AND g.event = CASE o.credit_account WHEN 'REDEEMER' THEN 'BURN' ELSE 'EXPIRE' END AND g.source = 'LEGS' AND g.reverses_group_id IS NULL`;

/**
 * Groups of what takes back `x (reverses_leg_id, business_date, points, source)`: by the record of the originals, or, within their own window, by their key.
 * @param fine told apart by the days of the lots, also where the record does not need them
 */
function takingBack(x: string, rules: GroupingRules, fine = false): string {
  const day = (column: string, issuers: readonly string[]): string => (issuers.length === 0 ? 'NULL::date' : `CASE WHEN g.group_id IS NULL AND o.issuer_id = ANY('${arrayOf('uuid', issuers)}'::uuid[]) THEN o.${column} END`);
  const [earned, vested] = fine ? ['o.lot_earned_on', 'o.lot_vested_on'] : [`coalesce(g.lot_earned_on, ${day('lot_earned_on', [...rules.byEarning, ...rules.byVesting])})`, `coalesce(g.lot_vested_on, ${day('lot_vested_on', rules.byVesting)})`];
  return `SELECT event, source, late, same, group_id, pricing, issuer_id, redeemer_id, business_date::text, point_kind, lot_earned_on::text, lot_vested_on::text, funding_shares, points::text, legs FROM (
      SELECT CASE o.credit_account WHEN 'REDEEMER' THEN 'BURN' ELSE 'EXPIRE' END AS event, x.source, x.business_date < $2::date AS late, o.window_id = $1 AS same, g.group_id, g.pricing, o.issuer_id, o.redeemer_id, o.business_date, o.point_kind,
          ${earned} AS lot_earned_on, ${vested} AS lot_vested_on, o.funding_shares, sum(x.points) AS points, count(*)::int AS legs
        FROM (${x}) x JOIN leg o ON o.leg_id = x.reverses_leg_id LEFT JOIN LATERAL (SELECT g.* FROM price_group g WHERE ${COVERED} AND g.window_id <> $1 ORDER BY g.version DESC LIMIT 1) g ON true
       GROUP BY 1, 2, 3, 4, g.group_id, g.pricing, g.lot_earned_on, g.lot_vested_on, o.issuer_id, o.redeemer_id, o.business_date, o.point_kind, 11, 12, o.funding_shares) q`;
}

/** What a window takes back of burns and expiries, of its own and of earlier ones: legs that reverse legs, and corrections of money. */
export async function takenBack(connection: Connection, window: { readonly windowId: string; readonly businessDate: BusinessDate }, rules: GroupingRules, fine = false): Promise<LegGroup[]> {
  const { rows } = await connection.query<BackRow>(takingBack(`
      SELECT reverses_leg_id, business_date, -points AS points, 'LEGS' AS source FROM leg WHERE window_id = $1 AND reverses_leg_id IS NOT NULL AND debit_account IN ('REDEEMER', 'EXPIRED')
      UNION ALL SELECT leg_id, $2::date, -points, 'CORRECTION' FROM money_correction WHERE window_id = $1
      UNION ALL SELECT leg_id, $2::date, excess, 'CORRECTION' FROM (${EXCESS}) e WHERE excess <> 0`, rules, fine), [window.windowId, window.businessDate]);
  return rows.map((row) => backOf(row, window.businessDate));
}

/** Points that were taken back in money before the ledger took them back, too: they are not taken back twice. What this window adds to that. */
const EXCESS = `
    SELECT l.leg_id, greatest(0, t.back + t.corrected - l.points) - greatest(0, t.back_before + t.corrected_before - l.points) AS excess
      FROM (SELECT DISTINCT m.leg_id FROM money_correction m WHERE m.leg_id IN (SELECT reverses_leg_id FROM leg WHERE window_id = $1 AND reverses_leg_id IS NOT NULL UNION ALL SELECT leg_id FROM money_correction WHERE window_id = $1)) c
      JOIN leg l ON l.leg_id = c.leg_id CROSS JOIN (SELECT window_no FROM settlement_window WHERE window_id = $1) n
      CROSS JOIN LATERAL (SELECT coalesce(sum(points), 0) AS back, coalesce(sum(points) FILTER (WHERE w.window_no < n.window_no), 0) AS back_before FROM leg x JOIN settlement_window w ON w.window_id = x.window_id WHERE x.reverses_leg_id = l.leg_id AND w.window_no <= n.window_no) r
      CROSS JOIN LATERAL (SELECT r.back, r.back_before, coalesce(sum(m.points), 0) AS corrected, coalesce(sum(m.points) FILTER (WHERE w.window_no < n.window_no), 0) AS corrected_before FROM money_correction m JOIN settlement_window w ON w.window_id = m.window_id WHERE m.leg_id = l.leg_id AND w.window_no <= n.window_no) t`;

/** The groups that a night would calculate if some points of legs of earlier windows were taken back in money. @param parts positive points */
export async function ifTakenBack(connection: Connection, parts: readonly { readonly legId: string; readonly points: bigint }[], businessDate: BusinessDate): Promise<LegGroup[]> {
  if (parts.length === 0) return [];
  const { rows } = await connection.query<BackRow>(takingBack(`SELECT leg_id AS reverses_leg_id, $2::date AS business_date, -points AS points, 'CORRECTION' AS source FROM unnest($3::uuid[], $4::bigint[]) AS p(leg_id, points)`, { byEarning: [], byVesting: [] }),
    [NO_WINDOW, businessDate, arrayOf('uuid', parts.map((one) => one.legId)), arrayOf('bigint', parts.map((one) => one.points))]);
  return rows.map((row) => backOf(row, businessDate));
}
const NO_WINDOW = '00000000-0000-0000-0000-000000000000';

function backOf(row: BackRow, windowDate: BusinessDate): LegGroup {
  if (!row.same && !row.group_id) throw new Error(`The original of a reversal at ${row.redeemer_id ?? row.issuer_id} on ${row.business_date} was never priced.`);
  return { ...groupOf(row, windowDate), source: row.source, late: row.late, reverses: row.group_id && row.pricing ? { groupId: row.group_id, pricing: row.pricing } : 'SAME_WINDOW' };
}

function groupOf(row: GroupRow, windowDate: BusinessDate): LegGroup {
  return { event: row.event, issuerId: row.issuer_id, ...(row.redeemer_id !== null && { redeemerId: row.redeemer_id }), businessDate: row.business_date, pointKind: row.point_kind, ...(row.lot_earned_on !== null && { lotEarnedOn: row.lot_earned_on }),
    ...(row.lot_vested_on !== null && { lotVestedOn: row.lot_vested_on }), ...(row.funding_shares !== null && { funding: row.funding_shares }), late: row.business_date < windowDate, points: BigInt(row.points), legs: row.legs, source: 'LEGS' };
}
