import { Exact } from './rate';

/**
 * Rounds an exact amount of minor units to whole cash units, half away from zero: `roundHalfUp(-x) = -roundHalfUp(x)`.
 * It is the only rounding of money in the product.
 * @param exactMinor exact amount in minor units (sen)
 * @param cashUnitMinor the smallest amount that is settled, in minor units (IDR: 100, one rupiah)
 * @returns minor units, a multiple of `cashUnitMinor`
 */
export function roundHalfUp(exactMinor: Exact, cashUnitMinor = 100n): bigint {
  const units = exactMinor.div(cashUnitMinor.toString()).toDecimalPlaces(0, Exact.ROUND_HALF_UP);
  return BigInt(units.toFixed(0)) * cashUnitMinor;
}
