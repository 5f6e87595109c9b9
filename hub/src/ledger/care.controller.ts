import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Path, Post, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { CareService } from './care.service';
import type { LotView, Receivable } from './balance.wire';
import type { ExtendLotRequest, ExtensionRequest, ExtensionResult, ReasonRequest, VestRequest } from './care.wire';
import type { Posting } from './ledger.wire';

/** The life of lots, in the hands of their issuers and of the operator. */
@Route('')
@Tags('Ledger')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Refused by a rule; the code names it')
export class CareController extends Controller {
  constructor(private readonly care: CareService) {
    super();
  }

  /** Lets a pending lot vest before its day, or because its event came; an issuer names the event. */
  @Post('lots/{lotId}/vest')
  @Security('kongsi', ['earn:write', 'points.care'])
  @SuccessResponse(200, 'Vested')
  vestLot(@Request() request: ExpressRequest, @Path() lotId: string, @Body() body?: VestRequest): Promise<LotView> {
    return this.care.vest(request.kongsi, lotId, body?.event);
  }

  /** Lets a lot live longer; never shorter. */
  @Post('lots/{lotId}/extend')
  @Security('kongsi', ['points.care'])
  @SuccessResponse(200, 'Extended')
  extendLot(@Request() request: ExpressRequest, @Path() lotId: string, @Body() body: ExtendLotRequest): Promise<LotView> {
    return this.care.extend(request.kongsi, lotId, body);
  }

  /** Freezes expiry until an instant, of one issuer or of all: every lot that would end before it lives until then. */
  @Post('lot-extensions')
  @Security('kongsi', ['points.care'])
  @SuccessResponse(200, 'Extended')
  extendLots(@Request() request: ExpressRequest, @Body() body: ExtensionRequest): Promise<ExtensionResult> {
    return this.care.extendAll(request.kongsi, body);
  }

  /** Takes an expiry back: its points return to their lot, with fourteen days of grace. */
  @Post('postings/{postingId}/reinstate')
  @Security('kongsi', ['points.care'])
  @SuccessResponse(200, 'Reinstated')
  reinstate(@Request() request: ExpressRequest, @Path() postingId: string, @Body() body: ReasonRequest): Promise<Posting> {
    return this.care.reinstate(request.kongsi, postingId, body);
  }

  /** Gives up what a member owes from a refund; the id is that of the refund's posting. */
  @Post('receivables/{postingId}/write-off')
  @Security('kongsi', ['reversal:write', 'points.care'])
  @SuccessResponse(200, 'Written off')
  writeOff(@Request() request: ExpressRequest, @Path() postingId: string, @Body() body: ReasonRequest): Promise<Receivable> {
    return this.care.writeOff(request.kongsi, postingId, body);
  }
}
