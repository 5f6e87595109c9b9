import type { Money } from '../http/wire';

/** Which window is calculated again, by what, and why. */
export interface RestatementRequest {
  windowId: string;
  /**
   * Countersigned versions of terms that correct an earlier version; the last of one party rules.
   * @maxItems 50
   */
  termsIds?: string[];
  /**
   * Versions of tax profiles that tax in the place of those that were in force, such as `ppn-service@v2`.
   * @maxItems 10
   */
  taxes?: string[];
  /**
   * @minLength 10
   * @maxLength 1000
   */
  reason: string;
}

export interface RestatementApproval {
  /**
   * The hash of the differences that the person has seen.
   * @pattern ^[0-9a-f]{64}$
   */
  differenceHash: string;
}

export interface RestatementRejection {
  /**
   * @minLength 3
   * @maxLength 1000
   */
  note: string;
}

/** A restatement: a window calculated again as another version. */
export interface Restatement {
  object: 'restatement';
  id: string;
  status: 'PENDING' | 'IN_FORCE' | 'REJECTED' | 'WITHDRAWN';
  windowId: string;
  businessDate: string;
  /** The version that it makes; the first calculation is version 1 and stays. */
  version: number;
  reason: string;
  termsIds: string[];
  taxes: string[];
  differenceHash: string;
  madeBy: string;
  madeAt: string;
  decidedBy?: string;
  decidedAt?: string;
  decisionNote?: string;
  /** The window whose night books the differences. */
  bookedWindowId?: string;
}

/** What is booked on one line; negative becomes a credit note, positive a line in section `RESTATED`. */
export interface RestatedLineView {
  lineId: string;
  lineType: 'CLAIM' | 'ISSUER_FEE' | 'ACCEPTANCE_FEE' | 'PPN' | 'RATE_DIFFERENCE' | 'RESIDUE';
  payerId: string;
  payerName: string;
  payeeId: string;
  payeeName: string;
  points: number;
  /** Exact rupiah. */
  exact: string;
  amount: Money;
}

/** What the restatement comes to for one party; positive is in its favour. */
export interface RestatedParty {
  partyId: string;
  partyName: string;
  principal: Money;
  fee: Money;
  ppn: Money;
  net: Money;
}

/** What one version of the window agrees for points, and charges on them. */
export interface RestatedPrice {
  points: number;
  /** Rupiah a point that the issuer pays; with steps all of them, such as `500; 450`. */
  payPrice: string;
  /** Rupiah a point that the redeemer receives; of a burn. */
  receivePrice?: string;
  /** Rate of the fee on what the issuer pays, such as `0.015`. */
  issuerFee?: string;
  /** Rate of the fee on what the redeemer receives. */
  acceptanceFee?: string;
  /** Versions of tax profiles that tax the fees. */
  taxes: string[];
  /** Clauses that price and charge it, such as `GROCER@v2 clause burn-pay`. */
  clauses: string[];
}

/** Points that a restatement moves: out at what one version of the window agrees, in at what the next does. */
export interface RestatedMove {
  event: 'ISSUE' | 'BURN' | 'EXPIRE';
  issuerId: string;
  issuerName: string;
  redeemerId?: string;
  redeemerName?: string;
  /** Empty where the version before moved no money for them. */
  from: RestatedPrice[];
  to: RestatedPrice[];
}

export interface RestatementDetail extends Restatement {
  /** Points by what is agreed for them before and after; while it is pending, as the books stand now. */
  moves: RestatedMove[];
  lines: RestatedLineView[];
  /** They add up to nothing. */
  parties: RestatedParty[];
}
