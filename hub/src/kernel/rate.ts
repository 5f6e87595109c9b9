import Decimal from 'decimal.js';

/**
 * Exact arithmetic for prices and rates: 60 significant digits, so that a product of the largest number of points,
 * a price and a rate is exact, and only a division can need rounding.
 */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpPos: 60, toExpNeg: -60 });
export type Exact = Decimal;

const RATE = /^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,10})?$/;

/** Whether a text is a rate, a price or a percentage of the wire: a decimal string with at most 10 decimals. */
export function isRate(text: string): boolean {
  return RATE.test(text);
}

/**
 * A rate, price or percentage from its decimal string.
 * @throws RangeError when the text is not a decimal string with at most 10 decimals.
 */
export function rate(text: string): Exact {
  if (!isRate(text)) throw new RangeError(`Not a decimal string with at most 10 decimals: ${text}`);
  return new Exact(text);
}

/**
 * Exactly so many times a rate or a price, multiplied in whole numbers: the night asks for it once for each group of legs.
 * @throws RangeError when the text is not a decimal string with at most 10 decimals.
 */
export function times(count: bigint, text: string): Exact {
  if (!isRate(text)) return rate(text);
  const [whole = '', decimals = ''] = text.split('.');
  const product = (count * BigInt(whole + decimals)).toString();
  return new Exact(decimals === '' ? product : `${product}e-${decimals.length}`);
}
