import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import type { ClaimSum } from './settlement.transactor';

export interface SettlementRow {
  readonly settlementId: string;
  readonly state: 'PROPOSED' | 'SETTLING' | 'SETTLED' | 'ABORTED';
  readonly hash: string;
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
}

const SETTLEMENT = `SELECT s.settlement_id AS "settlementId", s.state, s.settlement_hash AS hash, s.gross_minor AS gross, s.bilateral_minor AS bilateral, s.multilateral_minor AS multilateral, s.made_by AS "madeBy",
    s.created_at AS "createdAt", s.settled_at AS "settledAt", w.ids AS "windowIds", w.first::text AS from, w.last::text AS to,
    (SELECT json_agg(json_build_object('by', approved_by, 'at', to_char(approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY approved_at) FROM settlement_approval a WHERE a.settlement_id = s.settlement_id) AS approvals
  FROM settlement s CROSS JOIN LATERAL (SELECT array_agg(v.window_id ORDER BY v.window_no) AS ids, min(v.business_date) AS first, max(v.business_date) AS last
    FROM settlement_scope c JOIN settlement_window v ON v.window_id = c.window_id WHERE c.settlement_id = s.settlement_id) w`;

export async function settlementById(connection: Connection, settlementId: string): Promise<SettlementRow | undefined> {
  const { rows } = await connection.query<SettlementRow>(`${SETTLEMENT} WHERE s.settlement_id = $1`, [settlementId]);
  return rows[0];
}

export async function settlementsPage(connection: Connection, status: string | undefined, offset: number, limit: number, order: string): Promise<SettlementRow[]> {
  const { rows } = await connection.query<SettlementRow>(`${SETTLEMENT} WHERE ($1::text IS NULL OR s.state = $1) ORDER BY ${order} LIMIT $2 OFFSET $3`, [status ?? null, limit, offset]);
  return rows;
}

export async function settlementsCount(connection: Connection, status: string | undefined): Promise<number> {
  const { rows } = await connection.query<{ n: number }>(`SELECT count(*)::int AS n FROM settlement WHERE ($1::text IS NULL OR state = $1)`, [status ?? null]);
  return rows[0]?.n ?? 0;
}

/** The bilateral matrix of a settlement; a partner sees its own row and column. */
export async function settlementLines(connection: Connection, viewer: Viewer, settlementId: string): Promise<ClaimSum[]> {
  const { rows } = await connection.query<{ payer_id: string; payee_id: string; points: string; amount: string }>(
    `SELECT m.payer_id, m.payee_id, sum(m.points)::text AS points, sum(m.amount_minor)::text AS amount FROM (
        SELECT payer_id, payee_id, points, amount_minor FROM settlement_scope c JOIN claim m ON m.window_id = c.window_id AND m.line_type = 'CLAIM' WHERE c.settlement_id = $1
        UNION ALL SELECT payer_id, payee_id, points, amount_minor FROM settlement_movement s JOIN position_movement v ON v.movement_id = s.movement_id WHERE s.settlement_id = $1) m
      WHERE $2::uuid IS NULL OR $2 IN (m.payer_id, m.payee_id) GROUP BY 1, 2 ORDER BY 1, 2`, [settlementId, viewer.partnerId ?? null]);
  return rows.map((row) => ({ payer: row.payer_id, payee: row.payee_id, points: BigInt(row.points), amount: BigInt(row.amount) }));
}

export interface ObligationView {
  readonly obligationId: string;
  readonly settlementId: string;
  readonly partyId: string;
  readonly name: string | null;
  readonly amount: string;
  readonly position: string;
  readonly disputed: string;
  readonly fees: string;
  readonly ppn: string;
  readonly paid: string;
  readonly status: 'OPEN' | 'SETTLED';
  readonly dueDate: string;
  readonly statementId: string | null;
}

export async function obligationRows(connection: Connection, viewer: Viewer, settlementId: string): Promise<ObligationView[]> {
  const { rows } = await connection.query<ObligationView>(
    `SELECT o.obligation_id AS "obligationId", o.settlement_id AS "settlementId", o.party_id AS "partyId", p.brand_name AS name, o.amount_minor AS amount, o.position_minor AS position, o.disputed_minor AS disputed, o.fees_minor AS fees, o.ppn_minor AS ppn,
        (SELECT coalesce(sum(amount_minor), 0)::text FROM payment y WHERE y.obligation_id = o.obligation_id) AS paid, o.status, o.due_date::text AS "dueDate", t.statement_id AS "statementId"
       FROM obligation o LEFT JOIN partner p ON p.partner_id = o.party_id LEFT JOIN statement t ON t.obligation_id = o.obligation_id
      WHERE o.settlement_id = $1 AND ($2::uuid IS NULL OR o.party_id = $2) ORDER BY p.brand_name NULLS LAST`, [settlementId, viewer.partnerId ?? null]);
  return rows;
}

export interface PaymentView {
  readonly paymentId: string;
  readonly obligationId: string;
  readonly amount: string;
  readonly bankReference: string;
  readonly paidOn: string;
  readonly recordedBy: string;
  readonly createdAt: Date;
}

export async function paymentsPage(connection: Connection, viewer: Viewer, offset: number, limit: number, order: string, paymentId?: string): Promise<PaymentView[]> {
  const { rows } = await connection.query<PaymentView>(
    `SELECT y.payment_id AS "paymentId", y.obligation_id AS "obligationId", y.amount_minor AS amount, y.reference AS "bankReference", y.paid_on::text AS "paidOn", y.recorded_by AS "recordedBy", y.created_at AS "createdAt"
       FROM payment y JOIN obligation o ON o.obligation_id = y.obligation_id WHERE ($1::uuid IS NULL OR o.party_id = $1) AND ($2::uuid IS NULL OR y.payment_id = $2) ORDER BY ${order} LIMIT $3 OFFSET $4`,
    [viewer.partnerId ?? null, paymentId ?? null, limit, offset]);
  return rows;
}
