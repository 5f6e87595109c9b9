import type { Request as ExpressRequest } from 'express';
import { Controller, Get, Query, Request, Response, Route, Security, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { PositionsApi } from './positions.api';
import type { Activity, FlowMatrix, PositionHistory, PositionList, PositionMatrix } from './settlement.wire';

/** What partners owe each other through the hub, and what moved. */
@Route('positions')
@Tags('Settlement')
@Response<Problem>(400, 'A parameter is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
export class PositionsController extends Controller {
  constructor(private readonly positions: PositionsApi) {
    super();
  }

  /** Unsettled positions; positive means the hub owes the partner. A partner sees its own, the operator all and their sum, which is 0. */
  @Get()
  @Security('kongsi', ['settlement:read', 'overview.read'])
  listPositions(@Request() request: ExpressRequest): Promise<PositionList> {
    return this.positions.positions(request.kongsi);
  }

  /** What positions are made of: who owes whom over the windows that are not settled, and those windows. A partner sees its own row and column. */
  @Get('matrix')
  @Security('kongsi', ['settlement:read', 'overview.read'])
  getPositionMatrix(@Request() request: ExpressRequest): Promise<PositionMatrix> {
    return this.positions.matrix(request.kongsi);
  }

  /**
   * Burned points and what was paid for them, issuer by redeemer. A partner sees its own row and column, and its part of points that it funds with others.
   * @param from first business date; 30 days back when absent
   * @param to business date after the last one
   */
  @Get('flows')
  @Security('kongsi', ['settlement:read', 'overview.read'])
  getFlows(@Request() request: ExpressRequest, @Query() from?: string, @Query() to?: string): Promise<FlowMatrix> {
    return this.positions.flows(request.kongsi, from, to);
  }

  /** Points earned, burned and expired by business date. */
  @Get('activity')
  @Security('kongsi', ['settlement:read', 'overview.read'])
  getActivity(@Request() request: ExpressRequest, @Query() from?: string, @Query() to?: string): Promise<Activity> {
    return this.positions.activity(request.kongsi, from, to);
  }

  /** A partner's position window by window. */
  @Get('history')
  @Security('kongsi', ['settlement:read', 'overview.read'])
  getPositionHistory(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() from?: string, @Query() to?: string): Promise<PositionHistory> {
    return this.positions.history(request.kongsi, partnerId, from, to);
  }
}
