import { assert } from '../../kernel/assert';
import { sha256Hex } from '../../kernel/canonical';
import type { Bilingual, CreditNoteFacts, DocumentFacts, DocumentParty, InvoiceFacts, NettingStatementFacts, StatementVoidFacts } from './document';
import { documentJson } from './document-json';
import { creditTable, documentsTable, invoiceTable, isCharge, matrixTable, nettingTable } from './document-tables';
import { cycleDays, decimal, KIND_NAMES, longDate, ROUNDING_RULE, rupiah, sideOf } from './document-text';
import type { Block, LabelledText, PageModel, PartyBox } from './page-model';
import { terbilang } from './terbilang';

export { documentJson } from './document-json';
export type { PageModel } from './page-model';

export interface PageModelOptions {
  /** Address of the public page that confirms the document; printed in the foot when it exists. */
  readonly verifyUrl?: string;
}

const label = (id: string, en: string, value: string): LabelledText => ({ label: { id, en }, value });

/**
 * Lays out what a document says as ordered blocks of bilingual text.
 * @throws AssertionFailed when the figures of the document do not add up or its total cannot be spelled; such a document must not be issued
 */
export function pageModel(facts: DocumentFacts, options: PageModelOptions = {}): PageModel {
  assertAddsUp(facts);
  const jsonSha256 = sha256Hex(documentJson(facts));
  const selfBilled = isSelfBilled(facts);
  return {
    lang: 'id-ID',
    title: KIND_NAMES[facts.kind],
    number: facts.number,
    issuer: selfBilled ? facts.buyer.name : facts.seller.name,
    reader: selfBilled ? facts.seller.name : facts.buyer.name,
    attachmentName: `${facts.number.replace(/[^A-Za-z0-9]+/g, '-')}.json`,
    jsonSha256,
    blocks: [headFacts(facts), hero(facts), parties(facts), ...body(facts), foot(facts, jsonSha256, options.verifyUrl)],
  };
}

function body(facts: DocumentFacts): Block[] {
  if (facts.kind === 'NETTING_STATEMENT') {
    const documents = facts.documents.length > 0 ? [documentsTable(facts)] : [];
    const matrix = facts.matrix.length > 0 ? [matrixTable(facts)] : [];
    return [nettingTable(facts), payment(facts), ...matrix, ...documents];
  }
  if (facts.kind === 'STATEMENT_VOID') return [{ type: 'quote', label: { id: 'Alasan', en: 'Reason' }, text: facts.reason }, voided(facts)];
  const selfBilling: Block[] = isSelfBilled(facts) ? [{ type: 'note', text: SELF_BILLED }] : [];
  if (facts.kind === 'CREDIT_NOTE') {
    const reason: Block = { type: 'quote', label: { id: 'Alasan', en: 'Reason' }, text: facts.reason };
    return [...selfBilling, reason, creditTable(facts), sums(facts, creditNoteText(facts))];
  }
  return [...selfBilling, invoiceTable(facts), sums(facts, settlementNote(facts))];
}

function voided({ statement, settlementId }: StatementVoidFacts): Block {
  const text = {
    id: 'Pernyataan ini tidak berlaku lagi: jangan membayar dengan referensinya. Jendela penyelesaian dan faktur jasanya masuk ke penyelesaian berikutnya.',
    en: 'This statement is void: do not pay with its reference. Its settlement windows and fee invoices enter the next settlement.',
  };
  return { type: 'payment', caption: { id: 'Yang dibatalkan', en: 'What is void' }, text, items: [label('Nomor', 'Number', statement.number), label('Tanggal', 'Date', longDate(statement.issuedOn)), label('Kas bersih', 'Net cash', rupiah(statement.netCashMinor)), label('Referensi bank', 'Bank reference', statement.bankReference), label('Penyelesaian', 'Settlement', settlementId)] };
}

const SELF_BILLED: Bilingual = {
  id: 'Faktur ini diterbitkan oleh pembeli atas nama penjual (self-billing).',
  en: 'This invoice is issued by the buyer in the seller\u2019s name (self-billed).',
};

function settlementNote(facts: InvoiceFacts): Bilingual {
  const statement = facts.settledBy === undefined ? { id: 'pernyataan perjumpaan utang', en: 'the netting statement' }
    : { id: `pernyataan perjumpaan utang ${facts.settledBy}`, en: `netting statement ${facts.settledBy}` };
  return {
    id: `Dokumen ini bruto. Kasnya diselesaikan lewat ${statement.id}; pembayaran hanya sebesar kas bersih di sana.`,
    en: `This document is gross. Its cash is settled through ${statement.en}; only the net cash there is paid.`,
  };
}

function creditNoteText({ invoice }: CreditNoteFacts): Bilingual {
  const kind = KIND_NAMES[invoice.kind];
  const issued = longDate(invoice.issuedOn);
  return {
    id: `Nota ini mengurangi ${kind.id.toLowerCase()} ${invoice.number} tanggal ${issued} dengan harga, tarif, dan pajak semula.`,
    en: `This note reduces ${kind.en.toLowerCase()} ${invoice.number} of ${issued} at its original price, rate and tax.`,
  };
}

/** The hub writes documents about what the partner receives in the partner's name. */
function isSelfBilled(facts: DocumentFacts): boolean {
  return facts.kind === 'REDEMPTION_INVOICE' || (facts.kind === 'CREDIT_NOTE' && facts.invoice.kind === 'REDEMPTION_INVOICE');
}

function headFacts(facts: DocumentFacts): Block {
  const items = [label('Nomor', 'Number', facts.number), label('Tanggal', 'Date', longDate(facts.issuedOn))];
  if (facts.kind === 'CREDIT_NOTE') {
    items.push(label('Mengurangi faktur', 'Reduces invoice', facts.invoice.number));
  }
  if (facts.kind === 'STATEMENT_VOID') items.push(label('Membatalkan', 'Voids', facts.statement.number));
  items.push(label('Siklus', 'Cycle', cycleDays(facts.cycleFrom, facts.cycleTo)));
  if (facts.kind !== 'CREDIT_NOTE') items.push(label('Jendela penyelesaian', 'Settlement windows', String(facts.windowCount)));
  items.push(label('Mata uang', 'Currency', facts.currency));
  return { type: 'facts', items };
}

function hero(facts: DocumentFacts): Block {
  const total = facts.kind === 'NETTING_STATEMENT' ? facts.netCashMinor : facts.kind === 'STATEMENT_VOID' ? 0n : facts.totals.totalMinor;
  const due = facts.kind === 'CREDIT_NOTE' || facts.kind === 'STATEMENT_VOID' ? undefined : facts.dueDate;
  const items = due === undefined ? [] : [label('Jatuh tempo', 'Due date', `${longDate(due)}, 23.59 WIB`)];
  return { type: 'hero', side: sideOf(facts), amount: rupiah(total), words: terbilang(total), items };
}

function parties(facts: DocumentFacts): Block {
  const [from, to]: readonly [Bilingual, Bilingual] = facts.kind === 'NETTING_STATEMENT' || facts.kind === 'STATEMENT_VOID'
    ? [{ id: 'Diterbitkan oleh', en: 'Issued by' }, { id: 'Untuk', en: 'For' }]
    : [{ id: 'Penjual', en: 'Seller' }, { id: 'Pembeli', en: 'Buyer' }];
  return { type: 'parties', parties: [party(from, facts.seller), party(to, facts.buyer)] };
}

function party(role: Bilingual, one: DocumentParty): PartyBox {
  return {
    role,
    name: one.legalName,
    details: [...(one.name === one.legalName ? [] : [one.name]), one.address],
    numbers: [label('NPWP', 'Tax number', one.npwp), label('NITKU', 'Place of business', one.nitku)],
  };
}

function sums(facts: InvoiceFacts | CreditNoteFacts, note?: Bilingual): Block {
  const { subtotalMinor, dpp, ppnMinor, totalMinor } = facts.totals;
  const side = sideOf(facts);
  const rows = [{ ...label('Subtotal', 'Subtotal', rupiah(subtotalMinor)), strong: false }];
  if (dpp !== undefined) rows.push({ ...label('DPP nilai lain', 'Tax base', `Rp ${decimal(dpp)}`), strong: false });
  rows.push({ ...label('PPN', 'VAT', ppnMinor === 0n && dpp === undefined ? '\u2013' : rupiah(ppnMinor)), strong: false });
  rows.push({ label: { id: `Total \u00b7 ${side.id}`, en: `Total \u00b7 ${side.en}` }, value: rupiah(totalMinor), strong: true });
  return { type: 'sums', rows, note };
}

function payment(facts: NettingStatementFacts): Block {
  const items = [
    label('Kas bersih', 'Net cash', rupiah(facts.netCashMinor)),
    label('Referensi bank', 'Bank reference', facts.bankReference),
    label('Jatuh tempo', 'Due date', `${longDate(facts.dueDate)}, 23.59 WIB`),
    label('Penyelesaian', 'Settlement', facts.settlementId),
  ];
  const caption = { id: 'Pembayaran', en: 'Payment' };
  if (facts.direction === 'NONE') {
    return { type: 'payment', caption, items: items.slice(3), text: { id: 'Kedua sisi sama besar; tidak ada kas yang berpindah.', en: 'Both sides are equal; no cash moves.' } };
  }
  const text = facts.direction === 'PAYS_HUB'
    ? { id: 'Bayarlah tepat sejumlah ini dengan referensi berikut.', en: 'Pay exactly this amount with the reference below.' }
    : { id: 'Jumlah ini kami bayarkan ke rekening Anda dengan referensi berikut.', en: 'We pay this amount to your account with the reference below.' };
  return { type: 'payment', caption, text, items };
}

function foot(facts: DocumentFacts, jsonSha256: string, verifyUrl?: string): Block {
  const plain = (text: string): Bilingual => ({ id: text, en: text });
  const items = [{ label: { id: 'Pembulatan', en: 'Rounding' }, text: ROUNDING_RULE }];
  if (facts.kind !== 'NETTING_STATEMENT' && facts.kind !== 'STATEMENT_VOID') {
    const { text, citation } = facts.tax;
    items.push({ label: { id: 'Pajak', en: 'Tax' }, text: { id: `${text.id} (${citation})`, en: text.en } });
  }
  items.push(
    { label: { id: 'Mesin hitung', en: 'Engine' }, text: plain(facts.engineVersion) },
    { label: { id: 'Ketentuan', en: 'Terms hash' }, text: plain(facts.termsHash) },
    { label: { id: 'SHA-256 JSON', en: 'JSON twin' }, text: plain(jsonSha256) },
    { label: { id: 'Verifikasi', en: 'Verify' }, text: verifyText(verifyUrl) },
  );
  return { type: 'foot', items };
}

function verifyText(url?: string): Bilingual {
  if (url !== undefined) return { id: `Cocokkan dokumen ini di ${url}`, en: 'Confirm this document at the address above.' };
  return {
    id: 'Hitung SHA-256 lampiran JSON di dalam PDF ini; hasilnya harus sama dengan yang tercetak.',
    en: 'Take the SHA-256 of the JSON attached to this PDF; it must equal the one printed.',
  };
}

/** A document whose figures contradict each other is never laid out. */
function assertAddsUp(facts: DocumentFacts): void {
  if (facts.kind === 'STATEMENT_VOID') return;
  if (facts.kind === 'NETTING_STATEMENT') {
    assertNetAddsUp(facts);
    return;
  }
  const { subtotalMinor, ppnMinor, totalMinor } = facts.totals;
  const lines = facts.lines.filter(isCharge).reduce((sum, line) => sum + line.amountMinor, 0n);
  assert(lines === subtotalMinor, `The lines of ${facts.number} do not add up to its subtotal.`);
  assert(subtotalMinor + ppnMinor === totalMinor, `Subtotal and PPN of ${facts.number} do not add up to its total.`);
}

function assertNetAddsUp(facts: NettingStatementFacts): void {
  const credits = facts.creditsMinor ?? 0n;
  const receive = facts.receivableMinor + (credits > 0n ? credits : 0n);
  const pay = facts.payableMinor + facts.feesMinor + facts.ppnMinor + (credits < 0n ? -credits : 0n);
  const smaller = receive < pay ? receive : pay;
  const signed = { PAYS_HUB: -facts.netCashMinor, HUB_PAYS: facts.netCashMinor, NONE: 0n }[facts.direction];
  assert(facts.netCashMinor >= 0n && (facts.direction !== 'NONE' || facts.netCashMinor === 0n), `The direction of ${facts.number} contradicts its net cash.`);
  assert(facts.setOffMinor === smaller, `The set-off of ${facts.number} is not the smaller of its two sides.`);
  assert(receive - pay === signed, `The gross sums of ${facts.number} do not add up to its net cash.`);
}
