import type { Pool } from 'pg';
import { inTransaction, LostRace, type Tx } from '../db/tx';
import { addDays, businessDate, startOfBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { wireId } from '../kernel/ids';
import type { EarnGuard, EarnWatch, Effects, GuardScene, Intent } from '../ledger';
import * as db from './counters.transactor';
import { budgetsOf, type Budget } from './domain/budgets';
import { fits, fitsUnseen, LimitBook, type Counted, type Counter } from './domain/limits';
import { readLimits } from './limits.store';

const FRESH_MS = 1_000;
/** Rows of a counter after which they are made one. */
const MANY_ROWS = 500;
/** Days after which no sale of a date arrives any more but by two people, who are not limited. */
const KEPT_DAYS = 10;

/** Near its bound a counter is held alone; the transaction begins again, knowing it. */
class NearBound extends LostRace {}

/**
 * Limits on what is issued in a day, and budgets of campaigns, on the posting path. Sums are appended, never updated, so that no row is hot: far from a bound transactions share
 * the counter's lock and may overlook each other, because even as many as may be at work could not pass it together; near it the lock is held alone, and what is seen is all there is.
 * Where nothing is bounded, nothing is read, locked or written.
 */
export class IssuingWatchService implements EarnGuard {
  private held: { book: LimitBook; at: number } | undefined;
  /** Counters that were near their bound, or long, when they were last seen, and when. */
  private readonly near = new Map<string, number>();

  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  async watch(tx: Tx, intents: readonly Intent[], scene: GuardScene): Promise<EarnWatch | undefined> {
    const bounds = boundsOf(intents, scene, await this.book());
    if (bounds.counters.size === 0) return undefined;
    const keys = [...bounds.counters.keys()].sort();
    const alone = new Set(keys.filter((key) => this.near.has(key)));
    await Promise.all(keys.filter((key) => bounds.counters.get(key)?.locked === false).map((key) => db.lockCounter(tx, key, alone.has(key))));
    const sums = await db.readCounters(tx, keys);
    for (const [key, { rows }] of sums) if (rows > MANY_ROWS && bounds.counters.get(key)?.locked === false) this.mark(key);
    return new IssuingWatch(bounds, sums, alone, (key) => this.mark(key), (key) => this.near.delete(key));
  }

  async ask(intent: Intent, effects: Effects, scene: GuardScene): Promise<void> {
    (await this.looking(intent, scene))?.admit(intent, effects);
  }

  async budgets(intent: Intent, scene: GuardScene): Promise<((code: string) => bigint) | undefined> {
    const watch = await this.looking(intent, scene);
    return watch && ((code) => watch.budgetLeft(intent, code));
  }

  /** Sees what is committed, as if it were alone. */
  private async looking(intent: Intent, scene: GuardScene): Promise<IssuingWatch | undefined> {
    const bounds = boundsOf([intent], scene, await this.book());
    const keys = [...bounds.counters.keys()];
    return keys.length === 0 ? undefined : new IssuingWatch(bounds, await db.readCounters(this.pool, keys), new Set(keys), () => undefined, () => undefined);
  }

  takeUp(): Promise<void> {
    return Promise.resolve();
  }

  /** Forgets counters of days that are over for good. */
  async night(date: string): Promise<void> {
    await inTransaction(this.pool, (tx) => db.forgetCounts(tx, addDays(date, -KEPT_DAYS)));
  }

  forget(): void {
    this.held = undefined;
  }

  private async book(): Promise<LimitBook> {
    const now = this.clock.wall().getTime();
    if (this.held && now - this.held.at < FRESH_MS) return this.held.book;
    const book = new LimitBook(await readLimits(this.pool));
    this.held = { book, at: now };
    return book;
  }

  private mark(key: string): void {
    const now = this.clock.wall().getTime();
    for (const [old, at] of this.near) if (now - at > 2 * 86_400_000) this.near.delete(old);
    this.near.set(key, now);
  }
}

interface Bounds {
  readonly counters: Map<string, Counter>;
  readonly limits: Map<Intent, Counter[]>;
  readonly budgets: Map<Intent, readonly Budget[]>;
}

/** Everything that bounds the earns of a transaction. What two people let in late is theirs. */
function boundsOf(intents: readonly Intent[], { now, terms }: GuardScene, book: LimitBook): Bounds {
  const bounds: Bounds = { counters: new Map(), limits: new Map(), budgets: new Map() };
  for (const intent of intents) {
    if (intent.verb !== 'EARN') continue;
    const date = businessDate(intent.occurredAt ?? now);
    const limits = book.isEmpty || intent.approvedLate ? [] : book.of({ partnerId: intent.partnerId, memberId: intent.memberId, kid: intent.token?.kid ?? intent.askedBy, tillId: intent.tillId, date });
    const budgets = budgetsOf(intent.partnerId, terms.at(intent.partnerId, date)?.body.earnRule, date);
    if (limits.length > 0) bounds.limits.set(intent, limits);
    if (budgets.length > 0) bounds.budgets.set(intent, budgets);
    for (const one of [...limits, ...budgets.map((budget) => budget.counter)]) bounds.counters.set(one.key, one);
  }
  return bounds;
}

class IssuingWatch implements EarnWatch {
  private readonly given = new Map<string, Counted>();

  constructor(private readonly bounds: Bounds, private readonly sums: ReadonlyMap<string, db.CounterSum>, private readonly alone: ReadonlySet<string>, private readonly near: (key: string) => void, private readonly far: (key: string) => void) {}

  budgetLeft(intent: Intent, code: string): bigint {
    const budget = this.bounds.budgets.get(intent)?.find((one) => one.code === code);
    if (!budget) return 0n;
    const left = budget.points - this.used(budget.counter.key).points;
    return left > 0n ? left : 0n;
  }

  /** @throws DomainError `limit_exceeded` */
  judge(intent: Intent, effects: Effects): void {
    this.counts(intent, effects);
  }

  admit(intent: Intent, effects: Effects): void {
    for (const [{ key }, more] of this.counts(intent, effects)) this.given.set(key, plus(this.given.get(key) ?? NOTHING, more));
  }

  private counts(intent: Intent, effects: Effects): (readonly [Counter, Counted])[] {
    if (intent.verb !== 'EARN') return [];
    const points = effects.postings.filter((one) => one.main).reduce((sum, one) => sum + one.points, 0n);
    const limits = this.bounds.limits.get(intent) ?? [];
    for (const counter of limits) {
      const used = this.used(counter.key);
      if (!fits(counter, used, { points, earns: 1n })) throw exceeded(counter, used);
    }
    const budgets = (this.bounds.budgets.get(intent) ?? []).filter((one) => (effects.budgeted.get(one.code) ?? 0n) > 0n);
    const counts: (readonly [Counter, Counted])[] = [...limits.map((counter) => [counter, { points, earns: 1n }] as const), ...budgets.map((one) => [one.counter, { points: effects.budgeted.get(one.code) ?? 0n, earns: 1n }] as const)];
    for (const [counter, more] of counts) this.checkSeen(counter, more);
    return counts;
  }

  async write(tx: Tx): Promise<void> {
    await db.addCounts(tx, [...this.given].map(([key, counted]) => ({ key, date: this.bounds.counters.get(key)?.date, ...counted })));
    for (const key of this.alone) {
      const [counter, sum, given] = [this.bounds.counters.get(key), this.sums.get(key), this.given.get(key) ?? NOTHING];
      if ((sum?.rows ?? 0) > MANY_ROWS) await db.foldCounter(tx, key);
      // Held alone for a neighbour's sake, or to be folded: the next transactions share it again.
      if (counter && fitsUnseen(counter, sum ?? NOTHING, plus(given, ONE))) this.far(key);
    }
  }

  private used(key: string): Counted {
    return plus(this.sums.get(key) ?? NOTHING, this.given.get(key) ?? NOTHING);
  }

  /** With others at work, what this transaction gives has to leave room for as much of each of them. @throws NearBound */
  private checkSeen(counter: Counter, more: Counted): void {
    if (counter.locked || this.alone.has(counter.key) || fitsUnseen(counter, this.sums.get(counter.key) ?? NOTHING, plus(this.given.get(counter.key) ?? NOTHING, more))) return;
    for (const one of this.bounds.counters.values()) if (!one.locked) this.near(one.key);
    throw new NearBound('A counter is near its bound.');
  }
}

const NOTHING: Counted = { points: 0n, earns: 0n };
const ONE: Counted = { points: 1n, earns: 1n };
const plus = (a: Counted, b: Counted): Counted => ({ points: a.points + b.points, earns: a.earns + b.earns });

/** Names the limit and when it ends; whose limit it is on other partners' sales is nobody's business. */
function exceeded({ limit, date, maxPoints, maxEarns }: Counter, used: Counted): DomainError {
  const scope = limit?.scope ?? 'KEY';
  const whose = { KEY: 'The key that signed', TILL: 'The till', MEMBER: 'The member' }[scope];
  const resetsAt = startOfBusinessDate(addDays(date ?? '1970-01-01', 1)).toISOString();
  const shared = scope === 'MEMBER' && limit?.partnerId === undefined;
  return new DomainError('limit_exceeded', { detail: `${whose} has used up what may be earned on ${date ?? ''}; the limit ends at ${resetsAt}. Sell without points, or ask the operator.`,
    data: { limit: 'issuing_limit', scope, ...(limit && { limitId: wireId('lim', limit.limitId) }), businessDate: date, resetsAt, ...(maxPoints !== undefined && { maxPoints: Number(maxPoints) }), ...(maxEarns !== undefined && { maxEarns: Number(maxEarns) }), ...(!shared && { usedPoints: Number(used.points), usedEarns: Number(used.earns) }) } });
}
