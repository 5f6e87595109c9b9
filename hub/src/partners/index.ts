export { liftEarnStop, stopEarns, type EarnStopReason } from './earn-stop.store';
export { keysByThumbprint, outletBelongs, outletsBelong, stoppedIssuers, suspendedPartners, tillsById, tokensWereUsed } from './partner.reader';
