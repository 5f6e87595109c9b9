import type { Connection } from '../db/tx';

export async function memberOfHold(connection: Connection, holdId: string, partnerId: string): Promise<string | undefined> {
  const { rows } = await connection.query<{ member_id: string }>(`SELECT member_id FROM hold WHERE hold_id = $1 AND partner_id = $2`, [holdId, partnerId]);
  return rows[0]?.member_id;
}

export async function memberOfPosting(connection: Connection, postingId: string, partnerId: string): Promise<string | undefined> {
  const { rows } = await connection.query<{ member_id: string }>(`SELECT member_id FROM posting WHERE posting_id = $1 AND partner_id = $2`, [postingId, partnerId]);
  return rows[0]?.member_id;
}

export async function postingByExternalId(connection: Connection, partnerId: string, externalId: string): Promise<string | undefined> {
  const { rows } = await connection.query<{ object_id: string }>(`SELECT object_id FROM external_id WHERE partner_id = $1 AND external_id = $2 AND verb <> 'HOLD'`, [partnerId, externalId]);
  return rows[0]?.object_id;
}

export interface BalanceRow {
  readonly available: bigint;
  readonly held: bigint;
  readonly pending: bigint;
  readonly receivable: bigint;
  readonly sequence: bigint;
  readonly nextExpiry?: { readonly date: string; readonly points: bigint };
}

/** What a member has at one moment; lots past their expiry are not available, whether the night has expired them yet or not. */
export async function balanceOf(connection: Connection, memberId: string, now: Date): Promise<BalanceRow> {
  const { rows } = await connection.query<{ available: string; held: string; pending: string; receivable: string; sequence: string; next_date: string | null; next_points: string | null }>(
    `WITH live AS (SELECT remaining, vests_at, greatest(expires_at, grace_until) AS ends FROM lot WHERE member_id = $1 AND open AND point_kind <> 'QUALIFYING'
                     AND (expires_at IS NULL OR greatest(expires_at, grace_until) > $2)),
          next AS (SELECT (ends AT TIME ZONE 'Asia/Jakarta' - interval '1 microsecond')::date AS day, sum(remaining) AS points FROM live WHERE ends IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 1)
     SELECT coalesce((SELECT sum(remaining) FROM live WHERE vests_at IS NULL OR vests_at <= $2), 0)::text AS available, coalesce((SELECT held FROM member_balance WHERE member_id = $1), 0)::text AS held,
       coalesce((SELECT sum(remaining) FROM live WHERE vests_at > $2), 0)::text AS pending, coalesce((SELECT sum(points) FROM receivable WHERE member_id = $1), 0)::text AS receivable,
       coalesce((SELECT max(seq) FROM posting WHERE member_id = $1), 0)::text AS sequence, (SELECT day::text FROM next) AS next_date, (SELECT points::text FROM next) AS next_points`, [memberId, now]);
  const row = rows[0];
  if (!row) throw new Error('An aggregate has one row.');
  return { available: BigInt(row.available), held: BigInt(row.held), pending: BigInt(row.pending), receivable: BigInt(row.receivable), sequence: BigInt(row.sequence),
    ...(row.next_date !== null && row.next_points !== null && { nextExpiry: { date: row.next_date, points: BigInt(row.next_points) } }) };
}

export async function lotsOf(connection: Connection, memberId: string): Promise<{ lotId: string; issuerId: string; points: bigint; remaining: bigint; earnedAt: Date; expiresAt: Date | null }[]> {
  const { rows } = await connection.query<{ lot_id: string; issuer_id: string; points: string; remaining: string; earned_at: Date; expires_at: Date | null }>(
    `SELECT lot_id, issuer_id, points, remaining, earned_at, greatest(expires_at, grace_until) AS expires_at FROM lot WHERE member_id = $1 AND open ORDER BY lot.expires_at NULLS LAST, earned_at, lot_id`, [memberId]);
  return rows.map((row) => ({ lotId: row.lot_id, issuerId: row.issuer_id, points: BigInt(row.points), remaining: BigInt(row.remaining), earnedAt: row.earned_at, expiresAt: row.expires_at }));
}

export async function memberStatus(connection: Connection, memberId: string): Promise<'ACTIVE' | 'FROZEN' | 'CLOSED' | undefined> {
  const { rows } = await connection.query<{ status: 'ACTIVE' | 'FROZEN' | 'CLOSED' }>(`SELECT status FROM member WHERE member_id = $1`, [memberId]);
  return rows[0]?.status;
}
