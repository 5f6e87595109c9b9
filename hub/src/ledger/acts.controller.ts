import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { ActsService } from './acts.service';
import type { Outcome } from './posting.service';
import type { AdjustmentRequest, ChangeRequest, MergeRequest, ReasonRequest, TransferRequest } from './care.wire';
import type { Posting } from './ledger.wire';

/** Points moved by hand, with two people where it matters. */
@Route('')
@Tags('Ledger')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Refused by a rule; the code names it')
export class ActsController extends Controller {
  constructor(private readonly acts: ActsService) {
    super();
  }

  /** Gives points of an issuer or takes some back. Above the day's limit, summed by person and by member, 202 with a change request that another person approves. */
  @Post('adjustments')
  @Security('kongsi', ['points.adjust'])
  @SuccessResponse(201, 'Posted')
  @Response<ChangeRequest>(202, 'Waits for a second person')
  @Response<Problem>(422, 'The key was used for another request')
  async adjust(@Request() request: ExpressRequest, @Body() body: AdjustmentRequest): Promise<Posting | ChangeRequest> {
    return this.told(await this.acts.adjust(request.kongsi, body));
  }

  /** What waits for a second person, and what became of it; newest first. */
  @Get('change-requests')
  @Security('kongsi', ['points.adjust'])
  changeRequests(@Query() status?: 'PENDING' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'EXPIRED', @Query() limit?: number, @Query() cursor?: string): Promise<Page<ChangeRequest>> {
    return this.acts.list({ limit, cursor }, status);
  }

  /** Another person than the one who asked posts the change. */
  @Post('change-requests/{changeRequestId}/approve')
  @Security('kongsi', ['points.approve'])
  @SuccessResponse(200, 'Posted')
  approveChange(@Request() request: ExpressRequest, @Path() changeRequestId: string): Promise<ChangeRequest> {
    return this.acts.approve(request.kongsi, changeRequestId);
  }

  /** Another person refuses the change, with a reason; nothing is posted. */
  @Post('change-requests/{changeRequestId}/reject')
  @Security('kongsi', ['points.approve'])
  @SuccessResponse(200, 'Rejected')
  rejectChange(@Request() request: ExpressRequest, @Path() changeRequestId: string, @Body() body: ReasonRequest): Promise<ChangeRequest> {
    return this.acts.reject(request.kongsi, changeRequestId, body.reason);
  }

  /** The person who asked takes the request back. */
  @Post('change-requests/{changeRequestId}/withdraw')
  @Security('kongsi', ['points.adjust'])
  @SuccessResponse(200, 'Withdrawn')
  withdrawChange(@Request() request: ExpressRequest, @Path() changeRequestId: string): Promise<ChangeRequest> {
    return this.acts.withdraw(request.kongsi, changeRequestId);
  }

  /**
   * Sends points to another member; each lot keeps its issuer, expiry and places. The coalition's terms say how many at once.
   * A partner's key sends at once; for a person of the operator, 202 with a change request that another person approves.
   */
  @Post('transfers')
  @Security('kongsi', ['burn:write', 'points.adjust'])
  @SuccessResponse(201, 'Posted')
  @Response<ChangeRequest>(202, 'Waits for a second person')
  @Response<Problem>(422, 'The key was used for another request')
  async transfer(@Request() request: ExpressRequest, @Body() body: TransferRequest): Promise<Posting | ChangeRequest> {
    return this.told(await this.acts.transfer(request.kongsi, body));
  }

  /**
   * Two memberships of one person become one: the survivor gets all lots, identifiers and debts; the old id leads to it. It cannot be undone, so the answer is
   * a change request that another person approves.
   */
  @Post('members/{memberId}/merge')
  @Security('kongsi', ['points.adjust'])
  @SuccessResponse(202, 'Waits for a second person')
  @Response<Problem>(422, 'The key was used for another request')
  merge(@Request() request: ExpressRequest, @Path() memberId: string, @Body() body: MergeRequest): Promise<ChangeRequest> {
    this.setStatus(202);
    return this.acts.merge(request.kongsi, memberId, body);
  }

  private told(done: Outcome | ChangeRequest): Posting | ChangeRequest {
    if ('object' in done) {
      this.setStatus(202);
      return done;
    }
    this.setStatus(done.status);
    if (done.replayed) this.setHeader('Idempotent-Replayed', 'true');
    return done.answer as Posting;
  }
}
