export { currentPrice, expiryPrice, immediatePrice, issueDueOn, payPrice, presetOf, receivePrice, redemptionPrice, type PricedLot } from './domain/outlook';
export { termsAsOf, TermsBook, TermsTable, type TermsVersion } from './terms.store';
export { ambiguities, contradictions } from './domain/check';
export { changesBetween, type FieldChange } from './domain/diff';
export { clauseFor, type Occasion } from './domain/clauses';
export { partyName, partyOf, PublicationService, type Draft } from './publication.service';
export { TermsService } from './terms.service';
export type { Preset, Terms, TermsBody, TermsRequest } from './terms.wire';
export type { BonusRule, DisputeRule, EarnRule, ExpiryRule, VestingRule } from './terms.wire';
