import type { Connection } from '../db/tx';
import type { Taken } from './domain/applications';
import type { InvoiceRow } from './invoices.reader';
import { claimsTaken } from './paid.sql';

/** The settlement behind a step, with the netting statement that told the partner of it. */
export interface SettledIn {
  readonly settlementId: string;
  readonly obligationId: string | null;
  readonly statementId: string | null;
  readonly statementNumber: string | null;
  /** When the set-off took effect: the day on which two people had approved the settlement. */
  readonly on: string;
}

export interface MoneyFacts {
  readonly paymentId: string;
  readonly kind: string;
  readonly reference: string;
  readonly on: string;
}

type Paid = MoneyFacts & { readonly principal: string; readonly fee: string; readonly ppn: string };
interface TakenRow { settlementId: string; own: string; newer: string; ownPpn: string; newerPpn: string; obligationId: string | null; statementId: string | null; statementNumber: string | null; on: string; principal: string | null; fee: string | null; ppn: string | null; money: Paid[] | null }

const REFERENCE = `CASE y.kind WHEN 'CERTIFICATE' THEN coalesce((SELECT c.number FROM withholding_certificate c WHERE c.payment_id = y.payment_id), y.reference) ELSE y.reference END`;

/** What a settlement took of an invoice, joined as `m`: its claims or its fee, each beside that of newer documents. */
const SCOPE = (invoice: Pick<InvoiceRow, 'kind'>): string => invoice.kind !== 'FEE_INVOICE' ? `SELECT m.settlement_id, m.own, m.newer, 0::bigint AS own_ppn, 0::bigint AS newer_ppn FROM (${claimsTaken(invoice.kind === 'POINTS_INVOICE' ? 'payer' : 'payee')}) m WHERE m.own IS NOT NULL`
  : `SELECT s.settlement_id, i.subtotal_minor AS own, n.fees AS newer, i.ppn_minor AS own_ppn, n.ppn AS newer_ppn FROM settlement_document s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state IN ('SETTLING', 'SETTLED')
      CROSS JOIN LATERAL (SELECT coalesce(sum(x.subtotal_minor), 0) AS fees, coalesce(sum(x.ppn_minor), 0) AS ppn FROM settlement_document y JOIN invoice x ON x.invoice_id = y.document_id AND (x.issued_on, x.number) > (i.issued_on, i.number) WHERE y.settlement_id = s.settlement_id AND y.partner_id = i.partner_id) n
     WHERE s.document_id = i.invoice_id`;

/** The settlements that took an issued invoice, the oldest first, each with what met its obligation. */
export async function settlementsOf(connection: Connection, invoice: InvoiceRow): Promise<Taken<SettledIn, MoneyFacts>[]> {
  const direction = invoice.kind === 'REDEMPTION_INVOICE' ? 'OUT' : 'IN';
  const { rows } = await connection.query<TakenRow>(
    `SELECT q.settlement_id AS "settlementId", q.own::text AS own, q.newer::text AS newer, q.own_ppn::text AS "ownPpn", q.newer_ppn::text AS "newerPpn", b.obligation_id AS "obligationId", s.statement_id AS "statementId", s.number AS "statementNumber",
        coalesce(s.issued_on, (SELECT min(x.issued_on) FROM statement x WHERE x.settlement_id = q.settlement_id AND x.partner_id = i.partner_id), i.issued_on)::text AS "on", o.principal::text AS principal, o.fee::text AS fee, o.ppn::text AS ppn,
        (SELECT json_agg(json_build_object('paymentId', y.payment_id, 'kind', y.kind, 'reference', ${REFERENCE}, 'on', a.applied_on, 'principal', a.principal_minor::text, 'fee', a.fee_minor::text, 'ppn', a.ppn_minor::text) ORDER BY a.created_at, a.application_id)
           FROM cash_application a JOIN payment y ON y.payment_id = a.payment_id WHERE a.obligation_id = ANY(o.ids)) AS money
       FROM invoice i JOIN document_cycle d ON d.cycle_id = i.cycle_id CROSS JOIN LATERAL (${SCOPE(invoice)}) q JOIN settlement t ON t.settlement_id = q.settlement_id
         -- Where the group nets by pairs or not at all, claims stand behind several obligations; fees behind one.
         CROSS JOIN LATERAL (SELECT CASE WHEN count(*) = 1 THEN min(x.obligation_id::text)::uuid END AS obligation_id FROM obligation x WHERE x.settlement_id = q.settlement_id AND x.party_id = i.partner_id AND (x.takes_beside OR i.kind <> 'FEE_INVOICE')) b LEFT JOIN statement s ON s.obligation_id = b.obligation_id
         CROSS JOIN LATERAL (SELECT sum(x.due_principal_minor) AS principal, sum(x.due_fee_minor) AS fee, sum(x.due_ppn_minor) AS ppn, array_agg(x.obligation_id) AS ids FROM obligation_open v JOIN obligation x ON x.obligation_id = v.obligation_id WHERE v.settlement_id = q.settlement_id AND v.party_id = i.partner_id AND v.direction = $2) o
      WHERE i.invoice_id = $1 ORDER BY t.created_at, t.settlement_id`, [invoice.invoiceId, direction]);
  return rows.map(({ settlementId, own, newer, ownPpn, newerPpn, principal, fee, ppn, money, ...rest }) => ({
    source: { settlementId, obligationId: rest.obligationId, statementId: rest.statementId, statementNumber: rest.statementNumber, on: rest.on },
    slices: invoice.kind === 'FEE_INVOICE' ? [{ part: 'fee', ownMinor: BigInt(own), newerMinor: BigInt(newer) }, { part: 'ppn', ownMinor: BigInt(ownPpn), newerMinor: BigInt(newerPpn) }] : [{ part: 'principal', ownMinor: BigInt(own), newerMinor: BigInt(newer) }],
    ...(principal !== null && { due: { principal: BigInt(principal), fee: BigInt(fee ?? 0), ppn: BigInt(ppn ?? 0) } }),
    money: (money ?? []).map((one) => ({ paymentId: one.paymentId, kind: one.kind, reference: one.reference, on: one.on, principal: BigInt(one.principal), fee: BigInt(one.fee), ppn: BigInt(one.ppn) })) }));
}

/** Money that met a fee invoice by itself, where the partner pays its fees apart. */
export async function paidApart(connection: Connection, invoiceId: string): Promise<(MoneyFacts & { amountMinor: bigint })[]> {
  const { rows } = await connection.query<MoneyFacts & { amount: string }>(
    `SELECT y.payment_id AS "paymentId", y.kind, ${REFERENCE} AS reference, a.applied_on::text AS "on", a.amount_minor::text AS amount FROM cash_application a JOIN payment y ON y.payment_id = a.payment_id WHERE a.invoice_id = $1 ORDER BY a.created_at, a.application_id`, [invoiceId]);
  return rows.map(({ amount, ...row }) => ({ ...row, amountMinor: BigInt(amount) }));
}
