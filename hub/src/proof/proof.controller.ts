import { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import { Controller, Get, Path, Produces, Query, Request, Response, Route, Security, Tags } from '@tsoa/runtime';
import type { Problem } from '../http/wire';
import type { ProofService } from './proof.service';
import type { ConsistencyProof, HubKeys, LogCheckpoint } from './proof.wire';

/** What makes an invoice provable without asking the hub. */
@Route('')
@Tags('Proof')
@Response<Problem>(400, 'The request is not as the contract demands')
@Response<Problem>(404, 'Not here, or not yours')
export class ProofController extends Controller {
  constructor(private readonly proofs: ProofService) {
    super();
  }

  /**
   * The proof of an invoice and of the others of its document cycle, to be checked offline with `kongsi verify proof.json`. Keep its bytes as they are.
   * @param since size of a checkpoint that you kept; the proof then shows that the log was only appended to since
   */
  @Get('invoices/{invoiceId}/proof')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/json')
  @Response<Problem>(401, 'The token is refused')
  @Response<Problem>(403, 'The role or scope does not allow it')
  @Response<Problem>(409, 'Not issued yet, or a line that no proof can tell yet')
  async getInvoiceProof(@Request() request: ExpressRequest, @Path() invoiceId: string, @Query() since?: number): Promise<Readable> {
    const proof = await this.proofs.ofInvoice(request.kongsi, invoiceId, since);
    this.setHeader('Content-Type', 'application/json');
    this.setHeader('Content-Disposition', `attachment; filename="proof-${invoiceId}.json"`);
    return Readable.from([Buffer.from(proof)]);
  }

  /**
   * The proof of a credit note, with the invoice that it reduces and all other documents of that invoice's cycle, to be checked offline with `kongsi verify proof.json`. Keep its bytes as they are.
   * @param since size of a checkpoint that you kept; the proof then shows that the log was only appended to since
   */
  @Get('credit-notes/{creditNoteId}/proof')
  @Security('kongsi', ['invoice:read', 'invoices.read'])
  @Produces('application/json')
  @Response<Problem>(401, 'The token is refused')
  @Response<Problem>(403, 'The role or scope does not allow it')
  @Response<Problem>(409, 'Not issued yet, or a line that no proof can tell yet')
  async getCreditNoteProof(@Request() request: ExpressRequest, @Path() creditNoteId: string, @Query() since?: number): Promise<Readable> {
    const proof = await this.proofs.ofCreditNote(request.kongsi, creditNoteId, since);
    this.setHeader('Content-Type', 'application/json');
    this.setHeader('Content-Disposition', `attachment; filename="proof-${creditNoteId}.json"`);
    return Readable.from([Buffer.from(proof)]);
  }

  /** Public: the newest signed checkpoint of the log. */
  @Get('log/checkpoint')
  getCheckpoint(): Promise<LogCheckpoint> {
    return this.proofs.latest();
  }

  /**
   * Public: the proof that the log of one checkpoint continues the log of an older one.
   * @param from size of the older checkpoint
   * @param to size of the newer checkpoint
   */
  @Get('log/consistency')
  getConsistency(@Query() from: number, @Query() to: number): Promise<ConsistencyProof> {
    return this.proofs.consistency(from, to);
  }

  /** Public: the hub's keys for checkpoints. */
  @Get('log/keys')
  getLogKeys(): Promise<HubKeys> {
    return Promise.resolve(this.proofs.keys());
  }
}
