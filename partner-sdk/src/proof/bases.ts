import { add, less, roundHalfUp, ZERO, type Exact } from './exact';
import type { ProvedLine, ProvedStep } from './lines';
import { stepped } from './steps';

/** What one window moves of a line under one fee. */
export interface MovedBase {
  readonly name: string;
  /** A step of the line that bears the fee: of this window, or, where only its base moved, the first that did. */
  readonly like: ProvedStep;
  readonly base: bigint;
  readonly steps: readonly ProvedStep[];
}

interface Part {
  readonly name: string;
  readonly like: ProvedStep;
  readonly exact: Exact;
  /** Points so far by clause of a stepped price. */
  readonly tiers: ReadonlyMap<string, bigint>;
}

/**
 * Tells the whole rupiah of a line apart by the fees that are charged on them, window by window. Parts stand in the order in which they came onto the line, new ones of a window by their
 * names; a part's base is the rounding of all up to it less that of those before it, and steps of a price are gone through in the same order.
 */
export function basesOf(line: ProvedLine, nameOf: (step: ProvedStep) => string): Map<string, MovedBase[]> {
  const windows = new Map<string, Map<string, ProvedStep[]>>();
  for (const one of line.steps) {
    const byName = windows.get(one.step.windowId) ?? new Map<string, ProvedStep[]>();
    windows.set(one.step.windowId, byName.set(nameOf(one), [...(byName.get(nameOf(one)) ?? []), one]));
  }
  let parts: readonly Part[] = [];
  return new Map([...windows].map(([windowId, byName]): [string, MovedBase[]] => {
    const [before, after] = [parts, grown(parts, byName)];
    parts = after;
    const [was, now] = [rounded(before), rounded(after)];
    return [windowId, after.flatMap(({ name, like }, at): MovedBase[] => {
      const [base, steps] = [(now[at] ?? 0n) - (was[at] ?? 0n), byName.get(name) ?? []];
      return steps.length === 0 && base === 0n ? [] : [{ name, like: steps[0] ?? like, base, steps }];
    })];
  }));
}

function grown(before: readonly Part[], byName: ReadonlyMap<string, readonly ProvedStep[]>): Part[] {
  const fresh = [...byName].filter(([name]) => !before.some((one) => one.name === name)).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [...before, ...fresh.flatMap(([name, [like]]): Part[] => (like ? [{ name, like, exact: ZERO, tiers: new Map() }] : []))];
  const after = parts.map((part): Part => {
    const tiers = new Map(part.tiers);
    let { exact } = part;
    for (const { points, added, agreed } of byName.get(part.name) ?? []) {
      if (agreed.steps) tiers.set(agreed.clause, (tiers.get(agreed.clause) ?? 0n) + points);
      else exact = add(exact, added);
    }
    return { ...part, exact, tiers };
  });
  const stepsOf = new Map([...byName.values()].flat().flatMap(({ agreed }) => (agreed.steps ? [[agreed.clause, agreed.steps] as const] : [])));
  for (const [clause, steps] of stepsOf) {
    const [was, is] = [parts, after].map((all) => byStep(all.map((one) => one.tiers.get(clause) ?? 0n), steps)) as [Exact[], Exact[]];
    after.forEach((one, at) => (after[at] = { ...one, exact: add(one.exact, less(is[at] ?? ZERO, was[at] ?? ZERO)) }));
  }
  return after;
}

/** What the points of each part are worth on the steps that those before it leave. */
function byStep(points: readonly bigint[], steps: Parameters<typeof stepped>[1]): Exact[] {
  let sum = 0n;
  return points.map((one) => {
    sum += one;
    return less(stepped(sum, steps), stepped(sum - one, steps));
  });
}

function rounded(parts: readonly Part[]): bigint[] {
  let sum = ZERO;
  return parts.map(({ exact }) => {
    const before = sum;
    sum = add(sum, exact);
    return roundHalfUp(sum) - roundHalfUp(before);
  });
}
