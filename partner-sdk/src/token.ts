import { CompactSign, base64url, calculateJwkThumbprint, importJWK, type JWK } from 'jose';

/** A private key as JSON Web Key: EC P-256 (ES256), Ed25519 (EdDSA) or RSA (PS256). */
export type PrivateJwk = JWK & { kty: string };

/** A key in a KMS or an HSM: its public part, and a function that signs bytes (for ES256 the 64 bytes r||s). */
export interface RemoteSigner {
  readonly publicJwk: PrivateJwk;
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

export interface Signer {
  readonly alg: 'ES256' | 'EdDSA' | 'PS256';
  readonly kid: string;
  readonly publicJwk: JWK;
  /** The compact JWS (RFC 7515) of a header and a payload. */
  compact(header: object, payload: Uint8Array): Promise<string>;
}

function algorithmOf(jwk: JWK): Signer['alg'] {
  return jwk.kty === 'EC' ? 'ES256' : jwk.kty === 'OKP' ? 'EdDSA' : 'PS256';
}

function publicPartOf({ kty, crv, x, y, n, e }: JWK): JWK {
  return JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as JWK;
}

/** A signer whose private key never comes here. */
export async function remoteSignerOf(remote: RemoteSigner): Promise<Signer> {
  const alg = algorithmOf(remote.publicJwk);
  const publicJwk = publicPartOf(remote.publicJwk);
  const compact = async (header: object, payload: Uint8Array): Promise<string> => {
    const input = `${base64url.encode(JSON.stringify({ alg, ...header }))}.${base64url.encode(payload)}`;
    return `${input}.${base64url.encode(await remote.sign(new TextEncoder().encode(input)))}`;
  };
  return { alg, kid: await calculateJwkThumbprint(publicJwk), publicJwk, compact };
}

/** Imports a key once; signing with it again costs no import. */
export async function signerOf(jwk: PrivateJwk): Promise<Signer> {
  const alg = algorithmOf(jwk);
  const publicJwk = publicPartOf(jwk);
  const key = await importJWK(jwk, alg);
  return { alg, kid: await calculateJwkThumbprint(publicJwk), publicJwk, compact: (header, payload) => new CompactSign(payload).setProtectedHeader({ alg, ...header }).sign(key) };
}

export interface TokenRequest {
  readonly partnerId: string;
  readonly tillId?: string;
  readonly origin: string;
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** The very bytes that are sent. */
  readonly body: Uint8Array;
  readonly idempotencyKey?: string;
  /** Wall-clock seconds, corrected by what the hub said. */
  readonly now: number;
  readonly jti?: string;
}

/** One token for one HTTP request, 60 seconds long. */
export async function signRequest(signer: Signer, request: TokenRequest): Promise<string> {
  const claims = {
    iss: request.partnerId, ...(request.tillId && { sub: request.tillId }), aud: request.origin, iat: request.now, exp: request.now + 60, jti: request.jti ?? globalThis.crypto.randomUUID(),
    htm: request.method, htu: request.origin + request.path, ...(request.body.length > 0 && { cdg: await digest(request.body) }), ...(request.idempotencyKey !== undefined && { idk: request.idempotencyKey }),
  };
  return signer.compact({ kid: signer.kid, typ: 'kongsi-req+jwt' }, new TextEncoder().encode(JSON.stringify(claims)));
}

export interface OfflineRequest {
  readonly partnerId: string;
  readonly tillId: string;
  readonly origin: string;
  /** Seconds at which the transaction happened, corrected by what the hub said. */
  readonly capturedAt: number;
  readonly externalId: string;
  /** Place in the chain of this till and key, from 1. */
  readonly seq: number;
  /** The token before it; absent for the first. */
  readonly previous?: string;
  readonly op: 'EARN' | 'REVERSAL';
  /** The request without `externalId` and `occurredAt`, which are the token's own. */
  readonly body: object;
}

/** A transaction of a till that cannot reach the hub; the hub takes it within 72 hours. */
export async function signOffline(signer: Signer, request: OfflineRequest): Promise<string> {
  const prev = request.previous === undefined ? new Uint8Array(32) : new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(request.previous)));
  const claims = { iss: request.partnerId, sub: request.tillId, aud: request.origin, iat: request.capturedAt, jti: request.externalId, seq: request.seq, prev: base64url.encode(prev), op: request.op, body: request.body };
  return signer.compact({ kid: signer.kid, typ: 'kongsi-offline+jwt' }, new TextEncoder().encode(JSON.stringify(claims)));
}

/** A partner's signature that a window is as it says: the canonical JSON of the statement (RFC 8785), signed. */
export function signWindow(signer: Signer, statement: { readonly windowId: string; readonly calculationHash: string; readonly rootHash: string }): Promise<string> {
  const { calculationHash, rootHash, windowId } = statement;
  return signer.compact({ kid: signer.kid, typ: 'kongsi-window+jwt' }, new TextEncoder().encode(JSON.stringify({ calculationHash, rootHash, windowId })));
}

/** Proof that the holder of a new key holds its private part. */
export function proofOfPossession(signer: Signer, origin: string): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  return signer.compact({ typ: 'kongsi-pop+jwt' }, new TextEncoder().encode(JSON.stringify({ jti: globalThis.crypto.randomUUID(), aud: origin, iat, exp: iat + 60 })));
}

async function digest(body: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', body as BufferSource));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}
