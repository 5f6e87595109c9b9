import { createHash } from 'node:crypto';
import { DomainError } from '../kernel/errors';
import { checkSignature, parseToken, usableKey, type TokenFacts } from './partner-token';
import type { Scope } from './request-context';

/** A transaction that a till signed while it could not reach the hub. */
export interface OfflineToken {
  /** Wire form. */
  readonly tillId: string;
  readonly kid: string;
  /** The till's own name for the transaction; it becomes the externalId. */
  readonly jti: string;
  /** Place in the chain of this till and key, from 1. */
  readonly seq: bigint;
  /** SHA-256 of the token before it; 32 zero bytes for the first. */
  readonly prev: Buffer;
  readonly op: 'EARN' | 'BURN' | 'REVERSAL';
  /** The request object without `externalId` and `occurredAt`. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly capturedAt: Date;
  readonly compact: string;
  /** SHA-256 of the compact token. */
  readonly digest: Buffer;
}

interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly iat: number;
  readonly jti: string;
  readonly seq: number;
  readonly prev: string;
  readonly op: OfflineToken['op'];
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the verifier looks up. */
export interface OfflineFacts extends Pick<TokenFacts, 'publicOrigin' | 'key' | 'till'> {
  /** The wall-clock second of a moment of the business clock, by which keys live. */
  readonly wallSecondsOf: (businessSeconds: number) => number;
}

const SCOPE_OF: Readonly<Record<OfflineToken['op'], Scope>> = { EARN: 'earn:write', BURN: 'burn:write', REVERSAL: 'reversal:write' };
/** A token that carries a basket is longer than one that carries a digest. */
const MAX_TOKEN_BYTES = 16_384;

/**
 * Verifies one offline token of an upload, in the order of a request token. The key is judged by the moment of capture; a revoked key proves nothing, whenever it signed.
 * @param partnerId the partner that uploads, wire form
 * @throws DomainError with the code of the step that failed
 */
export async function verifyOfflineToken(compact: string, partnerId: string, facts: OfflineFacts): Promise<OfflineToken> {
  const token = parseToken(compact, 'kongsi-offline+jwt', claimsOf, MAX_TOKEN_BYTES);
  const { claims } = token;
  const key = await usableKey(token, { ...facts, nowSeconds: facts.wallSecondsOf(claims.iat) });
  await checkSignature(token, key);
  if (claims.iss !== key.partnerId || claims.iss !== partnerId) throw new DomainError('issuer_mismatch', { detail: 'The token is of another partner than the one that uploads it.' });
  if (claims.aud !== facts.publicOrigin) throw new DomainError('audience_mismatch', { detail: `aud has to be ${facts.publicOrigin}.` });
  if (!key.scopes.includes(SCOPE_OF[claims.op])) throw new DomainError('insufficient_scope', { detail: `The key lacks the scope ${SCOPE_OF[claims.op]}.` });
  if (key.tillIds && !key.tillIds.includes(claims.sub)) throw new DomainError('insufficient_scope', { detail: 'The key may be used by other tills only.' });
  const till = await facts.till(claims.sub);
  if (!till || till.partnerId !== claims.iss || till.status !== 'ACTIVE') throw new DomainError('till_disabled', { detail: 'The till in sub is not an active till of this partner.' });
  return { tillId: claims.sub, kid: key.kid, jti: claims.jti, seq: BigInt(claims.seq), prev: Buffer.from(claims.prev, 'base64url'), op: claims.op, body: claims.body,
    capturedAt: new Date(claims.iat * 1000), compact, digest: createHash('sha256').update(compact).digest() };
}

function claimsOf(claims: Record<string, unknown>): Claims {
  const texts = ['iss', 'sub', 'aud', 'jti'].every((name) => typeof claims[name] === 'string' && claims[name] !== '');
  const { iat, seq, prev, op, body } = claims;
  if (typeof claims['jti'] === 'string' && !/^\P{C}{0,255}$/u.test(claims['jti'])) throw new DomainError('token_malformed', { detail: 'jti has characters that cannot be seen, or more than 255.' });
  if (typeof claims['sub'] === 'string' && claims['sub'] !== '' && !/^trm_[0-9a-f-]{36}$/.test(claims['sub'])) throw new DomainError('token_malformed', { detail: 'sub has to be a till, trm_….' });
  const numbers = Number.isSafeInteger(iat) && (iat as number) > 0 && (iat as number) < 253_402_300_800 && Number.isSafeInteger(seq) && (seq as number) >= 1;
  const link = typeof prev === 'string' && /^[A-Za-z0-9_-]{43}$/.test(prev);
  const wanted = typeof body === 'object' && body !== null && !Array.isArray(body) && !('externalId' in body) && !('occurredAt' in body);
  if (!texts || !numbers || !link || !wanted || typeof op !== 'string' || !(op in SCOPE_OF)) {
    throw new DomainError('token_malformed', { detail: 'A claim is missing or of the wrong type: iss, sub, aud, iat, jti, seq from 1, prev (43 characters), op, and body without externalId and occurredAt.' });
  }
  return claims as unknown as Claims;
}
