import type { Instant, Money } from '../http/wire';

/**
 * Bytes of a file as standard base64.
 * @pattern ^[A-Za-z0-9+/]+={0,2}$ "Send standard base64."
 * @maxLength 1398104
 */
export type Base64 = string;

/** Evidence: a file of at most 1 MiB. */
export interface DisputeFileRequest {
  /**
   * Its name, without folders.
   * @minLength 1
   * @maxLength 120
   * @pattern ^[^/\\\u0000-\u001f]+$ "Send a file name without folders."
   * @example "journal-2026-01-15.csv"
   */
  name: string;
  mediaType: 'application/pdf' | 'image/png' | 'image/jpeg' | 'text/csv' | 'text/plain';
  content: Base64;
}

export interface DisputedLegRequest {
  legId: string;
  /**
   * Absent: all that is left of the leg.
   * @isInt
   * @minimum 1
   */
  points?: number;
}

/** Why, and what of: an invoice line, a posting, or legs of one counterparty. */
export interface DisputeRequest {
  reason: 'DUPLICATE' | 'REVERSED_AT_OUTLET' | 'WRONG_PRICE' | 'NOT_OUR_MEMBER' | 'FRAUD' | 'TIMING' | 'OTHER';
  /**
   * What the other side has to know to answer.
   * @minLength 3
   * @maxLength 2000
   */
  note: string;
  /** With `lineId`: a line of a points or redemption invoice of yours. */
  invoiceId?: string;
  lineId?: string;
  /** A burn in which you are issuer or redeemer. */
  postingId?: string;
  /**
   * Each leg once.
   * @minItems 1
   * @maxItems 500
   */
  legs?: DisputedLegRequest[];
  /**
   * Part of the line or posting: these points, the last legs first. Absent: all.
   * @isInt
   * @minimum 1
   */
  points?: number;
  /** How it should be put right; absent: `MONEY_ONLY` for a wrong price or a member that is not yours, otherwise `REVERSAL`. */
  remedy?: 'REVERSAL' | 'MONEY_ONLY';
  /** @maxItems 5 */
  files?: DisputeFileRequest[];
  /** When the newest evidence came into being: a window that you signed is disputed only with files that are newer than your signature. */
  evidenceMadeAt?: Instant;
}

export interface DisputeAnswerRequest {
  decision: 'ACCEPT' | 'CONTEST';
  /**
   * Accepts only these points, the last legs first; they become a dispute of their own and the rest is contested.
   * @isInt
   * @minimum 1
   */
  points?: number;
  /**
   * @minLength 3
   * @maxLength 2000
   */
  note: string;
}

export interface DisputeMessageRequest {
  /**
   * @minLength 1
   * @maxLength 2000
   */
  text: string;
}

export interface DisputeWithdrawRequest {
  /** @maxLength 2000 */
  note?: string;
}

export interface RulingRequest {
  outcome: 'UPHELD' | 'REJECTED';
  /**
   * Upholds only these points, the last legs first; the rest is rejected.
   * @isInt
   * @minimum 1
   */
  points?: number;
  /** Absent: as the opener asked. */
  remedy?: 'REVERSAL' | 'MONEY_ONLY';
  /** Of fraud that is upheld: how it happened. The coalition's table of causes says who bears it. */
  cause?: 'TILL_FRAUD' | 'STAFF_FRAUD' | 'ACCOUNT_TAKE_OVER';
  /**
   * Reasons of the ruling, which both sides read.
   * @minLength 10
   * @maxLength 4000
   */
  text: string;
}

export interface RulingDecisionRequest {
  /**
   * @minLength 3
   * @maxLength 2000
   */
  note: string;
}

/** What upholding moves for one side: positive is in its favour. Before the night has credited it, what is expected. */
export interface DisputeEffect {
  partyId: string;
  partyName: string;
  role: 'ISSUER' | 'REDEEMER' | 'HUB';
  principal: Money;
  fee: Money;
  ppn: Money;
  net: Money;
}

export interface DisputeEntry {
  kind: 'OPENED' | 'MESSAGE' | 'FILE' | 'ACCEPTED' | 'CONTESTED' | 'SILENCE' | 'RULING_PROPOSED' | 'RULING_TURNED_DOWN' | 'UPHELD' | 'REJECTED' | 'WITHDRAWN' | 'REVERSED' | 'SPLIT' | 'REMEDIED' | 'CREDITED' | 'OVERDUE';
  partyId: string;
  partyName: string;
  /** Shown to the own side and to the operator. */
  by?: string;
  text?: string;
  at: string;
}

export interface DisputeFile {
  id: string;
  name: string;
  mediaType: string;
  /** @isInt */
  size: number;
  sha256: string;
  partyId: string;
  partyName: string;
  at: string;
}

/** A ruling that waits for a second person; the operator sees it. */
export interface PendingRuling {
  outcome: 'UPHELD' | 'REJECTED';
  points?: number;
  remedy?: 'REVERSAL' | 'MONEY_ONLY';
  cause?: 'TILL_FRAUD' | 'STAFF_FRAUD' | 'ACCOUNT_TAKE_OVER';
  bearer?: 'REDEEMER' | 'HUB';
  text: string;
  madeBy: string;
  madeAt: string;
}

export interface DisputeDocument {
  id: string;
  number?: string;
  kind: 'POINTS_INVOICE' | 'REDEMPTION_INVOICE' | 'FEE_INVOICE';
  total: Money;
}

/** A partner's formal objection to what it was billed. */
export interface Dispute {
  object: 'dispute';
  id: string;
  status: 'OPENED' | 'UNDER_REVIEW' | 'UPHELD' | 'REJECTED' | 'WITHDRAWN';
  reason: 'DUPLICATE' | 'REVERSED_AT_OUTLET' | 'WRONG_PRICE' | 'NOT_OUR_MEMBER' | 'FRAUD' | 'TIMING' | 'OTHER';
  note: string;
  remedy: 'REVERSAL' | 'MONEY_ONLY';
  cause?: 'TILL_FRAUD' | 'STAFF_FRAUD' | 'ACCOUNT_TAKE_OVER';
  bearer?: 'REDEEMER' | 'HUB';
  openerId: string;
  openerName: string;
  /** The other side: the one that answers. */
  counterpartyId: string;
  counterpartyName: string;
  issuerId: string;
  redeemerId: string;
  points: number;
  /** Contested principal. */
  principal: Money;
  /** Who is to act next, until when. */
  awaiting?: 'COUNTERPARTY' | 'HUB';
  respondBy?: string;
  overdue: boolean;
  invoiceId?: string;
  invoiceNumber?: string;
  lineId?: string;
  postingId?: string;
  splitFrom?: string;
  openedAt: string;
  resolvedAt?: string;
  /** When the night credited it. */
  creditedAt?: string;
  /** A partner sees its own side, the operator all. */
  effects: DisputeEffect[];
  /** Whether the caller's side may answer now, and may take it back. */
  mayAnswer: boolean;
  mayWithdraw: boolean;
}

/** A dispute with its thread, evidence and outcome. */
export interface DisputeDetail extends Dispute {
  thread: DisputeEntry[];
  files: DisputeFile[];
  /** Parts that were split off. */
  parts: string[];
  /** Reversals that gave the points back. */
  reversals: string[];
  /** The viewer's credit notes of the remedy. */
  creditNotes: DisputeDocument[];
  pendingRuling?: PendingRuling;
  /** Whether a ruling takes two people. */
  twoPeople: boolean;
}

export interface DisputedLeg {
  legId: string;
  postingId: string;
  points: number;
  businessDate: string;
  /** Shown to the partner that posted it and to the operator. */
  externalId?: string;
  receiptNo?: string;
  outletName?: string;
  /** The reversal that gave these points back. */
  reversalId?: string;
}
