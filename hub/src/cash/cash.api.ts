import type { Pool } from 'pg';
import { actorOf, userOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import { parseBusinessDate } from '../kernel/business-date';
import { DomainError } from '../kernel/errors';
import { parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import type { Person } from '../settlement';
import * as bank from './bank.transactor';
import type { BankService, Meant } from './bank.service';
import * as cash from './cash.reader';
import type { CashService } from './cash.service';
import { defaultView, entryView, figuresView, fileView, instructionView, noticeView, payableView, paymentView, wholeRupiah } from './cash.views';
import type { BankEntry, BankFile, BankFileRequest, ConfirmRequest, Payable, PaymentInstruction } from './bank.wire';
import type { Default, DefaultSimulation, DunningNotice } from './defaults.wire';
import type { Payment, PaymentRequest } from './payments.wire';
import * as defaults from './defaults.transactor';
import type { DefaultsService } from './defaults.service';
import { noticesPage } from './dunning.transactor';
import type { PayoutsService } from './payouts.service';
import { instructionById, instructionsPage } from './payouts.store';
import type { RefundsService } from './refunds.service';

const PAYMENT_SORTS = { createdAt: 'y.created_at, y.payment_id', paidOn: 'y.paid_on, y.payment_id', amount: 'y.amount_minor, y.payment_id' };
const ENTRY_SORTS = { bookedOn: 'e.booked_on, e.bank_entry_id', amount: 'e.amount_minor, e.bank_entry_id' };
const NOTICE_SORTS = { noticedOn: 'n.noticed_on, n.level, n.notice_id', open: 'n.open_minor, n.notice_id', partnerName: 'p.brand_name, n.noticed_on, n.level' };

/** Payments, bank files, payouts, reminders and defaults in the words of the wire. */
export class CashApi {
  constructor(private readonly pool: Pool, private readonly cash: CashService, private readonly bank: BankService, private readonly payouts: PayoutsService, private readonly defaults: DefaultsService, private readonly refunds: RefundsService) {}

  async pay(context: RequestContext | undefined, body: PaymentRequest): Promise<Payment> {
    oneOf([body.obligationId, body.partnerId, body.refundId], 'A payment names an obligation, a partner or a refund, and only one of them.');
    if (body.refundId !== undefined) return this.payRefund(context, parseIdField('rfd', body.refundId, '/refundId'), body);
    const paymentId = await this.cash.pay({ obligationId: body.obligationId && parseIdField('obl', body.obligationId, '/obligationId'), partnerId: body.partnerId && parseIdField('prt', body.partnerId, '/partnerId'), amountMinor: wholeRupiah(body.amount, '/amount'), bankReference: body.bankReference,
      paidOn: parseBusinessDate(body.paidOn, '/paidOn') }, personOf(context));
    return this.payment(context, wireId('pay', paymentId));
  }

  private async payRefund(context: RequestContext | undefined, refundId: string, body: PaymentRequest): Promise<Payment> {
    const paymentId = await this.cash.payRefund((tx, money) => this.refunds.paid(tx, refundId, money, '/refundId'), { refundId, amountMinor: wholeRupiah(body.amount, '/amount'), bankReference: body.bankReference, paidOn: parseBusinessDate(body.paidOn, '/paidOn') }, personOf(context));
    return this.payment(context, wireId('pay', paymentId));
  }

  async payment(context: RequestContext | undefined, paymentId: string): Promise<Payment> {
    const row = await cash.paymentById(this.pool, viewerOf(context), parseIdOrNotFound('pay', paymentId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no payment with this id that you may see.' });
    return paymentView(row);
  }

  async payments(context: RequestContext | undefined, query: ListQuery, asked: cash.PaymentFilter): Promise<Page<Payment>> {
    const filter = { ...asked, partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId), obligationId: asked.obligationId && parseIdOrNotFound('obl', asked.obligationId) };
    const page = pageAsked(query, filter, PAYMENT_SORTS, '-createdAt');
    return pageOf(await cash.paymentsPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, paymentView);
  }

  async import(context: RequestContext | undefined, body: BankFileRequest): Promise<BankFile> {
    return this.file(await this.bank.import(context, body));
  }

  async files(query: ListQuery): Promise<Page<BankFile>> {
    const page = pageAsked(query, {}, { importedAt: 'imported_at' }, '-importedAt');
    return pageOf(await bank.filesPage(this.pool, page.offset, page.limit + 1), page, fileView);
  }

  async fileOf(bankFileId: string): Promise<BankFile> {
    return this.file(parseIdOrNotFound('bfl', bankFileId));
  }

  private async file(bankFileId: string): Promise<BankFile> {
    const row = await bank.fileById(this.pool, bankFileId);
    if (!row) throw new DomainError('not_found', { detail: 'There is no bank file with this id.' });
    return fileView(row);
  }

  async entries(query: ListQuery, asked: bank.EntryFilter): Promise<Page<BankEntry>> {
    const filter = { ...asked, bankFileId: asked.bankFileId && parseIdOrNotFound('bfl', asked.bankFileId) };
    const page = pageAsked(query, filter, ENTRY_SORTS, '-bookedOn');
    const rows = await bank.entriesPage(this.pool, filter, page.offset, page.limit + 1, page.order);
    const suggested = await this.bank.suggest(rows);
    return pageOf(rows, page, (row) => entryView(row, suggested.get(row.bankEntryId) ?? []));
  }

  async entry(bankEntryId: string): Promise<BankEntry> {
    const row = await bank.entryById(this.pool, parseIdOrNotFound('ben', bankEntryId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no bank entry with this id.' });
    return entryView(row, (await this.bank.suggest([row])).get(row.bankEntryId) ?? []);
  }

  async confirm(context: RequestContext | undefined, bankEntryId: string, { obligationId, refundId, partnerId }: ConfirmRequest): Promise<BankEntry> {
    oneOf([obligationId, refundId, partnerId], 'An entry is for an obligation, for a refund, or is money of a partner.');
    const meant: Meant = refundId !== undefined ? { refundId: parseIdField('rfd', refundId, '/refundId') } : partnerId !== undefined ? { partnerId: parseIdField('prt', partnerId, '/partnerId') } : { obligationId: parseIdField('obl', obligationId ?? '', '/obligationId') };
    await this.bank.confirm(context, parseIdOrNotFound('ben', bankEntryId), meant);
    return this.entry(bankEntryId);
  }

  async setAside(context: RequestContext | undefined, bankEntryId: string, reason: string): Promise<BankEntry> {
    await this.bank.setAside(context, parseIdOrNotFound('ben', bankEntryId), reason);
    return this.entry(bankEntryId);
  }

  async payables(): Promise<{ data: Payable[] }> {
    return { data: (await this.payouts.payables()).map(payableView) };
  }

  async instruct(context: RequestContext | undefined, settlementId: string): Promise<PaymentInstruction> {
    const row = await instructionById(this.pool, await this.payouts.instruct(context, parseIdField('stl', settlementId, '/settlementId')));
    if (!row) throw new Error('An instruction that was made is there.');
    return instructionView(row);
  }

  async instructions(query: ListQuery, settlementId: string | undefined): Promise<Page<PaymentInstruction>> {
    const of = settlementId === undefined ? undefined : parseIdOrNotFound('stl', settlementId);
    const page = pageAsked(query, { of }, { madeAt: 'made_at' }, '-madeAt');
    return pageOf(await instructionsPage(this.pool, of, page.offset, page.limit + 1), page, instructionView);
  }

  instructionFile(context: RequestContext | undefined, instructionId: string, format: 'csv' | 'xml'): Promise<{ text: string; sha256: string }> {
    return this.payouts.file(context, parseIdOrNotFound('pin', instructionId), format);
  }

  async notices(context: RequestContext | undefined, query: ListQuery, asked: { partnerId: string | undefined; level: number | undefined; open: boolean | undefined }): Promise<Page<DunningNotice>> {
    const filter = { ...asked, partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId) };
    const page = pageAsked(query, filter, NOTICE_SORTS, '-noticedOn');
    return pageOf(await noticesPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, noticeView);
  }

  async simulate(obligationId: string): Promise<DefaultSimulation> {
    const { obligation, simulation, hash, from } = await this.defaults.simulate(parseIdOrNotFound('obl', obligationId));
    return { object: 'defaultSimulation', obligationId, partnerId: wireId('prt', obligation.partyId), rule: this.defaults.rules.lossRule, from, figures: figuresView(simulation), defaultHash: hash };
  }

  async proposeDefault(context: RequestContext | undefined, obligationId: string): Promise<Default> {
    return this.default(wireId('dfl', await this.defaults.propose(parseIdField('obl', obligationId, '/obligationId'), personOf(context))));
  }

  async declareDefault(context: RequestContext | undefined, defaultId: string, hash: string): Promise<Default> {
    await this.defaults.declare(parseIdOrNotFound('dfl', defaultId), hash, personOf(context));
    return this.default(defaultId);
  }

  async withdrawDefault(context: RequestContext | undefined, defaultId: string, reason: string): Promise<Default> {
    await this.defaults.withdraw(parseIdOrNotFound('dfl', defaultId), reason, personOf(context));
    return this.default(defaultId);
  }

  async default(defaultId: string): Promise<Default> {
    const row = await defaults.defaultById(this.pool, parseIdOrNotFound('dfl', defaultId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no default with this id.' });
    return defaultView(row);
  }

  async listDefaults(query: ListQuery): Promise<Page<Default>> {
    const page = pageAsked(query, {}, { madeAt: 'made_at' }, '-madeAt');
    return pageOf(await defaults.defaultsPage(this.pool, page.offset, page.limit + 1), page, defaultView);
  }
}

function oneOf(named: readonly (string | undefined)[], detail: string): void {
  if (named.filter((one) => one !== undefined).length !== 1) throw new DomainError('validation_failed', { detail, fields: [{ pointer: '/obligationId', code: 'one_of', detail: 'Send exactly one of them.' }] });
}

function personOf(context: RequestContext | undefined): Person {
  return { actor: actorOf(context), roles: userOf(context).roles };
}
