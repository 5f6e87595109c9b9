import { isRate, type Exact } from './rate';

/**
 * Rounds an exact amount of minor units to whole cash units, half away from zero: `roundHalfUp(-x) = -roundHalfUp(x)`.
 * It is the only rounding of money in the product.
 * @param exactMinor exact amount in minor units (sen)
 * @param cashUnitMinor the smallest amount that is settled, in minor units (IDR: 100, one rupiah)
 * @returns minor units, a multiple of `cashUnitMinor`
 */
export function roundHalfUp(exactMinor: Exact, cashUnitMinor = 100n): bigint {
  const text = exactMinor.toFixed();
  const point = text.indexOf('.');
  const whole = BigInt(point === -1 ? text : text.slice(0, point));
  const size = whole < 0n ? -whole : whole;
  const twice = 2n * (size % cashUnitMinor);
  // Of what lies behind the point only an odd unit's half needs to know, and of that only the first digit.
  const up = twice >= cashUnitMinor || (twice === cashUnitMinor - 1n && point !== -1 && (text[point + 1] ?? '0') >= '5');
  const units = size / cashUnitMinor + (up ? 1n : 0n);
  return (text.startsWith('-') ? -units : units) * cashUnitMinor;
}

/**
 * What whole points are worth, rounded as `roundHalfUp` does, in whole numbers alone: the posting path asks for it once for every leg.
 * @param pointPrice major units of a point (rupiah), a decimal string with at most 10 decimals
 * @returns minor units, a multiple of `cashUnitMinor`
 */
export function worthOf(points: bigint, pointPrice: string, cashUnitMinor = 100n): bigint {
  // Minor units times 10^10; half a cash unit is added to the amount without its sign.
  const scaled = points * scaledPrice(pointPrice) * 100n;
  const unit = cashUnitMinor * 10_000_000_000n;
  const size = scaled < 0n ? -scaled : scaled;
  const units = (2n * size + unit) / (2n * unit);
  return (scaled < 0n ? -units : units) * cashUnitMinor;
}

/** Few prices are in force at a time. */
const prices = new Map<string, bigint>();
const MOST_PRICES = 1_000;

/** A price times 10^10. @throws RangeError for what is no price */
function scaledPrice(price: string): bigint {
  const known = prices.get(price);
  if (known !== undefined) return known;
  if (!isRate(price)) throw new RangeError(`Not a decimal string with at most 10 decimals: ${price}`);
  const [whole = '', decimals = ''] = price.split('.');
  const scaled = BigInt(whole + decimals.padEnd(10, '0'));
  if (prices.size >= MOST_PRICES) prices.clear();
  prices.set(price, scaled);
  return scaled;
}
