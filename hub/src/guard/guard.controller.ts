import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { GuardApi } from './guard.api';
import type { GuardAlertList, GuardedIssuer, GuardedIssuerList, GuardHistory, RunOffRequest } from './guard.wire';

/** What issuers have at risk: headroom of the net debit cap, coverage of outstanding points, alerts, and issuers that leave. */
@Route('guard')
@Tags('Guard')
@Response<Problem>(400, 'A parameter is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state')
export class GuardController extends Controller {
  constructor(private readonly guard: GuardApi) {
    super();
  }

  /** Issuers as they stand now. A partner sees itself, the operator all. */
  @Get('issuers')
  @Security('kongsi', ['settlement:read', 'guard.read'])
  listGuardedIssuers(@Request() request: ExpressRequest): Promise<GuardedIssuerList> {
    return this.guard.issuers(request.kongsi);
  }

  /** One issuer as it stands now. */
  @Get('issuers/{partnerId}')
  @Security('kongsi', ['settlement:read', 'guard.read'])
  getGuardedIssuer(@Request() request: ExpressRequest, @Path() partnerId: string): Promise<GuardedIssuer> {
    return this.guard.issuer(request.kongsi, partnerId);
  }

  /**
   * How each night found an issuer.
   * @param from first business date; 90 days back when absent
   * @param to business date after the last one
   */
  @Get('issuers/{partnerId}/history')
  @Security('kongsi', ['settlement:read', 'guard.read'])
  getGuardHistory(@Request() request: ExpressRequest, @Path() partnerId: string, @Query() from?: string, @Query() to?: string): Promise<GuardHistory> {
    return this.guard.history(request.kongsi, partnerId, from, to);
  }

  /** Alerts that stand or stood in the last 90 days, newest first, each with what to do. */
  @Get('alerts')
  @Security('kongsi', ['settlement:read', 'guard.read'])
  listGuardAlerts(@Request() request: ExpressRequest): Promise<GuardAlertList> {
    return this.guard.alerts(request.kongsi);
  }

  /** Asks that an issuer run off: once another person has approved, it gives no more points, and burns and documents go on. */
  @Post('issuers/{partnerId}/run-off')
  @Security('kongsi', ['guard.make'])
  @SuccessResponse(200, 'Asked for')
  requestRunOff(@Request() request: ExpressRequest, @Path() partnerId: string, @Body() body: RunOffRequest): Promise<GuardedIssuer> {
    return this.guard.requestRunOff(request.kongsi, partnerId, body.reason);
  }

  /** The second person: from now on earns of the issuer are refused. */
  @Post('issuers/{partnerId}/run-off/approve')
  @Security('kongsi', ['guard.check'])
  @SuccessResponse(200, 'Running')
  approveRunOff(@Request() request: ExpressRequest, @Path() partnerId: string): Promise<GuardedIssuer> {
    return this.guard.approveRunOff(request.kongsi, partnerId);
  }

  /** Takes a run-off back; the issuer's earns are accepted again. */
  @Post('issuers/{partnerId}/run-off/end')
  @Security('kongsi', ['guard.check'])
  @SuccessResponse(200, 'Ended')
  endRunOff(@Request() request: ExpressRequest, @Path() partnerId: string): Promise<GuardedIssuer> {
    return this.guard.endRunOff(request.kongsi, partnerId);
  }
}
