import type { Pool } from 'pg';
import type { Viewer } from '../access/request-context';
import { inTransaction, type Connection } from '../db/tx';
import { fewByName, findInLists, listsOf, reachOf, sumOfList, type Reach, type Span } from './list-index.reader';
import { numbersOfPage, postingsPage, postingsTotals, type PostingFilter, type PostingRow } from './postings.reader';

export interface PageWanted {
  /** The last number of the page before. */
  readonly after: string | undefined;
  readonly newestFirst: boolean;
  readonly limit: number;
  /** Whether the whole filter is summed up as well. */
  readonly totals: boolean;
}

export interface Totals {
  readonly count: number;
  readonly points: bigint;
}

/** Blocks that are looked at first, then, and at last: all. */
const STEPS = [32, 512, 1_000_000_000] as const;
const NO_SPAN: Span = { above: undefined, below: undefined };

/**
 * Pages and sums of postings. What the index of the lists has taken in is found there, what has been posted since is read one by one, and a name that
 * few can have leads to them directly; each row that is shown is judged by the whole filter again. Without an index the answers are the same and slower.
 */
export class PostingsList {
  constructor(private readonly pool: Pool) {}

  /** A page, and the sums if they are wanted, of one moment. */
  async read(viewer: Viewer, filter: PostingFilter, wanted: PageWanted): Promise<{ rows: PostingRow[]; totals: Totals | undefined }> {
    if (isAll(viewer, filter) && !wanted.totals) return { rows: await pageOfAll(this.pool, viewer, filter, wanted), totals: undefined };
    return inTransaction(this.pool, async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const few = await fewByName(tx, filter);
      const of = { tx, viewer, filter };
      const rows = few || isAll(viewer, filter) ? await pageOfAll(tx, viewer, filter, wanted, few) : await page(of, wanted);
      const totals = !wanted.totals ? undefined : few ? await postingsTotals(tx, viewer, filter, { ...NO_SPAN, seqs: few }) : await totalsOf(of);
      return { rows, totals };
    });
  }
}

interface Asked {
  readonly tx: Connection;
  readonly viewer: Viewer;
  readonly filter: PostingFilter;
}

const spanOf = ({ after, newestFirst }: PageWanted): Span => {
  const at = after === undefined ? undefined : BigInt(after);
  return { above: newestFirst ? undefined : at, below: newestFirst ? at : undefined };
};

/** Whether every posting is in the list: then the journal itself is the list. */
function isAll(viewer: Viewer, filter: PostingFilter): boolean {
  return viewer.partnerId === undefined && Object.values(filter).every((one) => one === undefined);
}

function pageOfAll(connection: Connection, viewer: Viewer, filter: PostingFilter, wanted: PageWanted, seqs?: readonly string[]): Promise<PostingRow[]> {
  return postingsPage(connection, viewer, filter, { ...spanOf(wanted), seqs }, wanted.newestFirst, wanted.limit);
}

/** The numbers of the page are looked for first, in the index and beyond it, and its rows are read once. */
async function page(of: Asked, wanted: PageWanted): Promise<PostingRow[]> {
  const span = spanOf(wanted);
  const reach = await reachOf(of.tx, of.filter, span);
  const [first, second] = wanted.newestFirst ? [since, indexed] : [indexed, since];
  const seqs = await first(of, span, reach, wanted.newestFirst, wanted.limit);
  if (seqs.length < wanted.limit) seqs.push(...(await second(of, span, reach, wanted.newestFirst, wanted.limit - seqs.length)));
  return seqs.length === 0 ? [] : postingsPage(of.tx, of.viewer, of.filter, { ...span, seqs }, wanted.newestFirst, wanted.limit);
}

/** What no block has taken in yet. */
async function since({ tx, viewer, filter }: Asked, span: Span, { horizon }: Reach, newestFirst: boolean, limit: number): Promise<string[]> {
  if (span.below !== undefined && span.below <= horizon + 1n) return [];
  const above = span.above !== undefined && span.above > horizon ? span.above : horizon;
  return numbersOfPage(tx, viewer, filter, { above, below: span.below, seqs: undefined }, newestFirst, limit);
}

async function indexed({ tx, viewer, filter }: Asked, span: Span, reach: Reach, newestFirst: boolean, limit: number): Promise<string[]> {
  let { lo, hi } = reach;
  const lists = listsOf(viewer, filter);
  const seqs: string[] = [];
  for (let step = 0; lo !== undefined && hi !== undefined && lo <= hi && seqs.length < limit; step += 1) {
    const found = await findInLists(tx, viewer, filter, lists, { lo, hi, span, newestFirst, blocks: STEPS[step] ?? STEPS[2], limit: limit - seqs.length });
    seqs.push(...found.seqs);
    if (found.reached === undefined) break;
    if (newestFirst) hi = found.reached - 1n;
    else lo = found.reached + 1n;
  }
  return seqs;
}

async function totalsOf({ tx, viewer, filter }: Asked): Promise<Totals> {
  const { horizon, lo, hi } = await reachOf(tx, filter, NO_SPAN);
  const late = await postingsTotals(tx, viewer, filter, { above: horizon, below: undefined, seqs: undefined });
  if (lo === undefined || hi === undefined) return late;
  const lists = listsOf(viewer, filter);
  const early = lists.length === 1 ? await sumOfList(tx, viewer, filter, lists[0], lo, hi)
    : await postingsTotals(tx, viewer, filter, { ...NO_SPAN, seqs: (await findInLists(tx, viewer, filter, lists, { lo, hi, span: NO_SPAN, newestFirst: true, blocks: STEPS[2], limit: undefined })).seqs });
  return { count: late.count + early.count, points: late.points + early.points };
}
