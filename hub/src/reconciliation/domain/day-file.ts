import { businessDate, isBusinessDate } from '../../kernel/business-date';
import { minorToValue, valueToMinor } from '../../kernel/money';
import { RECORD_STATUSES, RECORD_TYPES, type RecordStatus, type RecordType } from './entry';

export const DAY_FORMAT = 'kongsi-day/1';
export const SOURCES = ['PARTNER_FILE', 'SDK_JOURNAL'] as const;
export type Source = (typeof SOURCES)[number];
/** Columns of a day, in the order in which the hub writes them; a file may order them as it likes and leave out what is not needed. */
export const COLUMNS = ['recordId', 'type', 'externalId', 'outletId', 'tillId', 'counter', 'receiptNo', 'member', 'points', 'amount', 'occurredAt', 'status', 'token'] as const;
const NEEDED: readonly string[] = ['recordId', 'type', 'outletId', 'points', 'occurredAt', 'status'];
const MOST_RECORDS = 200_000;
const MOST_FAULTS = 100;

/** A record as the partner wrote it; ids in wire form, the member in any form that a till may use. */
export interface DayRecord {
  /** Line of a CSV file, place from 1 in a JSON file. */
  readonly line: number;
  readonly recordId: string;
  readonly type: RecordType;
  readonly status: RecordStatus;
  readonly externalId?: string;
  readonly outletId: string;
  readonly tillId?: string;
  readonly counter?: string;
  readonly receiptNo?: string;
  readonly member?: string;
  readonly points: bigint;
  readonly amountMinor?: bigint;
  readonly at: number;
  readonly date: string;
  /** The offline token that the till signed for this sale. */
  readonly token?: string;
}

export interface DayFile {
  /** Wire form. */
  readonly partnerId: string;
  readonly businessDate: string;
  readonly source: Source;
  readonly records: readonly DayRecord[];
}

/** One thing that is wrong with a file, and where. */
export interface FileFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** A file that cannot be taken: all of it is refused and leaves nothing behind. */
export class UnreadableDay extends Error {
  constructor(readonly faults: readonly FileFault[], readonly count: number) {
    super(faults[0]?.detail ?? 'The file cannot be read.');
  }
}

interface Sums {
  readonly records: number;
  readonly points: bigint;
  readonly amountMinor: bigint;
}

class Faults {
  readonly list: FileFault[] = [];
  count = 0;
  add(pointer: string, code: string, detail: string): void {
    this.count += 1;
    if (this.list.length < MOST_FAULTS) this.list.push({ pointer, code, detail });
  }
  check(): void {
    if (this.count > 0) throw new UnreadableDay(this.list, this.count);
  }
}

/**
 * Reads a day as CSV: a header line `H,kongsi-day/1,<partnerId>,<businessDate>,<source>`, the names of the columns, the records, and a trailer line
 * `T,<records>,<sum of points>,<sum of amounts>`. Fields are separated by commas or by semicolons and may be quoted (RFC 4180); a record stays on its line.
 * @throws UnreadableDay naming lines
 */
export function* readCsv(text: string): Generator<number, DayFile> {
  const faults = new Faults();
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  const separator = lines[0]?.startsWith('H;') ? ';' : ',';
  const fields = (line: number): string[] => fieldsOf(lines[line - 1] ?? '', separator, line, faults);
  const header = headerOf(fields(1), '/lines/1', faults);
  const names = fields(2);
  checkColumns(names, faults);
  const trailer = trailerOf(fields(lines.length), `/lines/${lines.length}`, faults);
  if (lines.length < 3 || lines.length - 3 > MOST_RECORDS) faults.add('/lines', 'size', `A file has a header, the names of its columns, 0 to ${MOST_RECORDS} records and a trailer.`);
  faults.check();
  const records: DayRecord[] = [];
  const columns = names.map((name) => name as (typeof COLUMNS)[number]);
  for (let line = 3; line < lines.length; line += 1) {
    const values = fields(line);
    // Its quotes were named already.
    if (values.length === 0) continue;
    if (values.length !== columns.length) {
      faults.add(`/lines/${line}`, 'columns', `Line ${line} has ${values.length} fields; the columns are ${columns.length}.`);
      continue;
    }
    const given: Partial<Record<string, string>> = {};
    for (let at = 0; at < columns.length; at += 1) if (values[at] !== '') given[columns[at] as string] = values[at] as string;
    const read = recordOf(given, line, `/lines/${line}`, faults);
    if (read) records.push(read);
    if (line % 2_000 === 0) yield line;
  }
  return finish(header, trailer, records, lines.length - 3, `/lines/${lines.length}`, faults);
}

/**
 * Reads a day as JSON: `{ header: { format, partnerId, businessDate, source }, records: [...], trailer: { records, points, amount } }`.
 * @param value parsed with whole numbers only
 * @throws UnreadableDay naming places
 */
export function* readJson(value: unknown): Generator<number, DayFile> {
  const faults = new Faults();
  const { header, records, trailer, ...more } = (isObject(value) ? value : {}) as { header?: unknown; records?: unknown; trailer?: unknown };
  if (!isObject(header) || !Array.isArray(records) || !isObject(trailer) || Object.keys(more).length > 0) {
    faults.add('/', 'shape', 'Send an object with header, records and trailer, and nothing else.');
    faults.check();
  }
  const list = records as unknown[];
  const head = header as Record<string, unknown>;
  const end = trailer as { records?: unknown; points?: unknown; amount?: { value?: unknown } };
  if (list.length > MOST_RECORDS) faults.add('/records', 'size', `A file has at most ${MOST_RECORDS} records.`);
  const texts = ['format', 'partnerId', 'businessDate', 'source'].map((name) => (typeof head[name] === 'string' ? head[name] : ''));
  const read = headerOf(['H', ...texts], '/header', faults);
  const sums = trailerOf(['T', String(end.records), String(end.points), typeof end.amount?.value === 'string' ? end.amount.value : ''], '/trailer', faults);
  faults.check();
  const found: DayRecord[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const given = flat(list[at], `/records/${at}`, faults);
    const record = given && recordOf(given, at + 1, `/records/${at}`, faults);
    if (record) found.push(record);
    if (at % 2_000 === 0) yield at;
  }
  return finish(read, sums, found, list.length, '/trailer', faults);
}

/** A JSON record in the texts of a CSV record. */
function flat(value: unknown, pointer: string, faults: Faults): Partial<Record<string, string>> | undefined {
  if (!isObject(value)) return void faults.add(pointer, 'shape', 'A record is an object.');
  const given: Partial<Record<string, string>> = {};
  for (const [name, one] of Object.entries(value)) {
    const text = name === 'amount' && isObject(one) && one['currency'] === 'IDR' && typeof one['value'] === 'string' ? one['value'] : (name === 'points' || name === 'counter') && typeof one === 'number' ? String(one) : typeof one === 'string' && name !== 'points' && name !== 'amount' ? one : undefined;
    if (text === undefined || !(COLUMNS as readonly string[]).includes(name)) return void faults.add(`${pointer}/${name.slice(0, 40)}`, 'invalid', `${name.slice(0, 40)} is not known here, or not of its type: points and counter are whole numbers, amount is money in IDR, the rest are texts.`);
    given[name] = text;
  }
  return given;
}

function finish(header: Omit<DayFile, 'records'>, trailer: Sums, records: DayRecord[], rows: number, pointer: string, faults: Faults): DayFile {
  if (trailer.records !== rows) faults.add(pointer, 'trailer_count', `The trailer counts ${trailer.records} records; the file has ${rows}.`);
  const points = records.reduce((sum, one) => sum + one.points, 0n);
  const amount = records.reduce((sum, one) => sum + (one.amountMinor ?? 0n), 0n);
  // Broken rows have no sum; they are named themselves.
  if (records.length === rows) {
    if (trailer.points !== points) faults.add(pointer, 'trailer_points', `The trailer says ${trailer.points} points; the records add up to ${points}.`);
    if (trailer.amountMinor !== amount) faults.add(pointer, 'trailer_amount', `The trailer says ${minorToValue(trailer.amountMinor)} rupiah; the records add up to ${minorToValue(amount)}.`);
  }
  faults.check();
  return { ...header, records };
}

function headerOf(fields: readonly string[], pointer: string, faults: Faults): Omit<DayFile, 'records'> {
  const [mark, format, partnerId = '', date = '', source = ''] = fields;
  if (mark !== 'H' || format !== DAY_FORMAT || fields.length !== 5) faults.add(pointer, 'header', `The file begins with H,${DAY_FORMAT},<partnerId>,<businessDate>,<source>.`);
  else if (!/^prt_[0-9a-f-]{36}$/.test(partnerId)) faults.add(pointer, 'header_partner', 'The header names no partner: prt_ and its id.');
  else if (!isDate(date)) faults.add(pointer, 'header_date', 'The header names no business date in the form YYYY-MM-DD.');
  else if (!(SOURCES as readonly string[]).includes(source)) faults.add(pointer, 'header_source', `The source is one of ${SOURCES.join(', ')}.`);
  return { partnerId, businessDate: date, source: source as Source };
}

function trailerOf(fields: readonly string[], pointer: string, faults: Faults): Sums {
  const [mark, records = '', points = '', amount = ''] = fields;
  if (mark !== 'T' || fields.length !== 4 || !/^\d{1,7}$/.test(records) || !/^\d{1,16}$/.test(points) || !AMOUNT.test(amount)) {
    faults.add(pointer, 'trailer', 'The file ends with a trailer: T,<records>,<sum of points>,<sum of amounts with two decimals>.');
    return { records: 0, points: 0n, amountMinor: 0n };
  }
  return { records: Number(records), points: BigInt(points), amountMinor: valueToMinor(amount) };
}

function checkColumns(names: readonly string[], faults: Faults): void {
  const unknown = names.filter((name) => !(COLUMNS as readonly string[]).includes(name));
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (unknown.length > 0 || missing.length > 0 || new Set(names).size !== names.length) faults.add('/lines/2', 'columns', `Line 2 names the columns, each once. Needed: ${NEEDED.join(', ')}. Known: ${COLUMNS.join(', ')}.`);
}

/** The fields of a line; most lines hold no quote and are simply cut. */
function fieldsOf(line: string, separator: string, no: number, faults: Faults): string[] {
  if (!line.includes('"')) return line.split(separator);
  const fields: string[] = [];
  for (let at = 0; ; ) {
    const field = line[at] === '"' ? quotedAt(line, at) : plainAt(line, at, separator);
    if (!field || (field.end < line.length && line[field.end] !== separator)) {
      faults.add(`/lines/${no}`, 'quotes', `Line ${no} has a quote that does not begin or end a field.`);
      return [];
    }
    fields.push(field.text);
    if (field.end === line.length) return fields;
    at = field.end + 1;
  }
}

interface Field {
  readonly text: string;
  /** The place behind it: a separator, or the end of the line. */
  readonly end: number;
}

function quotedAt(line: string, start: number): Field | undefined {
  for (let quote = line.indexOf('"', start + 1); quote >= 0; quote = line.indexOf('"', quote + 2)) if (line[quote + 1] !== '"') return { text: line.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
  return undefined;
}

function plainAt(line: string, start: number, separator: string): Field | undefined {
  const found = line.indexOf(separator, start);
  const text = line.slice(start, found < 0 ? line.length : found);
  return text.includes('"') ? undefined : { text, end: start + text.length };
}

const AMOUNT = /^(0|[1-9]\d{0,15})\.\d{2}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const SHAPES: readonly [name: string, shape: RegExp, what: string][] = [
  ['recordId', /^[\x21-\x7e]{1,64}$/, '1 to 64 printable characters'], ['type', new RegExp(`^(${RECORD_TYPES.join('|')})$`), `one of ${RECORD_TYPES.join(', ')}`], ['externalId', /^[A-Za-z0-9._:/-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 . _ : / -'],
  ['outletId', /^out_[0-9a-f-]{36}$/, 'the id of an outlet'], ['tillId', /^trm_[0-9a-f-]{36}$/, 'the id of a till'], ['counter', /^[1-9]\d{0,15}$/, 'a whole number from 1'], ['receiptNo', /^[^\p{C}]{1,64}$/u, '1 to 64 characters'], ['member', /^[^\p{C}]{1,80}$/u, 'mem_…, +62…, card:… or customer:…'],
  ['points', /^(0|[1-9]\d{0,15})$/, 'a whole number'], ['amount', AMOUNT, 'a decimal with two places, such as 125000.00'], ['occurredAt', INSTANT, 'an instant with its offset, such as 2026-11-22T10:15:00+07:00'], ['status', new RegExp(`^(${RECORD_STATUSES.join('|')})$`), `one of ${RECORD_STATUSES.join(', ')}`], ['token', /^[A-Za-z0-9_.-]{1,16384}$/, 'the offline token as the till signed it'],
];

function recordOf(given: Partial<Record<string, string>>, line: number, pointer: string, faults: Faults): DayRecord | undefined {
  let good = true;
  for (const [name, shape, what] of SHAPES) {
    const value = given[name];
    if (value === undefined ? !NEEDED.includes(name) : shape.test(value)) continue;
    faults.add(`${pointer}/${name}`, value === undefined ? 'missing' : 'invalid', `${pointer.startsWith('/lines') ? `Line ${line}` : `Record ${line}`}: ${name} ${value === undefined ? 'is missing; it is' : 'has to be'} ${what}.`);
    good = false;
  }
  const { recordId = '', type = '', externalId, outletId = '', tillId, counter, receiptNo, member, points = '0', amount, occurredAt = '', status = '', token } = given;
  if (good && (BigInt(points) > 9007199254740991n || !isDate(occurredAt.slice(0, 10)))) {
    faults.add(`${pointer}/${isDate(occurredAt.slice(0, 10)) ? 'points' : 'occurredAt'}`, 'invalid', `${pointer.startsWith('/lines') ? `Line ${line}` : `Record ${line}`}: more points than 2^53 - 1, or a day that no calendar has.`);
    good = false;
  }
  if (!good) return undefined;
  const at = Date.parse(occurredAt);
  return { line, recordId, type: type as RecordType, status: status as RecordStatus, outletId, points: BigInt(points), at, date: businessDate(new Date(at)), ...(externalId !== undefined && { externalId }), ...(tillId !== undefined && { tillId }),
    ...(counter !== undefined && { counter }), ...(receiptNo !== undefined && { receiptNo }), ...(member !== undefined && { member }), ...(amount !== undefined && { amountMinor: valueToMinor(amount) }), ...(token !== undefined && { token }) };
}

/** A day of the calendar; before this century no coalition kept books here. */
function isDate(text: string): boolean {
  return text >= '2000-01-01' && isBusinessDate(text);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
