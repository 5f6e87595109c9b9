import { Pool, types, type Connection, type PoolClient } from 'pg';

/**
 * The server ends its own statements in less. A connection on which nothing comes back for so long, its end unheard of, is given up:
 * the server's limits do not bound a wait for a server that cannot be reached, and a lane waits for one transaction at a time.
 */
export const SILENCE_MS = 10_000;

/** After an outage all connections are made at once, and on a busy machine one may take seconds: given up sooner and begun again, none would ever be finished. A lane never waits for a place in its pool, so this bounds nothing else. */
const CONNECT_MS = 5_000;

/**
 * Connections of the posting lanes. Statements of one step travel together and are planned once per connection, for any parameters:
 * what they look up is always found by its key.
 */
export function postingPool(databaseUrl: string, most: number): Pool {
  const pool = new Pool({ connectionString: databaseUrl, options: '-c role=kongsi_app -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off', max: most, statement_timeout: 5_000, query_timeout: SILENCE_MS, lock_timeout: 2_000, idle_in_transaction_session_timeout: 5_000, connectionTimeoutMillis: CONNECT_MS, application_name: 'kongsi-posting', pipeline: true, types: { getTypeParser: parserOf } });
  return pool.on('connect', writeTogether);
}

const TIMESTAMPTZ = 1184;
const readInstant = types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date;

/** An instant as the server writes it in UTC, `2026-11-22 10:00:00.123456+00`, read in place: the driver's own reader takes many times as long, and every lot has two of them. */
export function instantOf(text: string): Date {
  const end = text.length - 3;
  if (end < 19 || end > 26 || text.charCodeAt(0) === ZERO || text.charCodeAt(4) !== DASH || !text.endsWith('+00')) return readInstant(text);
  const two = (at: number): number => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
  let milliseconds = 0;
  for (let at = 20, unit = 100; unit >= 1; at += 1, unit /= 10) if (at < end) milliseconds += (text.charCodeAt(at) - ZERO) * unit;
  return new Date(Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17), milliseconds));
}
const DASH = 45;
const ZERO = 48;

const parserOf = ((oid: number, format?: 'text') => (oid === TIMESTAMPTZ && format !== ('binary' as string) ? instantOf : types.getTypeParser(oid, format))) as typeof types.getTypeParser;

/** Statements that are sent in the same moment leave in one write. */
function writeTogether(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: Connection }).connection;
  const write = stream.write.bind(stream) as (chunk: Buffer) => boolean;
  let held = false;
  stream.write = (chunk: Buffer): boolean => {
    if (!held) {
      held = true;
      stream.cork();
      process.nextTick(() => {
        held = false;
        stream.uncork();
      });
    }
    return write(chunk);
  };
}
