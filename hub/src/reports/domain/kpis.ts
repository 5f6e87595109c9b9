import { Exact } from '../../kernel/rate';

/** Movements of points; `takenBack` is what refunds and operators took from members again. All net of what undid them. */
export interface Flows {
  readonly issued: bigint;
  readonly burned: bigint;
  readonly expired: bigint;
  readonly takenBack: bigint;
}

/** `issued - burned - expired - taken back`. */
export function outstandingOf(flows: Flows): bigint {
  return flows.issued - flows.burned - flows.expired - flows.takenBack;
}

/** How settlement goes: money in minor units, days whole. */
export interface Health {
  /** Records of partners' files, and those of them that matching settled by itself. */
  readonly records: bigint;
  readonly matched: bigint;
  /** Breaks that are open now, and the days that they have been, in all. */
  readonly openBreaks: bigint;
  readonly breakDays: bigint;
  readonly disputedMinor: bigint;
  readonly billedMinor: bigint;
  /** Documents that were issued, and the days from the end of their cycles until they were, in all. */
  readonly documents: bigint;
  readonly documentDays: bigint;
  readonly restatements: bigint;
}

/** What the ratios are made of; money in minor units. */
export interface KpiFacts {
  readonly period: Flows & { readonly burnedElsewhere: bigint };
  /** Everything up to the end of the period. */
  readonly toDate: Flows;
  /** Lots that were issued in the period, to date. */
  readonly cohort: Flows;
  readonly expectedBreakage: bigint;
  readonly members: { readonly enrolled: bigint; readonly withBurn: bigint; readonly active: bigint; readonly activeAtStart: bigint; readonly lost: bigint; readonly fresh: bigint; readonly freshWithBurn: bigint };
  readonly postings: { readonly all: bigint; readonly late: bigint };
  readonly claims: { readonly paidAsIssuer: bigint; readonly receivedAsRedeemer: bigint };
  readonly health: Health;
  readonly liabilityMinor: bigint;
  readonly securityMinor: bigint;
  /** Outstanding x URR, unrounded, over outstanding. */
  readonly expectedBurns: Exact;
}

export const KPIS = ['burnEarnRatio', 'pointsRedemptionRate', 'memberRedemptionRate', 'breakageRate', 'expiryRate', 'urr', 'firstRedemptionRate', 'activeRate', 'churnRate', 'crossPartnerBurnShare', 'netIssuerIndex', 'coverageRatio', 'latePostingRate', 'costPerPointIssued', 'costPerPointBurned', 'autoMatchRate', 'breakAge', 'disputeRateByValue', 'daysToIssued', 'restatementCount'] as const;
export type KpiName = (typeof KPIS)[number];

/** A ratio with what it is made of; no value when there is nothing to divide by. */
export interface Kpi {
  readonly kpi: KpiName;
  readonly numerator: string;
  readonly denominator: string;
  /** Four decimals, half up. */
  readonly value?: string;
}

/** The ratios as the programme defines them; points net of reversals, by business date. */
export function kpisOf(facts: KpiFacts): Kpi[] {
  const { period, toDate, cohort, members, postings, claims, health } = facts;
  const earned = (flows: Flows): bigint => flows.issued - flows.takenBack;
  const rupiah = (minor: bigint): Exact => new Exact(minor.toString()).div(100);
  const outstanding = outstandingOf(toDate);
  return [
    ratio('burnEarnRatio', period.burned, earned(period)),
    ratio('pointsRedemptionRate', cohort.burned, earned(cohort)),
    ratio('memberRedemptionRate', members.withBurn, members.enrolled),
    ratio('breakageRate', toDate.expired + facts.expectedBreakage, earned(toDate)),
    ratio('expiryRate', toDate.expired, earned(toDate)),
    ratio('urr', facts.expectedBurns, outstanding),
    ratio('firstRedemptionRate', members.freshWithBurn, members.fresh),
    ratio('activeRate', members.active, members.enrolled),
    ratio('churnRate', members.lost, members.activeAtStart),
    ratio('crossPartnerBurnShare', period.burnedElsewhere, period.burned),
    ratio('netIssuerIndex', rupiah(claims.paidAsIssuer - claims.receivedAsRedeemer), rupiah(claims.paidAsIssuer)),
    ratio('coverageRatio', rupiah(facts.securityMinor), rupiah(facts.liabilityMinor)),
    ratio('latePostingRate', postings.late, postings.all),
    ratio('costPerPointIssued', rupiah(claims.paidAsIssuer), earned(period)),
    ratio('costPerPointBurned', rupiah(claims.paidAsIssuer), period.burned),
    ratio('autoMatchRate', health.matched, health.records),
    ratio('breakAge', health.breakDays, health.openBreaks),
    ratio('disputeRateByValue', rupiah(health.disputedMinor), rupiah(health.billedMinor)),
    ratio('daysToIssued', health.documentDays, health.documents),
    ratio('restatementCount', health.restatements, 1n),
  ];
}

function ratio(kpi: KpiName, over: bigint | Exact, under: bigint | Exact): Kpi {
  const [numerator, denominator] = [new Exact(over.toString()), new Exact(under.toString())];
  const parts = { kpi, numerator: numerator.toFixed(), denominator: denominator.toFixed() };
  return denominator.lte(0) ? parts : { ...parts, value: numerator.div(denominator).toFixed(4, Exact.ROUND_HALF_UP) };
}
