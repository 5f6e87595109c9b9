import type { Connection, Tx } from '../db/tx';
import { WINDOW_LOCK } from './posting.transactor';

/** Whoever takes blocks in does so alone in the whole coalition. */
const LIST_LOCK = 7_301_063;
/** Postings of a full block: so many numbers one entry has at most. */
export const BLOCK = 8_192;
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** So many new postings make the last block of an open window grow; fewer are read one by one. */
export const GROWTH = 1_024;

/** A span of numbers `(after, last]` of one window in which nothing can be posted any more. */
export interface Block {
  readonly blockNo: bigint;
  readonly windowId: string;
  readonly after: bigint;
  readonly last: bigint;
  readonly count: number;
}

export async function lockLists(tx: Tx): Promise<boolean> {
  return (await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LIST_LOCK])).rows[0]?.mine ?? false;
}

/** The highest number that is posted, and the transactions that are posting now: a lower number may still come from one of them, and from nobody else. */
export async function postingNow(connection: Connection): Promise<{ last: bigint; by: string[] }> {
  const { rows } = await connection.query<{ last: string }>('SELECT coalesce(max(seq), 0)::text AS last FROM posting');
  return { last: BigInt(rows[0]?.last ?? 0), by: await holdersOfWindow(connection) };
}

/** Which of these transactions have not ended: numbers are drawn under the shared lock, and what was written is seen before the lock goes. */
export async function stillPosting(connection: Connection, by: readonly string[]): Promise<string[]> {
  const now = new Set(await holdersOfWindow(connection));
  return by.filter((one) => now.has(one));
}

async function holdersOfWindow(connection: Connection): Promise<string[]> {
  const { rows } = await connection.query<{ by: string }>(`SELECT DISTINCT virtualtransaction || ' ' || pid AS by FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND objsubid = 1 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`, [WINDOW_LOCK]);
  return rows.map((row) => row.by);
}

/**
 * The next block in journal order, or the last one as it has grown: up to the end of a closed window, or what the open one has.
 * @param quiet the number up to which nobody is posting any more
 */
export async function nextBlock(connection: Connection, quiet: bigint, size: { readonly block: number; readonly growth: number }): Promise<Block | undefined> {
  const { rows } = await connection.query<{ block_no: string; window_id: string; after: string; last: string; count: number }>(
    `WITH b AS (SELECT block_no, window_id, after_seq, last_seq, count FROM list_block ORDER BY block_no DESC LIMIT 1),
          w AS (SELECT window_id, last_seq FROM settlement_window WHERE state = 'OPEN' OR last_seq > coalesce((SELECT last_seq FROM b), 0) ORDER BY window_no LIMIT 1),
          -- A block that is not full grows while its window goes on.
          s AS (SELECT w.*, coalesce(b.window_id = w.window_id AND b.count < $2, false) AS grows, b.block_no, b.after_seq, b.last_seq AS from_seq, b.count FROM w LEFT JOIN b ON true),
          p AS (SELECT n.seq FROM s CROSS JOIN LATERAL (SELECT seq FROM posting WHERE seq > coalesce(CASE WHEN s.grows THEN s.after_seq ELSE s.from_seq END, 0) AND seq <= coalesce(s.last_seq, $1) ORDER BY seq LIMIT $2) n),
          n AS (SELECT count(*)::int AS count, max(seq) AS last FROM p)
     SELECT coalesce(s.block_no, 0) + (NOT s.grows)::int AS block_no, s.window_id, coalesce(CASE WHEN s.grows THEN s.after_seq ELSE s.from_seq END, 0) AS after, n.count, CASE WHEN n.count < $2 THEN coalesce(s.last_seq, n.last) ELSE n.last END AS last
       FROM s CROSS JOIN n WHERE n.count > 0 AND (n.count = $2 OR s.last_seq IS NOT NULL OR n.count - CASE WHEN s.grows THEN s.count ELSE 0 END >= $3)`, [quiet, size.block, size.growth]);
  const row = rows[0];
  return row && { blockNo: BigInt(row.block_no), windowId: row.window_id, after: BigInt(row.after), last: BigInt(row.last), count: row.count };
}

/** Every posting of the block under all that it may be asked by, with the points that the asker's list shows. */
export async function takeIn(tx: Tx, block: Block): Promise<void> {
  await tx.query('DELETE FROM list_entry WHERE block_no = $1', [block.blockNo]);
  await tx.query('DELETE FROM list_receipt WHERE block_no = $1', [block.blockNo]);
  await tx.query('DELETE FROM list_block WHERE block_no = $1', [block.blockNo]);
  await tx.query('INSERT INTO list_block (block_no, window_id, after_seq, last_seq, count) VALUES ($1, $2, $3, $4, $5)', [block.blockNo, block.windowId, block.after, block.last, block.count]);
  await tx.query(
    `WITH p AS MATERIALIZED (SELECT seq, posting_id, type, partner_id, outlet_id, till_id, points, business_date FROM posting WHERE seq > $2 AND seq <= $3),
        others AS (SELECT p.seq, p.type, p.business_date, party.id AS viewer_id, sum(l.points) AS points FROM p CROSS JOIN LATERAL (SELECT issuer_id, redeemer_id, points FROM leg WHERE posting_id = p.posting_id OFFSET 0) l
            CROSS JOIN LATERAL (VALUES (l.issuer_id), (CASE WHEN l.redeemer_id <> l.issuer_id THEN l.redeemer_id END)) party(id) WHERE party.id <> p.partner_id GROUP BY 1, 2, 3, 4),
        found AS (SELECT 'ALL' AS kind, $4::uuid AS key, seq, type, business_date, $4::uuid AS partner_id, points FROM p
          UNION ALL SELECT 'PARTNER', partner_id, seq, type, business_date, partner_id, points FROM p
          UNION ALL SELECT 'OUTLET', outlet_id, seq, type, business_date, partner_id, points FROM p WHERE outlet_id IS NOT NULL
          UNION ALL SELECT 'TILL', till_id, seq, type, business_date, partner_id, points FROM p WHERE till_id IS NOT NULL
          UNION ALL SELECT 'VIEWER', partner_id, seq, type, business_date, $4, points FROM p
          UNION ALL SELECT 'VIEWER', viewer_id, seq, type, business_date, $4, points FROM others)
     INSERT INTO list_entry (block_no, kind, key, type, business_date, partner_id, count, points, seqs)
       SELECT $1, kind, key, type, business_date, partner_id, count(*), sum(points), array_agg(seq ORDER BY seq) FROM found GROUP BY kind, key, type, business_date, partner_id`, [block.blockNo, block.after, block.last, NOBODY]);
  await tx.query(`INSERT INTO list_receipt (bucket, block_no, marks, seqs) SELECT mark & 255, $1, array_agg(mark ORDER BY seq), array_agg(seq ORDER BY seq)
      FROM (SELECT receipt_mark(receipt_no) AS mark, seq FROM posting WHERE seq > $2 AND seq <= $3 AND receipt_no IS NOT NULL) p GROUP BY mark & 255`, [block.blockNo, block.after, block.last]);
}
