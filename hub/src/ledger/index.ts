export { checkBooks, LEDGER_INVARIANTS } from './books.sql';
export { LedgerApi } from './ledger.service';
export { PostingService } from './posting.service';
export { WINDOW_LOCK } from './posting.transactor';
