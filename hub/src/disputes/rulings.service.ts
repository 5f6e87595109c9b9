import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { pointsFromWire } from '../kernel/points';
import type { DisputeBook } from './dispute-book.service';
import { bearerOf, mustBe, needsTwo, takeLast } from './domain/dispute';
import * as db from './disputes.transactor';
import type { DisputesService } from './disputes.service';
import type { RulingRequest } from './disputes.wire';
import type { RemediesService } from './remedies.service';

/** The operator rules on what the two sides could not agree on; the ruling posts itself. */
export class RulingsService {
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock, private readonly disputes: DisputesService, private readonly book: DisputeBook, private readonly remedies: RemediesService) {}

  /**
   * Rules at once, or above the limit keeps the ruling for a second person.
   * @throws DomainError `transition_not_allowed`, `change_pending`, `validation_failed`, `not_found`
   */
  async rule(context: RequestContext | undefined, id: string, body: RulingRequest): Promise<void> {
    const rulebook = await this.disputes.rulebook();
    const upheld = await this.locked(id, async (tx, dispute) => {
      mustBe(dispute.status, ['UNDER_REVIEW'], 'ruled on');
      if (await db.pendingRuling(tx, dispute.disputeId)) throw new DomainError('change_pending', { detail: 'A ruling waits for its second person already.' });
      const extras = (['points', 'remedy', 'cause'] as const).find((name) => body.outcome === 'REJECTED' && body[name] !== undefined);
      if (extras) throw new DomainError('validation_failed', { detail: 'What is rejected is rejected wholly and has no remedy.', fields: [{ pointer: `/${extras}`, code: 'not_here', detail: 'Leave it out.' }] });
      const points = body.points === undefined ? undefined : pointsFromWire(body.points);
      // Refuses more points than there are before anything is kept.
      takeLast(await db.legsOf(tx, dispute.disputeId), points);
      const ruling: db.Ruling = { rulingId: this.book.id(), disputeId: dispute.disputeId, outcome: body.outcome, points, remedy: body.outcome === 'UPHELD' ? (body.remedy ?? dispute.remedy) : undefined, cause: body.cause,
        bearer: body.outcome === 'UPHELD' ? bearerOf(rulebook, dispute.reason, body.cause) : undefined, text: body.text, madeBy: actorOf(context), madeAt: this.clock.now() };
      const principal = (await db.linesOf(tx, dispute.disputeId)).reduce((sum, line) => sum - (line.lineType === 'CLAIM' && line.payer === dispute.issuerId ? line.amountMinor : 0n), 0n);
      const two = needsTwo(rulebook, dispute, principal);
      await db.insertRuling(tx, ruling, two ? 'PENDING' : 'IN_FORCE');
      await audit(tx, context, this.clock.now(), { verb: 'dispute.rule', kind: 'DISPUTE', id: dispute.disputeId, facts: { outcome: body.outcome } });
      if (!two) return this.enforce(tx, dispute, ruling, ruling.madeBy);
      await this.book.entry(tx, dispute.disputeId, 'RULING_PROPOSED', HUB_PARTY, ruling.madeBy, ruling.text);
      return undefined;
    });
    if (upheld !== undefined) await this.remedies.finish(upheld);
  }

  /** The second person puts a ruling in force, or turns it down so that another can be made. */
  async decide(context: RequestContext | undefined, id: string, approves: boolean, note: string): Promise<void> {
    const upheld = await this.locked(id, async (tx, dispute) => {
      const ruling = await db.pendingRuling(tx, dispute.disputeId);
      if (!ruling || dispute.status !== 'UNDER_REVIEW') throw new DomainError('transition_not_allowed', { detail: 'No ruling on this dispute waits for a second person.' });
      const by = actorOf(context);
      if (ruling.madeBy === by) throw new DomainError('second_person_required', { detail: 'You made this ruling. Another person has to decide whether it stands.' });
      await db.decideRuling(tx, ruling.rulingId, approves ? 'IN_FORCE' : 'TURNED_DOWN', by, this.clock.now(), note);
      await audit(tx, context, this.clock.now(), { verb: approves ? 'dispute.ruling.approve' : 'dispute.ruling.turn-down', kind: 'DISPUTE', id: dispute.disputeId });
      if (approves) return this.enforce(tx, dispute, ruling, by);
      await this.book.entry(tx, dispute.disputeId, 'RULING_TURNED_DOWN', HUB_PARTY, by, note);
      return undefined;
    });
    if (upheld !== undefined) await this.remedies.finish(upheld);
  }

  /** @returns the dispute whose remedy is to be posted */
  private async enforce(tx: Tx, dispute: db.Dispute, ruling: db.Ruling, actor: string): Promise<string | undefined> {
    const how = { partyId: HUB_PARTY, actor, text: ruling.text };
    if (ruling.outcome === 'REJECTED') {
      await this.book.close(tx, dispute, 'REJECTED', how);
      return undefined;
    }
    // A reversal at the outlet may have made the dispute smaller since the ruling was written.
    const whole = ruling.points === undefined || ruling.points >= dispute.points;
    const part = whole ? dispute : await this.book.splitOff(tx, dispute, takeLast(await db.legsOf(tx, dispute.disputeId), ruling.points));
    await this.book.uphold(tx, part, { ...how, entry: 'UPHELD', cause: ruling.cause, ...(ruling.remedy && { remedy: ruling.remedy }), ...(ruling.bearer && { bearer: ruling.bearer }) });
    if (part !== dispute) await this.book.close(tx, await this.found(tx, dispute.disputeId), 'REJECTED', how);
    return part.disputeId;
  }

  private locked<T>(id: string, work: (tx: Tx, dispute: db.Dispute) => Promise<T>): Promise<T> {
    const disputeId = parseIdOrNotFound('dsp', id);
    return inTransaction(this.pool, async (tx) => {
      await db.lockDisputes(tx);
      return work(tx, await this.found(tx, disputeId));
    });
  }

  private async found(tx: Tx, disputeId: string): Promise<db.Dispute> {
    const dispute = await db.findDispute(tx, disputeId);
    if (!dispute) throw new DomainError('not_found', { detail: 'There is no dispute with this id.' });
    return dispute;
  }
}
