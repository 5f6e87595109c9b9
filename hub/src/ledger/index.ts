export { BatchService } from './batch.service';
export { checkBooks, LEDGER_INVARIANTS, sizeOfBooks, type Invariant } from './books.sql';
export type { Intent } from './domain/intent';
export { HistoryService } from './history.service';
export { QuoteService } from './quote.service';
export { dueHolds, membersWithExpiredLots } from './due.reader';
export { LedgerApi } from './ledger.service';
export { PostingService } from './posting.service';
export { WINDOW_LOCK } from './posting.transactor';
