import { asJson, insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';

export interface EndedCycle {
  readonly partnerId: string;
  readonly cycleId: string;
  readonly fromDate: string;
  readonly toDate: string;
}

/**
 * Cycles that have ended and have no statement yet, oldest first; one that ended before the partner's last statement is in it. Of a partner
 * that never had one only the last: the nights before found nothing to state, and need not look again.
 */
export async function cyclesToState(tx: Tx, endedBy: string): Promise<EndedCycle[]> {
  const { rows } = await tx.query<EndedCycle>(
    `SELECT d.partner_id AS "partnerId", d.cycle_id AS "cycleId", d.from_date::text AS "fromDate", d.to_date::text AS "toDate" FROM document_cycle d JOIN partner p ON p.partner_id = d.partner_id
        LEFT JOIN LATERAL (SELECT max(s.to_date) AS to_date FROM account_statement s WHERE s.partner_id = d.partner_id) stated ON true
      WHERE d.to_date <= $1 AND CASE WHEN stated.to_date IS NULL THEN NOT EXISTS (SELECT 1 FROM document_cycle e WHERE e.partner_id = d.partner_id AND e.to_date > d.to_date AND e.to_date <= $1) ELSE d.to_date > stated.to_date END ORDER BY d.to_date, p.code`, [endedBy]);
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
         SELECT CASE WHEN c.line_type <> 'CLAIM' THEN c.line_type WHEN l.kind IN ('', 'BURN') THEN 'CLAIM_PAYABLE' ELSE l.kind END AS type, CASE l.payee_id WHEN '${RATE_DIFFERENCE_PARTY}' THEN l.qualifier::uuid ELSE l.payee_id END AS counterparty_id, c.points, -c.amount_minor AS amount
           FROM claim c JOIN cycle ON cycle.cycle_id = c.payer_booking_cycle_id JOIN settlement_line l ON l.line_id = c.line_id WHERE c.payer_id = $1
         UNION ALL
         SELECT CASE WHEN c.line_type <> 'CLAIM' THEN c.line_type WHEN l.kind IN ('', 'BURN') THEN 'CLAIM_RECEIVABLE' ELSE l.kind END, CASE l.payer_id WHEN '${RATE_DIFFERENCE_PARTY}' THEN l.qualifier::uuid ELSE l.payer_id END, c.points, c.amount_minor
           FROM claim c JOIN cycle ON cycle.cycle_id = c.payee_booking_cycle_id JOIN settlement_line l ON l.line_id = c.line_id WHERE c.payee_id = $1)
     SELECT b.type, b.counterparty_id, CASE WHEN b.type LIKE 'CLAIM%' THEN sum(b.points)::text END AS points, sum(b.amount)::text AS amount FROM booked b LEFT JOIN partner p ON p.partner_id = b.counterparty_id
      GROUP BY b.type, b.counterparty_id, p.brand_name HAVING sum(b.amount) <> 0 OR (b.type LIKE 'CLAIM%' AND sum(b.points) <> 0)
      ORDER BY array_position(ARRAY['CLAIM_PAYABLE', 'CLAIM_RECEIVABLE', 'ISSUE', 'RESERVE_FUNDING', 'RESERVE_RELEASE', 'EXPIRE', 'BREAKAGE_SHARE', 'ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN'], b.type) NULLS LAST, b.type, p.brand_name NULLS LAST, b.counterparty_id`, [partnerId, after, until]);
  return rows.map((row) => ({ type: row.type, counterpartyId: row.counterparty_id, sourceId: null, reference: null, movedOn: null, points: row.points === null ? null : BigInt(row.points), amountMinor: BigInt(row.amount) }));
}

/** Obligations that are fixed and stand, by the date of their netting statement, with what they hold besides claims and fees: contested sums, loss shares and recoveries, but not money on account, which was counted when it came. */
const FIXED = `SELECT o.obligation_id, o.settlement_id, o.amount_minor, o.due_date, n.number, n.issued_on, n.receivable_minor - n.payable_minor AS claims_minor, n.fees_minor + n.ppn_minor AS fees_minor, u.used_minor,
      o.amount_minor - (n.receivable_minor - n.payable_minor - n.fees_minor - n.ppn_minor) - u.used_minor AS adjustment_minor
    FROM obligation o JOIN settlement s ON s.settlement_id = o.settlement_id AND s.state IN ('SETTLING', 'SETTLED') JOIN statement n ON n.obligation_id = o.obligation_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(c.amount_minor), 0)::bigint AS used_minor FROM settlement_credit c WHERE o.takes_beside AND c.settlement_id = o.settlement_id AND c.party_id = o.party_id AND c.kind = 'UNAPPLIED_CASH') u
    WHERE o.party_id = $1 AND n.issued_on < $2`;
/** What counts as money of a partner by a date; what was un-matched before it counts no more, and the next statement takes it back. A credit note of a fee that is paid apart is applied like money, but its claims moved the account. */
const MONEY = `SELECT p.payment_id, p.kind, coalesce(w.number, p.reference) AS reference, p.paid_on, CASE p.direction WHEN 'IN' THEN 1 ELSE -1 END AS sign, p.amount_minor FROM payment p LEFT JOIN withholding_certificate w ON w.payment_id = p.payment_id WHERE p.party_id = $1 AND p.paid_on < $2 AND (p.unmatched_on IS NULL OR p.unmatched_on >= $2)`;

/** Money and adjustments that earlier statements did not know, by the difference to what they said. */
export async function cashMovements(tx: Connection, partnerId: string, before: string): Promise<Movement[]> {
  const { rows } = await tx.query<{ type: string; source_id: string; reference: string | null; moved_on: string | null; amount: string }>(
    `WITH fixed AS (${FIXED}), money AS (${MONEY}), known AS (
       SELECT CASE kind WHEN 'BANK' THEN CASE sign WHEN 1 THEN 'PAYMENT_RECEIVED' ELSE 'PAYMENT_MADE' END WHEN 'CERTIFICATE' THEN 'WITHHOLDING' ELSE kind END AS type, payment_id AS source_id, reference, paid_on AS moved_on, sign * amount_minor AS amount FROM money WHERE kind <> 'CREDIT_NOTE'
       UNION ALL SELECT 'RECOVERY', m.payment_id, m.reference, m.paid_on, -sum(r.amount_minor)::bigint FROM money m JOIN recovery r ON r.payment_id = m.payment_id GROUP BY 2, 3, 4
       UNION ALL SELECT 'ADJUSTMENT', obligation_id, number, issued_on, adjustment_minor FROM fixed),
     said AS (SELECT m.type, m.source_id, max(m.reference) AS reference, max(m.moved_on) AS moved_on, sum(m.amount_minor)::bigint AS amount FROM account_statement s JOIN account_movement m ON m.account_statement_id = s.account_statement_id WHERE s.partner_id = $1 AND m.source_id IS NOT NULL GROUP BY 1, 2)
     SELECT coalesce(k.type, s.type) AS type, coalesce(k.source_id, s.source_id) AS source_id, coalesce(k.reference, s.reference) AS reference, coalesce(k.moved_on, s.moved_on)::text AS moved_on, (coalesce(k.amount, 0) - coalesce(s.amount, 0))::text AS amount
       FROM known k FULL JOIN said s ON s.type = k.type AND s.source_id = k.source_id WHERE coalesce(k.amount, 0) <> coalesce(s.amount, 0) ORDER BY 4, 2, 1`, [partnerId, before]);
  return rows.map((row) => ({ type: row.type, counterpartyId: null, sourceId: row.source_id, reference: row.reference, movedOn: row.moved_on, points: null, amountMinor: BigInt(row.amount) }));
}

export interface OpenSum {
  /** The day a sum was due; none of what is not asked for yet, or lies on account. */
  readonly dueDate: string | null;
  readonly bucket: 'UNBILLED' | 'UNAPPLIED' | null;
  readonly openMinor: bigint;
}

/**
 * What an account is made of on a date: fixed obligations and fee invoices paid apart with what is open of them, money that met nothing yet, and what no settlement has taken.
 * @param bookedMinor everything booked by claims, fees and PPN up to then
 */
export async function openSums(tx: Connection, partnerId: string, before: string, bookedMinor: bigint): Promise<OpenSum[]> {
  const { rows } = await tx.query<{ due_date: string | null; bucket: OpenSum['bucket']; open: string }>(
    `WITH fixed AS (${FIXED}), money AS (${MONEY}),
       met AS (SELECT a.obligation_id, a.invoice_id, m.sign, a.amount_minor FROM money m JOIN cash_application a ON a.payment_id = m.payment_id),
       apart AS (SELECT i.invoice_id, i.due_date, i.total_minor FROM invoice i WHERE i.partner_id = $1 AND i.kind = 'FEE_INVOICE' AND i.status = 'ISSUED' AND i.issued_on < $2
         AND NOT EXISTS (SELECT 1 FROM settlement_document d JOIN settlement t ON t.settlement_id = d.settlement_id AND t.state <> 'ABORTED' WHERE d.document_id = i.invoice_id))
     SELECT f.due_date::text, NULL AS bucket, (f.amount_minor + (SELECT coalesce(sum(m.sign * m.amount_minor), 0) FROM met m WHERE m.obligation_id = f.obligation_id))::text AS open FROM fixed f
     UNION ALL SELECT a.due_date::text, NULL, (-a.total_minor + (SELECT coalesce(sum(m.sign * m.amount_minor), 0) FROM met m WHERE m.invoice_id = a.invoice_id))::text FROM apart a
     UNION ALL SELECT NULL, 'UNAPPLIED', ((SELECT coalesce(sum(sign * amount_minor), 0) FROM money) - (SELECT coalesce(sum(m.sign * m.amount_minor), 0) FROM met m WHERE m.obligation_id IN (SELECT obligation_id FROM fixed) OR m.invoice_id IN (SELECT invoice_id FROM apart))
         - (SELECT coalesce(sum(r.amount_minor), 0) FROM recovery r JOIN money m ON m.payment_id = r.payment_id) - (SELECT coalesce(sum(used_minor), 0) FROM fixed))::text
     UNION ALL SELECT NULL, 'UNBILLED', ($3::bigint - (SELECT coalesce(sum(claims_minor - fees_minor), 0) FROM fixed) + (SELECT coalesce(sum(total_minor), 0) FROM apart) - (SELECT coalesce(sum(amount_minor), 0) FROM money WHERE kind = 'CREDIT_NOTE'))::text`, [partnerId, before, bookedMinor.toString()]);
  return rows.map((row) => ({ dueDate: row.due_date, bucket: row.bucket, openMinor: BigInt(row.open) }));
}

/** What earlier statements said was booked by claims, fees and PPN. */
export async function bookedBefore(tx: Connection, partnerId: string): Promise<bigint> {
  const { rows } = await tx.query<{ amount: string }>(`SELECT coalesce(sum(m.amount_minor), 0)::text AS amount FROM account_statement s JOIN account_movement m ON m.account_statement_id = s.account_statement_id WHERE s.partner_id = $1 AND m.side = 'MONEY' AND m.source_id IS NULL`, [partnerId]);
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
       FROM settlement_window w CROSS JOIN LATERAL (SELECT * FROM leg WHERE window_id = w.window_id OFFSET 0) l WHERE w.state = 'CLOSED' AND w.business_date >= $1 AND w.business_date < $2) m
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
