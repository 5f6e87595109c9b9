import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Post, Request, Response, Route, Security, SuccessResponse, Tags } from 'tsoa';
import type { Problem } from '../http/wire';
import type { MembersService } from './members.service';
import type { EnrolRequest, LookupRequest, LookupResult, Member } from './members.wire';

/** The people who hold points. Personal data stands in bodies only, never in an address. */
@Route('members')
@Tags('Members')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(409, 'An identifier is in use')
export class MembersController extends Controller {
  constructor(private readonly members: MembersService) {
    super();
  }

  /** Enrols a member with at least one identifier. */
  @Post()
  @Security('kongsi', ['member:write'])
  @SuccessResponse(201, 'Enrolled')
  enrol(@Request() request: ExpressRequest, @Body() body: EnrolRequest): Promise<Member> {
    this.setStatus(201);
    return this.members.enrol(request.kongsi, body);
  }

  /** Finds the member behind a reference. */
  @Post('lookup')
  @Security('kongsi', ['member:read'])
  @SuccessResponse(200, 'Found')
  lookup(@Request() request: ExpressRequest, @Body() body: LookupRequest): Promise<LookupResult> {
    this.setStatus(200);
    return this.members.lookup(request.kongsi, body);
  }
}
