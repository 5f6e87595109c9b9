import type { Pool, PoolClient } from 'pg';
import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import { HUB_PARTY } from '../kernel/parties';
import { burnGroups, expireGroups, issueGroups, issueTakenBack, LINE_NAME, lineNameOf, partnerCodes, restatedGroups, takenBack, taxesAt, type GroupingRules, type LineRow } from '../settlement';
import { cyclesOfRecords } from '../settlement/domain/cycle';
import { keyOf } from '../settlement/domain/engine';
import type { LegGroup, LineParts } from '../settlement/domain/facts';
import { groupingOf } from '../settlement/domain/pricing';
import type { TermsTable } from '../terms';
import { heldOf } from './domain/replay';
import type { NamedLine, Past, Restated, WindowFacts } from './domain/play';

export interface CalculatedWindow {
  readonly windowId: string;
  readonly windowNo: string;
  readonly businessDate: BusinessDate;
  readonly calculatedAt: Date;
  readonly calculationHash: string;
  readonly settledAt: Date | null;
}

/** Reads from one moment of the database, in which nothing can be written. */
export async function readPast<T>(pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const client: PoolClient = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(client);
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
  }
}

/** Calculated windows of some business dates, oldest first. */
export async function calculatedWindows(connection: Connection, from: BusinessDate | undefined, to: BusinessDate | undefined, newest?: number): Promise<CalculatedWindow[]> {
  const { rows } = await connection.query<CalculatedWindow>(
    `SELECT * FROM (SELECT w.window_id AS "windowId", w.window_no AS "windowNo", w.business_date::text AS "businessDate", c.calculated_at AS "calculatedAt", c.calculation_hash AS "calculationHash",
        (SELECT min(t.settled_at) FROM settlement_scope s JOIN settlement t ON t.settlement_id = s.settlement_id WHERE s.window_id = w.window_id AND t.state = 'SETTLED') AS "settledAt"
       FROM settlement_window w JOIN calculation c ON c.window_id = w.window_id AND c.version = 1 WHERE ($1::date IS NULL OR w.business_date >= $1) AND ($2::date IS NULL OR w.business_date < $2) ORDER BY w.window_no DESC LIMIT $3) q ORDER BY "windowNo"::bigint`, [from ?? null, to ?? null, newest ?? null]);
  return rows;
}

/**
 * All that the nights of some neighbouring windows knew, and the books just before the first of them.
 * @param other the terms of the other course in a window, from those that stood signed then; they say which legs it needs
 */
export async function pastOf(connection: Connection, windows: readonly CalculatedWindow[], terms: TermsTable, other: (terms: TermsTable, windowId: string) => TermsTable = (same) => same): Promise<Past> {
  const first = windows[0];
  if (!first) return { windows: [], lines: new Map(), reserves: new Map(), older: [], codes: new Map(), windowOfGroup: new Map() };
  const codes = await partnerCodes(connection);
  const everybody = [HUB_PARTY, ...codes.keys()];
  const facts: WindowFacts[] = [];
  for (const window of windows) {
    const then = terms.asOf(window.calculatedAt);
    facts.push(await factsOf(connection, window, then, { ...groupingOf(other(then, window.windowId)), byEarning: everybody, byVesting: everybody }, windows.map((one) => one.windowId)));
  }
  const cycles = facts.flatMap((one) => [...one.cycles.values(), ...cyclesOfRecords([...one.groups, ...one.fine, ...one.moves])]);
  return { windows: facts, lines: await linesBefore(connection, first.windowNo, [...new Set(cycles)]), reserves: await reservesBefore(connection, first.windowNo),
    older: await olderClaims(connection, first), codes, windowOfGroup: await windowsOfGroups(connection, windows.map((one) => one.windowId)) };
}

async function factsOf(connection: Connection, window: CalculatedWindow, terms: TermsTable, fine: GroupingRules, among: readonly string[]): Promise<WindowFacts> {
  return { windowId: window.windowId, businessDate: window.businessDate, calculatedAt: window.calculatedAt, calculationHash: window.calculationHash, ...(window.settledAt && { settledAt: window.settledAt }), terms,
    groups: await groupsOf(connection, window, groupingOf(terms), []), fine: await groupsOf(connection, window, fine, among),
    moves: await restatedGroups(connection, window.windowId), taxes: await taxesAt(connection, window.businessDate), cycles: await cyclesAround(connection, window.businessDate) };
}

async function groupsOf(connection: Connection, window: CalculatedWindow, rules: GroupingRules, among: readonly string[]): Promise<LegGroup[]> {
  return [...await burnGroups(connection, window, rules), ...await expireGroups(connection, window, rules), ...await issueGroups(connection, window, rules), ...await takenBack(connection, window, rules, window.calculatedAt, among), ...await issueTakenBack(connection, window, rules, window.calculatedAt, among)];
}

/** Restatements of some windows that were booked in these windows too: of each window what its last one laid over it. */
export async function restatedAmong(connection: Connection, windows: readonly CalculatedWindow[], terms: TermsTable): Promise<Map<string, Restated>> {
  const { rows } = await connection.query<{ windowId: string; termsIds: string[]; taxes: Record<string, string>; parties: string[] }>(
    `SELECT r.window_id AS "windowId", r.terms_ids AS "termsIds", r.taxes, array_agg(l.payer_id) || array_agg(l.payee_id) AS parties
       FROM restatement r JOIN restatement_line l ON l.restatement_id = r.restatement_id
      WHERE r.status = 'IN_FORCE' AND r.window_id = ANY($1::uuid[]) AND r.booked_window_id = ANY($1::uuid[]) GROUP BY r.restatement_id ORDER BY r.version`, [arrayOf('uuid', windows.map((one) => one.windowId))]);
  const found = new Map<string, Restated>();
  for (const { windowId, termsIds, taxes, parties } of rows) {
    const before = found.get(windowId);
    found.set(windowId, { windowId, taxes, terms: terms.corrections().filter((one) => termsIds.includes(one.termsId)), parties: [...(before?.parties ?? []), ...parties] });
  }
  return found;
}

/** Document cycles around a date, by partner and kind. */
async function cyclesAround(connection: Connection, date: BusinessDate): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ partner_id: string; kind: string; cycle_id: string }>(`SELECT partner_id, kind, cycle_id FROM document_cycle WHERE from_date <= $1 AND $1 < to_date`, [date]);
  return new Map(rows.map((row) => [`${row.partner_id} ${row.kind}`, row.cycle_id]));
}

/** The state of lines as the windows before one had left them. */
async function linesBefore(connection: Connection, windowNo: string, cycleIds: readonly string[]): Promise<Map<string, NamedLine>> {
  const { rows } = await connection.query<LineRow & { exact: string; amount: string; points: string; parts: LineParts }>(
    `SELECT ${LINE_NAME.split(', ').map((one) => `l.${one}`).join(', ')}, last.exact_after AS exact, last.amount::text AS amount, last.parts, last.points::text AS points
       FROM settlement_line l CROSS JOIN LATERAL (
         SELECT c.exact_after, c.amount_before_minor + c.amount_minor AS amount, c.parts, sum(c.points) OVER () AS points FROM claim c JOIN settlement_window w ON w.window_id = c.window_id WHERE c.line_id = l.line_id AND w.window_no < $1 ORDER BY w.window_no DESC, c.version DESC LIMIT 1) last
      WHERE l.payer_cycle_id = ANY($2::uuid[]) OR l.payee_cycle_id = ANY($2::uuid[]) OR (l.payer_cycle_id IS NULL AND l.payee_cycle_id IS NULL)`, [windowNo, arrayOf('uuid', cycleIds)]);
  return new Map(rows.map((row) => {
    const name = lineNameOf(row);
    return [keyOf(name), { name, exact: row.exact, amountMinor: BigInt(row.amount), points: BigInt(row.points), parts: row.parts }];
  }));
}

async function reservesBefore(connection: Connection, windowNo: string): Promise<Past['reserves']> {
  const { rows } = await connection.query<{ issuer_id: string; exact_after: string; after_minor: string }>(
    `SELECT DISTINCT ON (r.issuer_id) r.issuer_id, r.exact_after, r.after_minor FROM reserve_movement r JOIN settlement_window w ON w.window_id = r.window_id WHERE w.window_no < $1 ORDER BY r.issuer_id, w.window_no DESC, r.version DESC`, [windowNo]);
  return new Map(rows.map((row) => [row.issuer_id, { exact: row.exact_after, levelMinor: BigInt(row.after_minor) }]));
}

/** Changes of positions before a window, as far as they were not settled when it was calculated, by the moment at which they were. */
async function olderClaims(connection: Connection, first: CalculatedWindow): Promise<Past['older']> {
  const { rows } = await connection.query<{ party_id: string; change: string; settled_at: Date | null }>(
    `SELECT p.party_id, sum(p.change_minor)::text AS change, t.settled_at FROM position_part p JOIN settlement_window w ON w.window_id = p.window_id
        LEFT JOIN LATERAL (SELECT min(t.settled_at) AS settled_at FROM settlement_scope s JOIN settlement t ON t.settlement_id = s.settlement_id WHERE s.window_id = p.window_id AND t.group_id = p.group_id AND t.state = 'SETTLED') t ON true
      WHERE w.window_no < $1 AND (t.settled_at IS NULL OR t.settled_at > $2) GROUP BY p.party_id, t.settled_at`, [first.windowNo, first.calculatedAt]);
  return rows.map((row) => ({ partyId: row.party_id, change: BigInt(row.change), ...(row.settled_at && { settledAt: row.settled_at }) }));
}

/** Points that members held after a window, free or set aside, by issuer and month of earning. */
export async function outstandingAfter(connection: Connection, windowNo: string): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ issuer_id: string; month: string; points: string }>(
    `SELECT l.issuer_id, date_trunc('month', l.lot_earned_on)::date::text AS month, sum(CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END)::text AS points FROM leg l JOIN settlement_window w ON w.window_id = l.window_id WHERE w.window_no <= $1 AND 'MEMBER' IN (l.debit_account, l.credit_account) AND l.point_kind <> 'QUALIFYING' GROUP BY 1, 2`, [windowNo]);
  return new Map(rows.map((row) => [heldOf({ issuerId: row.issuer_id, earnedOn: row.month }), BigInt(row.points)]));
}

async function windowsOfGroups(connection: Connection, windowIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ group_id: string; window_id: string }>(`SELECT group_id, window_id FROM price_group WHERE window_id = ANY($1::uuid[])`, [arrayOf('uuid', windowIds)]);
  return new Map(rows.map((row) => [row.group_id, row.window_id]));
}
