import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { SettlementApi } from './settlement.api';
import type { AbortRequest, ApproveRequest, Obligation, Settlement, SettlementFacts, SettlementLine, SettlementRequest } from './settlement.wire';

/** From closed windows to obligations: proposals and two approvals. */
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

  /**
   * Settlements, newest first. A partner sees those of the coalition's own group, and of another one those in which it has an obligation.
   * @param groupId of one settlement group
   */
  @Get('settlements')
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  listSettlements(@Request() request: ExpressRequest, @Query() status?: 'PROPOSED' | 'SETTLING' | 'SETTLED' | 'ABORTED', @Query() groupId?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<Settlement>> {
    return this.settlement.list(request.kongsi, { limit, cursor, sort, totals }, { status, groupId });
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

  /** What the settlement rests on: windows with their calculations, engine, log and terms. */
  @Get('settlements/{settlementId}/facts')
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  getSettlementFacts(@Request() request: ExpressRequest, @Path() settlementId: string): Promise<SettlementFacts> {
    return this.settlement.facts(request.kongsi, settlementId);
  }

  /** What each partner pays the hub or is paid by it: one net amount, or as many as the netting of the group makes. */
  @Get('settlements/{settlementId}/obligations')
  @Security('kongsi', ['settlement:read', 'settlements.read'])
  getObligations(@Request() request: ExpressRequest, @Path() settlementId: string): Promise<{ data: Obligation[] }> {
    return this.settlement.obligations(request.kongsi, settlementId);
  }

  /** Proposes a settlement of all closed, calculated windows that are in no live one of the group. */
  @Post('settlements')
  @Security('kongsi', ['settlements.make'])
  @SuccessResponse(201, 'Proposed')
  propose(@Request() request: ExpressRequest, @Body() body: SettlementRequest): Promise<Settlement> {
    this.setStatus(201);
    return this.settlement.propose(request.kongsi, body);
  }

  /** Approves the hash of a proposal. The second, other person's approval fixes the obligations and issues the netting statements. */
  @Post('settlements/{settlementId}/approve')
  @Security('kongsi', ['settlements.approve'])
  @SuccessResponse(200, 'Approved')
  approveSettlement(@Request() request: ExpressRequest, @Path() settlementId: string, @Body() body: ApproveRequest): Promise<Settlement> {
    return this.settlement.approve(request.kongsi, settlementId, body.settlementHash);
  }

  /** Takes a settlement back before money has met it: the first person asks, another one aborts. Its windows wait for the next settlement; statements that were issued are answered by a document each. */
  @Post('settlements/{settlementId}/abort')
  @Security('kongsi', ['settlements.approve'])
  @SuccessResponse(200, 'Asked for, or aborted')
  abortSettlement(@Request() request: ExpressRequest, @Path() settlementId: string, @Body() body: AbortRequest): Promise<Settlement> {
    return this.settlement.abort(request.kongsi, settlementId, body.reason);
  }

  /**
   * Obligations of partners over all approved settlements, the earliest due date first, each with what is open of its principal, fees and PPN.
   * @param direction `PAYS_HUB` or `HUB_PAYS`
   * @param overdue only what is open and past due
   * @param sort `dueDate`, `netCash` or `partyName`, `-` for falling
   */
  @Get('obligations')
  @Security('kongsi', ['settlement:read', 'payments.read'])
  listObligations(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() status?: 'OPEN' | 'SETTLED', @Query() direction?: 'PAYS_HUB' | 'HUB_PAYS', @Query() overdue?: boolean, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<Obligation>> {
    return this.settlement.allObligations(request.kongsi, { limit, cursor, sort, totals }, { partnerId, status, direction, overdue });
  }

  /** One obligation. */
  @Get('obligations/{obligationId}')
  @Security('kongsi', ['settlement:read', 'payments.read'])
  getObligation(@Request() request: ExpressRequest, @Path() obligationId: string): Promise<Obligation> {
    return this.settlement.obligation(request.kongsi, obligationId);
  }
}
