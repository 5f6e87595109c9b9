import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { claimToken } from '../access/replay.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction } from '../db/tx';
import { instantFromWire } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { HUB_PARTY, partyToWire } from '../kernel/parties';
import { pointsToWire } from '../kernel/points';
import type { Intent } from './domain/intent';
import { membersWithLotsEnding } from './due.reader';
import { lotById, originalOwner, receivableOwed, type LotRow } from './ledger.reader';
import type { LotView, Receivable } from './balance.wire';
import type { ExtendLotRequest, ExtensionRequest, ExtensionResult, ReasonRequest } from './care.wire';
import type { Posting } from './ledger.wire';
import type { PostingService } from './posting.service';
import { writeOff } from './receivable.store';
import { senderFor } from './sender';

const CHUNK = 500;

/** What people and issuers do for lots: vest them early, let them live longer, bring back what expired, give up what is owed. */
export class CareService {
  constructor(private readonly pool: Pool, private readonly postings: PostingService, private readonly clock: Clock) {}

  /** By the issuer's key or the operator. */
  async vest(context: RequestContext | undefined, lotId: string, event: string | undefined): Promise<LotView> {
    const { partnerId } = viewerOf(context);
    const lot = await this.found(parseIdOrNotFound('lot', lotId), partnerId);
    await this.carry({ verb: 'VEST', ...senderFor(context, partnerId ?? HUB_PARTY), memberId: lot.memberId, lotId: lot.lotId, ...(event !== undefined && { event }) });
    return viewOf(await this.found(lot.lotId, partnerId));
  }

  async extend(context: RequestContext | undefined, lotId: string, body: ExtendLotRequest): Promise<LotView> {
    const lot = await this.found(parseIdOrNotFound('lot', lotId), undefined);
    await this.carry({ verb: 'EXTEND', ...senderFor(context, HUB_PARTY), memberId: lot.memberId, lotId: lot.lotId, until: instantFromWire(body.until, '/until'), note: body.reason });
    return viewOf(await this.found(lot.lotId, undefined));
  }

  /** All lots of an issuer, or of everybody, that would end before an instant; in bounded transactions, so it may be sent again to go on. */
  async extendAll(context: RequestContext | undefined, body: ExtensionRequest): Promise<ExtensionResult> {
    const until = instantFromWire(body.until, '/until');
    if (until <= this.clock.now()) throw new DomainError('validation_failed', { detail: 'Lots can live longer only until a later instant.', fields: [{ pointer: '/until', code: 'past', detail: 'Send an instant that lies ahead.' }] });
    const issuerId = body.issuer === undefined ? undefined : body.issuer === 'HUB' ? HUB_PARTY : parseIdField('prt', body.issuer, '/issuer');
    const common = senderFor(context, HUB_PARTY);
    await inTransaction(this.pool, (tx) => audit(tx, context, this.clock.now(), { verb: 'lots.extend', kind: 'LOTS', id: issuerId ?? HUB_PARTY, facts: { until: until.toISOString(), reason: body.reason } }));
    let members = 0;
    for (let after = HUB_PARTY.replace(/./g, (one) => (one === '-' ? one : '0')); ;) {
      const due = await membersWithLotsEnding(this.pool, this.clock.now(), until, issuerId, after, CHUNK);
      await Promise.all(due.map((memberId) => this.carry({ verb: 'EXTEND', ...common, idempotencyKey: `${common.idempotencyKey}:${memberId}`, memberId, until, ...(issuerId && { issuerId }) })));
      members += due.length;
      if (due.length < CHUNK) return { object: 'extension', until: until.toISOString(), ...(body.issuer !== undefined && { issuer: body.issuer }), members };
      after = due.at(-1) as string;
    }
  }

  /** Undoes an expiry: the points come back to their lot, with days of grace. */
  async reinstate(context: RequestContext | undefined, postingId: string, body: ReasonRequest): Promise<Posting> {
    const uuid = parseIdOrNotFound('pst', postingId);
    const owner = await originalOwner(this.pool, uuid);
    if (owner?.type !== 'EXPIRE') throw new DomainError('not_found', { detail: 'There is no expiry with this id.' });
    const common = senderFor(context, HUB_PARTY);
    return (await this.carry({ verb: 'REVERSAL', ...common, externalId: `reinstate:${uuid}:${common.idempotencyKey}`.slice(0, 64), memberId: owner.memberId, originalId: uuid, reason: 'OTHER', note: body.reason })) as Posting;
  }

  /** The issuer, or the operator for it, gives up what a member owes from a refund. */
  async writeOff(context: RequestContext | undefined, receivableId: string, body: ReasonRequest): Promise<Receivable> {
    const uuid = parseIdOrNotFound('pst', receivableId);
    const { partnerId } = viewerOf(context);
    await inTransaction(this.pool, async (tx) => {
      if (context?.caller.kind === 'PARTNER') await claimToken(tx, context.caller, context.requestId);
      const owed = await receivableOwed(tx, uuid, true);
      if (!owed || (partnerId !== undefined && owed.issuerId !== partnerId)) throw new DomainError('not_found', { detail: 'There is no receivable with this id that you may see.' });
      if (owed.open === 0n) throw new DomainError('transition_not_allowed', { detail: 'Nothing is owed any more.' });
      await writeOff(tx, { applicationId: newUuid(this.clock.wall().getTime()), receivableId: uuid, memberId: owed.memberId, points: owed.open, actor: actorOf(context), reason: body.reason, at: this.clock.now() });
    });
    const owed = await receivableOwed(this.pool, uuid, false);
    return { object: 'receivable', id: wireId('pst', uuid), issuerId: partyToWire(owed?.issuerId ?? HUB_PARTY), points: pointsToWire(owed?.points ?? 0n), open: pointsToWire(owed?.open ?? 0n) };
  }

  private async carry(intent: Intent): Promise<object> {
    const outcome = await this.postings.post(intent);
    if (outcome.refusal) throw outcome.refusal;
    return outcome.answer;
  }

  private async found(lotId: string, issuerId: string | undefined): Promise<LotRow> {
    const lot = await lotById(this.pool, lotId);
    if (!lot || (issuerId !== undefined && lot.issuerId !== issuerId)) throw new DomainError('not_found', { detail: 'There is no lot with this id that you may see.' });
    return lot;
  }
}

export function viewOf(lot: LotRow): LotView {
  return { lotId: wireId('lot', lot.lotId), issuerId: partyToWire(lot.issuerId), pointKind: lot.pointKind, points: pointsToWire(lot.points), remaining: pointsToWire(lot.remaining), earnedAt: lot.earnedAt.toISOString(),
    ...(lot.vestsAt && { vestsAt: lot.vestsAt.toISOString() }), ...(lot.expiresAt && { expiresAt: lot.expiresAt.toISOString() }), ...(lot.usableAt && { usableAt: lot.usableAt.map(partyToWire) }) };
}
