import { arrayOf, insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import { keyOf } from './domain/engine';
import type { LegGroup, LineName } from './domain/facts';
import { LINE_NAME } from './night.transactor';

/** Restatements are decided one at a time. */
const RESTATEMENT_LOCK = 7_301_029;

export async function lockRestatements(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [RESTATEMENT_LOCK]);
}

export interface RestatementRow {
  readonly restatementId: string;
  readonly windowId: string;
  readonly businessDate: string;
  readonly version: number;
  readonly status: 'PENDING' | 'IN_FORCE' | 'REJECTED' | 'WITHDRAWN';
  readonly reason: string;
  readonly termsIds: string[];
  readonly taxes: Record<string, string>;
  readonly differenceHash: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
  readonly bookedWindowId: string | null;
}

const ROW = `SELECT r.restatement_id AS "restatementId", r.window_id AS "windowId", w.business_date::text AS "businessDate", r.version, r.status, r.reason, r.terms_ids AS "termsIds", r.taxes, r.difference_hash AS "differenceHash", r.made_by AS "madeBy", r.made_at AS "madeAt", r.decided_by AS "decidedBy", r.decided_at AS "decidedAt", r.decision_note AS "decisionNote", r.booked_window_id AS "bookedWindowId"
  FROM restatement r JOIN settlement_window w ON w.window_id = r.window_id`;

export async function restatementById(connection: Connection, id: string): Promise<RestatementRow | undefined> {
  return (await connection.query<RestatementRow>(`${ROW} WHERE r.restatement_id = $1`, [id])).rows[0];
}

export async function restatementsPage(connection: Connection, filter: { status: string | undefined; windowId: string | undefined }, offset: number, limit: number): Promise<RestatementRow[]> {
  return (await connection.query<RestatementRow>(`${ROW} WHERE ($1::text IS NULL OR r.status = $1) AND ($2::uuid IS NULL OR r.window_id = $2) ORDER BY r.restatement_id DESC LIMIT $3 OFFSET $4`, [filter.status ?? null, filter.windowId ?? null, limit, offset])).rows;
}

/** The version that the next restatement of a window makes, and whether one waits already. */
export async function nextVersion(tx: Tx, windowId: string): Promise<{ version: number; pending: boolean }> {
  const { rows } = await tx.query<{ version: number; pending: boolean }>(`SELECT (SELECT coalesce(max(version), 1) + 1 FROM calculation WHERE window_id = $1)::int AS version, EXISTS (SELECT 1 FROM restatement WHERE window_id = $1 AND status = 'PENDING') AS pending`, [windowId]);
  return rows[0] ?? { version: 2, pending: false };
}

export interface RestatedLine {
  readonly lineId: string;
  readonly lineType: string;
  readonly payer: string;
  readonly payee: string;
  readonly points: bigint;
  readonly exactDelta: string;
  readonly amountMinor: bigint;
}

export async function insertRestatement(tx: Tx, one: Omit<RestatementRow, 'businessDate' | 'decidedBy' | 'decidedAt' | 'decisionNote' | 'bookedWindowId'>, lines: readonly RestatedLine[]): Promise<void> {
  await tx.query(`INSERT INTO restatement (restatement_id, window_id, version, status, reason, terms_ids, taxes, difference_hash, made_by, made_at) VALUES ($1, $2, $3, 'PENDING', $4, $5, $6, $7, $8, $9)`,
    [one.restatementId, one.windowId, one.version, one.reason, one.termsIds, JSON.stringify(one.taxes), one.differenceHash, one.madeBy, one.madeAt]);
  await insertRows(tx, 'restatement_line', lines.map((line) => ({ restatement_id: one.restatementId, line_id: line.lineId, line_type: line.lineType, payer_id: line.payer, payee_id: line.payee, points: line.points, exact_delta: line.exactDelta, amount_minor: line.amountMinor })));
}

export async function restatedLines(connection: Connection, restatementId: string): Promise<RestatedLine[]> {
  const { rows } = await connection.query<{ line_id: string; line_type: string; payer_id: string; payee_id: string; points: string; exact_delta: string; amount_minor: string }>(
    `SELECT l.* FROM restatement_line l LEFT JOIN partner a ON a.partner_id = l.payer_id LEFT JOIN partner b ON b.partner_id = l.payee_id WHERE l.restatement_id = $1 ORDER BY l.line_type, a.brand_name NULLS LAST, b.brand_name NULLS LAST, l.line_id`, [restatementId]);
  return rows.map((row) => ({ lineId: row.line_id, lineType: row.line_type, payer: row.payer_id, payee: row.payee_id, points: BigInt(row.points), exactDelta: row.exact_delta, amountMinor: BigInt(row.amount_minor) }));
}

export async function decideRestatement(tx: Tx, id: string, status: 'IN_FORCE' | 'REJECTED' | 'WITHDRAWN', by: string, at: Date, note: string | undefined, windowId?: string): Promise<void> {
  await tx.query('UPDATE restatement SET status = $2, decided_by = $3, decided_at = $4, decision_note = $5, booked_window_id = $6 WHERE restatement_id = $1', [id, status, by, at, note ?? null, windowId ?? null]);
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('RESTATEMENT', $1, 'PENDING', $2, $3, $4, $5)`, [id, status, at, by, note ?? null]);
}

/** Business dates of the windows in which groups were priced, the oldest first. */
export async function datesOfGroups(connection: Connection, groupIds: readonly string[]): Promise<string[]> {
  return (await connection.query<{ day: string }>(`SELECT DISTINCT w.business_date::text AS day FROM price_group g JOIN settlement_window w ON w.window_id = g.window_id WHERE g.group_id = ANY($1) ORDER BY 1`, [arrayOf('uuid', groupIds)])).rows.map((row) => row.day);
}

/** Ids of lines by their keys; those that are not there yet are made, with nothing on them. */
export async function linesNow(tx: Tx, names: readonly LineName[], newId: () => string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of names) {
    const values = [name.lineType, name.payer, name.payee, name.payerCycleId || null, name.payeeCycleId || null, name.qualifier, name.kind, name.section, name.funding];
    await tx.query(`INSERT INTO settlement_line (line_id, ${LINE_NAME}, exact, amount_minor, points) VALUES ($10, $1, $2, $3, $4, $5, $6, $7, $8, $9, '0', 0, 0) ON CONFLICT (${LINE_NAME}) DO NOTHING`, [...values, newId()]);
    const { rows } = await tx.query<{ line_id: string }>(`SELECT line_id FROM settlement_line WHERE (${LINE_NAME}) IS NOT DISTINCT FROM ($1, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6, $7, $8, $9)`, values);
    if (rows[0]) found.set(keyOf(name), rows[0].line_id);
  }
  return found;
}

/** What the night of the open window moves from the prices of one version to those of the next. @param groups each names the group of the version that prices it */
export async function insertMoves(tx: Tx, restatementId: string, windowId: string, groups: readonly LegGroup[]): Promise<void> {
  await insertRows(tx, 'restated_group', groups.map(({ reverses, points, legs, burns }) => ({ restatement_id: restatementId, group_id: typeof reverses === 'object' ? reverses.groupId : null, window_id: windowId, points, legs, pay_burns: burns?.pay ?? 0, receive_burns: burns?.receive ?? 0 })));
}
