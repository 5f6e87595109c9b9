import type { Invariant } from '../ledger';

const OPEN = `d.status IN ('OPENED', 'UNDER_REVIEW') OR (d.status = 'UPHELD' AND d.remedied_at IS NULL)`;

/** What must hold of disputes and their sub-balances at any moment; each query returns no rows. */
export const DISPUTE_INVARIANTS: readonly Invariant[] = [
  { id: 'D1', title: 'a disputed sub-balance is the contested principal while a dispute is open, and nothing after it', sql: `
      SELECT d.dispute_id FROM dispute d LEFT JOIN (SELECT dispute_id, line_id, sum(amount_minor) AS moved FROM position_movement WHERE kind = 'DISPUTED' GROUP BY 1, 2) m ON m.dispute_id = d.dispute_id
        LEFT JOIN dispute_line l ON l.dispute_id = d.dispute_id AND l.line_id = m.line_id WHERE coalesce(m.moved, 0) <> CASE WHEN ${OPEN} THEN coalesce(l.amount_minor, 0) ELSE 0 END
      UNION ALL SELECT d.dispute_id FROM dispute d JOIN dispute_line l ON l.dispute_id = d.dispute_id AND l.line_type = 'CLAIM' AND l.amount_minor <> 0 WHERE (${OPEN}) AND NOT EXISTS (SELECT 1 FROM position_movement m WHERE m.dispute_id = d.dispute_id AND m.line_id = l.line_id)` },
  { id: 'D2', title: 'a point of a leg is contested once at most', sql: `
      SELECT g.leg_id FROM dispute_leg g JOIN dispute d ON d.dispute_id = g.dispute_id JOIN leg l ON l.leg_id = g.leg_id WHERE d.status <> 'WITHDRAWN' GROUP BY g.leg_id, l.points HAVING sum(g.points) > l.points` },
  { id: 'D3', title: 'the points of a dispute are those of its legs', sql: `SELECT d.dispute_id FROM dispute d LEFT JOIN dispute_leg g ON g.dispute_id = d.dispute_id GROUP BY d.dispute_id HAVING coalesce(sum(g.points), 0) <> d.points` },
  { id: 'D4', title: 'what is upheld was given back to the lots of its legs, or taken back in money', sql: `
      SELECT g.leg_id FROM dispute_leg g JOIN dispute d ON d.dispute_id = g.dispute_id WHERE g.remedy_posting_id IS NOT NULL GROUP BY g.leg_id
       HAVING sum(g.points) > (SELECT coalesce(sum(r.points), 0) FROM leg r WHERE r.reverses_leg_id = g.leg_id)
      UNION ALL SELECT g.leg_id FROM dispute_leg g JOIN dispute d ON d.dispute_id = g.dispute_id WHERE d.remedied_at IS NOT NULL AND g.remedy_posting_id IS NULL
        AND g.points <> (SELECT coalesce(sum(m.points), 0) FROM money_correction m WHERE m.leg_id = g.leg_id AND m.source_kind = 'RULING' AND m.source_id = d.dispute_id)` },
  { id: 'D5', title: 'upheld amounts are credited amounts: a line that only disputes moved in a window lost what they were credited', sql: `
      SELECT l.line_id FROM dispute d JOIN dispute_line l ON l.dispute_id = d.dispute_id JOIN claim c ON c.line_id = l.line_id AND c.window_id = d.remedy_window_id AND c.version = 1 WHERE d.credited_at IS NOT NULL
       GROUP BY l.line_id, c.window_id, c.exact_before, c.exact_after, c.amount_minor HAVING c.exact_after::numeric - c.exact_before::numeric = sum(l.exact::numeric) AND sum(l.credited_minor) IS DISTINCT FROM c.amount_minor` },
  { id: 'D6', title: 'a credited amount is at most a rupiah from its exact one, but for PPN of notes that were rounded up before it', sql: `SELECT l.dispute_id FROM dispute_line l JOIN settlement_line s USING (line_id) WHERE abs(coalesce(l.credited_minor, l.amount_minor) - l.exact::numeric) >= 100 AND NOT s.parts ? 'notes'` },
  { id: 'D7', title: 'the position of an obligation is its claims and its movements', sql: `
      SELECT o.obligation_id FROM obligation o WHERE o.party_id::text NOT LIKE '00000000-0000-7000-8000-%' AND (o.payable_minor, o.receivable_minor) IS DISTINCT FROM
          (SELECT (coalesce(sum(c.amount_minor) FILTER (WHERE c.payer_id = o.party_id), 0)::bigint, coalesce(sum(c.amount_minor) FILTER (WHERE c.payee_id = o.party_id), 0)::bigint) FROM obligation_claim c WHERE c.obligation_id = o.obligation_id)
      UNION ALL SELECT o.settlement_id FROM (SELECT settlement_id, party_id, sum(disputed_minor) AS disputed, sum(position_minor) AS position FROM obligation WHERE party_id::text NOT LIKE '00000000-0000-7000-8000-%' GROUP BY 1, 2) o JOIN settlement t ON t.settlement_id = o.settlement_id
        WHERE o.disputed <> (SELECT coalesce(sum(CASE o.party_id WHEN m.payee_id THEN m.amount_minor ELSE -m.amount_minor END), 0) FROM settlement_movement s JOIN position_movement m ON m.movement_id = s.movement_id WHERE s.settlement_id = o.settlement_id AND o.party_id IN (m.payer_id, m.payee_id))
        -- Whatever the way of netting, all obligations of a partner together are its position: no claim is left out and none stands twice.
        OR o.position <> o.disputed + (SELECT coalesce(sum(p.change_minor), 0) FROM settlement_scope s JOIN position_part p ON p.window_id = s.window_id AND p.group_id = t.group_id WHERE s.settlement_id = o.settlement_id AND p.party_id = o.party_id)` },
  { id: 'D8', title: 'a movement is in one live settlement at most', sql: `SELECT s.movement_id FROM settlement_movement s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state <> 'ABORTED' GROUP BY 1 HAVING count(*) > 1` },
];
