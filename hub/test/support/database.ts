import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { postingPool } from '../../src/db/pools';
import { fillDistributed } from './citus';
import { expectLawfulBooks } from './law';

/** A migrated database of its own for one suite. */
export interface TestDatabase {
  /** As the hub works: in the role that cannot change the books. */
  readonly pool: Pool;
  /** As the posting lanes work. */
  readonly lanes: Pool;
  /** As the owner of the schema, for looking and for planting faults. */
  readonly owner: Pool;
  readonly url: string;
  /** For a test that plants a fault on purpose: these books are not checked after it. */
  leaveUnchecked(): void;
  drop(): Promise<void>;
}

/** The databases that tests of this file hold now. */
export const heldDatabases = new Map<string, TestDatabase>();

export async function givenDatabase(): Promise<TestDatabase> {
  const root = process.env['KONGSI_TEST_OWNER_URL'];
  if (!root) throw new Error('The global set-up did not start a database.');
  const name = `kongsi_test_${randomBytes(6).toString('hex')}`;
  const onCitus = Boolean(process.env['CITUS_DATABASE_URL']);
  await once(root, `CREATE DATABASE ${name}${onCitus ? '' : ' TEMPLATE kongsi_template'}`);
  const url = new URL(root);
  url.pathname = `/${name}`;
  if (onCitus) await fillDistributed(url.href);
  const pool = new Pool({ connectionString: url.href, options: '-c role=kongsi_app', max: 12 });
  const lanes = postingPool(url.href, 4);
  const owner = new Pool({ connectionString: url.href, max: 3 });
  const made: TestDatabase = {
    pool,
    lanes,
    owner,
    url: url.href,
    leaveUnchecked: () => void heldDatabases.delete(name),
    drop: async () => {
      // A test's own hooks run before those of all tests: what it drops would never be looked at.
      const checked = heldDatabases.delete(name);
      // A connection that is still closing when the database goes tells its pool so; nobody is waiting for it any more.
      for (const one of [pool, lanes, owner]) one.on('error', () => undefined);
      await Promise.all([pool.end(), lanes.end()]);
      const broken = checked ? await expectLawfulBooks(owner).then(() => undefined, (error: unknown) => ({ error })) : undefined;
      await owner.end();
      await lastOnesGone(root, name);
      await once(root, `DROP DATABASE ${name} WITH (FORCE)`);
      if (broken) throw broken.error;
    },
  };
  heldDatabases.set(name, made);
  return made;
}

/** Waits a moment for connections that are closing: one that is cut off tells a pool of a test's own, which may not listen any more. */
async function lastOnesGone(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (let waited = 0; waited < 1_000; waited += 20) {
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1', [name]);
    if (rows[0]?.n === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await client.end();
}

async function once(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
