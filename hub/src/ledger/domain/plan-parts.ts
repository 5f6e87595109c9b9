import { businessDate } from '../../kernel/business-date';
import { DomainError, type FieldFault } from '../../kernel/errors';
import { HUB_PARTY } from '../../kernel/parties';
import { worthOf } from '../../kernel/rounding';
import type { TermsTable } from '../../terms';
import type { Effects } from './effects';
import { effectiveExpiry, type Lot } from './lot';

/** Ends what remains of a lot whose time is over; it happened at the lot's effective expiry. */
export function expireRest(lot: Lot, terms: TermsTable, effects: Effects): void {
  const at = effectiveExpiry(lot);
  if (!at || lot.remaining === 0n) return;
  const postingId = effects.post('EXPIRE', HUB_PARTY, lot.remaining, valueOf(lot.remaining, terms, businessDate(at)), { occurredAt: at, key: `expire:${lot.lotId}:${at.toISOString()}` });
  effects.leg(postingId, { debit: 'MEMBER', credit: 'EXPIRED', points: lot.remaining, lotId: lot.lotId, issuerId: lot.issuerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn });
}

/** What is wrong with the member that a sale names. */
export const MEMBER_UNKNOWN: FieldFault = { pointer: '/member', code: 'not_found', detail: 'Send mem_…, +62… or card:… of an enrolled member.' };

/** Face value as shown to the member, whole rupiah. */
export function valueOf(points: bigint, terms: TermsTable, date: string): bigint {
  return worthOf(points, terms.faceValue(date));
}

/** @param rule as codes are written, in snake_case */
export function ruleNotMet(rule: string, detail: string, pointer: string): DomainError {
  return new DomainError('rule_not_met', { detail, data: { rule }, ...(pointer && { fields: [{ pointer, code: rule, detail }] }) });
}
