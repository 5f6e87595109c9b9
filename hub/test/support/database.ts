import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { postingPool } from '../../src/db/pools';

/** A migrated database of its own for one suite. */
export interface TestDatabase {
  /** As the hub works: in the role that cannot change the books. */
  readonly pool: Pool;
  /** As the posting lanes work. */
  readonly lanes: Pool;
  /** As the owner of the schema, for looking and for planting faults. */
  readonly owner: Pool;
  readonly url: string;
  drop(): Promise<void>;
}

export async function givenDatabase(): Promise<TestDatabase> {
  const root = process.env['KONGSI_TEST_OWNER_URL'];
  if (!root) throw new Error('The global set-up did not start a database.');
  const name = `kongsi_test_${randomBytes(6).toString('hex')}`;
  await once(root, `CREATE DATABASE ${name} TEMPLATE kongsi_template`);
  const url = new URL(root);
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href, options: '-c role=kongsi_app', max: 12 });
  const lanes = postingPool(url.href, 4);
  const owner = new Pool({ connectionString: url.href, max: 3 });
  return {
    pool,
    lanes,
    owner,
    url: url.href,
    drop: async () => {
      await Promise.all([pool.end(), lanes.end()]);
      await owner.end();
      await once(root, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function once(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
