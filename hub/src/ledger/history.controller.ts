import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { BatchService } from './batch.service';
import type { HistoryService } from './history.service';
import type { MemberStatement } from './balance.wire';
import type { Batch, BatchItem, BatchRequest, Evidence, Hold, Posting, Quote, QuoteRequest } from './ledger.wire';
import type { QuoteService } from './quote.service';

/** What would happen, what happened, and many at once. */
@Route('')
@Tags('Ledger')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Refused by a rule; the code names it')
export class HistoryController extends Controller {
  constructor(private readonly history: HistoryService, private readonly quotes: QuoteService, private readonly batches: BatchService) {
    super();
  }

  /** What an earn or a burn would do now: points, value, terms and lots by issuer. Nothing is stored. */
  @Post('quotes')
  @Security('kongsi', ['quote:read'])
  @SuccessResponse(200, 'Computed')
  quote(@Request() request: ExpressRequest, @Body() body: QuoteRequest): Promise<Quote> {
    this.setStatus(200);
    return this.quotes.quote(request.kongsi, body);
  }

  /** Posts up to 500 operations. Each is accepted or refused on its own under its externalId; sending the batch again converges. */
  @Post('batches')
  @Security('kongsi', ['any-key'])
  @SuccessResponse(202, 'Carried out')
  @Response<Problem>(422, 'The key was used for another batch')
  async batch(@Request() request: ExpressRequest, @Body() body: BatchRequest): Promise<Batch> {
    const { batch, replayed } = await this.batches.post(request.kongsi, body);
    this.setStatus(202);
    this.setHeader('Location', `/v1/batches/${batch.id}`);
    if (replayed) this.setHeader('Idempotent-Replayed', 'true');
    return batch;
  }

  /** Counts of a batch. */
  @Get('batches/{batchId}')
  @Security('kongsi', ['posting:read'])
  getBatch(@Request() request: ExpressRequest, @Path() batchId: string): Promise<Batch> {
    return this.batches.get(request.kongsi, batchId);
  }

  /** The answers of a batch's items, in the order in which they were sent. */
  @Get('batches/{batchId}/items')
  @Security('kongsi', ['posting:read'])
  getBatchItems(@Request() request: ExpressRequest, @Path() batchId: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<BatchItem>> {
    return this.batches.items(request.kongsi, batchId, { limit, cursor });
  }

  /**
   * Postings in journal order, newest first: a partner's own, and those of others that move points it issued. `externalId` finds the outcome of a lost answer.
   * @param businessDateFrom first business date
   * @param businessDateTo business date after the last one
   * @param sort `sequence` or `-sequence`
   */
  @Get('postings')
  @Security('kongsi', ['posting:read', 'postings.read'])
  listPostings(@Request() request: ExpressRequest, @Query() type?: 'EARN' | 'BURN' | 'EXPIRE' | 'REVERSAL' | 'ADJUSTMENT' | 'TRANSFER', @Query() partnerId?: string, @Query() outletId?: string, @Query() tillId?: string,
    @Query() memberId?: string, @Query() windowId?: string, @Query() externalId?: string, @Query() receiptNo?: string, @Query() businessDateFrom?: string, @Query() businessDateTo?: string,
    @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<Posting>> {
    return this.history.postings(request.kongsi, { limit, cursor, sort, totals }, { type, partnerId, outletId, tillId, memberId, windowId, externalId, receiptNo, from: businessDateFrom, to: businessDateTo });
  }

  /** One posting with the legs that the caller may see. */
  @Get('postings/{postingId}')
  @Security('kongsi', ['posting:read', 'postings.read'])
  getPosting(@Request() request: ExpressRequest, @Path() postingId: string): Promise<Posting> {
    return this.history.posting(request.kongsi, postingId);
  }

  /** The signed request behind a posting: token, digest and key. */
  @Get('postings/{postingId}/evidence')
  @Security('kongsi', ['posting:read', 'postings.read'])
  getEvidence(@Request() request: ExpressRequest, @Path() postingId: string): Promise<Evidence> {
    return this.history.evidence(request.kongsi, postingId);
  }

  /** Holds, newest first. */
  @Get('holds')
  @Security('kongsi', ['posting:read', 'postings.read'])
  listHolds(@Request() request: ExpressRequest, @Query() status?: 'HELD' | 'CAPTURED' | 'RELEASED' | 'TIMED_OUT', @Query() memberId?: string, @Query() externalId?: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<Hold>> {
    return this.history.holds(request.kongsi, { limit, cursor }, { status, memberId, externalId });
  }

  /** One hold and what became of it. */
  @Get('holds/{holdId}')
  @Security('kongsi', ['posting:read', 'postings.read'])
  getHold(@Request() request: ExpressRequest, @Path() holdId: string): Promise<Hold> {
    return this.history.hold(request.kongsi, holdId);
  }

  /**
   * A member's movements by the day on which they were posted, with opening and closing balance.
   * @param from first day; 90 days back when absent
   * @param to day after the last one
   */
  @Get('members/{memberId}/statement')
  @Security('kongsi', ['balance:read', 'members.read'])
  getStatement(@Request() request: ExpressRequest, @Path() memberId: string, @Query() from?: string, @Query() to?: string): Promise<MemberStatement> {
    return this.history.statement(request.kongsi, memberId, { from, to });
  }
}
