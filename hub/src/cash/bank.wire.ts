import type { Money, WireDate } from '../http/wire';

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
    /** The virtual account to which money came, digits. Without it, one that is registered is found in the remark. */
    virtualAccount?: ColumnName;
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
  reason: 'REFERENCE' | 'VIRTUAL_ACCOUNT_AND_AMOUNT' | 'ACCOUNT_AND_AMOUNT' | 'VIRTUAL_ACCOUNT' | 'AMOUNT' | 'ACCOUNT';
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
  /** To which the money came: as the file says, or one that is registered and stands in the remark. */
  virtualAccount?: string;
  /** Whose virtual account it is, or was. */
  payerId?: string;
  payerName?: string;
  status: 'OPEN' | 'APPLIED' | 'SET_ASIDE';
  /** Of an open entry, the likeliest first. */
  suggestions: EntrySuggestion[];
  paymentId?: string;
  decidedBy?: string;
  decidedAt?: string;
  /** `VIRTUAL_ACCOUNT`, `REFERENCE`, `RECORDED`, `CONFIRMED`, or why it was set aside. */
  reason?: string;
}

/** Exactly one of the three. */
export interface ConfirmRequest {
  obligationId?: string;
  /** An approved refund that the entry paid, in place of an obligation. */
  refundId?: string;
  /** The partner whose money came in, for nothing that it names: it meets what is open, the oldest first, and the rest lies on account. */
  partnerId?: string;
}
