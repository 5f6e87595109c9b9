import type { Pool } from 'pg';
import { arrayOf } from '../db/rows';
import { lotLegs, lotMoves } from '../settlement';
import type { TermsTable } from '../terms';
import type { LineKey } from './domain/leaves';
import type { LotsLine, PlacedWindow } from './domain/lots';
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
  const given = new Set(legs.filter((leg) => leg.points > 0n).map((leg) => leg.lotId));
  const moves = await lotMoves(pool, [...new Set(legs.filter((leg) => leg.credit === 'ISSUER' && !given.has(leg.lotId)).map((leg) => leg.lotId))]);
  const windows = await placedWindows(pool, { partnerId, cycleId, until }, [...new Set(legs.map((leg) => leg.windowId))]);
  return rows.map((row) => ({ side: row.side, partnerId, key: keyOf(row), moves, windows, booked: row.windows, legs: legs.filter((leg) => leg.lineId === row.line_id) }));
}

/** Of some windows those of the cycle and of later ones. */
async function placedWindows(pool: Pool, { partnerId, cycleId, until }: Scope, windowIds: readonly string[]): Promise<Map<string, PlacedWindow>> {
  const { rows } = await pool.query<PlacedWindow>(
    `SELECT w.window_id AS "windowId", w.window_no::int AS "windowNo", d.cycle_id AS "cycleId" FROM settlement_window w JOIN document_cycle d ON d.partner_id = $1 AND w.business_date >= d.from_date AND w.business_date < d.to_date JOIN document_cycle own ON own.cycle_id = $2
      WHERE w.window_id = ANY($4::uuid[]) AND w.business_date >= own.from_date AND d.to_date <= $3`, [partnerId, cycleId, until, arrayOf('uuid', windowIds)]);
  return new Map(rows.map((row) => [row.windowId, row]));
}

function keyOf(row: LineRow): LineKey & { kind: string } {
  return { lineType: row.line_type, payerId: row.payer_id, payeeId: row.payee_id, payerCycleId: row.payer_cycle_id, payeeCycleId: row.payee_cycle_id, qualifier: row.qualifier, kind: row.kind, section: row.section, funding: '' };
}
