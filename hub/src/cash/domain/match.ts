import { daysBetween } from '../../kernel/business-date';

/** Who could be meant by an entry of a bank file. */
export interface Candidate {
  readonly obligationId: string;
  readonly partyId: string;
  readonly direction: 'IN' | 'OUT';
  readonly openMinor: bigint;
  readonly dueDate: string;
  readonly partnerCode: string;
  /** The reference that its netting statement asks for. */
  readonly bankReference: string;
  /** The partner's own account, as far as it is known. */
  readonly accountNo?: string | undefined;
}

export interface EntryFacts {
  readonly direction: 'IN' | 'OUT';
  readonly amountMinor: bigint;
  readonly bookedOn: string;
  readonly remark: string;
  readonly counterpartyAccount?: string | undefined;
}

export type SuggestionReason = 'REFERENCE' | 'ACCOUNT_AND_AMOUNT' | 'AMOUNT' | 'ACCOUNT';

export interface Suggestion {
  readonly obligationId: string;
  readonly reason: SuggestionReason;
}

/** Letters and digits only, so that what banks do to blanks, slashes and case does not matter. */
const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/**
 * The one obligation that an entry names: the reference of its statement stands in the remark, and no other's does.
 * Money in of any size is then known to be the partner's; money out that is more than is open is left to a person.
 */
export function namedBy(entry: EntryFacts, candidates: readonly Candidate[]): Candidate | undefined {
  const remark = plain(entry.remark);
  const named = candidates.filter((one) => one.direction === entry.direction && occurs(plain(one.bankReference), remark));
  const only = named.length === 1 ? named[0] : undefined;
  return only && (entry.direction === 'IN' || entry.amountMinor <= only.openMinor) ? only : undefined;
}

/** The one approved refund that an entry of money out names, with its very amount. */
export function refundNamed<T extends { readonly reference: string; readonly amountMinor: bigint }>(entry: Pick<EntryFacts, 'direction' | 'amountMinor' | 'remark'>, refunds: readonly T[]): T | undefined {
  const remark = plain(entry.remark);
  const named = entry.direction === 'OUT' ? refunds.filter((one) => occurs(plain(one.reference), remark)) : [];
  return named.length === 1 && named[0]?.amountMinor === entry.amountMinor ? named[0] : undefined;
}

/** Each statement's reference begins with its own number, so one reference is never a part of another. */
function occurs(reference: string, remark: string): boolean {
  return reference.length > 0 && remark.includes(reference);
}

const RANKS: Readonly<Record<SuggestionReason, number>> = { REFERENCE: 0, ACCOUNT_AND_AMOUNT: 1, AMOUNT: 2, ACCOUNT: 3 };

/**
 * What a person might mean an entry for, most likely first: by reference, by account and amount, by amount alone, by account alone;
 * among equals the nearest due date, then the partner's code. Equal amounts are suggestions and never more.
 */
export function suggestions(entry: EntryFacts, candidates: readonly Candidate[]): Suggestion[] {
  const remark = plain(entry.remark);
  const distance = (one: Candidate): number => Math.abs(daysBetween(one.dueDate, entry.bookedOn));
  return candidates.filter((one) => one.direction === entry.direction && one.openMinor > 0n).flatMap((one) => {
    const account = entry.counterpartyAccount !== undefined && one.accountNo === entry.counterpartyAccount;
    const amount = one.openMinor === entry.amountMinor;
    const reason: SuggestionReason | undefined = occurs(plain(one.bankReference), remark) ? 'REFERENCE' : account && amount ? 'ACCOUNT_AND_AMOUNT' : amount ? 'AMOUNT' : account ? 'ACCOUNT' : undefined;
    return reason === undefined ? [] : [{ one, reason }];
  }).sort((a, b) => RANKS[a.reason] - RANKS[b.reason] || distance(a.one) - distance(b.one) || (a.one.partnerCode < b.one.partnerCode ? -1 : 1)).map(({ one, reason }) => ({ obligationId: one.obligationId, reason }));
}
