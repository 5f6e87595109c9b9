import type { Money, WireDate } from '../http/wire';
import type { RateText } from '../terms/prices.wire';

/** Points of a measure by business date, and the part of them that arrived after the window of its own date had been closed. */
export interface MeasuredPoints {
  points: number;
  restated: number;
}

/** Points issued, burned, expired and taken back by refunds or operators; each net of what undid it. */
export interface PointFlows {
  issued: MeasuredPoints;
  burned: MeasuredPoints;
  /** The part of `burned` that was burned away from the issuing brand. */
  burnedElsewhere: MeasuredPoints;
  expired: MeasuredPoints;
  takenBack: MeasuredPoints;
  /** Points of any issuer burned at the partner or outlet; of the operator all. */
  burnedHere: MeasuredPoints;
}

export interface KpiDay {
  businessDate: string;
  issued: number;
  burned: number;
  expired: number;
  takenBack: number;
  /** Outstanding at the end of the date. */
  outstanding: number;
  /** What arrived after the window of the date had been closed, all movements together. */
  restated: number;
}

/** A ratio with what it is made of; `value` is absent when there is nothing to divide by. */
export interface KpiRatio {
  kpi: 'burnEarnRatio' | 'pointsRedemptionRate' | 'memberRedemptionRate' | 'breakageRate' | 'expiryRate' | 'urr' | 'firstRedemptionRate' | 'activeRate' | 'churnRate' | 'crossPartnerBurnShare' | 'netIssuerIndex' | 'coverageRatio' | 'latePostingRate' | 'costPerPointIssued' | 'costPerPointBurned' | 'autoMatchRate' | 'breakAge' | 'disputeRateByValue' | 'daysToIssued' | 'restatementCount';
  /** Decimal string; money in rupiah. */
  numerator: string;
  denominator: string;
  /** Decimal string with four decimals. */
  value?: string;
}

/** Figures of a programme in a period, by the definitions of docs/guides/liability.md. */
export interface KpiReport {
  object: 'kpiReport';
  from: string;
  /** The business date after the last one. */
  to: string;
  /** Issuer of the lots that are counted; absent: the whole coalition. */
  partnerId?: string;
  partnerName?: string;
  /** Outlet at which the lots were earned. */
  outletId?: string;
  /** Number of the journal up to which is counted: the same filter and number give everybody the same figures. */
  asOfSequence: number;
  asOf: string;
  openingOutstanding: number;
  flows: PointFlows;
  /** `openingOutstanding + issued - burned - expired - takenBack`. */
  closingOutstanding: number;
  /** Outstanding points that are expected never to be burned. */
  breakageEstimate: number;
  pointsLiability: Money;
  members: { enrolled: number; active: number; withBurn: number };
  ratios: KpiRatio[];
  days: KpiDay[];
}

export interface LiabilityRow {
  issuerId: string;
  issuerName: string;
  /** First day of the month in which the points were issued. */
  issueMonth: string;
  /** Months of 30 days since the points were earned. */
  age: 'M0_3' | 'M3_6' | 'M6_12' | 'M12_24' | 'M24';
  /** Tier of the members; `NONE` where they have none. */
  tier: string;
  pointKind: string;
  outstanding: number;
  /** The part that arrived after the window of the report's date had been closed. */
  restated: number;
  urr: string;
  /** Rupiah a point, now. */
  pointPrice: string;
  /** Points that are expected never to be burned. */
  breakageEstimate: number;
  liability: Money;
}

export interface LiabilityTotal {
  /** Issuer, age or tier. */
  key: string;
  name: string;
  outstanding: number;
  breakageEstimate: number;
  liability: Money;
}

/** Points liability: outstanding x URR x current point price, rounded once a row, so that every total is the sum of its rows. */
export interface LiabilityReport {
  object: 'liabilityReport';
  /** Business date at whose end is counted. */
  date: string;
  partnerId?: string;
  asOfSequence: number;
  asOf: string;
  data: LiabilityRow[];
  byIssuer: LiabilityTotal[];
  byAge: LiabilityTotal[];
  byTier: LiabilityTotal[];
  totals: { outstanding: number; restated: number; breakageEstimate: number; liability: Money };
}

/** An estimate of the part of an issue month's points that will ever be burned. */
export interface UrrEstimate {
  object: 'urr';
  id: string;
  issuerId: string;
  issuerName: string;
  issueMonth: string;
  version: number;
  urr: string;
  reason: string;
  author: string;
  at: string;
}

export interface UrrList {
  data: UrrEstimate[];
}

/** A new version of an estimate; it posts nothing. */
export interface UrrRequest {
  issuerId: string;
  /** First day of the month. */
  issueMonth: WireDate;
  /** From 0 to 1. */
  urr: RateText;
  /**
   * @minLength 10
   * @maxLength 500
   */
  reason: string;
}

/** The operator's books for points that were paid for at issue, as principal and as agent; which one applies is the auditor's choice. */
export interface HubBooks {
  issueClaims: Money;
  redemptionClaims: Money;
  fundBalance: Money;
  expectedFutureCost: Money;
  principal: { revenue: Money; contractLiability: Money; grossProfit: Money };
  agent: { marginAtIssue: Money };
}

/** The issuer's own books: what it sold with points, split by stand-alone prices. */
export interface IssuerBooks {
  standAlonePriceOfPoints: Money;
  deferred: Money;
  revenueNow: Money;
  released: Money;
  stillDeferred: Money;
}

export interface AccountingMonth {
  issueMonth: string;
  preset: 'PAY_AT_BURN' | 'PAY_AT_ISSUE' | 'HYBRID_RESERVE';
  issued: number;
  burned: number;
  outstanding: number;
  urr: string;
  /** Only where points were paid for at issue. */
  hub?: HubBooks;
  /** Of the sales that named an amount. */
  issuer: IssuerBooks;
  /** What the last change of the estimate changed in the revenue to date: of the operator as principal, or of the issuer. */
  trueUp?: Money;
}

export interface AccountingReport {
  object: 'accountingReport';
  issuerId: string;
  issuerName: string;
  date: string;
  asOfSequence: number;
  data: AccountingMonth[];
}

export interface InsightCell {
  partnerId: string;
  partnerName: string;
  /** Rounded to tens. */
  members?: number;
  /** The partner's own points that these members burned there, rounded to three digits. */
  pointsBurnedThere?: number;
  /** Too few members, or one of them too large, to be told. */
  suppressed: boolean;
}

/** Where a partner's members also go, for a whole calendar month; small groups are left out. */
export interface Insights {
  object: 'insights';
  partnerId: string;
  month: string;
  /** Fewest members of a cell that is told. */
  minimumMembers: number;
  data: InsightCell[];
}
