import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { CashApi } from './cash.api';
import type { DeclareRequest, Default, DefaultRequest, DefaultSimulation } from './defaults.wire';
import type { DecisionRequest } from './payments.wire';

/** Partners that do not pay: who bears what they leave open. */
@Route('')
@Tags('Cash')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here')
@Response<Problem>(409, 'Not allowed in this state')
export class DefaultsController extends Controller {
  constructor(private readonly cash: CashApi) {
    super();
  }

  /** What a default of an open obligation would do now, by both rules of allocation. Nothing is written. */
  @Get('obligations/{obligationId}/default-simulation')
  @Security('kongsi', ['defaults.read'])
  simulateDefault(@Path() obligationId: string): Promise<DefaultSimulation> {
    return this.cash.simulate(obligationId);
  }

  /** Proposed and declared defaults, newest first. */
  @Get('defaults')
  @Security('kongsi', ['defaults.read'])
  listDefaults(@Query() limit?: number, @Query() cursor?: string): Promise<Page<Default>> {
    return this.cash.listDefaults({ limit, cursor });
  }

  /** One default. */
  @Get('defaults/{defaultId}')
  @Security('kongsi', ['defaults.read'])
  getDefault(@Path() defaultId: string): Promise<Default> {
    return this.cash.default(defaultId);
  }

  /** Proposes the default of an obligation that is long enough overdue. */
  @Post('defaults')
  @Security('kongsi', ['defaults.make'])
  @SuccessResponse(201, 'Proposed')
  proposeDefault(@Request() request: ExpressRequest, @Body() body: DefaultRequest): Promise<Default> {
    this.setStatus(201);
    return this.cash.proposeDefault(request.kongsi, body.obligationId);
  }

  /** The other person's act on the same figures: the obligation is covered, loss shares enter the next settlement, the defaulter's earns stop. */
  @Post('defaults/{defaultId}/declare')
  @Security('kongsi', ['defaults.check'])
  @SuccessResponse(200, 'Declared')
  declareDefault(@Request() request: ExpressRequest, @Path() defaultId: string, @Body() body: DeclareRequest): Promise<Default> {
    return this.cash.declareDefault(request.kongsi, defaultId, body.defaultHash);
  }

  /** Takes a proposed default back. */
  @Post('defaults/{defaultId}/withdraw')
  @Security('kongsi', ['defaults.make'])
  @SuccessResponse(200, 'Withdrawn')
  withdrawDefault(@Request() request: ExpressRequest, @Path() defaultId: string, @Body() body: DecisionRequest): Promise<Default> {
    return this.cash.withdrawDefault(request.kongsi, defaultId, body.reason);
  }
}
