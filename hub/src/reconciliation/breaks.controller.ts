import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { BreaksService } from './breaks.service';
import type { Break, BreakCountList, BreakDetail, CorrectRequest, DryRun, ExplainRequest, ReconciliationRule, ReopenRequest, RuleRequest, WireBreakClass, WireCause } from './reconciliation.wire';
import type { RulesService } from './rules.service';

/** Differences, and the rules that close some of them. */
@Route('')
@Tags('Reconciliation')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
export class BreaksController extends Controller {
  constructor(private readonly breaks: BreaksService, private readonly rules: RulesService) {
    super();
  }

  /**
   * Breaks, newest first.
   * @param businessDateFrom first business date
   * @param businessDateTo business date after the last one
   * @param sort `openedAt` or `businessDate`
   */
  @Get('breaks')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  listBreaks(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query('class') kind?: WireBreakClass, @Query() state?: 'OPEN' | 'EXPLAINED' | 'CORRECTED', @Query() owner?: 'HUB' | 'PARTNER', @Query() causeCode?: WireCause,
    @Query() businessDateFrom?: string, @Query() businessDateTo?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<Break>> {
    return this.breaks.list(request.kongsi, { limit, cursor, sort, totals }, { partnerId, class: kind, state, owner, causeCode, from: businessDateFrom, to: businessDateTo });
  }

  /** How many breaks there are by partner, class, state, cause and age. */
  @Get('break-counts')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  countBreaks(@Request() request: ExpressRequest): Promise<BreakCountList> {
    return this.breaks.counts(request.kongsi);
  }

  /** A break with both sides of it, what proves each, and every step of its life. */
  @Get('breaks/{breakId}')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  getBreak(@Request() request: ExpressRequest, @Path() breakId: string): Promise<BreakDetail> {
    return this.breaks.detail(request.kongsi, breakId);
  }

  /** Explains an open break by its cause. `WRITTEN_OFF` is asked by one person of the operator and takes effect when another asks the same. */
  @Post('breaks/{breakId}/explain')
  @Security('kongsi', ['settlement:write', 'breaks.close'])
  @SuccessResponse(200, 'Explained, or waiting for a second person')
  @Response<Problem>(409, 'Not allowed in this state, or above the limit')
  explainBreak(@Request() request: ExpressRequest, @Path() breakId: string, @Body() body: ExplainRequest): Promise<Break> {
    return this.breaks.explain(request.kongsi, breakId, body);
  }

  /** Links what corrects an open break: a new posting or an upheld dispute. It takes effect when a second person of the operator asks the same. */
  @Post('breaks/{breakId}/correct')
  @Security('kongsi', ['settlement:write', 'breaks.close'])
  @SuccessResponse(200, 'Corrected, or waiting for a second person')
  @Response<Problem>(409, 'Not allowed in this state')
  correctBreak(@Request() request: ExpressRequest, @Path() breakId: string, @Body() body: CorrectRequest): Promise<Break> {
    return this.breaks.correct(request.kongsi, breakId, body);
  }

  /** Opens an explained break again, on new evidence. */
  @Post('breaks/{breakId}/reopen')
  @Security('kongsi', ['settlement:write', 'breaks.close'])
  @SuccessResponse(200, 'Open again')
  @Response<Problem>(409, 'Not allowed in this state')
  reopenBreak(@Request() request: ExpressRequest, @Path() breakId: string, @Body() body: ReopenRequest): Promise<Break> {
    return this.breaks.reopen(request.kongsi, breakId, body);
  }

  /** Rules in the order in which they are asked, newest version first. */
  @Get('reconciliation-rules')
  @Security('kongsi', ['rules.read'])
  listReconciliationRules(@Query() status?: 'PROPOSED' | 'ACTIVE' | 'REPLACED' | 'RETIRED' | 'REJECTED', @Query() limit?: number, @Query() cursor?: string): Promise<Page<ReconciliationRule>> {
    return this.rules.list({ limit, cursor }, status);
  }

  /** Proposes a rule, or the next version of one; it closes nothing before another person has approved it. */
  @Post('reconciliation-rules')
  @Security('kongsi', ['rules.make'])
  @SuccessResponse(201, 'Proposed')
  @Response<Problem>(409, 'A version waits to be checked already')
  proposeReconciliationRule(@Request() request: ExpressRequest, @Body() body: RuleRequest): Promise<ReconciliationRule> {
    this.setStatus(201);
    return this.rules.propose(request.kongsi, body);
  }

  /** What the newest version of a rule would close now. Nothing is closed. */
  @Get('reconciliation-rules/{ruleId}/dry-run')
  @Security('kongsi', ['rules.read'])
  dryRunReconciliationRule(@Path() ruleId: string): Promise<DryRun> {
    return this.rules.dryRun(ruleId);
  }

  /** Lets a proposed version take effect; another person than its maker does this. */
  @Post('reconciliation-rules/{ruleId}/approve')
  @Security('kongsi', ['rules.check'])
  @SuccessResponse(200, 'In effect')
  @Response<Problem>(409, 'Nothing waits to be checked')
  approveReconciliationRule(@Request() request: ExpressRequest, @Path() ruleId: string): Promise<ReconciliationRule> {
    return this.rules.decide(request.kongsi, ruleId, true);
  }

  /** Ends a proposed version. */
  @Post('reconciliation-rules/{ruleId}/reject')
  @Security('kongsi', ['rules.check'])
  @SuccessResponse(200, 'Rejected')
  @Response<Problem>(409, 'Nothing waits to be checked')
  rejectReconciliationRule(@Request() request: ExpressRequest, @Path() ruleId: string): Promise<ReconciliationRule> {
    return this.rules.decide(request.kongsi, ruleId, false);
  }
}
