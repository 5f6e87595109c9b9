import { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Produces, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { StampsService } from './stamps.service';
import type { TaxInvoicesService } from './tax-invoices.service';
import type { StampDuty, StampRequest, TaxInvoice, TaxInvoiceDetail, TaxInvoiceState, TaxInvoiceStepRequest } from './taxation.wire';

/** Tax invoices told to the tax office, and electronic stamps. */
@Route('')
@Tags('Taxes')
@Response<Problem>(400, 'A field is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state, or the tax office would refuse it')
export class TaxationController extends Controller {
  constructor(private readonly taxInvoices: TaxInvoicesService, private readonly stamps: StampsService) {
    super();
  }

  /**
   * Tax invoices of issued fee invoices, the next to be uploaded first: a partner's own, or all for the operator.
   * @param number part of the invoice's number, or of the tax office's
   * @param sort `uploadBy`, `issuedOn`, `number`, `ppn` or `partnerName`, `-` for falling
   */
  @Get('tax-invoices')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  listTaxInvoices(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() status?: TaxInvoiceState, @Query() number?: string, @Query() issuedFrom?: string, @Query() issuedTo?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<TaxInvoice>> {
    return this.taxInvoices.list(request.kongsi, { limit, cursor, sort }, { partnerId, status, number, from: issuedFrom, to: issuedTo });
  }

  /** One tax invoice with its numbers and every step it took. */
  @Get('tax-invoices/{invoiceId}')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  getTaxInvoice(@Request() request: ExpressRequest, @Path() invoiceId: string): Promise<TaxInvoiceDetail> {
    return this.taxInvoices.one(request.kongsi, invoiceId);
  }

  /** The file with which Coretax imports one tax invoice (TaxInvoiceBulk). What Coretax would refuse is refused here, with the field and what to do. */
  @Get('tax-invoices/{invoiceId}/xml')
  @Security('kongsi', ['tax.export'])
  @Produces('application/xml')
  async getTaxInvoiceXml(@Request() request: ExpressRequest, @Path() invoiceId: string): Promise<Readable> {
    return this.xml(await this.taxInvoices.xml(request.kongsi, invoiceId));
  }

  /**
   * One Coretax file of all tax invoices to be uploaded that were issued in some dates, at most 1,000 in a file.
   * @param part which file, from 1; the header `Kongsi-Parts` says how many there are
   * @param onlyClean leaves out what Coretax would refuse, instead of refusing the whole
   */
  @Get('tax-invoice-batch')
  @Security('kongsi', ['tax.export'])
  @Produces('application/xml')
  async getTaxInvoiceBatch(@Request() request: ExpressRequest, @Query() issuedFrom?: string, @Query() issuedTo?: string, @Query() part?: number, @Query() onlyClean?: boolean): Promise<Readable> {
    const file = await this.taxInvoices.batch(request.kongsi, { from: issuedFrom, to: issuedTo, part, onlyClean });
    this.setHeader('Kongsi-Parts', String(file.parts));
    this.setHeader('Kongsi-Invoices', String(file.invoices));
    return this.xml(file);
  }

  /** Records that a tax invoice was uploaded or cancelled, or what the tax office answered: its number, a refusal, a replacement. */
  @Post('tax-invoices/{invoiceId}/steps')
  @Security('kongsi', ['tax.make'])
  @SuccessResponse(200, 'Recorded')
  recordTaxInvoiceStep(@Request() request: ExpressRequest, @Path() invoiceId: string, @Body() body: TaxInvoiceStepRequest): Promise<TaxInvoiceDetail> {
    return this.taxInvoices.step(request.kongsi, invoiceId, body);
  }

  /** Documents that need an electronic stamp, newest first. @param missing only those without one, or only those with one */
  @Get('stamp-duties')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  listStampDuties(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() missing?: boolean, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<StampDuty>> {
    return this.stamps.list(request.kongsi, { limit, cursor, sort }, { missing, partnerId });
  }

  /** Records the serial number of the stamp on a receipt or a netting statement. */
  @Post('stamp-duties/{documentId}')
  @Security('kongsi', ['tax.make'])
  @SuccessResponse(200, 'Recorded')
  recordStamp(@Request() request: ExpressRequest, @Path() documentId: string, @Body() body: StampRequest): Promise<StampDuty> {
    return this.stamps.record(request.kongsi, documentId, body);
  }

  private xml({ name, text }: { name: string; text: string }): Readable {
    this.setHeader('Content-Type', 'application/xml; charset=utf-8');
    this.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    return Readable.from([Buffer.from(text)]);
  }
}
