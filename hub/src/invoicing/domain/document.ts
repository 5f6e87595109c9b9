import type { BusinessDate } from '../../kernel/business-date';

export type DocumentKind = 'POINTS_INVOICE' | 'REDEMPTION_INVOICE' | 'FEE_INVOICE' | 'CREDIT_NOTE' | 'NETTING_STATEMENT';
export type InvoiceKind = 'POINTS_INVOICE' | 'REDEMPTION_INVOICE' | 'FEE_INVOICE';
export type LineSection = 'NORMAL' | 'LATE' | 'CORRECTION' | 'RESTATED';
export type LineType = 'CLAIM_PAYABLE' | 'CLAIM_RECEIVABLE' | 'ISSUE' | 'RESERVE_FUNDING' | 'RESERVE_RELEASE' | 'EXPIRE_CONTRIBUTION' | 'BREAKAGE_SHARE' | 'ISSUER_FEE' | 'ACCEPTANCE_FEE' | 'PPN';

/** One text in both languages of a document; Bahasa Indonesia comes first, English beneath. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

/** A party as a document names it. Names come from outside and may hold anything; the renderer cleans them. */
export interface DocumentParty {
  readonly name: string;
  readonly legalName: string;
  /** 16 digits. */
  readonly npwp: string;
  /** 22 digits: NPWP and six digits of the place of business. */
  readonly nitku: string;
  readonly address: string;
}

export interface DocumentLine {
  readonly lineNo: number;
  readonly lineType: LineType;
  readonly section: LineSection;
  readonly counterpartyName?: string;
  readonly points?: bigint;
  /** Rupiah a point, decimal string. */
  readonly pointPrice?: string;
  /** Of a fee line: the principal it is charged on, in minor units. */
  readonly baseMinor?: bigint;
  /** Of a fee line: decimal string, `0.015` is 1.5 %. */
  readonly rate?: string;
  /** Minor units; on a credit note the positive amount that the invoice line is reduced by. */
  readonly amountMinor: bigint;
  /** Of a fee line: the PPN allocated to it. */
  readonly ppnMinor?: bigint;
  /** Exact amount before rounding in rupiah, decimal string. */
  readonly exact: string;
  readonly termsRef: string;
  readonly legCount: number;
}

export interface CreditedLine extends DocumentLine {
  /** The line of the cited invoice that this line reduces. */
  readonly invoiceLineNo: number;
}

/** Minor units; `totalMinor = subtotalMinor + ppnMinor`, never negative. */
export interface DocumentTotals {
  readonly subtotalMinor: bigint;
  /** *DPP nilai lain* in rupiah with two decimals; only where PPN is charged. It is shown and never an input. */
  readonly dpp?: string;
  readonly ppnMinor: bigint;
  readonly totalMinor: bigint;
}

/** The tax profile version valid on the tax date, in words, with the regulation it rests on. */
export interface DocumentTax {
  readonly text: Bilingual;
  readonly citation: string;
}

interface CommonFacts {
  readonly seller: DocumentParty;
  readonly buyer: DocumentParty;
  /** Such as `INV/2026/000042`. */
  readonly number: string;
  readonly issuedOn: BusinessDate;
  readonly cycleFrom: BusinessDate;
  /** First day after the cycle. */
  readonly cycleTo: BusinessDate;
  readonly currency: 'IDR';
  readonly windowCount: number;
  /** SHA-256 of the terms that priced the lines, hexadecimal. */
  readonly termsHash: string;
  readonly engineVersion: string;
}

/** An invoice. On a `REDEMPTION_INVOICE` the partner is the seller and the hub writes the document in its name. */
export interface InvoiceFacts extends CommonFacts {
  readonly kind: InvoiceKind;
  readonly dueDate?: BusinessDate;
  readonly lines: readonly DocumentLine[];
  readonly totals: DocumentTotals;
  readonly tax: DocumentTax;
  /** Number of the netting statement that settles the invoice, once it is known. */
  readonly settledBy?: string;
}

/** Reduces named lines of one issued invoice at the original price, fee and tax. */
export interface CreditNoteFacts extends CommonFacts {
  readonly kind: 'CREDIT_NOTE';
  readonly invoice: { readonly number: string; readonly kind: InvoiceKind; readonly issuedOn: BusinessDate };
  readonly reason: string;
  readonly lines: readonly CreditedLine[];
  readonly totals: DocumentTotals;
  readonly tax: DocumentTax;
}

/** One counterparty in the partner's own row and column of the bilateral matrix. */
export interface MatrixEntry {
  readonly counterparty: string;
  /** The partner's points that were burned at the counterparty. */
  readonly pointsPayable: bigint;
  readonly payableMinor: bigint;
  /** The counterparty's points that were burned at the partner. */
  readonly pointsReceivable: bigint;
  readonly receivableMinor: bigint;
}

export interface SettledDocument {
  readonly kind: InvoiceKind | 'CREDIT_NOTE';
  readonly number: string;
  readonly issuedOn: BusinessDate;
  readonly totalMinor: bigint;
  readonly direction: 'PARTNER_PAYS' | 'HUB_PAYS';
}

/** Shows how gross sums became one net amount; it asks for nothing itself. The hub is the seller, the partner the buyer. */
export interface NettingStatementFacts extends CommonFacts {
  readonly kind: 'NETTING_STATEMENT';
  readonly dueDate: BusinessDate;
  /** All sums are minor units and not negative; `receivable - payable - fees - ppn + credits` is the net cash, positive when the hub pays. */
  readonly receivableMinor: bigint;
  readonly payableMinor: bigint;
  readonly feesMinor: bigint;
  readonly ppnMinor: bigint;
  /** Credit notes that entered this settlement; negative when they are to the partner's disadvantage. */
  readonly creditsMinor?: bigint;
  readonly setOffMinor: bigint;
  /** The size of the net amount; `direction` says who pays it. */
  readonly netCashMinor: bigint;
  readonly direction: 'PAYS_HUB' | 'HUB_PAYS' | 'NONE';
  readonly bankReference: string;
  readonly settlementId: string;
  readonly matrix: readonly MatrixEntry[];
  readonly documents: readonly SettledDocument[];
}

/** Everything a document says, free of layout. Money is minor units as bigint (one rupiah is 100n). */
export type DocumentFacts = InvoiceFacts | CreditNoteFacts | NettingStatementFacts;
