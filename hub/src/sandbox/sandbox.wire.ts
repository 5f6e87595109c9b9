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
