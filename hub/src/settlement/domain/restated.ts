import { assert } from '../../kernel/assert';
import { canonicalJson } from '../../kernel/canonical';
import { Exact } from '../../kernel/rate';
import { calculate, groupKeyOf } from './engine';
import type { Calculation, CalculationInput, GroupPricing, LegGroup, LineName, SidePrice } from './facts';

/** Points of a group with the pricing that they were booked by. */
export interface PricedPoints {
  readonly group: LegGroup;
  readonly pricing: GroupPricing;
}

/** An exact difference on one line, in minor units. */
export interface ExactDifference {
  readonly name: LineName;
  readonly exact: Exact;
  readonly points: bigint;
}

/** By the key of a group, how a calculation prices it. */
export function pricingOf({ groups }: Calculation): ReadonlyMap<string, GroupPricing> {
  return new Map(groups.flatMap(({ groupKey, group, pricing }) => (group.reverses === undefined && group.source === 'LEGS' ? [[groupKey, pricing] as const] : [])));
}

/**
 * What the restatement of a window has to book for points that later windows took back at the price they had: they come back at the corrected one, too, so that a line
 * whose points have all come back is worth nothing. Only for prices by which every point of a group is worth the same (`uneven`).
 * @param returned positive points, with the pricing that they were taken back by
 */
export function ofReturned(returned: readonly PricedPoints[], corrected: ReadonlyMap<string, GroupPricing>, input: CalculationInput): ReadonlyMap<string, ExactDifference> {
  const worth = (pricingAt: (one: PricedPoints) => GroupPricing): Calculation['lines'] => calculate({ ...input, groups: returned.map((one, at): LegGroup => ({ ...one.group, reverses: { groupId: String(at), pricing: pricingAt(one) } })), corrections: [], lines: new Map(), reserves: new Map(), positionsBefore: new Map(), price: () => {
    throw new Error('What was taken back is priced by its original.');
  } }).lines;
  const found = new Map<string, ExactDifference>();
  const add = (lines: Calculation['lines'], sign: 1 | -1): void => {
    for (const line of lines) {
      const before = found.get(line.lineKey) ?? { name: line, exact: new Exact(0), points: 0n };
      found.set(line.lineKey, { name: before.name, exact: before.exact.add(new Exact(line.exactAfter).mul(sign)), points: before.points + line.points * BigInt(sign) });
    }
  };
  add(worth((one) => one.pricing), 1);
  add(worth((one) => {
    const pricing = corrected.get(groupKeyOf(one.group));
    assert(pricing, 'What was taken back is of a group that the window still has.');
    return pricing;
  }), -1);
  return found;
}

/** Clauses by which not every point is worth the same, of groups that the corrected facts price otherwise: steps, fees with steps, a least, a most or an amount a burn, another reserve, and another price of what several pay together. */
export function uneven(before: ReadonlyMap<string, GroupPricing>, after: ReadonlyMap<string, GroupPricing>): string[] {
  const found = new Set<string>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const versions = [before.get(key), after.get(key)].flatMap((one) => one ?? []);
    if (new Set(versions.map(textOf)).size === 1 && versions.length === 2) continue;
    const shared = versions.some((one) => one.funders !== undefined);
    // The parts of a claim that several pay are whole rupiah of one total: a difference beside it leaves one of them a rupiah.
    const bound = versions.map((one) => textOf({ reserve: one.reserve, ...(shared && { pay: one.pay.pointPrice, receive: one.receive?.pointPrice, funders: one.funders?.map(({ partyId, weight }) => ({ partyId, weight })) }) }));
    if (new Set(bound).size > 1) versions.forEach((one) => found.add(one.pay.termsRef));
    for (const side of ['pay', 'receive'] as const) {
      const sides = versions.flatMap((one) => (one[side] ? [{ ...one[side], tax: side === 'pay' ? one.issuerTax : one.redeemerTax }] : []));
      if (versions.length === 2 && new Set(sides.map(textOf)).size < 2) continue;
      for (const one of sides.filter(isUneven)) found.add(one.steps ? one.termsRef : one.feeRef);
    }
  }
  return [...found].sort();
}

const isUneven = ({ steps, feeTerms }: SidePrice): boolean => steps !== undefined || feeTerms !== undefined;
const textOf = (value: object): string => canonicalJson(JSON.parse(JSON.stringify(value)) as object);
