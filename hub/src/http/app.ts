import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Pool } from 'pg';
import type { TokenFacts } from '../access/partner-token';
import type { PortalTokens } from '../access/portal-token';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { Admission, type AdmissionLimits } from './admission';
import { contractGuard } from './contract-guard';
import { readContract, serveDocs } from './docs';
import { problemHandler } from './errors';
import { RegisterRoutes } from './generated/routes';
import { parseStrictJson } from './strict-json';

export const API_VERSION = '2026-11-01';

/** About a tenth of a second's work may be under way, and twice as much may wait. */
const POSTS: AdmissionLimits = { inFlight: 256, waiting: 512, waitingOfOne: 128, longestWait: 1_000 };
const READS: AdmissionLimits = { inFlight: 64, waiting: 512, waitingOfOne: 64, longestWait: 2_000 };

export interface AppParts {
  readonly clock: Clock;
  readonly pool: Pool;
  readonly makers: ReadonlyMap<unknown, () => unknown>;
  readonly tokenFacts: () => TokenFacts;
  /** Absent where no identity provider is configured: then only partners' keys get in. */
  readonly portalTokens: PortalTokens | undefined;
  /** Whether /v1/test is there. */
  readonly sandbox: boolean;
  readonly log: (entry: object) => void;
  /** Whether the process is about to end: what is under way is finished, nothing new is begun. */
  readonly draining: () => boolean;
}

/** The Express application: bytes in, strict JSON, routes that tsoa generated, problems out. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.locals['makers'] = parts.makers;
  app.locals['tokenFacts'] = parts.tokenFacts;
  app.locals['portalTokens'] = parts.portalTokens;
  app.use(securityHeaders());
  app.use((_request, response, next) => {
    response.setHeader('Kongsi-Request-Id', `req_${newUuid(parts.clock.wall().getTime())}`);
    response.setHeader('Kongsi-Version', API_VERSION);
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    if (parts.draining()) return void response.status(503).json({ status: 'draining' });
    await parts.pool.query('SELECT 1');
    response.json({ status: 'ready' });
  });
  serveDocs(app);
  const posts = new Admission(POSTS, () => parts.clock.wall().getTime());
  const reads = new Admission(READS, () => parts.clock.wall().getTime());
  app.use('/v1', (_request, response, next) => {
    if (!parts.draining()) return next();
    // The caller has to open its next connection elsewhere.
    response.setHeader('Connection', 'close');
    next(new DomainError('maintenance', { detail: 'This hub is being stopped. Nothing happened; send the request again with the same key and a new token.' }));
  });
  app.use('/v1', (request, response, next) => (request.method === 'POST' ? posts : reads).middleware(request, response, next));
  // Who is turned away here is answered here: on their way to the end, refusals would be matched with every route.
  const problems = problemHandler(parts.clock, parts.log);
  app.use(problems);
  if (!parts.sandbox) app.use('/v1/test', () => {
    throw new DomainError('route_not_found', { detail: 'This is not a sandbox.' });
  });
  app.use('/v1', contractGuard(readContract()));
  app.post('/v1/reconciliations', express.raw({ type: () => true, limit: 64 * 1024 * 1024 }));
  app.use('/v1/batches', express.raw({ type: () => true, limit: 2 * 1024 * 1024 }));
  app.use('/v1/bank-files', express.raw({ type: () => true, limit: 5 * 1024 * 1024 }));
  app.use('/v1/disputes', express.raw({ type: () => true, limit: 2 * 1024 * 1024 }));
  app.use('/v1', express.raw({ type: () => true, limit: 64 * 1024 }), readBody);
  RegisterRoutes(app);
  app.use((_request: Request, _response: Response, next: NextFunction) => next(new DomainError('route_not_found', { detail: 'There is no such route. The routes stand at /docs.' })));
  app.use(problems);
  return app;
}

/** Helmet's headers are the same for every answer, so they are made once. */
function securityHeaders(): RequestHandler {
  const headers: [string, string][] = [];
  const recorder = { setHeader: (name: string, value: string) => headers.push([name, value]), removeHeader: () => undefined };
  helmet()(undefined as never, recorder as never, () => undefined);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

function readBody(request: Request, _response: Response, next: NextFunction): void {
  const raw: unknown = request.body;
  request.rawBody = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
  request.body = undefined;
  // A partner's day is a file: what is in it is read where its lines can be named.
  if (request.method === 'POST' && request.path === '/reconciliations') return next();
  if (request.rawBody.length > 0) {
    if (!request.is('application/json')) throw new DomainError('media_type_unsupported', { detail: 'Send Content-Type: application/json.' });
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(request.rawBody);
    } catch {
      throw new DomainError('json_malformed', { detail: 'The body is not UTF-8.' });
    }
    request.body = parseStrictJson(text);
  } else if (request.method === 'POST') request.body = {};
  next();
}
