import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { KongsiClient, proofOfPossession, signerOf, type PrivateJwk } from '../../../partner-sdk/src';
import { Link } from './proxy';

const BUILT = join(__dirname, '../../dist/hub/src');

export interface Till {
  readonly client: KongsiClient;
  readonly outletId: string;
}

/** The built product as processes that can be killed: a durable PostgreSQL and a hub, with a link before each. */
export class System {
  private postgres: ChildProcess | undefined;
  private hub: ChildProcess | undefined;
  private said = '';
  private constructor(private readonly folder: string, readonly front: Link, readonly back: Link, private readonly hubPort: number, private readonly postgresPort: number) {}

  /** @param disk a folder of the caller's, in which the database lies */
  static async start(disk?: string): Promise<System> {
    const folder = mkdtempSync(disk === undefined ? join(tmpdir(), 'kongsi-faults-') : join(disk, 'system-'));
    // The server's own user has to pass, or its data would lie elsewhere than asked.
    chmodSync(folder, 0o755);
    const [hubPort, postgresPort] = [await freePort(), await freePort()];
    const system = new System(folder, await Link.open(hubPort), await Link.open(postgresPort), hubPort, postgresPort);
    await system.startPostgres();
    await system.startHub();
    return system;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.front.port}`;
  }

  private url = '';
  /** A connection of the owner that goes past the link. */
  async look<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async startPostgres(): Promise<void> {
    const child = spawn(process.execPath, [join(BUILT, 'db/embedded/main.js'), join(this.folder, 'postgres'), String(this.postgresPort)], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.postgres = child;
    this.url = await new Promise((resolve, reject) => {
      child.stdout.once('data', (chunk: Buffer) => resolve((JSON.parse(chunk.toString()) as { url: string }).url));
      child.stderr.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
      child.once('exit', () => reject(new Error(`The database did not start: ${this.said}`)));
    });
  }

  async startHub(): Promise<void> {
    const through = new URL(this.url);
    through.port = String(this.back.port);
    const child = spawn(process.execPath, ['--no-warnings', join(BUILT, 'main.js')], { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], DATA_FOLDER: join(this.folder, 'hub'), PORT: String(this.hubPort), PUBLIC_ORIGIN: this.origin, DATABASE_URL: through.href, WORK_HERE: 'false' } });
    child.stderr.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-4_000)));
    this.hub = child;
    await this.ready();
  }

  /** Until the hub takes work again, without a person; a hub that ended is started again, as a supervisor does. */
  async ready(): Promise<void> {
    for (let waited = 0; waited < 90_000; waited += 100) {
      if (this.hub && (this.hub.exitCode !== null || this.hub.signalCode !== null)) return this.startHub();
      const answer = await fetch(`http://127.0.0.1:${this.hubPort}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
      if (answer?.ok) return;
      await wait(100);
    }
    throw new Error(`The hub did not become ready: ${this.said}`);
  }

  /** Starts the database again when it has ended; a server that is up is left alone. */
  async postgresUp(): Promise<void> {
    if (this.postgres && (this.postgres.exitCode !== null || this.postgres.signalCode !== null)) await this.startPostgres();
  }

  private readonly workers: ChildProcess[] = [];
  /** A worker that runs the nights; several may stand beside each other. */
  startWorker(settings: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, ['--no-warnings', join(BUILT, 'worker.js')], { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], DATA_FOLDER: join(this.folder, 'hub'), PUBLIC_ORIGIN: this.origin, DATABASE_URL: this.url, ...settings } });
    child.stderr.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-4_000)));
    this.workers.push(child);
    return child;
  }

  /** What the processes wrote last, for the message of a failure. */
  get lastWords(): string {
    return this.said;
  }

  /** Asks the hub to end, as a supervisor does for a new release. @returns its exit code */
  async endHub(): Promise<number | null> {
    const child = this.hub as ChildProcess;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    return gone;
  }

  /** @returns whether a process was there to be hit */
  async signalHub(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<boolean> {
    const child = this.hub;
    if (!child || child.exitCode !== null) return false;
    const gone = signal === 'SIGKILL' ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
    const hit = child.kill(signal);
    await gone;
    return hit;
  }

  async killPostmaster(): Promise<boolean> {
    const folder = await this.look(async (client) => (await client.query<{ data_directory: string }>('SHOW data_directory')).rows[0]?.data_directory ?? '');
    process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    const child = this.postgres;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill('SIGTERM');
    await gone;
    return true;
  }

  async till(name: string): Promise<Till> {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as PrivateJwk;
    const signer = await signerOf(key);
    const answer = await fetch(`${this.origin}/v1/test/partners`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ brandName: name, jwk: signer.publicJwk, proof: await proofOfPossession(signer, this.origin) }) });
    const made = (await answer.json()) as { partnerId: string; outletId: string; tillId: string };
    return { outletId: made.outletId, client: new KongsiClient({ partnerId: made.partnerId, key, baseUrl: this.origin, tillId: made.tillId, timeoutMs: 2_500, totalTimeoutMs: 5_000, maxRetries: 1 }) };
  }

  async stop(): Promise<void> {
    this.hub?.kill('SIGKILL');
    for (const worker of this.workers) worker.kill('SIGKILL');
    const child = this.postgres;
    if (child && child.exitCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    await Promise.all([this.front.close(), this.back.close()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A port that no connection takes for its own end while its server is down: those are 32768 and above on Linux, 49152 and above elsewhere (RFC 6335). */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)));
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}
