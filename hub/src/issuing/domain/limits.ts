import type { BusinessDate } from '../../kernel/business-date';

/** What a limit counts by: one key that signs, one till, or one member. */
export type LimitScope = 'KEY' | 'TILL' | 'MEMBER';

/** From a business date on: how much may be earned in a day by one key or till of a partner, or by one member. */
export interface IssuingLimit {
  readonly limitId: string;
  readonly scope: LimitScope;
  /** Whose sales it counts; absent for members: those of all partners. */
  readonly partnerId?: string | undefined;
  /** The key (its thumbprint) or till that it is about; absent: each of the partner's. */
  readonly subject?: string | undefined;
  /** Absent: not bounded. A limit that bounds neither lifts the one before it. */
  readonly maxPoints?: bigint | undefined;
  readonly maxEarns?: bigint | undefined;
  readonly validFrom: BusinessDate;
}

/** A sale, as far as limits ask. */
export interface LimitedSale {
  readonly partnerId: string;
  readonly memberId: string;
  readonly kid?: string | undefined;
  readonly tillId?: string | undefined;
  readonly date: BusinessDate;
}

/** A counter that bounds what is given: where its sums are kept, and how much fits. */
export interface Counter {
  readonly key: string;
  readonly date?: BusinessDate | undefined;
  readonly maxPoints?: bigint | undefined;
  readonly maxEarns?: bigint | undefined;
  /** Whether everybody who counts on it holds the same lock already: the member's row. */
  readonly locked: boolean;
  readonly limit?: IssuingLimit;
}

/** All approved limits, and which of them bind a sale. */
export class LimitBook {
  /** @param limits approved, in the order in which they count: by day, then by approval */
  constructor(private readonly limits: readonly IssuingLimit[]) {}

  get isEmpty(): boolean {
    return this.limits.length === 0;
  }

  /** The limits that bind a sale: of its key and of its till the one that names it before the one of all, of its member that of the partner and that of the coalition. */
  of(sale: LimitedSale): Counter[] {
    const at = (scope: LimitScope, partnerId: string | undefined, subject?: string): IssuingLimit | undefined => this.limits.filter((one) => one.scope === scope && one.partnerId === partnerId && one.subject === subject && one.validFrom <= sale.date).at(-1);
    const each = (scope: 'KEY' | 'TILL', subject: string | undefined): [IssuingLimit | undefined, string | undefined] => [subject === undefined ? undefined : (at(scope, sale.partnerId, subject) ?? at(scope, sale.partnerId)), subject];
    const found = [each('KEY', sale.kid), each('TILL', sale.tillId), [at('MEMBER', sale.partnerId), sale.memberId] as const, [at('MEMBER', undefined), sale.memberId] as const];
    return found.flatMap(([limit, subject]): Counter[] => {
      if (!limit || subject === undefined || (limit.maxPoints === undefined && limit.maxEarns === undefined)) return [];
      return [{ key: `limit:${limit.limitId}:${subject}:${sale.date}`, date: sale.date, maxPoints: limit.maxPoints, maxEarns: limit.maxEarns, locked: limit.scope === 'MEMBER', limit }];
    });
  }
}

/** Sums that are committed, or about to be. */
export interface Counted {
  readonly points: bigint;
  readonly earns: bigint;
}

/** As many transactions may count on one counter at once without waiting for each other. */
export const AT_ONCE = 64n;

/** Whether something more fits under a counter. */
export function fits({ maxPoints, maxEarns }: Counter, used: Counted, more: Counted): boolean {
  return (maxPoints === undefined || used.points + more.points <= maxPoints) && (maxEarns === undefined || used.earns + more.earns <= maxEarns);
}

/** Whether something more fits even when as many others as may be at work give as much at the same moment unseen. */
export function fitsUnseen(counter: Counter, used: Counted, more: Counted): boolean {
  return fits(counter, used, { points: more.points * AT_ONCE, earns: more.earns * AT_ONCE });
}
