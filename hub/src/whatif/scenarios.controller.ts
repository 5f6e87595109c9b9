import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { ScenarioService } from './scenario.service';
import type { Scenario, ScenarioRequest, ScenarioSummary, ShareScenarioRequest } from './whatif.wire';

/** What other terms, another order of use or a partner less would have made of past windows. */
@Route('scenarios')
@Tags('Scenarios')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
export class ScenariosController extends Controller {
  constructor(private readonly scenarios: ScenarioService) {
    super();
  }

  /** Scenarios, newest first: the operator's all, to a partner those that are shared with it. */
  @Get()
  @Security('kongsi', ['scenarios.read'])
  listScenarios(@Request() request: ExpressRequest, @Query() limit?: number, @Query() cursor?: string): Promise<Page<ScenarioSummary>> {
    return this.scenarios.list(request.kongsi, { limit, cursor });
  }

  /** One scenario; a partner sees its own row and column. */
  @Get('{scenarioId}')
  @Security('kongsi', ['scenarios.read'])
  getScenario(@Request() request: ExpressRequest, @Path() scenarioId: string): Promise<Scenario> {
    return this.scenarios.get(request.kongsi, scenarioId);
  }

  /**
   * Calculates past windows anew with something changed and keeps the result under a name. It is never changed, and nothing is written to ledger, lines
   * or documents. With nothing changed each window gives the hash that is stored for it. Another order of use, or a partner less, plays the burns again
   * from the lots as they stood before the first window; a burn that lacks points is listed and nothing is put in its place.
   */
  @Post()
  @Security('kongsi', ['scenarios.make'])
  @SuccessResponse(201, 'Calculated')
  @Response<Problem>(409, 'Ambiguous, or without a price')
  makeScenario(@Request() request: ExpressRequest, @Body() body: ScenarioRequest): Promise<Scenario> {
    this.setStatus(201);
    return this.scenarios.make(request.kongsi, body);
  }

  /** Lets a partner see its own row and column. */
  @Post('{scenarioId}/share')
  @Security('kongsi', ['scenarios.make'])
  @SuccessResponse(200, 'Shared')
  shareScenario(@Request() request: ExpressRequest, @Path() scenarioId: string, @Body() body: ShareScenarioRequest): Promise<Scenario> {
    return this.scenarios.share(request.kongsi, scenarioId, body.partnerId);
  }
}
