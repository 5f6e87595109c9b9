import type { EventEmitter } from 'node:events';
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

/** The connection broke while the transaction was being committed: it may stand or not. Only who knows the keys of what was written may do it again. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** The result of work whose last statements are on their way: COMMIT goes with them, so it must not depend on their answers. */
export class Sent<T> {
  constructor(readonly result: T, readonly statements: Promise<unknown>) {}
}

const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/** Whether an error means that the connection, and with it an open transaction, is gone. */
export function connectionIsLost(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /^(08...|57P0[123])$/.test(code) || ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT'].includes(code) || /^(Connection terminated|Client has encountered a connection error|Query read timeout)/.test(message);
}

/** Whether a fault concerns the whole machine and not one of the things that shared a transaction: no use in trying each of them alone. */
export function concernsAll(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return error instanceof OutcomeUnknown || connectionIsLost(error) || /^(53...|55P03|57014|58030|25006|40001|40P01)$/.test(code) || message === 'timeout exceeded when trying to connect';
}

/**
 * Of statements that travel together the first that fails is the reason; those behind it only say that the transaction is aborted (25P02),
 * and whoever waits for all of them may hear of one of these first.
 */
function firstFault(client: PoolClient): { reason(caught: unknown): unknown; forget(): void } {
  let first: unknown;
  const told = (fault: unknown): void => {
    first ??= fault;
  };
  // The connection tells of faults in the order in which the server met them, before any promise does.
  const { connection } = client as unknown as { connection: EventEmitter };
  connection.on('errorMessage', told);
  return { reason: (caught) => ((caught as { code?: string }).code === '25P02' ? (first ?? caught) : caught), forget: () => void connection.off('errorMessage', told) };
}

/**
 * Runs `work` in one READ COMMITTED transaction and commits it, or rolls all of it back.
 * Serialisation failures and deadlocks repeat the whole function, at most three times; a connection that broke before COMMIT was sent repeats it once.
 * BEGIN travels with the first statement. No network call may be made inside `work`.
 * @throws OutcomeUnknown when the connection broke during COMMIT
 */
export async function inTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T | Sent<T>>): Promise<T> {
  for (let attempt = 1, losses = 0; ; attempt += 1) {
    const client = await pool.connect();
    const progress = { committing: false };
    let broken: Error | undefined;
    // A connection that dies between two statements reports it here; without a listener it would end the process.
    const lost = (error: Error): void => {
      broken = error;
    };
    client.on('error', lost);
    const faults = firstFault(client);
    try {
      const begun = client.query('BEGIN');
      begun.catch(() => undefined);
      const done = await work(client as Tx);
      await begun;
      const { result, statements } = done instanceof Sent ? done : { result: done, statements: undefined };
      progress.committing = true;
      const [, { command }] = await Promise.all([statements, client.query('COMMIT')]);
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back at its end: one of its statements had failed.');
      return result;
    } catch (caught) {
      const error = faults.reason(caught);
      if (connectionIsLost(error) || broken) {
        broken ??= error as Error;
        if (progress.committing) throw new OutcomeUnknown('The connection broke during COMMIT.', { cause: error });
        losses += 1;
        if (losses > 1) throw error;
        continue;
      }
      await client.query('ROLLBACK').catch((fault: Error) => {
        broken = fault;
      });
      const { code } = error as { code?: string };
      if (attempt >= ATTEMPTS || code === undefined || !RETRIED.has(code)) throw error;
    } finally {
      faults.forget();
      client.off('error', lost);
      client.release(broken);
    }
  }
}
