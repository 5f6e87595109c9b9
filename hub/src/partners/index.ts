export { keyByThumbprint, outletBelongs, tillById, tokenWasUsed } from './partner.reader';
