import type { Connection } from '../db/tx';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';
import type { Account, AccountKey, BookedClaim, BookedMoney, BookedNetting } from './domain/journal';

/** Claims, fees and PPN of one window, or of all calculated windows of some business dates. */
export async function bookedClaims(connection: Connection, scope: { windowId?: string; from?: string; to?: string }): Promise<BookedClaim[]> {
  const { rows } = await connection.query<Omit<BookedClaim, 'amountMinor' | 'behind' | 'payerDocument' | 'payeeDocument'> & { amount: string; behind: string | null; payerDocument: string | null; payeeDocument: string | null }>(
    `SELECT c.window_id || '-' || c.version || '-' || c.line_id AS "claimId", c.window_id || '-' || c.version AS "calculationId", w.business_date::text AS date, 'win_' || c.window_id AS "windowId", c.line_type AS "lineType", c.payer_id AS "payerId", c.payee_id AS "payeeId", c.amount_minor::text AS amount,
        CASE WHEN '${RATE_DIFFERENCE_PARTY}' IN (c.payer_id, c.payee_id) THEN nullif(l.qualifier, '') END AS behind, ${documentOf('payer', `CASE c.line_type WHEN 'CLAIM' THEN 'POINTS_INVOICE' ELSE 'FEE_INVOICE' END`)} AS "payerDocument", ${documentOf('payee', `'REDEMPTION_INVOICE'`)} AS "payeeDocument"
       FROM settlement_window w JOIN claim c ON c.window_id = w.window_id JOIN settlement_line l ON l.line_id = c.line_id LEFT JOIN partner p ON p.partner_id = c.payer_id LEFT JOIN partner q ON q.partner_id = c.payee_id
      WHERE ($1::uuid IS NULL OR w.window_id = $1) AND ($2::date IS NULL OR w.business_date >= $2) AND ($3::date IS NULL OR w.business_date < $3) ORDER BY w.business_date, p.code NULLS LAST, q.code NULLS LAST, c.line_type, c.version, c.line_id`,
    [scope.windowId ?? null, scope.from ?? null, scope.to ?? null]);
  return rows.map((row) => ({ ...row, amountMinor: BigInt(row.amount), behind: row.behind ?? undefined, payerDocument: row.payerDocument ?? undefined, payeeDocument: row.payeeDocument ?? undefined }));
}

/** The number of the document that carries a claim `c` of a line `l` on one side: the invoice of the cycle that booked it, or the credit note by which it reduces an earlier one. */
function documentOf(side: 'payer' | 'payee', kind: string): string {
  const [line, booked] = [`l.${side}_cycle_id`, `c.${side}_booking_cycle_id`];
  return `(CASE WHEN c.amount_minor < 0 AND ${line} <> ${booked} THEN (SELECT k.number FROM invoice i JOIN credit_note k ON k.invoice_id = i.invoice_id AND k.cycle_id = ${booked} WHERE i.partner_id = c.${side}_id AND i.kind = ${kind} AND i.cycle_id = ${line})
      ELSE (SELECT i.number FROM invoice i WHERE i.partner_id = c.${side}_id AND i.kind = ${kind} AND i.cycle_id = ${booked} AND i.status <> 'DISCARDED') END)`;
}

/** Settlements that netting statements of some dates fixed, and those that a void of these dates took back. */
export async function bookedNettings(connection: Connection, from: string, to: string): Promise<BookedNetting[]> {
  const { rows } = await connection.query<Pick<BookedNetting, 'statementId' | 'date' | 'number' | 'partnerId' | 'voided'> & { owes: string; owed: string; adjustment: string; used: string }>(
    `SELECT n.statement_id AS "statementId", d.date::text, d.number, n.partner_id AS "partnerId", d.voided, (n.payable_minor + n.fees_minor + n.ppn_minor)::text AS owes, n.receivable_minor::text AS owed, u.used::text AS used,
        (o.amount_minor - (n.receivable_minor - n.payable_minor - n.fees_minor - n.ppn_minor) - u.used)::text AS adjustment
       FROM statement n JOIN obligation o ON o.obligation_id = n.obligation_id LEFT JOIN statement_void v ON v.statement_id = n.statement_id
         CROSS JOIN LATERAL (SELECT coalesce(sum(c.amount_minor), 0)::bigint AS used FROM settlement_credit c WHERE o.takes_beside AND c.settlement_id = n.settlement_id AND c.party_id = n.partner_id AND c.kind = 'UNAPPLIED_CASH') u
         CROSS JOIN LATERAL (SELECT n.issued_on AS date, n.number, false AS voided UNION ALL SELECT v.issued_on, v.number, true WHERE v.statement_id IS NOT NULL) d
      WHERE d.date >= $1 AND d.date < $2 ORDER BY d.date, d.number`, [from, to]);
  return rows.map((row) => ({ statementId: row.statementId, date: row.date, number: row.number, partnerId: row.partnerId, voided: row.voided, owesMinor: BigInt(row.owes), owedMinor: BigInt(row.owed), adjustmentMinor: BigInt(row.adjustment), usedMinor: BigInt(row.used) }));
}

/** Money by the day it moved; what was un-matched stands again on that day with its sign turned; what a defaulter repaid takes the losses back. */
export async function bookedMoney(connection: Connection, from: string, to: string): Promise<BookedMoney[]> {
  const { rows } = await connection.query<Omit<BookedMoney, 'amountMinor'> & { amount: string }>(
    `SELECT m."paymentId", m.date::text, m.reference, m."partnerId", m.direction, m.kind, m.amount::text, m.undone FROM (
       SELECT p.payment_id AS "paymentId", d.date, coalesce(w.number, p.reference) AS reference, p.party_id AS "partnerId", p.direction, CASE WHEN p.direction = 'OUT' AND p.obligation_id IS NULL THEN 'REFUND' ELSE p.kind END AS kind, d.sign * p.amount_minor AS amount, d.sign < 0 AS undone, p.created_at
         FROM payment p LEFT JOIN withholding_certificate w ON w.payment_id = p.payment_id CROSS JOIN LATERAL (SELECT p.paid_on AS date, 1 AS sign UNION ALL SELECT p.unmatched_on, -1 WHERE p.unmatched_on IS NOT NULL) d
       UNION ALL SELECT p.payment_id, p.paid_on, p.reference, p.party_id, p.direction, 'RECOVERY_SHARES', sum(r.amount_minor - r.hub_minor)::bigint, false, p.created_at FROM recovery r JOIN payment p ON p.payment_id = r.payment_id GROUP BY p.payment_id
       UNION ALL SELECT p.payment_id, p.paid_on, p.reference, p.party_id, p.direction, 'RECOVERY_HUB', sum(r.hub_minor)::bigint, false, p.created_at FROM recovery r JOIN payment p ON p.payment_id = r.payment_id GROUP BY p.payment_id) m
      WHERE m.date >= $1 AND m.date < $2 ORDER BY m.date, m.created_at, m."paymentId", m.undone, m.kind`, [from, to]);
  return rows.map((row) => ({ ...row, amountMinor: BigInt(row.amount) }));
}

export async function partnerNames(connection: Connection): Promise<Map<string, { code: string; name: string }>> {
  const { rows } = await connection.query<{ partner_id: string; code: string; name: string }>('SELECT partner_id, code, brand_name AS name FROM partner');
  return new Map(rows.map((row) => [row.partner_id, { code: row.code, name: row.name }]));
}

export interface MappedAccount extends Account {
  readonly key: AccountKey;
  readonly version: number;
  readonly setBy: string;
  readonly setAt: Date;
}

/** The account of each key: its newest version. */
export async function mappedAccounts(connection: Connection): Promise<MappedAccount[]> {
  return (await connection.query<MappedAccount>(`SELECT DISTINCT ON (key) key, version, code, name, set_by AS "setBy", set_at AS "setAt" FROM journal_account ORDER BY key, version DESC`)).rows;
}

export async function windowExists(connection: Connection, windowId: string): Promise<boolean> {
  return ((await connection.query(`SELECT 1 FROM settlement_window WHERE window_id = $1`, [windowId])).rowCount ?? 0) > 0;
}
