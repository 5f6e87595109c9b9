import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { NextFunction, Request, Response } from 'express';

const PASSED = ['content-type', 'content-disposition', 'etag', 'cache-control', 'kongsi-request-id', 'location', 'retry-after', 'kongsi-parts'];
const METHODS = ['GET', 'POST', 'PATCH'];

/** An answer of the portal itself, in the form of the hub's problems (RFC 9457). */
export function refuse(response: Response, status: number, code: string, title: string, detail: string): void {
  response.status(status).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title, status, code, detail }));
}

/** Unsafe requests come from this portal's own pages: the origin is ours and a header is there that no form can send. */
export function ownPageOnly(origin: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'GET' || (request.get('origin') === origin && request.get('x-kongsi-portal') === '1')) return next();
    refuse(response, 403, 'origin_refused', 'Refused', 'The request does not come from the portal itself.');
  };
}

/** Carries a request to the hub's public API with the person's access token; the token never reaches the browser. */
export function hubProxy(hubOrigin: string, tokenOf: (request: Request) => Promise<string | undefined>) {
  const { origin } = new URL(hubOrigin);
  return async (request: Request, response: Response): Promise<void> => {
    if (!METHODS.includes(request.method)) {
      response.setHeader('Allow', METHODS.join(', '));
      return refuse(response, 405, 'method_not_allowed', 'Not this way', `The portal passes on ${METHODS.join(', ')} only.`);
    }
    const target = new URL(`${hubOrigin}/v1${request.originalUrl.slice('/api/hub'.length)}`);
    // A path that climbs out of the API is nobody's to ask for.
    if (target.origin !== origin || !target.pathname.startsWith('/v1/')) return refuse(response, 404, 'not_found', 'Not found', 'There is no such path at the hub.');
    const token = await tokenOf(request);
    if (token === undefined) return refuse(response, 401, 'signed_out', 'Signed out', 'The session has ended. Sign in again.');
    const answer = await ask(target, request, token);
    if (!answer) return refuse(response, 503, 'hub_unreachable', 'No answer', 'The hub does not answer. Try again in a moment.');
    response.status(answer.status);
    for (const name of PASSED) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    if (!answer.body) return void response.end();
    // When either side breaks off, the other ends too: half an answer is never closed as a whole one.
    await pipeline(Readable.fromWeb(answer.body as never), response).catch(() => undefined);
  };
}

async function ask(target: URL, request: Request, token: string): Promise<globalThis.Response | undefined> {
  const body: unknown = request.body;
  const key = request.get('idempotency-key');
  const sends = request.method !== 'GET';
  return fetch(target, { method: request.method, redirect: 'error', signal: AbortSignal.timeout(30_000),
    headers: { authorization: `Bearer ${token}`, accept: request.get('accept') ?? 'application/json', ...(sends && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) },
    ...(sends && { body: Buffer.isBuffer(body) && body.length > 0 ? new Uint8Array(body) : '{}' }) }).catch(() => undefined);
}
