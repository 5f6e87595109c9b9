import { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Produces, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { AccountsService } from './accounts.service';
import type { CashApi } from './cash.api';
import type { BankAccount, BankAccountRequest, BankEntry, BankFile, BankFileRequest, BankLayoutRequest, BankLayoutView, ConfirmRequest, InstructionRequest, Payable, PaymentInstruction } from './bank.wire';
import type { DecisionRequest } from './payments.wire';
import type { LayoutsService } from './layouts.service';

/** The bank: accounts, files of what it booked, and what it is asked to pay. */
@Route('')
@Tags('Cash')
@Response<Problem>(400, 'The request or the file is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state')
export class BankController extends Controller {
  constructor(private readonly cash: CashApi, private readonly accounts: AccountsService, private readonly layouts: LayoutsService) {
    super();
  }

  /**
   * Imports a statement of an account of the hub, whole or not at all: the hub's own CSV, a bank's CSV by its `layout`, or camt.053; every fault is named with its line. An entry whose remark carries the reference
   * of one netting statement meets its obligation; all others wait for a person, with suggestions.
   */
  @Post('bank-files')
  @Security('kongsi', ['payments.make'])
  @SuccessResponse(201, 'Imported')
  importBankFile(@Request() request: ExpressRequest, @Body() body: BankFileRequest): Promise<BankFile> {
    this.setStatus(201);
    return this.cash.import(request.kongsi, body);
  }

  /** How banks lay out the CSV that they export, the newest version of each; `layout` of an import names one by its code. */
  @Get('bank-layouts')
  @Security('kongsi', ['bank.read'])
  listBankLayouts(): Promise<{ data: BankLayoutView[] }> {
    return this.layouts.list();
  }

  /** Adds a layout, or a new version of one: columns, dates, amounts and labels as the bank writes them. Files that were read keep the version that read them. */
  @Post('bank-layouts')
  @Security('kongsi', ['payments.make'])
  @SuccessResponse(201, 'Added')
  addBankLayout(@Request() request: ExpressRequest, @Body() body: BankLayoutRequest): Promise<BankLayoutView> {
    this.setStatus(201);
    return this.layouts.add(request.kongsi, body);
  }

  /** A file of a layout with one entry and the hub's account, to compare a bank's own file with. */
  @Get('bank-layouts/{code}/template')
  @Security('kongsi', ['bank.read'])
  @Produces('text/csv')
  async getBankLayoutTemplate(@Path() code: string): Promise<Readable> {
    const { name, text } = await this.layouts.template(code);
    this.setHeader('Content-Type', 'text/csv; charset=utf-8');
    this.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    return Readable.from([Buffer.from(text)]);
  }

  /** Imported bank files, newest first. */
  @Get('bank-files')
  @Security('kongsi', ['bank.read'])
  listBankFiles(@Query() limit?: number, @Query() cursor?: string): Promise<Page<BankFile>> {
    return this.cash.files({ limit, cursor });
  }

  /** One imported bank file. */
  @Get('bank-files/{bankFileId}')
  @Security('kongsi', ['bank.read'])
  getBankFile(@Path() bankFileId: string): Promise<BankFile> {
    return this.cash.fileOf(bankFileId);
  }

  /**
   * Entries of the hub's account, newest first; open ones with the obligations they may be for.
   * @param sort `bookedOn` or `amount`, `-` for falling
   */
  @Get('bank-entries')
  @Security('kongsi', ['bank.read'])
  listBankEntries(@Query() status?: BankEntry['status'], @Query() direction?: 'IN' | 'OUT', @Query() bankFileId?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<BankEntry>> {
    return this.cash.entries({ limit, cursor, sort }, { status, direction, bankFileId });
  }

  /** One entry of the hub's account, with its suggestions while it is open. */
  @Get('bank-entries/{bankEntryId}')
  @Security('kongsi', ['bank.read'])
  getBankEntry(@Path() bankEntryId: string): Promise<BankEntry> {
    return this.cash.entry(bankEntryId);
  }

  /** Says which obligation, or which approved refund, an open entry is for. */
  @Post('bank-entries/{bankEntryId}/apply')
  @Security('kongsi', ['payments.make'])
  @SuccessResponse(200, 'Applied')
  applyBankEntry(@Request() request: ExpressRequest, @Path() bankEntryId: string, @Body() body: ConfirmRequest): Promise<BankEntry> {
    return this.cash.confirm(request.kongsi, bankEntryId, body);
  }

  /** Says that an open entry is no money of the coalition. */
  @Post('bank-entries/{bankEntryId}/set-aside')
  @Security('kongsi', ['payments.make'])
  @SuccessResponse(200, 'Set aside')
  setBankEntryAside(@Request() request: ExpressRequest, @Path() bankEntryId: string, @Body() body: DecisionRequest): Promise<BankEntry> {
    return this.cash.setAside(request.kongsi, bankEntryId, body.reason);
  }

  /** Bank accounts, the newest first: a partner's own and the hub's, or all for the operator. */
  @Get('bank-accounts')
  @Security('kongsi', ['accounts.read'])
  listBankAccounts(@Request() request: ExpressRequest, @Query() status?: BankAccount['status'], @Query() limit?: number, @Query() cursor?: string): Promise<Page<BankAccount>> {
    return this.accounts.list(request.kongsi, { limit, cursor }, status);
  }

  /** Proposes an account: people of a partner their own, people of the operator the hub's. */
  @Post('bank-accounts')
  @Security('kongsi', ['accounts.make'])
  @SuccessResponse(201, 'Proposed')
  proposeBankAccount(@Request() request: ExpressRequest, @Body() body: BankAccountRequest): Promise<BankAccount> {
    this.setStatus(201);
    return this.accounts.propose(request.kongsi, body);
  }

  /** The next person's yes: another person of the partner checks the account, then the operator accepts it. */
  @Post('bank-accounts/{accountId}/approve')
  @Security('kongsi', ['accounts.check'])
  @SuccessResponse(200, 'Approved')
  approveBankAccount(@Request() request: ExpressRequest, @Path() accountId: string): Promise<BankAccount> {
    return this.accounts.approve(request.kongsi, accountId);
  }

  /** Rejects an account that waits. */
  @Post('bank-accounts/{accountId}/reject')
  @Security('kongsi', ['accounts.check'])
  @SuccessResponse(200, 'Rejected')
  rejectBankAccount(@Request() request: ExpressRequest, @Path() accountId: string, @Body() body: DecisionRequest): Promise<BankAccount> {
    return this.accounts.reject(request.kongsi, accountId, body.reason);
  }

  /** What the hub has to pay, and why something is held. */
  @Get('payables')
  @Security('kongsi', ['bank.read'])
  listPayables(): Promise<{ data: Payable[] }> {
    return this.cash.payables();
  }

  /** Makes the payment instruction of everything of a settlement that can be paid now. */
  @Post('payment-instructions')
  @Security('kongsi', ['payments.make'])
  @SuccessResponse(201, 'Made')
  makeInstruction(@Request() request: ExpressRequest, @Body() body: InstructionRequest): Promise<PaymentInstruction> {
    this.setStatus(201);
    return this.cash.instruct(request.kongsi, body.settlementId);
  }

  /** Payment instructions, newest first. */
  @Get('payment-instructions')
  @Security('kongsi', ['bank.read'])
  listInstructions(@Query() settlementId?: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<PaymentInstruction>> {
    return this.cash.instructions({ limit, cursor }, settlementId);
  }

  /** The instruction for the bank as CSV, with whole account numbers. Each download is written down. */
  @Get('payment-instructions/{instructionId}/csv')
  @Security('kongsi', ['payouts.file'])
  @Produces('text/csv')
  getInstructionCsv(@Request() request: ExpressRequest, @Path() instructionId: string): Promise<Readable> {
    return this.file(request, instructionId, 'csv', 'text/csv; charset=utf-8');
  }

  /** The instruction for the bank as ISO 20022 pain.001.001.09. Each download is written down. */
  @Get('payment-instructions/{instructionId}/xml')
  @Security('kongsi', ['payouts.file'])
  @Produces('application/xml')
  getInstructionXml(@Request() request: ExpressRequest, @Path() instructionId: string): Promise<Readable> {
    return this.file(request, instructionId, 'xml', 'application/xml');
  }

  private async file(request: ExpressRequest, instructionId: string, format: 'csv' | 'xml', type: string): Promise<Readable> {
    const file = await this.cash.instructionFile(request.kongsi, instructionId, format);
    this.setHeader('Content-Type', type);
    this.setHeader('Content-Disposition', `attachment; filename="${instructionId}.${format}"`);
    this.setHeader('ETag', `"${file.sha256}"`);
    return Readable.from([Buffer.from(file.text)]);
  }
}
