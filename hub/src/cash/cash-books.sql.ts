import type { Invariant } from '../ledger';

/** What must hold of money and what it met at any moment; each query returns no rows. */
export const CASH_INVARIANTS: readonly Invariant[] = [
  { id: 'M1', title: 'the parts of an obligation are its amount, and none is met beyond its size', sql: `
      SELECT obligation_id FROM obligation WHERE due_principal_minor + due_fee_minor + due_ppn_minor <> abs(amount_minor)
      UNION ALL SELECT obligation_id FROM obligation_open WHERE open_principal_minor < 0 OR open_fee_minor < 0 OR open_ppn_minor < 0` },
  { id: 'M2', title: 'no payment is used beyond its amount', sql: `SELECT payment_id FROM unapplied_cash WHERE unapplied_minor < 0` },
  { id: 'M3', title: 'money out is applied whole', sql: `SELECT p.payment_id FROM payment p WHERE p.direction = 'OUT' AND p.unmatched_at IS NULL AND p.amount_minor <> (SELECT coalesce(sum(a.amount_minor), 0) FROM cash_application a WHERE a.payment_id = p.payment_id) + (SELECT coalesce(sum(f.amount_minor), 0) FROM refund f WHERE f.paid_by_payment_id = p.payment_id)` },
  { id: 'M4', title: 'an application goes the way and to the party of its payment', sql: `
      SELECT a.application_id FROM cash_application a JOIN payment p ON p.payment_id = a.payment_id JOIN obligation o ON o.obligation_id = a.obligation_id WHERE o.party_id <> p.party_id OR (o.amount_minor < 0) <> (p.direction = 'IN')
      UNION ALL SELECT a.application_id FROM cash_application a JOIN payment p ON p.payment_id = a.payment_id JOIN invoice i ON i.invoice_id = a.invoice_id WHERE i.partner_id <> p.party_id OR p.direction <> 'IN' OR i.kind <> 'FEE_INVOICE'` },
  { id: 'M5', title: 'loss shares come to the shortfall of their default', sql: `
      SELECT d.default_id FROM default_case d WHERE d.state = 'DECLARED' AND d.shortfall_minor <> (SELECT coalesce(sum(l.amount_minor), 0) FROM loss_share l WHERE l.default_id = d.default_id)
      UNION ALL SELECT l.default_id FROM loss_share l JOIN default_case d ON d.default_id = l.default_id WHERE d.state <> 'DECLARED'` },
  { id: 'M6', title: 'a recovery is its shares and the hub\'s part, and repays no more than was lost', sql: `
      SELECT r.payment_id FROM recovery r WHERE r.amount_minor <> r.hub_minor + (SELECT coalesce(sum(s.amount_minor), 0) FROM recovery_share s WHERE s.payment_id = r.payment_id AND s.default_id = r.default_id)
      UNION ALL SELECT l.default_id FROM loss_share l WHERE l.amount_minor < (SELECT coalesce(sum(s.amount_minor), 0) FROM recovery_share s WHERE s.default_id = l.default_id AND s.party_id = l.party_id)
      UNION ALL SELECT d.default_id FROM default_case d WHERE d.hub_unpaid_minor < (SELECT coalesce(sum(r.hub_minor), 0) FROM recovery r WHERE r.default_id = d.default_id)` },
  { id: 'M7', title: 'the credits of an obligation are those that entered its settlement', sql: `
      SELECT o.obligation_id FROM obligation o WHERE o.party_id::text NOT LIKE '00000000-0000-7000-8000-%' AND o.credits_minor <> CASE WHEN o.takes_beside THEN (SELECT coalesce(sum(c.amount_minor), 0) FROM settlement_credit c WHERE c.settlement_id = o.settlement_id AND c.party_id = o.party_id) ELSE 0 END
      UNION ALL SELECT c.settlement_id FROM settlement_credit c WHERE NOT EXISTS (SELECT 1 FROM obligation o WHERE o.settlement_id = c.settlement_id AND o.party_id = c.party_id AND o.takes_beside) AND c.amount_minor <> 0` },
  { id: 'M8', title: 'a loss share and a recovery are in one live settlement at most, and whole', sql: `
      SELECT c.source_id FROM settlement_credit c JOIN settlement t ON t.settlement_id = c.settlement_id AND t.state <> 'ABORTED' WHERE c.kind <> 'UNAPPLIED_CASH' GROUP BY c.source_id, c.kind, c.party_id HAVING count(*) > 1
      UNION ALL SELECT c.source_id FROM settlement_credit c JOIN loss_share l ON l.default_id = c.source_id AND l.party_id = c.party_id WHERE c.kind = 'LOSS_SHARE' AND c.amount_minor <> -l.amount_minor` },
  { id: 'M9', title: 'an obligation is settled when nothing is open of it, a settlement when all its obligations are', sql: `
      SELECT o.obligation_id FROM obligation o JOIN obligation_open v ON v.obligation_id = o.obligation_id WHERE v.state IN ('SETTLING', 'SETTLED') AND (o.status = 'SETTLED') <> (v.open_minor = 0)
      UNION ALL SELECT s.settlement_id FROM settlement s WHERE s.state IN ('SETTLING', 'SETTLED') AND (s.state = 'SETTLED') <> NOT EXISTS (SELECT 1 FROM obligation o WHERE o.settlement_id = s.settlement_id AND o.status <> 'SETTLED')` },
  { id: 'M10', title: 'nothing meets an obligation of a settlement that is not approved', sql: `SELECT a.application_id FROM cash_application a JOIN obligation_open v ON v.obligation_id = a.obligation_id WHERE v.state NOT IN ('SETTLING', 'SETTLED')` },
  { id: 'M11', title: 'a bank entry that was applied is its payment', sql: `
      SELECT e.bank_entry_id FROM bank_entry e JOIN payment p ON p.payment_id = e.payment_id WHERE p.kind <> 'BANK' OR p.reference <> e.bank_reference OR p.amount_minor <> e.amount_minor OR p.direction <> e.direction OR p.unmatched_at IS NOT NULL` },
  { id: 'M12', title: 'an obligation, or a refund, is in one valid payment instruction at most, and an instruction is its payouts', sql: `
      SELECT coalesce(y.obligation_id, y.refund_id) FROM payout y JOIN payment_instruction i ON i.instruction_id = y.instruction_id AND i.cancelled_at IS NULL GROUP BY y.obligation_id, y.refund_id HAVING count(*) > 1
      UNION ALL SELECT i.instruction_id FROM payment_instruction i WHERE i.payouts <> (SELECT count(*) FROM payout y WHERE y.instruction_id = i.instruction_id) OR i.total_minor <> (SELECT sum(y.amount_minor) FROM payout y WHERE y.instruction_id = i.instruction_id)` },
  { id: 'M13', title: 'the statements of an aborted settlement are answered, and no others', sql: `
      SELECT s.statement_id FROM statement s JOIN settlement t ON t.settlement_id = s.settlement_id LEFT JOIN statement_void v ON v.statement_id = s.statement_id WHERE (t.state = 'ABORTED') <> (v.statement_id IS NOT NULL)` },
  { id: 'M14', title: 'an accepted certificate is a payment of its amount', sql: `SELECT c.certificate_id FROM withholding_certificate c JOIN payment p ON p.payment_id = c.payment_id WHERE p.kind <> 'CERTIFICATE' OR p.amount_minor <> c.amount_minor OR p.party_id <> c.partner_id` },
  { id: 'M15', title: 'a refund goes out to the partner whose money it is, in its very amount', sql: `
      SELECT f.refund_id FROM refund f JOIN payment p ON p.payment_id = f.payment_id WHERE f.partner_id <> p.party_id OR p.direction <> 'IN' OR p.kind <> 'BANK' OR (p.unmatched_at IS NOT NULL AND f.state <> 'WITHDRAWN')
      UNION ALL SELECT f.refund_id FROM refund f JOIN payment o ON o.payment_id = f.paid_by_payment_id WHERE o.party_id <> f.partner_id OR o.direction <> 'OUT' OR o.amount_minor <> f.amount_minor OR o.unmatched_at IS NOT NULL` },
  { id: 'M16', title: 'an un-matched payment used nothing up: no settlement, no recovery', sql: `
      SELECT p.payment_id FROM payment p WHERE p.unmatched_at IS NOT NULL AND (EXISTS (SELECT 1 FROM recovery r WHERE r.payment_id = p.payment_id)
        OR EXISTS (SELECT 1 FROM settlement_credit c JOIN settlement s ON s.settlement_id = c.settlement_id AND s.state <> 'ABORTED' WHERE c.kind = 'UNAPPLIED_CASH' AND c.source_id = p.payment_id))` },
  { id: 'M17', title: 'the number of a virtual account is one partner\'s for ever, alive once at most', sql: `
      SELECT number_key FROM virtual_account WHERE status <> 'REJECTED' GROUP BY number_key HAVING count(DISTINCT partner_id) > 1 OR count(*) FILTER (WHERE status IN ('PROPOSED', 'ACCEPTED')) > 1` },
  { id: 'M18', title: 'what was matched by a virtual account is money of its partner', sql: `
      SELECT e.bank_entry_id FROM bank_entry e JOIN payment p ON p.payment_id = e.payment_id WHERE e.reason = 'VIRTUAL_ACCOUNT' AND e.status = 'APPLIED'
        AND NOT EXISTS (SELECT 1 FROM virtual_account a WHERE a.number_key = ltrim(e.virtual_account, '0') AND a.partner_id = p.party_id AND a.status IN ('ACCEPTED', 'ENDED') AND a.valid_from <= e.booked_on AND (a.ended_on IS NULL OR e.booked_on < a.ended_on OR e.decided_at < a.ended_at))` },
];
