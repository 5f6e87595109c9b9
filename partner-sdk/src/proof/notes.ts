import type { AnyBundle, LongBundle } from './bundle';
import type { DocumentLeaf } from './leaves';
import { feeLineKey } from './keys';
import { parseCanonical } from './canonical';
import type { ProvedDocument } from './document-steps';
import { allocate, minorText, moneyText, roundHalfUp, times, whole } from './exact';
import { holds, ProofFailure } from './failure';
import { alone, dppOf, ppnParts, type FeeType } from './fees';
import type { ProvedLine } from './lines';
import type { LoggedFacts } from './log-steps';
import type { ProvedMoney } from './money-steps';
import type { Agreements, Side } from './pricing';
import { readInvoiceText, readNoteText, type InvoiceLineText, type NoteText } from './read';
import { ShapeError, type Reader } from './shape';
import type { StatedClaim } from './stated';

export const INVOICES = ['POINTS_INVOICE', 'REDEMPTION_INVOICE', 'FEE_INVOICE'];
const TYPES = ['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const;

export interface NoteCase {
  readonly text: string;
  readonly entry: DocumentLeaf;
  readonly name: string;
  readonly bundle: AnyBundle;
  readonly logged: LoggedFacts;
  readonly byKey: ReadonlyMap<string, ProvedLine>;
  readonly statedByKey: ReadonlyMap<string, StatedClaim>;
  readonly money: ProvedMoney;
  readonly agreed: Agreements;
  readonly printed: Set<string>;
}

/** What a note takes off one line of its invoice. */
interface Credit {
  readonly key: string;
  readonly credit: bigint;
  /** Of a fee. */
  readonly fee?: { readonly lineType: FeeType; readonly cycleId: string; readonly ppn: bigint };
}

/** A credit note is what a later cycle took off the lines of an invoice of the bundle: the difference of their cumulative roundings, at the original price, fee and tax. */
export function proveNote(one: NoteCase): ProvedDocument {
  const { text, entry, name, bundle, logged } = one;
  const note = documentOf(readNoteText, text, name);
  const cycleId = entry.cycleId ?? '';
  holds('bookings' in bundle && laterThan(bundle).includes(cycleId), 8, name, 'It is of a cycle that the bundle shows no windows of.');
  holds(note.kind === entry.documentKind && note.number === entry.number && entry.lineKeys.length === 0, 8, name, 'It has another kind, number or count of lines than was logged.');
  const original = bundle.documents.find((document) => logged.documents.get(document.leaf)?.number === note.invoice.number);
  const invoiced = original && (logged.documents.get(original.leaf) as DocumentLeaf);
  holds(original !== undefined && invoiced?.documentKind === note.invoice.kind && INVOICES.includes(invoiced.documentKind), 8, name, `It reduces ${note.invoice.number}, which the bundle does not prove.`);
  const invoice = documentOf(readInvoiceText, original.text, `document ${invoiced.number}`);
  const isFee = invoiced.documentKind === 'FEE_INVOICE';
  const due = isFee ? ('bookings' in bundle ? feeCredits(bundle, one, cycleId) : []) : claimCredits(one, cycleId, invoiced.documentKind === 'POINTS_INVOICE' ? 'PAY' : 'RECEIVE');
  const left = new Map(due.map((credit) => [credit.key, credit]));
  const subtotal = due.reduce((sum, { credit }) => sum + credit, 0n);
  const ppn = due.reduce((sum, { fee }) => sum + (fee?.ppn ?? 0n), 0n);
  note.lines.forEach((line) => {
    const [key, where] = [keyOf(invoiced, line), `${name}, line ${line.lineNo}`];
    const of = left.get(key);
    holds(of !== undefined, 8, where, `It reduces line ${line.invoiceLineNo} of ${invoiced.number}, of which nothing was taken back in its cycle, or twice.`);
    left.delete(key);
    one.printed.add(`${cycleId} ${key}`);
    holds(line.amount.value === moneyText(of.credit), 8, where, `It takes ${line.amount.value} off, proved is ${moneyText(of.credit)}.`);
    if (isFee) proveFeeCredit(line, invoice.lines[line.invoiceLineNo - 1], of, one, cycleId, where);
    else proveClaimCredit(line, invoice.lines[line.invoiceLineNo - 1], key, one, cycleId, where);
  });
  const bare = [...left.keys()][0];
  holds(bare === undefined, 8, name, `It leaves out the line ${bare ?? ''}.`);
  proveTotals(note, subtotal, ppn, isFee, one, name);
  return { kind: note.kind, number: note.number, total: note.totals.total.value, lines: [], of: note.invoice.number, credits: note.lines.map((line) => creditOf(line, keyOf(invoiced, line), one)) };
}

function creditOf(line: NoteText['lines'][number], key: string, { byKey, statedByKey }: NoteCase): NonNullable<ProvedDocument['credits']>[number] {
  return { lineNo: line.lineNo, invoiceLineNo: line.invoiceLineNo, lineType: line.lineType, amount: line.amount.value, ...(line.ppn && { ppn: line.ppn.value }), ...(line.points !== undefined && { points: line.points }), ...(line.counterpartyName !== undefined && { counterpartyName: line.counterpartyName }), legs: line.legCount,
    computed: byKey.has(key) || !statedByKey.has(key) };
}

/** A later cycle may leave nothing untold: what it took off a line stands on a note. */
export function proveAllNoted(bundle: AnyBundle, logged: LoggedFacts, lines: readonly ProvedLine[], stated: readonly StatedClaim[], money: ProvedMoney, agreed: Agreements, printed: ReadonlySet<string>): void {
  if (!('bookings' in bundle)) return;
  const named = new Set([...[...logged.documents.values()].map((one) => one.cycleId), ...(bundle.earlier ?? [])]);
  const later = laterThan(bundle);
  for (const [at, { cycleId }] of bundle.bookings.entries()) {
    holds(named.has(cycleId) || cycleId === `none:${at}`, 8, `cycle ${cycleId}`, 'No document of the bundle is of this cycle.');
    if (!later.includes(cycleId)) continue;
    const bare = [...lines.filter((line) => printedIn(bundle, line.ownCycle, line.booked) === bundle.cycleId && (line.booked(cycleId)?.amount ?? 0n) < 0n), ...stated.filter((line) => (line.later.get(cycleId) ?? 0n) < 0n)].find((line) => !printed.has(`${cycleId} ${line.key}`));
    holds(bare === undefined, 8, bare?.name ?? '', `No credit note of the bundle prints what the cycle ${cycleId} took off this line.`);
    const fee = feeCredits(bundle, { money, agreed }, cycleId).find(({ key }) => !printed.has(`${cycleId} ${key}`));
    holds(fee === undefined, 8, fee?.fee?.lineType ?? '', `No credit note of the bundle prints what the cycle ${cycleId} took off this fee.`);
  }
}

/** The cycles that book something after the one that a bundle is of. */
function laterThan({ bookings, cycleId }: LongBundle): string[] {
  const cycles = bookings.map((one) => one.cycleId);
  return cycles.slice(cycles.indexOf(cycleId) + 1);
}

function keyOf(invoice: DocumentLeaf, line: NoteText['lines'][number]): string {
  return invoice.lineKeys[line.invoiceLineNo - 1] ?? '';
}

/** The cycle whose documents were the first that printed a line: its own, or, where a restatement made the line, the one that tells it as restated; undefined for none. */
function printedIn({ bookings }: LongBundle, own: string, booked: (cycleId: string) => { readonly amount: bigint; readonly points?: bigint } | undefined): string | undefined {
  const { amount = 0n, points = 0n } = booked(own) ?? {};
  if (amount !== 0n || points !== 0n) return own;
  const cycles = bookings.map((one) => one.cycleId);
  return cycles.slice(cycles.indexOf(own) + 1).find((later) => (booked(later)?.amount ?? 0n) > 0n);
}

function claimCredits({ byKey, statedByKey, bundle }: NoteCase, cycleId: string, side: Side): Credit[] {
  const proved = [...byKey].filter(([, line]) => 'bookings' in bundle && printedIn(bundle, line.ownCycle, line.booked) === bundle.cycleId).map(([key, line]) => ({ key, side: line.side, credit: -(line.booked(cycleId)?.amount ?? 0n) }));
  const stated = [...statedByKey].map(([key, line]) => ({ key, side: line.side, credit: -(line.later.get(cycleId) ?? 0n) }));
  return [...proved, ...stated].filter((one) => one.side === side && one.credit > 0n);
}

/** Fees that shrank, with their PPN: of the fees of each cycle together that of what shrank. PPN that another version of the tax alone takes away is credited on the fees that it was charged on, which stay. */
function feeCredits(bundle: LongBundle, { money, agreed }: Pick<NoteCase, 'money' | 'agreed'>, cycleId: string): Credit[] {
  return [bundle.cycleId, ...(bundle.earlier ?? [])].flatMap((own) => {
    const changed = TYPES.flatMap((lineType) => {
      const booked = money.feeAt(lineType, own, cycleId);
      return booked ? [{ lineType, booked, amount: booked.amount }] : [];
    });
    const sum = (sign: bigint): bigint => changed.reduce((total, { amount }) => (amount * sign > 0n ? total + amount * sign : total), 0n);
    const { credit } = ppnParts(sum(-1n), sum(1n), money.taxesAt(own, cycleId), agreed);
    const down = changed.filter(({ amount }) => amount < 0n);
    const placeOf = (lineType: FeeType): string | undefined => printedIn(bundle, own, (booking) => money.feeAt(lineType, own, booking));
    const credited = down.length > 0 ? down : changed.filter(({ lineType }) => placeOf(lineType) !== undefined).map((one) => ({ ...one, amount: 0n }));
    const shares = down.length > 0 ? allocate(credit, down.map(({ amount }) => -amount)) : alone(credit, credited.map(({ booked }) => booked));
    return credited.map(({ lineType, amount }, at): Credit => ({ key: feeLineKey(lineType, bundle.partnerId, own), credit: -amount, fee: { lineType, cycleId: own, ppn: shares[at] ?? 0n } })).filter(({ credit: taken, fee }) => fee && (taken !== 0n || fee.ppn !== 0n) && placeOf(fee.lineType) === bundle.cycleId);
  });
}

function proveClaimCredit(line: NoteText['lines'][number], billed: InvoiceLineText | undefined, key: string, { byKey }: NoteCase, cycleId: string, name: string): void {
  holds(billed !== undefined && line.lineType === billed.lineType && line.pointPrice === billed.pointPrice && line.counterpartyName === (billed.counterpartyName === 'HUB' ? undefined : billed.counterpartyName), 8, name, 'It prints another kind, price or counterparty than the line that it reduces.');
  const booked = byKey.get(key)?.booked(cycleId);
  if (!booked) return;
  const points = booked.points === 0n ? undefined : Number(-booked.points);
  holds(line.points === points && line.legCount === booked.legCount && line.exact === line.amount.value, 8, name, `It prints ${String(line.points)} points in ${line.legCount} legs, proved are ${String(points)} in ${booked.legCount}.`);
  holds(sameSet(line.termsRef, booked.clauses), 8, name, 'It cites another clause than its legs were priced by.');
}

function proveFeeCredit(line: NoteText['lines'][number], billed: InvoiceLineText | undefined, { fee }: Credit, { money, bundle }: NoteCase, cycleId: string, name: string): void {
  const booked = fee && money.feeAt(fee.lineType, fee.cycleId, cycleId);
  holds(booked !== undefined && line.lineType === fee?.lineType, 8, name, 'It prints a fee that the bundle does not prove.');
  holds(line.ppn?.value === moneyText(fee.ppn), 8, name, `It credits PPN of ${line.ppn?.value ?? 'nothing'}, proved is ${moneyText(fee.ppn)}.`);
  // A note prints the rate of the line that it reduces; where that was restated since, what comes back was charged at another.
  const rated = hasAll(line.rate, booked.rates) || ('restated' in bundle && line.rate !== undefined && line.rate === billed?.rate);
  holds(rated && hasAll(line.termsRef, booked.clauses) && line.legCount >= booked.legCount, 8, name, 'It cites another rate or clause than its claims were charged by.');
}

function proveTotals({ totals }: NoteText, subtotal: bigint, ppn: bigint, isFee: boolean, { money, agreed }: NoteCase, name: string): void {
  holds(totals.subtotal.value === moneyText(subtotal) && totals.ppn.value === moneyText(ppn) && totals.total.value === moneyText(subtotal + ppn), 8, name, `Its totals are ${totals.subtotal.value} + ${totals.ppn.value} = ${totals.total.value}; proved are ${moneyText(subtotal)} + ${moneyText(ppn)}.`);
  // A note prints a tax base where the invoice that it reduces prints one: where one version taxes all of it.
  const [only] = money.ppn;
  const dpp = isFee && only && money.dpp !== undefined ? minorText(roundHalfUp(times(dppOf(subtotal, only.tax, agreed), whole(100n)))) : undefined;
  holds(dpp === undefined || (totals.dpp?.value ?? '0.00') === dpp, 8, name, 'It prints another tax base.');
}

/** The type of line and the side of the claims that an invoice of a kind prints. */
export function claimTypeOf(documentKind: string): readonly [type: string, side: Side] {
  return documentKind === 'POINTS_INVOICE' ? ['CLAIM_PAYABLE', 'PAY'] : ['CLAIM_RECEIVABLE', 'RECEIVE'];
}

/** Reads a document's text. @throws ProofFailure when it has not the form */
export function documentOf<T>(reader: Reader<T>, text: string, name: string): T {
  try {
    return reader(parseCanonical(text), name);
  } catch (error) {
    if (error instanceof ShapeError) throw new ProofFailure(8, name, `It is no document of this format: ${error.message}.`);
    throw error;
  }
}

/** Documents join several prices or clauses of one line with `; `; what a restatement alone credited cites none. */
function parts(joined: string | undefined): Set<string> {
  return new Set((joined ?? '').split('; ').filter((one) => one !== '').map(plain));
}

/** `500.00` and `500` are one price. */
function plain(text: string): string {
  return /^[0-9]+\.[0-9]+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}

export function hasAll(joined: string | undefined, wanted: readonly string[]): boolean {
  const has = parts(joined);
  return wanted.every((one) => has.has(plain(one)));
}

export function sameSet(joined: string | undefined, wanted: readonly string[]): boolean {
  return hasAll(joined, wanted) && parts(joined).size === new Set(wanted.map(plain)).size;
}
