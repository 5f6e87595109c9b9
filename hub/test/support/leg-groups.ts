import { groupKeyOf } from '../../src/settlement/domain/engine';
import type { Calculation, FundingPart, GroupPricing, LegEvent, LegGroup, PricedGroup } from '../../src/settlement/domain/facts';

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
