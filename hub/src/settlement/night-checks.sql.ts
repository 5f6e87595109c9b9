import type { Connection } from '../db/tx';
import type { RunCheck } from './settlement.wire';

/** What must hold of one window before it is calculated; each query returns the offenders of the window `$1`. */
const CHECKS: readonly { id: string; title: string; sql: string }[] = [
  { id: 'I1', title: 'balances of the members of the window equal their legs', sql: `
    SELECT b.member_id FROM member_balance b WHERE b.member_id IN (SELECT member_id FROM posting WHERE window_id = $1)
      AND b.balance <> (SELECT coalesce(sum(CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END), 0) FROM leg l JOIN posting p ON p.posting_id = l.posting_id WHERE p.member_id = b.member_id)` },
  { id: 'I1b', title: 'what remains of lots, with open holds, equals the balances', sql: `
    SELECT b.member_id FROM member_balance b WHERE b.member_id IN (SELECT member_id FROM posting WHERE window_id = $1)
      AND b.balance - b.held <> (SELECT coalesce(sum(remaining), 0) FROM lot WHERE lot.member_id = b.member_id)` },
  { id: 'I2', title: 'the legs of each burn add up to its points', sql: `
    SELECT p.posting_id FROM posting p WHERE p.window_id = $1 AND p.type = 'BURN' AND p.points <> (SELECT coalesce(sum(points), 0) FROM leg WHERE leg.posting_id = p.posting_id)` },
  { id: 'I5', title: 'the numbers of the window lie between its neighbours', sql: `
    SELECT p.posting_id FROM posting p JOIN settlement_window w ON w.window_id = p.window_id LEFT JOIN settlement_window b ON b.window_no = w.window_no - 1
     WHERE p.window_id = $1 AND (p.seq > w.last_seq OR p.seq <= coalesce(b.last_seq, 0))` },
  { id: 'I5b', title: 'every leg stands in the window of its posting', sql: `
    SELECT p.posting_id FROM posting p JOIN leg l ON l.posting_id = p.posting_id WHERE p.window_id = $1 AND (l.window_id <> p.window_id OR l.seq <> p.seq)` },
];

/** Ledger against caches and numbers, for one window. */
export async function checkWindow(connection: Connection, windowId: string): Promise<RunCheck[]> {
  const results: RunCheck[] = [];
  for (const { id, title, sql } of CHECKS) {
    const { rows } = await connection.query<Record<string, unknown>>(`SELECT * FROM (${sql}) q LIMIT 1`, [windowId]);
    results.push({ id, title, ok: rows.length === 0, ...(rows[0] && { detail: `First offender: ${String(Object.values(rows[0])[0])}` }) });
  }
  return results;
}
