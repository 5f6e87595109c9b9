/**
 * A coalition of a few members in memory, written from the specification: one thing at a time, numbers for points, no database. The hub, however many
 * clients it serves, has to give the same answers and to end with the same points.
 */
export interface Lot { issuer: string; kind: string; points: number; remaining: number; born: number; order: number; vestsAt: number; expiresAt: number; grace: number; usableAt: string | undefined }
export interface Member { status: 'ACTIVE' | 'FROZEN' | 'CLOSED'; locked: boolean; lots: Lot[]; owed: { issuer: string; points: number }[] }
export interface Hold { member: number; partner: string; points: number; parts: { lot: Lot; points: number }[]; status: string; at: number; expiresAt: number }
export interface Burn { member: number; partner: string; parts: { lot: Lot; points: number; back: number }[] }
export interface Earn { member: number; partner: string; parts: { lot: Lot; points: number }[]; base: number; taken: number; forgives: boolean }
/** What came too late, until two people post it or one refuses it. */
export interface Kept { readonly post: (now: number) => string | undefined; readonly at: number; first: string | undefined; status: 'HELD' | 'POSTED' | 'REJECTED' }
/** How a partner's earns become lots. */
export interface Rule { lots(points: number, today: number): { issuer: string; kind: string; points: number; vestsAt: number; expiresAt: number; usableAt?: string }[]; forgives?: boolean }

export const DAY = 86_400_000;
export const NEVER = Infinity;
const JAKARTA = 7 * 3_600_000;
/** Start of the business date of an instant, and of the dates after it. */
export const startOfDay = (now: number, days = 0): number => Math.floor((now + JAKARTA) / DAY) * DAY - JAKARTA + days * DAY;
const end = (lot: Lot): number => Math.max(lot.expiresAt, lot.grace);
const spendable = (lot: Lot, now: number): boolean => lot.kind !== 'QUALIFYING' && end(lot) > now && lot.vestsAt <= now;
const inOrder = (lots: Lot[]): Lot[] => [...lots].sort((a, b) => (a.expiresAt === b.expiresAt ? a.born - b.born || a.order - b.order : a.expiresAt - b.expiresAt));
const sum = (list: readonly { points: number }[]): number => list.reduce((total, one) => total + one.points, 0);

export class Model {
  readonly members: Member[];
  readonly holds: Hold[] = [];
  readonly quarantine: Kept[] = [];
  readonly burns: Burn[] = [];
  readonly earns: Earn[] = [];
  private order = 0;
  private adjustedBy = new Map<string, number>();
  /** Places in a till's chain whose tokens are here. */
  private arrived = new Set<number>();

  /** @param day the start of the open window's business date */
  constructor(count: number, private day: number, private readonly rules: Readonly<Record<string, Rule>>, private readonly limits: { adjustment: number; send: [number, number]; /** Worth more than money can be written. */ points: number }) {
    this.members = Array.from({ length: count }, () => ({ status: 'ACTIVE' as const, locked: false, lots: [], owed: [] }));
  }

  private of(member: number): Member {
    return this.members[member] as Member;
  }

  /** Why a member may not do something, if so. */
  private bar(member: number, spends: boolean): string | undefined {
    const { status, locked } = this.of(member);
    if (status === 'FROZEN') return 'member_frozen';
    if (status === 'CLOSED') return 'member_closed';
    return spends && locked ? 'spend_locked' : undefined;
  }

  /** Whether what happened at that moment belongs to a business date whose window is closed. */
  late(at: number): boolean {
    return startOfDay(at) < this.day;
  }

  /** Closes the open window, that of today at the latest. @returns whether there was one to close */
  close(now: number): boolean {
    if (this.day > startOfDay(now)) return false;
    this.day = startOfDay(this.day, 1);
    return true;
  }

  /** Why what happened at that moment is not taken now, if so; what is too late is kept. */
  private untimely(at: number, now: number, post: Kept['post']): string | undefined {
    if (at - now > 60_000) return 'occurred_at_in_future';
    if (now - at <= 3 * DAY) return undefined;
    this.quarantine.push({ post, at, first: undefined, status: 'HELD' });
    return 'offline_window_expired';
  }

  decide(which: number, person: string, approves: boolean, now: number): string | undefined {
    const kept = this.quarantine[which] as Kept;
    if (kept.status !== 'HELD') return 'transition_not_allowed';
    if (approves && kept.first === person) return 'second_person_required';
    const refusal = approves && kept.first !== undefined ? kept.post(now) : undefined;
    if (approves && kept.first === undefined) kept.first = person;
    else if (!refusal) kept.status = approves ? 'POSTED' : 'REJECTED';
    return refusal;
  }

  /** Tokens of a till that come together; each tells whether the one before it is missing. */
  arrive(places: readonly number[]): boolean[] {
    for (const place of places) this.arrived.add(place);
    return places.map((place) => place > 1 && !this.arrived.has(place - 1));
  }

  balance(member: number): number {
    return this.of(member).lots.reduce((total, lot) => total + lot.remaining, 0) + this.held(member);
  }

  held(member: number): number {
    return sum(this.holds.filter((hold) => hold.member === member && hold.status === 'HELD'));
  }

  available(member: number, now: number): number {
    return this.of(member).lots.reduce((total, lot) => total + (spendable(lot, now) ? lot.remaining : 0), 0);
  }

  private give(member: number, lot: Omit<Lot, 'order' | 'remaining' | 'grace'> & { grace?: number }): Lot {
    const made = { grace: -Infinity, ...lot, remaining: lot.points, order: (this.order += 1) };
    this.of(member).lots.push(made);
    return made;
  }

  /** Takes from lots in the order given; undefined when they have too little. */
  private take(lots: Lot[], points: number): { lot: Lot; points: number }[] | undefined {
    if (lots.reduce((total, lot) => total + lot.remaining, 0) < points) return undefined;
    return this.takeWhatIs(lots, points).parts;
  }

  private takeWhatIs(lots: Lot[], points: number): { parts: { lot: Lot; points: number }[]; missing: number } {
    const parts: { lot: Lot; points: number }[] = [];
    let missing = points;
    for (const lot of lots) {
      const part = Math.min(lot.remaining, missing);
      if (part > 0) parts.push({ lot, points: part });
      lot.remaining -= part;
      missing -= part;
    }
    return { parts, missing };
  }

  earn(member: number, partner: string, points: number, now: number, at = now, approved = false): string | undefined {
    const bar = this.bar(member, false) ?? (approved ? undefined : this.untimely(at, now, (later) => this.earn(member, partner, points, later, at, true)));
    if (bar) return bar;
    const rule = this.rules[partner] as Rule;
    const lots = rule.lots(points, at);
    if (sum(lots) > this.limits.points) return 'limit_exceeded';
    const parts = lots.filter((lot) => lot.points > 0).map((lot) => ({ lot: this.give(member, { ...lot, born: at, usableAt: lot.usableAt }), points: lot.points }));
    this.earns.push({ member, partner, parts, base: points, taken: 0, forgives: rule.forgives ?? false });
    for (const { lot } of parts) this.repay(member, lot);
    return undefined;
  }

  /** Debts to an issuer are paid from its next points. */
  private repay(member: number, lot: Lot): void {
    if (lot.kind === 'QUALIFYING') return;
    for (const debt of this.of(member).owed.filter((one) => one.issuer === lot.issuer)) {
      const part = Math.min(debt.points, lot.remaining);
      debt.points -= part;
      lot.remaining -= part;
    }
  }

  private choose(member: number, partner: string, points: number, now: number): { lot: Lot; points: number }[] | undefined {
    return this.take(inOrder(this.of(member).lots.filter((lot) => spendable(lot, now) && (lot.usableAt === undefined || lot.usableAt === partner))), points);
  }

  burn(member: number, partner: string, points: number, now: number, at = now, approved = false): string | undefined {
    const bar = this.bar(member, true) ?? (approved ? undefined : this.untimely(at, now, (later) => this.burn(member, partner, points, later, at, true)));
    if (bar) return bar;
    const parts = this.choose(member, partner, points, now);
    if (!parts) return 'insufficient_points';
    this.burns.push({ member, partner, parts: parts.map((part) => ({ ...part, back: 0 })) });
    return undefined;
  }

  hold(member: number, partner: string, points: number, now: number, seconds: number): string | undefined {
    const bar = this.bar(member, true);
    if (bar) return bar;
    const parts = this.choose(member, partner, points, now);
    if (!parts) return 'insufficient_points';
    this.holds.push({ member, partner, points, parts, status: 'HELD', at: now, expiresAt: now + seconds * 1000 });
    return undefined;
  }

  capture(at: number, points: number, now: number): string | undefined {
    const hold = this.holds[at] as Hold;
    if (hold.status !== 'HELD' || hold.expiresAt <= now) return 'hold_not_open';
    if (points > hold.points) return 'capture_exceeds_hold';
    this.giveBack(hold, now);
    hold.status = 'CAPTURED';
    const parts: Burn['parts'] = [];
    let open = points;
    for (const { lot, points: kept } of hold.parts) {
      const part = Math.min(kept, open);
      if (part > 0) parts.push({ lot, points: part, back: 0 });
      lot.remaining -= part;
      open -= part;
    }
    this.burns.push({ member: hold.member, partner: hold.partner, parts });
    return undefined;
  }

  release(at: number, now: number): string | undefined {
    const hold = this.holds[at] as Hold;
    if (hold.status === 'RELEASED') return undefined;
    if (hold.status !== 'HELD') return 'hold_not_open';
    this.giveBack(hold, now);
    hold.status = 'RELEASED';
    return undefined;
  }

  /** Points that come back to a lot that has ended meanwhile end at once. */
  private giveBack(hold: Hold, now: number): void {
    for (const { lot, points } of hold.parts) {
      lot.remaining += points;
      if (end(lot) <= now) lot.grace = now;
    }
  }

  /** A burn gives back its last part first, to the same lots; one that ended gets fourteen days, and what else it had ends before. */
  reverseBurn(which: number, points: number, now: number, at = now, approved = false): string | undefined {
    const burn = this.burns[which] as Burn;
    const bar = approved ? undefined : this.untimely(at, now, (later) => this.reverseBurn(which, points, later, at, true));
    if (bar) return bar;
    const left = burn.parts.reduce((total, part) => total + part.points - part.back, 0);
    if (points > left || left === 0) return 'reversal_exceeds_original';
    let open = points;
    for (const part of [...burn.parts].reverse()) {
      const back = Math.min(part.points - part.back, open);
      if (back === 0) continue;
      if (end(part.lot) <= now) {
        part.lot.remaining = 0;
        part.lot.grace = startOfDay(now, 15);
      }
      part.back += back;
      part.lot.remaining += back;
      open -= back;
    }
    return undefined;
  }

  /** A refund takes each lot's share, counted on all that was taken so far: from the lot itself, then from others of its issuer, pending ones first. */
  refund(which: number, points: number, now: number, at = now, approved = false): string | undefined {
    const earn = this.earns[which] as Earn;
    const bar = approved ? undefined : this.untimely(at, now, (later) => this.refund(which, points, later, at, true));
    if (bar) return bar;
    if (points > earn.base - earn.taken || earn.taken === earn.base) return 'reversal_exceeds_original';
    const share = (part: { points: number }, taken: number): number => Math.floor((part.points * taken) / earn.base);
    const { lots, owed } = this.of(earn.member);
    let missing = 0;
    for (const part of earn.parts) {
      const wanted = share(part, earn.taken + points) - share(part, earn.taken);
      const others = part.lot.kind === 'QUALIFYING' ? [] : lots.filter((lot) => lot !== part.lot && lot.issuer === part.lot.issuer && lot.kind !== 'QUALIFYING' && end(lot) > now);
      const pendingFirst = inOrder(others).sort((a, b) => Number(b.vestsAt > -Infinity) - Number(a.vestsAt > -Infinity));
      missing += this.takeWhatIs([...(lots.includes(part.lot) ? [part.lot] : []), ...pendingFirst], wanted).missing;
    }
    if (missing > 0 && !earn.forgives) owed.push({ issuer: earn.partner, points: missing });
    earn.taken += points;
    return undefined;
  }

  /** The night: what has ended is gone. */
  expire(member: number, now: number): void {
    for (const lot of this.of(member).lots) if (end(lot) <= now) lot.remaining = 0;
  }

  vest(member: number, issuer: string, now: number): string | undefined {
    const lot = this.of(member).lots.find((one) => one.remaining > 0 && one.issuer === issuer && one.vestsAt > now);
    if (!lot) return 'none';
    lot.vestsAt = now;
    return undefined;
  }

  adjust(member: number, issuer: string, credit: boolean, points: number, actor: string, approved: boolean, now: number): string | undefined {
    const day = startOfDay(now);
    const keys = [`${actor} ${day}`, `member ${member} ${day}`];
    if (!approved && keys.some((key) => (this.adjustedBy.get(key) ?? 0) + points > this.limits.adjustment)) return 'second_person_required';
    if (points > this.limits.points) return 'limit_exceeded';
    if (credit) {
      this.give(member, { issuer, kind: 'REGULAR', points, born: now, vestsAt: -Infinity, expiresAt: startOfDay(now, 8), usableAt: undefined });
    } else if (!this.take(inOrder(this.of(member).lots.filter((lot) => lot.issuer === issuer && lot.kind !== 'QUALIFYING' && end(lot) > now)), points)) return 'insufficient_points';
    for (const key of keys) this.adjustedBy.set(key, (this.adjustedBy.get(key) ?? 0) + points);
    return undefined;
  }

  transfer(from: number, to: number, points: number, now: number): string | undefined {
    const bar = this.bar(from, true);
    if (bar) return bar;
    if (from === to) return 'validation_failed';
    const other = this.bar(to, false);
    if (other) return other;
    if (points < this.limits.send[0] || points > this.limits.send[1]) return 'rule_not_met';
    const parts = this.take(inOrder(this.of(from).lots.filter((lot) => spendable(lot, now))), points);
    if (!parts) return 'insufficient_points';
    for (const { lot, points: part } of parts) this.give(to, { ...lot, points: part });
    return undefined;
  }

  merge(from: number, to: number): string | undefined {
    if (from === to) return 'validation_failed';
    if (this.of(from).status === 'CLOSED') return 'transition_not_allowed';
    const other = this.bar(to, false);
    if (other) return other;
    if (this.held(from) > 0) return 'transition_not_allowed';
    for (const lot of inOrder(this.of(from).lots.filter((one) => one.remaining > 0))) {
      this.give(to, { ...lot, points: lot.remaining });
      lot.remaining = 0;
    }
    this.of(to).owed.push(...this.of(from).owed.splice(0));
    this.of(from).status = 'CLOSED';
    return undefined;
  }
}
