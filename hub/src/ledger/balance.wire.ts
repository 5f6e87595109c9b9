import type { Money } from '../http/wire';

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
