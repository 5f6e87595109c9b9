import type { Lot } from './lot';
import type { BurnLegState } from './reverse';

/** What a person decides by letting an intent be posted; decision and posting stand or fall together. */
export interface Decision {
  readonly kind: 'CHANGE_REQUEST' | 'QUARANTINE';
  readonly id: string;
  readonly by: string;
}

/** The hub's own name for what a decision posts. It begins with a sign that no caller may send in a key, so that nobody takes it beforehand. */
export function keyOfDecision(kind: Decision['kind'], id: string): string {
  return `§${kind === 'CHANGE_REQUEST' ? 'change' : 'quarantine'}:${id}`;
}

interface Common {
  readonly partnerId: string;
  readonly memberId: string;
  readonly idempotencyKey: string;
  /** SHA-256 of method, path and raw body. */
  readonly fingerprint: Buffer;
  readonly actorId: string;
  readonly occurredAt?: Date;
  readonly tillId?: string;
  readonly note?: string;
  readonly token?: { readonly jti: string; readonly expiresAt: Date; readonly requestId: string; readonly kid: string; readonly compact: string; readonly bodyDigest: Buffer;
    /** The token of a batch is claimed once for all its items. */
    readonly claimed?: true;
    /** An item of a batch that is evidence of its own, as an offline token is. */
    readonly ownEvidence?: true };
  /** The key that asks, where no token is claimed: that of a quote. */
  readonly askedBy?: string;
  /** Place in a batch. */
  readonly itemNo?: number;
  /** What the till's chain says of the token. */
  readonly flags?: readonly string[];
  /** Two people let it in although it came too late. */
  readonly approvedLate?: true;
  /** What waited for this posting and is decided by it. */
  readonly decides?: Decision;
  /** The second person who let it be posted. */
  readonly approverId?: string;
}

/**
 * What makes two receipt numbers the same: letters and digits as they are read, whatever their case, width and form (Unicode NFKC), without spaces
 * at the ends and signs that nobody sees.
 */
export function receiptIdentity(receiptNo: string): string {
  return receiptNo.normalize('NFKC').replace(/\p{C}/gu, '').replace(/\s+/gu, ' ').trim().toUpperCase();
}

interface Sale {
  readonly outletId: string;
  readonly externalId: string;
  readonly receiptNo?: string;
}

export interface EarnIntent extends Common, Sale {
  readonly verb: 'EARN';
  readonly amountMinor?: bigint;
  readonly tenderMinor?: bigint;
  readonly points?: bigint;
  /** Lines of the basket; they add up to the amount. */
  readonly lines?: readonly { readonly category?: string; readonly amountMinor: bigint }[];
}
export interface BurnIntent extends Common, Sale {
  readonly verb: 'BURN';
  readonly points?: bigint;
  readonly amountMinor?: bigint;
  readonly channel: 'STORE' | 'ONLINE';
}
export interface HoldIntent extends Omit<BurnIntent, 'verb'> {
  readonly verb: 'HOLD';
  readonly expiresInSeconds?: number;
}
export interface CaptureIntent extends Common {
  readonly verb: 'CAPTURE';
  readonly holdId: string;
  readonly points?: bigint;
  readonly externalId?: string;
}
export interface ReleaseIntent extends Common {
  readonly verb: 'RELEASE';
  readonly holdId: string;
  /** A time-out is the hub's own release of a hold whose time is over. */
  readonly timedOut?: boolean;
}
export interface ReversalIntent extends Common {
  readonly verb: 'REVERSAL';
  readonly externalId: string;
  readonly originalId: string;
  readonly points?: bigint;
  readonly amountMinor?: bigint;
  /** Of a burn: these points of these legs, in place of the last legs first. */
  readonly only?: readonly { readonly legId: string; readonly points: bigint }[];
  readonly reason: string;
}
export interface ExpireIntent extends Common {
  readonly verb: 'EXPIRE';
  readonly until: Date;
}

/** Lets a pending lot vest before its day. */
export interface VestIntent extends Common {
  readonly verb: 'VEST';
  readonly lotId: string;
  /** What has happened; an issuer names it for a lot that waits for an event. */
  readonly event?: string;
}
/** Lets lots of a member live longer: one lot, or all of an issuer, or all. */
export interface ExtendIntent extends Common {
  readonly verb: 'EXTEND';
  readonly until: Date;
  readonly lotId?: string;
  readonly issuerId?: string;
}

export interface AdjustmentIntent extends Common {
  readonly verb: 'ADJUSTMENT';
  readonly issuerId: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly points: bigint;
  readonly reason: string;
  readonly expiresAfterDays?: number;
}
export interface TransferIntent extends Common {
  readonly verb: 'TRANSFER';
  readonly externalId: string;
  readonly toMemberId: string;
  readonly points: bigint;
}
/** The member's points go to the survivor, and the member is closed. */
export interface MergeIntent extends Common {
  readonly verb: 'MERGE';
  readonly toMemberId: string;
}

/** One thing that somebody asks of the ledger; it is accepted or refused on its own. */
export type Intent = EarnIntent | BurnIntent | HoldIntent | CaptureIntent | ReleaseIntent | ReversalIntent | ExpireIntent | VestIntent | ExtendIntent | AdjustmentIntent | TransferIntent | MergeIntent;

/** The members whose rows an intent moves. */
export function membersOf(intent: Intent): string[] {
  return 'toMemberId' in intent ? [intent.memberId, intent.toMemberId] : [intent.memberId];
}

export interface OpenWindow {
  readonly windowId: string;
  readonly businessDate: string;
}

export interface HoldState {
  readonly holdId: string;
  readonly partnerId: string;
  readonly outletId: string;
  readonly tillId?: string;
  readonly externalId: string;
  readonly points: bigint;
  readonly capturedPoints: bigint;
  readonly status: 'HELD' | 'CAPTURED' | 'RELEASED' | 'TIMED_OUT';
  readonly channel: 'STORE' | 'ONLINE';
  readonly receiptNo?: string;
  readonly occurredAt: Date;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly postingId?: string;
  /** The frozen choice of lots, in order. */
  readonly lots: readonly { readonly lotId: string; readonly points: bigint }[];
}

export interface OriginalPosting {
  readonly postingId: string;
  readonly type: string;
  readonly partnerId: string;
  /** The key under which it was posted. */
  readonly key: string;
  readonly outletId?: string;
  readonly points: bigint;
  readonly amountMinor?: bigint;
  readonly tenderMinor?: bigint;
  readonly amountPerPointMinor?: bigint;
  readonly refundPolicy?: 'RECEIVABLE' | 'WITHIN_BALANCE' | 'PENDING_ONLY';
  /** Sum of the earlier reversals. */
  readonly reversedPoints: bigint;
  readonly refundedMinor: bigint;
  readonly occurredOn: string;
  readonly legs: readonly (BurnLegState & { readonly issuerId: string; readonly redeemerId?: string; readonly termsId?: string; readonly pointKind: string; readonly lotEarnedOn: string })[];
}

/** Points that a refund could not take back, and what of them is still owed. */
export interface OpenReceivable {
  readonly receivableId: string;
  readonly issuerId: string;
  readonly points: bigint;
}

/** What the plan may know of one member, read under the member's lock. */
export interface MemberFacts {
  readonly now: Date;
  readonly window: OpenWindow;
  readonly memberStatus?: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  readonly partnerSuspended: boolean;
  /** Issuers whose earns are stopped; their points are burned on. */
  readonly earnStopped: ReadonlySet<string>;
  readonly balance: bigint;
  readonly held: bigint;
  readonly lots: readonly Lot[];
  /** The member has locked its own spending. */
  readonly spendLocked?: boolean;
  readonly mergedInto?: string;
  /** Who gets what a transfer or a merge takes. */
  readonly receiver?: { readonly memberId: string; readonly status?: 'ACTIVE' | 'FROZEN' | 'CLOSED'; readonly balance: bigint; readonly held: bigint };
  /** Points adjusted today, by the same person and for the same member. */
  readonly adjusted?: { readonly byActor: bigint; readonly byMember: bigint };
  /** Points and transfers that the member has sent today. */
  readonly sent?: { readonly points: bigint; readonly count: number };
  /** Oldest first. */
  readonly receivables: readonly OpenReceivable[];
  readonly hold?: HoldState;
  readonly original?: OriginalPosting;
  /** Posting that already earned on this receipt and is not wholly reversed. */
  readonly receiptPostingId?: string;
  /** What is left of a campaign's budget in the terms of the earning partner; absent: nothing watches over budgets, and none ends. */
  readonly budgetLeft?: (code: string) => bigint;
}
