import { DomainError } from './errors';

/** Whole points of the coalition's currency. */
export type Points = bigint;

/** The largest number of points that JSON can carry without loss (2^53 - 1). */
export const MAX_POINTS: Points = 9_007_199_254_740_991n;

/**
 * Points from the wire, where they are a JSON integer between 1 and 2^53 - 1.
 * @throws DomainError `validation_failed` naming `pointer`.
 */
export function pointsFromWire(value: number, pointer = '/points'): Points {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new DomainError('validation_failed', {
      detail: 'Points are a whole number from 1 to 9007199254740991.',
      fields: [{ pointer, code: 'invalid_points', detail: 'Send a whole number of points, without quotes, decimals or exponent.' }],
    });
  }
  return BigInt(value);
}

/** Points as the JSON number of the wire; the range was checked when they entered. */
export function pointsToWire(points: Points): number {
  if (points > MAX_POINTS || points < -MAX_POINTS) throw new RangeError('Points are outside the range that JSON can carry.');
  return Number(points);
}
