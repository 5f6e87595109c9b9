import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { verifyPartnerToken, type TokenFacts } from '../access/partner-token';
import { checkPermission, demandOf, type Demand } from '../access/permissions';
import type { PortalTokens } from '../access/portal-token';
import type { PartnerCaller, RequestContext, Scope, UserCaller } from '../access/request-context';
import { DomainError } from '../kernel/errors';
import { parseId } from '../kernel/ids';
import { requestIdOf } from './request-id';

declare module 'express-serve-static-core' {
  interface Request {
    /** Body bytes as they arrived; the digest and the fingerprint are taken over them. */
    rawBody?: Buffer;
    kongsi?: RequestContext;
  }
}

/** Called by the generated routes before validation: who calls, and may it do this. The operation names a scope for keys, a permission for people, or both. */
export async function expressAuthentication(request: Request, _name: string, names: string[] = []): Promise<RequestContext> {
  const authorization = headersNamed(request, 'authorization');
  if (authorization.length === 0) throw new DomainError('token_missing', { detail: 'Send Authorization: Bearer with a token signed for this request, or an access token of the identity provider.' });
  if (authorization.length > 1) throw new DomainError('token_malformed', { detail: 'Send one Authorization header.' });
  const demand = demandOf(names);
  const header = authorization[0] ?? '';
  const key = request.get('idempotency-key');
  const body = request.rawBody ?? Buffer.alloc(0);
  const path = request.originalUrl.split('?')[0] ?? '';
  const caller = isAccessToken(header) ? await personOf(request, header, demand) : await keyOf(request, header, body, key, demand);
  const bare = key === undefined ? undefined : bareKey(key);
  request.kongsi = {
    requestId: request.res ? requestIdOf(request.res) : '', ip: request.socket.remoteAddress ?? '', caller, ...(bare !== undefined && { idempotencyKey: bare }),
    fingerprint: createHash('sha256').update(`${request.method} ${path}\n`).update(body).digest(), bodyDigest: createHash('sha256').update(body).digest(),
  };
  return request.kongsi;
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
  const tokens = request.app.locals['portalTokens'] as PortalTokens | undefined;
  if (!tokens) throw new DomainError('access_token_invalid', { detail: 'This hub has no identity provider. Set OIDC_ISSUER.' });
  const caller = await tokens.verify(header.slice('Bearer '.length));
  checkPermission(caller, demand.permission);
  return caller;
}

async function keyOf(request: Request, header: string, body: Buffer, key: string | undefined, demand: Demand): Promise<PartnerCaller> {
  const facts = request.app.locals['tokenFacts'] as () => TokenFacts;
  const token = await verifyPartnerToken({ method: request.method, target: request.originalUrl, authorization: header, body, ...(key !== undefined && { idempotencyKey: key }),
    ...(request.socket.remoteAddress !== undefined && { remoteAddress: request.socket.remoteAddress }) }, demand.scope, facts());
  if (token.clockSkew !== undefined) request.res?.setHeader('Kongsi-Clock-Skew', String(token.clockSkew));
  if (demand.scope === undefined && !demand.anyKey) throw new DomainError('role_required', { detail: 'People of the portal do this; a key cannot.' });
  return { kind: 'PARTNER', partnerId: parseId('prt', token.partnerId) ?? '', kid: token.kid, scopes: new Set(token.scopes as Scope[]), jti: token.jti, expiresAt: token.expiresAt,
    token: token.compact, ...(token.tillId !== undefined && { tillId: parseId('trm', token.tillId) ?? '' }) };
}

function headersNamed(request: Request, name: string): string[] {
  return request.rawHeaders.filter((_value, at) => at % 2 === 1 && request.rawHeaders[at - 1]?.toLowerCase() === name);
}

function bareKey(header: string): string {
  const key = /^".*"$/.test(header) ? header.slice(1, -1) : header;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new DomainError('idempotency_key_invalid', { detail: 'Send 1 to 255 printable ASCII characters.' });
  return key;
}
