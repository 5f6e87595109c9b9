export interface IdentifierRequest {
  kind: 'PHONE' | 'EMAIL' | 'CARD' | 'PARTNER_CUSTOMER';
  /**
   * A phone number in E.164, an e-mail address, a card number or the partner's own customer number.
   * @minLength 1
   * @maxLength 100
   */
  value: string;
}

export interface EnrolRequest {
  /**
   * @minLength 1
   * @maxLength 100
   */
  name: string;
  /**
   * @minItems 1
   * @maxItems 10
   */
  identifiers: IdentifierRequest[];
}

export interface LookupRequest {
  /**
   * `+62…`, `card:…`, `email:…`, `customer:…` or `mem_…`; personal data never stands in a URL.
   * @minLength 1
   * @maxLength 110
   */
  member: string;
}

export interface LookupResult {
  object: 'memberLookup';
  memberId: string;
}

export interface FreezeRequest {
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

export interface Member {
  object: 'member';
  id: string;
  status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  /** The member lets nobody spend its points until it is unlocked. */
  spendLocked?: boolean;
  /** A merged member leads to this one. */
  mergedInto?: string;
  /** Only for the partner that enrolled or linked the member, and for the operator. */
  name?: string;
  /** Kinds of the identifiers on file; values are never listed. */
  identifierKinds: string[];
  createdAt: string;
}
