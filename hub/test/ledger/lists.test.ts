import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { Pool, PoolClient } from 'pg';
import { newUuid } from '../../src/kernel/ids';
import { ListIndexService } from '../../src/ledger/list-index.service';
import { PostingsList } from '../../src/ledger/postings-list.service';
import { postingNow, stillPosting } from '../../src/ledger/list-index.transactor';
import { shareWindow } from '../../src/ledger/posting.transactor';
import type { PostingFilter } from '../../src/ledger/postings.reader';
import { WindowService } from '../../src/settlement/window.service';
import { givenCoalition, type Coalition } from '../support/coalition';
import { givenDatabase } from '../support/database';

const uuid = (): string => newUuid(Date.now());
const NONE: PostingFilter = { type: undefined, partnerId: undefined, outletId: undefined, tillId: undefined, memberId: undefined, windowId: undefined, externalId: undefined, receiptNo: undefined, from: undefined, to: undefined };

interface Row { seq: string; type: string; partner_id: string; outlet_id: string | null; till_id: string | null; member_id: string; to_member_id: string | null; window_id: string; external_id: string | null; receipt_no: string | null; date: string; points: string; legs: { issuer: string; redeemer: string | null; points: number }[] | null }

/** What the books hold, read whole; filters are applied here, without any of the hub's SQL. */
async function journal(owner: Pool): Promise<Row[]> {
  return (await owner.query<Row>(`SELECT p.*, p.business_date::text AS date, (SELECT json_agg(json_build_object('issuer', l.issuer_id, 'redeemer', l.redeemer_id, 'points', l.points)) FROM leg l WHERE l.posting_id = p.posting_id) AS legs FROM posting p ORDER BY seq`)).rows;
}

function naive(all: readonly Row[], viewer: string | undefined, f: PostingFilter): { seqs: string[]; count: number; points: bigint } {
  const concerning = (row: Row): { points: number }[] => (row.legs ?? []).filter((leg) => leg.issuer === viewer || leg.redeemer === viewer);
  const own = (row: Row): boolean => viewer === undefined || row.partner_id === viewer;
  const rows = all.filter((row) => (own(row) || concerning(row).length > 0) && (f.type === undefined || row.type === f.type) && (f.partnerId === undefined || row.partner_id === f.partnerId) && (f.windowId === undefined || row.window_id === f.windowId)
    && (f.memberId === undefined || row.member_id === f.memberId || row.to_member_id === f.memberId) && (f.from === undefined || row.date >= f.from) && (f.to === undefined || row.date < f.to)
    && ([['outletId', 'outlet_id'], ['tillId', 'till_id'], ['externalId', 'external_id'], ['receiptNo', 'receipt_no']] as const).every(([name, column]) => f[name] === undefined || (row[column] === f[name] && own(row))));
  return { seqs: rows.map((row) => row.seq), count: rows.length, points: rows.reduce((sum, row) => sum + (own(row) ? BigInt(row.points) : concerning(row).reduce((part, leg) => part + BigInt(leg.points), 0n)), 0n) };
}

/** Every page of a list, one after the other. */
async function pages(list: PostingsList, viewer: string | undefined, filter: PostingFilter, newestFirst: boolean, limit: number): Promise<string[]> {
  const seqs: string[] = [];
  for (let after: string | undefined; ; after = seqs.at(-1)) {
    const { rows } = await list.read(viewer === undefined ? {} : { partnerId: viewer }, filter, { after, newestFirst, limit, totals: false });
    seqs.push(...rows.map((row) => row.seq));
    if (rows.length < limit) return seqs;
  }
}

describe('lists of postings by what is asked for', () => {
  let c: Coalition;
  let list: PostingsList;
  let index: ListIndexService;
  const outlets: Record<string, string[]> = {};
  const tills: Record<string, string[]> = {};
  let members: string[];
  beforeAll(async () => {
    c = await givenCoalition(['A', 'B', 'C', 'D']);
    await c.db.owner.query(`UPDATE terms_version SET body = body::jsonb || '{"transferRule": {"minPoints": 100, "maxPoints": 1000, "minDaysLeft": 30}}' WHERE party_id = '00000000-0000-7000-8000-000000000001'`);
    list = new PostingsList(c.db.pool);
    index = new ListIndexService(c.db.pool, { block: 7, growth: 3 });
    for (const code of ['A', 'B', 'C', 'D']) {
      outlets[code] = [c.outlet[code] ?? '', uuid()];
      await c.db.owner.query(`INSERT INTO outlet (outlet_id, partner_id, name, created_at) VALUES ($1, $2, 'Second', now())`, [outlets[code][1], c.partner[code]]);
      tills[code] = [uuid(), uuid()];
      for (const [at, till] of tills[code].entries()) await c.db.owner.query(`INSERT INTO till (till_id, partner_id, outlet_id, name, created_at) VALUES ($1, $2, $3, 'Till', now())`, [till, c.partner[code], outlets[code][at]]);
    }
    members = await Promise.all([c.member(), c.member(), c.member(), c.member(), c.member()]);
  });
  afterAll(async () => {
    await c.db.drop();
  });

  let named = 0;
  interface Act { verb: 'EARN' | 'BURN' | 'CAPTURE' | 'REVERSAL' | 'TRANSFER'; code: 'A' | 'B' | 'C'; member: number; points: number; place: number; receipt: number }
  const act = fc.record({ verb: fc.constantFrom('EARN', 'EARN', 'EARN', 'BURN', 'BURN', 'CAPTURE', 'REVERSAL', 'TRANSFER'), code: fc.constantFrom('A', 'A', 'A', 'B', 'B', 'C'), member: fc.nat(4), points: fc.integer({ min: 1, max: 400 }), place: fc.nat(1), receipt: fc.nat(9) }) as fc.Arbitrary<Act>;
  const receipts = ['R-1', 'R-2', 'r-1'];
  const post = async (one: Act): Promise<void> => {
    const [memberId = '', other = ''] = [members[one.member], members[(one.member + 1) % 5]];
    named += 1;
    const sale = { partner: one.code, memberId, key: `x-${named}`, outletId: outlets[one.code]?.[one.place], tillId: tills[one.code]?.[one.place], ...(one.receipt < 3 && { receiptNo: `${receipts[one.receipt] ?? ''}${one.verb === 'EARN' ? `-${named % 40}` : ''}` }) };
    const points = BigInt(one.points);
    if (one.verb === 'EARN' || one.verb === 'BURN') await c.post({ verb: one.verb, ...sale, points });
    else if (one.verb === 'TRANSFER') await c.post({ verb: 'TRANSFER', partner: one.code, memberId, toMemberId: other, points: 100n + points, externalId: `x-${named}` });
    else if (one.verb === 'CAPTURE') {
      const hold = await c.post({ verb: 'HOLD', ...sale, points });
      if (!hold.refusal) await c.accepted({ verb: 'CAPTURE', partner: one.code, memberId, holdId: (JSON.parse(hold.body) as { id: string }).id.slice(4) });
    } else {
      const { rows } = await c.db.owner.query<{ posting_id: string; member_id: string; code: string }>(`SELECT p.posting_id, p.member_id, right(b.code, 1) AS code FROM posting p JOIN partner b USING (partner_id) WHERE p.type IN ('EARN', 'BURN') ORDER BY md5(p.seq::text || $1) LIMIT 1`, [String(named)]);
      if (rows[0]) await c.post({ verb: 'REVERSAL', partner: rows[0].code, memberId: rows[0].member_id, key: `x-${named}`, originalId: rows[0].posting_id, points });
    }
  };

  test('whatever the filter, the order, the size of a page and how far the index has come: the same rows and sums as the books read whole', async () => {
    const windows = new WindowService(c.db.pool, c.clock);
    await Promise.all(members.map((memberId) => c.accepted({ verb: 'EARN', partner: 'A', memberId, points: 900n })));
    for (let round = 0; round < 8; round += 1) {
      for (const one of fc.sample(act, { numRuns: 16, seed: 63 + round })) await post(one);
      if (round % 3 === 1) expect(await windows.close((await windows.open()).windowId, 'test')).toBe(true);
      if (round !== 3) await index.catchUp(round === 5 ? 2 : Infinity);
      const all = await journal(c.db.owner);
      const some = (...values: (string | null | undefined)[]): fc.Arbitrary<string | undefined> => fc.option(fc.constantFrom(...new Set(values.filter((one): one is string => typeof one === 'string'))), { nil: undefined, freq: 1 });
      const dates = all.map((row) => row.date);
      const filter: fc.Arbitrary<PostingFilter> = fc.oneof({ arbitrary: fc.constant(NONE), weight: 1 }, { weight: 9, arbitrary: fc.record({ type: some('EARN', 'BURN', 'REVERSAL', 'TRANSFER', 'EXPIRE'), partnerId: some(...Object.values(c.partner)), outletId: some(...Object.values(outlets).flat(), uuid()), tillId: some(...Object.values(tills).flat()), memberId: some(...members),
        windowId: some(...all.map((row) => row.window_id), uuid()), externalId: some(...all.map((row) => row.external_id), 'nobody'), receiptNo: some(...all.map((row) => row.receipt_no), 'nobody'), from: some(...dates), to: some(...dates, '2199-01-01') }).chain((every) => fc.subarray(Object.keys(every) as (keyof PostingFilter)[], { maxLength: 3 }).map((kept) => ({ ...NONE, ...Object.fromEntries(kept.map((name) => [name, every[name]])) }))) });
      await fc.assert(fc.asyncProperty(some(...Object.values(c.partner)), filter, fc.boolean(), fc.constantFrom(1, 2, 3, 10, 100), async (viewer, of, newestFirst, limit) => {
        const { seqs, count, points } = naive(all, viewer, of);
        expect(await pages(list, viewer, of, newestFirst, Math.max(limit, Math.ceil(count / 12)))).toEqual(newestFirst ? [...seqs].reverse() : seqs);
        expect((await list.read(viewer === undefined ? {} : { partnerId: viewer }, of, { after: undefined, newestFirst, limit, totals: true })).totals).toEqual({ count, points });
      }), { numRuns: 60, seed: 7 * round + 1 });
    }
    const { rows } = await c.db.owner.query<{ types: number; windows: number; blocks: number; left: number }>(`SELECT count(DISTINCT type)::int AS types, count(DISTINCT window_id)::int AS windows, (SELECT count(*) FROM list_block)::int AS blocks, (count(*) FILTER (WHERE seq > (SELECT max(last_seq) FROM list_block)))::int AS left FROM posting`);
    expect(rows[0]?.types).toBe(4);
    expect(rows[0]?.windows).toBe(3);
    expect(rows[0]?.blocks).toBeGreaterThan(12);
    expect(rows[0]?.left).toBeLessThan(3);
  }, 120_000);

  test('no number is passed over that may still come: who is posting is waited for', async () => {
    const client = await c.db.pool.connect();
    const before = await c.db.owner.query<{ n: string }>('SELECT max(last_seq) AS n FROM list_block');
    try {
      await client.query('BEGIN');
      await shareWindow(client as never);
      for (let at = 0; at < 4; at += 1) await c.accepted({ verb: 'EARN', partner: 'A', memberId: members[0] ?? '', points: 1n });
      const now = await postingNow(c.db.pool);
      expect(now.by).toHaveLength(1);
      expect(await index.catchUp()).toBe(0);
      expect((await c.db.owner.query<{ n: string }>('SELECT max(last_seq) AS n FROM list_block')).rows).toEqual(before.rows);
      await client.query('COMMIT');
      expect(await stillPosting(c.db.pool, now.by)).toEqual([]);
    } finally {
      client.release(true);
    }
    expect(await index.catchUp()).toBe(1);
    expect((await c.db.owner.query<{ same: boolean }>('SELECT max(last_seq) = (SELECT max(seq) FROM posting) AS same FROM list_block')).rows[0]?.same).toBe(true);
  });

  test('two workers take each block in once', async () => {
    for (let at = 0; at < 20; at += 1) await c.accepted({ verb: 'EARN', partner: 'B', memberId: members[1] ?? '', points: 1n });
    await Promise.all([index.catchUp(), index.catchUp(), index.catchUp()]);
    await index.catchUp();
    const { rows } = await c.db.owner.query<{ entries: string; postings: string }>(`SELECT (SELECT sum(count) FROM list_entry WHERE kind = 'ALL') AS entries, (SELECT count(*) FROM posting WHERE seq <= (SELECT max(last_seq) FROM list_block)) AS postings`);
    expect(rows[0]?.entries).toBe(rows[0]?.postings);
  });
});

describe('how much a list reads', () => {
  const POSTINGS = 50_000;

  /** Rows that scans of tables and indexes touch in the statements of a list: those they return and those they throw away. */
  function counting(pool: Pool): { pool: Pool; rows: () => number } {
    let touched = 0;
    interface Plan { 'Node Type': string; 'Relation Name'?: string; 'Actual Rows': number; 'Actual Loops': number; 'Rows Removed by Filter'?: number; 'Rows Removed by Index Recheck'?: number; Plans?: Plan[] }
    const walk = (plan: Plan): void => {
      if (/Scan/.test(plan['Node Type']) && plan['Relation Name']) touched += plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0));
      for (const one of plan.Plans ?? []) walk(one);
    };
    const connect = async (): Promise<PoolClient> => {
      const client = await pool.connect();
      return new Proxy(client, { get: (target, name) => {
        const value = Reflect.get(target, name, target) as unknown;
        if (name !== 'query') return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
        return async (text: string, values?: unknown[]) => {
          if (/^(SELECT|WITH)/.test(text)) walk(((await target.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values)).rows[0]?.['QUERY PLAN'][0] as { Plan: Plan }).Plan);
          return target.query(text, values);
        };
      } });
    };
    return { pool: { connect } as unknown as Pool, rows: () => touched };
  }

  test('what is rare among fifty thousand postings is found without reading them', async () => {
    const db = await givenDatabase();
    try {
      db.leaveUnchecked();
      const [seldom, till, outlet, brand, busy, viewer] = [uuid(), uuid(), uuid(), uuid(), uuid(), uuid()];
      await db.owner.query(`INSERT INTO settlement_window (window_id, window_no, business_date, cut_off_at, state, opened_at, last_seq) SELECT uuidv7(), n, '2026-01-01'::date + n, now(), CASE n WHEN 10 THEN 'OPEN' ELSE 'CLOSED' END, now(), CASE WHEN n < 10 THEN n * $1::int END FROM generate_series(1, 10) n`, [POSTINGS / 10]);
      await db.owner.query(`INSERT INTO posting (posting_id, seq, type, member_id, partner_id, outlet_id, till_id, points, value_minor, window_id, business_date, occurred_at, posted_at, late, external_id, idempotency_key, receipt_no, balance_after, held_after)
        SELECT uuidv7(), i, CASE WHEN i = 777 THEN 'ADJUSTMENT' ELSE 'EARN' END, uuidv7(), CASE WHEN i = 20000 THEN $2 ELSE $5 END::uuid, CASE WHEN i % 10000 = 5 THEN $3::uuid END, CASE WHEN i = 30000 THEN $4::uuid END, 1, 0, w.window_id, w.business_date, now(), now(), false, 'x' || i, 'x' || i, 'R' || md5(i::text), 0, 0
          FROM generate_series(1, $1::int) i JOIN settlement_window w ON w.window_no = (i - 1) / ($1::int / 10) + 1`, [POSTINGS, brand, outlet, till, busy]);
      await db.owner.query(`INSERT INTO leg (leg_id, posting_id, line_no, member_id, debit_account, credit_account, points, lot_id, issuer_id, redeemer_id, lot_earned_on, window_id, seq, business_date)
        SELECT uuidv7(), posting_id, 1, member_id, 'MEMBER', 'REDEEMER', 1, uuidv7(), CASE WHEN seq IN (999, 45000) THEN $1::uuid ELSE partner_id END, partner_id, business_date, window_id, seq, business_date FROM posting`, [viewer]);
      await db.owner.query(`INSERT INTO partner (partner_id, code, brand_name, legal_name, npwp, nitku, address, created_at) VALUES ($1, 'BUSY', 'B', 'B', '0000000000000000', '0000000000000000000000', 'Jakarta', now())`, [busy]);
      await db.owner.query(`INSERT INTO idempotency (partner_id, idempotency_key, request_hash, posting_id, status, created_at, external_id, verb, member_id, facts_hash) SELECT partner_id, idempotency_key, '', posting_id, 201, now(), external_id, type, member_id, 0 FROM posting WHERE partner_id = $1`, [busy]);
      const index = new ListIndexService(db.pool, { block: 2_048, growth: 512 });
      while ((await index.catchUp()) > 0);
      await db.owner.query('VACUUM (ANALYZE)');
      const read = async (of: Partial<PostingFilter>, as?: string, totals = true): Promise<[found: number, few: boolean | number]> => {
        const { pool, rows } = counting(db.pool);
        const found = await new PostingsList(pool).read(as === undefined ? {} : { partnerId: as }, { ...NONE, ...of }, { after: undefined, newestFirst: true, limit: 26, totals });
        return [found.totals?.count ?? found.rows.length, rows() < POSTINGS / 10 || rows()];
      };
      const windowId = (await db.owner.query<{ id: string }>('SELECT window_id AS id FROM settlement_window WHERE window_no = 2')).rows[0]?.id;
      expect(await read({ outletId: outlet })).toEqual([5, true]);
      expect(await read({ tillId: till })).toEqual([1, true]);
      expect(await read({ tillId: seldom })).toEqual([0, true]);
      expect(await read({ partnerId: brand })).toEqual([1, true]);
      expect(await read({ type: 'ADJUSTMENT' })).toEqual([1, true]);
      expect(await read({ type: 'TRANSFER' })).toEqual([0, true]);
      expect(await read({ windowId })).toEqual([5_000, true]);
      expect(await read({ from: '2026-01-03', to: '2026-01-04' })).toEqual([5_000, true]);
      expect(await read({ to: '2026-01-03', type: 'ADJUSTMENT' })).toEqual([1, true]);
      expect(await read({ externalId: 'x12345' })).toEqual([1, true]);
      expect(await read({ externalId: 'nobody' })).toEqual([0, true]);
      expect(await read({}, viewer)).toEqual([2, true]);
      expect(await read({ partnerId: busy }, viewer)).toEqual([2, true]);
      expect(await read({ outletId: outlet }, viewer)).toEqual([0, true]);
      expect(await read({ receiptNo: `R${createHash('md5').update('12345').digest('hex')}` })).toEqual([1, true]);
      expect(await read({ receiptNo: 'R-none' })).toEqual([0, true]);
      // Without the index the same rows come from the journal, and the count above tells the difference.
      await db.owner.query('TRUNCATE list_entry, list_receipt, list_block');
      expect(await read({ tillId: till })).toEqual([1, expect.any(Number)]);
    } finally {
      await db.drop();
    }
  }, 120_000);
});
