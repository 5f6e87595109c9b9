import * as qrcode from 'qrcode';
import type { Block, LabelledText, PageModel, PartyBox } from '../domain/page-model';
import {
  ACCENT, BODY, BODY_EN, CONTENT_WIDTH, GREY, HEADING, HEADING_EN, INK, LABEL, LABEL_EN, PAGE, TINT, type Placed, type Sheet,
} from './sheet';
import { drawTable } from './table';
import { clean, type Style } from './text';

type Texts = (readonly [string, Style])[];

const BRAND: Style = { weight: 'semibold', size: 11, colour: ACCENT };
const TITLE: Style = { weight: 'semibold', size: 25, colour: INK, leading: 31 };
const TITLE_EN: Style = { weight: 'regular', size: 11, colour: GREY };
const VALUE: Style = { ...BODY, size: 9.4 };
const SIDE: Style = { weight: 'semibold', size: 13, colour: ACCENT };
const SIDE_EN: Style = { weight: 'regular', size: 8.6, colour: GREY };
const AMOUNT: Style = { weight: 'semibold', size: 25, colour: INK, leading: 31 };
const FOOT: Style = { weight: 'regular', size: 6.8, colour: GREY, leading: 8.8 };
const FOOT_LABEL: Style = { ...FOOT, weight: 'semibold' };
const QR_SIZE = 62;

/** The head of the first page: who issues, and what this is. */
export function drawMasthead(sheet: Sheet, model: PageModel): void {
  sheet.box(PAGE.left, sheet.y, 26, 3, ACCENT);
  sheet.y += 12;
  const titleWidth = CONTENT_WIDTH * 0.74;
  const title = sheet.stack(PAGE.left, sheet.y, titleWidth, [[model.title.id, TITLE], [model.title.en, TITLE_EN]]);
  const brand = sheet.stack(PAGE.left + titleWidth, sheet.y + 9, CONTENT_WIDTH - titleWidth, [[model.issuer, BRAND]], 'right');
  sheet.tagged('H1', title.placed);
  sheet.tagged('P', brand.placed);
  sheet.y += Math.max(title.height, brand.height + 9) + sheet.gap;
}

/** Draws one block below what is already there. */
export function drawBlock(sheet: Sheet, block: Block, qr?: string): void {
  switch (block.type) {
    case 'facts': drawFacts(sheet, block.items, 3); return;
    case 'hero': drawHero(sheet, block); return;
    case 'parties': drawParties(sheet, block.parties); return;
    case 'note': drawNote(sheet, block.text.id, block.text.en); return;
    case 'quote': drawQuote(sheet, block); return;
    case 'table': drawTable(sheet, block); return;
    case 'sums': drawSums(sheet, block); return;
    case 'payment': drawPayment(sheet, block); return;
    case 'foot': drawFoot(sheet, block.items, qr); return;
    default: block satisfies never;
  }
}

function labelled({ label, value }: LabelledText): Texts {
  return [[label.id, LABEL], [label.en, LABEL_EN], [value, VALUE]];
}

/** Facts stand in one row, each as wide as it needs, and in a grid when a row cannot hold them. */
function drawFacts(sheet: Sheet, items: readonly LabelledText[], columns: number): void {
  const widths = items.map((item) => Math.max(...labelled(item).map(([text, style]) => sheet.type.width(text, style))) + 1);
  const spare = CONTENT_WIDTH - widths.reduce((sum, width) => sum + width, 0);
  const gap = spare / Math.max(1, items.length - 1);
  if (gap < 12) drawGrid(sheet, items, columns);
  else {
    let x: number = PAGE.left;
    const measured = items.map((item, at) => {
      const width = widths[at] ?? 0;
      const one = sheet.stack(x, 0, width, labelled(item));
      x += width + Math.min(gap, 34);
      return one;
    });
    for (const one of measured) sheet.tagged('P', below(one.placed, sheet.y));
    sheet.y += Math.max(...measured.map((one) => one.height));
  }
  sheet.y += sheet.gap;
}

/** Labelled texts side by side, row under row. */
function drawGrid(sheet: Sheet, items: readonly LabelledText[], columns: number, left: number = PAGE.left, width: number = CONTENT_WIDTH): void {
  const cell = (width - 16 * (columns - 1)) / columns;
  for (let from = 0; from < items.length; from += columns) {
    const measured = items.slice(from, from + columns).map((item, at) => sheet.stack(left + at * (cell + 16), 0, cell, labelled(item)));
    const height = Math.max(...measured.map((one) => one.height));
    sheet.ensure(height);
    for (const one of measured) sheet.tagged('P', below(one.placed, sheet.y));
    sheet.y += height + (from + columns < items.length ? 10 : 0);
  }
}

const below = (placed: readonly Placed[], top: number): Placed[] => placed.map((one) => ({ ...one, top: one.top + top }));

function drawHero(sheet: Sheet, { side, amount, words, items }: Extract<Block, { type: 'hero' }>): void {
  const inset = 18;
  const left = PAGE.left + inset;
  const width = CONTENT_WIDTH - 2 * inset;
  const sides = sheet.stack(left, 0, width * 0.45, [[side.id, SIDE], [side.en, SIDE_EN]]);
  const figure = sheet.stack(left + width * 0.35, 0, width * 0.65, [[amount, AMOUNT]], 'right');
  const upper = Math.max(sides.height, figure.height);
  const share = items.length > 0 ? 0.34 : 0;
  const due = sheet.stack(left, 0, width * share, items.flatMap(labelled));
  const spelled = sheet.stack(left + width * share, 0, width * (1 - share), [['Terbilang', LABEL], ['Amount in words', LABEL_EN], [words, VALUE]]);
  const [above, between, beneath] = sheet.dense ? [9, 6, 9] : [15, 12, 14];
  const height = above + upper + between + Math.max(due.height, spelled.height) + beneath;
  sheet.ensure(height);
  sheet.box(PAGE.left, sheet.y, CONTENT_WIDTH, height, TINT);
  sheet.box(PAGE.left, sheet.y, 3, height, ACCENT);
  const top = sheet.y + above;
  sheet.tagged('P', [...below(sides.placed, top + (upper - sides.height) / 2), ...below(figure.placed, top + (upper - figure.height) / 2)]);
  if (items.length > 0) sheet.tagged('P', below(due.placed, top + upper + between));
  sheet.tagged('P', below(spelled.placed, top + upper + between));
  sheet.y += height + sheet.gap;
}

function drawParties(sheet: Sheet, parties: readonly PartyBox[]): void {
  const gap = 28;
  const width = (CONTENT_WIDTH - gap) / 2;
  const measured = parties.map((party, at) => {
    const name: Style = { weight: 'semibold', size: 10, colour: INK };
    const detail: Style = { ...BODY, size: 8.4 };
    const texts: Texts = [
      [`${party.role.id} \u00b7 ${party.role.en}`, LABEL], [party.name, name],
      ...party.details.map((text) => [text, detail] as const),
      ...party.numbers.map(({ label, value }) => [`${label.id}  ${value}`, { ...detail, colour: GREY }] as const),
    ];
    return sheet.stack(PAGE.left + at * (width + gap), 0, width, texts);
  });
  const height = Math.max(...measured.map((one) => one.height));
  sheet.ensure(height);
  for (const one of measured) sheet.tagged('P', below(one.placed, sheet.y));
  sheet.y += height + sheet.gap + 4;
}

function drawNote(sheet: Sheet, id: string, en: string): void {
  const note = sheet.stack(PAGE.left, 0, CONTENT_WIDTH, [[id, { ...BODY, size: 8.4 }], [en, BODY_EN]]);
  sheet.ensure(note.height);
  sheet.tagged('P', below(note.placed, sheet.y));
  sheet.y += note.height + sheet.gap - 4;
}

function drawQuote(sheet: Sheet, { label, text }: Extract<Block, { type: 'quote' }>): void {
  const quote = sheet.stack(PAGE.left, 0, CONTENT_WIDTH, labelled({ label, value: text }));
  sheet.ensure(quote.height);
  sheet.tagged('P', below(quote.placed, sheet.y));
  sheet.y += quote.height + sheet.gap;
}

/** The sums stand at the right under their column; a note to them keeps its own place at the left. */
function drawSums(sheet: Sheet, { rows, note }: Extract<Block, { type: 'sums' }>): void {
  const width = CONTENT_WIDTH * 0.56;
  const left = PAGE.left + CONTENT_WIDTH - width;
  const laid = rows.map(({ label, value, strong }) => {
    const figure: Style = strong ? { weight: 'semibold', size: 14, colour: INK } : VALUE;
    const name: Style = strong ? { weight: 'semibold', size: 10, colour: ACCENT } : { ...BODY, size: 8.6 };
    const texts: Texts = label.id === label.en ? [[label.id, name]] : [[label.id, name], [label.en, LABEL_EN]];
    const names = sheet.stack(left + 5, 0, width * 0.55, texts);
    const values = sheet.stack(left + width * 0.45 - 5, 0, width * 0.55, [[value, figure]], 'right');
    return { names, values, strong, height: Math.max(names.height, values.height) + (strong ? 16 : 8) - (sheet.dense ? 3 : 0) };
  });
  const beside = sheet.stack(PAGE.left, 6, CONTENT_WIDTH - width - 28, note ? [[note.id, { ...BODY, size: 8 }], [note.en, BODY_EN]] : []);
  const height = Math.max(beside.height + 6, laid.reduce((sum, row) => sum + row.height, 0));
  sheet.ensure(height);
  const end = sheet.y + height;
  if (note) sheet.tagged('P', below(beside.placed, sheet.y));
  for (const { names, values, strong, height: rowHeight } of laid) {
    if (strong) sheet.box(left, sheet.y, width, rowHeight, TINT);
    const centred = (one: { placed: Placed[]; height: number }): Placed[] => below(one.placed, sheet.y + (rowHeight - one.height) / 2);
    sheet.tagged('P', [...centred(names), ...centred(values)]);
    sheet.y += rowHeight;
    if (strong) sheet.rule(sheet.y, left, width, ACCENT, 0.9);
    else sheet.rule(sheet.y, left, width);
  }
  sheet.y = end + 12;
}

function drawPayment(sheet: Sheet, { caption, text, items }: Extract<Block, { type: 'payment' }>): void {
  const heading = sheet.stack(PAGE.left, 0, CONTENT_WIDTH, [[caption.id, HEADING], [caption.en, HEADING_EN]]);
  const lead = sheet.stack(PAGE.left, 0, CONTENT_WIDTH, [[text.id, BODY], [text.en, BODY_EN]]);
  sheet.ensure(heading.height + lead.height + 60);
  sheet.tagged('H2', below(heading.placed, sheet.y));
  sheet.y += heading.height + 6;
  sheet.tagged('P', below(lead.placed, sheet.y));
  sheet.y += lead.height + 10;
  drawFacts(sheet, items, 2);
}

/** The foot stands at the bottom of the last page. */
function drawFoot(sheet: Sheet, items: Extract<Block, { type: 'foot' }>['items'], qr?: string): void {
  const width = CONTENT_WIDTH - (qr === undefined ? 0 : QR_SIZE + 20);
  let height = 8;
  const laid = items.map(({ label, text }) => {
    const name = sheet.stack(PAGE.left, height, 74, [[label.id, FOOT_LABEL]]);
    const both = `${text.id} \u00b7 ${text.en}`;
    const oneLine = text.id === text.en ? text.id : sheet.type.width(clean(both), FOOT) < width - 80 ? both : undefined;
    const texts: Texts = oneLine === undefined ? [[text.id, FOOT], [text.en, FOOT]] : [[oneLine, FOOT]];
    const body = sheet.stack(PAGE.left + 80, height, width - 80, texts);
    height += Math.max(name.height, body.height) + 2.5;
    return [...name.placed, ...body.placed];
  });
  const needed = Math.max(height, qr === undefined ? 0 : QR_SIZE + 10);
  sheet.lonelyFoot = sheet.ensure(needed);
  sheet.y = Math.max(sheet.y, PAGE.bottom - needed);
  sheet.rule(sheet.y);
  for (const texts of laid) sheet.tagged('P', below(texts, sheet.y));
  if (qr !== undefined) drawQr(sheet, qr, PAGE.left + CONTENT_WIDTH - QR_SIZE, sheet.y + 10);
  sheet.y += needed;
}

function drawQr(sheet: Sheet, text: string, x: number, y: number): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const side = QR_SIZE / modules.size;
  const figure = sheet.open('Figure', undefined, { alt: `QR: ${text}`, bbox: [x, y, x + QR_SIZE, y + QR_SIZE] });
  figure.add(() => {
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0, dark = 0; column <= modules.size; column += 1) {
        if (column < modules.size && modules.get(row, column)) dark += 1;
        else if (dark > 0) {
          sheet.doc.rect(x + (column - dark) * side, y + row * side, dark * side, side);
          dark = 0;
        }
      }
    }
    sheet.doc.fill(INK);
  });
  figure.end();
}
