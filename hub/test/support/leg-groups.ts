import { groupKeyOf } from '../../src/settlement/domain/engine';
import type { Calculation, FundingPart, GroupKey, GroupPricing, LegEvent, LegGroup, PricedGroup } from '../../src/settlement/domain/facts';
import { movesOf, type Moves, type PricedBy } from '../../src/settlement/domain/restated';

/** A leg as an engine's test writes it: points below nothing take the named leg back. */
export interface TestLeg {
  readonly legId: string;
  readonly issuerId: string;
  readonly redeemerId?: string;
  readonly points: bigint;
  readonly businessDate: string;
  readonly event?: LegEvent;
  readonly pointKind?: string;
  readonly lotEarnedOn?: string;
  readonly lotVestedOn?: string;
  readonly funding?: readonly FundingPart[];
  readonly reversesLegId?: string;
  readonly source?: LegGroup['source'];
}

type Recorded = { readonly leg: TestLeg; readonly windowDate: string; readonly groupId: string; readonly pricing: GroupPricing };

/** What the database keeps between windows: which group priced each leg. */
export class LegBook {
  private readonly recorded = new Map<string, Recorded>();

  /** Groups legs as the night's queries do. */
  groups(legs: readonly TestLeg[], windowDate: string): LegGroup[] {
    const byId = new Map(legs.map((leg) => [leg.legId, leg]));
    const groups = new Map<string, LegGroup>();
    for (const leg of legs) {
      const group = this.groupOf(leg, byId, windowDate);
      const key = groupKeyOf(group);
      const known = groups.get(key);
      groups.set(key, known ? { ...known, points: known.points + group.points, legs: known.legs + 1 } : group);
    }
    return [...groups.values()];
  }

  /** Remembers how the legs of a window were priced. */
  remember(legs: readonly TestLeg[], windowDate: string, result: Calculation): void {
    const byId = new Map(legs.map((leg) => [leg.legId, leg]));
    const priced = new Map(result.groups.map((one) => [one.groupKey, one]));
    for (const leg of legs) {
      const group = this.groupOf(leg, byId, windowDate);
      const key = groupKeyOf(group);
      const { pricing } = priced.get(key) as PricedGroup;
      this.recorded.set(leg.legId, { leg, windowDate, groupId: `${windowDate}~${key}`, pricing });
    }
  }

  /** Prices the legs of a window anew: what is left of them moves, and what comes back later comes back at the new price. Nothing is priced anew where it is refused. */
  restate(windowDate: string, version: number, price: (key: GroupKey & { readonly late: boolean }) => GroupPricing): Moves {
    const own = [...this.recorded.values()].filter((one) => one.windowDate === windowDate && one.leg.reversesLegId === undefined);
    const back = (legId: string): bigint => [...this.recorded.values()].reduce((sum, { leg }) => (leg.reversesLegId === legId ? sum + leg.points : sum), 0n);
    const groupOf = ({ leg }: Recorded, points: bigint): LegGroup => ({ ...this.groupOf(leg, new Map(), windowDate), points });
    const anew = own.map((one) => ({ one, group: groupOf(one, one.leg.points), pricing: price(groupOf(one, one.leg.points)) }));
    const distinct = (all: readonly PricedBy[]): PricedBy[] => [...new Map(all.map((one) => [one.groupId, one])).values()];
    const after = anew.map(({ group, pricing }): PricedBy => ({ groupId: `${windowDate}v${version}~${groupKeyOf(group)}`, group, pricing }));
    const moves = movesOf(own.map((one) => groupOf(one, one.leg.points + back(one.leg.legId))).filter((one) => one.points > 0n), distinct(own.map((one) => ({ groupId: one.groupId, group: groupOf(one, one.leg.points), pricing: one.pricing }))), distinct(after));
    if (moves.refused.length === 0) anew.forEach(({ one, pricing }, at) => this.recorded.set(one.leg.legId, { ...one, groupId: after[at]?.groupId ?? '', pricing }));
    return moves;
  }

  pricingOf(legId: string): GroupPricing {
    return (this.recorded.get(legId) as Recorded).pricing;
  }

  private groupOf(leg: TestLeg, sameWindow: ReadonlyMap<string, TestLeg>, windowDate: string): LegGroup {
    const back = leg.reversesLegId === undefined ? undefined : sameWindow.get(leg.reversesLegId);
    const before = leg.reversesLegId === undefined || back ? undefined : this.recorded.get(leg.reversesLegId);
    if (leg.reversesLegId !== undefined && !back && !before) throw new Error(`Leg ${leg.reversesLegId} was never priced.`);
    const { event = 'BURN', issuerId, redeemerId, businessDate, pointKind = 'REGULAR', lotEarnedOn, lotVestedOn, funding } = back ?? before?.leg ?? leg;
    return { event, issuerId, ...(redeemerId && { redeemerId }), businessDate, pointKind, ...(lotEarnedOn && { lotEarnedOn }), ...(lotVestedOn && { lotVestedOn }), ...(funding && { funding }), late: leg.businessDate < windowDate, points: leg.points, legs: 1,
      source: leg.source ?? 'LEGS', ...(back ? { reverses: 'SAME_WINDOW' as const } : before ? { reverses: { groupId: before.groupId, pricing: before.pricing } } : {}) };
  }
}
