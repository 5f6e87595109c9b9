import type { Pool } from 'pg';
import { inTransaction } from '../db/tx';
import { startOfBusinessDate } from '../kernel/business-date';
import { sha256Hex } from '../kernel/canonical';
import { HUB_PARTY } from '../kernel/parties';
import type { Clock } from '../kernel/clock';
import { minorToValue } from '../kernel/money';
import { Exact, rate } from '../kernel/rate';
import { roundHalfUp } from '../kernel/rounding';
import { assert } from '../kernel/assert';
import type { TermsBook } from '../terms';
import { reasonText } from './domain/document-text';
import { nettingFigures } from './domain/netting-figures';
import { documentJson, pageModel } from './domain/document-model';
import type { CreditNoteFacts, DocumentFacts, DocumentLine, DocumentParty, DocumentTax, InvoiceFacts, NettingStatementFacts, PayTo, StatementVoidFacts, Withholding } from './domain/document';
import { taxBaseOf } from './domain/restated';
import { taxProfiles } from './documents.transactor';
import { AccountFacts } from './account-facts.service';
import { stampDutyOf, taxRule } from './accounts.reader';
import { outletShares, ownBurns } from './annex.reader';
import { accountInForce, fileOf, footOf, settledBy, keepFile, partyOf, statementScope, unrendered, virtualAccountInForce, type DocumentFile, type Unrendered } from './files.store';
import { invoiceById, linesOf, type InvoiceRow } from './invoices.reader';
import { partsOfRow } from './netting.sql';
import { settledDocuments } from './settled-documents.reader';
import { lossesIn, noteById, noteLines, statementById, voidById } from './notes.reader';
import { renderPdf } from './pdf/render';

/** The files of issued documents: a JSON twin and a PDF, rendered once, kept by their hashes, and never made again. */
export class FilesService {
  private readonly accounts: AccountFacts;
  private readonly operator: DocumentParty;

  /**
   * @param terms say whether a partner pays its fees apart
   * @param operator with the city that receipts name as their place; as a party on documents it is not said
   * @param verifyAddress of the public page that confirms documents, by the hash that follows it
   */
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, { city, ...operator }: DocumentParty & { readonly city?: string }, private readonly verifyAddress: string) {
    this.operator = operator;
    this.accounts = new AccountFacts(pool, operator, city);
  }

  /** Renders what was issued and has no files yet. @returns how many */
  async renderDue(limit = 50): Promise<number> {
    const due = await unrendered(this.pool, limit);
    for (const one of due) await this.file(one);
    return due.length;
  }

  /** The files of an issued document, rendered now if the job has not come to it yet. */
  async file(document: Unrendered): Promise<DocumentFile> {
    const kept = await fileOf(this.pool, document.documentId);
    if (kept) return kept;
    const facts = await this.facts(document);
    const json = documentJson(facts);
    const jsonSha256 = sha256Hex(json);
    const verifyUrl = `${this.verifyAddress}/${jsonSha256}`;
    const pdf = await renderPdf(pageModel(facts, { verifyUrl }), { createdAt: startOfBusinessDate(facts.issuedOn), jsonTwin: json, qr: verifyUrl });
    await inTransaction(this.pool, (tx) => keepFile(tx, document.documentId, { json, jsonSha256, pdf, pdfSha256: sha256Hex(pdf) }, this.clock.now()));
    return (await fileOf(this.pool, document.documentId)) as DocumentFile;
  }

  private facts({ kind, documentId }: Unrendered): Promise<DocumentFacts> {
    if (kind === 'ACCOUNT_STATEMENT') return this.accounts.statement(documentId);
    if (kind === 'RECEIPT') return this.accounts.receipt(documentId);
    return kind === 'INVOICE' ? this.invoice(documentId) : kind === 'CREDIT_NOTE' ? this.creditNote(documentId) : kind === 'STATEMENT' ? this.statement(documentId) : this.statementVoid(documentId);
  }

  private async invoice(invoiceId: string): Promise<InvoiceFacts> {
    const row = await invoiceById(this.pool, {}, invoiceId);
    if (row?.number == null || row.issuedOn === null) throw new Error(`Invoice ${invoiceId} is not issued.`);
    const partner = await partyOf(this.pool, row.partnerId);
    const [seller, buyer] = row.kind === 'REDEMPTION_INVOICE' ? [partner, this.operator] : [this.operator, partner];
    const lines = (await linesOf(this.pool, row)).map((line): DocumentLine => {
      const fee = line.lineType === 'ISSUER_FEE' || line.lineType === 'ACCEPTANCE_FEE';
      return { lineNo: line.lineNo, lineType: line.lineType, section: line.section, ...(!fee && { counterpartyName: line.counterpartyName ?? 'HUB', points: line.points, pointPrice: line.price }),
        ...(fee && { baseMinor: line.baseMinor ?? 0n, rate: line.price, ppnMinor: line.ppnMinor ?? 0n }), amountMinor: line.amountMinor, exact: rupiahOf(line.exact), termsRef: line.termsRef, legCount: line.legCount };
    });
    const settled = row.kind === 'FEE_INVOICE' ? undefined : await settledBy(this.pool, row.partnerId, row.cycleId, row.issuedOn);
    return { kind: row.kind, seller, buyer, number: row.number, issuedOn: row.issuedOn, ...(row.dueDate !== null && { dueDate: row.dueDate }), cycleFrom: row.cycleFrom, cycleTo: row.cycleTo, currency: 'IDR', lines, tax: await this.tax(row.taxProfile), ...(settled !== undefined && { settledBy: settled }),
      totals: { subtotalMinor: BigInt(row.subtotal), ppnMinor: BigInt(row.ppn), totalMinor: BigInt(row.total), ...(row.taxBase !== null && { dpp: minorToValue(BigInt(row.taxBase)) }) }, ...(await this.annex(row, row.number, row.issuedOn)), ...(await footOf(this.pool, row.partnerId, row.cycleFrom, row.cycleTo)) };
  }

  /** What stands beside the lines of an invoice: own burns and outlets of claims, what may be withheld of fees, and where those are paid that no settlement takes. */
  private async annex(row: InvoiceRow, number: string, issuedOn: string): Promise<Pick<InvoiceFacts, 'ownBurns' | 'outlets' | 'withholding' | 'payTo'>> {
    if (row.kind !== 'FEE_INVOICE') {
      const own = await ownBurns(this.pool, row.partnerId, row.cycleFrom, row.cycleTo);
      return { ...(own.legCount > 0 && { ownBurns: own }), outlets: await outletShares(this.pool, row.invoiceId, row.kind) };
    }
    const apart = (await this.terms.table()).at(row.partnerId, issuedOn)?.body.netFees === false;
    return { ...(await this.withheld(BigInt(row.subtotal), BigInt(row.total), issuedOn)), ...(apart && { payTo: { ...(await this.toHub(row.partnerId, issuedOn)), bankReference: number.replaceAll('/', '') } }) };
  }

  /** Where a partner pays the hub on a date. */
  private async toHub(partnerId: string, date: string): Promise<Omit<PayTo, 'bankReference'>> {
    const [account, virtualAccount] = [await accountInForce(this.pool, HUB_PARTY, date), await virtualAccountInForce(this.pool, partnerId, date)];
    return { ...(account && { account }), ...(virtualAccount && { virtualAccount }) };
  }

  /** Where the hub pays a partner on a date; four digits are enough to know one's own account. */
  private async toPartner(partnerId: string, date: string): Promise<Omit<PayTo, 'bankReference'>> {
    const account = await accountInForce(this.pool, partnerId, date);
    return account ? { account: { ...account, accountNo: `\u2022\u2022\u2022\u2022${account.accountNo.slice(-4)}` } } : {};
  }

  /** What the payer may withhold of a fee, and what it then pays. */
  private async withheld(baseMinor: bigint, toPayMinor: bigint, on: string): Promise<{ withholding?: Withholding }> {
    const rule = await taxRule(this.pool, 'WITHHOLDING_RATE', on);
    if (rule === undefined || baseMinor <= 0n) return {};
    const expectedMinor = roundHalfUp(new Exact(baseMinor.toString()).mul(rate(rule.value)));
    return { withholding: { rate: rule.value, baseMinor, expectedMinor, netToPayMinor: toPayMinor - expectedMinor, citation: rule.citation } };
  }

  private async creditNote(creditNoteId: string): Promise<CreditNoteFacts> {
    const row = await noteById(this.pool, {}, creditNoteId);
    if (row?.number == null || row.issuedOn === null || row.invoiceNumber === null || row.invoiceIssuedOn === null) throw new Error(`Credit note ${creditNoteId} is not issued.`);
    const partner = await partyOf(this.pool, row.partnerId);
    const [seller, buyer] = row.invoiceKind === 'REDEMPTION_INVOICE' ? [partner, this.operator] : [this.operator, partner];
    const lines = (await noteLines(this.pool, creditNoteId)).map((line) => ({ lineNo: line.lineNo, invoiceLineNo: line.invoiceLineNo, lineType: line.lineType, section: 'CORRECTION' as const, ...(line.counterpartyName !== null && { counterpartyName: line.counterpartyName }),
      ...(line.points !== null && { points: BigInt(line.points) }), ...(line.pointPrice !== null && { pointPrice: line.pointPrice }), ...(line.rate !== null && { rate: line.rate }), amountMinor: BigInt(line.amount), ...(line.ppn !== null && { ppnMinor: BigInt(line.ppn) }),
      exact: minorToValue(BigInt(line.amount)), termsRef: line.termsRef, legCount: line.legCount }));
    return { kind: 'CREDIT_NOTE', seller, buyer, number: row.number, issuedOn: row.issuedOn, cycleFrom: row.cycleFrom, cycleTo: row.cycleTo, currency: 'IDR', lines, tax: await this.tax(row.taxProfile), reason: reasonText(row.reason),
      invoice: { number: row.invoiceNumber, kind: row.invoiceKind, issuedOn: row.invoiceIssuedOn }, totals: { subtotalMinor: BigInt(row.subtotal), ppnMinor: BigInt(row.ppn), totalMinor: BigInt(row.total), ...(await this.creditedBase(row.taxProfile, BigInt(row.subtotal))) },
      ...(await footOf(this.pool, row.partnerId, row.cycleFrom, row.cycleTo)) };
  }

  /** DPP of what a note takes off a taxed invoice, for the buyer's *nota retur*. */
  private async creditedBase(names: string | null, subtotalMinor: bigint): Promise<{ dpp?: string }> {
    const profile = names === null ? undefined : (await taxProfiles(this.pool)).get(names);
    return profile === undefined ? {} : { dpp: minorToValue(taxBaseOf(subtotalMinor, profile)) };
  }

  private async statement(statementId: string): Promise<NettingStatementFacts> {
    const row = await statementById(this.pool, {}, statementId);
    if (!row) throw new Error(`Statement ${statementId} is not here.`);
    const scope = await statementScope(this.pool, row);
    const netting = nettingFigures(partsOfRow(row));
    assert(netting.netMinor === BigInt(row.netCash), `I6: the statement ${row.number} comes to ${netting.netMinor} and was issued over ${row.netCash}.`);
    const documents = await settledDocuments(this.pool, row, netting.disputedMinor);
    assert(documents.reduce((sum, one) => sum + (one.direction === 'HUB_PAYS' ? one.totalMinor : -one.totalMinor), 0n) === netting.netMinor, `I6: what entered the statement ${row.number} does not add up to its net cash.`);
    const payTo = netting.direction === 'NONE' ? {} : netting.direction === 'HUB_PAYS' ? await this.toPartner(row.partnerId, row.issuedOn) : await this.toHub(row.partnerId, row.issuedOn);
    const losses = (row.takesBeside ? await lossesIn(this.pool, row.settlementId, row.partnerId) : []).map((one) => ({ defaulter: one.defaulter, rule: one.rule, amountMinor: BigInt(one.amount), netExposureMinor: BigInt(one.netExposure), grossClaimMinor: BigInt(one.grossClaim) }));
    return { kind: 'NETTING_STATEMENT', seller: this.operator, buyer: await partyOf(this.pool, row.partnerId), number: row.number, issuedOn: row.issuedOn, dueDate: row.dueDate, cycleFrom: scope.from, cycleTo: scope.to, currency: 'IDR', netting, ...(row.netting !== 'MULTILATERAL' && { part: { netting: row.netting, counterparty: row.counterpartyName ?? 'HUB', side: row.side } }), ...payTo, ...(netting.direction === 'PAYS_HUB' && (await this.withheld(BigInt(row.netFees), -netting.netMinor, row.issuedOn))),
      bankReference: row.bankReference, settlementId: `stl_${row.settlementId}`, matrix: scope.matrix, ...(losses.length > 0 && { losses }), documents, stampDuty: await stampDutyOf(this.pool, row.issuedOn, netting.setOffMinor), ...(await footOf(this.pool, row.partnerId, scope.from, scope.to)) };
  }

  private async statementVoid(statementVoidId: string): Promise<StatementVoidFacts> {
    const row = await voidById(this.pool, {}, statementVoidId);
    const statement = row && (await statementById(this.pool, {}, row.statementId));
    if (!row || !statement) throw new Error(`The void ${statementVoidId} is not here.`);
    const scope = await statementScope(this.pool, statement);
    const net = BigInt(statement.netCash);
    return { kind: 'STATEMENT_VOID', seller: this.operator, buyer: await partyOf(this.pool, statement.partnerId), number: row.number, issuedOn: row.issuedOn, cycleFrom: scope.from, cycleTo: scope.to, currency: 'IDR', reason: row.reason, settlementId: `stl_${statement.settlementId}`,
      statement: { number: statement.number, issuedOn: statement.issuedOn, netCashMinor: net < 0n ? -net : net, direction: net === 0n ? 'NONE' : net > 0n ? 'HUB_PAYS' : 'PAYS_HUB', bankReference: statement.bankReference }, ...(await footOf(this.pool, statement.partnerId, scope.from, scope.to)) };
  }

  /** Tax in the words of its dated profile. */
  private async tax(names: string | null): Promise<DocumentTax> {
    const profiles = await taxProfiles(this.pool);
    const name = names?.split('; ')[0];
    const profile = profiles.get(name ?? 'not-subject@v1');
    if (!name || !profile) return { text: { id: 'Tidak terutang PPN', en: 'Not subject to PPN' }, citation: profile?.citation ?? '' };
    const percent = rate(profile.rate).mul(100).toFixed();
    if (profile.dppRate !== undefined) {
      const part = rate(profile.dppRate).mul(100).toFixed();
      return { text: { id: `PPN ${percent} % dengan DPP nilai lain ${part} % dari yang ditagih`, en: `PPN ${percent} % on a tax base (DPP nilai lain) of ${part} % of what is billed` }, citation: profile.citation };
    }
    return { text: { id: `PPN ${percent} % dengan DPP nilai lain ${profile.numerator}/${profile.denominator}`, en: `PPN ${percent} % on a tax base (DPP nilai lain) of ${profile.numerator}/${profile.denominator}` }, citation: profile.citation };
  }
}

/** Exact minor units as exact rupiah. */
function rupiahOf(exactMinor: string): string {
  return new Exact(exactMinor).div(100).toFixed();
}
