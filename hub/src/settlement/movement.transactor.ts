import { arrayOf, insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';
import { readGroupBook } from './settlement-groups.store';

/** Who stands behind the half of a claim with two prices, by its line. */
export const BEHIND = `CASE WHEN '${RATE_DIFFERENCE_PARTY}' IN (l.payer_id, l.payee_id) THEN nullif(l.qualifier, '') END`;

/** An amount that moves between positions outside the claims: as if the payer owed it to the payee; negative, it is given back. */
export interface Movement {
  readonly movementId: string;
  readonly payer: string;
  readonly payee: string;
  /** Of half a claim with two prices: the brand behind the rate difference. */
  readonly behind?: string | undefined;
  readonly points: bigint;
  readonly amount: bigint;
}

export interface NewMovement extends Movement {
  readonly kind: 'DISPUTED' | 'COMPENSATION';
  readonly disputeId: string;
  readonly lineId?: string;
  /** The movement counts together with the claims of this window. */
  readonly windowId?: string;
}

/** A movement settles where a claim between its parties on the same day would: on the date of the window that it counts with, or the day on which it is made. */
export async function insertMovements(tx: Tx, list: readonly NewMovement[], at: Date): Promise<void> {
  const book = await readGroupBook(tx);
  const { rows: behind } = await tx.query<{ line_id: string; behind: string | null }>(`SELECT l.line_id, ${BEHIND} AS behind FROM settlement_line l WHERE l.line_id = ANY($1::uuid[])`, [arrayOf('uuid', list.flatMap((one) => one.lineId ?? []))]);
  const { rows: dates } = await tx.query<{ window_id: string; date: string }>(`SELECT window_id, business_date::text AS date FROM settlement_window WHERE window_id = ANY($1::uuid[])`, [arrayOf('uuid', list.flatMap((one) => one.windowId ?? []))]);
  const groupOf = (one: NewMovement): string => book.between({ payer: one.payer, payee: one.payee, behind: behind.find((row) => row.line_id === one.lineId)?.behind ?? undefined }, dates.find((row) => row.window_id === one.windowId)?.date ?? businessDate(at));
  await insertRows(tx, 'position_movement', list.filter((one) => one.amount !== 0n).map((one) => ({ movement_id: one.movementId, kind: one.kind, dispute_id: one.disputeId, line_id: one.lineId ?? null, window_id: one.windowId ?? null, payer_id: one.payer, payee_id: one.payee, currency: 'IDR', points: one.points, amount_minor: one.amount, made_at: at, group_id: groupOf(one) })));
}

interface Row { movement_id: string; payer_id: string; payee_id: string; behind?: string | null; points: string; amount_minor: string }
const movementOf = (row: Row): Movement => ({ movementId: row.movement_id, payer: row.payer_id, payee: row.payee_id, behind: row.behind ?? undefined, points: BigInt(row.points), amount: BigInt(row.amount_minor) });

/** Movements of a group that are in no live settlement and may enter one over some windows: those of a window enter with it or after it. */
export async function movementsToSettle(tx: Tx, windowIds: readonly string[], groupId: string): Promise<Movement[]> {
  const { rows } = await tx.query<Row>(
    `SELECT m.movement_id, m.payer_id, m.payee_id, ${BEHIND} AS behind, m.points, m.amount_minor FROM position_movement m LEFT JOIN settlement_line l ON l.line_id = m.line_id
      WHERE NOT EXISTS (SELECT 1 FROM settlement_movement s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state <> 'ABORTED' WHERE s.movement_id = m.movement_id)
        AND m.group_id = $2 AND (m.window_id IS NULL OR m.window_id = ANY($1::uuid[]) OR EXISTS (SELECT 1 FROM live_settlement l WHERE l.window_id = m.window_id AND l.group_id = m.group_id)) ORDER BY m.movement_id`, [windowIds, groupId]);
  return rows.map(movementOf);
}

/** Which movements a settlement took. */
export async function keepSettledMovements(tx: Tx, settlementId: string, movementIds: readonly string[]): Promise<void> {
  await tx.query(`INSERT INTO settlement_movement (settlement_id, movement_id) SELECT $1, unnest($2::uuid[])`, [settlementId, movementIds]);
}

/** Movements of no settled settlement, by party: what is calculated, or what is to come with windows that are not calculated yet. */
export async function unsettledMovements(connection: Connection): Promise<{ calculated: Map<string, bigint>; toCome: Map<string, bigint> }> {
  const { rows } = await connection.query<Row & { calculated: boolean }>(
    `SELECT m.movement_id, m.payer_id, m.payee_id, m.points, m.amount_minor, m.window_id IS NULL OR EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = m.window_id) AS calculated FROM position_movement m
      WHERE NOT EXISTS (SELECT 1 FROM settlement_movement s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state = 'SETTLED' WHERE s.movement_id = m.movement_id)`);
  return { calculated: positionsOf(rows.filter((row) => row.calculated).map(movementOf)), toCome: positionsOf(rows.filter((row) => !row.calculated).map(movementOf)) };
}

/** What movements do to positions; over all parties it adds up to nothing. */
export function positionsOf(movements: readonly Movement[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { payer, payee, amount } of movements) {
    sums.set(payer, (sums.get(payer) ?? 0n) - amount);
    sums.set(payee, (sums.get(payee) ?? 0n) + amount);
  }
  return sums;
}
