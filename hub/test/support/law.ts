import { CASH_INVARIANTS } from '../../src/cash/cash-books.sql';
import { GUARD_INVARIANTS } from '../../src/guard/guard.sql';
import { DISPUTE_INVARIANTS } from '../../src/disputes/disputed-books.sql';
import { ISSUING_INVARIANTS } from '../../src/issuing/issuing-books.sql';
import { SETTLEMENT_INVARIANTS } from '../../src/invoicing/settled-books.sql';
import { RECONCILIATION_INVARIANTS } from '../../src/reconciliation/reconciled-books.sql';
import { checkBooks, LEDGER_INVARIANTS } from '../../src/ledger/books.sql';
import type { Connection } from '../../src/db/tx';

const ALL = [...LEDGER_INVARIANTS, ...SETTLEMENT_INVARIANTS, ...CASH_INVARIANTS, ...DISPUTE_INVARIANTS, ...ISSUING_INVARIANTS, ...GUARD_INVARIANTS, ...RECONCILIATION_INVARIANTS];

/** Every invariant holds in these books. */
export async function expectLawfulBooks(owner: Connection): Promise<void> {
  expect(await checkBooks(owner, ALL)).toEqual([]);
}
