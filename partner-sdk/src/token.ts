import { CompactSign, SignJWT, calculateJwkThumbprint, importJWK, type CryptoKey, type JWK } from 'jose';

/** A private key as JSON Web Key: EC P-256 (ES256), Ed25519 (EdDSA) or RSA (PS256). */
export type PrivateJwk = JWK & { kty: string };

export interface Signer {
  readonly alg: 'ES256' | 'EdDSA' | 'PS256';
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly key: CryptoKey | Uint8Array;
}

/** Imports a key once; signing with it again costs no import. */
export async function signerOf(jwk: PrivateJwk): Promise<Signer> {
  const alg = jwk.kty === 'EC' ? 'ES256' : jwk.kty === 'OKP' ? 'EdDSA' : 'PS256';
  const { kty, crv, x, y, n, e } = jwk;
  const publicJwk = JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as JWK;
  return { alg, kid: await calculateJwkThumbprint(publicJwk), publicJwk, key: await importJWK(jwk, alg) };
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
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader({ alg: signer.alg, kid: signer.kid, typ: 'kongsi-req+jwt' }).sign(signer.key);
}

/** Proof that the holder of a new key holds its private part. */
export function proofOfPossession(signer: Signer, origin: string): Promise<string> {
  return new SignJWT({ jti: globalThis.crypto.randomUUID() }).setProtectedHeader({ alg: signer.alg, typ: 'kongsi-pop+jwt' }).setAudience(origin).setIssuedAt().setExpirationTime('60s').sign(signer.key);
}

async function digest(body: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', body as BufferSource));
  return `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
}
