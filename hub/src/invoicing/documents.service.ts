import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { assert } from '../kernel/assert';
import { addDays, businessDayFrom } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import { holidaySet } from '../settlement';
import type { TermsBook, TermsTable } from '../terms';
import { inParts, ppnParts, taxBaseOf, wholeOf, withRestated, type Profiles } from './domain/restated';
import * as db from './documents.transactor';
import { restatedLines, restatedSums, type RestatedLine } from './restated.reader';

const SERIES = { POINTS_INVOICE: 'INP', REDEMPTION_INVOICE: 'INR', FEE_INVOICE: 'INV' } as const;

/** Drafts grow night by night; when a cycle ends its lines are fixed, reviewed, numbered and never changed again. */
export class DocumentsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook) {}

  /** The documents' part of the night of a business date; it may run twice. */
  async night(date: string): Promise<void> {
    const terms = await this.terms.table();
    const today = addDays(date, 1);
    await inTransaction(this.pool, async (tx) => {
      await db.lockDocuments(tx);
      const profiles = await db.taxProfiles(tx);
      await this.refreshDrafts(tx, date, profiles);
      await this.fix(tx, await db.endedDrafts(tx, today), terms, profiles);
      await this.credit(tx, await db.shrunkIn(tx, today), terms, profiles);
      await this.issue(tx, today, terms);
    });
  }

  private async refreshDrafts(tx: Tx, date: string, profiles: Profiles): Promise<void> {
    const drafts = withRestated(await db.draftSums(tx, date), await restatedSums(tx, date), profiles);
    await db.upsertDrafts(tx, drafts.map((draft) => {
      const profile = draft.taxProfile === null ? undefined : profiles.get(draft.taxProfile);
      // DPP is printed with two decimals and never computed with, so it is rounded to the sen.
      // PPN that stands there without a fee has no DPP of its own: it is a difference of two.
      const base = profile && !draft.taxMoved ? taxBaseOf(draft.subtotalMinor, profile) : undefined;
      return { ...draft, invoiceId: this.id(), taxBaseMinor: base ?? null };
    }));
  }

  private async fix(tx: Tx, drafts: readonly db.OpenInvoice[], terms: TermsTable, profiles: Profiles): Promise<void> {
    const bookings = drafts.map((draft) => ({ ...draft, lineCycle: draft.cycleId, bookingCycle: draft.cycleId }));
    const linesOf = await this.lines(tx, bookings);
    const restated = await this.restated(tx, drafts, profiles);
    const empty: string[] = [];
    const fixed: db.FixedInvoice[] = [];
    for (const draft of bookings) {
      const later = restated[draft.kind].get(draft.cycleId) ?? [];
      const own = linesOf[draft.kind].at(draft);
      // PPN that another version of its tax adds without a fee stands on lines of its own; all other is spread by fee.
      const moved = later.filter((line) => line.amountMinor === 0n);
      const spread = [...own, ...later.filter((line) => line.amountMinor !== 0n)];
      const ppn = ppnOver(moved.reduce((rest, line) => rest - line.ppnMinor, draft.ppnMinor), spread.map((line) => line.amountMinor));
      const kept = [...spread.map((line, at) => ({ ...line, ppnMinor: ppn[at] ?? 0n })), ...moved].filter((line) => line.amountMinor !== 0n || line.points !== 0n || line.ppnMinor !== 0n);
      const lines = kept.map((line, at): db.NewInvoiceLine => ({ ...line, invoiceLineId: this.id(), lineNo: at + 1, ppnMinor: draft.kind === 'FEE_INVOICE' ? line.ppnMinor : null }));
      const sum = lines.reduce((total, line) => total + line.amountMinor, 0n) + draft.ppnMinor;
      assert(kept.length === 0 || sum === draft.totalMinor, `I6: the lines of invoice ${draft.invoiceId} add up to ${sum}, its total is ${draft.totalMinor}.`);
      if (kept.length === 0) empty.push(draft.invoiceId);
      else fixed.push({ invoiceId: draft.invoiceId, lines, reviewUntil: reviewUntil(terms, draft.partnerId, draft.cycleTo) });
    }
    await db.discard(tx, empty, this.clock.now());
    await db.fixLines(tx, fixed, this.clock.now());
  }

  /** Notes on what shrank, one for each document that printed it and each cycle. */
  private async credit(tx: Tx, all: readonly db.Shrunk[], terms: TermsTable, profiles: Profiles): Promise<void> {
    const linesOf = await this.lines(tx, all);
    // What a restatement found to be more stands in the current document; a note only reduces.
    const shrunk = all.map((one) => creditOf(one, linesOf[one.kind].at(one), profiles)).filter(({ down, ppnMinor }) => down.length > 0 || ppnMinor > 0n);
    const notes = new Map<string, { readonly one: db.Shrunk; readonly invoiceId: string; readonly lines: (db.NewCreditNote['lines'][number] & { readonly lineNo: number; readonly lineId: string })[] }>();
    for (const kind of Object.keys(SERIES) as db.InvoiceKind[]) {
      const own = shrunk.filter(({ one }) => one.kind === kind);
      const printed = await db.printedLines(tx, kind, own.flatMap(({ facts }) => facts.map((line) => line.lineId)));
      for (const { one, facts, down, ppnMinor } of own) {
        // PPN that another version of the tax takes away alone is credited on the fees that it was charged on, which stay.
        const credited = down.length > 0 ? down : facts.filter((line) => printed.has(line.lineId)).map((line) => ({ ...line, points: 0n, amountMinor: 0n }));
        const ppn = inParts(ppnMinor, credited.map((line) => (down.length > 0 ? -line.amountMinor : wholeOf(line))));
        credited.forEach((line, at) => {
          const original = printed.get(line.lineId);
          assert(original, `I9: line ${line.lineId} is credited ${-line.amountMinor} and has to be a line of a document.`);
          if (line.amountMinor === 0n && (ppn[at] ?? 0n) === 0n) return;
          const name = `${original.invoiceId} ${one.bookingCycle}`;
          const note = notes.get(name) ?? { one, invoiceId: original.invoiceId, lines: [] };
          notes.set(name, note);
          note.lines.push({ invoiceLineId: original.invoiceLineId, lineNo: original.lineNo, lineId: line.lineId, points: line.points === 0n ? null : -line.points, amountMinor: -line.amountMinor, ppnMinor: kind === 'FEE_INVOICE' ? (ppn[at] ?? 0n) : null, termsRef: line.termsRef });
        });
      }
    }
    for (const { one, invoiceId, lines } of notes.values()) {
      const sorted = lines.sort((a, b) => a.lineNo - b.lineNo);
      const reason = await db.reasonOf(tx, sorted.map((line) => line.lineId), one.bookingCycle);
      await db.insertCreditNote(tx, { creditNoteId: this.id(), invoiceId, partnerId: one.partnerId, cycleId: one.bookingCycle, reviewUntil: reviewUntil(terms, one.partnerId, one.cycleTo), reason, subtotalMinor: sorted.reduce((total, line) => total + line.amountMinor, 0n), ppnMinor: sorted.reduce((total, line) => total + (line.ppnMinor ?? 0n), 0n), lines: sorted });
    }
  }

  /** Lines of earlier documents that grew in the cycles of some drafts, by cycle. */
  private async restated(tx: Tx, drafts: readonly db.OpenInvoice[], profiles: Profiles): Promise<Record<db.InvoiceKind, Map<string, RestatedLine[]>>> {
    const of = (kind: db.InvoiceKind): string[] => drafts.filter((one) => one.kind === kind).map((one) => one.cycleId);
    return { POINTS_INVOICE: await restatedLines(tx, 'POINTS_INVOICE', of('POINTS_INVOICE'), profiles), REDEMPTION_INVOICE: await restatedLines(tx, 'REDEMPTION_INVOICE', of('REDEMPTION_INVOICE'), profiles), FEE_INVOICE: await restatedLines(tx, 'FEE_INVOICE', of('FEE_INVOICE'), profiles) };
  }

  /** The lines of all documents of a night, by one statement a kind. */
  private async lines(tx: Tx, documents: readonly (db.Booking & { readonly kind: db.InvoiceKind })[]): Promise<Record<db.InvoiceKind, db.LinesOf>> {
    const of = (kind: db.InvoiceKind): db.Booking[] => documents.filter((one) => one.kind === kind);
    return { POINTS_INVOICE: await db.claimLines(tx, 'POINTS_INVOICE', of('POINTS_INVOICE')), REDEMPTION_INVOICE: await db.claimLines(tx, 'REDEMPTION_INVOICE', of('REDEMPTION_INVOICE')), FEE_INVOICE: await db.feeLines(tx, of('FEE_INVOICE')) };
  }

  private async issue(tx: Tx, today: string, terms: TermsTable): Promise<void> {
    const year = Number(today.slice(0, 4));
    const invoices = await db.reviewedInvoices(tx, today);
    const holidays = await holidaySet(tx);
    for (const kind of Object.keys(SERIES) as db.InvoiceKind[]) {
      const due = invoices.filter((one) => one.kind === kind);
      const numbers = await db.nextNumbers(tx, SERIES[kind], year, due.length);
      await db.issueInvoices(tx, due.map((one, at) => ({ invoiceId: one.invoiceId, number: numbers[at] ?? '', dueDate: businessDayFrom(addDays(today, terms.at(one.partnerId, addDays(today, -1))?.body.paymentDays ?? 14), holidays) })), today, this.clock.now());
    }
    // A credit note is never issued before its invoice, which has its number by now.
    const notes = await db.reviewedCreditNotes(tx, today);
    const numbers = await db.nextNumbers(tx, 'CRN', year, notes.length);
    await db.issueCreditNotes(tx, notes.map((one, at) => ({ ...one, number: numbers[at] ?? '' })), today, this.clock.now());
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

function sumOf(lines: readonly db.LineFacts[]): bigint {
  return lines.reduce((total, line) => total + line.amountMinor, 0n);
}

/** What a note credits of a document: the lines that shrank, and PPN. */
function creditOf(one: db.Shrunk, facts: readonly db.LineFacts[], profiles: Profiles): { one: db.Shrunk; facts: readonly db.LineFacts[]; down: readonly db.LineFacts[]; ppnMinor: bigint } {
  const down = facts.filter((line) => line.amountMinor < 0n);
  return { one, facts, down, ppnMinor: ppnParts(-sumOf(down), sumOf(facts) - sumOf(down), one.ppn, profiles).creditMinor };
}

/** PPN of a document, allocated over its fee lines by fee. */
function ppnOver(ppnMinor: bigint, fees: readonly bigint[]): bigint[] {
  if (fees.every((fee) => fee === 0n)) return fees.map(() => 0n);
  return inParts(ppnMinor, fees);
}

function reviewUntil(terms: TermsTable, partnerId: string, cycleTo: string): string {
  return addDays(cycleTo, terms.at(partnerId, addDays(cycleTo, -1))?.body.reviewDays ?? 0);
}
