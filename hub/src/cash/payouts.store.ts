import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';

/** Something that the hub has to pay for a settlement. */
export interface PayableRow {
  readonly obligationId: string;
  readonly partyId: string;
  readonly name: string;
  readonly openMinor: string;
  readonly bankReference: string;
  readonly suspended: boolean;
  readonly dueDate: string;
  /** In an instruction that was not cancelled. */
  readonly instructed: boolean;
}

/** Open obligations of the hub in settlements that are settling, the earliest due date first. @param settlementId absent: of all */
export async function payables(connection: Connection, settlementId?: string): Promise<(PayableRow & { readonly settlementId: string; readonly collected: boolean })[]> {
  return (await connection.query<PayableRow & { settlementId: string; collected: boolean }>(
    `SELECT o.obligation_id AS "obligationId", o.settlement_id AS "settlementId", o.party_id AS "partyId", p.brand_name AS name, o.open_minor::text AS "openMinor", t.bank_reference AS "bankReference", p.status = 'SUSPENDED' AS suspended, o.due_date::text AS "dueDate",
        EXISTS (SELECT 1 FROM payout y JOIN payment_instruction i ON i.instruction_id = y.instruction_id AND i.cancelled_at IS NULL WHERE y.obligation_id = o.obligation_id) AS instructed,
        NOT EXISTS (SELECT 1 FROM obligation_open x WHERE x.settlement_id = o.settlement_id AND x.direction = 'IN' AND x.open_minor > 0) AS collected
       FROM obligation_open o JOIN partner p ON p.partner_id = o.party_id JOIN statement t ON t.obligation_id = o.obligation_id
      WHERE o.direction = 'OUT' AND o.state = 'SETTLING' AND o.open_minor > 0 AND ($1::uuid IS NULL OR o.settlement_id = $1) ORDER BY o.due_date, p.code`, [settlementId ?? null])).rows;
}

export async function settlementStateOf(connection: Connection, settlementId: string): Promise<string | undefined> {
  return (await connection.query<{ state: string }>('SELECT state FROM settlement WHERE settlement_id = $1', [settlementId])).rows[0]?.state;
}

export async function isSuspended(connection: Connection, partnerId: string): Promise<boolean> {
  return (await connection.query(`SELECT 1 FROM partner WHERE partner_id = $1 AND status = 'SUSPENDED'`, [partnerId])).rows.length > 0;
}

export interface InstructionRow {
  readonly instructionId: string;
  /** None of the payout of a refund. */
  readonly settlementId: string | null;
  readonly refundId: string | null;
  readonly executionDate: string;
  readonly payouts: number;
  readonly totalMinor: string;
  readonly confirmedMinor: string;
  readonly csvSha256: string;
  readonly xmlSha256: string | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly cancelledAt: Date | null;
}

const INSTRUCTION = `SELECT i.instruction_id AS "instructionId", i.settlement_id AS "settlementId", (SELECT y.refund_id FROM payout y WHERE y.instruction_id = i.instruction_id AND y.refund_id IS NOT NULL) AS "refundId", i.execution_date::text AS "executionDate", i.payouts, i.total_minor::text AS "totalMinor", i.csv_sha256 AS "csvSha256", i.xml_sha256 AS "xmlSha256", i.made_by AS "madeBy", i.made_at AS "madeAt", i.cancelled_at AS "cancelledAt",
    (SELECT coalesce(sum(least(coalesce(a.amount, 0), y.amount_minor)), 0)::text FROM payout y CROSS JOIN LATERAL (SELECT sum(c.amount_minor) AS amount FROM cash_application c WHERE c.obligation_id = y.obligation_id UNION ALL SELECT f.amount_minor FROM refund f WHERE f.refund_id = y.refund_id AND f.state = 'PAID') a WHERE y.instruction_id = i.instruction_id) AS "confirmedMinor"
  FROM payment_instruction i`;

export async function instructionsPage(connection: Connection, settlementId: string | undefined, offset: number, limit: number): Promise<InstructionRow[]> {
  return (await connection.query<InstructionRow>(`${INSTRUCTION} WHERE ($1::uuid IS NULL OR i.settlement_id = $1) ORDER BY i.instruction_id DESC LIMIT $2 OFFSET $3`, [settlementId ?? null, limit, offset])).rows;
}

export async function instructionById(connection: Connection, instructionId: string): Promise<InstructionRow | undefined> {
  return (await connection.query<InstructionRow>(`${INSTRUCTION} WHERE i.instruction_id = $1`, [instructionId])).rows[0];
}

export async function instructionFile(connection: Connection, instructionId: string, format: 'csv' | 'xml'): Promise<{ text: string | null; sha256: string | null; cancelled: boolean } | undefined> {
  return (await connection.query<{ text: string | null; sha256: string | null; cancelled: boolean }>(`SELECT ${format} AS text, ${format}_sha256 AS sha256, cancelled_at IS NOT NULL AS cancelled FROM payment_instruction WHERE instruction_id = $1`, [instructionId])).rows[0];
}

export async function insertInstruction(tx: Tx, one: { instructionId: string; settlementId: string | undefined; executionDate: string; totalMinor: bigint; csv: string; csvSha256: string; xml: string | undefined; xmlSha256: string | undefined; by: string; at: Date;
  payouts: readonly { obligationId?: string | undefined; refundId?: string | undefined; accountId: string; amountMinor: bigint; endToEnd: string }[] }): Promise<void> {
  await tx.query(`INSERT INTO payment_instruction (instruction_id, settlement_id, execution_date, payouts, total_minor, csv, csv_sha256, xml, xml_sha256, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [one.instructionId, one.settlementId ?? null, one.executionDate, one.payouts.length, one.totalMinor.toString(), one.csv, one.csvSha256, one.xml ?? null, one.xmlSha256 ?? null, one.by, one.at]);
  await insertRows(tx, 'payout', one.payouts.map((payout) => ({ instruction_id: one.instructionId, obligation_id: payout.obligationId ?? null, refund_id: payout.refundId ?? null, account_id: payout.accountId, amount_minor: payout.amountMinor, end_to_end: payout.endToEnd })));
}
