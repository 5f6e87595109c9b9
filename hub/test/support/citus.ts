import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/db/migrate';

/** What distributes the books, one statement after the other, as an operator runs it. */
export function distribution(): string[] {
  const text = readFileSync(join(__dirname, '../../../docs/distribute.sql'), 'utf8');
  return text.replace(/^--.*$/gm, '').split(';').map((statement) => statement.trim()).filter((statement) => statement !== '');
}

/** @throws Error when the server has no Citus: a suite that was to prove something there must not pass on tables that are not distributed */
export async function requireCitus(url: string): Promise<void> {
  const { rows } = await on(url, (client) => client.query(`SELECT 1 FROM pg_available_extensions WHERE name = 'citus'`));
  if (rows.length === 0) throw new Error('CITUS_DATABASE_URL names a server without Citus: its extension is not available there. Install it, or leave CITUS_DATABASE_URL out to use the embedded server.');
}

/** Migrates an empty database of a cluster and distributes its tables. Such a database cannot be cloned, for its shards lie elsewhere. */
export async function fillDistributed(url: string): Promise<void> {
  await migrate(url);
  await on(url, async (client) => {
    for (const statement of distribution()) await client.query(statement);
  });
}

async function on<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
