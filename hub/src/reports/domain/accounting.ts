import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';

/** Points that were paid for when they were issued, and what became of them; prices in rupiah a point. */
export interface PrepaidPoints {
  readonly issued: bigint;
  readonly burned: bigint;
  /** What is left of them: when nothing is, all has been earned. */
  readonly outstanding: bigint;
  /** Price that the issuer paid, and price that the hub pays redeemers. */
  readonly issuePrice: Exact;
  readonly redemptionPrice: Exact;
  /** Part of the points that will ever be burned. */
  readonly urr: Exact;
}

/** The operator's two ways to look at points that were paid for at issue; all amounts in minor units, whole rupiah. */
export interface HubViews {
  readonly issueClaims: bigint;
  readonly redemptionClaims: bigint;
  readonly fundBalance: bigint;
  readonly expectedFutureCost: bigint;
  /** The operator as principal: revenue in the proportion burned over expected to be burned. */
  readonly principal: { readonly revenue: bigint; readonly contractLiability: bigint; readonly grossProfit: bigint };
  /** The operator as agent: its margin, taken at issue. */
  readonly agent: { readonly marginAtIssue: bigint };
}

const money = (points: bigint, price: Exact): Exact => new Exact(points.toString()).mul(price).mul(100);

/**
 * Both views side by side; which one applies is the auditor's choice (PSAK 115, B34-B38 on principal and agent, B44-B47 on unexercised rights).
 * Once more was burned than the estimate expected, or nothing is outstanding, what was burned is what was expected.
 */
export function hubViews(points: PrepaidPoints): HubViews {
  const paid = money(points.issued, points.issuePrice);
  const cost = roundHalfUp(money(points.burned, points.redemptionPrice));
  const issueClaims = roundHalfUp(paid);
  const expected = expectedBurns(points);
  const revenue = roundHalfUp(expected.isZero() ? (points.outstanding === 0n ? paid : new Exact(0)) : paid.mul(points.burned.toString()).div(expected));
  return {
    issueClaims, redemptionClaims: cost, fundBalance: issueClaims - cost,
    expectedFutureCost: roundHalfUp(expected.sub(points.burned.toString()).mul(points.redemptionPrice).mul(100)),
    principal: { revenue, contractLiability: issueClaims - revenue, grossProfit: revenue - cost },
    agent: { marginAtIssue: issueClaims - roundHalfUp(money(points.issued, points.redemptionPrice)) },
  };
}

/** Points that will have been burned in the end, by the estimate. */
export function expectedBurns(points: Pick<PrepaidPoints, 'issued' | 'burned' | 'outstanding' | 'urr'>): Exact {
  const burned = new Exact(points.burned.toString());
  if (points.outstanding <= 0n) return burned;
  const estimated = new Exact(points.issued.toString()).mul(points.urr);
  return estimated.lt(burned) ? burned : estimated;
}

/** What a new estimate changes in the revenue to date: the difference of the two printed figures. */
export function trueUp(points: PrepaidPoints, before: Exact): bigint {
  return hubViews(points).principal.revenue - hubViews({ ...points, urr: before }).principal.revenue;
}

/** Sales with points, as a portfolio: what was paid for them in money, and the points they gave. */
export interface SalesWithPoints {
  readonly salesMinor: bigint;
  readonly points: bigint;
  readonly burned: bigint;
  readonly outstanding: bigint;
  /** Rupiah a point. */
  readonly pointValue: Exact;
  readonly urr: Exact;
}

/** An issuer's own books: the transaction price is split by stand-alone prices, and the part of the points waits until they are burned. Minor units, whole rupiah. */
export interface OwnBooks {
  readonly standAlonePriceOfPoints: bigint;
  readonly deferred: bigint;
  readonly revenueNow: bigint;
  /** Of the deferred part: in the proportion burned over expected to be burned. */
  readonly released: bigint;
  readonly stillDeferred: bigint;
}

/** PSAK 115, paragraphs 73-80 (relative stand-alone prices), B39-B43 (a right to further goods) and B46 (breakage in proportion). */
export function ownBooks(sales: SalesWithPoints): OwnBooks {
  const alone = money(sales.points, sales.pointValue).mul(sales.urr);
  const paid = new Exact(sales.salesMinor.toString());
  const deferred = alone.isZero() || paid.isZero() ? new Exact(0) : paid.mul(alone).div(paid.add(alone));
  const expected = expectedBurns({ issued: sales.points, burned: sales.burned, outstanding: sales.outstanding, urr: sales.urr });
  const whole = roundHalfUp(deferred);
  const released = expected.isZero() ? (sales.outstanding <= 0n ? whole : 0n) : roundHalfUp(deferred.mul(sales.burned.toString()).div(expected));
  return { standAlonePriceOfPoints: roundHalfUp(alone), deferred: whole, revenueNow: sales.salesMinor - whole, released, stillDeferred: whole - released };
}
