import type { Lot } from './lot';
import type { BurnLegState } from './reverse';

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
    readonly claimed?: true };
  /** Place in a batch. */
  readonly itemNo?: number;
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
  readonly reason: string;
}
export interface ExpireIntent extends Common {
  readonly verb: 'EXPIRE';
  readonly until: Date;
}

/** One thing that somebody asks of the ledger; it is accepted or refused on its own. */
export type Intent = EarnIntent | BurnIntent | HoldIntent | CaptureIntent | ReleaseIntent | ReversalIntent | ExpireIntent;

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
  readonly outletId?: string;
  readonly points: bigint;
  readonly amountMinor?: bigint;
  readonly tenderMinor?: bigint;
  readonly amountPerPointMinor?: bigint;
  /** Sum of the earlier reversals. */
  readonly reversedPoints: bigint;
  readonly refundedMinor: bigint;
  readonly occurredOn: string;
  readonly legs: readonly (BurnLegState & { readonly issuerId: string; readonly redeemerId?: string; readonly termsId?: string; readonly pointKind: string; readonly lotEarnedOn: string })[];
}

/** What the plan may know of one member, read under the member's lock. */
export interface MemberFacts {
  readonly now: Date;
  readonly window: OpenWindow;
  readonly memberStatus?: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  readonly partnerSuspended: boolean;
  readonly balance: bigint;
  readonly held: bigint;
  readonly lots: readonly Lot[];
  readonly hold?: HoldState;
  readonly original?: OriginalPosting;
  /** Posting that already earned on this receipt and is not wholly reversed. */
  readonly receiptPostingId?: string;
}
