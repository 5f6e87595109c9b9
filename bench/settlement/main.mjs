// `npm run bench:settlement`: one night's settlement beside a sequential scan with a sum over the same legs, in one run.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../ledger/driver.mjs';
import { root, startServer } from '../ledger/server.mjs';
import { addOldLegs, makeBooks, undoNight } from './books.mjs';

const { values: asked } = parseArgs({ options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, out: { type: 'string' }, steps: { type: 'string' } } });
// A machine that is quiet for minutes only takes one step after the other; each is added to the day's result.
const wanted = (asked.steps ?? 'small,large,growth').split(',');
const sizes = asked.quick ? [20_000, 100_000] : [1_000_000, 5_000_000];
const window = asked.quick ? 20_000 : 100_000;
const tables = asked.quick ? [50_000, 400_000] : [1_000_000, 20_000_000];
const rounds = Number(asked.rounds ?? (asked.quick ? 2 : 5));
const say = (text) => process.stdout.write(`${text}\n`);
const round = (value) => Math.round(value * 1000) / 1000;

/** One process's scan: no helpers, no index. */
async function scan(owner) {
  const client = await owner.connect();
  try {
    await client.query('SET max_parallel_workers_per_gather = 0; SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off');
    const began = performance.now();
    await client.query('SELECT sum(points) FROM same_legs');
    return (performance.now() - began) / 1000;
  } finally {
    client.release(true);
  }
}

/** What a night's process tells of its night. */
async function told(child) {
  const [facts] = await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`The night ended with ${code}.`)))]);
  return facts;
}

async function undo(coalition, keep) {
  const [{ claims, lines }] = (await coalition.owner.query(`SELECT (SELECT count(*) FROM claim)::int AS claims, (SELECT count(*) FROM invoice_line)::int AS lines`)).rows;
  if (claims === 0 || lines === 0) throw new Error('The night settled nothing.');
  // As in a coalition that has been running, the planner knows how many lines a night has.
  if (keep) await coalition.owner.query('ANALYZE');
  await undoNight(coalition.owner);
}

/** Scan, the first night of a process, scan, its second night, scan: all see the same machine. The process is started as the hub is. */
async function nightsOfAProcess(coalition, at) {
  const scans = [await scan(coalition.owner)];
  const child = fork(join(root, 'bench/settlement/night-process.mjs'), [coalition.url, coalition.windowId], { execArgv: ['--max-semi-space-size=64'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const first = await told(child);
  scans.push(await scan(coalition.owner));
  await undo(coalition, at === 0);
  child.send('again');
  const second = await told(child);
  scans.push(await scan(coalition.owner));
  child.send('end');
  await undo(coalition, false);
  return { first: { ...first, scan: (scans[0] + scans[1]) / 2 }, second: { ...second, scan: (scans[1] + scans[2]) / 2 } };
}

async function measure(coalition) {
  const runs = [];
  // What is read for the first time is not on the measured rounds.
  for (let at = 0; at <= rounds; at += 1) runs.push(await nightsOfAProcess(coalition, at));
  const summary = (night) => {
    const of = (figure) => round(median(runs.slice(1).map((one) => figure(one[night]))));
    return { scan: of((one) => one.scan), checks: of((one) => one.checks), calculation: of((one) => one.calculation), documents: of((one) => one.documents), settle: of((one) => one.calculation + one.documents), ratio: of((one) => (one.calculation + one.documents) / one.scan), rssMiB: Math.round(of((one) => one.rssKiB) / 1024) };
  };
  return { ...summary('first'), second: summary('second'), rounds };
}

const server = await startServer();
try {
  say(`PostgreSQL ${server.settings.server_version}, fsync ${server.settings.fsync}; Node ${process.version}; ${cpus().length} cores, ${cpus()[0]?.model}\n`);
  const drop = () => server.owner.query('DROP DATABASE kongsi WITH (FORCE)');
  const kept = earlier();
  const steps = kept.steps ?? [];
  for (const [at, size] of sizes.entries()) {
    if (!wanted.includes(['small', 'large'][at])) continue;
    const began = performance.now();
    const coalition = await makeBooks(server, size);
    say(`${size} burn legs among 50 partners laid down in ${Math.round((performance.now() - began) / 1000)} s`);
    const result = { legs: size, ...(await measure(coalition)) };
    steps.splice(0, steps.length, ...[...steps.filter((one) => one.legs !== size), result].sort((one, other) => one.legs - other.legs));
    for (const [night, one] of [['first', result], ['second', result.second]]) say(`  ${night} night of a process: scan ${one.scan} s   checks ${one.checks} s   calculation ${one.calculation} s   documents ${one.documents} s   settle : scan ${one.ratio}   memory ${one.rssMiB} MiB`);
    await coalition.stop();
    await drop();
  }
  const growth = wanted.includes('growth') ? await grow(server) : (kept.growth ?? []);
  const [small, large] = sizes.map((size) => steps.find((one) => one.legs === size));
  const ratios = [
    small && [`settle ${small.legs} legs : one sequential scan with a sum, first night of a process`, small.ratio, 7],
    small && ['the same, second night of the process', small.second.ratio, 7],
    small && large && [`settle ${large.legs} legs : ${small.legs} legs`, round(large.settle / small.settle), 5.5],
    small && large && [`memory at ${large.legs} legs : ${small.legs} legs`, round(large.second.rssMiB / small.second.rssMiB), 1.2],
    growth.length > 0 && [`a window of ${window} legs, ${tables[1]} in the table : ${tables[0]}`, round(growth[1].settle / growth[0].settle), 1.3],
    growth.length > 0 && ['the checks before it, in the same tables', round(growth[1].checks / growth[0].checks), 1.3],
  ].filter(Boolean).map(([what, reached, most]) => ({ what, reached, target: `<= ${most}`, ok: reached <= most }));
  say('');
  for (const one of ratios) say(`${one.ok ? 'ok  ' : 'MISS'} ${one.what.padEnd(80)}${String(one.reached).padStart(8)}   ${one.target}`);
  store({ steps, growth, ratios });
} finally {
  await server.stop();
}

/** One window's settlement, with few and with many legs of earlier windows in the same table. */
async function grow(server) {
  const coalition = await makeBooks(server, window);
  const growth = [];
  for (const size of tables) {
    await addOldLegs(coalition.owner, size);
    await server.owner.query('CHECKPOINT');
    const result = { tableLegs: size, windowLegs: window, ...(await measure(coalition)) };
    growth.push(result);
    say(`a window of ${window} legs among ${size}: calculation ${result.calculation} s, documents ${result.documents} s, checks ${result.checks} s`);
  }
  await coalition.stop();
  return growth;
}

/** What the day's result says of steps that are not run now. */
function earlier() {
  return wanted.length < 3 && existsSync(resultFile()) ? JSON.parse(readFileSync(resultFile(), 'utf8')) : {};
}

function resultFile() {
  return asked.out ?? join(root, 'bench/results', `settlement-${new Date().toISOString().slice(0, 10)}.json`);
}

function store(facts) {
  if (asked.quick && !asked.out) return;
  const [date, file] = [new Date().toISOString().slice(0, 10), resultFile()];
  mkdirSync(join(root, 'bench/results'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ command: `npm run bench:settlement -- ${process.argv.slice(2).join(' ')}`.trim(), date, machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, postgres: server.settings }, ...facts }, undefined, 1)}\n`);
  say(`\nstored in ${file.replace(`${root}/`, '')}`);
}
