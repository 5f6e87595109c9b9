import { Exact } from '../../kernel/rate';

export const ALERT_KINDS = ['CAP_WARNING', 'CAP_NEARLY_USED', 'CAP_USED', 'COVERAGE_LOW', 'COVERAGE_STOP', 'CONCENTRATION', 'FIGURE_CORRECTED'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What to do about it. */
export const ADVICE: Readonly<Record<AlertKind, string>> = {
  CAP_WARNING: 'A large part of the net debit cap is used. Settle sooner, ask for collateral, or agree on a larger cap before earns stop.',
  CAP_NEARLY_USED: 'Hardly anything of the net debit cap is left. Call the issuer today: earns stop at the cap, burns go on.',
  CAP_USED: 'The net debit cap is used up and earns of this issuer are refused; burns go on. They resume by themselves when the position is settled or the cap is raised.',
  COVERAGE_LOW: 'Collateral and paid reserve do not cover what the outstanding points are expected to cost. Ask the issuer for collateral.',
  COVERAGE_STOP: 'Coverage fell below the agreed minimum and earns of this issuer are refused; burns go on. They resume with the first night on which coverage suffices.',
  CONCENTRATION: 'Nearly all points of this issuer are burned at one redeemer. Look at the sales behind them: one may issue cheaply what the other redeems dearly.',
  FIGURE_CORRECTED: 'The kept figure of this issuer differed from the books and was put right. Nothing has to be paid; tell the hub\'s engineers when it happens again.',
};

/** How a night found an issuer; money in minor units. */
export interface Found {
  /** Used part of the cap; absent without a cap. */
  readonly used?: Exact;
  readonly headroomMinor?: bigint;
  readonly coverage?: Exact;
  readonly warnAt: string;
  readonly alertAt: string;
  readonly minCoverageWarn: string;
  readonly minCoverageStop?: string;
  /** Points of the issuer burned elsewhere of late, and the redeemer that took most of them. */
  readonly burnedElsewhere: { readonly all: bigint; readonly most: bigint; readonly redeemer?: string };
  readonly corrected: boolean;
}

/** Share of an issuer's points at one redeemer that is looked at, once there are enough of them. */
const CONCENTRATED = '0.80';
const LEAST_POINTS = 1_000n;

/** The alerts that stand after a night, each with the figures that raised it. Of the three of the cap the gravest stands alone. */
export function alertsOf(found: Found): ReadonlyMap<AlertKind, Readonly<Record<string, string>>> {
  const alerts = new Map<AlertKind, Readonly<Record<string, string>>>();
  const used = found.used?.toFixed(4);
  if (found.headroomMinor !== undefined && found.headroomMinor <= 0n) alerts.set('CAP_USED', { ...(used !== undefined && { used }), headroomMinor: found.headroomMinor.toString() });
  else if (found.used?.gte(found.alertAt)) alerts.set('CAP_NEARLY_USED', { used: used ?? '', threshold: found.alertAt });
  else if (found.used?.gte(found.warnAt)) alerts.set('CAP_WARNING', { used: used ?? '', threshold: found.warnAt });
  if (found.coverage?.lt(found.minCoverageWarn)) alerts.set('COVERAGE_LOW', { coverage: found.coverage.toFixed(4), threshold: found.minCoverageWarn });
  if (found.minCoverageStop !== undefined && found.coverage?.lt(found.minCoverageStop)) alerts.set('COVERAGE_STOP', { coverage: found.coverage.toFixed(4), threshold: found.minCoverageStop });
  const { all, most, redeemer } = found.burnedElsewhere;
  const share = all > 0n ? new Exact(most.toString()).div(all.toString()) : new Exact(0);
  if (all >= LEAST_POINTS && share.gte(CONCENTRATED)) alerts.set('CONCENTRATION', { share: share.toFixed(4), redeemerId: redeemer ?? '', points: all.toString() });
  if (found.corrected) alerts.set('FIGURE_CORRECTED', {});
  return alerts;
}
