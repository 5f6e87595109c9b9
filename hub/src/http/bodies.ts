import type { IncomingMessage } from 'node:http';
import { DomainError } from '../kernel/errors';
import { overloaded } from './admission';

/** What anybody may send before it is known who sends it. */
export const SMALL_BODY = 64 * 1024;
/** A body has so long to come, and a second more for each so many bytes of it that have come. */
const PATIENCE_MS = 2_000;
const SLOWEST_BYTES_PER_SECOND = 128 * 1024;
const EMPTY = Buffer.alloc(0);

const MIB = 1024 * 1024;
/** What takes more than 64 KiB: files, and many postings at once. */
const LARGE: readonly (readonly [path: RegExp, bytes: number])[] = [[/^\/reconciliations$/, 64 * MIB], [/^\/bank-files(\/|$)/, 5 * MIB], [/^\/(batches|disputes)(\/|$)/, 2 * MIB]];

/** Bytes that a body may have. @param path below the version, such as `/earns` */
export function bodyLimit(method: string, path: string): number {
  return (method === 'POST' ? LARGE.find(([pattern]) => pattern.test(path))?.[1] : undefined) ?? SMALL_BODY;
}

/** Bytes that the headers announce; undefined when the end is not told beforehand. */
export function announcedBytes({ headers }: IncomingMessage): number | undefined {
  return headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : undefined;
}

/**
 * Reads bodies in bounded time and space: too large, too slow, or one too many of an address that has most of them under way, and it is given up.
 * Bytes stay as they were sent: nothing is unpacked, so that a small body never becomes a large one.
 */
export class Bodies {
  private underWay = 0;
  private readonly at = new Map<string, Set<(refusal: DomainError) => void>>();

  /** @param most bodies that may be on their way at once */
  constructor(private readonly most: number) {}

  /** Answers once: with the body, or with why it was given up. Nothing is answered when the sender has gone. */
  read(request: IncomingMessage, address: string, limit: number, done: (refusal: DomainError | undefined, body: Buffer) => void): void {
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return done(new DomainError('media_type_unsupported', { detail: 'Send the body as it is, without Content-Encoding.' }), EMPTY);
    const announced = announcedBytes(request);
    if (announced === 0) return done(undefined, EMPTY);
    if (announced !== undefined && announced > limit) return done(tooLarge(), EMPTY);
    const chunks: Buffer[] = [];
    const since = performance.now();
    let received = 0;
    let timer: NodeJS.Timeout | undefined;
    const giveUp = (refusal: DomainError): void => end(() => done(refusal, EMPTY));
    const end = (then: () => void): void => {
      clearTimeout(timer);
      this.remove(address, giveUp);
      request.off('data', take).off('end', whole).off('close', gone).off('error', gone);
      request.on('error', () => undefined);
      then();
    };
    const take = (chunk: Buffer): void => {
      received += chunk.length;
      if (received > limit) return giveUp(tooLarge());
      chunks.push(chunk);
    };
    const whole = (): void => end(() => done(undefined, chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, received)));
    const gone = (): void => end(() => undefined);
    const lookAgain = (): void => {
      const left = since + PATIENCE_MS + (received / SLOWEST_BYTES_PER_SECOND) * 1_000 - performance.now();
      if (left > 0) timer = setTimeout(lookAgain, left);
      else giveUp(new DomainError('request_timeout', { detail: `The body came too slowly: after ${PATIENCE_MS / 1_000} seconds at least ${SLOWEST_BYTES_PER_SECOND / 1_024} KiB a second have to arrive. Nothing happened; send the request again.` }));
    };
    this.add(address, giveUp);
    timer = setTimeout(lookAgain, PATIENCE_MS);
    request.on('data', take).on('end', whole).on('close', gone).on('error', gone);
  }

  private add(address: string, giveUp: (refusal: DomainError) => void): void {
    if (this.underWay >= this.most) {
      const [oldest] = [...this.at.values()].reduce((a, b) => (b.size > a.size ? b : a));
      oldest?.(overloaded());
    }
    this.underWay += 1;
    this.at.set(address, (this.at.get(address) ?? new Set()).add(giveUp));
  }

  private remove(address: string, giveUp: (refusal: DomainError) => void): void {
    const here = this.at.get(address);
    if (!here?.delete(giveUp)) return;
    this.underWay -= 1;
    if (here.size === 0) this.at.delete(address);
  }
}

function tooLarge(): DomainError {
  return new DomainError('body_too_large', { detail: 'A body has at most 64 KiB, a batch or a dispute with its files at most 2 MiB, a bank file at most 5 MiB, a partner\'s day at most 64 MiB.' });
}
