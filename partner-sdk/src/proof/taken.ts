import type { MoneyCorrection } from './bundle';
import type { ProvedLeg } from './log-steps';
import type { Timeline } from './timeline';

/** Points of a burn that were taken back in the ledger, and in money alone. */
export interface Back {
  readonly reversed: bigint;
  readonly corrected: bigint;
}

const NOTHING: Back = { reversed: 0n, corrected: 0n };

/** What was taken back of each burn, window by window, on whatever lines it stood: a restatement moves what is left, and nothing is taken back twice. */
export class TakenBack {
  readonly #byLeg = new Map<number, { readonly order: number; readonly kind: keyof Back; readonly points: bigint }[]>();

  constructor(private readonly legs: readonly ProvedLeg[], corrections: readonly MoneyCorrection[], timeline: Timeline) {
    const placeOf = new Map(legs.map((leg, at) => [leg.facts.legId, at]));
    const add = (leg: number | undefined, windowId: string, kind: keyof Back, points: number): void => {
      if (leg === undefined) return;
      this.#byLeg.set(leg, [...(this.#byLeg.get(leg) ?? []), { order: timeline.orderOf(windowId) ?? -1, kind, points: BigInt(points) }]);
    };
    for (const { facts, posting } of legs) if (facts.reversesLegId !== undefined) add(placeOf.get(facts.reversesLegId), posting.windowId, 'reversed', facts.points);
    for (const { leg, windowId, points } of corrections) add(leg, windowId, 'corrected', points);
  }

  /** By the windows before one. */
  before(leg: number, order: number): Back {
    return (this.#byLeg.get(leg) ?? []).filter((one) => one.order < order).reduce<Back>((sum, { kind, points }) => ({ ...sum, [kind]: sum[kind] + points }), NOTHING);
  }

  /** Points of a burn that no window before one took back; what was taken back both ways is gone once. */
  left(leg: number, order: number): bigint {
    const { reversed, corrected } = this.before(leg, order);
    const burned = BigInt(this.legs[leg]?.facts.points ?? 0);
    return reversed + corrected >= burned ? 0n : burned - reversed - corrected;
  }
}

/** What was taken back both ways, beyond the burn. */
export function beyond({ reversed, corrected }: Back, burn: bigint): bigint {
  return reversed + corrected > burn ? reversed + corrected - burn : 0n;
}
