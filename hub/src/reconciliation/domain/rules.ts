import type { BreakTraits, Cause } from './breaks';
import type { BreakClass } from './entry';

/** What a rule asks of a break; every condition that is given has to hold. */
export interface RuleConditions {
  type?: 'EARN' | 'BURN' | 'REVERSAL';
  /** Of a duplicate: it says the same as the record that it repeats. */
  identical?: boolean;
  /** It was found on the neighbouring business date. */
  adjacent?: boolean;
  /** The partner sent the token that its till signed. */
  token?: boolean;
  /** The signed request behind the posting is kept. */
  evidence?: boolean;
  /** The time to answer is over. */
  answerOver?: boolean;
  /**
   * Days since it was opened.
   * @isInt
   * @minimum 0
   * @maximum 365
   */
  olderThanDays?: number;
  /**
   * Points by which the sides differ, at most.
   * @isInt
   * @minimum 0
   */
  pointsAtMost?: number;
}

export interface Rule {
  readonly ruleId: string;
  readonly version: number;
  readonly name: string;
  /** Rules are asked in this order; the first that fits closes. */
  readonly place: number;
  readonly class: BreakClass;
  readonly conditions: RuleConditions;
  readonly action: 'EXPLAIN' | 'POST_LATE';
  readonly causeCode: Cause | null;
}

/** What a rule looks at. */
export interface RuledBreak {
  readonly class: BreakClass;
  readonly traits: BreakTraits;
  readonly pointsTheirs: bigint;
  readonly pointsOurs: bigint;
  readonly openedAt: Date;
  readonly answerBy: Date | null;
}

const DAY_MS = 86_400_000;

export function fits(rule: Pick<Rule, 'class' | 'conditions'>, one: RuledBreak, now: Date): boolean {
  const { type, identical, adjacent, token, evidence, answerOver, olderThanDays, pointsAtMost } = rule.conditions;
  const gap = one.pointsTheirs < one.pointsOurs ? one.pointsOurs - one.pointsTheirs : one.pointsTheirs - one.pointsOurs;
  return rule.class === one.class && (type === undefined || type === one.traits.type) && asked(identical, one.traits.identical) && asked(adjacent, one.traits.adjacent) && asked(token, one.traits.token) && asked(evidence, one.traits.evidence)
    && asked(answerOver, one.answerBy !== null && one.answerBy <= now) && (olderThanDays === undefined || now.getTime() - one.openedAt.getTime() >= olderThanDays * DAY_MS) && (pointsAtMost === undefined || gap <= BigInt(pointsAtMost));
}

function asked(wanted: boolean | undefined, is: boolean | undefined): boolean {
  return wanted === undefined || wanted === (is ?? false);
}

/** Rules in the order in which they are asked. */
export function inOrder<R extends Rule>(rules: readonly R[]): R[] {
  return [...rules].sort((a, b) => a.place - b.place || (a.ruleId < b.ruleId ? -1 : 1));
}

/** How a closing names its rule. */
export function nameOf(rule: Pick<Rule, 'name' | 'version'>): string {
  return `${rule.name}@v${rule.version}`;
}
