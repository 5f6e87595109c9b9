import { existsSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../src/db/embedded/server';

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test.each([['an open folder', 0o755], ['a home that is closed to others', 0o700]])('the embedded server in %s keeps its data from start to start and is gone after a stop', async (_name, mode) => {
  const home = mkdtempSync(join(tmpdir(), 'kongsi-home-'));
  chmodSync(home, mode);
  const folder = join(home, '.kongsi', 'postgres');
  try {
    const first = await startEmbedded({ folder, durable: true });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await ask(first.url, `SELECT current_setting('fsync') || current_setting('synchronous_commit') AS durable`)).toEqual([{ durable: 'onon' }]);
    await first.stop();
    await expect(ask(first.url, 'SELECT 1')).rejects.toThrow();
    const second = await startEmbedded({ folder, durable: true });
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    expect(existsSync(join(folder, 'data', 'postmaster.pid'))).toBe(false);
    if (process.getuid?.() === 0) expect(lstatSync(folder).isSymbolicLink()).toBe(mode === 0o700);
  } finally {
    if (existsSync(folder)) rmSync(realpathSync(folder), { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }
});

test('a server that was killed while one of its processes stood still is started again once that has ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-killed-'));
  chmodSync(folder, 0o755);
  try {
    const killed = await startEmbedded({ folder, durable: true });
    await ask(killed.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const client = new Client({ connectionString: killed.url });
    client.on('error', () => undefined);
    await client.connect();
    const backend = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;
    process.kill(backend, 'SIGSTOP');
    process.kill(Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    await killed.ended;
    setTimeout(() => process.kill(backend, 'SIGCONT'), 1_500);
    const again = await startEmbedded({ folder, durable: true });
    expect(readFileSync(join(folder, 'data', 'server.log'), 'utf8')).toContain('is still in use');
    expect(await ask(again.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await again.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
