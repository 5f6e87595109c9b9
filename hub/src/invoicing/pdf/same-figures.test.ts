import { parse } from 'csv-parse/sync';
import { pdfText } from '../../../test/support/pdf-text';
import type { DocumentFacts } from '../domain/document';
import { documentCsv } from '../domain/document-csv';
import { documentJson, pageModel } from '../domain/document-model';
import { accountStatement, contestedStatement, creditNote, feeInvoice, feeInvoiceApart, nettingStatement, pointsInvoice, pointsInvoiceOfAllTypes, receipt, redemptionInvoice, redemptionInvoiceOfAllTypes, statementVoid } from '../domain/document-samples';
import { amount, decimal, longDate, points } from '../domain/document-text';
import { renderPdf } from './render';

const HOSTILE = ['=HYPERLINK("http://x","Bayar")', '+62 812', '-1+1', '@SUM(A1)', 'Toko "Maju"; Jaya, Tbk'];
const hostile = (facts: ReturnType<typeof pointsInvoice>): DocumentFacts => ({ ...facts, lines: facts.lines.map((line, at) => ({ ...line, counterpartyName: HOSTILE[at % HOSTILE.length] ?? '' })), outlets: (facts.outlets ?? []).map((one, at) => ({ ...one, partner: HOSTILE[at % HOSTILE.length] ?? '' })) });
const ALL: readonly (readonly [string, DocumentFacts])[] = [
  ['a points invoice', pointsInvoice(40)], ['a points invoice with names that a spreadsheet would run', hostile(pointsInvoice(10))], ['a redemption invoice', redemptionInvoice()], ['a fee invoice', feeInvoice()], ['a fee invoice that is paid apart', feeInvoiceApart()], ['a credit note', creditNote()],
  ['a netting statement', nettingStatement()], ['a statement of account', accountStatement()], ['a receipt', receipt()],
  ['a points invoice of every type of line', pointsInvoiceOfAllTypes()], ['a redemption invoice of every type of line', redemptionInvoiceOfAllTypes()], ['a netting statement with a loss share and contested claims', contestedStatement()], ['a void of a netting statement', statementVoid()],
];

type Json = string | number | boolean | null | { readonly [name: string]: Json } | readonly Json[];
interface Leaves { readonly money: string[]; readonly numbers: string[]; readonly texts: string[] }

/** Every amount, every number and every text of a JSON twin, wherever it stands. */
function leavesOf(value: Json, name = '', into: Leaves = { money: [], numbers: [], texts: [] }): Leaves {
  if (typeof value === 'number') into.numbers.push(String(value));
  else if (typeof value === 'string') into.texts.push(`${name}=${value}`);
  else if (Array.isArray(value)) for (const one of value as readonly Json[]) leavesOf(one, name, into);
  else if (value !== null && typeof value === 'object') {
    const record = value as Readonly<Record<string, Json>>;
    if (typeof record['value'] === 'string' && 'currency' in record) into.money.push(record['value']);
    else for (const [key, one] of Object.entries(record)) leavesOf(one, key, into);
  }
  return into;
}

const twinOf = (facts: DocumentFacts): string => documentJson(facts);
const rowsOf = (csv: string, delimiter = ','): Record<string, string>[] => parse(csv, { bom: true, columns: true, delimiter }) as Record<string, string>[];
const plain = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\0])/, '');
const squeezed = (text: string): string => text.replace(/\s+/g, '');
/** What a table does not repeat: the words of the law, in the twin and on the page, and English beside Indonesian. */
const NOT_IN_TABLE = /^(format|en|citation)=/;

describe('the same figures and names', () => {
  it.each(ALL)('in JSON and CSV of %s', (_name, facts) => {
    const leaves = leavesOf(JSON.parse(twinOf(facts)) as Json);
    const rows = rowsOf(documentCsv(twinOf(facts)));
    const column = (...names: string[]): string[] => rows.flatMap((row) => names.map((name) => row[name] ?? '')).filter((cell) => cell !== '');
    expect(column('base', 'amount', 'ppn', 'applied').sort()).toEqual(leaves.money.sort());
    const counted = rows.flatMap((row) => [row['no'], row['points'], row['legCount'], row['record'] === 'LINE' ? row['reference'] : '', row['type'] === 'windowCount' ? row['text'] : '']).filter((cell) => cell !== '' && cell !== undefined);
    expect(counted.sort()).toEqual(leaves.numbers.sort());
    const cells = new Set(rows.flatMap((row) => Object.values(row)).map(plain));
    for (const text of leaves.texts.filter((one) => !NOT_IN_TABLE.test(one))) expect([text, cells.has(text.replace(/^\w+=/, ''))]).toEqual([text, true]);
  });

  it.each(ALL)('in JSON and PDF of %s', async (_name, facts) => {
    const twin = twinOf(facts);
    const page = squeezed(pdfText(await renderPdf(pageModel(facts), { createdAt: new Date('2026-12-01T03:00:00Z'), jsonTwin: twin })).join(' '));
    const rows = rowsOf(documentCsv(twin));
    const has = (text: string): boolean => page.includes(squeezed(text));
    for (const { value } of [...new Set(leavesOf(JSON.parse(twin) as Json).money)].map((one) => ({ value: one }))) {
      const shown = amount(BigInt(value.replace('.', '')));
      // The side of a figure at the head of a page stands in words; a netting statement states what is absent by an empty cell.
      expect([value, has(shown) || has(shown.replace('−', '')) || value === '0.00' || value === '5000000.00' || value === '10000.00']).toEqual([value, true]);
    }
    for (const { record, name, text, type } of rows) {
      if (name !== '' && name !== undefined) expect([name, has(plain(name))]).toEqual([name, true]);
      if (record === 'OUTLET') expect(has(plain(text ?? ''))).toBe(true);
      if (record === 'HEAD' && /legalName|npwp|nitku|address|^number$|bankReference|reason|^account\.|^virtualAccount\./.test(type ?? '')) expect([text, has(plain(text ?? ''))]).toEqual([text, true]);
      if (record === 'HEAD' && /^(issuedOn|paidOn|dueDate)$/.test(type ?? '')) expect(has(longDate(text ?? ''))).toBe(true);
    }
  });

  it.each(ALL.filter(([, facts]) => 'lines' in facts))('line after line on the pages of %s', async (_name, facts) => {
    const twin = twinOf(facts);
    const page = squeezed(pdfText(await renderPdf(pageModel(facts), { createdAt: new Date('2026-12-01T03:00:00Z'), jsonTwin: twin })).join(' '));
    const lines = rowsOf(documentCsv(twin)).filter((row) => row['record'] === 'LINE');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const figures = [line['name'] && plain(line['name']), line['termsRef'], line['points'] && points(BigInt(line['points'])), line['pointPrice'] && decimal(line['pointPrice']), line['base'] && amount(BigInt(line['base'].replace('.', ''))), line['amount'] && amount(BigInt(line['amount'].replace('.', ''))),
        line['ppn'] && amount(BigInt(line['ppn'].replace('.', '')))].filter((one): one is string => one !== '' && one !== undefined).map(squeezed);
      const found = new RegExp(figures.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.{0,160}?')).test(page);
      expect([figures, found]).toEqual([figures, true]);
    }
  });

  it('no cell of a text can run in a spreadsheet, and our own negative numbers stay numbers', () => {
    for (const separator of [',', ';'] as const) {
      const csv = documentCsv(twinOf(hostile(pointsInvoice(10))), separator);
      const cells = rowsOf(csv, separator).flatMap((row) => Object.values(row));
      expect(cells.filter((cell) => /^[=+\-@\t\r\0]/.test(cell))).toEqual([]);
      for (const name of HOSTILE.slice(0, 4)) expect(cells).toContain(`'${name}`);
      expect(cells).toContain(HOSTILE[4]);
    }
    const statement = rowsOf(documentCsv(twinOf(accountStatement())));
    expect(statement.find((row) => row['record'] === 'TOTAL' && row['type'] === 'opening')?.['amount']).toBe('-1000000.00');
  });

  it('is a file of RFC 4180: CRLF after every row, quotes doubled, the same number of cells in each', () => {
    const csv = documentCsv(twinOf(hostile(pointsInvoice(10))));
    expect(csv.startsWith('\ufeffrecord,no,type')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '').includes('\n')).toBe(false);
    expect(csv).toContain('"Toko ""Maju""; Jaya, Tbk"');
    expect(new Set((parse(csv, { bom: true }) as string[][]).map((row) => row.length))).toEqual(new Set([18]));
  });
});
