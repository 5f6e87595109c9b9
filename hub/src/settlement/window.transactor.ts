import { WINDOW_LOCK } from '../ledger';
import type { Connection, Tx } from '../db/tx';

export interface WindowRow {
  readonly windowId: string;
  readonly windowNo: bigint;
  readonly businessDate: string;
  readonly cutOffAt: Date;
}

/** Waits for the postings under way, for half a second at most: a waiting close holds up all later postings. */
export async function lockWindowAlone(tx: Tx): Promise<void> {
  await tx.query(`SET LOCAL lock_timeout = '500ms'`);
  await tx.query('SELECT pg_advisory_xact_lock($1)', [WINDOW_LOCK]);
}

export async function openWindow(tx: Connection): Promise<WindowRow | undefined> {
  const { rows } = await tx.query<{ window_id: string; window_no: string; business_date: string; cut_off_at: Date }>(
    `SELECT window_id, window_no, business_date::text, cut_off_at FROM settlement_window WHERE state = 'OPEN'`);
  return rows[0] && { windowId: rows[0].window_id, windowNo: BigInt(rows[0].window_no), businessDate: rows[0].business_date, cutOffAt: rows[0].cut_off_at };
}

/** Every number drawn so far belongs to this window or an earlier one, since drawing one needs the lock that we hold. */
export async function closeWindow(tx: Tx, windowId: string, at: Date, actor: string): Promise<void> {
  await tx.query(`UPDATE settlement_window SET state = 'CLOSED', closed_at = $2, last_seq = (SELECT coalesce(max(seq), 0) FROM posting) WHERE window_id = $1 AND state = 'OPEN'`, [windowId, at]);
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor) VALUES ('WINDOW', $1, 'OPEN', 'CLOSED', $2, $3)`, [windowId, at, actor]);
}

export async function insertWindow(tx: Tx, window: WindowRow & { readonly openedAt: Date }): Promise<void> {
  await tx.query(`INSERT INTO settlement_window (window_id, window_no, business_date, cut_off_at, state, opened_at) VALUES ($1, $2, $3, $4, 'OPEN', $5)`,
    [window.windowId, window.windowNo.toString(), window.businessDate, window.cutOffAt, window.openedAt]);
}

/** Milliseconds by which business time is ahead of wall time. */
export async function clockOffset(connection: Connection): Promise<number> {
  const { rows } = await connection.query<{ offset_ms: string }>(`SELECT offset_ms FROM test_clock WHERE clock_id = 'default'`);
  return Number(rows[0]?.offset_ms ?? 0);
}

export async function setClockOffset(tx: Tx, offsetMs: number, at: Date): Promise<void> {
  await tx.query(`UPDATE test_clock SET offset_ms = $1, advanced_at = $2 WHERE clock_id = 'default'`, [Math.round(offsetMs), at]);
}
