import { Body, Controller, Post, Response, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { SandboxService } from './sandbox.service';
import type { SandboxPartner, SandboxPartnerRequest } from './sandbox.wire';

/** What only a sandbox has. */
@Route('test')
@Tags('Sandbox')
export class SandboxController extends Controller {
  constructor(private readonly sandbox: SandboxService) {
    super();
  }

  /** Makes a partner with an outlet, a till, a key and the sandbox's standard terms, at once and without approval. */
  @Post('partners')
  @SuccessResponse(201, 'Made')
  @Response<Problem>(409, 'The key is registered already')
  @Response<Problem>(422, 'The proof of possession is wrong')
  partner(@Body() body: SandboxPartnerRequest): Promise<SandboxPartner> {
    this.setStatus(201);
    return this.sandbox.makePartner(body);
  }
}
