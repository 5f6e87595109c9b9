import type { BusinessDate } from '../../kernel/business-date';
import { isHubHeld, RATE_DIFFERENCE_PARTY } from '../../kernel/parties';
import type { CycleKind } from './cycle';
import type { BookedClaim, NettingMode } from './netting';

/** The coalition's own group: every partner that is in no other one, and every claim between partners of two groups. Its id never changes. */
export const OWN_GROUP = '00000000-0000-7000-8000-0000000000a0';

/** From a business date on: how a group nets and how often it settles, or which group a partner is in. */
export interface GroupChange {
  readonly groupId: string;
  readonly validFrom: BusinessDate;
  /** The partner that joins; none where the rules change. */
  readonly partnerId?: string | undefined;
  readonly netting?: NettingMode | undefined;
  readonly cycle?: CycleKind | undefined;
}

export interface GroupRules {
  readonly netting: NettingMode;
  readonly cycle: CycleKind;
}

/** All approved changes of settlement groups, and what they say on a date. */
export class GroupBook {
  /** @param changes approved, in the order in which they count: by day, then by approval */
  constructor(private readonly changes: readonly GroupChange[], private readonly ids: readonly string[] = [OWN_GROUP]) {}

  /** Groups that are there, the coalition's own first. */
  get groups(): readonly string[] {
    return this.ids;
  }

  /** Whether any partner is in a group on a date; the coalition's own is there always. */
  hasMembers(groupId: string, date: BusinessDate): boolean {
    return groupId === OWN_GROUP || [...new Set(this.changes.flatMap((one) => (one.groupId === groupId ? (one.partnerId ?? []) : [])))].some((partnerId) => this.groupOf(partnerId, date) === groupId);
  }

  groupOf(partnerId: string, date: BusinessDate): string {
    return this.newest((one) => one.partnerId === partnerId, date)?.groupId ?? OWN_GROUP;
  }

  /** @param otherwise the cycle of the coalition's settings, where the rules of the group name none */
  rules(groupId: string, date: BusinessDate, otherwise: CycleKind): GroupRules {
    const found = this.newest((one) => one.groupId === groupId && one.partnerId === undefined, date);
    return { netting: found?.netting ?? 'MULTILATERAL', cycle: found?.cycle ?? otherwise };
  }

  /** The group in which a claim of a business date settles: that of both its partners, or the coalition's own. An account that the hub keeps belongs to every group. */
  between({ payer, payee, behind }: Pick<BookedClaim, 'payer' | 'payee' | 'behind'>, date: BusinessDate): string {
    const groups = new Set([payer, payee].map((one) => (one === RATE_DIFFERENCE_PARTY && behind ? behind : one)).filter((one) => !isHubHeld(one)).map((one) => this.groupOf(one, date)));
    const [only] = groups;
    return groups.size === 1 && only !== undefined ? only : OWN_GROUP;
  }

  private newest(which: (one: GroupChange) => boolean, date: BusinessDate): GroupChange | undefined {
    return this.changes.filter((one) => which(one) && one.validFrom <= date).at(-1);
  }
}
