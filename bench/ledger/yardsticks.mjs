// What people would use instead: TPC-B as pgbench runs it, and a plain double-entry ledger in SQL.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { pg } from './server.mjs';

const BRANCHES = 32;
const TELLERS = 10;

/** Runs `clients` loops for some seconds; answers how many units of work were done and how long each took. */
export async function closedLoop(seconds, clients, work) {
  const end = performance.now() + seconds * 1000;
  const latencies = [];
  let done = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, async (_none, client) => {
    while (performance.now() < end) {
      const at = performance.now();
      const more = await work(client);
      done += more;
      latencies.push(performance.now() - at);
    }
  }));
  return { done, seconds: (performance.now() - began) / 1000, latencies };
}

async function database(server, name) {
  await server.owner.query(`CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url;
}

export async function tpcb(server, quick) {
  const url = await database(server, 'tpcb');
  const bin = spawnSync('pgbench', ['--version'], { encoding: 'utf8' });
  const env = { ...process.env, PGHOST: url.hostname, PGPORT: url.port, PGUSER: decodeURIComponent(url.username), PGPASSWORD: decodeURIComponent(url.password), PGDATABASE: 'tpcb' };
  if (bin.status === 0) {
    const made = spawnSync('pgbench', ['-i', '-q', '-s', String(BRANCHES)], { env, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    return { how: `pgbench TPC-B-like, scale ${BRANCHES}, 32 clients, prepared (${bin.stdout.trim()})`, run: async (seconds) => {
      const ran = await new Promise((resolve) => setImmediate(() => resolve(spawnSync('pgbench', ['-n', '-M', 'prepared', '-c', '32', '-j', '2', '-T', String(Math.max(1, Math.round(seconds)))], { env, encoding: 'utf8' }))));
      const tps = /tps = ([0-9.]+)/.exec(ran.stdout)?.[1];
      const count = /number of transactions actually processed: ([0-9]+)/.exec(ran.stdout)?.[1];
      if (tps === undefined) throw new Error(ran.stderr);
      return { done: Number(count), seconds: Number(count) / Number(tps), latencies: [] };
    }, stop: async () => undefined };
  }
  const pool = new pg.Pool({ connectionString: url.href, max: 32 }).on('error', () => undefined);
  const accounts = quick ? 2_000 : 100_000;
  await pool.query(`CREATE TABLE branches (bid int PRIMARY KEY, balance int NOT NULL, filler char(88)); CREATE TABLE tellers (tid int PRIMARY KEY, bid int, balance int NOT NULL, filler char(84));
    CREATE TABLE accounts (aid int PRIMARY KEY, bid int, balance int NOT NULL, filler char(84)); CREATE TABLE history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    INSERT INTO branches SELECT b, 0, '' FROM generate_series(1, ${BRANCHES}) b; INSERT INTO tellers SELECT t, 1 + (t - 1) / ${TELLERS}, 0, '' FROM generate_series(1, ${BRANCHES * TELLERS}) t;
    INSERT INTO accounts SELECT a, 1 + (a - 1) / ${accounts}, 0, '' FROM generate_series(1, ${BRANCHES * accounts}) a`);
  const clients = await Promise.all(Array.from({ length: 32 }, () => pool.connect()));
  const step = (client, name, text, values) => client.query({ name, text, values });
  return { how: `TPC-B-like in pg, scale ${BRANCHES}, ${accounts} accounts a branch, 32 clients, prepared (pgbench is not here)`, run: (seconds) => closedLoop(seconds, 32, async (at) => {
    const client = clients[at];
    const [aid, tid, bid, delta] = [1 + randomInt(BRANCHES * accounts), 1 + randomInt(BRANCHES * TELLERS), 1 + randomInt(BRANCHES), randomInt(10_001) - 5_000];
    await client.query('BEGIN');
    await step(client, 'a', 'UPDATE accounts SET balance = balance + $1 WHERE aid = $2', [delta, aid]);
    await step(client, 's', 'SELECT balance FROM accounts WHERE aid = $1', [aid]);
    await step(client, 't', 'UPDATE tellers SET balance = balance + $1 WHERE tid = $2', [delta, tid]);
    await step(client, 'b', 'UPDATE branches SET balance = balance + $1 WHERE bid = $2', [delta, bid]);
    await step(client, 'h', 'INSERT INTO history (tid, bid, aid, delta, mtime) VALUES ($1, $2, $3, $4, CURRENT_TIMESTAMP)', [tid, bid, aid, delta]);
    await client.query('COMMIT');
    return 1;
  }), stop: async () => {
    clients.forEach((client) => client.release());
    await pool.end();
  } };
}

/** Two entries and two balance rows a transfer, the rows locked in sorted order: what a careful team writes. */
export async function doubleEntry(server) {
  const url = await database(server, 'double_entry');
  const pool = new pg.Pool({ connectionString: url.href, max: 32 }).on('error', () => undefined);
  await pool.query(`
    CREATE TABLE account (account_id bigint PRIMARY KEY, balance numeric NOT NULL DEFAULT 0, version bigint NOT NULL DEFAULT 0, updated_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE transfer (transfer_id uuid PRIMARY KEY DEFAULT uuidv7(), from_id bigint NOT NULL REFERENCES account, to_id bigint NOT NULL REFERENCES account, amount numeric NOT NULL CHECK (amount > 0), created_at timestamptz NOT NULL DEFAULT now());
    CREATE INDEX ON transfer (from_id); CREATE INDEX ON transfer (to_id);
    CREATE TABLE entry (entry_id uuid PRIMARY KEY DEFAULT uuidv7(), account_id bigint NOT NULL REFERENCES account, transfer_id uuid NOT NULL REFERENCES transfer, amount numeric NOT NULL, balance_before numeric NOT NULL, balance_after numeric NOT NULL, version bigint NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
    CREATE INDEX ON entry (account_id); CREATE INDEX ON entry (transfer_id);
    INSERT INTO account (account_id) SELECT generate_series(1, 20000);
    CREATE FUNCTION move(payer bigint, payee bigint, sum numeric) RETURNS uuid LANGUAGE plpgsql AS $$
    DECLARE made uuid; a account; b account;
    BEGIN
      IF payer = payee OR sum <= 0 THEN RAISE EXCEPTION 'not a transfer'; END IF;
      PERFORM 1 FROM account WHERE account_id IN (payer, payee) ORDER BY account_id FOR UPDATE;
      INSERT INTO transfer (from_id, to_id, amount) VALUES (payer, payee, sum) RETURNING transfer_id INTO made;
      UPDATE account SET balance = balance - sum, version = version + 1, updated_at = now() WHERE account_id = payer RETURNING * INTO a;
      UPDATE account SET balance = balance + sum, version = version + 1, updated_at = now() WHERE account_id = payee RETURNING * INTO b;
      INSERT INTO entry (account_id, transfer_id, amount, balance_before, balance_after, version) VALUES (payer, made, -sum, a.balance + sum, a.balance, a.version), (payee, made, sum, b.balance - sum, b.balance, b.version);
      RETURN made;
    END $$;
    CREATE FUNCTION move_all(payers bigint[], payees bigint[], sum numeric) RETURNS bigint LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM 1 FROM account WHERE account_id = ANY (payers || payees) ORDER BY account_id FOR UPDATE;
      RETURN (SELECT count(move(p, q, sum)) FROM unnest(payers, payees) AS n(p, q));
    END $$`);
  const pair = (most) => {
    const a = 1 + randomInt(most);
    const b = 1 + randomInt(most - 1);
    return [a, b >= a ? b + 1 : b];
  };
  const one = (most) => (seconds) => closedLoop(seconds, 32, async () => {
    await pool.query({ name: 'move', text: 'SELECT move($1, $2, 5)', values: pair(most) });
    return 1;
  });
  const hundred = (seconds) => closedLoop(seconds, 8, async () => {
    const pairs = Array.from({ length: 100 }, () => pair(20_000));
    await pool.query({ name: 'moves', text: 'SELECT move_all($1, $2, 5)', values: [pairs.map((two) => two[0]), pairs.map((two) => two[1])] });
    return 100;
  });
  return { many: one(20_000), hot: one(10), hundred, stop: () => pool.end() };
}
