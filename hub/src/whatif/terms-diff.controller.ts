import type { Request as ExpressRequest } from 'express';
import { Body, Controller, Get, Path, Post, Query, Request, Response, Route, Security, SuccessResponse, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { TermsRequest } from '../terms/terms.wire';
import type { TermsDiffService } from './terms-diff.service';
import type { TermsDiff, TermsPreview } from './whatif.wire';

/** Two versions of terms beside each other. */
@Route('terms')
@Tags('Terms')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(401, 'The token is refused')
@Response<Problem>(403, 'The role or scope does not allow it')
@Response<Problem>(404, 'Not here, or not yours')
@Response<Problem>(409, 'Ambiguous, or without a price')
export class TermsDiffController extends Controller {
  constructor(private readonly diffs: TermsDiffService) {
    super();
  }

  /**
   * Field by field what a version changes, and its effect in rupiah: the last full month, or before there is one the last 30 windows, calculated anew with it against
   * what was calculated; of a correction the dates that it corrects.
   * @param against `tms_…` of another version of the same party; absent: the one that this version follows or corrects
   */
  @Get('{termsId}/diff')
  @Security('kongsi', ['partner:read', 'terms.read'])
  diffTerms(@Request() request: ExpressRequest, @Path() termsId: string, @Query() against?: string): Promise<TermsDiff> {
    return this.diffs.diff(request.kongsi, termsId, against);
  }

  /** Checks a version as a proposal is checked and shows what it changes; nothing is stored. */
  @Post('preview')
  @Security('kongsi', ['terms.make'])
  @SuccessResponse(200, 'Publishable')
  previewTerms(@Request() request: ExpressRequest, @Body() body: TermsRequest): Promise<TermsPreview> {
    return this.diffs.preview(request.kongsi, body);
  }
}
