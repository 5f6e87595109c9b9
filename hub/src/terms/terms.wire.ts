import type { Money, WireDate } from '../http/wire';

/**
 * A decimal string with at most 10 decimals.
 * @pattern ^(0|[1-9][0-9]{0,15})(\.[0-9]{1,10})?$ "Send a decimal string such as 0.015."
 * @example "0.015"
 */
export type RateText = string;

/** How an issuer's points are paid for: when they are burned, when they are issued, or from a reserve. */
export type Preset = 'PAY_AT_BURN' | 'PAY_AT_ISSUE' | 'HYBRID_RESERVE';

/** From so many points of the line onward, each point has this price; steps are marginal and begin at 0. */
export interface PriceStep {
  /**
   * @isInt
   * @minimum 0
   * @maximum 9007199254740991
   */
  fromPoints: number;
  pointPrice: RateText;
}

/** A priced rule: what one party pays or receives per point at an event. */
export interface Clause {
  /** @pattern ^[a-z0-9-]{1,40}$ */
  clauseId: string;
  event: 'ISSUE' | 'BURN' | 'EXPIRE';
  side: 'PAY' | 'RECEIVE';
  /** Rupiah a point; with `steps`, the price of the first step. */
  pointPrice: RateText;
  /**
   * Only for points of this kind.
   * @pattern ^[A-Z0-9_]{1,20}$
   */
  pointKind?: string;
  /**
   * Only for burns in this category.
   * @minLength 1
   * @maxLength 64
   */
  category?: string;
  /** Only for points of issuers with this preset. */
  issuerPreset?: Preset;
  /**
   * @minItems 1
   * @maxItems 20
   */
  steps?: PriceStep[];
}

/** From this base onward, what lies above it is charged at this rate; steps are marginal and begin at 0. */
export interface FeeStep {
  fromAmount: Money;
  rate: RateText;
}

/** What the hub charges for its service, on principal paid or received in a document cycle. */
export interface FeeClause {
  /** @pattern ^[a-z0-9-]{1,40}$ */
  clauseId: string;
  lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE';
  base: 'PAID' | 'RECEIVED';
  /** With `steps`, the rate of the first step. */
  rate: RateText;
  /** Charged for each burn in addition. */
  flatPerBurn?: Money;
  /** A cycle with a base costs at least so much. */
  minPerCycle?: Money;
  /** A cycle costs at most so much. */
  maxPerCycle?: Money;
  /**
   * @minItems 1
   * @maxItems 20
   */
  steps?: FeeStep[];
}

/** A party that bears a part of what a lot's issuer owes: `prt_…` or `HUB`; weights are relative. */
export interface FundingShare {
  party: string;
  weight: RateText;
}

/** Of a reserve that expired points release: what goes back to the issuer and what the coalition keeps; relative weights. */
export interface ReleaseShares {
  issuer: RateText;
  fund: RateText;
}

/** When points end; always at the end of a business date. `ROLLING`: so many days after the member's last earn or burn. */
export interface ExpiryRule {
  mode: 'NEVER' | 'DAYS' | 'MONTH_END' | 'FIXED_DATE' | 'ROLLING';
  /**
   * For `DAYS` and `ROLLING`.
   * @isInt
   * @minimum 1
   * @maximum 3660
   */
  days?: number;
  /**
   * For `MONTH_END`: at the end of the month that lies so many months after the sale's own.
   * @isInt
   * @minimum 0
   * @maximum 120
   */
  months?: number;
  /** For `FIXED_DATE`: the last day. */
  date?: WireDate;
}

/** Pending points: they count from a later day, or from an event of the issuer's; exactly one of the two. */
export interface VestingRule {
  /**
   * @isInt
   * @minimum 1
   * @maximum 366
   */
  afterDays?: number;
  /**
   * The name of the event with which the issuer lets the lot vest.
   * @pattern ^[A-Z0-9_]{1,40}$
   */
  untilEvent?: string;
}

/** A further lot of the same earn, funded by its own issuer. */
export interface BonusRule {
  /** @pattern ^[a-z0-9-]{1,40}$ */
  bonusId: string;
  /** `prt_…`, or `HUB` for the coalition's own campaigns. */
  issuer: string;
  /**
   * `QUALIFYING` units count for status and are never spent or settled.
   * @pattern ^[A-Z0-9_]{1,20}$
   */
  pointKind?: string;
  /** Points for each point of the base, rounded down. */
  multiplier: RateText;
  /**
   * The base counts lines of the basket in these categories only, on what was paid for them in money; absent: the whole sale.
   * @minItems 1
   * @maxItems 50
   */
  categories?: string[];
  /** First business date on which it is given; absent: from the start of the terms. */
  validFrom?: WireDate;
  /** The business date after the last one. */
  validTo?: WireDate;
  expiry?: ExpiryRule;
  vesting?: VestingRule;
  /** Partners that may take these points, `prt_…`; absent: every one. */
  usableAt?: string[];
  /** Who bears what the lot's issuer owes; absent: the issuer alone. */
  fundingShares?: FundingShare[];
  /** At most so many points are given; then sales earn without this bonus. */
  budget?: CampaignBudget;
}

/** Points that a campaign may give in all. Bonuses of one code share it, and later versions of the terms go on with what is left of it. */
export interface CampaignBudget {
  /** @pattern ^[a-z0-9-]{1,40}$ */
  code: string;
  /**
   * @isInt
   * @minimum 1
   * @maximum 9007199254740991
   */
  points: number;
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
  /** In place of `expiresAfterDays`, for the other ways in which points end. */
  expiry?: ExpiryRule;
  vesting?: VestingRule;
  /** Partners that may take these points, `prt_…`; absent: every one. */
  usableAt?: string[];
  /** Who bears what these points' issuer owes; absent: the issuer alone. */
  fundingShares?: FundingShare[];
  /** @maxItems 8 */
  bonuses?: BonusRule[];
  /**
   * What a member still owes after so many days is written off; absent: 90.
   * @isInt
   * @minimum 1
   * @maximum 3660
   */
  receivableDays?: number;
  /** What a refund does with points that are gone: they are owed and later earns repay them, they are forgiven, or only pending points are ever taken. */
  refundPolicy?: 'RECEIVABLE' | 'WITHIN_BALANCE' | 'PENDING_ONLY';
  /** Whether an earn may state points instead of an amount. */
  pointsAllowed: boolean;
  /**
   * Points that one earn may give at most, bonuses included; what would give more is refused whole. It bounds what a stolen key or a slip of a till can issue
   * at once; absent: no bound.
   * @isInt
   * @minimum 1
   */
  maxPointsPerEarn?: number;
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

/** What a till that was alone may have earned on one business date; what goes beyond is refused. */
export interface OfflineLimits {
  /**
   * @isInt
   * @minimum 0
   */
  earnsPerDay?: number;
  /** Sum of the sales' amounts; an earn in points counts its face value. */
  valuePerDay?: Money;
}

/** Points that members send each other; in the coalition's terms. */
export interface TransferRule {
  /**
   * @isInt
   * @minimum 1
   */
  minPoints: number;
  /**
   * @isInt
   * @minimum 1
   */
  maxPoints: number;
  /**
   * Points that one member sends in a business date, all together; absent: as many as it has.
   * @isInt
   * @minimum 1
   */
  maxPerDay?: number;
  /**
   * @isInt
   * @minimum 1
   */
  maxTransfersPerDay?: number;
  /**
   * Lots that end within so many days are not sent.
   * @isInt
   * @minimum 0
   */
  minDaysLeft?: number;
}

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
