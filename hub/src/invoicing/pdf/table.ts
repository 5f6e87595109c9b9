import type { Bilingual } from '../domain/document';
import type { TableBlock, TableCell, TableRow } from '../domain/page-model';
import { ACCENT, BODY, CONTENT_WIDTH, GREY, HEADING, HEADING_EN, INK, LABEL, LABEL_EN, PAGE, TINT, type Placed, type Sheet } from './sheet';
import type { Style } from './text';

const CELL: Style = { ...BODY, size: 8.6 };
const CELL_STRONG: Style = { ...CELL, weight: 'semibold' };
const CELL_SUB: Style = { weight: 'regular', size: 6.8, colour: GREY, leading: 9.2 };
const SECTION: Style = { weight: 'semibold', size: 8.6, colour: ACCENT };
const GUTTER = 10;
const PAD = 5;

interface Box {
  readonly label: Bilingual;
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

interface LaidRow {
  readonly row: TableRow;
  readonly height: number;
  /** Texts of each cell, placed as if the row began at the top edge 0. */
  readonly cells: readonly (readonly Placed[])[];
}

type Element = PDFKit.PDFStructureElement;

/** Draws a table; rows are never split, the header stands again on each page, and a sum never leaves its last line. */
export function drawTable(sheet: Sheet, table: TableBlock): void {
  const boxes = columnBoxes(table);
  const rows = table.rows.map((row) => layRow(sheet, row, boxes));
  const header = layHeader(sheet, boxes);
  const caption = sheet.stack(PAGE.left, 0, CONTENT_WIDTH, [[table.caption.id, HEADING], [table.caption.en, HEADING_EN]]);
  const chunks = keepTogether(rows);
  sheet.ensure(caption.height + 8 + header.height + heightOf(chunks[0] ?? []));
  sheet.tagged('H2', at(caption.placed, sheet.y));
  sheet.y += caption.height + 8;
  const element = sheet.open('Table');
  drawHeader(sheet, header, element);
  for (const chunk of chunks) {
    if (sheet.ensure(heightOf(chunk))) drawHeader(sheet, header);
    for (const row of chunk) drawRow(sheet, row, element);
  }
  element.end();
  sheet.y += 12;
}

function columnBoxes(table: TableBlock): Box[] {
  const total = table.columns.reduce((sum, column) => sum + column.weight, 0);
  const free = CONTENT_WIDTH - GUTTER * (table.columns.length - 1) - 2 * PAD;
  let x = PAGE.left + PAD;
  return table.columns.map(({ label, weight, align }) => {
    const box: Box = { label, x, width: (free * weight) / total, align };
    x += box.width + GUTTER;
    return box;
  });
}

/** A section name stays with its first line, and a sum with the line before it. */
function keepTogether(rows: readonly LaidRow[]): LaidRow[][] {
  const chunks: LaidRow[][] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1]?.row.kind;
    const isSum = row.row.kind === 'subtotal' || row.row.kind === 'total';
    const chunk = before === 'section' || isSum ? chunks.at(-1) : undefined;
    if (chunk) chunk.push(row);
    else chunks.push([row]);
  });
  return chunks;
}

const heightOf = (rows: readonly LaidRow[]): number => rows.reduce((sum, row) => sum + row.height, 0);
const at = (placed: readonly Placed[], top: number): Placed[] => placed.map((one) => ({ ...one, top: one.top + top }));

function layHeader(sheet: Sheet, boxes: readonly Box[]): LaidRow {
  const stacks = boxes.map((box) => {
    const { label } = box;
    const texts: (readonly [string, Style])[] = label.id === label.en ? [[label.id, LABEL]] : [[label.id, LABEL], [label.en, LABEL_EN]];
    return sheet.stack(box.x, 0, box.width, texts, box.align);
  });
  const height = Math.max(...stacks.map((stack) => stack.height)) + 6;
  return { row: { kind: 'section', cells: [] }, height, cells: stacks.map((stack) => stack.placed) };
}

/** On the first page the header is content; repeated headers are for the eye only. */
function drawHeader(sheet: Sheet, header: LaidRow, table?: Element): void {
  const cells = header.cells.map((cell) => at(cell, sheet.y));
  if (table) {
    const row = sheet.open('TR', table);
    for (const cell of cells) sheet.tagged('TH', cell, row, { scope: 'Column' });
    row.end();
  } else sheet.artifact(() => cells.forEach((cell) => sheet.place(cell)), 'Pagination');
  sheet.y += header.height;
  sheet.rule(sheet.y, PAGE.left, CONTENT_WIDTH, INK, 0.9);
}

function layRow(sheet: Sheet, row: TableRow, boxes: readonly Box[]): LaidRow {
  const air = sheet.dense ? PAD - 2 : PAD;
  const pad = row.kind === 'section' ? air + 3 : air;
  if (row.kind === 'section') {
    const [cell] = row.cells;
    const text = [cell?.text, ...(cell?.sub ?? [])].join(' \u00b7 ');
    const stack = sheet.stack(PAGE.left + PAD, pad, CONTENT_WIDTH - 2 * PAD, [[text, SECTION]]);
    return { row, height: stack.height + pad * 2 - 3, cells: [stack.placed] };
  }
  const strong = row.kind !== 'line';
  const stacks = boxes.map((box, index) => sheet.stack(box.x, pad, box.width, cellTexts(row.cells[index] ?? { text: '' }, strong), box.align));
  return { row, height: Math.max(...stacks.map((stack) => stack.height)) + pad * 2, cells: stacks.map((stack) => stack.placed) };
}

function cellTexts(cell: TableCell, strong: boolean): (readonly [string, Style])[] {
  return [[cell.text, strong ? CELL_STRONG : CELL], ...(cell.sub ?? []).map((text) => [text, CELL_SUB] as const)];
}

function drawRow(sheet: Sheet, laid: LaidRow, table: Element): void {
  if (laid.row.kind === 'total') sheet.box(PAGE.left, sheet.y, CONTENT_WIDTH, laid.height, TINT);
  const row = sheet.open('TR', table);
  laid.cells.forEach((cell) => sheet.tagged(laid.row.kind === 'section' ? 'TH' : 'TD', at(cell, sheet.y), row));
  row.end();
  sheet.y += laid.height;
  if (laid.row.kind === 'total') sheet.rule(sheet.y, PAGE.left, CONTENT_WIDTH, ACCENT, 0.9);
  else sheet.rule(sheet.y);
}
