import type { Money } from '../http/wire';

export interface GuardAlert {
  object: 'guardAlert';
  id: string;
  issuerId: string;
  issuerName: string;
  kind: 'CAP_WARNING' | 'CAP_NEARLY_USED' | 'CAP_USED' | 'COVERAGE_LOW' | 'COVERAGE_STOP' | 'CONCENTRATION' | 'FIGURE_CORRECTED';
  /** What to do about it. */
  advice: string;
  /** The figures that raised it, such as `used` 0.8312 of the cap; fractions and minor units as text. */
  facts: { [name: string]: string };
  raisedOn: string;
  raisedAt: string;
  /** When what raised it was gone. */
  clearedAt?: string;
}

export interface GuardAlertList {
  data: GuardAlert[];
}

/** An issuer that leaves: its earns stop, burns and documents go on until its last lot is gone. */
export interface RunOff {
  status: 'REQUESTED' | 'RUNNING';
  reason: string;
  requestedBy: string;
  requestedAt: string;
  decidedBy?: string;
  decidedAt?: string;
  /** Outstanding x URR x settlement value: what the collateral should be. */
  collateralRequired: Money;
}

export interface EarnStop {
  reason: 'HEADROOM' | 'COVERAGE' | 'DUNNING' | 'DEFAULT' | 'RUN_OFF';
  since?: string;
}

/** What an issuer has at risk, now. Headroom stops earns at 0; it never stops burns. */
export interface GuardedIssuer {
  object: 'guardedIssuer';
  issuerId: string;
  issuerName: string;
  /** Absent: no cap, and no headroom to run out of. */
  netDebitCap?: Money;
  /** Calculated and not yet settled; positive means the hub owes the issuer. */
  position: Money;
  /** What money and set-off have met of it in settlements that are still settling; signed as it changes the position. */
  met: Money;
  /** `position + met`: what is really open for claims. */
  openPosition: Money;
  /** With legs that no night has calculated yet, at their clause prices. */
  livePosition?: Money;
  /** The issuer's points that are held elsewhere, at their pay price. */
  openHolds?: Money;
  /** Points that have not vested yet, at their issue price. */
  pendingIssue?: Money;
  /** `netDebitCap + livePosition + met - openHolds - pendingIssue`. */
  headroom?: Money;
  /** Used part of the cap, four decimals. */
  used?: string;
  outstanding: number;
  /** Outstanding x URR x settlement value. */
  liability: Money;
  collateral: Money;
  /** Of settled windows only. */
  paidReserve: Money;
  /** `(collateral + paidReserve) / liability`, four decimals; absent when nothing is outstanding. */
  coverage?: string;
  minCoverageWarn: string;
  minCoverageStop?: string;
  /** Why earns are refused now; empty: they are accepted. */
  earnStops: EarnStop[];
  alerts: GuardAlert[];
  runOff?: RunOff;
}

export interface GuardedIssuerList {
  data: GuardedIssuer[];
  asOf: string;
}

/** How a night found an issuer. */
export interface GuardDay {
  businessDate: string;
  netDebitCap?: Money;
  livePosition: Money;
  met: Money;
  openHolds: Money;
  pendingIssue: Money;
  headroom?: Money;
  liability: Money;
  coverage?: string;
}

export interface GuardHistory {
  issuerId: string;
  data: GuardDay[];
}

export interface RunOffRequest {
  /**
   * @minLength 3
   * @maxLength 500
   */
  reason: string;
}
