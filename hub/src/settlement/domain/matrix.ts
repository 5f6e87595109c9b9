import { RATE_DIFFERENCE_PARTY } from '../../kernel/parties';
import { pairSums, type BookedClaim } from './netting';

/** Claims of a settlement as they are booked, and what disputes moved of them. */
export interface MatrixClaim extends BookedClaim {
  readonly kind: 'CLAIM' | 'MOVEMENT';
  readonly points: bigint;
}

export interface MatrixCell {
  readonly payer: string;
  readonly payee: string;
  readonly points: bigint;
  /** The claims, as documents have them. */
  readonly amount: bigint;
  /** What disputes moved, which stands beside the claims: below nothing, the payer is asked for less. */
  readonly disputed: bigint;
}

/**
 * The bilateral matrix of a settlement, between brands. A partner sees what it pays and what it receives, each at its own price, as its documents say;
 * the operator sees a claim with two prices once, and what lies between the prices beside it.
 */
export function matrixOf(list: readonly MatrixClaim[], viewer: string | undefined): MatrixCell[] {
  const cells = new Map<string, MatrixCell>();
  const add = (payer: string, payee: string, more: Partial<Pick<MatrixCell, 'points' | 'amount' | 'disputed'>>): void => {
    const known = cells.get(`${payer}|${payee}`) ?? { payer, payee, points: 0n, amount: 0n, disputed: 0n };
    cells.set(`${payer}|${payee}`, { ...known, points: known.points + (more.points ?? 0n), amount: known.amount + (more.amount ?? 0n), disputed: known.disputed + (more.disputed ?? 0n) });
  };
  const between = ({ payer, payee, behind }: MatrixClaim): [string, string] => [payer === RATE_DIFFERENCE_PARTY && behind ? behind : payer, payee === RATE_DIFFERENCE_PARTY && behind ? behind : payee];
  for (const one of list) {
    // The points of a claim with two prices are on both of its halves and count once.
    const counts = viewer !== undefined || one.payer !== RATE_DIFFERENCE_PARTY;
    if (one.kind === 'CLAIM' && counts) add(...between(one), { points: one.points });
    if (viewer !== undefined) add(...between(one), one.kind === 'CLAIM' ? { amount: one.amount } : { disputed: one.amount });
  }
  if (viewer === undefined) {
    for (const { payer, payee, amount } of pairSums(list.filter((one) => one.kind === 'CLAIM'))) add(payer, payee, { amount });
    for (const { payer, payee, amount } of pairSums(list.filter((one) => one.kind === 'MOVEMENT'))) add(payer, payee, { disputed: amount });
  }
  return [...cells.values()].sort((a, b) => (`${a.payer}|${a.payee}` < `${b.payer}|${b.payee}` ? -1 : 1));
}
