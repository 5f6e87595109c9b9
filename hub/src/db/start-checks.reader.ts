import { Client } from 'pg';
import type { Clock } from '../kernel/clock';
import type { Connection } from './tx';

interface Rule {
  /** What has to be so, in the words of an administrator. */
  readonly demand: string;
  /** One row with one boolean: whether it is so. */
  readonly sql: string;
}

const privilege = (table: string, what: string): Rule => ({ demand: `the role kongsi_app must not ${what} rows of ${table}: what stands in the books stays`, sql: `SELECT NOT has_table_privilege('kongsi_app', '${table}', '${what}')` });
const setting = (name: string, values: readonly string[]): Rule => ({ demand: `${name} has to be ${values.join(' or ')}`, sql: `SELECT current_setting('${name}') IN (${values.map((value) => `'${value}'`).join(', ')})` });

/**
 * What must hold before anything is posted. Killing processes finds a server that acknowledges before it writes, but never one that does not flush
 * (`fsync = off`): that is found only by asking.
 */
const RULES: readonly Rule[] = [
  setting('fsync', ['on']), setting('full_page_writes', ['on']), setting('synchronous_commit', ['on', 'remote_apply']), setting('data_checksums', ['on']),
  setting('server_encoding', ['UTF8']), setting('default_transaction_isolation', ['read committed']), setting('default_transaction_read_only', ['off']),
  { demand: 'the server is PostgreSQL 18 or later', sql: `SELECT current_setting('server_version_num')::int >= 180000` },
  { demand: 'the server is not a standby', sql: 'SELECT NOT pg_is_in_recovery()' },
  { demand: 'the server has room for 40 connections of the hub and 10 more', sql: `SELECT current_setting('max_connections')::int >= 50` },
  { demand: 'the role kongsi_app is no superuser and owns no table', sql: `SELECT NOT rolsuper AND NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r') FROM pg_roles r WHERE rolname = 'kongsi_app'` },
  ...['posting', 'leg', 'receivable', 'receivable_application', 'claim', 'calculation'].flatMap((table) => ['UPDATE', 'DELETE', 'TRUNCATE'].map((what) => privilege(table, what))),
  { demand: 'numbers of postings are drawn one by one (posting_seq CACHE 1): a cached number would cross the close of a window', sql: `SELECT seqcache = 1 FROM pg_sequence WHERE seqrelid = 'posting_seq'::regclass` },
  ...['idempotency', 'partner_token_replay'].map((table): Rule => ({ demand: `${table} has its primary key: it decides who was first`, sql: `SELECT EXISTS (SELECT 1 FROM pg_index WHERE indrelid = '${table}'::regclass AND indisprimary AND indisvalid)` })),
  ...['idempotency_external_id', 'idempotency_receipt'].map((index): Rule => ({ demand: `${index} is unique: it decides who was first`, sql: `SELECT EXISTS (SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('${index}') AND indisunique AND indisvalid)` })),
  { demand: 'a lot cannot hold less than nothing (CHECK on lot.remaining)', sql: `SELECT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = 'lot'::regclass AND contype = 'c' AND convalidated AND pg_get_constraintdef(oid) LIKE '%remaining >= 0%')` },
  { demand: 'a balance cannot fall below what is held (CHECK on member_balance)', sql: `SELECT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = 'member_balance'::regclass AND contype = 'c' AND convalidated AND pg_get_constraintdef(oid) LIKE '%balance >= held%')` },
];

/** The demands that the database does not meet, all at once; none when it may be posted into. */
export async function startFaults(connection: Connection, wallMs: number): Promise<string[]> {
  const faults: string[] = [];
  for (const { demand, sql } of RULES) {
    const { rows } = await connection.query<Record<string, boolean>>(sql);
    if (Object.values(rows[0] ?? {})[0] !== true) faults.push(demand);
  }
  const { rows } = await connection.query<{ ms: string }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms');
  if (Math.abs(Number(rows[0]?.ms) - wallMs) > 2_000) faults.push('the clocks of hub and database differ by at most 2 seconds');
  return faults;
}

/** @throws Error that lists every fault; the hub then does not listen */
export async function checkBeforeStart(databaseUrl: string, clock: Clock): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const faults = await startFaults(client, clock.wall().getTime());
    if (faults.length > 0) throw new Error(`The database is not safe to post into:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  } finally {
    await client.end();
  }
}
