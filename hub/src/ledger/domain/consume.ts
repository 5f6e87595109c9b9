import { DomainError } from '../../kernel/errors';
import { byConsumption, isSpendable, type Lot } from './lot';

/** Points taken from one lot. */
export interface Taking {
  readonly lot: Lot;
  readonly points: bigint;
}

/** Lots of a member that a redeemer may use now, in the order of use. */
export function eligible(lots: readonly Lot[], redeemerId: string, at: Date): Lot[] {
  return lots
    .filter((lot) => lot.remaining > 0n && isSpendable(lot, at) && (!lot.usableAt || lot.usableAt.includes(redeemerId)))
    .sort(byConsumption);
}

/**
 * Which lots a burn or hold uses; frozen in its legs from then on.
 * @throws DomainError `insufficient_points` with `available` and `requested`
 */
export function consume(lots: readonly Lot[], points: bigint, redeemerId: string, at: Date): Taking[] {
  const usable = eligible(lots, redeemerId, at);
  const taken = takeInOrder(usable, points);
  if (taken.missing > 0n) {
    const available = points - taken.missing;
    throw new DomainError('insufficient_points', {
      detail: `The member has ${available} points that can be used here; ${points} were asked for. Ask for fewer points.`,
      data: { available: Number(available), requested: Number(points) },
    });
  }
  return taken.takings;
}

/** Takes from lots one after the other; `missing` is what they did not have. */
export function takeInOrder(lots: readonly Lot[], points: bigint): { takings: Taking[]; missing: bigint } {
  const takings: Taking[] = [];
  let missing = points;
  for (const lot of lots) {
    if (missing === 0n) break;
    const part = lot.remaining < missing ? lot.remaining : missing;
    if (part > 0n) takings.push({ lot, points: part });
    missing -= part;
  }
  return { takings, missing };
}
