import type { Money } from '../http/wire';

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
