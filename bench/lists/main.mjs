// `npm run bench:lists`: pages of the list of postings by every filter among ten million, beside the first page of ten thousand, in one run.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../ledger/driver.mjs';
import { built, pg, root } from '../ledger/server.mjs';
import { addLatest, fill, makeBooks } from './books.mjs';

// A machine that is quiet for minutes only lays the rows down in pieces, in a folder that stays: --data FOLDER --seconds 170 --fill, then --data FOLDER without --fill.
const { values: asked } = parseArgs({ options: { rows: { type: 'string' }, rounds: { type: 'string' }, out: { type: 'string' }, data: { type: 'string' }, seconds: { type: 'string' }, fill: { type: 'boolean' }, journal: { type: 'boolean' }, only: { type: 'string' } } });
const most = Number(asked.rows ?? 10_000_000);
const few = 10_000;
const rounds = Number(asked.rounds ?? 9);
const target = 3;
const say = (text) => process.stdout.write(`${text}\n`);
const round = (value, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits;
const folder = asked.data ?? mkdtempSync(join(tmpdir(), 'kongsi-bench-lists-'));
const until = asked.seconds === undefined ? Infinity : Date.now() + Number(asked.seconds) * 1000;

/** A database with so many postings, taken in by the hub's own work. @returns whether it is complete */
async function prepared(name, rows, members) {
  const server = { url: embedded.url, owner };
  if ((await owner.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rows.length === 0) {
    await owner.query('DROP DATABASE IF EXISTS kongsi WITH (FORCE)');
    await makeBooks(server, name, rows, members);
  }
  if (!(await fill(address(name), until, say))) return false;
  const pool = new pg.Pool({ connectionString: address(name), max: 2, options: '-c role=kongsi_app' }).on('error', () => undefined);
  const mine = new pg.Pool({ connectionString: address(name), max: 2 }).on('error', () => undefined);
  try {
    const lists = new (built('ledger/index.js').ListIndexService)(pool);
    const began = performance.now();
    let blocks = 0;
    while (Date.now() < until && (await lists.catchUp(50)) > 0) blocks += 1;
    const complete = Date.now() < until && (await lists.catchUp(1)) === 0;
    if (blocks > 0) say(`${name}: blocks taken in for ${Math.round((performance.now() - began) / 1000)} s`);
    if (complete && (await mine.query(`SELECT 1 FROM pg_class WHERE relname = 'filler_ready'`)).rows.length === 0) {
      await addLatest(mine);
      await mine.query('VACUUM (ANALYZE)');
      await mine.query('CREATE TABLE filler_ready ()');
      await mine.query('CHECKPOINT');
    }
    return complete;
  } finally {
    await Promise.all([pool.end(), mine.end()]);
  }
}

/** What the service reads of a database, as an operator or as a brand. */
async function reader(name) {
  const pool = new pg.Pool({ connectionString: address(name), max: 4, options: '-c role=kongsi_app', statement_timeout: 30_000 }).on('error', () => undefined);
  const clock = new (built('kernel/clock.js').OffsetClock)();
  const terms = new (built('terms/index.js').TermsBook)(pool, clock);
  const history = new (built('ledger/index.js').HistoryService)(pool, terms, clock);
  const context = (partnerId) => ({ caller: { kind: 'USER', subject: 'bench', roles: [], ...(partnerId && { partnerId }) } });
  return { pool, page: (viewer, filter, query) => history.postings(context(viewer), { limit: 25, ...query }, filter), stop: () => pool.end() };
}

/** What is asked for: taken from the books themselves. */
async function casesOf(name) {
  const db = new pg.Pool({ connectionString: address(name), max: 1 });
  const one = async (sql, values = []) => (await db.query(sql, values)).rows[0];
  const at = async (share) => one('SELECT * FROM posting WHERE seq >= $1 ORDER BY seq LIMIT 1', [Math.round(most * share)]);
  const [old, mid] = [await at(0.05), await at(0.5)];
  const brand = async (no) => (await one('SELECT partner_id FROM filler_brand WHERE at = $1', [no])).partner_id;
  const till = async (brandNo, no) => one('SELECT t.*, b.partner_id FROM filler_till t JOIN filler_brand b ON b.at = t.brand WHERE brand = $1 AND t.at = $2', [brandNo, no]);
  const [busy, other, small] = [await brand(7), await brand(8), await brand(50)];
  const [often, seldom] = [await till(7, 3), (await one(`SELECT t.till_id, t.outlet_id, b.partner_id FROM (SELECT till_id FROM posting WHERE seq % 500000 = 100 AND till_id IN (SELECT till_id FROM filler_till WHERE at = 11) ORDER BY seq LIMIT 1) p JOIN filler_till t ON t.till_id = p.till_id JOIN filler_brand b ON b.at = t.brand`)) ?? (await till(7, 11))];
  const dates = await one(`SELECT (business_date - 6)::text AS from, (business_date + 1)::text AS to FROM posting WHERE seq >= $1 ORDER BY seq LIMIT 1`, [Math.round(most * 0.3)]);
  const span = { businessDateFrom: dates.from, businessDateTo: dates.to };
  const longAgo = { businessDateTo: dates.to };
  const window = (await one('SELECT window_id FROM settlement_window ORDER BY window_no OFFSET 1 LIMIT 1')).window_id;
  const own = await one('SELECT * FROM posting WHERE partner_id = $1 AND seq >= $2 ORDER BY seq LIMIT 1', [busy, Math.round(most * 0.1)]);
  await db.end();
  const id = { partner: (v) => `prt_${v}`, outlet: (v) => `out_${v}`, till: (v) => `trm_${v}`, member: (v) => `mem_${v}`, window: (v) => `win_${v}` };
  const operator = [
    ['no filter', {}], ['type EARN', { type: 'EARN' }], ['type BURN', { type: 'BURN' }], ['type REVERSAL (0.03 %)', { type: 'REVERSAL' }], ['type ADJUSTMENT (0.004 %)', { type: 'ADJUSTMENT' }], ['type TRANSFER (none)', { type: 'TRANSFER' }],
    ['partner', { partnerId: id.partner(busy) }], ['partner of 0.002 %', { partnerId: id.partner(small) }], ['partner, BURN', { partnerId: id.partner(busy), type: 'BURN' }], ['partner, TRANSFER (none)', { partnerId: id.partner(busy), type: 'TRANSFER' }],
    ['outlet', { outletId: id.outlet(often.outlet_id) }], ['till', { tillId: id.till(often.till_id) }], ['till of a handful', { tillId: id.till(seldom.till_id) }], ['outlet of another partner (none)', { outletId: id.outlet(often.outlet_id), partnerId: id.partner(other) }],
    ['outlet and till', { outletId: id.outlet(often.outlet_id), tillId: id.till(often.till_id) }], ['member', { memberId: id.member(mid.member_id) }], ['member, BURN', { memberId: id.member(mid.member_id), type: 'BURN' }],
    ['window of long ago', { windowId: id.window(window) }], ['window, ADJUSTMENT', { windowId: id.window(window), type: 'ADJUSTMENT' }], ['week of long ago', span], ['all up to long ago', longAgo], ['week of long ago, till', { ...span, tillId: id.till(often.till_id) }], ['week, partner, BURN', { ...span, partnerId: id.partner(busy), type: 'BURN' }],
    ['externalId', { externalId: old.external_id }], ['externalId (none)', { externalId: 'nobody-has-this' }], ['receipt', { receiptNo: old.receipt_no }], ['receipt (none)', { receiptNo: 'NOBODY-HAS-THIS' }],
  ].map(([what, filter]) => [`operator: ${what}`, undefined, filter]);
  const partner = [
    ['no filter', {}], ['EARN', { type: 'EARN' }], ['REVERSAL', { type: 'REVERSAL' }], ['TRANSFER (none)', { type: 'TRANSFER' }], ['its own postings', { partnerId: id.partner(busy) }], ['postings of one other', { partnerId: id.partner(other) }], ['postings of one other, REVERSAL', { partnerId: id.partner(other), type: 'REVERSAL' }],
    ['outlet', { outletId: id.outlet(often.outlet_id) }], ['outlet of another (none)', { outletId: id.outlet((await otherOutlet(name, other)).outlet_id) }], ['till', { tillId: id.till(often.till_id) }], ['member', { memberId: id.member(own.member_id) }], ['window of long ago', { windowId: id.window(window) }], ['week of long ago', span], ['week, BURN', { ...span, type: 'BURN' }],
    ['externalId', { externalId: own.external_id }], ['receipt', { receiptNo: own.receipt_no }],
  ].map(([what, filter]) => [`partner: ${what}`, busy, filter]);
  return [...operator, ...partner, ['partner of 0.002 %: no filter', small, {}], ['partner of 0.002 %: BURN', small, { type: 'BURN' }]].filter(([what]) => asked.only === undefined || what.includes(asked.only));
}

async function otherOutlet(name, partnerId) {
  const db = new pg.Pool({ connectionString: address(name), max: 1 });
  const { rows } = await db.query('SELECT outlet_id FROM outlet WHERE partner_id = $1 LIMIT 1', [partnerId]);
  await db.end();
  return rows[0];
}

const timed = async (work) => {
  const began = performance.now();
  const answer = await work();
  return [performance.now() - began, answer];
};

/** A cursor in the middle of what the list has, made from the list's own: its middle is as far from both ends. */
function deeper(cursor, share) {
  const [hash] = Buffer.from(cursor, 'base64url').toString('utf8').split(':');
  return Buffer.from(`${hash}:${Math.round(most * share)}`).toString('base64url');
}

async function measure() {
  const [small, large] = [await reader('few_postings'), await reader('many_postings')];
  const { rows: [{ version }] } = await owner.query(`SELECT current_setting('server_version') AS version`);
  say(`PostgreSQL ${version}, durability on; Node ${process.version}; ${cpus().length} cores, ${cpus()[0]?.model}\n`);
  const cases = (await casesOf('many_postings')).map(([what, viewer, filter]) => ({ what, viewer, filter, times: { first: [], later: [], oldest: [], totals: [] } }));
  const yard = { first: [], totals: [] };
  for (const one of cases) one.cursor = (await large.page(one.viewer, one.filter, {})).nextCursor;
  const yardstick = async (keep) => {
    const [first] = await timed(() => small.page(undefined, {}, {}));
    const [totals] = await timed(() => small.page(undefined, {}, { totals: true }));
    if (keep) [yard.first, yard.totals].forEach((list, at) => list.push([first, totals][at]));
  };
  for (let at = -1; at < rounds; at += 1) {
    for (const one of cases) {
      await yardstick(at >= 0);
      const kinds = [['first', {}], ['totals', { totals: true }], ['oldest', { sort: 'sequence' }], ...(one.cursor ? [['later', { cursor: deeper(one.cursor, 0.4) }]] : [])];
      for (const [kind, query] of kinds) {
        const [took, answer] = await timed(() => large.page(one.viewer, one.filter, query));
        if (at >= 0) one.times[kind].push(took);
        if (kind === 'totals') one.total = answer.totals.count;
      }
    }
  }
  const base = { first: median(yard.first), totals: median(yard.totals) };
  say(`first page of ${few}: ${round(base.first)} ms, with totals ${round(base.totals)} ms; ${most} postings:\n`);
  const results = cases.map(({ what, total, times }) => {
    const ms = Object.fromEntries(Object.entries(times).filter(([, list]) => list.length > 0).map(([kind, list]) => [kind, round(median(list))]));
    const ratios = Object.fromEntries(Object.entries(ms).map(([kind, took]) => [kind, round(took / (kind === 'totals' ? base.totals : base.first))]));
    const ok = Object.values(ratios).every((ratio) => ratio <= target);
    say(`${ok ? 'ok  ' : 'MISS'} ${what.padEnd(48)} ${String(total).padStart(9)} rows   ${Object.entries(ratios).map(([kind, ratio]) => `${kind} ${ratio.toFixed(2)} (${ms[kind]} ms)`).join('   ')}`);
    return { what, rows: total, ms, ratios, ok };
  });
  const journal = asked.journal ? await byJournal(large, cases, base) : undefined;
  const sizes = await sizesOf();
  store({ rows: most, yardstick: { rows: few, ms: { first: round(base.first), totals: round(base.totals) } }, target: `<= ${target}`, rounds, results, ...(journal && { journal }), sizes });
  await Promise.all([small.stop(), large.stop()]);
}

/** What each first page costs when nothing but the journal is read, once each: as all pages were read before. */
async function byJournal(large, cases, base) {
  const { postingsPage } = built('ledger/postings.reader.js');
  say('\nthe same first pages, read from the journal alone:');
  const list = [];
  for (const { what, viewer, filter } of cases) {
    const plain = Object.fromEntries(Object.entries({ ...filter, from: filter.businessDateFrom, to: filter.businessDateTo }).map(([key, value]) => [key, typeof value === 'string' && /^[a-z]{3}_/.test(value) ? value.slice(4) : value]));
    const [took] = await timed(() => postingsPage(large.pool, viewer ? { partnerId: viewer } : {}, plain, {}, true, 26).catch(() => undefined));
    list.push({ what, ms: round(took), ratio: round(took / base.first, 1) });
    say(`     ${what.padEnd(48)} ${String(round(took / base.first, 1)).padStart(9)}`);
  }
  return list;
}

/** Bytes a posting: of the index of the lists beside the tables. */
async function sizesOf() {
  const db = new pg.Pool({ connectionString: address('many_postings'), max: 1 });
  const { rows } = await db.query(`SELECT relname AS name, pg_total_relation_size(oid)::bigint AS bytes FROM pg_class WHERE relname IN ('posting', 'leg', 'lot', 'idempotency', 'list_entry', 'list_receipt', 'list_block') UNION ALL SELECT 'database', pg_database_size(current_database())`);
  await db.end();
  const sizes = Object.fromEntries(rows.map((row) => [row.name, round(Number(row.bytes) / most, 1)]));
  say(`\nbytes a posting: ${Object.entries(sizes).map(([name, bytes]) => `${name} ${bytes}`).join(', ')}`);
  return sizes;
}

function store(facts) {
  if (most < 10_000_000 && !asked.out) return;
  const date = new Date().toISOString().slice(0, 10);
  const file = asked.out ?? join(root, 'bench/results', `lists-${date}.json`);
  if (!existsSync(join(root, 'bench/results'))) mkdirSync(join(root, 'bench/results'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ command: 'npm run bench:lists', date, machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version }, ...facts }, undefined, 1)}\n`);
  say(`\nstored in ${file.replace(`${root}/`, '')}`);
}

const embedded = await built('db/embedded/server.js').startEmbedded({ folder, durable: true });
const owner = new pg.Pool({ connectionString: embedded.url, max: 2 }).on('error', () => undefined);
const address = (name) => Object.assign(new URL(embedded.url), { pathname: `/${name}` }).href;
try {
  const ready = await prepared('few_postings', few, 2_000) && await prepared('many_postings', most, Math.max(2_000, most / 50));
  if (!ready) say('Not all rows are there yet; run again with --fill.');
  else if (!asked.fill) await measure();
} finally {
  await owner.end();
  await embedded.stop();
  if (asked.data === undefined) rmSync(folder, { recursive: true, force: true });
}
