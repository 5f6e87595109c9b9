import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Connection, Tx } from '../db/tx';
import type { RunCheck, RunStep } from './settlement.wire';

export type StepName = RunStep['step'];
export const STEPS: readonly StepName[] = ['EXPIRE', 'CLOSE', 'LOG', 'CHECK', 'MATCH', 'CALCULATE', 'COMMIT', 'DOCUMENTS', 'SETTLE', 'GUARD'];

/** Held by the worker that runs nights, on a connection of its own: when the worker dies the lock goes with it. */
const RUN_LOCK = 7_301_040;
const ASK_AGAIN_MS = 50;

/** Does the work while no other worker of the coalition does the same. */
export async function alone<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    while (!(await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [RUN_LOCK])).rows[0]?.mine) await wait(ASK_AGAIN_MS);
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [RUN_LOCK]);
      broken = false;
    }
  } finally {
    // A connection that may still hold the lock is closed, not given back.
    client.release(broken);
  }
}

export interface RunRow {
  readonly windowId: string;
  readonly businessDate: string;
  readonly status: 'PENDING' | 'RUNNING' | 'PARKED' | 'DONE';
  readonly parkedReason?: string;
  readonly calculated: boolean;
}

/** Notes that a window's night is to be run; called in the transaction that closes the window. */
export async function planRun(tx: Tx, windowId: string, at: Date): Promise<void> {
  const steps = STEPS.map((step, place): RunStep => (place < 2 ? { step, status: 'DONE', finishedAt: at.toISOString() } : { step, status: 'PENDING' }));
  await tx.query(`INSERT INTO night_run (window_id, status, steps, started_at) VALUES ($1, 'PENDING', $2, $3) ON CONFLICT DO NOTHING`, [windowId, JSON.stringify(steps), at]);
}

/** The oldest run that is not done: nights are run strictly in order. */
export async function oldestOpenRun(connection: Connection): Promise<RunRow | undefined> {
  const { rows } = await connection.query<{ window_id: string; business_date: string; status: RunRow['status']; parked_reason: string | null; calculated: boolean }>(
    `SELECT r.window_id, w.business_date::text, r.status, r.parked_reason, EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = r.window_id) AS calculated
       FROM night_run r JOIN settlement_window w ON w.window_id = r.window_id WHERE r.status <> 'DONE' ORDER BY w.window_no LIMIT 1`);
  const row = rows[0];
  return row && { windowId: row.window_id, businessDate: row.business_date, status: row.status, calculated: row.calculated, ...(row.parked_reason !== null && { parkedReason: row.parked_reason }) };
}

export async function markSteps(connection: Connection, windowId: string, done: readonly StepName[], at: Date, checks?: readonly RunCheck[]): Promise<void> {
  await connection.query(
    `UPDATE night_run SET status = CASE WHEN status = 'PARKED' THEN status ELSE 'RUNNING' END, checks = coalesce($4::jsonb, checks),
       steps = (SELECT jsonb_agg(CASE WHEN s->>'step' = ANY($2) THEN s || jsonb_build_object('status', 'DONE', 'finishedAt', $3::text) ELSE s END ORDER BY place) FROM jsonb_array_elements(steps) WITH ORDINALITY AS e(s, place))
     WHERE window_id = $1`, [windowId, done, at.toISOString(), checks ? JSON.stringify(checks) : null]);
}

export async function finishRun(connection: Connection, windowId: string, at: Date): Promise<void> {
  await connection.query(`UPDATE night_run SET status = 'DONE', parked_reason = NULL, finished_at = $2 WHERE window_id = $1`, [windowId, at]);
}

/** Stops a night with its reason; later nights wait behind it, postings and closes do not. */
export async function parkRun(tx: Tx, windowId: string, step: StepName, reason: string, at: Date, checks?: readonly RunCheck[]): Promise<void> {
  await tx.query(
    `UPDATE night_run SET status = 'PARKED', parked_reason = $3, checks = coalesce($4::jsonb, checks),
       steps = (SELECT jsonb_agg(CASE WHEN s->>'step' = $2 THEN s || '{"status":"PARKED"}' ELSE s END ORDER BY place) FROM jsonb_array_elements(steps) WITH ORDINALITY AS e(s, place))
     WHERE window_id = $1`, [windowId, step, reason, checks ? JSON.stringify(checks) : null]);
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('NIGHT_RUN', $1, NULL, 'PARKED', $2, 'night', $3)`, [windowId, at, reason]);
}

/** Lets a parked night go on. */
export async function unparkRun(tx: Tx, windowId: string, actor: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE night_run SET status = 'PENDING', parked_reason = NULL,
       steps = (SELECT jsonb_agg(CASE WHEN s->>'status' = 'PARKED' THEN s || '{"status":"PENDING"}' ELSE s END ORDER BY place) FROM jsonb_array_elements(steps) WITH ORDINALITY AS e(s, place))
     WHERE window_id = $1 AND status = 'PARKED'`, [windowId]);
  if (rowCount) await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor) VALUES ('NIGHT_RUN', $1, 'PARKED', 'PENDING', $2, $3)`, [windowId, at, actor]);
  return (rowCount ?? 0) > 0;
}

/** Adds a check that a later step made to the page of a run, in the place of the same one of an earlier try. */
export async function keepCheck(connection: Connection, windowId: string, check: RunCheck): Promise<void> {
  await connection.query(`UPDATE night_run SET checks = (SELECT coalesce(jsonb_agg(c), '[]'::jsonb) FROM jsonb_array_elements(checks) c WHERE c->>'id' <> $2) || $3::jsonb WHERE window_id = $1`, [windowId, check.id, JSON.stringify([check])]);
}
