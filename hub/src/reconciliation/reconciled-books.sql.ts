import type { Invariant } from '../ledger';

const SAME_DAY = 'm.partner_id = b.partner_id AND m.business_date = b.business_date AND m.source = b.source';

/** What must hold of matched days and their breaks at any moment; each query returns no rows. */
export const RECONCILIATION_INVARIANTS: readonly Invariant[] = [
  { id: 'R1', title: 'a record and a posting stand in one match of a day', sql: `
      SELECT id FROM (SELECT partner_id, business_date, source, unnest(record_ids) AS id FROM reconciliation_match UNION ALL SELECT partner_id, business_date, source, unnest(posting_ids) FROM reconciliation_match) m GROUP BY partner_id, business_date, source, id HAVING count(*) > 1` },
  { id: 'R2', title: 'an open break is a difference of the last matching', sql: `
      SELECT b.break_id FROM reconciliation_break b WHERE b.state = 'OPEN' AND NOT EXISTS (SELECT 1 FROM reconciliation_match m WHERE ${SAME_DAY} AND m.class = b.class AND m.record_ids = b.record_ids AND m.posting_ids = b.posting_ids)` },
  { id: 'R3', title: 'every difference of the last matching is a break', sql: `
      SELECT m.record_ids || m.posting_ids FROM reconciliation_match m WHERE m.class NOT LIKE 'MATCHED%' AND NOT EXISTS (SELECT 1 FROM reconciliation_break b WHERE ${SAME_DAY} AND m.class = b.class AND m.record_ids = b.record_ids AND m.posting_ids = b.posting_ids)` },
  { id: 'R4', title: 'what people wrote off or corrected bears two names', sql: `
      SELECT break_id FROM reconciliation_break WHERE closed_by_rule IS NULL AND (cause_code = 'WRITTEN_OFF' OR state = 'CORRECTED') AND (closed_by NOT LIKE '%, %' OR split_part(closed_by, ', ', 1) = split_part(closed_by, ', ', 2))` },
  { id: 'R6', title: 'breaks move as written: found, explained or corrected once, and open again only where they were explained', sql: `
      SELECT subject_id FROM state_change WHERE subject_kind = 'BREAK' AND (coalesce(from_state, ''), to_state) NOT IN (('', 'OPEN'), ('OPEN', 'EXPLAINED'), ('OPEN', 'CORRECTED'), ('EXPLAINED', 'OPEN'))` },
  { id: 'R5', title: 'the sums of the classes are those of the matches', sql: `
      SELECT d.partner_id FROM reconciliation_day d WHERE (SELECT coalesce(sum((c->>'records')::int), 0) FROM jsonb_array_elements(d.classes) c) <> (SELECT coalesce(sum(cardinality(record_ids)), 0) FROM reconciliation_match m WHERE m.partner_id = d.partner_id AND m.business_date = d.business_date AND m.source = d.source)` },
];
