import type { components } from '../generated/hub';

type Schemas = components['schemas'];

/** One sale or refund that this client sent, as the hub answered it; or as a till signed it while it was alone. */
export interface JournalEntry {
  readonly type: 'EARN' | 'BURN' | 'REVERSAL';
  readonly externalId: string;
  readonly points: number;
  readonly occurredAt: string;
  /** A refund while the hub could not be reached does not know its outlet. */
  readonly outletId?: string;
  readonly tillId?: string;
  readonly counter?: string;
  readonly receiptNo?: string;
  readonly member?: string;
  readonly amount?: { readonly currency: string; readonly value: string };
  readonly token?: string;
}

/** Where a client keeps what it sent: a third witness beside the partner's own books and the hub's. */
export interface Journal {
  /** Resolves when the entry is kept; the same externalId again adds what is new of it. */
  keep(entry: JournalEntry): Promise<void>;
  /** Entries of a business date (Asia/Jakarta), each externalId once. */
  entries(businessDate: string): Promise<JournalEntry[]>;
}

const JAKARTA_MS = 7 * 3_600_000;

/** The date of the settlement zone, Asia/Jakarta, in which an instant lies. */
export function businessDateOf(instant: string): string {
  return new Date(Date.parse(instant) + JAKARTA_MS).toISOString().slice(0, 10);
}

/** What an answered posting is in the journal; undefined for what a till did not ask for. */
export function entryOf(posting: Schemas['Posting']): JournalEntry | undefined {
  const { type, externalId, points, occurredAt, outletId, tillId, memberId, amount, value } = posting;
  if (externalId === undefined || (type !== 'EARN' && type !== 'BURN' && type !== 'REVERSAL')) return undefined;
  const rupiah = type === 'BURN' ? value : amount;
  return { type, externalId, points, occurredAt, member: memberId, ...(outletId !== undefined && { outletId }), ...(tillId !== undefined && { tillId }), ...(rupiah && { amount: rupiah }) };
}

/**
 * The journal of one business date as a day that `reconciliations.upload` sends.
 * @param outletId where a refund belongs that does not name its outlet
 */
export async function journalDay(journal: Journal, of: { readonly partnerId: string; readonly businessDate: string; readonly outletId: string }): Promise<Schemas['DayFile']> {
  const entries = await journal.entries(of.businessDate);
  const records = entries.map(({ amount, ...entry }) => ({ recordId: entry.externalId, status: 'POSTED' as const, ...entry, outletId: entry.outletId ?? of.outletId, ...(amount && { amount: { currency: amount.currency, value: amount.value } }) }));
  const rupiah = records.reduce((sum, one) => sum + BigInt((one.amount?.value ?? '0.00').replace('.', '')), 0n).toString().padStart(3, '0');
  return { header: { format: 'kongsi-day/1', partnerId: of.partnerId, businessDate: of.businessDate, source: 'SDK_JOURNAL' }, records,
    trailer: { records: records.length, points: records.reduce((sum, one) => sum + one.points, 0), amount: { currency: 'IDR', value: `${rupiah.slice(0, -2)}.${rupiah.slice(-2)}` } } };
}
