import express, { type NextFunction, type Request, type Response } from 'express';
import type { RequestListener } from 'node:http';
import type { Pool } from 'pg';
import type { TokenFacts } from '../access/partner-token';
import type { PortalTokens } from '../access/portal-token';
import { DomainError } from '../kernel/errors';
import { senderOf } from './authentication';
import { readBody } from './body';
import { contractGuard } from './contract-guard';
import { readContract, serveDocs } from './docs';
import { API_VERSION, door, type DoorParts } from './door';
import { problemHandler } from './errors';
import { RegisterRoutes } from './generated/routes';
import { linkToNext } from './link';
import { bySegment } from './segments';

export interface AppParts extends Omit<DoorParts, 'senderOf'> {
  readonly pool: Pool;
  readonly makers: ReadonlyMap<unknown, () => unknown>;
  /** @param judgedAgain whether the transaction of what is asked judges key and token once more, so that what was seen of the key a second ago will do here */
  readonly tokenFacts: (judgedAgain?: boolean) => TokenFacts;
  /** Absent where no identity provider is configured: then only partners' keys get in. */
  readonly portalTokens: PortalTokens | undefined;
  /** Whether /v1/test is there. */
  readonly sandbox: boolean;
  readonly log: (entry: object) => void;
}

/** The application behind its door: bytes in, strict JSON, routes that tsoa generated, problems out. */
export function createApp(parts: AppParts): RequestListener {
  const app = express();
  // Answers are not kept by anybody; documents name their own hash.
  app.disable('x-powered-by').disable('etag');
  // An address has one spelling: what is checked by it must not come in by another.
  app.enable('case sensitive routing').enable('strict routing');
  app.locals['makers'] = parts.makers;
  app.locals['tokenFacts'] = parts.tokenFacts;
  app.locals['portalTokens'] = parts.portalTokens;
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    if (parts.draining()) return void response.status(503).json({ status: 'draining' });
    await parts.pool.query('SELECT 1');
    response.json({ status: 'ready' });
  });
  serveDocs(app);
  if (!parts.sandbox) app.use('/v1/test', () => {
    throw new DomainError('route_not_found', { detail: 'This is not a sandbox.' });
  });
  app.use('/v1', contractGuard(readContract(), API_VERSION));
  app.get('/v1/{*path}', linkToNext);
  app.use('/v1', readBody);
  app.use(bySegment(RegisterRoutes));
  app.use((_request: Request, _response: Response, next: NextFunction) => next(new DomainError('route_not_found', { detail: 'There is no such route. The routes stand at /docs.' })));
  app.use(problemHandler(parts.clock, parts.log));
  return door(app, { ...parts, senderOf: (request) => senderOf(request, parts) });
}
