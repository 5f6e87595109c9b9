import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { SettlementGroupsService } from './settlement-groups.service';
import type { SettlementGroup, SettlementGroupChange, SettlementGroupMemberRequest, SettlementGroupRequest, SettlementGroupRulesRequest } from './settlement-groups.wire';
import type { AbortRequest } from './settlement.wire';

/** Partners that settle among themselves: how a group nets, how often it settles, and who is in it. */
@Route('')
@Tags('Settlement')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here')
@Response<Problem>(409, 'Not allowed in this state')
export class SettlementGroupsController extends Controller {
  constructor(private readonly groups: SettlementGroupsService) {
    super();
  }

  /** Every group with its rules and its members on the business date of the open window, the coalition's own first. */
  @Get('settlement-groups')
  @Security('kongsi', ['settlementGroups.read'])
  listSettlementGroups(): Promise<{ data: SettlementGroup[] }> {
    return this.groups.list();
  }

  /** One settlement group with its rules and its members. */
  @Get('settlement-groups/{groupId}')
  @Security('kongsi', ['settlementGroups.read'])
  getSettlementGroup(@Path() groupId: string): Promise<SettlementGroup> {
    return this.groups.group(groupId);
  }

  /** Makes a group and proposes its first rules. It settles nothing until another person has approved them and partners have joined. */
  @Post('settlement-groups')
  @Security('kongsi', ['settlementGroups.make'])
  @SuccessResponse(201, 'Made, its rules proposed')
  createSettlementGroup(@Request() request: ExpressRequest, @Body() body: SettlementGroupRequest): Promise<SettlementGroup> {
    this.setStatus(201);
    return this.groups.create(request.kongsi, body);
  }

  /** Proposes other rules of a group from a day on; the coalition's own group has rules too. What is calculated before that day settles by the rules of its settlement's last window. */
  @Post('settlement-groups/{groupId}/rules')
  @Security('kongsi', ['settlementGroups.make'])
  @SuccessResponse(201, 'Proposed')
  proposeGroupRules(@Request() request: ExpressRequest, @Path() groupId: string, @Body() body: SettlementGroupRulesRequest): Promise<SettlementGroupChange> {
    this.setStatus(201);
    return this.groups.proposeRules(request.kongsi, groupId, body);
  }

  /** Proposes that a partner be in a group from a day on. It leaves a group by joining the coalition's own. */
  @Post('settlement-groups/{groupId}/members')
  @Security('kongsi', ['settlementGroups.make'])
  @SuccessResponse(201, 'Proposed')
  proposeGroupMember(@Request() request: ExpressRequest, @Path() groupId: string, @Body() body: SettlementGroupMemberRequest): Promise<SettlementGroupChange> {
    this.setStatus(201);
    return this.groups.proposeMember(request.kongsi, groupId, body);
  }

  /**
   * Changes of groups, newest first.
   * @param groupId of one group
   * @param status `PROPOSED`, `APPROVED` or `WITHDRAWN`
   * @param sort `validFrom` or `madeAt`, `-` for falling
   */
  @Get('settlement-group-changes')
  @Security('kongsi', ['settlementGroups.read'])
  listSettlementGroupChanges(@Query() groupId?: string, @Query() status?: 'PROPOSED' | 'APPROVED' | 'WITHDRAWN', @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<SettlementGroupChange>> {
    return this.groups.changes({ limit, cursor, sort }, { groupId, status });
  }

  /** The second person: the change is in force from its day on. */
  @Post('settlement-group-changes/{changeId}/approve')
  @Security('kongsi', ['settlementGroups.check'])
  @SuccessResponse(200, 'Approved')
  approveGroupChange(@Request() request: ExpressRequest, @Path() changeId: string): Promise<SettlementGroupChange> {
    return this.groups.approve(request.kongsi, changeId);
  }

  /** Takes a proposal back; it stays as a row with who did it and why. */
  @Post('settlement-group-changes/{changeId}/withdraw')
  @Security('kongsi', ['settlementGroups.withdraw'])
  @SuccessResponse(200, 'Withdrawn')
  withdrawGroupChange(@Request() request: ExpressRequest, @Path() changeId: string, @Body() body: AbortRequest): Promise<SettlementGroupChange> {
    return this.groups.withdraw(request.kongsi, changeId, body.reason);
  }
}
