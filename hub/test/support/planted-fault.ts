import type { Pool } from 'pg';
import { checkBooks, type Invariant } from '../../src/ledger/books.sql';

/** An invariant that holds finds a fault that is planted behind the database's own checks; nothing of it is kept. */
export async function expectFound(owner: Pool, invariants: readonly Invariant[], id: string, fault: string): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    expect(await checkBooks(client, invariants)).toEqual([]);
    await client.query(fault);
    expect((await checkBooks(client, invariants)).map((one) => one.id)).toContain(id);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
