import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import connectPgSimple from 'connect-pg-simple';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import session from 'express-session';
import helmet from 'helmet';
import pg from 'pg';
import type { PortalConfig } from './config.js';
import { ownPageOnly, refuse, verifyDocument, wayToHub } from './hub-proxy.js';
import { LOGIN_CSS } from './identity/login-page.js';
import { developmentIdentity } from './identity/provider.js';
import { IDLE_MS, personOf } from './session.js';
import { SignIn } from './sign-in.js';

export interface Portal {
  readonly app: Express;
  close(): Promise<void>;
}

/** The portal: pages, sign-in, sessions and the way to the hub. */
export function createPortal(config: PortalConfig, clientFolder: string): Portal {
  const app = express();
  app.disable('x-powered-by');
  // An address has one spelling: what is allowed by it must not come in by another.
  app.enable('case sensitive routing').enable('strict routing');
  app.use((_request, response, next) => {
    response.locals['nonce'] = randomBytes(16).toString('base64');
    next();
  });
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: policy(config) }, referrerPolicy: { policy: 'same-origin' } }));
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/login.css', (_request, response) => void response.type('css').send(LOGIN_CSS));
  const secret = config.PORTAL_CLIENT_SECRET ?? randomBytes(24).toString('base64url');
  // The provider reads its own bodies and cookies, so it comes before ours.
  const identity = config.OIDC_ISSUER === undefined ? developmentIdentity({ origin: config.origin, hubOrigin: config.hubAudience, clientId: config.PORTAL_CLIENT_ID, clientSecret: secret, file: config.DEV_IDENTITY_FILE }) : undefined;
  if (identity) app.use('/oidc', identity.router);
  const pool = new pg.Pool({ connectionString: config.DATABASE_URL, options: '-c role=kongsi_portal -c search_path=portal', max: 5, application_name: 'kongsi-portal' });
  pool.on('error', () => undefined);
  const PgStore = connectPgSimple(session);
  const store = new PgStore({ pool, schemaName: 'portal', tableName: 'session', createTableIfMissing: false, pruneSessionInterval: 300 });
  const secure = config.origin.startsWith('https:');
  // Behind a proxy that ends TLS the request itself is plain; the origin of the settings says what people use.
  const name = `${secure ? '__Host-' : ''}kongsi.portal`;
  app.use(session({ store, name, proxy: secure, secret: config.SESSION_SECRET, resave: false, saveUninitialized: false, rolling: true, cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: IDLE_MS } }));
  const signIn = new SignIn(config, config.OIDC_ISSUER ?? identity?.issuer ?? '', secret);
  app.get('/login', (request, response) => signIn.start(request, response));
  app.get('/callback', (request, response) => signIn.finish(request, response));
  app.post('/logout', ownPageOnly(config.origin), async (request, response) => {
    const next = await signIn.end(request);
    await identity?.end(request, response);
    response.clearCookie(name, { httpOnly: true, sameSite: 'lax', secure, path: '/' }).setHeader('Cache-Control', 'no-store').json({ next: next ?? '/' });
  });
  app.get('/api/session', async (request, response) => {
    const person = (await signIn.tokenOf(request)) === undefined ? undefined : personOf(request);
    response.setHeader('Cache-Control', 'no-store').json(person ? { subject: person.subject, name: person.name, roles: person.roles, partnerId: person.partnerId } : null);
  });
  // A proof of possession names the hub; the page asks for whom to sign it.
  app.get('/api/hub-origin', (_request, response) => void response.json({ origin: config.hubAudience }));
  // Whoever holds a document may check it, signed in or not; the hub tells its kind, number, date, total and status and nothing else.
  app.get('/api/verify/:sha256', verifyDocument(config.hubOrigin));
  app.use('/api/hub', wayToHub(config, (request) => signIn.tokenOf(request)));
  servePages(app, clientFolder);
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    if ((error as { type?: string }).type === 'entity.too.large') return refuse(response, 413, 'request_too_large', 'Too large', 'The portal passes on at most 64 kB, with evidence of a dispute 2 MB.');
    if ((error as { type?: string }).type === 'encoding.unsupported') return refuse(response, 415, 'media_type_unsupported', 'Packed', 'The portal passes on what is sent as it is, without Content-Encoding.');
    process.stderr.write(`${JSON.stringify({ message: 'The portal failed.', error: error instanceof Error ? error.stack : String(error) })}\n`);
    refuse(response, 500, 'portal_failed', 'Failed', 'Something failed here. Try again.');
  });
  return { app, close: async () => {
    await store.close();
    await pool.end();
  } };
}

function policy(config: PortalConfig): Record<string, (string | ((request: unknown, response: unknown) => string))[]> {
  const nonce = (_request: unknown, response: unknown): string => `'nonce-${(response as Response).locals['nonce'] as string}'`;
  return { defaultSrc: [`'none'`], scriptSrc: [`'self'`], styleSrc: [`'self'`, nonce], styleSrcAttr: [`'unsafe-inline'`], imgSrc: [`'self'`, 'data:'], fontSrc: [`'self'`, 'data:'], connectSrc: [`'self'`], manifestSrc: [`'self'`], baseUri: [`'none'`],
    formAction: [`'self'`, ...(config.OIDC_ISSUER ? [new URL(config.OIDC_ISSUER).origin] : [])], frameAncestors: [`'none'`] };
}

function servePages(app: Express, folder: string): void {
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false, index: false }));
  const index = join(folder, 'index.html');
  const page = existsSync(index) ? readFileSync(index, 'utf8') : '';
  app.get('/{*path}', (_request, response) => void response.setHeader('Cache-Control', 'no-cache').type('html').send(page.replaceAll('__CSP_NONCE__', String(response.locals['nonce']))));
}
