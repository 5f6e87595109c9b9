import { assert } from '../../kernel/assert';
import { businessDate } from '../../kernel/business-date';
import type { Taking } from './consume';
import type { HoldIntent, HoldState, Intent, MemberFacts, OriginalPosting } from './intent';
import type { Lot } from './lot';

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
  readonly legId: string;
  readonly lineNo: number;
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
  /** False for what the plan does on its own, such as the expiry before a reversal. */
  readonly main: boolean;
  balanceAfter: bigint;
  heldAfter: bigint;
}

interface PostingFacts {
  termsId?: string;
  holdId?: string;
  occurredAt?: Date;
  key?: string;
  reverses?: OriginalPosting;
  amountMinor?: bigint;
}

/** Collects what one intent does. Caches move with every leg, so they cannot drift from the legs. */
export class Effects {
  readonly postings: PlannedPosting[] = [];
  readonly newLots: (Omit<Lot, 'remaining'> & { readonly earnPostingId: string })[] = [];
  readonly changedLots = new Map<string, Lot>();
  readonly occurredAt: Date;
  hold: HoldState | undefined;
  holdIsNew = false;
  holdValueMinor = 0n;
  receivable: { postingId: string; issuerId: string; points: bigint } | undefined;
  freedReceiptOf: string | undefined;
  balance: bigint;
  held: bigint;

  constructor(readonly intent: Intent, private readonly facts: MemberFacts, private readonly newId: () => string, private readonly mainId: string) {
    this.occurredAt = intent.occurredAt ?? facts.now;
    this.balance = facts.balance;
    this.held = facts.held;
  }

  get now(): Date {
    return this.facts.now;
  }

  lot(lotId: string): Lot {
    const lot = this.changedLots.get(lotId) ?? this.facts.lots.find((one) => one.lotId === lotId);
    assert(lot, `Lot ${lotId} was not read.`);
    return lot;
  }

  /** Expiry of a lot that a leg names. */
  expiryOf(lotId: string): Date | undefined {
    return (this.newLots.find((lot) => lot.lotId === lotId) ?? this.lot(lotId)).expiresAt;
  }

  post(type: string, partnerId: string, points: bigint, valueMinor: bigint, more: PostingFacts): string {
    const postingId = more.key === undefined ? this.mainId : this.newId();
    const { key, occurredAt = this.occurredAt, ...rest } = more;
    const date = businessDate(occurredAt);
    this.postings.push({ postingId, type, partnerId, points, valueMinor, key: key ?? this.intent.idempotencyKey, occurredAt, postedAt: this.facts.now, businessDate: date,
      late: date < this.facts.window.businessDate, legs: [], main: key === undefined, balanceAfter: this.balance, heldAfter: this.held, ...rest });
    return postingId;
  }

  leg(postingId: string, draft: LegDraft): void {
    const posting = this.postings.find((one) => one.postingId === postingId);
    assert(posting, 'A leg needs its posting.');
    posting.legs.push({ ...draft, legId: this.newId(), lineNo: posting.legs.length + 1 });
    const signed = draft.credit === 'MEMBER' ? draft.points : -draft.points;
    this.balance += signed;
    if (!this.newLots.some((lot) => lot.lotId === draft.lotId)) this.move(draft.lotId, signed);
    posting.balanceAfter = this.balance;
    posting.heldAfter = this.held;
  }

  grant(lot: { issuerId: string; points: bigint; earnedAt: Date; earnedOn: string; expiresAt?: Date }, earnPostingId: string): string {
    const lotId = this.newId();
    this.newLots.push({ lotId, pointKind: 'REGULAR', earnPostingId, ...lot });
    return lotId;
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
    for (const { lotId, points } of hold.lots) this.move(lotId, points);
    this.held -= hold.points;
    this.hold = { ...hold, status, capturedPoints: captured, ...(postingId && { postingId }) };
  }

  showHold(hold: HoldState): void {
    this.hold = hold;
  }

  owe(postingId: string, issuerId: string, points: bigint): void {
    this.receivable = { postingId, issuerId, points };
  }

  freeReceipt(postingId: string): void {
    this.freedReceiptOf = postingId;
  }

  private move(lotId: string, signed: bigint): void {
    const lot = this.lot(lotId);
    const remaining = lot.remaining + signed;
    assert(remaining >= 0n && remaining <= lot.points, `Lot ${lotId} would hold ${remaining} of ${lot.points} points.`);
    this.changedLots.set(lotId, { ...lot, remaining });
  }
}
