import { createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, jwtVerify, type JWK } from 'jose';
import { DomainError } from '../kernel/errors';

export interface ProvenKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly alg: 'ES256' | 'EdDSA' | 'PS256';
  readonly publicJwk: JWK;
}

/**
 * Proof of possession: the caller holds the private key, for it signed a fresh `kongsi-pop+jwt` for this hub.
 * @throws DomainError `validation_failed` for a key that cannot sign here, `proof_of_possession_invalid`
 */
export async function provenKey(jwk: JWK, proof: string, hubOrigin: string, wall: Date): Promise<ProvenKey> {
  const alg = jwk.kty === 'EC' && jwk.crv === 'P-256' ? 'ES256' : jwk.kty === 'OKP' && jwk.crv === 'Ed25519' ? 'EdDSA' : jwk.kty === 'RSA' ? 'PS256' : undefined;
  if (!alg) throw new DomainError('validation_failed', { detail: 'The key is of a kind that cannot sign here.', fields: [{ pointer: '/jwk', code: 'key_kind', detail: 'Send an EC P-256, Ed25519 or RSA public key.' }] });
  try {
    const key = createPublicKey({ key: jwk as never, format: 'jwk' });
    if (alg === 'PS256' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error('RSA keys have at least 2048 bits.');
    await jwtVerify(proof, key, { algorithms: alg === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [alg], typ: 'kongsi-pop+jwt', audience: hubOrigin, maxTokenAge: '120s', clockTolerance: 10, requiredClaims: ['iat', 'exp', 'jti'], currentDate: wall });
  } catch {
    throw new DomainError('proof_of_possession_invalid', { detail: `The proof is not a fresh kongsi-pop+jwt for ${hubOrigin}, signed by the key.`, fields: [{ pointer: '/proof', code: 'invalid_proof', detail: 'Sign aud, iat, exp and jti with the new key.' }] });
  }
  const { kty, crv, x, y, n, e } = jwk;
  // Only the public members are kept, whatever else was sent.
  const publicJwk = JSON.parse(JSON.stringify({ kty, crv, x, y, n, e })) as JWK;
  return { kid: await calculateJwkThumbprint(publicJwk), alg, publicJwk };
}
