export { ISSUING_INVARIANTS } from './issuing-books.sql';
export { IssuingWatchService } from './issuing-watch.service';
export { LimitsService } from './limits.service';
