import type { Pool } from 'pg';
import { lotLegs } from '../settlement';
import type { TermsTable } from '../terms';
import type { LineKey } from './domain/leaves';
import type { LotsLine } from './domain/lots';
import type { Scope } from './second-form.reader';

interface LineRow { line_id: string; line_type: string; kind: string; payer_id: string; payee_id: string; payer_cycle_id: string | null; payee_cycle_id: string | null; qualifier: string; section: string; side: 'PAY' | 'RECEIVE'; windows: { windowId: string; cycleId: string; exactAfter: string }[] }

/** Lines on points that one issuer alone gave, or that expired of them, with the legs that each window counted; what a restatement moved on them has no legs to show. */
export async function lotsLines(pool: Pool, { partnerId, cycleId, until }: Scope, terms: TermsTable): Promise<LotsLine[]> {
  const side = (own: 'payer' | 'payee', kinds: string): string => `SELECT s.line_id, s.line_type, s.kind, s.payer_id, s.payee_id, s.payer_cycle_id, s.payee_cycle_id, s.qualifier, s.section, '${own === 'payer' ? 'PAY' : 'RECEIVE'}' AS side, json_agg(json_build_object('windowId', c.window_id, 'cycleId', c.${own}_booking_cycle_id, 'exactAfter', c.exact_after) ORDER BY w.window_no) AS windows
       FROM settlement_line s JOIN claim c ON c.line_id = s.line_id JOIN settlement_window w ON w.window_id = c.window_id JOIN document_cycle d ON d.cycle_id = c.${own}_booking_cycle_id
      WHERE s.line_type = 'CLAIM' AND s.kind IN (${kinds}) AND s.funding = '' AND s.${own}_id = $1 AND s.${own}_cycle_id = $2 AND d.to_date <= $3
        AND NOT EXISTS (SELECT 1 FROM price_group_line k JOIN price_group g ON g.group_id = k.group_id WHERE k.line_id = s.line_id AND g.source <> 'LEGS') AND NOT EXISTS (SELECT 1 FROM line_correction n WHERE n.line_id = s.line_id) GROUP BY s.line_id`;
  const { rows } = await pool.query<LineRow>(`${side('payer', `'ISSUE', 'EXPIRE'`)} UNION ALL ${side('payee', `'BREAKAGE_SHARE'`)}`, [partnerId, cycleId, until]);
  if (rows.length === 0) return [];
  const legs = await lotLegs(pool, partnerId, rows.map((row) => row.line_id), [...new Set(rows.flatMap((row) => row.windows.map((window) => window.windowId)))], terms);
  return rows.map((row) => ({ side: row.side, partnerId, key: keyOf(row), windows: row.windows.map((window) => ({ ...window, legs: legs.filter((leg) => leg.lineId === row.line_id && leg.windowId === window.windowId) })) }));
}

function keyOf(row: LineRow): LineKey & { kind: string } {
  return { lineType: row.line_type, payerId: row.payer_id, payeeId: row.payee_id, payerCycleId: row.payer_cycle_id, payeeCycleId: row.payee_cycle_id, qualifier: row.qualifier, kind: row.kind, section: row.section, funding: '' };
}
