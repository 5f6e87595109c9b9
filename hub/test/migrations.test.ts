import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index';
import { givenFirstNight, type FirstNight } from './support/first-night';
import { vector } from './support/vectors';

/** The migrations that turn data into another form, and the one before which a hub may stand that has billed already. */
const FIRST_CONVERTING = 'PriceGroups1790000000013';

describe('migrations on a database that has billed', () => {
  let night: FirstNight;
  let source: DataSource;
  beforeAll(async () => {
    night = await givenFirstNight();
    await night.post();
    await night.closeNight();
    // A reversal on the night after, so that groups of what is taken back are converted, too.
    await night.brands.B.client.reversals.create({ externalId: 'P5', original: { externalId: 'P4' }, points: 40, reason: 'RETURN' });
    await night.closeNight();
    source = new DataSource({ type: 'postgres', url: night.stack.db.url, migrations, migrationsTransactionMode: 'each', migrationsTableName: 'schema_migrations', synchronize: false, installExtensions: false, poolSize: 2 });
    await source.initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await night.stop();
  });

  const rows = async (sql: string): Promise<unknown[]> => (await night.stack.db.owner.query<Record<string, unknown>>(sql)).rows;
  /** What the books say that no migration may change. */
  const books = async (): Promise<Record<string, unknown[]>> => ({
    legs: await rows(`SELECT leg_id, posting_id, points, debit_account, credit_account, lot_id, issuer_id, redeemer_id, lot_earned_on, business_date, lot_vested_on, funding_shares FROM leg ORDER BY leg_id`),
    lots: await rows('SELECT lot_id, member_id, issuer_id, points, remaining, vests_at, expires_at, vest_window_id FROM lot ORDER BY lot_id'),
    prices: await rows('SELECT leg_id, window_id, version, line_id, receive_line_id, pay_clause, receive_clause, pay_price, receive_price, issuer_cycle_id, redeemer_cycle_id, pricing FROM leg_price ORDER BY leg_id'),
    groups: await rows('SELECT window_id, event, issuer_id, redeemer_id, business_date, points, legs, pay_price, reverses_group_id IS NOT NULL AS back FROM price_group WHERE event = \'BURN\' ORDER BY 1, 3, 4, 6'),
    lines: await rows('SELECT line_id, line_type, payer_id, payee_id, payer_cycle_id, payee_cycle_id, kind, section, funding, exact, amount_minor, points FROM settlement_line ORDER BY line_id'),
    claims: await rows('SELECT line_id, window_id, version, points, exact_before, exact_after, amount_before_minor, amount_minor, base_minor FROM claim ORDER BY window_id, line_id'),
    documents: await rows('SELECT invoice_id, kind, number, status, subtotal_minor, ppn_minor FROM invoice ORDER BY invoice_id'),
    documentLines: await rows('SELECT invoice_id, line_no, line_type, amount_minor, points, exact, terms_ref FROM invoice_line ORDER BY invoice_id, line_no'),
    positions: await rows('SELECT window_id, party_id, change_minor FROM position ORDER BY window_id, party_id'),
    calculations: await rows('SELECT window_id, version, record, calculation_hash FROM calculation ORDER BY window_id, version'),
  });

  test('down to the schema of one price a leg and up again: every leg, price, line, base of a fee and document is what it was', async () => {
    const before = await books();
    expect(before['prices']?.length).toBeGreaterThan(4);
    const names = migrations.map((one) => new one().name ?? one.name);
    const steps = names.length - names.indexOf(FIRST_CONVERTING);
    expect(steps).toBeGreaterThan(5);
    for (let step = 0; step < steps; step += 1) await source.undoLastMigration({ transaction: 'each' });
    // The older schema holds the price of every leg by itself, and the books of then add up.
    expect((await rows('SELECT count(*)::int AS n FROM leg_price WHERE pay_price IS NOT NULL'))).toEqual([{ n: before['prices']?.length }]);
    expect(await rows(`SELECT 1 FROM information_schema.tables WHERE table_name IN ('price_group', 'reserve_movement', 'dispute', 'log_leaf', 'scenario')`)).toEqual([]);
    await source.runMigrations({ transaction: 'each' });
    const after = await books();
    for (const part of Object.keys(before)) expect([part, after[part]]).toEqual([part, before[part]]);
  });

  test('and the settlement goes on: what is reversed then is credited by the prices that were converted', async () => {
    await night.brands.B.client.reversals.create({ externalId: 'P6', original: { externalId: 'P4' }, points: 60, reason: 'RETURN' });
    await night.closeNight();
    const { expected } = vector('W2');
    const moved = await rows(`SELECT p.code, sum(x.change_minor)::text AS change FROM position x JOIN partner p ON p.partner_id = x.party_id WHERE x.window_id <> (SELECT window_id FROM settlement_window ORDER BY window_no LIMIT 1) GROUP BY 1 HAVING sum(x.change_minor) <> 0 ORDER BY 2`);
    expect(moved.map((one) => (one as { change: string }).change).sort()).toEqual(expected.parties.map((one: { positionChange: string }) => one.positionChange.replace('.', '')).sort());
    for (const note of expected.creditNotes) {
      const notes = (await night.notes(note.partyId)).filter((one) => one.invoiceKind === note.corrects);
      expect([note.partyId, note.corrects, notes.reduce((sum, one) => sum + Number(one.total.value), 0)]).toEqual([note.partyId, note.corrects, Number(note.total)]);
    }
  });
});
