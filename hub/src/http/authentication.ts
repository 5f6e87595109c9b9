import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { IncomingMessage } from 'node:http';
import { verifyPartnerToken, verifySender, type TokenFacts, type VerifiedSender } from '../access/partner-token';
import { checkPermission, demandOf, type Demand } from '../access/permissions';
import type { PortalTokens } from '../access/portal-token';
import { tokenReplayed } from '../access/replay.store';
import type { PartnerCaller, RequestContext, Scope, UserCaller } from '../access/request-context';
import { DomainError, type FieldFault } from '../kernel/errors';
import { parseId, wireId } from '../kernel/ids';
import { addressOf } from './admission';
import { requestIdOf } from './request-id';

declare module 'express-serve-static-core' {
  interface Request {
    /** Set where the sender was verified before the body came. */
    sender?: VerifiedSender;
    kongsi?: RequestContext;
    /** Items of a batch that cannot be read as they are, by their place. */
    itemFaults?: ReadonlyMap<number, readonly FieldFault[]>;
  }
}

/** Called by the generated routes before validation: who calls, and may it do this. The operation names a scope for keys, a permission for people, or both. */
export async function expressAuthentication(request: Request, _name: string, names: string[] = []): Promise<RequestContext> {
  const header = authorizationOf(request);
  const demand = demandOf(names);
  const key = request.get('idempotency-key');
  const body = request.rawBody ?? Buffer.alloc(0);
  const path = request.originalUrl.split('?')[0] ?? '';
  const caller = isAccessToken(header) ? await personOf(request, header, demand) : await keyOf(request, header, body, key, demand);
  request.stay?.verified(caller.partnerId === undefined ? addressOf(request) : wireId('prt', caller.partnerId));
  const bare = key === undefined ? undefined : bareKey(key);
  request.kongsi = {
    requestId: request.res ? requestIdOf(request.res) : '', ip: request.socket.remoteAddress ?? '', caller, ...(bare !== undefined && { idempotencyKey: bare }),
    fingerprint: createHash('sha256').update(`${request.method} ${path}\n`).update(body).digest(), bodyDigest: createHash('sha256').update(body).digest(), ...(request.itemFaults && { itemFaults: request.itemFaults }),
  };
  return request.kongsi;
}

/**
 * Checks who sends a request before its body has come, so that no stranger makes the hub read a large one.
 * @returns the partner, wire form; undefined for the operator's people
 * @throws DomainError as authentication itself would
 */
export async function senderOf(request: IncomingMessage & { sender?: VerifiedSender }, { portalTokens, tokenFacts }: { portalTokens: PortalTokens | undefined; tokenFacts: () => TokenFacts }): Promise<string | undefined> {
  const authorization = authorizationOf(request);
  if (isAccessToken(authorization)) {
    const { partnerId } = await verifiedPerson(portalTokens, authorization);
    return partnerId === undefined ? undefined : wireId('prt', partnerId);
  }
  request.sender = await verifySender({ method: request.method ?? '', target: request.url ?? '', authorization }, tokenFacts());
  return request.sender.token.claims.iss;
}

/** @throws DomainError `token_missing`, `token_malformed` */
function authorizationOf(request: IncomingMessage): string {
  const [authorization, second] = headersNamed(request, 'authorization');
  if (authorization === undefined) throw new DomainError('token_missing', { detail: 'Send Authorization: Bearer with a token signed for this request, or an access token of the identity provider.' });
  if (second !== undefined) throw new DomainError('token_malformed', { detail: 'Send one Authorization header.' });
  return authorization;
}

/** A partner's request token says so in its header; any other JWT is tried as an access token. */
function isAccessToken(header: string): boolean {
  const first = /^Bearer ([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.exec(header)?.[1];
  if (first === undefined || header.length > 8_192) return false;
  try {
    const { typ } = JSON.parse(Buffer.from(first, 'base64url').toString('utf8')) as { typ?: unknown };
    return typ === 'at+jwt' || typ === 'JWT' || typ === 'application/at+jwt';
  } catch {
    return false;
  }
}

async function personOf(request: Request, header: string, demand: Demand): Promise<UserCaller> {
  const caller = await verifiedPerson(request.app.locals['portalTokens'] as PortalTokens | undefined, header);
  checkPermission(caller, demand.permission);
  return caller;
}

async function verifiedPerson(tokens: PortalTokens | undefined, header: string): Promise<UserCaller> {
  if (!tokens) throw new DomainError('access_token_invalid', { detail: 'This hub has no identity provider. Set OIDC_ISSUER.' });
  return tokens.verify(header.slice('Bearer '.length));
}

/** What the lanes of the ledger carry out: there the key is asked for once more and the token is taken, under the locks. */
const JUDGED_AGAIN = /^\/v1\/(earns|burns|holds)(\?|$)/;

async function keyOf(request: Request, header: string, body: Buffer, key: string | undefined, demand: Demand): Promise<PartnerCaller> {
  const facts = request.app.locals['tokenFacts'] as (judgedAgain: boolean) => TokenFacts;
  const token = await verifyPartnerToken({ method: request.method, target: request.originalUrl, authorization: header, body, ...(key !== undefined && { idempotencyKey: key }),
    ...(request.socket.remoteAddress !== undefined && { remoteAddress: request.socket.remoteAddress }) }, demand.scope, facts(request.method === 'POST' && JUDGED_AGAIN.test(request.originalUrl)), request.sender);
  if (token.clockSkew !== undefined) request.res?.setHeader('Kongsi-Clock-Skew', String(token.clockSkew));
  // What is written marks its token in its own transaction.
  if (reads(request.method, demand) && facts(false).firstUse?.(token.partnerId, token.jti) === false) throw tokenReplayed();
  if (demand.scope === undefined && !demand.anyKey) throw new DomainError('role_required', { detail: 'People of the portal do this; a key cannot.' });
  return { kind: 'PARTNER', partnerId: parseId('prt', token.partnerId) ?? '', kid: token.kid, scopes: new Set(token.scopes as Scope[]), jti: token.jti, expiresAt: token.expiresAt,
    token: token.compact, ...(token.tillId !== undefined && { tillId: parseId('trm', token.tillId) ?? '' }) };
}

/** Whether an operation writes nothing of its own: a GET, or a POST whose scope is one of reading, such as a quote and a look-up. */
function reads(method: string, { scope }: Demand): boolean {
  return method === 'GET' || (method === 'POST' && scope !== undefined && scope.endsWith(':read'));
}

function headersNamed(request: IncomingMessage, name: string): string[] {
  return request.rawHeaders.filter((_value, at) => at % 2 === 1 && request.rawHeaders[at - 1]?.toLowerCase() === name);
}

function bareKey(header: string): string {
  const key = /^".*"$/.test(header) ? header.slice(1, -1) : header;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new DomainError('idempotency_key_invalid', { detail: 'Send 1 to 255 printable ASCII characters.' });
  return key;
}
