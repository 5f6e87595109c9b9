import { arrayOf, insertRows } from '../db/rows';
import type { Tx } from '../db/tx';
import { DomainError } from '../kernel/errors';
import { shareWindow } from '../ledger';

/** Corrections are written one after the other, so that two of them cannot take the same points back. */
const CORRECTION_LOCK = 7_301_013;

/** What orders a correction: a ruling, a restatement, a decision on a break; its id is a bare UUID. */
export interface CorrectionSource {
  readonly kind: 'RULING' | 'RESTATEMENT' | 'RECONCILIATION';
  readonly id: string;
}

/**
 * Points of burn legs that count as taken back in money although they stay burned. They are stamped with the window that is open; its night prices
 * them exactly as it prices a reversal of these legs. Doing it again for the same source and leg changes nothing.
 * @param parts bare leg ids; positive points, at most what is neither reversed nor corrected of the leg
 * @param newId makes the ids of the rows
 * @throws DomainError `reversal_exceeds_original` when a leg has not so many points left; `original_not_found` when it is no burn leg
 * @returns the window in which the correction is calculated
 */
export async function correctMoney(tx: Tx, source: CorrectionSource, parts: readonly { readonly legId: string; readonly points: bigint }[], at: Date, newId: () => string): Promise<string> {
  const windowId = await openWindowShared(tx);
  await tx.query('SELECT pg_advisory_xact_lock($1)', [CORRECTION_LOCK]);
  const { rows } = await tx.query<{ leg_id: string; left: string; done: boolean }>(
    `SELECT l.leg_id, (l.points - (SELECT coalesce(sum(x.points), 0) FROM leg x WHERE x.reverses_leg_id = l.leg_id) - (SELECT coalesce(sum(m.points), 0) FROM money_correction m WHERE m.leg_id = l.leg_id))::text AS left,
        EXISTS (SELECT 1 FROM money_correction m WHERE m.leg_id = l.leg_id AND m.source_kind = $2 AND m.source_id = $3) AS done
       FROM leg l WHERE l.leg_id = ANY($1::uuid[]) AND l.credit_account = 'REDEEMER'`, [arrayOf('uuid', parts.map((one) => one.legId)), source.kind, source.id]);
  const known = new Map(rows.map((row) => [row.leg_id, row]));
  const fresh = parts.filter(({ legId, points }) => {
    const leg = known.get(legId);
    if (!leg) throw new DomainError('original_not_found', { detail: `leg_${legId} is no leg of a burn. Name legs of burns.`, data: { legId: `leg_${legId}` } });
    if (!leg.done && points > BigInt(leg.left)) throw new DomainError('reversal_exceeds_original', { detail: `leg_${legId} has ${leg.left} points left that can be taken back; ${points} were asked for.`, data: { legId: `leg_${legId}`, available: Number(leg.left), requested: Number(points) } });
    return !leg.done;
  });
  await insertRows(tx, 'money_correction', fresh.map(({ legId, points }) => ({ correction_id: newId(), leg_id: legId, points, source_kind: source.kind, source_id: source.id, window_id: windowId, created_at: at })));
  return windowId;
}

async function openWindowShared(tx: Tx): Promise<string> {
  await shareWindow(tx);
  const { rows } = await tx.query<{ window_id: string }>(`SELECT window_id FROM settlement_window WHERE state = 'OPEN'`);
  if (!rows[0]) throw new Error('No settlement window is open.');
  return rows[0].window_id;
}
