import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { ReasonRequest } from './care.wire';
import type { QuarantineItem, TillCounter } from './offline.wire';
import type { OfflineService } from './offline.service';
import type { QuarantineService } from './quarantine.service';

/** What tills did while they were alone: their counters, and what came too late. */
@Route('')
@Tags('Ledger')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Refused by a rule; the code names it')
export class OfflineController extends Controller {
  constructor(private readonly offline: OfflineService, private readonly quarantine: QuarantineService) {
    super();
  }

  /**
   * How far the offline tokens of each till and key have arrived, what is missing between them, and where the chain is broken.
   * @param gapsOnly only chains in which something is missing or broken
   */
  @Get('till-counters')
  @Security('kongsi', ['posting:read', 'postings.read'])
  tillCounters(@Request() request: ExpressRequest, @Query() gapsOnly?: boolean, @Query() limit?: number, @Query() cursor?: string): Promise<Page<TillCounter>> {
    return this.offline.counters(request.kongsi, { limit, cursor }, gapsOnly ?? false);
  }

  /** Sales that came more than 72 hours late, newest first. */
  @Get('quarantine')
  @Security('kongsi', ['posting:read', 'postings.read'])
  listQuarantine(@Request() request: ExpressRequest, @Query() status?: 'HELD' | 'POSTED' | 'REJECTED', @Query() limit?: number, @Query() cursor?: string): Promise<Page<QuarantineItem>> {
    return this.quarantine.list(request.kongsi, { limit, cursor }, status);
  }

  /** Approves a sale that came too late; the second approval, of another person, posts it by the date on which it happened. */
  @Post('quarantine/{quarantineId}/approve')
  @Security('kongsi', ['points.adjust'])
  @SuccessResponse(200, 'Approved or posted')
  approveQuarantined(@Request() request: ExpressRequest, @Path() quarantineId: string): Promise<QuarantineItem> {
    return this.quarantine.approve(request.kongsi, quarantineId);
  }

  /** Rejects a sale that came too late, for good. */
  @Post('quarantine/{quarantineId}/reject')
  @Security('kongsi', ['points.adjust'])
  @SuccessResponse(200, 'Rejected')
  rejectQuarantined(@Request() request: ExpressRequest, @Path() quarantineId: string, @Body() body: ReasonRequest): Promise<QuarantineItem> {
    return this.quarantine.reject(request.kongsi, quarantineId, body.reason);
  }
}
