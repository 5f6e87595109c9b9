import { wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { pointsToWire } from '../kernel/points';
import { worthOf } from '../kernel/rounding';
import type { TermsTable } from '../terms';
import type { Effects, PlannedPosting } from './domain/effects';
import type { Intent } from './domain/intent';
import type { Hold, Posting } from './ledger.wire';

type Maybe<T> = T | undefined;

/** What is kept of a posting, and all that its answer is told from: now, and word for word again whenever somebody asks with the same key. */
export interface PostingRecord {
  readonly postingId: string;
  readonly type: string;
  readonly seq: bigint;
  readonly externalId: Maybe<string>;
  readonly partnerId: string;
  readonly outletId: Maybe<string>;
  readonly tillId: Maybe<string>;
  readonly memberId: string;
  readonly toMemberId: Maybe<string>;
  readonly points: bigint;
  readonly valueMinor: bigint;
  readonly amountMinor: Maybe<bigint>;
  readonly holdId: Maybe<string>;
  readonly reversesPostingId: Maybe<string>;
  readonly receivable: Maybe<bigint>;
  readonly receiptNo: Maybe<string>;
  readonly occurredAt: Date;
  readonly postedAt: Date;
  readonly businessDate: string;
  readonly windowId: string;
  readonly late: boolean;
  readonly flags: readonly string[];
  readonly balanceAfter: bigint;
  readonly heldAfter: bigint;
  /** Pending, qualifying or past their end; and what the same request took again, such as a debt that was repaid. */
  readonly unavailableAfter: bigint;
  readonly legs: readonly LegRecord[];
}

export interface LegRecord {
  readonly legId: string;
  readonly lotId: string;
  readonly issuerId: string;
  readonly redeemerId: Maybe<string>;
  readonly points: bigint;
  readonly expiresAt: Maybe<Date>;
  readonly termsId: Maybe<string>;
  readonly reversesLegId: Maybe<string>;
}

/** A planned posting with its number and window: what will stand in the books. */
export function recordOf(intent: Intent, effects: Effects, posting: PlannedPosting, seq: bigint, windowId: string): PostingRecord {
  const sale = intent.verb === 'EARN' || intent.verb === 'BURN' ? intent : undefined;
  // A capture belongs to the sale of its hold.
  const held = posting.holdId === undefined ? undefined : effects.hold;
  const named = 'externalId' in intent ? intent.externalId : undefined;
  return { postingId: posting.postingId, type: posting.type, seq, externalId: posting.main ? (named ?? held?.externalId) : undefined, partnerId: posting.partnerId, outletId: sale?.outletId ?? held?.outletId ?? posting.reverses?.outletId,
    tillId: intent.tillId, memberId: intent.memberId, toMemberId: posting.type === 'TRANSFER' && 'toMemberId' in intent ? intent.toMemberId : undefined, points: posting.points, valueMinor: posting.valueMinor, amountMinor: (intent.verb === 'EARN' ? intent.amountMinor : undefined) ?? posting.amountMinor, holdId: posting.holdId,
    reversesPostingId: posting.reverses?.postingId, receivable: effects.receivable?.postingId === posting.postingId ? effects.receivable.points : undefined, receiptNo: sale?.receiptNo ?? held?.receiptNo,
    occurredAt: posting.occurredAt, postedAt: posting.postedAt, businessDate: posting.businessDate, windowId, late: posting.late, flags: posting.main ? (intent.flags ?? []) : [], balanceAfter: posting.balanceAfter, heldAfter: posting.heldAfter, unavailableAfter: effects.unavailable() + (posting.main ? posting.balanceAfter - effects.balance : 0n),
    legs: posting.legs.map((leg) => ({ legId: leg.legId, lotId: leg.lotId, issuerId: leg.issuerId, redeemerId: leg.redeemerId, points: leg.points, expiresAt: effects.expiryOf(leg.lotId), termsId: leg.termsId, reversesLegId: leg.reversesLegId })) };
}

/** The posting as its caller sees it. */
export function postingView(one: PostingRecord, terms: TermsTable): Posting {
  const face = terms.faceValue(one.businessDate);
  return {
    object: 'posting', id: wireId('pst', one.postingId), type: one.type as Posting['type'], sequence: Number(one.seq), ...(one.externalId !== undefined && { externalId: one.externalId }), partnerId: partyToWire(one.partnerId),
    ...(one.outletId && { outletId: wireId('out', one.outletId) }), ...(one.tillId && { tillId: wireId('trm', one.tillId) }), memberId: wireId('mem', one.memberId), ...(one.toMemberId && { toMemberId: wireId('mem', one.toMemberId) }), points: pointsToWire(one.points), value: moneyToWire(one.valueMinor),
    ...(one.amountMinor !== undefined && { amount: moneyToWire(one.amountMinor) }),
    legs: one.legs.map((leg) => ({ legId: wireId('leg', leg.legId), lotId: wireId('lot', leg.lotId), issuerId: partyToWire(leg.issuerId), ...(leg.redeemerId && { redeemerId: partyToWire(leg.redeemerId) }), points: pointsToWire(leg.points),
      value: moneyToWire(worthOf(leg.points, face)), ...(leg.expiresAt && { expiresAt: leg.expiresAt.toISOString() }), ...(leg.termsId && { termsId: wireId('tms', leg.termsId) }), ...(leg.reversesLegId && { reversesLegId: wireId('leg', leg.reversesLegId) }) })),
    ...(one.holdId && { holdId: wireId('hld', one.holdId) }), ...(one.reversesPostingId && { reversesPostingId: wireId('pst', one.reversesPostingId) }), reversedPoints: 0,
    ...(one.receivable !== undefined && { receivablePoints: pointsToWire(one.receivable) }), ...(one.receiptNo !== undefined && { receiptNo: one.receiptNo }),
    occurredAt: one.occurredAt.toISOString(), postedAt: one.postedAt.toISOString(), businessDate: one.businessDate, windowId: wireId('win', one.windowId), late: one.late, flags: [...one.flags],
    balance: { available: pointsToWire(one.balanceAfter - one.heldAfter - one.unavailableAfter), held: pointsToWire(one.heldAfter) },
  };
}

export function holdView(intent: Intent, effects: Effects, valueMinor: bigint): Hold {
  const hold = effects.hold;
  if (!hold) throw new Error('An accepted hold is there.');
  return {
    object: 'hold', id: wireId('hld', hold.holdId), status: hold.status, externalId: hold.externalId, ...(hold.status === 'RELEASED' && { releaseReason: 'PARTNER' as const }),
    partnerId: partyToWire(hold.partnerId), outletId: wireId('out', hold.outletId), memberId: wireId('mem', intent.memberId), points: pointsToWire(hold.points), value: moneyToWire(valueMinor),
    capturedPoints: pointsToWire(hold.capturedPoints), createdAt: hold.createdAt.toISOString(), expiresAt: hold.expiresAt.toISOString(), ...(hold.postingId && { postingId: wireId('pst', hold.postingId) }),
    balance: { available: pointsToWire(effects.balance - effects.held - effects.unavailable()), held: pointsToWire(effects.held) },
  };
}
