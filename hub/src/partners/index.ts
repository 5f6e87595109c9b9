export { keysByThumbprint, outletBelongs, outletsBelong, suspendedPartners, tillsById, tokensWereUsed } from './partner.reader';
