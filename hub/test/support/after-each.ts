import { CASH_INVARIANTS } from '../../src/cash/cash-books.sql';
import { GUARD_INVARIANTS } from '../../src/guard/guard.sql';
import { DISPUTE_INVARIANTS } from '../../src/disputes/disputed-books.sql';
import { ISSUING_INVARIANTS } from '../../src/issuing/issuing-books.sql';
import { SETTLEMENT_INVARIANTS } from '../../src/invoicing/settled-books.sql';
import { RECONCILIATION_INVARIANTS } from '../../src/reconciliation/reconciled-books.sql';
import { checkBooks, LEDGER_INVARIANTS } from '../../src/ledger/books.sql';
import { heldDatabases } from './database';
import { keepReads } from './vectors';

/** The law of the books: after every test that holds a database, every invariant holds in it. No test has to remember, and none can forget. */
afterEach(async () => {
  for (const db of heldDatabases.values()) expect(await checkBooks(db.owner, [...LEDGER_INVARIANTS, ...SETTLEMENT_INVARIANTS, ...CASH_INVARIANTS, ...DISPUTE_INVARIANTS, ...ISSUING_INVARIANTS, ...GUARD_INVARIANTS, ...RECONCILIATION_INVARIANTS])).toEqual([]);
});

afterAll(() => keepReads(expect.getState().testPath ?? ''));
