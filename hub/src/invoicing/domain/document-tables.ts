import type { CreditNoteFacts, CreditedLine, DocumentLine, InvoiceFacts, NettingStatementFacts, OutletShare } from './document';
import { amount, decimal, KIND_NAMES, LINE_NAMES, longDate, percent, points, SECTION_NAMES } from './document-text';
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
  const evidence = [line.termsRef, `${points(BigInt(line.legCount))} rincian (legs)`];
  if (/\.\d*[1-9]/.test(line.exact)) evidence.push(`persis (exact) ${decimal(line.exact)}`);
  if (line.counterpartyName === undefined) return { text: `${type.id} \u00b7 ${type.en}`, sub: [evidence.join(' \u00b7 ')] };
  return { text: line.counterpartyName, sub: [`${type.id} \u00b7 ${type.en}`, evidence.join(' \u00b7 ')] };
}

/** How gross sums become one amount: both sides, what meets on both of them, and what is left on one. */
export function nettingTable(facts: NettingStatementFacts): TableBlock {
  const credits = facts.creditsMinor ?? 0n;
  const disputed = facts.disputedMinor ?? 0n;
  const receive = facts.receivableMinor + (credits > 0n ? credits : 0n) + (disputed > 0n ? disputed : 0n);
  const pay = facts.payableMinor + facts.feesMinor + facts.ppnMinor + (credits < 0n ? -credits : 0n) + (disputed < 0n ? -disputed : 0n);
  const row = (kind: TableRow['kind'], id: string, en: string, right?: bigint, left?: bigint): TableRow => ({
    kind, cells: [{ text: id, sub: [en] }, right === undefined ? EMPTY : { text: amount(right) }, left === undefined ? EMPTY : { text: amount(left) }],
  });
  const rows = [
    row('line', 'Klaim penukaran di tempat Anda', 'Claims for burns at your outlets', facts.receivableMinor),
    row('line', 'Klaim atas poin Anda', 'Claims on your points', undefined, facts.payableMinor),
    row('line', 'Biaya jasa', 'Fees', undefined, facts.feesMinor),
    row('line', 'PPN', 'VAT', undefined, facts.ppnMinor),
  ];
  if (credits !== 0n) rows.push(row('line', 'Nota kredit dan kredit lain', 'Credit notes and other credits', credits > 0n ? credits : undefined, credits < 0n ? -credits : undefined));
  if (disputed !== 0n) rows.push(row('line', 'Klaim dalam sengketa dan hasilnya', 'Disputed claims and their outcome', disputed > 0n ? disputed : undefined, disputed < 0n ? -disputed : undefined));
  rows.push(
    row('subtotal', 'Jumlah bruto', 'Gross', receive, pay),
    row('line', 'Perjumpaan utang', 'Set-off', -facts.setOffMinor, -facts.setOffMinor),
    row('total', 'Kas bersih', 'Net cash', receive - facts.setOffMinor, pay - facts.setOffMinor),
  );
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

export function documentsTable(facts: NettingStatementFacts): TableBlock {
  const columns: readonly TableColumn[] = [
    { label: { id: 'Dokumen', en: 'Document' }, align: 'left', weight: 34 },
    { label: { id: 'Nomor', en: 'Number' }, align: 'left', weight: 24 },
    { label: { id: 'Tanggal', en: 'Date' }, align: 'left', weight: 24 },
    { label: { id: 'Anda terima (Rp)', en: 'You receive' }, align: 'right', weight: 19 },
    { label: { id: 'Anda bayar (Rp)', en: 'You pay' }, align: 'right', weight: 19 },
  ];
  const rows: TableRow[] = facts.documents.map((one) => {
    const name = KIND_NAMES[one.kind];
    const total: TableCell = { text: amount(one.totalMinor) };
    const sides = one.direction === 'HUB_PAYS' ? [total, EMPTY] : [EMPTY, total];
    return { kind: 'line', cells: [{ text: name.id, sub: [name.en] }, { text: one.number }, { text: longDate(one.issuedOn) }, ...sides] };
  });
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
