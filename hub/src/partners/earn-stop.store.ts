import type { Connection, Tx } from '../db/tx';

/** Why a partner's earns are refused: no headroom, too little coverage, money long overdue, a declared default, or leaving the coalition. */
export type EarnStopReason = 'HEADROOM' | 'COVERAGE' | 'DUNNING' | 'DEFAULT' | 'RUN_OFF';

/** Refuses a partner's earns from now on; false when they are refused for this reason already. Burns of its points go on. */
export async function stopEarns(tx: Tx, one: { earnStopId: string; partnerId: string; reason: EarnStopReason; note?: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO earn_stop (earn_stop_id, partner_id, reason, note, since) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (partner_id, reason) WHERE until IS NULL DO NOTHING`, [one.earnStopId, one.partnerId, one.reason, one.note ?? null, one.at]);
  return (rowCount ?? 0) > 0;
}

/** Ends the stop of one reason; stops of other reasons stand. False when there was none. */
export async function liftEarnStop(tx: Tx, partnerId: string, reason: EarnStopReason, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE earn_stop SET until = greatest($3, since) WHERE partner_id = $1 AND reason = $2 AND until IS NULL`, [partnerId, reason, at]);
  return (rowCount ?? 0) > 0;
}

export interface EarnStopRow {
  readonly partnerId: string;
  readonly reason: EarnStopReason;
  readonly note: string | null;
  readonly since: Date;
}

/** Open stops of some partners, oldest first. */
export async function earnStopsOf(connection: Connection, partnerIds: readonly string[]): Promise<EarnStopRow[]> {
  return (await connection.query<EarnStopRow>(`SELECT partner_id AS "partnerId", reason, note, since FROM earn_stop WHERE until IS NULL AND partner_id = ANY($1) ORDER BY since, reason`, [partnerIds])).rows;
}
