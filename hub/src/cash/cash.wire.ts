import type { Money, Page, WireDate } from '../http/wire';

/** Money that moved between a partner and the hub. It names an obligation, a refund, or only the partner whose money it is. */
export interface PaymentRequest {
  /** The obligation that is met first; absent: `partnerId` says whose money it is, and it meets what is open, the oldest first. */
  obligationId?: string;
  /** Only without `obligationId` and `refundId`. */
  partnerId?: string;
  /** An approved refund that the bank has paid; only without the others. */
  refundId?: string;
  amount: Money;
  /**
   * @minLength 1
   * @maxLength 64
   */
  bankReference: string;
  paidOn: WireDate;
}

/** What a payment did to one obligation, or to a fee invoice that is paid apart. */
export interface Application {
  obligationId?: string;
  invoiceId?: string;
  amount: Money;
  principal: Money;
  fee: Money;
  ppn: Money;
  appliedOn: string;
}

/** Money, or what counts like money: a withholding certificate, a credit note of a fee paid apart, what covers a default. */
export interface Payment {
  object: 'payment';
  id: string;
  kind: 'BANK' | 'CERTIFICATE' | 'CREDIT_NOTE' | 'COLLATERAL' | 'RESERVE' | 'FUND' | 'LOSS_SHARES' | 'HUB_LOSS';
  direction: 'IN' | 'OUT';
  partnerId: string;
  partnerName: string;
  /** The obligation that it names. */
  obligationId?: string;
  /** The refund that it paid. */
  refundId?: string;
  amount: Money;
  /** The bank's reference, or the number of the certificate or credit note. */
  bankReference: string;
  paidOn: string;
  applications: Application[];
  /** Cash that met nothing yet; the next settlement takes it. */
  unapplied: Money;
  recordedBy: string;
  createdAt: string;
  /** Somebody has asked to take this payment back; once another person has done it, it counts for nothing and its applications are gone. */
  unmatch?: PaymentUnmatch;
}

export interface PaymentUnmatch {
  askedBy: string;
  askedAt: string;
  reason: string;
  doneBy?: string;
  unmatchedOn?: string;
}

export interface RefundRequest {
  /** Money that came in and has something left that met nothing. */
  paymentId: string;
  /** Absent: all that is left. */
  amount?: Money;
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

/** Money of a partner that met nothing and goes back to it. */
export interface Refund {
  object: 'refund';
  id: string;
  paymentId: string;
  partnerId: string;
  partnerName: string;
  amount: Money;
  /** What the bank is asked to write on the payout. */
  bankReference: string;
  reason: string;
  status: 'PROPOSED' | 'APPROVED' | 'PAID' | 'WITHDRAWN';
  madeBy: string;
  madeAt: string;
  approvedBy?: string;
  approvedAt?: string;
  /** The payment instruction of the refund, from its approval on. */
  instructionId?: string;
  /** The payment out that the bank confirmed. */
  paidByPaymentId?: string;
  withdrawn?: { by: string; at: string; reason: string };
}

export interface BankAccountRequest {
  /**
   * @minLength 2
   * @maxLength 80
   */
  bankName: string;
  /** @pattern ^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$ "Send the bank's BIC, 8 or 11 characters such as CENAIDJA." */
  bic: string;
  /** @pattern ^[0-9]{6,20}$ "Send 6 to 20 digits." */
  accountNo: string;
  /**
   * @minLength 1
   * @maxLength 120
   */
  holder: string;
  validFrom: WireDate;
}

/** Where a party's money goes. */
export interface BankAccount {
  object: 'bankAccount';
  id: string;
  /** `prt_…` or `HUB`. */
  partyId: string;
  partyName: string;
  bankName: string;
  bic: string;
  /** Whole for people who pay to it or answer for it; the last four digits for everybody else. */
  accountNo: string;
  holder: string;
  validFrom: string;
  /** `PROPOSED`: another person of the partner checks it; `CHECKED`: the operator accepts it. */
  status: 'PROPOSED' | 'CHECKED' | 'ACCEPTED' | 'REJECTED';
  madeBy: string;
  madeAt: string;
  checkedBy?: string;
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
}

export interface DecisionRequest {
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

/** What the hub has to pay, and why it is not paid now. */
export interface Payable {
  object: 'payable';
  obligationId: string;
  settlementId: string;
  partnerId: string;
  partnerName: string;
  open: Money;
  dueDate: string;
  bankReference: string;
  /** Absent: it can be paid. `COLLECTION`: after every payer has paid; `DATE`: on its due date; `SUSPENDED`; `ACCOUNT`: no accepted account; `INSTRUCTED`: the bank was asked. */
  held?: 'COLLECTION' | 'DATE' | 'SUSPENDED' | 'ACCOUNT' | 'INSTRUCTED';
}

/** What the bank was asked to pay; the files hold whole account numbers. */
export interface PaymentInstruction {
  object: 'paymentInstruction';
  id: string;
  /** Absent for the instruction of a refund. */
  settlementId?: string;
  refundId?: string;
  executionDate: string;
  /** @isInt */
  payouts: number;
  total: Money;
  /** What the bank has confirmed of it. */
  confirmed: Money;
  csvSha256: string;
  /** Absent when the hub had no account of its own. */
  xmlSha256?: string;
  /** The settlement was aborted, or the refund withdrawn: it must not be executed. */
  cancelled: boolean;
  madeBy: string;
  madeAt: string;
}

export interface InstructionRequest {
  settlementId: string;
}

export interface BankFileRequest {
  format: 'CSV' | 'CAMT053';
  /**
   * Code of the layout by which a bank's own CSV is read, such as `BCA`; without it a CSV is the hub's own form.
   * @pattern ^[A-Z][A-Z0-9_]{1,31}$
   * @example "BCA"
   */
  layout?: string;
  /**
   * Name of the file, for people.
   * @minLength 1
   * @maxLength 120
   */
  name: string;
  /**
   * The file itself, UTF-8, unchanged.
   * @minLength 1
   * @maxLength 4000000
   */
  content: string;
}

/**
 * Names of columns as the bank's heading row has them; capital letters do not matter.
 * @minLength 1
 * @maxLength 80
 */
export type ColumnName = string;

/** How a bank lays out the CSV that it exports. */
export interface BankLayoutDefinition {
  delimiter: 'COMMA' | 'SEMICOLON' | 'TAB';
  dateFormat: 'YYYY-MM-DD' | 'DD/MM/YYYY' | 'DD/MM/YY' | 'DD-MM-YYYY' | 'DD-MM-YY' | 'DD.MM.YYYY';
  /** `POINT`: `1,535,500.00`; `COMMA`: `1.535.500,00`. */
  decimalMark: 'POINT' | 'COMMA';
  columns: {
    bookedOn: ColumnName;
    /**
     * The bank's remark, in one column or several.
     * @minItems 1
     * @maxItems 5
     */
    remark: ColumnName[];
    amount?: ColumnName;
    credit?: ColumnName;
    debit?: ColumnName;
    /** Of `sign` `COLUMN`: says which way the money went. */
    direction?: ColumnName;
    /** The balance after each entry; when it is there, rows that are missing are found. */
    balance?: ColumnName;
    /** The bank's own reference; without it an entry is named by the digest of what it says. */
    reference?: ColumnName;
    counterpartyName?: ColumnName;
    counterpartyAccount?: ColumnName;
    account?: ColumnName;
    currency?: ColumnName;
  };
  /** How an entry says which way: `SUFFIX` after the amount (`1,000.00 CR`), `COLUMN`, `TWO_COLUMNS` (`credit` and `debit`), or a `MINUS` before money out. */
  sign: {
    kind: 'SUFFIX' | 'COLUMN' | 'TWO_COLUMNS' | 'MINUS';
    /**
     * Of `SUFFIX` and `COLUMN`: what stands for money in, such as `CR`.
     * @maxLength 20
     */
    in?: string;
    /** @maxLength 20 */
    out?: string;
  };
  /** Rows above and below the table, `label : value`; what they say must agree with the entries, and must be there. */
  labels: { account?: ColumnName; opening?: ColumnName; debits?: ColumnName; credits?: ColumnName; closing?: ColumnName };
}

export interface BankLayoutRequest {
  /**
   * A code that is there already gets a new version.
   * @pattern ^[A-Z][A-Z0-9_]{1,31}$
   * @example "BCA"
   */
  code: string;
  /**
   * @minLength 3
   * @maxLength 120
   */
  name: string;
  definition: BankLayoutDefinition;
}

/** A layout of a bank's own CSV; versions never change, and the newest one reads new files. */
export interface BankLayoutView {
  object: 'bankLayout';
  id: string;
  code: string;
  version: number;
  name: string;
  definition: BankLayoutDefinition;
  madeBy: string;
  madeAt: string;
}

/** A bank file that was taken in whole. */
export interface BankFile {
  object: 'bankFile';
  id: string;
  name: string;
  format: 'CSV' | 'CAMT053';
  /** Code and version of the layout that read it, such as `BCA@v1`. */
  layout?: string;
  sha256: string;
  statementRef: string;
  /** The last four digits. */
  account: string;
  /** @isInt */
  entries: number;
  /**
   * Entries that were not in the books before.
   * @isInt
   */
  newEntries: number;
  /** @isInt */
  applied: number;
  /** @isInt */
  open: number;
  moneyIn: Money;
  moneyOut: Money;
  importedBy: string;
  importedAt: string;
}

/** An obligation that an entry may be for; a person decides. */
export interface EntrySuggestion {
  obligationId: string;
  partnerId: string;
  partnerCode: string;
  open: Money;
  dueDate: string;
  bankReference: string;
  reason: 'REFERENCE' | 'ACCOUNT_AND_AMOUNT' | 'AMOUNT' | 'ACCOUNT';
}

/** One entry of the hub's bank account. */
export interface BankEntry {
  object: 'bankEntry';
  id: string;
  bankFileId: string;
  fileName: string;
  /** @isInt */
  line: number;
  bankReference: string;
  direction: 'IN' | 'OUT';
  amount: Money;
  bookedOn: string;
  remark: string;
  counterpartyName?: string;
  /** The last four digits. */
  counterpartyAccount?: string;
  status: 'OPEN' | 'APPLIED' | 'SET_ASIDE';
  /** Of an open entry, the likeliest first. */
  suggestions: EntrySuggestion[];
  paymentId?: string;
  decidedBy?: string;
  decidedAt?: string;
  /** `REFERENCE`, `RECORDED`, `CONFIRMED`, or why it was set aside. */
  reason?: string;
}

export interface ConfirmRequest {
  obligationId?: string;
  /** An approved refund that the entry paid, in place of an obligation. */
  refundId?: string;
}

/** A reminder on what was open of an item past its due date; it never changes. */
export interface DunningNotice {
  object: 'dunningNotice';
  id: string;
  partnerId: string;
  partnerName: string;
  obligationId?: string;
  invoiceId?: string;
  /** 3 stops the partner's earns until everything is paid. */
  level: 1 | 2 | 3;
  /** @isInt */
  daysOverdue: number;
  dueDate: string;
  noticedOn: string;
  /** When the notice was made. */
  open: Money;
  principal: Money;
  fee: Money;
  ppn: Money;
  openNow: Money;
  reference: string;
  text: { id: string; en: string };
}

export interface CertificateRequest {
  /** The fee invoice from which tax was withheld. */
  invoiceId: string;
  /**
   * Number of the certificate, as the tax office knows it.
   * @minLength 3
   * @maxLength 40
   */
  number: string;
  issuedOn: WireDate;
  amount: Money;
  /**
   * Why more was withheld than is still expected of the invoice; without it such a certificate is refused `withholding_above_expected`. The second person sees it.
   * @minLength 10
   * @maxLength 300
   * @example "Withheld at 4 % because our file had no NPWP of the hub."
   */
  excessReason?: string;
}

/** Bukti potong PPh 23: it meets the fee like cash once a second person has accepted it. */
export interface WithholdingCertificate {
  object: 'withholdingCertificate';
  id: string;
  invoiceId: string;
  invoiceNumber: string;
  partnerId: string;
  partnerName: string;
  number: string;
  issuedOn: string;
  amount: Money;
  /** 2 % of the invoice's fee, less its credit notes. */
  expected: Money;
  /** Why the certificates of the invoice come to more than is expected. */
  excessReason?: string;
  status: 'SUBMITTED' | 'ACCEPTED' | 'REJECTED';
  madeBy: string;
  madeAt: string;
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
}

/** A fee invoice with what may be withheld from it and what was. */
export interface WithholdingInvoice {
  invoiceId: string;
  invoiceNumber: string;
  partnerId: string;
  partnerName: string;
  issuedOn: string;
  fee: Money;
  expected: Money;
  received: Money;
  /** Handed in and not accepted yet. */
  waiting: Money;
  /** Received less expected. */
  difference: Money;
}

export interface WithholdingSum {
  partnerId: string;
  partnerName: string;
  expected: Money;
  received: Money;
  difference: Money;
}

/** A page of fee invoices, and the sums of each partner over all of them. */
export interface WithholdingList extends Page<WithholdingInvoice> {
  partners: WithholdingSum[];
}

/** What one partner would bear, by both rules. */
export interface LossView {
  partnerId: string;
  partnerName: string;
  /** Its claims on the defaulter, and the defaulter's on it. */
  claims: Money;
  owes: Money;
  netExposure: Money;
  grossClaim: Money;
}

/** What covers a default, in the order in which it is used. */
export interface DefaultFigures {
  /** Open to the partners: principal. */
  partnersOpen: Money;
  /** Open to accounts that the hub keeps, as principal: points paid for at issue, reserves, the fund. Partners bear no share of it. */
  hubPrincipalOpen: Money;
  /** Open to the hub. */
  feeOpen: Money;
  ppnOpen: Money;
  collateralToPartners: Money;
  reserve: Money;
  fund: Money;
  /** What the partners bear together. */
  shortfall: Money;
  /** The hub is served last. */
  collateralToHub: Money;
  hubUnpaid: Money;
  losses: LossView[];
}

/** What a default of an obligation would do now; nothing is written. */
export interface DefaultSimulation {
  object: 'defaultSimulation';
  obligationId: string;
  partnerId: string;
  /** The rule of the coalition; both allocations are shown. */
  rule: 'NET_EXPOSURE' | 'GROSS_CLAIM';
  /** First day on which it may be declared. */
  from: string;
  figures: DefaultFigures;
  defaultHash: string;
}

export interface DefaultRequest {
  obligationId: string;
}

export interface DeclareRequest {
  /**
   * The hash of the figures that both people saw.
   * @pattern ^[0-9a-f]{64}$
   */
  defaultHash: string;
}

/** A partner's default: proposed by one person, declared by another. */
export interface Default {
  object: 'default';
  id: string;
  obligationId: string;
  settlementId: string;
  partnerId: string;
  partnerName: string;
  status: 'PROPOSED' | 'DECLARED' | 'WITHDRAWN';
  rule: 'NET_EXPOSURE' | 'GROSS_CLAIM';
  figures: DefaultFigures;
  defaultHash: string;
  /** What the defaulter has paid after all. */
  recovered: Money;
  madeBy: string;
  madeAt: string;
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
}
