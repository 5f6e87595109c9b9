import { PROOF_FORMAT, type AnyBundle, type ClaimLine, type LineStep, type LotKind, type MoneyCorrection } from './bundle';
import { claimLineKey } from './keys';
import { ZERO, type Exact } from './exact';
import { holds } from './failure';
import type { LoggedFacts, ProvedLeg } from './log-steps';
import type { Agreed, Agreements, Side } from './pricing';
import { proveCorrections } from './corrections';
import { proveLots, type Wait } from './lots';
import { provedOf, type Valued } from './proved';
import { Restatements } from './restated';
import { ownStep, phaseOf, restatedStep, worthOf, type BackInWindow, type LineCase, type Moved } from './steps';
import { TakenBack } from './taken';
import { Timeline } from './timeline';

/** A claim line as it was computed again. */
export interface ProvedLine {
  readonly key: string;
  readonly name: string;
  readonly side: Side;
  readonly line: ClaimLine;
  /** Of a line on points that were given or expired: for what. */
  readonly kind?: LotKind;
  /** Of points that were given. */
  readonly waits?: readonly Wait[];
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
  /** Legs, corrections, and legs that a restatement moved. */
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
  readonly legCount: number;
  /** Burns of this step, and points that it takes back of burns, by the position of the burn's leg. */
  readonly burned: readonly number[];
  readonly returned: readonly { readonly leg: number; readonly points: bigint }[];
  /** Burns that a restatement takes out, or puts in. */
  readonly carried: readonly number[];
}

export interface ProvedLines {
  readonly lines: readonly ProvedLine[];
  /** Lines on points that were given or expired; no fee stands on them. */
  readonly lots: readonly ProvedLine[];
  /** Wholes of shared claims, by name. */
  readonly wholes: ReadonlyMap<string, ProvedLine>;
  readonly legs: readonly ProvedLeg[];
  readonly timeline: Timeline;
  readonly back: TakenBack;
}

/** Step 5: legs times clause prices, cumulated and rounded window by window, are the amounts of the lines. */
export function proveLines(bundle: AnyBundle, legs: readonly ProvedLeg[], agreed: Agreements, logged: LoggedFacts): ProvedLines {
  const all = new Lines(bundle, legs, agreed, logged);
  let last = '';
  const keys = new Set<string>();
  const lines = bundle.lines.map((line, at): LineCase => {
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
    return { line, name, key, side, ownCycle, all };
  });
  const wholes = (bundle.joint ?? []).flatMap(({ name: funding, whole: line }): LineCase[] => {
    if (!line) return [];
    const name = `shared claim ${funding}`;
    const side = line.payer === bundle.partnerId ? 'PAY' : 'RECEIVE';
    holds(side === 'PAY' || line.payee === bundle.partnerId, 5, name, 'Only its issuer and its redeemer see its legs.');
    return [{ line, name, key: funding, side, ownCycle: 'cycleId' in bundle ? bundle.cycleId : '', all, isWhole: true }];
  });
  all.restatements.place([...lines, ...wholes]);
  const proved = { lines: lines.map(proveLine), wholes: new Map(wholes.map((one) => [one.key, proveLine(one)])), lots: proveLots(bundle, all), legs, timeline: all.timeline, back: all.back };
  all.restatements.nothingLeft();
  all.nothingIdle();
  return proved;
}

/** The legs and corrections of a bundle, each of which stands behind one line. */
export class Lines {
  readonly timeline: Timeline;
  readonly corrections: readonly MoneyCorrection[];
  readonly isFirstForm: boolean;
  readonly partnerId: string;
  readonly back: TakenBack;
  readonly restatements: Restatements;
  readonly #used = new Set<number>();
  readonly #usedCorrections = new Set<number>();
  readonly #places: ReadonlyMap<string, number>;

  constructor(bundle: AnyBundle, readonly legs: readonly ProvedLeg[], readonly agreed: Agreements, logged: LoggedFacts) {
    this.timeline = new Timeline(bundle, legs);
    this.isFirstForm = bundle.format === PROOF_FORMAT;
    this.partnerId = bundle.partnerId;
    this.corrections = proveCorrections(bundle, legs, logged, this.timeline);
    this.back = new TakenBack(legs, this.corrections, this.timeline);
    this.restatements = new Restatements(bundle, legs, this.timeline, agreed, this.back);
    this.#places = new Map(legs.map((leg, at) => [leg.facts.legId, at]));
  }

  /** The position of a leg by its id; -1 when it is not shown. */
  placeOfLeg(legId: string): number {
    return this.#places.get(legId) ?? -1;
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
  return provedOf(one, valued(one, new Map(), new Map()));
}

/** The steps of a line with what they move, and what that is worth, window by window and phase by phase. */
function valued(one: LineCase, back: BackInWindow, tiers: Map<string, bigint>): Valued[] {
  const { line, name, all } = one;
  const found: Valued[] = [];
  let run: { step: LineStep; moved: Moved }[] = [];
  let place: readonly [number, number] = [-1, 0];
  const close = (): void => {
    const worths = worthOf(run.map(({ moved }) => moved), tiers);
    found.push(...run.map((each, at) => ({ ...each, worth: worths[at] ?? ZERO })));
    run = [];
  };
  for (const step of line.steps) {
    const [order, phase] = [all.timeline.orderOf(step.windowId) ?? -1, phaseOf(step)];
    holds(order >= place[0] && order >= 0, 5, name, `The window ${step.windowId} stands out of order, or none of the legs is of it.`);
    holds(order > place[0] || phase >= place[1], 5, name, `In window ${step.windowId} what restatements take out stands first, then the window's own, then what they put in.`);
    if (order !== place[0] || phase !== place[1]) close();
    place = [order, phase];
    run.push({ step, moved: step.restates === undefined ? ownStep(step, one, back) : restatedStep(step, one) });
  }
  close();
  return found;
}
