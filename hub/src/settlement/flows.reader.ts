import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import { COALITION_FUND_PARTY } from '../kernel/parties';
import type { FlowClaim, FlowShare } from './domain/flows';

interface Facts {
  readonly points: { readonly issuerId: string; readonly redeemerId: string; readonly points: bigint }[];
  readonly claims: FlowClaim[];
  readonly shares: FlowShare[];
}

/** What flows are made of, over windows of some business dates: burned points, what was claimed for burns, and whose points stand behind each line. */
export async function flowFacts(connection: Connection, viewer: Viewer, from: string, to: string): Promise<Facts> {
  const WINDOWS = 'w AS (SELECT window_id FROM settlement_window WHERE business_date >= $1 AND business_date < $2)';
  const points = await connection.query<{ issuerId: string; redeemerId: string; points: string }>(
    `WITH ${WINDOWS} SELECT l.issuer_id AS "issuerId", l.redeemer_id AS "redeemerId", sum(CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END)::text AS points
       FROM w CROSS JOIN LATERAL (SELECT * FROM leg WHERE leg.window_id = w.window_id OFFSET 0) l WHERE l.redeemer_id IS NOT NULL AND ($3::uuid IS NULL OR $3 IN (l.issuer_id, l.redeemer_id)) GROUP BY 1, 2`, [from, to, viewer.partnerId ?? null]);
  const claims = await connection.query<{ lineId: string; payerId: string; payeeId: string; qualifier: string; points: string; amount: string }>(
    `WITH ${WINDOWS} SELECT l.line_id AS "lineId", l.payer_id AS "payerId", l.payee_id AS "payeeId", l.qualifier, sum(c.points)::text AS points, sum(c.amount_minor)::text AS amount
       FROM claim c JOIN w USING (window_id) JOIN settlement_line l ON l.line_id = c.line_id WHERE l.kind = 'BURN' OR (l.kind = 'RESERVE_RELEASE' AND l.payee_id <> '${COALITION_FUND_PARTY}') GROUP BY l.line_id`, [from, to]);
  // A restatement calculates groups again; each window counts once, as it was billed first.
  const shares = await connection.query<{ lineId: string; issuerId: string; redeemerId: string; worth: string }>(
    `WITH ${WINDOWS} SELECT k.line_id AS "lineId", g.issuer_id AS "issuerId", g.redeemer_id AS "redeemerId", trim_scale(sum(g.points * g.receive_price))::text AS worth
       FROM price_group g JOIN w USING (window_id) JOIN price_group_line k ON k.group_id = g.group_id JOIN settlement_line l ON l.line_id = k.line_id AND l.kind IN ('BURN', 'RESERVE_RELEASE') WHERE g.event = 'BURN' AND g.version = 1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, [from, to]);
  return { points: points.rows.map((row) => ({ ...row, points: BigInt(row.points) })), claims: claims.rows.map((row) => ({ ...row, points: BigInt(row.points), amount: BigInt(row.amount) })), shares: shares.rows };
}
