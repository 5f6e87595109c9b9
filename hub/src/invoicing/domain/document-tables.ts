import type { Bilingual, CreditNoteFacts, CreditedLine, DocumentLine, InvoiceFacts, NettingStatementFacts, OutletShare, SettledKind } from './document';
import { amount, cycleDays, decimal, KIND_NAMES, LINE_NAMES, longDate, percent, points, SECTION_NAMES } from './document-text';
import type { NettingRow } from './netting-figures';
import type { TableBlock, TableCell, TableColumn, TableRow } from './page-model';

/** A column of a line table: its heading, the cell of a line, and the sum it shows in subtotals. */
interface LineColumn<L extends DocumentLine> extends TableColumn {
  cell(line: L): TableCell;
  sum?(lines: readonly L[]): string;
}

const SECTIONS = ['NORMAL', 'LATE', 'CORRECTION', 'RESTATED'] as const;
const EMPTY: TableCell = { text: '' };
const sumOf = <L>(lines: readonly L[], value: (line: L) => bigint | undefined): bigint => lines.reduce((sum, line) => sum + (value(line) ?? 0n), 0n);

const NUMBER: LineColumn<DocumentLine> = { label: { id: 'No', en: 'No' }, align: 'left', weight: 5, cell: (line) => ({ text: String(line.lineNo) }) };
const COUNTERPARTY: LineColumn<DocumentLine> = { label: { id: 'Mitra dan ketentuan', en: 'Partner and terms' }, align: 'left', weight: 48, cell: describe };
const SERVICE: LineColumn<DocumentLine> = { label: { id: 'Jasa dan ketentuan', en: 'Service and terms' }, align: 'left', weight: 50, cell: describe };
const POINTS: LineColumn<DocumentLine> = {
  label: { id: 'Poin', en: 'Points' }, align: 'right', weight: 15,
  cell: (line) => ({ text: line.points === undefined ? '' : points(line.points) }),
  sum: (lines) => points(sumOf(lines, (line) => line.points)),
};
const PRICE: LineColumn<DocumentLine> = {
  label: { id: 'Harga poin', en: 'Point price' }, align: 'right', weight: 13,
  cell: (line) => ({ text: line.pointPrice === undefined ? '' : decimal(line.pointPrice) }),
};
const BASE: LineColumn<DocumentLine> = {
  label: { id: 'Dasar (Rp)', en: 'Base' }, align: 'right', weight: 20,
  cell: (line) => ({ text: line.baseMinor === undefined ? '' : amount(line.baseMinor) }),
};
const RATE: LineColumn<DocumentLine> = {
  label: { id: 'Tarif', en: 'Rate' }, align: 'right', weight: 11,
  cell: (line) => ({ text: line.rate === undefined ? '' : percent(line.rate) }),
};
const AMOUNT: LineColumn<DocumentLine> = {
  label: { id: 'Jumlah (Rp)', en: 'Amount' }, align: 'right', weight: 20,
  cell: (line) => ({ text: amount(line.amountMinor) }),
  sum: (lines) => amount(sumOf(lines, (line) => line.amountMinor)),
};
const PPN: LineColumn<DocumentLine> = {
  label: { id: 'PPN (Rp)', en: 'VAT' }, align: 'right', weight: 16,
  cell: (line) => ({ text: line.ppnMinor === undefined ? '' : amount(line.ppnMinor) }),
  sum: (lines) => amount(sumOf(lines, (line) => line.ppnMinor)),
};
const CITED: LineColumn<CreditedLine> = { label: { id: 'Baris faktur', en: 'Invoice line' }, align: 'left', weight: 11, cell: (line) => ({ text: String(line.invoiceLineNo) }) };

/** The lines of an invoice in their sections, with a subtotal per counterparty and per section where there is more than one. */
export function invoiceTable(facts: InvoiceFacts): TableBlock {
  const columns = facts.kind === 'FEE_INVOICE' ? [NUMBER, SERVICE, BASE, RATE, AMOUNT, PPN] : [NUMBER, COUNTERPARTY, POINTS, PRICE, AMOUNT];
  return lineTable({ id: 'Rincian', en: 'Lines' }, columns, facts.lines.filter(isCharge));
}

export function creditTable(facts: CreditNoteFacts): TableBlock {
  const columns: LineColumn<CreditedLine>[] = facts.invoice.kind === 'FEE_INVOICE' ? [CITED, SERVICE, RATE, AMOUNT, PPN] : [CITED, COUNTERPARTY, POINTS, PRICE, AMOUNT];
  return lineTable({ id: 'Baris yang dikurangi', en: 'Lines reduced' }, columns, facts.lines.filter(isCharge));
}

/** PPN is one amount of the document and stands among its sums, not among its lines. */
export function isCharge(line: DocumentLine): boolean {
  return line.lineType !== 'PPN';
}

function lineTable<L extends DocumentLine>(caption: TableBlock['caption'], columns: readonly LineColumn<L>[], lines: readonly L[]): TableBlock {
  const used = SECTIONS.filter((section) => lines.some((line) => line.section === section));
  const rows = used.flatMap((section) => {
    const inSection = lines.filter((line) => line.section === section);
    const name = SECTION_NAMES[section];
    return [
      ...(used.length > 1 || section !== 'NORMAL' ? [{ kind: 'section' as const, cells: [{ text: name.id, sub: [name.en] }] }] : []),
      ...byCounterparty(inSection).flatMap((group) => groupRows(columns, group)),
      ...(used.length > 1 ? [sumRow('total', `Jumlah ${name.id.toLowerCase()}`, `Total, ${name.en.toLowerCase()}`, columns, inSection)] : []),
    ];
  });
  return { type: 'table', caption, columns: columns.map(({ label, align, weight }) => ({ label, align, weight })), rows };
}

function groupRows<L extends DocumentLine>(columns: readonly LineColumn<L>[], group: readonly L[]): TableRow[] {
  const rows: TableRow[] = group.map((line) => ({ kind: 'line', cells: columns.map((column) => column.cell(line)) }));
  const name = group[0]?.counterpartyName;
  if (group.length > 1 && name !== undefined) rows.push(sumRow('subtotal', `Subtotal ${name}`, undefined, columns, group));
  return rows;
}

function sumRow<L extends DocumentLine>(kind: 'subtotal' | 'total', text: string, english: string | undefined, columns: readonly LineColumn<L>[], lines: readonly L[]): TableRow {
  const label: TableCell = english === undefined ? { text } : { text, sub: [english] };
  return { kind, cells: columns.map((column, at) => (at === 1 ? label : column.sum ? { text: column.sum(lines) } : EMPTY)) };
}

/** Lines of one counterparty stand together, in the order in which the counterparties first appear. */
function byCounterparty<L extends DocumentLine>(lines: readonly L[]): L[][] {
  const groups = new Map<string, L[]>();
  for (const line of lines) {
    const name = line.counterpartyName ?? '';
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups.values()];
}

function describe(line: DocumentLine): TableCell {
  const type = LINE_NAMES[line.lineType];
  const evidence = [line.termsRef, ...(line.legCount === 0 ? [] : [`${points(BigInt(line.legCount))} rincian (legs)`])];
  if (/\.\d*[1-9]/.test(line.exact)) evidence.push(`persis (exact) ${decimal(line.exact)}`);
  if (line.counterpartyName === undefined) return { text: `${type.id} \u00b7 ${type.en}`, sub: [evidence.join(' \u00b7 ')] };
  return { text: line.counterpartyName, sub: [`${type.id} \u00b7 ${type.en}`, evidence.join(' \u00b7 ')] };
}

const NETTING_NAMES: Readonly<Record<NettingRow['type'], Bilingual>> = {
  RECEIVABLE: { id: 'Klaim penukaran di tempat Anda', en: 'Claims for burns at your outlets' },
  PAYABLE: { id: 'Klaim atas poin Anda', en: 'Claims on your points' },
  FEES: { id: 'Biaya jasa', en: 'Fees' },
  PPN: { id: 'PPN', en: 'VAT' },
  CREDIT_NOTES: { id: 'Nota kredit atas biaya jasa', en: 'Credit notes of fees' },
  REVERSED_CLAIMS: { id: 'Klaim yang ditarik kembali', en: 'Claims taken back' },
  WITHHELD: { id: 'Bukti potong PPh 23', en: 'Withholding certificates' },
  UNAPPLIED: { id: 'Uang yang belum diperhitungkan', en: 'Money on account' },
  RECOVERIES: { id: 'Pemulihan kerugian', en: 'Repaid to those who bore a loss' },
  LOSS_SHARES: { id: 'Bagian kerugian Anda', en: 'Your share of a loss' },
  DISPUTED: { id: 'Klaim dalam sengketa dan hasilnya', en: 'Disputed claims and their outcome' },
};

/** How gross sums become one amount: both sides, what meets on both of them, and what is left on one. */
export function nettingTable({ netting }: NettingStatementFacts): TableBlock {
  const row = (kind: TableRow['kind'], { id, en }: Bilingual, right?: bigint, left?: bigint): TableRow => ({
    kind, cells: [{ text: id, sub: [en] }, right === undefined ? EMPTY : { text: amount(right) }, left === undefined ? EMPTY : { text: amount(left) }],
  });
  const rows = [
    ...netting.rows.map((one) => (one.side === 'RECEIVE' ? row('line', NETTING_NAMES[one.type], one.amountMinor) : row('line', NETTING_NAMES[one.type], undefined, one.amountMinor))),
    row('subtotal', { id: 'Jumlah bruto', en: 'Gross' }, netting.receiveMinor, netting.payMinor),
    row('line', { id: 'Perjumpaan utang', en: 'Set-off' }, -netting.setOffMinor, -netting.setOffMinor),
    row('total', { id: 'Kas bersih', en: 'Net cash' }, netting.receiveMinor - netting.setOffMinor, netting.payMinor - netting.setOffMinor),
  ];
  const side = (id: string, en: string): TableColumn => ({ label: { id, en }, align: 'right', weight: 24 });
  return {
    type: 'table', caption: { id: 'Dari bruto ke bersih', en: 'From gross to net' }, rows,
    columns: [{ label: { id: 'Uraian', en: 'Item' }, align: 'left', weight: 52 }, side('Anda terima (Rp)', 'You receive'), side('Anda bayar (Rp)', 'You pay')],
  };
}

/** The partner's own row and column of the bilateral matrix. */
export function matrixTable(facts: Pick<NettingStatementFacts, 'matrix'>): TableBlock {
  const columns: readonly TableColumn[] = [
    { label: { id: 'Mitra', en: 'Partner' }, align: 'left', weight: 34 },
    { label: { id: 'Poin Anda di sana', en: 'Your points there' }, align: 'right', weight: 16 },
    { label: { id: 'Anda bayar (Rp)', en: 'You pay' }, align: 'right', weight: 18 },
    { label: { id: 'Poin mereka di sini', en: 'Their points here' }, align: 'right', weight: 16 },
    { label: { id: 'Anda terima (Rp)', en: 'You receive' }, align: 'right', weight: 18 },
    { label: { id: 'Selisih (Rp)', en: 'Difference' }, align: 'right', weight: 18 },
  ];
  const figures = (entries: NettingStatementFacts['matrix']): TableCell[] => {
    const [payable, receivable] = [sumOf(entries, (one) => one.payableMinor), sumOf(entries, (one) => one.receivableMinor)];
    return [points(sumOf(entries, (one) => one.pointsPayable)), amount(payable), points(sumOf(entries, (one) => one.pointsReceivable)), amount(receivable), amount(receivable - payable)].map((text) => ({ text }));
  };
  const rows: TableRow[] = facts.matrix.map((entry) => ({ kind: 'line', cells: [{ text: entry.counterparty }, ...figures([entry])] }));
  rows.push({ kind: 'total', cells: [{ text: 'Jumlah', sub: ['Total'] }, ...figures(facts.matrix)] });
  return { type: 'table', caption: { id: 'Arus bilateral Anda', en: 'Your bilateral flows' }, columns, rows };
}

/** What the partner bears of other partners' defaults: by the rule of the coalition, and what either rule would give. */
export function lossTable(losses: NonNullable<NettingStatementFacts['losses']>): TableBlock {
  const figure = (id: string, en: string): TableColumn => ({ label: { id, en }, align: 'right', weight: 22 });
  const rows: TableRow[] = losses.map((one) => ({ kind: 'line', cells: [{ text: one.defaulter, sub: [one.rule === 'NET_EXPOSURE' ? 'menurut eksposur bersih \u00b7 by net exposure' : 'menurut klaim bruto \u00b7 by gross claim'] }, { text: amount(one.amountMinor) }, { text: amount(one.netExposureMinor) }, { text: amount(one.grossClaimMinor) }] }));
  return { type: 'table', caption: { id: 'Bagian kerugian gagal bayar', en: 'Shares of defaults' }, rows,
    columns: [{ label: { id: 'Mitra yang gagal bayar', en: 'Defaulting partner' }, align: 'left', weight: 42 }, figure('Anda tanggung (Rp)', 'You bear'), figure('Eksposur bersih (Rp)', 'Net exposure'), figure('Klaim bruto (Rp)', 'Gross claim')] };
}

const SETTLED_NAMES: Readonly<Record<SettledKind, Bilingual>> = {
  ...KIND_NAMES,
  WITHHOLDING_CERTIFICATE: NETTING_NAMES.WITHHELD,
  PAYMENT: NETTING_NAMES.UNAPPLIED,
  RECOVERY: NETTING_NAMES.RECOVERIES,
  LOSS_SHARE: NETTING_NAMES.LOSS_SHARES,
  DISPUTED: NETTING_NAMES.DISPUTED,
};

/** Everything that entered the settlement, with what of it did: both sides lead to the net cash. */
export function documentsTable(facts: NettingStatementFacts): TableBlock {
  const columns: readonly TableColumn[] = [
    { label: { id: 'Dokumen', en: 'Document' }, align: 'left', weight: 34 },
    { label: { id: 'Nomor', en: 'Number' }, align: 'left', weight: 24 },
    { label: { id: 'Tanggal', en: 'Date' }, align: 'left', weight: 24 },
    { label: { id: 'Anda terima (Rp)', en: 'You receive' }, align: 'right', weight: 19 },
    { label: { id: 'Anda bayar (Rp)', en: 'You pay' }, align: 'right', weight: 19 },
  ];
  const rows: TableRow[] = facts.documents.map((one) => {
    const { id, en } = SETTLED_NAMES[one.kind];
    const total: TableCell = { text: amount(one.totalMinor) };
    const sides = one.direction === 'HUB_PAYS' ? [total, EMPTY] : [EMPTY, total];
    const [from = '', to = ''] = one.period?.split('/') ?? [];
    const cycle = one.period === undefined ? [] : [cycleDays(from, to)];
    const number: TableCell = one.number !== undefined ? { text: one.number } : one.period === undefined ? EMPTY : { text: 'menyusul', sub: ['follows'] };
    return { kind: 'line', cells: [{ text: id, sub: [en, ...cycle] }, number, one.issuedOn === undefined ? EMPTY : { text: longDate(one.issuedOn) }, ...sides] };
  });
  const side = (direction: 'HUB_PAYS' | 'PARTNER_PAYS'): TableCell => ({ text: amount(sumOf(facts.documents.filter((one) => one.direction === direction), (one) => one.totalMinor)) });
  rows.push({ kind: 'total', cells: [{ text: 'Jumlah', sub: ['Total'] }, EMPTY, EMPTY, side('HUB_PAYS'), side('PARTNER_PAYS')] });
  return { type: 'table', caption: { id: 'Dokumen yang diselesaikan', en: 'Documents settled' }, columns, rows };
}

/** The annex: what the lines come to at each outlet, brand by brand. */
export function outletTable(outlets: readonly OutletShare[]): TableBlock {
  const columns: readonly TableColumn[] = [
    { label: { id: 'Gerai', en: 'Outlet' }, align: 'left', weight: 44 },
    { label: { id: 'Rincian', en: 'Legs' }, align: 'right', weight: 14 },
    { label: { id: 'Poin', en: 'Points' }, align: 'right', weight: 18 },
    { label: { id: 'Jumlah (Rp)', en: 'Amount' }, align: 'right', weight: 24 },
  ];
  const figures = (of: readonly OutletShare[]): TableCell[] => [points(sumOf(of, (one) => BigInt(one.legCount))), points(sumOf(of, (one) => one.points)), amount(sumOf(of, (one) => one.amountMinor))].map((text) => ({ text }));
  const brands = [...new Set(outlets.map((one) => one.partner))];
  const rows = brands.flatMap((brand): TableRow[] => {
    const own = outlets.filter((one) => one.partner === brand);
    return [{ kind: 'section', cells: [{ text: brand }] }, ...own.map((one): TableRow => ({ kind: 'line', cells: [{ text: one.outlet }, ...figures([one])] })), ...(own.length > 1 ? [{ kind: 'subtotal' as const, cells: [{ text: `Subtotal ${brand}` }, ...figures(own)] }] : [])];
  });
  rows.push({ kind: 'total', cells: [{ text: 'Jumlah', sub: ['Total'] }, ...figures(outlets)] });
  return { type: 'table', caption: { id: 'Lampiran: rincian per gerai', en: 'Annex: by outlet' }, columns, rows };
}
