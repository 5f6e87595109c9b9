import type { Connection } from '../db/tx';
import { allocate } from '../kernel/allocate';
import { Exact } from '../kernel/rate';
import type { OutletShare, OwnBurns } from './domain/document';

/** Points of a partner burned at its own outlets in closed windows of some business dates. */
export async function ownBurns(connection: Connection, partnerId: string, from: string, to: string): Promise<OwnBurns> {
  const { rows } = await connection.query<{ points: string; legs: number }>(
    `SELECT coalesce(sum(CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END), 0)::text AS points, count(*)::int AS legs
       FROM settlement_window w JOIN leg l ON l.window_id = w.window_id WHERE w.business_date >= $2 AND w.business_date < $3 AND w.state = 'CLOSED' AND l.issuer_id = $1 AND l.redeemer_id = $1`, [partnerId, from, to]);
  return { points: BigInt(rows[0]?.points ?? 0), legCount: rows[0]?.legs ?? 0 };
}

const CASH_UNIT = 100n;
/** Decimals of an exact amount that weigh in an allocation; an exact amount has at most ten and the points are whole. */
const SCALE = new Exact('1e10');

/**
 * What the claim lines of an issued invoice come to at each outlet. A reversal counts at the outlet of the burn it undoes, and each line's amount is spread over its outlets by
 * their exact amounts, so that the annex adds up to the invoice.
 */
export async function outletShares(connection: Connection, invoiceId: string, kind: 'POINTS_INVOICE' | 'REDEMPTION_INVOICE'): Promise<OutletShare[]> {
  const [price, booking] = kind === 'POINTS_INVOICE' ? ['pay_price', 'payer'] : ['receive_price', 'payee'];
  const { rows } = await connection.query<{ line: string; amount: string; outlet_id: string; outlet: string; partner: string; points: string; exact: string; legs: number }>(
    `SELECT i.invoice_line_id AS line, i.amount_minor::text AS amount, coalesce(u.outlet_id::text, '') AS outlet_id, coalesce(u.name, '–') AS outlet, r.brand_name AS partner, sum(n.points)::text AS points, sum(n.points * x.${price})::text AS exact, count(*)::int AS legs
       FROM invoice_line i JOIN invoice v ON v.invoice_id = i.invoice_id JOIN claim c ON c.line_id = i.line_id AND c.${booking}_booking_cycle_id = v.cycle_id JOIN price_group_line k ON k.line_id = i.line_id JOIN leg_price x ON x.group_id = k.group_id AND x.window_id = c.window_id JOIN leg l ON l.leg_id = x.leg_id
         CROSS JOIN LATERAL (SELECT CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END AS points) n
         LEFT JOIN leg o ON o.leg_id = l.reverses_leg_id JOIN posting p ON p.posting_id = coalesce(o.posting_id, l.posting_id) LEFT JOIN outlet u ON u.outlet_id = p.outlet_id JOIN partner r ON r.partner_id = l.redeemer_id
      WHERE i.invoice_id = $1 AND i.line_type IN ('CLAIM_PAYABLE', 'CLAIM_RECEIVABLE') GROUP BY 1, 2, 3, 4, 5 ORDER BY r.brand_name, 4, 3, 1`, [invoiceId]);
  const shares = new Map<string, OutletShare>();
  for (const line of new Set(rows.map((row) => row.line))) {
    const own = rows.filter((row) => row.line === line);
    const weights = own.map((row) => BigInt(Exact.max(0, new Exact(row.exact)).mul(SCALE).toFixed(0)));
    const parts = weights.some((weight) => weight > 0n) ? allocate(BigInt(own[0]?.amount ?? 0) / CASH_UNIT, weights) : own.map(() => 0n);
    own.forEach((row, at) => {
      const outlet = `${row.partner} ${row.outlet_id}`;
      const before = shares.get(outlet);
      shares.set(outlet, { outlet: row.outlet, partner: row.partner, points: BigInt(row.points) + (before?.points ?? 0n), amountMinor: (parts[at] ?? 0n) * CASH_UNIT + (before?.amountMinor ?? 0n), legCount: row.legs + (before?.legCount ?? 0) });
    });
  }
  return [...shares.values()].sort((a, b) => (a.partner === b.partner ? (a.outlet < b.outlet ? -1 : 1) : a.partner < b.partner ? -1 : 1));
}
