import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from 'tsoa';
import type { Page, Problem } from '../http/wire';
import type { SettlementApi } from './settlement.api';
import type { AbortRequest, ApproveRequest, Obligation, Payment, PaymentRequest, Settlement, SettlementLine, SettlementRequest } from './settlement.wire';

/** From closed windows to money: proposals, two approvals, obligations, payments. */
@Route('')
@Tags('Settlement')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state')
export class SettlementsController extends Controller {
  constructor(private readonly settlement: SettlementApi) {
    super();
  }

  /** Settlements, newest first. */
  @Get('settlements')
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  listSettlements(@Request() request: ExpressRequest, @Query() status?: 'PROPOSED' | 'SETTLING' | 'SETTLED' | 'ABORTED', @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<Settlement>> {
    return this.settlement.list(request.kongsi, { limit, cursor, sort, totals }, status);
  }

  /** One settlement, with the hash that two people approve. */
  @Get('settlements/{settlementId}')
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  getSettlement(@Request() request: ExpressRequest, @Path() settlementId: string): Promise<Settlement> {
    return this.settlement.settlement(request.kongsi, settlementId);
  }

  /** The bilateral matrix: claims by payer and payee. A partner sees its own row and column. */
  @Get('settlements/{settlementId}/lines')
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  getSettlementLines(@Request() request: ExpressRequest, @Path() settlementId: string): Promise<{ data: SettlementLine[] }> {
    return this.settlement.lines(request.kongsi, settlementId);
  }

  /** One net amount a partner against the hub. */
  @Get('settlements/{settlementId}/obligations')
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  getObligations(@Request() request: ExpressRequest, @Path() settlementId: string): Promise<{ data: Obligation[] }> {
    return this.settlement.obligations(request.kongsi, settlementId);
  }

  /** Proposes a settlement of all closed, calculated windows that are in no live one. */
  @Post('settlements')
  @Security('kongsi', ['settlements.make'])
  @SuccessResponse(201, 'Proposed')
  propose(@Request() request: ExpressRequest, @Body() body: SettlementRequest): Promise<Settlement> {
    this.setStatus(201);
    return this.settlement.propose(request.kongsi, body.upTo);
  }

  /** Approves the hash of a proposal. The second, other person's approval fixes the obligations and issues the netting statements. */
  @Post('settlements/{settlementId}/approve')
  @Security('kongsi', ['settlements.approve'])
  @SuccessResponse(200, 'Approved')
  approveSettlement(@Request() request: ExpressRequest, @Path() settlementId: string, @Body() body: ApproveRequest): Promise<Settlement> {
    return this.settlement.approve(request.kongsi, settlementId, body.settlementHash);
  }

  /** Takes a proposal back; its windows wait for the next settlement. */
  @Post('settlements/{settlementId}/abort')
  @Security('kongsi', ['settlements.approve'])
  @SuccessResponse(200, 'Aborted')
  abortSettlement(@Request() request: ExpressRequest, @Path() settlementId: string, @Body() body: AbortRequest): Promise<Settlement> {
    return this.settlement.abort(request.kongsi, settlementId, body.reason);
  }

  /** Records money for an obligation, received or paid out. The same bank reference is recorded once. */
  @Post('payments')
  @Security('kongsi', ['payments.make'])
  @SuccessResponse(201, 'Recorded')
  recordPayment(@Request() request: ExpressRequest, @Body() body: PaymentRequest): Promise<Payment> {
    this.setStatus(201);
    return this.settlement.pay(request.kongsi, body);
  }

  /** Recorded payments, newest first. */
  @Get('payments')
  @Security('kongsi', ['settlement:read', 'payments.read'])
  listPayments(@Request() request: ExpressRequest, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<Payment>> {
    return this.settlement.payments(request.kongsi, { limit, cursor, sort });
  }
}
