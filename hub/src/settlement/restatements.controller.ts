import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { RestatementApi } from './restatement.api';
import type { Restatement, RestatementApproval, RestatementDetail, RestatementRejection, RestatementRequest } from './restatement.wire';

/** Windows calculated again by corrected terms or taxes. */
@Route('restatements')
@Tags('Settlement')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it')
@Response<Problem>(404, 'Not here')
export class RestatementsController extends Controller {
  constructor(private readonly restatements: RestatementApi) {
    super();
  }

  /** Restatements, newest first. */
  @Get()
  @Security('kongsi', ['restatements.read'])
  listRestatements(@Query() status?: 'PENDING' | 'IN_FORCE' | 'REJECTED' | 'WITHDRAWN', @Query() windowId?: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<Restatement>> {
    return this.restatements.list({ limit, cursor }, { status, windowId });
  }

  /** One restatement with its differences, line by line and party by party. */
  @Get('{restatementId}')
  @Security('kongsi', ['restatements.read'])
  getRestatement(@Path() restatementId: string): Promise<RestatementDetail> {
    return this.restatements.restatement(restatementId);
  }

  /** Calculates a window again by corrections and shows what would be booked; nothing is booked before another person approves it. */
  @Post()
  @Security('kongsi', ['restatements.make'])
  @SuccessResponse(201, 'Waits for a second person')
  @Response<Problem>(409, 'Nothing would change, or one waits already')
  proposeRestatement(@Request() request: ExpressRequest, @Body() body: RestatementRequest): Promise<RestatementDetail> {
    this.setStatus(201);
    return this.restatements.propose(request.kongsi, body);
  }

  /** Another person books the differences that both have seen, in the open window. */
  @Post('{restatementId}/approve')
  @Security('kongsi', ['restatements.approve'])
  @SuccessResponse(200, 'In force')
  @Response<Problem>(409, 'Decided already, or the differences have changed')
  approveRestatement(@Request() request: ExpressRequest, @Path() restatementId: string, @Body() body: RestatementApproval): Promise<RestatementDetail> {
    return this.restatements.approve(request.kongsi, restatementId, body.differenceHash);
  }

  /** Another person rejects it, or the person who proposed it takes it back; nothing is booked. */
  @Post('{restatementId}/reject')
  @Security('kongsi', ['restatements.decide'])
  @SuccessResponse(200, 'Rejected or withdrawn')
  @Response<Problem>(409, 'Decided already')
  rejectRestatement(@Request() request: ExpressRequest, @Path() restatementId: string, @Body() body: RestatementRejection): Promise<RestatementDetail> {
    return this.restatements.reject(request.kongsi, restatementId, body.note);
  }
}
