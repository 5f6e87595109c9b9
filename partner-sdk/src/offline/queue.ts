import { base64url } from 'jose';
import type { KongsiClient } from '../client';
import type { components } from '../generated/hub';
import type { OfflineStore, StoredEntry, StoredOutcome } from './store';

type Schemas = components['schemas'];

/** A sale or a refund of a till that is alone. The till gives it its externalId, and nothing else may have the same. */
export type OfflineSale = { readonly op: 'EARN'; readonly body: Omit<Schemas['EarnRequest'], 'occurredAt'> } | { readonly op: 'REVERSAL'; readonly body: Omit<Schemas['ReversalRequest'], 'occurredAt'> };

export interface Delivered {
  readonly externalId: string;
  readonly posting: Schemas['Posting'];
}

export interface Rejected {
  readonly externalId: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

export interface OfflineQueueOptions {
  readonly client: KongsiClient;
  readonly tillId: string;
  readonly store: OfflineStore;
  /** Tokens in one upload, 1 to 500. */
  readonly batchSize?: number;
  readonly onDelivered?: (one: Delivered) => void;
  /** The hub refuses the sale for good; it stays as a dead letter. */
  readonly onRejected?: (one: Rejected) => void;
  /** The hub could not decide a sale in several runs. It stays, is tried again in every run, and no longer keeps those behind it waiting. */
  readonly onStuck?: (one: Rejected) => void;
  /** Called by `drain` when the oldest sale has waited for 48 hours; the hub takes it until 72. */
  readonly onWarning?: (one: { readonly externalId: string; readonly waitedHours: number }) => void;
}

const WARN_AFTER_S = 48 * 3600;
/** So many runs a sale that the hub cannot decide holds back those behind it. */
const PATIENCE = 3;

/** The queue of one till: signs each sale at once, keeps it on disk, and delivers all in their order. */
export class OfflineQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #draining: Promise<{ delivered: number; rejected: number; waiting: number }> | undefined;
  readonly #last: Map<string, StoredEntry>;
  readonly #waiting: StoredEntry[];
  /** In how many runs the hub could not decide a sale. */
  readonly #undecided = new Map<string, number>();
  readonly #dead: Set<string>;

  private constructor(private readonly options: OfflineQueueOptions, loaded: Awaited<ReturnType<OfflineStore['load']>>) {
    this.#last = loaded.last;
    this.#waiting = loaded.waiting;
    this.#dead = new Set(loaded.dead.map((one) => one.externalId));
  }

  static async open(options: OfflineQueueOptions): Promise<OfflineQueue> {
    return new OfflineQueue(options, await options.store.load());
  }

  /** How many sales wait for the hub. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Sales that the hub has refused for good. */
  async deadLetters(): Promise<Rejected[]> {
    const { dead } = await this.options.store.load();
    return dead.map(({ externalId, status, code = '', detail = '' }) => ({ externalId, status, code, detail }));
  }

  /**
   * Signs a sale by the moment at which it happens and keeps it. When this resolves, the sale is on disk and will be delivered.
   * @param capturedAt when the sale happened, if not now
   * A sale that waits already, enqueued once more after a crash, is kept once.
   * @throws TypeError when another sale of this externalId waits, or one was refused
   */
  enqueue(sale: OfflineSale, capturedAt?: Date): Promise<{ seq: number }> {
    const { externalId, ...body } = sale.body;
    return this.#inTurn(async () => {
      const known = this.#waiting.find((one) => one.externalId === externalId);
      if (known && isSame(known.token, sale.op, body)) return { seq: known.seq };
      if (known || this.#dead.has(externalId)) throw new TypeError(`Another sale ${externalId} is in the queue, or was refused; each sale has an externalId of its own.`);
      const probe = await this.options.client.signOffline({ tillId: this.options.tillId, externalId, op: sale.op, body, seq: 1, ...(capturedAt && { capturedAt }) });
      const last = this.#last.get(probe.kid);
      const { token } = last === undefined ? probe : await this.options.client.signOffline({ tillId: this.options.tillId, externalId, op: sale.op, body, seq: last.seq + 1, previous: last.token, ...(capturedAt && { capturedAt }) });
      const entry: StoredEntry = { kid: probe.kid, seq: (last?.seq ?? 0) + 1, externalId, token, capturedAt: Math.floor((capturedAt?.getTime() ?? Date.now()) / 1000) };
      await this.options.store.append(entry);
      await this.#journal(sale, entry);
      this.#last.set(entry.kid, entry);
      this.#waiting.push(entry);
      return { seq: entry.seq };
    });
  }

  /**
   * Sends all that waits, in its order, and forgets what the hub has answered. Calling it again while it runs joins the run. A sale that the hub could not
   * decide in three runs is set aside with its refunds: those behind it are delivered, and it is tried again at the end of every run.
   * @throws KongsiApiError or KongsiConnectionError when the hub cannot be reached; nothing is lost, call it again later
   */
  drain(): Promise<{ delivered: number; rejected: number; waiting: number }> {
    this.#draining ??= this.#send().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #send(): Promise<{ delivered: number; rejected: number; waiting: number }> {
    const sum = { delivered: 0, rejected: 0 };
    this.#warn();
    const aside = this.#stuck();
    while (this.#waiting.length > aside.size) {
      const chunk = this.#waiting.filter((one) => !aside.has(one)).slice(0, this.options.batchSize ?? 100);
      const undecided = await this.#deliver(chunk, sum);
      if (!undecided) continue;
      // What the hub could not decide now stays, with all that comes after it.
      return { ...sum, waiting: this.#waiting.length };
    }
    // Alone, so that none of them keeps another; a refund waits until its sale is delivered.
    for (const one of aside) {
      const original = originalOf(one.token);
      if (original === undefined || !this.#waiting.some((other) => other.externalId === original)) await this.#deliver([one], sum);
    }
    return { ...sum, waiting: this.#waiting.length };
  }

  /** @returns whether the hub left one undecided; it and those behind it still wait */
  async #deliver(chunk: readonly StoredEntry[], sum: { delivered: number; rejected: number }): Promise<boolean> {
    const answers = (await this.options.client.batches.create({ items: chunk.map((one) => one.token) })).items ?? [];
    const undecided = answers.findIndex((one) => one.status >= 500);
    const done = undecided < 0 ? answers : answers.slice(0, undecided);
    const settled = new Set(chunk.slice(0, done.length));
    await this.#inTurn(async () => {
      await this.options.store.settle(done.map((answer, at) => outcomeOf(chunk[at] as StoredEntry, answer)));
      this.#waiting.splice(0, this.#waiting.length, ...this.#waiting.filter((one) => !settled.has(one)));
    });
    done.forEach((answer, at) => {
      const { externalId } = chunk[at] as StoredEntry;
      this.#undecided.delete(externalId);
      if (!answer.posting) this.#dead.add(externalId);
      this.#tell(externalId, answer, sum);
    });
    const [entry, answer] = [chunk[undecided], answers[undecided]];
    if (!entry || !answer) return false;
    const runs = (this.#undecided.get(entry.externalId) ?? 0) + 1;
    this.#undecided.set(entry.externalId, runs);
    if (runs >= PATIENCE) this.options.onStuck?.({ externalId: entry.externalId, status: answer.status, code: answer.problem?.code ?? '', detail: answer.problem?.detail ?? '' });
    return true;
  }

  /** Sales that the hub could not decide for too long, and refunds of them: a refund before its sale would be refused for good. */
  #stuck(): Set<StoredEntry> {
    const names = new Set<string>();
    return new Set(this.#waiting.filter((one) => {
      const original = originalOf(one.token);
      const stuck = (this.#undecided.get(one.externalId) ?? 0) >= PATIENCE || (original !== undefined && names.has(original));
      if (stuck) names.add(one.externalId);
      return stuck;
    }));
  }

  #tell(externalId: string, answer: Schemas['BatchItem'], sum: { delivered: number; rejected: number }): void {
    if (answer.posting) {
      sum.delivered += 1;
      this.options.onDelivered?.({ externalId, posting: answer.posting });
    } else {
      sum.rejected += 1;
      this.options.onRejected?.({ externalId, status: answer.status, code: answer.problem?.code ?? '', detail: answer.problem?.detail ?? '' });
    }
  }

  #warn(): void {
    const oldest = this.#waiting[0];
    const waited = oldest && Date.now() / 1000 - oldest.capturedAt;
    if (oldest && waited !== undefined && waited > WARN_AFTER_S) this.options.onWarning?.({ externalId: oldest.externalId, waitedHours: Math.floor(waited / 3600) });
  }

  /** The client's journal knows the sale from now on, with the token that proves it; whether it can be written does not decide over the sale. */
  async #journal({ op, body }: OfflineSale, { externalId, seq, token, capturedAt }: StoredEntry): Promise<void> {
    const { points, member, outletId, receiptNo, amount } = body as Partial<Schemas['EarnRequest']>;
    // Points of a sale by amount are the hub's to compute; it is in the journal when they are.
    if (points === undefined) return;
    await this.options.client.journal?.keep({ type: op, externalId, points, occurredAt: new Date(capturedAt * 1000).toISOString(), tillId: this.options.tillId, counter: String(seq), token, ...(outletId !== undefined && { outletId }), ...(member !== undefined && { member }), ...(receiptNo !== undefined && { receiptNo }), ...(amount && { amount }) }).catch(() => undefined);
  }

  /** One write at a time, in the order of the calls. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }
}

function outcomeOf(entry: StoredEntry, answer: Schemas['BatchItem']): StoredOutcome {
  return { kid: entry.kid, seq: entry.seq, status: answer.status, ...(answer.posting && { postingId: answer.posting.id }), ...(answer.problem && { code: answer.problem.code, detail: answer.problem.detail }) };
}

interface Signed {
  readonly op?: string;
  readonly body?: { readonly original?: { readonly externalId?: string } };
}

function claimsOf(token: string): Signed {
  return JSON.parse(new TextDecoder().decode(base64url.decode(token.split('.')[1] ?? ''))) as Signed;
}

function isSame(token: string, op: string, body: object): boolean {
  const claims = claimsOf(token);
  return claims.op === op && JSON.stringify(claims.body) === JSON.stringify(body);
}

/** The externalId of the sale that a refund takes back. */
function originalOf(token: string): string | undefined {
  return claimsOf(token).body?.original?.externalId;
}
