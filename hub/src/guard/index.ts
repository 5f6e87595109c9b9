export { GUARD_INVARIANTS } from './guard.sql';
export { GuardApi } from './guard.api';
export { GuardNightService } from './guard-night.service';
export { IssuerGuard } from './guard.service';
