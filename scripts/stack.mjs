// Starts the whole of Kongsi as processes beside each other: database, hub, worker and portal; and stops them together.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Secrets of this folder, made once. */
function secretsOf(folder) {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${JSON.stringify({ session: randomBytes(32).toString('base64url') })}\n`, { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function portIsFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** A free port below the range from which the system gives ports to outgoing connections: one of those could be taken before it is listened on. */
async function freePort(taken) {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (port !== taken && (await portIsFree(port))) return port;
  }
}

/** The command of a running process; empty when there is none. */
function commandOf(pid) {
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || procCommand(pid);
}

function procCommand(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** A clear line for a taken port, before anything is started. */
export async function checkPorts(ports) {
  for (const [setting, port] of ports) {
    if (!(await portIsFree(port))) throw new Error(`Port ${port} is taken. Stop what uses it, or set ${setting} to a free one.`);
  }
}

/** A part that ends by itself comes up again, a little later each time; one that keeps ending stops everything. */
const RESTARTS_A_MINUTE = 5;

/**
 * Room for young objects: what a posting needs lives about as long as its transaction, and is not to be copied meanwhile.
 * On two cores one thread helps to collect garbage: four of them would take the cores from the hub's own thread and from the database for as long as they work.
 */
export const MEMORY = ['--max-semi-space-size=64', ...(availableParallelism() <= 2 ? ['--v8-pool-size=1'] : [])];

export class Stack {
  #children = [];
  #restarts = [];
  #stopping = false;
  #onEnd = () => undefined;

  /** @param {{ folder: string, env: Record<string, string | undefined>, worker?: boolean }} settings */
  constructor(settings) {
    this.folder = settings.folder;
    this.withWorker = settings.worker ?? true;
    this.settings = settings.env;
  }

  /** Where the parts stand; a port of 0 is a free one. */
  async #place() {
    const { settings } = this;
    this.hubPort = Number(settings.PORT || 8080) || (await freePort());
    this.portalPort = Number(settings.PORTAL_PORT || 8081) || (await freePort(this.hubPort));
    this.hub = (settings.PUBLIC_ORIGIN || `http://127.0.0.1:${this.hubPort}`).replace(/\/$/, '');
    this.portal = (settings.PORTAL_ORIGIN || `http://127.0.0.1:${this.portalPort}`).replace(/\/$/, '');
    this.env = { ...settings, PORT: String(this.hubPort), PORTAL_PORT: String(this.portalPort), PUBLIC_ORIGIN: this.hub, PORTAL_ORIGIN: this.portal, HUB_ORIGIN: this.hub, DATA_FOLDER: this.folder,
      SESSION_SECRET: settings.SESSION_SECRET || secretsOf(this.folder).session, DEV_IDENTITY_FILE: settings.DEV_IDENTITY_FILE || join(this.folder, 'identity.json'), WORK_HERE: 'false' };
  }

  /** @param {() => void} action what is done when a part ends by itself */
  onEnd(action) {
    this.#onEnd = action;
  }

  async start() {
    await this.#endLeftOvers();
    await this.#place();
    await checkPorts([['PORT', this.hubPort], ['PORTAL_PORT', this.portalPort]]);
    const issuer = this.env.OIDC_ISSUER || `${this.portal}/oidc`;
    if (!this.env.DATABASE_URL) this.env.DATABASE_URL = await this.#database();
    this.#keep('hub', 'hub/dist/hub/src/main.js', { ...this.env, OIDC_ISSUER: issuer });
    await this.#ready('hub', `${this.hub}/readyz`);
    if (this.withWorker) this.#keep('worker', 'hub/dist/hub/src/worker.js', { ...this.env, OIDC_ISSUER: issuer });
    this.#keep('portal', 'partner-portal/dist/server/main.js', this.env);
    await this.#ready('portal', `${this.portal}/healthz`);
  }

  /** A run that was killed leaves its parts behind; they are ended before the next one starts. */
  async #endLeftOvers() {
    const file = join(this.folder, 'pids.json');
    if (!existsSync(file)) return;
    const left = JSON.parse(readFileSync(file, 'utf8')).filter((pid) => commandOf(pid).includes(join(root, 'hub/dist')) || commandOf(pid).includes(join(root, 'partner-portal/dist')));
    for (const signal of ['SIGTERM', 'SIGKILL']) {
      for (const pid of left) if (commandOf(pid) !== '') process.kill(pid, signal);
      for (let waited = 0; waited < 10_000 && left.some((pid) => commandOf(pid) !== ''); waited += 100) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    rmSync(file, { force: true });
  }

  async #database() {
    const args = [join(this.folder, 'postgres')];
    const child = this.#keep('database', 'hub/dist/hub/src/db/embedded/main.js', this.env, args, 'pipe');
    const url = await new Promise((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
        if (text.includes('\n')) resolve(JSON.parse(text.split('\n')[0]).url);
      });
      child.once('exit', () => reject(new Error('The embedded database did not start.')));
    });
    // When it comes up again it has to be found where it was.
    args.push(new URL(url).port);
    return url;
  }

  #spawn(name, script, env, args = [], stdout = 'ignore') {
    // Each part has a process group of its own, so that Ctrl-C reaches them in our order and not all at once.
    const child = spawn(process.execPath, ['--no-warnings', ...MEMORY, join(root, script), ...args], { cwd: root, env, detached: true, stdio: ['ignore', stdout, 'inherit'] });
    // In the place of the one before, so that the parts are stopped in the order of their start.
    const place = this.#children.findIndex((one) => one.name === name);
    this.#children.splice(place < 0 ? this.#children.length : place, place < 0 ? 0 : 1, { name, child });
    writeFileSync(join(this.folder, 'pids.json'), JSON.stringify(this.#children.map((one) => one.child.pid)));
    return child;
  }

  /** Runs a part and starts it again when it ends by itself. */
  #keep(name, script, env, args = [], stdout = 'ignore') {
    const child = this.#spawn(name, script, env, args, stdout);
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      const now = Date.now();
      this.#restarts = [...this.#restarts.filter((at) => now - at < 60_000), now];
      const how = signal ? `was ended by ${signal}` : `ended with ${code}`;
      if (this.#restarts.length > RESTARTS_A_MINUTE) {
        process.stderr.write(`The ${name} ${how}. Parts ended ${this.#restarts.length} times within a minute; everything stops. Look above for the reason.\n`);
        void this.stop().then(() => this.#onEnd());
        return;
      }
      const wait = 200 * 2 ** (this.#restarts.length - 1);
      process.stderr.write(`The ${name} ${how}; it starts again in ${wait} ms.\n`);
      setTimeout(() => this.#stopping || this.#keep(name, script, env, args, stdout), wait);
    });
    return child;
  }

  async #ready(name, url) {
    for (let waited = 0; waited < 90_000; waited += 100) {
      if (this.#stopping) throw new Error(`The ${name} did not start.`);
      const answer = await fetch(url).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The ${name} did not become ready.`);
  }

  /** Stops the parts in the reverse order of their start; the database last. */
  async stop() {
    this.#stopping = true;
    for (const { child } of [...this.#children].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await gone;
      clearTimeout(timer);
    }
    this.#children = [];
    rmSync(join(this.folder, 'pids.json'), { force: true });
  }
}
