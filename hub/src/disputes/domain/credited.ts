import { Exact } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import { noteAmount } from '../../settlement/domain/fees';

const CASH_UNIT = 100n;

/** What a window made of a line. */
export interface LineAfter {
  /** Exact total of the line, or of the note where PPN is rounded note by note, in minor units. */
  readonly exactAfter: string;
  /** What the window added to the exact total, and what it booked; minor units. */
  readonly exact: string;
  readonly amountMinor: bigint;
  /** Of a note that is rounded by itself. */
  readonly rounding?: 'PER_NOTE' | 'FLOOR';
}

/**
 * What each of several corrections takes off a line in one window: they count as its last ones, each the difference of two roundings.
 * If nothing else moved the line, the parts add up to the whole change of the window, also where less was left to credit than they round to.
 * @param exacts what each correction added to the exact total, in order; negative
 * @returns minor units, in the same order
 */
export function creditedParts({ exactAfter, exact, amountMinor, rounding }: LineAfter, exacts: readonly string[]): bigint[] {
  const round = (amount: Exact): bigint => (rounding === undefined ? roundHalfUp(amount, CASH_UNIT) : noteAmount(amount, rounding, CASH_UNIT));
  const all = exacts.reduce((sum, one) => sum.add(one), new Exact(0));
  let before = new Exact(exactAfter).sub(all);
  const parts = exacts.map((one) => {
    const after = before.add(one);
    const part = round(after) - round(before);
    before = after;
    return part;
  });
  if (!all.eq(exact)) return parts;
  let over = amountMinor - parts.reduce((sum, one) => sum + one, 0n);
  for (let at = parts.length - 1; at >= 0 && over > 0n; at -= 1) {
    const part = parts[at] ?? 0n;
    const less = -part < over ? -part : over;
    parts[at] = part + less;
    over -= less;
  }
  return parts;
}
