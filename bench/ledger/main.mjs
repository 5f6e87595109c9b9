// `npm run bench:ledger`: the ledger beside what people would use instead, interleaved in one run on one database server with durability on.
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { batchRequest, makeCoalition, nextIntent, pick, postingService, singleRequest } from './coalition.mjs';
import { closedDrive, median, openDrive, openLines, percentile } from './driver.mjs';
import { growth } from './growth.mjs';
import { MEMORY } from '../../scripts/stack.mjs';
import { besideALoudOne, overload } from './overload.mjs';
import { cpuMicros, root, startServer, walByRelation, walBytes, walPosition } from './server.mjs';
import { closedLoop, doubleEntry, tpcb } from './yardsticks.mjs';

const { values: asked } = parseArgs({ options: { quick: { type: 'boolean' }, growth: { type: 'boolean' }, overload: { type: 'boolean' }, only: { type: 'string' }, rounds: { type: 'string' }, lanes: { type: 'string' }, seconds: { type: 'string' }, out: { type: 'string' } } });
const rounds = Number(asked.rounds ?? (asked.quick ? 1 : 5));
const seconds = Number(asked.seconds ?? (asked.quick ? 1 : 4));
const laneCount = Number(asked.lanes ?? 2);
const say = (text) => process.stdout.write(`${text}\n`);

const server = await startServer();
try {
  say(`PostgreSQL ${server.settings.server_version}, fsync ${server.settings.fsync}, synchronous_commit ${server.settings.synchronous_commit}; Node ${process.version}; ${cpus().length} cores, ${cpus()[0]?.model}`);
  if (asked.growth) await growth(server, { say, seconds, quick: asked.quick, keep: (facts) => store('growth', facts) });
  else if (asked.only) await only(asked.only);
  else await compare();
} finally {
  await server.stop();
}

async function startHub(coalition) {
  const child = fork(join(root, 'bench/ledger/hub-process.mjs'), [coalition.url, JSON.stringify(coalition.brands.map((one) => ({ kid: one.kid, partnerId: `prt_${one.partnerId}`, alg: 'EdDSA', status: 'ACTIVE', validFrom: 0, validUntil: 9_999_999_999, scopes: ['earn:write', 'burn:write'], jwk: one.publicKey.export({ format: 'jwk' }) })))], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: MEMORY });
  const line = await new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(chunk.toString()));
    child.once('exit', () => reject(new Error('The hub did not start.')));
  });
  const ask = (what) => new Promise((resolve) => {
    child.once('message', resolve);
    child.send(what);
  });
  return { ...JSON.parse(line), pid: child.pid, memory: async () => (await ask('memory')).rss, watch: () => ask('watch'), seen: () => ask('seen'), stop: () => new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  }) };
}

async function compare() {
  const pgbench = await tpcb(server, asked.quick);
  const entries = await doubleEntry(server);
  const coalition = await makeCoalition(server, asked.quick ? 2_000 : 20_000);
  const { service, pool: lanes } = postingService(coalition.url, laneCount);
  const hub = await startHub(coalition);
  const refusals = {};
  const post = (brandOf) => async () => {
    const intent = nextIntent(coalition, brandOf());
    const outcome = await service.post(intent);
    if (outcome.refusal) {
      refusals[outcome.refusal.code] = (refusals[outcome.refusal.code] ?? 0) + 1;
      return 0;
    }
    if (intent.verb !== 'HOLD') return 1;
    const captured = await service.post({ verb: 'CAPTURE', partnerId: intent.partnerId, memberId: intent.memberId, idempotencyKey: `${intent.idempotencyKey}-c`, fingerprint: intent.fingerprint, actorId: intent.actorId, holdId: JSON.parse(outcome.body).id.slice(4) });
    return captured.refusal ? 0 : 1;
  };
  const anyBrand = () => pick(coalition.brands);
  const oneBrand = () => coalition.brands[0];
  const singles = await openLines(hub.origin, 64);
  const plain = await openLines(hub.plainOrigin, 64);
  const batches = await openLines(hub.origin, 8);
  // As many requests as the last round suggests are signed before a measurement begins, so that signing is not measured.
  const drive = (lines, make, rate, units) => {
    let expected = rate;
    return async () => {
      const requests = Array.from({ length: Math.max(8, Math.ceil((expected * seconds) / units)) }, make);
      let done = 0;
      const result = await closedDrive(lines.lines, requests, units === 1 ? undefined : (answer) => {
        if (answer.status < 300) done += JSON.parse(answer.body.toString('utf8')).accepted;
      });
      if (units === 1) done = result.good;
      expected = done / result.seconds;
      return { done, seconds: result.seconds, latencies: result.latencies };
    };
  };
  const contenders = {
    tpcb: { title: 'TPC-B-like, 32 clients', run: () => pgbench.run(seconds) },
    double: { title: 'double entry in SQL, one a call, 32 clients', run: () => entries.many(seconds) },
    doubleHot: { title: '  the same, 10 hot accounts', run: () => entries.hot(seconds) },
    doubleHundred: { title: '  the same, 100 a call', run: () => entries.hundred(seconds) },
    service: { title: 'posting service in process, 50 brands', run: () => closedLoop(seconds, 600, post(anyBrand)) },
    serviceHot: { title: '  the same, one hot brand', run: () => closedLoop(seconds, 600, post(oneBrand)) },
    verify: { title: 'route that verifies token and digest only', run: drive(plain, () => plainRequest(hub, coalition), 800, 1) },
    single: { title: 'signed single posts over HTTP, 50 brands', run: drive(singles, () => singleRequest(hub.origin, coalition, anyBrand()), 600, 1) },
    singleHot: { title: '  the same, one hot brand', run: drive(singles, () => singleRequest(hub.origin, coalition, oneBrand()), 600, 1) },
    batch: { title: 'signed batches of 100 over HTTP', run: drive(batches, () => batchRequest(hub.origin, coalition, anyBrand()), 4_000, 100) },
  };
  say(`${pgbench.how}\n`);
  // Members need points before anybody can burn them.
  await closedLoop(asked.quick ? 1 : 4, 600, post(anyBrand));
  await coalition.owner.query('ANALYZE');
  await server.owner.query('CHECKPOINT');
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, { run }] of Object.entries(contenders)) {
      const before = { wal: await walBytes(server.owner), hub: cpuMicros(hub.pid), postgres: cpuMicros(server.postmaster, true), here: cpuMicros(process.pid) };
      const { done, seconds: took, latencies } = await run();
      const each = (now, then) => Math.round((now - then) / Math.max(1, done));
      samples[name].push({ rate: done / took, p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), p99: percentile(latencies, 0.99), wal: each(await walBytes(server.owner), before.wal),
        cpuHub: each(cpuMicros(hub.pid), before.hub), cpuPostgres: each(cpuMicros(server.postmaster, true), before.postgres), cpuHere: each(cpuMicros(process.pid), before.here) });
    }
    say(`round ${round} of ${rounds} done`);
  }
  const results = Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, { title: contenders[name].title, ...Object.fromEntries(['rate', 'p50', 'p95', 'p99', 'wal', 'cpuHub', 'cpuPostgres', 'cpuHere'].map((key) => [key, Math.round((median(list.map((one) => one[key] ?? 0)) ?? 0) * 100) / 100])), rates: list.map((one) => Math.round(one.rate)) }]));
  say(`\n${''.padEnd(48)}${['per s', 'p50 ms', 'p99 ms', 'WAL B', 'cpu µs*'].map((head) => head.padStart(9)).join('')}`);
  for (const one of Object.values(results)) say(`${one.title.padEnd(48)}${[Math.round(one.rate), one.p50, one.p99, one.wal, `${Math.round(one.cpuHub + one.cpuHere)}+${Math.round(one.cpuPostgres)}`].map((cell) => String(cell).padStart(9)).join('')}`);
  say('* processor time a unit of work: Node (hub, or posting service, with the driver) + PostgreSQL');
  const tail = await tailAt(hub, coalition, singles, results.single.rate * 0.7);
  const ratio = (a, b, of = 'rate') => Math.round((results[a][of] / results[b][of]) * 100) / 100;
  const ratios = [
    ['posting service : TPC-B', ratio('service', 'tpcb'), '>=', 5], ['posting service : double entry, one a call', ratio('service', 'double'), '>=', 7], ['signed batches of 100 : TPC-B', ratio('batch', 'tpcb'), '>=', 4],
    ['signed single posts : verify only', ratio('single', 'verify'), '>=', 0.8], ['one hot brand : 50 brands', ratio('serviceHot', 'service'), '>=', 0.95], ['WAL a posting : double entry, one a call', ratio('service', 'double', 'wal'), '<=', 0.6],
    ['p99 : p50 of a single post at 70 % of peak', Math.round((tail.p99 / tail.p50) * 100) / 100, '<=', 4], ['p99 of a single post at 70 % of peak, ms', tail.p99, '<=', 50],
  ].map(([what, reached, sign, target]) => ({ what, reached, target: `${sign} ${target}`, ok: sign === '>=' ? reached >= target : reached <= target }));
  say('');
  for (const one of ratios) say(`${one.ok ? 'ok  ' : 'MISS'} ${one.what.padEnd(52)}${String(one.reached).padStart(8)}   ${one.target}`);
  const sizes = (await coalition.owner.query(`SELECT relname AS name, relkind AS kind, round(pg_relation_size(oid)::numeric / (SELECT count(*) FROM posting))::int AS bytes FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') AND pg_relation_size(oid) > 500000 ORDER BY 3 DESC`)).rows;
  say(`\nbytes a posting: tables ${sum(sizes, 'r')}, indexes ${sum(sizes, 'i')}; hub's memory ${Math.round((await hub.memory()) / 1_048_576)} MiB, this process ${Math.round(process.memoryUsage().rss / 1_048_576)} MiB`);
  const since = await walPosition(server.owner);
  const { done: walUnits } = await contenders.service.run();
  const wal = await walByRelation(coalition.owner, since, walUnits);
  say(`\nWAL of a posting in process by table and index: ${wal.map((one) => `${one.name} ${one.bytes}`).join(', ')}`);
  const memory = { hubMiB: Math.round((await hub.memory()) / 1_048_576), postingServiceAndDriverMiB: Math.round(process.memoryUsage().rss / 1_048_576) };
  const more = asked.overload ? { overload: await overload({ hub, coalition, peak: results.single.rate, say, seconds }) } : {};
  store('ledger', { contenders: results, ratios, tail, bytesAPosting: { tables: sum(sizes, 'r'), indexes: sum(sizes, 'i') }, sizes, wal, memory, refusals, tpcb: pgbench.how, rounds, seconds, ...more });
  for (const lines of [singles, plain, batches]) lines.close();
  await hub.stop();
  await Promise.all([pgbench.stop(), entries.stop(), lanes.end(), coalition.stop()]);
}

/** `--only overload`, or of it `--only quiet`, which is what quiet brands feel of a loud one; nothing is stored. */
async function only(what) {
  const part = { overload, quiet: besideALoudOne }[what];
  if (!part) throw new Error('--only takes overload or quiet.');
  const coalition = await makeCoalition(server, asked.quick ? 2_000 : 20_000);
  const { service, pool: lanes } = postingService(coalition.url, laneCount);
  const hub = await startHub(coalition);
  await closedLoop(asked.quick ? 1 : 4, 600, async () => ((await service.post(nextIntent(coalition, pick(coalition.brands)))).refusal ? 0 : 1));
  await lanes.end();
  await coalition.owner.query('ANALYZE');
  await server.owner.query('CHECKPOINT');
  const singles = await openLines(hub.origin, 64);
  const rates = [];
  // The first round, in which the hub's code is compiled, is not counted.
  for (let round = 0, rate = 600; round <= 3; round += 1) {
    const result = await closedDrive(singles.lines, Array.from({ length: Math.ceil(rate * seconds) }, () => singleRequest(hub.origin, coalition, pick(coalition.brands))));
    rate = result.good / result.seconds;
    if (round > 0) rates.push(rate);
  }
  singles.close();
  await part({ hub, coalition, peak: median(rates), say, seconds, ...(asked.rounds && { fairRounds: rounds }) });
  await hub.stop();
  await coalition.stop();
}

function plainRequest(hub, coalition) {
  for (;;) {
    const bytes = singleRequest(hub.plainOrigin, coalition, pick(coalition.brands));
    if (bytes.subarray(0, 14).toString() === 'POST /v1/earns') return bytes;
  }
}

/** Latency of single posts that arrive at a fixed rate below the peak. */
async function tailAt(hub, coalition, lines, rate) {
  const requests = Array.from({ length: Math.ceil(rate * seconds * 2) }, () => singleRequest(hub.origin, coalition, pick(coalition.brands)));
  const result = await openDrive(lines.lines, requests, rate);
  return { rate: Math.round(rate), p50: percentile(result.latencies, 0.5), p95: percentile(result.latencies, 0.95), p99: percentile(result.latencies, 0.99) };
}

function sum(sizes, kind) {
  return sizes.filter((one) => one.kind === kind).reduce((total, one) => total + one.bytes, 0);
}

function store(name, facts) {
  if (asked.quick && !asked.out) return;
  const date = new Date().toISOString().slice(0, 10);
  const file = asked.out ?? join(root, 'bench/results', `${name}-${date}.json`);
  mkdirSync(join(root, 'bench/results'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ command: `npm run bench:ledger -- ${process.argv.slice(2).join(' ')}`.trim(), date, machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, postgres: server.settings }, ...facts }, undefined, 1)}\n`);
  say(`\nstored in ${file.replace(`${root}/`, '')}`);
}
