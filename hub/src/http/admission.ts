import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '../kernel/errors';

export interface AdmissionLimits {
  /** Work under way at once; a batch counts as several. */
  readonly inFlight: number;
  /** Of it, what one caller may have under way while no other is here. */
  readonly inFlightOfOne: number;
  /** And while others are: what is under way before them is what they wait for, so a loud one has as much of it as keeps the hub busy and no more. */
  readonly besideOthers: number;
  /** Requests that may wait, in all and of one caller. */
  readonly waiting: number;
  readonly waitingOfOne: number;
  /** Nobody waits longer than this, in milliseconds; then it is turned away. Refusing costs less the later it is done, for who waits asks nothing else. */
  readonly longestWait: number;
}

/** So long after its last request a caller is still here, in milliseconds. */
const HERE = 1_000;

const BATCH_WEIGHT = 16;
/** A partner's whole day is read at once. */
const DAY_WEIGHT = 64;

interface Waiting {
  readonly since: number;
  readonly weight: number;
  readonly admit: () => void;
  readonly turnAway: () => void;
}

/**
 * The door of one class of work: so many requests are under way, so many wait, and partners take turns, so that a loud one delays itself.
 * What does not fit is refused before its body is read or its signature checked; nothing has happened then.
 * The partner that a token claims only chooses a queue; nothing is granted by it.
 */
export class Admission {
  private underWay = 0;
  private waiting = 0;
  private readonly queues = new Map<string, Waiting[]>();
  private readonly underWayOf = new Map<string, number>();
  /** When callers came last; those who have gone are forgotten each second. */
  private readonly here = new Map<string, number>();
  private forgotten = 0;

  constructor(private readonly limits: AdmissionLimits, private readonly now: () => number) {}

  /**
   * Lets a request in now or when its turn comes, or turns it away.
   * @param path below the version, such as `/earns`
   * @param next is told why when the request is turned away
   */
  arrive(request: IncomingMessage, path: string, response: ServerResponse, next: (refusal?: DomainError) => void): void {
    const weight = path.startsWith('/batches') ? BATCH_WEIGHT : request.method === 'POST' && path === '/reconciliations' ? DAY_WEIGHT : 1;
    const caller = claimedPartner(request);
    this.note(caller);
    const admit = (): void => {
      this.count(caller, weight);
      response.once('close', () => {
        this.count(caller, -weight);
        this.admitNext();
      });
      next();
    };
    if (!this.queues.has(caller) && this.hasRoomFor(caller)) {
      admit();
      return;
    }
    this.enqueue(caller, { since: this.now(), weight, admit, turnAway: () => next(OVERLOADED) });
  }

  private enqueue(caller: string, one: Waiting): void {
    const queue = this.queues.get(caller) ?? [];
    if (this.waiting >= this.limits.waiting || queue.length >= this.limits.waitingOfOne) {
      one.turnAway();
      return;
    }
    queue.push(one);
    this.queues.set(caller, queue);
    this.waiting += 1;
  }

  private hasRoomFor(caller: string): boolean {
    const own = this.here.size > 1 ? this.limits.besideOthers : this.limits.inFlightOfOne;
    return this.underWay < this.limits.inFlight && (this.underWayOf.get(caller) ?? 0) < own;
  }

  private note(caller: string): void {
    const now = this.now();
    this.here.set(caller, now);
    if (now - this.forgotten < HERE) return;
    this.forgotten = now;
    for (const [one, at] of this.here) if (now - at > HERE) this.here.delete(one);
  }

  private count(caller: string, weight: number): void {
    this.underWay += weight;
    const own = (this.underWayOf.get(caller) ?? 0) + weight;
    if (own > 0) this.underWayOf.set(caller, own);
    else this.underWayOf.delete(caller);
  }

  /** The caller whose turn it is goes to the end of the round; who waited too long is told so before any work is done. */
  private admitNext(): void {
    for (;;) {
      const caller = this.whoseTurn();
      if (caller === undefined) return;
      const queue = this.queues.get(caller) as Waiting[];
      const one = queue.shift() as Waiting;
      this.queues.delete(caller);
      if (queue.length > 0) this.queues.set(caller, queue);
      this.waiting -= 1;
      if (this.now() - one.since > this.limits.longestWait) one.turnAway();
      else one.admit();
    }
  }

  private whoseTurn(): string | undefined {
    if (this.underWay >= this.limits.inFlight) return undefined;
    for (const caller of this.queues.keys()) if (this.hasRoomFor(caller)) return caller;
    return undefined;
  }

  /** Turns away who has waited too long. @returns whether anybody still waits */
  sweep(): boolean {
    const oldest = this.now() - this.limits.longestWait;
    for (const [caller, queue] of this.queues) {
      const kept = queue.findIndex((one) => one.since >= oldest);
      const late = queue.splice(0, kept < 0 ? queue.length : kept);
      this.waiting -= late.length;
      if (queue.length === 0) this.queues.delete(caller);
      for (const one of late) one.turnAway();
    }
    return this.waiting > 0;
  }
}

/** Made once: a stack for each refusal would cost as much as the refusal. */
const OVERLOADED = new DomainError('overloaded', { detail: 'The hub has more work than it can do now. Nothing happened; wait as Retry-After says and send the request again with the same key and a new token.' });

function claimedPartner(request: IncomingMessage): string {
  const claims = /^Bearer [A-Za-z0-9_-]+\.([A-Za-z0-9_-]{1,2000})\./.exec(request.headers.authorization ?? '')?.[1];
  if (claims !== undefined) {
    const partner = /"(?:iss|kongsi_partner)":"(prt_[0-9a-f-]{36})"/.exec(Buffer.from(claims, 'base64url').toString('latin1'))?.[1];
    if (partner !== undefined) return partner;
  }
  return request.socket.remoteAddress ?? '';
}
