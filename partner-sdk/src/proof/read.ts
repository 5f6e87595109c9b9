import { PROOF_FORMAT, PROOF_FORMAT_2, PROOF_FORMAT_3, type AnyBundle, type Booking, type ClaimLine, type DisclosedLeg, type FeeLine, type JointClaim, type LegFacts, type LineStep, type LoggedLeaf, type LoggedText, type LotLine, type LotMove, type LotStep, type MoneyCorrection, type OlderCheckpoint, type PpnLine, type ProofBundle, type ProofBundle2, type ProofBundle3, type Restated, type StatedBase, type StatedCharge, type StatedLine, type Totals } from './bundle';
import type { DocumentLeaf, PostingLeaf, RulingLeaf, TaxLeaf, TermsLeaf } from './leaves';
import { atLeast, exactly, listOf, matching, oneOf, optional, orNull, recordOf, ShapeError, text, wholeNumber, type Reader } from './shape';

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

const step = { windowId: text, legs: listOf(wholeNumber), pointPrice: rateText, clause: text, feeRate: rateText, feeClause: text, tax: text, exactBefore: decimal, exactAfter: decimal, delta: money };
const stated = { key: text, amount: money };
const fee = { lineType: oneOf<FeeLine['lineType']>('ISSUER_FEE', 'ACCEPTANCE_FEE'), base: money, exact: decimal, amount: money, ppn: money };
type Fields<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

/** The fields that both forms have; those of the steps of lines and of stated lines differ. */
function bundleOf(lineStep: Reader<LineStep>, statedLine: Reader<StatedLine>, feeLine: Reader<FeeLine>): Fields<Omit<ProofBundle, 'format'>> {
  const claimLine = exactly<ClaimLine>({ payer: text, payerCycleId: text, payee: text, payeeCycleId: text, qualifier: text, section: optional(oneOf('LATE')), steps: listOf(lineStep), points: wholeNumber, exact: decimal, amount: money });
  return {
    checkpoint: text,
    history: listOf(exactly<OlderCheckpoint>({ checkpoint: text, path: listOf(text) })),
    partnerId: text,
    leaves: listOf(exactly<LoggedLeaf>({ index: wholeNumber, bytes: text, path: listOf(text) })),
    legs: listOf(exactly<DisclosedLeg>({ leaf: wholeNumber, position: wholeNumber, salt: text, facts: legFacts })),
    terms: listOf(loggedText),
    taxes: listOf(wholeNumber),
    lines: listOf(claimLine),
    stated: optional(listOf(statedLine)),
    joint: optional(listOf(exactly<JointClaim>({ name: text, issuer: text, redeemerCycleId: text, amount: money, whole: optional(claimLine),
      funders: listOf(exactly<JointClaim['funders'][number]>({ party: text, cycleId: text, weight: matching(/^[0-9]+(\.[0-9]+)?$/), amount: money })) }))),
    fees: listOf(feeLine),
    ppn: listOf(exactly<PpnLine>({ tax: text, base: money, dpp: matching(/^(0|[1-9][0-9]*)\.[0-9]{2}$/), amount: money })),
    totals: exactly<Totals>({ payable: money, receivable: money, fees: money, ppn: money, netCash: money }),
    documents: listOf(loggedText),
  };
}

const readBundle1 = exactly<ProofBundle>({ format: oneOf(PROOF_FORMAT), ...bundleOf(exactly<Omit<LineStep, 'corrections' | 'restates' | 'out'>>(step), exactly<Omit<StatedLine, 'later'>>(stated),
  exactly<Omit<FeeLine, 'burns'>>({ ...fee, stated: optional(exactly<StatedBase>({ base: money, rate: rateText, clause: text, tax: text })) })) });

const secondForm: Fields<Omit<ProofBundle2, 'format'>> = {
  ...bundleOf(exactly<LineStep>({ ...step, corrections: optional(listOf(wholeNumber)), restates: optional(wholeNumber), out: optional(oneOf(true)) }), exactly<StatedLine>({ ...stated, later: optional(listOf(exactly<{ cycleId: string; amount: string }>({ cycleId: text, amount: money }))) }),
    exactly<Omit<FeeLine, 'stated'>>({ ...fee, burns: optional(wholeNumber) })),
  cycleId: text,
  earlier: optional(listOf(text)),
  bookings: listOf(exactly<Booking>({ cycleId: text, windows: listOf(text) })),
  corrections: optional(listOf(exactly<MoneyCorrection>({ windowId: text, leg: wholeNumber, points: wholeNumber, ruling: optional(wholeNumber) }))),
  rulings: optional(listOf(wholeNumber)),
  restated: optional(listOf(exactly<Restated>({ windowId: text, bookedIn: text, terms: listOf(wholeNumber), taxes: listOf(text) }))),
  netted: optional(listOf(loggedText)),
  charges: optional(listOf(exactly<StatedCharge>({ windowId: text, cycleId: optional(text), lineType: oneOf('ISSUER_FEE', 'ACCEPTANCE_FEE'), rate: rateText, clause: text, tax: text, base: money, burns: wholeNumber, open: optional(oneOf(true)) }))),
};

const readBundle2 = exactly<ProofBundle2>({ format: oneOf(PROOF_FORMAT_2), ...secondForm });

const readBundle3 = exactly<ProofBundle3>({
  format: oneOf(PROOF_FORMAT_3), ...secondForm,
  lots: listOf(exactly<LotLine>({ kind: oneOf('ISSUE', 'EXPIRE', 'BREAKAGE_SHARE'), payer: text, payerCycleId: text, payee: text, payeeCycleId: text, section: optional(oneOf('LATE')), points: wholeNumber, exact: decimal, amount: money,
    steps: listOf(exactly<LotStep>({ windowId: optional(text), legs: listOf(wholeNumber), pointPrice: rateText, clause: text, exactBefore: decimal, exactAfter: decimal, delta: money })) })),
  moves: optional(listOf(exactly<LotMove>({ from: wholeNumber, to: wholeNumber }))),
});

const READERS: Readonly<Record<string, Reader<AnyBundle>>> = { [PROOF_FORMAT]: readBundle1, [PROOF_FORMAT_2]: readBundle2, [PROOF_FORMAT_3]: readBundle3 };

/** Reads the bundle strictly, in the form that it says it has: a field that is not known would be a field that nothing binds. */
export const readBundle: Reader<AnyBundle> = (value, where) => {
  const { format } = atLeast<{ format: string }>({ format: text })(value, where);
  const reader = Object.hasOwn(READERS, format) ? READERS[format] : undefined;
  if (!reader) throw new ShapeError(`${where}.format ${format} is none of ${Object.keys(READERS).join(', ')}; a later form needs a later program`);
  return reader(value, where);
};

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

export const readRulingLeaf = atLeast<RulingLeaf>({
  ...head, kind: oneOf('RULING' as const), rulingId: text, disputeId: text, openerId: text, counterpartyId: text, outcome: text, points: orNull(wholeNumber), remedy: orNull(text),
});

export const readTaxLeaf = atLeast<TaxLeaf>({
  ...head, kind: oneOf('ADMIN' as const), subject: oneOf('TAX_PROFILE' as const), taxProfileId: text, version: wholeNumber, validFrom: date, validTo: orNull(date), treatment: oneOf('NOT_SUBJECT', 'SERVICE', 'NILAI_LAIN'),
  rate: rateText, dppNumerator: wholeNumber, dppDenominator: wholeNumber, dppRate: optional(rateText), citation: text,
});

/** From so many points of a line onward each has this price; marginal, from 0. */
export interface PriceStep {
  readonly fromPoints: number;
  readonly pointPrice: string;
}

/** What the hub charges on principal, with its steps by base, its flat amount a burn, and the least and the most of a cycle. */
export interface FeeText {
  readonly clauseId: string;
  readonly lineType: string;
  readonly rate: string;
  readonly steps?: readonly { readonly fromAmount: DocumentMoney; readonly rate: string }[];
  readonly flatPerBurn?: DocumentMoney;
  readonly minPerCycle?: DocumentMoney;
  readonly maxPerCycle?: DocumentMoney;
}

/** How long points wait before they may be spent: so many days, or (without them) for an event. */
export interface VestingText {
  readonly afterDays?: number;
}

/** What pricing needs of a version's canonical text; the hash over the text binds the rest. */
export interface TermsText {
  readonly party: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Of a correction the version whose past prices it corrects: it prices by a restatement only. */
  readonly correctsVersion?: number;
  readonly body: {
    readonly preset: string;
    readonly settlementValue: string;
    readonly expireRate?: string;
    readonly breakageShare?: string;
    readonly rateBasis: 'BURN' | 'LOT_ISSUE';
    readonly netFees: boolean;
    readonly ppnRounding?: 'CUMULATIVE' | 'PER_NOTE' | 'FLOOR';
    readonly ownBurnFee?: boolean;
    /** When points count as issued: as soon as they are earned, or (absent) when they vest. */
    readonly issueTrigger?: 'VESTED' | 'EARNED';
    readonly earnRule?: { readonly vesting?: VestingText; readonly bonuses?: readonly { readonly issuer: string; readonly pointKind?: string; readonly vesting?: VestingText }[] };
    readonly clauses: readonly { readonly clauseId: string; readonly event: string; readonly side: string; readonly pointPrice: string; readonly pointKind?: string; readonly category?: string; readonly issuerPreset?: string; readonly steps?: readonly PriceStep[] }[];
    readonly fees: readonly FeeText[];
    readonly taxProfiles: Readonly<Record<string, string>>;
  };
}

const documentMoney = exactly<DocumentMoney>({ currency: oneOf('IDR'), value: matching(/^-?(0|[1-9][0-9]*)\.[0-9]{2}$/) });

const vestingText = atLeast<VestingText>({ afterDays: optional(wholeNumber) });

export const readTermsText = atLeast<TermsText>({
  party: text, version: wholeNumber, validFrom: date, validTo: optional(date), correctsVersion: optional(wholeNumber),
  body: atLeast<TermsText['body']>({
    preset: text, settlementValue: rateText, expireRate: optional(rateText), breakageShare: optional(rateText), rateBasis: oneOf('BURN', 'LOT_ISSUE'), netFees: oneOf(true, false), ppnRounding: optional(oneOf('CUMULATIVE', 'PER_NOTE', 'FLOOR')), ownBurnFee: optional(oneOf(true, false)), issueTrigger: optional(oneOf('VESTED', 'EARNED')),
    earnRule: optional(atLeast<NonNullable<TermsText['body']['earnRule']>>({ vesting: optional(vestingText), bonuses: optional(listOf(atLeast<NonNullable<NonNullable<TermsText['body']['earnRule']>['bonuses']>[number]>({ issuer: text, pointKind: optional(text), vesting: optional(vestingText) }))) })),
    clauses: listOf(atLeast<TermsText['body']['clauses'][number]>({ clauseId: text, event: text, side: text, pointPrice: rateText, pointKind: optional(text), category: optional(text), issuerPreset: optional(text),
      steps: optional(listOf(exactly<PriceStep>({ fromPoints: wholeNumber, pointPrice: rateText }))) })),
    fees: listOf(atLeast<FeeText>({ clauseId: text, lineType: text, rate: rateText, steps: optional(listOf(exactly<NonNullable<FeeText['steps']>[number]>({ fromAmount: documentMoney, rate: rateText }))), flatPerBurn: optional(documentMoney), minPerCycle: optional(documentMoney), maxPerCycle: optional(documentMoney) })),
    taxProfiles: recordOf(text),
  }),
});

export interface DocumentMoney {
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
  readonly section?: string;
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

const documentHead = { format: oneOf('kongsi-document/1'), kind: text, number: text, cycleFrom: date, cycleTo: date, currency: oneOf('IDR') };

const lineText = { lineNo: wholeNumber, lineType: text, section: optional(text), counterpartyName: optional(text), points: optional(wholeNumber), pointPrice: optional(text), base: optional(documentMoney), rate: optional(text), amount: documentMoney,
  ppn: optional(documentMoney), exact: text, termsRef: text, legCount: wholeNumber };
const totalsText = atLeast<InvoiceText['totals']>({ subtotal: documentMoney, dpp: optional(documentMoney), ppn: documentMoney, total: documentMoney });

export const readInvoiceText = atLeast<InvoiceText>({
  ...documentHead,
  lines: listOf(atLeast<InvoiceLineText>({
    ...lineText,
  })),
  totals: totalsText,
});

/** What the verifier compares of a credit note's machine-readable twin. */
export interface NoteText extends Omit<InvoiceText, 'lines'> {
  readonly invoice: { readonly number: string; readonly kind: string };
  readonly lines: readonly (InvoiceLineText & { readonly invoiceLineNo: number })[];
}

export const readNoteText = atLeast<NoteText>({
  ...documentHead, invoice: atLeast<NoteText['invoice']>({ number: text, kind: text }), lines: listOf(atLeast<NoteText['lines'][number]>({ ...lineText, invoiceLineNo: wholeNumber })), totals: totalsText,
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
