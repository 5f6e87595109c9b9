import { assert } from '../../kernel/assert';
import { csvFile, csvNumber } from '../../kernel/csv';
import { minorToValue } from '../../kernel/money';
import { COALITION_FUND_PARTY, HUB_PARTY, isHubHeld, RATE_DIFFERENCE_PARTY, RESIDUE_PARTY } from '../../kernel/parties';

/** What a booking goes to; each key is mapped to an account of the operator's books. */
export const ACCOUNT_KEYS = ['RECEIVABLE', 'PAYABLE', 'FEE_REVENUE', 'PPN_OUT', 'BANK', 'PREPAID_PPH23', 'HUB_POINTS', 'RESERVE', 'COALITION_FUND', 'RATE_DIFFERENCE', 'RESIDUE', 'ADJUSTMENT', 'COLLATERAL', 'BAD_DEBT'] as const;
export type AccountKey = (typeof ACCOUNT_KEYS)[number];

/** A window's claim on one line: whole rupiah in minor units, negative where it was reduced. */
export interface BookedClaim {
  readonly claimId: string;
  readonly date: string;
  readonly windowId: string;
  readonly lineType: string;
  readonly payerId: string;
  readonly payeeId: string;
  readonly amountMinor: bigint;
  /** The calculation it is of: the halves of a claim with two prices are booked as one entry of it. */
  readonly calculationId: string;
  /** Of half a claim with two prices: the brand behind the rate difference. */
  readonly behind?: string | undefined;
  /** Numbers of the documents that carry it on either side, as far as they are issued. */
  readonly payerDocument?: string | undefined;
  readonly payeeDocument?: string | undefined;
}

/** A settlement of one partner, as its netting statement fixed it; `voided` undoes it on the day of the void. */
export interface BookedNetting {
  readonly statementId: string;
  readonly date: string;
  readonly number: string;
  readonly partnerId: string;
  /** What the partner owes: claims on it, fees and PPN. */
  readonly owesMinor: bigint;
  /** What it is owed by claims. */
  readonly owedMinor: bigint;
  /** What the obligation holds besides: contested sums, loss shares, recoveries; positive in the partner's favour. */
  readonly adjustmentMinor: bigint;
  /** Money on account that the settlement used. */
  readonly usedMinor: bigint;
  readonly voided: boolean;
}

/** Money that moved, or what counts like it. */
export interface BookedMoney {
  readonly paymentId: string;
  readonly date: string;
  readonly reference: string;
  readonly partnerId: string;
  readonly direction: 'IN' | 'OUT';
  readonly kind: string;
  /** Minor units; negative where a payment was taken back. */
  readonly amountMinor: bigint;
  /** The taking back of a payment. */
  readonly undone?: boolean;
}

/** One line of the journal; exactly one of debit and credit is not zero, and none is negative. */
export interface JournalLine {
  readonly entry: string;
  readonly date: string;
  readonly type: 'CLAIM' | 'FEE' | 'PPN' | 'SET_OFF' | 'ADJUSTMENT' | 'MONEY';
  readonly key: AccountKey;
  readonly partyId: string | undefined;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly reference: string;
  readonly windowId?: string;
}

type Side = readonly [AccountKey, string | undefined];

const HELD: Readonly<Record<string, AccountKey>> = { [HUB_PARTY]: 'HUB_POINTS', [COALITION_FUND_PARTY]: 'COALITION_FUND', [RATE_DIFFERENCE_PARTY]: 'RATE_DIFFERENCE', [RESIDUE_PARTY]: 'RESIDUE' };
/** What meets a partner's debt, by the kind of payment; a credit note of a fee is in its claims already. */
const MET_BY: Readonly<Record<string, AccountKey>> = { BANK: 'BANK', CERTIFICATE: 'PREPAID_PPH23', COLLATERAL: 'COLLATERAL', RESERVE: 'RESERVE', FUND: 'COALITION_FUND', LOSS_SHARES: 'ADJUSTMENT', HUB_LOSS: 'BAD_DEBT', REFUND: 'BANK', RECOVERY_SHARES: 'ADJUSTMENT', RECOVERY_HUB: 'BAD_DEBT' };
/** What uses money up that lies on a partner's account: it goes back, or takes losses of a default back. */
const USES_MONEY: ReadonlySet<string> = new Set(['REFUND', 'RECOVERY_SHARES', 'RECOVERY_HUB']);

/** Debit and credit of the hub as agent: receivable against payable per claim, receivable against fee revenue and PPN. */
function claimLines(claim: BookedClaim): JournalLine[] {
  const { lineType, payerId, payeeId } = claim;
  const fee = lineType === 'ISSUER_FEE' || lineType === 'ACCEPTANCE_FEE';
  const type = fee ? 'FEE' : lineType === 'PPN' ? 'PPN' : 'CLAIM';
  const credit: Side = fee ? ['FEE_REVENUE', undefined] : lineType === 'PPN' ? ['PPN_OUT', undefined] : sideOf(payeeId, 'PAYABLE');
  const [debited, credited] = entry({ entry: `${type}-${claim.claimId}`, date: claim.date, type, reference: claim.payerDocument ?? lineType, windowId: claim.windowId }, sideOf(payerId, 'RECEIVABLE'), credit, claim.amountMinor);
  if (!debited || !credited) return [];
  // Each side carries the number of its own document, whichever way a reversal turned them.
  const reference = fee || lineType === 'PPN' ? (claim.payerDocument ?? lineType) : (claim.payeeDocument ?? lineType);
  return claim.amountMinor > 0n ? [debited, { ...credited, reference }] : [{ ...debited, reference }, credited];
}

/** The redeemer of half a claim with two prices; undefined of any other claim. */
function redeemerOf({ payerId, payeeId, behind }: BookedClaim): string | undefined {
  if (behind === undefined) return undefined;
  return payeeId === RATE_DIFFERENCE_PARTY ? behind : payerId === RATE_DIFFERENCE_PARTY ? payeeId : undefined;
}

/** A claim with two prices: the payers against the redeemer, and on the account of the rate difference only what lies between the prices. */
function twoPriceLines(redeemerId: string, halves: readonly BookedClaim[]): JournalLine[] {
  const [first] = halves;
  if (!first) return [];
  const head = { entry: `CLAIM-${first.calculationId}-${redeemerId}`, date: first.date, type: 'CLAIM' as const, windowId: first.windowId };
  const line = ([key, partyId]: Side, debit: bigint, reference: string): JournalLine[] => (debit === 0n ? [] : [{ ...head, key, partyId, debitMinor: debit > 0n ? debit : 0n, creditMinor: debit < 0n ? -debit : 0n, reference }]);
  const lines = halves.flatMap((half) => (half.payeeId === RATE_DIFFERENCE_PARTY ? line(sideOf(half.payerId, 'RECEIVABLE'), half.amountMinor, half.payerDocument ?? half.lineType) : line(sideOf(half.payeeId, 'PAYABLE'), -half.amountMinor, half.payeeDocument ?? half.lineType)));
  const between = lines.reduce((sum, one) => sum + one.debitMinor - one.creditMinor, 0n);
  return [...lines, ...line(['RATE_DIFFERENCE', undefined], -between, first.lineType)];
}

/** Claims in their order; the halves of a claim with two prices stand where the first of them stood. */
function allClaimLines(claims: readonly BookedClaim[]): JournalLine[] {
  const groups = new Map<string, BookedClaim[]>();
  for (const claim of claims) {
    const redeemerId = redeemerOf(claim);
    const key = redeemerId === undefined ? claim.claimId : `${claim.calculationId} ${redeemerId}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()].flatMap((group) => {
    const redeemerId = group[0] && redeemerOf(group[0]);
    return redeemerId === undefined ? group.flatMap(claimLines) : twoPriceLines(redeemerId, group);
  });
}

/** A partner's own account, or the account that the hub keeps for the coalition. A reserve has an account of its own kind. */
function sideOf(partyId: string, key: 'RECEIVABLE' | 'PAYABLE'): Side {
  if (isHubHeld(partyId)) return [HELD[partyId] ?? 'RESERVE', undefined];
  return [key, partyId];
}

/** Set-off of what meets on both sides: afterwards one side of the partner is empty and the other is its net cash. */
function nettingLines(one: BookedNetting): JournalLine[] {
  const sign = one.voided ? -1n : 1n;
  const head = { date: one.date, reference: one.number };
  const [owes, owed] = [one.owesMinor - one.usedMinor, one.owedMinor + one.adjustmentMinor];
  const setOff = owed >= owes ? owes : owed;
  return [
    ...entry({ ...head, entry: `ADJUSTMENT-${one.statementId}${one.voided ? '-VOID' : ''}`, type: 'ADJUSTMENT' }, ['ADJUSTMENT', undefined], ['PAYABLE', one.partnerId], sign * one.adjustmentMinor),
    ...entry({ ...head, entry: `SET_OFF-${one.statementId}${one.voided ? '-VOID' : ''}`, type: 'SET_OFF' }, ['PAYABLE', one.partnerId], ['RECEIVABLE', one.partnerId], sign * setOff),
  ];
}

function moneyLines(one: BookedMoney): JournalLine[] {
  const met = MET_BY[one.kind];
  if (met === undefined) return [];
  if (USES_MONEY.has(one.kind)) return entry({ entry: `${one.kind}-${one.paymentId}${one.undone ? '-UNMATCHED' : ''}`, date: one.date, type: 'MONEY', reference: one.reference }, ['RECEIVABLE', one.partnerId], [met, undefined], one.amountMinor);
  const head = { entry: `MONEY-${one.paymentId}${one.undone ? '-UNMATCHED' : ''}`, date: one.date, type: 'MONEY' as const, reference: one.reference };
  return one.direction === 'IN' ? entry(head, [met, undefined], ['RECEIVABLE', one.partnerId], one.amountMinor) : entry(head, ['PAYABLE', one.partnerId], [met, undefined], one.amountMinor);
}

/** Two lines of one amount; a negative amount changes the sides. */
function entry(head: Pick<JournalLine, 'entry' | 'date' | 'type' | 'reference' | 'windowId'>, debit: Side, credit: Side, amountMinor: bigint): JournalLine[] {
  if (amountMinor === 0n) return [];
  const [first, second, size] = amountMinor > 0n ? [debit, credit, amountMinor] : [credit, debit, -amountMinor];
  return [{ ...head, key: first[0], partyId: first[1], debitMinor: size, creditMinor: 0n }, { ...head, key: second[0], partyId: second[1], debitMinor: 0n, creditMinor: size }];
}

/**
 * The journal of some bookings, by date and entry.
 * @throws AssertionFailed when an entry does not balance; such a journal must not leave the house
 */
export function journalOf(claims: readonly BookedClaim[], nettings: readonly BookedNetting[], money: readonly BookedMoney[]): JournalLine[] {
  const place = { CLAIM: 0, FEE: 1, PPN: 2, ADJUSTMENT: 3, SET_OFF: 4, MONEY: 5 };
  const lines = [...allClaimLines(claims), ...nettings.flatMap(nettingLines), ...money.flatMap(moneyLines)]
    .map((line, at) => ({ line, at })).sort((a, b) => (a.line.date < b.line.date ? -1 : a.line.date > b.line.date ? 1 : place[a.line.type] - place[b.line.type] || a.at - b.at)).map(({ line }) => line);
  assertBalanced(lines);
  return lines;
}

export function sumsOf(lines: readonly JournalLine[]): { debitMinor: bigint; creditMinor: bigint } {
  return lines.reduce((sum, line) => ({ debitMinor: sum.debitMinor + line.debitMinor, creditMinor: sum.creditMinor + line.creditMinor }), { debitMinor: 0n, creditMinor: 0n });
}

/** Every entry balances, hence the whole. */
export function assertBalanced(lines: readonly JournalLine[]): void {
  const entries = new Map<string, bigint>();
  for (const line of lines) {
    assert(line.debitMinor >= 0n && line.creditMinor >= 0n && (line.debitMinor === 0n) !== (line.creditMinor === 0n), `The journal line of ${line.entry} is on both sides or on none.`);
    entries.set(line.entry, (entries.get(line.entry) ?? 0n) + line.debitMinor - line.creditMinor);
  }
  for (const [name, rest] of entries) assert(rest === 0n, `The journal entry ${name} does not balance by ${rest}.`);
}

export interface Account {
  readonly code: string;
  readonly name: string;
}

/** Version of the columns below; columns are only ever added at the end. */
export const JOURNAL_CSV_VERSION = 2;
const COLUMNS = ['reportVersion', 'entry', 'date', 'type', 'account', 'accountName', 'accountKey', 'partnerCode', 'partner', 'debit (IDR)', 'credit (IDR)', 'reference', 'windowId'] as const;

/** The journal as CSV (RFC 4180): a row a line and nothing else, so that a ledger imports it as it is; amounts as `125000.00`, the other side empty. Its sums are told by the journal's summary. */
export function journalCsv(lines: readonly JournalLine[], accounts: ReadonlyMap<AccountKey, Account>, partners: ReadonlyMap<string, { code: string; name: string }>, separator: ',' | ';' = ','): string {
  const side = (minor: bigint): ReturnType<typeof csvNumber> | undefined => (minor === 0n ? undefined : csvNumber(minorToValue(minor)));
  const version = csvNumber(String(JOURNAL_CSV_VERSION));
  const rows = lines.map((line) => {
    const account = accounts.get(line.key);
    assert(account, `No account is mapped to ${line.key}.`);
    const partner = line.partyId === undefined ? undefined : partners.get(line.partyId);
    return [version, line.entry, line.date, line.type, account.code, account.name, line.key, partner?.code, partner?.name, side(line.debitMinor), side(line.creditMinor), line.reference, line.windowId];
  });
  const sums = sumsOf(lines);
  assert(sums.debitMinor === sums.creditMinor, 'The journal does not balance.');
  return csvFile([[...COLUMNS], ...rows], separator);
}
