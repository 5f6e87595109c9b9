import { addDays, businessDate, startOfBusinessDate } from '../../kernel/business-date';
import { DomainError } from '../../kernel/errors';
import { byConsumption, isExpired, type Lot } from './lot';
import { takeInOrder, type Taking } from './consume';

/** A leg of the burn that is given back, in the order it was written, with what earlier reversals took of it. */
export interface BurnLegState {
  readonly legId: string;
  readonly lotId: string;
  readonly points: bigint;
  readonly reversed: bigint;
}

export interface GivenBack {
  readonly leg: BurnLegState;
  readonly points: bigint;
}

export const RESTORE_GRACE_DAYS = 14;

/**
 * Which legs a reversal of a burn gives back: the last leg first, each point at most once.
 * @param points absent: all that is left
 * @throws DomainError `reversal_exceeds_original` with what is left
 */
export function giveBack(legs: readonly BurnLegState[], points?: bigint): GivenBack[] {
  const left = legs.reduce((sum, leg) => sum + leg.points - leg.reversed, 0n);
  const wanted = points ?? left;
  if (wanted <= 0n || wanted > left) {
    throw new DomainError('reversal_exceeds_original', {
      detail: left === 0n ? 'The posting is reversed wholly already.' : `At most ${left} points of this posting can still be reversed, at least 1.`,
      data: { remaining: Number(left), requested: Number(wanted) },
    });
  }
  const given: GivenBack[] = [];
  let open = wanted;
  for (const leg of [...legs].reverse()) {
    const free = leg.points - leg.reversed;
    const part = free < open ? free : open;
    if (part > 0n) given.push({ leg, points: part });
    open -= part;
  }
  return given;
}

/**
 * Gives back named legs of a burn, as when one issuer's part of it is undone.
 * @throws DomainError `reversal_exceeds_original` when a leg has fewer points left, or is not a leg of the burn
 */
export function giveBackOf(legs: readonly BurnLegState[], only: readonly { readonly legId: string; readonly points: bigint }[]): GivenBack[] {
  return only.map(({ legId, points }) => {
    const leg = legs.find((one) => one.legId === legId);
    const left = leg ? leg.points - leg.reversed : 0n;
    if (!leg || points <= 0n || points > left) throw new DomainError('reversal_exceeds_original', { detail: `At most ${left} points of this leg can still be reversed, at least 1.`, data: { remaining: Number(left), requested: Number(points) } });
    return { leg, points };
  });
}

/** The end of grace for points that come back to a lot whose effective expiry has passed; undefined when it has not. */
export function graceAfterReversal(lot: Pick<Lot, 'expiresAt' | 'graceUntil'>, reversedAt: Date, zone = 'Asia/Jakarta'): Date | undefined {
  if (!isExpired(lot, reversedAt)) return undefined;
  return startOfBusinessDate(addDays(businessDate(reversedAt, zone), RESTORE_GRACE_DAYS + 1), zone);
}

/**
 * Points to take back for a refund: those of the sale's net spend before, less those of the net spend after. It looks at the cumulative
 * net, never at one refund alone, so any number of parts takes back exactly what one would.
 */
export function refundPoints(netBefore: bigint, netAfter: bigint, amountPerPoint: bigint): bigint {
  return netBefore / amountPerPoint - netAfter / amountPerPoint;
}

/** Where a refund takes its points: the sale's own lot, then the member's other lots of the same issuer in consumption order. */
export function takeBack(own: Lot | undefined, others: readonly Lot[], issuerId: string, points: bigint): { takings: Taking[]; missing: bigint } {
  // Pending points go first: nobody has counted on them yet.
  const rest = others.filter((lot) => lot.issuerId === issuerId && lot.lotId !== own?.lotId).sort((a, b) => Number(b.vestsAt !== undefined) - Number(a.vestsAt !== undefined) || byConsumption(a, b));
  return takeInOrder(own ? [own, ...rest] : rest, points);
}
