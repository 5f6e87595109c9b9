import { Body, Controller, Get, Post, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import { instantFromWire } from '../kernel/business-date';
import { DomainError } from '../kernel/errors';
import type { AdvanceRequest, TestClock } from './sandbox.wire';
import type { TestClockService } from './test-clock.service';

/** The business clock of a sandbox. */
@Route('test/clocks/default')
@Tags('Sandbox')
export class TestClockController extends Controller {
  constructor(private readonly clock: TestClockService) {
    super();
  }

  /** Business time now, and its distance from wall time. */
  @Get()
  getClock(): Promise<TestClock> {
    return this.clock.show();
  }

  /** Moves business time forward, by people of the operator: all of a sandbox share the one clock. At most 400 days at a time, never beyond 2100. Everything due on the way is done in order before the answer comes: time-outs, expiries, closes, nightly runs, documents and settlement proposals. */
  @Post('advance')
  @Security('kongsi', ['test.clock'])
  @SuccessResponse(200, 'Moved')
  @Response<Problem>(400, 'Neither or both of to and bySeconds, or too far away')
  @Response<Problem>(401, 'The access token is refused')
  @Response<Problem>(403, 'Not a person of the operator')
  @Response<Problem>(409, 'The time has passed already')
  async advanceClock(@Body() body: AdvanceRequest): Promise<TestClock> {
    if ((body.to === undefined) === (body.bySeconds === undefined)) throw new DomainError('validation_failed', { detail: 'Send exactly one of to and bySeconds.', fields: [{ pointer: '/to', code: 'exactly_one', detail: 'Send to or bySeconds.' }] });
    if (body.to !== undefined) return this.clock.advance(instantFromWire(body.to, '/to'));
    const { now } = await this.clock.show();
    return this.clock.advance(new Date(Date.parse(now) + (body.bySeconds ?? 0) * 1000));
  }
}
