import type { Money, WireDate } from '../http/wire';
import type { FundingShare, RateText } from './prices.wire';

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
