import { inTransaction } from '../src/db/tx';
import { givenDatabase, type TestDatabase } from './support/database';

describe('a transaction', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await givenDatabase();
  });
  afterAll(() => db.drop());

  test('tells of statements that travel together why the first one failed, however deep it was asked', async () => {
    const deep = async (work: () => Promise<unknown>, levels: number): Promise<unknown> => (levels === 0 ? work() : await deep(work, levels - 1));
    await expect(inTransaction(db.lanes, (tx) => {
      const both = Promise.all([deep(() => tx.query('SELECT 1 / 0'), 5), tx.query('SELECT 2')]);
      // Both answers lie there when the process looks, as they do when it is busy.
      const until = process.hrtime.bigint() + 100_000_000n;
      while (process.hrtime.bigint() < until);
      return both;
    })).rejects.toMatchObject({ code: '22012' });
    // The connection is as it was: the next transaction on it works.
    expect((await inTransaction(db.lanes, (tx) => tx.query<{ two: number }>('SELECT 2 AS two'))).rows).toEqual([{ two: 2 }]);
  });
});
