import type { Tx } from '../db/tx';
import type { OffsetClock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { Exact } from '../kernel/rate';
import { ifReversed, insertMovements, type BookedDelta } from '../settlement';
import type { Bearer, FraudCause, LegPart, Remedy } from './domain/dispute';
import * as db from './disputes.transactor';

/** How a dispute was upheld: by whom, why, and with what remedy. */
export interface Upholding {
  readonly entry: 'ACCEPTED' | 'SILENCE' | 'UPHELD' | 'REVERSED';
  readonly partyId: string;
  readonly actor: string;
  readonly text?: string | undefined;
  readonly remedy?: Remedy;
  readonly cause?: FraudCause | undefined;
  readonly bearer?: Bearer;
}

/** What every step of a dispute shares: its record, the sub-balance of contested principal, and parts that go their own way. Callers hold the lock of disputes. */
export class DisputeBook {
  constructor(private readonly clock: OffsetClock) {}

  /** Opens a dispute: its contested principal leaves the positions as if it were upheld. */
  async open(tx: Tx, dispute: db.NewDispute, legs: readonly Omit<db.DisputedLeg, 'remedyPostingId'>[]): Promise<void> {
    const lines = await this.expected(tx, dispute, legs);
    await db.insertDispute(tx, dispute, legs, lines);
    await this.contest(tx, dispute.disputeId, lines);
    await db.noteState(tx, dispute.disputeId, null, 'OPENED', dispute.openedBy, dispute.openedAt);
    await this.entry(tx, dispute.disputeId, 'OPENED', dispute.openerId, dispute.openedBy, dispute.note);
  }

  /** What upholding would take off each line, after everything else that is open between these parties. */
  expected(tx: Tx, dispute: Pick<db.Dispute, 'issuerId' | 'redeemerId'>, parts: readonly LegPart[], except?: string): Promise<BookedDelta[]> {
    return db.expectedParts(tx, [dispute.issuerId, dispute.redeemerId], except).then((after) => ifReversed(tx, parts, after, this.clock.now()));
  }

  /** Splits off a part as a dispute of its own in the same state; amounts of both add up to what they were. */
  async splitOff(tx: Tx, dispute: db.Dispute, taken: readonly LegPart[]): Promise<db.Dispute> {
    const legs = new Map((await db.legsOf(tx, dispute.disputeId)).map((leg) => [leg.legId, leg]));
    const before = await db.linesOf(tx, dispute.disputeId);
    const after = await db.expectedParts(tx, [dispute.issuerId, dispute.redeemerId], dispute.disputeId);
    const lines = await ifReversed(tx, taken, after, this.clock.now());
    const part = new Map(lines.map((line) => [line.lineId, line]));
    const rest = before.map((line) => {
      const gone = part.get(line.lineId);
      return { ...line, points: line.points - (gone?.points ?? 0n), exact: new Exact(line.exact).sub(gone?.exact ?? '0').toFixed(), amountMinor: line.amountMinor - (gone?.amountMinor ?? 0n) };
    });
    const child: db.NewDispute = { ...dispute, disputeId: this.id(), splitFrom: dispute.disputeId, points: taken.reduce((sum, one) => sum + one.points, 0n) };
    await db.reduceDispute(tx, dispute.disputeId, taken, rest);
    await db.insertDispute(tx, child, taken.map((one) => ({ ...one, postingId: legs.get(one.legId)?.postingId ?? '' })), lines);
    await this.contest(tx, dispute.disputeId, lines, -1n);
    await this.contest(tx, child.disputeId, lines);
    await this.entry(tx, dispute.disputeId, 'SPLIT', HUB_PARTY, 'hub', `dsp_${child.disputeId}`);
    await db.noteState(tx, child.disputeId, null, child.status, 'hub', this.clock.now(), `Split from dsp_${dispute.disputeId}`);
    return child;
  }

  /** Upholds the whole of a dispute; its remedy is posted next. */
  async uphold(tx: Tx, dispute: db.Dispute, how: Upholding): Promise<void> {
    await db.moveDispute(tx, dispute, 'UPHELD', { at: this.clock.now(), actor: how.actor, ...(how.text !== undefined && { reason: how.text }), ...(how.remedy && { remedy: how.remedy }), ...(how.bearer && { bearer: how.bearer }), cause: how.cause });
    await this.entry(tx, dispute.disputeId, how.entry, how.partyId, how.actor, how.text);
  }

  /** Ends a dispute without effect: the contested principal moves back. */
  async close(tx: Tx, dispute: db.Dispute, to: 'REJECTED' | 'WITHDRAWN', how: { partyId: string; actor: string; text?: string | undefined }): Promise<void> {
    await db.moveDispute(tx, dispute, to, { at: this.clock.now(), actor: how.actor, ...(how.text !== undefined && { reason: how.text }) });
    await this.entry(tx, dispute.disputeId, to, how.partyId, how.actor, how.text);
    await this.contest(tx, dispute.disputeId, await db.linesOf(tx, dispute.disputeId), -1n);
  }

  /** The sub-balance of a remedied dispute moves back together with the claims of the window that carries the remedy. */
  async release(tx: Tx, disputeId: string, windowId: string): Promise<void> {
    await this.contest(tx, disputeId, await db.linesOf(tx, disputeId), -1n, windowId);
  }

  /**
   * A window is restated: what is contested of its legs, and what upholding them credits, is what it comes to at the new prices. The sub-balance moves together with the claims, in the window
   * that books the restatement.
   */
  async reprice(tx: Tx, windowId: string, bookedIn: string): Promise<void> {
    await db.lockDisputes(tx);
    for (const dispute of await db.uncreditedOf(tx, windowId)) {
      const before = await db.linesOf(tx, dispute.disputeId);
      const lines = await this.expected(tx, dispute, await db.legsOf(tx, dispute.disputeId), dispute.disputeId);
      await db.replaceLines(tx, dispute.disputeId, lines);
      if (dispute.remedyWindowId !== null) continue;
      await this.contest(tx, dispute.disputeId, before, -1n, bookedIn);
      await this.contest(tx, dispute.disputeId, lines, 1n, bookedIn);
    }
  }

  private async contest(tx: Tx, disputeId: string, lines: readonly BookedDelta[], sign: 1n | -1n = 1n, windowId?: string): Promise<void> {
    await insertMovements(tx, lines.filter((line) => line.lineType === 'CLAIM').map((line) => ({ movementId: this.id(), kind: 'DISPUTED', disputeId, lineId: line.lineId, payer: line.payer, payee: line.payee, points: sign * line.points, amount: sign * line.amountMinor, ...(windowId !== undefined && { windowId }) })), this.clock.now());
  }

  async entry(tx: Tx, disputeId: string, kind: db.EntryKind, partyId: string, actor: string, text?: string): Promise<void> {
    await db.addEntry(tx, { entryId: this.id(), disputeId, kind, partyId, actor, text, at: this.clock.now() });
  }

  id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}
