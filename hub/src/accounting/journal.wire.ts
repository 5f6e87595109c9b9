import type { Money } from '../http/wire';

export type JournalAccountKey = 'RECEIVABLE' | 'PAYABLE' | 'FEE_REVENUE' | 'PPN_OUT' | 'BANK' | 'PREPAID_PPH23' | 'HUB_POINTS' | 'RESERVE' | 'COALITION_FUND' | 'RATE_DIFFERENCE' | 'RESIDUE' | 'ADJUSTMENT' | 'COLLATERAL' | 'BAD_DEBT';

/** What the lines on one account come to. */
export interface JournalSum {
  key: JournalAccountKey;
  code: string;
  name: string;
  lineCount: number;
  debit: Money;
  credit: Money;
}

/** What a journal comes to; debit equals credit. The lines themselves are its CSV. */
export interface Journal {
  object: 'journal';
  from?: string;
  /** First day that is not in it. */
  to?: string;
  windowId?: string;
  lineCount: number;
  debit: Money;
  credit: Money;
  accounts: JournalSum[];
}

/** Which account of the operator's books a booking goes to. */
export interface JournalAccount {
  key: JournalAccountKey;
  code: string;
  name: string;
  version: number;
  setBy: string;
  setAt: string;
}

export interface AccountRequest {
  /**
   * @pattern ^[A-Za-z0-9][A-Za-z0-9.-]{0,23}$ "Send 1 to 24 letters, digits, dots or hyphens, such as 1130."
   * @example "1130"
   */
  code: string;
  /**
   * @minLength 1
   * @maxLength 80
   * @example "Piutang mitra"
   */
  name: string;
}
