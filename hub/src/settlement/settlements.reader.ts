import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import type { MatrixClaim } from './domain/matrix';
import { OWN_GROUP } from './domain/groups';
import type { NettingMode } from './domain/netting';
import { BEHIND } from './movement.transactor';

export interface SettlementRow {
  readonly settlementId: string;
  readonly state: 'PROPOSED' | 'SETTLING' | 'SETTLED' | 'ABORTED';
  readonly hash: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly netting: NettingMode;
  readonly gross: string;
  readonly bilateral: string;
  readonly multilateral: string;
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly windowIds: string[];
  readonly from: string;
  readonly to: string;
  readonly approvals: { by: string; at: string }[] | null;
  readonly abort: { by: string; at: string; reason: string } | null;
}

const SETTLEMENT = `SELECT s.settlement_id AS "settlementId", s.state, s.settlement_hash AS hash, s.group_id AS "groupId", u.name AS "groupName", s.netting, s.gross_minor AS gross, s.bilateral_minor AS bilateral, s.multilateral_minor AS multilateral, s.made_by AS "madeBy",
    s.created_at AS "createdAt", s.settled_at AS "settledAt", w.ids AS "windowIds", w.first::text AS from, w.last::text AS to,
    (SELECT json_agg(json_build_object('by', approved_by, 'at', to_char(approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY approved_at) FROM settlement_approval a WHERE a.settlement_id = s.settlement_id) AS approvals,
    (SELECT json_build_object('by', requested_by, 'at', to_char(requested_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) FROM settlement_abort b WHERE b.settlement_id = s.settlement_id) AS abort
  FROM settlement s JOIN settlement_group u ON u.group_id = s.group_id CROSS JOIN LATERAL (SELECT array_agg(v.window_id ORDER BY v.window_no) AS ids, min(v.business_date) AS first, max(v.business_date) AS last
    FROM settlement_scope c JOIN settlement_window v ON v.window_id = c.window_id WHERE c.settlement_id = s.settlement_id) w`;

/** What a partner may see: the settlements of the coalition's own group, and of another one those in which it has an obligation. */
const VISIBLE = (partner: string): string => `(${partner}::uuid IS NULL OR s.group_id = '${OWN_GROUP}' OR EXISTS (SELECT 1 FROM obligation o WHERE o.settlement_id = s.settlement_id AND o.party_id = ${partner}))`;

export async function settlementById(connection: Connection, viewer: Viewer, settlementId: string): Promise<SettlementRow | undefined> {
  const { rows } = await connection.query<SettlementRow>(`${SETTLEMENT} WHERE s.settlement_id = $1 AND ${VISIBLE('$2')}`, [settlementId, viewer.partnerId ?? null]);
  return rows[0];
}

export interface SettlementFilter {
  readonly status: string | undefined;
  readonly groupId: string | undefined;
}

export async function settlementsPage(connection: Connection, viewer: Viewer, filter: SettlementFilter, offset: number, limit: number, order: string): Promise<SettlementRow[]> {
  const { rows } = await connection.query<SettlementRow>(`${SETTLEMENT} WHERE ($1::text IS NULL OR s.state = $1) AND ($4::uuid IS NULL OR s.group_id = $4) AND ${VISIBLE('$5')} ORDER BY ${order} LIMIT $2 OFFSET $3`, [filter.status ?? null, limit, offset, filter.groupId ?? null, viewer.partnerId ?? null]);
  return rows;
}

export async function settlementsCount(connection: Connection, viewer: Viewer, filter: SettlementFilter): Promise<number> {
  const { rows } = await connection.query<{ n: number }>(`SELECT count(*)::int AS n FROM settlement s WHERE ($1::text IS NULL OR s.state = $1) AND ($2::uuid IS NULL OR s.group_id = $2) AND ${VISIBLE('$3')}`, [filter.status ?? null, filter.groupId ?? null, viewer.partnerId ?? null]);
  return rows[0]?.n ?? 0;
}

/** The claims and movements of a settlement; of a partner, its own alone: what it pays and what it receives. */
export function settlementLines(connection: Connection, viewer: Viewer, settlementId: string): Promise<MatrixClaim[]> {
  return linesOf(connection, viewer, 'SELECT c.window_id, t.group_id FROM settlement_scope c JOIN settlement t ON t.settlement_id = c.settlement_id WHERE c.settlement_id = $2', 'SELECT movement_id FROM settlement_movement WHERE settlement_id = $2', [settlementId]);
}

/** The claims and movements that no settled settlement has taken: what positions are made of. */
export function unsettledLines(connection: Connection, viewer: Viewer): Promise<MatrixClaim[]> {
  return linesOf(connection, viewer, `SELECT c.window_id, g.group_id FROM calculation c CROSS JOIN settlement_group g WHERE c.version = 1 AND NOT EXISTS (SELECT 1 FROM live_settlement s WHERE s.window_id = c.window_id AND s.group_id = g.group_id AND s.state = 'SETTLED')`,
    `SELECT m.movement_id FROM position_movement m WHERE (m.window_id IS NULL OR EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = m.window_id)) AND NOT EXISTS (SELECT 1 FROM settlement_movement s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state = 'SETTLED' WHERE s.movement_id = m.movement_id)`, []);
}

async function linesOf(connection: Connection, viewer: Viewer, windows: string, movements: string, values: readonly unknown[]): Promise<MatrixClaim[]> {
  const { rows } = await connection.query<{ kind: MatrixClaim['kind']; payer_id: string; payee_id: string; behind: string | null; points: string; amount: string }>(
    `SELECT m.kind, m.payer_id, m.payee_id, ${BEHIND} AS behind, sum(m.points)::text AS points, sum(m.amount_minor)::text AS amount FROM (
        SELECT 'CLAIM' AS kind, line_id, payer_id, payee_id, points, amount_minor FROM claim WHERE line_type = 'CLAIM' AND (window_id, group_id) IN (${windows})
        UNION ALL SELECT 'MOVEMENT', line_id, payer_id, payee_id, points, amount_minor FROM position_movement WHERE movement_id IN (${movements})) m LEFT JOIN settlement_line l ON l.line_id = m.line_id
      WHERE $1::uuid IS NULL OR $1 IN (m.payer_id, m.payee_id) GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4, 1`, [viewer.partnerId ?? null, ...values]);
  return rows.map((row) => ({ kind: row.kind, payer: row.payer_id, payee: row.payee_id, behind: row.behind ?? undefined, points: BigInt(row.points), amount: BigInt(row.amount) }));
}

/** Calculated windows that no settled settlement has taken, the oldest first, with the live settlement that has them. */
export async function unsettledWindows(connection: Connection): Promise<{ windowId: string; businessDate: string; settlementId: string | null; state: string | null }[]> {
  return (await connection.query<{ windowId: string; businessDate: string; settlementId: string | null; state: string | null }>(`SELECT w.window_id AS "windowId", w.business_date::text AS "businessDate", s.settlement_id AS "settlementId", s.state FROM settlement_window w
      JOIN calculation c ON c.window_id = w.window_id AND c.version = 1 LEFT JOIN live_settlement s ON s.window_id = w.window_id AND s.group_id = '${OWN_GROUP}' WHERE s.state IS DISTINCT FROM 'SETTLED' ORDER BY w.window_no`)).rows;
}

export interface FactsRow {
  readonly windows: { windowId: string; businessDate: string; engineVersion: string; calculationHash: string }[];
  readonly treeSize: string | null;
  readonly rootHash: string | null;
}

/** What a settlement rests on: the calculation of each of its windows, and the log when the last of them was closed. */
export async function settlementFacts(connection: Connection, settlementId: string): Promise<FactsRow> {
  const { rows: windows } = await connection.query<FactsRow['windows'][number]>(`SELECT w.window_id AS "windowId", w.business_date::text AS "businessDate", c.engine_version AS "engineVersion", c.calculation_hash AS "calculationHash" FROM settlement_scope s JOIN settlement_window w ON w.window_id = s.window_id
      JOIN calculation c ON c.window_id = w.window_id AND c.version = 1 WHERE s.settlement_id = $1 ORDER BY w.window_no`, [settlementId]);
  const { rows: [log] } = await connection.query<Pick<FactsRow, 'treeSize' | 'rootHash'>>(`SELECT k.tree_size::text AS "treeSize", encode(k.root, 'hex') AS "rootHash" FROM log_checkpoint k WHERE k.window_id = $1 AND k.closes`, [windows.at(-1)?.windowId ?? null]);
  return { windows, treeSize: log?.treeSize ?? null, rootHash: log?.rootHash ?? null };
}

/** Countersigned versions that priced some days; a partner sees its own and the coalition's. */
export async function termsOfDays(connection: Connection, viewer: Viewer, hubId: string, from: string, to: string): Promise<{ termsId: string; ref: string; termsHash: string }[]> {
  return (await connection.query<{ termsId: string; ref: string; termsHash: string }>(`SELECT v.terms_id AS "termsId", coalesce(p.code, 'COALITION') || '@v' || v.version AS ref, v.terms_hash AS "termsHash" FROM terms_version v LEFT JOIN partner p ON p.partner_id = v.party_id
      WHERE v.status = 'COUNTERSIGNED' AND v.corrects_version IS NULL AND v.valid_from <= $3 AND (v.valid_to IS NULL OR v.valid_to > $2) AND ($1::uuid IS NULL OR v.party_id IN ($1, $4)) ORDER BY p.code NULLS FIRST, v.version`, [viewer.partnerId ?? null, from, to, hubId])).rows;
}

export interface ObligationView {
  readonly obligationId: string;
  readonly settlementId: string;
  readonly partyId: string;
  readonly name: string | null;
  readonly counterpartyId: string;
  readonly counterpartyName: string | null;
  readonly side: 'NET' | 'PAYS' | 'RECEIVES';
  readonly amount: string;
  readonly position: string;
  readonly disputed: string;
  readonly fees: string;
  readonly ppn: string;
  readonly credits: string;
  readonly paid: string;
  readonly duePrincipal: string;
  readonly dueFee: string;
  readonly duePpn: string;
  readonly openPrincipal: string | null;
  readonly openFee: string | null;
  readonly openPpn: string | null;
  readonly status: 'OPEN' | 'SETTLED';
  readonly settlementState: 'PROPOSED' | 'SETTLING' | 'SETTLED' | 'ABORTED';
  readonly dueDate: string;
  readonly statementId: string | null;
  readonly bankReference: string | null;
}

const OBLIGATION = `SELECT o.obligation_id AS "obligationId", o.settlement_id AS "settlementId", o.party_id AS "partyId", p.brand_name AS name, o.counterparty_id AS "counterpartyId", q.brand_name AS "counterpartyName", o.side, o.amount_minor AS amount, o.position_minor AS position, o.disputed_minor AS disputed, o.fees_minor AS fees, o.ppn_minor AS ppn, o.credits_minor AS credits,
    coalesce(v.applied_minor, 0)::text AS paid, o.due_principal_minor AS "duePrincipal", o.due_fee_minor AS "dueFee", o.due_ppn_minor AS "duePpn", v.open_principal_minor::text AS "openPrincipal", v.open_fee_minor::text AS "openFee", v.open_ppn_minor::text AS "openPpn",
    o.status, s.state AS "settlementState", o.due_date::text AS "dueDate", t.statement_id AS "statementId", t.bank_reference AS "bankReference"
  FROM obligation o JOIN settlement s ON s.settlement_id = o.settlement_id LEFT JOIN obligation_open v ON v.obligation_id = o.obligation_id LEFT JOIN partner p ON p.partner_id = o.party_id LEFT JOIN partner q ON q.partner_id = o.counterparty_id LEFT JOIN statement t ON t.obligation_id = o.obligation_id`;

export async function obligationRows(connection: Connection, viewer: Viewer, settlementId: string): Promise<ObligationView[]> {
  return (await connection.query<ObligationView>(`${OBLIGATION} WHERE o.settlement_id = $1 AND ($2::uuid IS NULL OR o.party_id = $2) ORDER BY p.brand_name NULLS LAST, q.brand_name NULLS FIRST, o.side`, [settlementId, viewer.partnerId ?? null])).rows;
}

export interface ObligationFilter {
  readonly partnerId: string | undefined;
  readonly status: 'OPEN' | 'SETTLED' | undefined;
  readonly direction: 'PAYS_HUB' | 'HUB_PAYS' | undefined;
  /** Due before this date and not met. */
  readonly overdueOn: string | undefined;
}

const LISTED = `WHERE v.obligation_id IS NOT NULL AND s.state IN ('SETTLING', 'SETTLED') AND o.amount_minor <> 0 AND ($1::uuid IS NULL OR o.party_id = $1) AND ($2::uuid IS NULL OR o.party_id = $2) AND ($3::text IS NULL OR o.status = $3)
    AND ($4::text IS NULL OR CASE $4 WHEN 'PAYS_HUB' THEN o.amount_minor < 0 ELSE o.amount_minor > 0 END) AND ($5::date IS NULL OR o.status = 'OPEN' AND o.due_date < $5)`;
const values = (viewer: Viewer, filter: ObligationFilter): unknown[] => [viewer.partnerId ?? null, filter.partnerId ?? null, filter.status ?? null, filter.direction ?? null, filter.overdueOn ?? null];

/** Obligations of partners over all settlements that were approved. */
export async function obligationsPage(connection: Connection, viewer: Viewer, filter: ObligationFilter, offset: number, limit: number, order: string): Promise<ObligationView[]> {
  return (await connection.query<ObligationView>(`${OBLIGATION} ${LISTED} ORDER BY ${order} LIMIT $6 OFFSET $7`, [...values(viewer, filter), limit, offset])).rows;
}

export async function obligationsTotals(connection: Connection, viewer: Viewer, filter: ObligationFilter): Promise<{ count: number; open: string }> {
  const { rows } = await connection.query<{ count: number; open: string }>(`SELECT count(*)::int AS count, coalesce(sum(CASE WHEN q.amount < 0 THEN -1 ELSE 1 END * (q."openPrincipal"::bigint + q."openFee"::bigint + q."openPpn"::bigint)), 0)::text AS open FROM (${OBLIGATION} ${LISTED}) q`, values(viewer, filter));
  return rows[0] ?? { count: 0, open: '0' };
}

export async function obligationById(connection: Connection, viewer: Viewer, obligationId: string): Promise<ObligationView | undefined> {
  return (await connection.query<ObligationView>(`${OBLIGATION} WHERE o.obligation_id = $1 AND ($2::uuid IS NULL OR o.party_id = $2)`, [obligationId, viewer.partnerId ?? null])).rows[0];
}
