import { DomainError } from '../../kernel/errors';
import { minorToValue, moneyToWire } from '../../kernel/money';
import type { TermsTable } from '../../terms';
import type { Effects } from './effects';
import type { MemberFacts, OriginalPosting, ReversalIntent } from './intent';
import { isExpired, isVested, type Lot } from './lot';
import { expireRest, ruleNotMet, valueOf } from './plan-parts';
import { giveBack, giveBackOf, graceAfterReversal, refundPoints, takeBack } from './reverse';

/** A burn gives back its last leg first, to the same lots; an earn takes what remains, and the shortfall is a receivable. */
export function planReversal(intent: ReversalIntent, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const original = facts.original;
  if (!original || original.partnerId !== intent.partnerId) throw new DomainError('original_not_found', { detail: 'The posting to reverse is not here yet. Send the original first, then this again.' });
  if (original.type === 'BURN') return reverseBurn(intent, original, facts, terms, effects);
  if (original.type === 'EARN') return reverseEarn(intent, original, facts, terms, effects);
  if (original.type === 'EXPIRE') return reverseExpiry(intent, original, facts, terms, effects);
  throw new DomainError('transition_not_allowed', { detail: `A posting of type ${original.type} is not reversed. Post again instead.` });
}

function reverseBurn(intent: ReversalIntent, original: OriginalPosting, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  if (intent.amountMinor !== undefined) throw ruleNotMet('points', 'A burn is reversed in points. Send points, or neither for all that is left.', '/amount');
  const given = intent.only ? giveBackOf(original.legs, intent.only) : giveBack(original.legs, intent.points);
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

/** Each lot of the sale gives back its share of the base, counted on all that was taken so far, so that many parts take what one would. */
function reverseEarn(intent: ReversalIntent, original: OriginalPosting, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const [base] = original.legs;
  if (!base) throw new DomainError('original_not_found', { detail: 'The posting to reverse has no points.' });
  const wanted = pointsOfRefund(intent, original, base.points);
  const shares = original.legs.map((leg, at) => ({ leg, points: at === 0 ? wanted.base : (leg.points * (wanted.before + wanted.base)) / base.points - (leg.points * wanted.before) / base.points }));
  const all = shares.reduce((sum, share) => sum + share.points, 0n);
  const postingId = effects.post('REVERSAL', intent.partnerId, all, valueOf(all, terms, original.occurredOn), { reverses: original, ...(intent.amountMinor !== undefined && { amountMinor: intent.amountMinor }) });
  const policy = original.refundPolicy ?? 'RECEIVABLE';
  let missing = 0n;
  for (const { leg, points } of shares) {
    const found = facts.lots.find((lot) => lot.lotId === leg.lotId);
    const own = found && effects.lot(found.lotId);
    const others = facts.lots.filter((lot) => !isExpired(lot, facts.now) && lot.pointKind !== 'QUALIFYING').map((lot) => effects.lot(lot.lotId));
    const usable = (lot: Lot): boolean => policy !== 'PENDING_ONLY' || !isVested(lot, facts.now);
    const taken = takeBack(own && usable(own) ? own : undefined, leg.pointKind === 'QUALIFYING' ? [] : others.filter((lot) => usable(lot) && lot.lotId !== leg.lotId), leg.issuerId, points);
    for (const { lot, points: part } of taken.takings) {
      effects.leg(postingId, { debit: 'MEMBER', credit: 'ISSUER', points: part, lotId: lot.lotId, issuerId: lot.issuerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn, ...(lot.lotId === leg.lotId && { reversesLegId: leg.legId }) });
    }
    missing += taken.missing;
  }
  if (missing > 0n) effects.owe(postingId, base.issuerId, missing, policy);
  if (original.reversedPoints + all === original.points) effects.freeReceipt(original);
}

/** An expiry that came too early, or that the operator takes back, gives the points to the same lot, with days of grace. */
function reverseExpiry(intent: ReversalIntent, original: OriginalPosting, facts: MemberFacts, terms: TermsTable, effects: Effects): void {
  const given = giveBack(original.legs, intent.points);
  const points = given.reduce((sum, one) => sum + one.points, 0n);
  const postingId = effects.post('REVERSAL', intent.partnerId, points, valueOf(points, terms, original.occurredOn), { reverses: original });
  for (const { leg, points: part } of given) {
    const lot = effects.lot(leg.lotId);
    const grace = graceAfterReversal(lot, facts.now);
    if (grace) effects.grace(leg.lotId, grace);
    effects.leg(postingId, { debit: 'EXPIRED', credit: 'MEMBER', points: part, lotId: leg.lotId, issuerId: lot.issuerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn, reversesLegId: leg.legId });
  }
}

/** Base points to take back, and those that earlier refunds took. By amount on the cumulative net of the sale; in points when the sale was posted in points. */
function pointsOfRefund(intent: ReversalIntent, original: OriginalPosting, base: bigint): { base: bigint; before: bigint } {
  const before = baseTaken(original, base);
  return { base: pointsOfBase(intent, original, base - before), before };
}

/** How much of the base earlier refunds took: the most whose shares add up to what they took in all. */
function baseTaken(original: OriginalPosting, base: bigint): bigint {
  const sumAt = (taken: bigint): bigint => original.legs.reduce((sum, leg) => sum + (leg.points * taken) / base, 0n);
  let [low, high] = [0n, base];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (sumAt(middle) <= original.reversedPoints) low = middle;
    else high = middle - 1n;
  }
  return low;
}

function pointsOfBase(intent: ReversalIntent, original: OriginalPosting, left: bigint): bigint {
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
  if (intent.amountMinor > net) throw exceedsSale(original, net, intent.amountMinor);
  const points = refundPoints(net, net - intent.amountMinor, original.amountPerPointMinor);
  return points < left ? points : left;
}

/** Refunded is what was paid in money; what the member paid in points comes back by reversing its burn. */
function exceedsSale(original: OriginalPosting, left: bigint, asked: bigint): DomainError {
  const tender = original.tenderMinor ?? 0n;
  const why = `The sale was Rp${minorToValue(original.amountMinor ?? 0n)}${tender > 0n ? `, of which Rp${minorToValue(tender)} was paid in points` : ''}; Rp${minorToValue(original.refundedMinor)} was refunded before.`;
  return new DomainError('reversal_exceeds_original', { detail: `${left > 0n ? `At most Rp${minorToValue(left)} can still be refunded.` : 'Nothing of the sale is left to refund.'} ${why}${tender > 0n ? ' Reverse the burn to give points back.' : ''}`,
    data: { remainingAmount: moneyToWire(left), requestedAmount: moneyToWire(asked) }, fields: [{ pointer: '/amount/value', code: 'too_large', detail: left > 0n ? `Send at most ${minorToValue(left)}.` : 'Send no refund.' }] });
}

function exceeds(left: bigint): DomainError {
  return new DomainError('reversal_exceeds_original', { detail: left === 0n ? 'The posting is reversed wholly already.' : `At most ${left} points can still be taken back.`, data: { remaining: Number(left) } });
}

