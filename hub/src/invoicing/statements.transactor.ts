import type { Tx } from '../db/tx';
import { insertRows } from '../db/rows';
import type { NettingParts } from './domain/netting-figures';
import { NETTED, NETTED_BESIDE, partsOfRow, type NettedRow } from './netting.sql';

export interface StatementFacts {
  readonly obligationId: string;
  readonly partnerId: string;
  readonly code: string;
  readonly dueDate: string;
  readonly parts: NettingParts;
  /** Fees and PPN as they enter the obligation: of invoices, less their credit notes. */
  readonly feesMinor: bigint;
  readonly ppnMinor: bigint;
  readonly netCashMinor: bigint;
}

/** What each statement of a settlement says, one an obligation of a partner; gross totals are those of its claims. */
export async function statementFacts(tx: Tx, settlementId: string): Promise<StatementFacts[]> {
  const { rows } = await tx.query<NettedRow & { obligation_id: string; party_id: string; code: string; due_date: string; net_fees: string; net_ppn: string; amount_minor: string }>(
    `SELECT o.obligation_id, o.party_id, p.code, o.due_date::text, o.payable_minor AS payable, o.receivable_minor AS receivable, o.fees_minor AS net_fees, o.ppn_minor AS net_ppn, o.disputed_minor AS disputed, o.amount_minor, ${NETTED}
       FROM obligation o JOIN partner p ON p.partner_id = o.party_id LEFT JOIN partner q ON q.partner_id = o.counterparty_id CROSS JOIN ${NETTED_BESIDE} WHERE o.settlement_id = $1 ORDER BY p.code, q.code NULLS FIRST, o.side`, [settlementId]);
  return rows.map((row) => ({ obligationId: row.obligation_id, partnerId: row.party_id, code: row.code, dueDate: row.due_date, parts: partsOfRow(row), feesMinor: BigInt(row.net_fees), ppnMinor: BigInt(row.net_ppn), netCashMinor: BigInt(row.amount_minor) }));
}

export async function insertStatements(tx: Tx, list: readonly (StatementFacts & { statementId: string; settlementId: string; number: string; issuedOn: string; setOffMinor: bigint; bankReference: string })[]): Promise<void> {
  await insertRows(tx, 'statement', list.map((one) => ({ statement_id: one.statementId, settlement_id: one.settlementId, obligation_id: one.obligationId, partner_id: one.partnerId, number: one.number, issued_on: one.issuedOn, due_date: one.dueDate,
    payable_minor: one.parts.payableMinor, receivable_minor: one.parts.receivableMinor, fees_minor: one.feesMinor, ppn_minor: one.ppnMinor, disputed_minor: one.parts.disputedMinor, set_off_minor: one.setOffMinor, net_cash_minor: one.netCashMinor, bank_reference: one.bankReference })));
}

export async function statementsToVoid(tx: Tx, settlementId: string): Promise<{ statementId: string; partnerId: string }[]> {
  return (await tx.query<{ statementId: string; partnerId: string }>(`SELECT s.statement_id AS "statementId", s.partner_id AS "partnerId" FROM statement s JOIN partner p ON p.partner_id = s.partner_id WHERE s.settlement_id = $1 ORDER BY p.code`, [settlementId])).rows;
}

export async function insertVoid(tx: Tx, one: { statementVoidId: string; statementId: string; partnerId: string; number: string; issuedOn: string; reason: string }): Promise<void> {
  await tx.query(`INSERT INTO statement_void (statement_void_id, statement_id, partner_id, number, issued_on, reason) VALUES ($1, $2, $3, $4, $5, $6)`, [one.statementVoidId, one.statementId, one.partnerId, one.number, one.issuedOn, one.reason]);
}
