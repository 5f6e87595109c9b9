import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { MembersService } from './members.service';
import type { EnrolRequest, FreezeRequest, LookupRequest, LookupResult, Member } from './members.wire';

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
  @Security('kongsi', ['member:read', 'members.read'])
  @SuccessResponse(200, 'Found')
  lookup(@Request() request: ExpressRequest, @Body() body: LookupRequest): Promise<LookupResult> {
    this.setStatus(200);
    return this.members.lookup(request.kongsi, body);
  }

  /** One member: for the partner that enrolled, linked or just served it, and for the operator. */
  @Get('{memberId}')
  @Security('kongsi', ['member:read', 'members.read'])
  @Response<Problem>(404, 'Not here, or not yours')
  @Response<Member>(301, 'Merged into the member at Location')
  async getMember(@Request() request: ExpressRequest, @Path() memberId: string): Promise<Member> {
    const member = await this.members.get(request.kongsi, memberId);
    if (member.mergedInto !== undefined) {
      this.setStatus(301);
      this.setHeader('Location', `/v1/members/${member.mergedInto}`);
    }
    return member;
  }

  /** Freezes a member: no earn and no burn until it is thawed; points stay. */
  @Post('{memberId}/freeze')
  @Security('kongsi', ['members.freeze'])
  @SuccessResponse(200, 'Frozen')
  @Response<Problem>(403, 'The role does not allow it')
  freezeMember(@Request() request: ExpressRequest, @Path() memberId: string, @Body() body: FreezeRequest): Promise<Member> {
    return this.members.freeze(request.kongsi, memberId, true, body.reason);
  }

  /** Lets a frozen member earn and burn again. */
  @Post('{memberId}/unfreeze')
  @Security('kongsi', ['members.freeze'])
  @SuccessResponse(200, 'Active again')
  @Response<Problem>(403, 'The role does not allow it')
  unfreezeMember(@Request() request: ExpressRequest, @Path() memberId: string, @Body() body: FreezeRequest): Promise<Member> {
    return this.members.freeze(request.kongsi, memberId, false, body.reason);
  }

  /** Locks spending of a lost card or a stolen account: no burn, hold or transfer until it is unlocked; earning goes on. */
  @Post('{memberId}/lock')
  @Security('kongsi', ['members.freeze'])
  @SuccessResponse(200, 'Locked')
  @Response<Problem>(403, 'The role does not allow it')
  lockMember(@Request() request: ExpressRequest, @Path() memberId: string, @Body() body: FreezeRequest): Promise<Member> {
    return this.members.lock(request.kongsi, memberId, true, body.reason);
  }

  /** Lets a locked member spend again. */
  @Post('{memberId}/unlock')
  @Security('kongsi', ['members.freeze'])
  @SuccessResponse(200, 'Unlocked')
  @Response<Problem>(403, 'The role does not allow it')
  unlockMember(@Request() request: ExpressRequest, @Path() memberId: string, @Body() body: FreezeRequest): Promise<Member> {
    return this.members.lock(request.kongsi, memberId, false, body.reason);
  }
}
