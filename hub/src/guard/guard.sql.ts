import type { Invariant } from '../ledger';

/** What must hold of the guard's figures, of run-offs and of estimates at any moment; each query returns no rows. */
export const GUARD_INVARIANTS: readonly Invariant[] = [
  { id: 'G1', title: 'a figure belongs to an issuer that is guarded', sql: `SELECT m.party_id FROM (SELECT party_id FROM guard_sum UNION ALL SELECT party_id FROM guard_move) m WHERE NOT EXISTS (SELECT 1 FROM guard_issuer g WHERE g.issuer_id = m.party_id)` },
  { id: 'G2', title: 'what is held elsewhere is never worth less than nothing', sql: `SELECT party_id FROM (SELECT party_id, holds FROM guard_sum UNION ALL SELECT party_id, holds FROM guard_move) m GROUP BY party_id HAVING sum(holds) < 0` },
  { id: 'G3', title: 'an issuer that runs off gives no points', sql: `SELECT r.issuer_id FROM run_off r WHERE r.decided_at IS NOT NULL AND r.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM earn_stop s WHERE s.partner_id = r.issuer_id AND s.reason = 'RUN_OFF' AND s.until IS NULL)` },
  { id: 'G4', title: 'the versions of an estimate are numbered without gaps', sql: `SELECT issuer_id FROM urr_version GROUP BY issuer_id, issue_month HAVING max(version) <> count(*)` },
];
