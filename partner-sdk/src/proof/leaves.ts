/** What every leaf begins with. Leaves hold no personal data. */
interface LeafHead<Kind extends string> {
  readonly v: 1;
  readonly kind: Kind;
}

export interface PostingLeaf extends LeafHead<'POSTING'> {
  readonly postingId: string;
  readonly sequence: number;
  /** `BURN`, `REVERSAL` and so on. */
  readonly type: string;
  readonly windowId: string;
  readonly partnerId: string;
  readonly outletId: string | null;
  readonly actorId: string | null;
  /** RFC 3339 in UTC. */
  readonly occurredAt: string;
  readonly postedAt: string;
  /** SHA-256 of the signed request, base64url; null when nobody outside the hub asked, as for an expiry. */
  readonly requestDigest: string | null;
  readonly memberCommitment: string;
  readonly legCommitments: readonly string[];
}

export interface TermsLeaf extends LeafHead<'TERMS'> {
  readonly termsId: string;
  /** `prt_…` or `COALITION`. */
  readonly partyId: string;
  /** How documents cite the party. */
  readonly partyCode: string;
  readonly version: number;
  /** SHA-256 of the version's canonical text, hexadecimal. */
  readonly termsHash: string;
  /** Who signed which hash, as the hub logged it: operator's maker, another checker, and for a partner's terms the partner. */
  readonly signatures: readonly { readonly role: 'MAKER' | 'CHECKER' | 'PARTNER'; readonly actorId: string; readonly termsHash: string; readonly signedAt: string }[];
}

export interface DocumentLeaf extends LeafHead<'DOCUMENT'> {
  readonly documentId: string;
  readonly documentKind: string;
  readonly number: string;
  readonly partnerId: string;
  /** The document cycle; null for a netting statement, which belongs to a settlement. */
  readonly cycleId: string | null;
  /** SHA-256 of the document's canonical JSON, hexadecimal, as printed on it. */
  readonly documentHash: string;
  /** The keys of its lines, in their order; empty for a netting statement. See `claimLineKey` and `feeLineKey`. */
  readonly lineKeys: readonly string[];
}

/** A ruling on a dispute that is in force; reasons and names of people are behind a commitment. */
export interface RulingLeaf extends LeafHead<'RULING'> {
  readonly rulingId: string;
  readonly disputeId: string;
  readonly openerId: string;
  readonly counterpartyId: string;
  readonly outcome: string;
  /** What was upheld; null: all that was contested. */
  readonly points: number | null;
  readonly remedy: string | null;
}

/** A version of a tax profile: PPN = fee × dppRate × dppNumerator × rate / dppDenominator. */
export interface TaxLeaf extends LeafHead<'ADMIN'> {
  readonly subject: 'TAX_PROFILE';
  readonly taxProfileId: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly treatment: 'NOT_SUBJECT' | 'SERVICE' | 'NILAI_LAIN';
  readonly rate: string;
  readonly dppNumerator: number;
  readonly dppDenominator: number;
  /** Of `NILAI_LAIN`: the part of what is billed that is printed as its base, such as `0.1`. Absent: all of it counts. */
  readonly dppRate?: string;
  readonly citation: string;
}
