export { keyByThumbprint, outletBelongs, suspendedPartners, tillById, tokenWasUsed } from './partner.reader';
