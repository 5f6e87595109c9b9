import type { BusinessDate } from '../../kernel/business-date';
import type { NettingFigures } from './netting-figures';

export type DocumentKind = 'POINTS_INVOICE' | 'REDEMPTION_INVOICE' | 'FEE_INVOICE' | 'CREDIT_NOTE' | 'NETTING_STATEMENT' | 'STATEMENT' | 'RECEIPT' | 'STATEMENT_VOID';
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
  /** The version of the contract that was in force, such as `SEGAR@v2`. */
  readonly termsRef?: string;
  /** The log when the last window of the cycle was closed: its size, and its root hash in hexadecimal. */
  readonly log?: { readonly treeSize: string; readonly rootHash: string };
}

/** Points of a partner burned at its own outlets: information, since they cost nobody anything. */
export interface OwnBurns {
  readonly points: bigint;
  readonly legCount: number;
}

/** What the lines of a document come to at one outlet; the amounts of all outlets add up to the lines. */
export interface OutletShare {
  readonly outlet: string;
  /** The brand the outlet belongs to. */
  readonly partner: string;
  readonly points: bigint;
  readonly amountMinor: bigint;
  readonly legCount: number;
}

/** PPh 23 that the payer may withhold from a fee: information; a certificate is applied when it comes. */
export interface Withholding {
  /** Decimal string, `0.02` is 2 %. */
  readonly rate: string;
  readonly baseMinor: bigint;
  readonly expectedMinor: bigint;
  /** What is left to pay when that much is withheld. */
  readonly netToPayMinor: bigint;
  readonly citation: string;
}

/** Whether a document needs an electronic stamp: it states receipt of money, or settlement of a debt, above a sum. */
export interface StampDuty {
  readonly required: boolean;
  readonly aboveMinor: bigint;
  readonly dutyMinor: bigint;
  readonly citation: string;
}

/** Where money goes, and what is written beside it. */
export interface PayTo {
  /** The account of the hub, or of the partner that is paid, of which four digits are shown. Absent: none is registered. */
  readonly account?: { readonly bankName: string; readonly accountNo: string; readonly holder: string };
  /** The partner's virtual account, where it has one and pays: what comes to it is known to be its money. */
  readonly virtualAccount?: { readonly bankCode: string; readonly bankName: string; readonly number: string; readonly name: string };
  readonly bankReference: string;
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
  readonly ownBurns?: OwnBurns;
  /** Annex per outlet, of claims. */
  readonly outlets?: readonly OutletShare[];
  readonly withholding?: Withholding;
  /** Of a fee invoice that no settlement takes, since its partner pays fees apart. */
  readonly payTo?: PayTo;
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

/** What a settlement takes beside documents: tax withheld, money on account, what came back of losses or is borne of them, and what disputes moved. */
export type SettledKind = InvoiceKind | 'CREDIT_NOTE' | 'WITHHOLDING_CERTIFICATE' | 'PAYMENT' | 'RECOVERY' | 'LOSS_SHARE' | 'DISPUTED';

/** Something that entered a settlement, with what of it did. An invoice whose cycle has not ended is named by its period; it has its number when it is issued. */
export interface SettledDocument {
  readonly kind: SettledKind;
  readonly number?: string;
  readonly issuedOn?: BusinessDate;
  /** First day and first day after, `2026-09-01/2026-10-01`; of documents of a cycle. */
  readonly period?: string;
  readonly totalMinor: bigint;
  readonly direction: 'PARTNER_PAYS' | 'HUB_PAYS';
}

/** The partner's share of another partner's default, as the rule of the coalition gives it and as both rules would; minor units. */
export interface LossShare {
  readonly defaulter: string;
  readonly rule: 'NET_EXPOSURE' | 'GROSS_CLAIM';
  readonly amountMinor: bigint;
  readonly netExposureMinor: bigint;
  readonly grossClaimMinor: bigint;
}

/** Shows how gross sums became one net amount; it asks for nothing itself. The hub is the seller, the partner the buyer. */
export interface NettingStatementFacts extends CommonFacts, PayTo {
  readonly kind: 'NETTING_STATEMENT';
  readonly dueDate: BusinessDate;
  readonly netting: NettingFigures;
  /** What of the settlement it is about, where that is not all of it: the claims with one counterparty, or the rest with the hub. */
  readonly part?: { readonly netting: 'BILATERAL' | 'GROSS'; readonly counterparty: string; readonly side: 'NET' | 'PAYS' | 'RECEIVES' };
  /** What may be withheld from the fees that the partner pays with it. */
  readonly withholding?: Withholding;
  readonly settlementId: string;
  readonly matrix: readonly MatrixEntry[];
  /** Shares of defaults that entered this settlement; their amounts are in the credits. */
  readonly losses?: readonly LossShare[];
  readonly documents: readonly SettledDocument[];
  readonly stampDuty?: StampDuty;
}

/** One movement of money between two statements: minor units, positive in the partner's favour. */
export interface AccountMovement {
  readonly type: string;
  readonly counterparty?: string;
  readonly reference?: string;
  readonly movedOn?: BusinessDate;
  readonly points?: bigint;
  readonly amountMinor: bigint;
}

/** One movement of the points that a partner issued; positive where members hold more of them. */
export interface PointsMovement {
  readonly type: string;
  readonly counterparty?: string;
  readonly points: bigint;
}

export interface AgeBucket {
  readonly bucket: 'UNBILLED' | 'UNAPPLIED' | 'NOT_DUE' | 'D1_30' | 'D31_60' | 'D61_90' | 'OVER_90';
  readonly amountMinor: bigint;
}

/** A partner's account with the hub over a cycle; opening plus movements is closing, in rupiah and in points. It asks for nothing. */
export interface AccountStatementFacts extends CommonFacts {
  readonly kind: 'STATEMENT';
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly movements: readonly AccountMovement[];
  /** What the closing balance is made of, by the age of what is open; it adds up to the closing balance. */
  readonly ageing: readonly AgeBucket[];
  readonly openingPoints: bigint;
  readonly closingPoints: bigint;
  readonly pointsMovements: readonly PointsMovement[];
  readonly matrix: readonly MatrixEntry[];
}

/** What a payment was for. */
export interface PaidDocument {
  readonly kind: DocumentKind | 'WITHHOLDING_CERTIFICATE';
  readonly number: string;
  readonly issuedOn: BusinessDate;
  readonly totalMinor: bigint;
  /** What of the payment met it; absent of documents that are met through their netting statement, and of certificates. */
  readonly appliedMinor?: bigint;
}

/** Confirms money received. The hub is the seller, the partner that paid the buyer. */
export interface ReceiptFacts extends CommonFacts {
  readonly kind: 'RECEIPT';
  readonly amountMinor: bigint;
  /** Tax that the payer withheld and proved by certificates, beside the money. */
  readonly withheldMinor: bigint;
  readonly paidOn: BusinessDate;
  readonly bankReference: string;
  readonly settlementId?: string;
  /** What was paid for: the netting statement, and the documents it settles. */
  readonly documents: readonly PaidDocument[];
  /** What the money met on no document: it lies on account and is used in the next settlement. */
  readonly unappliedMinor: bigint;
  /** What repaid losses that others bore for the payer. */
  readonly recoveredMinor: bigint;
  readonly stampDuty: StampDuty;
  /** Where the receipt is given: the operator's city. */
  readonly place?: string;
}

/** Answers a netting statement whose settlement was aborted: what it asked for is asked for no more, and comes again in the next settlement. */
export interface StatementVoidFacts extends CommonFacts {
  readonly kind: 'STATEMENT_VOID';
  readonly statement: { readonly number: string; readonly issuedOn: BusinessDate; readonly netCashMinor: bigint; readonly direction: NettingFigures['direction']; readonly bankReference: string };
  readonly reason: string;
  readonly settlementId: string;
}

/** Everything a document says, free of layout. Money is minor units as bigint (one rupiah is 100n). */
export type DocumentFacts = InvoiceFacts | CreditNoteFacts | NettingStatementFacts | AccountStatementFacts | ReceiptFacts | StatementVoidFacts;
