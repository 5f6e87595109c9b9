import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';

/** *DPP nilai lain* of a fee as it is printed: with two decimals, and never computed with, so it is rounded to the sen. */
export function printedTaxBase(feeMinor: bigint, profile: { readonly numerator: number; readonly denominator: number }): bigint {
  return roundHalfUp(new Exact(feeMinor.toString()).mul(profile.numerator).div(profile.denominator), 1n);
}
