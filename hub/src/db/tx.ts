import type { Pool, PoolClient } from 'pg';

declare const tx: unique symbol;

/** A connection inside a transaction. Writers ask for one, so that nothing can be written outside a transaction. */
export type Tx = PoolClient & { readonly [tx]: true };

/** What a reader needs: the pool, or a connection inside a transaction. */
export type Connection = Pick<PoolClient, 'query'>;

/** Another transaction took a unique name between our look and our write; repeated like a serialisation failure, we then see it. */
export class LostRace extends Error {
  override readonly name = 'LostRace';
  readonly code = '40001';
}

const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/**
 * Runs `work` in one READ COMMITTED transaction and commits it, or rolls all of it back.
 * Serialisation failures and deadlocks repeat the whole function, at most three times; nothing else is repeated.
 * No network call may be made inside `work`.
 */
export async function inTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(client as Tx);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((fault: Error) => {
        broken = fault;
      });
      const code = (error as { code?: string }).code;
      if (attempt >= ATTEMPTS || code === undefined || !RETRIED.has(code)) throw error;
    } finally {
      client.release(broken);
    }
  }
}
