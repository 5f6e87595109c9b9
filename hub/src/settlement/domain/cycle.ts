import { addDays, type BusinessDate } from '../../kernel/business-date';
import type { LegGroup } from './facts';

export type CycleKind = 'DAILY' | 'WEEKLY' | 'MONTHLY';

/** The document cycle around a date, `[from, to)`: the day, the week from Monday, or the calendar month. */
export function cycleAround(kind: CycleKind, date: BusinessDate): { readonly from: BusinessDate; readonly to: BusinessDate } {
  if (kind === 'DAILY') return { from: date, to: addDays(date, 1) };
  if (kind === 'WEEKLY') {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const from = addDays(date, -((weekday + 6) % 7));
    return { from, to: addDays(from, 7) };
  }
  const from = `${date.slice(0, 7)}-01`;
  return { from, to: `${addDays(from, 31).slice(0, 7)}-01` };
}

/** The cycles in which what is priced by a record was booked. */
export function cyclesOfRecords(groups: readonly LegGroup[]): string[] {
  return groups.flatMap(({ reverses }) => {
    if (typeof reverses !== 'object') return [];
    const { issuerCycleId, redeemerCycleId, funders = [] } = reverses.pricing;
    return [issuerCycleId, redeemerCycleId, ...funders.map((one) => one.cycleId)].filter((one) => one !== undefined);
  });
}
