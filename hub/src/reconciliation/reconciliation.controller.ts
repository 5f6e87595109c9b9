import { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Controller, Get, Path, Post, Produces, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Page, Problem } from '../http/wire';
import type { DayFilesService } from './files.service';
import type { ReconciledRecordPage, Reconciliation, ReconciliationDay, WireMatchClass } from './reconciliation.wire';
import type { UploadService } from './upload.service';

/** A partner's day beside the hub's postings. */
@Route('')
@Tags('Reconciliation')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
export class ReconciliationController extends Controller {
  constructor(private readonly uploads: UploadService, private readonly files: DayFilesService) {
    super();
  }

  /** Takes in a partner's day as CSV (`text/csv`) or JSON, up to 64 MiB, and answers how it matches. The file is refused as a whole when header, trailer or a row is broken; the same file again adds nothing. */
  @Post('reconciliations')
  @Security('kongsi', ['settlement:write', 'reconciliation.make'])
  @SuccessResponse(201, 'Taken in and matched')
  @Response<Problem>(413, 'The file is larger than 64 MiB')
  @Response<Problem>(415, 'Neither text/csv nor application/json')
  @Response<Problem>(422, 'The key was used for another file')
  async uploadDay(@Request() request: ExpressRequest): Promise<Reconciliation> {
    const { file, replayed } = await this.uploads.upload(request.kongsi, { bytes: request.rawBody ?? Buffer.alloc(0), contentType: request.get('content-type') ?? '' });
    const shown = await this.files.shown(file);
    this.setStatus(replayed ? 200 : 201);
    this.setHeader('Location', `/v1/reconciliations/${shown.id}`);
    if (replayed) this.setHeader('Idempotent-Replayed', 'true');
    return shown;
  }

  /**
   * Files that were uploaded, newest first.
   * @param businessDateFrom first business date
   * @param businessDateTo business date after the last one
   * @param sort `uploadedAt` or `businessDate`
   */
  @Get('reconciliations')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  listReconciliations(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() businessDateFrom?: string, @Query() businessDateTo?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<Reconciliation>> {
    return this.files.list(request.kongsi, { limit, cursor, sort }, { partnerId, from: businessDateFrom, to: businessDateTo });
  }

  /**
   * Business dates that have a file, with how they stand.
   * @param businessDateFrom first business date
   * @param businessDateTo business date after the last one
   */
  @Get('reconciliation-days')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  listReconciliationDays(@Request() request: ExpressRequest, @Query() partnerId?: string, @Query() businessDateFrom?: string, @Query() businessDateTo?: string, @Query() limit?: number, @Query() cursor?: string, @Query() sort?: string): Promise<Page<ReconciliationDay>> {
    return this.files.days(request.kongsi, { limit, cursor, sort }, { partnerId, from: businessDateFrom, to: businessDateTo });
  }

  /** One upload, and how its date stands now. */
  @Get('reconciliations/{reconciliationId}')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  getReconciliation(@Request() request: ExpressRequest, @Path() reconciliationId: string): Promise<Reconciliation> {
    return this.files.get(request.kongsi, reconciliationId);
  }

  /** The answer to each record of a file, in its order, with what it is matched with now. */
  @Get('reconciliations/{reconciliationId}/records')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  listReconciledRecords(@Request() request: ExpressRequest, @Path() reconciliationId: string, @Query() answer?: 'ACCEPTED' | 'WARNED' | 'REFUSED' | 'MERGED', @Query('class') kind?: WireMatchClass, @Query() limit?: number, @Query() cursor?: string): Promise<ReconciledRecordPage> {
    return this.files.records(request.kongsi, reconciliationId, { limit, cursor }, { answer, class: kind });
  }

  /**
   * The hand-back file: every record with its answer and its match, between a header and a trailer.
   * @param format `csv` when absent
   */
  @Get('reconciliations/{reconciliationId}/hand-back')
  @Security('kongsi', ['settlement:read', 'reconciliation.read'])
  @Produces('text/csv')
  async getHandBack(@Request() request: ExpressRequest, @Path() reconciliationId: string, @Query() format?: 'csv' | 'json'): Promise<Readable> {
    const { name, pieces } = await this.files.handBack(request.kongsi, reconciliationId, format ?? 'csv');
    this.setHeader('Content-Type', format === 'json' ? 'application/json' : 'text/csv; charset=utf-8');
    this.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    return Readable.from(pieces);
  }
}
