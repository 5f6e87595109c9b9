import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { SETTLEMENT_INVARIANTS } from '../../src/invoicing/settled-books.sql';
import { checkBooks, LEDGER_INVARIANTS } from '../../src/ledger/books.sql';
import { unparkRun } from '../../src/settlement/night-run.store';
import { System, type Till } from './system';

/** Each step of the night and the table whose writers stand still while it is frozen: the worker is then inside the step. */
const STEPS: readonly (readonly [step: string, table: string])[] = [
  ['time-outs', 'hold'], ['close', 'settlement_window'], ['log', 'log_leaf'], ['progress', 'night_run'], ['calculation', 'calculation'], ['its commit', 'position'], ['documents', 'invoice'], ['numbers', 'number_series'], ['settlement', 'settlement'],
];
const DAY_MS = 86_400_000;

interface Night { readonly windows: number; readonly open: number; readonly calculations: number; readonly undone: number; readonly settlements: number }

describe('a night whose worker is killed', () => {
  let system: System;
  let tills: Till[];
  let member: string;
  let sale = 0;
  beforeAll(async () => {
    system = await System.start();
    tills = [await system.till('Segar'), await system.till('Kopi')];
    member = (await (tills[0] as Till).client.members.enrol({ name: 'Siti', identifiers: [{ kind: 'CARD', value: 'N-1' }] })).id;
  }, 60_000);
  afterAll(() => system.stop());

  /** A day's sales: an earn at one brand and burns at both, so that claims, fees and documents follow; and a hold that runs out of time. */
  async function day(): Promise<void> {
    const [segar, kopi] = tills as [Till, Till];
    const name = (): string => `N-${(sale += 1)}`;
    await segar.client.earns.create({ externalId: name(), member, outletId: segar.outletId, points: 100 });
    await kopi.client.burns.create({ externalId: name(), member, outletId: kopi.outletId, points: 33 });
    await segar.client.burns.create({ externalId: name(), member, outletId: segar.outletId, points: 17 });
    await kopi.client.holds.create({ externalId: name(), member, outletId: kopi.outletId, points: 5, channel: 'STORE' });
  }

  const toMorrow = (): Promise<unknown> => system.look((client) => client.query('UPDATE test_clock SET offset_ms = offset_ms + $1', [DAY_MS]));

  const night = (): Promise<Night> => system.look(async (client) => (await client.query<Night>(`SELECT (SELECT count(*)::int FROM settlement_window) AS windows, (SELECT count(*)::int FROM settlement_window WHERE state = 'OPEN') AS open,
    (SELECT count(*)::int FROM calculation) AS calculations, (SELECT count(*)::int FROM night_run WHERE status <> 'DONE') AS undone, (SELECT count(*)::int FROM settlement) AS settlements`)).rows[0] as Night);

  /** Until the windows of all past days are closed and their nights are done. */
  async function done(windows: number): Promise<Night> {
    let seen = await night();
    for (let waited = 0; waited < 60_000; waited += 100) {
      seen = await night();
      if (seen.windows === windows && seen.undone === 0) return seen;
      await wait(100);
    }
    throw new Error(`The night was not finished: ${JSON.stringify(seen)} ${system.lastWords}`);
  }

  async function ended(worker: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill(signal);
    await gone;
  }

  // What other sessions do is seen once in a transaction, so it is asked beside the one that holds the lock.
  const waiting = (): Promise<number> => system.look(async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name LIKE 'kongsi%'`)).rows[0]?.n ?? 0);

  test.each(STEPS)('in %s is continued by two others, and nothing is done twice', async (_step, table) => {
    const before = await night();
    await day();
    await toMorrow();
    await system.look(async (client) => {
      await client.query('BEGIN');
      await client.query(`LOCK TABLE ${table} IN SHARE MODE`);
      const worker = system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' });
      for (let waited = 0; (await waiting()) === 0; waited += 20) {
        if (waited > 30_000) throw new Error(`The worker never came to ${table}: ${system.lastWords}`);
        await wait(20);
      }
      await ended(worker, 'SIGKILL');
      await client.query('ROLLBACK');
    });
    const two = [system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' }), system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' })];
    const after = await done(before.windows + 1);
    await Promise.all(two.map((worker) => ended(worker, 'SIGTERM')));
    expect({ open: after.open, calculations: after.calculations - before.calculations, settlements: after.settlements - before.settlements }).toEqual({ open: 1, calculations: 1, settlements: 1 });
    expect(await system.look((client) => checkBooks(client, [...LEDGER_INVARIANTS, ...SETTLEMENT_INVARIANTS]))).toEqual([]);
  }, 120_000);

  // Who runs nights, and who would: the last thing that both asked on the connection kept for it.
  const atTheDoor = (): Promise<number> => system.look(async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%pg_try_advisory_lock%' AND application_name LIKE 'kongsi%'`)).rows[0]?.n ?? 0);
  // Who finds nothing to do is gone from the door at once: the last that it asked there was to let go.
  const cameToIt = (): Promise<number> => system.look(async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE query ~ 'pg_(try_)?advisory_(un)?lock' AND application_name LIKE 'kongsi%'`)).rows[0]?.n ?? 0);
  const stuckAt = (table: string): Promise<number> => system.look(async (client) => (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = to_regclass($1)', [table])).rows[0]?.n ?? 0);
  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    for (let waited = 0; !(await holds()); waited += 50) {
      if (waited > 60_000) throw new Error(`${what}: ${system.lastWords}`);
      await wait(50);
    }
  };

  test.each([['calculation', 'calculation'], ['documents', 'invoice'], ['settlement', 'settlement']])('stands still in %s, and another worker is never in it too', async (_step, table) => {
    const before = await night();
    await day();
    await toMorrow();
    const both = await system.look(async (client) => {
      await client.query('BEGIN');
      await client.query(`LOCK TABLE ${table} IN SHARE MODE`);
      const first = system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' });
      await until(`The worker never came to ${table}`, async () => (await stuckAt(table)) > 0);
      await wait(500);
      const one = await stuckAt(table);
      expect(one).toBeGreaterThan(0);
      const second = system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' });
      await until('The other worker never came to the night', async () => (await atTheDoor()) > 1);
      for (let looked = 0; looked < 20; looked += 1) {
        expect(await stuckAt(table)).toBe(one);
        await wait(100);
      }
      await client.query('ROLLBACK');
      return [first, second];
    });
    const after = await done(before.windows + 1);
    await Promise.all(both.map((worker) => ended(worker, 'SIGTERM')));
    expect({ calculations: after.calculations - before.calculations, settlements: after.settlements - before.settlements }).toEqual({ calculations: 1, settlements: 1 });
    expect(await system.look((client) => checkBooks(client, [...LEDGER_INVARIANTS, ...SETTLEMENT_INVARIANTS]))).toEqual([]);
  }, 180_000);

  test('parked for a reason is left alone by workers that come and go; unparked after the fault is mended it goes on from its step', async () => {
    const before = await night();
    await day();
    await system.look((client) => client.query(`UPDATE member_balance SET balance = balance + 1, held = held + 1`));
    await toMorrow();
    const parked = (): Promise<{ window_id: string; status: string; parked_reason: string | null; step: string } | undefined> => system.look(async (client) => (await client.query<{ window_id: string; status: string; parked_reason: string | null; step: string }>(
      `SELECT window_id, status, parked_reason, (SELECT s->>'step' FROM jsonb_array_elements(steps) s WHERE s->>'status' = 'PARKED') AS step FROM night_run WHERE status <> 'DONE'`)).rows[0]);
    const worker = system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' });
    await until('The night was not parked', async () => (await parked())?.status === 'PARKED');
    await ended(worker, 'SIGKILL');
    const reason = await parked();
    expect([reason?.step, reason?.parked_reason]).toEqual(['CHECK', expect.stringMatching(/^I1: balances of the members/) as string]);
    const another = system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' });
    await until('The other worker never came to the night', async () => (await cameToIt()) > 0);
    await wait(1_000);
    expect([await parked(), (await night()).calculations]).toEqual([reason, before.calculations]);
    await system.look((client) => client.query(`UPDATE member_balance SET balance = balance - 1, held = held - 1`));
    await ended(another, 'SIGTERM');
    await system.look((client) => unparkRun(client as never, reason?.window_id ?? '', 'user:rina', new Date()));
    const third = system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' });
    await done(before.windows + 1);
    await ended(third, 'SIGTERM');
  }, 180_000);

  test('missed nights are made up oldest first, empty ones included, one window a day', async () => {
    const before = await night();
    await day();
    for (let days = 0; days < 4; days += 1) await toMorrow();
    const worker = system.startWorker({ SETTLEMENT_CYCLE: 'DAILY' });
    await done(before.windows + 4);
    await ended(worker, 'SIGTERM');
    const { rows } = await system.look((client) => client.query<{ gap: number }>(`SELECT business_date - lag(business_date) OVER (ORDER BY window_no) AS gap FROM settlement_window`));
    expect(new Set(rows.slice(1).map((row) => row.gap))).toEqual(new Set([1]));
    const { rows: order } = await system.look((client) => client.query<{ n: number }>(`SELECT count(*)::int AS n FROM (SELECT calculated_at < lag(calculated_at) OVER (ORDER BY w.window_no) AS early FROM calculation c JOIN settlement_window w USING (window_id)) q WHERE early`));
    expect(order[0]?.n).toBe(0);
  }, 120_000);
});
