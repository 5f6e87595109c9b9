import { claimLineKey, HUB, PROOF_FORMAT, RATE_DIFFERENCE, type AnyBundle, type ClaimLine, type LineStep, type MoneyCorrection } from './bundle';
import { add, decimalText, less, moneyText, rate, roundHalfUp, times, whole, ZERO, type Exact } from './exact';
import { holds } from './failure';
import type { LoggedFacts, ProvedLeg } from './log-steps';
import type { Agreed, Agreements, Side } from './pricing';
import { proveCorrections } from './corrections';
import { Restatements } from './restated';
import { Timeline } from './timeline';

/** A claim line as it was computed again. */
export interface ProvedLine {
  readonly key: string;
  readonly name: string;
  readonly side: Side;
  readonly line: ClaimLine;
  /** The partner's document cycle on it. */
  readonly ownCycle: string;
  readonly steps: readonly ProvedStep[];
  /** What a cycle of the partner booked on it; undefined for nothing. */
  readonly booked: (cycleId: string) => Booked | undefined;
  /** Of its own cycle. */
  readonly legCount: number;
  readonly amount: bigint;
}

/** Whatever an amount of a document is made of: sums over the windows of one cycle. */
export interface Booked {
  readonly amount: bigint;
  readonly points: bigint;
  /** Legs and corrections. */
  readonly legCount: number;
  readonly prices: readonly string[];
  readonly clauses: readonly string[];
  /** Total after the last of them, and what they added to it. */
  readonly exact: Exact;
  readonly added: Exact;
}

export interface ProvedStep {
  readonly step: LineStep;
  readonly cycleId: string;
  readonly delta: bigint;
  /** Less what came back. */
  readonly points: bigint;
  readonly exactAfter: Exact;
  readonly added: Exact;
  readonly agreed: Agreed;
  /** Points of the line before, by the clause whose steps they count in. */
  readonly tiers: ReadonlyMap<string, bigint>;
  readonly legCount: number;
  /** Burns of this step, and points that it takes back of burns, by the position of the burn's leg. */
  readonly burned: readonly number[];
  readonly returned: readonly { readonly leg: number; readonly points: bigint }[];
  /** Of a difference that a restatement booked: nothing of its own stands behind it. */
  readonly restates?: number;
}

export interface ProvedLines {
  readonly lines: readonly ProvedLine[];
  /** Wholes of shared claims, by name. */
  readonly wholes: ReadonlyMap<string, ProvedLine>;
  readonly legs: readonly ProvedLeg[];
  readonly timeline: Timeline;
  readonly restatements: Restatements;
}

/** What a line was reversed and corrected by, leg for leg. */
interface Back {
  reversed: bigint;
  corrected: bigint;
}

interface LineCase {
  readonly line: ClaimLine;
  readonly name: string;
  readonly key: string;
  readonly side: Side;
  readonly ownCycle: string;
  readonly all: Lines;
  readonly isWhole?: true;
}

/** Step 5: legs times clause prices, cumulated and rounded window by window, are the amounts of the lines. */
export function proveLines(bundle: AnyBundle, legs: readonly ProvedLeg[], agreed: Agreements, logged: LoggedFacts): ProvedLines {
  const all = new Lines(bundle, legs, agreed, logged);
  let last = '';
  const keys = new Set<string>();
  const lines = bundle.lines.map((line, at) => {
    const key = claimLineKey(line);
    const name = `line ${at + 1}, ${line.payer} pays ${line.payee}`;
    holds(!keys.has(key), 5, name, 'The same line stands twice; a line is rounded once.');
    keys.add(key);
    holds(key > last, 5, name, 'Lines stand by rising key.');
    last = key;
    const sides = (['PAY', 'RECEIVE'] as const).filter((side) => (side === 'PAY' ? line.payer : line.payee) === bundle.partnerId);
    holds(sides.length === 1 && sides[0] !== undefined, 5, name, 'The partner is not on exactly one side of the line.');
    const [side] = sides;
    const ownCycle = side === 'PAY' ? line.payerCycleId : line.payeeCycleId;
    holds(!('cycleId' in bundle) || ownCycle === bundle.cycleId || all.timeline.earlier.includes(ownCycle), 5, name, 'It is of another cycle of the partner than the bundle.');
    return proveLine({ line, name, key, side, ownCycle, all });
  });
  const wholes = new Map((bundle.joint ?? []).flatMap(({ name: funding, whole: line }): [string, ProvedLine][] => {
    if (!line) return [];
    const name = `shared claim ${funding}`;
    const side = line.payer === bundle.partnerId ? 'PAY' : 'RECEIVE';
    holds(side === 'PAY' || line.payee === bundle.partnerId, 5, name, 'Only its issuer and its redeemer see its legs.');
    return [[funding, proveLine({ line, name, key: funding, side, ownCycle: 'cycleId' in bundle ? bundle.cycleId : '', all, isWhole: true })]];
  }));
  all.nothingIdle();
  return { lines, wholes, legs, timeline: all.timeline, restatements: all.restatements };
}

/** The legs and corrections of a bundle, each of which stands behind one line. */
class Lines {
  readonly timeline: Timeline;
  readonly corrections: readonly MoneyCorrection[];
  readonly isFirstForm: boolean;
  readonly restatements: Restatements;
  readonly #used = new Set<number>();
  readonly #usedCorrections = new Set<number>();

  constructor(bundle: AnyBundle, readonly legs: readonly ProvedLeg[], readonly agreed: Agreements, logged: LoggedFacts) {
    this.timeline = new Timeline(bundle, legs);
    this.isFirstForm = bundle.format === PROOF_FORMAT;
    this.corrections = proveCorrections(bundle, legs, logged, this.timeline);
    this.restatements = new Restatements(bundle, this.timeline, agreed);
  }

  useLeg(at: number, name: string): ProvedLeg {
    const leg = this.legs[at] as ProvedLeg;
    holds(!this.#used.has(at), 5, name, `Leg ${leg.facts.legId} stands behind two lines or twice behind one.`);
    this.#used.add(at);
    return leg;
  }

  useCorrection(at: number, name: string): MoneyCorrection {
    const one = this.corrections[at];
    holds(one !== undefined && !this.#usedCorrections.has(at), 5, name, `There is no correction ${at}, or it stands behind two lines or twice behind one.`);
    this.#usedCorrections.add(at);
    return one;
  }

  nothingIdle(): void {
    const idle = this.legs.find((_, at) => !this.#used.has(at));
    holds(idle === undefined, 5, `leg ${idle?.facts.legId ?? ''}`, 'It stands behind no line.');
    const bare = this.corrections.find((_, at) => !this.#usedCorrections.has(at));
    holds(bare === undefined, 5, `correction of leg ${this.legs[bare?.leg ?? -1]?.facts.legId ?? ''}`, 'It stands behind no line.');
  }
}

function proveLine(one: LineCase): ProvedLine {
  const { line, name, key, side, ownCycle, all } = one;
  const steps: ProvedStep[] = [];
  const onLine = new Map<string, number>();
  const back = new Map<string, Back>();
  const tiers = new Map<string, bigint>();
  const priceOf = (at: number, corrected: (windowId: string) => ReadonlySet<number>): Agreed => {
    const leg = all.legs[at] as ProvedLeg;
    return all.agreed.of(leg, side, name, presetOf(leg, one), corrected(leg.posting.windowId));
  };
  let [exact, window] = [ZERO, -1];
  for (const step of line.steps) {
    const order = all.timeline.orderOf(step.windowId) ?? -1;
    holds(order >= window && order >= 0, 5, name, `The window ${step.windowId} stands out of order, or none of the legs is of it.`);
    window = order;
    const again = step.restates === undefined ? undefined : all.restatements.difference(step, steps, priceOf, name);
    const moved = again?.moved ?? movedBy(step, one, onLine, back);
    holds(decimalText(exact) === step.exactBefore, 5, name, `Before window ${step.windowId} its exact total is ${decimalText(exact)}, the bundle says ${step.exactBefore}.`);
    const before = new Map(tiers);
    const after = add(exact, again?.exact ?? worth(moved.points, moved.agreed, tiers));
    holds(decimalText(after) === step.exactAfter, 5, name, `After window ${step.windowId} its exact total is ${decimalText(after)}, the bundle says ${step.exactAfter}.`);
    const delta = roundHalfUp(after) - roundHalfUp(exact);
    holds(moneyText(delta) === step.delta, 5, name, `Window ${step.windowId} adds ${moneyText(delta)}, the bundle says ${step.delta}.`);
    steps.push({ step, cycleId: all.timeline.cycleOf(step.windowId, ownCycle), delta, exactAfter: after, added: less(after, exact), tiers: before, ...moved });
    exact = after;
  }
  if (!one.isWhole) all.restatements.nothingUntold({ side, ownCycle }, steps, priceOf, name);
  const booked = (cycleId: string): Booked | undefined => bookedOf(steps.filter((each) => each.cycleId === cycleId));
  const { points = 0n, amount = 0n, exact: total = ZERO, legCount = 0 } = booked(ownCycle) ?? {};
  holds(points.toString() === line.points.toString(), 5, name, `Its legs come to ${points} points, the bundle says ${line.points}.`);
  holds(decimalText(total) === line.exact && moneyText(amount) === line.amount, 5, name, `It comes to ${moneyText(amount)} (exactly ${decimalText(total)}), the bundle says ${line.amount} (${line.exact}).`);
  holds(!all.isFirstForm || points !== 0n || amount !== 0n, 5, name, 'A line without points and without an amount has no place in a bundle.');
  return { key, name, side, line, ownCycle, steps, booked, legCount, amount };
}

function bookedOf(steps: readonly ProvedStep[]): Booked | undefined {
  const last = steps.at(-1);
  if (!last) return undefined;
  const sum = (of: (one: ProvedStep) => bigint): bigint => steps.reduce((total, one) => total + of(one), 0n);
  const fresh = steps.filter((one) => one.restates === undefined);
  return { amount: sum((one) => one.delta), points: sum((one) => one.points), legCount: steps.reduce((all, one) => all + one.legCount, 0), prices: fresh.flatMap(({ agreed }) => agreed.steps?.map((one) => one.pointPrice) ?? [agreed.pointPrice]), clauses: fresh.map(({ agreed }) => agreed.clause),
    exact: last.exactAfter, added: steps.reduce((total, one) => add(total, one.added), ZERO) };
}

export type Moved = Pick<ProvedStep, 'points' | 'agreed' | 'legCount' | 'burned' | 'returned' | 'restates'>;

/** The net points of a step, whose legs must all be of its window and its line, be priced as it says, and stand behind nothing else. */
function movedBy(step: LineStep, one: LineCase, onLine: Map<string, number>, back: Map<string, Back>): Moved {
  const { name, all } = one;
  let [points, last, legCount]: [bigint, number, number] = [0n, -1, 0];
  let agreed: Agreed | undefined;
  const [burned, returned, touched]: [number[], Moved['returned'][number][], Map<string, bigint>] = [[], [], new Map()];
  const took = (legId: string, kind: keyof Back, taken: bigint): void => {
    const at = onLine.get(legId) as number;
    const burn = BigInt((all.legs[at] as ProvedLeg).facts.points);
    const known = back.get(legId) ?? { reversed: 0n, corrected: 0n };
    if (!touched.has(legId)) touched.set(legId, beyond(known, burn));
    const now = { ...known, [kind]: known[kind] + taken };
    holds(now[kind] <= burn, 5, name, `More of leg ${legId} was reversed than was burned, or it went to another lot.`);
    back.set(legId, now);
    // What was taken back in money and in the ledger is taken back once.
    points -= taken - (beyond(now, burn) - beyond(known, burn));
    returned.push({ leg: at, points: taken });
  };
  holds(step.legs.length + (step.corrections ?? []).length > 0, 5, name, `Window ${step.windowId} has a step without legs.`);
  for (const at of step.legs) {
    holds(all.legs[at] !== undefined && at > last, 5, name, 'Its legs do not stand by rising position.');
    last = at;
    const leg = all.useLeg(at, name);
    const { facts, posting } = leg;
    holds(posting.windowId === step.windowId, 5, name, `Leg ${facts.legId} is of window ${posting.windowId}.`);
    const preset = presetOf(leg, one);
    legCount += 1;
    const original = originalOf(leg, name, onLine, all.legs);
    agreed = checkAgreed(step, all.agreed.of(original, one.side, name, preset, all.restatements.by(original.posting.windowId, step.windowId)), name, facts.legId, all.agreed);
    onLine.set(facts.legId, at);
    if (original === leg) {
      burned.push(at);
      points += BigInt(facts.points);
    } else took(original.facts.legId, 'reversed', BigInt(facts.points));
  }
  last = -1;
  for (const at of step.corrections ?? []) {
    holds(at > last, 5, name, 'Its corrections do not stand by rising position.');
    last = at;
    const correction = all.useCorrection(at, name);
    const leg = all.legs[correction.leg] as ProvedLeg;
    holds(correction.windowId === step.windowId && onLine.has(leg.facts.legId), 5, name, `Leg ${leg.facts.legId} is corrected in window ${correction.windowId}, and it has to be an earlier burn of this line.`);
    legCount += 1;
    agreed = checkAgreed(step, all.agreed.of(leg, one.side, name, presetOf(leg, one), all.restatements.by(leg.posting.windowId, step.windowId)), name, leg.facts.legId, all.agreed);
    took(leg.facts.legId, 'corrected', BigInt(correction.points));
  }
  // The hub tells what is taken back twice as one more movement of the leg.
  for (const [legId, before] of touched) if (beyond(back.get(legId) as Back, BigInt((all.legs[onLine.get(legId) as number] as ProvedLeg).facts.points)) !== before) legCount += 1;
  return { points, agreed: agreed as Agreed, legCount, burned, returned };
}

function beyond({ reversed, corrected }: Back, burn: bigint): bigint {
  return reversed + corrected > burn ? reversed + corrected - burn : 0n;
}

/** Whose points a leg moves and where is what the line is for. @returns how their issuer pays for them, as far as the line shows it */
function presetOf({ facts }: ProvedLeg, { line, name, side }: LineCase): string {
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
  holds(agreements.tax(step.tax)?.taxProfileId === agreed.taxProfileId, 5, name, `The fee on leg ${legId} is taxed by profile ${agreed.taxProfileId}, the bundle cites ${step.tax}.`);
  return agreed;
}

/** A burn counts its points; a reversal takes back points of one earlier leg of the same line. @returns the burn */
function originalOf(leg: ProvedLeg, name: string, onLine: ReadonlyMap<string, number>, legs: readonly ProvedLeg[]): ProvedLeg {
  const { facts, posting } = leg;
  holds(BigInt(facts.points) > 0n, 5, name, `Leg ${facts.legId} moves no points.`);
  if (facts.debitAccount === 'MEMBER' && facts.creditAccount === 'REDEEMER' && posting.type === 'BURN' && facts.reversesLegId === undefined) return leg;
  holds(facts.debitAccount === 'REDEEMER' && facts.creditAccount === 'MEMBER' && facts.reversesLegId !== undefined, 5, name, `Leg ${facts.legId} is neither a burn nor the reversal of one.`);
  const original = legs[onLine.get(facts.reversesLegId) ?? -1];
  holds(original !== undefined && original.facts.reversesLegId === undefined && original.posting.sequence < posting.sequence, 5, name, `Leg ${facts.legId} reverses ${facts.reversesLegId}, which is no earlier burn of this line.`);
  holds(original.facts.lotId === facts.lotId, 5, name, `More of leg ${facts.reversesLegId} was reversed than was burned, or it went to another lot.`);
  return original;
}

/** What so many more points are worth; with steps by the points of the line. Steps begin anew where the clause changes. */
export function worth(points: bigint, { clause, pointPrice, steps }: Agreed, tiers: Map<string, bigint>): Exact {
  if (!steps) return times(whole(points), rate(pointPrice));
  const before = tiers.get(clause) ?? 0n;
  tiers.set(clause, before + points);
  return less(stepped(before + points, steps), stepped(before, steps));
}

function stepped(points: bigint, steps: NonNullable<Agreed['steps']>): Exact {
  return steps.reduce((sum, { fromPoints, pointPrice }, at) => {
    const next = steps[at + 1]?.fromPoints;
    const to = next === undefined || points < BigInt(next) ? points : BigInt(next);
    return to > BigInt(fromPoints) ? add(sum, times(whole(to - BigInt(fromPoints)), rate(pointPrice))) : sum;
  }, ZERO);
}
