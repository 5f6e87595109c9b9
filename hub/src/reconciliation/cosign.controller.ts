import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { CoSigningService } from './cosign.service';
import type { SignWindowRequest, WindowSignature, WindowSignatures } from './reconciliation.wire';

/** Windows that a partner and the hub have both signed. */
@Route('settlement-windows')
@Tags('Reconciliation')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token or the signature is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here')
@Response<Problem>(409, 'The window is not calculated yet')
export class CoSigningController extends Controller {
  constructor(private readonly signing: CoSigningService) {
    super();
  }

  /** What may be signed of a window, and who has signed it: a partner sees its own signature. */
  @Get('{windowId}/signatures')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  getWindowSignatures(@Request() request: ExpressRequest, @Path() windowId: string): Promise<WindowSignatures> {
    return this.signing.get(request.kongsi, windowId);
  }

  /** Signs a window with the partner's key; the hub signs the same bytes. It is then billed without dispute except on newer evidence. */
  @Post('{windowId}/signatures')
  @Security('kongsi', ['settlement:write'])
  @SuccessResponse(200, 'Signed by both')
  signWindow(@Request() request: ExpressRequest, @Path() windowId: string, @Body() body: SignWindowRequest): Promise<WindowSignature> {
    return this.signing.sign(request.kongsi, windowId, body.jws);
  }
}
