import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid } from '../kernel/ids';
import { isHubHeld } from '../kernel/parties';
import { liftEarnStop, partnerExists } from '../partners';
import { lockSettlements, settleMet, type CashDesk, type Person, type SettlementCredit } from '../settlement';
import type { TermsBook, TermsTable } from '../terms';
import * as db from './cash.transactor';
import { STOP_LEVEL } from './domain/dunning';
import { applyMoney, sumOf, type OpenItem } from './domain/parts';
import type { RecoveriesService } from './recoveries.service';

/** Money, or what counts like money, that a party gives or gets. */
export interface Money {
  readonly kind: db.PaymentKind;
  /** Its own reference, unique by kind for ever. */
  readonly reference: string;
  readonly partyId: string;
  readonly direction: 'IN' | 'OUT';
  /** The obligation or fee invoice that it names; it is met first. */
  readonly names?: string | undefined;
  readonly amountMinor: bigint;
  readonly paidOn: string;
  readonly by: string;
}

/**
 * How money meets obligations. An obligation's amount never changes; everything that meets it is an application with its own reference,
 * and what is open is the amount less its applications. All of this happens one at a time, under the lock of settlements.
 */
export class CashService implements CashDesk {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly recoveries: RecoveriesService) {}

  /**
   * Records money for an obligation, or for a partner without naming one. The same bank reference with the same content is recorded once.
   * Money in that is more than is open meets what else the partner owes, and becomes unapplied cash.
   * @throws DomainError `not_found`, `transition_not_allowed`
   */
  async pay(payment: { obligationId?: string | undefined; partnerId?: string | undefined; amountMinor: bigint; bankReference: string; paidOn: string }, person: Person): Promise<string> {
    const terms = await this.terms.table();
    return inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const obligation = payment.obligationId === undefined ? undefined : await this.obligation(tx, payment.obligationId);
      const known = await db.paymentByReference(tx, 'BANK', payment.bankReference);
      const partyId = obligation?.partyId ?? payment.partnerId ?? '';
      if (known) {
        if (known.obligationId === (payment.obligationId ?? null) && known.partyId === partyId && known.amountMinor === payment.amountMinor) return known.paymentId;
        throw notAllowed('This bank reference was recorded for another payment.', '/bankReference');
      }
      checkDate(payment.paidOn, businessDate(this.clock.now()));
      if (obligation) checkOpen(obligation, payment.amountMinor);
      else if (!(await partnerExists(tx, partyId))) throw new DomainError('not_found', { detail: 'There is no partner with this id.', fields: [{ pointer: '/partnerId', code: 'not_found', detail: 'Send the id of a partner.' }] });
      return this.receive(tx, terms, { kind: 'BANK', reference: payment.bankReference, partyId, direction: obligation?.direction ?? 'IN', names: payment.obligationId, amountMinor: payment.amountMinor, paidOn: payment.paidOn, by: person.actor });
    });
  }

  /** Records that the bank has paid a refund. The same bank reference with the same content is recorded once. */
  async payRefund(paid: (tx: Tx, money: { reference: string; amountMinor: bigint; paidOn: string; by: string }) => Promise<string>, payment: { refundId: string; amountMinor: bigint; bankReference: string; paidOn: string }, person: Person): Promise<string> {
    return inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const known = await db.paymentByReference(tx, 'BANK', payment.bankReference);
      if (known) {
        if (known.refundId === payment.refundId && known.amountMinor === payment.amountMinor) return known.paymentId;
        throw notAllowed('This bank reference was recorded for another payment.', '/bankReference');
      }
      checkDate(payment.paidOn, businessDate(this.clock.now()));
      return paid(tx, { reference: payment.bankReference, amountMinor: payment.amountMinor, paidOn: payment.paidOn, by: person.actor });
    });
  }

  private async obligation(tx: Tx, obligationId: string): Promise<db.ObligationFacts> {
    const found = await db.obligationFacts(tx, obligationId);
    if (!found || isHubHeld(found.partyId)) throw new DomainError('not_found', { detail: 'There is no obligation with this id.', fields: [{ pointer: '/obligationId', code: 'not_found', detail: 'Send the id of an obligation of a partner.' }] });
    return found;
  }

  /** Books money and lets it meet what is open, under the lock of settlements. @returns the payment's id */
  async receive(tx: Tx, terms: TermsTable, money: Money): Promise<string> {
    const paymentId = this.id();
    const at = this.clock.now();
    const namesObligation = money.names !== undefined && (await db.obligationFacts(tx, money.names)) !== undefined;
    await db.insertPayment(tx, { ...money, paymentId, obligationId: namesObligation ? money.names : undefined, at });
    let rest = money.amountMinor;
    // What a defaulter left unpaid is its oldest debt; money that names another obligation is that obligation's.
    if (money.direction === 'IN' && money.kind === 'BANK') rest -= await this.recoveries.take(tx, { paymentId, partyId: money.partyId, amountMinor: rest, names: money.names, at });
    await this.meet(tx, terms, { paymentId, partyId: money.partyId, restMinor: rest, names: money.names ?? null, feeFirst: money.kind === 'CERTIFICATE' || money.kind === 'CREDIT_NOTE' }, money.direction, money.paidOn, money.by);
    return paymentId;
  }

  /** What is left of a payment meets what is open in its direction. */
  private async meet(tx: Tx, terms: TermsTable, payment: db.UnappliedPayment, direction: 'IN' | 'OUT', on: string, by: string): Promise<void> {
    const { applied } = applyMoney(await this.openItems(tx, terms, payment.partyId, direction), { amount: payment.restMinor, names: payment.names ?? undefined, feeFirst: payment.feeFirst });
    if (applied.length === 0) return;
    const at = this.clock.now();
    await db.insertApplications(tx, applied.map((one) => ({ applicationId: this.id(), paymentId: payment.paymentId, applied: one, on, by, at })));
    await this.afterMeeting(tx, payment.partyId, by);
  }

  /** Settlements whose obligations are all met are settled; a partner with nothing long overdue may earn again. */
  async afterMeeting(tx: Tx, partyId: string, by: string): Promise<void> {
    const at = this.clock.now();
    await settleMet(tx, by, at);
    if (!(await db.stillStopped(tx, partyId, STOP_LEVEL))) await liftEarnStop(tx, partyId, 'DUNNING', at);
  }

  private async openItems(tx: Tx, terms: TermsTable, partyId: string, direction: 'IN' | 'OUT'): Promise<OpenItem[]> {
    const items = await db.openObligations(tx, partyId, direction);
    return direction === 'IN' && this.paysApart(terms, partyId) ? [...items, ...(await db.openInvoices(tx, partyId))] : items;
  }

  paysApart(terms: TermsTable, partyId: string): boolean {
    return terms.at(partyId, businessDate(this.clock.now()))?.body.netFees === false;
  }

  /** What enters the next settlement beside positions and fee documents: unapplied cash, loss shares and recoveries. */
  async credits(tx: Tx): Promise<SettlementCredit[]> {
    const cash = (await db.unappliedPayments(tx)).filter((one) => !isHubHeld(one.partyId)).map((one): SettlementCredit => ({ kind: 'UNAPPLIED_CASH', sourceId: one.paymentId, partyId: one.partyId, amountMinor: one.restMinor }));
    return [...cash, ...(await db.openLosses(tx))];
  }

  /** Cash that came while a settlement was only proposed meets its obligations as soon as they are fixed. */
  async fixed(tx: Tx, settlementId: string, actor: string): Promise<void> {
    const terms = await this.terms.table();
    for (const payment of await db.unappliedPayments(tx, await db.payersOf(tx, settlementId))) await this.meet(tx, terms, payment, 'IN', businessDate(this.clock.now()), actor);
  }

  /** What the bank was asked to pay for an aborted settlement must not be paid. */
  async aborted(tx: Tx, settlementId: string): Promise<void> {
    await db.cancelInstructions(tx, settlementId, this.clock.now());
  }

  /** Credit notes of fee invoices that are paid apart meet their invoice; what is left is unapplied cash. It may run twice. */
  async applyCreditNotes(tx: Tx, terms: TermsTable): Promise<void> {
    for (const note of await db.creditNotesToApply(tx)) {
      if (note.apart || this.paysApart(terms, note.partnerId)) await this.receive(tx, terms, { kind: 'CREDIT_NOTE', reference: note.number, partyId: note.partnerId, direction: 'IN', names: note.invoiceId, amountMinor: note.totalMinor, paidOn: note.issuedOn, by: 'night' });
    }
  }

  /** An obligation is closed by what covers a default, part by part. */
  async cover(tx: Tx, money: Omit<Money, 'direction' | 'names'> & { readonly item: OpenItem }): Promise<void> {
    const paymentId = this.id();
    const at = this.clock.now();
    await db.insertPayment(tx, { kind: money.kind, reference: money.reference, partyId: money.partyId, amountMinor: money.amountMinor, paidOn: money.paidOn, by: money.by, paymentId, direction: 'IN', obligationId: money.item.id, at });
    await db.insertApplications(tx, [{ applicationId: this.id(), paymentId, applied: { item: money.item, parts: money.item.open }, on: money.paidOn, by: money.by, at }]);
    if (sumOf(money.item.open) !== money.amountMinor) throw new Error('What covers a default is applied whole.');
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

/** The bank books nothing ahead of its day. */
function checkDate(paidOn: string, today: string): void {
  if (paidOn > today) throw new DomainError('validation_failed', { detail: `Money is recorded once it has moved; today is ${today}.`, fields: [{ pointer: '/paidOn', code: 'in_future', detail: 'Send today or an earlier date.' }] });
}

function checkOpen(obligation: db.ObligationFacts, amountMinor: bigint): void {
  if (obligation.state !== 'SETTLING') throw notAllowed(`The settlement is ${obligation.state}; payments for its obligations are recorded while it is SETTLING. Money of a partner without an obligation is recorded with partnerId.`);
  if (obligation.openMinor === 0n) throw notAllowed('Nothing of this obligation is open.', '/obligationId');
  if (obligation.direction === 'OUT' && amountMinor > obligation.openMinor) throw notAllowed(`Only ${obligation.openMinor / 100n} rupiah of this obligation are open.`, '/amount');
}

export function notAllowed(detail: string, pointer?: string): DomainError {
  return new DomainError('transition_not_allowed', { detail, ...(pointer && { fields: [{ pointer, code: 'not_allowed', detail }] }) });
}
