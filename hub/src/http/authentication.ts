import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { proveToken, verifyProven, type ProvenToken, type SignedRequest, type TokenFacts } from '../access/partner-token';
import { checkPermission, demandOf, type Demand } from '../access/permissions';
import type { PortalTokens } from '../access/portal-token';
import type { PartnerCaller, RequestContext, Scope, UserCaller } from '../access/request-context';
import { DomainError, type FieldFault } from '../kernel/errors';
import { parseId } from '../kernel/ids';
import { requestIdOf } from './request-id';

declare module 'express-serve-static-core' {
  interface Request {
    /** Body bytes as they arrived; the digest and the fingerprint are taken over them. */
    rawBody?: Buffer;
    kongsi?: RequestContext;
    /** Who calls, as far as it was proved before the body was read. */
    proven?: Proven;
    /** Items of a batch that cannot be read as they are, by their place. */
    itemFaults?: ReadonlyMap<number, readonly FieldFault[]>;
  }
}

type Proven = { readonly person: UserCaller } | { readonly token: ProvenToken };

/**
 * Who calls, by the head of the request alone: everything that a token says except what it says of the body. It is found out once for a request.
 * @throws DomainError with the code of the step that failed
 */
export async function proveCaller(request: Request): Promise<Proven> {
  if (request.proven) return request.proven;
  const authorization = headersNamed(request, 'authorization');
  if (authorization.length === 0) throw new DomainError('token_missing', { detail: 'Send Authorization: Bearer with a token signed for this request, or an access token of the identity provider.' });
  if (authorization.length > 1) throw new DomainError('token_malformed', { detail: 'Send one Authorization header.' });
  const header = authorization[0] ?? '';
  request.proven = isAccessToken(header) ? { person: await personOf(request, header) } : { token: await proveToken(headOf(request, header), factsOf(request)) };
  return request.proven;
}

/** Called by the generated routes before validation: who calls, and may it do this. The operation names a scope for keys, a permission for people, or both. */
export async function expressAuthentication(request: Request, _name: string, names: string[] = []): Promise<RequestContext> {
  const proven = await proveCaller(request);
  const demand = demandOf(names);
  const key = request.get('idempotency-key');
  const body = request.rawBody ?? Buffer.alloc(0);
  const path = request.originalUrl.split('?')[0] ?? '';
  if ('person' in proven) checkPermission(proven.person, demand.permission);
  const caller = 'person' in proven ? proven.person : await keyOf(request, proven.token, body, demand);
  const bare = key === undefined ? undefined : bareKey(key);
  request.kongsi = {
    requestId: request.res ? requestIdOf(request.res) : '', ip: request.socket.remoteAddress ?? '', caller, ...(bare !== undefined && { idempotencyKey: bare }),
    fingerprint: createHash('sha256').update(`${request.method} ${path}\n`).update(body).digest(), bodyDigest: createHash('sha256').update(body).digest(), ...(request.itemFaults && { itemFaults: request.itemFaults }),
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

async function personOf(request: Request, header: string): Promise<UserCaller> {
  const tokens = request.app.locals['portalTokens'] as PortalTokens | undefined;
  if (!tokens) throw new DomainError('access_token_invalid', { detail: 'This hub has no identity provider. Set OIDC_ISSUER.' });
  return tokens.verify(header.slice('Bearer '.length));
}

const factsOf = (request: Request): TokenFacts => (request.app.locals['tokenFacts'] as () => TokenFacts)();

function headOf(request: Request, authorization: string): Omit<SignedRequest, 'body'> {
  const key = request.get('idempotency-key');
  return { method: request.method, target: request.originalUrl, authorization, ...(key !== undefined && { idempotencyKey: key }), ...(request.socket.remoteAddress !== undefined && { remoteAddress: request.socket.remoteAddress }) };
}

async function keyOf(request: Request, proven: ProvenToken, body: Buffer, demand: Demand): Promise<PartnerCaller> {
  const token = await verifyProven(proven, { ...headOf(request, ''), body }, demand.scope, factsOf(request));
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
