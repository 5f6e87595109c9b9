import type { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Produces, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { InvoicesApi } from './invoices.api';
import { sendDocument, type FileForm } from './document-answer';
import type { CreditNote, Invoice, InvoiceApplications, InvoiceLegPage, InvoiceLineList, InvoiceStatus, NettingStatement, ReturnNoteRequest, VerifiedDocument } from './invoicing.wire';
import type { ReturnNotesService } from './return-notes.service';

/** Invoices, credit notes and netting statements. */
@Route('')
@Tags('Documents')
@Response<Problem>(400, 'A parameter is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
export class InvoicesController extends Controller {
  constructor(private readonly invoices: InvoicesApi, private readonly returnNotes: ReturnNotesService) {
    super();
  }

  /**
   * Documents that ask for money: a partner's own, or all for the operator. Drafts grow night by night.
   * @param cycleFrom first day on which the cycle may begin
   * @param cycleTo day before which the cycle begins
   * @param number part of the number
   * @param sort `cycleFrom`, `issuedOn`, `dueDate`, `number`, `total` or `partnerName`, `-` for falling
   */
  @Get('invoices')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  listInvoices(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() kind?: 'POINTS_INVOICE' | 'REDEMPTION_INVOICE' | 'FEE_INVOICE', @Query() status?: InvoiceStatus, @Query() cycleFrom?: string, @Query() cycleTo?: string,
    @Query() number?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<Invoice>> {
    return this.invoices.list(request.kongsi, { limit, cursor, sort, totals }, { partnerId, kind, status, from: cycleFrom, to: cycleTo, number });
  }

  /** One invoice. */
  @Get('invoices/{invoiceId}')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  getInvoice(@Request() request: ExpressRequest, @Path() invoiceId: string): Promise<Invoice> {
    return this.invoices.invoice(request.kongsi, invoiceId);
  }

  /** Lines of an invoice; they add up to its total. */
  @Get('invoices/{invoiceId}/lines')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  getInvoiceLines(@Request() request: ExpressRequest, @Path() invoiceId: string): Promise<InvoiceLineList> {
    return this.invoices.lines(request.kongsi, invoiceId);
  }

  /** What met an invoice: what settlements set off, and each payment with the part of it that met this invoice; they and what is open add up to its total. */
  @Get('invoices/{invoiceId}/applications')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  getInvoiceApplications(@Request() request: ExpressRequest, @Path() invoiceId: string): Promise<InvoiceApplications> {
    return this.invoices.applications(request.kongsi, invoiceId);
  }

  /** Legs behind a line, in journal order, each with its posting; the totals cover the whole line. */
  @Get('invoices/{invoiceId}/lines/{lineId}/legs')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  getInvoiceLegs(@Request() request: ExpressRequest, @Path() invoiceId: string, @Path() lineId: string, @Query() limit?: number, @Query() cursor?: string): Promise<InvoiceLegPage> {
    return this.invoices.legs(request.kongsi, invoiceId, lineId, { limit, cursor });
  }

  /** The PDF of an issued invoice, the same bytes for ever. */
  @Get('invoices/{invoiceId}/pdf')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/pdf')
  getInvoicePdf(@Request() request: ExpressRequest, @Path() invoiceId: string): Promise<Readable> {
    return this.file(request, 'INVOICE', invoiceId, 'pdf');
  }

  /** The JSON twin of an issued invoice, whose hash the PDF prints. */
  @Get('invoices/{invoiceId}/json')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/json')
  getInvoiceJson(@Request() request: ExpressRequest, @Path() invoiceId: string): Promise<Readable> {
    return this.file(request, 'INVOICE', invoiceId, 'json');
  }

  /** An issued invoice as CSV (RFC 4180), equal to its PDF and JSON to the rupiah: a row each for head, lines, annexes and sums. */
  @Get('invoices/{invoiceId}/csv')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('text/csv')
  getInvoiceCsv(@Request() request: ExpressRequest, @Path() invoiceId: string, @Query() separator?: 'COMMA' | 'SEMICOLON'): Promise<Readable> {
    return this.file(request, 'INVOICE', invoiceId, 'csv', separator);
  }

  /** Credit notes, newest first. */
  @Get('credit-notes')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  listCreditNotes(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() invoiceId?: string, @Query() number?: string, @Query() issuedFrom?: string, @Query() issuedTo?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<CreditNote>> {
    return this.invoices.creditNotes(request.kongsi, { limit, cursor, sort }, { partnerId, of: invoiceId, number, from: issuedFrom, to: issuedTo });
  }

  /** One credit note with the invoice lines that it reduces. */
  @Get('credit-notes/{creditNoteId}')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  getCreditNote(@Request() request: ExpressRequest, @Path() creditNoteId: string): Promise<CreditNote> {
    return this.invoices.creditNote(request.kongsi, creditNoteId);
  }

  /** Records with which nota retur or nota pembatalan the buyer answered a credit note of a fee invoice. */
  @Post('credit-notes/{creditNoteId}/return-note')
  @Security('kongsi', ['return-notes.make'])
  @Response<Problem>(409, 'The credit note cannot be answered so')
  @SuccessResponse(200, 'Recorded')
  async recordReturnNote(@Request() request: ExpressRequest, @Path() creditNoteId: string, @Body() body: ReturnNoteRequest): Promise<CreditNote> {
    await this.returnNotes.record(request.kongsi, creditNoteId, body);
    return this.invoices.creditNote(request.kongsi, creditNoteId);
  }

  /** The PDF of an issued credit note. */
  @Get('credit-notes/{creditNoteId}/pdf')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/pdf')
  getCreditNotePdf(@Request() request: ExpressRequest, @Path() creditNoteId: string): Promise<Readable> {
    return this.file(request, 'CREDIT_NOTE', creditNoteId, 'pdf');
  }

  /** The JSON twin of a credit note. */
  @Get('credit-notes/{creditNoteId}/json')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/json')
  getCreditNoteJson(@Request() request: ExpressRequest, @Path() creditNoteId: string): Promise<Readable> {
    return this.file(request, 'CREDIT_NOTE', creditNoteId, 'json');
  }

  /** A credit note as CSV (RFC 4180). */
  @Get('credit-notes/{creditNoteId}/csv')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('text/csv')
  getCreditNoteCsv(@Request() request: ExpressRequest, @Path() creditNoteId: string, @Query() separator?: 'COMMA' | 'SEMICOLON'): Promise<Readable> {
    return this.file(request, 'CREDIT_NOTE', creditNoteId, 'csv', separator);
  }

  /** Netting statements, newest first. */
  @Get('statements')
  @Security('kongsi', ['settlement:read', 'invoices.read'])
  listStatements(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() settlementId?: string, @Query() number?: string, @Query() issuedFrom?: string, @Query() issuedTo?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<NettingStatement>> {
    return this.invoices.statements(request.kongsi, { limit, cursor, sort }, { partnerId, of: settlementId, number, from: issuedFrom, to: issuedTo });
  }

  /** One netting statement: how gross documents became one net amount. */
  @Get('statements/{statementId}')
  @Security('kongsi', ['settlement:read', 'invoices.read'])
  getNettingStatement(@Request() request: ExpressRequest, @Path() statementId: string): Promise<NettingStatement> {
    return this.invoices.statement(request.kongsi, statementId);
  }

  /** The PDF of a netting statement. */
  @Get('statements/{statementId}/pdf')
  @Security('kongsi', ['settlement:read', 'invoices.read'])
  @Produces('application/pdf')
  getStatementPdf(@Request() request: ExpressRequest, @Path() statementId: string): Promise<Readable> {
    return this.file(request, 'STATEMENT', statementId, 'pdf');
  }

  /** The JSON twin of a netting statement. */
  @Get('statements/{statementId}/json')
  @Security('kongsi', ['settlement:read', 'invoices.read'])
  @Produces('application/json')
  getStatementJson(@Request() request: ExpressRequest, @Path() statementId: string): Promise<Readable> {
    return this.file(request, 'STATEMENT', statementId, 'json');
  }

  /** A netting statement as CSV (RFC 4180). */
  @Get('statements/{statementId}/csv')
  @Security('kongsi', ['settlement:read', 'invoices.read'])
  @Produces('text/csv')
  getStatementCsv(@Request() request: ExpressRequest, @Path() statementId: string, @Query() separator?: 'COMMA' | 'SEMICOLON'): Promise<Readable> {
    return this.file(request, 'STATEMENT', statementId, 'csv', separator);
  }

  /** The PDF of the document that answers a netting statement whose settlement was aborted. */
  @Get('statement-voids/{statementVoidId}/pdf')
  @Security('kongsi', ['settlement:read', 'invoices.read'])
  @Produces('application/pdf')
  getStatementVoidPdf(@Request() request: ExpressRequest, @Path() statementVoidId: string): Promise<Readable> {
    return this.file(request, 'STATEMENT_VOID', statementVoidId, 'pdf');
  }

  /** Public: whether a document with this hash of its JSON was issued; kind, number, total, date and status, nothing else. */
  @Get('verify/{sha256}')
  verifyDocument(@Path() sha256: string): Promise<VerifiedDocument> {
    return this.invoices.verify(sha256);
  }

  private async file(request: ExpressRequest, kind: 'INVOICE' | 'CREDIT_NOTE' | 'STATEMENT' | 'STATEMENT_VOID', id: string, form: FileForm, separator?: 'COMMA' | 'SEMICOLON'): Promise<Readable> {
    return sendDocument(this, await this.invoices.file(request.kongsi, kind, id), form, separator);
  }
}
