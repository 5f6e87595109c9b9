import type { Tx } from '../db/tx';
import { DomainError } from '../kernel/errors';
import type { PartnerCaller } from './request-context';

/** Marks the caller's token as used, in the transaction of what it asks for. @throws DomainError `token_replayed` */
export async function claimToken(tx: Tx, caller: PartnerCaller, requestId: string): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO partner_token_replay (partner_id, jti, request_id, expires_at) VALUES ($1, $2, $3, to_timestamp($4)) ON CONFLICT DO NOTHING`,
    [caller.partnerId, caller.jti, requestId, caller.expiresAt + 60]);
  if (rowCount !== 1) throw new DomainError('token_replayed', { detail: 'This token was used before. Sign a new one for every attempt.' });
}
