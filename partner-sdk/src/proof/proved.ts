import type { LineStep } from './bundle';
import { add, decimalText, less, moneyText, roundHalfUp, ZERO, type Exact } from './exact';
import { holds } from './failure';
import type { Booked, ProvedLine, ProvedStep } from './lines';
import type { LineCase, Moved } from './steps';

/** A step of a line with what it moves and what that is worth. */
export interface Valued {
  readonly step: LineStep;
  readonly moved: Moved;
  readonly worth: Exact;
}

/** A line from what each of its steps is worth: exact totals, their roundings, and the sums of its own cycle. */
export function provedOf(one: LineCase, found: readonly Valued[]): ProvedLine {
  const { line, name, key, side, ownCycle, all } = one;
  const steps: ProvedStep[] = [];
  let exact = ZERO;
  holds(found.length > 0, 5, name, 'It has no step, so nothing stands on it.');
  for (const { step, moved, worth } of found) {
    holds(decimalText(exact) === step.exactBefore, 5, name, `Before window ${step.windowId} its exact total is ${decimalText(exact)}, the bundle says ${step.exactBefore}.`);
    const after = add(exact, worth);
    holds(decimalText(after) === step.exactAfter, 5, name, `After window ${step.windowId} its exact total is ${decimalText(after)}, the bundle says ${step.exactAfter}.`);
    const delta = roundHalfUp(after) - roundHalfUp(exact);
    holds(moneyText(delta) === step.delta, 5, name, `Window ${step.windowId} adds ${moneyText(delta)}, the bundle says ${step.delta}.`);
    steps.push({ step, cycleId: all.timeline.cycleOf(step.windowId, ownCycle), delta, exactAfter: after, added: less(after, exact), ...moved });
    exact = after;
  }
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
  return { amount: sum((one) => one.delta), points: sum((one) => one.points), legCount: steps.reduce((all, one) => all + one.legCount, 0), prices: steps.flatMap(({ agreed }) => agreed.steps?.map((one) => one.pointPrice) ?? [agreed.pointPrice]), clauses: steps.map(({ agreed }) => agreed.clause),
    exact: last.exactAfter, added: steps.reduce((total, one) => add(total, one.added), ZERO) };
}
