// `npm run bench:reconciliation`: a partner's day of 100,000 records against 100,000 postings, over HTTP, beside a plain hash join of the same rows in the same run.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { built, cpuMicros, pg, root, startServer } from '../ledger/server.mjs';

const { values: asked } = parseArgs({ options: { records: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' }, out: { type: 'string' } } });
const records = Number(asked.records);
const rounds = Number(asked.rounds);
const LIMIT_S = 20;
/** Ids of the members by number, once they are made. */
let members;
const say = (text) => process.stdout.write(`${text}\n`);
const { KongsiClient, proofOfPossession, signerOf } = createRequire(import.meta.url)(join(root, 'partner-sdk/dist/index.cjs'));
const seconds = async (work) => {
  const began = process.hrtime.bigint();
  const result = await work();
  return { took: Number(process.hrtime.bigint() - began) / 1e9, result };
};
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const server = await startServer();
try {
  await measure();
} finally {
  await server.stop();
}

async function measure() {
  say(`PostgreSQL ${server.settings.server_version}, fsync ${server.settings.fsync}; Node ${process.version}; ${cpus().length} cores, ${cpus()[0]?.model}`);
  const { hub, origin, db, close } = await startHub();
  const uploads = [];
  const again = [];
  const joins = [];
  let last;
  for (let round = 0; round < rounds; round += 1) {
    const brand = await givenBrand(origin);
    const date = new Date(Date.now() + 7 * 3_600_000 - 86_400_000 * (round + 1)).toISOString().slice(0, 10);
    await givenPostings(db, brand, date);
    const file = dayOf(brand, date);
    const cpu = [cpuMicros(process.pid), cpuMicros(server.postmaster, true)];
    const upload = await seconds(() => brand.client.reconciliations.upload(file, { contentType: 'text/csv' }));
    const used = [cpuMicros(process.pid) - cpu[0], cpuMicros(server.postmaster, true) - cpu[1]].map((micros) => Math.round(micros / 10_000) / 100);
    const rematch = await seconds(() => hub.matchDay({ partnerId: brand.partnerId.slice(4), businessDate: date, source: 'PARTNER_FILE' }));
    const join = await seconds(() => db.query(`SELECT count(*) AS rows, coalesce(sum(r.points), 0) AS theirs, coalesce(sum(p.points), 0) AS ours FROM (SELECT * FROM day_record WHERE partner_id = $1 AND business_date = $2) r FULL JOIN (SELECT * FROM posting WHERE partner_id = $1 AND business_date = $2) p ON p.external_id = r.record_id`, [brand.partnerId.slice(4), date]));
    uploads.push(upload.took);
    again.push(rematch.took);
    joins.push(join.took);
    last = { classes: upload.result.classes, openBreaks: upload.result.openBreaks, bytes: file.length, cpuSeconds: { hubAndClient: used[0], postgres: used[1] } };
    say(`round ${round + 1}: upload and match ${upload.took.toFixed(2)} s (processor: hub and client ${used[0]} s, PostgreSQL ${used[1]} s), match again ${rematch.took.toFixed(2)} s, hash join ${join.took.toFixed(2)} s`);
  }
  await close();
  const facts = { records, rounds, upload: median(uploads), matchAgain: median(again), hashJoin: median(joins), uploadToJoin: median(uploads) / median(joins), matchToJoin: median(again) / median(joins), peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024), ...last };
  say(`\n${records.toLocaleString('en-US')} records in ${(facts.bytes / 1e6).toFixed(1)} MB against as many postings; median of ${rounds}`);
  for (const [name, value] of [['upload, keep, match and break', facts.upload], ['match again, nothing new', facts.matchAgain], ['plain hash join in SQL', facts.hashJoin]]) say(`  ${name.padEnd(32)} ${value.toFixed(2)} s`);
  say(`  ${'ratio of the upload to the join'.padEnd(32)} ${facts.uploadToJoin.toFixed(1)}\n  ${'ratio of matching to the join'.padEnd(32)} ${facts.matchToJoin.toFixed(1)}\n  ${'peak memory, hub and client'.padEnd(32)} ${facts.peakMemoryMb} MB`);
  for (const one of facts.classes) say(`  ${one.class.padEnd(18)} ${String(one.records).padStart(8)} records ${String(one.postings).padStart(8)} postings`);
  const result = { command: `npm run bench:reconciliation${process.argv.length > 2 ? ` -- ${process.argv.slice(2).join(' ')}` : ''}`, date: new Date().toISOString(), machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryGb: Math.round(totalmem() / 1e9), node: process.version, postgres: server.settings }, ...facts };
  const path = asked.out ?? join(root, 'bench/results', `reconciliation-${result.date.slice(0, 10)}.json`);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  say(`\nKept in ${path.startsWith(root) ? path.slice(root.length + 1) : path}`);
  if (facts.upload >= LIMIT_S) {
    say(`Slower than ${LIMIT_S} s.`);
    process.exitCode = 1;
  }
}

/** The hub as it is, on a database of its own, behind a port. */
async function startHub() {
  const name = 'kongsi_bench_reconciliation';
  await server.owner.query(`CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await built('db/migrate.js').migrate(url.href);
  const db = new pg.Pool({ connectionString: url.href, max: 2 }).on('error', () => undefined);
  const running = {};
  const http = createServer((request, response) => running.app(request, response));
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${http.address().port}`;
  const composed = built('composition.js').compose({ databaseUrl: url.href, publicOrigin: origin, environment: 'SANDBOX', settlementCycle: 'WEEKLY', redisUrl: undefined, operator: { name: 'Bench', legalName: 'PT Bench', npwp: '0010020030040000', nitku: '0010020030040000000000', address: 'Jakarta' }, identity: undefined,
    logKeyFile: join(mkdtempSync(join(tmpdir(), 'kongsi-log-')), 'log-key.pem'), log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`) });
  running.app = composed.app;
  await composed.windows.ensureOpen();
  const { MatchingService, DEFAULT_MATCH_SETTINGS } = built('reconciliation/index.js');
  const pool = new pg.Pool({ connectionString: url.href, options: '-c role=kongsi_app', max: 2 }).on('error', () => undefined);
  const matching = new MatchingService(pool, new (built('kernel/clock.js').OffsetClock)(), DEFAULT_MATCH_SETTINGS);
  return { hub: { matchDay: (day) => matching.day(day) }, origin, db, close: async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    await composed.close();
    await pool.end();
    await db.end();
  } };
}

async function givenBrand(origin) {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const signer = await signerOf(key);
  const answer = await fetch(`${origin}/v1/test/partners`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ brandName: `Bench ${key.x.slice(0, 6)}`, jwk: signer.publicJwk, proof: await proofOfPossession(signer, origin) }) });
  if (answer.status !== 201) throw new Error(await answer.text());
  const made = await answer.json();
  return { ...made, client: new KongsiClient({ partnerId: made.partnerId, key, baseUrl: origin, totalTimeoutMs: 600_000 }) };
}

/** Postings as rows: what matching reads of the ledger. One in a hundred is not told by the partner. */
async function givenPostings(db, { partnerId, outletId, tillId }, date) {
  const [partner, outlet, till] = [partnerId, outletId, tillId].map((id) => id.slice(4));
  const { rows } = await db.query('SELECT window_id FROM settlement_window WHERE state = $1', ['OPEN']);
  await db.query(`CREATE TABLE IF NOT EXISTS bench_member AS SELECT n, uuidv7() AS member_id FROM generate_series(1, ${records}) n`);
  await db.query(`INSERT INTO member (member_id, display_name, created_at) SELECT member_id, 'Bench', now() FROM bench_member ON CONFLICT DO NOTHING`);
  await db.query(`INSERT INTO posting (posting_id, seq, type, member_id, partner_id, outlet_id, till_id, points, value_minor, amount_minor, window_id, business_date, occurred_at, posted_at, late, external_id, idempotency_key, receipt_no, receipt_date, balance_after, held_after)
    SELECT uuidv7(), nextval('posting_seq'), CASE WHEN n % 5 = 0 THEN 'BURN' ELSE 'EARN' END, member_id, $1, $2, $3, 1 + n % 97, (1 + n % 97) * 50000, (1 + n % 97) * 1000000, $4, $5::date, ($5::date + interval '1 hour' + n * interval '0.7 second') AT TIME ZONE 'Asia/Jakarta', now(), false, 'X-' || n, 'bench ' || $5 || ' ' || n, 'R-' || n, $5::date, 0, 0 FROM bench_member WHERE n % 100 <> 50`, [partner, outlet, till, rows[0].window_id, date]);
  await db.query(`INSERT INTO till_chain (partner_id, till_id, kid, seq, digest, prev, jti, op, captured_at, business_date, within_limits, arrived_at) SELECT $1, $2, 'bench', n, decode(md5(n::text), 'hex'), '\\x00', 'X-' || n, 'EARN', now(), $3::date, true, now() FROM bench_member WHERE n % 4 = 2 AND n % 5 <> 0`, [partner, till, date]);
  await db.query('VACUUM ANALYZE posting, till_chain, member');
  members ??= new Map((await db.query('SELECT n, member_id FROM bench_member')).rows.map((row) => [Number(row.n), row.member_id]));
}

/** The partner's file: a quarter of the records by each key, one in a hundred with other points, one in a hundred unknown to the hub. */
function dayOf({ partnerId, outletId, tillId }, date) {
  const start = Date.parse(`${date}T01:00:00+07:00`);
  const lines = [`H,kongsi-day/1,${partnerId},${date},PARTNER_FILE`, 'recordId,type,externalId,outletId,tillId,counter,receiptNo,member,points,amount,occurredAt,status'];
  let [points, amount, count] = [0, 0, 0];
  for (let n = 1; n <= records; n += 1) {
    if (n % 100 === 70) continue;
    const burn = n % 5 === 0;
    const key = burn && n % 4 === 2 ? 0 : n % 4;
    const value = 1 + (n % 97) + (n % 100 === 30 && key !== 3 ? 1 : 0);
    const rupiah = (1 + (n % 97)) * (burn ? 500 : 10_000);
    [points, amount, count] = [points + value, amount + rupiah, count + 1];
    lines.push(['X-' + n, burn ? 'BURN' : 'EARN', key === 0 ? `X-${n}` : '', outletId, tillId, key === 2 ? n : '', key === 1 ? `R-${n}` : '', `mem_${members.get(n)}`, value, `${rupiah}.00`, new Date(start + n * 700).toISOString(), 'POSTED'].join(','));
  }
  return new TextEncoder().encode(`${lines.join('\n')}\nT,${count},${points},${amount}.00\n`);
}
