import { createHash, createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, jwtVerify, type JWK } from 'jose';
import type { Pool } from 'pg';
import { SCOPES } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { DomainError } from '../kernel/errors';
import { newUuid, wireId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';
import type { TermsBody, TermsBook } from '../terms';
import { insertPartner, insertTerms, termsExist } from './sandbox.transactor';
import type { SandboxPartner, SandboxPartnerRequest } from './sandbox.wire';

/** Terms that every partner of a sandbox starts with. */
const STANDARD: TermsBody = {
  preset: 'PAY_AT_BURN', settlementValue: '500',
  clauses: [{ clauseId: 'burn-pay', event: 'BURN', side: 'PAY', pointPrice: '500' }, { clauseId: 'burn-receive', event: 'BURN', side: 'RECEIVE', pointPrice: '500' }],
  fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.015' }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0.035' }],
  taxProfiles: { ISSUER_FEE: 'ppn-service', ACCEPTANCE_FEE: 'ppn-service' }, rateBasis: 'BURN', documentCycle: 'DAILY', netFees: true, reviewDays: 0, paymentDays: 14,
  netDebitCap: { currency: 'IDR', value: '100000000.00' }, earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true }, burnRule: { holdsAllowed: true },
};

const MAX_KEY_AGE_MS = 395 * 86_400_000;

/** Onboarding without a second person, for a sandbox only. */
export class SandboxService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly publicOrigin: string) {}

  async makePartner(body: SandboxPartnerRequest): Promise<SandboxPartner> {
    const { kid, alg } = await this.provenKey(body.jwk as JWK, body.proof);
    const [partnerId, outletId, tillId] = [this.id(), this.id(), this.id()];
    const now = this.clock.now();
    await inTransaction(this.pool, async (tx) => {
      if (!(await termsExist(tx, HUB_PARTY))) await this.sign(tx, HUB_PARTY, now);
      const made = await insertPartner(tx, { partnerId, outletId, tillId, keyId: this.id(), kid, alg, jwk: body.jwk, brandName: body.brandName.normalize('NFC'), code: `SB${kid.replace(/[^A-Za-z0-9]/g, '').slice(0, 10).toUpperCase()}`,
        scopes: [...SCOPES], at: now, wall: this.clock.wall(), validUntil: new Date(this.clock.wall().getTime() + MAX_KEY_AGE_MS) });
      if (!made) throw new DomainError('key_already_registered', { detail: 'This public key belongs to a partner already. Make a new key pair.', fields: [{ pointer: '/jwk', code: 'in_use', detail: 'Send another public key.' }] });
      await this.sign(tx, partnerId, now);
    });
    this.terms.forget();
    return { object: 'sandboxPartner', partnerId: wireId('prt', partnerId), brandName: body.brandName.normalize('NFC'), outletId: wireId('out', outletId), tillId: wireId('trm', tillId), kid };
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }

  private async sign(tx: Tx, partyId: string, at: Date): Promise<void> {
    const canonical = JSON.stringify(STANDARD);
    await insertTerms(tx, { termsId: this.id(), partyId, validFrom: businessDate(new Date(at.getTime() - 4 * 86_400_000)), body: STANDARD, canonical, hash: createHash('sha256').update(canonical).digest('hex'), at });
  }

  /** The caller holds the private key: it signed a fresh proof for this hub. */
  private async provenKey(jwk: JWK, proof: string): Promise<{ kid: string; alg: 'ES256' | 'EdDSA' | 'PS256' }> {
    const alg = jwk.kty === 'EC' && jwk.crv === 'P-256' ? 'ES256' : jwk.kty === 'OKP' && jwk.crv === 'Ed25519' ? 'EdDSA' : jwk.kty === 'RSA' ? 'PS256' : undefined;
    if (!alg) throw new DomainError('validation_failed', { detail: 'The key is of a kind that cannot sign here.', fields: [{ pointer: '/jwk', code: 'key_kind', detail: 'Send an EC P-256, Ed25519 or RSA public key.' }] });
    try {
      const key = createPublicKey({ key: jwk as never, format: 'jwk' });
      if (alg === 'PS256' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error('RSA keys have at least 2048 bits.');
      await jwtVerify(proof, key, { algorithms: alg === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [alg], typ: 'kongsi-pop+jwt', audience: this.publicOrigin, maxTokenAge: '120s', clockTolerance: 10, requiredClaims: ['iat', 'exp', 'jti'], currentDate: this.clock.wall() });
    } catch {
      throw new DomainError('proof_of_possession_invalid', { detail: `The proof is not a fresh kongsi-pop+jwt for ${this.publicOrigin}, signed by the key.`, fields: [{ pointer: '/proof', code: 'invalid_proof', detail: 'Sign aud, iat, exp and jti with the new key.' }] });
    }
    return { kid: await calculateJwkThumbprint(jwk), alg };
  }
}
