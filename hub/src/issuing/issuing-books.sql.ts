import type { Invariant } from '../ledger';

/** What must hold of limits at any moment; each query returns no rows. Sums are kept for ten days; what two people let in late is not limited. */
export const ISSUING_INVARIANTS: readonly Invariant[] = [
  { id: 'L1', title: 'a counter of a limit on tills or members is the earns of its day', sql: `
      SELECT c.counter FROM (SELECT counter, split_part(counter, ':', 2) AS limit_id, split_part(counter, ':', 3) AS subject, day, sum(points) AS points, sum(earns) AS earns FROM issuing_count WHERE counter LIKE 'limit:%' GROUP BY 1, 2, 3, 4) c JOIN issuing_limit l ON l.limit_id::text = c.limit_id AND l.scope <> 'KEY'
        CROSS JOIN LATERAL (SELECT coalesce(sum(p.points), 0) AS points, count(*) AS earns FROM posting p WHERE p.type = 'EARN' AND p.business_date = c.day AND (l.partner_id IS NULL OR p.partner_id = l.partner_id) AND p.posted_at - p.occurred_at <= interval '72 hours'
          AND CASE l.scope WHEN 'TILL' THEN p.till_id::text ELSE p.member_id::text END = c.subject) p WHERE (c.points, c.earns) <> (p.points, p.earns)` },
  { id: 'L2', title: 'no counter of a limit has passed its bound', sql: `
      SELECT c.counter FROM (SELECT counter, split_part(counter, ':', 2) AS limit_id, sum(points) AS points, sum(earns) AS earns FROM issuing_count WHERE counter LIKE 'limit:%' GROUP BY 1, 2) c JOIN issuing_limit l ON l.limit_id::text = c.limit_id WHERE c.points > l.max_points OR c.earns > l.max_earns` },
  { id: 'L3', title: 'no campaign has given more than its budget in any version of its terms', sql: `
      SELECT c.counter FROM (SELECT counter, sum(points) AS points FROM issuing_count WHERE counter LIKE 'budget:%' GROUP BY 1) c
       WHERE c.points > coalesce((SELECT max((b->'budget'->>'points')::bigint) FROM terms_version v CROSS JOIN LATERAL jsonb_array_elements(coalesce(v.body->'earnRule'->'bonuses', '[]')) b WHERE 'budget:' || v.party_id || ':' || (b->'budget'->>'code') = c.counter), 0)` },
];
