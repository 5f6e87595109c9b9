/** A figure about members of several partners: how many distinct members stand behind it, its value, and the largest part of one member. */
export interface Cell {
  readonly key: string;
  readonly members: number;
  readonly value: bigint;
  readonly largest: bigint;
}

export interface ShownCell {
  readonly key: string;
  /** Rounded to tens; absent when the cell is suppressed. */
  readonly members?: number;
  /** Rounded to three digits; absent when the cell is suppressed. */
  readonly value?: bigint;
}

/** Never fewer, whatever is set. */
export const LEAST_MEMBERS = 10;
const MEMBERS_STEP = 10;

/**
 * Suppresses what could tell of one person: cells with fewer than `k` members, cells of which one member has more than half, and a further cell when
 * only one would be missing from a total that is known elsewhere. Counts are rounded, so that two answers cannot be subtracted.
 */
export function suppressed(cells: readonly Cell[], k: number): ShownCell[] {
  const least = Math.max(k, LEAST_MEMBERS);
  const hidden = new Set(cells.filter((one) => one.members < least || one.largest * 2n > one.value).map((one) => one.key));
  const rest = cells.filter((one) => !hidden.has(one.key)).sort((a, b) => a.members - b.members || (a.key < b.key ? -1 : 1));
  // A cell without anybody in it hides nothing and gives nothing away.
  const [next] = rest;
  if (cells.filter((one) => hidden.has(one.key) && one.members > 0).length === 1 && next) hidden.add(next.key);
  return cells.map((one) => (hidden.has(one.key) ? { key: one.key } : { key: one.key, members: Math.round(one.members / MEMBERS_STEP) * MEMBERS_STEP, value: threeDigits(one.value) }));
}

function threeDigits(value: bigint): bigint {
  const step = 10n ** BigInt(Math.max(1, value.toString().length - 3));
  return ((value + step / 2n) / step) * step;
}
