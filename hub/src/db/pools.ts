import { Pool, type Connection, type PoolClient } from 'pg';

/**
 * Connections of the posting lanes. Statements of one step travel together and are planned once per connection, for any parameters:
 * what they look up is always found by its key.
 */
export function postingPool(databaseUrl: string, most: number): Pool {
  const pool = new Pool({ connectionString: databaseUrl, options: '-c role=kongsi_app -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off', max: most, statement_timeout: 5_000, lock_timeout: 2_000, idle_in_transaction_session_timeout: 5_000, connectionTimeoutMillis: 1_000, application_name: 'kongsi-posting', pipeline: true });
  return pool.on('connect', writeTogether);
}

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
