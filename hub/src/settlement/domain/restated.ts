import { canonicalJson } from '../../kernel/canonical';
import { Exact, rate } from '../../kernel/rate';
import { samePrice } from './claims';
import { groupKeyOf } from './engine';
import type { GroupPricing, LegGroup } from './facts';

/** A group of a restated window with the pricing that one version of its calculation found for it. */
export interface PricedBy {
  readonly groupId: string;
  readonly group: LegGroup;
  readonly pricing: GroupPricing;
}

/** What a restatement moves, as groups of the night that books it: out at the pricing of one version, in at that of the next. */
export interface Moves {
  readonly groups: readonly LegGroup[];
  /** Clauses for which points cannot be moved alone; nothing is restated then. */
  readonly refused: readonly string[];
}

/**
 * What has to be moved so that a window's points are priced by corrected facts: of every group whose pricing changes what is left of it, that is what no window has
 * taken back. What had come back before stays at the price at which it went and came; what comes back later comes back at the new one.
 * @param left what is left of the window's points, told apart at least as finely as both versions do
 */
export function movesOf(left: readonly LegGroup[], before: readonly PricedBy[], after: readonly PricedBy[]): Moves {
  const [old, corrected] = [new Versions(before), new Versions(after)];
  const moved = new Map<string, LegGroup>();
  const refused = new Set<string>();
  for (const one of left) {
    const [from, to] = [old.of(one), corrected.of(one)];
    if (from && to && textOf(from.pricing) === textOf(to.pricing)) continue;
    const sides = [from, to].flatMap((side) => side ?? []);
    if (sides.length > 0 && !movable(one, from?.pricing, to?.pricing)) sides.forEach(({ pricing }) => refused.add(pricing.pay.termsRef));
    if (from) add(moved, from, one, -1);
    if (to) add(moved, to, one, 1);
  }
  return { groups: [...moved.values()], refused: [...refused].sort() };
}

/**
 * How an issuer pays, and what is reserved for its points, was fixed when they vested, and other windows have counted on it since: a restatement of this one alone cannot
 * change it. Nor can a price fall to where less of the reserve goes to who is paid, or rise from there, or two prices that were one part, for then what was released went to somebody else;
 * nor can what several pay beside a reserve move, of which each has paid what the reserve left.
 */
function movable({ event }: LegGroup, from: GroupPricing | undefined, to: GroupPricing | undefined): boolean {
  if (!from || !to) return event === 'EXPIRE' && (from ?? to)?.preset === undefined;
  if (from.preset !== to.preset || textOf({ ...from.reserve }) !== textOf({ ...to.reserve })) return false;
  const { reserve } = from;
  if (!reserve || event !== 'BURN') return true;
  return !from.funders && used(from, reserve.price).eq(used(to, reserve.price)) && paidDirectly(from) === paidDirectly(to);
}

const paidDirectly = ({ pay, receive }: GroupPricing): boolean => receive === undefined || samePrice(pay, receive);
const used = ({ pay }: GroupPricing, reserved: string): Exact => Exact.min(rate(reserved), ...(pay.steps ?? [pay]).map((one) => rate(one.pointPrice)));

function add(moved: Map<string, LegGroup>, { groupId, group, pricing }: PricedBy, { points, legs, burns }: LegGroup, sign: 1 | -1): void {
  const name = `${sign} ${groupId}`;
  const known = moved.get(name);
  const counted = { pay: (known?.burns?.pay ?? 0) + sign * (burns?.pay ?? 0), receive: (known?.burns?.receive ?? 0) + sign * (burns?.receive ?? 0) };
  moved.set(name, { ...group, points: (known?.points ?? 0n) + points * BigInt(sign), legs: (known?.legs ?? 0) + legs, burns: counted, source: 'RESTATED', reverses: { groupId, pricing } });
}

/** What several restatements move in one night: what one puts in and the next takes out again before any night has booked it never moves. */
export function inAll(moves: readonly LegGroup[]): LegGroup[] {
  const sums = new Map<string, LegGroup>();
  for (const one of moves) {
    const name = groupKeyOf(one);
    const known = sums.get(name);
    const burns = { pay: (known?.burns?.pay ?? 0) + (one.burns?.pay ?? 0), receive: (known?.burns?.receive ?? 0) + (one.burns?.receive ?? 0) };
    sums.set(name, known ? { ...known, points: known.points + one.points, burns } : one);
  }
  return [...sums.values()].filter((one) => one.points !== 0n);
}

/** Finds the group of one version that points belong to: it tells them apart by the same days or by fewer. */
class Versions {
  private readonly byKey: ReadonlyMap<string, PricedBy>;

  constructor(groups: readonly PricedBy[]) {
    this.byKey = new Map(groups.map((one) => [groupKeyOf(one.group), one]));
  }

  of({ lotEarnedOn, lotVestedOn, ...rest }: LegGroup): PricedBy | undefined {
    const [earned, vested] = [lotEarnedOn === undefined ? {} : { lotEarnedOn }, lotVestedOn === undefined ? {} : { lotVestedOn }];
    for (const days of [{ ...earned, ...vested }, earned, vested, {}]) {
      const found = this.byKey.get(groupKeyOf({ ...rest, ...days }));
      if (found) return found;
    }
    return undefined;
  }
}

/** What a version agrees for points and charges on them. */
export interface ToldPrice {
  readonly points: bigint;
  /** Rupiah a point; of steps all prices. */
  readonly pay: readonly string[];
  readonly receive: readonly string[];
  readonly issuerFee?: string;
  readonly acceptanceFee?: string;
  readonly taxes: readonly string[];
  readonly clauses: readonly string[];
}

/** Points of one pair of parties that a restatement moves: out at some prices, in at others; negative points are taken back by their issuer. */
export interface ToldMove {
  readonly event: LegGroup['event'];
  readonly issuerId: string;
  readonly redeemerId?: string;
  readonly from: readonly ToldPrice[];
  readonly to: readonly ToldPrice[];
}

/** What groups of a restatement move, as people read it: by event, issuer and redeemer, alike prices together. */
export function toldMoves(groups: readonly LegGroup[]): ToldMove[] {
  const told = new Map<string, { event: LegGroup['event']; issuerId: string; redeemerId?: string; from: Map<string, ToldPrice>; to: Map<string, ToldPrice> }>();
  for (const group of groups) {
    if (typeof group.reverses !== 'object') continue;
    const { event, issuerId, redeemerId } = group;
    const name = `${event} ${issuerId} ${redeemerId ?? ''}`;
    const move = told.get(name) ?? { event, issuerId, ...(redeemerId !== undefined && { redeemerId }), from: new Map<string, ToldPrice>(), to: new Map<string, ToldPrice>() };
    const out = group.points < 0n;
    const price = priceTold(group.reverses.pricing, out ? -group.points : group.points);
    const side = out ? move.from : move.to;
    const alike = textOf({ ...price, points: '' });
    side.set(alike, { ...price, points: (side.get(alike)?.points ?? 0n) + price.points });
    told.set(name, move);
  }
  return [...told.values()].map(({ from, to, ...move }) => ({ ...move, from: [...from.values()], to: [...to.values()] }));
}

function priceTold({ pay, receive, funders, issuerTax, redeemerTax }: GroupPricing, points: bigint): ToldPrice {
  const prices = ({ pointPrice, steps }: GroupPricing['pay']): string[] => (steps ?? [{ pointPrice }]).map((one) => rate(one.pointPrice).toFixed());
  const charges = [pay, receive, ...(funders ?? []).map((one) => one.fee)].flatMap((one) => (one === undefined || one.feeRef === '' ? [] : [one.feeRef]));
  return { points, pay: prices(pay), receive: receive ? prices(receive) : [], ...(pay.feeRef !== '' && { issuerFee: pay.feeRate }), ...(receive && receive.feeRef !== '' && { acceptanceFee: receive.feeRate }),
    taxes: [...new Set([issuerTax, redeemerTax].filter((one) => one !== ''))], clauses: [...new Set([pay.termsRef, ...(receive ? [receive.termsRef] : []), ...charges])].sort() };
}

const textOf = (value: object): string => canonicalJson(JSON.parse(JSON.stringify(value)) as object);
