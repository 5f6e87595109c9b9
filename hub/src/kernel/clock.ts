/**
 * The one source of time. The business clock rules postings, expiry, time-outs, windows and due dates, and can be moved in a
 * sandbox; the wall clock rules tokens, codes, webhooks and rate limits.
 */
export interface Clock {
  /** Business time. */
  now(): Date;
  /** Wall time. */
  wall(): Date;
}

export class SystemClock implements Clock {
  now(): Date {
    return this.wall();
  }
  wall(): Date {
    return new Date();
  }
}

/** A business clock that runs at a distance from the wall clock; the distance is a row that all processes share. */
export class OffsetClock implements Clock {
  private offsetMs = 0;
  constructor(private readonly wallClock: Pick<Clock, 'wall'> = new SystemClock()) {}

  now(): Date {
    return new Date(this.wallClock.wall().getTime() + this.offsetMs);
  }
  wall(): Date {
    return this.wallClock.wall();
  }
  /** Takes over the distance that the database holds. */
  setOffset(ms: number): void {
    this.offsetMs = ms;
  }
  get offset(): number {
    return this.offsetMs;
  }
}
