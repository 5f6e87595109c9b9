import type { Invariant } from '../ledger';

/** What must hold of claims, positions, documents and obligations at any moment; each query returns no rows. */
export const SETTLEMENT_INVARIANTS: readonly Invariant[] = [
  { id: 'S1', title: 'position changes of a window add up to nothing', sql: `SELECT window_id FROM position GROUP BY window_id, version HAVING sum(change_minor) <> 0` },
  { id: 'S2', title: 'a position change is what its claims say', sql: `
      SELECT p.window_id FROM position p LEFT JOIN (SELECT window_id, party, sum(amount) AS amount FROM (SELECT window_id, payer_id AS party, -amount_minor AS amount FROM claim WHERE line_type = 'CLAIM'
        UNION ALL SELECT window_id, payee_id, amount_minor FROM claim WHERE line_type = 'CLAIM') c GROUP BY 1, 2) s ON s.window_id = p.window_id AND s.party = p.party_id WHERE p.change_minor <> coalesce(s.amount, 0)` },
  { id: 'S3', title: 'a line is the sum of its nights, and of their points', sql: `
      SELECT l.line_id FROM settlement_line l JOIN claim c ON c.line_id = l.line_id GROUP BY l.line_id HAVING sum(c.amount_minor) <> l.amount_minor OR sum(c.points) <> l.points` },
  { id: 'S4', title: 'a line is at most half a rupiah from its exact total, and never below nothing', sql: `SELECT line_id FROM settlement_line WHERE amount_minor % 100 <> 0
       OR (NOT parts ? 'notes' AND abs(exact::numeric - amount_minor) > CASE WHEN kind LIKE 'RESERVE%' THEN 200 ELSE 50 END) OR amount_minor < CASE WHEN kind = 'BURN' THEN -100 ELSE 0 END` },
  { id: 'S5', title: 'every burn leg of a calculated window is priced once', sql: `
      SELECT l.leg_id FROM leg l JOIN calculation c ON c.window_id = l.window_id AND c.version = 1 LEFT JOIN leg_price p ON p.leg_id = l.leg_id AND p.window_id = l.window_id AND p.version = 1 WHERE l.redeemer_id IS NOT NULL GROUP BY l.leg_id HAVING count(p.leg_id) <> 1` },
  { id: 'S5b', title: 'a group of prices counts its legs and their points', sql: `
      SELECT g.group_id FROM price_group g LEFT JOIN (SELECT p.group_id, count(*) AS legs, sum(CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END) AS points FROM leg_price p JOIN leg l ON l.leg_id = p.leg_id GROUP BY 1) n ON n.group_id = g.group_id
       WHERE g.event = 'BURN' AND g.source = 'LEGS' AND (n.legs, n.points) IS DISTINCT FROM (g.legs, g.points)` },
  { id: 'S6', title: 'the lines of a document add up to its total', sql: `
      SELECT i.invoice_id FROM invoice i LEFT JOIN invoice_line l ON l.invoice_id = i.invoice_id WHERE i.status IN ('IN_REVIEW', 'ISSUED') GROUP BY i.invoice_id, i.subtotal_minor, i.ppn_minor, i.kind
       HAVING coalesce(sum(l.amount_minor), 0) <> i.subtotal_minor OR (i.kind = 'FEE_INVOICE' AND coalesce(sum(l.ppn_minor), 0) <> i.ppn_minor)` },
  { id: 'S7', title: 'credit notes never exceed the line they reduce, with what restatements added to it since', sql: `
      SELECT l.invoice_line_id FROM invoice_line l JOIN credit_note_line c ON c.invoice_line_id = l.invoice_line_id GROUP BY l.invoice_line_id
        HAVING sum(c.amount_minor) > l.amount_minor + coalesce((SELECT sum(r.amount_minor) FROM invoice_line r WHERE r.line_id = l.line_id AND r.line_type = l.line_type AND r.section = 'RESTATED'), 0)` },
  { id: 'S8', title: 'numbers have no gaps', sql: `
      SELECT s.series FROM number_series s WHERE s.last <> (SELECT count(*) FROM (SELECT number FROM invoice UNION ALL SELECT number FROM credit_note UNION ALL SELECT number FROM statement UNION ALL SELECT number FROM statement_void
        UNION ALL SELECT number FROM account_statement UNION ALL SELECT number FROM payment_receipt) n WHERE n.number LIKE s.series || '/' || s.year || '/%')` },
  { id: 'S9', title: 'the obligations of a settlement add up to nothing', sql: `SELECT settlement_id FROM obligation GROUP BY settlement_id HAVING sum(amount_minor) <> 0` },
  { id: 'S10', title: 'a window is in one live settlement of a group at most, a fee document in one', sql: `
      SELECT window_id FROM live_settlement GROUP BY window_id, group_id HAVING count(*) > 1
      UNION ALL SELECT d.document_id FROM settlement_document d JOIN settlement t ON t.settlement_id = d.settlement_id AND t.state <> 'ABORTED' GROUP BY d.document_id HAVING count(*) > 1` },
  { id: 'S12', title: 'calculated points are the points burned', sql: `
      SELECT c.window_id FROM calculation c WHERE c.points_burned <> (SELECT coalesce(sum(CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END), 0) FROM leg l WHERE l.window_id = c.window_id AND l.redeemer_id IS NOT NULL)` },
  { id: 'S13', title: 'a reserve holds what its claims say, and never less than nothing', sql: `
      SELECT r.issuer_id FROM (SELECT DISTINCT ON (m.issuer_id) m.issuer_id, m.after_minor FROM reserve_movement m JOIN settlement_window w ON w.window_id = m.window_id ORDER BY m.issuer_id, w.window_no DESC, m.version DESC) r
       WHERE r.after_minor < 0 OR r.after_minor <> (SELECT coalesce(sum(CASE p.party_id WHEN overlay(r.issuer_id::text PLACING '8' FROM 15)::uuid THEN p.change_minor ELSE 0 END), 0) FROM position p)` },
  { id: 'S14', title: 'a point is issued once, in the window in which it vests', sql: `
      WITH prepaid AS (SELECT party_id FROM terms_version WHERE status = 'COUNTERSIGNED' AND party_id <> '00000000-0000-7000-8000-000000000001' GROUP BY party_id HAVING bool_and(body->>'preset' <> 'PAY_AT_BURN' AND coalesce(body->>'issueTrigger', 'VESTED') = 'VESTED')),
        leg_in AS (SELECT l.issuer_id, CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END AS points, CASE WHEN l.lot_vested_on IS NOT NULL THEN w.window_no
              ELSE greatest(w.window_no, coalesce((SELECT min(v.window_no) FROM settlement_window v WHERE v.window_id = k.vest_window_id OR v.business_date = (k.vests_at AT TIME ZONE 'Asia/Jakarta')::date),
                CASE WHEN (k.vests_at AT TIME ZONE 'Asia/Jakarta')::date < (SELECT min(business_date) FROM settlement_window) THEN 0 ELSE 9223372036854775807 END)) END AS window_no
            FROM leg l JOIN prepaid p ON p.party_id = l.issuer_id JOIN settlement_window w ON w.window_id = l.window_id JOIN lot k ON k.lot_id = l.lot_id AND k.member_id = l.member_id
           WHERE l.point_kind <> 'QUALIFYING' AND CASE WHEN l.lot_vested_on IS NULL THEN 'MEMBER' IN (l.debit_account, l.credit_account) ELSE 'ISSUER' IN (l.debit_account, l.credit_account) END),
        due AS (SELECT i.issuer_id, w.window_id, sum(i.points) AS points FROM leg_in i JOIN settlement_window w ON w.window_no = i.window_no JOIN calculation c ON c.window_id = w.window_id AND c.version = 1 GROUP BY 1, 2),
        done AS (SELECT g.issuer_id, g.window_id, sum(g.points) AS points FROM price_group g JOIN prepaid p ON p.party_id = g.issuer_id WHERE g.event = 'ISSUE' AND g.source = 'LEGS' AND g.version = 1 GROUP BY 1, 2)
      SELECT coalesce(due.issuer_id, done.issuer_id) FROM due FULL JOIN done ON done.issuer_id = due.issuer_id AND done.window_id = due.window_id WHERE coalesce(due.points, 0) <> coalesce(done.points, 0)` },
  { id: 'S16', title: 'a statement of account opens with what the one before it closed with', sql: `
      SELECT account_statement_id FROM (SELECT account_statement_id, opening_minor, opening_points, from_date, lag(closing_minor, 1, 0::bigint) OVER w AS before_minor, lag(closing_points, 1, 0::bigint) OVER w AS before_points, lag(to_date) OVER w AS before_date
         FROM account_statement WINDOW w AS (PARTITION BY partner_id ORDER BY to_date)) s WHERE opening_minor <> before_minor OR opening_points <> before_points OR from_date <> coalesce(before_date, from_date)` },
  { id: 'S17', title: 'the movements of a statement of account lead from opening to closing, and its ageing adds up to it', sql: `
      SELECT s.account_statement_id FROM account_statement s LEFT JOIN account_movement m ON m.account_statement_id = s.account_statement_id GROUP BY s.account_statement_id
       HAVING s.opening_minor + coalesce(sum(m.amount_minor) FILTER (WHERE m.side = 'MONEY'), 0) <> s.closing_minor OR coalesce(sum(m.amount_minor) FILTER (WHERE m.side = 'AGEING'), 0) <> s.closing_minor
         OR s.opening_points + coalesce(sum(m.points) FILTER (WHERE m.side = 'POINTS'), 0) <> s.closing_points` },
  { id: 'S18', title: 'a receipt says what its payment was', sql: `
      SELECT r.receipt_id FROM payment_receipt r JOIN payment p ON p.payment_id = r.payment_id WHERE (r.partner_id, r.amount_minor, r.reference, r.paid_on) IS DISTINCT FROM (p.party_id, p.amount_minor, p.reference, p.paid_on) OR p.direction <> 'IN' OR p.kind <> 'BANK'` },
  { id: 'S19', title: 'a restatement puts in the burned points that it takes out, and its night books what it moves', sql: `
      SELECT m.restatement_id FROM restated_group m JOIN price_group g ON g.group_id = m.group_id WHERE g.event = 'BURN' GROUP BY m.restatement_id, g.issuer_id, g.redeemer_id, g.business_date, g.point_kind, g.funding_shares HAVING sum(m.points) <> 0 OR sum(m.pay_burns) <> 0 OR sum(m.receive_burns) <> 0
      UNION ALL SELECT m.restatement_id FROM restated_group m JOIN price_group g ON g.group_id = m.group_id JOIN restatement r ON r.restatement_id = m.restatement_id
       WHERE r.status <> 'IN_FORCE' OR r.booked_window_id <> m.window_id OR (g.window_id, g.version) <> (r.window_id, CASE WHEN m.points < 0 THEN r.version - 1 ELSE r.version END)
      UNION ALL SELECT coalesce(m.group_id, b.group_id) FROM (SELECT m.window_id, m.group_id, sum(m.points) AS points FROM restated_group m JOIN calculation c ON c.window_id = m.window_id AND c.version = 1 GROUP BY 1, 2 HAVING sum(m.points) <> 0) m
        FULL JOIN (SELECT window_id, reverses_group_id AS group_id, sum(points) AS points FROM price_group WHERE source = 'RESTATED' AND version = 1 GROUP BY 1, 2) b ON b.window_id = m.window_id AND b.group_id = m.group_id WHERE m.points IS DISTINCT FROM b.points` },
];
