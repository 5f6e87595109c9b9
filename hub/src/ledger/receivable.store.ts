import { arrayOf } from '../db/rows';
import type { Connection, Tx } from '../db/tx';

export interface WriteOff {
  readonly applicationId: string;
  readonly receivableId: string;
  readonly memberId: string;
  readonly points: bigint;
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

/** Ends a receivable without points; the caller has locked the member. */
export async function writeOff(tx: Tx, one: WriteOff): Promise<void> {
  await tx.query(`INSERT INTO receivable_application (application_id, receivable_id, member_id, points, kind, actor, reason, at) VALUES ($1, $2, $3, $4, 'WRITTEN_OFF', $5, $6, $7)`,
    [one.applicationId, one.receivableId, one.memberId, one.points.toString(), one.actor, one.reason, one.at]);
}

/** Some receivables that still have something open and were made before the day that their issuer's terms name. @param days by issuer; others have `byDefault` */
export async function overdueReceivables(connection: Connection, today: string, days: ReadonlyMap<string, number>, byDefault: number, limit: number): Promise<{ receivableId: string; memberId: string }[]> {
  const { rows } = await connection.query<{ receivableId: string; memberId: string }>(
    `SELECT v.posting_id AS "receivableId", v.member_id AS "memberId" FROM receivable v JOIN posting p ON p.posting_id = v.posting_id AND p.member_id = v.member_id LEFT JOIN unnest($2::uuid[], $3::int[]) AS d(issuer_id, days) ON d.issuer_id = v.issuer_id
      WHERE v.policy = 'RECEIVABLE' AND (p.posted_at AT TIME ZONE 'Asia/Jakarta')::date + coalesce(d.days, $4) <= $1::date
        AND v.points > coalesce((SELECT sum(a.points) FROM receivable_application a WHERE a.receivable_id = v.posting_id AND a.member_id = v.member_id), 0) ORDER BY v.posting_id LIMIT $5`,
    [today, arrayOf('uuid', [...days.keys()]), arrayOf('integer', [...days.values()]), byDefault, limit]);
  return rows;
}

/** Ends what is still open of some receivables; their members are locked first, in order, so that no earn repays them meanwhile. */
export async function writeOffRest(tx: Tx, due: readonly { readonly receivableId: string; readonly memberId: string; readonly applicationId: string }[], actor: string, reason: string, at: Date): Promise<void> {
  await tx.query('SELECT 1 FROM member_balance WHERE member_id = ANY($1::uuid[]) ORDER BY member_id FOR UPDATE', [arrayOf('uuid', due.map((one) => one.memberId))]);
  await tx.query(`INSERT INTO receivable_application (application_id, receivable_id, member_id, points, kind, actor, reason, at)
    SELECT * FROM (SELECT n.application_id, v.posting_id, v.member_id, v.points - coalesce((SELECT sum(a.points) FROM receivable_application a WHERE a.receivable_id = v.posting_id AND a.member_id = v.member_id), 0) AS points, 'WRITTEN_OFF', $3, $4, $5::timestamptz
      FROM receivable v JOIN unnest($1::uuid[], $2::uuid[]) AS n(receivable_id, application_id) ON n.receivable_id = v.posting_id) o WHERE points > 0`,
    [arrayOf('uuid', due.map((one) => one.receivableId)), arrayOf('uuid', due.map((one) => one.applicationId)), actor, reason, at]);
}
