import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { pointsToWire } from '../kernel/points';
import { intentFromJson } from './domain/quarantine';
import { keyOfDecision, type Intent } from './domain/intent';
import type { Posting } from './ledger.wire';
import type { QuarantineItem } from './offline.wire';
import type { PostingService } from './posting.service';
import * as store from './quarantine.store';

/** What came more than 72 hours late: two people of the operator post it, or one rejects it for good. */
export class QuarantineService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly postings: PostingService) {}

  async list(context: RequestContext | undefined, query: ListQuery, status: string | undefined): Promise<Page<QuarantineItem>> {
    const { partnerId } = viewerOf(context);
    const page = pageAsked(query, { partnerId, status }, { receivedAt: 'quarantine_id' }, '-receivedAt');
    return pageOf(await store.quarantinePage(this.pool, { partnerId, status }, page.order, page.offset, page.limit + 1), page, view);
  }

  /** The first approval is kept; the second one, of another person, posts the sale by the date on which it happened. */
  async approve(context: RequestContext | undefined, id: string): Promise<QuarantineItem> {
    const row = await this.held(id);
    const by = actorOf(context);
    if (row.firstApprovedBy === by) throw new DomainError('second_person_required', { detail: 'You have approved this already. Another person has to approve it too.' });
    if (row.firstApprovedBy === null) {
      await inTransaction(this.pool, async (tx) => {
        if (!(await store.firstApproval(tx, row.quarantineId, by, this.clock.now()))) throw meanwhile();
        await audit(tx, context, this.clock.now(), { verb: 'quarantine.approve', kind: 'QUARANTINE', id: row.quarantineId, facts: { approval: 1 } });
      });
      return this.get(id);
    }
    // The key makes sure that two second approvals at once post one sale.
    const key = keyOfDecision('QUARANTINE', row.quarantineId);
    const intent = intentFromJson(row.intent);
    const outcome = await this.postings.post({ ...intent, idempotencyKey: key, fingerprint: createHash('sha256').update(key).digest(), approvedLate: true, decides: { kind: 'QUARANTINE', id: row.quarantineId, by }, ...(intent.token && { token: { ...intent.token, claimed: true } }) } as Intent);
    if (outcome.refusal) throw outcome.refusal;
    if (!outcome.replayed) await inTransaction(this.pool, (tx) => audit(tx, context, this.clock.now(), { verb: 'quarantine.approve', kind: 'QUARANTINE', id: row.quarantineId, facts: { approval: 2, postingId: (outcome.answer as Posting).id } }));
    return this.get(id);
  }

  async reject(context: RequestContext | undefined, id: string, reason: string): Promise<QuarantineItem> {
    const row = await this.held(id);
    await inTransaction(this.pool, async (tx) => {
      if (!(await store.rejectQuarantined(tx, { id: row.quarantineId, by: actorOf(context), at: this.clock.now(), reason }))) throw meanwhile();
      await audit(tx, context, this.clock.now(), { verb: 'quarantine.reject', kind: 'QUARANTINE', id: row.quarantineId, facts: { reason } });
    });
    return this.get(id);
  }

  private async get(id: string): Promise<QuarantineItem> {
    return view((await store.quarantineById(this.pool, parseIdOrNotFound('qrt', id))) as store.QuarantineRow);
  }

  private async held(id: string): Promise<store.QuarantineRow> {
    const row = await store.quarantineById(this.pool, parseIdOrNotFound('qrt', id));
    if (!row) throw new DomainError('not_found', { detail: 'There is nothing in quarantine with this id.' });
    if (row.status !== 'HELD') throw new DomainError('transition_not_allowed', { detail: `It is ${row.status}; that is final.` });
    return row;
  }
}

function meanwhile(): DomainError {
  return new DomainError('transition_not_allowed', { detail: 'Somebody has decided this meanwhile. Read it again.' });
}

function view(row: store.QuarantineRow): QuarantineItem {
  const { points, amountMinor } = intentFromJson(row.intent) as { points?: bigint; amountMinor?: bigint };
  return { object: 'quarantineItem', id: wireId('qrt', row.quarantineId), status: row.status, op: row.verb as QuarantineItem['op'], partnerId: wireId('prt', row.partnerId), memberId: wireId('mem', row.memberId),
    ...(row.tillId !== null && { tillId: wireId('trm', row.tillId) }), ...(row.externalId !== null && { externalId: row.externalId }), ...(points !== undefined && { points: pointsToWire(points) }), ...(amountMinor !== undefined && { amount: moneyToWire(amountMinor) }),
    occurredAt: row.occurredAt.toISOString(), receivedAt: row.receivedAt.toISOString(), ...(row.firstApprovedBy !== null && { firstApprovedBy: row.firstApprovedBy }),
    ...(row.decidedBy !== null && { decidedBy: row.decidedBy }), ...(row.decidedAt && { decidedAt: row.decidedAt.toISOString() }), ...(row.reason !== null && { reason: row.reason }), ...(row.postingId !== null && { postingId: wireId('pst', row.postingId) }) };
}
