import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import { canonicalJson } from '../kernel/canonical';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { pointsFromWire } from '../kernel/points';
import { findMember } from '../members';
import { changeRequestById, changeRequestsPage, decideChangeRequest, keepChangeRequest, type Asked, type ChangeRequestRow } from './change-request.store';
import { keyOfDecision, type Intent, type MergeIntent } from './domain/intent';
import type { AdjustmentRequest, ChangeRequest, MergeOfMember, MergeRequest, TransferRequest } from './care.wire';
import type { Outcome, PostingService } from './posting.service';
import { senderFor, type Sender } from './sender';

const DECIDE_WITHIN_MS = 72 * 3_600_000;

/** What people do to members' points by hand: adjust, send, merge. */
export class ActsService {
  constructor(private readonly pool: Pool, private readonly postings: PostingService, private readonly clock: Clock) {}

  /** Posts at once within the limit of the day; above it, keeps a request for a second person. */
  async adjust(context: RequestContext | undefined, body: AdjustmentRequest): Promise<Outcome | ChangeRequest> {
    const common = senderFor(context, HUB_PARTY);
    const outcome = await this.postings.post(await this.adjustment(common, body));
    return outcome.refusal?.code === 'second_person_required' ? this.ask(common, { kind: 'ADJUSTMENT', body }) : accepted(outcome);
  }

  /** Keeps what waits for a second person. */
  private async ask(common: Sender, asked: Asked): Promise<ChangeRequest> {
    const row = await inTransaction(this.pool, (tx) => keepChangeRequest(tx, { ...asked, id: newUuid(this.clock.wall().getTime()), key: common.idempotencyKey, by: common.actorId, at: this.clock.now() }));
    if (row.kind !== asked.kind || canonicalJson(row.body) !== canonicalJson(asked.body)) throw new DomainError('idempotency_key_reused', { detail: 'This key was used for another request. Use a new key.' });
    return this.view(row);
  }

  /** The second person; what was asked for is posted with both names. */
  async approve(context: RequestContext | undefined, id: string): Promise<ChangeRequest> {
    const row = await this.pending(id);
    const by = actorOf(context);
    if (row.madeBy === by) throw new DomainError('second_person_required', { detail: 'You asked for this. Another person has to approve it.' });
    const common: Sender = { partnerId: HUB_PARTY, actorId: row.madeBy, idempotencyKey: keyOfDecision('CHANGE_REQUEST', row.changeRequestId), fingerprint: createHash('sha256').update(row.changeRequestId).digest() };
    accepted(await this.postings.post({ ...(await this.intent(common, row)), approverId: by, decides: { kind: 'CHANGE_REQUEST', id: row.changeRequestId, by } } as Intent));
    return this.get(id);
  }

  async reject(context: RequestContext | undefined, id: string, reason: string): Promise<ChangeRequest> {
    const row = await this.pending(id);
    const by = actorOf(context);
    if (row.madeBy === by) throw new DomainError('second_person_required', { detail: 'You asked for this. Withdraw it instead.' });
    await this.decide(row, 'REJECTED', by, reason);
    return this.get(id);
  }

  async withdraw(context: RequestContext | undefined, id: string): Promise<ChangeRequest> {
    const row = await this.pending(id);
    const by = actorOf(context);
    if (row.madeBy !== by) throw new DomainError('role_required', { detail: 'Only the person who asked may withdraw. Reject it instead.' });
    await this.decide(row, 'WITHDRAWN', by);
    return this.get(id);
  }

  async list(query: ListQuery, status: string | undefined): Promise<Page<ChangeRequest>> {
    const page = pageAsked(query, { status }, { madeAt: 'change_request_id' }, '-madeAt');
    return pageOf(await changeRequestsPage(this.pool, status, new Date(this.clock.now().getTime() - DECIDE_WITHIN_MS), page.offset, page.limit + 1), page, (row) => this.view(row));
  }

  async get(id: string): Promise<ChangeRequest> {
    const row = await changeRequestById(this.pool, parseIdOrNotFound('chg', id));
    if (!row) throw new DomainError('not_found', { detail: 'There is no change request with this id.' });
    return this.view(row);
  }

  /** By a partner's key, whose app the members use, at once; what a person of the operator moves waits for a second one. */
  async transfer(context: RequestContext | undefined, body: TransferRequest): Promise<Outcome | ChangeRequest> {
    const { partnerId } = viewerOf(context);
    const intent = await this.sending(senderFor(context, partnerId ?? HUB_PARTY), body, partnerId);
    return partnerId === undefined ? this.ask(intent, { kind: 'TRANSFER', body }) : accepted(await this.postings.post(intent));
  }

  /** All that the member has is to go to the survivor, and the member to be closed; a second person has to let it, for it cannot be undone. */
  async merge(context: RequestContext | undefined, memberId: string, body: MergeRequest): Promise<ChangeRequest> {
    const common = senderFor(context, HUB_PARTY);
    parseIdOrNotFound('mem', memberId);
    const asked = { member: memberId, survivor: body.survivor, reason: body.reason };
    const { memberId: from, toMemberId: to } = (await this.merging(common, asked)) as MergeIntent;
    if (from === to) throw new DomainError('validation_failed', { detail: 'A member is not merged into itself.', fields: [{ pointer: '/survivor', code: 'same_member', detail: 'Send another member.' }] });
    return this.ask(common, { kind: 'MERGE', body: asked });
  }

  private intent(common: Sender, row: ChangeRequestRow): Promise<Intent> {
    return row.kind === 'ADJUSTMENT' ? this.adjustment(common, row.body) : row.kind === 'TRANSFER' ? this.sending(common, row.body, undefined) : this.merging(common, row.body);
  }

  private async sending(common: Sender, body: TransferRequest, partnerId: string | undefined): Promise<Intent> {
    const [memberId, toMemberId] = [await this.member(body.member, '/member', partnerId), await this.member(body.toMember, '/toMember', partnerId)];
    return { verb: 'TRANSFER', ...common, externalId: body.externalId, memberId, toMemberId, points: pointsFromWire(body.points), ...(body.note !== undefined && { note: body.note }) };
  }

  private async merging(common: Sender, body: MergeOfMember): Promise<Intent> {
    parseIdField('mem', body.survivor, '/survivor');
    return { verb: 'MERGE', ...common, memberId: await this.member(body.member, '/member', undefined), toMemberId: await this.member(body.survivor, '/survivor', undefined), note: body.reason };
  }

  private async adjustment(common: Sender, body: AdjustmentRequest): Promise<Intent> {
    const issuerId = body.issuer === 'HUB' ? HUB_PARTY : parseIdField('prt', body.issuer, '/issuer');
    return { verb: 'ADJUSTMENT', ...common, memberId: await this.member(body.member, '/member', undefined), issuerId, direction: body.direction, points: pointsFromWire(body.points), reason: body.reasonCode,
      ...(body.note !== undefined && { note: body.note }), ...(body.expiresAfterDays !== undefined && { expiresAfterDays: body.expiresAfterDays }) };
  }

  private async member(reference: string, pointer: string, partnerId: string | undefined): Promise<string> {
    const memberId = await findMember(this.pool, reference, partnerId);
    if (memberId === undefined) throw new DomainError('member_not_found', { detail: 'No member has this reference. Check it, or enrol the member first.', fields: [{ pointer, code: 'not_found', detail: 'Send mem_…, +62… or card:… of an enrolled member.' }] });
    return memberId;
  }

  private async pending(id: string): Promise<ChangeRequestRow> {
    const row = await changeRequestById(this.pool, parseIdOrNotFound('chg', id));
    if (!row) throw new DomainError('not_found', { detail: 'There is no change request with this id.' });
    const { status } = this.view(row);
    if (status !== 'PENDING') throw new DomainError('transition_not_allowed', { detail: `The request is ${status}. Ask again if it is still needed.` });
    return row;
  }

  private async decide(row: ChangeRequestRow, status: 'REJECTED' | 'WITHDRAWN', by: string, reason?: string): Promise<void> {
    const done = await inTransaction(this.pool, (tx) => decideChangeRequest(tx, { id: row.changeRequestId, status, by, at: this.clock.now(), reason }));
    if (!done && (await changeRequestById(this.pool, row.changeRequestId))?.status !== status) throw new DomainError('transition_not_allowed', { detail: 'Somebody has decided this request meanwhile.' });
  }

  private view(row: ChangeRequestRow): ChangeRequest {
    const lapsed = row.status === 'PENDING' && this.clock.now().getTime() - row.madeAt.getTime() > DECIDE_WITHIN_MS;
    return { object: 'changeRequest', id: wireId('chg', row.changeRequestId), kind: row.kind, status: lapsed ? 'EXPIRED' : row.status, ...(row.kind === 'ADJUSTMENT' ? { adjustment: row.body } : row.kind === 'TRANSFER' ? { transfer: row.body } : { merge: row.body }), madeBy: row.madeBy, madeAt: row.madeAt.toISOString(),
      ...(row.decidedBy !== null && { decidedBy: row.decidedBy }), ...(row.decidedAt && { decidedAt: row.decidedAt.toISOString() }), ...(row.reason !== null && { reason: row.reason }), ...(row.postingId && { postingId: wireId('pst', row.postingId) }) };
  }
}

function accepted(outcome: Outcome): Outcome {
  if (outcome.refusal) throw outcome.refusal;
  return outcome;
}
