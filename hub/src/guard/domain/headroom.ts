import { Exact } from '../../kernel/rate';

/** What a capped issuer's headroom is made of; all in minor units. */
export interface HeadroomFacts {
  readonly netDebitCap: bigint;
  /** Net of calculated and unsettled windows; positive when the hub owes the issuer. */
  readonly position: bigint;
  /** What money and set-off have met of it in settlements that are still settling, signed as it changes the position: who has paid has its room again, whether or not others have been paid out. */
  readonly met: bigint;
  /** Legs that no night has calculated yet, at their clause prices. */
  readonly uncalculated: Exact;
  /** Points of the issuer's lots that are held elsewhere, at their pay price. */
  readonly openHolds: Exact;
  /** Points that have not vested yet, at their issue price. */
  readonly pendingIssue: Exact;
}

/** `netDebitCap + livePosition + met - openHolds - pendingIssue`, where the live position is the position with what is not calculated yet. */
export function headroom(facts: HeadroomFacts): Exact {
  return livePosition(facts).add((facts.netDebitCap + facts.met).toString()).sub(facts.openHolds).sub(facts.pendingIssue);
}

export function livePosition(facts: Pick<HeadroomFacts, 'position' | 'uncalculated'>): Exact {
  return new Exact(facts.position.toString()).add(facts.uncalculated);
}

/** Whether an earn may be accepted: there must be headroom, and what the earn itself claims at once must fit into it. A burn is never asked. */
export function earnFits(left: Exact, ownClaim: Exact): boolean {
  return left.gt(0) && left.sub(ownClaim).gte(0);
}

/** How much of the cap is used, as a fraction: 0.8 is 80 %. */
export function usedOfCap(facts: HeadroomFacts): Exact | undefined {
  if (facts.netDebitCap <= 0n) return undefined;
  return new Exact(facts.netDebitCap.toString()).sub(headroom(facts)).div(facts.netDebitCap.toString());
}

/** `(collateral + paid reserve) / (outstanding x urr x settlement value)`; nothing outstanding: not computed. All money in minor units. */
export function coverage(facts: { readonly collateral: bigint; readonly paidReserve: bigint; readonly liability: Exact }): Exact | undefined {
  if (facts.liability.lte(0)) return undefined;
  return new Exact((facts.collateral + facts.paidReserve).toString()).div(facts.liability);
}
