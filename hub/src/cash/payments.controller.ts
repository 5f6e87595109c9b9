import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { CashApi } from './cash.api';
import type { DunningNotice } from './defaults.wire';
import type { DecisionRequest, Payment, PaymentRequest } from './payments.wire';
import type { CertificateRequest, WithholdingCertificate, WithholdingList } from './withholding.wire';
import type { CertificatesService } from './certificates.service';

/** Money that meets obligations, withholding certificates that count like money, and reminders of what is open. */
@Route('')
@Tags('Cash')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role does not allow it, or another person is needed')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Not allowed in this state')
@Response<Problem>(422, 'The currency is not supported')
export class PaymentsController extends Controller {
  constructor(private readonly cash: CashApi, private readonly certificates: CertificatesService) {
    super();
  }

  /**
   * Records money for an obligation, received or paid out, a refund that the bank has paid, or a partner's money without an obligation. The same bank reference is recorded once.
   * Money in that is more than is open meets what else the partner owes, the oldest first; the rest is unapplied cash.
   */
  @Post('payments')
  @Security('kongsi', ['payments.make'])
  @SuccessResponse(201, 'Recorded')
  recordPayment(@Request() request: ExpressRequest, @Body() body: PaymentRequest): Promise<Payment> {
    this.setStatus(201);
    return this.cash.pay(request.kongsi, body);
  }

  /**
   * Payments and what counts like them, newest first, each with what it met.
   * @param unapplied only what has not met anything yet, or only what has
   * @param sort `createdAt`, `paidOn` or `amount`, `-` for falling
   */
  @Get('payments')
  @Security('kongsi', ['settlement:read', 'payments.read'])
  listPayments(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() obligationId?: string, @Query() kind?: Payment['kind'], @Query() unapplied?: boolean, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<Payment>> {
    return this.cash.payments(request.kongsi, { limit, cursor, sort }, { partnerId, obligationId, kind, unapplied });
  }

  /** One payment with what it met. */
  @Get('payments/{paymentId}')
  @Security('kongsi', ['settlement:read', 'payments.read'])
  getPayment(@Request() request: ExpressRequest, @Path() paymentId: string): Promise<Payment> {
    return this.cash.payment(request.kongsi, paymentId);
  }

  /**
   * Reminders, newest first. The night records each level once, with what was open then.
   * @param open only those of which something is open now, or only the others
   * @param sort `noticedOn`, `open` or `partnerName`, `-` for falling
   */
  @Get('dunning-notices')
  @Security('kongsi', ['settlement:read', 'payments.read'])
  listDunningNotices(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() level?: number, @Query() open?: boolean, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<DunningNotice>> {
    return this.cash.notices(request.kongsi, { limit, cursor, sort }, { partnerId, level, open });
  }

  /** Fee invoices with the PPh 23 expected and received, newest first, and the sums of each partner. */
  @Get('withholding')
  @Security('kongsi', ['invoice:read', 'payments.read'])
  getWithholding(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() invoiceId?: string, @Query() limit?: number, @Query() cursor?: string): Promise<WithholdingList> {
    return this.certificates.withholding(request.kongsi, { limit, cursor }, { partnerId, invoiceId });
  }

  /** Withholding certificates, newest first. */
  @Get('withholding-certificates')
  @Security('kongsi', ['invoice:read', 'payments.read'])
  listCertificates(@Request() request: ExpressRequest, @Query() status?: WithholdingCertificate['status'], @Query() invoiceId?: string, @Query() limit?: number, @Query() cursor?: string): Promise<Page<WithholdingCertificate>> {
    return this.certificates.list(request.kongsi, { limit, cursor }, status, invoiceId);
  }

  /** Hands in a withholding certificate for a fee invoice. */
  @Post('withholding-certificates')
  @Security('kongsi', ['certificates.make'])
  @SuccessResponse(201, 'Handed in')
  submitCertificate(@Request() request: ExpressRequest, @Body() body: CertificateRequest): Promise<WithholdingCertificate> {
    this.setStatus(201);
    return this.certificates.submit(request.kongsi, body);
  }

  /** Accepts a certificate that another person has handed in; it then meets the fee like cash. The invoice does not change. */
  @Post('withholding-certificates/{certificateId}/accept')
  @Security('kongsi', ['certificates.check'])
  @SuccessResponse(200, 'Accepted')
  acceptCertificate(@Request() request: ExpressRequest, @Path() certificateId: string): Promise<WithholdingCertificate> {
    return this.certificates.accept(request.kongsi, certificateId);
  }

  /** Rejects a certificate; its number may be handed in again. */
  @Post('withholding-certificates/{certificateId}/reject')
  @Security('kongsi', ['certificates.check'])
  @SuccessResponse(200, 'Rejected')
  rejectCertificate(@Request() request: ExpressRequest, @Path() certificateId: string, @Body() body: DecisionRequest): Promise<WithholdingCertificate> {
    return this.certificates.reject(request.kongsi, certificateId, body.reason);
  }
}
