import { DomainError } from '../../kernel/errors';
import type { TermsTable } from '../../terms';
import type { Effects } from './effects';
import type { MemberFacts, OriginalPosting, ReversalIntent } from './intent';
import { isExpired } from './lot';
import { expireRest, ruleNotMet, valueOf } from './plan-parts';
import { giveBack, graceAfterReversal, refundPoints, takeBack } from './reverse';

/** A burn gives back its last leg first, to the same lots; an earn takes what remains, and the shortfall is a receivable. */
export function planReversal(intent: ReversalIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const original = facts.original;
  if (!original || original.partnerId !== intent.partnerId) throw new DomainError('original_not_found', { detail: 'The posting to reverse is not here yet. Send the original first, then this again.' });
  if (original.type === 'BURN') return reverseBurn(intent, original, facts, terms, effects);
  if (original.type === 'EARN') return reverseEarn(intent, original, facts, terms, effects);
  throw new DomainError('transition_not_allowed', { detail: `A posting of type ${original.type} is not reversed. Post again instead.` });
}

function reverseBurn(intent: ReversalIntent, original: OriginalPosting, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  if (intent.amountMinor !== undefined) throw ruleNotMet('points', 'A burn is reversed in points. Send points, or neither for all that is left.', '/amount');
  const given = giveBack(original.legs, intent.points);
  for (const { leg } of given) {
    const lot = effects.lot(leg.lotId);
    if (isExpired(lot, facts.now)) expireRest(lot, terms, effects);
  }
  const points = given.reduce((sum, one) => sum + one.points, 0n);
  const postingId = effects.post('REVERSAL', intent.partnerId, points, valueOf(points, terms, original.occurredOn), { reverses: original });
  for (const { leg, points: part } of given) {
    const source = original.legs.find((one) => one.legId === leg.legId);
    if (!source?.redeemerId) continue;
    const grace = graceAfterReversal(effects.lot(leg.lotId), facts.now);
    if (grace) effects.grace(leg.lotId, grace);
    effects.leg(postingId, { debit: 'REDEEMER', credit: 'MEMBER', points: part, lotId: leg.lotId, issuerId: source.issuerId, redeemerId: source.redeemerId,
      pointKind: source.pointKind, lotEarnedOn: source.lotEarnedOn, reversesLegId: leg.legId, ...(source.termsId && { termsId: source.termsId }) });
  }
}

function reverseEarn(intent: ReversalIntent, original: OriginalPosting, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const wanted = pointsOfRefund(intent, original);
  const earned = original.legs[0];
  if (!earned) throw new DomainError('original_not_found', { detail: 'The posting to reverse has no points.' });
  const own = facts.lots.find((lot) => lot.lotId === earned.lotId);
  const { takings, missing } = takeBack(own, facts.lots.filter((lot) => !isExpired(lot, facts.now)), earned.issuerId, wanted);
  const postingId = effects.post('REVERSAL', intent.partnerId, wanted, valueOf(wanted, terms, original.occurredOn), { reverses: original, ...(intent.amountMinor !== undefined && { amountMinor: intent.amountMinor }) });
  for (const { lot, points } of takings) {
    effects.leg(postingId, { debit: 'MEMBER', credit: 'ISSUER', points, lotId: lot.lotId, issuerId: lot.issuerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn,
      ...(lot.lotId === earned.lotId && { reversesLegId: earned.legId }) });
  }
  if (missing > 0n) effects.owe(postingId, earned.issuerId, missing);
  if (original.reversedPoints + wanted === original.points) effects.freeReceipt(original.postingId);
}

/** By amount on the cumulative net of the sale; in points when the sale was posted in points. */
function pointsOfRefund(intent: ReversalIntent, original: OriginalPosting): bigint {
  const left = original.points - original.reversedPoints;
  if (intent.points === undefined && intent.amountMinor === undefined) {
    if (left === 0n) throw exceeds(0n);
    return left;
  }
  if (intent.amountMinor === undefined) {
    const points = intent.points ?? 0n;
    if (points > left) throw exceeds(left);
    return points;
  }
  if (original.amountMinor === undefined || original.amountPerPointMinor === undefined) throw ruleNotMet('points', 'The sale was posted in points; send points.', '/amount');
  const net = original.amountMinor - (original.tenderMinor ?? 0n) - original.refundedMinor;
  if (intent.amountMinor > net) throw new DomainError('reversal_exceeds_original', { detail: 'The refund is larger than what is left of the sale.', data: { remainingMinor: net.toString() } });
  const points = refundPoints(net, net - intent.amountMinor, original.amountPerPointMinor);
  return points < left ? points : left;
}

function exceeds(left: bigint): DomainError {
  return new DomainError('reversal_exceeds_original', { detail: left === 0n ? 'The posting is reversed wholly already.' : `At most ${left} points can still be taken back.`, data: { remaining: Number(left) } });
}

