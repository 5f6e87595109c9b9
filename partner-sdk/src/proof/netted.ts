import type { AnyBundle, LoggedText } from './bundle';
import type { DocumentLeaf } from './leaves';
import { sha256Hex } from './canonical';
import { minorOf, minorText } from './exact';
import { holds } from './failure';
import type { LoggedFacts } from './log-steps';
import { documentOf, INVOICES } from './notes';
import { readInvoiceText, readNoteText, type StatementText } from './read';

/** A document that a netting statement sums up; amounts are in minor units. */
interface Entry {
  readonly number: string;
  readonly kind: string;
  /** Of a credit note the kind of the invoice that it reduces. */
  readonly of: string;
  readonly subtotal: bigint;
  readonly ppn: bigint;
  readonly total: bigint;
  readonly own: boolean;
}

/** What enters a settlement beside documents. */
const BESIDE = ['credits', 'reversedClaims', 'withheld', 'unapplied', 'recoveries', 'lossShares', 'disputed'] as const;

/** A netting statement over several cycles is the sum of documents that the log holds: the bundle's own, which are computed again, and others, which stand as they were logged. */
export function proveNetted(statement: StatementText, bundle: AnyBundle, logged: LoggedFacts, name: string): void {
  const netted = ('netted' in bundle && bundle.netted) || [];
  const known = new Map([...entriesOf(bundle.documents, logged.documents, bundle, true), ...entriesOf(netted, logged.netted, bundle, false)].map((one) => [one.number, one]));
  const listed = statement.documents.map((one) => one.number ?? '');
  holds(new Set(listed).size === listed.length, 8, name, 'It nets a document twice.');
  const entries = statement.documents.map(({ number = 'one that is not issued', total }) => {
    const one = known.get(number);
    holds(one !== undefined, 8, name, `It nets ${number}, which is not in the bundle.`);
    holds(total.value === minorText(one.total), 8, name, `It prints ${total.value} for ${number}, which comes to ${minorText(one.total)}.`);
    return one;
  });
  const left = [...known.values()].find((one) => !listed.includes(one.number) && (!one.own || INVOICES.includes(one.kind)));
  holds(left === undefined, 8, name, `It does not net ${left?.number ?? ''}.`);
  const of = (kind: string, reduced: string, amount: (one: Entry) => bigint): bigint => entries.filter((one) => one.kind === kind && one.of === reduced).reduce((sum, one) => sum + amount(one), 0n);
  const claims = (kind: string): bigint => of(kind, '', (one) => one.subtotal) - of('CREDIT_NOTE', kind, (one) => one.subtotal);
  const [receivable, payable, fees, ppn, creditNotes] = [claims('REDEMPTION_INVOICE'), claims('POINTS_INVOICE'), of('FEE_INVOICE', '', (one) => one.subtotal), of('FEE_INVOICE', '', (one) => one.ppn), of('CREDIT_NOTE', 'FEE_INVOICE', (one) => one.total)] as [bigint, bigint, bigint, bigint, bigint];
  const [receive, pay] = [receivable + creditNotes, payable + fees + ppn];
  const net = receive - pay;
  const expected = { receivable, payable, fees, ppn, creditNotes, setOff: receive < pay ? receive : pay, netCash: net < 0n ? -net : net };
  for (const field of Object.keys(expected) as (keyof typeof expected)[]) holds((statement[field]?.value ?? '0.00') === minorText(expected[field]), 8, name, `Its ${field} is ${statement[field]?.value ?? 'nothing'}, the documents that it nets come to ${minorText(expected[field])}.`);
  holds(statement.direction === (net === 0n ? 'NONE' : net > 0n ? 'HUB_PAYS' : 'PAYS_HUB') && BESIDE.every((field) => (statement[field]?.value ?? '0.00') === '0.00'), 8, name, 'Its direction is another, or something beside documents entered it.');
}

function entriesOf(texts: readonly LoggedText[], leaves: ReadonlyMap<number, DocumentLeaf>, bundle: AnyBundle, own: boolean): Entry[] {
  return texts.flatMap(({ leaf, text }) => {
    const entry = leaves.get(leaf) as DocumentLeaf;
    const name = `document ${entry.number} (leaf ${leaf})`;
    const isNote = entry.documentKind === 'CREDIT_NOTE';
    if (own && !isNote && !INVOICES.includes(entry.documentKind)) return [];
    holds(sha256Hex(text) === entry.documentHash && entry.partnerId === bundle.partnerId, 8, name, 'Its text is not the one whose hash was logged, or it is of another partner.');
    holds(isNote || INVOICES.includes(entry.documentKind), 8, name, 'A netting statement sums up invoices and credit notes.');
    const note = isNote ? documentOf(readNoteText, text, name) : undefined;
    const { kind, number, totals } = note ?? documentOf(readInvoiceText, text, name);
    holds(kind === entry.documentKind && number === entry.number, 8, name, 'It has another kind or number than was logged.');
    const minor = (value: string): bigint => minorOf(value) ?? 0n;
    return [{ number, kind, of: note?.invoice.kind ?? '', subtotal: minor(totals.subtotal.value), ppn: minor(totals.ppn.value), total: minor(totals.total.value), own }];
  });
}
