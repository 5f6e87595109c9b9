import type { Connection } from '../db/tx';
import type { RunCheck } from './settlement.wire';

/** Members that a window moved, with the number of the last posting that did. */
const MOVED = `SELECT member_id, max(seq) AS seq FROM (SELECT member_id, seq FROM posting WHERE window_id = $1 UNION ALL SELECT to_member_id, seq FROM posting WHERE window_id = $1 AND to_member_id IS NOT NULL) p GROUP BY member_id`;

/**
 * What must hold of one window before it is calculated; each query returns the offenders of the window `$1`. They read the window and what came after
 * it, never what lies before: the checks of the whole books do that.
 */
const CHECKS: readonly { id: string; title: string; sql: string }[] = [
  { id: 'I1', title: 'balances of the members of the window equal their legs', sql: `
    WITH moved AS (${MOVED}),
      -- One later window after the other: joined at once, they would be looked for in all legs that ever were.
      later AS (SELECT d.member_id, sum(d.delta) AS delta FROM settlement_window o JOIN settlement_window w ON w.window_no > o.window_no
          CROSS JOIN LATERAL (SELECT member_id, sum(CASE credit_account WHEN 'MEMBER' THEN points ELSE -points END) AS delta FROM leg WHERE window_id = w.window_id GROUP BY 1) d WHERE o.window_id = $1 GROUP BY 1)
    SELECT b.member_id FROM moved m JOIN posting p ON p.seq = m.seq AND p.window_id = $1 JOIN member_balance b ON b.member_id = m.member_id LEFT JOIN later r ON r.member_id = m.member_id
     WHERE b.balance <> CASE m.member_id WHEN p.member_id THEN p.balance_after ELSE p.to_balance_after END + coalesce(r.delta, 0)` },
  { id: 'I1b', title: 'what remains of lots, with open holds, equals the balances', sql: `
    WITH moved AS (${MOVED}), free AS (SELECT member_id, sum(remaining) AS points FROM lot WHERE open GROUP BY member_id)
    SELECT b.member_id FROM moved m JOIN member_balance b ON b.member_id = m.member_id LEFT JOIN free f ON f.member_id = m.member_id WHERE b.balance - b.held <> coalesce(f.points, 0)` },
  { id: 'I5', title: 'the numbers of the window lie between its neighbours', sql: `
    SELECT 'posting ' || n.least || ' to ' || n.most AS what FROM settlement_window w LEFT JOIN settlement_window b ON b.window_no = w.window_no - 1 CROSS JOIN (SELECT min(seq) AS least, max(seq) AS most FROM posting WHERE window_id = $1) n
     WHERE w.window_id = $1 AND (n.most > w.last_seq OR n.least <= coalesce(b.last_seq, 0))` },
  { id: 'I5b', title: 'every leg stands in the window of its posting', sql: `
    SELECT 'leg ' || n.least || ' to ' || n.most AS what FROM settlement_window w LEFT JOIN settlement_window b ON b.window_no = w.window_no - 1 CROSS JOIN (SELECT min(seq) AS least, max(seq) AS most FROM leg WHERE window_id = $1) n
     WHERE w.window_id = $1 AND (n.most > w.last_seq OR n.least <= coalesce(b.last_seq, 0))` },
  { id: 'I8', title: 'what was calculated before is as it was, and the hub itself cannot change it', sql: `
    SELECT 'calculation of ' || p.business_date AS what FROM settlement_window w JOIN settlement_window p ON p.window_no = w.window_no - 1 JOIN calculation c ON c.window_id = p.window_id
     WHERE w.window_id = $1 AND c.calculation_hash <> encode(sha256(convert_to(c.record, 'UTF8')), 'hex')
    UNION ALL SELECT 'right to change ' || t FROM unnest('{posting,leg,calculation,claim,position,price_group,invoice_line,credit_note_line,statement}'::text[]) AS t WHERE has_table_privilege(t, 'UPDATE') OR has_table_privilege(t, 'DELETE')` },
];

/** Sums that two sets of points and numbers share when they are the same, and hardly otherwise; comparing them needs no join. */
const TRACE = 'sum((points % 1000003) * (seq % 1000003))';

/** Points of a window's burns less what was given back of them: by the postings, as members read them, and by the legs, as partners do. */
export interface BurnedPoints {
  readonly members: bigint;
  readonly partners: bigint;
}

/** I2 and what I14 compares, in one reading of the window's postings and legs. */
async function checkBurns(connection: Connection, windowId: string): Promise<{ check: RunCheck; burned: BurnedPoints }> {
  const { rows } = await connection.query<{ members: string; partners: string; same: boolean }>(
    `WITH p AS (SELECT coalesce(sum(points) FILTER (WHERE type = 'BURN'), 0) AS burned, ${TRACE} FILTER (WHERE type = 'BURN') AS trace,
          coalesce(sum(CASE WHEN type = 'REVERSAL' AND (SELECT o.type FROM posting o WHERE o.posting_id = b.reverses_posting_id) = 'BURN' THEN points ELSE 0 END), 0) AS back FROM posting b WHERE window_id = $1),
       l AS (SELECT coalesce(sum(points) FILTER (WHERE credit_account = 'REDEEMER'), 0) AS burned, ${TRACE} FILTER (WHERE credit_account = 'REDEEMER') AS trace, coalesce(sum(points) FILTER (WHERE debit_account = 'REDEEMER'), 0) AS back FROM leg WHERE window_id = $1 AND redeemer_id IS NOT NULL)
     SELECT (p.burned - p.back)::text AS members, (l.burned - l.back)::text AS partners, (p.burned, p.trace) IS NOT DISTINCT FROM (l.burned, l.trace) AS same FROM p, l`, [windowId]);
  const [row] = rows;
  const same = row?.same ?? false;
  const offender = same ? undefined : (await connection.query<{ posting_id: string }>(`SELECT p.posting_id FROM posting p WHERE p.window_id = $1 AND p.type = 'BURN' AND p.points <> (SELECT coalesce(sum(points), 0) FROM leg WHERE leg.posting_id = p.posting_id) LIMIT 1`, [windowId])).rows[0];
  return { burned: { members: BigInt(row?.members ?? 0), partners: BigInt(row?.partners ?? 0) }, check: { id: 'I2', title: 'the legs of each burn add up to its points', ok: same, ...(!same && { detail: `First offender: ${offender?.posting_id ?? 'burns'}` }) } };
}

/** I14: members, partners and the operator count the same points burned in a window. */
export function checkTotals({ members, partners }: BurnedPoints, operator: bigint): RunCheck {
  const ok = members === partners && partners === operator;
  return { id: 'I14', title: 'members, partners and the operator count the same points burned', ok, ...(!ok && { detail: `Members ${members}, partners ${partners}, operator ${operator}.` }) };
}

/** I6, once documents are made: of those that are in review or were issued since a night began. */
export async function checkDocuments(connection: Connection, businessDate: string): Promise<RunCheck> {
  const { rows } = await connection.query<{ what: string }>(
    `SELECT coalesce(i.number, i.invoice_id::text) AS what FROM invoice i LEFT JOIN invoice_line l ON l.invoice_id = i.invoice_id WHERE i.status = 'IN_REVIEW' OR (i.status = 'ISSUED' AND i.issued_on >= $1)
      GROUP BY i.invoice_id HAVING coalesce(sum(l.amount_minor), 0) <> i.subtotal_minor OR (i.kind = 'FEE_INVOICE' AND coalesce(sum(l.ppn_minor), 0) <> i.ppn_minor) LIMIT 1`, [businessDate]);
  return { id: 'I6b', title: 'the lines of each document add up to its total', ok: rows.length === 0, ...(rows[0] && { detail: `First offender: ${rows[0].what}` }) };
}

/** Ledger against caches and numbers, for one window. */
export async function checkWindow(connection: Connection, windowId: string): Promise<{ checks: RunCheck[]; burned: BurnedPoints }> {
  const { check, burned } = await checkBurns(connection, windowId);
  const checks = [check];
  for (const { id, title, sql } of CHECKS) {
    const { rows } = await connection.query<Record<string, unknown>>(`SELECT * FROM (${sql}) q LIMIT 1`, [windowId]);
    checks.push({ id, title, ok: rows.length === 0, ...(rows[0] && { detail: `First offender: ${String(Object.values(rows[0])[0])}` }) });
  }
  return { checks, burned };
}
