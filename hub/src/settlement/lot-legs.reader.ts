import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { TermsTable } from '../terms';
import type { SidePrice } from './domain/facts';
import { groupingOf } from './domain/pricing';
import { atEarning, issuedBackIn, issuedIn, ISSUED_AS } from './groups.reader';

/** A leg that counts in a window on a line of points that are given or expire. */
export interface LotLeg {
  readonly lineId: string;
  /** That of its posting; points that wait count in a later one. */
  readonly windowId: string;
  readonly legId: string;
  readonly postingId: string;
  readonly lineNo: number;
  readonly lotId: string;
  readonly reverses: string | null;
  readonly debit: string;
  readonly credit: string;
  readonly issuerId: string;
  /** Less than nothing where it takes back. */
  readonly points: bigint;
  readonly pay: Pick<SidePrice, 'pointPrice' | 'termsRef' | 'steps'>;
}

interface Row extends Omit<LotLeg, 'points'> { points: string; seq: string }

const LEG = `o.window_id AS "windowId", o.seq::text AS seq, o.leg_id AS "legId", o.posting_id AS "postingId", o.line_no AS "lineNo", o.lot_id AS "lotId", o.reverses_leg_id AS reverses, o.debit_account AS debit, o.credit_account AS credit, o.issuer_id AS "issuerId"`;

/** The legs that some windows count on some lines of an issuer's points, in the order of the journal, each with the price by which it counts; what a group of prices nets to nothing is not among them. */
export async function lotLegs(connection: Connection, issuerId: string, lineIds: readonly string[], windowIds: readonly string[], terms: TermsTable): Promise<LotLeg[]> {
  const rules = { ...groupingOf(terms), prepaid: [issuerId] };
  const lines = arrayOf('uuid', lineIds);
  const found: Row[] = [];
  for (const windowId of windowIds) {
    const { rows: given } = await connection.query<Row>(
      `WITH ${issuedIn(rules)}
       SELECT k.line_id AS "lineId", ${LEG}, i.points::text AS points, g.pricing->'pay' AS pay
         FROM issued i JOIN price_group g ON g.window_id = $1 AND g.issuer_id = i.issuer_id AND g.event = 'ISSUE' AND g.source = 'LEGS' AND g.reverses_group_id IS NULL AND g.business_date = i.business_date AND g.point_kind = i.point_kind AND g.lot_earned_on = i.lot_earned_on
              AND g.lot_vested_on IS NOT DISTINCT FROM i.lot_vested_on AND g.funding_shares IS NOT DISTINCT FROM i.funding_shares
            JOIN price_group_line k ON k.group_id = g.group_id JOIN leg o ON o.leg_id = i.leg_id WHERE k.line_id = ANY($2::uuid[])`, [windowId, lines]);
    const { rows: back } = await connection.query<Row>(
      `WITH RECURSIVE ${issuedBackIn(rules)}
       SELECT k.line_id AS "lineId", ${LEG}, (-o.points)::text AS points, g.pricing->'pay' AS pay
         FROM taken t JOIN root r ON r.leg_id = t.leg_id JOIN price_group g ON ${ISSUED_AS} JOIN price_group_line k ON k.group_id = g.group_id JOIN leg o ON o.leg_id = t.leg_id WHERE k.line_id = ANY($2::uuid[])`, [windowId, lines]);
    found.push(...given, ...back);
  }
  found.push(...(await expiredOn(connection, lineIds, windowIds, terms)));
  return found.sort((a, b) => Number(BigInt(a.seq) - BigInt(b.seq)) || a.lineNo - b.lineNo).map((row) => ({ ...row, points: BigInt(row.points) }));
}

/** Expiries by the lines on which they were priced, and what was given back of them. */
async function expiredOn(connection: Connection, lineIds: readonly string[], windowIds: readonly string[], terms: TermsTable): Promise<Row[]> {
  const { rows } = await connection.query<Row>(
    `WITH expiry AS (
        SELECT k.line_id, o.leg_id, g.pricing->'pay' AS pay
          FROM price_group_line k JOIN price_group g ON g.group_id = k.group_id AND g.event = 'EXPIRE' AND g.source = 'LEGS' AND g.reverses_group_id IS NULL
            JOIN leg o ON o.window_id = g.window_id AND o.credit_account = 'EXPIRED' AND o.issuer_id = g.issuer_id AND o.business_date = g.business_date AND o.point_kind = g.point_kind AND (g.lot_earned_on IS NULL OR g.lot_earned_on = o.lot_earned_on)
              AND (g.lot_vested_on IS NULL OR g.lot_vested_on = o.lot_vested_on) AND g.funding_shares IS NOT DISTINCT FROM o.funding_shares
         WHERE k.line_id = ANY($1::uuid[]) AND (o.lot_vested_on IS NOT NULL OR ${atEarning('o', groupingOf(terms))}))
     SELECT e.line_id AS "lineId", ${LEG}, CASE o.credit_account WHEN 'EXPIRED' THEN o.points ELSE -o.points END::text AS points, e.pay
       FROM expiry e JOIN leg o ON o.leg_id = e.leg_id OR o.reverses_leg_id = e.leg_id WHERE o.window_id = ANY($2::uuid[])`, [arrayOf('uuid', lineIds), arrayOf('uuid', windowIds)]);
  return rows;
}

/** A transfer with which points left one lot and came into a new one. */
export interface LotMove {
  readonly lotId: string;
  readonly parentId: string;
  readonly points: bigint;
  readonly fromLegId: string;
  readonly toLegId: string;
}

/** How points had come into some lots, transfer by transfer, up to the lots that were given. */
export async function lotMoves(connection: Connection, lotIds: readonly string[]): Promise<LotMove[]> {
  if (lotIds.length === 0) return [];
  const { rows } = await connection.query<Omit<LotMove, 'points'> & { points: string }>(
    `WITH RECURSIVE up AS (
        SELECT k.lot_id, k.parent_lot_id, k.earn_posting_id FROM lot k WHERE k.lot_id = ANY($1::uuid[]) AND k.parent_lot_id IS NOT NULL
        UNION SELECT k.lot_id, k.parent_lot_id, k.earn_posting_id FROM up u JOIN lot k ON k.lot_id = u.parent_lot_id WHERE k.parent_lot_id IS NOT NULL)
     SELECT u.lot_id AS "lotId", u.parent_lot_id AS "parentId", t.points::text AS points, f.leg_id AS "fromLegId", t.leg_id AS "toLegId" FROM up u JOIN leg t ON t.posting_id = u.earn_posting_id AND t.lot_id = u.lot_id AND t.debit_account = 'CLEARING' AND t.credit_account = 'MEMBER'
        JOIN leg f ON f.posting_id = t.posting_id AND f.line_no = t.line_no - 1 AND f.lot_id = u.parent_lot_id AND f.credit_account = 'CLEARING'`, [arrayOf('uuid', lotIds)]);
  return rows.map((row) => ({ ...row, points: BigInt(row.points) }));
}
