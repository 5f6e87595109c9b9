import type { Connection } from '../db/tx';
import type { RunCheck } from './settlement.wire';

/** Sums that two sets of points and numbers share when they are the same, and hardly otherwise; comparing them needs no join. */
const SUMS = 'row(sum(points), sum((points % 1000003) * (seq % 1000003)))';

/** Members that a window moved, with the number of the last posting that did. */
const MOVED = `SELECT member_id, max(seq) AS seq FROM (SELECT member_id, seq FROM posting WHERE window_id = $1 UNION ALL SELECT to_member_id, seq FROM posting WHERE window_id = $1 AND to_member_id IS NOT NULL) p GROUP BY member_id`;

/**
 * What must hold of one window before it is calculated; each query returns the offenders of the window `$1`. They read the window and what came after
 * it, never what lies before: the checks of the whole books do that.
 */
const CHECKS: readonly { id: string; title: string; sql: string; first?: string }[] = [
  { id: 'I1', title: 'balances of the members of the window equal their legs', sql: `
    WITH moved AS (${MOVED}),
      later AS (SELECT l.member_id, sum(CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END) AS delta FROM settlement_window o JOIN settlement_window w ON w.window_no > o.window_no JOIN leg l ON l.window_id = w.window_id WHERE o.window_id = $1 GROUP BY 1)
    SELECT b.member_id FROM moved m JOIN posting p ON p.seq = m.seq AND p.window_id = $1 JOIN member_balance b ON b.member_id = m.member_id LEFT JOIN later r ON r.member_id = m.member_id
     WHERE b.balance <> CASE m.member_id WHEN p.member_id THEN p.balance_after ELSE p.to_balance_after END + coalesce(r.delta, 0)` },
  { id: 'I1b', title: 'what remains of lots, with open holds, equals the balances', sql: `
    WITH moved AS (${MOVED}), free AS (SELECT member_id, sum(remaining) AS points FROM lot WHERE open GROUP BY member_id)
    SELECT b.member_id FROM moved m JOIN member_balance b ON b.member_id = m.member_id LEFT JOIN free f ON f.member_id = m.member_id WHERE b.balance - b.held <> coalesce(f.points, 0)` },
  { id: 'I2', title: 'the legs of each burn add up to its points', sql: `
    SELECT 'burns' AS what WHERE (SELECT ${SUMS} FROM posting WHERE window_id = $1 AND type = 'BURN')
      IS DISTINCT FROM (SELECT ${SUMS} FROM leg WHERE window_id = $1 AND redeemer_id IS NOT NULL AND credit_account = 'REDEEMER')`,
  first: `SELECT p.posting_id FROM posting p WHERE p.window_id = $1 AND p.type = 'BURN' AND p.points <> (SELECT coalesce(sum(points), 0) FROM leg WHERE leg.posting_id = p.posting_id)` },
  { id: 'I5', title: 'the numbers of the window lie between its neighbours', sql: `
    SELECT 'posting ' || n.least || ' to ' || n.most AS what FROM settlement_window w LEFT JOIN settlement_window b ON b.window_no = w.window_no - 1 CROSS JOIN (SELECT min(seq) AS least, max(seq) AS most FROM posting WHERE window_id = $1) n
     WHERE w.window_id = $1 AND (n.most > w.last_seq OR n.least <= coalesce(b.last_seq, 0))` },
  { id: 'I5b', title: 'every leg stands in the window of its posting', sql: `
    SELECT 'leg ' || n.least || ' to ' || n.most AS what FROM settlement_window w LEFT JOIN settlement_window b ON b.window_no = w.window_no - 1 CROSS JOIN (SELECT min(seq) AS least, max(seq) AS most FROM leg WHERE window_id = $1) n
     WHERE w.window_id = $1 AND (n.most > w.last_seq OR n.least <= coalesce(b.last_seq, 0))` },
];

/** Ledger against caches and numbers, for one window. */
export async function checkWindow(connection: Connection, windowId: string): Promise<RunCheck[]> {
  const results: RunCheck[] = [];
  for (const { id, title, sql, first } of CHECKS) {
    const { rows } = await connection.query<Record<string, unknown>>(`SELECT * FROM (${sql}) q LIMIT 1`, [windowId]);
    const offender = rows[0] && first ? ((await connection.query<Record<string, unknown>>(`SELECT * FROM (${first}) q LIMIT 1`, [windowId])).rows[0] ?? rows[0]) : rows[0];
    results.push({ id, title, ok: rows.length === 0, ...(offender && { detail: `First offender: ${String(Object.values(offender)[0])}` }) });
  }
  return results;
}
