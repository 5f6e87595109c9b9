import { daysBetween, type BusinessDate } from '../../kernel/business-date';

/**
 * The next level of dunning of an open item, when it has reached it on a day: one level a night, each after the one before, so that nobody's earns are stopped
 * by the night in which it is reminded for the first time. The third stops the partner's earns.
 */
export function dueLevel(dueDate: BusinessDate, today: BusinessDate, days: readonly number[], recorded: number): { readonly level: number; readonly overdue: number } | undefined {
  const overdue = daysBetween(dueDate, today);
  const after = days[recorded];
  return after !== undefined && overdue >= after ? { level: recorded + 1, overdue } : undefined;
}

export const STOP_LEVEL = 3;
