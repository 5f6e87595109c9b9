import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { DecisionRequest, Payment, Refund, RefundRequest } from './payments.wire';
import type { RefundsService } from './refunds.service';
import type { UnmatchService } from './unmatch.service';

/** Money that turns back: payments that are un-matched, and refunds of what met nothing. */
@Route('')
@Tags('Cash')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state')
@Response<Problem>(422, 'The currency is not supported')
export class RefundsController extends Controller {
  constructor(private readonly refunds: RefundsService, private readonly unmatching: UnmatchService) {
    super();
  }

  /**
   * Takes a payment of the bank back with everything that it met: one person asks, another one does it by the same call. What it met is open again, its bank
   * entry waits again, and its reference may be recorded for what it really was. Not once a settlement that it met is settled, or its rest was used or refunded.
   */
  @Post('payments/{paymentId}/unmatch')
  @Security('kongsi', ['payments.unmatch'])
  @SuccessResponse(200, 'Asked for, or done')
  unmatchPayment(@Request() request: ExpressRequest, @Path() paymentId: string, @Body() body: DecisionRequest): Promise<Payment> {
    return this.unmatching.unmatch(request.kongsi, paymentId, body.reason);
  }

  /**
   * Refunds, newest first.
   * @param sort `madeAt` or `amount`, `-` for falling
   */
  @Get('refunds')
  @Security('kongsi', ['settlement:read', 'payments.read'])
  listRefunds(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() status?: Refund['status'], @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<Refund>> {
    return this.refunds.list(request.kongsi, { limit, cursor, sort }, { partnerId, status });
  }

  /** One refund. */
  @Get('refunds/{refundId}')
  @Security('kongsi', ['settlement:read', 'payments.read'])
  getRefund(@Request() request: ExpressRequest, @Path() refundId: string): Promise<Refund> {
    return this.refunds.get(request.kongsi, refundId);
  }

  /** Proposes to give back what a payment has left; from now on the next settlement does not use it. */
  @Post('refunds')
  @Security('kongsi', ['refunds.make'])
  @SuccessResponse(201, 'Proposed')
  proposeRefund(@Request() request: ExpressRequest, @Body() body: RefundRequest): Promise<Refund> {
    this.setStatus(201);
    return this.refunds.propose(request.kongsi, body);
  }

  /** Another person's yes, which makes the payment instruction to the partner's accepted account. */
  @Post('refunds/{refundId}/approve')
  @Security('kongsi', ['refunds.check'])
  @SuccessResponse(200, 'Approved')
  approveRefund(@Request() request: ExpressRequest, @Path() refundId: string): Promise<Refund> {
    return this.refunds.approve(request.kongsi, refundId);
  }

  /** Takes a refund back until the bank has paid it; its instruction must then not be executed. */
  @Post('refunds/{refundId}/withdraw')
  @Security('kongsi', ['refunds.withdraw'])
  @SuccessResponse(200, 'Withdrawn')
  withdrawRefund(@Request() request: ExpressRequest, @Path() refundId: string, @Body() body: DecisionRequest): Promise<Refund> {
    return this.refunds.withdraw(request.kongsi, refundId, body.reason);
  }
}
