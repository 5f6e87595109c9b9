import { assert } from '../../kernel/assert';
import { businessDate } from '../../kernel/business-date';
import { DomainError } from '../../kernel/errors';
import type { Taking } from './consume';
import type { HoldIntent, HoldState, Intent, MemberFacts, OriginalPosting } from './intent';
import { isExpired, isSpendable, isVested, type Lot } from './lot';

/** Sixteen digits of rupiah and two decimals: what the wire can say. */
export const MOST_MINOR = 999_999_999_999_999_999n;
/** 2^53-1: every balance is a safe integer in JSON. */
const MOST_POINTS = 9_007_199_254_740_991n;

export type Account = 'MEMBER' | 'ISSUER' | 'REDEEMER' | 'EXPIRED' | 'CLEARING';

export interface LegDraft {
  readonly debit: Account;
  readonly credit: Account;
  readonly points: bigint;
  readonly lotId: string;
  readonly issuerId: string;
  readonly redeemerId?: string;
  readonly pointKind: string;
  readonly lotEarnedOn: string;
  readonly termsId?: string;
  readonly reversesLegId?: string;
}

export interface PlannedLeg extends LegDraft {
  readonly memberId: string;
  readonly legId: string;
  readonly lineNo: number;
  /** The day on which the lot vested; absent while it is pending. */
  readonly lotVestedOn?: string;
  /** Who funds the lot together; absent: its issuer alone. */
  readonly fundingShares?: unknown;
}

export interface PlannedPosting {
  readonly postingId: string;
  readonly type: string;
  readonly partnerId: string;
  readonly key: string;
  readonly points: bigint;
  readonly valueMinor: bigint;
  readonly occurredAt: Date;
  /** Business time of the transaction. */
  readonly postedAt: Date;
  readonly businessDate: string;
  readonly late: boolean;
  readonly legs: PlannedLeg[];
  readonly termsId?: string;
  readonly holdId?: string;
  readonly reverses?: OriginalPosting;
  readonly amountMinor?: bigint;
  /** Why the hub posted it on its own. */
  readonly reason?: string;
  /** False for what the plan does on its own, such as the expiry before a reversal. */
  readonly main: boolean;
  balanceAfter: bigint;
  heldAfter: bigint;
}

/** A lot that this intent makes. */
export interface NewLot extends Lot {
  readonly memberId: string;
  readonly earnPostingId: string;
  readonly lineNo: number;
}

interface PostingFacts {
  termsId?: string;
  holdId?: string;
  occurredAt?: Date;
  key?: string;
  reverses?: OriginalPosting;
  amountMinor?: bigint;
  reason?: string;
}

/** Collects what one intent does. Caches move with every leg, so they cannot drift from the legs. */
export class Effects {
  readonly postings: PlannedPosting[] = [];
  readonly newLots = new Map<string, NewLot>();
  readonly changedLots = new Map<string, Lot>();
  readonly occurredAt: Date;
  hold: HoldState | undefined;
  /** A hold that this intent ends, as it was. */
  endedHold: HoldState | undefined;
  holdIsNew = false;
  holdValueMinor = 0n;
  receivable: { postingId: string; issuerId: string; points: bigint; policy: string } | undefined;
  readonly repaid: { applicationId: string; receivableId: string; points: bigint; postingId: string }[] = [];
  /** Lots that vest now, before their day. */
  readonly vested: string[] = [];
  /** Vested lots whose points move before the window of the day on which they vested is open: they vest in the window that is open now. */
  readonly vestedAhead = new Set<string>();
  /** The days on which they would have vested. */
  readonly vestedBefore = new Map<string, Date>();
  /** The earn whose receipt may earn again. */
  freedReceiptOf: Pick<OriginalPosting, 'partnerId' | 'key'> | undefined;
  /** Points given at the expense of a campaign's budget, by its code. */
  readonly budgeted = new Map<string, bigint>();
  balance: bigint;
  held: bigint;
  /** Balance of the member who receives a transfer. */
  receiverBalance: bigint;
  closed: { readonly memberId: string; readonly into: string } | undefined;

  constructor(readonly intent: Intent, private readonly facts: MemberFacts, private readonly newId: () => string, private readonly mainId: string) {
    this.occurredAt = intent.occurredAt ?? facts.now;
    this.balance = facts.balance;
    this.held = facts.held;
    this.receiverBalance = facts.receiver?.balance ?? 0n;
  }

  get now(): Date {
    return this.facts.now;
  }

  lot(lotId: string): Lot {
    const lot = this.newLots.get(lotId) ?? this.changedLots.get(lotId) ?? this.facts.lots.find((one) => one.lotId === lotId);
    assert(lot, `Lot ${lotId} was not read.`);
    return lot;
  }

  /** Expiry of a lot that a leg names. */
  expiryOf(lotId: string): Date | undefined {
    return this.lot(lotId).expiresAt;
  }

  post(type: string, partnerId: string, points: bigint, valueMinor: bigint, more: PostingFacts): string {
    const postingId = more.key === undefined ? this.mainId : this.newId();
    const { key, occurredAt = this.occurredAt, ...rest } = more;
    if (valueMinor > MOST_MINOR) throw new DomainError('limit_exceeded', { detail: 'So many points are worth more than money can be written. Send fewer points.', data: { rule: 'max_value' }, fields: [{ pointer: '/points', code: 'too_large', detail: 'Send fewer points.' }] });
    const date = businessDate(occurredAt);
    this.postings.push({ postingId, type, partnerId, points, valueMinor, key: key ?? this.intent.idempotencyKey, occurredAt, postedAt: this.facts.now, businessDate: date,
      late: date < this.facts.window.businessDate, legs: [], main: key === undefined, balanceAfter: this.balance, heldAfter: this.held, ...rest });
    return postingId;
  }

  leg(postingId: string, draft: LegDraft): void {
    const posting = this.postings.find((one) => one.postingId === postingId);
    assert(posting, 'A leg needs its posting.');
    const memberId = this.newLots.get(draft.lotId)?.memberId ?? this.intent.memberId;
    const lot = this.lot(draft.lotId);
    const lotVestedOn = this.vestedOn(lot);
    const { debit, credit, points, lotId, issuerId, redeemerId, pointKind, lotEarnedOn, termsId, reversesLegId } = draft;
    posting.legs.push({ debit, credit, points, lotId, issuerId, redeemerId, pointKind, lotEarnedOn, termsId, reversesLegId, memberId, legId: this.newId(), lineNo: posting.legs.length + 1, lotVestedOn, fundingShares: lot.fundingShares });
    const signed = draft.credit === 'MEMBER' ? draft.points : -draft.points;
    if (memberId === this.intent.memberId) this.balance += signed;
    else this.receiverBalance += signed;
    // A lot comes into the world with the points of the leg that made it.
    if (this.newLots.get(draft.lotId)?.earnPostingId !== postingId) this.move(draft.lotId, signed);
    if (this.balance > MOST_POINTS || this.receiverBalance > MOST_POINTS) throw new DomainError('limit_exceeded', { detail: 'A member holds at most 9,007,199,254,740,991 points.', data: { rule: 'max_balance' } });
    posting.balanceAfter = this.balance;
    posting.heldAfter = this.held;
  }

  grant(lot: Omit<Lot, 'lotId' | 'remaining'>, earnPostingId: string): string {
    return this.grantTo(this.intent.memberId, lot, earnPostingId);
  }

  grantTo(memberId: string, lot: Omit<Lot, 'lotId' | 'remaining'>, earnPostingId: string): string {
    const lotId = this.newId();
    const lineNo = [...this.newLots.values()].filter((one) => one.earnPostingId === earnPostingId).length + 1;
    this.newLots.set(lotId, { ...lot, lotId, memberId, remaining: lot.points, earnPostingId, lineNo });
    return lotId;
  }

  close(memberId: string, into: string): void {
    this.closed = { memberId, into };
  }

  vest(lotId: string): void {
    this.vested.push(lotId);
    const { vestsAt } = this.lot(lotId);
    if (vestsAt) this.vestedBefore.set(lotId, vestsAt);
    this.changedLots.set(lotId, { ...this.lot(lotId), vestsAt: this.facts.now });
  }

  repay(receivableId: string, points: bigint, postingId: string): void {
    this.repaid.push({ applicationId: this.newId(), receivableId, points, postingId });
  }

  /** The member's points that nobody can spend now: pending, qualifying or past their end. */
  unavailable(): bigint {
    const all = [...this.facts.lots.map((lot) => this.changedLots.get(lot.lotId) ?? lot), ...[...this.newLots.values()].filter((lot) => lot.memberId === this.intent.memberId)];
    return all.reduce((sum, lot) => (isSpendable(lot, this.facts.now) ? sum : sum + lot.remaining), 0n);
  }

  grace(lotId: string, until: Date): void {
    this.changedLots.set(lotId, { ...this.lot(lotId), graceUntil: until });
  }

  setAside(intent: HoldIntent, takings: readonly Taking[], points: bigint, valueMinor: bigint, expiresAt: Date): void {
    for (const { lot, points: part } of takings) this.move(lot.lotId, -part);
    this.held += points;
    this.holdIsNew = true;
    this.holdValueMinor = valueMinor;
    this.hold = { holdId: this.newId(), partnerId: intent.partnerId, outletId: intent.outletId, externalId: intent.externalId, points, capturedPoints: 0n, status: 'HELD',
      channel: intent.channel, occurredAt: this.occurredAt, expiresAt, createdAt: this.facts.now, ...(intent.tillId && { tillId: intent.tillId }),
      ...(intent.receiptNo && { receiptNo: intent.receiptNo }), lots: takings.map(({ lot, points: part }) => ({ lotId: lot.lotId, points: part })) };
  }

  /** Gives all held points back to their lots; the legs of a capture then take what it keeps. */
  endHold(hold: HoldState, status: HoldState['status'], captured: bigint, postingId?: string): void {
    for (const { lotId, points } of hold.lots) {
      this.move(lotId, points);
      // What comes back to a lot that has ended meanwhile ends now, and not a second time at the old end.
      if (isExpired(this.lot(lotId), this.facts.now)) this.grace(lotId, this.facts.now);
    }
    this.held -= hold.points;
    this.endedHold = hold;
    this.hold = { ...hold, status, capturedPoints: captured, ...(postingId && { postingId }) };
  }

  showHold(hold: HoldState): void {
    this.hold = hold;
  }

  owe(postingId: string, issuerId: string, points: bigint, policy: string): void {
    this.receivable = { postingId, issuerId, points, policy };
  }

  freeReceipt(original: OriginalPosting): void {
    this.freedReceiptOf = original;
  }

  private vestedOn(lot: Lot): string | undefined {
    if (!lot.vestsAt) return lot.earnedOn;
    if (!isVested(lot, this.facts.now)) return undefined;
    const day = businessDate(lot.vestsAt);
    if (day > this.facts.window.businessDate) this.vestedAhead.add(lot.lotId);
    return day;
  }

  private move(lotId: string, signed: bigint): void {
    const lot = this.lot(lotId);
    const remaining = lot.remaining + signed;
    assert(remaining >= 0n && remaining <= lot.points, `Lot ${lotId} would hold ${remaining} of ${lot.points} points.`);
    const fresh = this.newLots.get(lotId);
    if (fresh) this.newLots.set(lotId, { ...fresh, remaining });
    else this.changedLots.set(lotId, { ...lot, remaining });
  }
}
