import { createHash } from 'node:crypto';
import { DomainError } from '../kernel/errors';

/** What every list takes. */
export interface ListQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  /** A documented field, with `-` before it for falling order. */
  readonly sort?: string | undefined;
  readonly totals?: boolean | undefined;
}

/** A page as a reader needs it. */
export interface PageAsked {
  readonly limit: number;
  readonly offset: number;
  /** An SQL expression from the list's own table of sorts, never from the caller. */
  readonly order: string;
  readonly totals: boolean;
  readonly filterHash: string;
}

/**
 * Reads limit, cursor and sort of a list.
 * @param filter the filter as it was asked, so that a cursor cannot travel to another one
 * @param sorts wire field to SQL expression
 * @throws DomainError `parameter_invalid`, `cursor_invalid`
 */
export function pageAsked(query: ListQuery, filter: object, sorts: Readonly<Record<string, string>>, byDefault: string): PageAsked {
  const limit = query.limit ?? 25;
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw parameter('limit', 'Send a whole number from 1 to 100.');
  const sort = query.sort ?? byDefault;
  const field = sort.replace(/^-/, '');
  const expression = Object.hasOwn(sorts, field) ? sorts[field] : undefined;
  if (expression === undefined) throw parameter('sort', `Sort by one of ${Object.keys(sorts).join(', ')}, with - before it for falling order.`);
  const order = expression.split(', ').map((part) => `${part} ${sort.startsWith('-') ? 'DESC' : 'ASC'} NULLS LAST`).join(', ');
  const filterHash = createHash('sha256').update(JSON.stringify([filter, sort])).digest('base64url').slice(0, 12);
  return { limit, order, offset: offsetOf(query.cursor, filterHash), totals: query.totals ?? false, filterHash };
}

function offsetOf(cursor: string | undefined, filterHash: string): number {
  if (cursor === undefined) return 0;
  const [hash, offset] = Buffer.from(cursor, 'base64url').toString('utf8').split(':');
  const at = Number(offset);
  if (hash !== filterHash || !Number.isSafeInteger(at) || at < 0 || at > 1_000_000) throw new DomainError('cursor_invalid', { detail: 'The cursor belongs to another filter or order. Start again without one.' });
  return at;
}

/** Rows of a page and the way to the next; the reader asked for one row more than the limit. */
export function pageOf<Row, Item>(rows: readonly Row[], page: PageAsked, view: (row: Row) => Item): { data: Item[]; hasMore: boolean; nextCursor?: string } {
  const hasMore = rows.length > page.limit;
  return { data: rows.slice(0, page.limit).map(view), hasMore, ...(hasMore && { nextCursor: Buffer.from(`${page.filterHash}:${page.offset + page.limit}`).toString('base64url') }) };
}

function parameter(name: string, detail: string): DomainError {
  return new DomainError('parameter_invalid', { detail, fields: [{ pointer: name, code: 'invalid', detail }] });
}
