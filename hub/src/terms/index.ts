export { TermsBook, TermsTable, type TermsVersion } from './terms.store';
export type { TermsBody } from './terms.wire';
export type { BonusRule, DisputeRule, EarnRule, ExpiryRule, VestingRule } from './terms.wire';
