/** An amount of money: a currency and a decimal string with exactly two decimals. */
export interface Money {
  /**
   * ISO 4217 code; this coalition settles in IDR.
   * @pattern ^[A-Z]{3}$ "Send a three-letter currency code such as IDR."
   * @example "IDR"
   */
  currency: string;
  /**
   * Decimal string with exactly two decimals.
   * @pattern ^-?(0|[1-9][0-9]{0,15})\.[0-9]{2}$ "Send a string with exactly two decimals, such as 125000.00."
   * @example "125000.00"
   */
  value: string;
}

/**
 * A point in time, RFC 3339 with an offset.
 * @pattern ^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$ "Send an RFC 3339 instant such as 2026-11-22T10:15:00+07:00."
 * @example "2026-11-22T03:15:00Z"
 */
export type Instant = string;

/**
 * A calendar date in the settlement zone.
 * @pattern ^\d{4}-\d{2}-\d{2}$ "Send a date such as 2026-11-22."
 * @example "2026-11-22"
 */
export type WireDate = string;

/**
 * The partner's own name for an operation, unique for ever per partner.
 * @pattern ^[A-Za-z0-9._:/-]{1,64}$ "Send 1 to 64 of the characters A-Z a-z 0-9 . _ : / -"
 * @example "POS-7781-000123"
 */
export type ExternalId = string;

/** One page of a list, newest first. */
export interface Page<T> {
  data: T[];
  hasMore: boolean;
  /** Send it as `cursor` with the same filter to get the next page; absent on the last page. */
  nextCursor?: string;
  /** Present when `totals=true`: over the whole filter, never over the page. */
  totals?: Totals;
}

/** Counts and sums over a whole filter. */
export interface Totals {
  /** @isInt */
  count: number;
  /** @isInt */
  points?: number;
  amount?: Money;
}

/** RFC 9457 problem document; every answer that is not 2xx has this form. */
export interface Problem {
  /** Address of the page that explains the code. */
  type: string;
  title: string;
  /** @isInt */
  status: number;
  detail: string;
  instance: string;
  /** Stable code of the refusal. */
  code: string;
  requestId: string;
  /** Whether the same request may be sent again unchanged, with a fresh token and the same key. */
  retryable: boolean;
  serverTime: string;
  errors?: FieldError[];
  cashierMessage?: BilingualText;
  /**
   * Points that are left of what a reversal names.
   * @isInt
   */
  remaining?: number;
  /** Money that is left of the sale that a refund names. */
  remainingAmount?: Money;
  /** Facts of the code, such as `available` and `requested`. */
  [fact: string]: unknown;
}

export interface FieldError {
  /** JSON pointer into the body, or the name of the parameter. */
  pointer: string;
  code: string;
  detail: string;
}

export interface BilingualText {
  id: string;
  en: string;
}
