import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { DecisionRequest } from './payments.wire';
import type { VirtualAccountsService } from './virtual-accounts.service';
import type { VirtualAccount, VirtualAccountRequest } from './virtual-accounts.wire';

/** Virtual accounts: numbers of the hub's collecting bank by which money that comes in names its partner. */
@Route('virtual-accounts')
@Tags('Cash')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state')
export class VirtualAccountsController extends Controller {
  constructor(private readonly accounts: VirtualAccountsService) {
    super();
  }

  /**
   * Virtual accounts, the newest first: a partner's own once they were accepted, or all for the operator.
   * @param sort `validFrom`, `partnerName` or `number`, `-` for falling
   */
  @Get()
  @Security('kongsi', ['accounts.read'])
  listVirtualAccounts(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() status?: VirtualAccount['status'], @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<VirtualAccount>> {
    return this.accounts.list(request.kongsi, { limit, cursor, sort }, { partnerId, status });
  }

  /** Proposes a virtual account of a partner. The number is the bank's; one that is, or was, another partner's is refused. */
  @Post()
  @Security('kongsi', ['virtualAccounts.make'])
  @SuccessResponse(201, 'Proposed')
  proposeVirtualAccount(@Request() request: ExpressRequest, @Body() body: VirtualAccountRequest): Promise<VirtualAccount> {
    this.setStatus(201);
    return this.accounts.propose(request.kongsi, body);
  }

  /** One virtual account. */
  @Get('{virtualAccountId}')
  @Security('kongsi', ['accounts.read'])
  getVirtualAccount(@Request() request: ExpressRequest, @Path() virtualAccountId: string): Promise<VirtualAccount> {
    return this.accounts.get(request.kongsi, virtualAccountId);
  }

  /** The second person's yes: from its day on statements print it, and what comes to it is matched. */
  @Post('{virtualAccountId}/approve')
  @Security('kongsi', ['virtualAccounts.check'])
  @SuccessResponse(200, 'Accepted')
  approveVirtualAccount(@Request() request: ExpressRequest, @Path() virtualAccountId: string): Promise<VirtualAccount> {
    return this.accounts.approve(request.kongsi, virtualAccountId);
  }

  /** Rejects a virtual account that waits; its number is free again. */
  @Post('{virtualAccountId}/reject')
  @Security('kongsi', ['virtualAccounts.check'])
  @SuccessResponse(200, 'Rejected')
  rejectVirtualAccount(@Request() request: ExpressRequest, @Path() virtualAccountId: string, @Body() body: DecisionRequest): Promise<VirtualAccount> {
    return this.accounts.reject(request.kongsi, virtualAccountId, body.reason);
  }

  /** Ends an accepted virtual account today. It stays in the books and its number with the partner; what the bank books to it from today on waits for a person. */
  @Post('{virtualAccountId}/end')
  @Security('kongsi', ['virtualAccounts.check'])
  @SuccessResponse(200, 'Ended')
  endVirtualAccount(@Request() request: ExpressRequest, @Path() virtualAccountId: string, @Body() body: DecisionRequest): Promise<VirtualAccount> {
    return this.accounts.end(request.kongsi, virtualAccountId, body.reason);
  }
}
