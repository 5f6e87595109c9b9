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
  /** Whose virtual account the money came to, and whether the account is still alive. */
  readonly payer?: { readonly partyId: string; readonly alive: boolean } | undefined;
}

export type SuggestionReason = 'REFERENCE' | 'VIRTUAL_ACCOUNT_AND_AMOUNT' | 'ACCOUNT_AND_AMOUNT' | 'VIRTUAL_ACCOUNT' | 'AMOUNT' | 'ACCOUNT';

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

/** Something that money of one partner can be for: an obligation, or a fee invoice that it pays apart. */
export interface Owed {
  readonly id: string;
  readonly openMinor: bigint;
  /** What its document asks to be written beside the money. */
  readonly reference: string;
}

/**
 * What money that came to a partner's virtual account is for: what the remark names, or else the one thing of which just that much is open, or else the only thing
 * that is open, whatever the amount. `NOTHING`: the partner owes nothing, and the money lies on account.
 * @param foreign references of others; one of them in the remark speaks against the account
 * @returns undefined where a person has to say it: two equal amounts, several that no amount fits, or a remark that names another partner or two things
 */
export function meantByAccount(entry: Pick<EntryFacts, 'amountMinor' | 'remark'>, owed: readonly Owed[], foreign: readonly string[]): Owed | 'NOTHING' | undefined {
  const remark = plain(entry.remark);
  if (foreign.some((one) => occurs(plain(one), remark))) return undefined;
  const named = owed.filter((one) => occurs(plain(one.reference), remark));
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  const exact = owed.filter((one) => one.openMinor === entry.amountMinor);
  if (exact.length > 0) return exact.length === 1 ? exact[0] : undefined;
  return owed.length > 1 ? undefined : (owed[0] ?? 'NOTHING');
}

/**
 * The one fee invoice, paid apart, whose number stands in the remark and of which just that much is open. A remark that names what is settled as well says two things.
 * @param others references of statements
 */
export function invoiceNamed<T extends Owed>(entry: EntryFacts, invoices: readonly T[], others: readonly string[]): T | undefined {
  const remark = plain(entry.remark);
  const named = entry.direction === 'OUT' || others.some((one) => occurs(plain(one), remark)) ? [] : invoices.filter((one) => occurs(plain(one.reference), remark));
  return named.length === 1 && named[0]?.openMinor === entry.amountMinor ? named[0] : undefined;
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

const RANKS: Readonly<Record<SuggestionReason, number>> = { REFERENCE: 0, VIRTUAL_ACCOUNT_AND_AMOUNT: 1, ACCOUNT_AND_AMOUNT: 2, VIRTUAL_ACCOUNT: 3, AMOUNT: 4, ACCOUNT: 5 };

/**
 * What a person might mean an entry for, most likely first: by reference, by virtual account, by account and amount, by amount alone, by account alone. Money that came to a partner's
 * virtual account is that partner's, so while the account is alive only what the remark names is suggested
 * of others. Among equals the nearest due date, then the partner's code. Equal amounts are suggestions and never more.
 */
export function suggestions(entry: EntryFacts, candidates: readonly Candidate[]): Suggestion[] {
  const distance = (one: Candidate): number => Math.abs(daysBetween(one.dueDate, entry.bookedOn));
  return candidates.filter((one) => one.direction === entry.direction && one.openMinor > 0n).flatMap((one) => {
    const reason = reasonOf(entry, one);
    return reason === undefined ? [] : [{ one, reason }];
  }).sort((a, b) => RANKS[a.reason] - RANKS[b.reason] || distance(a.one) - distance(b.one) || (a.one.partnerCode < b.one.partnerCode ? -1 : 1)).map(({ one, reason }) => ({ obligationId: one.obligationId, reason }));
}

function reasonOf(entry: EntryFacts, one: Candidate): SuggestionReason | undefined {
  const amount = one.openMinor === entry.amountMinor;
  if (occurs(plain(one.bankReference), plain(entry.remark))) return 'REFERENCE';
  if (one.partyId === entry.payer?.partyId) return amount ? 'VIRTUAL_ACCOUNT_AND_AMOUNT' : 'VIRTUAL_ACCOUNT';
  if (entry.payer?.alive === true) return undefined;
  const account = entry.counterpartyAccount !== undefined && one.accountNo === entry.counterpartyAccount;
  return account && amount ? 'ACCOUNT_AND_AMOUNT' : amount ? 'AMOUNT' : account ? 'ACCOUNT' : undefined;
}
