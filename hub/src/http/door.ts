import helmet from 'helmet';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { Admission, addressOf, claimedCaller, overloaded, type AdmissionLimits, type Stay } from './admission';
import { announcedBytes, Bodies, bodyLimit, SMALL_BODY } from './bodies';
import { asDomainError, problemOf } from './errors';
import { Refusals } from './refusals';

declare module 'node:http' {
  interface IncomingMessage {
    /** Body bytes as they arrived; the digest and the fingerprint are taken over them. */
    rawBody?: Buffer;
    /** The request's place at the door, which has to be told when the signature is checked. */
    stay?: Stay;
  }
}

export const API_VERSION = '2026-11-01';

/** A quarter of a second's work may be under way, and as many requests may wait as there are connections that hold one each. */
const POSTS: AdmissionLimits = { inFlight: 256, inFlightOfOne: 96, besideOthers: 6, besideQuiet: 2, unverifiedOfOne: 128, waiting: 2_048, waitingOfOne: 1_024, waitingBesideOthers: 64, longestWait: 1_000 };
const READS: AdmissionLimits = { inFlight: 64, inFlightOfOne: 32, besideOthers: 24, besideQuiet: 24, unverifiedOfOne: 40, waiting: 512, waitingOfOne: 64, waitingBesideOthers: 64, longestWait: 2_000 };
/** Large bodies that known senders are sending and the hub holds, in MiB. */
const LARGE_BODIES: AdmissionLimits = { inFlight: 192, inFlightOfOne: 96, besideOthers: 96, besideQuiet: 96, unverifiedOfOne: 0, waiting: 64, waitingOfOne: 16, waitingBesideOthers: 16, longestWait: 2_000 };
const MOST_BODIES_OF_STRANGERS = 1_024;
const MOST_LARGE_BODIES = 192;
const REST_OF_REFUSED_MS = 10_000;
/** Refusals that wait to be told; each keeps a head and at most 16 KiB of a body. */
const MOST_REFUSALS = 1_024;
/** A batch is many postings, and a partner's whole day is read at once. */
const BATCH_WEIGHT = 16;
const DAY_WEIGHT = 64;

export interface DoorParts {
  readonly clock: Clock;
  /** Whether the process is about to end: what is under way is finished, nothing new is begun. */
  readonly draining: () => boolean;
  /** Checks the signature of a request whose body has not come; answers its sender, which is undefined for the operator's people. */
  readonly senderOf: (request: IncomingMessage) => Promise<string | undefined>;
}

const VERSIONED = /^\/v1(?=[/?]|$)/;

/**
 * Stands before the application: reads the body, gives every answer its headers, lets in what can be done in time, and turns the rest away.
 * A refusal here must cost next to nothing, or refusing would use up the time in which the work gets done; so it never comes to the application.
 * No place is given before the body is whole, so that nobody holds one by sending nothing; and no large body is read before its sender is known.
 */
export function door(app: RequestListener, { clock, draining, senderOf }: DoorParts): RequestListener {
  const now = (): number => clock.wall().getTime();
  const [posts, reads, largeBodies] = [new Admission(POSTS, now), new Admission(READS, now), new Admission(LARGE_BODIES, now)];
  const [small, large] = [new Bodies(MOST_BODIES_OF_STRANGERS), new Bodies(MOST_LARGE_BODIES)];
  const refusals = new Refusals(MOST_REFUSALS);
  const fixed = fixedHeaders();
  return (request: IncomingMessage, response: ServerResponse): void => {
    const requestId = `req_${newUuid(now())}`;
    // A proxy may send the whole address.
    request.url = (request.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '');
    const enter = (): void => {
      for (let at = 0; at < fixed.length; at += 2) response.setHeader(fixed[at] as string, fixed[at + 1] as string);
      response.setHeader('Kongsi-Request-Id', requestId);
      app(request, response);
    };
    if (!VERSIONED.test(request.url)) return enter();
    const path = request.url.split('?', 1)[0] as string;
    const [limit, announced] = [bodyLimit(request.method ?? '', path.slice(3)), announcedBytes(request)];
    const refuse = (refusal: DomainError): void => (refusal === overloaded() ? refusals.add(() => tell(refusal)) : tell(refusal));
    const tell = (refusal: DomainError): void => {
      if (response.destroyed) return;
      const { status, headers, body } = problemOf(refusal, path, requestId, clock);
      // Who sends too slowly is waited for no longer; whom a hub that ends turns away has to open its next connection elsewhere.
      const close = refusal.code === 'request_timeout' || refusal.code === 'maintenance' ? ['Connection', 'close'] : [];
      // The rest of a refused body is read past, so that its sender comes to read why; but not for ever.
      if (announced !== 0 && !request.complete) {
        const tooLate = setTimeout(() => request.destroy(), REST_OF_REFUSED_MS).unref();
        request.once('close', () => clearTimeout(tooLate));
      }
      response.writeHead(status, [...fixed, 'Kongsi-Request-Id', requestId, ...headers.flat(), 'Content-Length', String(Buffer.byteLength(body)), ...close]).end(body);
    };
    if (draining()) return refuse(new DomainError('maintenance', { detail: 'This hub is being stopped. Nothing happened; send the request again with the same key and a new token.' }));
    const address = addressOf(request);
    const claimed = claimedCaller(request, address);
    const line = request.method === 'POST' ? posts : reads;
    // What would be turned away when its body is whole is turned away before: reading it would cost more than all the rest of a refusal.
    if (line.isFullFor(claimed, address)) return refuse(overloaded());
    const weight = path.startsWith('/v1/batches') ? BATCH_WEIGHT : request.method === 'POST' && path === '/v1/reconciliations' ? DAY_WEIGHT : 1;
    const letIn = (caller: string, verified: boolean): void => {
      request.stay = line.arrive({ caller, address, weight, verified, response }, (refusal) => (refusal ? refuse(refusal) : enter()));
    };
    const read = (bodies: Bodies, most: number, then: () => void): void => bodies.read(request, address, most, (refusal, body) => {
      if (refusal) return refuse(refusal);
      request.rawBody = body;
      then();
    });
    if (limit === SMALL_BODY || (announced !== undefined && announced <= SMALL_BODY)) return read(small, SMALL_BODY, () => letIn(claimed, false));
    const stay = posts.arrive({ caller: claimed, address, weight: 1, verified: false, response }, (full) => {
      if (full) return refuse(full);
      void senderOf(request).then((sender = address) => {
        stay.leave();
        largeBodies.arrive({ caller: sender, address, weight: Math.ceil((announced ?? limit) / 1_048_576), verified: true, response }, (refusal) => (refusal ? refuse(refusal) : read(large, limit, () => letIn(sender, true))));
      }, (error: unknown) => refuse(asDomainError(error)));
    });
  };
}

/** Headers that are the same for every answer, made once: Helmet's, the version, and that nothing is to be kept. Name and value in turn. */
function fixedHeaders(): string[] {
  const headers: string[] = [];
  const recorder = { setHeader: (name: string, value: string) => headers.push(name, value), removeHeader: () => undefined };
  helmet()(undefined as never, recorder as never, () => undefined);
  return [...headers, 'Kongsi-Version', API_VERSION, 'Cache-Control', 'no-store'];
}
