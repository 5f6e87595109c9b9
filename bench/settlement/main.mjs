// `npm run bench:settlement`: one night's settlement beside a sequential scan with a sum over the same legs, in one run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../ledger/driver.mjs';
import { root, startServer } from '../ledger/server.mjs';
import { addOldLegs, makeBooks, undoNight } from './books.mjs';

const { values: asked } = parseArgs({ options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, out: { type: 'string' } } });
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

function night(coalition) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bench/settlement/night-process.mjs'), coalition.url, coalition.windowId], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Scan and night in turn, so that both see the same machine. */
async function measure(coalition) {
  const runs = [];
  for (let at = 0; at <= rounds; at += 1) {
    const before = await scan(coalition.owner);
    const facts = night(coalition);
    const after = await scan(coalition.owner);
    // The first run finds everything cold.
    if (at > 0) runs.push({ scan: (before + after) / 2, ...facts });
    const [{ claims, lines }] = (await coalition.owner.query(`SELECT (SELECT count(*) FROM claim)::int AS claims, (SELECT count(*) FROM invoice_line)::int AS lines`)).rows;
    if (claims === 0 || lines === 0) throw new Error('The night settled nothing.');
    await undoNight(coalition.owner);
  }
  const of = (key) => round(median(runs.map((one) => one[key])));
  return { scan: of('scan'), checks: of('checks'), calculation: of('calculation'), documents: of('documents'), settle: round(median(runs.map((one) => one.calculation + one.documents))), ratio: round(median(runs.map((one) => (one.calculation + one.documents) / one.scan))), rssMiB: Math.round(of('rssKiB') / 1024), rounds: runs.length };
}

const server = await startServer();
try {
  say(`PostgreSQL ${server.settings.server_version}, fsync ${server.settings.fsync}; Node ${process.version}; ${cpus().length} cores, ${cpus()[0]?.model}\n`);
  const drop = () => server.owner.query('DROP DATABASE kongsi WITH (FORCE)');
  const steps = [];
  for (const size of sizes) {
    const began = performance.now();
    const coalition = await makeBooks(server, size);
    say(`${size} burn legs among 50 partners laid down in ${Math.round((performance.now() - began) / 1000)} s`);
    const result = { legs: size, ...(await measure(coalition)) };
    steps.push(result);
    say(`  scan ${result.scan} s   checks ${result.checks} s   calculation ${result.calculation} s   documents ${result.documents} s   settle : scan ${result.ratio}   memory ${result.rssMiB} MiB`);
    await coalition.stop();
    await drop();
  }
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
  const [small, large] = steps;
  const ratios = [
    [`settle ${small.legs} legs : one sequential scan with a sum`, small.ratio, 7],
    [`settle ${large.legs} legs : ${small.legs} legs`, round(large.settle / small.settle), 5.5],
    [`memory at ${large.legs} legs : ${small.legs} legs`, round(large.rssMiB / small.rssMiB), 1.2],
    [`a window of ${window} legs, ${tables[1]} in the table : ${tables[0]}`, round(growth[1].settle / growth[0].settle), 1.3],
  ].map(([what, reached, most]) => ({ what, reached, target: `<= ${most}`, ok: reached <= most }));
  say('');
  for (const one of ratios) say(`${one.ok ? 'ok  ' : 'MISS'} ${one.what.padEnd(64)}${String(one.reached).padStart(8)}   ${one.target}`);
  store({ steps, growth, ratios });
} finally {
  await server.stop();
}

function store(facts) {
  if (asked.quick && !asked.out) return;
  const date = new Date().toISOString().slice(0, 10);
  const file = asked.out ?? join(root, 'bench/results', `settlement-${date}.json`);
  mkdirSync(join(root, 'bench/results'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ command: `npm run bench:settlement -- ${process.argv.slice(2).join(' ')}`.trim(), date, machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, postgres: server.settings }, ...facts }, undefined, 1)}\n`);
  say(`\nstored in ${file.replace(`${root}/`, '')}`);
}
