/** How long a token can be let in after it was signed: the longest life, and every tolerance of clocks. */
const LIFE_MS = 200_000;
const MOST = 100_000;

/**
 * Tokens that this process has let in for reading. They ask for nothing that is written, so their use stands in no transaction: it is remembered here alone, nothing waits for it,
 * and another process does not know it. Of more than it can hold it forgets the oldest.
 */
export class SeenTokens {
  private young = new Set<string>();
  private old = new Set<string>();
  private since = 0;

  /** @param nowMs wall-clock milliseconds @returns whether this is the first use that this process sees */
  firstUse(partnerId: string, jti: string, nowMs: number): boolean {
    if (nowMs - this.since > LIFE_MS || this.young.size >= MOST) {
      [this.old, this.young, this.since] = [this.young, new Set(), nowMs];
    }
    const name = `${partnerId} ${jti}`;
    if (this.young.has(name) || this.old.has(name)) return false;
    this.young.add(name);
    return true;
  }
}
