import type { AnyBundle, MoneyCorrection } from './bundle';
import type { RulingLeaf } from './leaves';
import { holds } from './failure';
import type { LoggedFacts, ProvedLeg } from './log-steps';
import type { Timeline } from './timeline';

/** Step 5: what was taken back in money are points of a burn that is shown; where a ruling ordered it, the ruling is logged, is between its issuer and its redeemer, and allows so many points. */
export function proveCorrections(bundle: AnyBundle, legs: readonly ProvedLeg[], logged: LoggedFacts, timeline: Timeline): readonly MoneyCorrection[] {
  if (!('corrections' in bundle) || !bundle.corrections) return [];
  const ordered = new Map<number, bigint>();
  let last = [-1, -1];
  for (const one of bundle.corrections) {
    const leg = legs[one.leg];
    const name = `correction of leg ${leg?.facts.legId ?? one.leg}`;
    const at = [timeline.orderOf(one.windowId) ?? -1, one.leg];
    holds((at[0] ?? -1) > (last[0] ?? 0) || (at[0] === last[0] && (at[1] ?? -1) >= (last[1] ?? 0)), 5, name, 'Corrections stand by window and leg, in windows that are booked.');
    last = at;
    holds(leg !== undefined && one.points > 0 && leg.facts.reversesLegId === undefined, 5, name, 'It takes back points of a burn that is shown.');
    if (one.ruling === undefined) continue;
    const ruling = logged.rulings.get(one.ruling);
    holds(ruling !== undefined, 5, name, `It rests on leaf ${one.ruling}, which is no ruling of the bundle.`);
    proveRuling(ruling, leg, name);
    const sum = (ordered.get(one.ruling) ?? 0n) + BigInt(one.points);
    ordered.set(one.ruling, sum);
    holds(ruling.points === null || sum <= BigInt(ruling.points), 5, name, `The ruling ${ruling.rulingId} upheld ${ruling.points ?? 0} points, more were taken back on it.`);
  }
  const idle = [...logged.rulings.keys()].find((leaf) => !ordered.has(leaf));
  holds(idle === undefined, 5, `leaf ${idle ?? ''}`, 'No correction rests on this ruling.');
  return bundle.corrections;
}

function proveRuling(ruling: RulingLeaf, { facts }: ProvedLeg, name: string): void {
  const parties = [ruling.openerId, ruling.counterpartyId];
  holds(ruling.outcome === 'UPHELD' && ruling.remedy === 'MONEY_ONLY', 5, name, `The ruling ${ruling.rulingId} is ${ruling.outcome} with remedy ${ruling.remedy ?? 'none'} on dispute ${ruling.disputeId}: it orders no such correction.`);
  holds(parties.includes(facts.issuerId) && parties.includes(facts.redeemerId ?? ''), 5, name, `The ruling ${ruling.rulingId} is between others than the issuer and the redeemer of the leg.`);
}
