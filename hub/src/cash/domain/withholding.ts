import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';

/**
 * What a partner may withhold from a fee: PPh 23 of the fee without PPN (UU PPh article 23 paragraph 1 letter c).
 * @param feeMinor the fee base in minor units
 * @param percent the dated rate as a decimal string, `0.02` is 2 %; none: nothing is withheld
 */
export function expectedPph23(feeMinor: bigint, percent: string | null): bigint {
  return percent === null ? 0n : roundHalfUp(new Exact(feeMinor.toString()).mul(rate(percent)));
}
