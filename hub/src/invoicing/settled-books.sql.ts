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
       OR (NOT parts ? 'notes' AND abs(exact::numeric - amount_minor) > CASE WHEN kind LIKE 'RESERVE%' THEN 200 ELSE 50 END) OR amount_minor < CASE WHEN kind = 'BURN' OR parts ? 'notes' THEN -100 ELSE 0 END` },
  { id: 'S5', title: 'every burn leg of a calculated window is priced once', sql: `
      SELECT l.leg_id FROM leg l JOIN calculation c ON c.window_id = l.window_id AND c.version = 1 LEFT JOIN leg_price p ON p.leg_id = l.leg_id AND p.window_id = l.window_id AND p.version = 1 WHERE l.redeemer_id IS NOT NULL GROUP BY l.leg_id HAVING count(p.leg_id) <> 1` },
  { id: 'S5b', title: 'a group of prices counts its legs and their points', sql: `
      SELECT g.group_id FROM price_group g LEFT JOIN (SELECT p.group_id, count(*) AS legs, sum(CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END) AS points FROM leg_price p JOIN leg l ON l.leg_id = p.leg_id GROUP BY 1) n ON n.group_id = g.group_id
       WHERE g.event = 'BURN' AND g.source = 'LEGS' AND (n.legs, n.points) IS DISTINCT FROM (g.legs, g.points)` },
  { id: 'S6', title: 'the lines of a document add up to its total', sql: `
      SELECT i.invoice_id FROM invoice i LEFT JOIN invoice_line l ON l.invoice_id = i.invoice_id WHERE i.status IN ('IN_REVIEW', 'ISSUED') GROUP BY i.invoice_id, i.subtotal_minor, i.ppn_minor, i.kind
       HAVING coalesce(sum(l.amount_minor), 0) <> i.subtotal_minor OR (i.kind = 'FEE_INVOICE' AND coalesce(sum(l.ppn_minor), 0) <> i.ppn_minor)` },
  { id: 'S7', title: 'credit notes never exceed the line they reduce', sql: `
      SELECT l.invoice_line_id FROM invoice_line l JOIN credit_note_line c ON c.invoice_line_id = l.invoice_line_id GROUP BY l.invoice_line_id, l.amount_minor HAVING sum(c.amount_minor) > l.amount_minor` },
  { id: 'S8', title: 'numbers have no gaps', sql: `
      SELECT s.series FROM number_series s WHERE s.last <> (SELECT count(*) FROM (SELECT number FROM invoice UNION ALL SELECT number FROM credit_note UNION ALL SELECT number FROM statement UNION ALL SELECT number FROM statement_void) n WHERE n.number LIKE s.series || '/' || s.year || '/%')` },
  { id: 'S9', title: 'the obligations of a settlement add up to nothing', sql: `SELECT settlement_id FROM obligation GROUP BY settlement_id HAVING sum(amount_minor) <> 0` },
  { id: 'S10', title: 'a window is in one live settlement at most, a fee document too', sql: `
      SELECT window_id FROM live_settlement GROUP BY window_id HAVING count(*) > 1
      UNION ALL SELECT d.document_id FROM settlement_document d JOIN settlement t ON t.settlement_id = d.settlement_id AND t.state <> 'ABORTED' GROUP BY d.document_id HAVING count(*) > 1` },
  { id: 'S11', title: 'no obligation is paid beyond its amount', sql: `SELECT o.obligation_id FROM obligation o JOIN payment p ON p.obligation_id = o.obligation_id GROUP BY o.obligation_id, o.amount_minor HAVING sum(p.amount_minor) > abs(o.amount_minor)` },
  { id: 'S12', title: 'calculated points are the points burned', sql: `
      SELECT c.window_id FROM calculation c WHERE c.points_burned <> (SELECT coalesce(sum(CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END), 0) FROM leg l WHERE l.window_id = c.window_id AND l.redeemer_id IS NOT NULL)` },
];
