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
  /** Issuers that pay when points are issued, wholly or into a reserve. */
  readonly prepaid: readonly string[];
  /** Issuers for which expiry moves money. */
  readonly expiring: readonly string[];
  /** When an issuer's points count as issued as soon as they are earned: spans of days of earning, `to` exclusive. */
  readonly atEarning: readonly { readonly issuerId: string; readonly from: BusinessDate; readonly to?: BusinessDate }[];
  /** Whether some fee is charged burn by burn, so that burns have to be counted. */
  readonly countBurns: boolean;
}

export interface GroupRow { event: LegEvent; issuer_id: string; redeemer_id: string | null; business_date: string; point_kind: string; lot_earned_on: string | null; lot_vested_on: string | null; funding_shares: FundingPart[] | null; points: string; legs: number; pay?: number; receive?: number }

interface Window {
  readonly windowId: string;
  readonly businessDate: BusinessDate;
}

const KEY = 'issuer_id, redeemer_id, business_date, point_kind';
const uuids = (ids: readonly string[]): string => `'${arrayOf('uuid', ids)}'::uuid[]`;

/** Whether the points of a leg count as issued when they are earned, whatever they wait for. */
export function atEarning(leg: string, { atEarning: spans }: GroupingRules): string {
  if (spans.length === 0) return 'false';
  return `(${spans.map(({ issuerId, from, to }) => `(${leg}.issuer_id = '${issuerId}' AND ${leg}.lot_earned_on >= '${from}'${to === undefined ? '' : ` AND ${leg}.lot_earned_on < '${to}'`})`).join(' OR ')})`;
}

/** Burn legs of a window, aggregated by what prices them: one scan of the window's legs and of nothing else. */
export async function burnGroups(connection: Connection, window: Window, rules: GroupingRules): Promise<LegGroup[]> {
  const day = (column: string, issuers: readonly string[]): string => (issuers.length === 0 ? 'NULL::date' : `CASE WHEN issuer_id = ANY(${uuids(issuers)}) THEN ${column} END`);
  // A burn with several legs counts once for each issuer of its lots, and once for its redeemer.
  const counted = rules.countBurns ? ', count(*) FILTER (WHERE of_issuer)::int AS pay, count(*) FILTER (WHERE of_redeemer)::int AS receive' : '';
  const legs = rules.countBurns ? `(SELECT *, row_number() OVER (PARTITION BY posting_id, issuer_id ORDER BY line_no) = 1 AS of_issuer, row_number() OVER (PARTITION BY posting_id ORDER BY issuer_id = redeemer_id, line_no) = 1 AS of_redeemer FROM leg WHERE window_id = $1 AND redeemer_id IS NOT NULL AND credit_account = 'REDEEMER') leg` : 'leg';
  const { rows } = await connection.query<GroupRow>(
    `SELECT 'BURN' AS event, issuer_id, redeemer_id, business_date::text, point_kind, e::text AS lot_earned_on, v::text AS lot_vested_on, funding_shares, points::text, legs${rules.countBurns ? ', pay, receive' : ''} FROM (
       SELECT ${KEY}, ${day('lot_earned_on', [...rules.byEarning, ...rules.byVesting])} AS e, ${day('lot_vested_on', rules.byVesting)} AS v, funding_shares, sum(points) AS points, count(*)::int AS legs${counted}
         FROM ${legs} WHERE window_id = $1 AND redeemer_id IS NOT NULL AND credit_account = 'REDEEMER' GROUP BY ${KEY}, e, v, funding_shares) g`, [window.windowId]);
  return rows.map((row) => groupOf(row, window.businessDate));
}

/** Expired points of issuers for which that moves money; points that never vested cost nothing. */
export async function expireGroups(connection: Connection, window: Window, rules: GroupingRules): Promise<LegGroup[]> {
  if (rules.expiring.length === 0) return [];
  const day = (column: string, issuers: readonly string[]): string => (issuers.length === 0 ? 'NULL::date' : `CASE WHEN issuer_id = ANY(${uuids(issuers)}) THEN ${column} END`);
  const { rows } = await connection.query<GroupRow>(
    `SELECT 'EXPIRE' AS event, issuer_id, NULL AS redeemer_id, business_date::text, point_kind, e::text AS lot_earned_on, v::text AS lot_vested_on, funding_shares, points::text, legs FROM (
       SELECT issuer_id, business_date, point_kind, ${day('lot_earned_on', rules.byVesting)} AS e, ${day('lot_vested_on', rules.byVesting)} AS v, funding_shares, sum(points) AS points, count(*)::int AS legs
         FROM leg WHERE window_id = $1 AND credit_account = 'EXPIRED' AND issuer_id = ANY(${uuids(rules.expiring)}) AND point_kind <> 'QUALIFYING' AND (lot_vested_on IS NOT NULL OR ${atEarning('leg', rules)}) GROUP BY 1, 2, 3, 4, 5, 6) g`, [window.windowId]);
  return rows.map((row) => groupOf(row, window.businessDate));
}

/** The day on which a lot vests, or would have vested had nobody let it vest before. */
const DAY_OF = `(k.vests_at AT TIME ZONE 'Asia/Jakarta')::date`;
/** The day on which it did vest. */
const VESTED_ON = `(coalesce(k.vested_at, k.vests_at) AT TIME ZONE 'Asia/Jakarta')::date`;
const SIGNED = `CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END`;

/**
 * Points that are issued in a window, of issuers that pay for them then, leg by leg in `issued`. Each point counts once: given to a vested lot, in the window of its leg;
 * given to a pending lot, in the window in which the lot vests, which is that of its day, or the window that was open when it was let vest early or its points
 * moved ahead of that day. All that moves a pending lot counts with it: what was taken back while it was pending never costs anything, and a lot that a
 * merged member brought vests in the survivor's hands. Points that change hands after they vested are not issued again.
 */
export function issuedIn(rules: GroupingRules): string {
  const prepaid = (alias: string): string => `${alias}.issuer_id = ANY(${uuids(rules.prepaid)}) AND ${alias}.point_kind <> 'QUALIFYING'`;
  return `w AS (SELECT window_no, business_date FROM settlement_window WHERE window_id = $1),
      pending AS (
        SELECT l.leg_id, l.issuer_id, ${VESTED_ON} AS vested_on, l.point_kind, l.lot_earned_on, l.funding_shares, ${SIGNED} AS points
          FROM w CROSS JOIN leg l JOIN lot k ON k.lot_id = l.lot_id AND k.member_id = l.member_id LEFT JOIN settlement_window s ON s.window_id = k.vest_window_id
         WHERE l.window_id = $1 AND l.lot_vested_on IS NULL AND ${prepaid('l')} AND NOT ${atEarning('l', rules)} AND (${DAY_OF} <= w.business_date OR s.window_no <= w.window_no)
        UNION ALL
        SELECT l.leg_id, l.issuer_id, ${VESTED_ON}, l.point_kind, l.lot_earned_on, l.funding_shares, ${SIGNED}
          FROM w CROSS JOIN LATERAL (
              SELECT k.* FROM lot k LEFT JOIN settlement_window s ON s.window_id = k.vest_window_id
               WHERE k.vests_at >= w.business_date::timestamp AT TIME ZONE 'Asia/Jakarta' AND k.vests_at < (w.business_date + 1)::timestamp AT TIME ZONE 'Asia/Jakarta' AND (s.window_no IS NULL OR s.window_no >= w.window_no)
              UNION ALL SELECT k.* FROM lot k WHERE k.vest_window_id = $1 AND ${DAY_OF} > w.business_date) k
            JOIN leg l ON l.lot_id = k.lot_id AND l.member_id = k.member_id AND l.lot_vested_on IS NULL JOIN settlement_window o ON o.window_id = l.window_id
         WHERE o.window_no < w.window_no AND ${prepaid('k')} AND NOT ${atEarning('l', rules)}),
      issued AS (
        SELECT leg_id, issuer_id, business_date, point_kind, lot_earned_on, lot_vested_on, funding_shares, points FROM leg l WHERE window_id = $1 AND debit_account = 'ISSUER' AND ${prepaid('l')} AND (lot_vested_on IS NOT NULL OR ${atEarning('l', rules)})
        UNION ALL SELECT leg_id, issuer_id, vested_on, point_kind, lot_earned_on, vested_on, funding_shares, points FROM pending)`;
}

export async function issueGroups(connection: Connection, window: Window, rules: GroupingRules): Promise<LegGroup[]> {
  if (rules.prepaid.length === 0) return [];
  const { rows } = await connection.query<GroupRow>(
    `WITH ${issuedIn(rules)}
     SELECT 'ISSUE' AS event, issuer_id, NULL AS redeemer_id, business_date::text, point_kind, lot_earned_on::text, lot_vested_on::text, funding_shares, sum(points)::text AS points, count(*)::int AS legs
       FROM issued GROUP BY issuer_id, business_date, point_kind, issued.lot_earned_on, issued.lot_vested_on, funding_shares HAVING sum(points) <> 0`, [window.windowId]);
  return rows.map((row) => groupOf(row, window.businessDate));
}

/** Legs with which a window takes issued points back, and in `root` of each how its lot, or the lot that a transfer took it from, was issued. */
export function issuedBackIn(rules: GroupingRules): string {
  return `w AS (SELECT window_no, business_date FROM settlement_window WHERE window_id = $1),
      taken AS (SELECT leg_id, lot_id, member_id, points, business_date FROM leg l WHERE window_id = $1 AND credit_account = 'ISSUER' AND l.issuer_id = ANY(${uuids(rules.prepaid)}) AND point_kind <> 'QUALIFYING' AND (lot_vested_on IS NOT NULL OR ${atEarning('l', rules)})),
      up AS (
        SELECT t.leg_id, k.lot_id, k.parent_lot_id, c.* FROM taken t JOIN lot k ON k.lot_id = t.lot_id AND k.member_id = t.member_id JOIN LATERAL (${CREATION}) c ON true
        UNION ALL
        SELECT u.leg_id, k.lot_id, k.parent_lot_id, c.* FROM up u JOIN lot k ON k.lot_id = u.parent_lot_id JOIN LATERAL (${CREATION}) c ON true WHERE u.made_vested_on IS NOT NULL OR ${atEarning('u', rules)}),
      root AS (
        SELECT u.leg_id, u.issuer_id, u.point_kind, u.lot_earned_on, u.funding_shares, CASE WHEN u.made_vested_on IS NOT NULL OR ${atEarning('u', rules)} THEN u.made_in ELSE v.window_id END AS window_id,
            CASE WHEN u.made_vested_on IS NOT NULL OR ${atEarning('u', rules)} THEN u.made_vested_on ELSE v.vested_on END AS vested_on, CASE WHEN u.made_vested_on IS NOT NULL OR ${atEarning('u', rules)} THEN u.made_on ELSE v.vested_on END AS issued_on
          FROM up u JOIN lot k ON k.lot_id = u.lot_id AND k.member_id = u.made_for
          -- In the window in which the lot vested, or, where that was before it came into being, in that of its own leg.
          CROSS JOIN LATERAL (SELECT ${VESTED_ON} AS vested_on, (SELECT x.window_id FROM settlement_window x WHERE x.window_no = greatest((SELECT min(y.window_no) FROM settlement_window y WHERE y.window_id = k.vest_window_id OR y.business_date = ${DAY_OF}), (SELECT y.window_no FROM settlement_window y WHERE y.window_id = u.made_in))) AS window_id) v
         WHERE u.parent_lot_id IS NULL OR (u.made_vested_on IS NULL AND NOT ${atEarning('u', rules)}))`;
}

/** Whether a group `g` of prices is the one in which the lot of a `root r` was issued. */
export const ISSUED_AS = `g.window_id = r.window_id AND g.issuer_id = r.issuer_id AND g.event = 'ISSUE' AND g.reverses_group_id IS NULL AND g.point_kind = r.point_kind
           AND g.business_date = r.issued_on AND g.lot_earned_on = r.lot_earned_on AND g.lot_vested_on IS NOT DISTINCT FROM r.vested_on AND g.funding_shares IS NOT DISTINCT FROM r.funding_shares`;

/** Issued points that their issuer takes back, by the group in which their lot, or the lot that a transfer took it from, was issued. */
export async function issueTakenBack(connection: Connection, window: Window, rules: GroupingRules, asOf?: Date, among: readonly string[] = []): Promise<LegGroup[]> {
  if (rules.prepaid.length === 0) return [];
  const { rows } = await connection.query<BackRow>(
    `WITH RECURSIVE ${issuedBackIn(rules)}
     SELECT 'ISSUE' AS event, 'LEGS' AS source, t.business_date < w.business_date AS late, r.window_id = $1 AS same, g.group_id, g.pricing, r.issuer_id, NULL AS redeemer_id, r.issued_on::text AS business_date, r.point_kind, r.lot_earned_on::text, r.vested_on::text AS lot_vested_on, r.funding_shares,
         r.window_id AS home, (-sum(t.points))::text AS points, count(*)::int AS legs
       FROM w CROSS JOIN taken t JOIN root r ON r.leg_id = t.leg_id LEFT JOIN LATERAL (SELECT g.* FROM price_group g WHERE ${ISSUED_AS} AND g.window_id <> $1${calculatedBy(asOf)} ORDER BY g.version DESC LIMIT 1) g ON true
      -- Points that were issued while nothing was paid for that are taken back without money.
      WHERE r.window_id = $1 OR g.group_id IS NOT NULL OR r.window_id = ANY($2::uuid[])
      GROUP BY 3, 4, g.group_id, g.pricing, r.issuer_id, r.issued_on, r.point_kind, r.lot_earned_on, r.vested_on, r.funding_shares, r.window_id`, [window.windowId, arrayOf('uuid', among)]);
  return rows.map((row) => backOf(row, window.businessDate, among));
}

/** The leg that made the lot `k`. */
const CREATION = `SELECT c.window_id AS made_in, c.business_date AS made_on, c.lot_vested_on AS made_vested_on, c.member_id AS made_for, c.issuer_id, c.point_kind, c.lot_earned_on, c.funding_shares FROM leg c WHERE c.posting_id = k.earn_posting_id AND c.lot_id = k.lot_id AND c.credit_account = 'MEMBER'`;

interface BackRow extends GroupRow { source: LegGroup['source']; late: boolean; same: boolean; group_id: string | null; pricing: GroupPricing | null; home: string }

/** Whether a leg `o` is covered by the group `g` of its window. */
const COVERED = `g.window_id = o.window_id AND g.issuer_id = o.issuer_id AND g.redeemer_id IS NOT DISTINCT FROM o.redeemer_id AND g.business_date = o.business_date AND g.point_kind = o.point_kind AND (g.lot_earned_on IS NULL OR g.lot_earned_on = o.lot_earned_on)
  AND (g.lot_vested_on IS NULL OR g.lot_vested_on = o.lot_vested_on) AND g.funding_shares IS NOT DISTINCT FROM o.funding_shares AND g.event = CASE o.credit_account WHEN 'REDEEMER' THEN 'BURN' ELSE 'EXPIRE' END AND g.source = 'LEGS' AND g.reverses_group_id IS NULL`;

/** Groups of what takes back `x (reverses_leg_id, business_date, points, source)`: by the record of the originals, or, within their own window, by their key. */
function takingBack(x: string, rules: GroupingRules, asOf: Date | undefined, among: readonly string[]): string {
  const day = (column: string, issuers: readonly string[]): string => (issuers.length === 0 ? 'NULL::date' : `CASE WHEN g.group_id IS NULL AND o.issuer_id = ANY(${uuids(issuers)}) THEN o.${column} END`);
  const counts = rules.countBurns ? '(-count(DISTINCT n.ends_issuer))::int AS pay, (-count(DISTINCT n.ends_redeemer))::int AS receive' : '0 AS pay, 0 AS receive';
  const [earned, vested] = among.length > 0 ? ['o.lot_earned_on', 'o.lot_vested_on'] : [`coalesce(g.lot_earned_on, ${day('lot_earned_on', [...rules.byEarning, ...rules.byVesting])})`, `coalesce(g.lot_vested_on, ${day('lot_vested_on', rules.byVesting)})`];
  return `SELECT event, source, late, same, group_id, pricing, issuer_id, redeemer_id, business_date::text, point_kind, lot_earned_on::text, lot_vested_on::text, funding_shares, home, points::text, legs, pay, receive FROM (
      SELECT CASE o.credit_account WHEN 'REDEEMER' THEN 'BURN' ELSE 'EXPIRE' END AS event, x.source, x.business_date < $2::date AS late, o.window_id = $1 AS same, g.group_id, g.pricing, o.issuer_id, o.redeemer_id, o.business_date, o.point_kind,
          ${earned} AS lot_earned_on, ${vested} AS lot_vested_on, o.funding_shares, o.window_id AS home, sum(x.points) AS points, count(*)::int AS legs, ${counts} FROM (${x}) x JOIN leg o ON o.leg_id = x.reverses_leg_id ${rules.countBurns ? WHOLLY : ''} LEFT JOIN LATERAL (SELECT g.* FROM price_group g WHERE ${COVERED} AND g.window_id <> $1${calculatedBy(asOf)} ORDER BY g.version DESC LIMIT 1) g ON true
       -- An expiry that moved no money is taken back without any.
       WHERE o.credit_account = 'REDEEMER' OR g.group_id IS NOT NULL OR ((o.window_id = $1 OR o.window_id = ANY(${uuids(among)})) AND o.issuer_id = ANY(${uuids(rules.expiring)}) AND o.point_kind <> 'QUALIFYING' AND (o.lot_vested_on IS NOT NULL OR ${atEarning('o', rules)}))
       GROUP BY 1, 2, 3, 4, g.group_id, g.pricing, g.lot_earned_on, g.lot_vested_on, o.issuer_id, o.redeemer_id, o.business_date, o.point_kind, 11, 12, o.funding_shares, o.window_id) q`;
}

/**
 * Burns that the window takes back to their last point: the posting, told by its last leg that is still open; for its issuer, and as a whole. A burn ends once: one that had
 * ended before, in money, does not end again when the ledger takes it back, and of a leg that both take back in one window only what the ledger does tells it.
 */
const WHOLLY = `LEFT JOIN LATERAL (
      SELECT CASE WHEN bool_and(a.back >= a.points) FILTER (WHERE a.issuer_id = o.issuer_id) AND NOT bool_and(a.before >= a.points) FILTER (WHERE a.issuer_id = o.issuer_id) AND o.leg_id = (array_agg(a.leg_id ORDER BY a.line_no) FILTER (WHERE a.issuer_id = o.issuer_id AND a.now))[1] THEN o.leg_id END AS ends_issuer,
          CASE WHEN bool_and(a.back >= a.points) AND NOT bool_and(a.before >= a.points) AND o.leg_id = (array_agg(a.leg_id ORDER BY a.issuer_id = a.redeemer_id, a.line_no) FILTER (WHERE a.now))[1] THEN o.leg_id END AS ends_redeemer
        FROM (SELECT l.leg_id, l.line_no, l.points, l.issuer_id, l.redeemer_id, b.back, b.before, b.now FROM leg l CROSS JOIN LATERAL (
              SELECT coalesce(sum(t.points), 0) AS back, coalesce(sum(t.points) FILTER (WHERE tw.window_no < cw.window_no), 0) AS before, coalesce(bool_or(t.window_id = $1), false) AS now
                FROM (SELECT points, window_id FROM leg r WHERE r.reverses_leg_id = l.leg_id UNION ALL SELECT points, window_id FROM money_correction m WHERE m.leg_id = l.leg_id) t
                JOIN settlement_window tw ON tw.window_id = t.window_id JOIN settlement_window cw ON cw.window_id = $1 WHERE tw.window_no <= cw.window_no) b
            WHERE l.posting_id = o.posting_id AND l.credit_account = 'REDEEMER') a) n
      ON o.credit_account = 'REDEEMER' AND x.source = CASE WHEN EXISTS (SELECT 1 FROM leg r WHERE r.reverses_leg_id = o.leg_id AND r.window_id = $1) THEN 'LEGS' ELSE 'CORRECTION' END`;

/** Only groups that were calculated by then. */
function calculatedBy(asOf: Date | undefined): string {
  return asOf ? ` AND EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = g.window_id AND c.version = g.version AND c.calculated_at < '${asOf.toISOString()}')` : '';
}

/** What a window takes back of burns and expiries, of its own and of earlier ones: legs that reverse legs, and corrections of money. @param asOf prices are those that were calculated by then @param among windows of which originals are told apart by the days of their lots, whether or not something is stored for them */
export async function takenBack(connection: Connection, window: Window, rules: GroupingRules, asOf?: Date, among: readonly string[] = []): Promise<LegGroup[]> {
  const { rows } = await connection.query<BackRow>(takingBack(`
      SELECT reverses_leg_id, business_date, -points AS points, 'LEGS' AS source FROM leg WHERE window_id = $1 AND reverses_leg_id IS NOT NULL AND debit_account IN ('REDEEMER', 'EXPIRED')
      UNION ALL SELECT leg_id, $2::date, -points, 'CORRECTION' FROM money_correction WHERE window_id = $1
      UNION ALL SELECT leg_id, $2::date, excess, 'CORRECTION' FROM (${EXCESS}) e WHERE excess <> 0`, rules, asOf, among), [window.windowId, window.businessDate]);
  return rows.map((row) => backOf(row, window.businessDate, among));
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
  const { rows } = await connection.query<BackRow>(takingBack(`SELECT leg_id AS reverses_leg_id, $2::date AS business_date, -points AS points, 'CORRECTION' AS source FROM unnest($3::uuid[], $4::bigint[]) AS p(leg_id, points)`, { byEarning: [], byVesting: [], prepaid: [], expiring: [], atEarning: [], countBurns: false }, undefined, []),
    [NO_WINDOW, businessDate, arrayOf('uuid', parts.map((one) => one.legId)), arrayOf('bigint', parts.map((one) => one.points))]);
  return rows.map((row) => backOf(row, businessDate));
}
const NO_WINDOW = '00000000-0000-0000-0000-000000000000';

function backOf(row: BackRow, windowDate: BusinessDate, among: readonly string[] = []): LegGroup {
  if (!row.same && !row.group_id && !among.includes(row.home)) throw new Error(`The original of a reversal at ${row.redeemer_id ?? row.issuer_id} on ${row.business_date} was never priced.`);
  return { ...groupOf(row, windowDate), source: row.source, late: row.late, reverses: row.group_id && row.pricing ? { groupId: row.group_id, pricing: row.pricing } : row.same ? 'SAME_WINDOW' : { groupId: row.home, pricing: {} as GroupPricing } };
}

export function groupOf(row: GroupRow, windowDate: BusinessDate): LegGroup {
  return { event: row.event, issuerId: row.issuer_id, ...(row.redeemer_id !== null && { redeemerId: row.redeemer_id }), businessDate: row.business_date, pointKind: row.point_kind, ...(row.lot_earned_on !== null && { lotEarnedOn: row.lot_earned_on }),
    ...(row.lot_vested_on !== null && { lotVestedOn: row.lot_vested_on }), ...(row.funding_shares !== null && { funding: row.funding_shares }), late: row.business_date < windowDate, points: BigInt(row.points), legs: row.legs, ...((row.pay || row.receive) && { burns: { pay: row.pay ?? 0, receive: row.receive ?? 0 } }), source: 'LEGS' };
}
