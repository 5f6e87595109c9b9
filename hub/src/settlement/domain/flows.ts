import { allocate } from '../../kernel/allocate';
import { RATE_DIFFERENCE_PARTY, issuerOfReserve } from '../../kernel/parties';
import { Exact } from '../../kernel/rate';

/** What was claimed on one line in some windows; minor units. */
export interface FlowClaim {
  readonly lineId: string;
  readonly payerId: string;
  readonly payeeId: string;
  /** With two prices: the redeemer of what is paid, the issuer of what is received. */
  readonly qualifier: string;
  readonly points: bigint;
  readonly amount: bigint;
}

/** Burned points behind a line, and their exact worth by it. */
export interface FlowShare {
  readonly lineId: string;
  readonly issuerId: string;
  readonly redeemerId: string;
  readonly worth: string;
}

export interface FlowCell {
  readonly issuerId: string;
  readonly redeemerId: string;
  points: bigint;
  amount: bigint;
}

/**
 * Burned points by the issuer of their lots and the redeemer, and what was claimed for them, whoever pays: the issuer, those who fund a lot with it, its
 * reserve, or the hub for points that were paid for at issue. What reserves give back to their own issuer is no flow.
 * @param viewer a partner sees what it received, and what it and its reserve paid; absent: all that was paid
 * @param points net burned points by issuer and redeemer, as far as the viewer is one of the two
 */
export function flowsOf(viewer: string | undefined, points: readonly { readonly issuerId: string; readonly redeemerId: string; readonly points: bigint }[], claims: readonly FlowClaim[], shares: readonly FlowShare[]): FlowCell[] {
  const cells = new Map(points.map((one): [string, FlowCell] => [`${one.issuerId} ${one.redeemerId}`, { ...one, amount: 0n }]));
  const behind = new Map<string, FlowShare[]>();
  for (const share of shares) behind.set(share.lineId, [...(behind.get(share.lineId) ?? []), share]);
  for (const claim of claims) {
    for (const { issuerId, redeemerId, amount } of byIssuer(claim, behind.get(claim.lineId) ?? [])) {
      const reserve = issuerOfReserve(claim.payerId);
      if (reserve !== undefined && issuerId === redeemerId) continue;
      const received = claim.payeeId !== RATE_DIFFERENCE_PARTY;
      const paid = claim.payerId !== RATE_DIFFERENCE_PARTY;
      const counts = viewer === undefined ? paid : viewer === redeemerId ? received : paid && (viewer === claim.payerId || viewer === reserve);
      if (!counts) continue;
      const key = `${issuerId} ${redeemerId}`;
      const cell = cells.get(key) ?? { issuerId, redeemerId, points: 0n, amount: 0n };
      // Who only funds points of another issuer sees its part of them.
      if (viewer !== undefined && viewer !== issuerId && viewer !== redeemerId) cell.points += claim.points;
      cell.amount += amount;
      cells.set(key, cell);
    }
  }
  return [...cells.values()];
}

/** A line of the hub stands for points of several issuers; its amount is told apart by what they are worth. */
function byIssuer(claim: FlowClaim, shares: readonly FlowShare[]): { issuerId: string; redeemerId: string; amount: bigint }[] {
  const { payerId, payeeId, qualifier, amount } = claim;
  const [first, second] = shares;
  if (!first) return [{ issuerId: payerId === RATE_DIFFERENCE_PARTY ? qualifier : (issuerOfReserve(payerId) ?? payerId), redeemerId: payeeId === RATE_DIFFERENCE_PARTY ? qualifier : payeeId, amount }];
  if (!second) return [{ ...first, amount }];
  const weights = shares.map((one) => BigInt(Exact.max(0, new Exact(one.worth)).mul(SCALE).toFixed(0)));
  const parts = weights.some((one) => one > 0n) ? allocate(amount / 100n, weights) : shares.map((_one, at) => (at === 0 ? amount / 100n : 0n));
  return shares.map((one, at) => ({ ...one, amount: (parts[at] ?? 0n) * 100n }));
}

/** Prices have at most ten decimals. */
const SCALE = '10000000000';
