import type { BusinessDate } from '../../kernel/business-date';
import { contains } from '../../kernel/interval';
import type { EarnRule } from '../../terms';
import type { Counter } from './limits';

/** The budget of a campaign as a sale meets it. */
export interface Budget {
  /** Its name within the partner's terms; later versions go on with what earlier ones left of it. */
  readonly code: string;
  readonly points: bigint;
  readonly counter: Counter;
}

export const budgetKey = (partnerId: string, code: string): string => `budget:${partnerId}:${code}`;

/** Budgets of the bonuses that a sale may earn on a date. */
export function budgetsOf(partnerId: string, rule: EarnRule | undefined, date: BusinessDate): Budget[] {
  const budgets = (rule?.bonuses ?? []).filter((bonus) => contains({ from: bonus.validFrom ?? '', to: bonus.validTo }, date)).flatMap((bonus) => bonus.budget ?? []);
  return budgets.filter((one, at) => budgets.findIndex((other) => other.code === one.code) === at).map(({ code, points }) => ({ code, points: BigInt(points), counter: { key: budgetKey(partnerId, code), maxPoints: BigInt(points), locked: false } }));
}
