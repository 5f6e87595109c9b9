import { daysBetween, type BusinessDate } from '../../kernel/business-date';

/** Levels of dunning that an open item has reached on a day and that were not recorded yet. The third stops the partner's earns. */
export function dueLevels(dueDate: BusinessDate, today: BusinessDate, days: readonly number[], recorded: number): { readonly level: number; readonly overdue: number }[] {
  const overdue = daysBetween(dueDate, today);
  return days.map((after, at) => ({ level: at + 1, after })).filter(({ level, after }) => level > recorded && overdue >= after).map(({ level }) => ({ level, overdue }));
}

export const STOP_LEVEL = 3;
