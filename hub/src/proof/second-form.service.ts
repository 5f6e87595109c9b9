import type { Pool } from 'pg';
import { allocate } from '../kernel/allocate';
import { assert } from '../kernel/assert';
import { DomainError } from '../kernel/errors';
import { minorToValue, valueToMinor } from '../kernel/money';
import { HUB_PARTY } from '../kernel/parties';
import { Exact, rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import type { FilesService } from '../invoicing';
import type { TermsBook } from '../terms';
import type { TaxFacts } from './domain/bundle';
import { lineKeyOnWire } from './domain/leaves';
import { lotsBooked, lotsOnWire, lotsShown, movesOnWire, placedSteps, type LotsShown } from './domain/lots';
import { bookingsOnWire, chargeOnWire, chargesInOrder, chargesOf, inOrder, longOnWire, longShown, movesHalf, withoutNames, type BookedCharge, type LongShown } from './domain/second-form';
import { statedOf, wholesOf, type PrintedInvoice, type Stated } from './domain/stated';
import type { Evidence } from './evidence.service';
import { lotsLines } from './lots.reader';
import { nettedWith, type Netted } from './netted.service';
import * as read from './proof.reader';
import * as long from './second-form.reader';

const CASH_UNIT = 100n;

/** Makes bundles of the second form (`kongsi-proof/2`), and of the third (`kongsi-proof/3`): a document cycle with all that later cycles booked on its lines, and the credit notes that say so. */
export class SecondForm {
  constructor(private readonly pool: Pool, private readonly files: FilesService, private readonly evidence: Evidence, private readonly terms: TermsBook) {}

  /** Lines of a cycle on points that were given or expired, as far as their legs can be shown; a line that came to nothing is not printed and not shown. */
  async lots(cycle: read.BilledCycle, until: string): Promise<LotsShown[]> {
    const found = (await lotsLines(this.pool, { partnerId: cycle.partnerId, cycleId: cycle.cycleId, until }, await this.terms.table())).flatMap((line) => lotsShown(line) ?? []);
    const shown = found.filter((line) => lotsBooked(line).points !== 0n || lotsBooked(line).amount !== 0n);
    return shown.sort((a, b) => (lineKeyOnWire(a.key) < lineKeyOnWire(b.key) ? -1 : 1));
  }

  /** @param until first day after the last cycle whose bookings are shown @param size of the log that everything is proved under @param lots see {@link lots} */
  async parts(cycle: read.BilledCycle, until: string, size: bigint, lots: readonly LotsShown[]): Promise<object> {
    const scope: long.Scope = { partnerId: cycle.partnerId, cycleId: cycle.cycleId, until };
    const documents = await this.documents(cycle, scope);
    const earlier = earlierThan(scope.cycleId, documents.invoices).map((cycleId) => ({ ...scope, cycleId }));
    const { moved, fees, lines } = await this.booked([scope, ...earlier]);
    const stated = statedOf(documents.invoices, new Set([...lines, ...lots].map((line) => lineKeyOnWire(line.key))), await read.jointClaims(this.pool, cycle.partnerId, cycle.cycleId));
    const shared = await this.wholes(scope, stated);
    const later = new Map<string, Awaited<ReturnType<typeof long.statedLater>> extends Map<string, infer T> ? T : never>();
    for (const one of [scope, ...earlier]) for (const [key, taken] of await long.statedLater(this.pool, one, scope.cycleId)) if (stated.lines.some((line) => line.key === key)) later.set(key, taken);
    const first = stated.lines.length > 0 || lots.some((line) => line.steps.some((step) => step.windowId === undefined)) ? await long.windowOf(this.pool, scope) : undefined;
    const windows = await this.windows([...lines, ...shared.values(), ...lots.map(placedSteps), ...[...later.values()].map((steps) => ({ steps })), { steps: first === undefined ? [] : [{ windowId: first, cycleId: scope.cycleId }] }], fees.flat(), moved);
    const order = windows.map((one) => one.windowId);
    const untaxed = await long.untaxedIn(this.pool, order);
    const named = withoutNames(lines.map((line) => withTaxes(line, untaxed)), new Set(documents.invoices.flatMap((one) => one.lineKeys)));
    const wholes = new Map([...shared].map(([name, line]) => [name, withTaxes(line, untaxed)]));
    const told = [...named, ...wholes.values()];
    if (movesHalf(told)) throw notTold('a restated burn between a stated line and another');
    const [own = [], ...beyond] = [scope, ...earlier].map(({ cycleId }, at) => chargesOf(named.filter((line) => ownCycle(line) === cycleId), fees[at] ?? [], order, (windowId) => [...untaxed].find(([key]) => key.startsWith(windowId))?.[1] ?? '').map((one) => (at === 0 ? one : { ...one, cycleId })));
    const charges = chargesInOrder([...own, ...beyond.flat()], order);
    const restatements = moved.filter((one) => stated.lines.length + charges.length > 0 || told.some((line) => line.steps.some((step) => step.restated?.restatementId === one.restatementId)));
    const cited = new Set([...restatements.flatMap((one) => [one.windowId, one.bookedIn]), ...[...told, ...lots.map(placedSteps)].flatMap((line) => line.steps.map((step) => step.windowId)), ...charges.map((one) => one.windowId)]);
    const bookings = bookingsOnWire(windows, cited, new Set([...(first === undefined ? [] : [scope.cycleId]), ...[...later.values()].flat().map((one) => one.cycleId)]), new Set([cycle.cycleId, ...earlier.map((one) => one.cycleId), ...documents.noteCycles]));
    const corrections = (await long.correctionsOf(this.pool, told.flatMap((line) => line.steps.flatMap((step) => step.moved.flatMap((one) => one.correctionId ?? []))))).sort((a, b) => order.indexOf(a.windowId) - order.indexOf(b.windowId));
    const { legs, leaves, place } = await this.evidence.legs([...told.flatMap((line) => line.steps.flatMap((step) => step.moved.map((one) => one.legId))), ...lots.flatMap((line) => [...line.steps.flatMap((step) => step.legs.map((one) => one.legId)), ...line.moves.flatMap((one) => [one.fromLegId, one.toLegId])])]);
    corrections.sort((a, b) => order.indexOf(a.windowId) - order.indexOf(b.windowId) || place(a.legId) - place(b.legId) || (a.correctionId < b.correctionId ? -1 : 1));
    const rulings = await this.evidence.texts('RULING', [...new Set(corrections.flatMap((one) => one.rulingId ?? []))].map((subjectId) => ({ subjectId, text: '' })));
    const leafOf = new Map(rulings.map((one) => [one.subjectId, Number(one.leaf.index)]));
    const money = this.money(named.filter((line) => ownCycle(line) === scope.cycleId), [...stated.lines, ...lots.map((line) => ({ side: line.side, amount: lotsBooked(line).amount }))], fees[0] ?? [], await long.ppnOf(this.pool, scope), await read.taxFacts(this.pool), own, new Set(windows.flatMap((one) => (one.cycleId === scope.cycleId ? [one.windowId] : []))), scope.cycleId);
    const corrected = await long.correctionTexts(this.pool, [...new Set(restatements.flatMap((one) => one.termsIds))]);
    const terms = await this.evidence.texts('TERMS', [...(await read.termsTexts(this.pool, [cycle.partnerId, HUB_PARTY], until)), ...corrected].map(({ termsId, text }) => ({ subjectId: termsId, text })));
    // What no line shows is charged on stated claims, corrections of money, a reserve or own burns, and on nothing else.
    if (charges.length > 0 && stated.lines.length + corrections.length === 0 && !terms.some(({ text }) => chargesBeyondLines(text))) throw notTold('a fee on a base that its legs do not come to');
    const taxes = await this.evidence.texts('ADMIN', [...new Set([...told.flatMap((line) => line.steps.flatMap(({ own }) => (own.isHome ? [] : [own.tax]))), ...charges.map((one) => one.tax), ...restatements.flatMap((one) => one.taxes)])].map((name) => ({ subjectId: `tax ${name}`, text: '' })));
    const at = new Map(corrections.map((one, n) => [one.correctionId, n]));
    const onWire = (line: LongShown): object => longOnWire(line, place, (id) => at.get(id) as number, (id) => restatements.findIndex((one) => one.restatementId === id));
    return { cycleId: `cyc_${cycle.cycleId}`, ...(earlier.length > 0 && { earlier: [...new Set(windows.map((one) => one.cycleId))].filter((cycleId) => earlier.some((one) => one.cycleId === cycleId)).map((cycleId) => `cyc_${cycleId}`) }), bookings: bookings.onWire, leaves: await this.evidence.leaves([...leaves, ...[terms, taxes, rulings, documents.logged, documents.netted ?? []].flatMap((group) => group.map(({ leaf }) => leaf))], size),
      legs, terms: terms.map(({ leaf, text }) => ({ leaf: Number(leaf.index), text })), taxes: taxes.map(({ leaf }) => Number(leaf.index)), lines: named.map(onWire), ...(lots.length > 0 && { lots: lots.map((line) => lotsOnWire(line, place)), ...movesOnWire(lots, place) }),
      ...(corrections.length > 0 && { corrections: corrections.map((one) => ({ windowId: `win_${one.windowId}`, leg: place(one.legId), points: Number(one.points), ...(one.rulingId !== null && { ruling: leafOf.get(one.rulingId) }) })) }),
      ...(restatements.length > 0 && { restated: restatements.map((one) => ({ windowId: `win_${one.windowId}`, bookedIn: `win_${one.bookedIn}`, terms: one.termsIds.flatMap((id) => terms.filter(({ subjectId }) => subjectId === id)).map(({ leaf }) => Number(leaf.index)), taxes: one.taxes })) }),
      ...(rulings.length > 0 && { rulings: rulings.map(({ leaf }) => Number(leaf.index)) }), ...(charges.length > 0 && { charges: charges.map(chargeOnWire) }),
      ...(stated.lines.length > 0 && { stated: stated.lines.map(({ key, amount }) => ({ key, amount: minorToValue(amount), ...(later.has(key) && { later: later.get(key)?.map((one) => ({ cycleId: bookings.nameOf(one.cycleId), amount: minorToValue(one.amount) })) }) })) }),
      ...(stated.joint.length > 0 && { joint: stated.joint.map(({ name, facts }) => {
        const whole = wholes.get(name);
        return { name, ...facts, ...(whole && { whole: onWire(whole) }) };
      }) }), ...money, ...(earlier.length > 0 && asPrinted(money, documents.invoices)), ...(documents.netted && { netted: documents.netted.map(({ leaf, text }) => ({ leaf: Number(leaf.index), text })) }), documents: documents.logged.map(({ leaf, text }) => ({ leaf: Number(leaf.index), text })) };
  }

  /** What was booked on the lines of some cycles: fee windows stand cycle by cycle, restatements in the order in which they were booked. */
  private async booked(scopes: readonly long.Scope[]): Promise<{ moved: long.Restatement[]; fees: Awaited<ReturnType<typeof long.feeWindows>>[]; lines: LongShown[] }> {
    const found = new Map<string, long.Restatement>();
    const fees: Awaited<ReturnType<typeof long.feeWindows>>[] = [];
    for (const scope of scopes) {
      const untold = await long.untellable(this.pool, scope);
      if (untold !== undefined) throw notTold(untold);
      for (const one of await long.restatementsOf(this.pool, scope, HUB_PARTY)) found.set(one.restatementId, one);
      fees.push(await long.feeWindows(this.pool, scope));
    }
    const lines: LongShown[] = [];
    for (const scope of scopes) lines.push(...(await this.lines(scope)));
    return { moved: [...found.values()].sort((a, b) => a.windowNo - b.windowNo || a.decidedAt.getTime() - b.decidedAt.getTime()), fees, lines };
  }

  /** Makes the files of the documents of a bundle, so that they can be logged. @throws DomainError `transition_not_allowed` when one is not issued */
  async render(cycle: read.BilledCycle, until: string): Promise<void> {
    await this.sources(cycle, { partnerId: cycle.partnerId, cycleId: cycle.cycleId, until });
  }

  /** The invoices of the cycle and the credit notes on them, with their leaves. */
  private async documents(cycle: read.BilledCycle, scope: long.Scope): Promise<{ logged: Awaited<ReturnType<Evidence['texts']>>; invoices: PrintedInvoice[]; noteCycles: string[]; netted?: Awaited<ReturnType<Evidence['texts']>> }> {
    const { notes, texts, others } = await this.sources(cycle, scope);
    const logged = await this.evidence.texts('DOCUMENT', texts);
    const ofInvoices = new Set(cycle.invoices.map((one) => one.invoiceId));
    const invoices = logged.filter((one) => ofInvoices.has(one.subjectId)).map(({ leaf, text }) => ({ ...(JSON.parse(text) as Omit<PrintedInvoice, 'lineKeys'>), lineKeys: (JSON.parse(leaf.bytes) as { lineKeys: string[] }).lineKeys }));
    return { logged, invoices, noteCycles: notes.map((one) => one.cycleId), ...(others && { netted: await this.evidence.texts('DOCUMENT', others) }) };
  }

  private async sources(cycle: read.BilledCycle, scope: long.Scope): Promise<{ notes: Awaited<ReturnType<typeof long.notesUntil>>; texts: { subjectId: string; text: string }[]; others?: Netted['others'] }> {
    const notes = await long.notesUntil(this.pool, scope);
    const sources = [...cycle.invoices.map((one) => ({ kind: 'INVOICE' as const, documentId: one.invoiceId, number: one.number })), ...notes.map((one) => ({ kind: 'CREDIT_NOTE' as const, documentId: one.creditNoteId, number: one.number }))];
    if (sources.some((one) => one.number === null)) throw new DomainError('transition_not_allowed', { detail: 'Not all invoices of the cycle and credit notes on them are issued yet. Ask again when they are.' });
    const texts: { subjectId: string; text: string }[] = [];
    for (const { kind, documentId } of sources) texts.push({ subjectId: documentId, text: (await this.files.file({ kind, documentId })).json });
    const netted = await nettedWith(this.pool, this.files, cycle, new Set(sources.map((one) => one.documentId)));
    return { notes, texts: [...texts, ...(netted ? [netted.statement] : [])], others: netted?.others };
  }

  private async lines(scope: long.Scope): Promise<LongShown[]> {
    const shown = inOrder(longShown((await long.longLines(this.pool, scope)).filter((line) => line.windows.some((window) => window.moved.length > 0))));
    if (!shown) throw notTold('one whose legs do not come to what was booked');
    return shown;
  }

  /** Wholes of shared claims by name, where the partner sees their legs. */
  private async wholes(scope: long.Scope, stated: Stated): Promise<Map<string, LongShown>> {
    const known = await long.longWholes(this.pool, scope);
    return new Map(wholesOf(stated, known).flatMap(({ name, whole }) => longShown([whole]).flatMap((one): [string, LongShown][] => (one ? [[name, one]] : []))));
  }

  /** All windows that the bundle may speak of, in order, with the cycle of the partner that booked them. */
  private async windows(lines: readonly { readonly steps: readonly { readonly windowId: string; readonly cycleId: string }[] }[], fees: readonly { windowId: string; cycleId: string }[], restatements: readonly long.Restatement[]): Promise<{ windowId: string; cycleId: string }[]> {
    const cycleOf = new Map<string, string>([...restatements.flatMap((one) => [[one.windowId, one.cycles[0]] as const, [one.bookedIn, one.cycles[1]] as const]), ...fees.map((one) => [one.windowId, one.cycleId] as const), ...lines.flatMap((line) => line.steps.map((step) => [step.windowId, step.cycleId] as const))]);
    return (await read.orderOf(this.pool, [...cycleOf.keys()])).map((windowId) => ({ windowId, cycleId: cycleOf.get(windowId) ?? '' }));
  }

  /** Figures of the cycle itself, as the books have them. */
  private money(lines: readonly LongShown[], stated: readonly { side: string; amount: bigint }[], fees: Awaited<ReturnType<typeof long.feeWindows>>, ppn: Awaited<ReturnType<typeof long.ppnOf>>, taxes: ReadonlyMap<string, TaxFacts>, charges: readonly BookedCharge[], windows: ReadonlySet<string>, cycleId: string): Money {
    // A fee on a base that no rupiah was added to is told by nothing, and neither is its PPN.
    const [steps, beyond] = [lines.flatMap((line) => line.steps.filter((step) => step.cycleId === cycleId && !step.own.isHome).map((step) => ({ side: line.side, tax: step.own.tax }))), charges.filter((one) => windows.has(one.windowId))];
    const told = new Set<string>([...steps.map((one) => (one.side === 'PAY' ? 'ISSUER_FEE' : 'ACCEPTANCE_FEE')), ...beyond.map((one) => one.lineType)]);
    const toldTaxes = new Set([...steps, ...beyond].map((one) => one.tax));
    const types = (['ISSUER_FEE', 'ACCEPTANCE_FEE'] as const).flatMap((lineType) => {
      const own = fees.filter((one) => one.lineType === lineType && one.cycleId === cycleId);
      const flat = own.some((one) => Object.values(one.parts).some((part) => part.terms?.flatMinor !== undefined));
      const burns = Object.values(own.at(-1)?.parts ?? {}).reduce((sum, part) => sum + (part.terms?.flatMinor === undefined ? 0 : part.burns), 0);
      return own.length === 0 || !told.has(lineType) ? [] : [{ lineType, base: own.reduce((sum, one) => sum + one.base, 0n), exact: rupiah(own.at(-1)?.exact ?? '0'), amount: own.reduce((sum, one) => sum + one.amount, 0n), ...(flat && { burns }) }];
    });
    const feeTotal = types.reduce((sum, one) => sum + one.amount, 0n);
    const taxed = ppn.filter((one) => one.amount !== 0n || !new Exact(one.exact).isZero() || toldTaxes.has(one.tax)).map(({ tax, exact, amount }) => ({ tax, amount, base: baseOf(exact, taxes.get(tax)) }));
    const bare = [...new Set([...steps.map((one) => one.tax), ...charges.map((one) => one.tax)])].filter((tax) => taxes.get(tax)?.treatment === 'NOT_SUBJECT').map((tax) => ({ tax, amount: 0n, base: feeTotal - taxed.reduce((sum, one) => sum + one.base, 0n) }));
    const all = [...taxed, ...bare].sort((a, b) => (a.tax < b.tax ? -1 : 1));
    const ppnTotal = all.reduce((sum, one) => sum + one.amount, 0n);
    const shares = feeTotal === 0n ? types.map(() => 0n) : allocate(ppnTotal / CASH_UNIT, types.map((one) => one.amount)).map((one) => one * CASH_UNIT);
    const sum = (side: 'PAY' | 'RECEIVE'): bigint => lines.filter((line) => line.side === side).reduce((total, line) => total + line.steps.filter((step) => step.cycleId === cycleId).reduce((own, step) => own + step.delta, 0n), 0n) + stated.filter((one) => one.side === side).reduce((total, one) => total + one.amount, 0n);
    const [payable, receivable] = [sum('PAY'), sum('RECEIVE')];
    return { fees: types.map((one, at) => ({ ...one, base: minorToValue(one.base), amount: minorToValue(one.amount), ppn: minorToValue(shares[at] ?? 0n) })),
      ppn: all.map((one) => ({ tax: one.tax, base: minorToValue(one.base), dpp: minorToValue(dppOf(one.base, taxes.get(one.tax))), amount: minorToValue(one.amount) })),
      totals: { payable: minorToValue(payable), receivable: minorToValue(receivable), fees: minorToValue(feeTotal), ppn: minorToValue(ppnTotal), netCash: minorToValue(receivable - payable - feeTotal - ppnTotal) } };
  }
}

/** Fees, PPN and totals as they stand in a bundle. */
interface Money {
  readonly fees: readonly { readonly lineType: string; readonly ppn: string }[];
  readonly ppn: readonly object[];
  readonly totals: object;
}

/** Where documents print what was added to lines of earlier cycles, their totals hold it, and PPN is allocated over all of their fees. */
function asPrinted({ fees }: Money, invoices: readonly PrintedInvoice[]): Pick<Money, 'fees' | 'totals'> {
  const of = (kind: string): PrintedInvoice | undefined => invoices.find((one) => one.kind === kind);
  const [payable, receivable, feeTotal, ppn] = [of('POINTS_INVOICE')?.totals.subtotal, of('REDEMPTION_INVOICE')?.totals.subtotal, of('FEE_INVOICE')?.totals.subtotal, of('FEE_INVOICE')?.totals.ppn].map((one) => valueToMinor(one?.value ?? '0.00')) as [bigint, bigint, bigint, bigint];
  return { fees: fees.map((fee) => ({ ...fee, ppn: of('FEE_INVOICE')?.lines.find((line) => line.lineType === fee.lineType && line.section !== 'RESTATED')?.ppn?.value ?? '0.00' })),
    totals: { payable: minorToValue(payable), receivable: minorToValue(receivable), fees: minorToValue(feeTotal), ppn: minorToValue(ppn), netCash: minorToValue(receivable - payable - feeTotal - ppn) } };
}

/** Earlier cycles of the partner on whose lines its documents print what was added. */
function earlierThan(cycleId: string, invoices: readonly PrintedInvoice[]): string[] {
  const own = invoices.flatMap(({ kind, lineKeys }) => lineKeys.map((key) => (key.split('|')[kind === 'REDEMPTION_INVOICE' ? 4 : 2] ?? '').slice('cyc_'.length)));
  return [...new Set(own)].filter((one) => one !== '' && one !== cycleId);
}

function ownCycle({ key, side }: LongShown): string | null {
  return side === 'PAY' ? key.payerCycleId : key.payeeCycleId;
}

/** Whether terms let a fee stand on what no line shows. */
function chargesBeyondLines(text: string): boolean {
  const { body } = JSON.parse(text) as { body: { preset: string; ownBurnFee?: boolean } };
  return body.preset === 'HYBRID_RESERVE' || body.ownBurnFee === true;
}

/** A fee that is not taxed cites the version that says so. */
function withTaxes(line: LongShown, untaxed: ReadonlyMap<string, string>): LongShown {
  return { ...line, steps: line.steps.map((step) => (step.own.tax === '' && !step.own.isHome ? { ...step, own: { ...step.own, tax: untaxed.get(`${step.windowId} ${step.own.taxProfileId}`) ?? '', taxed: false as const } } : step)) };
}

/** The fees that an exact PPN was charged on. */
function baseOf(exact: string, facts: TaxFacts | undefined): bigint {
  assert(facts, 'The tax profile of a PPN line is among the facts.');
  const factor = rate(facts.rate).mul(rate(facts.dppRate ?? '1')).mul(facts.dppNumerator).div(facts.dppDenominator);
  return factor.isZero() ? 0n : BigInt(new Exact(exact).div(factor).toDecimalPlaces(0).toFixed(0));
}

/** As it is printed: of a fee its fraction, of DPP nilai lain its part of what is billed. */
function dppOf(base: bigint, facts: TaxFacts | undefined): bigint {
  if (facts === undefined || facts.treatment === 'NOT_SUBJECT') return 0n;
  const billed = new Exact(base.toString());
  return roundHalfUp(facts.dppRate === null ? billed.mul(facts.dppNumerator).div(facts.dppDenominator) : billed.mul(rate(facts.dppRate)), 1n);
}

const rupiah = (exactInMinor: string): string => new Exact(exactInMinor).div(100).toFixed();

export function notTold(line: string): DomainError {
  return new DomainError('proof_not_available', { detail: `The cycle has a line (${line}) that no form of the proof can tell. The documents and their hashes are in the log; GET /v1/verify/{hash} confirms them.`, data: { line } });
}

