export { TermsBook, TermsTable, type TermsVersion } from './terms.store';
export type { TermsBody } from './terms.wire';
