import type { ExternalId, Instant, Money } from '../http/wire';

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

export interface NextExpiry {
  date: string;
  points: number;
}

export interface Balance {
  object: 'balance';
  memberId: string;
  available: number;
  held: number;
  pending: number;
  receivable: number;
  /** Face value of what is available. */
  value: Money;
  nextExpiry?: NextExpiry;
  asOfSequence: number;
}

/** Points of one lot; lots of other issuers are summed for a partner and then carry no `lotId`. */
export interface LotView {
  lotId?: string;
  issuerId?: string;
  /** `REGULAR`, `BONUS` and others can be spent; `QUALIFYING` counts for status only. */
  pointKind?: string;
  points: number;
  remaining: number;
  earnedAt?: string;
  /** From then on the points can be spent. */
  vestsAt?: string;
  expiresAt?: string;
  /** Partners that may take these points; absent: every one. */
  usableAt?: string[];
}

export interface ReasonRequest {
  /**
   * @minLength 3
   * @maxLength 500
   */
  reason: string;
}

export interface VestRequest {
  /**
   * The event that has happened, for a lot that waits for one.
   * @pattern ^[A-Z0-9_]{1,40}$
   */
  event?: string;
}

export interface AdjustmentRequest {
  /** `mem_…`, `+62…` or `card:…`. */
  member: string;
  /** `prt_…` or `HUB`: whose points are given or taken. */
  issuer: string;
  direction: 'CREDIT' | 'DEBIT';
  /**
   * @isInt
   * @minimum 1
   */
  points: number;
  reasonCode: 'GOODWILL' | 'MISSING_POINTS' | 'RETURN_WITHOUT_RECEIPT' | 'ERROR' | 'FRAUD' | 'MIGRATION';
  /** For points given: the days that they live; absent: as the issuer's own earn rule says. */
  expiresAfterDays?: number;
  /** @maxLength 500 */
  note?: string;
}

/** Something that waits for a second person, for 72 hours at most. */
export interface ChangeRequest {
  object: 'changeRequest';
  id: string;
  /** Which of `adjustment`, `transfer` and `merge` is there. */
  kind: 'ADJUSTMENT' | 'TRANSFER' | 'MERGE';
  status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'EXPIRED';
  adjustment?: AdjustmentRequest;
  transfer?: TransferRequest;
  merge?: MergeOfMember;
  madeBy: string;
  madeAt: string;
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
  postingId?: string;
}

export interface TransferRequest {
  externalId: ExternalId;
  /** Who sends. */
  member: string;
  /** Who receives. */
  toMember: string;
  /**
   * @isInt
   * @minimum 1
   */
  points: number;
  /** @maxLength 500 */
  note?: string;
}

export interface MergeRequest extends ReasonRequest {
  /** The member that remains, `mem_…`. */
  survivor: string;
}

export interface MergeOfMember extends MergeRequest {
  /** The member that is closed; its id leads to the survivor. */
  member: string;
}

export interface ExtendLotRequest extends ReasonRequest {
  /** The lot lives until then. */
  until: Instant;
}

export interface ExtensionRequest extends ExtendLotRequest {
  /** `prt_…`, or `HUB`; absent: the lots of all issuers. */
  issuer?: string;
}

export interface ExtensionResult {
  object: 'extension';
  until: string;
  issuer?: string;
  /** Members whose lots were looked at. */
  members: number;
}

/** Points of a refund that could not be taken back; later earns of the same issuer repay them. */
export interface Receivable {
  object: 'receivable';
  /** The refund's posting. */
  id: string;
  issuerId: string;
  points: number;
  open: number;
}

export interface LotList {
  data: LotView[];
}

/** A movement on a member's statement, with the balance after it. */
export interface StatementEntry {
  postingId: string;
  sequence: number;
  type: string;
  /** Absent for postings of other partners. */
  partnerId?: string;
  /** Signed: what the posting gave or took. */
  points: number;
  balanceAfter: number;
  occurredAt: string;
  businessDate: string;
  externalId?: string;
}

export interface MemberStatement {
  object: 'memberStatement';
  memberId: string;
  from: string;
  to: string;
  opening: number;
  entries: StatementEntry[];
  closing: number;
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

/**
 * A transaction that a till signed while it could not reach the hub: a compact JWS of type `kongsi-offline+jwt`, as it was stored.
 * @example "eyJ0eXAiOiJrb25nc2ktb2ZmbGluZStqd3QifQ.e30.c2ln"
 */
export type OfflineTokenText = string;

export interface BatchRequest {
  /**
   * Operations as they would be sent alone, and offline tokens unchanged. Each is judged on its own, so that one bad item never fails the rest.
   * @minItems 1
   * @maxItems 500
   */
  items: (BatchItemRequest | OfflineTokenText | unknown)[];
}

/** A run of numbers that have not arrived, both ends included. */
export interface MissingRun {
  from: number;
  to: number;
}

/** How far the offline tokens of one till and key have arrived. */
export interface TillCounter {
  tillId: string;
  tillName: string;
  outletId: string;
  partnerId: string;
  kid: string;
  /** The highest number that has arrived. */
  highest: number;
  /** How many numbers have arrived. */
  arrived: number;
  missing: MissingRun[];
  /** Numbers whose token does not continue the one before it. */
  broken: number[];
  lastArrivedAt: string;
}

/** A sale that came more than 72 hours late and is not in the books, unless two people post it. */
export interface QuarantineItem {
  object: 'quarantineItem';
  id: string;
  status: 'HELD' | 'POSTED' | 'REJECTED';
  op: 'EARN' | 'BURN' | 'HOLD' | 'REVERSAL';
  partnerId: string;
  memberId: string;
  tillId?: string;
  externalId?: string;
  points?: number;
  amount?: Money;
  occurredAt: string;
  receivedAt: string;
  firstApprovedBy?: string;
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
  postingId?: string;
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
