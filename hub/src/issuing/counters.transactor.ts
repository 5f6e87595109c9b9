import { arrayOf } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { Counted } from './domain/limits';

/** First half of the locks of counters; the second is the hash of the counter's name. */
const COUNTER_LOCKS = 7_301;

/** Holds a counter until the transaction ends: alone near its bound, else with others. To be called in the order of the names. */
export async function lockCounter(tx: Tx, key: string, alone: boolean): Promise<void> {
  await tx.query(alone ? { name: 'counter alone', text: 'SELECT pg_advisory_xact_lock($1, hashtext($2))', values: [COUNTER_LOCKS, key] } : { name: 'counter shared', text: 'SELECT pg_advisory_xact_lock_shared($1, hashtext($2))', values: [COUNTER_LOCKS, key] });
}

export interface CounterSum extends Counted {
  readonly rows: number;
}

/** What is committed on counters; one without rows has nothing. */
export async function readCounters(connection: Connection, keys: readonly string[]): Promise<Map<string, CounterSum>> {
  const { rows } = await connection.query<{ counter: string; points: string; earns: string; n: number }>({ name: 'read counters', text: 'SELECT counter, sum(points)::text AS points, sum(earns)::text AS earns, count(*)::int AS n FROM issuing_count WHERE counter = ANY($1::text[]) GROUP BY counter', values: [arrayOf('text', keys)] });
  return new Map(rows.map((row) => [row.counter, { points: BigInt(row.points), earns: BigInt(row.earns), rows: row.n }]));
}

export interface CountRow extends Counted {
  readonly key: string;
  /** The business date it counts for; none where it counts for good. */
  readonly date?: string | undefined;
}

/** Appends what was given; nobody waits for it. */
export async function addCounts(tx: Tx, list: readonly CountRow[]): Promise<void> {
  if (list.length === 0) return;
  await tx.query({ name: 'add counts', text: 'INSERT INTO issuing_count (counter, day, points, earns) SELECT * FROM unnest($1::text[], $2::date[], $3::bigint[], $4::bigint[])',
    values: [arrayOf('text', list.map((one) => one.key)), list.map((one) => one.date ?? null), list.map((one) => one.points.toString()), list.map((one) => one.earns.toString())] });
}

/** Makes one row of all rows of a counter that is held alone. */
export async function foldCounter(tx: Tx, key: string): Promise<void> {
  await tx.query('WITH gone AS (DELETE FROM issuing_count WHERE counter = $1 RETURNING day, points, earns) INSERT INTO issuing_count (counter, day, points, earns) SELECT $1, min(day), sum(points), sum(earns) FROM gone HAVING count(*) > 0', [key]);
}

/** Forgets counters of days on which no sale can arrive any more. @returns how many rows */
export async function forgetCounts(tx: Tx, before: string): Promise<number> {
  return (await tx.query('DELETE FROM issuing_count WHERE day < $1', [before])).rowCount ?? 0;
}
