import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction, type Tx } from '../db/tx';
import type { Page } from '../http/wire';
import { parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { exactMinor, minorToValue, moneyToWire } from '../kernel/money';
import { pointsToWire } from '../kernel/points';
import { rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import type { TermsBook } from '../terms';
import { breakView } from './breaks.view';
import * as store from './breaks.store';
import { ANSWER_DAYS, type Cause } from './domain/breaks';
import type { Break, BreakCountList, BreakDetail, CorrectRequest, ExplainRequest, OurSide, ReopenRequest, TheirSide } from './reconciliation.wire';
import { ourSide, type OurRow } from './sides.reader';

/** The life of breaks in the hands of people: explained, corrected by something that was posted or ruled, and open again on new evidence. */
export class BreaksService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly writeOffLimitMinor: bigint) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: store.BreakFilter): Promise<Page<Break>> {
    const filter = this.filter(context, asked);
    const page = pageAsked(query, filter, { openedAt: 'break_id', businessDate: 'business_date, break_id' }, '-openedAt');
    const rows = await store.breaksPage(this.pool, filter, page.order, page.offset, page.limit + 1);
    const totals = page.totals ? await store.breaksTotals(this.pool, filter) : undefined;
    return { ...pageOf(rows, page, (row) => breakView(row, this.clock.now())), ...(totals && { totals: { count: totals.count, points: Number(totals.points) } }) };
  }

  async counts(context: RequestContext | undefined): Promise<BreakCountList> {
    const rows = await store.breakSums(this.pool, viewerOf(context).partnerId, this.clock.now());
    return { data: rows.map((row) => ({ partnerId: wireId('prt', row.partnerId), class: row.class, state: row.state, count: row.count, points: Number(row.points), ...(row.causeCode !== null && { causeCode: row.causeCode }), ...(row.age !== null && { age: row.age }) })) };
  }

  /** Both sides beside each other, each with what proves it. */
  async detail(context: RequestContext | undefined, id: string): Promise<BreakDetail> {
    const row = await store.breakById(this.pool, viewerOf(context).partnerId, parseIdOrNotFound('brk', id));
    if (!row) throw notFound();
    const [ours, theirs, steps] = await Promise.all([ourSide(this.pool, row.partnerId, row.postingIds), store.recordsOf(this.pool, row), store.stepsOf(this.pool, row.breakId)]);
    return { break: breakView(row, this.clock.now()), ours: ours.map(ourView), theirs: theirs.map(theirView), steps: steps.map((step) => ({ ...(step.from !== null && { from: step.from }), to: step.to, at: step.at.toISOString(), by: step.actor, ...(step.reason !== null && { reason: step.reason }) })) };
  }

  /** Closes a break with a cause and no posting. A write-off is asked by one person of the operator and takes effect when another asks the same. */
  async explain(context: RequestContext | undefined, id: string, body: ExplainRequest): Promise<Break> {
    return this.change(context, id, async (tx, row) => {
      const by = actorOf(context);
      const close = { breakId: row.breakId, to: 'EXPLAINED' as const, cause: body.causeCode as Cause, actor: by, reason: body.reason };
      if (body.causeCode !== 'WRITTEN_OFF') return void (await store.closeBreak(tx, close, this.clock.now()));
      if (viewerOf(context).partnerId !== undefined) throw new DomainError('role_required', { detail: 'Two people of the operator write a break off. Accept it, or say that the record was wrong.' });
      await this.withinLimit(row);
      if (!(await this.second(tx, row, by, { kind: 'WRITE_OFF', by, at: this.clock.now().toISOString(), reason: body.reason }))) return;
      await store.closeBreak(tx, { ...close, actor: `${row.pending?.by ?? ''}, ${by}` }, this.clock.now());
    }, 'break.explain', { causeCode: body.causeCode });
  }

  /** Links the posting or the ruling that corrects a break; it takes effect when a second person of the operator asks the same. */
  async correct(context: RequestContext | undefined, id: string, body: CorrectRequest): Promise<Break> {
    if ((body.postingId === undefined) === (body.disputeId === undefined)) throw new DomainError('validation_failed', { detail: 'Send exactly one of postingId and disputeId.', fields: [{ pointer: '/postingId', code: 'exactly_one', detail: 'Name the posting or the upheld dispute that corrects the break.' }] });
    const postingId = body.postingId === undefined ? undefined : parseIdField('pst', body.postingId, '/postingId');
    const disputeId = body.disputeId === undefined ? undefined : parseIdField('dsp', body.disputeId, '/disputeId');
    return this.change(context, id, async (tx, row) => {
      if (postingId !== undefined && (row.postingIds.includes(wireId('pst', postingId)) || !(await store.postingBelongs(tx, row.partnerId, postingId)))) throw new DomainError('validation_failed', { detail: 'A break is corrected by another posting of the same partner.', fields: [{ pointer: '/postingId', code: 'not_found', detail: 'Send the id of the reversal, the late sale or the adjustment that corrects it.' }] });
      if (disputeId !== undefined && !(await store.disputeUpheld(tx, row.partnerId, disputeId))) throw new DomainError('validation_failed', { detail: 'A break is corrected by a dispute of the same partner that was upheld.', fields: [{ pointer: '/disputeId', code: 'not_upheld', detail: 'Wait for the ruling, or name another dispute.' }] });
      const by = actorOf(context);
      const link = { ...(postingId !== undefined && { postingId }), ...(disputeId !== undefined && { disputeId }) };
      const asked: store.PendingClosing = { kind: 'CORRECT', by, at: this.clock.now().toISOString(), reason: body.reason, ...link };
      if (row.pending && viewerOf(context).partnerId !== undefined) throw new DomainError('second_person_required', { detail: 'A person of the operator has to approve what was asked.' });
      if (!(await this.second(tx, row, by, asked))) return;
      await store.closeBreak(tx, { breakId: row.breakId, to: 'CORRECTED', actor: `${row.pending?.by ?? ''}, ${by}`, reason: body.reason, ...link }, this.clock.now());
    }, 'break.correct', {});
  }

  /** New evidence: an explained break is open again. */
  async reopen(context: RequestContext | undefined, id: string, body: ReopenRequest): Promise<Break> {
    return this.change(context, id, async (tx, row) => {
      await store.reopenBreak(tx, row.breakId, actorOf(context), body.reason, row.class === 'MISSING_THERE' ? new Date(this.clock.now().getTime() + ANSWER_DAYS * 86_400_000) : undefined, this.clock.now());
    }, 'break.reopen', {}, 'EXPLAINED');
  }

  private async change(context: RequestContext | undefined, id: string, work: (tx: Tx, row: store.BreakRow) => Promise<void>, verb: string, facts: object, from: store.BreakRow['state'] = 'OPEN'): Promise<Break> {
    const { partnerId } = viewerOf(context);
    const uuid = parseIdOrNotFound('brk', id);
    return inTransaction(this.pool, async (tx) => {
      const row = await store.breakById(tx, partnerId, uuid, true);
      if (!row) throw notFound();
      if (row.state !== from) throw new DomainError('transition_not_allowed', { detail: `The break is ${row.state}. ${row.state === 'OPEN' ? 'Explain or correct it.' : row.state === 'EXPLAINED' ? 'Open it again with new evidence first.' : 'A corrected break is closed for good.'}` });
      await work(tx, row);
      await audit(tx, context, this.clock.now(), { verb, kind: 'BREAK', id: uuid, facts });
      return breakView((await store.breakById(tx, partnerId, uuid)) as store.BreakRow, this.clock.now());
    });
  }

  /** Keeps what the first person asks; true when a second and different one asks the same. */
  private async second(tx: Tx, row: store.BreakRow, by: string, asked: store.PendingClosing): Promise<boolean> {
    const { pending } = row;
    if (!pending || pending.kind !== asked.kind || pending.postingId !== asked.postingId || pending.disputeId !== asked.disputeId) {
      await store.keepPending(tx, row.breakId, asked);
      return false;
    }
    if (pending.by === by) throw new DomainError('second_person_required', { detail: 'You have asked for this already. Another person has to ask for the same.' });
    return true;
  }

  /** What is given up is counted at face value, or by the rupiah that differ where they are more. */
  private async withinLimit(row: store.BreakRow): Promise<void> {
    const gap = row.pointsTheirs > row.pointsOurs ? row.pointsTheirs - row.pointsOurs : row.pointsOurs - row.pointsTheirs;
    const worth = roundHalfUp(exactMinor(gap, rate((await this.terms.table()).faceValue(row.businessDate))));
    if (worth > this.writeOffLimitMinor) throw new DomainError('limit_exceeded', { detail: `The difference is worth Rp ${minorToValue(worth)}; at most Rp ${minorToValue(this.writeOffLimitMinor)} is written off. Correct it instead.`, data: { limit: 'writeOff' } });
  }

  private filter(context: RequestContext | undefined, asked: store.BreakFilter): store.BreakFilter {
    const { partnerId: own } = viewerOf(context);
    const partnerId = asked.partnerId === undefined ? undefined : parseIdOrNotFound('prt', asked.partnerId);
    if (own !== undefined && partnerId !== undefined && partnerId !== own) throw notFound();
    return { ...asked, partnerId: own ?? partnerId, from: asked.from && parseBusinessDate(asked.from, 'businessDateFrom'), to: asked.to && parseBusinessDate(asked.to, 'businessDateTo') };
  }
}

function notFound(): DomainError {
  return new DomainError('not_found', { detail: 'There is no break with this id that you may see.' });
}

interface Common { externalId: string | null; outletId: string | null; tillId: string | null; counter: string | null; receiptNo: string | null; memberId: string | null; points: string; amountMinor: string | null; occurredAt: Date; businessDate: string }

function common(row: Common) {
  return { points: pointsToWire(BigInt(row.points)), occurredAt: row.occurredAt.toISOString(), businessDate: row.businessDate, ...(row.externalId !== null && { externalId: row.externalId }), ...(row.outletId !== null && { outletId: wireId('out', row.outletId) }), ...(row.tillId !== null && { tillId: wireId('trm', row.tillId) }),
    ...(row.counter !== null && { counter: row.counter }), ...(row.receiptNo !== null && { receiptNo: row.receiptNo }), ...(row.memberId !== null && { memberId: wireId('mem', row.memberId) }), ...(row.amountMinor !== null && { amount: moneyToWire(BigInt(row.amountMinor)) }) };
}

function ourView(row: OurRow): OurSide {
  return { postingId: wireId(row.kind === 'POSTING' ? 'pst' : 'hld', row.id), kind: row.kind, type: row.type, status: row.status, ...common(row), ...(row.token !== null && { evidence: { kid: row.kid ?? '', token: row.token, bodyDigest: `sha-256=:${row.bodyDigest?.toString('base64') ?? ''}:` } }) };
}

function theirView(row: store.RecordFacts): TheirSide {
  const { memberId, businessDate, outletId = '', ...told } = common(row);
  return { record: { recordId: row.recordId, type: row.type, status: row.status, ...told, outletId, ...(memberId !== undefined && { member: memberId }) }, version: row.version, businessDate, signed: row.token !== null };
}
