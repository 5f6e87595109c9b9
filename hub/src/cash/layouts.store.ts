import type { Connection, Tx } from '../db/tx';
import type { BankLayout } from './domain/bank-layout';

export interface LayoutRow {
  readonly layoutId: string;
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly definition: BankLayout;
  readonly madeBy: string;
  readonly madeAt: Date;
}

const LAYOUT = `SELECT layout_id AS "layoutId", code, version, name, definition, made_by AS "madeBy", made_at AS "madeAt" FROM bank_layout`;

/** The newest version of each layout, by code. */
export async function layouts(connection: Connection): Promise<LayoutRow[]> {
  return (await connection.query<LayoutRow>(`${LAYOUT} l WHERE version = (SELECT max(m.version) FROM bank_layout m WHERE m.code = l.code) ORDER BY code`)).rows;
}

export async function newestLayout(connection: Connection, code: string): Promise<LayoutRow | undefined> {
  return (await connection.query<LayoutRow>(`${LAYOUT} WHERE code = $1 ORDER BY version DESC LIMIT 1`, [code])).rows[0];
}

export async function insertLayout(tx: Tx, row: LayoutRow): Promise<void> {
  await tx.query('INSERT INTO bank_layout (layout_id, code, version, name, definition, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [row.layoutId, row.code, row.version, row.name, JSON.stringify(row.definition), row.madeBy, row.madeAt]);
}
