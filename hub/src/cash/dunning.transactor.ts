import type { Viewer } from '../access/request-context';
import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';

export interface OverdueItem {
  readonly kind: 'OBLIGATION' | 'INVOICE';
  readonly id: string;
  readonly partnerId: string;
  readonly dueDate: string;
  readonly openPrincipalMinor: bigint;
  readonly openFeeMinor: bigint;
  readonly openPpnMinor: bigint;
  /** The highest level that was recorded; 0 without one. */
  readonly recorded: number;
  /** The day of the newest reminder; a night that runs twice reminds once. */
  readonly remindedOn: string | null;
}

/** What partners owe and have not paid on a date: obligations, and fee invoices, of which only those that are paid apart are asked for. */
export async function overdueItems(tx: Tx, today: string): Promise<OverdueItem[]> {
  const { rows } = await tx.query<{ kind: OverdueItem['kind']; id: string; partnerId: string; dueDate: string; principal: string; fee: string; ppn: string; recorded: number; remindedOn: string | null }>(
    `SELECT q.*, coalesce(n.level, 0) AS recorded, n.reminded::text AS "remindedOn" FROM (
       SELECT 'OBLIGATION' AS kind, obligation_id AS id, party_id AS "partnerId", due_date::text AS "dueDate", open_principal_minor::text AS principal, open_fee_minor::text AS fee, open_ppn_minor::text AS ppn FROM obligation_open WHERE direction = 'IN' AND state = 'SETTLING' AND open_minor > 0 AND due_date < $1
       UNION ALL SELECT 'INVOICE', invoice_id, party_id, due_date::text, '0', open_fee_minor::text, open_ppn_minor::text FROM invoice_open WHERE open_minor > 0 AND due_date < $1) q
       CROSS JOIN LATERAL (SELECT max(level) AS level, max(noticed_on) AS reminded FROM dunning_notice n WHERE q.id IN (n.obligation_id, n.invoice_id)) n ORDER BY q."dueDate", q.id`, [today]);
  return rows.map(({ principal, fee, ppn, ...row }) => ({ ...row, openPrincipalMinor: BigInt(principal), openFeeMinor: BigInt(fee), openPpnMinor: BigInt(ppn) }));
}

export interface NewNotice {
  readonly noticeId: string;
  readonly item: OverdueItem;
  readonly level: number;
  readonly overdue: number;
  readonly on: string;
}

export async function insertNotices(tx: Tx, list: readonly NewNotice[]): Promise<void> {
  await insertRows(tx, 'dunning_notice', list.map(({ item, ...one }) => ({ notice_id: one.noticeId, obligation_id: item.kind === 'OBLIGATION' ? item.id : null, invoice_id: item.kind === 'INVOICE' ? item.id : null, partner_id: item.partnerId, level: one.level, days_overdue: one.overdue, due_date: item.dueDate, noticed_on: one.on,
    open_principal_minor: item.openPrincipalMinor, open_fee_minor: item.openFeeMinor, open_ppn_minor: item.openPpnMinor, open_minor: item.openPrincipalMinor + item.openFeeMinor + item.openPpnMinor })));
}

export interface NoticeRow {
  readonly noticeId: string;
  readonly obligationId: string | null;
  readonly invoiceId: string | null;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly legalName: string;
  readonly language: 'id' | 'en';
  readonly level: 1 | 2 | 3;
  readonly daysOverdue: number;
  readonly dueDate: string;
  readonly noticedOn: string;
  readonly principal: string;
  readonly fee: string;
  readonly ppn: string;
  readonly open: string;
  readonly reference: string | null;
  /** What is open now. */
  readonly openNow: string;
}

const NOTICE = `SELECT n.notice_id AS "noticeId", n.obligation_id AS "obligationId", n.invoice_id AS "invoiceId", n.partner_id AS "partnerId", p.brand_name AS "partnerName", p.legal_name AS "legalName", p.document_language AS language, n.level, n.days_overdue AS "daysOverdue", n.due_date::text AS "dueDate", n.noticed_on::text AS "noticedOn",
    n.open_principal_minor::text AS principal, n.open_fee_minor::text AS fee, n.open_ppn_minor::text AS ppn, n.open_minor::text AS open, coalesce(t.bank_reference, i.number) AS reference, coalesce(o.open_minor, i.open_minor, 0)::text AS "openNow"
  FROM dunning_notice n JOIN partner p ON p.partner_id = n.partner_id LEFT JOIN obligation_open o ON o.obligation_id = n.obligation_id LEFT JOIN statement t ON t.obligation_id = n.obligation_id LEFT JOIN invoice_open i ON i.invoice_id = n.invoice_id`;

export interface NoticeFilter {
  readonly partnerId: string | undefined;
  readonly level: number | undefined;
  readonly open: boolean | undefined;
}

export async function noticesPage(connection: Connection, viewer: Viewer, filter: NoticeFilter, offset: number, limit: number, order: string): Promise<NoticeRow[]> {
  return (await connection.query<NoticeRow>(`${NOTICE} WHERE ($1::uuid IS NULL OR n.partner_id = $1) AND ($2::uuid IS NULL OR n.partner_id = $2) AND ($3::int IS NULL OR n.level = $3) AND ($4::boolean IS NULL OR (coalesce(o.open_minor, i.open_minor, 0) > 0) = $4) ORDER BY ${order} LIMIT $5 OFFSET $6`,
    [viewer.partnerId ?? null, filter.partnerId ?? null, filter.level ?? null, filter.open ?? null, limit, offset])).rows;
}
