// The database that all contenders share, and what it did meanwhile.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const hub = createRequire(join(root, 'hub/package.json'));
export const built = (path) => hub(join(root, 'hub/dist/hub/src', path));
export const pg = hub('pg');

/** A PostgreSQL of its own with durability on; the settings that matter are read back and printed, not assumed. */
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-bench-'));
  const server = await built('db/embedded/server.js').startEmbedded({ folder, durable: true });
  const owner = new pg.Pool({ connectionString: server.url, max: 4 }).on('error', () => undefined);
  const { rows } = await owner.query(`SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size', 'checkpoint_timeout')`);
  const settings = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) if (settings[name] !== 'on') throw new Error(`${name} is ${settings[name]}: nothing would be measured.`);
  return { url: server.url, owner, settings, postmaster: postmasterOf(folder), stop: async () => {
    await owner.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  } };
}

function postmasterOf(folder) {
  const file = join(folder, 'data/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

export async function walBytes(owner) {
  return Number((await owner.query(`SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS bytes`)).rows[0].bytes);
}

/** Bytes of log that each table and index took since a position, a unit of work; what is under one byte is left out. */
export async function walByRelation(database, since, units) {
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_walinspect');
  const { rows } = await database.query(`SELECT coalesce(c.relname, w.rm) AS name, sum(w.bytes)::bigint AS bytes, count(*)::int AS records
    FROM (SELECT resource_manager AS rm, record_length AS bytes, substring(block_ref FROM 'rel [0-9]+/[0-9]+/([0-9]+)')::oid AS node FROM pg_get_wal_records_info($1::pg_lsn, pg_current_wal_flush_lsn())) w
    LEFT JOIN pg_class c ON c.relfilenode = w.node GROUP BY 1 ORDER BY 2 DESC`, [since]);
  return rows.map((row) => ({ name: row.name, bytes: Math.round(Number(row.bytes) / units), records: Math.round((row.records / units) * 1000) / 1000 })).filter((one) => one.bytes > 0);
}

export const walPosition = async (owner) => (await owner.query('SELECT pg_current_wal_lsn()::text AS at')).rows[0].at;

/** Microseconds of processor that a process, or a process with its children, has used; 0 where the system does not say. */
export function cpuMicros(pid, withChildren = false) {
  if (!existsSync('/proc')) return 0;
  const pids = withChildren ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [String(pid)];
  let ticks = 0;
  for (const one of pids) {
    try {
      const text = readFileSync(`/proc/${one}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      if (Number(one) === pid || Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // The process has ended meanwhile.
    }
  }
  return ticks * 10_000;
}
