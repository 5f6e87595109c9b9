import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { Balance, LotList } from './balance.wire';
import type { BurnRequest, CaptureRequest, EarnRequest, Hold, HoldRequest, Posting, ReversalRequest } from './ledger.wire';
import type { LedgerApi } from './ledger.service';
import type { Outcome } from './posting.service';

/** Points given, set aside, taken and given back. */
@Route('')
@Tags('Ledger')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Refused by a rule; the code names it')
@Response<Problem>(422, 'The key, the time or the currency is refused')
export class PostingsController extends Controller {
  constructor(private readonly ledger: LedgerApi) {
    super();
  }

  /** Gives points for a sale. Exactly one of `amount` and `points`. */
  @Post('earns')
  @Security('kongsi', ['earn:write'])
  @SuccessResponse(201, 'Committed')
  earn(@Request() request: ExpressRequest, @Body() body: EarnRequest): Promise<Posting> {
    return this.answer<Posting>(this.ledger.earn(request.kongsi, body));
  }

  /** Takes points in one step. Every leg names the lot and the brand that issued it. */
  @Post('burns')
  @Security('kongsi', ['burn:write'])
  @SuccessResponse(201, 'Committed')
  burn(@Request() request: ExpressRequest, @Body() body: BurnRequest): Promise<Posting> {
    return this.answer<Posting>(this.ledger.burn(request.kongsi, body));
  }

  /** Sets points aside until they are captured, released, or their time is over. */
  @Post('holds')
  @Security('kongsi', ['burn:write'])
  @SuccessResponse(201, 'Committed')
  hold(@Request() request: ExpressRequest, @Body() body: HoldRequest): Promise<Hold> {
    return this.answer<Hold>(this.ledger.hold(request.kongsi, body));
  }

  /** Takes held points, all of them when `points` is absent; the rest is released in the same posting. */
  @Post('holds/{holdId}/capture')
  @Security('kongsi', ['burn:write'])
  @SuccessResponse(201, 'Committed')
  capture(@Request() request: ExpressRequest, @Path() holdId: string, @Body() body: CaptureRequest): Promise<Posting> {
    return this.answer<Posting>(this.ledger.capture(request.kongsi, holdId, body));
  }

  /** Gives held points back. A released hold answers again. */
  @Post('holds/{holdId}/release')
  @Security('kongsi', ['burn:write'])
  @SuccessResponse(200, 'Released')
  release(@Request() request: ExpressRequest, @Path() holdId: string): Promise<Hold> {
    return this.answer<Hold>(this.ledger.release(request.kongsi, holdId));
  }

  /** Undoes an earlier burn or earn, wholly or in part. */
  @Post('reversals')
  @Security('kongsi', ['reversal:write'])
  @SuccessResponse(201, 'Committed')
  reverse(@Request() request: ExpressRequest, @Body() body: ReversalRequest): Promise<Posting> {
    return this.answer<Posting>(this.ledger.reverse(request.kongsi, body));
  }

  /** What became of a request whose answer was lost: the answer as it was first given. */
  @Get('postings/by-key/{key}')
  @Security('kongsi', ['posting:read'])
  byKey(@Request() request: ExpressRequest, @Path() key: string): Promise<Posting> {
    return this.answer<Posting>(this.ledger.byKey(request.kongsi, key));
  }

  /** A member's points now. */
  @Get('members/{memberId}/balance')
  @Security('kongsi', ['balance:read', 'members.read'])
  balance(@Request() request: ExpressRequest, @Path() memberId: string): Promise<Balance> {
    return this.ledger.balance(request.kongsi, memberId);
  }

  /** A member's lots; those of other brands are summed. */
  @Get('members/{memberId}/lots')
  @Security('kongsi', ['balance:read', 'members.read'])
  lots(@Request() request: ExpressRequest, @Path() memberId: string): Promise<LotList> {
    return this.ledger.lots(request.kongsi, memberId);
  }

  private async answer<T>(outcome: Promise<Outcome>): Promise<T> {
    const { status, answer, replayed } = await outcome;
    this.setStatus(status);
    if (replayed) this.setHeader('Idempotent-Replayed', 'true');
    return answer as T;
  }
}
