import { createReadStream, existsSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { Decimal } from 'decimal.js';
import type { ReplayMap } from './map';

/** Why rows were not posted, with the first few line numbers of each reason. */
export class Reasons {
  readonly counts = new Map<string, { count: number; lines: number[] }>();

  add(reason: string, line?: number): void {
    const entry = this.counts.get(reason) ?? { count: 0, lines: [] };
    entry.count += 1;
    if (line !== undefined && entry.lines.length < 5) entry.lines.push(line);
    this.counts.set(reason, entry);
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, one) => sum + one.count, 0);
  }

  toJSON(): Record<string, { count: number; lines: number[] }> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export interface Purchase {
  readonly line: number;
  readonly date: string;
  readonly at: Date;
  readonly member: string;
  readonly brand: string;
  /** Whole rupiah. */
  readonly rupiah: bigint;
}

export interface Redemption {
  readonly line: number;
  readonly date: string;
  readonly member: string;
}

const JAKARTA_MS = 7 * 3_600_000;
type Cells = Record<string, string>;

/** Rows of a CSV file, plain or gzipped, one at a time; what cannot be read is counted with its line and never stops the rest. */
export async function* readCsv(path: string, needed: readonly string[], broken: Reasons): AsyncGenerator<{ line: number; cells: Cells }> {
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  const parser = parse({ relax_column_count: true, relax_quotes: true, skip_empty_lines: true, bom: true, info: true, trim: true });
  const source = createReadStream(path);
  const input = path.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  const stop = (error: Error): void => void parser.destroy(error);
  source.on('error', stop);
  input.on('error', stop);
  input.pipe(parser);
  let header: string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    if (!header) {
      const missing = needed.filter((name) => !record.includes(name));
      if (missing.length > 0) throw new Error(`${path} has no column ${missing.join(', ')}. Its columns are ${record.join(', ')}; name them in the map.`);
      header = record;
      continue;
    }
    if (record.length !== header.length) broken.add('row_broken: wrong number of columns', info.lines);
    else yield { line: info.lines, cells: Object.fromEntries(header.map((name, at) => [name, record[at] ?? ''])) };
  }
}

/** A row of purchases as what it means, or nothing when it is left out for a reason. */
export function purchaseOf(cells: Cells, line: number, map: ReplayMap, skipped: Reasons, broken: Reasons): Purchase | undefined {
  const { purchases } = map;
  const at = instantOf(cells[purchases.time] ?? '');
  const member = cells[purchases.member] ?? '';
  const brand = cells[purchases.brand] ?? '';
  const amount = cells[purchases.amount] ?? '';
  if (!at) broken.add('row_broken: no time', line);
  else if (!/^[A-Za-z0-9-]{1,36}$/.test(member)) broken.add('row_broken: no member', line);
  else if (!/^-?[0-9]{1,12}(\.[0-9]{1,6})?$/.test(amount)) broken.add('row_broken: no amount', line);
  else if (brand === '' || brand === 'NULL' || brand === 'NA') skipped.add('no_brand', line);
  else {
    const rupiah = BigInt(new Decimal(amount).mul(map.rupiahPerUnit).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0));
    const odd = rupiah < 0n ? 'negative_amount' : rupiah === 0n ? (purchases.zeroAmount === 'SKIP' ? 'zero_amount' : undefined)
      : new Decimal(rupiah.toString()).lt(map.rupiahPerPoint) && purchases.belowOnePoint === 'SKIP' ? 'below_one_point' : undefined;
    if (odd === undefined) return { line, date: dateOf(at), at, member, brand, rupiah };
    skipped.add(odd, line);
  }
  return undefined;
}

export function redemptionOf(cells: Cells, line: number, map: ReplayMap, broken: Reasons): Redemption | undefined {
  const date = cells[map.redemptions.date] ?? '';
  const member = cells[map.redemptions.member] ?? '';
  if (!instantOf(`${date}T00:00:00`)) broken.add('row_broken: no date', line);
  else if (!/^[A-Za-z0-9-]{1,36}$/.test(member)) broken.add('row_broken: no member', line);
  else return { line, date, member };
  return undefined;
}

/** A local time of the file as an instant; dates that no calendar has are none. */
function instantOf(text: string): Date | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})$/.exec(text);
  if (!found) return undefined;
  const utc = new Date(`${found[1] ?? ''}T${found[2] ?? ''}Z`);
  if (Number.isNaN(utc.getTime()) || utc.toISOString().slice(0, 10) !== found[1]) return undefined;
  return new Date(utc.getTime() - JAKARTA_MS);
}

export function dateOf(at: Date): string {
  return new Date(at.getTime() + JAKARTA_MS).toISOString().slice(0, 10);
}
