import type { Connection, Tx } from '../db/tx';
import type { LineAfter } from './domain/credited';
import type { LegPart } from './domain/dispute';

/** Disputes whose other side was silent until an instant. */
export async function silentDisputes(connection: Connection, until: Date): Promise<string[]> {
  return (await connection.query<{ dispute_id: string }>(`SELECT dispute_id FROM dispute WHERE status = 'OPENED' AND respond_by <= $1 ORDER BY respond_by, dispute_id`, [until])).rows.map((row) => row.dispute_id);
}

/** Rulings that are overdue at an instant and were not told so far. */
export async function overdueRulings(connection: Connection, until: Date): Promise<string[]> {
  return (await connection.query<{ dispute_id: string }>(`SELECT dispute_id FROM dispute WHERE status = 'UNDER_REVIEW' AND respond_by <= $1 AND alerted_at IS NULL ORDER BY respond_by, dispute_id`, [until])).rows.map((row) => row.dispute_id);
}

export async function markAlerted(tx: Tx, disputeId: string, at: Date): Promise<boolean> {
  return ((await tx.query('UPDATE dispute SET alerted_at = $2 WHERE dispute_id = $1 AND alerted_at IS NULL', [disputeId, at])).rowCount ?? 0) > 0;
}

/** Upheld disputes whose remedy is not posted wholly. */
export async function unremedied(connection: Connection): Promise<string[]> {
  return (await connection.query<{ dispute_id: string }>(`SELECT dispute_id FROM dispute WHERE status = 'UPHELD' AND remedied_at IS NULL ORDER BY dispute_id`)).rows.map((row) => row.dispute_id);
}

/** Disputes with more points than their legs have left: somebody reversed the burn meanwhile. */
export async function overtakenDisputes(connection: Connection, disputeId: string | undefined): Promise<string[]> {
  const { rows } = await connection.query<{ dispute_id: string }>(
    `SELECT DISTINCT d.dispute_id FROM dispute p JOIN dispute_leg d ON d.dispute_id = p.dispute_id JOIN leg l ON l.leg_id = d.leg_id
      WHERE (p.status IN ('OPENED', 'UNDER_REVIEW') OR (p.status = 'UPHELD' AND p.remedied_at IS NULL)) AND d.remedy_posting_id IS NULL AND ($1::uuid IS NULL OR p.dispute_id = $1) AND EXISTS (SELECT 1 FROM leg r WHERE r.reverses_leg_id = d.leg_id) ORDER BY 1`, [disputeId ?? null]);
  return rows.map((row) => row.dispute_id);
}

export interface LegState extends LegPart {
  readonly postingId: string;
  /** What the burn has left on this leg. */
  readonly left: bigint;
  /** What all disputes that are not remedied contest of it. */
  readonly contested: bigint;
  readonly lastReversalId: string | null;
  readonly lastReversalWindowId: string | null;
}

/** Legs of a dispute that no remedy has touched, and how they stand in the books. */
export async function legStates(connection: Connection, disputeId: string): Promise<LegState[]> {
  const { rows } = await connection.query<{ leg_id: string; posting_id: string; points: string; left: string; contested: string; last_id: string | null; last_window: string | null }>(
    `SELECT d.leg_id, d.posting_id, d.points, greatest(0, l.points - coalesce(r.points, 0) - (SELECT coalesce(sum(m.points), 0) FROM money_correction m WHERE m.leg_id = d.leg_id))::text AS left, r.last_id, r.last_window,
        (SELECT sum(o.points)::text FROM dispute_leg o JOIN dispute q ON q.dispute_id = o.dispute_id WHERE o.leg_id = d.leg_id AND o.remedy_posting_id IS NULL AND (q.status IN ('OPENED', 'UNDER_REVIEW') OR (q.status = 'UPHELD' AND q.remedied_at IS NULL))) AS contested
       FROM dispute_leg d JOIN leg l ON l.leg_id = d.leg_id
         LEFT JOIN LATERAL (SELECT sum(v.points) AS points, (array_agg(v.posting_id ORDER BY v.seq DESC))[1] AS last_id, (array_agg(v.window_id ORDER BY v.seq DESC))[1] AS last_window FROM leg v WHERE v.reverses_leg_id = d.leg_id) r ON true
      WHERE d.dispute_id = $1 AND d.remedy_posting_id IS NULL ORDER BY l.seq, l.line_no`, [disputeId]);
  return rows.map((row) => ({ legId: row.leg_id, postingId: row.posting_id, points: BigInt(row.points), left: BigInt(row.left), contested: BigInt(row.contested), lastReversalId: row.last_id, lastReversalWindowId: row.last_window }));
}

export async function burnOf(connection: Connection, postingId: string): Promise<{ partnerId: string; memberId: string }> {
  const { rows } = await connection.query<{ partnerId: string; memberId: string }>('SELECT partner_id AS "partnerId", member_id AS "memberId" FROM posting WHERE posting_id = $1', [postingId]);
  if (!rows[0]) throw new Error(`Posting ${postingId} is not here.`);
  return rows[0];
}

export async function markLegs(tx: Tx, disputeId: string, legIds: readonly string[], postingId: string): Promise<void> {
  await tx.query('UPDATE dispute_leg SET remedy_posting_id = $3 WHERE dispute_id = $1 AND leg_id = ANY($2::uuid[]) AND remedy_posting_id IS NULL', [disputeId, legIds, postingId]);
}

/** Windows in which the remedies of a dispute's legs stand, with the legs of each. */
export async function remedyWindows(connection: Connection, disputeId: string): Promise<{ windowId: string; legs: LegPart[] }[]> {
  const { rows } = await connection.query<{ window_id: string; legs: { legId: string; points: string }[] }>(
    `SELECT p.window_id, json_agg(json_build_object('legId', d.leg_id, 'points', d.points::text) ORDER BY d.leg_id) AS legs FROM dispute_leg d JOIN posting p ON p.posting_id = d.remedy_posting_id WHERE d.dispute_id = $1 GROUP BY p.window_id ORDER BY 1`, [disputeId]);
  return rows.map((row) => ({ windowId: row.window_id, legs: row.legs.map((leg) => ({ legId: leg.legId, points: BigInt(leg.points) })) }));
}

export async function markRemedied(tx: Tx, disputeId: string, windowId: string, at: Date): Promise<void> {
  await tx.query('UPDATE dispute SET remedied_at = $3, remedy_window_id = $2 WHERE dispute_id = $1', [disputeId, windowId, at]);
}

export interface LineToCredit {
  readonly disputeId: string;
  readonly lineId: string;
  readonly windowId: string;
  readonly exact: string;
  readonly after: LineAfter;
}

/** Lines of remedied disputes whose window is calculated, with what the line came to in it. */
export async function linesToCredit(tx: Tx): Promise<LineToCredit[]> {
  const { rows } = await tx.query<{ dispute_id: string; line_id: string; window_id: string; exact: string; exact_after: string; added: string; amount_minor: string; note: { exact: string; rounding?: 'FLOOR' } | null }>(
    `SELECT d.dispute_id, l.line_id, c.window_id, l.exact, c.exact_after, trim_scale(c.exact_after::numeric - c.exact_before::numeric)::text AS added, c.amount_minor, c.parts->'notes'->(c.payer_booking_cycle_id::text) AS note FROM dispute d JOIN dispute_line l ON l.dispute_id = d.dispute_id
       JOIN claim c ON c.line_id = l.line_id AND c.window_id = d.remedy_window_id AND c.version = 1 WHERE d.status = 'UPHELD' AND d.remedied_at IS NOT NULL AND d.credited_at IS NULL ORDER BY l.line_id, d.dispute_id`);
  return rows.map((row) => ({ disputeId: row.dispute_id, lineId: row.line_id, windowId: row.window_id, exact: row.exact, after: { exactAfter: row.note?.exact ?? row.exact_after, exact: row.added, amountMinor: BigInt(row.amount_minor), ...(row.note && { rounding: row.note.rounding ?? ('PER_NOTE' as const) }) } }));
}

export async function markCredited(tx: Tx, list: readonly { disputeId: string; lineId: string; amountMinor: bigint }[], at: Date): Promise<string[]> {
  for (const one of list) await tx.query('UPDATE dispute_line SET credited_minor = $3 WHERE dispute_id = $1 AND line_id = $2', [one.disputeId, one.lineId, one.amountMinor.toString()]);
  const ids = [...new Set(list.map((one) => one.disputeId))];
  await tx.query('UPDATE dispute SET credited_at = $2 WHERE dispute_id = ANY($1::uuid[])', [ids, at]);
  return ids;
}
