import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { Applied, OpenItem } from './domain/parts';

export type PaymentKind = 'BANK' | 'CERTIFICATE' | 'CREDIT_NOTE' | 'COLLATERAL' | 'RESERVE' | 'FUND' | 'LOSS_SHARES' | 'HUB_LOSS';

interface OpenRow { id: string; due: string; principal: string; fee: string; ppn: string }
const itemOf = (kind: OpenItem['kind']) => (row: OpenRow): OpenItem => ({ kind, id: row.id, dueDate: row.due, open: { principal: BigInt(row.principal), fee: BigInt(row.fee), ppn: BigInt(row.ppn) } });

/** Obligations between a party and the hub that wait for money in one direction. */
export async function openObligations(tx: Tx, partyId: string, direction: 'IN' | 'OUT'): Promise<OpenItem[]> {
  const { rows } = await tx.query<OpenRow>(`SELECT obligation_id AS id, due_date::text AS due, open_principal_minor::text AS principal, open_fee_minor::text AS fee, open_ppn_minor::text AS ppn FROM obligation_open
    WHERE party_id = $1 AND direction = $2 AND state = 'SETTLING' AND open_minor > 0`, [partyId, direction]);
  return rows.map(itemOf('OBLIGATION'));
}

/** Fee invoices of a partner that no settlement took; only who pays its fees apart pays them. */
export async function openInvoices(tx: Tx, partyId: string): Promise<OpenItem[]> {
  const { rows } = await tx.query<OpenRow>(`SELECT invoice_id AS id, due_date::text AS due, '0' AS principal, open_fee_minor::text AS fee, open_ppn_minor::text AS ppn FROM invoice_open WHERE party_id = $1 AND open_minor > 0`, [partyId]);
  return rows.map(itemOf('INVOICE'));
}

export interface ObligationFacts {
  readonly obligationId: string;
  readonly settlementId: string;
  readonly partyId: string;
  readonly direction: 'IN' | 'OUT';
  readonly state: 'PROPOSED' | 'SETTLING' | 'SETTLED' | 'ABORTED';
  readonly amountMinor: bigint;
  readonly dueDate: string;
  readonly openPrincipalMinor: bigint;
  readonly openFeeMinor: bigint;
  readonly openPpnMinor: bigint;
  readonly openMinor: bigint;
  readonly netting: 'MULTILATERAL' | 'BILATERAL' | 'GROSS';
  /** Whose claims stand behind it, and which of them. */
  readonly counterpartyId: string;
  readonly side: 'NET' | 'PAYS' | 'RECEIVES';
}

type Texts<T> = { [K in keyof T]: T[K] extends bigint ? string : T[K] };
const FACTS = `SELECT v.obligation_id AS "obligationId", v.settlement_id AS "settlementId", v.party_id AS "partyId", v.direction, v.state, v.amount_minor::text AS "amountMinor", v.due_date::text AS "dueDate", v.open_principal_minor::text AS "openPrincipalMinor",
    v.open_fee_minor::text AS "openFeeMinor", v.open_ppn_minor::text AS "openPpnMinor", v.open_minor::text AS "openMinor", t.netting, o.counterparty_id AS "counterpartyId", o.side
  FROM obligation_open v JOIN obligation o ON o.obligation_id = v.obligation_id JOIN settlement t ON t.settlement_id = v.settlement_id`;

/** An obligation of a partner with what is open of it. */
export async function obligationFacts(connection: Connection, obligationId: string): Promise<ObligationFacts | undefined> {
  const row = (await connection.query<Texts<ObligationFacts>>(`${FACTS} WHERE v.obligation_id = $1`, [obligationId])).rows[0];
  return row && { ...row, amountMinor: BigInt(row.amountMinor), openPrincipalMinor: BigInt(row.openPrincipalMinor), openFeeMinor: BigInt(row.openFeeMinor), openPpnMinor: BigInt(row.openPpnMinor), openMinor: BigInt(row.openMinor) };
}

export interface NewPayment {
  readonly paymentId: string;
  readonly kind: PaymentKind;
  readonly reference: string;
  readonly partyId: string;
  readonly direction: 'IN' | 'OUT';
  readonly obligationId: string | undefined;
  readonly amountMinor: bigint;
  readonly paidOn: string;
  readonly by: string;
  readonly at: Date;
}

export async function insertPayment(tx: Tx, one: NewPayment): Promise<void> {
  await tx.query(`INSERT INTO payment (payment_id, kind, reference, party_id, direction, obligation_id, amount_minor, paid_on, recorded_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [one.paymentId, one.kind, one.reference, one.partyId, one.direction, one.obligationId ?? null, one.amountMinor.toString(), one.paidOn, one.by, one.at]);
}

export interface KnownPayment {
  readonly paymentId: string;
  /** The refund that it paid. */
  readonly refundId: string | null;
  readonly obligationId: string | null;
  readonly partyId: string;
  readonly direction: 'IN' | 'OUT';
  readonly amountMinor: bigint;
}

/** The payment of a reference that stands; one that was un-matched does not. */
export async function paymentByReference(connection: Connection, kind: PaymentKind, reference: string): Promise<KnownPayment | undefined> {
  const row = (await connection.query<Texts<KnownPayment>>(`SELECT payment_id AS "paymentId", obligation_id AS "obligationId", party_id AS "partyId", direction, amount_minor::text AS "amountMinor", (SELECT f.refund_id FROM refund f WHERE f.paid_by_payment_id = payment.payment_id) AS "refundId" FROM payment WHERE kind = $1 AND reference = $2 AND unmatched_at IS NULL`, [kind, reference])).rows[0];
  return row && { ...row, amountMinor: BigInt(row.amountMinor) };
}

export interface NewApplication {
  readonly applicationId: string;
  readonly paymentId: string;
  readonly applied: Applied;
  readonly on: string;
  readonly by: string;
  readonly at: Date;
}

export async function insertApplications(tx: Tx, list: readonly NewApplication[]): Promise<void> {
  await insertRows(tx, 'cash_application', list.map(({ applied: { item, parts }, ...one }) => ({ application_id: one.applicationId, payment_id: one.paymentId, obligation_id: item.kind === 'OBLIGATION' ? item.id : null, invoice_id: item.kind === 'INVOICE' ? item.id : null,
    principal_minor: parts.principal, fee_minor: parts.fee, ppn_minor: parts.ppn, amount_minor: parts.principal + parts.fee + parts.ppn, applied_on: one.on, applied_by: one.by, created_at: one.at.toISOString() })));
}

export interface UnappliedPayment {
  readonly paymentId: string;
  readonly partyId: string;
  readonly restMinor: bigint;
  /** Of a certificate: the obligation that took its invoice. */
  readonly names: string | null;
  readonly feeFirst: boolean;
}

/** Money that met nothing yet, oldest first. @param partyIds absent: of everybody */
export async function unappliedPayments(tx: Tx, partyIds?: readonly string[]): Promise<UnappliedPayment[]> {
  const { rows } = await tx.query<Omit<UnappliedPayment, 'restMinor'> & { rest: string }>(
    `SELECT u.payment_id AS "paymentId", u.party_id AS "partyId", u.unapplied_minor::text AS rest, p.obligation_id AS names, p.kind IN ('CERTIFICATE', 'CREDIT_NOTE') AS "feeFirst" FROM unapplied_cash u JOIN payment p ON p.payment_id = u.payment_id
      WHERE u.unapplied_minor > 0 AND ($1::uuid[] IS NULL OR u.party_id = ANY($1)) ORDER BY u.created_at, u.payment_id`, [partyIds ?? null]);
  return rows.map(({ rest, ...row }) => ({ ...row, restMinor: BigInt(rest) }));
}

export interface OpenCredit {
  readonly kind: 'UNAPPLIED_CASH' | 'LOSS_SHARE' | 'RECOVERY';
  readonly sourceId: string;
  readonly partyId: string;
  readonly amountMinor: bigint;
}

/** Loss shares, and recoveries of them, that no live settlement has taken. */
export async function openLosses(tx: Tx): Promise<OpenCredit[]> {
  const taken = (kind: string, source: string, party: string): string => `NOT EXISTS (SELECT 1 FROM settlement_credit c JOIN settlement t ON t.settlement_id = c.settlement_id AND t.state <> 'ABORTED' WHERE c.kind = '${kind}' AND c.source_id = ${source} AND c.party_id = ${party})`;
  const { rows } = await tx.query<{ kind: 'LOSS_SHARE' | 'RECOVERY'; sourceId: string; partyId: string; amount: string }>(
    `SELECT 'LOSS_SHARE' AS kind, l.default_id AS "sourceId", l.party_id AS "partyId", (-l.amount_minor)::text AS amount FROM loss_share l WHERE ${taken('LOSS_SHARE', 'l.default_id', 'l.party_id')}
     UNION ALL SELECT 'RECOVERY', r.payment_id, r.party_id, sum(r.amount_minor)::text FROM recovery_share r WHERE ${taken('RECOVERY', 'r.payment_id', 'r.party_id')} GROUP BY r.payment_id, r.party_id ORDER BY 1, 2, 3`);
  return rows.map(({ amount, ...row }) => ({ ...row, amountMinor: BigInt(amount) }));
}

/** Partners that have to pay, or are paid, by the obligations of a settlement. */
export async function payersOf(tx: Tx, settlementId: string): Promise<string[]> {
  return (await tx.query<{ party_id: string }>(`SELECT party_id FROM obligation_open WHERE settlement_id = $1 AND direction = 'IN' ORDER BY party_id`, [settlementId])).rows.map((row) => row.party_id);
}

/** Whether anything of a partner stands on the level of dunning at which its earns were stopped. */
export async function stillStopped(tx: Tx, partyId: string, level: number): Promise<boolean> {
  const { rows } = await tx.query(`SELECT 1 FROM dunning_notice n LEFT JOIN obligation_open o ON o.obligation_id = n.obligation_id LEFT JOIN invoice_open i ON i.invoice_id = n.invoice_id
    WHERE n.partner_id = $1 AND n.level >= $2 AND (o.state = 'SETTLING' AND o.open_minor > 0 OR i.open_minor > 0) LIMIT 1`, [partyId, level]);
  return rows.length > 0;
}

/** Credit notes of fee invoices that are paid apart and were not applied yet. */
export async function creditNotesToApply(tx: Tx): Promise<{ creditNoteId: string; number: string; invoiceId: string; partnerId: string; issuedOn: string; totalMinor: bigint; apart: boolean }[]> {
  const { rows } = await tx.query<{ creditNoteId: string; number: string; invoiceId: string; partnerId: string; issuedOn: string; total: string; apart: boolean }>(
    `SELECT n.credit_note_id AS "creditNoteId", n.number, n.invoice_id AS "invoiceId", n.partner_id AS "partnerId", n.issued_on::text AS "issuedOn", n.total_minor::text AS total, i.applied_minor > 0 AS apart FROM credit_note n JOIN invoice_open i ON i.invoice_id = n.invoice_id
      WHERE n.status = 'ISSUED' AND n.total_minor > 0 AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.kind = 'CREDIT_NOTE' AND p.reference = n.number)
        AND NOT EXISTS (SELECT 1 FROM settlement_document d JOIN settlement t ON t.settlement_id = d.settlement_id AND t.state <> 'ABORTED' WHERE d.document_id = n.credit_note_id) ORDER BY n.number`);
  return rows.map(({ total, ...row }) => ({ ...row, totalMinor: BigInt(total) }));
}

export async function cancelInstructions(tx: Tx, settlementId: string, at: Date): Promise<void> {
  await tx.query('UPDATE payment_instruction SET cancelled_at = $2 WHERE settlement_id = $1 AND cancelled_at IS NULL', [settlementId, at]);
}
