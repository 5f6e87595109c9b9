import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { inTransaction } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdOrNotFound } from '../kernel/ids';
import { stopEarns } from '../partners';
import { lockSettlements } from '../settlement';
import type { CashApi } from './cash.api';
import { notAllowed } from './cash.service';
import { stillStopped } from './cash.transactor';
import type { Payment } from './payments.wire';
import { STOP_LEVEL } from './domain/dunning';
import { unpayRefund } from './refunds.store';
import * as db from './unmatch.transactor';

/**
 * Un-matching: a payment of the bank that was recorded wrongly is taken back whole, by two people. Its rows stay as history and count no more,
 * so the obligations and invoices that it met are open again; documents that were issued of it stay as they are.
 */
export class UnmatchService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly api: CashApi) {}

  /** The first person's call asks, the second's does it. @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found` */
  async unmatch(context: RequestContext | undefined, id: string, reason: string): Promise<Payment> {
    const paymentId = parseIdOrNotFound('pay', id);
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const payment = await db.paymentToUnmatch(tx, paymentId);
      if (!payment) throw new DomainError('not_found', { detail: 'There is no payment with this id.' });
      const hindered = hindrance(payment);
      if (hindered !== undefined) throw notAllowed(hindered);
      const [by, at] = [actorOf(context), this.clock.now()];
      if (!payment.unmatch) {
        await db.askToUnmatch(tx, paymentId, by, reason, at);
        await audit(tx, context, at, { verb: 'payment.unmatch.ask', kind: 'PAYMENT', id: paymentId, facts: { reason } });
        return;
      }
      if (payment.unmatch.askedBy === by) throw new DomainError('second_person_required', { detail: 'You have asked for this already. Another person has to un-match the payment.' });
      await db.takeBack(tx, paymentId, by, businessDate(at), at);
      await unpayRefund(tx, paymentId, by, at);
      // What was stopped before it was paid is stopped again.
      if (await stillStopped(tx, payment.partyId, STOP_LEVEL)) await stopEarns(tx, { earnStopId: newUuid(this.clock.wall().getTime()), partnerId: payment.partyId, reason: 'DUNNING', note: `pay_${paymentId}`, at });
      await audit(tx, context, at, { verb: 'payment.unmatch', kind: 'PAYMENT', id: paymentId, facts: { reason, reference: payment.reference } });
    });
    return this.api.payment(context, id);
  }
}

function hindrance(payment: db.PaymentToUnmatch): string | undefined {
  if (payment.kind !== 'BANK') return `Money of the kind ${payment.kind} follows from another act and is not un-matched.`;
  if (payment.unmatch?.done) return 'The payment was un-matched already.';
  if (payment.settled) return 'A settlement that this payment met is settled. What was wrong is put right in the next settlement, or by a refund.';
  if (payment.used) return 'A part of this payment was used in another settlement.';
  if (payment.recovered) return 'The payment repaid a default.';
  if (payment.refunded) return 'A part of this payment is refunded, or about to be. Withdraw the refund first.';
  return undefined;
}
