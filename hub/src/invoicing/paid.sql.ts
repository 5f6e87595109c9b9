/**
 * How much of an issued invoice `i` (with its cycle `d`) is met. An invoice that a settlement nets is met by that settlement: by set-off as soon
 * as the obligations are fixed, and by money for the rest. The settlement's open principal, fee and PPN stand on the newest documents, because
 * money meets the oldest first. A fee invoice that is paid apart is met by the payments applied to it. The row of an invoice never changes.
 */
export const MET = `(SELECT CASE WHEN i.status <> 'ISSUED' THEN 0 WHEN i.kind = 'FEE_INVOICE' THEN (${feeMet()}) + (SELECT coalesce(sum(a.amount_minor), 0) FROM cash_application a WHERE a.invoice_id = i.invoice_id)
    WHEN i.kind = 'POINTS_INVOICE' THEN (${claimsMet('payer', 'IN')}) ELSE (${claimsMet('payee', 'OUT')}) END AS paid)`;

/** Claims of the cycle, and what disputes moved of them, in settlements that are fixed, less what is open of their principal beyond the claims of newer cycles. */
function claimsMet(side: 'payer' | 'payee', direction: 'IN' | 'OUT'): string {
  return `SELECT coalesce(sum(m.own - least(greatest(m.own, 0), greatest(coalesce(o.open_principal_minor, 0) - m.newer, 0))), 0) FROM (${claimsTaken(side)}) m
    CROSS JOIN ${openOf('m.settlement_id', direction)} WHERE m.own IS NOT NULL`;
}

/** By settlement that is fixed: the claims of an invoice's cycle, with what disputes moved of them, and those of newer cycles. */
export function claimsTaken(side: 'payer' | 'payee'): string {
  const lines = `settlement_line l JOIN document_cycle k ON k.cycle_id = l.${side}_cycle_id AND (k.cycle_id = i.cycle_id OR k.from_date > d.from_date)`;
  const own = `l.line_type = 'CLAIM' AND l.${side}_id = i.partner_id`;
  return `SELECT u.settlement_id, sum(u.amount) FILTER (WHERE u.cycle_id = i.cycle_id) AS own, coalesce(sum(u.amount) FILTER (WHERE u.cycle_id <> i.cycle_id), 0) AS newer FROM (
        SELECT s.settlement_id, k.cycle_id, c.amount_minor AS amount FROM ${lines} JOIN claim c ON c.line_id = l.line_id AND c.${side}_booking_cycle_id = l.${side}_cycle_id JOIN live_settlement s ON s.window_id = c.window_id AND s.group_id = c.group_id AND s.state IN ('SETTLING', 'SETTLED') WHERE ${own}
        UNION ALL SELECT t.settlement_id, k.cycle_id, v.amount_minor FROM ${lines} JOIN position_movement v ON v.line_id = l.line_id JOIN settlement_movement s ON s.movement_id = v.movement_id JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state IN ('SETTLING', 'SETTLED') WHERE ${own}) u
       GROUP BY u.settlement_id`;
}

/** What is open of a partner's obligations in a settlement, in one direction; joined as `o`. */
function openOf(settlement: string, direction: 'IN' | 'OUT'): string {
  return `LATERAL (SELECT coalesce(sum(x.open_principal_minor), 0) AS open_principal_minor, coalesce(sum(x.open_fee_minor), 0) AS open_fee_minor, coalesce(sum(x.open_ppn_minor), 0) AS open_ppn_minor
      FROM obligation_open x WHERE x.settlement_id = ${settlement} AND x.party_id = i.partner_id AND x.direction = '${direction}') o`;
}

/** The invoice in the settlement that took it, less what is open there beyond newer fee invoices. */
function feeMet(): string {
  const rest = (own: string, open: string, newer: string): string => `least(${own}, greatest(coalesce(o.${open}, 0) - n.${newer}, 0))`;
  return `SELECT coalesce(sum(i.total_minor - ${rest('i.subtotal_minor', 'open_fee_minor', 'fees')} - ${rest('i.ppn_minor', 'open_ppn_minor', 'ppn')}), 0)
      FROM settlement_document s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state IN ('SETTLING', 'SETTLED') CROSS JOIN ${openOf('s.settlement_id', 'IN')}
      CROSS JOIN LATERAL (SELECT coalesce(sum(x.subtotal_minor), 0) AS fees, coalesce(sum(x.ppn_minor), 0) AS ppn FROM settlement_document y JOIN invoice x ON x.invoice_id = y.document_id AND (x.issued_on, x.number) > (i.issued_on, i.number)
        WHERE y.settlement_id = s.settlement_id AND y.partner_id = i.partner_id) n
     WHERE s.document_id = i.invoice_id`;
}
