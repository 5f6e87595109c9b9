import type { valuesId } from './values-id';

/** Words of values that the hub sends: what lines are for, what moves an account, sections, channels, kinds, reasons. */
export const valuesEn: Record<keyof typeof valuesId, string> = {
  RESERVE_FUNDING: 'Reserve funding', RESERVE_RELEASE: 'Reserve release', EXPIRE_CONTRIBUTION: 'Contribution for expired points', BREAKAGE_SHARE: 'Share of expired points', RATE_DIFFERENCE: 'Rate difference', RESIDUE: 'Rounding residue',
  NORMAL: 'This cycle', LATE: 'Late postings', CORRECTION: 'Corrections', RESTATED: 'Restated', STATEMENT: 'Statement of account',
  MOVED_CLAIM_PAYABLE: 'Claims on your points', MOVED_CLAIM_RECEIVABLE: 'Claims for burns at your outlets', MOVED_ISSUE: 'Points issued', MOVED_EXPIRE: 'Contribution for expired points', MOVED_RESERVE_FUNDING: 'Reserve funding', MOVED_RESERVE_RELEASE: 'Reserve release', MOVED_BREAKAGE_SHARE: 'Share of expired points', MOVED_ISSUER_FEE: 'Issuer fee', MOVED_ACCEPTANCE_FEE: 'Acceptance fee', MOVED_PPN: 'PPN',
  MOVED_PAYMENT_RECEIVED: 'Payment received', MOVED_PAYMENT_MADE: 'Payment made', MOVED_WITHHOLDING: 'Withholding certificate', MOVED_COLLATERAL: 'Collateral used', MOVED_RESERVE: 'Reserve used', MOVED_FUND: 'Coalition fund', MOVED_LOSS_SHARES: 'Borne by other partners', MOVED_HUB_LOSS: 'Borne by the hub', MOVED_RECOVERY: 'Recovery of a loss', MOVED_ADJUSTMENT: 'Settlement adjustment',
  STORE: 'Store', ONLINE: 'Online', DISABLED: 'Disabled', PHONE: 'Phone', EMAIL: 'E-mail', CARD: 'Card', PARTNER_CUSTOMER: 'Customer number', REASON_GOODWILL: 'Goodwill', REASON_MISSING_POINTS: 'Missing points', REASON_RETURN_WITHOUT_RECEIPT: 'Return without receipt', REASON_FRAUD: 'Fraud', REASON_ERROR: 'Error', REASON_MIGRATION: 'Migration',
  CUMULATIVE: 'Cumulative', PER_NOTE: 'Each note alone', FLOOR: 'Rounded down', RETURN: 'Return', VOID: 'Void', ERROR: 'Error', DECLINED: 'Declined', breadcrumb: 'Breadcrumb', copyValue: 'Copy {{value}}',
};
