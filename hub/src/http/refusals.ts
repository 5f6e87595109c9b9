/** One of so many that wait is answered each time. */
const SHARE = 64;

/**
 * Refusals for want of room, told after all other work: some of them each time the event loop has come round, and the more the more of them wait.
 * Writing them takes a loud caller's hub as long as doing work does; told at once, a burst of them would stand before every step of the work that was let in.
 */
export class Refusals {
  private waiting: (() => void)[] = [];
  private running = false;

  /**
   * @param most that may wait; of more the oldest are told at once
   * @param round calls back when the event loop has come round
   */
  constructor(private readonly most: number, private readonly round: (then: () => void) => void = setImmediate) {}

  /** Has a refusal told in its turn. */
  add(tell: () => void): void {
    this.waiting.push(tell);
    if (this.waiting.length > this.most) this.waiting.shift()?.();
    if (this.running) return;
    this.running = true;
    this.round(() => this.tellSome());
  }

  private tellSome(): void {
    for (const tell of this.waiting.splice(0, Math.ceil(this.waiting.length / SHARE))) tell();
    this.running = this.waiting.length > 0;
    if (this.running) this.round(() => this.tellSome());
  }
}
