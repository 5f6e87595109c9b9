import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';

/** PPh 23 on services of a resident company with an NPWP: 2 % of the fee without PPN (UU PPh article 23 paragraph 1 letter c). */
const PPH23 = rate('0.02');

/** What a partner may withhold from a fee. @param feeMinor the fee base in minor units */
export function expectedPph23(feeMinor: bigint): bigint {
  return roundHalfUp(new Exact(feeMinor.toString()).mul(PPH23));
}
