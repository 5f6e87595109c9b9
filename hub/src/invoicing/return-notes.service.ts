import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { inTransaction } from '../db/tx';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound } from '../kernel/ids';
import type { ReturnNoteRequest } from './invoicing.wire';
import { noteById } from './notes.reader';
import { keepReturnNote } from './return-notes.store';

/** The buyer's answer to a credit note of a fee invoice: nota retur or nota pembatalan (PMK 81/2024). */
export class ReturnNotesService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  /**
   * Records the number of the buyer's note, once.
   * @throws DomainError `not_found`, `transition_not_allowed`, `validation_failed`, `identifier_in_use`
   */
  async record(context: RequestContext | undefined, creditNoteId: string, body: ReturnNoteRequest): Promise<void> {
    const datedOn = parseBusinessDate(body.datedOn, '/datedOn');
    await inTransaction(this.pool, async (tx) => {
      const note = await noteById(tx, viewerOf(context), parseIdOrNotFound('cdn', creditNoteId));
      if (!note) throw new DomainError('not_found', { detail: 'There is no credit note with this id that you may see.' });
      if (note.issuedOn === null) throw new DomainError('transition_not_allowed', { detail: 'The credit note is not issued yet; it is answered when it has its number.' });
      if (note.invoiceKind !== 'FEE_INVOICE') throw new DomainError('transition_not_allowed', { detail: 'Only a credit note of a fee invoice, which carries PPN, is answered with a nota retur or nota pembatalan.' });
      if (datedOn < note.issuedOn || datedOn > businessDate(this.clock.now())) throw new DomainError('validation_failed', { detail: 'The date of the note does not fit.', fields: [{ pointer: '/datedOn', code: 'invalid_date', detail: `Send a day from ${note.issuedOn}, when the credit note was issued, to today.` }] });
      if (note.returnNumber === body.number && note.returnKind === body.kind) return;
      const kept = note.returnNumber === null && await keepReturnNote(tx, { creditNoteId: note.creditNoteId, partnerId: note.partnerId, kind: body.kind, number: body.number, datedOn, by: actorOf(context), at: this.clock.now() });
      if (!kept) throw new DomainError('identifier_in_use', { detail: note.returnNumber === null ? 'Another credit note of this partner has this number.' : `The credit note was answered with ${note.returnNumber} already.`, fields: [{ pointer: '/number', code: 'in_use', detail: 'Each credit note has one answer, and each answer one credit note.' }] });
      await audit(tx, context, this.clock.now(), { verb: 'return-note.record', kind: 'CREDIT_NOTE', id: creditNoteId, facts: { kind: body.kind, number: body.number } });
    });
  }
}
