import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { CampaignBudgetUse, IssuingLimit, IssuingLimitDetail, IssuingLimitRequest, IssuingWithdrawal } from './issuing.wire';
import type { LimitsService } from './limits.service';

/** How much may be earned in a day, and what campaigns may give in all. */
@Route('')
@Tags('Guard')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state')
export class IssuingController extends Controller {
  constructor(private readonly limits: LimitsService) {
    super();
  }

  /**
   * Limits, newest first. A partner sees those of its own sales, and those that count a member's sales at all partners.
   * @param partnerId of one partner's sales
   * @param status `PROPOSED`, `APPROVED` or `WITHDRAWN`
   * @param sort `validFrom` or `madeAt`, `-` for falling
   */
  @Get('issuing-limits')
  @Security('kongsi', ['settlement:read', 'limits.read'])
  listIssuingLimits(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() status?: 'PROPOSED' | 'APPROVED' | 'WITHDRAWN', @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<IssuingLimit>> {
    return this.limits.list(request.kongsi, { limit, cursor, sort }, { partnerId, status });
  }

  /** One limit with what has been given against it today. */
  @Get('issuing-limits/{limitId}')
  @Security('kongsi', ['settlement:read', 'limits.read'])
  getIssuingLimit(@Request() request: ExpressRequest, @Path() limitId: string): Promise<IssuingLimitDetail> {
    return this.limits.limit(request.kongsi, limitId);
  }

  /** Proposes a limit from a day to come. One without bounds lifts the one before it on the same target. */
  @Post('issuing-limits')
  @Security('kongsi', ['limits.make'])
  @SuccessResponse(201, 'Proposed')
  proposeIssuingLimit(@Request() request: ExpressRequest, @Body() body: IssuingLimitRequest): Promise<IssuingLimit> {
    this.setStatus(201);
    return this.limits.propose(request.kongsi, body);
  }

  /** The second person: the limit binds from its day on. */
  @Post('issuing-limits/{limitId}/approve')
  @Security('kongsi', ['limits.check'])
  @SuccessResponse(200, 'Approved')
  approveIssuingLimit(@Request() request: ExpressRequest, @Path() limitId: string): Promise<IssuingLimit> {
    return this.limits.approve(request.kongsi, limitId);
  }

  /** Takes a proposal back; it stays as a row with who did it and why. */
  @Post('issuing-limits/{limitId}/withdraw')
  @Security('kongsi', ['limits.withdraw'])
  @SuccessResponse(200, 'Withdrawn')
  withdrawIssuingLimit(@Request() request: ExpressRequest, @Path() limitId: string, @Body() body: IssuingWithdrawal): Promise<IssuingLimit> {
    return this.limits.withdraw(request.kongsi, limitId, body.reason);
  }

  /** Budgets of the campaigns that are in force, with what is left. A partner sees those of its own sales and those that it pays for. */
  @Get('campaign-budgets')
  @Security('kongsi', ['settlement:read', 'limits.read'])
  listCampaignBudgets(@Request() request: ExpressRequest): Promise<{ data: CampaignBudgetUse[] }> {
    return this.limits.budgets(request.kongsi);
  }
}
