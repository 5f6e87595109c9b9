import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { claimToken, keepEvidence } from '../access/replay.store';
import { partnerOf, type PartnerCaller, type RequestContext, type Scope } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseId, parseIdOrNotFound, wireId } from '../kernel/ids';
import type { Intent } from './domain/intent';
import { batchById, batchByKey, batchItems, keepBatch, type BatchRow, type ItemRow, type KeptItem } from './batch.store';
import { mayPost, type Arrived, type OfflineService } from './offline.service';
import type { Batch, BatchItem, BatchItemRequest, BatchRequest, BurnRequest, EarnRequest, Posting, ReversalRequest } from './ledger.wire';
import type { LedgerApi } from './ledger.service';

/** Reads the body of an item by its model, and names a refusal as a problem; both are known to the door only. */
export interface ItemDoor {
  body<T>(model: string, value: unknown, at: string): T;
  problem(error: unknown): { status: number; code: string; title: string; detail: string };
}

/** An item as it is carried out: one that was sent plainly, or what an offline token asks for. */
interface Item {
  readonly op: BatchItemRequest['op'];
  readonly body: Readonly<Record<string, unknown>>;
  readonly offline?: Arrived;
}

const OPS: Readonly<Record<string, { model: string; scope: Scope }>> = {
  EARN: { model: 'EarnRequest', scope: 'earn:write' }, BURN: { model: 'BurnRequest', scope: 'burn:write' }, REVERSAL: { model: 'ReversalRequest', scope: 'reversal:write' },
};

/** Up to 500 operations in one request: each is accepted or refused on its own, and sending the batch again converges. */
export class BatchService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly ledger: LedgerApi, private readonly offline: OfflineService, private readonly door: ItemDoor) {}

  async post(context: RequestContext | undefined, body: BatchRequest): Promise<{ batch: Batch; replayed: boolean }> {
    const caller = partnerOf(context);
    const key = context?.idempotencyKey;
    if (!context || key === undefined) throw new DomainError('idempotency_key_missing', { detail: 'Send an Idempotency-Key: it names this batch, and a retry with it changes nothing.' });
    const known = await batchByKey(this.pool, caller.partnerId, key);
    if (known) return this.replay(known, context);
    await inTransaction(this.pool, async (tx) => {
      await claimToken(tx, caller, context.requestId);
      await keepEvidence(tx, { partnerId: caller.partnerId, jti: caller.jti, kid: caller.kid, compact: caller.token, bodyDigest: context.bodyDigest });
    });
    const createdAt = this.clock.now();
    const items = await this.carry(context, body);
    const accepted = items.filter((item) => item.status < 300).length;
    const row: BatchRow = { batchId: newUuid(this.clock.wall().getTime()), partnerId: caller.partnerId, key, fingerprint: context.fingerprint, itemCount: items.length, accepted, refused: items.length - accepted, createdAt, completedAt: this.clock.now() };
    // What could not be decided now must be sent again, so such a batch is not kept under its key.
    const undecided = items.some((item) => item.status >= 500);
    const kept = undecided || (await inTransaction(this.pool, (tx) => keepBatch(tx, row, items.map(keptItem))));
    if (!kept) return this.replay((await batchByKey(this.pool, caller.partnerId, key)) as BatchRow, context);
    return { batch: { ...view(row), items }, replayed: false };
  }

  /**
   * Posts what tills signed while they were alone, whoever brings it: each token stands for itself, its till and its key.
   * @param partnerId bare id of the partner whose tills signed
   * @returns one answer for each token, in their order
   */
  async postOffline(partnerId: string, requestId: string, compacts: readonly string[]): Promise<BatchItem[]> {
    if (compacts.length === 0) return [];
    const none = createHash('sha256').digest();
    const caller: PartnerCaller = { kind: 'PARTNER', partnerId, kid: '', scopes: new Set(), jti: requestId, expiresAt: Math.floor(this.clock.wall().getTime() / 1000), token: '' };
    return this.carry({ requestId, caller, ip: '', fingerprint: none, bodyDigest: none, idempotencyKey: requestId }, { items: [...compacts] });
  }

  private async replay(known: BatchRow, context: RequestContext): Promise<{ batch: Batch; replayed: boolean }> {
    if (!known.fingerprint.equals(context.fingerprint)) throw new DomainError('idempotency_key_reused', { detail: 'This key was used for another batch. Use a new key.' });
    const items = await batchItems(this.pool, known.batchId, 0, 500);
    return { batch: { ...view(known), items: await this.retold(items) }, replayed: true };
  }

  /** A reversal waits for the other items, since it may name one of them. What is asked of one member is carried out in the order in which it was sent. */
  private async carry(context: RequestContext, body: BatchRequest): Promise<BatchItem[]> {
    const items = await this.read(context, body);
    const results = new Array<BatchItem>(items.length);
    items.forEach((item, itemNo) => {
      if (item instanceof Error) results[itemNo] = this.refused(itemNo, namedIn(body.items[itemNo]), item);
    });
    for (const reversals of [false, true]) {
      const places = items.flatMap((item, at) => (!(item instanceof Error) && (item.op === 'REVERSAL') === reversals ? [{ at, item }] : []));
      const intents = await Promise.all(places.map(({ at, item }) => this.intent(context, item, at).catch((error: unknown) => error as Error)));
      // Posting begins for all in one go, in their order; the lanes keep it.
      await Promise.all(places.map(async ({ at, item }, index) => {
        results[at] = await this.outcome(item, at, intents[index] as Intent | Error);
      }));
    }
    return results;
  }

  /** Offline tokens are written down as arrived before anything is posted, so that a refused one leaves no gap. */
  private async read(context: RequestContext, body: BatchRequest): Promise<(Item | Error)[]> {
    const arrived = await this.offline.arrive(partnerOf(context).partnerId, body.items.filter((item) => typeof item === 'string'));
    return body.items.map((item, itemNo) => {
      if (typeof item !== 'string') return this.plainItem(item, itemNo, context);
      const one = arrived.shift() as Arrived | Error;
      return one instanceof Error ? one : { op: one.token.op, body: { ...one.token.body, externalId: one.token.jti, occurredAt: one.token.capturedAt.toISOString() }, offline: one };
    });
  }

  /** An item that was sent plainly; what it asks for is judged by its model later. */
  private plainItem(item: unknown, itemNo: number, context: RequestContext): Item | Error {
    const fields = context.itemFaults?.get(itemNo);
    if (fields) return new DomainError('validation_failed', { detail: 'A number or a text of the item is not as the wire demands; see errors.', fields });
    try {
      return this.door.body<BatchItemRequest>('BatchItemRequest', item, `/items/${itemNo}`);
    } catch (error) {
      return error as Error;
    }
  }

  private async intent(context: RequestContext, item: Item, itemNo: number): Promise<Intent> {
    const op = OPS[item.op] as (typeof OPS)[string];
    // An offline token was signed with a key of its own, whose scopes were asked already.
    if (item.offline) mayPost(item.offline);
    else if (context.caller.kind === 'PARTNER' && !context.caller.scopes.has(op.scope)) throw new DomainError('insufficient_scope', { detail: `The key lacks the scope ${op.scope}.` });
    const body = this.door.body<EarnRequest & BurnRequest & ReversalRequest>(op.model, item.body, item.offline ? `/items/${itemNo}` : `/items/${itemNo}/body`);
    const own = item.offline ? offlineContext(context, item.offline) : { ...context, idempotencyKey: body.externalId, fingerprint: this.ledger.itemFingerprint(item) };
    const intent = await (item.op === 'EARN' ? this.ledger.earnIntent(own, body, itemNo) : item.op === 'BURN' ? this.ledger.burnIntent(own, body, itemNo) : this.ledger.reversalIntent(own, body, itemNo));
    return item.offline && intent.token ? { ...intent, token: { ...intent.token, ownEvidence: true }, flags: item.offline.flag ? [item.offline.flag] : [] } : intent;
  }

  private async outcome(item: Item, itemNo: number, intent: Intent | Error): Promise<BatchItem> {
    const named = namedIn(item);
    if (intent instanceof Error) return this.refused(itemNo, named, intent);
    try {
      const { status, answer } = await this.ledger.post(intent, { inTurn: true });
      return { itemNo, ...named, status, posting: answer as Posting };
    } catch (error) {
      return this.refused(itemNo, named, error);
    }
  }

  private refused(itemNo: number, named: { externalId?: string }, error: unknown): BatchItem {
    const { status, ...problem } = this.door.problem(error);
    return { itemNo, ...named, status, problem };
  }

  async get(context: RequestContext | undefined, batchId: string): Promise<Batch> {
    return view(await this.found(context, batchId));
  }

  async items(context: RequestContext | undefined, batchId: string, query: ListQuery): Promise<Page<BatchItem>> {
    const row = await this.found(context, batchId);
    const page = pageAsked(query, { batchId }, { itemNo: 'item_no' }, 'itemNo');
    const rows = await batchItems(this.pool, row.batchId, page.offset, page.limit + 1);
    const told = new Map((await this.retold(rows)).map((item) => [item.itemNo, item]));
    return pageOf(rows, page, (item) => told.get(item.itemNo) as BatchItem);
  }

  /** The answers of kept items, as they were given. */
  private async retold(rows: readonly ItemRow[]): Promise<BatchItem[]> {
    const postings = await this.ledger.retold(rows.flatMap((row) => row.postingId ?? []));
    return rows.map((row) => (row.response !== null ? (JSON.parse(row.response) as BatchItem)
      : { itemNo: row.itemNo, ...(row.externalId !== null && { externalId: row.externalId }), status: row.status, posting: postings.get(row.postingId ?? '') as Posting }));
  }

  private async found(context: RequestContext | undefined, batchId: string): Promise<BatchRow> {
    const row = await batchById(this.pool, partnerOf(context).partnerId, parseIdOrNotFound('bat', batchId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no batch with this id that you may see.' });
    return row;
  }
}

/** The name that an item gives itself, so that a refusal can be matched with what was sent. */
function namedIn(item: unknown): { externalId?: string } {
  const { externalId } = ((item as { body?: unknown } | null | undefined)?.body ?? {}) as { externalId?: unknown };
  return typeof externalId === 'string' && externalId.length <= 64 ? { externalId } : {};
}

function keptItem(item: BatchItem): KeptItem {
  const postingId = item.posting && parseId('pst', item.posting.id);
  return { itemNo: item.itemNo, status: item.status, externalId: item.externalId, postingId, response: postingId === undefined ? JSON.stringify(item) : undefined };
}

function view(row: BatchRow): Batch {
  return { object: 'batch', id: wireId('bat', row.batchId), status: 'COMPLETED', itemCount: row.itemCount, accepted: row.accepted, refused: row.refused, createdAt: row.createdAt.toISOString(), completedAt: row.completedAt.toISOString() };
}

/** The till that signed stands behind the posting, by the name it gave: sending the token again, in whatever upload, is the same request. */
function offlineContext(context: RequestContext, { token }: Arrived): RequestContext {
  const name = `offline:${token.tillId}:${token.jti}`;
  const caller = { ...partnerOf(context), tillId: parseId('trm', token.tillId) as string, kid: token.kid, jti: name, token: token.compact };
  return { ...context, caller, idempotencyKey: name, fingerprint: token.digest, bodyDigest: token.digest };
}
