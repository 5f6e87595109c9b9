import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { CycleWanted } from './calculation-input.service';
import { keyOf } from './domain/engine';
import type { LineState } from './domain/facts';
import { LINE_NAME, lineNameOf, type ClosedWindow, type LineRow } from './night.transactor';

/** A calculation as it was stored. */
export interface StoredCalculation extends ClosedWindow {
  readonly version: number;
  readonly engineVersion: string;
  readonly calculationHash: string;
  readonly record: string;
  readonly calculatedAt: Date;
}

/** Stored first calculations in the order of their windows: of one window, named by id or business date, or of all. */
export async function storedCalculations(connection: Connection, window: string | undefined): Promise<StoredCalculation[]> {
  const { rows } = await connection.query<{ window_id: string; window_no: string; business_date: string; version: number; engine_version: string; calculation_hash: string; record: string; calculated_at: Date }>(
    `SELECT c.window_id, w.window_no, w.business_date::text, c.version, c.engine_version, c.calculation_hash, c.record, c.calculated_at FROM calculation c JOIN settlement_window w ON w.window_id = c.window_id
      WHERE c.version = 1 AND ($1::text IS NULL OR c.window_id::text = $1 OR w.business_date::text = $1) ORDER BY w.window_no`, [window ?? null]);
  return rows.map((row) => ({ windowId: row.window_id, windowNo: BigInt(row.window_no), businessDate: row.business_date, version: row.version, engineVersion: row.engine_version, calculationHash: row.calculation_hash, record: row.record, calculatedAt: row.calculated_at }));
}

/** The document cycles that were made for a window; nothing is made. */
export async function cyclesThen(connection: Connection, wanted: readonly CycleWanted[]): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ partner_id: string; cycle_id: string }>(`SELECT c.partner_id, c.cycle_id FROM document_cycle c JOIN unnest($1::uuid[], $2::date[]) AS w(partner_id, from_date) USING (partner_id, from_date)`,
    [arrayOf('uuid', wanted.map((one) => one.partnerId)), arrayOf('date', wanted.map((one) => one.from))]);
  return new Map(rows.map((row) => [row.partner_id, row.cycle_id]));
}

/** State of lines before a window: what the windows before it made of them. */
export async function linesThen(connection: Connection, windowNo: bigint, cycleIds: readonly string[]): Promise<Map<string, LineState>> {
  const { rows } = await connection.query<LineRow & { exact: string; amount: string; points: string; parts: LineState['parts'] }>(
    `SELECT ${LINE_NAME.split(', ').map((one) => `l.${one}`).join(', ')}, b.exact, b.amount, b.points, b.parts FROM settlement_line l CROSS JOIN LATERAL (
        SELECT (array_agg(c.exact_after ORDER BY w.window_no DESC))[1] AS exact, sum(c.amount_minor)::text AS amount, sum(c.points)::text AS points, (array_agg(c.parts ORDER BY w.window_no DESC))[1] AS parts
          FROM claim c JOIN settlement_window w ON w.window_id = c.window_id WHERE c.line_id = l.line_id AND w.window_no < $1 HAVING count(*) > 0) b
      WHERE l.payer_cycle_id = ANY($2::uuid[]) OR l.payee_cycle_id = ANY($2::uuid[]) OR (l.payer_cycle_id IS NULL AND l.payee_cycle_id IS NULL)`, [windowNo.toString(), arrayOf('uuid', cycleIds)]);
  return new Map(rows.map((row) => [keyOf(lineNameOf(row)), { exact: row.exact, amountMinor: BigInt(row.amount), points: BigInt(row.points), parts: row.parts ?? {} }]));
}

export async function reservesThen(connection: Connection, windowNo: bigint): Promise<Map<string, { exact: string; levelMinor: bigint }>> {
  const { rows } = await connection.query<{ issuer_id: string; exact_after: string; after_minor: string }>(
    `SELECT DISTINCT ON (r.issuer_id) r.issuer_id, r.exact_after, r.after_minor FROM reserve_movement r JOIN settlement_window w ON w.window_id = r.window_id WHERE w.window_no < $1 AND r.version = 1 ORDER BY r.issuer_id, w.window_no DESC`, [windowNo.toString()]);
  return new Map(rows.map((row) => [row.issuer_id, { exact: row.exact_after, levelMinor: BigInt(row.after_minor) }]));
}

/** Positions before a window: the changes of the windows before it, without those whose settlement was met by then. */
export async function positionsThen(connection: Connection, windowNo: bigint, at: Date): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ party_id: string; total: string }>(
    `SELECT p.party_id, sum(p.change_minor)::text AS total FROM position_part p JOIN settlement_window w ON w.window_id = p.window_id WHERE w.window_no < $1
        AND NOT EXISTS (SELECT 1 FROM live_settlement s JOIN settlement t ON t.settlement_id = s.settlement_id WHERE s.window_id = p.window_id AND s.group_id = p.group_id AND t.state = 'SETTLED' AND t.settled_at < $2) GROUP BY p.party_id`, [windowNo.toString(), at]);
  return new Map(rows.map((row) => [row.party_id, BigInt(row.total)]));
}
