import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import { parseBusinessDate } from '../kernel/business-date';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import * as read from './accounts.reader';
import type { AccountStatement, AccountStatementDetail, Receipt } from './accounts.wire';
import { documentCsv } from './domain/document-csv';
import { terbilang } from './domain/terbilang';
import type { FilesService } from './files.service';
import type { DocumentFile } from './files.store';
import type { DocumentFilter } from './notes.reader';
import type { ReceiptsService } from './receipts.service';

const STATEMENT_SORTS = { issuedOn: 's.issued_on, s.number', closing: 's.closing_minor, s.number', to: 's.to_date, s.number' };
const RECEIPT_SORTS = { issuedOn: 'r.issued_on, r.number', amount: 'r.amount_minor, r.number', paidOn: 'r.paid_on, r.number' };
type Asked = Pick<DocumentFilter, 'partnerId' | 'number' | 'from' | 'to'>;

/** Statements of account and receipts in the words of the wire. */
export class AccountsApi {
  constructor(private readonly pool: Pool, private readonly files: FilesService, private readonly confirmations: ReceiptsService) {}

  async statements(context: RequestContext | undefined, query: ListQuery, asked: Asked): Promise<Page<AccountStatement>> {
    const filter = filterOf(asked);
    const page = pageAsked(query, filter, STATEMENT_SORTS, '-issuedOn');
    return pageOf(await read.accountStatementsPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, statementView);
  }

  async statement(context: RequestContext | undefined, accountStatementId: string): Promise<AccountStatementDetail> {
    const row = await this.foundStatement(context, accountStatementId);
    const lines = await read.accountMovements(this.pool, row.accountStatementId);
    const facts = (line: read.AccountMovementRow): { type: string; counterparty?: string; reference?: string; movedOn?: string; points?: number } => ({ type: line.type, ...(line.counterparty !== null && { counterparty: line.counterparty }),
      ...(line.reference !== null && { reference: line.reference }), ...(line.movedOn !== null && { movedOn: line.movedOn }), ...(line.points !== null && { points: Number(line.points) }) });
    const money = (line: read.AccountMovementRow): { amount: ReturnType<typeof moneyToWire> } => ({ amount: moneyToWire(BigInt(line.amount ?? 0)) });
    return { ...statementView(row), movements: lines.filter((line) => line.side === 'MONEY').map((line) => ({ ...facts(line), ...money(line) })), pointsMovements: lines.filter((line) => line.side === 'POINTS').map((line) => ({ ...facts(line), points: Number(line.points) })),
      ageing: lines.filter((line) => line.side === 'AGEING').map((line) => ({ bucket: line.type as AccountStatementDetail['ageing'][number]['bucket'], ...money(line) })),
      matrix: (await read.accountMatrix(this.pool, row.partnerId, row.from, row.to)).map((one) => ({ counterparty: one.counterparty, pointsPayable: Number(one.pointsPayable), payable: moneyToWire(one.payableMinor), pointsReceivable: Number(one.pointsReceivable), receivable: moneyToWire(one.receivableMinor) })) };
  }

  async receipts(context: RequestContext | undefined, query: ListQuery, asked: Asked): Promise<Page<Receipt>> {
    const filter = filterOf(asked);
    const page = pageAsked(query, filter, RECEIPT_SORTS, '-issuedOn');
    // Payments that the job has not come to yet are confirmed now, as a document is rendered when it is first asked for.
    await this.confirmations.issueDue();
    return pageOf(await read.receiptsPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, (row) => receiptView(row, []));
  }

  async receipt(context: RequestContext | undefined, receiptId: string): Promise<Receipt> {
    const row = await this.foundReceipt(context, receiptId);
    return receiptView(row, await read.receiptLines(this.pool, row.receiptId));
  }

  /** The files of a statement of account or a receipt that the caller may see. */
  async file(context: RequestContext | undefined, kind: 'ACCOUNT_STATEMENT' | 'RECEIPT', id: string): Promise<DocumentFile & { number: string; csv: (separator: ',' | ';') => string }> {
    const [documentId, number] = kind === 'RECEIPT' ? await this.foundReceipt(context, id).then((row) => [row.receiptId, row.number] as const) : await this.foundStatement(context, id).then((row) => [row.accountStatementId, row.number] as const);
    const file = await this.files.file({ kind, documentId });
    return { ...file, number, csv: (separator) => documentCsv(file.json, separator) };
  }

  private async foundStatement(context: RequestContext | undefined, id: string): Promise<read.AccountStatementRow> {
    const row = await read.accountStatementById(this.pool, viewerOf(context), parseIdOrNotFound('ast', id));
    if (!row) throw new DomainError('not_found', { detail: 'There is no statement of account with this id that you may see.' });
    return row;
  }

  private async foundReceipt(context: RequestContext | undefined, id: string): Promise<read.ReceiptRow> {
    const row = await read.receiptById(this.pool, viewerOf(context), parseIdOrNotFound('rct', id));
    if (!row) throw new DomainError('not_found', { detail: 'There is no receipt with this id that you may see.' });
    return row;
  }
}

function filterOf(asked: Asked): DocumentFilter {
  return { partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId), of: undefined, number: asked.number, from: asked.from && parseBusinessDate(asked.from, 'issuedFrom'), to: asked.to && parseBusinessDate(asked.to, 'issuedTo') };
}

function statementView(row: read.AccountStatementRow): AccountStatement {
  return { object: 'accountStatement', id: wireId('ast', row.accountStatementId), kind: 'STATEMENT', number: row.number, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, issuedOn: row.issuedOn, from: row.from, to: row.to, opening: moneyToWire(BigInt(row.opening)), closing: moneyToWire(BigInt(row.closing)),
    openingPoints: Number(row.openingPoints), closingPoints: Number(row.closingPoints), ...(row.jsonSha256 !== null && { jsonSha256: row.jsonSha256 }), ...(row.pdfSha256 !== null && { pdfSha256: row.pdfSha256 }) };
}

function receiptView(row: read.ReceiptRow, lines: readonly read.ReceiptLineRow[]): Receipt {
  return { object: 'receipt', id: wireId('rct', row.receiptId), kind: 'RECEIPT', number: row.number, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, paymentId: wireId('pay', row.paymentId), ...(row.settlementId !== null && { settlementId: wireId('stl', row.settlementId) }), issuedOn: row.issuedOn, paidOn: row.paidOn,
    reference: row.reference, amount: moneyToWire(BigInt(row.amount)), amountInWords: terbilang(BigInt(row.amount)), withheld: moneyToWire(BigInt(row.withheld)), unapplied: moneyToWire(BigInt(row.unapplied)), recovered: moneyToWire(BigInt(row.recovered)), documents: lines.map((line) => ({ kind: line.kind, number: line.number, issuedOn: line.issuedOn, total: moneyToWire(BigInt(line.total)), ...(line.applied !== null && { applied: moneyToWire(BigInt(line.applied)) }) })),
    ...(row.unmatchedOn !== null && { unmatchedOn: row.unmatchedOn }), ...(row.jsonSha256 !== null && { jsonSha256: row.jsonSha256 }), ...(row.pdfSha256 !== null && { pdfSha256: row.pdfSha256 }) };
}
