export { earnStopsOf, liftEarnStop, stopEarns, type EarnStopReason, type EarnStopRow } from './earn-stop.store';
export { keysByThumbprint, outletBelongs, outletsBelong, stoppedIssuers, suspendedPartners, tillsById, tokensWereUsed } from './partner.reader';
