import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import type { OffsetClock } from '../kernel/clock';
import { HUB_PARTY } from '../kernel/parties';
import type { PostingService } from '../ledger';
import { correctMoney, insertMovements } from '../settlement';
import type { DisputeBook } from './dispute-book.service';
import { decideRuling, findDispute, legsOf, linesOf, lockDisputes, pendingRuling, type Dispute } from './disputes.transactor';
import { creditedParts } from './domain/credited';
import * as db from './remedy.transactor';

const NIGHT = { partyId: HUB_PARTY, actor: 'night' } as const;

/**
 * What follows from a dispute: silence that is acceptance, reversals that a ruling posts, the contested principal that moves back with them, and the amounts the night
 * has credited. Everything may be repeated and goes on where it was; the rows decide what is left to do.
 */
export class RemediesService {
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock, private readonly postings: PostingService, private readonly book: DisputeBook) {}

  /** Before a window closes: who was silent has accepted, overdue rulings are told, and what is upheld is posted into the window. */
  async beforeClose(until: Date): Promise<void> {
    for (const disputeId of await db.silentDisputes(this.pool, until)) await this.locked(disputeId, async (tx, dispute) => {
      if (dispute.status !== 'OPENED' || !dispute.respondBy || dispute.respondBy > until) return;
      await this.book.uphold(tx, dispute, { ...NIGHT, entry: 'SILENCE' });
    });
    for (const disputeId of await db.overdueRulings(this.pool, until)) await this.locked(disputeId, async (tx) => {
      if (await db.markAlerted(tx, disputeId, this.clock.now())) await this.book.entry(tx, disputeId, 'OVERDUE', HUB_PARTY, 'night');
    });
    for (const disputeId of await db.unremedied(this.pool)) await this.finish(disputeId);
  }

  /** After a window was closed and before it is calculated: parts that somebody else reversed in it are upheld by that. */
  async beforeCalculation(): Promise<void> {
    for (const disputeId of await db.overtakenDisputes(this.pool, undefined)) await this.absorb(disputeId);
  }

  /**
   * Posts the remedy of an upheld dispute and moves its contested principal back with it.
   * Each burn is reversed under a key of its own, so that doing it again finds what is done.
   */
  async finish(disputeId: string): Promise<void> {
    await this.absorb(disputeId);
    const dispute = await findDispute(this.pool, disputeId);
    if (dispute?.status !== 'UPHELD' || dispute.remedyWindowId !== null) return;
    if (dispute.remedy === 'MONEY_ONLY') return this.locked(disputeId, (tx, now) => this.correct(tx, now));
    for (;;) {
      const next = (await db.legStates(this.pool, disputeId)).filter((leg) => leg.left >= leg.points);
      const postingId = next[0]?.postingId;
      if (postingId === undefined) break;
      await this.reverse(dispute, postingId, next.filter((leg) => leg.postingId === postingId));
    }
    await this.absorb(disputeId);
    await this.locked(disputeId, (tx, now) => this.conclude(tx, now));
  }

  /** The points stay burned; the open window takes the claim back at the same prices. */
  private async correct(tx: Tx, dispute: Dispute): Promise<void> {
    if (dispute.status !== 'UPHELD' || dispute.remedyWindowId !== null) return;
    const windowId = await correctMoney(tx, { kind: 'RULING', id: dispute.disputeId }, await legsOf(tx, dispute.disputeId), this.clock.now(), () => this.book.id());
    await this.remedied(tx, dispute.disputeId, windowId);
  }

  private async reverse(dispute: Dispute, postingId: string, legs: readonly db.LegState[]): Promise<void> {
    const burn = await db.burnOf(this.pool, postingId);
    const only = legs.map(({ legId, points }) => ({ legId, points }));
    const points = only.reduce((sum, leg) => sum + leg.points, 0n);
    const digest = createHash('sha256').update(only.map((leg) => `${leg.legId} ${leg.points}`).join('\n')).digest();
    const name = `dispute:${dispute.disputeId}:${digest.toString('hex').slice(0, 16)}`;
    const outcome = await this.postings.post({ verb: 'REVERSAL', ...burn, idempotencyKey: name, externalId: name, fingerprint: digest, actorId: `dispute:${dispute.disputeId}`, originalId: postingId, points, only, reason: 'DISPUTE' });
    if (outcome.refusal?.code === 'reversal_exceeds_original') return;
    if (outcome.refusal) throw outcome.refusal;
    const { id } = JSON.parse(outcome.body) as { id: string };
    await inTransaction(this.pool, (tx) => db.markLegs(tx, dispute.disputeId, only.map((leg) => leg.legId), id.slice(4)));
  }

  /** Once every leg has its remedy: a part for each window, and the contested principal moves back with that window's claims. */
  private async conclude(tx: Tx, dispute: Dispute): Promise<void> {
    if (dispute.status !== 'UPHELD' || dispute.remedyWindowId !== null || (await db.legStates(tx, dispute.disputeId)).length > 0) return;
    const [own, ...others] = await db.remedyWindows(tx, dispute.disputeId);
    if (!own) return;
    for (const { windowId, legs } of others) {
      const remedies = new Map((await legsOf(tx, dispute.disputeId)).map((leg) => [leg.legId, leg.remedyPostingId]));
      const child = await this.book.splitOff(tx, dispute, legs);
      for (const leg of legs) await db.markLegs(tx, child.disputeId, [leg.legId], remedies.get(leg.legId) ?? '');
      await this.remedied(tx, child.disputeId, windowId);
    }
    await this.remedied(tx, dispute.disputeId, own.windowId);
  }

  private async remedied(tx: Tx, disputeId: string, windowId: string): Promise<void> {
    await this.book.release(tx, disputeId, windowId);
    await db.markRemedied(tx, disputeId, windowId, this.clock.now());
    await this.book.entry(tx, disputeId, 'REMEDIED', HUB_PARTY, 'hub');
  }

  /** Points that are contested and were given back by a reversal of somebody else are upheld by it: nothing is posted twice. */
  private async absorb(disputeId: string): Promise<void> {
    if ((await db.overtakenDisputes(this.pool, disputeId)).length === 0) return;
    await this.locked(disputeId, async (tx, dispute) => {
      if (dispute.remedyWindowId !== null || !['OPENED', 'UNDER_REVIEW', 'UPHELD'].includes(dispute.status)) return;
      for (const leg of await db.legStates(tx, disputeId)) {
        const excess = leg.contested - leg.left < leg.points ? leg.contested - leg.left : leg.points;
        if (excess <= 0n || leg.lastReversalId === null || leg.lastReversalWindowId === null) continue;
        const now = await findDispute(tx, disputeId) as Dispute;
        const part = now.points === excess ? now : await this.book.splitOff(tx, now, [{ legId: leg.legId, points: excess }]);
        const waiting = part === now ? await pendingRuling(tx, disputeId) : undefined;
        if (waiting) await decideRuling(tx, waiting.rulingId, 'TURNED_DOWN', 'hub', this.clock.now(), 'The points were given back at the outlet.');
        if (part.status !== 'UPHELD') await this.book.uphold(tx, part, { entry: 'REVERSED', partyId: now.redeemerId, actor: 'hub', text: `pst_${leg.lastReversalId}`, remedy: 'REVERSAL', bearer: 'REDEEMER' });
        await db.markLegs(tx, part.disputeId, [leg.legId], leg.lastReversalId);
        await this.remedied(tx, part.disputeId, leg.lastReversalWindowId);
      }
    });
  }

  /** After a window was calculated: remedied disputes learn what was credited, line by line. */
  async credit(): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await lockDisputes(tx);
      const lines = new Map<string, db.LineToCredit[]>();
      for (const one of await db.linesToCredit(tx)) lines.set(`${one.lineId} ${one.windowId}`, [...(lines.get(`${one.lineId} ${one.windowId}`) ?? []), one]);
      const credited = [...lines.values()].flatMap((parts) => (parts[0] ? creditedParts(parts[0].after, parts.map((one) => one.exact)) : []).map((amountMinor, place) => ({ disputeId: parts[place]?.disputeId ?? '', lineId: parts[place]?.lineId ?? '', amountMinor })));
      for (const disputeId of await db.markCredited(tx, credited, this.clock.now())) await this.compensate(tx, disputeId);
    });
  }

  /** Where the hub bears the loss, it gives the redeemer what the credit took from it: the claim, less the fee and PPN that it got back. */
  private async compensate(tx: Tx, disputeId: string): Promise<void> {
    await this.book.entry(tx, disputeId, 'CREDITED', HUB_PARTY, 'night');
    const dispute = await findDispute(tx, disputeId);
    if (dispute?.bearer !== 'HUB' || dispute.redeemerId === HUB_PARTY) return;
    const lost = (await linesOf(tx, disputeId)).reduce((sum, line) => sum - (line.payee === dispute.redeemerId ? (line.creditedMinor ?? 0n) : line.payer === dispute.redeemerId ? -(line.creditedMinor ?? 0n) : 0n), 0n);
    await insertMovements(tx, [{ movementId: this.book.id(), kind: 'COMPENSATION', disputeId, payer: HUB_PARTY, payee: dispute.redeemerId, points: 0n, amount: lost }], this.clock.now());
  }

  private locked(disputeId: string, work: (tx: Tx, dispute: Dispute) => Promise<void>): Promise<void> {
    return inTransaction(this.pool, async (tx) => {
      await lockDisputes(tx);
      const dispute = await findDispute(tx, disputeId);
      if (dispute) await work(tx, dispute);
    });
  }
}
