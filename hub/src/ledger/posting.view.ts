import { wireId } from '../kernel/ids';
import { exactMinor, moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { pointsToWire } from '../kernel/points';
import { rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import type { Effects } from './domain/effects';
import type { Intent } from './domain/intent';
import type { Hold, Leg, Posting } from './ledger.wire';

/** The posting as its caller sees it. */
export function postingView(intent: Intent, effects: Effects, seqs: ReadonlyMap<string, bigint>, windowId: string, faceValue: string): Posting {
  const posting = effects.postings.find((one) => one.main) ?? effects.postings[0];
  if (!posting) throw new Error('An accepted intent has a posting.');
  const external = 'externalId' in intent ? intent.externalId : undefined;
  const sale = intent.verb === 'EARN' || intent.verb === 'BURN' ? intent : undefined;
  return {
    object: 'posting', id: wireId('pst', posting.postingId), type: posting.type as Posting['type'], sequence: Number(seqs.get(posting.postingId)),
    ...(external && { externalId: external }), partnerId: partyToWire(posting.partnerId), ...(sale && { outletId: wireId('out', sale.outletId) }),
    ...(intent.tillId && { tillId: wireId('trm', intent.tillId) }), memberId: wireId('mem', intent.memberId), points: pointsToWire(posting.points), value: moneyToWire(posting.valueMinor),
    ...(intent.verb === 'EARN' && intent.amountMinor !== undefined && { amount: moneyToWire(intent.amountMinor) }),
    legs: posting.legs.map((leg): Leg => {
      const expiresAt = effects.newLots.find((lot) => lot.lotId === leg.lotId)?.expiresAt ?? effects.changedLots.get(leg.lotId)?.expiresAt;
      return { legId: wireId('leg', leg.legId), lotId: wireId('lot', leg.lotId), issuerId: partyToWire(leg.issuerId), ...(leg.redeemerId && { redeemerId: partyToWire(leg.redeemerId) }),
        points: pointsToWire(leg.points), value: moneyToWire(roundHalfUp(exactMinor(leg.points, rate(faceValue)))), ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
        ...(leg.termsId && { termsId: wireId('tms', leg.termsId) }), ...(leg.reversesLegId && { reversesLegId: wireId('leg', leg.reversesLegId) }) };
    }),
    ...(posting.holdId && { holdId: wireId('hld', posting.holdId) }), ...(posting.reverses && { reversesPostingId: wireId('pst', posting.reverses.postingId) }), reversedPoints: 0,
    ...(effects.receivable && { receivablePoints: pointsToWire(effects.receivable.points) }), ...(sale?.receiptNo && { receiptNo: sale.receiptNo }),
    occurredAt: posting.occurredAt.toISOString(), postedAt: posting.postedAt.toISOString(), businessDate: posting.businessDate, windowId: wireId('win', windowId), late: posting.late, flags: [],
    balance: { available: pointsToWire(posting.balanceAfter - posting.heldAfter), held: pointsToWire(posting.heldAfter) },
  };
}

export function holdView(intent: Intent, effects: Effects, valueMinor: bigint): Hold {
  const hold = effects.hold;
  if (!hold) throw new Error('An accepted hold is there.');
  return {
    object: 'hold', id: wireId('hld', hold.holdId), status: hold.status, externalId: hold.externalId, ...(hold.status === 'RELEASED' && { releaseReason: 'PARTNER' as const }),
    partnerId: partyToWire(hold.partnerId), outletId: wireId('out', hold.outletId), memberId: wireId('mem', intent.memberId), points: pointsToWire(hold.points), value: moneyToWire(valueMinor),
    capturedPoints: pointsToWire(hold.capturedPoints), createdAt: hold.createdAt.toISOString(), expiresAt: hold.expiresAt.toISOString(), ...(hold.postingId && { postingId: wireId('pst', hold.postingId) }),
    balance: { available: pointsToWire(effects.balance - effects.held), held: pointsToWire(effects.held) },
  };
}
