import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CASH_INVARIANTS } from '../../src/cash/cash-books.sql';
import { SETTLEMENT_INVARIANTS } from '../../src/invoicing/settled-books.sql';
import { checkBooks, LEDGER_INVARIANTS } from '../../src/ledger/books.sql';
import { System, type Till } from './system';

interface Sale { readonly externalId: string; readonly answer?: number | string }

/** Sells without pause, `size` sales in a request; what was answered is told with its status or code, what was not with the fault. */
function selling(till: Till, members: readonly string[], prefix: string, size: number): { sales: Sale[]; stop: () => Promise<void> } {
  const sales: Sale[] = [];
  const state = { on: true };
  const done = Promise.all(members.map(async (own) => {
    while (state.on) {
      const made = Array.from({ length: size }, (): Sale => ({ externalId: `${prefix}-${sales.length + 1}` })).map((sale, at) => ({ ...sale, externalId: `${sale.externalId}-${at}` }));
      sales.push(...made);
      const body = (sale: Sale, at: number): { externalId: string; member: string; outletId: string; points: number } => ({ externalId: sale.externalId, member: size === 1 ? own : (members[at % members.length] as string), outletId: till.outletId, points: 1 });
      const one = made[0] as Sale;
      await (size === 1 ? till.client.earns.create(body(one, 0)).then(() => [201]) : till.client.batches.create({ items: made.map((sale, at) => ({ op: 'EARN', body: body(sale, at) })) }).then((batch) => (batch.items ?? []).map((item) => item.problem?.code ?? item.status))).then((answers) => {
        made.forEach((sale, at) => Object.assign(sale, { answer: answers[at] }));
      }, async (error: { code?: string; cause?: { cause?: { code?: string } } }) => {
        for (const sale of made) Object.assign(sale, { answer: error.code ?? error.cause?.cause?.code ?? String(error) });
        // A hub that is gone refuses at once; a till does not ask a thousand times a second.
        return wait(20);
      });
    }
  })).then(() => undefined);
  return { sales, stop: async () => {
    state.on = false;
    await done;
  } };
}

const kept = async (system: System, sales: readonly Sale[]): Promise<Set<string>> => system.look(async (client) => new Set((await client.query<{ external_id: string }>('SELECT external_id FROM posting WHERE external_id = ANY($1)', [sales.map((one) => one.externalId)])).rows.map((row) => row.external_id)));

function membersOf(till: Till): Promise<string[]> {
  return Promise.all(Array.from({ length: 8 }, async (_none, at) => (await till.client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: `C-${at}` }] })).id));
}

describe('a hub that is told to end', () => {
  test('answers what is under way, turns new work away with 503, and ends with 0; nothing acknowledged is lost', async () => {
    const system = await System.start();
    try {
      const till = await system.till('Segar');
      const load = selling(till, await membersOf(till), 'D', 1);
      await wait(700);
      const ending = system.endHub();
      await wait(100);
      const ready = await fetch(`${system.origin}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
      const refused = await fetch(`${system.origin}/v1/burns`, { method: 'POST' });
      expect([refused.status, refused.headers.get('connection'), refused.headers.get('retry-after') !== null, ((await refused.json()) as { code: string }).code]).toEqual([503, 'close', true, 'maintenance']);
      expect(await ending).toBe(0);
      await load.stop();
      const acked = load.sales.filter((one) => one.answer === 201);
      const there = await kept(system, load.sales);
      expect(acked.length).toBeGreaterThan(5);
      expect(acked.filter((one) => !there.has(one.externalId))).toEqual([]);
      expect(load.sales.filter((one) => one.answer === 'maintenance' && there.has(one.externalId))).toEqual([]);
      // After the door was closed nobody is there; before that everybody got an answer.
      expect([...new Set(load.sales.map((one) => one.answer))].filter((answer) => ![201, 'maintenance', 'overloaded', 'no_answer'].includes(answer as never))).toEqual([]);
    } finally {
      await system.stop();
    }
  }, 60_000);
});

/** A file system of its own that can be filled; undefined where this user may not mount one. */
function smallDisk(megabytes: number): { path: string; free: () => void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'kongsi-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=777`, 'tmpfs', path]).status === 0) return { path, free: () => {
    spawnSync('umount', ['-l', path]);
    rmSync(path, { recursive: true, force: true });
  } };
  rmSync(path, { recursive: true, force: true });
  return undefined;
}

describe('a full disk', () => {
  const disk = smallDisk(320);
  afterAll(() => disk?.free());

  (disk ? test : test.skip)('refuses what cannot be written, keeps what was acknowledged, and goes on when there is room again', async () => {
    const { path } = disk as NonNullable<typeof disk>;
    const system = await System.start(path);
    let stopLoad = (): Promise<void> => Promise.resolve();
    try {
      const till = await system.till('Segar');
      const load = selling(till, await membersOf(till), 'F', 8);
      stopLoad = load.stop;
      await wait(700);
      const before = load.sales.length;
      const ballast = openSync(join(path, 'ballast'), 'w');
      const block = Buffer.alloc(64 * 1024);
      let full = false;
      for (let n = 0; n < 8_000 && !full; n += 1) {
        try {
          writeSync(ballast, block);
        } catch (error) {
          full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
        }
      }
      expect(full).toBe(true);
      expect(statfsSync(path).bavail).toBe(0);
      const refusals = (): number => load.sales.slice(before).filter((one) => one.answer !== undefined && one.answer !== 201).length;
      for (let waited = 0; waited < 30_000 && refusals() < 5; waited += 100) await wait(100);
      expect(refusals()).toBeGreaterThanOrEqual(5);
      // Its own log lies on the full disk too, so the server is asked for more than the whole disk holds, whatever it has freed meanwhile.
      expect(await system.look((client) => client.query('CREATE TABLE filler AS SELECT g FROM generate_series(1, 12000000) AS g')).then(() => 'written', (error: { code?: string; message: string }) => error.code ?? error.message)).toMatch(/^53100$|terminated|starting up|ECONN|recovery/);
      closeSync(ballast);
      rmSync(join(path, 'ballast'));
      await system.postgresUp();
      await system.ready();
      const from = load.sales.length;
      for (let waited = 0; waited < 20_000 && !load.sales.slice(from).some((one) => one.answer === 201); waited += 100) await wait(100);
      await load.stop();
      const there = await kept(system, load.sales);
      const acked = load.sales.filter((one) => one.answer === 201);
      const tally = (sales: readonly Sale[]): string => [...sales.reduce((sums, one) => sums.set(String(one.answer), (sums.get(String(one.answer)) ?? 0) + 1), new Map<string, number>())].map(([answer, count]) => `${answer} ${count}`).join(', ');
      process.stdout.write(`a full disk: ${tally(load.sales.slice(0, before))} | full: ${tally(load.sales.slice(before, from))} | room again: ${tally(load.sales.slice(from))} | in the books ${there.size}\n`);
      expect(load.sales.slice(from).some((one) => one.answer === 201)).toBe(true);
      expect(acked.filter((one) => !there.has(one.externalId))).toEqual([]);
      expect(load.sales.filter((one) => one.answer === 'busy' && there.has(one.externalId))).toEqual([]);
      expect(await system.look((client) => checkBooks(client, [...LEDGER_INVARIANTS, ...SETTLEMENT_INVARIANTS, ...CASH_INVARIANTS]))).toEqual([]);
    } finally {
      await stopLoad();
      await system.stop();
    }
  }, 120_000);
});
