import type { Connection, Tx } from '../db/tx';

/** Days on which banks do not settle, as a set; every due date is made with it. */
export async function holidaySet(connection: Connection): Promise<Set<string>> {
  return new Set((await connection.query<{ day: string }>('SELECT day::text FROM holiday WHERE removed_at IS NULL')).rows.map((row) => row.day));
}

export interface HolidayRow {
  readonly holidayId: string;
  readonly day: string;
  readonly name: string;
  readonly source: string;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly removedBy: string | null;
  readonly removedAt: Date | null;
  readonly removedReason: string | null;
}

const HOLIDAY = `SELECT holiday_id AS "holidayId", day::text, name, source, added_by AS "addedBy", added_at AS "addedAt", removed_by AS "removedBy", removed_at AS "removedAt", removed_reason AS "removedReason" FROM holiday`;

export async function holidaysPage(connection: Connection, filter: { from: string | undefined; to: string | undefined; removed: boolean | undefined }, offset: number, limit: number, order: string): Promise<HolidayRow[]> {
  return (await connection.query<HolidayRow>(`${HOLIDAY} WHERE ($1::date IS NULL OR day >= $1) AND ($2::date IS NULL OR day < $2) AND ($3::boolean IS NULL OR (removed_at IS NOT NULL) = $3) ORDER BY ${order} LIMIT $4 OFFSET $5`,
    [filter.from ?? null, filter.to ?? null, filter.removed ?? null, limit, offset])).rows;
}

export async function holidayById(connection: Connection, holidayId: string): Promise<HolidayRow | undefined> {
  return (await connection.query<HolidayRow>(`${HOLIDAY} WHERE holiday_id = $1`, [holidayId])).rows[0];
}

/** False when the day is a holiday already. */
export async function insertHoliday(tx: Tx, one: { holidayId: string; day: string; name: string; source: string; by: string; at: Date }): Promise<boolean> {
  return ((await tx.query(`INSERT INTO holiday (holiday_id, day, name, source, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (day) WHERE removed_at IS NULL DO NOTHING`, [one.holidayId, one.day, one.name, one.source, one.by, one.at])).rowCount ?? 0) > 0;
}

/** False when somebody was quicker. */
export async function removeHoliday(tx: Tx, one: { holidayId: string; by: string; at: Date; reason: string }): Promise<boolean> {
  return ((await tx.query(`UPDATE holiday SET removed_by = $2, removed_at = $3, removed_reason = $4 WHERE holiday_id = $1 AND removed_at IS NULL`, [one.holidayId, one.by, one.at, one.reason])).rowCount ?? 0) > 0;
}
