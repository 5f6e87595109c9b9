import { arraysOf, arrayOf, rowsOf } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import { Exact } from '../kernel/rate';
import { WINDOW_LOCK } from '../ledger';
import type { Exposure } from './domain/exposure';

/** The due date under which held points stand: they belong to no night. */
export const HELD_ON = '1970-01-01';

/** Windows are calculated in order: what is due on a later date than this one is not in the positions yet. */
const CALCULATED = `coalesce((SELECT w.business_date FROM settlement_window w WHERE EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = w.window_id) ORDER BY w.business_date DESC LIMIT 1), '${HELD_ON}'::date)`;

/** Makes earns of the same issuer wait for each other, in one order everywhere. */
export async function lockIssuers(tx: Tx, issuerIds: readonly string[]): Promise<void> {
  await tx.query({ name: 'guard lock', text: 'SELECT 1 FROM guard_issuer WHERE issuer_id = ANY($1::uuid[]) ORDER BY issuer_id FOR UPDATE', values: [arrayOf('uuid', issuerIds)] });
}

export interface Figure {
  readonly issuerId: string;
  readonly position: bigint;
  readonly met: bigint;
  readonly uncalculated: Exact;
  readonly openHolds: Exact;
  readonly pendingIssue: Exact;
  /** Rows that postings added since the sums were drawn. */
  readonly moves: number;
}

/** Figures of issuers that are guarded, disputed amounts among them as if they were upheld; all parts from one snapshot, so that a night that commits meanwhile counts once. @param windowDate what is due later has not vested */
export async function readFigures(connection: Connection, issuerIds: readonly string[], windowDate: BusinessDate): Promise<Map<string, Figure>> {
  const { rows } = await connection.query<{ issuer_id: string; position: string; met: string; uncalculated: string; holds: string; pending: string; moves: number }>({ name: 'guard figures', text:
    `SELECT g.issuer_id, (p.total + v.calculated)::text AS position, coalesce((SELECT s.met_minor FROM settling_met s WHERE s.party_id = g.issuer_id), 0)::text AS met, (f.uncalculated + v.to_come)::text AS uncalculated, f.holds::text, f.pending::text, f.moves
       FROM guard_issuer g CROSS JOIN (SELECT ${CALCULATED} AS up_to OFFSET 0) k
       CROSS JOIN LATERAL (SELECT coalesce(sum(change_minor), 0) AS total FROM position_part p WHERE p.party_id = g.issuer_id
          AND NOT EXISTS (SELECT 1 FROM settlement_scope c JOIN settlement s ON s.settlement_id = c.settlement_id WHERE c.window_id = p.window_id AND s.group_id = p.group_id AND s.state = 'SETTLED')) p
       CROSS JOIN LATERAL (SELECT coalesce(sum(n) FILTER (WHERE calculated), 0) AS calculated, coalesce(sum(n) FILTER (WHERE NOT calculated), 0) AS to_come
          FROM (SELECT CASE m.payee_id WHEN g.issuer_id THEN m.amount_minor ELSE -m.amount_minor END AS n, m.window_id IS NULL OR EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = m.window_id) AS calculated
            FROM position_movement m WHERE g.issuer_id IN (m.payer_id, m.payee_id)
             AND NOT EXISTS (SELECT 1 FROM settlement_movement s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state = 'SETTLED' WHERE s.movement_id = m.movement_id)) o) v
       CROSS JOIN LATERAL (SELECT coalesce(sum(claims) FILTER (WHERE due_on > k.up_to AND due_on <= $2), 0) AS uncalculated, coalesce(-sum(claims) FILTER (WHERE due_on > k.up_to AND due_on > $2), 0) AS pending,
            coalesce(sum(holds), 0) AS holds, coalesce(sum(n), 0)::int AS moves
          FROM (SELECT due_on, claims, holds, 0 AS n FROM guard_sum WHERE party_id = g.issuer_id UNION ALL SELECT due_on, claims, holds, 1 FROM guard_move WHERE party_id = g.issuer_id) m) f
      WHERE g.issuer_id = ANY($1::uuid[])`, values: [arrayOf('uuid', issuerIds), windowDate] });
  return new Map(rows.map((row) => [row.issuer_id, { issuerId: row.issuer_id, position: BigInt(row.position), met: BigInt(row.met), uncalculated: new Exact(row.uncalculated), openHolds: new Exact(row.holds), pendingIssue: new Exact(row.pending), moves: row.moves }]));
}

const MOVE = { party_id: 'uuid', due_on: 'date', claims: 'numeric', holds: 'numeric' } as const;

/** Adds to the figures of those parties that are guarded. */
export async function addMoves(tx: Tx, exposures: readonly Exposure[]): Promise<void> {
  if (exposures.length === 0) return;
  await tx.query({ name: 'guard moves', text: `INSERT INTO guard_move (party_id, due_on, claims, holds) SELECT n.party_id, n.due_on, n.claims, n.holds FROM ${rowsOf(MOVE)} JOIN guard_issuer g ON g.issuer_id = n.party_id`,
    values: arraysOf(MOVE, exposures.map((one) => ({ party_id: one.partyId, due_on: one.dueOn, claims: one.claims.toFixed(), holds: one.holds.toFixed() }))) });
}

/** Draws the sums of issuers that nobody else is drawing at the moment; what was settled by a night is left out. */
export async function drawSums(tx: Tx, issuerIds: readonly string[]): Promise<void> {
  await tx.query({ name: 'guard draw', text:
    `WITH mine AS (SELECT issuer_id FROM guard_issuer WHERE issuer_id = ANY($1::uuid[]) ORDER BY issuer_id FOR UPDATE SKIP LOCKED),
       taken AS (DELETE FROM guard_move m USING mine WHERE m.party_id = mine.issuer_id RETURNING m.party_id, m.due_on, m.claims, m.holds)
     INSERT INTO guard_sum (party_id, due_on, claims, holds) SELECT party_id, due_on, sum(claims), sum(holds) FROM taken GROUP BY 1, 2 ORDER BY 1, 2
     ON CONFLICT (party_id, due_on) DO UPDATE SET claims = guard_sum.claims + excluded.claims, holds = guard_sum.holds + excluded.holds`, values: [arrayOf('uuid', issuerIds)] });
}

/** Claims that nights have booked meanwhile are in the positions and leave the sums. */
export async function dropBooked(tx: Tx): Promise<void> {
  await tx.query(`DELETE FROM guard_sum WHERE due_on <= ${CALCULATED} AND due_on > '${HELD_ON}'`);
}

/** No posting is on its way while this is held. */
export async function stopPostings(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [WINDOW_LOCK]);
}

/** @returns the issuers that were not guarded before */
export async function insertIssuers(tx: Tx, issuerIds: readonly string[], at: Date): Promise<string[]> {
  const { rows } = await tx.query<{ issuer_id: string }>(`INSERT INTO guard_issuer (issuer_id, since) SELECT i, $2 FROM unnest($1::uuid[]) AS i ORDER BY i ON CONFLICT DO NOTHING RETURNING issuer_id`, [arrayOf('uuid', issuerIds), at]);
  return rows.map((row) => row.issuer_id);
}

/** Issuers whose figures are kept. */
export async function guardedIssuers(connection: Connection): Promise<string[]> {
  return (await connection.query<{ issuer_id: string }>('SELECT issuer_id FROM guard_issuer ORDER BY issuer_id')).rows.map((row) => row.issuer_id);
}

/** Points that moved since the last calculated window, as the books have them. */
export interface BookedMove {
  readonly event: 'GIVEN' | 'BURNED' | 'EXPIRED';
  readonly issuerId: string;
  readonly redeemerId: string | null;
  readonly pointKind: string;
  readonly earnedOn: BusinessDate;
  readonly fundingShares: unknown;
  readonly pricedOn: BusinessDate;
  /** The day on which the lot vests or vested; absent: at once. */
  readonly vestsOn: BusinessDate | null;
  readonly windowDate: BusinessDate;
  /** Business date of the last calculated window. */
  readonly calculated: BusinessDate;
  readonly points: string;
}

const VESTS_ON = `(coalesce(o.vested_at, o.vests_at) AT TIME ZONE 'Asia/Jakarta')::date`;
const EVENT = `CASE WHEN 'REDEEMER' IN (l.debit_account, l.credit_account) THEN 'BURNED' WHEN 'EXPIRED' IN (l.debit_account, l.credit_account) THEN 'EXPIRED' ELSE 'GIVEN' END`;
const GIVEN = `NOT (ARRAY['REDEEMER', 'EXPIRED'] && ARRAY[l.debit_account, l.credit_account])`;

/** Legs that are due after the last calculated window: those of later windows, and those of points that vest later. */
export async function bookedMoves(connection: Connection, partyIds: readonly string[]): Promise<BookedMove[]> {
  const { rows } = await connection.query<BookedMove>(
    `WITH k AS MATERIALIZED (SELECT ${CALCULATED} AS up_to),
       fresh AS (SELECT (l.leg).*, k.up_to, l.reverses_posting_id, w.business_date AS window_date, l.vests_at, l.vested_at
         -- One window after the other: joined at once, they would be looked for in all legs that ever were.
         FROM k JOIN settlement_window w ON w.business_date > k.up_to CROSS JOIN LATERAL (SELECT leg, p.reverses_posting_id, o.vests_at, o.vested_at FROM leg JOIN posting p ON p.posting_id = leg.posting_id JOIN lot o ON o.lot_id = leg.lot_id AND o.member_id = leg.member_id WHERE leg.window_id = w.window_id OFFSET 0) l),
       pending AS (SELECT l.*, k.up_to, p.reverses_posting_id, w.business_date AS window_date, o.vests_at, o.vested_at
         FROM k JOIN lot o ON o.vests_at IS NOT NULL AND ${VESTS_ON} > k.up_to JOIN posting p ON p.member_id = o.member_id OR p.posting_id = o.earn_posting_id JOIN leg l ON l.posting_id = p.posting_id AND l.lot_id = o.lot_id
           JOIN settlement_window w ON w.window_id = l.window_id AND w.business_date <= k.up_to WHERE ${GIVEN})
     SELECT ${EVENT.replaceAll('l.', 'm.')} AS event, m.issuer_id AS "issuerId", m.redeemer_id AS "redeemerId", m.point_kind AS "pointKind", m.lot_earned_on::text AS "earnedOn", m.funding_shares AS "fundingShares",
        coalesce(r.business_date, m.business_date)::text AS "pricedOn", ${VESTS_ON.replaceAll('o.', 'm.')}::text AS "vestsOn", m.window_date::text AS "windowDate", m.up_to::text AS calculated,
        sum(CASE WHEN m.credit_account IN ('REDEEMER', 'EXPIRED') OR (m.credit_account = 'MEMBER' AND m.debit_account IN ('ISSUER', 'CLEARING')) THEN m.points ELSE -m.points END)::text AS points
       FROM (SELECT * FROM fresh UNION ALL SELECT * FROM pending) m LEFT JOIN posting r ON r.posting_id = m.reverses_posting_id
      WHERE m.issuer_id = ANY($1::uuid[]) OR m.redeemer_id = ANY($1::uuid[]) OR m.funding_shares IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`, [arrayOf('uuid', partyIds)]);
  return rows;
}

export type BookedHold = Omit<BookedMove, 'event' | 'windowDate' | 'calculated'>;

/** Points in open holds. */
export async function bookedHolds(connection: Connection, partyIds: readonly string[]): Promise<BookedHold[]> {
  const { rows } = await connection.query<BookedHold>(
    `SELECT o.issuer_id AS "issuerId", h.partner_id AS "redeemerId", o.point_kind AS "pointKind", o.earned_on::text AS "earnedOn", o.funding_shares AS "fundingShares", ${VESTS_ON}::text AS "vestsOn", (h.occurred_at AT TIME ZONE 'Asia/Jakarta')::date::text AS "pricedOn", sum(k.points)::text AS points
       FROM hold h JOIN hold_lot k ON k.hold_id = h.hold_id AND k.member_id = h.member_id JOIN lot o ON o.lot_id = k.lot_id AND o.member_id = k.member_id
      WHERE h.status = 'HELD' AND (o.issuer_id = ANY($1::uuid[]) OR o.funding_shares IS NOT NULL) GROUP BY 1, 2, 3, 4, 5, 6, 7`, [arrayOf('uuid', partyIds)]);
  return rows;
}

/** What the figures say now, by party and due date. */
export async function keptExposures(connection: Connection, partyIds: readonly string[]): Promise<{ partyId: string; dueOn: BusinessDate; claims: string; holds: string }[]> {
  const { rows } = await connection.query<{ partyId: string; dueOn: BusinessDate; claims: string; holds: string }>(
    `SELECT party_id AS "partyId", due_on::text AS "dueOn", sum(claims)::text AS claims, sum(holds)::text AS holds FROM (SELECT * FROM guard_sum UNION ALL SELECT * FROM guard_move) m
      WHERE party_id = ANY($1::uuid[]) AND (due_on > ${CALCULATED} OR due_on = '${HELD_ON}') GROUP BY 1, 2`, [arrayOf('uuid', partyIds)]);
  return rows;
}
