import type { Connection } from '../db/tx';

/** One invariant of the books: a query that returns no rows when it holds. */
export interface Invariant {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
}

export const LEDGER_INVARIANTS: readonly Invariant[] = [
  { id: 'A1', title: 'a leg moves points between two accounts', sql: `SELECT posting_id FROM leg WHERE points <= 0 OR debit_account = credit_account` },
  { id: 'A2', title: 'every posting has a leg or a receivable for all of it', sql: `SELECT p.posting_id FROM posting p FULL JOIN leg l ON l.posting_id = p.posting_id LEFT JOIN receivable v ON v.posting_id = p.posting_id WHERE p.posting_id IS NULL OR (l.posting_id IS NULL AND coalesce(v.points, 0) <> p.points)` },
  { id: 'A3', title: 'what enters clearing in a posting leaves it in the same posting', sql: `SELECT posting_id FROM leg GROUP BY posting_id HAVING coalesce(sum(points) FILTER (WHERE credit_account = 'CLEARING'), 0) <> coalesce(sum(points) FILTER (WHERE debit_account = 'CLEARING'), 0)` },
  { id: 'A4', title: 'members hold what issuers gave, less what redeemers took and what expired', sql: `SELECT 1 FROM (SELECT coalesce(sum(CASE WHEN debit_account IN ('ISSUER','REDEEMER','EXPIRED') THEN points WHEN credit_account IN ('ISSUER','REDEEMER','EXPIRED') THEN -points ELSE 0 END), 0) AS given FROM leg) l, (SELECT coalesce(sum(balance), 0) AS held FROM member_balance) b WHERE l.given <> b.held` },
  { id: 'A5', title: 'points and minor units are whole numbers of at most 2^53-1', sql: `SELECT c.table_name || '.' || c.column_name FROM information_schema.columns c WHERE c.table_schema = 'public' AND (c.column_name IN ('points', 'remaining', 'balance', 'held', 'captured_points', 'points_burned') OR c.column_name LIKE '%\\_minor') AND c.data_type <> 'bigint' UNION ALL SELECT leg_id::text FROM leg WHERE points > 9007199254740991 UNION ALL SELECT member_id::text FROM member_balance WHERE balance > 9007199254740991` },
  { id: 'A7', title: 'each type of posting touches only its accounts', sql: `SELECT p.posting_id FROM posting p JOIN leg l ON l.posting_id = p.posting_id WHERE (p.type, l.debit_account, l.credit_account) NOT IN (('EARN','ISSUER','MEMBER'), ('BURN','MEMBER','REDEEMER'), ('EXPIRE','MEMBER','EXPIRED'), ('TRANSFER','MEMBER','CLEARING'), ('TRANSFER','CLEARING','MEMBER'), ('ADJUSTMENT','ISSUER','MEMBER'), ('ADJUSTMENT','MEMBER','ISSUER'), ('REVERSAL','MEMBER','ISSUER'), ('REVERSAL','ISSUER','MEMBER'), ('REVERSAL','REDEEMER','MEMBER'), ('REVERSAL','EXPIRED','MEMBER'))` },
  { id: 'A9', title: 'every posting is in a window, and one window is open', sql: `SELECT p.posting_id::text FROM posting p LEFT JOIN settlement_window w ON w.window_id = p.window_id WHERE w.window_id IS NULL UNION ALL SELECT 'open windows' FROM settlement_window WHERE state = 'OPEN' HAVING count(*) <> 1` },
  { id: 'B1', title: 'balances equal legs', sql: `SELECT coalesce(b.member_id, l.member_id) FROM member_balance b FULL JOIN (SELECT member_id, sum(delta) AS n FROM member_leg GROUP BY member_id) l ON l.member_id = b.member_id WHERE coalesce(b.balance, 0) <> coalesce(l.n, 0)` },
  { id: 'B2', title: 'held points equal the open holds', sql: `SELECT b.member_id FROM member_balance b LEFT JOIN (SELECT member_id, sum(points) AS n FROM hold WHERE status = 'HELD' GROUP BY member_id) h ON h.member_id = b.member_id WHERE b.held < 0 OR b.balance < b.held OR b.held <> coalesce(h.n, 0)` },
  { id: 'B3', title: 'what is not held remains free in lots', sql: `SELECT b.member_id FROM member_balance b LEFT JOIN (SELECT member_id, sum(remaining) AS n FROM lot GROUP BY member_id) k ON k.member_id = b.member_id WHERE b.balance - b.held <> coalesce(k.n, 0)` },
  { id: 'B4', title: 'a version counts postings', sql: `SELECT b.member_id FROM member_balance b LEFT JOIN (SELECT member_id, count(DISTINCT posting_id) AS n FROM member_leg GROUP BY member_id) l ON l.member_id = b.member_id WHERE b.version <> coalesce(l.n, 0)` },
  { id: 'B6', title: 'no member was ever below zero', sql: `SELECT q.member_id FROM (SELECT m.member_id, sum(m.delta) OVER (PARTITION BY m.member_id ORDER BY m.seq, m.line_no) AS r FROM member_leg m) q WHERE q.r < 0` },
  { id: 'C1', title: 'what remains of a lot equals its legs less its open holds', sql: `SELECT k.lot_id FROM lot k LEFT JOIN (SELECT lot_id, sum(delta) AS n FROM member_leg GROUP BY lot_id) m ON m.lot_id = k.lot_id LEFT JOIN (SELECT x.lot_id, sum(x.points) AS n FROM hold_lot x JOIN hold h ON h.hold_id = x.hold_id AND h.status = 'HELD' GROUP BY x.lot_id) r ON r.lot_id = k.lot_id WHERE k.remaining <> coalesce(m.n, 0) - coalesce(r.n, 0) UNION ALL SELECT h.hold_id FROM hold h LEFT JOIN hold_lot x ON x.hold_id = h.hold_id GROUP BY h.hold_id, h.points HAVING h.points <> coalesce(sum(x.points), 0)` },
  { id: 'C2', title: 'a lot holds what its posting credited', sql: `SELECT k.lot_id FROM lot k LEFT JOIN member_leg m ON m.lot_id = k.lot_id AND m.posting_id = k.earn_posting_id WHERE m.delta IS DISTINCT FROM k.points` },
  { id: 'C3', title: 'each burned point belongs to one lot', sql: `SELECT p.posting_id FROM posting p LEFT JOIN leg l ON l.posting_id = p.posting_id WHERE p.type = 'BURN' GROUP BY p.posting_id, p.points HAVING coalesce(sum(l.points), 0) <> p.points OR count(*) <> count(DISTINCT l.lot_id)` },
  { id: 'C4', title: 'member and issuer of a leg are those of its lot', sql: `SELECT m.posting_id FROM member_leg m LEFT JOIN lot k ON k.lot_id = m.lot_id WHERE (m.member_id, m.issuer_id) IS DISTINCT FROM (k.member_id, k.issuer_id)` },
  { id: 'C6', title: 'no lot was burned after its expiry, nor expired before it', sql: `SELECT m.leg_id::text FROM member_leg m JOIN lot k ON k.lot_id = m.lot_id LEFT JOIN hold h ON h.hold_id = m.hold_id WHERE (m.type = 'BURN' AND coalesce(h.created_at, m.posted_at) >= greatest(k.expires_at, k.grace_until)) OR (m.type = 'EXPIRE' AND m.posted_at < m.occurred_at) UNION ALL SELECT lot_id::text FROM member_leg WHERE type = 'EXPIRE' GROUP BY lot_id, occurred_at HAVING count(*) > 1` },
  { id: 'C7', title: 'what an issuer has outstanding stands in its lots, free or held', sql: `SELECT coalesce(l.issuer_id, k.issuer_id) FROM (SELECT issuer_id, sum(delta) AS n FROM member_leg GROUP BY issuer_id) l FULL JOIN (SELECT k.issuer_id, sum(k.remaining + coalesce(r.n, 0)) AS n FROM lot k LEFT JOIN (SELECT x.lot_id, sum(x.points) AS n FROM hold_lot x JOIN hold h ON h.hold_id = x.hold_id AND h.status = 'HELD' GROUP BY x.lot_id) r ON r.lot_id = k.lot_id GROUP BY k.issuer_id) k ON k.issuer_id = l.issuer_id WHERE coalesce(l.n, 0) <> coalesce(k.n, 0)` },
  { id: 'C8', title: 'a reversed burn goes back to its own lots', sql: `SELECT x.leg_id FROM posting r JOIN posting b ON b.posting_id = r.reverses_posting_id AND b.type = 'BURN' JOIN leg x ON x.posting_id = r.posting_id LEFT JOIN leg o ON o.leg_id = x.reverses_leg_id AND o.posting_id = b.posting_id AND o.lot_id = x.lot_id WHERE o.leg_id IS NULL` },
  { id: 'C9', title: 'a refund takes points or leaves a receivable', sql: `SELECT r.posting_id FROM posting r JOIN posting o ON o.posting_id = r.reverses_posting_id AND o.type = 'EARN' LEFT JOIN (SELECT posting_id, sum(points) AS n FROM leg GROUP BY posting_id) l ON l.posting_id = r.posting_id LEFT JOIN receivable v ON v.posting_id = r.posting_id WHERE r.points <> coalesce(l.n, 0) + coalesce(v.points, 0)` },
  { id: 'C10', title: 'points that change hands keep issuer, kind and day of earning', sql: `SELECT c.lot_id FROM lot c JOIN lot o ON o.lot_id = c.parent_lot_id WHERE (c.issuer_id, c.point_kind, c.earned_at, c.expires_at) IS DISTINCT FROM (o.issuer_id, o.point_kind, o.earned_at, o.expires_at)` },
  { id: 'C11', title: 'what prices a point is copied to the leg that burns it', sql: `SELECT m.leg_id FROM member_leg m JOIN lot k ON k.lot_id = m.lot_id WHERE m.redeemer_id IS NOT NULL AND (m.point_kind, m.lot_earned_on) IS DISTINCT FROM (k.point_kind, k.earned_on)` },
  { id: 'D2', title: 'every posting has its key, and the reverse', sql: `SELECT 1 FROM posting p FULL JOIN (SELECT partner_id, idempotency_key, posting_id FROM idempotency WHERE posting_id IS NOT NULL) i ON i.partner_id = p.partner_id AND i.idempotency_key = p.idempotency_key AND i.posting_id = p.posting_id WHERE p.posting_id IS NULL OR i.posting_id IS NULL` },
  { id: 'D3', title: 'a token asks for one request', sql: `SELECT partner_id FROM posting WHERE token_jti IS NOT NULL GROUP BY partner_id, token_jti HAVING count(*) > greatest(1, count(DISTINCT item_no))` },
  { id: 'D5', title: 'a receipt earns once', sql: `SELECT p.partner_id FROM posting p WHERE p.type = 'EARN' AND p.receipt_no IS NOT NULL AND p.points > (SELECT coalesce(sum(r.points), 0) FROM posting r WHERE r.reverses_posting_id = p.posting_id) GROUP BY p.partner_id, p.outlet_id, p.receipt_no, p.receipt_date HAVING count(*) > 1` },
  { id: 'E1', title: 'reversals never exceed the original', sql: `SELECT o.leg_id FROM leg o JOIN leg x ON x.reverses_leg_id = o.leg_id GROUP BY o.leg_id, o.points HAVING sum(x.points) > o.points UNION ALL SELECT o.posting_id FROM posting o JOIN posting r ON r.reverses_posting_id = o.posting_id GROUP BY o.posting_id, o.points HAVING sum(r.points) > o.points` },
  { id: 'E2', title: 'a reversal names an original that is no reversal', sql: `SELECT r.posting_id FROM posting r LEFT JOIN posting o ON o.posting_id = r.reverses_posting_id WHERE r.type = 'REVERSAL' AND coalesce(o.type, 'REVERSAL') = 'REVERSAL'` },
  { id: 'E3', title: 'a reversing leg mirrors its original', sql: `SELECT x.leg_id FROM leg x JOIN leg o ON o.leg_id = x.reverses_leg_id WHERE (x.debit_account, x.credit_account, x.lot_id, x.issuer_id, x.redeemer_id, x.point_kind, x.lot_earned_on) IS DISTINCT FROM (o.credit_account, o.debit_account, o.lot_id, o.issuer_id, o.redeemer_id, o.point_kind, o.lot_earned_on)` },
  { id: 'E4', title: 'a reversal is booked in the window of its original or a later one', sql: `SELECT r.posting_id FROM posting r JOIN posting o ON o.posting_id = r.reverses_posting_id JOIN settlement_window wr ON wr.window_id = r.window_id JOIN settlement_window wo ON wo.window_id = o.window_id WHERE wr.window_no < wo.window_no` },
  { id: 'E6', title: 'a hold is captured for what its burn took', sql: `SELECT h.hold_id FROM hold h LEFT JOIN posting p ON p.hold_id = h.hold_id AND p.type = 'BURN' GROUP BY h.hold_id, h.points, h.captured_points, h.status HAVING h.captured_points > h.points OR h.captured_points <> coalesce(sum(p.points), 0) OR (h.status = 'CAPTURED') <> (h.captured_points > 0)` },
  { id: 'F8', title: 'late is what belongs to an earlier business date', sql: `SELECT p.posting_id FROM posting p JOIN settlement_window w ON w.window_id = p.window_id WHERE p.late IS DISTINCT FROM ((p.occurred_at AT TIME ZONE 'Asia/Jakarta')::date < w.business_date)` },
  { id: 'F8b', title: 'a leg carries the number and the window of its posting', sql: `SELECT l.leg_id FROM leg l JOIN posting p ON p.posting_id = l.posting_id WHERE (l.seq, l.window_id) <> (p.seq, p.window_id)` },
  { id: 'F9', title: 'windows partition the sequence', sql: `SELECT p.posting_id FROM posting p JOIN settlement_window w ON w.window_id = p.window_id LEFT JOIN settlement_window b ON b.window_no = w.window_no - 1 WHERE p.seq > w.last_seq OR p.seq <= b.last_seq` },
];

/** The invariants that do not hold, with the first offender of each. @param seen is told of each check as it is done */
export async function checkBooks(connection: Connection, invariants: readonly Invariant[] = LEDGER_INVARIANTS, seen?: (one: Invariant, offender: string | undefined) => void): Promise<{ id: string; title: string; offender: string }[]> {
  const broken: { id: string; title: string; offender: string }[] = [];
  for (const one of invariants) {
    const { rows } = await connection.query<Record<string, unknown>>(`SELECT * FROM (${one.sql}) q LIMIT 1`);
    const offender = rows[0] && String(Object.values(rows[0])[0]);
    if (offender !== undefined) broken.push({ id: one.id, title: one.title, offender });
    seen?.(one, offender);
  }
  return broken;
}

/** How much the checks have looked at. */
export async function sizeOfBooks(connection: Connection): Promise<{ postings: string; members: string; points: string }> {
  const { rows } = await connection.query<{ postings: string; members: string; points: string }>(
    `SELECT (SELECT count(*) FROM posting) AS postings, count(*) AS members, coalesce(sum(balance), 0) AS points FROM member_balance`);
  return rows[0] ?? { postings: '0', members: '0', points: '0' };
}
