import type { Money } from '../http/wire';

export type InvoiceStatus = 'DRAFT' | 'IN_REVIEW' | 'ISSUED' | 'PARTLY_PAID' | 'PAID' | 'CREDITED' | 'DISCARDED';
export type DocumentSection = 'NORMAL' | 'LATE' | 'CORRECTION' | 'RESTATED';

export interface PartyOnDocument {
  name: string;
  legalName: string;
  npwp: string;
  nitku: string;
  address: string;
}

/** A document that asks for money: claims to pay, claims to receive (self-billed), or the hub's fees with PPN. */
export interface Invoice {
  object: 'invoice';
  id: string;
  kind: 'POINTS_INVOICE' | 'REDEMPTION_INVOICE' | 'FEE_INVOICE';
  partnerId: string;
  partnerName: string;
  status: InvoiceStatus;
  overdue: boolean;
  /** Such as `INV/2026/000042`; drafts have none. */
  number?: string;
  cycleFrom: string;
  cycleTo: string;
  issuedOn?: string;
  dueDate?: string;
  /** Who pays: the partner or the hub. */
  direction: 'PARTNER_PAYS' | 'HUB_PAYS';
  points?: number;
  subtotal: Money;
  /** DPP nilai lain, of fee invoices. */
  taxBase?: Money;
  ppn: Money;
  total: Money;
  credited: Money;
  paid: Money;
  /** The contested part of the total; it is not due while the dispute is open. */
  disputed: Money;
  /** What was paid and credited beyond the total: it goes back by the settlement that takes the credit note, or lies on account. `total - paid - credited - disputed + returned = open` of an issued invoice. */
  returned: Money;
  open: Money;
  /** Total in words, in Bahasa Indonesia. */
  totalInWords?: string;
  lineCount: number;
  jsonSha256?: string;
  pdfSha256?: string;
  settlementId?: string;
}

/** Something that met an invoice: set-off in a settlement, money, a certificate of withheld tax, or what covered a default. */
export interface InvoiceApplication {
  kind: 'SET_OFF' | 'BANK' | 'CERTIFICATE' | 'CREDIT_NOTE' | 'COLLATERAL' | 'RESERVE' | 'FUND' | 'LOSS_SHARES' | 'HUB_LOSS';
  /** What of this invoice it met; below zero where a settlement took back more of it than it claimed. */
  amount: Money;
  /** When it took effect: the day of the settlement's statement, or that of the payment's application. */
  appliedOn: string;
  /** The bank's reference, or the number of the certificate or credit note. */
  reference?: string;
  paymentId?: string;
  settlementId?: string;
  obligationId?: string;
  /** The netting statement that settled it. */
  statementId?: string;
  statementNumber?: string;
}

/** How an invoice was met. Of an issued invoice `setOff + money + credited + disputed - returned + open = total`, to the rupiah. */
export interface InvoiceApplications {
  data: InvoiceApplication[];
  totals: {
    total: Money;
    /** Met against what the other side owed. */
    setOff: Money;
    /** Met by money, certificates and what covered a default. */
    money: Money;
    credited: Money;
    disputed: Money;
    returned: Money;
    open: Money;
  };
}

export interface InvoiceLine {
  object: 'invoiceLine';
  id: string;
  lineNo: number;
  lineType: 'CLAIM_PAYABLE' | 'CLAIM_RECEIVABLE' | 'ISSUE' | 'RESERVE_FUNDING' | 'RESERVE_RELEASE' | 'EXPIRE_CONTRIBUTION' | 'BREAKAGE_SHARE' | 'ISSUER_FEE' | 'ACCEPTANCE_FEE' | 'PPN';
  section: DocumentSection;
  counterpartyId?: string;
  counterpartyName?: string;
  points?: number;
  pointPrice?: string;
  /** Of a fee line: the principal it is charged on. */
  base?: Money;
  rate?: string;
  amount: Money;
  /** Of a fee line: the PPN allocated to it. */
  ppn?: Money;
  /** Exact amount before rounding, in rupiah. */
  exact: string;
  /** Such as `GROCER@v2 clause burn-pay`. */
  termsRef: string;
  legCount: number;
  /** What credit notes took from this line. */
  credited: Money;
}

/** A leg behind an invoice line, with the posting it belongs to. Reversal legs have negative points and amounts. */
export interface InvoiceLeg {
  legId: string;
  postingId: string;
  postingType: string;
  sequence: number;
  externalId?: string;
  receiptNo?: string;
  outletName?: string;
  businessDate: string;
  occurredAt: string;
  issuerId: string;
  redeemerId: string;
  points: number;
  pointPrice: string;
  /** Exact amount in rupiah; on a fee line this is the exact fee of the leg. */
  exact: string;
  windowId: string;
  late: boolean;
}

/**
 * The legs of a line; `totals` covers the whole line and its rounded amount equals the line's amount. `points` and `exact` are those of the legs;
 * where several parties share what legs are worth, `otherShares` is the exact part in rupiah that other funders, the issuer's reserve or the
 * coalition's fund have of it: `exact` less `otherShares` is the line's own exact amount.
 */
export interface InvoiceLegPage {
  data: InvoiceLeg[];
  hasMore: boolean;
  nextCursor?: string;
  totals: { count: number; points: number; exact: string; otherShares?: string; amount: Money };
}

export interface CreditNoteLine {
  lineNo: number;
  invoiceLineNo: number;
  lineType: string;
  counterpartyName?: string;
  points?: number;
  /** What the invoice line is reduced by, positive. */
  amount: Money;
  termsRef: string;
}

/** With what the buyer answered a credit note of a fee invoice: nota retur, or nota pembatalan where the whole service was cancelled. */
export interface ReturnNote {
  kind: 'NOTA_RETUR' | 'NOTA_PEMBATALAN';
  number: string;
  datedOn: string;
}

export interface ReturnNoteRequest {
  kind: 'NOTA_RETUR' | 'NOTA_PEMBATALAN';
  /**
   * @minLength 1
   * @maxLength 64
   * @example "NR-2026-0007"
   */
  number: string;
  /** @pattern ^\d{4}-\d{2}-\d{2}$ */
  datedOn: string;
}

/** Reduces one issued invoice line by line, at the original price, fee and tax. */
export interface CreditNote {
  object: 'creditNote';
  id: string;
  number?: string;
  status: 'DRAFT' | 'IN_REVIEW' | 'ISSUED';
  partnerId: string;
  partnerName: string;
  invoiceId: string;
  invoiceNumber: string;
  invoiceKind: string;
  issuedOn?: string;
  /** `REVERSAL`: something was taken back at its original price; `RESTATEMENT`: a window was calculated again; `REVERSAL_AND_RESTATEMENT`: both. */
  reason: string;
  subtotal: Money;
  ppn: Money;
  total: Money;
  totalInWords?: string;
  lines: CreditNoteLine[];
  /** The buyer's answer where PPN was credited. */
  returnNote?: ReturnNote;
  jsonSha256?: string;
  pdfSha256?: string;
}

/** Shows how gross documents became one net amount; it asks for nothing itself. */
export interface NettingStatement {
  object: 'statement';
  id: string;
  kind: 'NETTING_STATEMENT';
  number: string;
  partnerId: string;
  partnerName: string;
  settlementId: string;
  obligationId: string;
  netting: 'MULTILATERAL' | 'BILATERAL' | 'GROSS';
  /** Whose claims it nets: `HUB` for all of them, for the accounts that the hub keeps, and for fees. */
  counterpartyId: string;
  counterpartyName: string;
  /** `NET`, or which direction alone, where nothing is set off. */
  side: 'NET' | 'PAYS' | 'RECEIVES';
  issuedOn: string;
  dueDate: string;
  receivable: Money;
  payable: Money;
  /** Of fee invoices, gross; their credit notes stand beside them. */
  fees: Money;
  ppn: Money;
  /** Credit notes of fee invoices, with their PPN; not negative. */
  creditNotes: Money;
  /** Claims that were taken back beyond what was claimed; positive: in the partner's favour. */
  reversedClaims: Money;
  /** Certificates of PPh 23 withheld that had met nothing yet. */
  withheld: Money;
  /** Money on account. */
  unapplied: Money;
  /** What came back of losses that the partner bore. */
  recoveries: Money;
  /** What the partner bears of others' defaults; not negative. */
  lossShares: Money;
  /** `withheld + unapplied + recoveries - lossShares`. */
  credits: Money;
  /** What is contested, as if it were upheld, and compensations; positive: in the partner's favour. */
  disputed: Money;
  setOff: Money;
  /** `receivable - payable - fees - ppn + creditNotes + reversedClaims + credits + disputed`; positive, the hub pays. */
  netCash: Money;
  direction: 'PAYS_HUB' | 'HUB_PAYS' | 'NONE';
  bankReference: string;
  /** The document that answers it, when its settlement was aborted; nothing is to be paid with its reference then. */
  void?: { id: string; number: string };
  pdfSha256?: string;
  jsonSha256?: string;
}

/** What the public page shows of an issued document: nothing of its parties or lines. */
export interface VerifiedDocument {
  object: 'verifiedDocument';
  kind: string;
  number: string;
  issuedOn: string;
  total: Money;
  status: string;
}

/** Lines of a document and their sums; `total` is the document's total. */
export interface InvoiceLineList {
  data: InvoiceLine[];
  totals: { count: number; amount: Money; ppn: Money; total: Money };
}
