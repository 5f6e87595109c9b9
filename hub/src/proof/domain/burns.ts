import type { LongShown, LongStep, Moved } from './second-form';

interface Leg {
  readonly lineNo: number;
  readonly points: bigint;
  readonly postingId: string;
  readonly step: LongStep;
  back: bigint;
}

type Count = (step: LongStep | undefined, by: number) => void;

/** How many burns a flat fee counts in each step: a burn once, where its first leg stands, and once less where its last points come back; a restatement moves it with the first of its legs of which something is left. */
export function burnsOf(lines: readonly LongShown[], order: readonly string[]): Map<LongStep, number> {
  const counted = new Map<LongStep, number>();
  const count: Count = (step, by) => void (step && counted.set(step, (counted.get(step) ?? 0) + by));
  for (const side of ['PAY', 'RECEIVE'] as const) {
    const steps = lines.filter((line) => line.side === side).flatMap((line) => line.steps);
    const [known, postings, ended] = [new Map<string, Leg>(), new Map<string, Leg[]>(), new Set<string>()];
    for (const step of steps) {
      for (const one of step.moved.filter(isBurn)) {
        const leg = { lineNo: one.lineNo, points: one.points, postingId: one.postingId, step, back: 0n };
        known.set(one.legId, leg);
        postings.set(one.postingId, [...(postings.get(one.postingId) ?? []), leg]);
      }
    }
    for (const all of postings.values()) count(first(all)?.step, 1);
    for (const windowId of order) {
      const own = steps.filter((one) => one.windowId === windowId);
      carried(own, known, postings, count);
      returned(own, known, postings, ended, count);
    }
  }
  return counted;
}

function isBurn({ reverses, correctionId, restated }: Moved): boolean {
  return reverses === null && correctionId === undefined && restated === undefined;
}

function carried(steps: readonly LongStep[], known: ReadonlyMap<string, Leg>, postings: ReadonlyMap<string, Leg[]>, count: Count): void {
  for (const step of steps) {
    for (const { legId, restated } of step.moved) {
      const leg = known.get(legId);
      if (restated && leg && first((postings.get(leg.postingId) ?? []).filter((one) => one.back < one.points)) === leg) count(step, restated.out ? -1 : 1);
    }
  }
}

function returned(steps: readonly LongStep[], known: ReadonlyMap<string, Leg>, postings: ReadonlyMap<string, Leg[]>, ended: Set<string>, count: Count): void {
  const touched = new Map<Leg, LongStep>();
  for (const step of steps) {
    for (const one of step.moved) {
      const leg = isBurn(one) || one.restated ? undefined : known.get(one.reverses ?? one.legId);
      if (!leg) continue;
      leg.back += one.points;
      touched.set(leg, touched.get(leg) ?? step);
    }
  }
  for (const postingId of new Set([...touched.keys()].map((leg) => leg.postingId))) {
    const all = postings.get(postingId) ?? [];
    if (ended.has(postingId) || all.some((leg) => leg.back < leg.points)) continue;
    ended.add(postingId);
    const last = first(all.filter((leg) => touched.has(leg)));
    count(last && touched.get(last), -1);
  }
}

function first(legs: readonly Leg[]): Leg | undefined {
  return [...legs].sort((a, b) => a.lineNo - b.lineNo)[0];
}
