import type { Request as ExpressRequest } from 'express';
import { Controller, Get, Request, Response, Route, Security, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { Clock } from '../kernel/clock';
import { wireId } from '../kernel/ids';
import { userOf } from './request-context';

/** Who the caller is to the hub. */
export interface SessionView {
  object: 'session';
  subject: string;
  name: string;
  roles: string[];
  /** `prt_…` of people of a partner. */
  partnerId?: string;
  environment: 'SANDBOX' | 'LIVE';
  /** Business time. */
  now: string;
}

@Route('session')
@Tags('Portal')
@Response<Problem>(401, 'The token is refused')
export class SessionController extends Controller {
  constructor(private readonly clock: Clock, private readonly environment: 'SANDBOX' | 'LIVE') {
    super();
  }

  /** The person behind the access token, and business time. */
  @Get()
  @Security('kongsi', ['session.read'])
  getSession(@Request() request: ExpressRequest): SessionView {
    const user = userOf(request.kongsi);
    return { object: 'session', subject: user.subject, name: user.name, roles: [...user.roles], ...(user.partnerId !== undefined && { partnerId: wireId('prt', user.partnerId) }), environment: this.environment, now: this.clock.now().toISOString() };
  }
}
