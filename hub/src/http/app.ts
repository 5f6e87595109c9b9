import express, { type NextFunction, type Request, type Response } from 'express';
import type { RequestListener } from 'node:http';
import type { Pool } from 'pg';
import type { TokenFacts } from '../access/partner-token';
import type { PortalTokens } from '../access/portal-token';
import { DomainError } from '../kernel/errors';
import { readBody, tokenFirst } from './body';
import { contractGuard } from './contract-guard';
import { readContract, serveDocs } from './docs';
import { API_VERSION, door, type DoorParts } from './door';
import { problemHandler } from './errors';
import { RegisterRoutes } from './generated/routes';
import { linkToNext } from './link';

export interface AppParts extends DoorParts {
  readonly pool: Pool;
  readonly makers: ReadonlyMap<unknown, () => unknown>;
  readonly tokenFacts: () => TokenFacts;
  /** Absent where no identity provider is configured: then only partners' keys get in. */
  readonly portalTokens: PortalTokens | undefined;
  /** Whether /v1/test is there. */
  readonly sandbox: boolean;
  readonly log: (entry: object) => void;
}

const MIB = 1024 * 1024;
/** Bodies of more than 64 KiB are taken in only behind a token that holds: nobody else may make the hub keep them. A partner's day has up to 200,000 records. */
const LARGE = [{ path: '/v1/reconciliations', limit: 64 * MIB }, { path: '/v1/batches', limit: 2 * MIB }, { path: '/v1/bank-files', limit: 5 * MIB }, { path: '/v1/disputes', limit: 2 * MIB }, { path: '/v1/disputes/:disputeId/files', limit: 2 * MIB }];

/** The application behind its door: bytes in, strict JSON, routes that tsoa generated, problems out. */
export function createApp(parts: AppParts): RequestListener {
  const app = express();
  app.disable('x-powered-by');
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
  for (const { path, limit } of LARGE) app.post(path, tokenFirst, express.raw({ type: () => true, limit, inflate: false }));
  app.use('/v1', express.raw({ type: () => true, limit: 64 * 1024, inflate: false }), readBody);
  RegisterRoutes(app);
  app.use((_request: Request, _response: Response, next: NextFunction) => next(new DomainError('route_not_found', { detail: 'There is no such route. The routes stand at /docs.' })));
  app.use(problemHandler(parts.clock, parts.log));
  return door(app, parts);
}
