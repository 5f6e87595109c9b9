import type { BusinessDate } from '../../kernel/business-date';
import { exactMinor } from '../../kernel/money';
import { Exact, rate } from '../../kernel/rate';
import { expiryPrice, immediatePrice, payPrice, presetOf, receivePrice, type PricedLot, type TermsTable } from '../../terms';

/** Points that moved, as far as money follows: given to a member, taken back, burned (or, with negative points, given back), expired. */
export interface PointMove {
  readonly event: 'GIVEN' | 'BURNED' | 'EXPIRED';
  readonly lot: PricedLot & { readonly fundingShares?: unknown };
  readonly redeemerId?: string;
  /** Negative for what undoes an earlier move. */
  readonly points: bigint;
  /** The business date that prices a burn. */
  readonly pricedOn: BusinessDate;
  /** The business date whose night books the claim: of the window, or of the vesting where points are still pending. */
  readonly dueOn: BusinessDate;
}

/** What a party's money does: claims in minor units, positive when the party is owed; points held for burns elsewhere, at their pay price. */
export interface Exposure {
  readonly partyId: string;
  readonly dueOn: BusinessDate;
  readonly claims: Exact;
  readonly holds: Exact;
}

const NOTHING = new Exact(0);

/** Adds exposures by party and due date, and keeps what each party has in all. */
export class Exposures {
  private readonly byKey = new Map<string, Exposure>();
  private readonly byParty = new Map<string, { readonly claims: Exact; readonly holds: Exact }>();

  add(partyId: string, dueOn: BusinessDate, claims: Exact, holds = NOTHING): void {
    if (claims.isZero() && holds.isZero()) return;
    const key = `${partyId} ${dueOn}`;
    const known = this.byKey.get(key);
    this.byKey.set(key, { partyId, dueOn, claims: known ? known.claims.add(claims) : claims, holds: known ? known.holds.add(holds) : holds });
    const all = this.of(partyId);
    this.byParty.set(partyId, { claims: all.claims.add(claims), holds: all.holds.add(holds) });
  }

  addAll(others: readonly Exposure[]): void {
    for (const one of others) this.add(one.partyId, one.dueOn, one.claims, one.holds);
  }

  /** All of a party, whenever it is due. */
  of(partyId: string): { readonly claims: Exact; readonly holds: Exact } {
    return this.byParty.get(partyId) ?? { claims: NOTHING, holds: NOTHING };
  }

  all(): Exposure[] {
    return [...this.byKey.values()].filter((one) => !one.claims.isZero() || !one.holds.isZero());
  }
}

/** What one move of points does to the parties behind it, at clause prices and unrounded: the night rounds by line. */
export function exposuresOf(move: PointMove, terms: TermsTable, into: Exposures): void {
  const { lot, points, dueOn, event } = move;
  if (lot.pointKind === 'QUALIFYING') return;
  const pay = (price: Exact): void => {
    for (const { partyId, part } of funders(lot)) into.add(partyId, dueOn, exactMinor(points, price).mul(part).neg());
  };
  if (event === 'GIVEN') return pay(immediatePrice(lot, terms));
  const preset = presetOf(lot, terms);
  // A reserve gives back to its issuer alone, whoever filled it.
  if (event === 'EXPIRED' && preset === 'HYBRID_RESERVE') return into.add(lot.issuerId, dueOn, exactMinor(points, expiryPrice(lot, move.pricedOn, terms)));
  if (event === 'EXPIRED') return pay(expiryPrice(lot, move.pricedOn, terms).neg());
  const { redeemerId = '' } = move;
  const own = redeemerId === lot.issuerId && !isShared(lot);
  // An own burn of points that were paid for before gives what was paid; of points that are paid for at burn it makes no claim.
  if (preset === 'HYBRID_RESERVE') pay((own ? new Exact(0) : payPrice(lot, move.pricedOn, terms)).sub(immediatePrice(lot, terms)));
  else if (preset === 'PAY_AT_BURN' && !own) pay(payPrice(lot, move.pricedOn, terms));
  if (!own || preset === 'PAY_AT_ISSUE') into.add(redeemerId, dueOn, exactMinor(points, receivePrice(lot, redeemerId, move.pricedOn, terms)));
}

/** What a hold will cost the issuer when it is captured elsewhere. Points that were paid for at issue cost it nothing more. @param points negative when the hold ends */
export function holdExposure(lot: PointMove['lot'], points: bigint, redeemerId: string, pricedOn: BusinessDate, dueOn: BusinessDate, terms: TermsTable, into: Exposures): void {
  if (presetOf(lot, terms) === 'PAY_AT_ISSUE') return;
  // Nobody owes itself: neither an issuer for its own points, nor a funder that is the redeemer for its part.
  for (const { partyId, part } of funders(lot)) if (partyId !== redeemerId) into.add(partyId, dueOn, new Exact(0), exactMinor(points, payPrice(lot, pricedOn, terms)).mul(part));
}

/** Whether several parties pay for a lot; then also points that come home are paid for, by the others. */
function isShared(lot: PointMove['lot']): boolean {
  return Array.isArray(lot.fundingShares) && lot.fundingShares.length > 0;
}

/** Who pays for a lot, and what part of it: its issuer, or those who fund it together. */
function funders(lot: PointMove['lot']): { readonly partyId: string; readonly part: Exact }[] {
  const shares = Array.isArray(lot.fundingShares) ? (lot.fundingShares as { partyId: string; weight: string }[]) : [];
  const sum = shares.reduce((total, one) => total.add(rate(one.weight)), new Exact(0));
  if (sum.isZero()) return [{ partyId: lot.issuerId, part: new Exact(1) }];
  return shares.map(({ partyId, weight }) => ({ partyId, part: rate(weight).div(sum) }));
}
