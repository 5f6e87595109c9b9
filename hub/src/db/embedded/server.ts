import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dataFolder } from './folder';
import { POSTGRES_MAJOR, preparedBinaries, serviceUser } from './binaries';

export interface EmbeddedServer {
  /** Connection address of the owner, on 127.0.0.1. */
  readonly url: string;
  /** Settles when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the server; made when absent. */
  folder: string;
  port?: number;
  /** False only for tests, which lose nothing when the machine stops. */
  durable: boolean;
}

/**
 * Starts a real PostgreSQL that lives and dies with this process: Ctrl-C does not reach it before us, and a guard on a pipe stops
 * it when we are killed.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const user = serviceUser();
  const bin = join(preparedBinaries(user), 'bin');
  const folder = dataFolder(options.folder, user !== undefined);
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  if (user) chownSync(folder, user.uid, user.gid);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    rmSync(data, { recursive: true, force: true });
    writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (user) chownSync(passwordFile, user.uid, user.gid);
    const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'kongsi_owner', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8',
      '--locale-provider=builtin', '--locale=C.UTF-8', ...(options.durable ? [] : ['--no-sync'])], { ...user, env: cleanEnvironment(), cwd: '/', encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`PostgreSQL could not make its data folder: ${made.stderr || String(made.error)}`);
  }
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== POSTGRES_MAJOR) throw new Error(`${data} was made by PostgreSQL ${version}; this release brings ${POSTGRES_MAJOR}. Start with --reset or set DATABASE_URL.`);
  await endFormerServer(data);
  const port = options.port ?? (await freePort());
  const child = await launched(data, () => launch(bin, data, port, options.durable, user));
  const password = readFileSync(passwordFile, 'utf8').trim();
  return { url: `postgres://kongsi_owner:${password}@127.0.0.1:${port}/postgres`, ended: new Promise((resolve) => child.once('exit', () => resolve())), stop: () => stop(child) };
}

function launch(bin: string, data: string, port: number, durable: boolean, user: ReturnType<typeof serviceUser>): ChildProcess {
  const settings = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', max_connections: '120', shared_buffers: '256MB',
    max_wal_size: '4GB', checkpoint_timeout: '15min', log_min_messages: 'warning',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }) };
  const log = openSync(join(data, 'server.log'), 'a');
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn(join(bin, 'postgres'), args, { ...user, env: cleanEnvironment(), cwd: '/', detached: true, stdio: ['ignore', log, log] });
  // The guard reads a pipe that closes when this process ends, however it ends, and then asks the server for a fast stop.
  const guard = spawn('/bin/sh', ['-c', `cat >/dev/null; kill -INT ${String(child.pid)} 2>/dev/null`], { ...user, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  child.unref();
  return child;
}

/**
 * A server that was killed may leave processes behind that end a moment later, each when it next looks for its parent; until then PostgreSQL refuses to start beside
 * them (`pre-existing shared memory block … is still in use`) and is started again.
 */
async function launched(data: string, start: () => ChildProcess): Promise<ChildProcess> {
  const log = join(data, 'server.log');
  for (let tries = 1; ; tries += 1) {
    const said = existsSync(log) ? statSync(log).size : 0;
    const child = start();
    try {
      await ready(data, child);
      return child;
    } catch (error) {
      const isInUse = child.exitCode !== null && readFileSync(log).subarray(said).includes('is still in use');
      if (!isInUse || tries === MOST_STARTS) throw error;
      await wait(100);
    }
  }
}

const MOST_STARTS = 100;

async function ready(data: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start; see ${join(data, 'server.log')}.`);
    const file = join(data, 'postmaster.pid');
    if (existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready') return;
    await wait(50);
  }
  throw new Error(`PostgreSQL did not become ready in 30 seconds; see ${join(data, 'server.log')}.`);
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.ref();
    child.kill('SIGINT');
  });
}

/** A server whose parent was killed may still be stopping; it is given time, then its stale lock is cleared by PostgreSQL itself. */
async function endFormerServer(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  for (let tries = 0; tries < 100 && existsSync(file); tries += 1) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (!alive(pid)) {
      rmSync(file, { force: true });
      return;
    }
    if (tries === 0) process.kill(pid, 'SIGINT');
    await wait(100);
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const state = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] : 'R';
    return state !== 'Z';
  } catch {
    return false;
  }
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_') && name !== 'LANG'));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
