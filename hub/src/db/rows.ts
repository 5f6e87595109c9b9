import type { Tx } from './tx';

/** Rows as one JSON parameter, big integers as text, so that no statement has a variable number of parameters. */
export function asJson(list: readonly Record<string, unknown>[]): string {
  return JSON.stringify(list, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** Appends rows in one statement; the names of the first row are the columns of all. Table names come from the code, never from a caller. */
export async function insertRows<Table extends string>(tx: Tx, table: Table, list: readonly Record<string, unknown>[]): Promise<void> {
  if (list.length === 0) return;
  const columns = Object.keys(list[0] ?? {}).join(', ');
  await tx.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1)`, [asJson(list)]);
}
