import type { Tx } from '../db/tx';
import { DomainError } from '../kernel/errors';
import type { PartnerCaller } from './request-context';

export interface UsedToken {
  readonly partnerId: string;
  readonly jti: string;
  readonly requestId: string;
  /** Until when the use is remembered. */
  readonly expiresAt: Date;
}

/** Marks tokens as used, in the transaction of what they ask for; answers `partner jti` of those that nobody had used before. */
export async function claimTokens(tx: Tx, tokens: readonly UsedToken[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO partner_token_replay (partner_id, jti, request_id, expires_at)
     SELECT partner_id, jti, request_id, expires_at FROM json_populate_recordset(NULL::partner_token_replay, $1) ORDER BY partner_id, jti
     ON CONFLICT DO NOTHING RETURNING partner_id || ' ' || jti AS id`,
    [JSON.stringify(tokens.map((one) => ({ partner_id: one.partnerId, jti: one.jti, request_id: one.requestId, expires_at: one.expiresAt })))]);
  return new Set(rows.map((row) => row.id));
}

/** The caller's token as it is remembered: a minute longer than it lives, so that no tolerance lets it in again. */
export function usedToken(caller: PartnerCaller, requestId: string): UsedToken {
  return { partnerId: caller.partnerId, jti: caller.jti, requestId, expiresAt: new Date((caller.expiresAt + 60) * 1000) };
}

/** @throws DomainError `token_replayed` */
export async function claimToken(tx: Tx, caller: PartnerCaller, requestId: string): Promise<void> {
  if ((await claimTokens(tx, [usedToken(caller, requestId)])).size === 0) throw tokenReplayed();
}

export function tokenReplayed(): DomainError {
  return new DomainError('token_replayed', { detail: 'This token was used before. Sign a new one for every attempt.' });
}
