import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import { businessDate, parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { parseId, parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import * as db from './stamps.store';
import type { StampDuty, StampRequest } from './taxation.wire';

const SORTS = { issuedOn: '"issuedOn", number', number: 'number', stated: 'stated::bigint, number' };

/** Electronic stamps (e-Meterai): which documents need one, and the serial numbers of those that have it. */
export class StampsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: { missing: boolean | undefined; partnerId: string | undefined }): Promise<Page<StampDuty>> {
    const filter = { missing: asked.missing, partnerId: asked.partnerId && parseIdOrNotFound('prt', asked.partnerId) };
    const page = pageAsked(query, filter, SORTS, '-issuedOn');
    return pageOf(await db.stampsPage(this.pool, viewerOf(context), filter, page.offset, page.limit + 1, page.order), page, stampView);
  }

  /** @throws DomainError `not_found`, `identifier_in_use`, `validation_failed` */
  async record(context: RequestContext | undefined, documentId: string, body: StampRequest): Promise<StampDuty> {
    const uuid = parseId('rct', documentId) ?? parseIdOrNotFound('stm', documentId);
    const stampedOn = parseBusinessDate(body.stampedOn, '/stampedOn');
    await inTransaction(this.pool, async (tx) => {
      const row = await db.stampOf(tx, uuid);
      if (!row) throw new DomainError('not_found', { detail: 'There is no document with this id that needs a stamp.' });
      if (stampedOn < row.issuedOn || stampedOn > businessDate(this.clock.now())) throw new DomainError('validation_failed', { detail: 'The day of the stamp does not fit.', fields: [{ pointer: '/stampedOn', code: 'invalid_date', detail: `Send a day from ${row.issuedOn}, when the document was issued, to today.` }] });
      if (row.serial !== null && row.serial === body.serial) return;
      const kept = await db.keepStamp(tx, { documentId: uuid, documentKind: row.documentKind, serial: body.serial, stampedOn, by: actorOf(context), at: this.clock.now() });
      if (!kept) throw new DomainError('identifier_in_use', { detail: row.serial === null ? 'Another document has a stamp with this serial number.' : `The document has the stamp ${row.serial} already.`, fields: [{ pointer: '/serial', code: 'in_use', detail: 'Each document has one stamp, and each stamp one document.' }] });
      await audit(tx, context, this.clock.now(), { verb: 'stamp.record', kind: row.documentKind, id: documentId, facts: { serial: body.serial } });
    });
    return stampView((await db.stampOf(this.pool, uuid)) as db.StampRow);
  }
}

function stampView(row: db.StampRow): StampDuty {
  return { object: 'stampDuty', documentId: wireId(row.documentKind === 'RECEIPT' ? 'rct' : 'stm', row.documentId), documentKind: row.documentKind, number: row.number, partnerId: wireId('prt', row.partnerId), partnerName: row.partnerName, issuedOn: row.issuedOn, stated: moneyToWire(BigInt(row.stated)), duty: moneyToWire(BigInt(row.duty)),
    ...(row.serial !== null && { serial: row.serial }), ...(row.stampedOn !== null && { stampedOn: row.stampedOn }), ...(row.recordedBy !== null && { recordedBy: row.recordedBy }) };
}
