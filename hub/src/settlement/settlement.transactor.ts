import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { NettingMode } from './domain/netting';
import type { Owed } from './domain/obligations';
import { BEHIND, keepSettledMovements } from './movement.transactor';

/** Proposals, approvals and payments are made one at a time. */
const SETTLEMENT_LOCK = 7_301_005;

export async function lockSettlements(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [SETTLEMENT_LOCK]);
}

export interface EligibleWindow {
  readonly windowId: string;
  readonly businessDate: string;
  readonly calculationHash: string;
}

/** Closed, calculated windows that are in no live settlement of a group, up to a business date. */
export async function eligibleWindows(tx: Tx, groupId: string, upTo: string | undefined): Promise<EligibleWindow[]> {
  const { rows } = await tx.query<{ window_id: string; business_date: string; calculation_hash: string }>(
    `SELECT w.window_id, w.business_date::text, c.calculation_hash FROM settlement_window w JOIN calculation c ON c.window_id = w.window_id AND c.version = 1
      WHERE w.state = 'CLOSED' AND ($1::date IS NULL OR w.business_date <= $1) AND NOT EXISTS (SELECT 1 FROM live_settlement s WHERE s.window_id = w.window_id AND s.group_id = $2) ORDER BY w.window_no`, [upTo ?? null, groupId]);
  return rows.map((row) => ({ windowId: row.window_id, businessDate: row.business_date, calculationHash: row.calculation_hash }));
}

export interface ClaimSum {
  readonly payer: string;
  readonly payee: string;
  /** Of half a claim with two prices: the brand behind the rate difference. */
  readonly behind?: string | undefined;
  readonly points: bigint;
  readonly amount: bigint;
}

/** Claims of some windows by payer and payee, as far as they settle in a group. */
export async function claimSums(connection: Connection, windowIds: readonly string[], groupId: string): Promise<ClaimSum[]> {
  const { rows } = await connection.query<{ payer_id: string; payee_id: string; behind: string | null; points: string; amount: string }>(
    `SELECT c.payer_id, c.payee_id, ${BEHIND} AS behind, sum(c.points)::text AS points, sum(c.amount_minor)::text AS amount FROM claim c JOIN settlement_line l ON l.line_id = c.line_id WHERE c.window_id = ANY($1) AND c.group_id = $2 AND c.line_type = 'CLAIM' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`, [windowIds, groupId]);
  return rows.map((row) => ({ payer: row.payer_id, payee: row.payee_id, behind: row.behind ?? undefined, points: BigInt(row.points), amount: BigInt(row.amount) }));
}

export async function positionSums(connection: Connection, windowIds: readonly string[], groupId: string): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ party_id: string; total: string }>(`SELECT party_id, sum(change_minor)::text AS total FROM position_part WHERE window_id = ANY($1) AND group_id = $2 GROUP BY party_id`, [windowIds, groupId]);
  return new Map(rows.map((row) => [row.party_id, BigInt(row.total)]));
}

export interface FeeDocument {
  readonly documentId: string;
  readonly partnerId: string;
  /** Negative for credit notes. */
  readonly feesMinor: bigint;
  readonly ppnMinor: bigint;
}

/** Fee invoices and their credit notes that were issued and are in no live settlement yet. */
export async function openFeeDocuments(tx: Tx): Promise<FeeDocument[]> {
  const { rows } = await tx.query<{ document_id: string; partner_id: string; fees: string; ppn: string }>(
    `SELECT d.* FROM (
       SELECT invoice_id AS document_id, invoice_id, partner_id, subtotal_minor::text AS fees, ppn_minor::text AS ppn FROM invoice WHERE kind = 'FEE_INVOICE' AND status = 'ISSUED'
       UNION ALL
       SELECT n.credit_note_id, n.invoice_id, n.partner_id, (-n.subtotal_minor)::text, (-n.ppn_minor)::text FROM credit_note n JOIN invoice i ON i.invoice_id = n.invoice_id WHERE i.kind = 'FEE_INVOICE' AND n.status = 'ISSUED') d
     WHERE NOT EXISTS (SELECT 1 FROM settlement_document s JOIN settlement t ON t.settlement_id = s.settlement_id WHERE s.document_id = d.document_id AND t.state <> 'ABORTED')
       -- What was met by money of its own is paid apart for good, and so are its credit notes.
       AND NOT EXISTS (SELECT 1 FROM cash_application a WHERE a.invoice_id = d.invoice_id) ORDER BY d.document_id`);
  return rows.map((row) => ({ documentId: row.document_id, partnerId: row.partner_id, feesMinor: BigInt(row.fees), ppnMinor: BigInt(row.ppn) }));
}

export interface ObligationRow extends Owed {
  readonly obligationId: string;
  readonly dueDate: string;
}

export interface NewSettlement {
  readonly settlementId: string;
  readonly groupId: string;
  readonly netting: NettingMode;
  readonly hash: string;
  readonly grossMinor: bigint;
  readonly bilateralMinor: bigint;
  readonly multilateralMinor: bigint;
  readonly madeBy: string;
  readonly at: Date;
  readonly windowIds: readonly string[];
  readonly documents: readonly FeeDocument[];
  readonly credits: readonly { readonly kind: string; readonly sourceId: string; readonly partyId: string; readonly amountMinor: bigint }[];
  readonly movementIds: readonly string[];
  readonly obligations: readonly ObligationRow[];
}

export async function insertSettlement(tx: Tx, one: NewSettlement): Promise<void> {
  await tx.query(`INSERT INTO settlement (settlement_id, state, settlement_hash, gross_minor, bilateral_minor, multilateral_minor, made_by, created_at, group_id, netting) VALUES ($1, 'PROPOSED', $2, $3, $4, $5, $6, $7, $8, $9)`,
    [one.settlementId, one.hash, one.grossMinor.toString(), one.bilateralMinor.toString(), one.multilateralMinor.toString(), one.madeBy, one.at, one.groupId, one.netting]);
  await tx.query(`INSERT INTO settlement_scope (settlement_id, window_id) SELECT $1, unnest($2::uuid[])`, [one.settlementId, one.windowIds]);
  await insertRows(tx, 'settlement_document', one.documents.map((doc) => ({ settlement_id: one.settlementId, document_id: doc.documentId, partner_id: doc.partnerId, fees_minor: doc.feesMinor, ppn_minor: doc.ppnMinor })));
  await insertRows(tx, 'settlement_credit', one.credits.map((credit) => ({ settlement_id: one.settlementId, party_id: credit.partyId, kind: credit.kind, source_id: credit.sourceId, amount_minor: credit.amountMinor })));
  await keepSettledMovements(tx, one.settlementId, one.movementIds);
  await insertRows(tx, 'obligation', one.obligations.map((o) => ({ obligation_id: o.obligationId, settlement_id: one.settlementId, party_id: o.partyId, counterparty_id: o.counterpartyId, side: o.side, currency: 'IDR', amount_minor: o.amountMinor, payable_minor: o.payableMinor, receivable_minor: o.receivableMinor, position_minor: o.positionMinor, disputed_minor: o.disputedMinor,
    fees_minor: o.feesMinor, ppn_minor: o.ppnMinor, credits_minor: o.creditsMinor, status: 'OPEN', due_date: o.dueDate })));
  await change(tx, one.settlementId, null, 'PROPOSED', one.madeBy, one.at);
}

export interface SettlementState {
  readonly state: 'PROPOSED' | 'SETTLING' | 'SETTLED' | 'ABORTED';
  readonly hash: string;
  /** Business date of its last window. */
  readonly lastDate: string;
  readonly approvals: readonly string[];
  /** Whether money, or what counts like money, has met one of its obligations. */
  readonly met: boolean;
  /** The first person's wish to abort it. */
  readonly abort: { readonly by: string; readonly reason: string } | undefined;
}

/** A settlement under its row lock. */
export async function settlementForUpdate(tx: Tx, settlementId: string): Promise<SettlementState | undefined> {
  const { rows } = await tx.query<{ state: SettlementState['state']; settlement_hash: string; last_date: string }>(`SELECT state, settlement_hash, (SELECT max(w.business_date)::text FROM settlement_scope c JOIN settlement_window w ON w.window_id = c.window_id WHERE c.settlement_id = settlement.settlement_id) AS last_date FROM settlement WHERE settlement_id = $1 FOR UPDATE`, [settlementId]);
  if (!rows[0]) return undefined;
  const { rows: approvals } = await tx.query<{ approved_by: string }>(`SELECT approved_by FROM settlement_approval WHERE settlement_id = $1 ORDER BY approved_at`, [settlementId]);
  const { rows: met } = await tx.query(`SELECT 1 FROM cash_application a JOIN obligation o ON o.obligation_id = a.obligation_id WHERE o.settlement_id = $1 LIMIT 1`, [settlementId]);
  const { rows: abort } = await tx.query<{ by: string; reason: string }>(`SELECT requested_by AS by, reason FROM settlement_abort WHERE settlement_id = $1`, [settlementId]);
  return { state: rows[0].state, hash: rows[0].settlement_hash, lastDate: rows[0].last_date, approvals: approvals.map((row) => row.approved_by), met: met.length > 0, abort: abort[0] };
}

export async function insertApproval(tx: Tx, settlementId: string, by: string, hash: string, at: Date): Promise<void> {
  await tx.query(`INSERT INTO settlement_approval (settlement_id, approved_by, settlement_hash, approved_at) VALUES ($1, $2, $3, $4)`, [settlementId, by, hash, at]);
}

export async function moveSettlement(tx: Tx, settlementId: string, from: string, to: string, actor: string, at: Date, reason?: string): Promise<void> {
  await tx.query(`UPDATE settlement SET state = $2, settled_at = CASE WHEN $2 = 'SETTLED' THEN $3::timestamptz END WHERE settlement_id = $1`, [settlementId, to, at]);
  await change(tx, settlementId, from, to, actor, at, reason);
}

async function change(tx: Tx, settlementId: string, from: string | null, to: string, actor: string, at: Date, reason?: string): Promise<void> {
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('SETTLEMENT', $1, $2, $3, $4, $5, $6)`, [settlementId, from, to, at, actor, reason ?? null]);
}

export async function setDueDates(tx: Tx, settlementId: string, dueDate: (partyId: string) => string): Promise<void> {
  const { rows } = await tx.query<{ party_id: string }>('SELECT party_id FROM obligation WHERE settlement_id = $1', [settlementId]);
  await tx.query('UPDATE obligation o SET due_date = d.due FROM unnest($2::uuid[], $3::date[]) AS d(party_id, due) WHERE o.settlement_id = $1 AND o.party_id = d.party_id', [settlementId, rows.map((row) => row.party_id), rows.map((row) => dueDate(row.party_id))]);
}

/** Obligations of nothing are met at once. */
export async function settleZeroObligations(tx: Tx, settlementId: string): Promise<void> {
  await tx.query(`UPDATE obligation SET status = 'SETTLED' WHERE settlement_id = $1 AND (amount_minor = 0 OR party_id::text LIKE '00000000-0000-7000-8000-%')`, [settlementId]);
}

/** Obligations with nothing open are settled, and settlements in which that is true of every obligation. */
export async function settleMet(tx: Tx, actor: string, at: Date): Promise<void> {
  await tx.query(`UPDATE obligation o SET status = 'SETTLED' FROM obligation_open v WHERE v.obligation_id = o.obligation_id AND v.state = 'SETTLING' AND v.open_minor = 0 AND o.status = 'OPEN'`);
  const { rows } = await tx.query<{ settlement_id: string }>(`SELECT settlement_id FROM settlement s WHERE state = 'SETTLING' AND NOT EXISTS (SELECT 1 FROM obligation o WHERE o.settlement_id = s.settlement_id AND o.status <> 'SETTLED')`);
  for (const { settlement_id: settlementId } of rows) await moveSettlement(tx, settlementId, 'SETTLING', 'SETTLED', actor, at);
}

export async function askToAbort(tx: Tx, settlementId: string, by: string, reason: string, at: Date): Promise<void> {
  await tx.query(`INSERT INTO settlement_abort (settlement_id, requested_by, reason, requested_at) VALUES ($1, $2, $3, $4)`, [settlementId, by, reason, at]);
}
