import type { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Controller, Get, Path, Produces, Query, Request, Response, Route, Security, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { AccountsApi } from './accounts.api';
import type { AccountStatement, AccountStatementDetail, Receipt } from './accounts.wire';
import { sendDocument, type FileForm } from './document-answer';

/** Statements of account and receipts. */
@Route('')
@Tags('Documents')
@Response<Problem>(400, 'A parameter is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
export class AccountsController extends Controller {
  constructor(private readonly accounts: AccountsApi) {
    super();
  }

  /** Statements of account, newest first: a partner's own, or all for the operator. */
  @Get('account-statements')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  listAccountStatements(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() number?: string, @Query() issuedFrom?: string, @Query() issuedTo?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<AccountStatement>> {
    return this.accounts.statements(request.kongsi, { limit, cursor, sort }, { partnerId, number, from: issuedFrom, to: issuedTo });
  }

  /** One statement of account with its movements, its ageing and the movements of points. */
  @Get('account-statements/{accountStatementId}')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  getAccountStatement(@Request() request: ExpressRequest, @Path() accountStatementId: string): Promise<AccountStatementDetail> {
    return this.accounts.statement(request.kongsi, accountStatementId);
  }

  /** The PDF of a statement of account. */
  @Get('account-statements/{accountStatementId}/pdf')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/pdf')
  getAccountStatementPdf(@Request() request: ExpressRequest, @Path() accountStatementId: string): Promise<Readable> {
    return this.file(request, 'ACCOUNT_STATEMENT', accountStatementId, 'pdf');
  }

  /** The JSON twin of a statement of account. */
  @Get('account-statements/{accountStatementId}/json')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/json')
  getAccountStatementJson(@Request() request: ExpressRequest, @Path() accountStatementId: string): Promise<Readable> {
    return this.file(request, 'ACCOUNT_STATEMENT', accountStatementId, 'json');
  }

  /** A statement of account as CSV (RFC 4180), equal to its PDF and JSON to the rupiah. */
  @Get('account-statements/{accountStatementId}/csv')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('text/csv')
  getAccountStatementCsv(@Request() request: ExpressRequest, @Path() accountStatementId: string, @Query() separator?: 'COMMA' | 'SEMICOLON'): Promise<Readable> {
    return this.file(request, 'ACCOUNT_STATEMENT', accountStatementId, 'csv', separator);
  }

  /** Receipts for money received, newest first. */
  @Get('receipts')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  listReceipts(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() number?: string, @Query() issuedFrom?: string, @Query() issuedTo?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<Receipt>> {
    return this.accounts.receipts(request.kongsi, { limit, cursor, sort }, { partnerId, number, from: issuedFrom, to: issuedTo });
  }

  /** One receipt with the documents it was paid for. */
  @Get('receipts/{receiptId}')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  getReceipt(@Request() request: ExpressRequest, @Path() receiptId: string): Promise<Receipt> {
    return this.accounts.receipt(request.kongsi, receiptId);
  }

  /** The PDF of a receipt. */
  @Get('receipts/{receiptId}/pdf')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/pdf')
  getReceiptPdf(@Request() request: ExpressRequest, @Path() receiptId: string): Promise<Readable> {
    return this.file(request, 'RECEIPT', receiptId, 'pdf');
  }

  /** The JSON twin of a receipt. */
  @Get('receipts/{receiptId}/json')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/json')
  getReceiptJson(@Request() request: ExpressRequest, @Path() receiptId: string): Promise<Readable> {
    return this.file(request, 'RECEIPT', receiptId, 'json');
  }

  /** A receipt as CSV (RFC 4180). */
  @Get('receipts/{receiptId}/csv')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('text/csv')
  getReceiptCsv(@Request() request: ExpressRequest, @Path() receiptId: string, @Query() separator?: 'COMMA' | 'SEMICOLON'): Promise<Readable> {
    return this.file(request, 'RECEIPT', receiptId, 'csv', separator);
  }

  private async file(request: ExpressRequest, kind: 'ACCOUNT_STATEMENT' | 'RECEIPT', id: string, form: FileForm, separator?: 'COMMA' | 'SEMICOLON'): Promise<Readable> {
    return sendDocument(this, await this.accounts.file(request.kongsi, kind, id), form, separator);
  }
}
