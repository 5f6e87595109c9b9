import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';

const PASSED = ['content-type', 'content-disposition', 'etag', 'cache-control', 'kongsi-request-id', 'location', 'retry-after', 'kongsi-parts'];
/** A long file takes its time at the hub. */
const LONG_BODY = 64 * 1024;
const METHODS = ['GET', 'POST', 'PATCH'];

/** What the portal itself says, in Indonesian; the hub speaks for itself. */
const INDONESIAN: Readonly<Record<string, readonly [title: string, detail: string]>> = {
  origin_refused: ['Ditolak', 'Permintaan ini tidak datang dari portal sendiri.'], signed_out: ['Sudah keluar', 'Sesi berakhir. Masuklah sekali lagi.'], method_not_allowed: ['Tidak dengan cara ini', 'Portal hanya meneruskan GET, POST, dan PATCH.'], not_found: ['Tidak ditemukan', 'Alamat ini tidak ada di hub.'],
  hub_unreachable: ['Tidak ada jawaban', 'Hub tidak menjawab. Coba lagi sebentar lagi.'], request_too_large: ['Terlalu besar', 'Portal meneruskan paling banyak 64 kB, dengan bukti sengketa 2 MB.'], media_type_unsupported: ['Terkemas', 'Portal meneruskan yang dikirim apa adanya, tanpa Content-Encoding.'], portal_failed: ['Gagal', 'Ada yang gagal di sini. Coba sekali lagi.'],
};

/** An answer of the portal itself, in the form of the hub's problems (RFC 9457) and in the language that the page asks for. */
export function refuse(response: Response, status: number, code: string, title: string, detail: string): void {
  const [inTitle, inDetail] = (response.req.acceptsLanguages('en', 'id') === 'id' && INDONESIAN[code]) || [title, detail];
  response.status(status).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title: inTitle, status, code, detail: inDetail }));
}

/** Unsafe requests come from this portal's own pages: the origin is ours and a header is there that no form can send. */
export function ownPageOnly(origin: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'GET' || (request.get('origin') === origin && request.get('x-kongsi-portal') === '1')) return next();
    refuse(response, 403, 'origin_refused', 'Refused', 'The request does not come from the portal itself.');
  };
}

/** All that stands between a page and the hub. Who is signed out sends nothing that is read; and nothing is unpacked, so that a small body never becomes a large one. */
export function wayToHub({ origin, hubOrigin }: { readonly origin: string; readonly hubOrigin: string }, tokenOf: (request: Request) => Promise<string | undefined>): Router {
  const read = (limit: string): RequestHandler => express.raw({ type: () => true, inflate: false, limit });
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(ownPageOnly(origin), signedIn(tokenOf));
  // A partner's day is a file, bank files are large, and so is evidence of disputes.
  router.post('/reconciliations', read('64mb'));
  router.use('/bank-files', read('5mb'));
  router.use('/disputes', read('2mb'));
  router.use(read('64kb'), hubProxy(hubOrigin));
  return router;
}

/** The hub's public answer about a document, by the hash of its twin. */
export function verifyDocument(hubOrigin: string) {
  return async (request: Request, response: Response): Promise<void> => {
    const answer = await fetch(`${hubOrigin}/v1/verify/${encodeURIComponent(String(request.params['sha256']))}`, { redirect: 'error', signal: AbortSignal.timeout(30_000), headers: { accept: 'application/json', 'accept-language': request.get('accept-language') ?? 'en' } }).catch(() => undefined);
    if (!answer) return refuse(response, 503, 'hub_unreachable', 'No answer', 'The hub does not answer. Try again in a moment.');
    response.status(answer.status).setHeader('Cache-Control', 'no-store').type(answer.headers.get('content-type') ?? 'application/json').send(await answer.text());
  };
}

/** Lets signed-in people pass, before a body of theirs is read. */
function signedIn(tokenOf: (request: Request) => Promise<string | undefined>) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const token = await tokenOf(request);
    if (token === undefined) return refuse(response, 401, 'signed_out', 'Signed out', 'The session has ended. Sign in again.');
    response.locals['token'] = token;
    next();
  };
}

/** Carries a request of a signed-in person to the hub's public API with the person's access token; the token never reaches the browser. */
function hubProxy(hubOrigin: string) {
  const { origin } = new URL(hubOrigin);
  return async (request: Request, response: Response): Promise<void> => {
    if (!METHODS.includes(request.method)) {
      response.setHeader('Allow', METHODS.join(', '));
      return refuse(response, 405, 'method_not_allowed', 'Not this way', `The portal passes on ${METHODS.join(', ')} only.`);
    }
    const target = new URL(`${hubOrigin}/v1${request.originalUrl.slice('/api/hub'.length)}`);
    // A path that climbs out of the API is nobody's to ask for.
    if (target.origin !== origin || !target.pathname.startsWith('/v1/')) return refuse(response, 404, 'not_found', 'Not found', 'There is no such path at the hub.');
    const answer = await ask(target, request, String(response.locals['token']));
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
  return fetch(target, { method: request.method, redirect: 'error', signal: AbortSignal.timeout(Buffer.isBuffer(body) && body.length > LONG_BODY ? 600_000 : 30_000),
    headers: { authorization: `Bearer ${token}`, accept: request.get('accept') ?? 'application/json', 'accept-language': request.get('accept-language') ?? 'en', ...(sends && { 'content-type': /^text\/csv\b/i.test(request.get('content-type') ?? '') ? 'text/csv' : 'application/json' }), ...(key && { 'idempotency-key': key }) },
    ...(sends && { body: Buffer.isBuffer(body) && body.length > 0 ? new Uint8Array(body) : '{}' }) }).catch(() => undefined);
}
