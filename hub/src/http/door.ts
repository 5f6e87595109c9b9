import helmet from 'helmet';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { Admission, type AdmissionLimits } from './admission';
import { problemOf } from './errors';

export const API_VERSION = '2026-11-01';

/** A quarter of a second's work may be under way, and as many requests may wait as connections that hold one each. */
const POSTS: AdmissionLimits = { inFlight: 256, inFlightOfOne: 96, besideOthers: 12, waiting: 2_048, waitingOfOne: 1_024, longestWait: 1_000 };
const READS: AdmissionLimits = { inFlight: 64, inFlightOfOne: 32, besideOthers: 24, waiting: 1_024, waitingOfOne: 256, longestWait: 1_000 };
/** How often those who have waited too long are told so, in milliseconds. */
const SWEEP = 10;

export interface DoorParts {
  readonly clock: Clock;
  /** Whether the process is about to end: what is under way is finished, nothing new is begun. */
  readonly draining: () => boolean;
}

/** An address below the version; the application matches it in any case. */
const VERSIONED = /^\/v1(?=[/?]|$)/i;

/**
 * Stands before the application: gives every answer its headers, lets in what can be done in time, and turns the rest away.
 * A refusal here must cost next to nothing, or refusing would use up the time in which the work gets done; so it never comes to the application.
 */
export function door(app: RequestListener, { clock, draining }: DoorParts): RequestListener {
  const now = (): number => clock.wall().getTime();
  const posts = new Admission(POSTS, now);
  const reads = new Admission(READS, now);
  const fixed = fixedHeaders();
  let sweeping: NodeJS.Timeout | undefined;
  const sweep = (): void => {
    const [posting, reading] = [posts.sweep(), reads.sweep()];
    sweeping = posting || reading ? setTimeout(sweep, SWEEP).unref() : undefined;
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    const requestId = `req_${newUuid(now())}`;
    // A proxy may send the whole address.
    const url = (request.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '');
    const enter = (): void => {
      for (let at = 0; at < fixed.length; at += 2) response.setHeader(fixed[at] as string, fixed[at + 1] as string);
      response.setHeader('Kongsi-Request-Id', requestId);
      app(request, response);
    };
    if (!VERSIONED.test(url)) return enter();
    const path = url.split('?', 1)[0] as string;
    const refuse = (refusal: DomainError, more: readonly string[] = []): void => {
      const { status, headers, body } = problemOf(refusal, path, requestId, clock);
      response.writeHead(status, [...fixed, 'Kongsi-Request-Id', requestId, ...headers.flat(), 'Content-Length', String(Buffer.byteLength(body)), ...more]).end(body);
    };
    // The caller has to open its next connection elsewhere.
    if (draining()) return refuse(new DomainError('maintenance', { detail: 'This hub is being stopped. Nothing happened; send the request again with the same key and a new token.' }), ['Connection', 'close']);
    (request.method === 'POST' ? posts : reads).arrive(request, path.slice(3), response, (refusal) => (refusal ? refuse(refusal) : enter()));
    sweeping ??= setTimeout(sweep, SWEEP).unref();
  };
}

/** Headers that are the same for every answer, made once: Helmet's, the version, and that nothing is to be kept. Name and value in turn. */
function fixedHeaders(): string[] {
  const headers: string[] = [];
  const recorder = { setHeader: (name: string, value: string) => headers.push(name, value), removeHeader: () => undefined };
  helmet()(undefined as never, recorder as never, () => undefined);
  return [...headers, 'Kongsi-Version', API_VERSION, 'Cache-Control', 'no-store'];
}
