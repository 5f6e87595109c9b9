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
  const { rows } = await connection.query<{ posting_id: string }>(`SELECT posting_id FROM idempotency WHERE partner_id = $1 AND external_id = $2 AND posting_id IS NOT NULL`, [partnerId, externalId]);
  return rows[0]?.posting_id;
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
    `WITH live AS (SELECT remaining, coalesce(vested_at, vests_at) AS vests_at, greatest(expires_at, grace_until) AS ends FROM lot WHERE member_id = $1 AND open AND point_kind <> 'QUALIFYING'
                     AND (expires_at IS NULL OR greatest(expires_at, grace_until) > $2)),
          next AS (SELECT (ends AT TIME ZONE 'Asia/Jakarta' - interval '1 microsecond')::date AS day, sum(remaining) AS points FROM live WHERE ends IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 1)
     SELECT coalesce((SELECT sum(remaining) FROM live WHERE vests_at IS NULL OR vests_at <= $2), 0)::text AS available, coalesce((SELECT held FROM member_balance WHERE member_id = $1), 0)::text AS held,
       coalesce((SELECT sum(remaining) FROM live WHERE vests_at > $2), 0)::text AS pending, (coalesce((SELECT sum(points) FROM receivable WHERE member_id = $1 AND policy = 'RECEIVABLE'), 0) - coalesce((SELECT sum(points) FROM receivable_application WHERE member_id = $1), 0))::text AS receivable,
       coalesce((SELECT max(seq) FROM posting WHERE member_id = $1), 0)::text AS sequence, (SELECT day::text FROM next) AS next_date, (SELECT points::text FROM next) AS next_points`, [memberId, now]);
  const row = rows[0];
  if (!row) throw new Error('An aggregate has one row.');
  return { available: BigInt(row.available), held: BigInt(row.held), pending: BigInt(row.pending), receivable: BigInt(row.receivable), sequence: BigInt(row.sequence),
    ...(row.next_date !== null && row.next_points !== null && { nextExpiry: { date: row.next_date, points: BigInt(row.next_points) } }) };
}

export interface LotRow {
  readonly lotId: string;
  readonly memberId: string;
  readonly issuerId: string;
  readonly pointKind: string;
  readonly points: bigint;
  readonly remaining: bigint;
  readonly earnedAt: Date;
  readonly vestsAt: Date | null;
  readonly expiresAt: Date | null;
  readonly usableAt: string[] | null;
}

const LOT = `SELECT lot_id AS "lotId", member_id AS "memberId", issuer_id AS "issuerId", point_kind AS "pointKind", points, remaining, earned_at AS "earnedAt", coalesce(vested_at, vests_at) AS "vestsAt", greatest(expires_at, grace_until) AS "expiresAt", usable_at::text[] AS "usableAt" FROM lot`;
const lotOf = (row: LotRow): LotRow => ({ ...row, points: BigInt(row.points), remaining: BigInt(row.remaining) });

export async function lotById(connection: Connection, lotId: string): Promise<LotRow | undefined> {
  const { rows } = await connection.query<LotRow>(`${LOT} WHERE lot_id = $1`, [lotId]);
  return rows[0] && lotOf(rows[0]);
}

export async function originalOwner(connection: Connection, postingId: string): Promise<{ memberId: string; type: string } | undefined> {
  return (await connection.query<{ memberId: string; type: string }>(`SELECT member_id AS "memberId", type FROM posting WHERE posting_id = $1`, [postingId])).rows[0];
}

/** What is owed from a refund. @param lock whether the member's row is locked first, so that no earn repays it meanwhile */
export async function receivableOwed(connection: Connection, receivableId: string, lock: boolean): Promise<{ memberId: string; issuerId: string; points: bigint; open: bigint } | undefined> {
  if (lock) await connection.query(`SELECT 1 FROM member_balance WHERE member_id = (SELECT member_id FROM receivable WHERE posting_id = $1) FOR UPDATE`, [receivableId]);
  const { rows } = await connection.query<{ memberId: string; issuerId: string; points: string; open: string }>(
    `SELECT v.member_id AS "memberId", v.issuer_id AS "issuerId", v.points::text, (v.points - coalesce((SELECT sum(a.points) FROM receivable_application a WHERE a.receivable_id = v.posting_id AND a.member_id = v.member_id), 0))::text AS open
       FROM receivable v WHERE v.posting_id = $1 AND v.policy = 'RECEIVABLE'`, [receivableId]);
  return rows[0] && { ...rows[0], points: BigInt(rows[0].points), open: BigInt(rows[0].open) };
}

export async function lotsOf(connection: Connection, memberId: string): Promise<LotRow[]> {
  const { rows } = await connection.query<LotRow>(`${LOT} WHERE member_id = $1 AND open ORDER BY lot.expires_at NULLS LAST, earned_at, lot_id`, [memberId]);
  return rows.map(lotOf);
}

export async function memberStatus(connection: Connection, memberId: string): Promise<'ACTIVE' | 'FROZEN' | 'CLOSED' | undefined> {
  const { rows } = await connection.query<{ status: 'ACTIVE' | 'FROZEN' | 'CLOSED' }>(`SELECT status FROM member WHERE member_id = $1`, [memberId]);
  return rows[0]?.status;
}
