import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError, type FieldFault } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { faultsOf, INVOICES_A_FILE, taxInvoiceBulk, type TaxableInvoice, type TaxParty } from './domain/coretax';
import { checkNsfp, nextStatus, type TaxInvoiceStep } from './domain/tax-invoice';
import * as db from './tax-invoices.store';
import type { TaxInvoice, TaxInvoiceDetail, TaxInvoiceStepRequest } from './taxation.wire';

const SORTS = { uploadBy: '"uploadBy", number', issuedOn: '"issuedOn", number', number: 'number', ppn: 'ppn::bigint, number', partnerName: '"partnerName", number' };
const NAMES: Readonly<Record<string, string>> = { ISSUER_FEE: 'Jasa penerbit poin program loyalitas', ACCEPTANCE_FEE: 'Jasa penerimaan poin program loyalitas' };

/** Tax invoices of fee invoices: told to the tax office in its own format, and its numbers written back. */
export class TaxInvoicesService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly operator: TaxParty) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: db.TaxInvoiceFilter): Promise<Page<TaxInvoice>> {
    const filter = filterOf(asked);
    const page = pageAsked(query, filter, SORTS, 'uploadBy');
    const rows = await db.taxInvoicesPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order);
    const told = await this.told(rows);
    return pageOf(rows, page, (row) => this.view(row, told.get(row.invoiceId)));
  }

  async one(context: RequestContext | undefined, invoiceId: string): Promise<TaxInvoiceDetail> {
    const row = await this.found(context, invoiceId);
    const told = await this.told([row]);
    return { ...this.view(row, told.get(row.invoiceId)), numbers: await db.numbersOf(this.pool, row.invoiceId),
      changes: (await db.changesOf(this.pool, row.invoiceId)).map((change) => ({ from: change.from, to: change.to, at: change.at.toISOString(), by: change.by, ...(change.reason !== null && { reason: change.reason }) })) };
  }

  /** The Coretax file of one invoice. @throws DomainError `transition_not_allowed` naming every field that the tax office would refuse */
  async xml(context: RequestContext | undefined, invoiceId: string): Promise<{ name: string; text: string }> {
    const row = await this.found(context, invoiceId);
    if (row.status === 'NOT_REQUIRED') throw new DomainError('transition_not_allowed', { detail: 'This invoice carries no PPN and needs no tax invoice.' });
    const invoice = (await this.told([row])).get(row.invoiceId) as TaxableInvoice;
    this.refuseFaults([invoice], () => '');
    return { name: `coretax_${row.number.replaceAll('/', '-')}.xml`, text: taxInvoiceBulk(this.operator, [invoice]) };
  }

  /**
   * One Coretax file of all invoices to be uploaded that were issued in some dates, at most 1,000; `part` counts further files.
   * @throws DomainError `transition_not_allowed` naming the faults of all, unless only clean ones are asked for
   */
  async batch(context: RequestContext | undefined, asked: { from: string | undefined; to: string | undefined; part: number | undefined; onlyClean: boolean | undefined }): Promise<{ name: string; text: string; parts: number; invoices: number }> {
    const filter = filterOf({ partnerId: undefined, number: undefined, status: 'TO_UPLOAD', from: asked.from, to: asked.to });
    const rows = await db.taxInvoicesPage(this.pool, viewerOf(context), filter, 0, 100_000, 'number');
    const all = [...(await this.told(rows)).values()];
    const clean = asked.onlyClean === true ? all.filter((one) => this.faults(one).length === 0) : all;
    if (clean.length === 0) throw new DomainError('not_found', { detail: 'No tax invoice of these dates waits to be uploaded.' });
    this.refuseFaults(clean, (one) => `/${one.number.replaceAll('/', '-')}`);
    const parts = Math.ceil(clean.length / INVOICES_A_FILE);
    const part = asked.part ?? 1;
    if (!Number.isInteger(part) || part < 1 || part > parts) throw new DomainError('parameter_invalid', { detail: `There are ${parts} files of up to ${INVOICES_A_FILE} invoices.`, fields: [{ pointer: 'part', code: 'invalid', detail: `Send a number from 1 to ${parts}.` }] });
    const invoices = clean.slice((part - 1) * INVOICES_A_FILE, part * INVOICES_A_FILE);
    return { name: `coretax_${asked.from ?? 'all'}_${asked.to ?? 'today'}_${part}-of-${parts}.xml`, text: taxInvoiceBulk(this.operator, invoices), parts, invoices: invoices.length };
  }

  /**
   * Records a step: what we did, or what the tax office answered.
   * @throws DomainError `transition_not_allowed`, `validation_failed`, `identifier_in_use`, `second_person_required`
   */
  async step(context: RequestContext | undefined, invoiceId: string, body: TaxInvoiceStepRequest): Promise<TaxInvoiceDetail> {
    const uuid = parseIdOrNotFound('inv', invoiceId);
    await inTransaction(this.pool, async (tx) => {
      await db.lockTaxInvoice(tx, uuid);
      const row = await db.taxInvoiceById(tx, viewerOf(context), uuid);
      if (!row) throw new DomainError('not_found', { detail: 'There is no fee invoice with this id.' });
      const to = nextStatus(row.status, body.step);
      const [by, at] = [actorOf(context), this.clock.now()];
      checkWords(body);
      if (body.step === 'UPLOAD') this.refuseFaults([...(await this.told([row])).values()], () => '');
      // A number that the tax office gave is undone by two people: who recorded it, and another one.
      if (body.step === 'CANCEL' && row.changedBy === by) throw new DomainError('second_person_required', { detail: 'You recorded the number of this tax invoice. Another person has to record that it was cancelled.' });
      if (body.step === 'APPROVE' || body.step === 'REPLACE') {
        const nsfp = checkNsfp(body.nsfp ?? '', row.transactionCode ?? '', body.step === 'REPLACE' ? (row.nsfp ?? undefined) : undefined);
        if (!(await db.keepNsfp(tx, { invoiceId: uuid, nsfp, by, at }))) throw new DomainError('identifier_in_use', { detail: 'Another tax invoice has this number or its serial.', fields: [{ pointer: '/nsfp', code: 'in_use', detail: 'Look the number up in Coretax again; each tax invoice has its own.' }] });
      }
      await db.moveTaxInvoice(tx, { invoiceId: uuid, from: row.status, to, reason: body.reason, by, at });
      await audit(tx, context, at, { verb: `tax-invoice.${body.step.toLowerCase()}`, kind: 'INVOICE', id: invoiceId, facts: { from: row.status, to, ...(body.nsfp !== undefined && { nsfp: body.nsfp }) } });
    });
    return this.one(context, invoiceId);
  }

  private async found(context: RequestContext | undefined, invoiceId: string): Promise<db.TaxInvoiceRow> {
    const row = await db.taxInvoiceById(this.pool, viewerOf(context), parseIdOrNotFound('inv', invoiceId));
    if (!row) throw new DomainError('not_found', { detail: 'There is no issued fee invoice with this id that you may see.' });
    return row;
  }

  /** What the tax office is told of each invoice. */
  private async told(rows: readonly db.TaxInvoiceRow[]): Promise<Map<string, TaxableInvoice>> {
    const lines = await db.feesOf(this.pool, rows.map((row) => row.invoiceId));
    return new Map(rows.map((row) => [row.invoiceId, { number: row.number, issuedOn: row.issuedOn, buyer: { legalName: row.legalName, npwp: row.npwp, nitku: row.nitku, address: row.address }, transactionCode: row.transactionCode ?? '', rate: row.rate ?? '0',
      subtotalMinor: BigInt(row.subtotal), taxBaseMinor: BigInt(row.taxBase ?? row.subtotal), ppnMinor: BigInt(row.ppn), lines: (lines.get(row.invoiceId) ?? []).map((line) => ({ name: NAMES[line.lineType] ?? line.lineType, feeMinor: line.feeMinor, ppnMinor: line.ppnMinor })) }]));
  }

  private faults(invoice: TaxableInvoice): ReturnType<typeof faultsOf> {
    return faultsOf(invoice, this.operator, businessDate(this.clock.now()));
  }

  private refuseFaults(invoices: readonly TaxableInvoice[], prefix: (invoice: TaxableInvoice) => string): void {
    const fields = invoices.flatMap((one) => this.faults(one).map((fault): FieldFault => ({ pointer: `${prefix(one)}/${fault.field}`, code: fault.code, detail: `${one.number}: ${fault.detail}` })));
    if (fields.length > 0) throw new DomainError('transition_not_allowed', { detail: `Coretax would refuse this: ${fields.length === 1 ? (fields[0]?.detail ?? '') : `${fields.length} fields are wrong. Correct them and export again.`}`, fields });
  }

  private view(row: db.TaxInvoiceRow, told: TaxableInvoice | undefined): TaxInvoice {
    const open = row.status === 'TO_UPLOAD';
    return { object: 'taxInvoice', invoiceId: wireId('inv', row.invoiceId), number: row.number, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, issuedOn: row.issuedOn, status: row.status, ...(row.nsfp !== null && { nsfp: row.nsfp }),
      ...(row.status !== 'NOT_REQUIRED' && { uploadBy: row.uploadBy, overdue: (open || row.status === 'UPLOADED') && row.uploadBy < businessDate(this.clock.now()) }), feeBase: moneyToWire(BigInt(row.subtotal)), ...(row.taxBase !== null && { taxBase: moneyToWire(BigInt(row.taxBase)) }),
      ppn: moneyToWire(BigInt(row.ppn)), total: moneyToWire(BigInt(row.total)), faults: open && told ? this.faults(told) : [] };
  }
}

function filterOf(asked: db.TaxInvoiceFilter): db.TaxInvoiceFilter {
  return { partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId), status: asked.status, number: asked.number, from: asked.from && parseBusinessDate(asked.from, 'issuedFrom'), to: asked.to && parseBusinessDate(asked.to, 'issuedTo') };
}

/** Which words a step needs: a number where the tax office gave one, a reason where something is undone. */
function checkWords(body: TaxInvoiceStepRequest): void {
  const numbered: readonly TaxInvoiceStep[] = ['APPROVE', 'REPLACE'];
  const fault = (pointer: string, code: string, detail: string): DomainError => new DomainError('validation_failed', { detail, fields: [{ pointer, code, detail }] });
  if (numbered.includes(body.step) && body.nsfp === undefined) throw fault('/nsfp', 'required', 'Send the number that Coretax shows; it is never made here.');
  if (!numbered.includes(body.step) && body.nsfp !== undefined) throw fault('/nsfp', 'unexpected', 'Only APPROVE and REPLACE come with a number.');
  if (['REJECT', 'REPLACE', 'CANCEL'].includes(body.step) && body.reason === undefined) throw fault('/reason', 'required', 'Say why, in the words of Coretax or your own.');
}
