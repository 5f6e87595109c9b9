import type { Instant } from '../http/wire';
import type { PublicJwk } from '../partners/partners.wire';

export interface SandboxPartnerRequest {
  /**
   * @minLength 1
   * @maxLength 80
   */
  brandName: string;
  jwk: PublicJwk;
  /** A `kongsi-pop+jwt` (aud, iat, exp, jti) signed by the key: proof of possession. */
  proof: string;
}

export interface SandboxPartner {
  object: 'sandboxPartner';
  partnerId: string;
  brandName: string;
  outletId: string;
  tillId: string;
  kid: string;
}

export interface TestClock {
  object: 'testClock';
  id: string;
  /** Business time now. */
  now: string;
  /**
   * Milliseconds by which business time is ahead of wall time.
   * @isInt
   */
  offsetMs: number;
}

/** Exactly one of `to` and `bySeconds`. */
export interface AdvanceRequest {
  to?: Instant;
  /**
   * @isInt
   * @minimum 1
   * @maximum 34560000
   */
  bySeconds?: number;
}
