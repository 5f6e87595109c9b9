import { assert } from '../../kernel/assert';
import { sha256Hex } from '../../kernel/canonical';
import { ageingTable, movementsTable, paidForTable, pointsTable } from './account-tables';
import type { AccountStatementFacts, Bilingual, CreditNoteFacts, DocumentFacts, DocumentParty, InvoiceFacts, NettingStatementFacts, PayTo, ReceiptFacts, StampDuty, StatementVoidFacts } from './document';
import { documentJson } from './document-json';
import { creditTable, documentsTable, invoiceTable, isCharge, lossTable, matrixTable, nettingTable, outletTable } from './document-tables';
import { cycleDays, decimal, KIND_NAMES, longDate, percent, points, ROUNDING_RULE, rupiah, sideOf } from './document-text';
import type { Block, LabelledText, PageModel, PartyBox } from './page-model';
import { terbilang } from './terbilang';

export { documentJson } from './document-json';
export type { PageModel } from './page-model';

export interface PageModelOptions {
  /** Address of the public page that confirms the document; printed in the foot when it exists. */
  readonly verifyUrl?: string;
}

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor);
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
    const losses = facts.losses && facts.losses.length > 0 ? [lossTable(facts.losses)] : [];
    return [...partOf(facts), nettingTable(facts), payment(facts), ...stamp(facts.stampDuty), ...losses, ...matrix, ...documents];
  }
  if (facts.kind === 'STATEMENT_VOID') return [{ type: 'quote', label: { id: 'Alasan', en: 'Reason' }, text: facts.reason }, voided(facts)];
  if (facts.kind === 'STATEMENT') return [movementsTable(facts), ageingTable(facts), pointsTable(facts), ...(facts.matrix.length > 0 ? [matrixTable(facts)] : [])];
  if (facts.kind === 'RECEIPT') return [receiptSums(facts), paidForTable(facts), ...stamp(facts.stampDuty)];
  const selfBilling: Block[] = isSelfBilled(facts) ? [{ type: 'note', text: SELF_BILLED }] : [];
  if (facts.kind === 'CREDIT_NOTE') {
    const reason: Block = { type: 'quote', label: { id: 'Alasan', en: 'Reason' }, text: facts.reason };
    return [...selfBilling, reason, creditTable(facts), sums(facts, creditNoteText(facts))];
  }
  const own = facts.ownBurns;
  const ownBurns: Block[] = own === undefined || own.points === 0n ? [] : [{ type: 'note', text: {
    id: `Informasi: ${points(own.points)} poin Anda ditukar di gerai Anda sendiri (${points(BigInt(own.legCount))} rincian); tanpa jumlah dan tanpa biaya jasa.`,
    en: `Information: ${points(own.points)} of your points were burned at your own outlets (${points(BigInt(own.legCount))} legs); no amount and no fee.`,
  } }];
  return [...selfBilling, invoiceTable(facts), sums(facts, settlementNote(facts)), ...paidApart(facts), ...ownBurns, ...withholding(facts), ...(facts.outlets === undefined || facts.outlets.length === 0 ? [] : [outletTable(facts.outlets)])];
}

/** What the payer may withhold; a fee invoice never changes by it. */
function withholding(facts: InvoiceFacts): Block[] {
  const one = facts.withholding;
  if (one === undefined) return [];
  const [rate, base, expected, net] = [percent(one.rate), rupiah(one.baseMinor), rupiah(one.expectedMinor), rupiah(one.netToPayMinor)];
  return [{ type: 'note', text: {
    id: `Informasi: bila PPh 23 dipotong, ${rate} dari ${base} = ${expected}; dibayar ${net}. Kirimkan bukti potongnya, yang diperhitungkan seperti uang (${law(one.citation)}).`,
    en: `Information: if PPh 23 is withheld, ${rate} of ${base} = ${expected}; ${net} to pay. Send the certificate, which counts like money. This invoice does not change.`,
  } }];
}

/** The regulation alone; what it says stands beside it in the rule. */
function law(citation: string): string {
  return citation.split(':')[0] ?? citation;
}

function stamp(duty: StampDuty | undefined): Block[] {
  if (duty?.required !== true) return [];
  return [{ type: 'note', text: { id: `Dokumen ini wajib e-Meterai ${rupiah(duty.dutyMinor)}: nilainya lebih dari ${rupiah(duty.aboveMinor)} (${law(duty.citation)}).`, en: `This document needs an electronic stamp of ${rupiah(duty.dutyMinor)}: it is above ${rupiah(duty.aboveMinor)}.` } }];
}

function receiptSums(facts: ReceiptFacts): Block {
  const rows = [{ ...label('Uang diterima', 'Money received', rupiah(facts.amountMinor)), strong: true }];
  if (facts.withheldMinor > 0n) rows.push({ ...label('PPh 23 dipotong, dengan bukti potong', 'PPh 23 withheld, with certificate', rupiah(facts.withheldMinor)), strong: false });
  return { type: 'sums', rows, note: { id: 'Kuitansi ini dibuat secara elektronik dan sah tanpa tanda tangan basah.', en: 'This receipt is made electronically and is valid without a signature by hand.' } };
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
  if (facts.payTo !== undefined) return { id: 'Faktur ini dibayar tersendiri, di luar penyelesaian.', en: 'This invoice is paid apart from settlements.' };
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
    id: `Nota ini mengurangi ${kind.id.toLowerCase()} ${invoice.number} tanggal ${issued}.`,
    en: `This note reduces ${kind.en.toLowerCase()} ${invoice.number} of ${issued}.`,
  };
}

const isInvoice = (facts: DocumentFacts): facts is InvoiceFacts => facts.kind === 'POINTS_INVOICE' || facts.kind === 'REDEMPTION_INVOICE' || facts.kind === 'FEE_INVOICE';

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
  if (facts.kind === 'RECEIPT') {
    items.push(...(facts.place === undefined ? [] : [label('Tempat', 'Place', facts.place)]), label('Diterima', 'Received on', longDate(facts.paidOn)), label('Referensi bank', 'Bank reference', facts.bankReference), label('Mata uang', 'Currency', facts.currency));
    return { type: 'facts', items };
  }
  items.push(label('Siklus', 'Cycle', cycleDays(facts.cycleFrom, facts.cycleTo)));
  if (facts.kind !== 'CREDIT_NOTE') items.push(label('Jendela penyelesaian', 'Settlement windows', String(facts.windowCount)));
  if (facts.termsRef !== undefined) items.push(label('Kontrak', 'Contract', facts.termsRef));
  items.push(label('Mata uang', 'Currency', facts.currency));
  return { type: 'facts', items };
}

function hero(facts: DocumentFacts): Block {
  const total = heroAmount(facts);
  const due = facts.kind === 'CREDIT_NOTE' || facts.kind === 'STATEMENT' || facts.kind === 'RECEIPT' || facts.kind === 'STATEMENT_VOID' ? undefined : facts.dueDate;
  const items = due === undefined ? [] : [label('Jatuh tempo', 'Due date', `${longDate(due)}, 23.59 WIB`)];
  return { type: 'hero', side: sideOf(facts), amount: rupiah(total), words: terbilang(total), items };
}

/** The one figure at the head of a document; its sign stands in words beside it. */
function heroAmount(facts: DocumentFacts): bigint {
  if (facts.kind === 'NETTING_STATEMENT') return size(facts.netting.netMinor);
  if (facts.kind === 'RECEIPT') return facts.amountMinor;
  if (facts.kind === 'STATEMENT_VOID') return 0n;
  if (facts.kind === 'STATEMENT') return size(facts.closingMinor);
  return facts.totals.totalMinor;
}

function parties(facts: DocumentFacts): Block {
  const [from, to]: readonly [Bilingual, Bilingual] = facts.kind === 'RECEIPT' ? [{ id: 'Penerima uang', en: 'Received by' }, { id: 'Diterima dari', en: 'Received from' }]
    : facts.kind === 'NETTING_STATEMENT' || facts.kind === 'STATEMENT' || facts.kind === 'STATEMENT_VOID' ? [{ id: 'Diterbitkan oleh', en: 'Issued by' }, { id: 'Untuk', en: 'For' }]
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

/** Which claims of the settlement a statement is about, where the group nets by pairs or not at all. */
function partOf({ part }: NettingStatementFacts): Block[] {
  if (part === undefined) return [];
  const hub = part.counterparty === 'HUB';
  const whose = hub ? { id: 'klaim dengan rekening yang dikelola hub, biaya jasa dan PPN', en: 'claims with accounts that the hub keeps, fees and PPN' } : { id: `klaim dengan ${part.counterparty}`, en: `claims with ${part.counterparty}` };
  const which = part.side === 'NET' ? { id: 'keduanya diperjumpakan', en: 'both directions set off' } : part.side === 'PAYS' ? { id: 'hanya yang Anda bayar, tanpa perjumpaan', en: 'what you pay alone, nothing set off' } : { id: 'hanya yang Anda terima, tanpa perjumpaan', en: 'what you receive alone, nothing set off' };
  return [{ type: 'note', text: { id: `Pernyataan ini mencakup ${whose.id} (${which.id}). Kas tetap antara Anda dan hub.`, en: `This statement covers ${whose.en} (${which.en}). The cash is between you and the hub.` } }];
}

const PAYMENT: Bilingual = { id: 'Pembayaran', en: 'Payment' };

/** The virtual account before the account, each with its bank. */
function payToItems({ account, virtualAccount }: PayTo): LabelledText[] {
  return [
    ...(virtualAccount === undefined ? [] : [label('Virtual account', 'Virtual account', virtualAccount.number), label('Bank dan nama yang tampil', 'Its bank, and the name shown', `${virtualAccount.bankName} (${virtualAccount.bankCode}) · ${virtualAccount.name}`)]),
    ...(account === undefined ? [] : [label('Bank', 'Bank', account.bankName), label('Rekening', 'Account', account.accountNo), label('Atas nama', 'Holder', account.holder)]),
  ];
}

/** What whoever pays the hub has to do. */
function payHub({ account, virtualAccount }: PayTo): Bilingual {
  if (virtualAccount !== undefined) return { id: `Bayarlah tepat sejumlah ini ke virtual account berikut; nomornya milik Anda sendiri, sehingga uangnya langsung dikenali.${account === undefined ? '' : ' Atau ke rekening, dengan referensi berikut.'}`, en: `Pay exactly this amount to the virtual account below; its number is yours alone, so the money is recognised at once.${account === undefined ? '' : ' Or to the account, with the reference below.'}` };
  return account === undefined ? { id: 'Bayarlah tepat sejumlah ini dengan referensi berikut ke rekening hub; mintalah nomornya, karena belum terdaftar.', en: 'Pay exactly this amount with the reference below to the hub\u2019s account; ask for its number, which is not registered yet.' }
    : { id: 'Bayarlah tepat sejumlah ini ke rekening dan dengan referensi berikut.', en: 'Pay exactly this amount to the account and with the reference below.' };
}

/** The payment block of a fee invoice that no settlement takes. */
function paidApart({ payTo, totals, dueDate }: InvoiceFacts): Block[] {
  if (payTo === undefined) return [];
  return [{ type: 'payment', caption: PAYMENT, text: payHub(payTo), items: [label('Jumlah', 'Amount', rupiah(totals.totalMinor)), label('Referensi bank', 'Bank reference', payTo.bankReference), ...payToItems(payTo), ...(dueDate === undefined ? [] : [label('Jatuh tempo', 'Due date', `${longDate(dueDate)}, 23.59 WIB`)])] }];
}

function payment(facts: NettingStatementFacts): Block {
  const { netting, withholding } = facts;
  const items = [
    label('Kas bersih', 'Net cash', rupiah(size(netting.netMinor))),
    label('Referensi bank', 'Bank reference', facts.bankReference),
    ...payToItems(facts),
    label('Jatuh tempo', 'Due date', `${longDate(facts.dueDate)}, 23.59 WIB`),
    label('Penyelesaian', 'Settlement', facts.settlementId),
    ...(withholding === undefined ? [] : [label(`Jika PPh 23 dipotong (${percent(withholding.rate)} dari ${rupiah(withholding.baseMinor)})`, 'If PPh 23 is withheld', `${rupiah(withholding.expectedMinor)}, dibayar ${rupiah(withholding.netToPayMinor)}`)]),
  ];
  if (netting.direction === 'NONE') {
    return { type: 'payment', caption: PAYMENT, items: [label('Penyelesaian', 'Settlement', facts.settlementId)], text: { id: 'Kedua sisi sama besar; tidak ada kas yang berpindah.', en: 'Both sides are equal; no cash moves.' } };
  }
  const text = netting.direction === 'PAYS_HUB' ? payHub(facts)
    : facts.account === undefined ? { id: 'Jumlah ini kami bayarkan dengan referensi berikut setelah rekening Anda terdaftar.', en: 'We pay this amount with the reference below once your account is registered.' }
      : { id: 'Jumlah ini kami bayarkan ke rekening Anda berikut, dengan referensi berikut, setelah mitra lain membayar.', en: 'We pay this amount to your account below with the reference below, once the others have paid.' };
  return { type: 'payment', caption: PAYMENT, text, items };
}

function foot(facts: DocumentFacts, jsonSha256: string, verifyUrl?: string): Block {
  const plain = (text: string): Bilingual => ({ id: text, en: text });
  // A receipt states money that came; nothing in it was priced or rounded.
  const priced = facts.kind !== 'RECEIPT';
  const items = priced ? [{ label: { id: 'Pembulatan', en: 'Rounding' }, text: ROUNDING_RULE }] : [];
  if ('tax' in facts) {
    const { text, citation } = facts.tax;
    items.push({ label: { id: 'Pajak', en: 'Tax' }, text: { id: `${text.id} (${citation})`, en: text.en } });
  }
  items.push(
    ...(priced ? [{ label: { id: 'Mesin hitung', en: 'Engine' }, text: plain(`${facts.engineVersion} · terms ${facts.termsHash}`) }] : []),
    ...(facts.log === undefined ? [] : [{ label: { id: 'Log bukti', en: 'Log' }, text: plain(`${points(BigInt(facts.log.treeSize))} · ${facts.log.rootHash}`) }]),
    ...(isInvoice(facts) ? [{ label: { id: 'Bukti luring', en: 'Proof' }, text: { id: 'Unduh proof.json faktur ini, lalu jalankan: kongsi verify proof.json', en: 'download it and run the command; it needs no connection.' } }] : []),
    { label: { id: 'SHA-256 JSON', en: 'JSON twin' }, text: plain(jsonSha256) },
    { label: { id: 'Verifikasi', en: 'Verify' }, text: verifyText(verifyUrl?.replace(jsonSha256, '')) },
  );
  return { type: 'foot', items };
}

function verifyText(url?: string): Bilingual {
  if (url !== undefined) return { id: `Cocokkan di ${url}\u2039SHA-256\u203a`, en: 'confirm there.' };
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
  if (facts.kind === 'STATEMENT') {
    assertAccountAddsUp(facts);
    return;
  }
  if (facts.kind === 'RECEIPT') {
    assert(facts.amountMinor > 0n && facts.withheldMinor >= 0n && facts.unappliedMinor >= 0n && facts.recoveredMinor >= 0n, `The receipt ${facts.number} confirms no money.`);
    const applied = facts.documents.reduce((sum, one) => sum + (one.appliedMinor ?? 0n), 0n);
    assert(applied + facts.unappliedMinor + facts.recoveredMinor === facts.amountMinor, `What the money of ${facts.number} met does not add up to it.`);
    return;
  }
  const { subtotalMinor, ppnMinor, totalMinor } = facts.totals;
  const lines = facts.lines.filter(isCharge).reduce((sum, line) => sum + line.amountMinor, 0n);
  assert(lines === subtotalMinor, `The lines of ${facts.number} do not add up to its subtotal.`);
  assert(subtotalMinor + ppnMinor === totalMinor, `Subtotal and PPN of ${facts.number} do not add up to its total.`);
}

function assertAccountAddsUp(facts: AccountStatementFacts): void {
  const moved = facts.movements.reduce((sum, one) => sum + one.amountMinor, 0n);
  const movedPoints = facts.pointsMovements.reduce((sum, one) => sum + one.points, 0n);
  const aged = facts.ageing.reduce((sum, one) => sum + one.amountMinor, 0n);
  assert(facts.openingMinor + moved === facts.closingMinor, `The movements of ${facts.number} do not lead from its opening to its closing balance.`);
  assert(aged === facts.closingMinor, `The ageing of ${facts.number} does not add up to its closing balance.`);
  assert(facts.openingPoints + movedPoints === facts.closingPoints, `The points movements of ${facts.number} do not lead from its opening to its closing balance.`);
}

function assertNetAddsUp({ netting, number }: NettingStatementFacts): void {
  const side = (of: 'RECEIVE' | 'PAY'): bigint => netting.rows.filter((row) => row.side === of).reduce((sum, row) => sum + row.amountMinor, 0n);
  const [receive, pay] = [side('RECEIVE'), side('PAY')];
  assert(netting.rows.every((row) => row.amountMinor >= 0n) && receive === netting.receiveMinor && pay === netting.payMinor, `The rows of ${number} do not add up to its gross sums.`);
  assert(netting.setOffMinor === (receive < pay ? receive : pay), `The set-off of ${number} is not the smaller of its two sides.`);
  assert(receive - pay === netting.netMinor, `The gross sums of ${number} do not add up to its net cash.`);
  assert(netting.direction === (netting.netMinor === 0n ? 'NONE' : netting.netMinor > 0n ? 'HUB_PAYS' : 'PAYS_HUB'), `The direction of ${number} contradicts its net cash.`);
}
