import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { verifyPartnerToken, type TokenFacts } from '../access/partner-token';
import type { RequestContext, Scope } from '../access/request-context';
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

/** Called by the generated routes before validation: who calls, and may it do this. */
export async function expressAuthentication(request: Request, _name: string, scopes: string[] = []): Promise<RequestContext> {
  const authorization = headersNamed(request, 'authorization');
  if (authorization.length === 0) throw new DomainError('token_missing', { detail: 'Send Authorization: Bearer with a token signed for this request.' });
  if (authorization.length > 1) throw new DomainError('token_malformed', { detail: 'Send one Authorization header.' });
  const body = request.rawBody ?? Buffer.alloc(0);
  const key = request.get('idempotency-key');
  const facts = request.app.locals['tokenFacts'] as () => TokenFacts;
  const token = await verifyPartnerToken({ method: request.method, target: request.originalUrl, authorization: authorization[0] ?? '', body, ...(key !== undefined && { idempotencyKey: key }),
    ...(request.socket.remoteAddress !== undefined && { remoteAddress: request.socket.remoteAddress }) }, scopes[0] as Scope | undefined, facts());
  if (token.clockSkew !== undefined) request.res?.setHeader('Kongsi-Clock-Skew', String(token.clockSkew));
  const path = request.originalUrl.split('?')[0] ?? '';
  const bare = key === undefined ? undefined : bareKey(key);
  request.kongsi = {
    requestId: request.res ? requestIdOf(request.res) : '', ip: request.socket.remoteAddress ?? '',
    fingerprint: createHash('sha256').update(`${request.method} ${path}\n`).update(body).digest(), bodyDigest: token.bodyDigest, ...(bare !== undefined && { idempotencyKey: bare }),
    caller: { kind: 'PARTNER', partnerId: parseId('prt', token.partnerId) ?? '', kid: token.kid, scopes: new Set(token.scopes as Scope[]), jti: token.jti, expiresAt: token.expiresAt,
      token: token.compact, ...(token.tillId !== undefined && { tillId: parseId('trm', token.tillId) ?? '' }) },
  };
  return request.kongsi;
}

function headersNamed(request: Request, name: string): string[] {
  return request.rawHeaders.filter((_value, at) => at % 2 === 1 && request.rawHeaders[at - 1]?.toLowerCase() === name);
}

function bareKey(header: string): string {
  const key = /^".*"$/.test(header) ? header.slice(1, -1) : header;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new DomainError('idempotency_key_invalid', { detail: 'Send 1 to 255 printable ASCII characters.' });
  return key;
}
