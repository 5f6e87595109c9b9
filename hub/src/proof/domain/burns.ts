import type { LongShown, LongStep, Moved } from './second-form';

interface Leg {
  readonly lineNo: number;
  readonly points: bigint;
  readonly postingId: string;
  readonly step: LongStep;
  back: bigint;
}

/** How many burns a flat fee counts in each step: a burn once, where its first leg stands, and once less where its last points come back. */
export function burnsOf(lines: readonly LongShown[], order: readonly string[]): Map<LongStep, number> {
  const counted = new Map<LongStep, number>();
  const count = (step: LongStep | undefined, by: number): void => void (step && counted.set(step, (counted.get(step) ?? 0) + by));
  for (const side of ['PAY', 'RECEIVE'] as const) {
    const steps = lines.filter((line) => line.side === side).flatMap((line) => line.steps);
    const [known, postings] = [new Map<string, Leg>(), new Map<string, Leg[]>()];
    for (const step of steps) {
      for (const one of step.moved.filter((each) => each.reverses === null && each.correctionId === undefined)) {
        const leg = { lineNo: one.lineNo, points: one.points, postingId: one.postingId, step, back: 0n };
        known.set(one.legId, leg);
        postings.set(one.postingId, [...(postings.get(one.postingId) ?? []), leg]);
      }
    }
    for (const all of postings.values()) count(first(all)?.step, 1);
    for (const windowId of order) returned(steps.filter((one) => one.windowId === windowId), known, postings, count);
  }
  return counted;
}

function returned(steps: readonly LongStep[], known: ReadonlyMap<string, Leg>, postings: ReadonlyMap<string, Leg[]>, count: (step: LongStep | undefined, by: number) => void): void {
  const touched = new Map<Leg, LongStep>();
  const backOf = ({ reverses, correctionId, legId }: Moved): Leg | undefined => (reverses === null && correctionId === undefined ? undefined : known.get(reverses ?? legId));
  for (const step of steps) {
    for (const one of step.moved) {
      const leg = backOf(one);
      if (!leg) continue;
      leg.back += one.points;
      touched.set(leg, touched.get(leg) ?? step);
    }
  }
  for (const postingId of new Set([...touched.keys()].map((leg) => leg.postingId))) {
    const all = postings.get(postingId) ?? [];
    if (all.some((leg) => leg.back < leg.points)) continue;
    const last = first(all.filter((leg) => touched.has(leg)));
    count(last && touched.get(last), -1);
  }
}

function first(legs: readonly Leg[]): Leg | undefined {
  return [...legs].sort((a, b) => a.lineNo - b.lineNo)[0];
}
