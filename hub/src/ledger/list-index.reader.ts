import type { Viewer } from '../access/request-context';
import type { Connection } from '../db/tx';
import { NOBODY } from './list-index.transactor';
import type { PostingFilter } from './postings.reader';

/** One list of the index: what is in all lists of a filter is what the filter asks for. */
export interface List {
  readonly kind: 'ALL' | 'PARTNER' | 'OUTLET' | 'TILL' | 'VIEWER';
  readonly key: string;
}

/** What the index covers of a filter: blocks `lo` to `hi`, and all numbers up to `horizon`. */
export interface Reach {
  readonly horizon: bigint;
  readonly lo: bigint | undefined;
  readonly hi: bigint | undefined;
}

/** A page's bounds in the journal, neither of them in it. */
export interface Span {
  readonly above: bigint | undefined;
  readonly below: bigint | undefined;
}

export async function reachOf(connection: Connection, filter: Pick<PostingFilter, 'windowId'>, span: Span): Promise<Reach> {
  const { rows } = await connection.query<{ horizon: string; lo: string | null; hi: string | null }>(
    `SELECT coalesce((SELECT max(last_seq) FROM list_block), 0) AS horizon, min(block_no) AS lo, max(block_no) AS hi FROM list_block WHERE ($1::uuid IS NULL OR window_id = $1) AND ($2::bigint IS NULL OR last_seq > $2) AND ($3::bigint IS NULL OR after_seq + 1 < $3)`,
    [filter.windowId ?? null, span.above ?? null, span.below ?? null]);
  const number = (text: string | null | undefined): bigint | undefined => (text === null || text === undefined ? undefined : BigInt(text));
  return { horizon: BigInt(rows[0]?.horizon ?? 0), lo: number(rows[0]?.lo), hi: number(rows[0]?.hi) };
}

/** The lists whose common numbers are those of a filter, the shortest first; a partner's own postings are asked for by who posted. */
export function listsOf({ partnerId: viewer }: Viewer, filter: PostingFilter): readonly [List, ...List[]] {
  const { partnerId, outletId, tillId } = filter;
  if (tillId !== undefined) return [{ kind: 'TILL', key: tillId }, ...(outletId === undefined ? [] : [{ kind: 'OUTLET' as const, key: outletId }])];
  if (outletId !== undefined) return [{ kind: 'OUTLET', key: outletId }];
  if (partnerId !== undefined && (viewer === undefined || viewer === partnerId)) return [{ kind: 'PARTNER', key: partnerId }];
  if (viewer === undefined) return [{ kind: 'ALL', key: NOBODY }];
  return [{ kind: 'VIEWER', key: viewer }, ...(partnerId === undefined ? [] : [{ kind: 'PARTNER' as const, key: partnerId }])];
}

/** Lists of outlets and tills say who posted, so that a viewer's own and a partner's are told apart without another list. */
const OF = `kind = $1 AND key = $2 AND block_no BETWEEN $3 AND $4 AND ($5::text IS NULL OR type = $5) AND ($6::date IS NULL OR business_date >= $6) AND ($7::date IS NULL OR business_date < $7) AND ($8::uuid IS NULL OR partner_id = $8) AND ($9::uuid IS NULL OR partner_id = $9)`;

function values(list: List, viewer: Viewer, filter: PostingFilter, lo: bigint, hi: bigint): unknown[] {
  const posted = list.kind === 'OUTLET' || list.kind === 'TILL' ? [viewer.partnerId, filter.partnerId] : [];
  return [list.kind, list.key, lo, hi, filter.type, filter.from, filter.to, posted[0], posted[1]].map((one) => one ?? null);
}

/** What was found, and the last block that was looked at when there may be more beyond it. */
export interface Found {
  readonly seqs: string[];
  readonly reached: bigint | undefined;
}

/**
 * Numbers of postings that all the lists have, in the order of the page.
 * Of one list no more blocks are opened than the page needs: their counts say so, except of the first one, in which the page before may have ended.
 * @param blocks how many blocks that the first list is in are looked at
 */
export async function findInLists(connection: Connection, viewer: Viewer, filter: PostingFilter, lists: readonly [List, ...List[]], at: { lo: bigint; hi: bigint; span: Span; newestFirst: boolean; blocks: number; limit: number | undefined }): Promise<Found> {
  const [first, second] = lists;
  const way = at.newestFirst ? 'DESC' : 'ASC';
  const { rows } = await connection.query<{ n: number; all: number; reached: string | null; seqs: string[] }>(
    `WITH c AS MATERIALIZED (SELECT block_no, sum(count) AS n FROM list_entry WHERE ${OF} GROUP BY block_no ORDER BY block_no ${way} LIMIT $10),
        b AS MATERIALIZED (SELECT block_no FROM (SELECT block_no, sum(n) OVER w - n - CASE WHEN $11::bigint IS NOT NULL OR $12::bigint IS NOT NULL THEN first_value(n) OVER w ELSE 0 END AS before FROM c WINDOW w AS (ORDER BY block_no ${way})) q WHERE $13::text IS NOT NULL OR $15::bigint IS NULL OR before < $15),
        s AS (SELECT unnest(e.seqs) AS seq FROM b CROSS JOIN LATERAL (SELECT seqs FROM list_entry WHERE ${OF} AND block_no = b.block_no OFFSET 0) e),
        o AS (SELECT unnest(e.seqs) AS seq FROM b CROSS JOIN LATERAL (SELECT seqs FROM list_entry WHERE kind = $13 AND key = $14 AND block_no = b.block_no AND ($5::text IS NULL OR type = $5) OFFSET 0) e)
     SELECT (SELECT count(*) FROM b)::int AS n, (SELECT count(*) FROM c)::int AS all, (SELECT ${at.newestFirst ? 'min' : 'max'}(block_no) FROM b) AS reached,
       ARRAY(SELECT seq FROM s WHERE ($11::bigint IS NULL OR seq > $11) AND ($12::bigint IS NULL OR seq < $12)${second ? ' AND seq IN (SELECT seq FROM o)' : ''} ORDER BY seq ${way} LIMIT $15) AS seqs`,
    [...values(first, viewer, filter, at.lo, at.hi), at.blocks, at.span.above ?? null, at.span.below ?? null, second?.kind ?? null, second?.key ?? null, at.limit ?? null]);
  const row = rows[0];
  return { seqs: row?.seqs ?? [], reached: row && (row.n < row.all || row.all === at.blocks) && row.reached !== null ? BigInt(row.reached) : undefined };
}

/** Count and points of a list over whole blocks. */
export async function sumOfList(connection: Connection, viewer: Viewer, filter: PostingFilter, list: List, lo: bigint, hi: bigint): Promise<{ count: number; points: bigint }> {
  const { rows } = await connection.query<{ count: number; points: string }>(`SELECT coalesce(sum(count), 0)::int AS count, coalesce(sum(points), 0)::text AS points FROM list_entry WHERE ${OF}`, values(list, viewer, filter, lo, hi));
  return { count: rows[0]?.count ?? 0, points: BigInt(rows[0]?.points ?? 0) };
}

/** Numbers of the few postings that a member, an externalId or a receipt can have; undefined when the filter names none of them. What else the filter asks is for the page to judge. */
export async function fewByName(connection: Connection, filter: PostingFilter): Promise<string[] | undefined> {
  const [sql, value] = filter.externalId !== undefined ? [BY_EXTERNAL_ID, filter.externalId] : filter.receiptNo !== undefined ? [BY_RECEIPT, filter.receiptNo] : filter.memberId !== undefined ? [BY_MEMBER, filter.memberId] : [];
  if (sql === undefined) return undefined;
  return (await connection.query<{ seq: string }>(sql, [value])).rows.map((row) => row.seq);
}

/** An externalId is a partner's: its names are looked up partner by partner, and they tell the member; a capture goes by the name of its hold. */
const BY_EXTERNAL_ID = `SELECT p.seq FROM (SELECT partner_id FROM partner UNION SELECT '00000000-0000-7000-8000-000000000001') b CROSS JOIN LATERAL (SELECT member_id FROM idempotency WHERE partner_id = b.partner_id AND external_id = $1 OFFSET 0) n
  CROSS JOIN LATERAL (SELECT seq FROM posting WHERE member_id = n.member_id AND partner_id = b.partner_id AND external_id = $1 OFFSET 0) p`;
/** By its mark, which few others have, and of what no block has taken in yet by itself. */
const BY_RECEIPT = `WITH m AS (SELECT receipt_mark($1) AS mark)
  SELECT u.seq FROM m CROSS JOIN LATERAL (SELECT marks, seqs FROM list_receipt WHERE bucket = m.mark & 255 AND m.mark = ANY(marks) OFFSET 0) r CROSS JOIN LATERAL unnest(r.marks, r.seqs) u(mark, seq) WHERE u.mark = m.mark
  UNION ALL SELECT seq FROM posting WHERE seq > coalesce((SELECT last_seq FROM list_block ORDER BY block_no DESC LIMIT 1), 0) AND receipt_no = $1`;
const BY_MEMBER = `SELECT seq FROM (SELECT * FROM posting WHERE member_id = $1 OFFSET 0) a UNION SELECT seq FROM (SELECT * FROM posting WHERE to_member_id = $1 OFFSET 0) b`;
