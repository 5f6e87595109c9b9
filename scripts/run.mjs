// The runner behind every npm command. It needs Node and npm only: it checks, installs and builds what changed, then does the job.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stack } from './stack.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const state = join(root, '.kongsi');
const [job = 'help', ...rest] = process.argv.slice(2);

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 22)) {
    stop(`Kongsi needs Node 20.19 or newer (22.13 or newer on Node 22); this is Node ${process.versions.node}.`);
  }
}

function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_config_') && name !== 'NODE_ENV');
  return Object.fromEntries(kept);
}

function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: options.cwd ?? root, stdio: 'inherit', env: { ...environment(), ...options.env } });
    const passOn = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, () => void child.kill(signal)]);
    for (const [signal, pass] of passOn) process.on(signal, pass);
    const done = (code) => {
      for (const [signal, pass] of passOn) process.off(signal, pass);
      resolve(code);
    };
    child.once('error', () => done(127));
    child.once('exit', (code, signal) => done(signal ? 1 : (code ?? 1)));
  });
}

const node = (script, args = [], options) => run(process.execPath, [join(root, script), ...args], options);

function hashOf(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.node.split('.')[0]}`);
  const visit = (path) => {
    if (!existsSync(path)) return;
    hash.update(path.slice(root.length));
    try {
      hash.update(readFileSync(path));
    } catch {
      for (const name of readdirSync(path).sort()) if (name !== 'generated' && name !== 'node_modules') visit(join(path, name));
    }
  };
  paths.forEach((path) => visit(join(root, path)));
  return hash.digest('hex');
}

/** Works unless it has been done for the same sources and what it made is still there. */
async function once(name, hash, title, work, makes = []) {
  const stamp = join(state, 'stamps', name);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && makes.every((path) => existsSync(join(root, path)))) return;
  // How long a step takes is not known beforehand, so on a terminal the seconds are counted.
  const began = process.hrtime.bigint();
  const seconds = () => Number((process.hrtime.bigint() - began) / 1_000_000_000n);
  process.stdout.write(process.stdout.isTTY ? `▸ ${title}` : `▸ ${title}\n`);
  const ticking = process.stdout.isTTY && setInterval(() => process.stdout.write(`\r▸ ${title} ${'·'.repeat((seconds() % 3) + 1).padEnd(3)} ${seconds()} s\u001b[K`), 500);
  const code = await work();
  clearInterval(ticking || undefined);
  if (process.stdout.isTTY) process.stdout.write(`\r▸ ${title}  ${seconds()} s\u001b[K\n`);
  if (code !== 0) process.exit(code);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

async function install() {
  const manifests = ['package.json', 'package-lock.json', ...workspaces().map((folder) => `${folder}/package.json`)];
  const hash = hashOf(manifests);
  if (!existsSync(join(root, 'node_modules'))) rmSync(join(state, 'stamps', 'install'), { force: true });
  await once('install', hash, 'Installing packages', () => {
    const npm = process.env.npm_execpath;
    // What is installed already is brought to what the lock says in seconds; the lock itself is never written.
    const args = [...(existsSync(join(root, 'node_modules')) && !process.env.CI ? ['install', '--no-save'] : ['ci']), '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    return npm ? run(process.execPath, [npm, ...args]) : run('npm', args);
  });
}

function workspaces() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).workspaces;
}

/** The contract and the routes from the controllers, the SDK's types from the contract. */
async function generate() {
  const contract = await run(process.execPath, [join(root, 'node_modules/@tsoa/cli/dist/cli.js'), 'spec-and-routes'], { cwd: join(root, 'hub') });
  // The items of a batch are judged one by one by the models that the routes were generated with.
  const routes = join(root, 'hub/src/http/generated/routes.ts');
  if (!contract) writeFileSync(routes, `${readFileSync(routes, 'utf8').replace(/\nexport \{ models \};\n$/, '')}\nexport { models };\n`);
  if (!contract) {
    const { writeContract } = await import('./contract.mjs');
    writeContract(root);
  }
  return contract || node('node_modules/openapi-typescript/bin/cli.js', ['openapi/hub.yaml', '-o', 'partner-sdk/src/generated/hub.ts']);
}

const compile = (project) => node('node_modules/typescript7/bin/tsc', ['-p', project]);
const bundle = (script, folder, args) => run(process.execPath, [join(root, script), ...args], { cwd: join(root, folder) });

async function prepare() {
  const sources = ['hub/src', 'hub/tsoa.json', 'migrations', 'partner-sdk/src', 'tsconfig.base.json', 'hub/tsconfig.json', 'package-lock.json'];
  await once('generate', hashOf([...sources, 'openapi/hub-3.0.yaml', 'openapi/hub.yaml', 'hub/src/http/generated/routes.ts', 'scripts/contract.mjs']), 'Generating the contract', generate, ['openapi/hub.json', 'openapi/hub-3.0.json']);
  await once('build', hashOf([...sources, 'partner-sdk/tsdown.config.ts']), 'Building hub and SDK', async () => (await node('node_modules/typescript7/bin/tsc', ['-b'])) || bundle('node_modules/tsdown/dist/run.mjs', 'partner-sdk', ['--log-level', 'error']));
  await once('build-demo', hashOf(['demo/src', 'demo/tsconfig.json', 'partner-sdk/src', 'package-lock.json']), 'Building the demo', () => compile('demo'));
  await once('build-portal', hashOf(['partner-portal/server', 'partner-portal/client', 'partner-portal/tsconfig.json', 'partner-portal/vite.config.mjs', 'package-lock.json']), 'Building the portal', async () => (await compile('partner-portal')) || bundle('node_modules/vite/bin/vite.js', 'partner-portal', ['build', '--logLevel', 'error']));
}

async function types() {
  for (const project of ['hub/test/tsconfig.json', 'partner-sdk', 'demo', 'partner-portal', 'partner-portal/client']) {
    const code = await node('node_modules/typescript7/bin/tsc', ['-p', project, '--noEmit']);
    if (code) return code;
  }
  return node('node_modules/typescript7/bin/tsc', ['-b']);
}

const lint = () => node('node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0']);

/** Runs every suite and prints one line with the sum, alone, whatever happened. */
async function test() {
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-results-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  let worst = 0;
  for (const name of workspaces().filter((workspace) => existsSync(join(root, workspace, 'jest.config.js')))) {
    const file = join(folder, `${name}.json`);
    const code = await node('node_modules/jest/bin/jest.js', ['-c', `${name}/jest.config.js`, '--json', `--outputFile=${file}`, ...rest], { env: { NODE_ENV: 'test' } });
    worst ||= code;
    if (!existsSync(file)) {
      total.failed += 1;
      continue;
    }
    const result = JSON.parse(readFileSync(file, 'utf8'));
    total.passed += result.numPassedTests;
    total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    total.skipped += result.numPendingTests;
  }
  rmSync(folder, { recursive: true, force: true });
  if (total.passed === 0) total.failed += 1;
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}\n`);
  return worst || (total.failed > 0 ? 1 : 0);
}

/** The library that shows a process and all its children another clock: of the Debian package `faketime`, or where FAKETIME_LIBRARY says. */
function faketime() {
  const found = [process.env.FAKETIME_LIBRARY, ...['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `/usr/lib/${machine}/faketime/libfaketime.so.1`), '/usr/lib64/faketime/libfaketime.so.1', '/usr/lib/faketime/libfaketime.so.1'];
  return found.find((path) => path && existsSync(path)) ?? stop('There is no libfaketime here. Install it (Debian: apt-get install faketime), or name its file in FAKETIME_LIBRARY.');
}

/** Runs suites as if the run began at an instant: Node, PostgreSQL and what they start see that day; durations stay true. */
async function testOn() {
  const [instant = '', ...paths] = rest;
  const at = /T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(instant) ? Date.parse(instant) : NaN;
  if (Number.isNaN(at)) stop('Say when, with an offset, and which suites: npm run test:on -- 2028-12-31T20:00+07:00 hub/test/settlement');
  const library = faketime();
  await prepare();
  const workspace = workspaces().find((name) => paths[0]?.startsWith(name)) ?? 'hub';
  const away = Math.round((at - Date.now()) / 1000);
  return node('node_modules/jest/bin/jest.js', ['-c', `${workspace}/jest.config.js`, ...paths], { env: { NODE_ENV: 'test', LD_PRELOAD: library, FAKETIME: `${away < 0 ? '' : '+'}${away}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' } });
}

/** The embedded database of a stack that runs now; undefined when none does. */
function runningDatabase() {
  const folder = join(state, 'postgres');
  const pid = join(folder, 'data/postmaster.pid');
  if (!existsSync(pid)) return undefined;
  const lines = readFileSync(pid, 'utf8').split('\n');
  return `postgres://kongsi_owner:${readFileSync(join(folder, 'password'), 'utf8').trim()}@127.0.0.1:${lines[3]?.trim()}/postgres`;
}

/** Removes the embedded server's data; it may lie behind a link, where a closed home keeps the server's user out. */
function removeData(folder) {
  const data = join(folder, 'postgres');
  if (existsSync(data)) rmSync(realpathSync(data), { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
}

/** Removes what a run left in `.kongsi`, but not what was installed and built. */
function reset() {
  removeData(state);
  for (const name of ['demo.json', 'identity.json', 'identity-key.json', 'secrets.json', 'keys']) rmSync(join(state, name), { recursive: true, force: true });
}

async function start() {
  if (rest.includes('--reset')) reset();
  await prepare();
  const demo = !rest.includes('--no-demo') && !process.env.DATABASE_URL && !process.env.OIDC_ISSUER && process.env.KONGSI_ENVIRONMENT !== 'LIVE';
  const complete = existsSync(join(state, 'demo.json'));
  // A demo that was interrupted begins anew: half a history is none.
  if (demo && !complete && existsSync(join(state, 'postgres'))) reset();
  const stack = new Stack({ folder: state, env: { ...environment(), ...(demo && { SANDBOX_START: process.env.SANDBOX_START ?? '2026-08-19' }) } });
  let end = () => undefined;
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  stack.onEnd(() => end(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      process.stdout.write('\nStopping.\n');
      void stack.stop().then(() => end(0));
    });
  }
  try {
    process.stdout.write('▸ Starting database, hub, worker and portal\n');
    await stack.start();
    if (demo) {
      if (!complete) process.stdout.write('▸ Making the demo coalition\n');
      const code = await node('demo/dist/coalition/main.js', [stack.hub, stack.portal, state]);
      if (code !== 0) throw new Error('The demo coalition was not made.');
    }
    process.stdout.write(welcome(stack, demo));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await stack.stop();
    return 1;
  }
  return ended;
}

/** Where to look, who can sign in, and what to try next. */
function welcome(stack, demo) {
  const people = demo ? ['  sign in    Rina Maharani (operator, makes), Budi Hartono (operator, approves),', '             Ratna Wijaya (owner of Pasar Segar), Hendra Gunawan (its finance), and 16 more'] : [];
  const files = demo ? [`  demo.json  .kongsi/demo.json: ids, keys and clients for programs`] : [];
  return ['', 'Kongsi is up.', `  portal     ${stack.portal}`, ...people, `  hub        ${stack.hub}   docs ${stack.hub}/docs`, ...files, '  try next   npm run quickstart   (in a second terminal: a brand, a member, an earn and a burn)',
    '  stop       Ctrl-C; the data stays in .kongsi   anew: npm start -- --reset', ''].join('\n');
}

/** Replays purchase files on a hub of its own, in a folder of its own, and leaves the report. */
async function replay() {
  await prepare();
  const survey = spawnSync(process.execPath, [join(root, 'demo/dist/replay/main.js'), 'survey', '-', '-', ...rest], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (survey.status !== 0) return 1;
  const folder = join(state, 'replay');
  removeData(folder);
  rmSync(folder, { recursive: true, force: true });
  const before = new Date(Date.parse(`${survey.stdout}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const ports = { PORT: process.env.PORT ?? '8090', PORTAL_PORT: process.env.PORTAL_PORT ?? '8091' };
  // Every night is settled; its documents are rendered when somebody asks for one, so no worker competes for the processors.
  const stack = new Stack({ folder, worker: false, env: { ...environment(), ...ports, SANDBOX_START: before, SETTLEMENT_CYCLE: 'DAILY' } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void stack.stop().then(() => process.exit(1)));
  try {
    await stack.start();
    return await node('demo/dist/replay/main.js', [stack.hub, stack.portal, folder, '--out', join(state, 'replay-report.json'), ...rest]);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await stack.stop();
  }
}

const jobs = {
  start,
  replay,
  generate,
  quickstart: async () => {
    await prepare();
    return node('partner-sdk/examples/quickstart.mjs', rest);
  },
  test: async () => {
    await prepare();
    return test();
  },
  'check:books': async () => {
    const asked = rest.indexOf('--database');
    const url = (asked >= 0 ? rest[asked + 1] : undefined) ?? process.env.DATABASE_URL ?? runningDatabase();
    if (!url) {
      process.stderr.write('No database to check. Start the stack with npm start, or name one: npm run check:books -- --database postgres://…\n');
      return 2;
    }
    await prepare();
    return node('hub/dist/hub/src/check-books.js', [url]);
  },
  settle: async () => {
    const value = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
    const [window, url] = [value('--replay'), value('--database') ?? process.env.DATABASE_URL ?? runningDatabase()];
    if (!window || window.startsWith('--') || !url) {
      process.stderr.write('Say which window: npm run settle -- --replay win_…|2026-11-25|all, with the stack running (npm start) or --database postgres://…\n');
      return 2;
    }
    await prepare();
    return node('hub/dist/hub/src/settle.js', [url, window]);
  },
  screens: async () => {
    if (!existsSync(join(state, 'demo.json')) && !rest.includes('--state')) {
      process.stderr.write('Pictures are taken of the running demo coalition: start it with npm start, then say npm run screens in a second terminal.\n');
      return 2;
    }
    return node('scripts/screens.mjs', rest);
  },
  planted: async () => {
    await prepare();
    return node('scripts/planted.mjs', rest);
  },
  faults: async () => {
    const minutes = Number(rest[rest.indexOf('--minutes') + 1]);
    if (!rest.includes('--minutes') || !(minutes > 0)) {
      process.stderr.write('Say for how long: npm run faults -- --minutes 30\n');
      return 2;
    }
    await prepare();
    process.env.KONGSI_FAULTS_MINUTES = String(minutes);
    return node('node_modules/jest/bin/jest.js', ['-c', 'hub/jest.config.js', 'hub/test/faults/long']);
  },
  'bench:ledger': async () => {
    await prepare();
    // The room for young objects that the hub is started with.
    return run(process.execPath, ['--max-semi-space-size=64', join(root, 'bench/ledger/main.mjs'), ...rest]);
  },
  'bench:settlement': async () => {
    await prepare();
    return node('bench/settlement/main.mjs', rest);
  },
  'bench:documents': async () => {
    await prepare();
    return run(process.execPath, ['--max-semi-space-size=64', join(root, 'bench/documents/main.mjs'), ...rest]);
  },
  'bench:lists': async () => {
    await prepare();
    return node('bench/lists/main.mjs', rest);
  },
  'bench:reconciliation': async () => {
    await prepare();
    return node('bench/reconciliation/main.mjs', rest);
  },
  'test:on': testOn,
  lint: async () => lint(),
  types: async () => types(),
  check: async () => (await jobs.test()) || (await lint()) || types(),
};

checkNode();
if (!jobs[job]) stop(`There is no job "${job}". Jobs: ${Object.keys(jobs).join(', ')}.`);
await install();
process.exit(await jobs[job]());
