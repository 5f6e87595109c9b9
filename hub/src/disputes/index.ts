export { DisputeBook } from './dispute-book.service';
export { DISPUTE_INVARIANTS } from './disputed-books.sql';
export { DisputesApi } from './disputes.api';
export { DisputesService } from './disputes.service';
export { RemediesService } from './remedies.service';
export { RulingsService } from './rulings.service';
