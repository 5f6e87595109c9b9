import type { Request as ExpressRequest } from 'express';
import { Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { SettlementApi } from './settlement.api';
import type { Window } from './settlement.wire';

/** Windows and their nightly runs. */
@Route('settlement-windows')
@Tags('Settlement')
@Response<Problem>(400, 'A parameter is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
export class WindowsController extends Controller {
  constructor(private readonly settlement: SettlementApi) {
    super();
  }

  /**
   * Settlement windows, newest first.
   * @param status `OPEN` or `CLOSED`
   * @param run state of the nightly run
   * @param businessDateFrom first business date
   * @param businessDateTo business date after the last one
   * @param sort `businessDate`, `postings` or `pointsBurned`, `-` for falling
   */
  @Get()
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  listWindows(@Request() request: ExpressRequest, @Query() status?: 'OPEN' | 'CLOSED', @Query() run?: 'PENDING' | 'RUNNING' | 'PARKED' | 'DONE', @Query() businessDateFrom?: string, @Query() businessDateTo?: string,
    @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<Window>> {
    return this.settlement.windows(request.kongsi, { limit, cursor, sort, totals }, { status, run, from: businessDateFrom, to: businessDateTo });
  }

  /** One window with its nightly run: steps, checks and, when parked, the reason. */
  @Get('{windowId}')
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  getWindow(@Request() request: ExpressRequest, @Path() windowId: string): Promise<Window> {
    return this.settlement.window(request.kongsi, windowId);
  }

  /** Closes the open window, opens the next one and runs the night. The schedule does the same at the cut-off; closing a closed window changes nothing. */
  @Post('{windowId}/close')
  @Security('kongsi', ['windows.run'])
  @SuccessResponse(200, 'Closed')
  closeWindow(@Request() request: ExpressRequest, @Path() windowId: string): Promise<Window> {
    return this.settlement.close(request.kongsi, windowId);
  }

  /** Lets a parked nightly run go on from the step at which it stopped. */
  @Post('{windowId}/run')
  @Security('kongsi', ['windows.run'])
  @SuccessResponse(200, 'Ran')
  @Response<Problem>(409, 'The window is open')
  runWindow(@Request() request: ExpressRequest, @Path() windowId: string): Promise<Window> {
    return this.settlement.run(request.kongsi, windowId);
  }
}
