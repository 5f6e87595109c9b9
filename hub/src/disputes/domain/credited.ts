import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';

const CASH_UNIT = 100n;

/**
 * What each of several corrections takes off a line in one window: they count as its last ones, each the difference of two roundings.
 * If nothing else moved the line, the parts add up to the whole change of the window.
 * @param exactAfter exact total of the line after the window, in minor units
 * @param exacts what each correction added to the exact total, in order; negative
 * @returns minor units, in the same order
 */
export function creditedParts(exactAfter: string, exacts: readonly string[]): bigint[] {
  let before = exacts.reduce((sum, one) => sum.sub(one), new Exact(exactAfter));
  return exacts.map((one) => {
    const after = before.add(one);
    const part = roundHalfUp(after, CASH_UNIT) - roundHalfUp(before, CASH_UNIT);
    before = after;
    return part;
  });
}
