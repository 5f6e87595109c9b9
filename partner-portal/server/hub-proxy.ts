import { Readable } from 'node:stream';
import type { NextFunction, Request, Response } from 'express';
import { ABSOLUTE_MS } from './sign-in.js';

const PASSED = ['content-type', 'content-disposition', 'etag', 'cache-control', 'kongsi-request-id', 'location', 'retry-after'];

/** Unsafe requests come from this portal's own pages: the origin is ours and a header is there that no form can send. */
export function ownPageOnly(origin: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'GET' || (request.get('origin') === origin && request.get('x-kongsi-portal') === '1')) return next();
    response.status(403).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title: 'Refused', status: 403, code: 'origin_refused', detail: 'The request does not come from the portal itself.' }));
  };
}

/** Carries a request to the hub's public API with the person's access token; the token never reaches the browser. */
export function hubProxy(hubOrigin: string) {
  return async (request: Request, response: Response): Promise<void> => {
    const person = request.session.person;
    if (!person || person.expiresAt <= Date.now() || Date.now() - person.signedInAt > ABSOLUTE_MS) {
      response.status(401).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title: 'Signed out', status: 401, code: 'signed_out', detail: 'The session has ended. Sign in again.' }));
      return;
    }
    if (!['GET', 'POST'].includes(request.method)) {
      response.status(405).end();
      return;
    }
    const target = new URL(`${hubOrigin}/v1${request.originalUrl.slice('/api/hub'.length)}`);
    // A path that climbs out of the API is nobody's to ask for.
    if (target.origin !== new URL(hubOrigin).origin || !target.pathname.startsWith('/v1/')) {
      response.status(404).end();
      return;
    }
    const body: unknown = request.body;
    const answer = await fetch(target, { method: request.method, redirect: 'error', signal: AbortSignal.timeout(30_000),
      headers: { authorization: `Bearer ${person.accessToken}`, accept: request.get('accept') ?? 'application/json', ...(request.method === 'POST' && { 'content-type': 'application/json' }), ...(request.get('idempotency-key') && { 'idempotency-key': request.get('idempotency-key') ?? '' }) },
      ...(request.method === 'POST' && { body: Buffer.isBuffer(body) && body.length > 0 ? new Uint8Array(body) : '{}' }) }).catch(() => undefined);
    if (!answer) {
      response.status(503).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title: 'No answer', status: 503, code: 'hub_unreachable', detail: 'The hub does not answer. Try again in a moment.' }));
      return;
    }
    response.status(answer.status);
    for (const name of PASSED) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    if (answer.body) Readable.fromWeb(answer.body as never).pipe(response);
    else response.end();
  };
}
