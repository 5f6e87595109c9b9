import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index';
import { businessDate } from '../src/kernel/business-date';
import { receiptIdentity } from '../src/ledger/domain/intent';
import { givenCoalition, type Coalition } from './support/coalition';
import { givenFirstNight, type FirstNight } from './support/first-settlement';

const source = (url: string): Promise<DataSource> => new DataSource({ type: 'postgres', url, migrations, migrationsTransactionMode: 'each', migrationsTableName: 'schema_migrations', synchronize: false, installExtensions: false, poolSize: 2 }).initialize();
/** Undoes migrations until the schema is the one before a migration. */
async function downTo(db: DataSource, name: string): Promise<void> {
  const names = migrations.map((one) => new one().name ?? one.name);
  for (let step = names.length - names.findIndex((one) => one.startsWith(name)); step > 0; step -= 1) await db.undoLastMigration({ transaction: 'each' });
}

describe('receipt numbers that were kept as they were typed', () => {
  let c: Coalition;
  let db: DataSource;
  beforeAll(async () => {
    c = await givenCoalition(['A', 'B']);
    db = await source(c.db.url);
  });
  afterAll(async () => {
    await db.destroy();
    await c.db.drop();
  });

  const own = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await c.db.owner.query(sql, values)).rows as T[];
  type Claim = { key: string; hash: string; status: number; posting: string; external: string | null; receipt: string | null; outlet: string | null; date: string | null };
  const claims = (): Promise<Claim[]> => own<Claim>(`SELECT idempotency_key AS key, encode(request_hash, 'hex') AS hash, status, posting_id::text AS posting, external_id AS external, receipt_no AS receipt, outlet_id::text AS outlet, receipt_date::text AS date FROM idempotency ORDER BY idempotency_key`);
  const facts = (list: readonly Claim[]): unknown[] => list.map(({ key, hash, status, posting, external }) => [key, hash, status, posting, external]);

  test('what reads alike becomes one receipt, the first claim keeps it, and every claim, answer and posting is there afterwards', async () => {
    const memberId = await c.member();
    const outlet = await own<{ id: string }>(`INSERT INTO outlet (outlet_id, partner_id, name, created_at) VALUES (uuidv7(), $1, 'Second', now()) RETURNING outlet_id AS id`, [c.partner['A']]);
    const earn = (partner: string, key: string, receiptNo: string | undefined, more: object = {}): Promise<unknown> => c.accepted({ verb: 'EARN', partner, memberId, points: 1n, key, ...(receiptNo !== undefined && { receiptNo }), ...more });
    // Posted under names that have nothing in common, then typed as an older hub would have kept them.
    const typed: readonly (readonly [key: string, partner: string, receipt: string | undefined, typed: string | undefined, more?: object])[] = [
      ['a1', 'A', 'X1', ' r-1001 '], ['a2', 'A', 'X2', 'R-1001'], ['a3', 'A', 'X3', '\uff32-1001'], ['a4', 'A', 'X4', 'R-2000'], ['a5', 'A', 'X5', 'no  7 8'], ['a6', 'A', 'X6', undefined], ['a7', 'A', undefined, undefined],
      ['a8', 'A', 'X8', 'R-1001', { outletId: outlet[0]?.id }], ['b1', 'B', 'X9', 'r-1001'], ['a9', 'A', 'Y1', 'stra\u00dfe 1'], ['b2', 'B', 'Y2', '\ufb01 9'], ['a0', 'A', 'Y3', 'R-30\u00ad00']];
    for (const [key, partner, receipt, , more] of typed) await earn(partner, key, receipt, more);
    await c.refused({ verb: 'BURN', partner: 'A', memberId, points: 999n, key: 'refused' });
    const before = facts(await claims());
    await downTo(db, 'MovesOfTwoPeople');
    for (const [key, , receipt, as] of typed) if (receipt !== undefined) await own('UPDATE idempotency SET receipt_no = $2::text, outlet_id = CASE WHEN $2::text IS NOT NULL THEN outlet_id END, receipt_date = CASE WHEN $2::text IS NOT NULL THEN receipt_date END WHERE idempotency_key = $1', [key, as ?? null]);
    const [requested] = await own<{ id: string }>(`INSERT INTO change_request (change_request_id, idempotency_key, kind, status, body, made_by, made_at) VALUES (uuidv7(), 'x', 'ADJUSTMENT', 'PENDING', '{}', 'user:a', now()) RETURNING change_request_id AS id`);
    await db.runMigrations({ transaction: 'each' });
    const after = await claims();
    expect(facts(after)).toEqual(before);
    expect(await own('SELECT kind, status FROM change_request WHERE change_request_id = $1', [requested?.id])).toEqual([{ kind: 'ADJUSTMENT', status: 'PENDING' }]);
    const receipts = Object.fromEntries(after.map((one) => [one.key, one.receipt]));
    // Of the three that read alike the one that stood as it is read keeps it.
    expect(receipts).toMatchObject({ a1: null, a2: 'R-1001', a3: null, a4: 'R-2000', a5: 'NO 7 8', a6: null, a7: null, a8: 'R-1001', b1: 'R-1001', a9: 'STRASSE 1', b2: 'FI 9', a0: 'R-3000', refused: null });
    expect(after.every((one) => (one.receipt === null) === (one.outlet === null) && (one.receipt === null) === (one.date === null))).toBe(true);
    for (const { receipt } of after) if (receipt !== null) expect([receipt, receiptIdentity(receipt)]).toEqual([receipt, receipt]);
    // Each of the ways in which it was typed finds the earn that has it; the other outlet and partner have their own.
    const posting = (key: string): string => `pst_${after.find((one) => one.key === key)?.posting ?? ''}`;
    for (const [partner, receiptNo, winner, more] of [['A', ' r-1001 ', 'a2', {}], ['A', '\uff32-1001', 'a2', {}], ['A', 'No 7 8', 'a5', {}], ['A', 'r-1001', 'a8', { outletId: outlet[0]?.id }], ['B', 'R-1001', 'b1', {}], ['A', 'stra\u00dfe 1', 'a9', {}], ['B', 'FI 9', 'b2', {}], ['A', 'r-3000', 'a0', {}]] as const) {
      const outcome = await c.post({ verb: 'EARN', partner, memberId, points: 1n, receiptNo, ...more });
      expect([receiptNo, outcome.refusal?.code, outcome.refusal?.facts.data?.['postingId']]).toEqual([receiptNo, 'receipt_already_used', posting(winner)]);
    }
    // What was never bound to a receipt, or gave it up, still is the earn that it was: its key tells the same answer.
    for (const [key, partner, receipt, , more] of typed) {
      const again = await c.post({ verb: 'EARN', partner, memberId, points: 1n, key, ...(receipt !== undefined && { receiptNo: receipt }), ...more });
      expect([key, again.replayed, (again.answer as { id?: string }).id]).toEqual([key, true, posting(key)]);
    }
    expect(await own('SELECT count(*)::int AS n FROM posting WHERE receipt_date = $1', [businessDate(c.clock.now())])).toEqual([{ n: typed.filter(([, , receipt]) => receipt !== undefined).length }]);
  });
});

describe('settlements that were made before there were groups', () => {
  let night: FirstNight;
  let db: DataSource;
  beforeAll(async () => {
    night = await givenFirstNight();
    db = await source(night.stack.db.url);
  });
  afterAll(async () => {
    await db.destroy();
    await night.stack.stop();
  });

  test('are the coalition\'s own, netted multilaterally, with what each partner paid and received', async () => {
    const { settlement } = await night.settle();
    await night.closeNight();
    const rows = async (): Promise<unknown[]> => (await night.stack.db.owner.query(`SELECT o.*, s.group_id, s.netting, s.settlement_hash FROM obligation o JOIN settlement s USING (settlement_id) ORDER BY obligation_id`)).rows;
    const before = await rows();
    expect(before.length).toBeGreaterThan(3);
    await downTo(db, 'SettlementGroups');
    expect((await night.stack.db.owner.query(`SELECT 1 FROM information_schema.columns WHERE table_name = 'obligation' AND column_name = 'counterparty_id'`)).rows).toEqual([]);
    await db.runMigrations({ transaction: 'each' });
    expect(await rows()).toEqual(before);
    expect((await night.maker.get<{ groupName: string; netting: string }>(`/settlements/${settlement.id}`))).toMatchObject({ groupName: 'COALITION', netting: 'MULTILATERAL' });
  });
});
