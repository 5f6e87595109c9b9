import { asJson, insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';

export interface EndedCycle {
  readonly partnerId: string;
  readonly cycleId: string;
  readonly fromDate: string;
  readonly toDate: string;
}

/** Cycles that have ended and have no statement yet, oldest first; one that ended before the partner's last statement is in it. */
export async function cyclesToState(tx: Tx, endedBy: string): Promise<EndedCycle[]> {
  const { rows } = await tx.query<EndedCycle>(
    `SELECT d.partner_id AS "partnerId", d.cycle_id AS "cycleId", d.from_date::text AS "fromDate", d.to_date::text AS "toDate" FROM document_cycle d JOIN partner p ON p.partner_id = d.partner_id
      WHERE d.to_date <= $1 AND NOT EXISTS (SELECT 1 FROM account_statement s WHERE s.partner_id = d.partner_id AND s.to_date >= d.to_date) ORDER BY d.to_date, p.code`, [endedBy]);
  return rows;
}

/** Cycles that end with a business date, made where nothing was billed in them, so that a quiet partner has its statement too. */
export async function ensureCycles(tx: Tx, cycles: readonly (EndedCycle & { readonly kind: string })[]): Promise<void> {
  await tx.query(`INSERT INTO document_cycle (cycle_id, partner_id, kind, from_date, to_date) SELECT cycle_id, partner_id, kind, from_date, to_date FROM json_populate_recordset(NULL::document_cycle, $1) ON CONFLICT DO NOTHING`,
    [asJson(cycles.map((one) => ({ cycle_id: one.cycleId, partner_id: one.partnerId, kind: one.kind, from_date: one.fromDate, to_date: one.toDate })))]);
}

export interface LastStatement {
  /** Of a partner without a statement the day it joined. */
  readonly toDate: string;
  readonly closingMinor: bigint;
  readonly closingPoints: bigint;
  readonly first: boolean;
}

/** What the last statement of each partner left; of one that has none nothing, from the day before it joined. */
export async function lastStatements(tx: Tx): Promise<Map<string, LastStatement>> {
  const { rows } = await tx.query<{ partner_id: string; to_date: string; closing_minor: string; closing_points: string; first: boolean }>(
    `SELECT p.partner_id, coalesce(s.to_date, (p.created_at AT TIME ZONE 'Asia/Jakarta')::date - 1)::text AS to_date, coalesce(s.closing_minor, 0) AS closing_minor, coalesce(s.closing_points, 0) AS closing_points, s.to_date IS NULL AS first
       FROM partner p LEFT JOIN LATERAL (SELECT * FROM account_statement a WHERE a.partner_id = p.partner_id ORDER BY to_date DESC LIMIT 1) s ON true`);
  return new Map(rows.map((row) => [row.partner_id, { toDate: row.to_date, closingMinor: BigInt(row.closing_minor), closingPoints: BigInt(row.closing_points), first: row.first }]));
}

export interface Movement {
  readonly type: string;
  readonly counterpartyId: string | null;
  readonly sourceId: string | null;
  readonly reference: string | null;
  readonly movedOn: string | null;
  readonly points: bigint | null;
  readonly amountMinor: bigint;
}

/** Claims, fees and PPN that a partner booked in cycles which ended after `after` and not after `until`, by type and counterparty; what it pays is negative. */
export async function bookedMovements(tx: Connection, partnerId: string, after: string, until: string): Promise<Movement[]> {
  const { rows } = await tx.query<{ type: string; counterparty_id: string | null; points: string | null; amount: string }>(
    `WITH cycle AS (SELECT cycle_id FROM document_cycle WHERE partner_id = $1 AND to_date <= $3 AND to_date > $2),
       booked AS (
         SELECT CASE c.line_type WHEN 'CLAIM' THEN 'CLAIM_PAYABLE' ELSE c.line_type END AS type, CASE l.payee_id WHEN '${RATE_DIFFERENCE_PARTY}' THEN l.qualifier::uuid ELSE l.payee_id END AS counterparty_id, c.points, -c.amount_minor AS amount
           FROM claim c JOIN cycle ON cycle.cycle_id = c.payer_booking_cycle_id JOIN settlement_line l ON l.line_id = c.line_id WHERE c.payer_id = $1
         UNION ALL
         SELECT CASE c.line_type WHEN 'CLAIM' THEN 'CLAIM_RECEIVABLE' ELSE c.line_type END, CASE l.payer_id WHEN '${RATE_DIFFERENCE_PARTY}' THEN l.qualifier::uuid ELSE l.payer_id END, c.points, c.amount_minor
           FROM claim c JOIN cycle ON cycle.cycle_id = c.payee_booking_cycle_id JOIN settlement_line l ON l.line_id = c.line_id WHERE c.payee_id = $1)
     SELECT b.type, b.counterparty_id, CASE WHEN b.type LIKE 'CLAIM%' THEN sum(b.points)::text END AS points, sum(b.amount)::text AS amount FROM booked b LEFT JOIN partner p ON p.partner_id = b.counterparty_id
      GROUP BY b.type, b.counterparty_id, p.brand_name HAVING sum(b.amount) <> 0 OR (b.type LIKE 'CLAIM%' AND sum(b.points) <> 0)
      ORDER BY array_position(ARRAY['CLAIM_PAYABLE', 'CLAIM_RECEIVABLE', 'ISSUE', 'RESERVE', 'EXPIRE', 'ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN'], b.type) NULLS LAST, b.type, p.brand_name NULLS LAST, b.counterparty_id`, [partnerId, after, until]);
  return rows.map((row) => ({ type: row.type, counterpartyId: row.counterparty_id, sourceId: null, reference: null, movedOn: null, points: row.points === null ? null : BigInt(row.points), amountMinor: BigInt(row.amount) }));
}

/** Settlements whose obligations are fixed, by the date of their netting statement. */
const FIXED = `SELECT o.obligation_id, o.party_id, o.settlement_id, o.amount_minor, o.due_date, n.number, n.issued_on FROM obligation o JOIN statement n ON n.obligation_id = o.obligation_id WHERE o.party_id = $1 AND n.issued_on < $2`;

/**
 * Money of obligations that were fixed before a date, and what a fixed obligation holds besides claims and fee documents (contested sums, loss shares): each once, in the first statement that can know it.
 */
export async function cashMovements(tx: Connection, partnerId: string, before: string): Promise<Movement[]> {
  const { rows } = await tx.query<{ type: string; source_id: string; reference: string; moved_on: string; amount: string }>(
    `WITH fixed AS (${FIXED}), moved AS (
       SELECT CASE WHEN f.amount_minor < 0 THEN 'PAYMENT_RECEIVED' ELSE 'PAYMENT_MADE' END AS type, p.payment_id AS source_id, p.bank_reference AS reference, p.paid_on AS moved_on, CASE WHEN f.amount_minor < 0 THEN p.amount_minor ELSE -p.amount_minor END AS amount
         FROM payment p JOIN fixed f ON f.obligation_id = p.obligation_id WHERE p.paid_on < $2
       UNION ALL
       SELECT 'ADJUSTMENT', f.obligation_id, f.number, f.issued_on, f.amount_minor - ${CLAIMED} FROM fixed f)
     SELECT type, source_id, reference, moved_on::text, amount::text FROM moved m WHERE amount <> 0 AND NOT EXISTS (SELECT 1 FROM account_movement a WHERE a.source_id = m.source_id AND a.type = m.type) ORDER BY m.moved_on, m.source_id`, [partnerId, before]);
  return rows.map((row) => ({ type: row.type, counterpartyId: null, sourceId: row.source_id, reference: row.reference, movedOn: row.moved_on, points: null, amountMinor: BigInt(row.amount) }));
}

/** What the claims in the scope of a settlement and its fee documents come to for a partner. */
const CLAIMED = `((SELECT coalesce(sum(CASE c.payee_id WHEN f.party_id THEN c.amount_minor ELSE 0 END - CASE c.payer_id WHEN f.party_id THEN c.amount_minor ELSE 0 END), 0) FROM settlement_scope s JOIN claim c ON c.window_id = s.window_id
    WHERE s.settlement_id = f.settlement_id AND c.line_type NOT IN ('ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN') AND f.party_id IN (c.payer_id, c.payee_id))
  - (SELECT coalesce(sum(d.fees_minor + d.ppn_minor), 0) FROM settlement_document d WHERE d.settlement_id = f.settlement_id AND d.partner_id = f.party_id))`;

export interface OpenObligation {
  readonly dueDate: string;
  readonly openMinor: bigint;
}

/** Fixed obligations with what is open of them after the money that statements know. */
export async function openObligations(tx: Connection, partnerId: string, before: string): Promise<OpenObligation[]> {
  const { rows } = await tx.query<{ due_date: string; open: string }>(
    `WITH fixed AS (${FIXED}) SELECT f.due_date::text, (f.amount_minor - CASE WHEN f.amount_minor < 0 THEN -1 ELSE 1 END * (SELECT coalesce(sum(p.amount_minor), 0) FROM payment p WHERE p.obligation_id = f.obligation_id AND p.paid_on < $2))::bigint::text AS open FROM fixed f ORDER BY f.due_date, f.obligation_id`, [partnerId, before]);
  return rows.map((row) => ({ dueDate: row.due_date, openMinor: BigInt(row.open) }));
}

/** What was booked by a date and stands in no fixed settlement yet. */
export async function unbilled(tx: Connection, partnerId: string, until: string): Promise<bigint> {
  const { rows } = await tx.query<{ amount: string }>(
    `WITH fixed AS (${FIXED}), cycle AS (SELECT cycle_id FROM document_cycle WHERE partner_id = $1 AND to_date <= $2),
       booked AS (SELECT c.window_id, c.line_type, -c.amount_minor AS amount FROM claim c JOIN cycle ON cycle.cycle_id = c.payer_booking_cycle_id WHERE c.payer_id = $1
         UNION ALL SELECT c.window_id, c.line_type, c.amount_minor FROM claim c JOIN cycle ON cycle.cycle_id = c.payee_booking_cycle_id WHERE c.payee_id = $1)
     SELECT ((SELECT coalesce(sum(b.amount), 0) FROM booked b WHERE b.line_type IN ('ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN')
           OR NOT EXISTS (SELECT 1 FROM settlement_scope s JOIN fixed f ON f.settlement_id = s.settlement_id WHERE s.window_id = b.window_id))
       + (SELECT coalesce(sum(d.fees_minor + d.ppn_minor), 0) FROM settlement_document d JOIN fixed f ON f.settlement_id = d.settlement_id AND f.party_id = d.partner_id)
       -- A settlement may hold windows of a cycle that has not ended: their claims are billed and not yet booked here.
       - (SELECT coalesce(sum(CASE c.payee_id WHEN $1 THEN c.amount_minor ELSE 0 END - CASE c.payer_id WHEN $1 THEN c.amount_minor ELSE 0 END), 0) FROM fixed f JOIN settlement_scope s ON s.settlement_id = f.settlement_id JOIN claim c ON c.window_id = s.window_id
           WHERE c.line_type NOT IN ('ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN') AND $1 IN (c.payer_id, c.payee_id)
             AND NOT EXISTS (SELECT 1 FROM cycle WHERE cycle.cycle_id = CASE $1 WHEN c.payer_id THEN c.payer_booking_cycle_id ELSE c.payee_booking_cycle_id END)))::text AS amount`, [partnerId, until]);
  return BigInt(rows[0]?.amount ?? 0);
}

export interface PointsMoved {
  readonly issuerId: string;
  readonly businessDate: string;
  readonly type: string;
  readonly counterpartyId: string | null;
  readonly points: bigint;
}

/** Points of all issuers in closed windows of some business dates, by day and by what happened to them; positive where members hold more. One pass over the legs serves every partner. */
export async function pointsMoved(tx: Connection, from: string, to: string): Promise<PointsMoved[]> {
  const { rows } = await tx.query<Omit<PointsMoved, 'points'> & { points: string }>(
    `SELECT m.issuer_id AS "issuerId", m.business_date::text AS "businessDate", m.type, m.counterparty_id AS "counterpartyId", sum(m.points)::text AS points FROM (
       SELECT l.issuer_id, w.business_date, CASE WHEN l.debit_account = 'ISSUER' THEN 'EARNED' WHEN l.credit_account = 'ISSUER' THEN 'TAKEN_BACK' WHEN 'REDEEMER' IN (l.debit_account, l.credit_account) THEN CASE WHEN l.redeemer_id = l.issuer_id THEN 'BURNED_HERE' ELSE 'BURNED' END
           WHEN 'EXPIRED' IN (l.debit_account, l.credit_account) THEN 'EXPIRED' ELSE 'OTHER' END AS type,
         CASE WHEN 'REDEEMER' IN (l.debit_account, l.credit_account) AND l.redeemer_id <> l.issuer_id THEN l.redeemer_id END AS counterparty_id,
         CASE WHEN l.credit_account = 'MEMBER' THEN l.points WHEN l.debit_account = 'MEMBER' THEN -l.points ELSE 0 END AS points
       FROM settlement_window w JOIN leg l ON l.window_id = w.window_id WHERE w.state = 'CLOSED' AND w.business_date >= $1 AND w.business_date < $2) m
     LEFT JOIN partner p ON p.partner_id = m.counterparty_id GROUP BY m.issuer_id, m.business_date, m.type, m.counterparty_id, p.brand_name
     ORDER BY array_position(ARRAY['EARNED', 'TAKEN_BACK', 'BURNED', 'BURNED_HERE', 'EXPIRED', 'OTHER'], m.type), p.brand_name NULLS LAST, m.counterparty_id, m.business_date`, [from, to]);
  return rows.map((row) => ({ ...row, points: BigInt(row.points) }));
}

export interface NewAccountStatement extends EndedCycle {
  readonly accountStatementId: string;
  readonly openingMinor: bigint;
  readonly openingPoints: bigint;
  readonly number: string;
  readonly issuedOn: string;
  readonly closingMinor: bigint;
  readonly closingPoints: bigint;
  readonly money: readonly Movement[];
  readonly points: readonly { readonly type: string; readonly counterpartyId: string | null; readonly points: bigint }[];
  readonly ageing: readonly { readonly bucket: string; readonly amountMinor: bigint }[];
}

export async function insertAccountStatement(tx: Tx, one: NewAccountStatement): Promise<void> {
  await insertRows(tx, 'account_statement', [{ account_statement_id: one.accountStatementId, partner_id: one.partnerId, cycle_id: one.cycleId, number: one.number, issued_on: one.issuedOn, from_date: one.fromDate, to_date: one.toDate,
    opening_minor: one.openingMinor, closing_minor: one.closingMinor, opening_points: one.openingPoints, closing_points: one.closingPoints }]);
  const rows = [
    ...one.money.map((line) => ({ side: 'MONEY', type: line.type, counterparty_id: line.counterpartyId, source_id: line.sourceId, reference: line.reference, moved_on: line.movedOn, points: line.points, amount_minor: line.amountMinor })),
    ...one.ageing.map((line) => ({ side: 'AGEING', type: line.bucket, counterparty_id: null, source_id: null, reference: null, moved_on: null, points: null, amount_minor: line.amountMinor })),
    ...one.points.map((line) => ({ side: 'POINTS', type: line.type, counterparty_id: line.counterpartyId, source_id: null, reference: null, moved_on: null, points: line.points, amount_minor: null })),
  ];
  await insertRows(tx, 'account_movement', rows.map((row, at) => ({ account_statement_id: one.accountStatementId, line_no: at + 1, ...row })));
}
