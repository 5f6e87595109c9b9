import { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Post, Produces, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { AccountingService } from './accounting.service';
import type { CsvService } from './csv.service';
import type { ReportsService } from './reports.service';
import type { AccountingReport, Insights, KpiReport, LiabilityReport, UrrEstimate, UrrList, UrrRequest } from './reports.wire';

/** Figures of the programme, what outstanding points are expected to cost, and what auditors make of it. Nothing here posts. */
@Route('reports')
@Tags('Reports')
@Response<Problem>(400, 'A parameter is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
export class ReportsController extends Controller {
  constructor(private readonly reports: ReportsService, private readonly books: AccountingService, private readonly files: CsvService) {
    super();
  }

  /**
   * Figures of a period by business date. A partner sees its own lots whole, the operator all or one partner's.
   * @param from first business date; 30 days back when absent
   * @param to business date after the last one
   * @param partnerId issuer of the lots
   * @param outletId outlet at which the lots were earned
   * @param sequence number of the journal up to which is counted; the newest when absent
   */
  @Get('kpis')
  @Security('kongsi', ['settlement:read', 'reports.read'])
  getKpis(@Request() request: ExpressRequest, @Query() from?: string, @Query() to?: string, @Query() partnerId?: string, @Query() outletId?: string, @Query() sequence?: number): Promise<KpiReport> {
    return this.reports.kpis(request.kongsi, { partnerId, outletId, sequence }, from, to);
  }

  /** The same figures as CSV: a row a business date, the total, then the ratios. */
  @Get('kpis/csv')
  @Security('kongsi', ['settlement:read', 'reports.read'])
  @Produces('text/csv')
  async getKpisCsv(@Request() request: ExpressRequest, @Query() from?: string, @Query() to?: string, @Query() partnerId?: string, @Query() outletId?: string, @Query() sequence?: number): Promise<Readable> {
    return this.file(await this.files.kpis(request.kongsi, { partnerId, outletId, sequence }, from, to));
  }

  /**
   * Points liability at the end of a business date, by issuer, age and tier.
   * @param date business date; today when absent
   */
  @Get('liability')
  @Security('kongsi', ['settlement:read', 'reports.read'])
  getLiability(@Request() request: ExpressRequest, @Query() date?: string, @Query() partnerId?: string, @Query() outletId?: string, @Query() sequence?: number): Promise<LiabilityReport> {
    return this.reports.liability(request.kongsi, { partnerId, outletId, sequence }, date);
  }

  /** The same liability as CSV. */
  @Get('liability/csv')
  @Security('kongsi', ['settlement:read', 'reports.read'])
  @Produces('text/csv')
  async getLiabilityCsv(@Request() request: ExpressRequest, @Query() date?: string, @Query() partnerId?: string, @Query() outletId?: string, @Query() sequence?: number): Promise<Readable> {
    return this.file(await this.files.liability(request.kongsi, { partnerId, outletId, sequence }, date));
  }

  /** An issuer's points by month of issue in the books of the operator, as principal and as agent, and in its own. The operator's margin is shown to the operator alone. */
  @Get('accounting')
  @Security('kongsi', ['settlement:read', 'reports.read'])
  getAccounting(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() date?: string, @Query() sequence?: number): Promise<AccountingReport> {
    return this.books.accounting(request.kongsi, { partnerId, sequence }, date);
  }

  /**
   * Where a partner's members also go, for a calendar month that is over. Cells with few members, or one large one, are left out.
   * @param month first day of the month
   */
  @Get('insights')
  @Security('kongsi', ['settlement:read', 'reports.read'])
  getInsights(@Request() request: ExpressRequest, @Query() month: string, @Query() partnerId?: string): Promise<Insights> {
    return this.reports.insights(request.kongsi, partnerId, month);
  }

  /** All versions of the estimates of redemption, newest first. */
  @Get('urr')
  @Security('kongsi', ['settlement:read', 'reports.read'])
  listUrr(@Request() request: ExpressRequest, @Query() partnerId?: string): Promise<UrrList> {
    return this.books.estimates(request.kongsi, partnerId);
  }

  /** Adds a version of an estimate, with its reason. Reports use it from now on; nothing is posted. */
  @Post('urr')
  @Security('kongsi', ['urr.make'])
  @SuccessResponse(201, 'Made')
  estimateUrr(@Request() request: ExpressRequest, @Body() body: UrrRequest): Promise<UrrEstimate> {
    this.setStatus(201);
    return this.books.estimate(request.kongsi, body);
  }

  private file(one: { name: string; text: string }): Readable {
    this.setHeader('Content-Type', 'text/csv; charset=utf-8');
    this.setHeader('Content-Disposition', `attachment; filename="${one.name}"`);
    return Readable.from([Buffer.from(one.text, 'utf8')]);
  }
}
