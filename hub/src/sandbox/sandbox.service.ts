import type { JWK } from 'jose';
import type { Pool } from 'pg';
import { provenKey } from '../access/key-proof';
import { SCOPES } from '../access/request-context';
import { inTransaction, type Tx } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import { canonicalJson, sha256Hex } from '../kernel/canonical';
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
  earnRule: { amountPerPoint: { currency: 'IDR', value: '10000.00' }, expiresAfterDays: 365, pointsAllowed: true }, burnRule: { holdsAllowed: true },
};

const MAX_KEY_AGE_MS = 395 * 86_400_000;

/** Onboarding without a second person, for a sandbox only. */
export class SandboxService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly publicOrigin: string) {}

  async makePartner(body: SandboxPartnerRequest): Promise<SandboxPartner> {
    const { kid, alg, publicJwk } = await provenKey(body.jwk as JWK, body.proof, this.publicOrigin, this.clock.wall());
    const [partnerId, outletId, tillId] = [this.id(), this.id(), this.id()];
    const now = this.clock.now();
    await inTransaction(this.pool, async (tx) => {
      if (!(await termsExist(tx, HUB_PARTY))) await this.sign(tx, HUB_PARTY, now);
      const made = await insertPartner(tx, { partnerId, outletId, tillId, keyId: this.id(), kid, alg, jwk: publicJwk, brandName: body.brandName.normalize('NFC'), code: `SB${kid.replace(/[^A-Za-z0-9]/g, '').slice(0, 10).toUpperCase()}`,
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
    const validFrom = businessDate(new Date(at.getTime() - 4 * 86_400_000));
    // The text has the form of terms that people made, for proofs of invoices show it.
    const canonical = canonicalJson({ party: partyId === HUB_PARTY ? 'COALITION' : wireId('prt', partyId), version: 1, validFrom, body: STANDARD });
    await insertTerms(tx, { termsId: this.id(), partyId, validFrom, body: STANDARD, canonical, hash: sha256Hex(canonical), at });
  }
}
