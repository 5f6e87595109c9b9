/** A signed transaction that waits for the hub. */
export interface StoredEntry {
  readonly kid: string;
  readonly seq: number;
  readonly externalId: string;
  readonly token: string;
  /** Seconds of capture. */
  readonly capturedAt: number;
}

/** What the hub said of an entry: it needs to be sent no more. */
export interface StoredOutcome {
  readonly kid: string;
  readonly seq: number;
  readonly status: number;
  readonly postingId?: string;
  /** Of a refusal: it is kept as a dead letter. */
  readonly code?: string;
  readonly detail?: string;
}

/** Where a till keeps its queue. Whatever a method promises has to survive the death of the process. */
export interface OfflineStore {
  /** Entries that wait, in their order; dead letters; and the last token of each key, by `kid`. */
  load(): Promise<{ waiting: StoredEntry[]; dead: (StoredEntry & StoredOutcome)[]; last: Map<string, StoredEntry> }>;
  append(entry: StoredEntry): Promise<void>;
  settle(outcomes: readonly StoredOutcome[]): Promise<void>;
  close(): Promise<void>;
}
