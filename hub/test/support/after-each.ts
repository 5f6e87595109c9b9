import { heldDatabases } from './database';
import { expectLawfulBooks } from './law';
import { keepReads } from './vectors';

/** The law of the books: after every test that holds a database, every invariant holds in it. No test has to remember, and none can forget; one that gives its database back is looked at then (`database.ts`). */
afterEach(async () => {
  for (const db of heldDatabases.values()) await expectLawfulBooks(db.owner);
});

afterAll(() => keepReads(expect.getState().testPath ?? ''));
