import type { Money, WireDate } from '../http/wire';

/**
 * A decimal string with at most 10 decimals.
 * @pattern ^(0|[1-9][0-9]{0,15})(\.[0-9]{1,10})?$ "Send a decimal string such as 0.015."
 * @example "0.015"
 */
export type RateText = string;

/** A priced rule: what one party pays or receives per point at an event. */
export interface Clause {
  /** @pattern ^[a-z0-9-]{1,40}$ */
  clauseId: string;
  event: 'ISSUE' | 'BURN' | 'EXPIRE';
  side: 'PAY' | 'RECEIVE';
  /** Rupiah a point. */
  pointPrice: RateText;
  pointKind?: string;
  category?: string;
  issuerPreset?: 'PAY_AT_BURN' | 'PAY_AT_ISSUE' | 'HYBRID_RESERVE';
}

/** What the hub charges for its service, on principal paid or received. */
export interface FeeClause {
  /** @pattern ^[a-z0-9-]{1,40}$ */
  clauseId: string;
  lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE';
  base: 'PAID' | 'RECEIVED';
  rate: RateText;
}

/** How a sale becomes points: one point for each full `amountPerPoint` of the net amount. */
export interface EarnRule {
  amountPerPoint: Money;
  /**
   * Points expire at the end of this many days after the sale's business date; absent: never.
   * @isInt
   * @minimum 1
   * @maximum 3660
   */
  expiresAfterDays?: number;
  /** Whether an earn may state points instead of an amount. */
  pointsAllowed: boolean;
}

export interface BurnRule {
  /**
   * @isInt
   * @minimum 1
   */
  minPoints?: number;
  /**
   * Burns are a multiple of this many points.
   * @isInt
   * @minimum 1
   */
  multipleOf?: number;
  /** Whether holds are allowed, or one-step burns only. */
  holdsAllowed: boolean;
}

export interface TermsBody {
  preset: 'PAY_AT_BURN';
  /** Face value and settlement value: rupiah a point. */
  settlementValue: RateText;
  clauses: Clause[];
  fees: FeeClause[];
  /** Tax profile of each line type, such as `{"ISSUER_FEE":"ppn-service"}`. */
  taxProfiles: { [lineType: string]: string };
  rateBasis: 'BURN' | 'LOT_ISSUE';
  documentCycle: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  netFees: boolean;
  /**
   * @isInt
   * @minimum 0
   * @maximum 30
   */
  reviewDays: number;
  /**
   * @isInt
   * @minimum 1
   * @maximum 90
   */
  paymentDays: number;
  netDebitCap: Money;
  earnRule: EarnRule;
  burnRule: BurnRule;
}

export interface TermsRequest {
  /** `prt_…`, or `COALITION` for the terms that all partners accept. */
  party: string;
  validFrom: WireDate;
  validTo?: WireDate;
  body: TermsBody;
}

export interface CountersignRequest {
  /**
   * The hash that is signed; a changed version has another one.
   * @pattern ^[0-9a-f]{64}$
   */
  termsHash: string;
}

export interface Terms {
  object: 'terms';
  id: string;
  /** `prt_…` or `COALITION`. */
  party: string;
  version: number;
  status: 'PROPOSED' | 'APPROVED' | 'COUNTERSIGNED' | 'WITHDRAWN';
  validFrom: string;
  validTo?: string;
  body: TermsBody;
  termsHash: string;
  madeBy: string;
  checkedBy?: string;
  countersignedBy?: string;
  madeAt: string;
}
