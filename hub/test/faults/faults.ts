import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import type { System } from './system';

/** Breaks something and says whether it was seen to break; the heal comes back with it. */
type Fault = (system: System) => Promise<{ fired: boolean; heal: () => Promise<void> }>;

const hold = async (system: System, sql: string): Promise<{ client: Client; end: () => Promise<void> }> => {
  let release: () => void = () => undefined;
  const held = await new Promise<Client>((resolve, reject) => {
    system.look(async (client) => {
      await client.query('BEGIN');
      await client.query(sql);
      resolve(client);
      await new Promise<void>((end) => {
        release = end;
      });
      await client.query('ROLLBACK').catch(() => undefined);
    }).catch(reject);
  });
  return { client: held, end: async () => {
    release();
    await wait(20);
  } };
};

export const FAULTS: Readonly<Record<string, Fault>> = {
  'hub killed with -9': async (system) => ({ fired: await system.signalHub('SIGKILL'), heal: () => system.ready() }),
  'hub killed with -9 while a transaction stands still': async (system) => {
    const lock = await hold(system, 'LOCK TABLE leg IN ACCESS EXCLUSIVE MODE');
    await wait(300);
    const waiting = (await lock.client.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name LIKE 'kongsi%'`)).rows[0]?.n ?? 0;
    const fired = (await system.signalHub('SIGKILL')) && waiting > 0;
    return { fired, heal: async () => {
      await lock.end();
      await system.ready();
    } };
  },
  'PostgreSQL killed with -9': async (system) => ({ fired: await system.killPostmaster(), heal: async () => {
    await system.startPostgres();
    await system.ready();
  } }),
  'one backend killed with -9': async (system) => {
    const pid = await system.look(async (client) => (await client.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE application_name = 'kongsi-posting' LIMIT 1`)).rows[0]?.pid);
    if (pid === undefined) return { fired: false, heal: () => system.ready() };
    process.kill(pid, 'SIGKILL');
    return { fired: true, heal: async () => {
      await wait(300);
      await system.ready();
    } };
  },
  'every connection ended by the server': async (system) => {
    const ended = await system.look(async (client) => (await client.query<{ n: number }>(`SELECT count(pg_terminate_backend(pid))::int AS n FROM pg_stat_activity WHERE application_name LIKE 'kongsi%'`)).rows[0]?.n ?? 0);
    return { fired: ended > 0, heal: () => system.ready() };
  },
  'connections to the database cut': async (system) => ({ fired: system.back.cut() > 0, heal: () => system.ready() }),
  'the answer to COMMIT lost': async (system) => {
    const before = system.back.fired;
    system.back.mode = 'loseCommit';
    await until(() => system.back.fired > before, 150);
    system.back.mode = 'pass';
    return { fired: system.back.fired > before, heal: () => system.ready() };
  },
  'answers to the till lost': async (system) => {
    const before = system.front.fired;
    system.front.mode = 'loseAnswers';
    await until(() => system.front.fired > before, 200);
    system.front.mode = 'pass';
    return { fired: system.front.fired > before, heal: () => system.ready() };
  },
  'connections of the tills cut': async (system) => ({ fired: system.front.cut() > 0, heal: () => system.ready() }),
  'hub asleep for two seconds': async (system) => {
    const fired = await system.signalHub('SIGSTOP');
    await wait(2_000);
    await system.signalHub('SIGCONT');
    return { fired, heal: () => system.ready() };
  },
  'a table frozen for a second': async (system) => {
    const lock = await hold(system, 'LOCK TABLE member_balance IN ACCESS EXCLUSIVE MODE');
    await wait(1_000);
    await lock.end();
    return { fired: true, heal: () => system.ready() };
  },
  'a table frozen for longer than anybody waits for a lock': async (system) => {
    const lock = await hold(system, 'LOCK TABLE member_balance IN ACCESS EXCLUSIVE MODE');
    await wait(3_000);
    await lock.end();
    return { fired: true, heal: () => system.ready() };
  },
  'a black hole before the database for a second': async (system) => {
    system.back.mode = 'blackHole';
    await wait(1_000);
    system.back.mode = 'pass';
    // What was swallowed never comes; the connections are of no use any more.
    return { fired: system.back.cut() > 0, heal: () => system.ready() };
  },
};

/** At least so long, and on a busy machine until it has happened. */
async function until(happened: () => boolean, leastMs: number): Promise<void> {
  await wait(leastMs);
  for (let waited = 0; waited < 5_000 && !happened(); waited += 20) await wait(20);
}
