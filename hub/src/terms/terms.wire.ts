import type { Money, WireDate } from '../http/wire';
import type { BurnRule, EarnRule, OfflineLimits, TransferRule } from './earn-rules.wire';
import type { Clause, FeeClause, Preset, RateText, ReleaseShares } from './prices.wire';

/** How disputes go. */
export interface DisputeRule {
  /**
   * Days after its issue in which a document can be disputed; absent: 60.
   * @isInt
   * @minimum 1
   * @maximum 3650
   */
  openDays?: number;
  /**
   * Days in which the other side answers, silence being acceptance; absent: 7.
   * @isInt
   * @minimum 1
   * @maximum 365
   */
  answerDays?: number;
  /**
   * Days in which the operator rules; absent: 14.
   * @isInt
   * @minimum 1
   * @maximum 365
   */
  rulingDays?: number;
  /** Contested principal above which a ruling takes two people; absent: Rp1,000,000. */
  twoPeopleAbove?: Money;
  /** Who bears a fraudulent burn, by its cause; absent: the redeemer for fraud at the till or by staff, the hub for the take-over of an account. */
  fraudBearers?: FraudBearers;
}

export interface FraudBearers {
  TILL_FRAUD?: 'REDEEMER' | 'HUB';
  STAFF_FRAUD?: 'REDEEMER' | 'HUB';
  ACCOUNT_TAKE_OVER?: 'REDEEMER' | 'HUB';
}

export interface TermsBody {
  preset: Preset;
  /** Face value and settlement value: rupiah a point. */
  settlementValue: RateText;
  /** @maxItems 100 */
  clauses: Clause[];
  /** @maxItems 10 */
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
  /** What the partner may owe through the coalition before it may give no more points; absent: no cap. */
  netDebitCap?: Money;
  /** Security that the partner has deposited; absent: none. */
  collateral?: Money;
  /** Of `HYBRID_RESERVE`: the part of the settlement value that is reserved when points vest; absent: 0.40. */
  reserveRate?: RateText;
  /** Of `HYBRID_RESERVE`: who gets what expired points release; absent: 70 to the issuer, 30 to the coalition's fund. */
  releaseShares?: ReleaseShares;
  /** Of `PAY_AT_BURN`: the part of the settlement value that expired points cost, to the coalition's fund; absent: 0. */
  expireRate?: RateText;
  /** Of `PAY_AT_ISSUE`: the part of the issue price that comes back to the issuer for expired points; absent: 0. */
  breakageShare?: RateText;
  /** When points are paid for under `PAY_AT_ISSUE` and `HYBRID_RESERVE`; absent: `VESTED`. */
  issueTrigger?: 'VESTED' | 'EARNED';
  /** Whether fees are charged on points burned at their own issuer; absent: false. */
  ownBurnFee?: boolean;
  /** How PPN is credited on notes; absent: `CUMULATIVE`, with which notes never exceed the invoice. */
  ppnRounding?: 'CUMULATIVE' | 'PER_NOTE' | 'FLOOR';
  /** Coverage below which the operator is warned; absent: 1.00. */
  minCoverageWarn?: RateText;
  /** Coverage below which earns stop; absent: never. */
  minCoverageStop?: RateText;
  /** Part of the cap from whose use on the operator is warned; absent: the coalition's, or 0.80. */
  capWarnAt?: RateText;
  /** Part of the cap from whose use on hardly anything is left; absent: the coalition's, or 0.95. */
  capAlertAt?: RateText;
  /**
   * In the coalition's terms: fewest members behind a figure that crosses partners; absent: 20.
   * @isInt
   * @minimum 10
   */
  statisticsMinimum?: number;
  earnRule: EarnRule;
  burnRule: BurnRule;
  /** What one till may earn offline in a day; absent: as much as it sells. */
  offlineLimits?: OfflineLimits;
  /** In the coalition's terms: absent, members cannot send points. */
  transferRule?: TransferRule;
  /**
   * In the coalition's terms: points that one person may adjust in a day alone, and that may be adjusted for one member; absent: 1,000.
   * @isInt
   * @minimum 0
   */
  adjustmentLimit?: number;
  /** In the coalition's terms: clocks and limits of disputes. */
  disputeRule?: DisputeRule;
}

export interface TermsRequest {
  /** `prt_…`, or `COALITION` for the terms that all partners accept. */
  party: string;
  validFrom: WireDate;
  validTo?: WireDate;
  /**
   * The version that this one corrects: it may then begin on a past date, and prices it by restatement only.
   * @isInt
   * @minimum 1
   */
  correctsVersion?: number;
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
  madeAt: string;
  checkedBy?: string;
  checkedAt?: string;
  countersignedBy?: string;
  countersignedAt?: string;
  withdrawnBy?: string;
  withdrawnReason?: string;
  /** The version that this one corrects; it prices by restatement only. */
  correctsVersion?: number;
  /** The coalition's version that the partner accepts with its signature. */
  acceptsTerms?: AcceptedTerms;
  /** Of a version that is not in force yet, for the operator: pairs for whom pay and receive prices differ with it. */
  rateDifferences?: RateDifferenceView[];
}

export interface AcceptedTerms {
  termsId: string;
  version: number;
  termsHash: string;
}

/** A pair whose pay price, by the issuer's terms, is not the receive price, by the redeemer's: the hub keeps the difference, or adds it. */
export interface RateDifferenceView {
  /** `prt_…`, or `HUB` for the coalition's own campaigns. */
  issuerId: string;
  issuerName: string;
  redeemerId: string;
  redeemerName: string;
  pointKind: string;
  /** With steps: from so many points of the line on. */
  fromPoints: number;
  payPrice: RateText;
  receivePrice: RateText;
  /** Pay less receive, rupiah a point; negative where the hub adds. */
  difference: string;
  payTermsRef: string;
  receiveTermsRef: string;
}

export interface WithdrawTermsRequest {
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}
