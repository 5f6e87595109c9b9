/** A partner as everybody in the coalition sees it. */
export interface PartnerSummary {
  object: 'partner';
  id: string;
  code: string;
  brandName: string;
}

/** A partner as itself and the operator see it. */
export interface Partner extends PartnerSummary {
  legalName: string;
  npwp: string;
  nitku: string;
  address: string;
  status: 'ACTIVE' | 'SUSPENDED';
  documentLanguage: 'id' | 'en';
  createdAt: string;
}

export interface PartnerRequest {
  /** @pattern ^[A-Z0-9]{2,12}$ */
  code: string;
  /**
   * @minLength 1
   * @maxLength 80
   */
  brandName: string;
  /**
   * @minLength 1
   * @maxLength 120
   */
  legalName: string;
  /** @pattern ^[0-9]{16}$ "Send the 16 digits of the NPWP." */
  npwp: string;
  /** @pattern ^[0-9]{22}$ "Send the 22 digits of the NITKU." */
  nitku: string;
  /**
   * @minLength 1
   * @maxLength 300
   */
  address: string;
  documentLanguage?: 'id' | 'en';
}

export interface OutletRequest {
  /** The operator names the partner; a partner's own request leaves it out. */
  partnerId?: string;
  /**
   * @minLength 1
   * @maxLength 80
   */
  name: string;
  zone?: 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura';
  channel?: 'STORE' | 'ONLINE';
}

export interface Outlet {
  object: 'outlet';
  id: string;
  partnerId: string;
  name: string;
  zone: string;
  channel: 'STORE' | 'ONLINE';
  status: 'ACTIVE' | 'DISABLED';
  createdAt: string;
}

export interface TillRequest {
  /** @example "out_01a1c8d5-0000-7e75-ad62-af50b17c8394" */
  outletId: string;
  /**
   * @minLength 1
   * @maxLength 40
   */
  name: string;
}

export interface Till {
  object: 'till';
  id: string;
  outletId: string;
  partnerId: string;
  name: string;
  status: 'ACTIVE' | 'DISABLED';
  createdAt: string;
}

/** A public key as JSON Web Key (RFC 7517), without private members. */
export interface PublicJwk {
  kty: 'EC' | 'OKP' | 'RSA';
  crv?: string;
  x?: string;
  y?: string;
  n?: string;
  e?: string;
  kid?: string;
  alg?: string;
  use?: string;
}

export interface KeyRequest {
  /** The operator names the partner at onboarding; a partner's own request leaves it out. */
  partnerId?: string;
  /**
   * @minLength 1
   * @maxLength 60
   */
  name: string;
  jwk: PublicJwk;
  /** A `kongsi-pop+jwt` (iss, aud, iat, exp, jti) signed by the new key: proof of possession. */
  proof: string;
  /** Scopes of the key; a till key carries only what a sale needs. All scopes when absent. */
  scopes?: string[];
  /** Tills that may use the key; every till when absent. */
  tillIds?: string[];
}

export interface RevokeRequest {
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

export interface Key {
  object: 'key';
  id: string;
  kid: string;
  partnerId: string;
  name: string;
  alg: 'ES256' | 'EdDSA' | 'PS256';
  scopes: string[];
  tillIds?: string[];
  status: 'PENDING_APPROVAL' | 'ACTIVE' | 'REVOKED';
  validFrom: string;
  validUntil: string;
  createdBy: string;
  approvedBy?: string;
  createdAt: string;
  revokedAt?: string;
}
