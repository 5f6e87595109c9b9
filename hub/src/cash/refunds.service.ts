import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, userOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction, type Tx } from '../db/tx';
import type { Page } from '../http/wire';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { lockSettlements } from '../settlement';
import { notAllowed } from './cash.service';
import { insertPayment } from './cash.transactor';
import { wholeRupiah } from './cash.views';
import type { Refund, RefundRequest } from './payments.wire';
import { refundNamed } from './domain/match';
import type { PayoutsService } from './payouts.service';
import * as db from './refunds.store';

const SORTS = { madeAt: 'f.made_at, f.refund_id', amount: 'f.amount_minor, f.refund_id' };

/**
 * Refunds of over-payments: money of a partner that met nothing goes back to its account. One person proposes, which sets the money aside from
 * the next settlement; another approves, which makes the payment instruction; the bank's entry with the refund's reference, or a person, confirms it.
 */
export class RefundsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly payouts: PayoutsService) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: { partnerId: string | undefined; status: db.RefundState | undefined }): Promise<Page<Refund>> {
    const filter = { ...asked, partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId) };
    const page = pageAsked(query, filter, SORTS, '-madeAt');
    return pageOf(await db.refundsPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, view);
  }

  async get(context: RequestContext | undefined, id: string): Promise<Refund> {
    return view(await this.found(this.pool, context, parseIdOrNotFound('rfd', id)));
  }

  /** @throws DomainError `not_found`, `transition_not_allowed` when not so much is left of the payment */
  async propose(context: RequestContext | undefined, body: RefundRequest): Promise<Refund> {
    const paymentId = parseIdField('pay', body.paymentId, '/paymentId');
    const asked = body.amount && wholeRupiah(body.amount, '/amount');
    const refundId = newUuid(this.clock.wall().getTime());
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const source = await db.refundable(tx, paymentId);
      if (!source) throw new DomainError('not_found', { detail: 'There is no money received with this id.', fields: [{ pointer: '/paymentId', code: 'not_found', detail: 'Send the id of a payment of the bank that came in.' }] });
      const amountMinor = asked ?? source.unappliedMinor;
      if (source.unappliedMinor === 0n || amountMinor > source.unappliedMinor) throw notAllowed(`Only ${source.unappliedMinor / 100n} rupiah of this payment have met nothing. What has met an obligation, or entered a settlement, is not refunded.`, '/amount');
      const reference = `RFD${refundId.replaceAll('-', '').slice(-14).toUpperCase()}`;
      await db.insertRefund(tx, { refundId, paymentId, partnerId: source.partnerId, amountMinor, reference, reason: body.reason.normalize('NFC'), by: actorOf(context), at: this.clock.now() });
      await audit(tx, context, this.clock.now(), { verb: 'refund.propose', kind: 'REFUND', id: refundId, facts: { amountMinor: amountMinor.toString(), paymentId: `pay_${paymentId}` } });
    });
    return this.get(context, wireId('rfd', refundId));
  }

  /** The second person's yes; the bank is asked to pay. @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found` */
  async approve(context: RequestContext | undefined, id: string): Promise<Refund> {
    await this.change(context, id, async (tx, refund) => {
      if (refund.state !== 'PROPOSED') throw notAllowed(`The refund is ${refund.state}; only a proposed one can be approved.`);
      if (refund.madeBy === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You have proposed this refund. Another person has to approve it.' });
      await db.approveRefund(tx, refund.refundId, actorOf(context), this.clock.now());
      await this.payouts.instructRefund(tx, context, { refundId: refund.refundId, partnerId: refund.partnerId, amountMinor: BigInt(refund.amountMinor), reference: refund.reference });
      await audit(tx, context, this.clock.now(), { verb: 'refund.approve', kind: 'REFUND', id: refund.refundId });
    });
    return this.get(context, id);
  }

  /** Takes a refund back; an approved one takes an approver, since the bank may have been asked. @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found` */
  async withdraw(context: RequestContext | undefined, id: string, reason: string): Promise<Refund> {
    await this.change(context, id, async (tx, refund) => {
      if (refund.state !== 'PROPOSED' && refund.state !== 'APPROVED') throw notAllowed(`The refund is ${refund.state}; it can be withdrawn until the bank has paid it.`);
      if (refund.state === 'APPROVED' && (!userOf(context).roles.has('HUB_APPROVER') || refund.madeBy === actorOf(context))) throw new DomainError('second_person_required', { detail: 'The refund is approved. Another person than its maker, with the role HUB_APPROVER, withdraws it, once the bank has been told.' });
      await db.withdrawRefund(tx, refund, actorOf(context), this.clock.now(), reason);
      await audit(tx, context, this.clock.now(), { verb: 'refund.withdraw', kind: 'REFUND', id: refund.refundId, facts: { reason } });
    });
    return this.get(context, id);
  }

  /** An approved refund that a remark of the bank names, with its very amount. */
  async named(tx: Tx, entry: { direction: 'IN' | 'OUT'; amountMinor: bigint; remark: string }): Promise<string | undefined> {
    return refundNamed(entry, (await db.approvedRefunds(tx)).map((one) => ({ refundId: one.refundId, reference: one.reference, amountMinor: BigInt(one.amountMinor) })))?.refundId;
  }

  /** The bank has paid it, under the lock of settlements. @returns the payment's id @throws DomainError `not_found`, `transition_not_allowed` */
  async paid(tx: Tx, refundId: string, money: { reference: string; amountMinor: bigint; paidOn: string; by: string }, pointer: string): Promise<string> {
    const refund = await this.found(tx, undefined, refundId, pointer);
    if (refund.state !== 'APPROVED') throw notAllowed(`The refund is ${refund.state}; the bank pays an approved one.`, pointer);
    if (BigInt(refund.amountMinor) !== money.amountMinor) throw notAllowed(`The refund is of ${BigInt(refund.amountMinor) / 100n} rupiah and is paid whole.`, pointer);
    const paymentId = newUuid(this.clock.wall().getTime());
    await insertPayment(tx, { paymentId, kind: 'BANK', reference: money.reference, partyId: refund.partnerId, direction: 'OUT', obligationId: undefined, amountMinor: money.amountMinor, paidOn: money.paidOn, by: money.by, at: this.clock.now() });
    await db.payRefund(tx, refundId, paymentId, money.by, this.clock.now());
    return paymentId;
  }

  private async change(context: RequestContext | undefined, id: string, work: (tx: Tx, refund: db.RefundRow) => Promise<void>): Promise<void> {
    const refundId = parseIdOrNotFound('rfd', id);
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      await work(tx, await this.found(tx, context, refundId));
    });
  }

  /** @param context absent: the caller has been let in already */
  private async found(connection: Parameters<typeof db.refundById>[0], context: RequestContext | undefined, refundId: string, pointer?: string): Promise<db.RefundRow> {
    const row = await db.refundById(connection, context ? viewerOf(context) : {}, refundId);
    if (!row) throw new DomainError('not_found', { detail: 'There is no refund with this id that you may see.', ...(pointer !== undefined && { fields: [{ pointer, code: 'not_found', detail: 'Send the id of an approved refund.' }] }) });
    return row;
  }
}

function view(row: db.RefundRow): Refund {
  return { object: 'refund', id: wireId('rfd', row.refundId), paymentId: wireId('pay', row.paymentId), partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, amount: moneyToWire(BigInt(row.amountMinor)), bankReference: row.reference, reason: row.reason, status: row.state, madeBy: row.madeBy, madeAt: row.madeAt.toISOString(),
    ...(row.approvedBy !== null && row.approvedAt && { approvedBy: row.approvedBy, approvedAt: row.approvedAt.toISOString() }), ...(row.instructionId !== null && { instructionId: wireId('pin', row.instructionId) }), ...(row.paidByPaymentId !== null && { paidByPaymentId: wireId('pay', row.paidByPaymentId) }),
    ...(row.withdrawnBy !== null && row.withdrawnAt && row.withdrawnReason !== null && { withdrawn: { by: row.withdrawnBy, at: row.withdrawnAt.toISOString(), reason: row.withdrawnReason } }) };
}
