import { givenDatabase, type TestDatabase } from './support/database';

describe('the schema of the books', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await givenDatabase();
  });
  afterAll(async () => {
    await db.drop();
  });

  test.each(['posting', 'leg', 'calculation', 'claim', 'position', 'receivable', 'request_evidence', 'state_change', 'audit_entry', 'day_file', 'day_file_answer', 'day_record', 'window_signature', 'account_statement', 'account_movement', 'payment_receipt', 'payment_receipt_line', 'tax_invoice_number', 'return_note', 'stamp', 'journal_account', 'urr_version', 'settlement_group', 'position_share'])(
    'the hub may not change or delete a row of %s',
    async (table) => {
      for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        await expect(db.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
      }
      const column = (await db.owner.query<{ c: string }>(`SELECT column_name AS c FROM information_schema.columns WHERE table_name = $1 AND is_identity = 'NO' LIMIT 1`, [table])).rows[0];
      await expect(db.pool.query(`UPDATE ${table} SET ${column?.c ?? ''} = ${column?.c ?? ''}`)).rejects.toMatchObject({ code: '42501' });
    },
  );

  test('of a lot only what is cached may change', async () => {
    await expect(db.pool.query('UPDATE lot SET points = points')).rejects.toMatchObject({ code: '42501' });
    await expect(db.pool.query('UPDATE lot SET remaining = remaining')).resolves.toBeDefined();
  });

  test('points and money are whole numbers in every table', async () => {
    const wrong = await db.owner.query(
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
        AND (column_name IN ('points', 'remaining', 'balance', 'held', 'captured_points', 'points_burned') OR column_name LIKE '%\\_minor')
        AND data_type <> 'bigint'`,
    );
    expect(wrong.rows).toEqual([]);
  });

  test('the portal sees its sessions and none of the books', async () => {
    const client = await db.owner.connect();
    try {
      await client.query('SET ROLE kongsi_portal');
      await expect(client.query('SELECT * FROM portal.session')).resolves.toBeDefined();
      await expect(client.query('SELECT * FROM public.posting')).rejects.toMatchObject({ code: '42501' });
    } finally {
      client.release(true);
    }
  });
});
