import type { AnyBundle, ClaimLine, LotLine, LotStep } from './bundle';
import { COALITION_FUND, HUB, lotLineKey } from './keys';
import { holds } from './failure';
import type { Lines, ProvedLine } from './lines';
import type { ProvedLeg } from './log-steps';
import { isMove, Moves } from './moves';
import type { Agreed, Side } from './pricing';
import { provedOf } from './proved';
import { worthOf, type LineCase, type Moved } from './steps';

/** Who pays whom, by what a line is for; the other end is the partner. */
const ENDS = { ISSUE: ['PAY', HUB], EXPIRE: ['PAY', COALITION_FUND], BREAKAGE_SHARE: ['RECEIVE', HUB] } as const satisfies Record<LotLine['kind'], readonly [Side, string]>;

/** Points that stand on a line: a lot that was given, or an expiry. */
interface Counted {
  readonly agreed: Agreed;
  readonly lotId: string;
  readonly legId: string;
  readonly sequence: number;
  /** The last day on which points of a lot may vest, as far as the partner's own terms say it. */
  readonly until?: string | undefined;
  left: bigint;
}

/** A lot that was given: when it was earned, until when it waits by the terms, as far as the partner's own say it, and whether it was given in a window before the cycle. */
export interface Wait {
  readonly legId: string;
  readonly earnedOn: string;
  readonly until?: string;
  readonly isCarried: boolean;
}

interface LotCase extends LineCase {
  readonly of: LotLine;
  /** By lot; of expiries by leg. */
  readonly counted: Map<string, Counted>;
  readonly moves: Moves;
  /** Legs with which waiting points left a lot of the line, by posting and number. */
  readonly left: Map<string, ProvedLeg>;
  readonly waits: Wait[];
}

/** Step 5: what was given or expired, leg by leg, is priced by the partner's own terms of its day; what is taken back comes back at the price that it had. */
export function proveLots(bundle: AnyBundle, all: Lines): ProvedLine[] {
  if (!('lots' in bundle)) return [];
  holds(bundle.lots.length > 0, 5, 'lots', 'A bundle of this form has a line on points that were given or expired.');
  let last = '';
  const moves = new Moves(bundle, all);
  const proved = bundle.lots.map((of) => {
    const key = lotLineKey(of);
    const name = `${of.kind} line, ${of.payer} pays ${of.payee}`;
    holds(key > last, 5, name, 'Lines stand by rising key, each once.');
    last = key;
    const [side, other] = ENDS[of.kind];
    const [own, ownCycle, payee, otherCycle] = side === 'PAY' ? [of.payer, of.payerCycleId, of.payee, of.payeeCycleId] : [of.payee, of.payeeCycleId, of.payer, of.payerCycleId];
    holds(own === bundle.partnerId && payee === other && otherCycle === '' && ownCycle === bundle.cycleId, 5, name, `Its ends are not the partner in the cycle of the bundle and ${other}.`);
    const line: ClaimLine = { ...of, qualifier: '', steps: of.steps.map((step) => ({ ...step, windowId: step.windowId ?? '', feeRate: '0', feeClause: '', tax: '' })) };
    return proveLot({ line, of, name, key, side, ownCycle, all, counted: new Map(), moves, left: new Map(), waits: [] });
  });
  moves.nothingIdle();
  return proved;
}

function proveLot(one: LotCase): ProvedLine {
  const { line, of, name, all } = one;
  const tiers = new Map<string, bigint>();
  let [last, price] = [-1, ''];
  const proved = provedOf(one, of.steps.map((step, at) => {
    // What waited since before the cycle stands first.
    const order = step.windowId === undefined ? -1 : (all.timeline.orderOf(step.windowId) ?? -1);
    holds(order >= last && (step.windowId === undefined || order >= 0), 5, name, `The window ${step.windowId ?? 'before the cycle'} stands out of order.`);
    const before = order > last ? '' : price;
    [last, price] = [order, `${step.clause}#${step.pointPrice}`];
    const moved = movedBy(step, one);
    holds(price > before, 5, name, `In window ${step.windowId ?? 'before the cycle'} steps stand by clause and price, each once.`);
    return { step: line.steps[at] as ClaimLine['steps'][number], moved, worth: worthOf([moved], tiers)[0] as ReturnType<typeof worthOf>[number] };
  }));
  return { ...proved, kind: of.kind, waits: one.waits };
}

function movedBy(step: LotStep, one: LotCase): Moved {
  const { name, all } = one;
  let [last, points] = [-1, 0n];
  let agreed: Agreed | undefined;
  holds(step.legs.length > 0, 5, name, `Window ${step.windowId ?? 'before the cycle'} has a step without legs.`);
  for (const at of step.legs) {
    holds(all.legs[at] !== undefined && at > last, 5, name, 'Its legs do not stand by rising position.');
    last = at;
    const leg = all.useLeg(at, name);
    const { facts, posting } = leg;
    holds(facts.issuerId === all.partnerId && facts.redeemerId === undefined && facts.pointKind !== 'QUALIFYING' && facts.points > 0, 5, name, `Leg ${facts.legId} moves points of ${facts.issuerId}${facts.redeemerId === undefined ? '' : ` at ${facts.redeemerId}`} of the kind ${facts.pointKind}, which is not what this line is for.`);
    holds(step.windowId === undefined ? all.timeline.isEarlier(posting.windowId) : posting.windowId === step.windowId, 5, name, `Leg ${facts.legId} is of window ${posting.windowId}, and stands in ${step.windowId ?? 'what waited since before the cycle'}.`);
    const counted = one.of.kind === 'ISSUE' ? given(leg, step, one) : expired(leg, step, one);
    agreed = checked(step, counted, name);
    points += counted.signed;
  }
  return { points, dated: new Map([['', points]]), agreed: agreed as Agreed, legCount: step.legs.length, burned: [], returned: [], carried: [] };
}

/** A lot counts with the leg that gave it; what its issuer takes back counts against it, and so does what ends or moves on while it waits. */
function given(leg: ProvedLeg, step: LotStep, one: LotCase): Counted & { signed: bigint } {
  const { facts, posting } = leg;
  const { name, all, counted } = one;
  const twin = `${facts.postingId} ${facts.lineNo - 1}`;
  const isGiven = facts.debitAccount === 'ISSUER' && facts.creditAccount === 'MEMBER' && facts.reversesLegId === undefined && (posting.type === 'EARN' || posting.type === 'ADJUSTMENT');
  if (isGiven || isMove(one.left.get(twin), leg)) {
    holds(!counted.has(facts.lotId), 5, name, `The lot of leg ${facts.legId} was given before.`);
    // In other hands points wait no longer than where they left.
    const until = isGiven ? all.agreed.vestsBy(leg) : counted.get(one.left.get(twin)?.facts.lotId ?? '')?.until;
    one.left.delete(twin);
    const fresh: Counted = { agreed: all.agreed.given(leg, until, step, name), lotId: facts.lotId, legId: facts.legId, sequence: posting.sequence, until, left: BigInt(facts.points) };
    counted.set(facts.lotId, fresh);
    if (isGiven) waiting(leg, until, step, one);
    return { ...fresh, signed: fresh.left };
  }
  const lot = counted.get(one.moves.origin(leg, (lotId) => counted.has(lotId), name));
  const isBack = facts.debitAccount === 'MEMBER' && facts.creditAccount === 'ISSUER' && (posting.type === 'REVERSAL' || posting.type === 'ADJUSTMENT');
  const isEnd = facts.debitAccount === 'MEMBER' && ((facts.creditAccount === 'EXPIRED' && posting.type === 'EXPIRE') || (facts.creditAccount === 'CLEARING' && posting.type === 'TRANSFER'));
  holds(isBack || isEnd, 5, name, `Leg ${facts.legId} neither gives points nor takes any back that were given: it goes from ${facts.debitAccount} to ${facts.creditAccount} with a posting of type ${posting.type}.`);
  holds(lot !== undefined && (facts.reversesLegId === undefined || (facts.reversesLegId === lot.legId && facts.lotId === lot.lotId)), 5, name, `Leg ${facts.legId} takes points of a lot back that this line does not show as given.`);
  if (facts.creditAccount === 'CLEARING') one.left.set(`${facts.postingId} ${facts.lineNo}`, leg);
  return takenBack(lot, leg, name);
}

/** Until when a lot waits by the terms; one that does not wait cannot be of a window before the cycle. */
function waiting(leg: ProvedLeg, until: string | undefined, step: LotStep, { name, waits }: LotCase): void {
  const isCarried = step.windowId === undefined;
  holds(!isCarried || until !== leg.facts.lotEarnedOn, 5, name, `Leg ${leg.facts.legId} is of window ${leg.posting.windowId}, and its points wait for nothing.`);
  waits.push({ legId: leg.facts.legId, earnedOn: leg.facts.lotEarnedOn, isCarried, ...(until !== undefined && { until }) });
}

/** An expiry counts in its window; what is given back of it later counts against it. */
function expired(leg: ProvedLeg, step: LotStep, one: LotCase): Counted & { signed: bigint } {
  const { facts, posting } = leg;
  const { name, all, counted } = one;
  holds(step.windowId !== undefined, 5, name, `Leg ${facts.legId} is no leg that waits.`);
  if (facts.debitAccount === 'MEMBER' && facts.creditAccount === 'EXPIRED' && facts.reversesLegId === undefined && posting.type === 'EXPIRE') {
    const fresh: Counted = { agreed: all.agreed.expired(leg, one.of.kind, step, name), lotId: facts.lotId, legId: facts.legId, sequence: posting.sequence, left: BigInt(facts.points) };
    counted.set(facts.legId, fresh);
    return { ...fresh, signed: fresh.left };
  }
  holds(facts.debitAccount === 'EXPIRED' && facts.creditAccount === 'MEMBER' && facts.reversesLegId !== undefined && posting.type === 'REVERSAL', 5, name, `Leg ${facts.legId} is neither an expiry nor the reversal of one: it goes from ${facts.debitAccount} to ${facts.creditAccount} with a posting of type ${posting.type}.`);
  const expiry = counted.get(facts.reversesLegId);
  holds(expiry !== undefined && expiry.lotId === facts.lotId, 5, name, `Leg ${facts.legId} reverses ${facts.reversesLegId}, which is no earlier expiry of this line.`);
  return takenBack(expiry, leg, name);
}

function takenBack(from: Counted, { facts, posting }: ProvedLeg, name: string): Counted & { signed: bigint } {
  // What a member owes of points is taken back by the very posting that gives others.
  holds(posting.sequence >= from.sequence, 5, name, `Leg ${facts.legId} takes back what leg ${from.legId} only counts later.`);
  from.left -= BigInt(facts.points);
  holds(from.left >= 0n, 5, name, `More of leg ${from.legId} was taken back than it counts.`);
  return { ...from, signed: -BigInt(facts.points) };
}

function checked(step: LotStep, { agreed, legId }: Counted, name: string): Agreed {
  holds(agreed.pointPrice === step.pointPrice && agreed.clause === step.clause, 5, name, `Leg ${legId} is priced ${agreed.pointPrice} by ${agreed.clause}, the bundle says ${step.pointPrice} by ${step.clause}.`);
  return agreed;
}
