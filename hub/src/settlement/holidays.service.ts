import type { Pool } from 'pg';
import { audit } from '../access/audit.store';
import { actorOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import { inTransaction } from '../db/tx';
import type { Page } from '../http/wire';
import { parseBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, parseIdOrNotFound, wireId } from '../kernel/ids';
import * as db from './holidays.store';
import type { Holiday, HolidayRequest } from './settlement.wire';

const SORTS = { day: 'day, added_at' };

/**
 * The calendar of days on which banks do not settle. A due date is made with the calendar of that moment and then stays: it is part of the
 * hash that two people approve, and of issued documents. So the calendar itself takes one person of finance.
 */
export class HolidaysService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  async list(query: ListQuery, asked: { from: string | undefined; to: string | undefined; removed: boolean | undefined }): Promise<Page<Holiday>> {
    const filter = { from: asked.from && parseBusinessDate(asked.from, 'from'), to: asked.to && parseBusinessDate(asked.to, 'to'), removed: asked.removed ?? false };
    const page = pageAsked(query, filter, SORTS, 'day');
    return pageOf(await db.holidaysPage(this.pool, filter, page.offset, page.limit + 1, page.order), page, view);
  }

  /** @throws DomainError `transition_not_allowed` when the day is there, `validation_failed` */
  async add(context: RequestContext | undefined, body: HolidayRequest): Promise<Holiday> {
    const row = { holidayId: newUuid(this.clock.wall().getTime()), day: parseBusinessDate(body.day, '/day'), name: body.name.normalize('NFC'), source: body.source.normalize('NFC'), by: actorOf(context), at: this.clock.now() };
    await inTransaction(this.pool, async (tx) => {
      if (!(await db.insertHoliday(tx, row))) throw notAllowed(`${row.day} is in the calendar already.`, '/day');
      await audit(tx, context, this.clock.now(), { verb: 'holiday.add', kind: 'HOLIDAY', id: row.holidayId, facts: { day: row.day, source: row.source } });
    });
    return this.get(row.holidayId);
  }

  /** @throws DomainError `not_found`, `transition_not_allowed` */
  async remove(context: RequestContext | undefined, id: string, reason: string): Promise<Holiday> {
    const holidayId = parseIdOrNotFound('hol', id);
    await this.get(holidayId);
    await inTransaction(this.pool, async (tx) => {
      if (!(await db.removeHoliday(tx, { holidayId, by: actorOf(context), at: this.clock.now(), reason }))) throw notAllowed('This day was taken out of the calendar already.');
      await audit(tx, context, this.clock.now(), { verb: 'holiday.remove', kind: 'HOLIDAY', id: holidayId, facts: { reason } });
    });
    return this.get(holidayId);
  }

  private async get(holidayId: string): Promise<Holiday> {
    const row = await db.holidayById(this.pool, holidayId);
    if (!row) throw new DomainError('not_found', { detail: 'There is no holiday with this id.' });
    return view(row);
  }
}

function view(row: db.HolidayRow): Holiday {
  return { object: 'holiday', id: wireId('hol', row.holidayId), day: row.day, name: row.name, source: row.source, addedBy: row.addedBy, addedAt: row.addedAt.toISOString(),
    ...(row.removedBy !== null && row.removedAt !== null && row.removedReason !== null && { removed: { by: row.removedBy, at: row.removedAt.toISOString(), reason: row.removedReason } }) };
}

function notAllowed(detail: string, pointer?: string): DomainError {
  return new DomainError('transition_not_allowed', { detail, ...(pointer && { fields: [{ pointer, code: 'not_allowed', detail }] }) });
}
