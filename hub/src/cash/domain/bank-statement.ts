import { valueToMinor } from '../../kernel/money';
import { digitsOf } from './virtual-account';

/** One entry of the hub's bank account as the bank booked it. */
export interface BankEntry {
  /** Where it stands in the file. */
  readonly line: number;
  /** The bank's own reference; with the account it names the entry for ever. */
  readonly reference: string;
  readonly bookedOn: string;
  readonly direction: 'IN' | 'OUT';
  readonly amountMinor: bigint;
  readonly remark: string;
  readonly counterpartyName?: string;
  readonly counterpartyAccount?: string;
  /** The virtual account to which the money came, where the file has a field for it; digits. */
  readonly virtualAccount?: string;
  /** Several payments that the bank booked as one, and that did not all come to the same virtual account: a person decides. */
  readonly collective?: boolean;
  /** The bank takes back an earlier entry: a person decides what that means. */
  readonly reversal?: boolean;
}

export interface BankStatement {
  readonly statementRef: string;
  readonly accountNo: string;
  readonly entries: readonly BankEntry[];
  readonly inMinor: bigint;
  readonly outMinor: bigint;
}

/** What is wrong with a line, and what to do about it. */
export interface LineFault {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}

export type ReadStatement = { readonly statement: BankStatement } | { readonly faults: readonly LineFault[] };

const AMOUNT = /^(0|[1-9][0-9]{0,15})\.[0-9]{2}$/;
const ACCOUNT = /^[A-Z0-9]{6,34}$/;

/** Collects the faults of a file while it is read, so that all of them are told at once. */
export class StatementBuilder {
  readonly faults: LineFault[] = [];
  private readonly entries: BankEntry[] = [];
  private readonly references = new Map<string, number>();
  private accountNo = '';
  private statementRef = '';

  fault(line: number, code: string, detail: string): void {
    this.faults.push({ line, code, detail });
  }

  head(line: number, statementRef: string, accountNo: string, currency: string): void {
    const account = accountNo.replace(/[\s.-]/g, '').toUpperCase();
    if (statementRef.length === 0 || statementRef.length > 64) this.fault(line, 'statement_missing', 'The statement has no reference of 1 to 64 characters.');
    if (!ACCOUNT.test(account)) this.fault(line, 'account_invalid', 'The account number is not 6 to 34 letters and digits.');
    this.currency(line, currency);
    this.statementRef = statementRef;
    this.accountNo = account;
  }

  currency(line: number, currency: string): void {
    if (currency !== 'IDR') this.fault(line, 'currency_not_supported', `The currency is ${currency.slice(0, 8) || 'missing'}; this coalition settles in IDR.`);
  }

  /** Minor units of a positive amount with two decimals; 0 after a fault. */
  amount(line: number, text: string): bigint {
    if (text.startsWith('-')) this.fault(line, 'negative_amount', 'The amount is negative. Amounts are positive; the direction says which way the money went.');
    else if (!AMOUNT.test(text)) this.fault(line, 'invalid_money', 'The amount is not a number with exactly two decimals, such as 125000.00.');
    else return valueToMinor(text);
    return 0n;
  }

  date(line: number, text: string): string {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
    if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) this.fault(line, 'invalid_date', 'The booking date is not a calendar date such as 2026-11-22.');
    return text;
  }

  /** A field that holds a virtual account, as a part of an entry: digits, or nothing. */
  virtualAccount(line: number, field: string): { virtualAccount?: string } {
    const digits = digitsOf(field);
    if (digits === undefined) this.fault(line, 'virtual_account_invalid', 'The virtual account is not 1 to 28 digits.');
    return digits ? { virtualAccount: digits } : {};
  }

  entry(entry: BankEntry): void {
    const { line, reference } = entry;
    if (reference.length === 0 || reference.length > 64) this.fault(line, 'reference_missing', 'The entry has no bank reference of 1 to 64 characters, so it could be counted twice.');
    const before = this.references.get(reference);
    if (before !== undefined && reference.length > 0) this.fault(line, 'reference_repeated', `The bank reference stands on line ${before} already.`);
    this.references.set(reference, line);
    if (entry.amountMinor === 0n && !this.faults.some((one) => one.line === line)) this.fault(line, 'zero_amount', 'The amount is nothing.');
    this.entries.push(entry);
  }

  sums(): { readonly count: number; readonly inMinor: bigint; readonly outMinor: bigint } {
    const sum = (direction: 'IN' | 'OUT'): bigint => this.entries.filter((one) => one.direction === direction).reduce((total, one) => total + one.amountMinor, 0n);
    return { count: this.entries.length, inMinor: sum('IN'), outMinor: sum('OUT') };
  }

  /** The statement, or every fault that was found. */
  done(): ReadStatement {
    if (this.faults.length > 0) return { faults: [...this.faults].sort((a, b) => a.line - b.line) };
    const { inMinor, outMinor } = this.sums();
    return { statement: { statementRef: this.statementRef, accountNo: this.accountNo, entries: this.entries, inMinor, outMinor } };
  }
}
