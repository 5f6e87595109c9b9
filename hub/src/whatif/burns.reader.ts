import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { FundingPart } from '../settlement/domain/facts';
import type { OpeningHold, Opening, PastEvent, PastLot } from './domain/replay';
import type { CalculatedWindow } from './past.reader';

interface LotRow { lot_id: string; member_id: string; issuer_id: string; sold_by: string; point_kind: string; points: string; earned_at: Date; earned_on: string; vests_at: Date | null; expires_at: Date | null; grace_until: Date | null; usable_at: string[] | null; funding_shares: FundingPart[] | null; free: string }
const LOT = `k.lot_id, k.member_id, k.issuer_id, p.partner_id AS sold_by, k.point_kind, k.points::text, k.earned_at, k.earned_on::text, coalesce(k.vested_at, k.vests_at) AS vests_at, k.expires_at, k.grace_until, k.usable_at::text[] AS usable_at, k.funding_shares`;

/** Lots and open holds as they stood before the first window; also empty lots to which points may come back. */
export async function openingOf(connection: Connection, windows: readonly CalculatedWindow[]): Promise<Opening> {
  const first = windows[0];
  if (!first) return { lots: [], holds: [] };
  const holds = await openHolds(connection, first.windowId);
  const held = new Map<string, bigint>();
  for (const { lotId, points } of holds.flatMap((one) => one.parts)) held.set(lotId, (held.get(lotId) ?? 0n) + points);
  const { rows } = await connection.query<LotRow>(
    `WITH before AS (SELECT l.lot_id, sum(CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END) AS free FROM leg l JOIN settlement_window w ON w.window_id = l.window_id WHERE w.window_no < $1 AND 'MEMBER' IN (l.debit_account, l.credit_account) GROUP BY l.lot_id)
     SELECT ${LOT}, b.free::text AS free FROM before b JOIN lot k ON k.lot_id = b.lot_id JOIN posting p ON p.posting_id = k.earn_posting_id
      WHERE b.free > 0 OR EXISTS (SELECT 1 FROM leg l WHERE l.lot_id = b.lot_id AND l.window_id = ANY($2::uuid[]))`, [first.windowNo, arrayOf('uuid', windows.map((one) => one.windowId))]);
  return { holds, lots: rows.map((row) => lotOf(row, BigInt(row.free) - (held.get(row.lot_id) ?? 0n))) };
}

function lotOf(row: LotRow, remaining: bigint): PastLot {
  return { lotId: row.lot_id, memberId: row.member_id, issuerId: row.issuer_id, soldBy: row.sold_by, pointKind: row.point_kind, points: BigInt(row.points), remaining, earnedAt: row.earned_at, earnedOn: row.earned_on, ...(row.vests_at && { vestsAt: row.vests_at }),
    ...(row.expires_at && { expiresAt: row.expires_at }), ...(row.grace_until && { graceUntil: row.grace_until }), ...(row.usable_at && { usableAt: row.usable_at }), ...(row.funding_shares && { fundingShares: row.funding_shares }) };
}

async function openHolds(connection: Connection, windowId: string): Promise<OpeningHold[]> {
  const { rows } = await connection.query<{ hold_id: string; lot_id: string; points: string }>(
    `SELECT h.hold_id, t.lot_id, t.points::text FROM hold h JOIN hold_lot t ON t.hold_id = h.hold_id CROSS JOIN (SELECT opened_at FROM settlement_window WHERE window_id = $1) w
      WHERE h.created_at < w.opened_at AND (h.ended_at IS NULL OR h.ended_at >= w.opened_at) ORDER BY h.hold_id, t.line_no`, [windowId]);
  const byHold = new Map<string, { lotId: string; points: bigint }[]>();
  for (const row of rows) byHold.set(row.hold_id, [...(byHold.get(row.hold_id) ?? []), { lotId: row.lot_id, points: BigInt(row.points) }]);
  return [...byHold].map(([holdId, parts]) => ({ holdId, parts }));
}

/** What happened to lots in some windows. */
export async function eventsOf(connection: Connection, windows: readonly CalculatedWindow[]): Promise<PastEvent[]> {
  const ids = arrayOf('uuid', windows.map((one) => one.windowId));
  return [...await newLots(connection, ids), ...await burns(connection, ids), ...await returns(connection, ids), ...await otherMoves(connection, ids), ...await holdEvents(connection, ids), ...await cutOffs(connection, ids)];
}

async function newLots(connection: Connection, ids: string): Promise<PastEvent[]> {
  const { rows } = await connection.query<LotRow & { at: Date; seq: string }>(
    `SELECT ${LOT}, l.points::text AS free, p.posted_at AS at, l.seq FROM leg l JOIN lot k ON k.lot_id = l.lot_id AND k.earn_posting_id = l.posting_id JOIN posting p ON p.posting_id = l.posting_id WHERE l.window_id = ANY($1::uuid[]) AND l.credit_account = 'MEMBER'`, [ids]);
  return rows.map((row) => ({ kind: 'LOT', at: row.at, seq: BigInt(row.seq), lot: lotOf(row, BigInt(row.free)) }));
}

async function burns(connection: Connection, ids: string): Promise<PastEvent[]> {
  const { rows } = await connection.query<{ posting_id: string; at: Date; seq: string; member_id: string; partner_id: string; points: string; hold_id: string | null; window_id: string; business_date: string }>(
    `SELECT posting_id, posted_at AS at, seq, member_id, partner_id, points::text, hold_id, window_id, business_date::text FROM posting WHERE window_id = ANY($1::uuid[]) AND type = 'BURN'`, [ids]);
  return rows.map((row) => ({ kind: 'BURN', at: row.at, seq: BigInt(row.seq), postingId: row.posting_id, memberId: row.member_id, redeemerId: row.partner_id, points: BigInt(row.points), windowId: row.window_id, businessDate: row.business_date, ...(row.hold_id && { holdId: row.hold_id }) }));
}

async function returns(connection: Connection, ids: string): Promise<PastEvent[]> {
  const { rows } = await connection.query<{ posting_id: string; of: string; at: Date; seq: string; redeemer_id: string; window_id: string; business_date: string; parts: { lotId: string; points: string }[] }>(
    `SELECT l.posting_id, p.reverses_posting_id AS of, p.posted_at AS at, p.seq, l.redeemer_id, p.window_id, p.business_date::text, json_agg(json_build_object('lotId', l.lot_id, 'points', l.points::text) ORDER BY l.line_no) AS parts
       FROM leg l JOIN posting p ON p.posting_id = l.posting_id WHERE l.window_id = ANY($1::uuid[]) AND l.debit_account = 'REDEEMER' AND l.credit_account = 'MEMBER' GROUP BY 1, 2, 3, 4, 5, 6, 7`, [ids]);
  return rows.map((row) => {
    const recorded = row.parts.map((part) => ({ lotId: part.lotId, points: BigInt(part.points) }));
    return { kind: 'GIVE_BACK', at: row.at, seq: BigInt(row.seq), postingId: row.posting_id, of: row.of, redeemerId: row.redeemer_id, points: recorded.reduce((sum, part) => sum + part.points, 0n), recorded, windowId: row.window_id, businessDate: row.business_date };
  });
}

async function otherMoves(connection: Connection, ids: string): Promise<PastEvent[]> {
  const { rows } = await connection.query<{ kind: 'EXPIRE' | 'REINSTATE' | 'TAKE'; at: Date; seq: string; lot_id: string; points: string; window_id: string; grace_until: Date | null }>(
    `SELECT CASE WHEN l.credit_account = 'EXPIRED' THEN 'EXPIRE' WHEN l.debit_account = 'EXPIRED' THEN 'REINSTATE' ELSE 'TAKE' END AS kind, p.posted_at AS at, l.seq, l.lot_id, l.points::text, l.window_id, k.grace_until
       FROM leg l JOIN posting p ON p.posting_id = l.posting_id JOIN lot k ON k.lot_id = l.lot_id WHERE l.window_id = ANY($1::uuid[]) AND ('EXPIRED' IN (l.debit_account, l.credit_account) OR (l.debit_account = 'MEMBER' AND l.credit_account IN ('ISSUER', 'CLEARING')))`, [ids]);
  return rows.map((row): PastEvent => {
    const when = { at: row.at, seq: BigInt(row.seq), lotId: row.lot_id };
    if (row.kind === 'EXPIRE') return { ...when, kind: 'EXPIRE', windowId: row.window_id };
    return row.kind === 'TAKE' ? { ...when, kind: 'TAKE', points: BigInt(row.points) } : { ...when, kind: 'REINSTATE', points: BigInt(row.points), ...(row.grace_until && { graceUntil: row.grace_until }) };
  });
}

async function holdEvents(connection: Connection, ids: string): Promise<PastEvent[]> {
  const { rows } = await connection.query<{ hold_id: string; member_id: string; partner_id: string; points: string; created_at: Date; released_at: Date | null; made: boolean }>(
    `SELECT h.hold_id, h.member_id, h.partner_id, h.points::text, h.created_at, CASE WHEN h.status IN ('RELEASED', 'TIMED_OUT') AND h.ended_at < s.till THEN h.ended_at END AS released_at, h.created_at >= s.since AS made
       FROM hold h CROSS JOIN (SELECT min(opened_at) AS since, max(closed_at) AS till FROM settlement_window WHERE window_id = ANY($1::uuid[])) s WHERE h.created_at < s.till AND (h.ended_at IS NULL OR h.ended_at >= s.since)`, [ids]);
  return rows.flatMap((row): PastEvent[] => [...(row.made ? [{ kind: 'HOLD' as const, at: row.created_at, seq: 0n, holdId: row.hold_id, memberId: row.member_id, redeemerId: row.partner_id, points: BigInt(row.points) }] : []),
    ...(row.released_at ? [{ kind: 'RELEASE' as const, at: row.released_at, seq: 0n, holdId: row.hold_id }] : [])]);
}

async function cutOffs(connection: Connection, ids: string): Promise<PastEvent[]> {
  const { rows } = await connection.query<{ window_id: string; at: Date; last_seq: string | null }>(`SELECT window_id, least(cut_off_at, closed_at) AS at, last_seq FROM settlement_window WHERE window_id = ANY($1::uuid[])`, [ids]);
  return rows.map((row) => ({ kind: 'CUT_OFF', windowId: row.window_id, at: row.at, seq: BigInt(row.last_seq ?? '0') + 1n }));
}
