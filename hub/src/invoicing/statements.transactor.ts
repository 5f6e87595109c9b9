import type { Tx } from '../db/tx';
import { insertRows } from '../db/rows';

export interface StatementFacts {
  readonly obligationId: string;
  readonly partnerId: string;
  readonly code: string;
  readonly dueDate: string;
  readonly payableMinor: bigint;
  readonly receivableMinor: bigint;
  readonly feesMinor: bigint;
  readonly ppnMinor: bigint;
  /** What moves outside the claims; positive: in the partner's favour. */
  readonly disputedMinor: bigint;
  /** Unapplied cash and recoveries, less loss shares. */
  readonly creditsMinor: bigint;
  readonly netCashMinor: bigint;
}

/** What each partner's statement of a settlement says; gross totals are those of its claims. */
export async function statementFacts(tx: Tx, settlementId: string): Promise<StatementFacts[]> {
  const { rows } = await tx.query<{ obligation_id: string; party_id: string; code: string; due_date: string; payable: string; receivable: string; fees_minor: string; ppn_minor: string; disputed_minor: string; credits_minor: string; amount_minor: string }>(
    `WITH m AS (SELECT payer_id, payee_id, amount_minor FROM claim JOIN settlement_scope USING (window_id) WHERE settlement_id = $1 AND line_type = 'CLAIM')
     SELECT o.obligation_id, o.party_id, p.code, o.due_date::text, (SELECT coalesce(sum(amount_minor), 0)::text FROM m WHERE payer_id = o.party_id) AS payable,
        (SELECT coalesce(sum(amount_minor), 0)::text FROM m WHERE payee_id = o.party_id) AS receivable, o.fees_minor, o.ppn_minor, o.disputed_minor, o.credits_minor, o.amount_minor
       FROM obligation o JOIN partner p ON p.partner_id = o.party_id WHERE o.settlement_id = $1 ORDER BY p.code`, [settlementId]);
  return rows.map((row) => ({ obligationId: row.obligation_id, partnerId: row.party_id, code: row.code, dueDate: row.due_date, payableMinor: BigInt(row.payable), receivableMinor: BigInt(row.receivable),
    feesMinor: BigInt(row.fees_minor), ppnMinor: BigInt(row.ppn_minor), disputedMinor: BigInt(row.disputed_minor), creditsMinor: BigInt(row.credits_minor), netCashMinor: BigInt(row.amount_minor) }));
}

export async function insertStatements(tx: Tx, list: readonly (StatementFacts & { statementId: string; settlementId: string; number: string; issuedOn: string; setOffMinor: bigint; bankReference: string })[]): Promise<void> {
  await insertRows(tx, 'statement', list.map((one) => ({ statement_id: one.statementId, settlement_id: one.settlementId, obligation_id: one.obligationId, partner_id: one.partnerId, number: one.number, issued_on: one.issuedOn, due_date: one.dueDate,
    payable_minor: one.payableMinor, receivable_minor: one.receivableMinor, fees_minor: one.feesMinor, ppn_minor: one.ppnMinor, disputed_minor: one.disputedMinor, set_off_minor: one.setOffMinor, net_cash_minor: one.netCashMinor, bank_reference: one.bankReference })));
}

export async function statementsToVoid(tx: Tx, settlementId: string): Promise<{ statementId: string; partnerId: string }[]> {
  return (await tx.query<{ statementId: string; partnerId: string }>(`SELECT s.statement_id AS "statementId", s.partner_id AS "partnerId" FROM statement s JOIN partner p ON p.partner_id = s.partner_id WHERE s.settlement_id = $1 ORDER BY p.code`, [settlementId])).rows;
}

export async function insertVoid(tx: Tx, one: { statementVoidId: string; statementId: string; partnerId: string; number: string; issuedOn: string; reason: string }): Promise<void> {
  await tx.query(`INSERT INTO statement_void (statement_void_id, statement_id, partner_id, number, issued_on, reason) VALUES ($1, $2, $3, $4, $5, $6)`, [one.statementVoidId, one.statementId, one.partnerId, one.number, one.issuedOn, one.reason]);
}
