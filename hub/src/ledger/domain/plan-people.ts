import { businessDate } from '../../kernel/business-date';
import { DomainError } from '../../kernel/errors';
import type { TermsTable } from '../../terms';
import { takeInOrder, type Taking } from './consume';
import type { Effects } from './effects';
import { endOf } from './earn-rule';
import type { AdjustmentIntent, MemberFacts, MergeIntent, TransferIntent } from './intent';
import { byConsumption, effectiveExpiry, isExpired, isSpendable } from './lot';
import { ruleNotMet, valueOf } from './plan-parts';

const DAY_MS = 86_400_000;
/** Points that one person may adjust in a day, where the coalition's terms say nothing. */
export const ADJUSTMENT_LIMIT = 1_000;

/**
 * An operator gives points of an issuer, or takes some back. Above the limit of the day, summed by the person and by the member, a second person has to approve,
 * so that many small adjustments do not add up to a large one.
 */
export function planAdjustment(intent: AdjustmentIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const date = businessDate(facts.now);
  const limit = BigInt(terms.coalition(date)?.body.adjustmentLimit ?? ADJUSTMENT_LIMIT);
  const { byActor = 0n, byMember = 0n } = facts.adjusted ?? {};
  if (intent.approverId === intent.actorId) throw new DomainError('second_person_required', { detail: 'You asked for this adjustment. Another person has to approve it.' });
  if (intent.approverId === undefined && (byActor + intent.points > limit || byMember + intent.points > limit)) {
    throw new DomainError('second_person_required', { detail: `More than ${limit} points a day, of one person or for one member, need a second person.`, data: { limit: Number(limit), adjustedByYou: Number(byActor), adjustedForMember: Number(byMember) } });
  }
  const postingId = effects.post('ADJUSTMENT', intent.partnerId, intent.points, valueOf(intent.points, terms, date), { reason: intent.reason });
  if (intent.direction === 'CREDIT') {
    // The issuer's terms must price what it gives, or the points could not be burned.
    const rule = terms.require(intent.issuerId, date).body.earnRule;
    const expiresAt = endOf(intent.expiresAfterDays === undefined ? (rule.expiry ?? (rule.expiresAfterDays === undefined ? { mode: 'NEVER' } : { mode: 'DAYS', days: rule.expiresAfterDays })) : { mode: 'DAYS', days: intent.expiresAfterDays }, date);
    const lotId = effects.grant({ issuerId: intent.issuerId, pointKind: 'REGULAR', points: intent.points, earnedAt: facts.now, earnedOn: date, ...(expiresAt && { expiresAt }) }, postingId);
    effects.leg(postingId, { debit: 'ISSUER', credit: 'MEMBER', points: intent.points, lotId, issuerId: intent.issuerId, pointKind: 'REGULAR', lotEarnedOn: date });
    return;
  }
  const own = facts.lots.filter((lot) => lot.issuerId === intent.issuerId && lot.remaining > 0n && !isExpired(lot, facts.now) && lot.pointKind !== 'QUALIFYING').sort(byConsumption);
  for (const { lot, points } of wholly(takeInOrder(own, intent.points), intent.points)) effects.leg(postingId, { debit: 'MEMBER', credit: 'ISSUER', points, lotId: lot.lotId, issuerId: lot.issuerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn });
}

/** Points go to another member in the order of consumption and keep all that they were: issuer, kind, day of earning, expiry, places. */
export function planTransfer(intent: TransferIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const rule = terms.coalition(businessDate(facts.now))?.body.transferRule;
  if (!rule) throw ruleNotMet('transfer_rule', 'The coalition\'s terms do not allow transfers between members.', '');
  if (intent.toMemberId === intent.memberId) throw new DomainError('validation_failed', { detail: 'Sender and receiver are the same member.', fields: [{ pointer: '/toMember', code: 'same_member', detail: 'Send another member.' }] });
  checkReceiver(facts);
  if (intent.points < BigInt(rule.minPoints)) throw ruleNotMet('min_points', `At least ${rule.minPoints} points are sent at once.`, '/points');
  if (intent.points > BigInt(rule.maxPoints)) throw ruleNotMet('max_points', `At most ${rule.maxPoints} points are sent at once.`, '/points');
  const { points: sent = 0n, count = 0 } = facts.sent ?? {};
  if (rule.maxTransfersPerDay !== undefined && count >= rule.maxTransfersPerDay) throw limitExceeded('max_transfers_per_day', `A member sends at most ${rule.maxTransfersPerDay} times a day.`, rule.maxTransfersPerDay, count);
  if (rule.maxPerDay !== undefined && sent + intent.points > BigInt(rule.maxPerDay)) throw limitExceeded('max_per_day', `A member sends at most ${rule.maxPerDay} points a day; ${sent} were sent today.`, rule.maxPerDay, Number(sent));
  const least = facts.now.getTime() + (rule.minDaysLeft ?? 0) * DAY_MS;
  const lots = facts.lots.filter((lot) => lot.remaining > 0n && isSpendable(lot, facts.now) && (effectiveExpiry(lot)?.getTime() ?? Infinity) > least).sort(byConsumption);
  move(wholly(takeInOrder(lots, intent.points), intent.points), intent.points, intent.partnerId, facts, terms, effects);
}

function limitExceeded(rule: string, detail: string, limit: number, used: number): DomainError {
  return new DomainError('limit_exceeded', { detail: `${detail} Send the rest tomorrow.`, data: { rule, limit, used } });
}

/** All that a member has goes to the survivor, also what is pending; then the member is closed. */
export function planMerge(intent: MergeIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  if (intent.toMemberId === intent.memberId) throw new DomainError('validation_failed', { detail: 'A member is not merged into itself.', fields: [{ pointer: '/survivor', code: 'same_member', detail: 'Send another member.' }] });
  if (facts.memberStatus === 'CLOSED') throw new DomainError('transition_not_allowed', { detail: 'The member is closed already.' });
  checkReceiver(facts);
  if (facts.held > 0n) throw new DomainError('transition_not_allowed', { detail: 'The member has open holds. Capture or release them first; then merge.' });
  const takings = facts.lots.filter((lot) => lot.remaining > 0n).sort(byConsumption).map((lot) => ({ lot, points: lot.remaining }));
  if (takings.length > 0) move(takings, takings.reduce((sum, one) => sum + one.points, 0n), intent.partnerId, facts, terms, effects);
  effects.close(intent.memberId, intent.toMemberId);
}

function checkReceiver(facts: MemberFacts): void {
  const status = facts.receiver?.status;
  const fields = [{ pointer: '/toMember', code: 'not_active', detail: 'Send an active member.' }];
  if (status === undefined) throw new DomainError('member_not_found', { detail: 'No member has the receiver\'s reference.', fields });
  if (status === 'FROZEN') throw new DomainError('member_frozen', { detail: 'The receiver is frozen.', fields });
  if (status === 'CLOSED') throw new DomainError('member_closed', { detail: 'The receiver has left the programme.', fields });
}

function move(takings: readonly Taking[], points: bigint, partnerId: string, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const postingId = effects.post('TRANSFER', partnerId, points, valueOf(points, terms, businessDate(facts.now)), {});
  for (const { lot, points: part } of takings) {
    const same = { points: part, issuerId: lot.issuerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn };
    effects.leg(postingId, { debit: 'MEMBER', credit: 'CLEARING', lotId: lot.lotId, ...same });
    const received = effects.grantTo(facts.receiver?.memberId ?? '', { ...effects.lot(lot.lotId), points: part, parentLotId: lot.lotId }, postingId);
    effects.leg(postingId, { debit: 'CLEARING', credit: 'MEMBER', lotId: received, ...same });
  }
}

function wholly(taken: { readonly takings: Taking[]; readonly missing: bigint }, points: bigint): Taking[] {
  if (taken.missing === 0n) return taken.takings;
  const available = points - taken.missing;
  throw new DomainError('insufficient_points', { detail: `The member has ${available} points that can be taken for this; ${points} were asked for.`, data: { available: Number(available), requested: Number(points) } });
}
