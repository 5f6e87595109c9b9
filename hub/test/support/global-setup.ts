import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../src/db/embedded/server';
import { migrate } from '../../src/db/migrate';
import { requireCitus } from './citus';

/**
 * Starts one PostgreSQL for the whole run and migrates a template that each suite clones. TEST_DATABASE_URL names another server to use;
 * CITUS_DATABASE_URL one with Citus, where each suite gets distributed tables (`citus.ts`).
 */
export default async function setUp(): Promise<void> {
  const citus = process.env['CITUS_DATABASE_URL'];
  if (citus) {
    await requireCitus(citus);
    process.env['KONGSI_TEST_OWNER_URL'] = citus;
    return;
  }
  let owner = process.env['TEST_DATABASE_URL'];
  if (!owner) {
    const folder = mkdtempSync(join(tmpdir(), 'kongsi-test-'));
    const server = await startEmbedded({ folder, durable: false });
    owner = server.url;
    Object.assign(globalThis, { kongsiTestServer: server, kongsiTestFolder: folder });
  }
  const client = new Client({ connectionString: owner });
  await client.connect();
  await client.query('DROP DATABASE IF EXISTS kongsi_template');
  await client.query('CREATE DATABASE kongsi_template');
  await client.end();
  const template = new URL(owner);
  template.pathname = '/kongsi_template';
  await migrate(template.href);
  process.env['KONGSI_TEST_OWNER_URL'] = owner;
  process.env['KONGSI_VECTOR_READS'] = mkdtempSync(join(tmpdir(), 'kongsi-vectors-'));
}
