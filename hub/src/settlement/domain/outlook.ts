import { allocate, scaleWeights } from '../../kernel/allocate';
import { COALITION_FUND_PARTY, HUB_PARTY, RATE_DIFFERENCE_PARTY, reserveOf } from '../../kernel/parties';
import { Exact, rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import { receivedFrom, samePrice, type Weighted } from './claims';
import type { GroupPricing, LegGroup } from './facts';
import { minor } from './lines';

/** What some parties together owe another one; rounded when everything has been added. */
interface Owed {
  readonly payers: readonly Weighted[];
  readonly payee: string;
  /** Who pays nothing of it because it would pay itself. */
  readonly self: string;
  exact: Exact;
}

const UNIT = 100n;

/**
 * What a night would add to the positions of all parties if it calculated some groups now: the claims of each preset, at clause prices, with every funder,
 * reserve, fund and the hub. An outlook: steps count from their first, and what the night rounds by line is rounded here by payers and payee. What is
 * paid equals what is received, so that it adds up to nothing.
 */
export class Outlook {
  private readonly owed = new Map<string, Owed>();

  add(group: LegGroup, pricing: GroupPricing): void {
    if (group.event === 'BURN') this.burn(group, pricing);
    else if (group.event === 'ISSUE') this.issue(group, pricing);
    else this.expire(group, pricing);
  }

  /** Minor units by party; positive: it is owed. */
  changes(): Map<string, bigint> {
    const change = new Map<string, bigint>();
    const move = (party: string, amount: bigint): void => void change.set(party, (change.get(party) ?? 0n) + amount);
    for (const { payers, payee, self, exact } of this.owed.values()) {
      const parts = allocate(roundHalfUp(exact, UNIT) / UNIT, scaleWeights(payers.map((one) => one.weight)));
      payers.forEach(({ partyId }, at) => {
        const amount = (parts[at] ?? 0n) * UNIT;
        if (partyId === self) return;
        move(partyId, -amount);
        move(payee, amount);
      });
    }
    return change;
  }

  private burn(group: LegGroup, pricing: GroupPricing): void {
    const { issuerId, redeemerId = '', points } = group;
    const { pay, receive = pay, preset, reserve } = pricing;
    if (preset === 'PAY_AT_ISSUE') return this.owe([HUB], redeemerId, minor(points, receive.pointPrice));
    const released = preset === 'HYBRID_RESERVE' && reserve ? minor(points, reserve.price) : new Exact(0);
    // Points that come home make no claim; what was reserved for them goes back.
    if (issuerId === redeemerId && !pricing.funders) return this.owe([sole(reserveOf(issuerId))], issuerId, released);
    const payee = samePrice(pay, receive) ? redeemerId : RATE_DIFFERENCE_PARTY;
    this.owe(payersOf(group, pricing), payee, minor(points, pay.pointPrice).sub(released), redeemerId);
    this.owe([sole(reserveOf(issuerId))], payee, released);
    if (payee === RATE_DIFFERENCE_PARTY) this.owe(receivedFrom(payersOf(group, pricing), redeemerId), redeemerId, minor(points, receive.pointPrice));
  }

  private issue(group: LegGroup, pricing: GroupPricing): void {
    const { preset, reserve, pay } = pricing;
    if (preset === 'PAY_AT_ISSUE') this.owe(payersOf(group, pricing), HUB_PARTY, minor(group.points, pay.pointPrice));
    else if (preset === 'HYBRID_RESERVE' && reserve) this.owe(payersOf(group, pricing), reserveOf(group.issuerId), minor(group.points, reserve.price));
  }

  private expire(group: LegGroup, pricing: GroupPricing): void {
    const { issuerId, points } = group;
    const { preset, reserve, pay } = pricing;
    if (preset === 'HYBRID_RESERVE' && reserve) {
      const value = minor(points, reserve.price);
      const ofIssuer = value.mul(rate(reserve.issuerShare)).div(rate(reserve.issuerShare).add(rate(reserve.fundShare)));
      this.owe([sole(reserveOf(issuerId))], issuerId, ofIssuer);
      return this.owe([sole(reserveOf(issuerId))], COALITION_FUND_PARTY, value.sub(ofIssuer));
    }
    // The hub gives its share of unused points back to those who paid for them: the same movement with the other sign.
    if (preset === 'PAY_AT_ISSUE') return this.owe(payersOf(group, pricing), HUB_PARTY, minor(points, pay.pointPrice).neg());
    this.owe(payersOf(group, pricing), COALITION_FUND_PARTY, minor(points, pay.pointPrice));
  }

  private owe(payers: readonly Weighted[], payee: string, exact: Exact, self = payee): void {
    if (exact.isZero()) return;
    const key = [...payers.map((one) => `${one.partyId}*${one.weight}`), payee, self].join('|');
    const known = this.owed.get(key) ?? { payers, payee, self, exact: new Exact(0) };
    known.exact = known.exact.add(exact);
    this.owed.set(key, known);
  }
}

const HUB: Weighted = { partyId: HUB_PARTY, weight: '1' };

function sole(partyId: string): Weighted {
  return { partyId, weight: '1' };
}

function payersOf(group: LegGroup, pricing: GroupPricing): readonly Weighted[] {
  return pricing.funders ?? [sole(group.issuerId)];
}
