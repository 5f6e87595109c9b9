import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '../kernel/errors';

export interface AdmissionLimits {
  /** Work under way at once; a batch counts as several. */
  readonly inFlight: number;
  /** Of it, what one caller may have under way while no other is here. */
  readonly inFlightOfOne: number;
  /** And while others are: what is under way before them is what they wait for, so a loud one has as much of it as keeps the hub busy and no more. */
  readonly besideOthers: number;
  /** And while work of a quiet one is under way, which is one that has less than this of it: nobody has so little because of another, so loud ones are never quiet to each other. */
  readonly besideQuiet: number;
  /** Of it, what one address may have under way whose signature was not checked yet. */
  readonly unverifiedOfOne: number;
  /** Requests that may wait, in all and of one caller at one address. */
  readonly waiting: number;
  readonly waitingOfOne: number;
  /** And while others are here: whoever waits fills the memory that has to be cleared up while others want to be served. */
  readonly waitingBesideOthers: number;
  /** Nobody waits longer than this, in milliseconds; then it is turned away. Refusing costs less the later it is done, for who waits asks nothing else. */
  readonly longestWait: number;
}

/** So long after its last request a caller whose signature held is still here, in milliseconds. */
const HERE = 1_000;

/** A request that asks to be let in. */
export interface Visit {
  /** The partner that the token claims, or the address: whose queue and whose turn it is. */
  readonly caller: string;
  /** Where it comes from: the only thing of a stranger that is certain. */
  readonly address: string;
  readonly weight: number;
  /** Whether the signature was checked already. */
  readonly verified: boolean;
  readonly response: ServerResponse;
}

/** What became of a visit; it ends by itself when the response is closed. */
export interface Stay {
  /** The signature holds: from now on the work counts against its true sender instead of its address. */
  verified(caller: string): void;
  /** Gives the place back. */
  leave(): void;
}

interface Place {
  caller: string;
  readonly address: string;
  readonly weight: number;
  verified: boolean;
  state: 'WAITING' | 'UNDER_WAY' | 'GONE';
  readonly since: number;
  timer?: NodeJS.Timeout;
  readonly next: (refusal?: DomainError) => void;
}

/**
 * The door of one class of work: so many requests are under way, so many wait, and partners take turns, so that a loud one delays itself.
 * What does not fit is refused before its signature is checked; nothing has happened then.
 * The partner that a token claims only chooses a queue, beside those of other addresses that claim the same: until its signature is checked, a request
 * counts against its address and not against the partner. A place is held as long as the response is open, from the moment it is asked for.
 */
export class Admission {
  private underWay = 0;
  private waiting = 0;
  /** Callers in the order of their turns; of each, its addresses in the order of theirs. */
  private readonly queues = new Map<string, Map<string, Place[]>>();
  private readonly underWayOf = new Map<string, number>();
  /** Callers whose signature held and who have little under way. */
  private readonly quiet = new Set<string>();
  private readonly unverifiedAt = new Map<string, number>();
  private readonly waitingAt = new Map<string, number>();
  /** When known callers came last; those who have gone are forgotten each second. */
  private readonly here = new Map<string, number>();
  private forgotten = 0;

  constructor(private readonly limits: AdmissionLimits, private readonly now: () => number) {}

  /**
   * Lets a request in now or when its turn comes, or turns it away; who has left already hears nothing.
   * @param next is told why when the request is turned away
   */
  arrive({ caller, address, weight, verified, response }: Visit, next: (refusal?: DomainError) => void): Stay {
    const place: Place = { caller, address, weight, verified, state: 'GONE', since: this.now(), next };
    const stay: Stay = { verified: (sender) => this.verify(place, sender), leave: () => this.leave(place) };
    // `close` is over for who has left already: it would never give its place back.
    if (response.destroyed) return stay;
    if (verified) this.note(caller);
    response.once('close', stay.leave);
    if (!this.queues.get(caller)?.has(address) && this.hasRoomFor(place)) this.admit(place);
    else this.enqueue(place);
    return stay;
  }

  private admit(place: Place): void {
    place.state = 'UNDER_WAY';
    this.count(place, place.weight);
    place.next();
  }

  private verify(place: Place, sender: string): void {
    if (place.verified) return;
    if (place.state === 'UNDER_WAY') this.count(place, -place.weight);
    place.verified = true;
    place.caller = sender;
    this.note(sender);
    if (place.state !== 'UNDER_WAY') return;
    this.count(place, place.weight);
    this.admitNext();
  }

  private leave(place: Place): void {
    const { state } = place;
    if (state === 'WAITING') this.takeOut(place);
    place.state = 'GONE';
    if (state !== 'UNDER_WAY') return;
    this.count(place, -place.weight);
    this.admitNext();
  }

  private enqueue(place: Place): void {
    const queue = this.queues.get(place.caller)?.get(place.address) ?? [];
    if (queue.length >= this.mayWait(place.caller) || (this.waiting >= this.limits.waiting && !this.makeRoomBeside(place.address))) return place.next(overloaded());
    queue.push(place);
    const addresses = this.queues.get(place.caller) ?? new Map<string, Place[]>();
    this.queues.set(place.caller, addresses.set(place.address, queue));
    place.state = 'WAITING';
    this.waiting += 1;
    add(this.waitingAt, place.address, 1);
    place.timer = setTimeout(() => this.turnAway(place), this.limits.longestWait);
  }

  /** Whether a stranger's request would be turned away if it asked now: nothing more of it need be read then. */
  isFullFor(caller: string, address: string): boolean {
    const queue = this.queues.get(caller)?.get(address);
    if (!queue && this.hasRoomFor({ caller, address, verified: false })) return false;
    return (queue?.length ?? 0) >= this.mayWait(caller) || (this.waiting >= this.limits.waiting && this.louderThan(address) === undefined);
  }

  private mayWait(caller: string): number {
    return hasOther(this.here, caller) ? this.limits.waitingBesideOthers : this.limits.waitingOfOne;
  }

  /** The address that has most places to wait, if it has so many more than this one that it can give one up. */
  private louderThan(address: string): string | undefined {
    const [loudest, most] = [...this.waitingAt].reduce((a, b) => (b[1] > a[1] ? b : a));
    return loudest === address || most <= (this.waitingAt.get(address) ?? 0) + 1 ? undefined : loudest;
  }

  /** When all places to wait are taken, the address that has most of them gives up its last for one that has fewer. */
  private makeRoomBeside(address: string): boolean {
    const loudest = this.louderThan(address);
    if (loudest === undefined) return false;
    const queue = [...this.queues.values()].map((one) => one.get(loudest) ?? []).reduce((a, b) => (b.length > a.length ? b : a));
    this.turnAway(queue.at(-1) as Place);
    return true;
  }

  private turnAway(place: Place): void {
    if (place.state !== 'WAITING') return;
    this.takeOut(place);
    place.state = 'GONE';
    place.next(overloaded());
  }

  private takeOut(place: Place): void {
    clearTimeout(place.timer);
    this.waiting -= 1;
    add(this.waitingAt, place.address, -1);
    const addresses = this.queues.get(place.caller) as Map<string, Place[]>;
    const queue = addresses.get(place.address) as Place[];
    queue.splice(queue.indexOf(place), 1);
    if (queue.length === 0) addresses.delete(place.address);
    if (addresses.size === 0) this.queues.delete(place.caller);
  }

  private hasRoomFor({ caller, address, verified }: Pick<Place, 'caller' | 'address' | 'verified'>): boolean {
    const { inFlight, inFlightOfOne, besideOthers, besideQuiet, unverifiedOfOne } = this.limits;
    const ofOne = hasOther(this.quiet, caller) ? besideQuiet : hasOther(this.here, caller) ? besideOthers : inFlightOfOne;
    return this.underWay < inFlight && (this.underWayOf.get(caller) ?? 0) + (this.underWayOf.get(claim(caller, address)) ?? 0) < ofOne && (verified || (this.unverifiedAt.get(address) ?? 0) < unverifiedOfOne);
  }

  private note(caller: string): void {
    const now = this.now();
    this.here.set(caller, now);
    if (now - this.forgotten < HERE) return;
    this.forgotten = now;
    for (const [one, at] of this.here) if (now - at > HERE) this.here.delete(one);
  }

  private count({ caller, address, verified }: Place, weight: number): void {
    this.underWay += weight;
    add(this.underWayOf, verified ? caller : claim(caller, address), weight);
    if (!verified) return add(this.unverifiedAt, address, weight);
    const itsOwn = this.underWayOf.get(caller) ?? 0;
    if (itsOwn > 0 && itsOwn < this.limits.besideQuiet) this.quiet.add(caller);
    else this.quiet.delete(caller);
  }

  /** The caller whose turn it is goes to the end of the round, and its address to the end of the caller's; who waited too long is told so before any work is done. */
  private admitNext(): void {
    for (let turn = this.nextTurn(); turn; turn = this.nextTurn()) {
      const { caller, address, since } = turn;
      this.takeOut(turn);
      const addresses = this.queues.get(caller);
      if (addresses) {
        this.queues.delete(caller);
        this.queues.set(caller, addresses);
        const queue = addresses.get(address);
        if (queue && addresses.delete(address)) addresses.set(address, queue);
      }
      turn.state = 'GONE';
      if (this.now() - since > this.limits.longestWait) turn.next(overloaded());
      else this.admit(turn);
    }
  }

  private nextTurn(): Place | undefined {
    if (this.underWay >= this.limits.inFlight) return undefined;
    for (const addresses of this.queues.values()) for (const [first] of addresses.values()) if (first && this.hasRoomFor(first)) return first;
    return undefined;
  }
}

function add(counts: Map<string, number>, name: string, by: number): void {
  const count = (counts.get(name) ?? 0) + by;
  if (count > 0) counts.set(name, count);
  else counts.delete(name);
}

function hasOther(callers: ReadonlySet<string> | ReadonlyMap<string, number>, caller: string): boolean {
  return callers.size > (callers.has(caller) ? 1 : 0);
}

/** What an address does in a partner's name is kept apart from what the partner does. */
function claim(caller: string, address: string): string {
  return `${caller} at ${address}`;
}

/** Made once: a stack for each refusal would cost a fifth of it. */
const OVERLOADED = new DomainError('overloaded', { detail: 'The hub has more work than it can do now. Nothing happened; wait as Retry-After says and send the request again with the same key and a new token.' });

export function overloaded(): DomainError {
  return OVERLOADED;
}

/** The partner that a token claims; without one, the address. Nothing is granted by it. */
export function claimedCaller(request: IncomingMessage, address: string): string {
  const claims = /^Bearer [A-Za-z0-9_-]+\.([A-Za-z0-9_-]{1,2000})\./.exec(request.headers.authorization ?? '')?.[1];
  if (claims === undefined) return address;
  return /"(?:iss|kongsi_partner)":"(prt_[0-9a-f-]{36})"/.exec(Buffer.from(claims, 'base64url').toString('latin1'))?.[1] ?? address;
}

/** Where a request comes from; a network of IPv6 gives one subscriber a whole /64 (RFC 6177). */
export function addressOf(request: IncomingMessage): string {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
  return address.includes(':') ? [...(address.split('::', 1)[0] as string).split(':'), '0', '0', '0', '0'].slice(0, 4).join(':') : address;
}
