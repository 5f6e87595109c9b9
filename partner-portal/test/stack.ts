import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

export interface Demo {
  readonly hub: string;
  readonly portal: string;
  readonly issuer: string;
  readonly firstDay: string;
  readonly partners: { code: string; partnerId: string; outletId: string }[];
  readonly signIns: { sub: string; name: string; roles: string[]; partnerId?: string }[];
  readonly members: { id: string; name: string; phone: string }[];
  readonly machineClients: { clientId: string; clientSecret: string }[];
}

/** A demo coalition that runs, and how it ends. */
export interface Running {
  readonly folder: string;
  stop(): Promise<void>;
}

const demoOf = (folder: string): Demo => JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as Demo;

/** The demo coalition: the one that the whole run shares, or one of its own where a suite runs alone. */
export async function givenDemo(): Promise<{ demo: Demo; stop(): Promise<void> }> {
  const shared = process.env['KONGSI_SHARED_DEMO'];
  if (shared) return { demo: demoOf(shared), stop: () => Promise.resolve() };
  const { folder, stop } = await startDemo();
  return { demo: demoOf(folder), stop };
}

/** Database, hub, worker, portal and demo coalition, as `npm start` runs them, in a folder of their own. */
export async function startDemo(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-portal-'));
  const child: ChildProcess = spawn(process.execPath, [join(__dirname, '../../scripts/serve.mjs'), folder], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('ready')) resolve();
    });
    child.once('exit', () => reject(new Error(said)));
  });
  return {
    folder,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where a Chromium is, as JSON of its path and environment. To unpack one takes seconds, and half a file cannot be run: a run of all suites looks once. */
export function findBrowser(): string {
  const found = spawnSync(process.execPath, [join(__dirname, 'browser-path.mjs')], { encoding: 'utf8', cwd: join(__dirname, '../..') });
  if (found.status !== 0) throw new Error(`There is no Chromium: ${found.stderr}`);
  return found.stdout;
}

export async function givenBrowser(): Promise<Browser> {
  const { executablePath, env } = JSON.parse(process.env['KONGSI_BROWSER'] ?? findBrowser()) as { executablePath: string; env: Record<string, string> };
  return chromium.launch({ executablePath, env: { ...(process.env as Record<string, string>), ...env }, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-zygote'] });
}
