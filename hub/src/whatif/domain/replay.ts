import { businessDate } from '../../kernel/business-date';
import { eligible, takeInOrder } from '../../ledger/domain/consume';
import { byConsumption, effectiveExpiry, isExpired, type Lot } from '../../ledger/domain/lot';
import { graceAfterReversal } from '../../ledger/domain/reverse';

/**
 * In which order a burn uses a member's lots: the coalition's own (those that end first), those earned first, or those of the brand where the points are
 * burned before or after all others. Within one choice the coalition's own order goes on.
 */
export type ConsumptionOrder = 'EXPIRY_FIRST' | 'EARNED_FIRST' | 'OWN_FIRST' | 'OTHERS_FIRST';

export interface PastLot extends Lot {
  readonly memberId: string;
  /** The partner at whose sale the points were given. */
  readonly soldBy: string;
}

interface Happened {
  readonly at: Date;
  /** Orders what happened at the same instant. */
  readonly seq: bigint;
}

interface OfWindow {
  readonly postingId: string;
  readonly windowId: string;
  readonly businessDate: string;
  readonly redeemerId: string;
}

/** What happened to the lots of some windows, in the words that do not depend on which lot was used. */
export type PastEvent = Happened & (
  | { readonly kind: 'LOT'; readonly lot: PastLot }
  | { readonly kind: 'HOLD'; readonly holdId: string; readonly memberId: string; readonly redeemerId: string; readonly points: bigint }
  | { readonly kind: 'RELEASE'; readonly holdId: string }
  | ({ readonly kind: 'BURN'; readonly memberId: string; readonly points: bigint; readonly holdId?: string } & OfWindow)
  /** Points of a burn come back; `recorded` is what really came back, used where the burn lies before the first window. */
  | ({ readonly kind: 'GIVE_BACK'; readonly of: string; readonly points: bigint; readonly recorded: readonly LotPoints[] } & OfWindow)
  /** What remains of a lot ends. */
  | { readonly kind: 'EXPIRE'; readonly lotId: string; readonly windowId: string }
  /** An expiry was taken back. */
  | { readonly kind: 'REINSTATE'; readonly lotId: string; readonly points: bigint; readonly graceUntil?: Date }
  /** Points leave a lot otherwise: refunds of sales, adjustments, transfers to other members. */
  | { readonly kind: 'TAKE'; readonly lotId: string; readonly points: bigint }
  /** The window ends: whatever is due has ended. */
  | { readonly kind: 'CUT_OFF'; readonly windowId: string });

export interface LotPoints {
  readonly lotId: string;
  readonly points: bigint;
}

/** Points that a replayed posting moved, lot by lot. */
export interface Moved extends OfWindow {
  readonly kind: 'BURN' | 'GIVE_BACK';
  /** The burn that a giving back is of. */
  readonly of?: string;
  readonly parts: readonly LotPoints[];
}

export interface Expired extends LotPoints {
  readonly windowId: string;
  /** The day on which they ended. */
  readonly businessDate: string;
}

/** A burn that would not have happened, or a return of one. Nothing is put in its place. */
export interface NotReplayed extends OfWindow {
  readonly reason: 'LACKS_POINTS' | 'PARTNER_LEFT' | 'BURN_NOT_REPLAYED';
  readonly memberId: string | undefined;
  readonly asked: bigint;
  readonly found: bigint;
}

export interface Replay {
  readonly moved: readonly Moved[];
  readonly expired: readonly Expired[];
  readonly notReplayed: readonly NotReplayed[];
  readonly lots: ReadonlyMap<string, PastLot>;
  /** Points that members hold in the end, free or set aside, by {@link heldOf}. */
  readonly outstanding: ReadonlyMap<string, bigint>;
}

/** Outstanding points are told apart by issuer and month of earning: so are the estimates of what will be burned of them. */
export function heldOf(lot: Pick<PastLot, 'issuerId' | 'earnedOn'>): string {
  return `${lot.issuerId} ${lot.earnedOn.slice(0, 7)}-01`;
}

export interface OpeningHold {
  readonly holdId: string;
  readonly parts: readonly LotPoints[];
}

export interface Opening {
  /** Lots as they stood before the first window; `remaining` is what was free. */
  readonly lots: readonly PastLot[];
  readonly holds: readonly OpeningHold[];
}

/**
 * Burns of past windows played again from the lots as they stood before the first of them, in another order of use or without one partner.
 * Members do what they did: only which lots their points come from, and whether they have them, may differ.
 * @param leaving gives no points and takes none from the first window on; points that it gave before stay valid
 */
export function replayBurns(opening: Opening, events: readonly PastEvent[], order: ConsumptionOrder, leaving?: string): Replay {
  const play = new Play(opening, order, leaving);
  for (const event of [...events].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.seq < b.seq ? -1 : a.seq > b.seq ? 1 : 0))) play.happen(event);
  return { moved: play.moved, expired: play.expired, notReplayed: play.notReplayed, lots: play.lots, outstanding: play.outstanding() };
}

class Play {
  readonly lots = new Map<string, PastLot>();
  readonly moved: Moved[] = [];
  readonly expired: Expired[] = [];
  readonly notReplayed: NotReplayed[] = [];
  private readonly byMember = new Map<string, Set<string>>();
  private readonly holds = new Map<string, readonly LotPoints[]>();
  /** What each burn still has of each lot, in the order of its legs. */
  private readonly burned = new Map<string, LotPoints[]>();
  private readonly dropped = new Set<string>();

  constructor(opening: Opening, private readonly order: ConsumptionOrder, private readonly leaving: string | undefined) {
    for (const lot of opening.lots) this.enter(lot);
    for (const hold of opening.holds) this.holds.set(hold.holdId, hold.parts);
  }

  happen(event: PastEvent): void {
    switch (event.kind) {
      case 'LOT': if (this.leaving === undefined || (event.lot.issuerId !== this.leaving && event.lot.soldBy !== this.leaving)) this.enter(event.lot); break;
      case 'HOLD': this.hold(event); break;
      case 'RELEASE': this.release(event.holdId); break;
      case 'BURN': this.burn(event); break;
      case 'GIVE_BACK': this.giveBack(event); break;
      case 'EXPIRE': this.expire(event.lotId, event.windowId); break;
      case 'REINSTATE': this.move(event.lotId, event.points, event.graceUntil); break;
      case 'TAKE': this.take(event); break;
      case 'CUT_OFF': for (const lot of this.lots.values()) if (lot.remaining > 0n && isExpired(lot, event.at)) this.expire(lot.lotId, event.windowId);
    }
  }

  outstanding(): Map<string, bigint> {
    const sums = new Map<string, bigint>();
    const add = (lot: PastLot | undefined, points: bigint): void => {
      if (lot && lot.pointKind !== 'QUALIFYING') sums.set(heldOf(lot), (sums.get(heldOf(lot)) ?? 0n) + points);
    };
    for (const lot of this.lots.values()) add(lot, lot.remaining);
    for (const { lotId, points } of [...this.holds.values()].flat()) add(this.lots.get(lotId), points);
    return sums;
  }

  private enter(lot: PastLot): void {
    this.lots.set(lot.lotId, lot);
    const own = this.byMember.get(lot.memberId) ?? new Set();
    this.byMember.set(lot.memberId, own.add(lot.lotId));
  }

  private move(lotId: string, points: bigint, graceUntil?: Date): void {
    const lot = this.lots.get(lotId);
    if (lot) this.lots.set(lotId, { ...lot, remaining: lot.remaining + points, ...(graceUntil && { graceUntil }) });
  }

  private of(memberId: string): PastLot[] {
    return [...(this.byMember.get(memberId) ?? [])].flatMap((lotId) => this.lots.get(lotId) ?? []);
  }

  /** Lots that the redeemer may use, in the scenario's order. */
  private usable(memberId: string, redeemerId: string, at: Date): Lot[] {
    const lots = eligible(this.of(memberId), redeemerId, at);
    if (this.order === 'EXPIRY_FIRST') return lots;
    if (this.order === 'EARNED_FIRST') return [...lots].sort((a, b) => a.earnedAt.getTime() - b.earnedAt.getTime() || byConsumption(a, b));
    const own = (lot: Lot): number => ((lot.issuerId === redeemerId) === (this.order === 'OWN_FIRST') ? 0 : 1);
    return [...lots].sort((a, b) => own(a) - own(b) || byConsumption(a, b));
  }

  private hold(event: Extract<PastEvent, { kind: 'HOLD' }>): void {
    if (event.redeemerId === this.leaving) return;
    const { takings, missing } = takeInOrder(this.usable(event.memberId, event.redeemerId, event.at), event.points);
    if (missing > 0n) return;
    const parts = takings.map(({ lot, points }) => ({ lotId: lot.lotId, points }));
    for (const part of parts) this.move(part.lotId, -part.points);
    this.holds.set(event.holdId, parts);
  }

  private release(holdId: string): void {
    for (const part of this.holds.get(holdId) ?? []) this.move(part.lotId, part.points);
    this.holds.delete(holdId);
  }

  private burn(event: Extract<PastEvent, { kind: 'BURN' }>): void {
    const drop = (reason: NotReplayed['reason'], found: bigint): void => {
      this.dropped.add(event.postingId);
      this.notReplayed.push({ ...windowOf(event), reason, memberId: event.memberId, asked: event.points, found });
    };
    if (event.redeemerId === this.leaving) return drop('PARTNER_LEFT', 0n);
    const held = event.holdId === undefined ? undefined : this.holds.get(event.holdId);
    if (event.holdId !== undefined && held) this.release(event.holdId);
    // A capture takes from the lots that its hold had set aside, in their order; whatever it leaves is free again.
    const from = held ? held.map((part) => ({ ...(this.lots.get(part.lotId) as PastLot), remaining: part.points })) : this.usable(event.memberId, event.redeemerId, event.at);
    const { takings, missing } = takeInOrder(from, event.points);
    if (missing > 0n) return drop('LACKS_POINTS', event.points - missing);
    const parts = takings.map(({ lot, points }) => ({ lotId: lot.lotId, points }));
    for (const part of parts) this.move(part.lotId, -part.points);
    this.burned.set(event.postingId, [...parts]);
    this.moved.push({ ...windowOf(event), kind: 'BURN', parts });
  }

  /** The last leg first, to the same lots; of a burn before the first window exactly what came back. */
  private giveBack(event: Extract<PastEvent, { kind: 'GIVE_BACK' }>): void {
    if (this.dropped.has(event.of) || event.redeemerId === this.leaving) {
      this.notReplayed.push({ ...windowOf(event), reason: event.redeemerId === this.leaving ? 'PARTNER_LEFT' : 'BURN_NOT_REPLAYED', memberId: undefined, asked: event.points, found: 0n });
      return;
    }
    const burn = this.burned.get(event.of);
    const given: LotPoints[] = burn ? [] : [...event.recorded];
    let open = burn ? event.points : 0n;
    for (let at = (burn?.length ?? 0) - 1; burn && open > 0n && at >= 0; at -= 1) {
      const part = burn[at] as LotPoints;
      const points = part.points < open ? part.points : open;
      burn[at] = { lotId: part.lotId, points: part.points - points };
      if (points > 0n) given.push({ lotId: part.lotId, points });
      open -= points;
    }
    for (const { lotId, points } of given) {
      const lot = this.lots.get(lotId);
      if (lot && isExpired(lot, event.at)) this.expire(lotId, event.windowId);
      this.move(lotId, points, lot && graceAfterReversal(lot, event.at));
    }
    this.moved.push({ ...windowOf(event), kind: 'GIVE_BACK', of: event.of, parts: given });
  }

  private expire(lotId: string, windowId: string): void {
    const lot = this.lots.get(lotId);
    const end = lot && effectiveExpiry(lot);
    if (!lot || lot.remaining === 0n || !end) return;
    this.expired.push({ lotId, points: lot.remaining, windowId, businessDate: businessDate(end) });
    this.move(lotId, -lot.remaining);
  }

  /** From the lot itself, then from the member's others of the same issuer; what nobody has is not taken. */
  private take(event: Extract<PastEvent, { kind: 'TAKE' }>): void {
    const own = this.lots.get(event.lotId);
    if (!own) return;
    const others = this.of(own.memberId).filter((lot) => lot.issuerId === own.issuerId && lot.pointKind === own.pointKind && lot.lotId !== own.lotId && !isExpired(lot, event.at)).sort(byConsumption);
    for (const { lot, points } of takeInOrder([own, ...others], event.points).takings) this.move(lot.lotId, -points);
  }
}

function windowOf({ postingId, windowId, businessDate, redeemerId }: OfWindow): OfWindow {
  return { postingId, windowId, businessDate, redeemerId };
}
