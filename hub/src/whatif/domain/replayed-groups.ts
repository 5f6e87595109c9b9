import { businessDate } from '../../kernel/business-date';
import type { FundingPart, GroupPricing, LegGroup } from '../../settlement/domain/facts';
import type { groupingOf } from '../../settlement/domain/pricing';
import type { Past, WindowFacts } from './play';
import type { Expired, LotPoints, Moved, PastLot, Replay } from './replay';

/** A price that is looked up when the window of the original has been played. */
const LATER = {} as GroupPricing;

type Rules = ReturnType<typeof groupingOf>;

/**
 * What replayed burns and expiries are to the calculation: groups of legs, window by window, told apart by every day that can price them. What takes back
 * burns of windows before the first one, and what issuers pay at issue, is as it was; only a partner that leaves issues nothing.
 */
export function groupsOfReplay(replay: Replay, past: Past, leaving: string | undefined, rules: (window: WindowFacts) => Rules): ReadonlyMap<string, LegGroup[]> {
  const windows = new Map(past.windows.map((one) => [one.windowId, one]));
  const burns = new Map(replay.moved.filter((one) => one.kind === 'BURN').map((one) => [one.postingId, one]));
  const groups = new Map(past.windows.map((window) => [window.windowId, window.fine.filter((group) => keeps(group, past, leaving))]));
  const left = new Left(burns, replay);
  for (const one of replay.moved) {
    const window = windows.get(one.windowId);
    const original = one.kind === 'BURN' ? one : burns.get(one.of ?? '');
    if (window && original) groups.get(one.windowId)?.push(...one.parts.map((part, at) => groupOf(one, original, part, left.counts(one, original, at), window, windows, replay)));
  }
  for (const one of replay.expired) {
    const window = windows.get(one.windowId);
    const ended = window && expiredGroup(one, window, rules(window), replay);
    if (ended) groups.get(one.windowId)?.push(ended);
  }
  return groups;
}

/** Of the recorded groups only those stay that no replay touches. */
function keeps(group: LegGroup, past: Past, leaving: string | undefined): boolean {
  const earlier = typeof group.reverses === 'object' && !past.windowOfGroup.has(group.reverses.groupId) && !past.windows.some((one) => one.windowId === (group.reverses as { groupId: string }).groupId);
  if (group.event === 'BURN') return earlier && group.redeemerId !== leaving;
  return group.event === 'ISSUE' ? group.issuerId !== leaving : group.reverses !== undefined;
}

function lotOf(lotId: string, replay: Replay): PastLot {
  const lot = replay.lots.get(lotId);
  if (!lot) throw new Error(`The replay moved points of ${lotId}, which is no lot of it.`);
  return lot;
}

function daysOf(lot: PastLot): Pick<LegGroup, 'issuerId' | 'pointKind' | 'lotEarnedOn' | 'lotVestedOn' | 'funding'> {
  return { issuerId: lot.issuerId, pointKind: lot.pointKind, lotEarnedOn: lot.earnedOn, lotVestedOn: lot.vestsAt ? businessDate(lot.vestsAt) : lot.earnedOn, ...(lot.fundingShares !== undefined && { funding: lot.fundingShares as FundingPart[] }) };
}

function groupOf(one: Moved, original: Moved, part: LotPoints, burns: { readonly pay: number; readonly receive: number }, window: WindowFacts, windows: ReadonlyMap<string, WindowFacts>, replay: Replay): LegGroup {
  const back = one.kind === 'GIVE_BACK';
  const home = windows.get(original.windowId);
  return { event: 'BURN', ...daysOf(lotOf(part.lotId, replay)), redeemerId: one.redeemerId, businessDate: original.businessDate, late: one.businessDate < window.businessDate, points: back ? -part.points : part.points, legs: 1, source: 'LEGS',
    ...((burns.pay !== 0 || burns.receive !== 0) && { burns }), ...(back && { reverses: home?.windowId === window.windowId ? 'SAME_WINDOW' as const : { groupId: original.windowId, pricing: LATER } }) };
}

/** Expired points of issuers for which that moves money; points that never vested cost nothing. */
function expiredGroup(one: Expired, window: WindowFacts, rules: Rules, replay: Replay): LegGroup | undefined {
  const lot = lotOf(one.lotId, replay);
  const days = daysOf(lot);
  const atEarning = rules.atEarning.some((span) => span.issuerId === lot.issuerId && span.from <= lot.earnedOn && (span.to === undefined || lot.earnedOn < span.to));
  const vested = (days.lotVestedOn ?? '') <= one.businessDate;
  if (!rules.expiring.includes(lot.issuerId) || lot.pointKind === 'QUALIFYING' || (!vested && !atEarning)) return undefined;
  return { event: 'EXPIRE', ...days, businessDate: one.businessDate, late: one.businessDate < window.businessDate, points: one.points, legs: 1, source: 'LEGS' };
}

/** Counts burns as far as fees charge them one by one: once for each issuer of its lots and once for its redeemer, and back when nothing of it is left. */
class Left {
  private readonly open = new Map<string, Map<string, bigint>>();
  constructor(burns: ReadonlyMap<string, Moved>, private readonly replay: Replay) {
    for (const [postingId, burn] of burns) this.open.set(postingId, new Map(burn.parts.map((part) => [part.lotId, part.points])));
  }

  counts(one: Moved, original: Moved, at: number): { pay: number; receive: number } {
    const issuer = (lotId: string): string => lotOf(lotId, this.replay).issuerId;
    const part = one.parts[at] as LotPoints;
    if (one.kind === 'BURN') {
      // The redeemer's one burn stands on the first leg that is not its own.
      const named = one.parts.findIndex((other) => issuer(other.lotId) !== one.redeemerId);
      return { pay: one.parts.findIndex((other) => issuer(other.lotId) === issuer(part.lotId)) === at ? 1 : 0, receive: Math.max(named, 0) === at ? 1 : 0 };
    }
    const open = this.open.get(original.postingId);
    if (!open) return { pay: 0, receive: 0 };
    open.set(part.lotId, (open.get(part.lotId) ?? 0n) - part.points);
    const none = (of: (lotId: string) => boolean): boolean => [...open].every(([lotId, points]) => points === 0n || !of(lotId));
    return { pay: none((lotId) => issuer(lotId) === issuer(part.lotId)) ? -1 : 0, receive: none(() => true) ? -1 : 0 };
  }
}
