import { businessDate } from '../../kernel/business-date';
import type { FundingPart, GroupPricing, LegGroup } from '../../settlement/domain/facts';
import type { Past, WindowFacts } from './play';
import type { LotPoints, Moved, Replay } from './replay';

/** A price that is looked up when the window of the original has been played. */
const LATER = {} as GroupPricing;

/**
 * What replayed burns are to the calculation: groups of legs, window by window, told apart by every day that can price them. What takes back burns of
 * windows before the first one is as it was.
 */
export function groupsOfReplay(replay: Replay, past: Past, leaving: string | undefined): ReadonlyMap<string, LegGroup[]> {
  const windows = new Map(past.windows.map((one) => [one.windowId, one]));
  const burns = new Map(replay.moved.filter((one) => one.kind === 'BURN').map((one) => [one.postingId, one]));
  const groups = new Map(past.windows.map((window) => [window.windowId, window.fine.filter((group) => keeps(group, past, leaving))]));
  for (const one of replay.moved) {
    const window = windows.get(one.windowId);
    const original = one.kind === 'BURN' ? one : burns.get(one.of ?? '');
    if (window && original) groups.get(one.windowId)?.push(...one.parts.map((part) => groupOf(one, original, part, window, windows, replay)));
  }
  return groups;
}

/** Of the recorded groups only those stay that no replay touches: expiries and issues, and returns of burns from before the first window. */
function keeps(group: LegGroup, past: Past, leaving: string | undefined): boolean {
  if (group.event !== 'BURN') return true;
  return typeof group.reverses === 'object' && !past.windowOfGroup.has(group.reverses.groupId) && group.redeemerId !== leaving;
}

function groupOf(one: Moved, original: Moved, part: LotPoints, window: WindowFacts, windows: ReadonlyMap<string, WindowFacts>, replay: Replay): LegGroup {
  const lot = replay.lots.get(part.lotId);
  if (!lot) throw new Error(`The replay moved points of ${part.lotId}, which is no lot of it.`);
  const back = one.kind === 'GIVE_BACK';
  const home = windows.get(original.windowId);
  return { event: 'BURN', issuerId: lot.issuerId, redeemerId: one.redeemerId, businessDate: original.businessDate, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn, lotVestedOn: lot.vestsAt ? businessDate(lot.vestsAt) : lot.earnedOn,
    ...(lot.fundingShares !== undefined && { funding: lot.fundingShares as FundingPart[] }), late: one.businessDate < window.businessDate, points: back ? -part.points : part.points, legs: 1, source: 'LEGS',
    ...(back && { reverses: home?.windowId === window.windowId ? 'SAME_WINDOW' as const : { groupId: original.windowId, pricing: LATER } }) };
}
