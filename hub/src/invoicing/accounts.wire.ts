import type { Money } from '../http/wire';

/** One movement of a partner's account; positive in the partner's favour. */
export interface AccountMovement {
  /** Such as `CLAIM_PAYABLE`, `ISSUER_FEE`, `PPN`, `PAYMENT_RECEIVED` or `WITHHOLDING`. */
  type: string;
  counterparty?: string;
  reference?: string;
  movedOn?: string;
  points?: number;
  amount: Money;
}

/** One movement of the points that a partner issued; positive where members hold more. */
export interface PointsMovement {
  type: string;
  counterparty?: string;
  points: number;
}

/** Part of the closing balance by its age. */
export interface AgeBucket {
  bucket: 'UNBILLED' | 'UNAPPLIED' | 'NOT_DUE' | 'D1_30' | 'D31_60' | 'D61_90' | 'OVER_90';
  amount: Money;
}

/** A partner's account with the hub over a document cycle; its opening is the closing of the one before. Positive balances are owed by the hub. */
export interface AccountStatement {
  object: 'accountStatement';
  id: string;
  kind: 'STATEMENT';
  number: string;
  partnerId: string;
  partnerName: string;
  issuedOn: string;
  from: string;
  /** First day after the period. */
  to: string;
  opening: Money;
  closing: Money;
  openingPoints: number;
  closingPoints: number;
  jsonSha256?: string;
  pdfSha256?: string;
}

/** A statement of account with its movements; they lead from opening to closing, and the ageing adds up to closing. */
export interface AccountStatementDetail extends AccountStatement {
  movements: AccountMovement[];
  pointsMovements: PointsMovement[];
  ageing: AgeBucket[];
  /** The partner's own row and column of the bilateral matrix, as the document prints it. */
  matrix: AccountFlow[];
}

/** Claims with one counterparty in the period of a statement of account. */
export interface AccountFlow {
  counterparty: string;
  /** The partner's points that were burned at the counterparty. */
  pointsPayable: number;
  payable: Money;
  /** The counterparty's points that were burned at the partner. */
  pointsReceivable: number;
  receivable: Money;
}

/** What money was received for. */
export interface ReceiptLine {
  kind: 'NETTING_STATEMENT' | 'FEE_INVOICE' | 'CREDIT_NOTE' | 'WITHHOLDING_CERTIFICATE';
  number: string;
  issuedOn: string;
  total: Money;
  /** What of the payment met it; absent of documents that are met through their netting statement, and of certificates. */
  applied?: Money;
}

/** Confirms money received from a partner, once per payment. */
export interface Receipt {
  object: 'receipt';
  id: string;
  kind: 'RECEIPT';
  number: string;
  partnerId: string;
  partnerName: string;
  paymentId: string;
  settlementId?: string;
  issuedOn: string;
  paidOn: string;
  reference: string;
  amount: Money;
  amountInWords: string;
  /** Tax withheld that the payer proved by certificates. */
  withheld: Money;
  /** What met nothing: it lies on account and is used in the next settlement. What the documents say in `applied`, this and `recovered` add up to `amount`. */
  unapplied: Money;
  /** What repaid losses that others bore for the payer. */
  recovered: Money;
  /** The payment was taken back on this day: the receipt stays as it was issued, and confirms nothing any more. */
  unmatchedOn?: string;
  documents: ReceiptLine[];
  jsonSha256?: string;
  pdfSha256?: string;
}
