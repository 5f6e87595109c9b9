import type { ExternalId, Instant, Money } from '../http/wire';
import type { OfflineTokenText } from './offline.wire';

/**
 * How a request names a member: `mem_…`, a scanned code `KS1…`, a phone number in E.164, or `card:…`.
 * @pattern ^(mem_[0-9a-f-]{36}|KS1[0-9A-Z]{20}|\+[1-9][0-9]{6,14}|card:[A-Za-z0-9-]{1,40})$ "Send mem_…, +62…, card:… or a scanned code KS1…."
 * @example "mem_01a1c9e0-1000-7d64-9c51-9e4fa06b7283"
 */
export type MemberRef = string;

/**
 * Whole points.
 * @isInt Send a whole number.
 * @minimum 1 Send at least 1 point.
 * @maximum 9007199254740991 Send at most 9007199254740991 points.
 * @example 250
 */
export type PointsField = number;

/** One line of a basket. The lines' amounts add up to the amount of the earn. */
export interface BasketLine {
  /**
   * @isInt
   * @minimum 1
   * @maximum 500
   */
  lineNo: number;
  /** @maxLength 64 */
  sku?: string;
  /** @maxLength 64 */
  category?: string;
  amount: Money;
}

/** A sale that gives points: exactly one of `amount` (the hub computes) and `points` (where the terms allow it). */
export interface EarnRequest {
  externalId: ExternalId;
  member: MemberRef;
  /** @example "out_01a1c8d5-0000-7e75-ad62-af50b17c8394" */
  outletId: string;
  /** The sale, at most 1000000000000.00 (10^12 rupiah). */
  amount?: Money;
  points?: PointsField;
  /** What the member paid in points; it earns nothing. */
  pointsTender?: Money;
  /**
   * Each with a number of its own.
   * @maxItems 500
   */
  lines?: BasketLine[];
  occurredAt?: Instant;
  /** @maxLength 64 */
  receiptNo?: string;
  /** @maxLength 200 */
  note?: string;
}

/** Points taken in one step: exactly one of `points` and `amount` (face value). */
export interface BurnRequest {
  externalId: ExternalId;
  member: MemberRef;
  /** @pattern ^[0-9]{6,8}$ */
  otp?: string;
  /** @example "out_01a1c8d5-0000-7e75-ad62-af50b17c8394" */
  outletId: string;
  points?: PointsField;
  amount?: Money;
  channel?: 'STORE' | 'ONLINE';
  occurredAt?: Instant;
  /** @maxLength 64 */
  receiptNo?: string;
  /** @maxLength 200 */
  note?: string;
}

/** Points set aside for a burn. */
export interface HoldRequest extends BurnRequest {
  /**
   * Time until the hold times out; 15 minutes in a store and 7 days online when absent.
   * @isInt
   * @minimum 30
   * @maximum 604800
   */
  expiresInSeconds?: number;
}

/** Takes held points, all of them when `points` is absent; the rest is released in the same posting. */
export interface CaptureRequest {
  points?: PointsField;
  externalId?: ExternalId;
}

export interface PostingById {
  /** @example "pst_01a1c9e0-1000-7d64-9c51-9e4fa06b7283" */
  postingId: string;
}

export interface PostingByExternalId {
  externalId: ExternalId;
}

/** Undoes an earlier burn or earn, wholly (neither `points` nor `amount`) or in part. */
export interface ReversalRequest {
  externalId: ExternalId;
  original: PostingById | PostingByExternalId;
  /** Points of a burn, or of an earn that was posted in points. */
  points?: PointsField;
  /** The refunded part of the sale, for an earn that was posted by amount: more than 0.00. */
  amount?: Money;
  reason: 'RETURN' | 'VOID' | 'DUPLICATE' | 'ERROR' | 'FRAUD' | 'OTHER';
  occurredAt?: Instant;
  /** @maxLength 200 */
  note?: string;
}

export interface Leg {
  legId: string;
  lotId: string;
  issuerId: string;
  redeemerId?: string;
  points: number;
  /** Face value. */
  value: Money;
  expiresAt?: string;
  termsId?: string;
  reversesLegId?: string;
}

export interface BalanceAfter {
  available: number;
  held: number;
}

/** One immutable business event. `value` is the face value shown to the member; what partners owe is priced by the settlement. */
export interface Posting {
  object: 'posting';
  id: string;
  type: 'EARN' | 'BURN' | 'EXPIRE' | 'REVERSAL' | 'ADJUSTMENT' | 'TRANSFER';
  sequence: number;
  externalId?: string;
  partnerId: string;
  outletId?: string;
  tillId?: string;
  memberId: string;
  /** Who received a transfer. */
  toMemberId?: string;
  points: number;
  value: Money;
  /** The sale behind an earn. */
  amount?: Money;
  legs: Leg[];
  holdId?: string;
  reversesPostingId?: string;
  reversedPoints: number;
  /** Points of a refund that could not be taken back and stand as a receivable. */
  receivablePoints?: number;
  receiptNo?: string;
  occurredAt: string;
  postedAt: string;
  businessDate: string;
  windowId: string;
  late: boolean;
  flags: string[];
  /** Absent for postings of other partners. */
  balance?: BalanceAfter;
}

export interface Hold {
  object: 'hold';
  id: string;
  status: 'HELD' | 'CAPTURED' | 'RELEASED' | 'TIMED_OUT';
  externalId: string;
  releaseReason?: 'PARTNER' | 'DECLINED';
  partnerId: string;
  outletId: string;
  memberId: string;
  points: number;
  value: Money;
  capturedPoints: number;
  createdAt: string;
  expiresAt: string;
  postingId?: string;
  balance?: BalanceAfter;
}

/** What an earn or a burn would do now; nothing is stored. */
export interface QuoteRequest {
  verb: 'EARN' | 'BURN';
  member: MemberRef;
  outletId: string;
  amount?: Money;
  points?: PointsField;
  pointsTender?: Money;
  occurredAt?: Instant;
}

export interface QuoteLeg {
  issuerId: string;
  points: number;
  value: Money;
}

export interface Quote {
  object: 'quote';
  verb: 'EARN' | 'BURN';
  memberId: string;
  points: number;
  value: Money;
  termsId: string;
  /** Empty for a partner that may not see the member: one that neither enrolled nor linked it, nor served it within ten minutes. */
  legs: QuoteLeg[];
  /** Absent for such a partner. */
  balance?: BalanceAfter;
  /** For a burn: whether the member has the points now. */
  possible: boolean;
}

/** One item of a batch: the operation and its body, as it would be posted alone. The item's key is its externalId. */
export interface BatchItemRequest {
  op: 'EARN' | 'BURN' | 'REVERSAL';
  /** An EarnRequest, BurnRequest or ReversalRequest, by `op`. */
  body: { [field: string]: unknown };
}

export interface BatchRequest {
  /**
   * Operations as they would be sent alone, and offline tokens unchanged. Each is judged on its own, so that one bad item never fails the rest.
   * @minItems 1
   * @maxItems 500
   */
  items: (BatchItemRequest | OfflineTokenText | unknown)[];
}

export interface BatchItem {
  /** Position in the request, from 0. */
  itemNo: number;
  externalId?: string;
  /** The HTTP status that the operation alone would have had. */
  status: number;
  posting?: Posting;
  problem?: { code: string; title: string; detail: string; [fact: string]: unknown };
}

export interface Batch {
  object: 'batch';
  id: string;
  status: 'COMPLETED';
  itemCount: number;
  accepted: number;
  refused: number;
  createdAt: string;
  completedAt: string;
  /** In the answer of POST; later read `/batches/{id}/items`. */
  items?: BatchItem[];
}

/** The signed request behind a posting. */
export interface Evidence {
  postingId: string;
  kid: string;
  token: string;
  bodyDigest: string;
}
