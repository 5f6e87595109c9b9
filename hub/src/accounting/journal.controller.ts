import { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Produces, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { JournalService } from './journal.service';
import type { AccountRequest, Journal, JournalAccount, JournalAccountKey } from './journal.wire';

/** The journal of the hub, for the operator's books. */
@Route('')
@Tags('Documents')
@Response<Problem>(400, 'A field is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it')
@Response<Problem>(404, 'No such window')
export class JournalController extends Controller {
  constructor(private readonly journal: JournalService) {
    super();
  }

  /**
   * What the journal of a window, or of some business dates, comes to by account; debit equals credit.
   * @param windowId claims, fees and PPN of this window alone
   * @param from first business date
   * @param to first business date that is not included, at most 92 days later
   */
  @Get('journal')
  @Security('kongsi', ['journal.read'])
  getJournal(@Request() request: ExpressRequest, @Query() windowId?: string, @Query() from?: string, @Query() to?: string): Promise<Journal> {
    return this.journal.summary(request.kongsi, { windowId, from, to });
  }

  /**
   * The journal as a balanced CSV (RFC 4180) of booking lines with mapped accounts.
   * @param separator `SEMICOLON` for spreadsheets that write decimals with a comma
   */
  @Get('journal/csv')
  @Security('kongsi', ['journal.read'])
  @Produces('text/csv')
  async getJournalCsv(@Request() request: ExpressRequest, @Query() windowId?: string, @Query() from?: string, @Query() to?: string, @Query() separator?: 'COMMA' | 'SEMICOLON'): Promise<Readable> {
    const { name, text } = await this.journal.csv(request.kongsi, { windowId, from, to }, separator === 'SEMICOLON' ? ';' : ',');
    this.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
    this.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    return Readable.from([Buffer.from(text)]);
  }

  /** Which account of the operator's books each booking goes to. */
  @Get('journal-accounts')
  @Security('kongsi', ['journal.read'])
  listJournalAccounts(@Request() request: ExpressRequest): Promise<{ data: JournalAccount[] }> {
    return this.journal.accounts(request.kongsi);
  }

  /** Maps a kind of booking to another account. */
  @Post('journal-accounts/{key}')
  @Security('kongsi', ['journal.make'])
  @SuccessResponse(200, 'Mapped')
  setJournalAccount(@Request() request: ExpressRequest, @Path() key: JournalAccountKey, @Body() body: AccountRequest): Promise<{ data: JournalAccount[] }> {
    return this.journal.setAccount(request.kongsi, key, body);
  }
}
