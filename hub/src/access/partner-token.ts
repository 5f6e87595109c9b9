import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { BlockList } from 'node:net';
import { compactVerify } from 'jose';
import { DomainError, type ErrorCode } from '../kernel/errors';
import { parseStrictJson } from '../http/strict-json';
import type { Scope } from './request-context';

/** What the hub keeps of a partner's key. */
export interface KeyRecord {
  readonly kid: string;
  /** Wire form, `prt_…`. */
  readonly partnerId: string;
  readonly alg: 'ES256' | 'EdDSA' | 'PS256';
  readonly status: 'PENDING_APPROVAL' | 'ACTIVE' | 'REVOKED';
  /** Wall-clock seconds. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly scopes: readonly string[];
  readonly publicKey: KeyObject;
  /** Tills that may use the key, wire form; absent: every till. */
  readonly tillIds?: readonly string[];
  /** CIDR blocks that may use the key; absent: everywhere. */
  readonly addresses?: readonly string[];
}

export interface TillRecord {
  readonly partnerId: string;
  readonly status: 'ACTIVE' | 'DISABLED';
}

/** One HTTP request as it arrived. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly authorization: string;
  readonly idempotencyKey?: string;
  readonly body: Buffer;
  readonly remoteAddress?: string;
}

/** What the verifier looks up. `replayed` throws when the store cannot be asked. */
export interface TokenFacts {
  readonly publicOrigin: string;
  readonly nowSeconds: number;
  readonly key: (kid: string) => Promise<KeyRecord | undefined>;
  readonly till: (tillId: string) => Promise<TillRecord | undefined>;
  readonly replayed: (partnerId: string, jti: string) => Promise<boolean>;
  /** Whether a token that only reads is used for the first time in this process; absent: nobody remembers. */
  readonly firstUse?: (partnerId: string, jti: string) => boolean;
}

export interface VerifiedToken {
  readonly partnerId: string;
  readonly tillId?: string;
  readonly kid: string;
  readonly scopes: readonly string[];
  readonly jti: string;
  readonly expiresAt: number;
  readonly compact: string;
  readonly bodyDigest: Buffer;
  /** Seconds by which the partner's clock is ahead, when it is noticeable. */
  readonly clockSkew?: number;
}

const SHAPE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
/** SHA-256 in base64url. */
const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;
/** How ids and names look that are looked up before a signature is checked, or with those of others. */
const CLAIM_SHAPES: Readonly<Record<string, RegExp>> = { iss: /^prt_[0-9a-f-]{36}$/, sub: /^trm_[0-9a-f-]{36}$/, jti: /^[\x21-\x7e]{1,255}$/ };
const ALGORITHMS = new Set(['ES256', 'EdDSA', 'Ed25519', 'PS256']);
/** A UUID, or at least 128 random bits in base64url: 22 characters. */
const JTI = /^[A-Za-z0-9_-]{22,128}$/;
const FORBIDDEN = ['jku', 'jwk', 'x5u', 'x5c', 'crit'];
const MAX_TOKEN_BYTES = 4096;
const TOLERANCE = 10;
const REFUSED_AHEAD = 60;
const MAX_LIFETIME = 120;
/** A refusal for want of a key costs as much time as one for a wrong signature: it verifies against this key (RFC 8037 A.1). */
const DUMMY_KEY = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }, format: 'jwk' });

/** A compact JWS of a partner, read and not yet believed. */
export interface ParsedToken<Claims> {
  readonly compact: string;
  readonly alg: string;
  readonly kid: string;
  readonly claims: Claims;
}

type Parsed = ParsedToken<{ iss: string; sub?: string; aud: string; iat: number; exp: number; nbf?: number; jti: string; htm: string; htu: string; cdg?: string; idk?: string }>;

/**
 * Verifies a partner's signed request, in a fixed order; the first thing that does not hold is the answer.
 * Sources: RFC 7515, RFC 7519, RFC 8725 (explicit algorithms and types), RFC 9530 (digest).
 * @param sender what `verifySender` found already, where the body came later
 * @throws DomainError with the code of the step that failed
 */
export async function verifyPartnerToken(request: SignedRequest, scope: Scope | undefined, facts: TokenFacts, sender?: VerifiedSender): Promise<VerifiedToken> {
  const { token, key, clockSkew } = sender ?? (await verifySender(request, facts));
  const bodyDigest = checkDigest(token.claims.cdg, request.body);
  checkIdempotencyKey(token.claims.idk, request.idempotencyKey);
  await checkReplay(token.claims, facts);
  await checkRights(token.claims, key, scope, request.remoteAddress, facts);
  return { partnerId: token.claims.iss, kid: key.kid, scopes: key.scopes, jti: token.claims.jti, expiresAt: token.claims.exp, compact: token.compact, bodyDigest,
    ...(token.claims.sub !== undefined && { tillId: token.claims.sub }), ...(clockSkew !== undefined && { clockSkew }) };
}

/** Who signed a request, as far as it can be told before its body has come. */
export interface VerifiedSender {
  readonly token: Parsed;
  readonly key: KeyRecord;
  readonly clockSkew?: number;
}

/** The steps of `verifyPartnerToken` that need no body. */
export async function verifySender(request: Pick<SignedRequest, 'method' | 'target' | 'authorization'>, facts: TokenFacts): Promise<VerifiedSender> {
  const token = parseToken(bearerOf(request.authorization), 'kongsi-req+jwt', claimsOf);
  const key = await usableKey(token, facts);
  await checkSignature(token, key);
  if (token.claims.iss !== key.partnerId) refuse('issuer_mismatch', 'The key does not belong to the partner that iss names. Send your own partner id in iss.');
  if (token.claims.aud !== facts.publicOrigin) refuse('audience_mismatch', `aud has to be ${facts.publicOrigin}.`, facts);
  const clockSkew = checkTimes(token.claims, facts);
  checkRequest(token.claims, request, facts.publicOrigin);
  return { token, key, ...(clockSkew !== undefined && { clockSkew }) };
}

function bearerOf(authorization: string): string {
  return /^Bearer ([^\s,]+)$/.exec(authorization)?.[1] ?? refuse('token_malformed', 'Send one Authorization header with one Bearer token.');
}

/**
 * Reads a compact JWS of a type; nothing in it is believed before its signature is checked.
 * @throws DomainError `token_malformed`, `algorithm_not_allowed`
 */
export function parseToken<Claims>(compact: string, typ: string, read: (claims: Record<string, unknown>) => Claims, maxBytes = MAX_TOKEN_BYTES): ParsedToken<Claims> {
  if (Buffer.byteLength(compact) > maxBytes || !SHAPE.test(compact)) refuse('token_malformed', `The token is not a compact JWS of at most ${maxBytes} bytes.`);
  const [head = '', body = ''] = compact.split('.');
  const header = section(head);
  if (header['typ'] !== typ) refuse('token_malformed', `typ has to be ${typ}.`);
  const { alg, kid } = header;
  if (typeof alg !== 'string' || !ALGORITHMS.has(alg)) refuse('algorithm_not_allowed', 'Sign with ES256, EdDSA (Ed25519) or PS256.');
  if (FORBIDDEN.some((name) => name in header)) refuse('token_malformed', 'The header must not carry a key or crit.');
  if (typeof kid !== 'string' || !THUMBPRINT.test(kid)) refuse('token_malformed', 'kid is missing or no thumbprint: send that of your key (RFC 7638, SHA-256, 43 characters).');
  return { compact, alg: alg as string, kid: kid as string, claims: read(section(body)) };
}

function section(part: string): Record<string, unknown> {
  try {
    const value = parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // What is wrong inside a token is answered with one code; the details are for the sender's own tools.
  }
  return refuse('token_malformed', 'Header and claims are JSON objects without duplicate names.');
}

function claimsOf(claims: Record<string, unknown>): Parsed['claims'] {
  const texts = ['iss', 'aud', 'jti', 'htm', 'htu'].every((name) => typeof claims[name] === 'string' && claims[name] !== '');
  const numbers = ['iat', 'exp'].every((name) => Number.isSafeInteger(claims[name])) && (claims['nbf'] === undefined || Number.isSafeInteger(claims['nbf']));
  const optional = ['sub', 'cdg', 'idk'].every((name) => claims[name] === undefined || typeof claims[name] === 'string');
  const misshapen = Object.entries(CLAIM_SHAPES).find(([name, shape]) => typeof claims[name] === 'string' && !shape.test(claims[name]));
  if (misshapen) refuse('token_malformed', `${misshapen[0]} is not as it has to be: iss is prt_…, sub is trm_…, and jti has 1 to 255 printable ASCII characters without spaces.`);
  if (!texts || !numbers || !optional) refuse('token_malformed', 'A claim is missing or of the wrong type: iss, aud, iat, exp, jti, htm, htu; sub, cdg and idk where they apply.');
  if (!JTI.test(claims['jti'] as string)) refuse('token_malformed', 'jti has to be new for every request: send a UUID, or 22 to 128 random characters of A-Z a-z 0-9 - and _.');
  return claims as unknown as Parsed['claims'];
}

/** @throws DomainError when no key may sign such a token at `facts.nowSeconds`; the refusal costs as much time as a wrong signature */
export async function usableKey(token: ParsedToken<{ aud: string }>, facts: Pick<TokenFacts, 'publicOrigin' | 'nowSeconds' | 'key'>): Promise<KeyRecord> {
  const key = await facts.key(token.kid);
  if (!key) return withDummy(token, 'key_unknown', `No key has this kid here.${otherEnvironment(token, facts)}`);
  if (key.status === 'REVOKED') return withDummy(token, 'key_revoked', 'The key was revoked. Register a new one.');
  if (key.status === 'PENDING_APPROVAL' || key.validFrom > facts.nowSeconds) return withDummy(token, 'key_not_yet_valid', 'The key is not valid yet; a second person may have to approve it.');
  if (key.validUntil <= facts.nowSeconds) return withDummy(token, 'key_expired', 'The key has expired. Register a new one.');
  const alg = token.alg === 'Ed25519' ? 'EdDSA' : token.alg;
  if (alg !== key.alg) return withDummy(token, 'algorithm_not_allowed', `This key signs with ${key.alg}.`);
  return key;
}

function otherEnvironment(token: ParsedToken<{ aud: string }>, facts: Pick<TokenFacts, 'publicOrigin'>): string {
  return token.claims.aud === facts.publicOrigin ? '' : ` The token names another environment; this one is ${facts.publicOrigin}.`;
}

async function withDummy(token: ParsedToken<unknown>, code: ErrorCode, detail: string): Promise<never> {
  const [head = '', body = ''] = token.compact.split('.');
  await compactVerify(`${head}.${body}.${Buffer.alloc(64).toString('base64url')}`, DUMMY_KEY).catch(() => undefined);
  return refuse(code, detail);
}

/** @throws DomainError `signature_invalid` */
export async function checkSignature(token: ParsedToken<unknown>, key: KeyRecord): Promise<void> {
  try {
    await compactVerify(token.compact, key.publicKey, { algorithms: [token.alg] });
  } catch {
    refuse('signature_invalid', 'The signature does not fit the key and the token. Sign header and claims as they are sent, with the private key that kid names.');
  }
}

function checkTimes(claims: Parsed['claims'], facts: TokenFacts): number | undefined {
  const lifetime = claims.exp - claims.iat;
  if (lifetime < 1 || lifetime > MAX_LIFETIME) refuse('token_lifetime_exceeded', 'A token lives at most 120 seconds: exp - iat is 1 to 120.', facts);
  const ahead = Math.max(claims.iat, claims.nbf ?? claims.iat) - facts.nowSeconds;
  if (ahead >= REFUSED_AHEAD) refuse('clock_skew', `The clock is ${ahead} seconds ahead of the hub. Correct it by serverTime.`, facts);
  if (claims.exp <= facts.nowSeconds - TOLERANCE) refuse('token_expired', 'The token has expired. Sign a new one; if this goes on, correct the clock by serverTime.', facts);
  return ahead > TOLERANCE ? ahead : undefined;
}

function checkRequest(claims: Parsed['claims'], request: Pick<SignedRequest, 'method' | 'target'>, origin: string): void {
  const path = request.target.split('?')[0] ?? '';
  if (claims.htm !== request.method || claims.htu !== origin + path) refuse('request_mismatch', `htm and htu have to be ${request.method} and ${origin}${path}. A proxy must not rewrite the path.`);
}

function checkDigest(cdg: string | undefined, body: Buffer): Buffer {
  const digest = createHash('sha256').update(body).digest();
  const expected = body.length > 0 ? `sha-256=:${digest.toString('base64')}:` : undefined;
  if (cdg !== expected) refuse('body_digest_mismatch', 'cdg is not the SHA-256 of the body as it arrived. Sign the very bytes that are sent; leave cdg out when there is no body.');
  return digest;
}

function checkIdempotencyKey(idk: string | undefined, header: string | undefined): void {
  const sent = header !== undefined && /^".*"$/.test(header) ? header.slice(1, -1) : header;
  if (idk !== sent) refuse('idempotency_key_mismatch', 'idk has to be the Idempotency-Key without quotes: both or neither.');
}

async function checkReplay(claims: Parsed['claims'], facts: TokenFacts): Promise<void> {
  let used: boolean;
  try {
    used = await facts.replayed(claims.iss, claims.jti);
  } catch {
    return refuse('replay_store_unavailable', 'Whether the token is new cannot be told now. Nothing happened; send the request again with a new token.');
  }
  if (used) refuse('token_replayed', 'This token was used before. Sign a new one for every attempt.');
}

async function checkRights(claims: Parsed['claims'], key: KeyRecord, scope: Scope | undefined, address: string | undefined, facts: TokenFacts): Promise<void> {
  if (scope !== undefined && !key.scopes.includes(scope)) refuse('insufficient_scope', `The key lacks the scope ${scope}.`);
  if (key.tillIds && (claims.sub === undefined || !key.tillIds.includes(claims.sub))) refuse('insufficient_scope', 'The key may be used by certain tills only; name one of them in sub.');
  if (claims.sub !== undefined) {
    const till = await facts.till(claims.sub);
    if (!till || till.partnerId !== claims.iss || till.status !== 'ACTIVE') refuse('till_disabled', 'The till in sub is not an active till of this partner.');
  }
  if (key.addresses && !inBlocks(key.addresses, address)) refuse('ip_not_allowed', 'The key may not be used from this address.');
}

function inBlocks(blocks: readonly string[], address: string | undefined): boolean {
  if (address === undefined) return false;
  const list = new BlockList();
  for (const block of blocks) {
    const [net = '', prefix = '32'] = block.split('/');
    list.addSubnet(net, Number(prefix), net.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}

function refuse(code: ErrorCode, detail: string, at?: TokenFacts): never {
  throw new DomainError(code, { detail, ...(at && { data: { serverTime: new Date(at.nowSeconds * 1000).toISOString() } }) });
}
