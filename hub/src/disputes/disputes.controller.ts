import { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Produces, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { DisputesApi } from './disputes.api';
import type { Dispute, DisputeAnswerRequest, DisputeDetail, DisputedLeg, DisputeFileRequest, DisputeMessageRequest, DisputeRequest, DisputeWithdrawRequest, RulingDecisionRequest, RulingRequest } from './disputes.wire';

/** Formal objections to what was billed. */
@Route('disputes')
@Tags('Disputes')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
export class DisputesController extends Controller {
  constructor(private readonly disputes: DisputesApi) {
    super();
  }

  /** Disputes that a partner opened or has to answer, or all for the operator; newest first. */
  @Get()
  @Security('kongsi', ['dispute:write', 'disputes.read'])
  listDisputes(@Request() request: ExpressRequest, @Query() status?: 'OPENED' | 'UNDER_REVIEW' | 'UPHELD' | 'REJECTED' | 'WITHDRAWN', @Query() open?: boolean, @Query() awaiting?: 'COUNTERPARTY' | 'HUB',
    @Query() reason?: 'DUPLICATE' | 'REVERSED_AT_OUTLET' | 'WRONG_PRICE' | 'NOT_OUR_MEMBER' | 'FRAUD' | 'TIMING' | 'OTHER', @Query() partnerId?: string, @Query() invoiceId?: string, @Query() postingId?: string, @Query() overdue?: boolean,
    @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<Dispute>> {
    return this.disputes.list(request.kongsi, { limit, cursor, sort, totals }, { status, open, awaiting, reason, partnerId, invoiceId, postingId, overdue });
  }

  /** Opens a dispute over an invoice line, a posting or legs of it. The contested principal leaves the next settlement; the other side has 7 days to answer, and silence is acceptance. */
  @Post()
  @Security('kongsi', ['dispute:write', 'disputes.make'])
  @SuccessResponse(201, 'Opened')
  @Response<Problem>(409, 'Too late, or contested already')
  @Response<Problem>(422, 'The key was used for another request')
  async openDispute(@Request() request: ExpressRequest, @Body() body: DisputeRequest): Promise<DisputeDetail> {
    this.setStatus(201);
    const { dispute, replayed } = await this.disputes.open(request.kongsi, body);
    if (replayed) this.setHeader('Idempotent-Replayed', 'true');
    return dispute;
  }

  /** One dispute with its thread, evidence and outcome. */
  @Get('{disputeId}')
  @Security('kongsi', ['dispute:write', 'disputes.read'])
  getDispute(@Request() request: ExpressRequest, @Path() disputeId: string): Promise<DisputeDetail> {
    return this.disputes.dispute(request.kongsi, disputeId);
  }

  /** The legs that are contested, in journal order. */
  @Get('{disputeId}/legs')
  @Security('kongsi', ['dispute:write', 'disputes.read'])
  getDisputedLegs(@Request() request: ExpressRequest, @Path() disputeId: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<DisputedLeg>> {
    return this.disputes.legs(request.kongsi, disputeId, { limit, cursor });
  }

  /** A file of the evidence, as it was sent; its name and sha256 stand in the dispute. */
  @Get('{disputeId}/files/{fileId}')
  @Security('kongsi', ['dispute:write', 'disputes.read'])
  @Produces('application/octet-stream')
  async getDisputeFile(@Request() request: ExpressRequest, @Path() disputeId: string, @Path() fileId: string): Promise<Readable> {
    const file = await this.disputes.content(request.kongsi, disputeId, fileId);
    // Never opened in the page: what a counterparty sends is not trusted.
    this.setHeader('Content-Type', 'application/octet-stream');
    this.setHeader('X-Content-Type-Options', 'nosniff');
    this.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
    return Readable.from(file.content);
  }

  /** Writes to the other side and to the operator. */
  @Post('{disputeId}/messages')
  @Security('kongsi', ['dispute:write', 'disputes.comment'])
  @SuccessResponse(200, 'Written')
  @Response<Problem>(409, 'The dispute is over')
  writeDisputeMessage(@Request() request: ExpressRequest, @Path() disputeId: string, @Body() body: DisputeMessageRequest): Promise<DisputeDetail> {
    return this.disputes.message(request.kongsi, disputeId, body.text);
  }

  /** Adds evidence; the same bytes twice are kept once. */
  @Post('{disputeId}/files')
  @Security('kongsi', ['dispute:write', 'disputes.comment'])
  @SuccessResponse(200, 'Kept')
  @Response<Problem>(409, 'The dispute is over, or has too many files')
  addDisputeFile(@Request() request: ExpressRequest, @Path() disputeId: string, @Body() body: DisputeFileRequest): Promise<DisputeDetail> {
    return this.disputes.file(request.kongsi, disputeId, body);
  }

  /** The other side accepts, wholly or in part, or contests. What is accepted posts itself; what is contested goes to the operator. */
  @Post('{disputeId}/answer')
  @Security('kongsi', ['dispute:write', 'disputes.answer'])
  @SuccessResponse(200, 'Answered')
  @Response<Problem>(409, 'Not in this state, or the time is over')
  answerDispute(@Request() request: ExpressRequest, @Path() disputeId: string, @Body() body: DisputeAnswerRequest): Promise<DisputeDetail> {
    return this.disputes.answer(request.kongsi, disputeId, body);
  }

  /** Who opened the dispute takes it back; the contested principal moves back. */
  @Post('{disputeId}/withdraw')
  @Security('kongsi', ['dispute:write', 'disputes.make'])
  @SuccessResponse(200, 'Withdrawn')
  @Response<Problem>(409, 'The dispute is over, or a ruling waits for its second person')
  withdrawDispute(@Request() request: ExpressRequest, @Path() disputeId: string, @Body() body: DisputeWithdrawRequest): Promise<DisputeDetail> {
    return this.disputes.withdraw(request.kongsi, disputeId, body.note);
  }

  /** The operator rules. Above the coalition's limit, and where the hub is a party, the ruling waits for a second person; in force it posts itself. */
  @Post('{disputeId}/rule')
  @Security('kongsi', ['disputes.rule'])
  @SuccessResponse(200, 'Ruled, or waiting for a second person')
  @Response<Problem>(409, 'Not in this state, or a ruling waits already')
  ruleDispute(@Request() request: ExpressRequest, @Path() disputeId: string, @Body() body: RulingRequest): Promise<DisputeDetail> {
    return this.disputes.rule(request.kongsi, disputeId, body);
  }

  /** Another person than the one who ruled puts the ruling in force. */
  @Post('{disputeId}/ruling/approve')
  @Security('kongsi', ['disputes.approve'])
  @SuccessResponse(200, 'In force')
  @Response<Problem>(409, 'No ruling waits')
  approveRuling(@Request() request: ExpressRequest, @Path() disputeId: string, @Body() body: RulingDecisionRequest): Promise<DisputeDetail> {
    return this.disputes.decide(request.kongsi, disputeId, true, body.note);
  }

  /** Another person than the one who ruled turns the ruling down; another one can be made. */
  @Post('{disputeId}/ruling/reject')
  @Security('kongsi', ['disputes.approve'])
  @SuccessResponse(200, 'Turned down')
  @Response<Problem>(409, 'No ruling waits')
  rejectRuling(@Request() request: ExpressRequest, @Path() disputeId: string, @Body() body: RulingDecisionRequest): Promise<DisputeDetail> {
    return this.disputes.decide(request.kongsi, disputeId, false, body.note);
  }
}
