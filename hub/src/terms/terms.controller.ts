import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { TermsService } from './terms.service';
import type { CountersignRequest, Terms, TermsRequest, WithdrawTermsRequest } from './terms.wire';

/** Prices, fees and rules as dated, hashed and countersigned versions. */
@Route('terms')
@Tags('Terms')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state, ambiguous, overlapping, or without a price')
export class TermsController extends Controller {
  constructor(private readonly terms: TermsService) {
    super();
  }

  /**
   * Versions, newest first. A partner sees its own and the coalition's.
   * @param party `prt_…` or `COALITION`
   */
  @Get()
  @Security('kongsi', ['partner:read', 'terms.read'])
  listTerms(@Request() request: ExpressRequest, @Query() party?: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<Terms>> {
    return this.terms.list(request.kongsi, { limit, cursor }, party);
  }

  /** One version with its hash. */
  @Get('{termsId}')
  @Security('kongsi', ['partner:read', 'terms.read'])
  getTerms(@Request() request: ExpressRequest, @Path() termsId: string): Promise<Terms> {
    return this.terms.get(request.kongsi, termsId);
  }

  /**
   * Proposes a version. It prices nothing until another person approves it and the partner countersigns its hash. It begins on a later business date than
   * today, or names in `correctsVersion` the version whose past prices it corrects; then it prices by restatement only. The answer shows each pair whose
   * pay and receive prices differ with it. Every field that keeps it from being published is named.
   */
  @Post()
  @Security('kongsi', ['terms.make'])
  @SuccessResponse(201, 'Proposed')
  proposeTerms(@Request() request: ExpressRequest, @Body() body: TermsRequest): Promise<Terms> {
    this.setStatus(201);
    return this.terms.propose(request.kongsi, body);
  }

  /** The operator's second person signs the hash. */
  @Post('{termsId}/approve')
  @Security('kongsi', ['terms.check'])
  @SuccessResponse(200, 'Approved')
  approveTerms(@Request() request: ExpressRequest, @Path() termsId: string, @Body() body: CountersignRequest): Promise<Terms> {
    return this.terms.approve(request.kongsi, termsId, body.termsHash);
  }

  /** The partner signs the hash; the version is in force from its first date. */
  @Post('{termsId}/countersign')
  @Security('kongsi', ['terms.countersign'])
  @SuccessResponse(200, 'Countersigned')
  countersignTerms(@Request() request: ExpressRequest, @Path() termsId: string, @Body() body: CountersignRequest): Promise<Terms> {
    return this.terms.countersign(request.kongsi, termsId, body.termsHash);
  }

  /** Takes back a version that does not price yet: the operator its own proposal, the partner what it does not accept. */
  @Post('{termsId}/withdraw')
  @Security('kongsi', ['terms.withdraw'])
  @SuccessResponse(200, 'Withdrawn')
  withdrawTerms(@Request() request: ExpressRequest, @Path() termsId: string, @Body() body: WithdrawTermsRequest): Promise<Terms> {
    return this.terms.withdraw(request.kongsi, termsId, body.reason);
  }
}
