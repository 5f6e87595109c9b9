import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate, instantFromWire } from '../kernel/business-date';
import type { OffsetClock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import { pointsFromWire } from '../kernel/points';
import { signedWindows } from '../reconciliation';
import { calculatedLegs, type CalculatedLeg, type LegsWanted } from '../settlement';
import type { TermsBook } from '../terms';
import type { DisputeBook } from './dispute-book.service';
import { lastDay, mustBe, notAllowed, rulebookOf, takeLast, usualRemedy, type LegPart, type Rulebook } from './domain/dispute';
import * as db from './disputes.transactor';
import { lineOfInvoice, waitsForNight } from './disputes.reader';
import type { DisputeAnswerRequest, DisputeFileRequest, DisputeRequest } from './disputes.wire';
import type { RemediesService } from './remedies.service';

const DAY_MS = 86_400_000;
const LARGEST_FILE = 1_048_576;
const MOST_FILES = 20;

/** What the two sides of a dispute do: open, answer, speak, show evidence, withdraw. */
export class DisputesService {
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock, private readonly terms: TermsBook, private readonly book: DisputeBook, private readonly remedies: RemediesService) {}

  async rulebook(): Promise<Rulebook> {
    return rulebookOf((await this.terms.table()).coalition(businessDate(this.clock.now()))?.body.disputeRule);
  }

  /**
   * Opens a dispute; its contested principal leaves the positions at once.
   * @throws DomainError `dispute_window_closed`, `transition_not_allowed`, `not_found`, `validation_failed`
   */
  async open(context: RequestContext | undefined, body: DisputeRequest): Promise<{ disputeId: string; replayed: boolean }> {
    const openerId = viewerOf(context).partnerId;
    if (openerId === undefined) throw new DomainError('role_required', { detail: 'A partner opens a dispute; the operator rules on it.' });
    const rulebook = await this.rulebook();
    return inTransaction(this.pool, async (tx) => {
      await db.lockDisputes(tx);
      const key = context?.idempotencyKey;
      const known = key === undefined ? undefined : await db.disputeOfKey(tx, openerId, key);
      if (known) {
        if (context && known.fingerprint.equals(context.fingerprint)) return { disputeId: known.disputeId, replayed: true };
        throw new DomainError('idempotency_key_reused', { detail: 'This key was used for another request. Use a new key.' });
      }
      const target = await this.target(tx, openerId, body);
      const { legs, parts } = await this.contestable(tx, openerId, target.wanted, body, rulebook);
      const [{ issuerId, redeemerId }] = legs as [CalculatedLeg];
      const at = this.clock.now();
      const dispute: db.NewDispute = { disputeId: this.book.id(), openerId, otherId: issuerId === openerId ? redeemerId : issuerId, issuerId, redeemerId, invoiceId: target.invoiceId ?? null, lineId: target.wanted.lineId ?? null, postingId: target.wanted.postingId ?? null,
        reason: body.reason, remedy: body.remedy ?? usualRemedy(body.reason), bearer: 'REDEEMER', note: body.note, status: 'OPENED', points: parts.reduce((sum, part) => sum + part.points, 0n), openedBy: actorOf(context), openedAt: at,
        respondBy: new Date(at.getTime() + rulebook.answerDays * DAY_MS), remedyWindowId: null, ...(key !== undefined && context && { idempotencyKey: key, fingerprint: context.fingerprint }) };
      const postings = new Map(legs.map((leg) => [leg.legId, leg.postingId]));
      await this.book.open(tx, dispute, parts.map((part) => ({ ...part, postingId: postings.get(part.legId) ?? '' })));
      for (const [place, file] of (body.files ?? []).entries()) await this.keepFile(tx, dispute.disputeId, openerId, actorOf(context), file, `/files/${place}`);
      await audit(tx, context, at, { verb: 'dispute.open', kind: 'DISPUTE', id: dispute.disputeId, facts: { reason: body.reason, points: Number(dispute.points) } });
      return { disputeId: dispute.disputeId, replayed: false };
    });
  }

  private async target(tx: Tx, partnerId: string, body: DisputeRequest): Promise<{ wanted: LegsWanted; invoiceId?: string }> {
    const named = [body.lineId, body.postingId, body.legs].filter((one) => one !== undefined).length;
    if (named !== 1 || (body.lineId === undefined) !== (body.invoiceId === undefined) || (body.legs !== undefined && body.points !== undefined)) {
      const detail = 'Say what is disputed: invoiceId with lineId, or postingId, or legs; points go with a line or a posting.';
      throw new DomainError('validation_failed', { detail, fields: [{ pointer: body.invoiceId !== undefined ? '/lineId' : '/postingId', code: 'exactly_one', detail }] });
    }
    if (body.lineId !== undefined && body.invoiceId !== undefined) {
      const [invoiceId, lineId] = [parseIdField('inv', body.invoiceId, '/invoiceId'), parseIdField('inl', body.lineId, '/lineId')];
      const line = await lineOfInvoice(tx, partnerId, invoiceId, lineId);
      if (!line) throw new DomainError('not_found', { detail: 'There is no invoice of yours with this line.', fields: [{ pointer: '/lineId', code: 'not_found', detail: 'Send the id of a line of this invoice.' }] });
      if (line.lineType !== 'CLAIM') throw notAllowed('A fee follows the claims that it is charged on. Dispute the line of the points or redemption invoice; its fees and PPN are credited with it.', '/lineId');
      return { wanted: { lineId }, invoiceId };
    }
    if (body.postingId !== undefined) return { wanted: { postingId: parseIdField('pst', body.postingId, '/postingId') } };
    const legIds = (body.legs ?? []).map((leg, place) => parseIdField('leg', leg.legId, `/legs/${place}/legId`));
    const twice = legIds.findIndex((legId, place) => legIds.indexOf(legId) < place);
    if (twice >= 0) throw new DomainError('validation_failed', { detail: 'A leg is named twice.', fields: [{ pointer: `/legs/${twice}/legId`, code: 'repeated', detail: 'Name every leg once, with all of its points that are contested.' }] });
    return { wanted: { legIds } };
  }

  /** The legs that are meant, of one counterparty, in time and not contested before, and which points of them. */
  private async contestable(tx: Tx, partnerId: string, wanted: LegsWanted, body: DisputeRequest, rulebook: Rulebook): Promise<{ legs: CalculatedLeg[]; parts: LegPart[] }> {
    const legs = await calculatedLegs(tx, partnerId, wanted);
    if (legs.length === 0 || (wanted.legIds && legs.length !== new Set(wanted.legIds).size)) {
      if (await waitsForNight(tx, partnerId, wanted)) throw notAllowed('Nothing was billed for this yet. Dispute it after the night has calculated it, or reverse it at the outlet today.');
      throw new DomainError('not_found', { detail: 'There is no burn with a claim here in which you are issuer or redeemer. A burn of your own points at your own outlet makes no claim.' });
    }
    if (new Set(legs.map((leg) => `${leg.issuerId} ${leg.redeemerId}`)).size > 1) {
      const detail = 'These legs have several counterparties, and each answers for itself. Name the legs of one of them in legs.';
      throw new DomainError('validation_failed', { detail, fields: [{ pointer: '/legs', code: 'one_counterparty', detail }] });
    }
    const today = businessDate(this.clock.now());
    const late = legs.find((leg) => leg.issuedOn !== null && lastDay(leg.issuedOn, rulebook) < today);
    if (late?.issuedOn) throw new DomainError('dispute_window_closed', { detail: `The document was issued on ${late.issuedOn}; it could be disputed until ${lastDay(late.issuedOn, rulebook)}.`, data: { issuedOn: late.issuedOn, lastDay: lastDay(late.issuedOn, rulebook) } });
    await this.newerThanSignature(tx, partnerId, legs, body);
    const taken = await db.takenPoints(tx, legs.map((leg) => leg.legId));
    const free = legs.map((leg) => ({ legId: leg.legId, points: leg.points - leg.reversed - (taken.get(leg.legId) ?? 0n) })).filter((leg) => leg.points > 0n);
    if (free.length === 0) throw notAllowed('All of these points were reversed, are contested already, or were decided before. See the disputes of this posting.');
    if (!body.legs) return { legs, parts: takeLast(free, body.points === undefined ? undefined : pointsFromWire(body.points)) };
    const asked = new Map(body.legs.map((leg, place) => [parseIdField('leg', leg.legId, `/legs/${place}/legId`), leg.points]));
    return { legs, parts: [...asked].map(([legId, points], place) => {
      const left = free.find((leg) => leg.legId === legId)?.points ?? 0n;
      const part = points === undefined ? left : pointsFromWire(points, `/legs/${place}/points`);
      if (part === 0n || part > left) throw notAllowed(`Only ${left} points of this leg can still be contested.`, `/legs/${place}/points`);
      return { legId, points: part };
    }) };
  }

  /** What a partner signed is billed without dispute, except on evidence that it did not have when it signed. */
  private async newerThanSignature(tx: Tx, partnerId: string, legs: readonly CalculatedLeg[], body: DisputeRequest): Promise<void> {
    const signed = [...(await signedWindows(tx, partnerId, [...new Set(legs.map((leg) => leg.windowId))])).values()].sort((a, b) => a.getTime() - b.getTime()).at(-1);
    if (!signed) return;
    const made = body.evidenceMadeAt === undefined ? undefined : instantFromWire(body.evidenceMadeAt, '/evidenceMadeAt');
    if (made && made > signed && made <= this.clock.now() && (body.files?.length ?? 0) > 0) return;
    throw notAllowed(`You signed this window at ${signed.toISOString()}. It can be disputed only with evidence that is newer: send files, and evidenceMadeAt after that.`, '/evidenceMadeAt');
  }

  /** The other side accepts, wholly or in part, or contests and so calls for a ruling. */
  async answer(context: RequestContext | undefined, id: string, body: DisputeAnswerRequest): Promise<void> {
    const accepted = await this.change(context, id, async (tx, dispute, party) => {
      if (party !== dispute.otherId) throw new DomainError('role_required', { detail: 'The other side answers a dispute. You may write a message, or withdraw it.' });
      mustBe(dispute.status, ['OPENED'], 'answered');
      if (dispute.respondBy && dispute.respondBy <= this.clock.now()) throw notAllowed('The time to answer is over. Silence is acceptance; the next night posts it.');
      const actor = actorOf(context);
      if (body.decision === 'CONTEST' && body.points !== undefined) throw new DomainError('validation_failed', { detail: 'What is contested is contested wholly.', fields: [{ pointer: '/points', code: 'not_here', detail: 'Leave points out, or accept in part.' }] });
      const taken = body.decision === 'ACCEPT' ? takeLast(await db.legsOf(tx, dispute.disputeId), body.points === undefined ? undefined : pointsFromWire(body.points)) : [];
      const whole = taken.reduce((sum, one) => sum + one.points, 0n) === dispute.points;
      const part = whole ? dispute : taken.length > 0 ? await this.book.splitOff(tx, dispute, taken) : undefined;
      if (part) await this.book.uphold(tx, part, { entry: 'ACCEPTED', partyId: party, actor, text: body.note });
      if (!whole) {
        const at = this.clock.now();
        await db.moveDispute(tx, dispute, 'UNDER_REVIEW', { at, actor, reason: body.note, respondBy: new Date(at.getTime() + (await this.rulebook()).rulingDays * DAY_MS) });
        await this.book.entry(tx, dispute.disputeId, 'CONTESTED', party, actor, body.note);
      }
      await audit(tx, context, this.clock.now(), { verb: 'dispute.answer', kind: 'DISPUTE', id: dispute.disputeId, facts: { decision: body.decision } });
      return part?.disputeId;
    });
    if (accepted !== undefined) await this.remedies.finish(accepted);
  }

  async withdraw(context: RequestContext | undefined, id: string, note: string | undefined): Promise<void> {
    await this.change(context, id, async (tx, dispute, party) => {
      if (party !== dispute.openerId) throw new DomainError('role_required', { detail: 'Who opened a dispute may withdraw it.' });
      mustBe(dispute.status, ['OPENED', 'UNDER_REVIEW'], 'withdrawn');
      if (await db.pendingRuling(tx, dispute.disputeId)) throw new DomainError('change_pending', { detail: 'A ruling waits for its second person. The dispute can no longer be withdrawn.' });
      await this.book.close(tx, dispute, 'WITHDRAWN', { partyId: party, actor: actorOf(context), text: note });
      await audit(tx, context, this.clock.now(), { verb: 'dispute.withdraw', kind: 'DISPUTE', id: dispute.disputeId });
    });
  }

  async message(context: RequestContext | undefined, id: string, text: string): Promise<void> {
    await this.change(context, id, async (tx, dispute, party) => {
      mustBe(dispute.status, ['OPENED', 'UNDER_REVIEW'], 'discussed');
      await this.book.entry(tx, dispute.disputeId, 'MESSAGE', party, actorOf(context), text);
    });
  }

  async file(context: RequestContext | undefined, id: string, file: DisputeFileRequest): Promise<void> {
    await this.change(context, id, async (tx, dispute, party) => {
      mustBe(dispute.status, ['OPENED', 'UNDER_REVIEW'], 'given evidence');
      await this.keepFile(tx, dispute.disputeId, party, actorOf(context), file, '');
    });
  }

  private async keepFile(tx: Tx, disputeId: string, partyId: string, by: string, file: DisputeFileRequest, pointer: string): Promise<void> {
    const content = Buffer.from(file.content, 'base64');
    const fault = content.length > LARGEST_FILE ? `A file has at most ${LARGEST_FILE} bytes.` : looksLike(content, file.mediaType) ? undefined : `The content is no ${file.mediaType}.`;
    if (fault !== undefined || content.toString('base64') !== file.content) throw new DomainError('validation_failed', { detail: fault ?? 'The content is not standard base64.', fields: [{ pointer: `${pointer}/content`, code: 'invalid_file', detail: fault ?? 'Send standard base64 with its padding.' }] });
    if ((await db.countFiles(tx, disputeId)) >= MOST_FILES) throw new DomainError('limit_exceeded', { detail: `A dispute has at most ${MOST_FILES} files.` });
    const kept = await db.addFile(tx, { fileId: this.book.id(), disputeId, partyId, name: file.name, mediaType: file.mediaType, sha256: createHash('sha256').update(content).digest('hex'), content, by, at: this.clock.now() });
    if (kept) await this.book.entry(tx, disputeId, 'FILE', partyId, by, file.name);
  }

  /** Something a side does to a dispute that it takes part in; the operator's people act for the hub. */
  private change<T>(context: RequestContext | undefined, id: string, work: (tx: Tx, dispute: db.Dispute, party: string) => Promise<T>): Promise<T> {
    const { partnerId } = viewerOf(context);
    const disputeId = parseIdOrNotFound('dsp', id);
    return inTransaction(this.pool, async (tx) => {
      await db.lockDisputes(tx);
      const dispute = await db.findDispute(tx, disputeId);
      if (!dispute || (partnerId !== undefined && ![dispute.openerId, dispute.otherId].includes(partnerId))) throw new DomainError('not_found', { detail: `There is no dispute ${wireId('dsp', disputeId)} that you may see.` });
      return work(tx, dispute, partnerId ?? HUB_PARTY);
    });
  }
}

/** Whether bytes begin as a file of their type does; text has to be UTF-8 without control characters. */
function looksLike(content: Buffer, mediaType: DisputeFileRequest['mediaType']): boolean {
  if (mediaType === 'application/pdf') return content.subarray(0, 5).toString('latin1') === '%PDF-';
  if (mediaType === 'image/png') return content.subarray(0, 8).toString('hex') === '89504e470d0a1a0a';
  if (mediaType === 'image/jpeg') return content.subarray(0, 3).toString('hex') === 'ffd8ff';
  try {
    return !/[\u0000-\u0008\u000e-\u001f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return false;
  }
}
