/** A record of a partner's day as its till would write it. */
export interface DayRow {
  recordId: string;
  type: string;
  externalId?: string;
  outletId: string;
  tillId?: string;
  counter?: string;
  receiptNo?: string;
  member?: string;
  points: number | string;
  amount?: string;
  occurredAt: string;
  status: string;
  token?: string;
}

const COLUMNS = ['recordId', 'type', 'externalId', 'outletId', 'tillId', 'counter', 'receiptNo', 'member', 'points', 'amount', 'occurredAt', 'status', 'token'] as const;

/** The CSV file of a day; the trailer counts what is there, unless a test says otherwise. */
export function dayCsv(partnerId: string, date: string, rows: readonly DayRow[], change: { header?: string; columns?: string; trailer?: string; source?: string; separator?: string } = {}): string {
  const { separator = ',' } = change;
  const points = rows.reduce((sum, row) => sum + Number(row.points), 0);
  const amount = rows.reduce((sum, row) => sum + Math.round(Number(row.amount ?? 0) * 100), 0);
  return [change.header ?? ['H', 'kongsi-day/1', partnerId, date, change.source ?? 'PARTNER_FILE'].join(separator), change.columns ?? COLUMNS.join(separator), ...rows.map((row) => COLUMNS.map((name) => row[name] ?? '').join(separator)),
    change.trailer ?? ['T', rows.length, points, (amount / 100).toFixed(2)].join(separator), ''].join('\n');
}
