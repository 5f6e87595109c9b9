import { startFaults } from '../src/db/start-checks.reader';
import { givenDatabase, type TestDatabase } from './support/database';

describe('what is asserted before the hub listens', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await givenDatabase();
  });
  afterAll(async () => {
    await db.drop();
  });
  // The server of the tests does not flush, so that they are fast; what it lacks is known.
  const OF_TEST_SERVER = ['fsync has to be on', 'full_page_writes has to be on', 'synchronous_commit has to be on or remote_apply'];

  test('a server that does not flush is refused by name, all faults at once', async () => {
    expect(await startFaults(db.owner, Date.now())).toEqual(process.env['TEST_DATABASE_URL'] || process.env['CITUS_DATABASE_URL'] ? [] : OF_TEST_SERVER);
  });

  test.each([
    ['GRANT UPDATE ON posting TO kongsi_app', 'must not UPDATE rows of posting'],
    ['GRANT DELETE ON leg TO kongsi_app', 'must not DELETE rows of leg'],
    ['ALTER SEQUENCE posting_seq CACHE 20', 'CACHE 1'],
    ['ALTER TABLE idempotency DROP CONSTRAINT idempotency_pkey', 'idempotency has its primary key'],
    ['ALTER TABLE member_balance DROP CONSTRAINT member_balance_check', 'CHECK on member_balance'],
    ['ALTER TABLE lot DROP CONSTRAINT lot_check', 'CHECK on lot.remaining'],
    ['DROP INDEX idempotency_external_id', 'idempotency_external_id is unique'],
    ['DROP INDEX idempotency_receipt; CREATE INDEX idempotency_receipt ON idempotency (receipt_no)', 'idempotency_receipt is unique'],
    ['ALTER TABLE hold OWNER TO kongsi_app', 'owns no table'],
    [`SET default_transaction_isolation = 'repeatable read'`, 'default_transaction_isolation'],
    ['SET default_transaction_read_only = on', 'default_transaction_read_only'],
  ])('%s is found', async (sql, named) => {
    const client = await db.owner.connect();
    try {
      if (!sql.startsWith('SET')) await client.query('BEGIN');
      await client.query(sql);
      expect((await startFaults(client, Date.now())).some((fault) => fault.includes(named))).toBe(true);
    } finally {
      await client.query(sql.startsWith('SET') ? 'RESET ALL' : 'ROLLBACK');
      client.release(true);
    }
  });

  test('a clock that is off is found', async () => {
    expect(await startFaults(db.owner, Date.now() + 5_000)).toContain('the clocks of hub and database differ by at most 2 seconds');
  });
});
