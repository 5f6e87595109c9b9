import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdField, parseIdOrNotFound, wireId } from '../kernel/ids';
import { minorToValue, moneyToWire } from '../kernel/money';
import { lockSettlements } from '../settlement';
import type { TermsBook } from '../terms';
import { notAllowed, type CashService } from './cash.service';
import { wholeRupiah } from './cash.views';
import type { CertificateRequest, WithholdingCertificate, WithholdingInvoice, WithholdingList } from './withholding.wire';
import * as db from './certificates.store';
import { expectedPph23 } from './domain/withholding';

/**
 * Withholding certificates (bukti potong PPh 23). A partner that withheld tax from a fee hands in the certificate; a second person accepts it,
 * and it meets the fee like cash. The invoice, its tax and the obligation's amount stay as they are.
 */
export class CertificatesService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly cash: CashService) {}

  async list(context: RequestContext | undefined, query: ListQuery, status: db.CertificateRow['status'] | undefined, invoice: string | undefined): Promise<Page<WithholdingCertificate>> {
    const invoiceId = invoice === undefined ? undefined : parseIdOrNotFound('inv', invoice);
    const page = pageAsked(query, { status, invoiceId }, { madeAt: 'made_at' }, '-madeAt');
    return pageOf(await db.certificatesPage(this.pool, viewerOf(context), { status, invoiceId }, page.offset, page.limit + 1), page, view);
  }

  /** What was expected and received, invoice by invoice and summed by partner. */
  async withholding(context: RequestContext | undefined, query: ListQuery, asked: { readonly partnerId: string | undefined; readonly invoiceId: string | undefined }): Promise<WithholdingList> {
    const viewer = viewerOf(context);
    const filter = { partnerId: asked.partnerId === undefined ? undefined : parseIdOrNotFound('prt', asked.partnerId), invoiceId: asked.invoiceId === undefined ? undefined : parseIdOrNotFound('inv', asked.invoiceId) };
    const page = pageAsked(query, filter, { issuedOn: 'issued_on' }, '-issuedOn');
    const sums = new Map<string, { name: string; expected: bigint; received: bigint }>();
    for (const one of await db.feesByPartner(this.pool, viewer)) {
      const sum = sums.get(one.partnerId) ?? { name: one.partnerName, expected: 0n, received: 0n };
      sums.set(one.partnerId, { name: sum.name, expected: sum.expected + expectedPph23(BigInt(one.feeMinor), one.rate), received: sum.received + BigInt(one.receivedMinor) });
    }
    return { ...pageOf(await db.withheldPage(this.pool, viewer, filter, page.offset, page.limit + 1), page, invoiceView),
      partners: [...sums].map(([id, sum]) => ({ partnerId: wireId('prt', id), partnerName: sum.name, expected: moneyToWire(sum.expected), received: moneyToWire(sum.received), difference: moneyToWire(sum.received - sum.expected) })) };
  }

  async submit(context: RequestContext | undefined, body: CertificateRequest): Promise<WithholdingCertificate> {
    const invoiceId = parseIdField('inv', body.invoiceId, '/invoiceId');
    const amountMinor = wholeRupiah(body.amount, '/amount');
    const issuedOn = parseBusinessDate(body.issuedOn, '/issuedOn');
    const certificateId = newUuid(this.clock.wall().getTime());
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const invoice = await db.feeInvoice(tx, viewerOf(context), invoiceId);
      if (!invoice) throw new DomainError('not_found', { detail: 'There is no issued fee invoice with this id that you may see.', fields: [{ pointer: '/invoiceId', code: 'not_found', detail: 'Send the id of an issued fee invoice.' }] });
      // A night that was closed early dates its documents on the day to come.
      const latest = [businessDate(this.clock.now()), invoice.issuedOn].sort().at(-1) ?? '';
      if (issuedOn > latest || issuedOn < invoice.issuedOn) throw invalid('/issuedOn', 'A certificate is issued after its invoice, and not in the future.');
      if (invoice.certifiedMinor + amountMinor > invoice.feeMinor) throw invalid('/amount', `More than the fee of the invoice, Rp ${invoice.feeMinor / 100n}, cannot have been withheld from it.`);
      const rest = expectedPph23(invoice.feeMinor - invoice.creditedMinor, invoice.rate) - invoice.certifiedMinor;
      if (!(await db.insertCertificate(tx, { certificateId, invoiceId, partnerId: invoice.partnerId, number: body.number.trim(), issuedOn, amountMinor, excessReason: amountMinor > rest ? body.excessReason : undefined, by: actorOf(context), at: this.clock.now() }))) throw invalid('/number', 'A certificate with this number was handed in already.');
      if (amountMinor > rest && body.excessReason === undefined) throw aboveExpected(rest > 0n ? rest : 0n, amountMinor);
      await audit(tx, context, this.clock.now(), { verb: 'certificate.submit', kind: 'WITHHOLDING_CERTIFICATE', id: certificateId, facts: { number: body.number.trim() } });
    });
    return this.get(context, wireId('whc', certificateId));
  }

  /** The second person's yes: the certificate meets the fee. @throws DomainError `second_person_required`, `transition_not_allowed`, `not_found` */
  async accept(context: RequestContext | undefined, id: string): Promise<WithholdingCertificate> {
    const certificateId = parseIdOrNotFound('whc', id);
    const terms = await this.terms.table();
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      const row = await this.waiting(tx, context, certificateId);
      if (row.madeBy === actorOf(context)) throw new DomainError('second_person_required', { detail: 'You have handed in this certificate. Another person has to accept it.' });
      const invoice = await db.feeInvoice(tx, {}, row.invoiceId);
      const paymentId = await this.cash.receive(tx, terms, { kind: 'CERTIFICATE', reference: `${row.partnerId} ${row.number}`, partyId: row.partnerId, direction: 'IN', names: invoice?.obligationId ?? row.invoiceId, amountMinor: BigInt(row.amountMinor), paidOn: row.issuedOn, by: actorOf(context) });
      await db.decideCertificate(tx, { certificateId, status: 'ACCEPTED', paymentId, by: actorOf(context), at: this.clock.now() });
      await audit(tx, context, this.clock.now(), { verb: 'certificate.accept', kind: 'WITHHOLDING_CERTIFICATE', id: certificateId, facts: {} });
    });
    return this.get(context, id);
  }

  async reject(context: RequestContext | undefined, id: string, reason: string): Promise<WithholdingCertificate> {
    const certificateId = parseIdOrNotFound('whc', id);
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      await this.waiting(tx, context, certificateId);
      await db.decideCertificate(tx, { certificateId, status: 'REJECTED', by: actorOf(context), at: this.clock.now(), reason });
      await audit(tx, context, this.clock.now(), { verb: 'certificate.reject', kind: 'WITHHOLDING_CERTIFICATE', id: certificateId, facts: { reason } });
    });
    return this.get(context, id);
  }

  private async waiting(tx: Parameters<typeof db.certificateById>[0], context: RequestContext | undefined, certificateId: string): Promise<db.CertificateRow> {
    const row = await db.certificateById(tx, viewerOf(context), certificateId);
    if (!row) throw new DomainError('not_found', { detail: 'There is no certificate with this id that you may see.' });
    if (row.status !== 'SUBMITTED') throw notAllowed(`The certificate is ${row.status}; it was decided on already.`);
    return row;
  }

  private async get(context: RequestContext | undefined, id: string): Promise<WithholdingCertificate> {
    const row = await db.certificateById(this.pool, viewerOf(context), parseIdOrNotFound('whc', id));
    if (!row) throw new DomainError('not_found', { detail: 'There is no certificate with this id that you may see.' });
    return view(row);
  }
}

function view(row: db.CertificateRow): WithholdingCertificate {
  return { object: 'withholdingCertificate', id: wireId('whc', row.certificateId), invoiceId: wireId('inv', row.invoiceId), invoiceNumber: row.invoiceNumber, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, number: row.number, issuedOn: row.issuedOn,
    amount: moneyToWire(BigInt(row.amountMinor)), expected: moneyToWire(expectedPph23(BigInt(row.feeMinor), row.rate)), ...(row.excessReason !== null && { excessReason: row.excessReason }), status: row.status, madeBy: row.madeBy, madeAt: row.madeAt.toISOString(), ...(row.decidedBy !== null && { decidedBy: row.decidedBy }), ...(row.decidedAt && { decidedAt: row.decidedAt.toISOString() }), ...(row.reason !== null && { reason: row.reason }) };
}

function invoiceView(row: db.WithheldInvoice): WithholdingInvoice {
  const expected = expectedPph23(BigInt(row.feeMinor), row.rate);
  return { invoiceId: wireId('inv', row.invoiceId), invoiceNumber: row.number, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, issuedOn: row.issuedOn, fee: moneyToWire(BigInt(row.feeMinor)), expected: moneyToWire(expected), received: moneyToWire(BigInt(row.receivedMinor)),
    waiting: moneyToWire(BigInt(row.waitingMinor)), difference: moneyToWire(BigInt(row.receivedMinor) - expected) };
}

function aboveExpected(restMinor: bigint, amountMinor: bigint): DomainError {
  const detail = `Rp ${restMinor / 100n} may still be withheld from this invoice: the rate of PPh 23 on its day, of its fee without PPN less its credit notes, less the certificates handed in. Correct the amount, or say in excessReason why more was withheld; the second person decides.`;
  return new DomainError('withholding_above_expected', { detail, data: { expected: minorToValue(restMinor), sent: minorToValue(amountMinor) }, fields: [{ pointer: '/amount', code: 'above_expected', detail }] });
}

function invalid(pointer: string, detail: string): DomainError {
  return new DomainError('validation_failed', { detail, fields: [{ pointer, code: 'invalid', detail }] });
}
