import type { ClaimLine, LineStep } from './bundle';
import { HUB, RATE_DIFFERENCE } from './keys';
import { add, less, rate, times, whole, ZERO, type Exact } from './exact';
import { holds } from './failure';
import type { Lines, ProvedStep } from './lines';
import type { ProvedLeg } from './log-steps';
import { businessDate, type Agreed, type Agreements, type Side } from './pricing';
import { beyond, type Back } from './taken';

/** A claim line that is to be proved, with what its legs are taken from. */
export interface LineCase {
  readonly line: ClaimLine;
  readonly name: string;
  readonly key: string;
  readonly side: Side;
  readonly ownCycle: string;
  readonly all: Lines;
  readonly isWhole?: true;
}

export interface Moved extends Pick<ProvedStep, 'points' | 'agreed' | 'legCount' | 'burned' | 'returned' | 'carried'> {
  /** Net points by the business date of their burns. */
  readonly dated: ReadonlyMap<string, bigint>;
}

/** Net points by date, summed up on the way. */
class Dated {
  readonly byDate = new Map<string, bigint>();

  add({ posting }: ProvedLeg, points: bigint): void {
    const date = businessDate(posting.occurredAt);
    this.byDate.set(date, (this.byDate.get(date) ?? 0n) + points);
  }

  get points(): bigint {
    return [...this.byDate.values()].reduce((sum, one) => sum + one, 0n);
  }
}

/** What was taken back up to the last step of a line that did, leg for leg. */
export type BackInWindow = Map<number, { readonly windowId: string; readonly now: Back }>;

/** The net points of a step of the window's own legs, which must all be of its window and its line, be priced as it says, and stand behind nothing else. */
export function ownStep(step: LineStep, one: LineCase, back: BackInWindow): Moved {
  const { name, all } = one;
  let [last, legCount]: [number, number] = [-1, 0];
  const dated = new Dated();
  let agreed: Agreed | undefined;
  const [burned, returned, touched]: [number[], Moved['returned'][number][], Map<number, bigint>] = [[], [], new Map()];
  const took = (at: number, kind: keyof Back, taken: bigint): void => {
    const burn = BigInt((all.legs[at] as ProvedLeg).facts.points);
    const last = back.get(at);
    const known = last?.windowId === step.windowId ? last.now : all.back.before(at, all.timeline.orderOf(step.windowId) ?? -1);
    if (!touched.has(at)) touched.set(at, beyond(known, burn));
    const now = { ...known, [kind]: known[kind] + taken };
    holds(now[kind] <= burn, 5, name, `More of leg ${all.legs[at]?.facts.legId ?? ''} was reversed than was burned, or it went to another lot.`);
    back.set(at, { windowId: step.windowId, now });
    // What was taken back in money and in the ledger is taken back once.
    dated.add(all.legs[at] as ProvedLeg, beyond(now, burn) - beyond(known, burn) - taken);
    returned.push({ leg: at, points: taken });
  };
  const priced = (leg: ProvedLeg): void => void (agreed = checkAgreed(step, all.agreed.of(leg, one.side, name, presetOf(leg, one), all.restatements.by(leg.posting.windowId, step.windowId)), name, leg.facts.legId, all.agreed));
  holds(step.legs.length + (step.corrections ?? []).length > 0, 5, name, `Window ${step.windowId} has a step without legs.`);
  for (const at of step.legs) {
    holds(all.legs[at] !== undefined && at > last, 5, name, 'Its legs do not stand by rising position.');
    last = at;
    const leg = all.useLeg(at, name);
    holds(leg.posting.windowId === step.windowId, 5, name, `Leg ${leg.facts.legId} is of window ${leg.posting.windowId}.`);
    presetOf(leg, one);
    legCount += 1;
    const original = originalOf(leg, at, one, step);
    priced(all.legs[original] as ProvedLeg);
    if (original === at) {
      burned.push(at);
      dated.add(leg, BigInt(leg.facts.points));
      continue;
    }
    all.restatements.comesBack(original, one, step);
    took(original, 'reversed', BigInt(leg.facts.points));
  }
  last = -1;
  for (const at of step.corrections ?? []) {
    holds(at > last, 5, name, 'Its corrections do not stand by rising position.');
    last = at;
    const correction = all.useCorrection(at, name);
    const leg = all.legs[correction.leg] as ProvedLeg;
    holds(correction.windowId === step.windowId && all.restatements.standsOn(correction.leg, one.line, step.windowId), 5, name, `Leg ${leg.facts.legId} is corrected in window ${correction.windowId}, and it has to be an earlier burn of this line.`);
    legCount += 1;
    priced(leg);
    all.restatements.comesBack(correction.leg, one, step);
    took(correction.leg, 'corrected', BigInt(correction.points));
  }
  // The hub tells what is taken back twice as one more movement of the leg.
  for (const [at, before] of touched) if (beyond(back.get(at)?.now as Back, BigInt((all.legs[at] as ProvedLeg).facts.points)) !== before) legCount += 1;
  return { points: dated.points, dated: dated.byDate, agreed: agreed as Agreed, legCount, burned, returned, carried: [] };
}

/** What a restatement takes out of a line or puts in: what no window before has taken back of these burns. */
export function restatedStep(step: LineStep, one: LineCase): Moved {
  const { name, all } = one;
  const order = all.timeline.orderOf(step.windowId) ?? -1;
  let last = -1;
  const dated = new Dated();
  let agreed: Agreed | undefined;
  holds(step.legs.length > 0 && step.corrections === undefined, 5, name, `Window ${step.windowId} has a step without legs.`);
  for (const at of step.legs) {
    holds(all.legs[at] !== undefined && at > last, 5, name, 'Its legs do not stand by rising position.');
    last = at;
    const leg = all.legs[at] as ProvedLeg;
    presetOf(leg, one);
    agreed = checkAgreed(step, all.restatements.moved(step.restates ?? -1, at, one, step), name, leg.facts.legId, all.agreed);
    const left = all.back.left(at, order);
    holds(left > 0n, 5, name, `Nothing is left of leg ${leg.facts.legId} that a restatement could move.`);
    dated.add(leg, step.out ? -left : left);
  }
  return { points: dated.points, dated: dated.byDate, agreed: agreed as Agreed, legCount: step.legs.length, burned: [], returned: [], carried: step.legs };
}

/** In a window what restatements take out comes first, and what they put in comes last. */
export function phaseOf({ restates, out }: LineStep): 0 | 1 | 2 {
  if (restates === undefined) return 1;
  return out ? 0 : 2;
}

/** Whose points a leg moves and where is what the line is for. @returns how their issuer pays for them, as far as the line shows it */
export function presetOf({ facts }: ProvedLeg, { line, name, side }: LineCase): string {
  const other = side === 'PAY' ? line.payee : line.payer;
  const counterparty = other === RATE_DIFFERENCE ? line.qualifier : other;
  const [issuer, redeemer] = side === 'PAY' ? [line.payer, counterparty] : [counterparty, line.payee];
  // The hub pays for points that their issuer paid for when it gave them: whose they were, the leg says.
  const prepaid = side === 'RECEIVE' && line.payer === HUB && facts.issuerId !== HUB;
  holds((facts.issuerId === issuer || prepaid) && facts.redeemerId === redeemer && (other === RATE_DIFFERENCE || line.qualifier === ''), 5, name, `Leg ${facts.legId} moves points of ${facts.issuerId} at ${facts.redeemerId ?? 'nobody'}, which is not what this line is for.`);
  return prepaid ? 'PAY_AT_ISSUE' : 'PAY_AT_BURN';
}

function checkAgreed(step: LineStep, agreed: Agreed, name: string, legId: string, agreements: Agreements): Agreed {
  holds(agreed.pointPrice === step.pointPrice && agreed.clause === step.clause, 5, name, `Leg ${legId} is priced ${agreed.pointPrice} by ${agreed.clause}, the bundle says ${step.pointPrice} by ${step.clause}.`);
  holds(agreed.feeRate === step.feeRate && agreed.feeClause === step.feeClause, 5, name, `Leg ${legId} bears a fee of ${agreed.feeRate} by ${agreed.feeClause}, the bundle says ${step.feeRate} by ${step.feeClause}.`);
  holds(agreed.taxProfileId === '' ? step.tax === '' : agreements.tax(step.tax)?.taxProfileId === agreed.taxProfileId, 5, name, `The fee on leg ${legId} is taxed by profile ${agreed.taxProfileId}, the bundle cites ${step.tax}.`);
  return agreed;
}

/** A burn counts its points; a reversal takes back points of one earlier leg that stands on the same line. @returns the burn's position */
function originalOf({ facts, posting }: ProvedLeg, at: number, { name, line, all }: LineCase, step: LineStep): number {
  holds(BigInt(facts.points) > 0n, 5, name, `Leg ${facts.legId} moves no points.`);
  if (facts.debitAccount === 'MEMBER' && facts.creditAccount === 'REDEEMER' && posting.type === 'BURN' && facts.reversesLegId === undefined) return at;
  holds(facts.debitAccount === 'REDEEMER' && facts.creditAccount === 'MEMBER' && facts.reversesLegId !== undefined, 5, name, `Leg ${facts.legId} is neither a burn nor the reversal of one.`);
  const place = all.placeOfLeg(facts.reversesLegId);
  const original = all.legs[place];
  holds(original !== undefined && original.facts.reversesLegId === undefined && original.posting.sequence < posting.sequence && all.restatements.standsOn(place, line, step.windowId), 5, name, `Leg ${facts.legId} reverses ${facts.reversesLegId}, which is no earlier burn of this line.`);
  holds(original.facts.lotId === facts.lotId, 5, name, `More of leg ${facts.reversesLegId} was reversed than was burned, or it went to another lot.`);
  return place;
}

/** What the steps of a line in one window and phase are worth: steps of a price go by the business dates of the burns, on whatever steps these stand. */
export function worthOf(moved: readonly Moved[], tiers: Map<string, bigint>): Exact[] {
  const sums = moved.map(() => ZERO);
  const parts = moved.flatMap(({ agreed, dated }, at) => [...dated].map(([date, points]) => ({ at, date, points, agreed }))).sort((a, b) => (a.date === b.date ? a.at - b.at : a.date < b.date ? -1 : 1));
  for (const { at, points, agreed } of parts) sums[at] = add(sums[at] ?? ZERO, worth(points, agreed, tiers));
  return sums;
}

/** What so many more points are worth; with steps by the points of the line. Steps begin anew where the clause changes. */
function worth(points: bigint, { clause, pointPrice, steps }: Agreed, tiers: Map<string, bigint>): Exact {
  if (!steps) return times(whole(points), rate(pointPrice));
  const before = tiers.get(clause) ?? 0n;
  tiers.set(clause, before + points);
  return less(stepped(before + points, steps), stepped(before, steps));
}

/** What so many points are worth by the steps of a price. */
export function stepped(points: bigint, steps: NonNullable<Agreed['steps']>): Exact {
  return steps.reduce((sum, { fromPoints, pointPrice }, at) => {
    const next = steps[at + 1]?.fromPoints;
    const to = next === undefined || points < BigInt(next) ? points : BigInt(next);
    return to > BigInt(fromPoints) ? add(sum, times(whole(to - BigInt(fromPoints)), rate(pointPrice))) : sum;
  }, ZERO);
}
