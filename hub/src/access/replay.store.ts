import { arrayOf, arraysOf, rowsOf } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import { DomainError } from '../kernel/errors';
import type { PartnerCaller } from './request-context';

export interface UsedToken {
  readonly partnerId: string;
  readonly jti: string;
  readonly requestId: string;
  /** Until when the use is remembered. */
  readonly expiresAt: Date;
}

export const TOKEN = { partner_id: 'uuid', jti: 'text', request_id: 'text', expires_at: 'timestamptz' } as const;

export function tokenRow(one: UsedToken): { readonly [name in keyof typeof TOKEN]: unknown } {
  return { partner_id: one.partnerId, jti: one.jti, request_id: one.requestId, expires_at: one.expiresAt };
}

/** The requests that have used tokens already, in the order of the tokens; undefined for a new one. Whoever finds a token new writes it down in the same transaction, where its key decides who was first. */
export async function usesOfTokens(connection: Connection, tokens: readonly UsedToken[]): Promise<(string | undefined)[]> {
  const found = new Array<string | undefined>(tokens.length).fill(undefined);
  if (tokens.length === 0) return found;
  const { rows } = await connection.query<{ at: string; request_id: string }>({ name: 'used tokens', text: `SELECT n.at, t.request_id FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS n(partner_id, jti, at)
     CROSS JOIN LATERAL (SELECT request_id FROM partner_token_replay WHERE partner_id = n.partner_id AND jti = n.jti OFFSET 0) AS t`, values: [arrayOf('uuid', tokens.map((one) => one.partnerId)), arrayOf('text', tokens.map((one) => one.jti))] });
  for (const row of rows) found[Number(row.at) - 1] = row.request_id;
  return found;
}

/** Marks tokens as used, in the transaction of what they ask for; answers `partner jti` of those that no other request has used: our own earlier attempt, whose outcome we did not learn, is no replay. */
export async function claimTokens(tx: Tx, tokens: readonly UsedToken[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>({ name: 'claim tokens', text: `INSERT INTO partner_token_replay AS t (partner_id, jti, request_id, expires_at) SELECT n.* FROM ${rowsOf(TOKEN)} ORDER BY partner_id, jti
     ON CONFLICT (partner_id, jti) DO UPDATE SET request_id = excluded.request_id WHERE t.request_id = excluded.request_id RETURNING partner_id || ' ' || jti AS id`,
  values: arraysOf(TOKEN, tokens.map(tokenRow)) });
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

/** The signed request behind what it asked for: shown in a dispute. */
export async function keepEvidence(tx: Tx, one: { partnerId: string; jti: string; kid: string; compact: string; bodyDigest: Buffer }): Promise<void> {
  await tx.query(`INSERT INTO request_evidence (partner_id, jti, kid, token, body_digest) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`, [one.partnerId, one.jti, one.kid, one.compact, one.bodyDigest]);
}

export function tokenReplayed(): DomainError {
  return new DomainError('token_replayed', { detail: 'This token was used before. Sign a new one for every attempt.' });
}
