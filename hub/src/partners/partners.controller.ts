import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { PartnersService } from './partners.service';
import type { KeysService } from './keys.service';
import type { Key, KeyRequest, Outlet, OutletRequest, Partner, PartnerRequest, PartnerSummary, RevokeRequest, Till, TillRequest } from './partners.wire';

/** Brands, their outlets and tills. */
@Route('')
@Tags('Partners')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state')
export class PartnersController extends Controller {
  constructor(private readonly partners: PartnersService) {
    super();
  }

  /** The brands of the coalition. Of other partners only id, code and brand name are shown. */
  @Get('partners')
  @Security('kongsi', ['partner:read', 'partners.read'])
  listPartners(@Request() request: ExpressRequest, @Query() status?: 'ACTIVE' | 'SUSPENDED', @Query() search?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string, @Query() totals?: boolean): Promise<Page<PartnerSummary | Partner>> {
    return this.partners.list(request.kongsi, { limit, cursor, sort, totals }, { status, search });
  }

  /** The caller's own partner. */
  @Get('partners/me')
  @Security('kongsi', ['partner:read', 'partners.read'])
  getOwnPartner(@Request() request: ExpressRequest): Promise<Partner> {
    return this.partners.me(request.kongsi);
  }

  /** One partner: itself, or any for the operator. */
  @Get('partners/{partnerId}')
  @Security('kongsi', ['partner:read', 'partners.read'])
  getPartner(@Request() request: ExpressRequest, @Path() partnerId: string): Promise<Partner> {
    return this.partners.get(request.kongsi, partnerId);
  }

  /** Takes a brand into the coalition. It can sell nothing until it has terms and a key. */
  @Post('partners')
  @Security('kongsi', ['partners.make'])
  @SuccessResponse(201, 'Made')
  createPartner(@Request() request: ExpressRequest, @Body() body: PartnerRequest): Promise<Partner> {
    this.setStatus(201);
    return this.partners.create(request.kongsi, body);
  }

  /** Stops earns and burns of a partner; captures, reversals, documents and settlement go on. */
  @Post('partners/{partnerId}/suspend')
  @Security('kongsi', ['partners.make'])
  @SuccessResponse(200, 'Suspended')
  suspendPartner(@Request() request: ExpressRequest, @Path() partnerId: string, @Body() body: RevokeRequest): Promise<Partner> {
    return this.partners.suspend(request.kongsi, partnerId, 'SUSPENDED', body.reason);
  }

  /** Lets a suspended partner earn and burn again. */
  @Post('partners/{partnerId}/resume')
  @Security('kongsi', ['partners.make'])
  @SuccessResponse(200, 'Active again')
  resumePartner(@Request() request: ExpressRequest, @Path() partnerId: string, @Body() body: RevokeRequest): Promise<Partner> {
    return this.partners.suspend(request.kongsi, partnerId, 'ACTIVE', body.reason);
  }

  /** Outlets: a partner's own, or all for the operator. */
  @Get('outlets')
  @Security('kongsi', ['partner:read', 'partners.read'])
  listOutlets(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<Outlet>> {
    return this.partners.outlets(request.kongsi, { limit, cursor }, partnerId);
  }

  /** Adds a shop or a channel. */
  @Post('outlets')
  @Security('kongsi', ['outlets.make'])
  @SuccessResponse(201, 'Made')
  addOutlet(@Request() request: ExpressRequest, @Body() body: OutletRequest): Promise<Outlet> {
    this.setStatus(201);
    return this.partners.addOutlet(request.kongsi, body);
  }

  /** Ends an outlet; sales of it are refused from then on. */
  @Post('outlets/{outletId}/disable')
  @Security('kongsi', ['outlets.make'])
  @SuccessResponse(200, 'Disabled')
  disableOutlet(@Request() request: ExpressRequest, @Path() outletId: string): Promise<Outlet> {
    return this.partners.disableOutlet(request.kongsi, outletId);
  }

  /** Tills: a partner's own, or all for the operator. */
  @Get('tills')
  @Security('kongsi', ['partner:read', 'partners.read'])
  listTills(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<Till>> {
    return this.partners.tills(request.kongsi, { limit, cursor }, partnerId);
  }

  /** Adds a till to an outlet. */
  @Post('tills')
  @Security('kongsi', ['outlets.make'])
  @SuccessResponse(201, 'Made')
  addTill(@Request() request: ExpressRequest, @Body() body: TillRequest): Promise<Till> {
    this.setStatus(201);
    return this.partners.addTill(request.kongsi, body);
  }

  /** Ends a till; tokens that name it are refused from then on. */
  @Post('tills/{tillId}/disable')
  @Security('kongsi', ['outlets.make'])
  @SuccessResponse(200, 'Disabled')
  disableTill(@Request() request: ExpressRequest, @Path() tillId: string): Promise<Till> {
    return this.partners.disableTill(request.kongsi, tillId);
  }
}

/** Public keys that sign partners' requests. */
@Route('keys')
@Tags('Keys')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
export class KeysController extends Controller {
  constructor(private readonly keys: KeysService) {
    super();
  }

  /** Keys, newest first: a partner's own, or all for the operator. */
  @Get()
  @Security('kongsi', ['key:write', 'keys.read'])
  listKeys(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() status?: 'PENDING_APPROVAL' | 'ACTIVE' | 'REVOKED', @Query() limit?: number, @Query() cursor?: string): Promise<Page<Key>> {
    return this.keys.list(request.kongsi, { limit, cursor }, partnerId, status);
  }

  /** Registers a public key with proof of possession. A second person approves it before it may sign; several keys may be active, which is how keys are rotated. */
  @Post()
  @Security('kongsi', ['key:write', 'keys.make'])
  @SuccessResponse(201, 'Registered')
  @Response<Problem>(409, 'The key is registered already')
  @Response<Problem>(422, 'The proof of possession is wrong')
  registerKey(@Request() request: ExpressRequest, @Body() body: KeyRequest): Promise<Key> {
    this.setStatus(201);
    return this.keys.register(request.kongsi, body);
  }

  /** Approves a key that somebody else registered. */
  @Post('{keyId}/approve')
  @Security('kongsi', ['keys.check'])
  @SuccessResponse(200, 'Active')
  @Response<Problem>(409, 'The key does not wait for approval')
  approveKey(@Request() request: ExpressRequest, @Path() keyId: string): Promise<Key> {
    return this.keys.approve(request.kongsi, keyId);
  }

  /** Revokes a key: nothing it signs is accepted from then on, in any process. */
  @Post('{keyId}/revoke')
  @Security('kongsi', ['key:write', 'keys.revoke'])
  @SuccessResponse(200, 'Revoked')
  revokeKey(@Request() request: ExpressRequest, @Path() keyId: string, @Body() body: RevokeRequest): Promise<Key> {
    return this.keys.revoke(request.kongsi, keyId, body.reason);
  }
}
