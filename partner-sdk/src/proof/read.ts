import { PROOF_FORMAT, type ClaimLine, type DisclosedLeg, type DocumentLeaf, type FeeLine, type LegFacts, type LineStep, type LoggedLeaf, type LoggedText, type OlderCheckpoint, type PostingLeaf, type PpnLine, type JointClaim, type ProofBundle, type StatedBase, type StatedLine, type TaxLeaf, type TermsLeaf, type Totals } from './bundle';
import { atLeast, exactly, listOf, matching, oneOf, optional, orNull, recordOf, text, wholeNumber } from './shape';

const money = matching(/^-?(0|[1-9][0-9]{0,17})\.00$/);
const decimal = matching(/^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$/);
const rateText = matching(/^(0|[1-9][0-9]{0,15})(\.[0-9]{1,10})?$/);
const date = matching(/^\d{4}-\d{2}-\d{2}$/);
const hex64 = matching(/^[0-9a-f]{64}$/);

const loggedText = exactly<LoggedText>({ leaf: wholeNumber, text });

const legFacts = exactly<LegFacts>({
  legId: text, postingId: text, seq: wholeNumber, lineNo: wholeNumber, debitAccount: text, creditAccount: text, points: wholeNumber, lotId: text, issuerId: text,
  redeemerId: optional(text), pointKind: text, lotEarnedOn: date, termsId: optional(text), reversesLegId: optional(text),
});

const lineStep = exactly<LineStep>({
  windowId: text, legs: listOf(wholeNumber), pointPrice: rateText, clause: text, feeRate: rateText, feeClause: text, tax: text, exactBefore: decimal, exactAfter: decimal, delta: money,
});

const claimLine = exactly<ClaimLine>({ payer: text, payerCycleId: text, payee: text, payeeCycleId: text, qualifier: text, section: optional(oneOf('LATE')), steps: listOf(lineStep), points: wholeNumber, exact: decimal, amount: money });

/** Reads the bundle strictly: a field that is not known would be a field that nothing binds. */
export const readBundle = exactly<ProofBundle>({
  format: oneOf(PROOF_FORMAT),
  checkpoint: text,
  history: listOf(exactly<OlderCheckpoint>({ checkpoint: text, path: listOf(text) })),
  partnerId: text,
  leaves: listOf(exactly<LoggedLeaf>({ index: wholeNumber, bytes: text, path: listOf(text) })),
  legs: listOf(exactly<DisclosedLeg>({ leaf: wholeNumber, position: wholeNumber, salt: text, facts: legFacts })),
  terms: listOf(loggedText),
  taxes: listOf(wholeNumber),
  lines: listOf(claimLine),
  stated: optional(listOf(exactly<StatedLine>({ key: text, amount: money }))),
  joint: optional(listOf(exactly<JointClaim>({ name: text, issuer: text, redeemerCycleId: text, amount: money, whole: optional(claimLine),
    funders: listOf(exactly<JointClaim['funders'][number]>({ party: text, cycleId: text, weight: matching(/^[0-9]+(\.[0-9]+)?$/), amount: money })) }))),
  fees: listOf(exactly<FeeLine>({ lineType: oneOf('ISSUER_FEE', 'ACCEPTANCE_FEE'), stated: optional(exactly<StatedBase>({ base: money, rate: rateText, clause: text, tax: text })), base: money, exact: decimal, amount: money, ppn: money })),
  ppn: listOf(exactly<PpnLine>({ tax: text, base: money, dpp: matching(/^(0|[1-9][0-9]*)\.[0-9]{2}$/), amount: money })),
  totals: exactly<Totals>({ payable: money, receivable: money, fees: money, ppn: money, netCash: money }),
  documents: listOf(loggedText),
});

const head = { v: oneOf(1 as const) };

export const readPostingLeaf = atLeast<PostingLeaf>({
  ...head, kind: oneOf('POSTING' as const), postingId: text, sequence: wholeNumber, type: text, windowId: text, partnerId: text, outletId: orNull(text), actorId: orNull(text),
  occurredAt: matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/), postedAt: text, requestDigest: orNull(text), memberCommitment: text, legCommitments: listOf(text),
});

export const readTermsLeaf = atLeast<TermsLeaf>({
  ...head, kind: oneOf('TERMS' as const), termsId: text, partyId: text, partyCode: text, version: wholeNumber, termsHash: hex64,
  signatures: listOf(atLeast<TermsLeaf['signatures'][number]>({ role: oneOf('MAKER', 'CHECKER', 'PARTNER'), actorId: text, termsHash: hex64, signedAt: text })),
});

export const readDocumentLeaf = atLeast<DocumentLeaf>({
  ...head, kind: oneOf('DOCUMENT' as const), documentId: text, documentKind: text, number: text, partnerId: text, cycleId: orNull(text), documentHash: hex64, lineKeys: listOf(text),
});

export const readTaxLeaf = atLeast<TaxLeaf>({
  ...head, kind: oneOf('ADMIN' as const), subject: oneOf('TAX_PROFILE' as const), taxProfileId: text, version: wholeNumber, validFrom: date, validTo: orNull(date), treatment: oneOf('NOT_SUBJECT', 'SERVICE'),
  rate: rateText, dppNumerator: wholeNumber, dppDenominator: wholeNumber, citation: text,
});

/** What pricing needs of a version's canonical text; the hash over the text binds the rest. */
export interface TermsText {
  readonly party: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly body: {
    readonly preset: string;
    readonly settlementValue: string;
    readonly expireRate?: string;
    readonly breakageShare?: string;
    readonly rateBasis: 'BURN' | 'LOT_ISSUE';
    readonly netFees: boolean;
    readonly clauses: readonly { readonly clauseId: string; readonly event: string; readonly side: string; readonly pointPrice: string; readonly pointKind?: string; readonly category?: string; readonly issuerPreset?: string }[];
    readonly fees: readonly { readonly clauseId: string; readonly lineType: string; readonly rate: string }[];
    readonly taxProfiles: Readonly<Record<string, string>>;
  };
}

export const readTermsText = atLeast<TermsText>({
  party: text, version: wholeNumber, validFrom: date, validTo: optional(date),
  body: atLeast<TermsText['body']>({
    preset: text, settlementValue: rateText, expireRate: optional(rateText), breakageShare: optional(rateText), rateBasis: oneOf('BURN', 'LOT_ISSUE'), netFees: oneOf(true, false),
    clauses: listOf(atLeast<TermsText['body']['clauses'][number]>({ clauseId: text, event: text, side: text, pointPrice: rateText, pointKind: optional(text), category: optional(text), issuerPreset: optional(text) })),
    fees: listOf(atLeast<TermsText['body']['fees'][number]>({ clauseId: text, lineType: text, rate: rateText })),
    taxProfiles: recordOf(text),
  }),
});

interface DocumentMoney {
  readonly currency: string;
  readonly value: string;
}

/** What the verifier compares of an invoice's machine-readable twin. */
export interface InvoiceText {
  readonly format: string;
  readonly kind: string;
  readonly number: string;
  readonly cycleFrom: string;
  readonly cycleTo: string;
  readonly currency: string;
  readonly lines: readonly InvoiceLineText[];
  readonly totals: { readonly subtotal: DocumentMoney; readonly dpp?: DocumentMoney; readonly ppn: DocumentMoney; readonly total: DocumentMoney };
}

export interface InvoiceLineText {
  readonly lineNo: number;
  readonly lineType: string;
  readonly counterpartyName?: string;
  readonly points?: number;
  readonly pointPrice?: string;
  readonly base?: DocumentMoney;
  readonly rate?: string;
  readonly amount: DocumentMoney;
  readonly ppn?: DocumentMoney;
  readonly exact: string;
  readonly termsRef: string;
  readonly legCount: number;
}

const documentMoney = exactly<DocumentMoney>({ currency: oneOf('IDR'), value: matching(/^-?(0|[1-9][0-9]*)\.[0-9]{2}$/) });
const documentHead = { format: oneOf('kongsi-document/1'), kind: text, number: text, cycleFrom: date, cycleTo: date, currency: oneOf('IDR') };

export const readInvoiceText = atLeast<InvoiceText>({
  ...documentHead,
  lines: listOf(atLeast<InvoiceLineText>({
    lineNo: wholeNumber, lineType: text, counterpartyName: optional(text), points: optional(wholeNumber), pointPrice: optional(text), base: optional(documentMoney), rate: optional(text), amount: documentMoney,
    ppn: optional(documentMoney), exact: text, termsRef: text, legCount: wholeNumber,
  })),
  totals: atLeast<InvoiceText['totals']>({ subtotal: documentMoney, dpp: optional(documentMoney), ppn: documentMoney, total: documentMoney }),
});

/** What the verifier compares of a netting statement's machine-readable twin. */
export interface StatementText {
  readonly format: string;
  readonly kind: string;
  readonly number: string;
  readonly cycleFrom: string;
  readonly cycleTo: string;
  readonly currency: string;
  readonly receivable: DocumentMoney;
  /** What the invoices of a bundle do not prove; of older statements, one sum. */
  readonly credits?: DocumentMoney;
  readonly creditNotes?: DocumentMoney;
  readonly reversedClaims?: DocumentMoney;
  readonly withheld?: DocumentMoney;
  readonly unapplied?: DocumentMoney;
  readonly recoveries?: DocumentMoney;
  readonly lossShares?: DocumentMoney;
  readonly disputed?: DocumentMoney;
  readonly payable: DocumentMoney;
  readonly fees: DocumentMoney;
  readonly ppn: DocumentMoney;
  readonly setOff: DocumentMoney;
  readonly netCash: DocumentMoney;
  readonly direction: 'PAYS_HUB' | 'HUB_PAYS' | 'NONE';
  readonly documents: readonly { readonly number?: string; readonly total: DocumentMoney }[];
}

export const readStatementText = atLeast<StatementText>({
  ...documentHead, receivable: documentMoney, credits: optional(documentMoney), creditNotes: optional(documentMoney), reversedClaims: optional(documentMoney), withheld: optional(documentMoney), unapplied: optional(documentMoney), recoveries: optional(documentMoney), lossShares: optional(documentMoney),
  disputed: optional(documentMoney), payable: documentMoney, fees: documentMoney, ppn: documentMoney, setOff: documentMoney, netCash: documentMoney,
  direction: oneOf('PAYS_HUB', 'HUB_PAYS', 'NONE'), documents: listOf(atLeast<StatementText['documents'][number]>({ number: optional(text), total: documentMoney })),
});
