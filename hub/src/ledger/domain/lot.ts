/** Points earned together: one issuer, one kind, one expiry. */
export interface Lot {
  readonly lotId: string;
  readonly issuerId: string;
  readonly pointKind: string;
  readonly points: bigint;
  /** Free: neither held nor used. */
  readonly remaining: bigint;
  readonly earnedAt: Date;
  readonly earnedOn: string;
  /** From then on they can be spent; absent: at once. */
  readonly vestsAt?: Date;
  /** The event of its issuer's for which it waits. */
  readonly vestsOnEvent?: string;
  /** Exclusive; absent: never. */
  readonly expiresAt?: Date;
  readonly graceUntil?: Date;
  /** Redeemers that may take the lot; absent: every one. */
  readonly usableAt?: readonly string[];
  /** The lot ends so many days after the member's last earn or burn. */
  readonly rollingDays?: number;
  /** Who funds the points together; absent: the issuer alone. */
  readonly fundingShares?: unknown;
  /** The lot from which a transfer took it. */
  readonly parentLotId?: string;
}

/** Whether the points can be spent by somebody at a moment. */
export function isSpendable(lot: Lot, at: Date): boolean {
  return lot.pointKind !== 'QUALIFYING' && !isExpired(lot, at) && isVested(lot, at);
}

export function isVested(lot: Pick<Lot, 'vestsAt'>, at: Date): boolean {
  return !lot.vestsAt || lot.vestsAt <= at;
}

/** The later of expiry and grace; absent: never. */
export function effectiveExpiry(lot: Pick<Lot, 'expiresAt' | 'graceUntil'>): Date | undefined {
  if (!lot.expiresAt) return undefined;
  return lot.graceUntil && lot.graceUntil > lot.expiresAt ? lot.graceUntil : lot.expiresAt;
}

export function isExpired(lot: Pick<Lot, 'expiresAt' | 'graceUntil'>, at: Date): boolean {
  const end = effectiveExpiry(lot);
  return end !== undefined && end <= at;
}

/** The order in which lots are used: by expiry, those without expiry last, then by time of earning, then by id. */
export function byConsumption(a: Lot, b: Lot): number {
  const expiry = (a.expiresAt?.getTime() ?? Infinity) - (b.expiresAt?.getTime() ?? Infinity);
  if (expiry !== 0 && !Number.isNaN(expiry)) return expiry;
  return a.earnedAt.getTime() - b.earnedAt.getTime() || (a.lotId < b.lotId ? -1 : 1);
}
