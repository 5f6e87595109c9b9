import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../db/tx';
import { allocate } from '../kernel/allocate';
import { assert } from '../kernel/assert';
import { addDays } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import { Exact } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import type { TermsBook, TermsTable } from '../terms';
import { creditedPpn, withRestated } from './domain/restated';
import * as db from './documents.transactor';
import { restatedLines, restatedSums } from './restated.reader';

const SERIES = { POINTS_INVOICE: 'INP', REDEMPTION_INVOICE: 'INR', FEE_INVOICE: 'INV' } as const;
const CASH_UNIT = 100n;

/** Drafts grow night by night; when a cycle ends its lines are fixed, reviewed, numbered and never changed again. */
export class DocumentsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook) {}

  /** The documents' part of the night of a business date; it may run twice. */
  async night(date: string): Promise<void> {
    const terms = await this.terms.table();
    const today = addDays(date, 1);
    await inTransaction(this.pool, async (tx) => {
      await db.lockDocuments(tx);
      await this.refreshDrafts(tx, date);
      for (const draft of await db.endedDrafts(tx, today)) await this.fix(tx, draft, reviewUntil(terms, draft.partnerId, draft.cycleTo));
      for (const invoice of await db.invoicesToCredit(tx, today)) await this.credit(tx, invoice, reviewUntil(terms, invoice.partnerId, invoice.cycleTo));
      await this.issue(tx, today, terms);
    });
  }

  private async refreshDrafts(tx: Tx, date: string): Promise<void> {
    const profiles = await db.taxProfiles(tx);
    const drafts = withRestated(await db.draftSums(tx, date), await restatedSums(tx, date), profiles);
    await db.upsertDrafts(tx, drafts.map((draft) => {
      const profile = draft.taxProfile === null ? undefined : profiles.get(draft.taxProfile);
      // DPP is printed with two decimals and never computed with, so it is rounded to the sen.
      const base = profile && roundHalfUp(new Exact(draft.subtotalMinor.toString()).mul(profile.numerator).div(profile.denominator), 1n);
      return { ...draft, invoiceId: this.id(), taxBaseMinor: base ?? null };
    }));
  }

  private async fix(tx: Tx, draft: db.OpenInvoice, until: string): Promise<void> {
    const facts = [...await this.lines(tx, draft.kind, draft.partnerId, draft.cycleId, draft.cycleId), ...await restatedLines(tx, draft.kind, draft.partnerId, draft.cycleId)];
    const kept = facts.filter((line) => line.amountMinor !== 0n || line.points !== 0n);
    if (kept.length === 0) return db.discard(tx, draft.invoiceId, this.clock.now());
    const ppn = ppnOver(draft.ppnMinor, kept.map((line) => line.amountMinor));
    const lines = kept.map((line, at): db.NewInvoiceLine => ({ ...line, invoiceLineId: this.id(), lineNo: at + 1, ppnMinor: draft.kind === 'FEE_INVOICE' ? (ppn[at] ?? 0n) : null }));
    const sum = lines.reduce((total, line) => total + line.amountMinor, 0n) + draft.ppnMinor;
    assert(sum === draft.totalMinor, `I6: the lines of invoice ${draft.invoiceId} add up to ${sum}, its total is ${draft.totalMinor}.`);
    await db.fixLines(tx, draft.invoiceId, lines, until, this.clock.now());
  }

  private async credit(tx: Tx, invoice: db.CreditedInvoice, until: string): Promise<void> {
    const known = await db.invoiceLineIds(tx, invoice.invoiceId);
    const all = (await this.lines(tx, invoice.kind, invoice.partnerId, invoice.lineCycle, invoice.bookingCycle)).filter((line) => line.amountMinor !== 0n);
    // What a restatement found to be more stands in the current document; a note only reduces.
    const facts = all.filter((line) => line.amountMinor < 0n);
    if (facts.length === 0) return;
    const sum = (lines: readonly db.LineFacts[]): bigint => lines.reduce((total, line) => total + line.amountMinor, 0n);
    const ppnMinor = invoice.kind === 'FEE_INVOICE' ? creditedPpn(-sum(facts), sum(all) - sum(facts), invoice.ppnMinor, await db.taxProfiles(tx), invoice.taxProfile) : 0n;
    const ppn = ppnOver(ppnMinor, facts.map((line) => -line.amountMinor));
    const lines = facts.map((line, at) => {
      const original = known.get(line.lineId);
      assert(original && line.amountMinor < 0n, `I9: line ${line.lineId} is credited ${-line.amountMinor} and has to be a line of invoice ${invoice.invoiceId}.`);
      return { invoiceLineId: original.invoiceLineId, lineNo: original.lineNo, points: line.points === 0n ? null : -line.points, amountMinor: -line.amountMinor, ppnMinor: invoice.kind === 'FEE_INVOICE' ? (ppn[at] ?? 0n) : null, termsRef: line.termsRef };
    }).sort((a, b) => a.lineNo - b.lineNo);
    const subtotal = lines.reduce((total, line) => total + line.amountMinor, 0n);
    await db.insertCreditNote(tx, { creditNoteId: this.id(), invoiceId: invoice.invoiceId, partnerId: invoice.partnerId, cycleId: invoice.bookingCycle, reviewUntil: until, subtotalMinor: subtotal, ppnMinor, lines });
  }

  private lines(tx: Tx, kind: db.InvoiceKind, partnerId: string, lineCycle: string, bookingCycle: string): Promise<db.LineFacts[]> {
    return kind === 'FEE_INVOICE' ? db.feeLines(tx, partnerId, lineCycle, bookingCycle) : db.claimLines(tx, kind, lineCycle, bookingCycle);
  }

  private async issue(tx: Tx, today: string, terms: TermsTable): Promise<void> {
    const year = Number(today.slice(0, 4));
    for (const invoice of await db.reviewedInvoices(tx, today)) {
      const due = addDays(today, terms.at(invoice.partnerId, addDays(today, -1))?.body.paymentDays ?? 14);
      await db.issueInvoice(tx, invoice.invoiceId, await db.nextNumber(tx, SERIES[invoice.kind], year), today, due, this.clock.now());
    }
    for (const { creditNoteId } of await db.reviewedCreditNotes(tx, today)) await db.issueCreditNote(tx, creditNoteId, await db.nextNumber(tx, 'CRN', year), today, this.clock.now());
  }

  private id(): string {
    return newUuid(this.clock.wall().getTime());
  }
}

/** PPN of a document, allocated over its fee lines by fee. */
function ppnOver(ppnMinor: bigint, fees: readonly bigint[]): bigint[] {
  if (fees.every((fee) => fee === 0n)) return fees.map(() => 0n);
  return allocate(ppnMinor / CASH_UNIT, fees).map((part) => part * CASH_UNIT);
}

function reviewUntil(terms: TermsTable, partnerId: string, cycleTo: string): string {
  return addDays(cycleTo, terms.at(partnerId, addDays(cycleTo, -1))?.body.reviewDays ?? 0);
}
