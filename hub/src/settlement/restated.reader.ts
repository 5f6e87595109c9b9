import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import type { GroupPricing, LegGroup } from './domain/facts';
import type { PricedBy } from './domain/restated';
import { atEarning, groupOf, type GroupingRules, type GroupRow } from './groups.reader';

interface KeyRow extends GroupRow { group_id: string; late: boolean; pricing: GroupPricing }

const KEY = ['group_id', 'event', 'issuer_id', 'redeemer_id', 'business_date::text', 'lot_earned_on::text', 'lot_vested_on::text', 'point_kind', 'funding_shares', 'late', 'pricing'].map((one) => `g.${one}`).join(', ');

const pricedBy = (row: KeyRow): PricedBy => ({ groupId: row.group_id, pricing: row.pricing, group: { ...groupOf(row, row.business_date), late: row.late } });

function restatedGroup(row: KeyRow): LegGroup {
  const { group, groupId, pricing } = pricedBy(row);
  return { ...group, source: 'RESTATED', reverses: { groupId, pricing } };
}

/** The groups of a window as a version of its calculation priced them, without what takes others back. */
export async function pricedGroups(connection: Connection, windowId: string, version: number): Promise<PricedBy[]> {
  return (await connection.query<KeyRow>(`SELECT ${KEY}, g.points::text, g.legs FROM price_group g WHERE g.window_id = $1 AND g.version = $2 AND g.reverses_group_id IS NULL AND g.source = 'LEGS'`, [windowId, version])).rows.map(pricedBy);
}

/** What restatements move in a window: of each group of a version what they put in at its price less what they take out at it. */
export async function restatedGroups(connection: Connection, windowId: string): Promise<LegGroup[]> {
  const { rows } = await connection.query<KeyRow>(
    `SELECT ${KEY}, m.points, m.legs, m.pay, m.receive FROM (
       SELECT group_id, sum(points)::text AS points, abs(sum(sign(points) * legs))::int AS legs, sum(pay_burns)::int AS pay, sum(receive_burns)::int AS receive FROM restated_group WHERE window_id = $1 GROUP BY group_id HAVING sum(points) <> 0) m JOIN price_group g ON g.group_id = m.group_id`, [windowId]);
  return rows.map(restatedGroup);
}

/** What one restatement moves, whatever others move of the same points. */
export async function groupsMoved(connection: Connection, restatementId: string): Promise<LegGroup[]> {
  const { rows } = await connection.query<KeyRow>(`SELECT ${KEY}, m.points::text, m.legs, m.pay_burns AS pay, m.receive_burns AS receive FROM restated_group m JOIN price_group g ON g.group_id = m.group_id WHERE m.restatement_id = $1 ORDER BY g.event, g.issuer_id, g.redeemer_id, m.points`, [restatementId]);
  return rows.map(restatedGroup);
}

interface Told {
  /** Issuers whose points are told apart by the day of earning, and by that of vesting. */
  readonly byEarning: readonly string[];
  readonly byVesting: readonly string[];
  readonly rules: GroupingRules;
}

/**
 * What calculated windows have left of a window's burned and expired points: what was taken back in the ledger or in money is gone, what was taken back both ways once.
 * A burn is counted, for its issuer and as a whole, where the first of its legs stands that is still there.
 */
export async function leftOfLegs(connection: Connection, window: { readonly windowId: string; readonly businessDate: BusinessDate }, { byEarning, byVesting, rules }: Told): Promise<LegGroup[]> {
  const { rows } = await connection.query<GroupRow>(
    `SELECT event, issuer_id, redeemer_id, business_date::text, point_kind, e::text AS lot_earned_on, v::text AS lot_vested_on, funding_shares, sum(points)::text AS points, count(*)::int AS legs, count(*) FILTER (WHERE of_issuer)::int AS pay, count(*) FILTER (WHERE of_redeemer)::int AS receive FROM (
       SELECT CASE l.credit_account WHEN 'REDEEMER' THEN 'BURN' ELSE 'EXPIRE' END AS event, l.issuer_id, l.redeemer_id, l.business_date, l.point_kind, CASE WHEN l.issuer_id = ANY($2::uuid[]) THEN l.lot_earned_on END AS e, CASE WHEN l.issuer_id = ANY($3::uuid[]) THEN l.lot_vested_on END AS v, l.funding_shares, l.points - b.back AS points,
           l.credit_account = 'REDEEMER' AND row_number() OVER (PARTITION BY l.posting_id, l.credit_account, l.issuer_id ORDER BY l.line_no) = 1 AS of_issuer, l.credit_account = 'REDEEMER' AND row_number() OVER (PARTITION BY l.posting_id, l.credit_account ORDER BY l.issuer_id = l.redeemer_id, l.line_no) = 1 AS of_redeemer
         FROM leg l CROSS JOIN LATERAL (SELECT coalesce(sum(t.points), 0) AS back FROM (SELECT r.points, r.window_id FROM leg r WHERE r.reverses_leg_id = l.leg_id UNION ALL SELECT m.points, m.window_id FROM money_correction m WHERE m.leg_id = l.leg_id) t JOIN calculation k ON k.window_id = t.window_id AND k.version = 1) b
        WHERE l.window_id = $1 AND l.points > b.back AND (l.credit_account = 'REDEEMER' OR (l.credit_account = 'EXPIRED' AND l.point_kind <> 'QUALIFYING' AND (l.lot_vested_on IS NOT NULL OR ${atEarning('l', rules)})))) q
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`, [window.windowId, arrayOf('uuid', byEarning), arrayOf('uuid', byVesting)]);
  return rows.map((row) => groupOf(row, window.businessDate));
}

/** What is left of the points that were issued in a window, of issuers that paid for them then: lots name no leg that takes them back, the groups of prices do. */
export async function leftOfIssued(connection: Connection, windowId: string, version: number): Promise<LegGroup[]> {
  const same = ['issuer_id', 'point_kind', 'business_date', 'lot_earned_on', 'lot_vested_on', 'funding_shares', 'late'].map((one) => `o.${one} IS NOT DISTINCT FROM g.${one}`).join(' AND ');
  const { rows } = await connection.query<KeyRow>(
    `SELECT * FROM (SELECT ${KEY}, g.legs, (g.points + coalesce((SELECT sum(b.points) FROM price_group o JOIN price_group b ON b.reverses_group_id = o.group_id AND b.source <> 'RESTATED' AND CASE WHEN b.window_id = $1 THEN b.version = $2 AND o.version = $2 ELSE b.version = 1 END
         WHERE o.window_id = $1 AND o.event = 'ISSUE' AND o.reverses_group_id IS NULL AND ${same}), 0))::text AS points
       FROM price_group g WHERE g.window_id = $1 AND g.version = $2 AND g.event = 'ISSUE' AND g.reverses_group_id IS NULL) q WHERE points <> '0'`, [windowId, version]);
  return rows.map((row) => pricedBy(row).group);
}
