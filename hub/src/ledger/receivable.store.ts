import type { Tx } from '../db/tx';

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
