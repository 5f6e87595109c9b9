import type { ProvedLine, ProvedLines, ProvedStep } from './lines';
import type { Side } from './pricing';

interface Leg {
  readonly at: number;
  readonly lineNo: number;
  readonly points: bigint;
  readonly postingId: string;
  readonly step: ProvedStep;
  back: bigint;
}

/**
 * How many burns a flat fee counts in each step: a burn once, where its first leg stands, and once less where its last points come back; a restatement moves it
 * with the first of its legs of which something is left. A burn of several legs counts once for each issuer of its lots and once for its redeemer.
 */
export function burnsOf({ lines, legs, timeline, back }: ProvedLines): Map<ProvedStep, number> {
  const counted = new Map<ProvedStep, number>();
  const count = (step: ProvedStep | undefined, by: number): void => void (step && counted.set(step, (counted.get(step) ?? 0) + by));
  for (const side of ['PAY', 'RECEIVE'] satisfies Side[]) {
    const own: ProvedLine[] = lines.filter((line) => line.side === side);
    const known = new Map<number, Leg>();
    const postings = new Map<string, Leg[]>();
    const ended = new Set<string>();
    for (const step of own.flatMap((line) => line.steps)) {
      for (const at of step.burned) {
        const facts = legs[at]?.facts;
        if (!facts) continue;
        const leg = { at, lineNo: facts.lineNo, points: BigInt(facts.points), postingId: facts.postingId, step, back: 0n };
        known.set(at, leg);
        postings.set(facts.postingId, [...(postings.get(facts.postingId) ?? []), leg]);
      }
    }
    for (const all of postings.values()) count(first(all)?.step, 1);
    for (const [order, windowId] of timeline.windows.entries()) {
      for (const step of own.flatMap((line) => line.steps).filter((one) => one.step.windowId === windowId)) {
        for (const at of step.carried) {
          const all = postings.get(known.get(at)?.postingId ?? '') ?? [];
          if (first(all.filter((leg) => back.left(leg.at, order) > 0n))?.at === at) count(step, step.step.out ? -1 : 1);
        }
      }
      const touched = new Map<number, ProvedStep>();
      for (const step of own.flatMap((line) => line.steps).filter((one) => one.step.windowId === windowId)) {
        for (const { leg: at, points } of step.returned) {
          const leg = known.get(at);
          if (!leg) continue;
          leg.back += points;
          touched.set(at, touched.get(at) ?? step);
        }
      }
      for (const postingId of new Set([...touched.keys()].map((at) => known.get(at)?.postingId ?? ''))) {
        const all = postings.get(postingId) ?? [];
        if (ended.has(postingId) || all.some((leg) => leg.back < leg.points)) continue;
        ended.add(postingId);
        const last = first(all.filter((leg) => touched.has(leg.at)));
        count(last && touched.get(last.at), -1);
      }
    }
  }
  return counted;
}

function first(legs: readonly Leg[]): Leg | undefined {
  return [...legs].sort((a, b) => a.lineNo - b.lineNo)[0];
}
