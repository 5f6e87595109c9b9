import type { ExternalId, Instant } from '../http/wire';

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
