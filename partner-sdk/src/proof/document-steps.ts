import type { AnyBundle, FeeLine } from './bundle';
import type { DocumentLeaf, TermsLeaf } from './leaves';
import { feeLineKey } from './keys';
import { sha256Hex } from './canonical';
import { decimalText, moneyText, roundHalfUp, times, whole } from './exact';
import { holds } from './failure';
import type { LoggedFacts } from './log-steps';
import type { ProvedLine } from './lines';
import type { ProvedMoney } from './money-steps';
import type { Grown } from './grown';
import { proveNetted } from './netted';
import { claimTypeOf, documentOf, hasAll, INVOICES, proveAllNoted, proveNote, sameSet } from './notes';
import { COALITION, termsOf, type Agreements } from './pricing';
import { readInvoiceText, readStatementText, type InvoiceLineText, type InvoiceText, type StatementText } from './read';
import type { StatedClaim } from './stated';

/** A document whose hash stands in the log and whose figures are those that were computed again. */
export interface ProvedDocument {
  readonly kind: string;
  readonly number: string;
  readonly total: string;
  readonly lines: readonly { readonly lineNo: number; readonly key: string; readonly lineType: string; readonly counterpartyName: string | undefined; readonly onWord?: number }[];
  /** Of an invoice: what its cycle added to lines of earlier ones. */
  readonly restated?: readonly { readonly lineNo: number; readonly lineType: string; readonly counterpartyName?: string; readonly exact: string; readonly amount: string; readonly ppn?: string }[];
  /** Of a credit note: the invoice that it reduces, and what it takes off its lines; `computed` unless the line stands as printed. */
  readonly of?: string;
  readonly credits?: readonly { readonly lineNo: number; readonly invoiceLineNo: number; readonly lineType: string; readonly counterpartyName?: string; readonly points?: number; readonly amount: string; readonly ppn?: string; readonly legs: number; readonly computed: boolean }[];
}

/** Step 7: the terms are those whose hash was logged, signed by a maker, another checker and, if they are the partner's, the partner. */
export function proveTerms(bundle: AnyBundle, logged: LoggedFacts): void {
  for (const { leaf, text } of bundle.terms) {
    const entry = logged.terms.get(leaf) as TermsLeaf;
    const name = `terms ${entry.partyCode}@v${entry.version} (leaf ${leaf})`;
    holds(sha256Hex(text) === entry.termsHash, 7, name, 'Their text is not the one whose hash was logged.');
    const terms = termsOf(text, name);
    holds(terms.party === entry.partyId && terms.version === entry.version, 7, name, 'Their text is of another party or version.');
    const signer = (role: string): string | undefined => entry.signatures.find((one) => one.role === role && one.termsHash === entry.termsHash)?.actorId;
    const [maker, checker, partner] = [signer('MAKER'), signer('CHECKER'), signer('PARTNER')];
    holds(maker !== undefined && checker !== undefined && maker !== checker, 7, name, 'They were not signed by two people of the operator.');
    holds(entry.partyId === COALITION || partner !== undefined, 7, name, 'They were not countersigned by the partner.');
  }
}

/** Step 8: each document is the one whose hash was logged, and prints the figures that were computed again; every line is printed by one document. */
export function proveDocuments(bundle: AnyBundle, logged: LoggedFacts, lines: readonly ProvedLine[], stated: readonly StatedClaim[], money: ProvedMoney, agreed: Agreements): ProvedDocument[] {
  holds(bundle.documents.length > 0, 8, 'documents', 'The bundle has no document.');
  holds(!('netted' in bundle) || [...logged.documents.values()].filter((one) => one.documentKind === 'NETTING_STATEMENT').length === 1, 8, 'netted', 'Documents of other cycles stand in a bundle for one netting statement.');
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const statedByKey = new Map(stated.map((line) => [line.key, line]));
  const printed = new Set<string>();
  const cycles = 'earlier' in bundle ? (bundle.earlier ?? []) : [];
  const instead = new Set(('restated' in bundle && bundle.restated ? bundle.restated : []).flatMap((one) => one.taxes));
  const proved = bundle.documents.map(({ leaf, text }) => {
    const entry = logged.documents.get(leaf) as DocumentLeaf;
    const name = `document ${entry.number} (leaf ${leaf})`;
    holds(sha256Hex(text) === entry.documentHash, 8, name, 'Its text is not the one whose hash was logged.');
    holds(entry.partnerId === bundle.partnerId, 8, name, 'It is a document of another partner.');
    if (entry.documentKind === 'CREDIT_NOTE') return proveNote({ text, entry, name, bundle, logged, byKey, statedByKey, money, agreed, printed });
    if (!INVOICES.includes(entry.documentKind)) return proveStatement(documentOf(readStatementText, text, name), entry, name, bundle, logged, money, agreed);
    const invoice = documentOf(readInvoiceText, text, name);
    holds(invoice.kind === entry.documentKind && invoice.number === entry.number && invoice.lines.length === entry.lineKeys.length, 8, name, 'It has another kind, number or count of lines than was logged.');
    invoice.lines.forEach((line, at) => {
      const key = entry.lineKeys[at] ?? '';
      holds(!printed.has(key), 8, name, `Its line ${line.lineNo} is printed twice.`);
      printed.add(key);
      const added = line.section === 'RESTATED' ? statedByKey.get(key) : undefined;
      if (added) proveStatedAdded(line, added, entry, cycles, `${name}, line ${line.lineNo}`);
      else if (line.section === 'RESTATED') proveGrown(line, key, entry, money.grown, `${name}, line ${line.lineNo}`);
      else if (entry.documentKind === 'FEE_INVOICE') proveFeeLine(line, key, entry, money, `${name}, line ${line.lineNo}`);
      else if (statedByKey.has(key)) proveStatedLine(line, statedByKey.get(key) as StatedClaim, entry, agreed, `${name}, line ${line.lineNo}`);
      else proveClaimLine(line, byKey.get(key), entry, invoice, `${name}, line ${line.lineNo}`);
    });
    proveTotals(invoice, money, agreed, instead, name);
    return { kind: invoice.kind, number: invoice.number, total: invoice.totals.total.value, lines: invoice.lines.map((line, at) => ({ lineNo: line.lineNo, key: entry.lineKeys[at] ?? '', lineType: line.lineType, counterpartyName: line.counterpartyName, ...(onWord(byKey.get(entry.lineKeys[at] ?? '')?.waits, invoice.cycleTo) > 0 && { onWord: onWord(byKey.get(entry.lineKeys[at] ?? '')?.waits, invoice.cycleTo) }) })),
      restated: invoice.lines.filter((line, at) => line.section === 'RESTATED' && !statedByKey.has(entry.lineKeys[at] ?? '')).map(({ lineNo, lineType, counterpartyName, exact, amount, ppn }) => ({ lineNo, lineType, ...(counterpartyName !== undefined && { counterpartyName }), exact, amount: amount.value, ...(ppn && lineType.endsWith('_FEE') && { ppn: ppn.value }) })) };
  });
  // Of the second form a line that came back to nothing stands there for what it did to the fees on the way.
  const bare = [...lines.filter((line) => !cycles.includes(line.ownCycle)), ...stated].find((line) => !printed.has(line.key) && ('later' in line || bundle.format === 'kongsi-proof/1' || line.amount !== 0n || line.line.points !== 0));
  holds(bare === undefined, 8, bare?.name ?? '', 'No document of the bundle prints this line.');
  proveUnnamed(bundle, lines.filter((line) => !printed.has(line.key)));
  const unprinted = money.fees.find((fee) => fee.amount !== 0n && !printed.has(feeKeyOf(fee, bundle, logged)));
  holds(unprinted === undefined, 8, unprinted?.lineType ?? '', 'No document of the bundle prints this fee.');
  const untold = [...money.grown.lines, ...[...money.grown.fees, ...money.grown.taxed].map((fee) => ({ ...fee, name: `${fee.lineType} of an earlier cycle` }))].find((one) => !printed.has(one.key));
  holds(untold === undefined, 8, untold?.name ?? '', 'No document of the bundle prints what was added to it.');
  const nameless = cycles.find((cycleId) => ![...printed].some((key) => key.split('|').includes(cycleId)));
  holds(nameless === undefined, 8, `cycle ${nameless ?? ''}`, 'No document of the bundle names this earlier cycle.');
  proveAllNoted(bundle, logged, lines, stated, money, agreed, printed);
  return proved;
}

/** A line of an earlier cycle is printed with what the document's cycle added to it: the rounding of its total after less that before. */
function proveGrown(line: InvoiceLineText, key: string, { documentKind }: DocumentLeaf, grown: Grown, name: string): void {
  if (documentKind === 'FEE_INVOICE') {
    const fee = [...grown.fees, ...grown.taxed].find((one) => one.key === key);
    holds(fee !== undefined && line.lineType === fee.lineType, 8, name, 'It prints a fee of an earlier cycle to which nothing was added.');
    holds(line.amount.value === moneyText(fee.amount) && line.exact === fee.exact && line.base?.value === moneyText(fee.base) && line.ppn?.value === moneyText(fee.ppn), 8, name, `It adds a fee of ${line.amount.value} (${line.exact}) with PPN ${line.ppn?.value ?? 'none'}, proved are ${moneyText(fee.amount)} (${fee.exact}) with PPN ${moneyText(fee.ppn)}.`);
    holds(hasAll(line.rate, fee.rates) && hasAll(line.termsRef, fee.clauses) && line.legCount >= fee.legCount, 8, name, 'It cites another rate or clause than its claims were charged by.');
    return;
  }
  const [type, side] = claimTypeOf(documentKind);
  const one = grown.lines.find((each) => each.key === key);
  holds(one !== undefined && one.side === side && line.lineType === type, 8, name, 'It prints a line of an earlier cycle to which nothing was added.');
  const { amount, added, points, legCount, prices, clauses } = one.booked;
  holds(line.amount.value === moneyText(amount) && line.exact === decimalText(added), 8, name, `It adds ${line.amount.value} (${line.exact}), proved is ${moneyText(amount)} (${decimalText(added)}).`);
  holds(line.points === Number(points) && line.legCount === legCount && sameSet(line.pointPrice, prices) && sameSet(line.termsRef, clauses), 8, name, `It prints ${String(line.points)} points in ${line.legCount} legs, proved are ${points} in ${legCount}, or another price or clause than theirs.`);
}

/** A stated line of an earlier cycle is printed with what is added to it. */
function proveStatedAdded(line: InvoiceLineText, { side, of, amount }: StatedClaim, { documentKind }: DocumentLeaf, earlier: readonly string[], name: string): void {
  holds(line.lineType === STATED_TYPES[of.kind]?.[side === 'PAY' ? 0 : 1] && documentKind === (side === 'PAY' ? 'POINTS_INVOICE' : 'REDEMPTION_INVOICE'), 8, name, `It prints ${line.lineType}, the line is ${of.kind === '' ? 'a claim' : of.kind}.`);
  holds(earlier.includes(side === 'PAY' ? of.payerCycleId : of.payeeCycleId), 8, name, 'It adds to a line of a cycle that is no earlier one of the bundle.');
  holds(line.amount.value === moneyText(amount) && amount > 0n, 8, name, `It adds ${line.amount.value}, stated is ${moneyText(amount)}.`);
}

/** Nothing names the other side's cycle of a line that no document prints, so that the bundle numbers such lines instead. */
function proveUnnamed(bundle: AnyBundle, bare: readonly ProvedLine[]): void {
  if (bundle.format === 'kongsi-proof/1') return;
  const others = bare.map(({ side, line, name }) => ({ name, cycle: side === 'PAY' ? line.payeeCycleId : line.payerCycleId })).filter(({ cycle }) => cycle !== '');
  const names = new Set(others.map((_, at) => `none:${at}`));
  for (const { name, cycle } of others) holds(names.delete(cycle), 8, name, 'No document prints it, and it names a cycle of the other side that nothing binds.');
}

/** The key of a fee in the cycle of the bundle's documents. */
function feeKeyOf({ lineType }: { readonly lineType: FeeLine['lineType'] }, bundle: AnyBundle, logged: LoggedFacts): string {
  const cycleId = 'cycleId' in bundle ? bundle.cycleId : [...logged.documents.values()].find((one) => INVOICES.includes(one.documentKind))?.cycleId ?? '';
  return feeLineKey(lineType, bundle.partnerId, cycleId);
}

function proveClaimLine(line: InvoiceLineText, proved: ProvedLine | undefined, { documentKind, cycleId }: DocumentLeaf, { cycleFrom, cycleTo }: InvoiceText, name: string): void {
  const [claim, side] = claimTypeOf(documentKind);
  const type = proved?.kind === undefined ? claim : STATED_TYPES[proved.kind]?.[side === 'PAY' ? 0 : 1];
  holds(proved !== undefined && proved.side === side && line.lineType === type, 8, name, 'It prints a line that the bundle does not prove, or on the wrong side.');
  holds((side === 'PAY' ? proved.line.payerCycleId : proved.line.payeeCycleId) === cycleId, 8, name, 'It prints a line of another cycle.');
  const { prices = [], clauses = [] } = proved.booked(proved.ownCycle) ?? {};
  holds(line.amount.value === proved.line.amount && line.exact === proved.line.exact, 8, name, `It prints ${line.amount.value} (${line.exact}), its legs come to ${proved.line.amount} (${proved.line.exact}).`);
  holds(line.points === proved.line.points && line.legCount === proved.legCount, 8, name, `It prints ${String(line.points)} points in ${line.legCount} legs, proved are ${proved.line.points} in ${proved.legCount}.`);
  holds(sameSet(line.pointPrice, prices) && sameSet(line.termsRef, clauses), 8, name, 'It prints another price or cites another clause than its legs were priced by.');
  const late = (proved.waits ?? []).find((one) => one.isCarried && one.until !== undefined && one.until < cycleFrom);
  holds(late === undefined, 8, name, `By the terms the points of leg ${late?.legId ?? ''} vested by ${late?.until ?? ''}, before the cycle.`);
  const young = (proved.waits ?? []).find((one) => one.isCarried && one.earnedOn >= cycleTo);
  holds(young === undefined, 8, name, `The points of leg ${young?.legId ?? ''} were earned on ${young?.earnedOn ?? ''}, after the cycle.`);
}

/** Lots of which the hub says alone that they vested in the cycle: let vest before the day of the terms, or given by another's sale before the cycle. */
function onWord(waits: ProvedLine['waits'], cycleTo: string): number {
  return (waits ?? []).filter((one) => (one.until === undefined ? one.isCarried : one.until >= cycleTo)).length;
}

const STATED_TYPES: Readonly<Record<string, readonly [pay: string, receive: string]>> = {
  '': ['CLAIM_PAYABLE', 'CLAIM_RECEIVABLE'], ISSUE: ['ISSUE', 'ISSUE'], RESERVE_FUNDING: ['RESERVE_FUNDING', 'RESERVE_FUNDING'], RESERVE_RELEASE: ['RESERVE_RELEASE', 'RESERVE_RELEASE'], EXPIRE: ['EXPIRE_CONTRIBUTION', 'EXPIRE_CONTRIBUTION'], BREAKAGE_SHARE: ['BREAKAGE_SHARE', 'BREAKAGE_SHARE'],
};

/** A stated line is printed with its amount, on the document and the side that its key names; where the partner's own terms price it by the point, its price and its product are computed again. */
function proveStatedLine(line: InvoiceLineText, { side, of, amount }: StatedClaim, { documentKind, cycleId }: DocumentLeaf, agreed: Agreements, name: string): void {
  const type = STATED_TYPES[of.kind]?.[side === 'PAY' ? 0 : 1];
  holds(line.lineType === type && documentKind === (side === 'PAY' ? 'POINTS_INVOICE' : 'REDEMPTION_INVOICE'), 8, name, `It prints ${line.lineType}, the line is ${of.kind === '' ? 'a claim' : of.kind}.`);
  holds((side === 'PAY' ? of.payerCycleId : of.payeeCycleId) === cycleId, 8, name, 'It prints a line of another cycle.');
  holds(line.amount.value === moneyText(amount), 8, name, `It prints ${line.amount.value}, stated is ${moneyText(amount)}.`);
  const price = of.funding === '' ? agreed.statedPrice(of.kind, line.termsRef) : undefined;
  if (price === undefined || line.points === undefined) return;
  const exact = times(whole(BigInt(line.points)), price);
  holds(sameSet(line.pointPrice, [decimalText(price)]) && line.exact === decimalText(exact) && roundHalfUp(exact) === amount, 8, name, `${line.points} points at the agreed ${decimalText(price)} are ${decimalText(exact)}; it prints ${line.amount.value} (${line.exact}).`);
}

function proveFeeLine(line: InvoiceLineText, key: string, entry: DocumentLeaf, money: ProvedMoney, name: string): void {
  const fee = money.fees.find((one) => one.lineType === line.lineType);
  holds(fee !== undefined && key === feeLineKey(fee.lineType, entry.partnerId, entry.cycleId ?? ''), 8, name, 'It prints a fee that the bundle does not prove.');
  holds(line.amount.value === moneyText(fee.amount) && line.exact === fee.exact && line.base?.value === moneyText(fee.base) && line.ppn?.value === moneyText(fee.ppn), 8, name, `It prints a fee of ${line.amount.value} on ${line.base?.value ?? 'nothing'} with PPN ${line.ppn?.value ?? 'none'}, proved are ${moneyText(fee.amount)} on ${moneyText(fee.base)} with PPN ${moneyText(fee.ppn)}.`);
  // A line that came back to nothing is not in the bundle, and its clause may still be cited.
  holds(hasAll(line.rate, fee.rates) && hasAll(line.termsRef, fee.clauses) && line.legCount >= fee.legCount, 8, name, 'It cites another rate or clause than its claims were charged by.');
}

function proveTotals({ kind, lines, totals, cycleFrom, cycleTo }: InvoiceText, money: ProvedMoney, agreed: Agreements, instead: ReadonlySet<string>, name: string): void {
  const isFee = kind === 'FEE_INVOICE';
  const subtotal = isFee ? money.feeTotal : kind === 'POINTS_INVOICE' ? money.payable : money.receivable;
  const ppn = isFee ? money.ppnTotal : 0n;
  holds(totals.subtotal.value === moneyText(subtotal) && totals.ppn.value === moneyText(ppn) && totals.total.value === moneyText(subtotal + ppn), 8, name, `Its totals are ${totals.subtotal.value} + ${totals.ppn.value} = ${totals.total.value}; proved are ${moneyText(subtotal)} + ${moneyText(ppn)}.`);
  const printed = isFee ? money.fees.filter((fee) => fee.amount !== 0n).length + money.grown.fees.length + money.grown.taxed.length : lines.length;
  holds(lines.length === printed, 8, name, 'It leaves out a fee or prints one too many.');
  if (!isFee) return;
  holds(money.dpp === undefined || (totals.dpp?.value ?? '0.00') === money.dpp, 8, name, 'It prints another tax base.');
  for (const { tax } of money.ppn) {
    const profile = agreed.tax(tax);
    // A restatement taxes by a version in the place of the one in force.
    holds(profile !== undefined && (instead.has(tax) || (profile.validFrom < cycleTo && (profile.validTo ?? cycleTo) > cycleFrom)), 8, name, `The tax profile ${tax} was not in force in its cycle.`);
  }
}

/** What enters a settlement beside the invoices that a bundle proves. */
const NOT_PROVED = ['credits', 'creditNotes', 'reversedClaims', 'withheld', 'unapplied', 'recoveries', 'lossShares', 'disputed'] as const;

/** The netting statement sums up the very invoices of the bundle. */
function proveStatement(statement: StatementText, entry: DocumentLeaf, name: string, bundle: AnyBundle, logged: LoggedFacts, money: ProvedMoney, agreed: Agreements): ProvedDocument {
  holds(statement.kind === 'NETTING_STATEMENT' && entry.documentKind === statement.kind && statement.number === entry.number && entry.lineKeys.length === 0, 8, name, 'It has another kind or number than was logged.');
  if ('netted' in bundle) {
    proveNetted(statement, bundle, logged, name);
    return { kind: statement.kind, number: statement.number, total: statement.netCash.value, lines: [] };
  }
  const [fees, ppn] = agreed.netFees ? [money.feeTotal, money.ppnTotal] : [0n, 0n];
  const owed = money.payable + fees + ppn;
  const net = money.receivable - owed;
  const expected = { receivable: money.receivable, payable: money.payable, fees, ppn, setOff: owed < money.receivable ? owed : money.receivable, netCash: net < 0n ? -net : net };
  for (const field of Object.keys(expected) as (keyof typeof expected)[]) holds(statement[field].value === moneyText(expected[field]), 8, name, `Its ${field} is ${statement[field].value}, proved is ${moneyText(expected[field])}.`);
  holds(statement.direction === (net === 0n ? 'NONE' : net > 0n ? 'HUB_PAYS' : 'PAYS_HUB') && NOT_PROVED.every((field) => (statement[field]?.value ?? '0.00') === '0.00'), 8, name, 'Its direction or its credits are not what the invoices come to.');
  const listed = statement.documents.map((one) => one.number ?? 'one that is not issued').sort();
  const invoices = [...logged.documents.values()].filter((one) => INVOICES.includes(one.documentKind)).map((one) => one.number).sort();
  holds(listed.join('\n') === invoices.join('\n'), 8, name, `It nets ${listed.join(', ')}, the bundle proves ${invoices.join(', ')}.`);
  for (const { leaf, text } of bundle.documents) {
    const { number, documentKind } = logged.documents.get(leaf) as DocumentLeaf;
    const total = INVOICES.includes(documentKind) ? documentOf(readInvoiceText, text, `document ${number} (leaf ${leaf})`).totals.total.value : undefined;
    holds(total === undefined || statement.documents.some((one) => one.number === number && one.total.value === total), 8, name, `It prints another total for ${number}.`);
  }
  return { kind: statement.kind, number: statement.number, total: statement.netCash.value, lines: [] };
}
