/** Types that a partner's day may hold, and the states in which a record may stand. */
export const RECORD_TYPES = ['EARN', 'BURN', 'REVERSAL'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];
export const RECORD_STATUSES = ['POSTED', 'REVERSED', 'HELD', 'RELEASED', 'TIMED_OUT'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** One record of a partner's day, or one posting or hold of the hub: what matching may know of it. Ids of outlets, tills and members are bare. */
export interface Entry {
  /** Names the entry on its side: the partner's record id, or the hub's posting or hold id in wire form. */
  readonly id: string;
  readonly type: RecordType;
  readonly status: RecordStatus;
  readonly externalId?: string;
  readonly outletId?: string;
  readonly tillId?: string;
  /** Number of the offline token in its till's chain. */
  readonly counter?: string;
  readonly receiptNo?: string;
  readonly memberId?: string;
  readonly points: bigint;
  /** Rupiah of the sale, where the side knows it. */
  readonly amountMinor?: bigint;
  /** Milliseconds. */
  readonly at: number;
  readonly date: string;
  /** Of the hub's reversal: the posting that it undoes. */
  readonly reverses?: string;
}

export const MATCH_CLASSES = ['MATCHED', 'MATCHED_SPLIT', 'MATCHED_TOLERANCE', 'MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERS', 'DUPLICATE', 'TIMING', 'STATUS_DIFFERS'] as const;
export type MatchClass = (typeof MATCH_CLASSES)[number];
export type BreakClass = Exclude<MatchClass, 'MATCHED' | 'MATCHED_SPLIT' | 'MATCHED_TOLERANCE'>;
export const MATCH_KEYS = ['EXTERNAL_ID', 'RECEIPT', 'COUNTER', 'MEMBER_TIME', 'REVERSES'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

/** Entries of both sides that belong together, or one that stands alone, with the one class that this gives them. */
export interface Group {
  readonly class: MatchClass;
  readonly key?: MatchKey;
  readonly theirs: readonly Entry[];
  readonly ours: readonly Entry[];
  /** Of a duplicate: the entry of its own side that it repeats, and whether it says the same. */
  readonly twin?: Entry;
  readonly identical?: boolean;
}

export interface MatchSettings {
  readonly driftMinutes: number;
  readonly tolerancePoints: bigint;
  readonly toleranceMinor: bigint;
}

export const DEFAULT_MATCH_SETTINGS: MatchSettings = { driftMinutes: 30, tolerancePoints: 0n, toleranceMinor: 0n };

export function isBreak(one: MatchClass): one is BreakClass {
  return !one.startsWith('MATCHED');
}
