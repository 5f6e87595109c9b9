export { earnStopsOf, liftEarnStop, stopEarns, type EarnStopReason, type EarnStopRow } from './earn-stop.store';
export { brandNames, keysByThumbprint, outletBelongs, outletsBelong, partnerExists, partyNames, stoppedIssuers, suspendedPartners, tillsById, tokensWereUsed } from './partner.reader';
