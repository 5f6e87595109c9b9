import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { HolidaysService } from './holidays.service';
import type { AbortRequest, Holiday, HolidayRequest } from './settlement.wire';

/** Days on which banks do not settle: no due date falls on one, nor on a Saturday or Sunday. */
@Route('holidays')
@Tags('Settlement')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it')
export class HolidaysController extends Controller {
  constructor(private readonly holidays: HolidaysService) {
    super();
  }

  /**
   * The calendar, by day.
   * @param from first day
   * @param to first day after
   * @param removed days that were taken out of it, in place of those in force
   * @param sort `day`, `-` for falling
   */
  @Get()
  @Security('kongsi', ['settlement:read', 'holidays.read'])
  listHolidays(@Query() from?: string, @Query() to?: string, @Query() removed?: boolean, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<Holiday>> {
    return this.holidays.list({ limit, cursor, sort }, { from, to, removed });
  }

  /** Adds a day with its source. Due dates that were made before stay as they are. */
  @Post()
  @Security('kongsi', ['holidays.make'])
  @SuccessResponse(201, 'Added')
  @Response<Problem>(409, 'Not allowed in this state')
  addHoliday(@Request() request: ExpressRequest, @Body() body: HolidayRequest): Promise<Holiday> {
    this.setStatus(201);
    return this.holidays.add(request.kongsi, body);
  }

  /** Takes a day out of the calendar; it stays as a row with who did it and why. */
  @Post('{holidayId}/remove')
  @Security('kongsi', ['holidays.make'])
  @SuccessResponse(200, 'Removed')
  @Response<Problem>(404, 'Not here')
  @Response<Problem>(409, 'Not allowed in this state')
  removeHoliday(@Request() request: ExpressRequest, @Path() holidayId: string, @Body() body: AbortRequest): Promise<Holiday> {
    return this.holidays.remove(request.kongsi, holidayId, body.reason);
  }
}
