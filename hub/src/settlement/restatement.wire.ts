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

export interface RestatementDetail extends Restatement {
  lines: RestatedLineView[];
  /** They add up to nothing. */
  parties: RestatedParty[];
}
