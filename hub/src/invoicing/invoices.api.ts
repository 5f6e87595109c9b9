import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import { exactMinor, moneyToWire } from '../kernel/money';
import { partyToWire } from '../kernel/parties';
import { Exact, rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import { partyNames } from '../partners';
import { paidApart, settlementsOf, type MoneyFacts, type SettledIn } from './applications.reader';
import { metBy } from './domain/applications';
import { documentCsv } from './domain/document-csv';
import { terbilang } from './domain/terbilang';
import type { FilesService } from './files.service';
import type { DocumentFile } from './files.store';
import * as read from './invoices.reader';
import { nettingFigures } from './domain/netting-figures';
import { partsOfRow } from './netting.sql';
import * as notes from './notes.reader';
import type { CreditNote, Invoice, InvoiceApplication, InvoiceApplications, InvoiceLeg, InvoiceLegPage, InvoiceLine, InvoiceLineList, NettingStatement, VerifiedDocument } from './invoicing.wire';

const INVOICE_SORTS = { issuedOn: '"issuedOn", number', number: 'number', total: '"totalMinor", "invoiceId"', cycleFrom: '"cycleFrom", "partnerName", kind', dueDate: '"dueDate", "invoiceId"', partnerName: '"partnerName", "cycleFrom"' };
const NOTE_SORTS = { issuedOn: 'n.issued_on, n.number', total: 'n.total_minor, n.number' };
const STATEMENT_SORTS = { issuedOn: 's.issued_on, s.number', netCash: 's.net_cash_minor, s.number' };

/** Documents in the words of the wire; at every level from the document down to its legs the total is the same. */
export class InvoicesApi {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly files: FilesService) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: read.InvoiceFilter): Promise<Page<Invoice>> {
    const viewer = viewerOf(context);
    const filter = { ...asked, partnerId: asked.partnerId === undefined ? undefined : parseIdOrNotFound('prt', asked.partnerId) };
    const page = pageAsked(query, filter, INVOICE_SORTS, '-cycleFrom');
    const rows = await read.invoicesPage(this.pool, viewer, filter, page.offset, page.limit + 1, page.order);
    const totals = page.totals ? await read.invoicesTotals(this.pool, viewer, filter) : undefined;
    return { ...pageOf(rows, page, (row) => this.view(row)), ...(totals && { totals: { count: totals.count, amount: moneyToWire(BigInt(totals.amount)) } }) };
  }

  async invoice(context: RequestContext | undefined, invoiceId: string): Promise<Invoice> {
    return this.view(await this.found(context, invoiceId));
  }

  async lines(context: RequestContext | undefined, invoiceId: string): Promise<InvoiceLineList> {
    const invoice = await this.found(context, invoiceId);
    const rows = await read.linesOf(this.pool, invoice);
    const amount = rows.reduce((sum, row) => sum + row.amountMinor, 0n);
    const names = await partyNames(this.pool);
    return { data: rows.map((row) => lineView(row, names)), totals: { count: rows.length, amount: moneyToWire(amount), ppn: moneyToWire(BigInt(invoice.ppn)), total: moneyToWire(amount + BigInt(invoice.ppn)) } };
  }

  async applications(context: RequestContext | undefined, invoiceId: string): Promise<InvoiceApplications> {
    const row = await this.found(context, invoiceId);
    const issued = row.issuedOn !== null && row.number !== null;
    const met = issued ? metBy(await settlementsOf(this.pool, row)) : [];
    const apart = issued && row.kind === 'FEE_INVOICE' ? await paidApart(this.pool, row.invoiceId) : [];
    const { total, credited, disputed, returned, open } = this.view(row);
    const setOff = met.reduce((sum, one) => (one.money ? sum : sum + one.amountMinor), 0n);
    return { data: [...met.map(({ source, amountMinor, money }) => applicationView(amountMinor, money, source)), ...apart.map((one) => applicationView(one.amountMinor, one))],
      totals: { total, setOff: moneyToWire(setOff), money: moneyToWire(BigInt(row.paid) - setOff), credited, disputed, returned, open } };
  }

  async legs(context: RequestContext | undefined, invoiceId: string, lineId: string, query: ListQuery): Promise<InvoiceLegPage> {
    const viewer = viewerOf(context);
    const invoice = await this.found(context, invoiceId);
    const uuid = parseIdOrNotFound('inl', lineId);
    const line = (await read.linesOf(this.pool, invoice)).find((one) => one.lineId === uuid);
    if (!line) throw new DomainError('not_found', { detail: 'The document has no line with this id.' });
    const page = pageAsked(query, { invoiceId, lineId }, { sequence: 'seq' }, 'sequence');
    const rows = await read.legsOf(this.pool, line, invoice.cycleId, page.offset, page.limit + 1);
    const totals = await read.legTotals(this.pool, line, invoice.cycleId);
    const otherShares = sharedWithOthers(line, totals.exact);
    return { ...pageOf(rows, page, (row) => legView(row, viewer.partnerId)), totals: { count: totals.count, points: Number(totals.points), exact: totals.exact, ...(otherShares !== undefined && { otherShares }), amount: moneyToWire(roundHalfUp(new Exact(line.exact), 100n)) } };
  }

  async creditNotes(context: RequestContext | undefined, query: ListQuery, asked: notes.DocumentFilter): Promise<Page<CreditNote>> {
    const filter = documentFilter(asked, 'inv');
    const page = pageAsked(query, filter, NOTE_SORTS, '-issuedOn');
    return pageOf(await notes.notesPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, (row) => noteView(row, []));
  }

  async creditNote(context: RequestContext | undefined, creditNoteId: string): Promise<CreditNote> {
    const row = await this.foundNote(context, creditNoteId);
    return noteView(row, await notes.noteLines(this.pool, row.creditNoteId));
  }

  async statements(context: RequestContext | undefined, query: ListQuery, asked: notes.DocumentFilter): Promise<Page<NettingStatement>> {
    const filter = documentFilter(asked, 'stl');
    const page = pageAsked(query, filter, STATEMENT_SORTS, '-issuedOn');
    return pageOf(await notes.statementsPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, statementView);
  }

  async statement(context: RequestContext | undefined, statementId: string): Promise<NettingStatement> {
    return statementView(await this.foundStatement(context, statementId));
  }

  /** The files of an issued document that the caller may see. */
  async file(context: RequestContext | undefined, kind: 'INVOICE' | 'CREDIT_NOTE' | 'STATEMENT' | 'STATEMENT_VOID', id: string): Promise<DocumentFile & { number: string; csv: (separator: ',' | ';') => string }> {
    const [documentId, number] = kind === 'INVOICE' ? await this.found(context, id).then((row) => [row.invoiceId, row.number]) : kind === 'CREDIT_NOTE' ? await this.foundNote(context, id).then((row) => [row.creditNoteId, row.number])
      : kind === 'STATEMENT' ? await this.foundStatement(context, id).then((row) => [row.statementId, row.number]) : await this.foundVoid(context, id).then((row) => [row.statementVoidId, row.number]);
    if (documentId === undefined || documentId === null || number === null || number === undefined) throw new DomainError('transition_not_allowed', { detail: 'The document is not issued yet; its files come with its number.' });
    const file = await this.files.file({ kind, documentId });
    return { ...file, number, csv: (separator) => documentCsv(file.json, separator) };
  }

  /** What anybody who holds a document may check of it. */
  async verify(sha256: string): Promise<VerifiedDocument> {
    const row = /^[0-9a-f]{64}$/.test(sha256) ? await notes.issuedByHash(this.pool, sha256) : undefined;
    if (!row) throw new DomainError('not_found', { detail: 'No issued document has this hash.' });
    return { object: 'verifiedDocument', kind: row.kind, number: row.number, issuedOn: row.issuedOn, total: moneyToWire(BigInt(row.total)), status: row.state };
  }

  private async found(context: RequestContext | undefined, invoiceId: string): Promise<read.InvoiceRow> {
    const row = await read.invoiceById(this.pool, viewerOf(context), parseIdOrNotFound('inv', invoiceId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no invoice with this id that you may see.' });
    return row;
  }

  private async foundNote(context: RequestContext | undefined, creditNoteId: string): Promise<notes.NoteRow> {
    const row = await notes.noteById(this.pool, viewerOf(context), parseIdOrNotFound('cdn', creditNoteId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no credit note with this id that you may see.' });
    return row;
  }

  private async foundStatement(context: RequestContext | undefined, statementId: string): Promise<notes.StatementRow> {
    const row = await notes.statementById(this.pool, viewerOf(context), parseIdOrNotFound('stm', statementId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no statement with this id that you may see.' });
    return row;
  }

  private async foundVoid(context: RequestContext | undefined, statementVoidId: string): Promise<notes.VoidRow> {
    const row = await notes.voidById(this.pool, viewerOf(context), parseIdOrNotFound('stv', statementVoidId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no void of a statement with this id that you may see.' });
    return row;
  }

  private view(row: read.InvoiceRow): Invoice {
    const [total, credited, paid, disputed] = [BigInt(row.total), BigInt(row.credited), BigInt(row.paid), BigInt(row.disputed)];
    // What is contested leaves what is due, and stays on the invoice.
    const rest = total - credited - paid - disputed;
    const returned = rest < 0n && row.issuedOn !== null ? -rest : 0n;
    const open = row.state === 'DRAFT' || row.state === 'IN_REVIEW' || rest < 0n ? 0n : rest;
    return { object: 'invoice', id: wireId('inv', row.invoiceId), kind: row.kind, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, status: row.state, overdue: open > 0n && row.dueDate !== null && row.dueDate < businessDate(this.clock.now()),
      ...(row.number !== null && { number: row.number }), cycleFrom: row.cycleFrom, cycleTo: row.cycleTo, ...(row.issuedOn !== null && { issuedOn: row.issuedOn }), ...(row.dueDate !== null && { dueDate: row.dueDate }),
      direction: row.kind === 'REDEMPTION_INVOICE' ? 'HUB_PAYS' : 'PARTNER_PAYS', ...(row.kind !== 'FEE_INVOICE' && { points: Number(row.points) }), subtotal: moneyToWire(BigInt(row.subtotal)),
      ...(row.taxBase !== null && { taxBase: moneyToWire(BigInt(row.taxBase)) }), ppn: moneyToWire(BigInt(row.ppn)), total: moneyToWire(total), credited: moneyToWire(credited), paid: moneyToWire(paid), disputed: moneyToWire(disputed), returned: moneyToWire(returned), open: moneyToWire(open),
      ...(row.state !== 'DRAFT' && { totalInWords: terbilang(total) }), lineCount: row.lineCount, ...(row.jsonSha256 !== null && { jsonSha256: row.jsonSha256 }), ...(row.pdfSha256 !== null && { pdfSha256: row.pdfSha256 }),
      ...(row.settlementId !== null && { settlementId: wireId('stl', row.settlementId) }) };
  }
}

function documentFilter(asked: notes.DocumentFilter, of: 'inv' | 'stl'): notes.DocumentFilter {
  return { partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId), of: asked.of && parseIdOrNotFound(of, asked.of), number: asked.number, from: asked.from && parseBusinessDate(asked.from, 'issuedFrom'), to: asked.to && parseBusinessDate(asked.to, 'issuedTo') };
}

/** What other parties have of the worth of a line's legs, in rupiah; undefined where the line has all of it. Prices in steps are the line's, not the leg's. */
function sharedWithOthers({ baseMinor, price, exact }: read.LineRow, ofLegs: string): string | undefined {
  const rest = new Exact(ofLegs).sub(new Exact(exact).div(100));
  return baseMinor !== null || price.includes(';') || rest.isZero() ? undefined : rest.toFixed();
}

function lineView(row: read.LineRow, names: (partyId: string) => string): InvoiceLine {
  const fee = row.lineType === 'ISSUER_FEE' || row.lineType === 'ACCEPTANCE_FEE';
  return { object: 'invoiceLine', id: wireId('inl', row.lineId), lineNo: row.lineNo, lineType: row.lineType, section: row.section, amount: moneyToWire(row.amountMinor), exact: new Exact(row.exact).div(100).toFixed(), termsRef: row.termsRef, legCount: row.legCount,
    credited: moneyToWire(row.creditedMinor), ...(row.ppnMinor !== null && { ppn: moneyToWire(row.ppnMinor) }),
    ...(fee ? { ...(row.baseMinor !== null && { base: moneyToWire(row.baseMinor) }), rate: row.price }
      : { counterpartyId: partyToWire(row.counterpartyId), counterpartyName: names(row.counterpartyId), points: Number(row.points), pointPrice: row.price }) };
}

function applicationView(amountMinor: bigint, money: MoneyFacts | undefined, source?: SettledIn): InvoiceApplication {
  return { kind: (money?.kind ?? 'SET_OFF') as InvoiceApplication['kind'], amount: moneyToWire(amountMinor), appliedOn: money?.on ?? source?.on ?? '', ...(money && { reference: money.reference, paymentId: wireId('pay', money.paymentId) }),
    ...(source && { settlementId: wireId('stl', source.settlementId) }), ...(source?.obligationId != null && { obligationId: wireId('obl', source.obligationId) }),
    ...(source?.statementId != null && { statementId: wireId('stm', source.statementId) }), ...(source?.statementNumber != null && { statementNumber: source.statementNumber }) };
}

function legView(row: read.LegRow, partnerId: string | undefined): InvoiceLeg {
  const own = partnerId === undefined || partnerId === row.postingPartnerId;
  return { legId: wireId('leg', row.legId), postingId: wireId('pst', row.postingId), postingType: row.postingType, sequence: Number(row.seq), ...(own && row.externalId !== null && { externalId: row.externalId }), ...(own && row.receiptNo !== null && { receiptNo: row.receiptNo }),
    ...(row.outletName !== null && { outletName: row.outletName }), businessDate: row.businessDate, occurredAt: row.occurredAt.toISOString(), issuerId: partyToWire(row.issuerId), redeemerId: partyToWire(row.redeemerId), points: Number(row.points), pointPrice: row.price,
    exact: exactMinor(BigInt(row.points), rate(row.price)).mul(rate(row.rate)).div(100).toFixed(), windowId: wireId('win', row.windowId), late: row.late };
}

function noteView(row: notes.NoteRow, lines: readonly notes.NoteLineRow[]): CreditNote {
  return { object: 'creditNote', id: wireId('cdn', row.creditNoteId), ...(row.number !== null && { number: row.number }), status: row.status, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, invoiceId: wireId('inv', row.invoiceId),
    invoiceNumber: row.invoiceNumber ?? '', invoiceKind: row.invoiceKind, ...(row.issuedOn !== null && { issuedOn: row.issuedOn }), reason: row.reason, subtotal: moneyToWire(BigInt(row.subtotal)), ppn: moneyToWire(BigInt(row.ppn)), total: moneyToWire(BigInt(row.total)),
    totalInWords: terbilang(BigInt(row.total)), lines: lines.map((line) => ({ lineNo: line.lineNo, invoiceLineNo: line.invoiceLineNo, lineType: line.lineType, ...(line.counterpartyName !== null && { counterpartyName: line.counterpartyName }), ...(line.points !== null && { points: Number(line.points) }),
      amount: moneyToWire(BigInt(line.amount)), termsRef: line.termsRef })), ...(row.returnKind !== null && row.returnNumber !== null && row.returnDate !== null && { returnNote: { kind: row.returnKind, number: row.returnNumber, datedOn: row.returnDate } }), ...(row.jsonSha256 !== null && { jsonSha256: row.jsonSha256 }), ...(row.pdfSha256 !== null && { pdfSha256: row.pdfSha256 }) };
}

function statementView(row: notes.StatementRow): NettingStatement {
  const figures = nettingFigures(partsOfRow(row));
  return { object: 'statement', id: wireId('stm', row.statementId), kind: 'NETTING_STATEMENT', number: row.number, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, settlementId: wireId('stl', row.settlementId), obligationId: wireId('obl', row.obligationId), netting: row.netting, counterpartyId: partyToWire(row.counterpartyId), counterpartyName: row.counterpartyName ?? partyToWire(row.counterpartyId), side: row.side,
    issuedOn: row.issuedOn, dueDate: row.dueDate, receivable: moneyToWire(figures.receivableMinor), payable: moneyToWire(figures.payableMinor), fees: moneyToWire(figures.feesMinor), ppn: moneyToWire(figures.ppnMinor), creditNotes: moneyToWire(figures.creditNotesMinor),
    reversedClaims: moneyToWire(figures.reversedMinor), withheld: moneyToWire(figures.withheldMinor), unapplied: moneyToWire(figures.unappliedMinor), recoveries: moneyToWire(figures.recoveriesMinor), lossShares: moneyToWire(figures.lossSharesMinor), credits: moneyToWire(figures.creditsMinor),
    disputed: moneyToWire(figures.disputedMinor), setOff: moneyToWire(figures.setOffMinor), netCash: moneyToWire(figures.netMinor), direction: figures.direction, bankReference: row.bankReference, ...(row.voidId !== null && { void: { id: wireId('stv', row.voidId), number: row.voidNumber ?? '' } }), ...(row.jsonSha256 !== null && { jsonSha256: row.jsonSha256 }), ...(row.pdfSha256 !== null && { pdfSha256: row.pdfSha256 }) };
}
