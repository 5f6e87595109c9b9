import type { Pool } from 'pg';
import { viewerOf, type RequestContext } from '../access/request-context';
import { pageAsked, pageOf, type ListQuery } from '../db/page';
import type { Page } from '../http/wire';
import { parseBusinessDate } from '../kernel/business-date';
import { DomainError } from '../kernel/errors';
import { parseIdOrNotFound, wireId } from '../kernel/ids';
import { moneyToWire } from '../kernel/money';
import { pointsToWire } from '../kernel/points';
import * as store from './files.store';
import { dayOf, daysPage, type ClassSum, type DayRow } from './matches.store';
import type { ClassCount, DayHeader, ReconciledRecord, ReconciledRecordPage, Reconciliation, ReconciliationDay } from './reconciliation.wire';

const HAND_BACK_CHUNK = 5_000;

/** Reads back what was uploaded, how it stands, and the file that answers each record. */
export class DayFilesService {
  constructor(private readonly pool: Pool) {}

  async list(context: RequestContext | undefined, query: ListQuery, asked: store.FileFilter): Promise<Page<Reconciliation>> {
    const filter = filterOf(context, asked);
    const page = pageAsked(query, filter, { uploadedAt: 'file_id', businessDate: 'business_date, file_id' }, '-uploadedAt');
    const rows = await store.filesPage(this.pool, filter, page.order, page.offset, page.limit + 1);
    const days = new Map(await Promise.all(rows.map(async (row) => [row.fileId, await dayOf(this.pool, row)] as const)));
    return pageOf(rows, page, (row) => view(row, days.get(row.fileId)));
  }

  async days(context: RequestContext | undefined, query: ListQuery, asked: store.FileFilter): Promise<Page<ReconciliationDay>> {
    const filter = filterOf(context, asked);
    const page = pageAsked(query, filter, { businessDate: 'business_date, partner_id, source' }, '-businessDate');
    return pageOf(await daysPage(this.pool, filter, page.order, page.offset, page.limit + 1), page, (row) => ({ object: 'reconciliationDay' as const, partnerId: wireId('prt', row.partnerId), businessDate: row.businessDate, source: row.source as DayHeader['source'], reconciliationId: wireId('rec', row.fileId),
      classes: row.classes.map(classView), openBreaks: row.openBreaks, matchedAt: row.matchedAt.toISOString() }));
  }

  async get(context: RequestContext | undefined, id: string): Promise<Reconciliation> {
    return this.shown(await this.found(context, id));
  }

  async shown(file: store.FileRow): Promise<Reconciliation> {
    return view(file, await dayOf(this.pool, file));
  }

  /** In the order of the file; the cursor is the last line. */
  async records(context: RequestContext | undefined, id: string, query: ListQuery, filter: { answer: string | undefined; class: string | undefined }): Promise<ReconciledRecordPage> {
    const file = await this.found(context, id);
    const page = pageAsked({ limit: query.limit }, { id, ...filter }, { line: 'line_no' }, 'line');
    const after = afterLine(query.cursor, page.filterHash);
    const rows = await store.answersOf(this.pool, file, filter, after, page.limit + 1);
    const shown = rows.slice(0, page.limit);
    const hasMore = rows.length > page.limit;
    return { data: shown.map(recordView), hasMore, ...(hasMore && { nextCursor: Buffer.from(`${page.filterHash}:${shown.at(-1)?.line ?? 0}`).toString('base64url') }) };
  }

  /** The hand-back file, piece by piece: each record with its answer and its match, and counts at the end that add up. */
  async handBack(context: RequestContext | undefined, id: string, format: 'csv' | 'json'): Promise<{ name: string; pieces: AsyncGenerator<string> }> {
    const file = await this.found(context, id);
    return { name: `hand-back-${file.businessDate}-${file.fileId.slice(-8)}.${format}`, pieces: format === 'csv' ? this.csv(file) : this.json(file) };
  }

  private async *csv(file: store.FileRow): AsyncGenerator<string> {
    yield `H,kongsi-hand-back/1,${wireId('prt', file.partnerId)},${file.businessDate},${file.source},${wireId('rec', file.fileId)}\nline,recordId,answer,reason,class,matchKey,postingIds\n`;
    for await (const rows of this.chunks(file)) yield rows.map((row) => `${[String(row.line), row.recordId, row.answer, row.reason ?? '', row.class ?? '', row.matchKey ?? '', row.postingIds.join(' ')].map(cell).join(',')}\n`).join('');
    yield `T,${file.records},${file.accepted},${file.warned},${file.refused},${file.merged}\n`;
  }

  private async *json(file: store.FileRow): AsyncGenerator<string> {
    yield `{"header":${JSON.stringify({ format: 'kongsi-hand-back/1', partnerId: wireId('prt', file.partnerId), businessDate: file.businessDate, source: file.source, reconciliationId: wireId('rec', file.fileId) })},"records":[`;
    let first = true;
    for await (const rows of this.chunks(file)) {
      yield `${first ? '' : ','}${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
      first = false;
    }
    yield `],"trailer":${JSON.stringify({ records: file.records, accepted: file.accepted, warned: file.warned, refused: file.refused, merged: file.merged })}}\n`;
  }

  private async *chunks(file: store.FileRow): AsyncGenerator<ReconciledRecord[]> {
    for (let after = 0; ;) {
      const rows = await store.answersOf(this.pool, file, { answer: undefined, class: undefined }, after, HAND_BACK_CHUNK);
      if (rows.length > 0) yield rows.map(recordView);
      if (rows.length < HAND_BACK_CHUNK) return;
      after = rows.at(-1)?.line ?? after;
    }
  }

  private async found(context: RequestContext | undefined, id: string): Promise<store.FileRow> {
    const file = await store.fileById(this.pool, viewerOf(context).partnerId, parseIdOrNotFound('rec', id));
    if (!file) throw new DomainError('not_found', { detail: 'There is no reconciliation with this id that you may see.' });
    return file;
  }
}

function filterOf(context: RequestContext | undefined, asked: store.FileFilter): store.FileFilter {
  const { partnerId: own } = viewerOf(context);
  const partnerId = asked.partnerId === undefined ? undefined : parseIdOrNotFound('prt', asked.partnerId);
  if (own !== undefined && partnerId !== undefined && partnerId !== own) throw new DomainError('not_found', { detail: 'There is no partner with this id that you may see.' });
  return { partnerId: own ?? partnerId, from: asked.from && parseBusinessDate(asked.from, 'businessDateFrom'), to: asked.to && parseBusinessDate(asked.to, 'businessDateTo') };
}

function afterLine(cursor: string | undefined, hash: string): number {
  if (cursor === undefined) return 0;
  const [of, line = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(':');
  if (of !== hash || !/^[0-9]{1,7}$/.test(line)) throw new DomainError('cursor_invalid', { detail: 'The cursor belongs to another filter. Start again without one.' });
  return Number(line);
}

function view(file: store.FileRow, day: DayRow | undefined): Reconciliation {
  return { object: 'reconciliation', id: wireId('rec', file.fileId), header: { format: 'kongsi-day/1', partnerId: wireId('prt', file.partnerId), businessDate: file.businessDate, source: file.source as DayHeader['source'] },
    trailer: { records: file.records, points: pointsToWire(file.points), amount: moneyToWire(file.amountMinor) }, format: file.format, fileHash: file.sha256.toString('hex'), size: file.size,
    answers: { accepted: file.accepted, warned: file.warned, refused: file.refused, merged: file.merged }, classes: (day?.classes ?? []).map(classView), openBreaks: day?.openBreaks ?? 0, uploadedBy: file.uploadedBy, uploadedAt: file.uploadedAt.toISOString(), ...(day && { matchedAt: day.matchedAt.toISOString() }) };
}

function classView(sum: ClassSum): ClassCount {
  return { class: sum.class, records: sum.records, postings: sum.postings, pointsTheirs: pointsToWire(BigInt(sum.pointsTheirs)), pointsOurs: pointsToWire(BigInt(sum.pointsOurs)) };
}

function recordView(row: store.AnsweredRow): ReconciledRecord {
  return { line: row.line, recordId: row.recordId, answer: row.answer, ...(row.reason !== null && { reason: row.reason }), ...(row.class !== null && { class: row.class as NonNullable<ReconciledRecord['class']> }), ...(row.matchKey !== null && { matchKey: row.matchKey as NonNullable<ReconciledRecord['matchKey']> }), postingIds: row.postingIds ?? [] };
}

/** A text that a spreadsheet would take for a formula is told to be a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
