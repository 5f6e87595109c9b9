import { sha256Hex } from '../../kernel/canonical';
import { minorToValue, valueToMinor } from '../../kernel/money';
import { StatementBuilder, type ReadStatement } from './bank-statement';
import { splitCsv, type Row } from './csv-rows';

/** How a bank lays out its CSV: what its columns are called and how it writes dates, amounts and directions. */
export interface BankLayout {
  readonly delimiter: 'COMMA' | 'SEMICOLON' | 'TAB';
  readonly dateFormat: 'YYYY-MM-DD' | 'DD/MM/YYYY' | 'DD/MM/YY' | 'DD-MM-YYYY' | 'DD-MM-YY' | 'DD.MM.YYYY';
  readonly decimalMark: 'POINT' | 'COMMA';
  /** Columns by the names in the bank's heading row; the remark may be spread over several. */
  readonly columns: {
    readonly bookedOn: string;
    readonly remark: readonly string[];
    readonly amount?: string;
    readonly credit?: string;
    readonly debit?: string;
    /** A column that says which way, of `sign: COLUMN`. */
    readonly direction?: string;
    readonly balance?: string;
    readonly reference?: string;
    readonly counterpartyName?: string;
    readonly counterpartyAccount?: string;
    /** The virtual account to which money came. */
    readonly virtualAccount?: string;
    readonly account?: string;
    readonly currency?: string;
  };
  readonly sign: { readonly kind: 'SUFFIX' | 'COLUMN'; readonly in: string; readonly out: string } | { readonly kind: 'TWO_COLUMNS' } | { readonly kind: 'MINUS' };
  /** Rows above and below the table that name a value: `No. rekening : 123`, or the value in the next field. */
  readonly labels: { readonly account?: string; readonly opening?: string; readonly debits?: string; readonly credits?: string; readonly closing?: string };
}

const DELIMITERS = { COMMA: ',', SEMICOLON: ';', TAB: '\t' } as const;

/** What is wrong with a layout itself, or nothing: which of its fields, and what to say instead. */
export function faultOfLayout({ columns, sign, labels }: BankLayout): { readonly field: string; readonly detail: string } | undefined {
  if (columns.account === undefined && labels.account === undefined) return { field: '/columns/account', detail: 'Name the column or the label that holds the account number; a file of another account must not be taken in.' };
  if (sign.kind === 'TWO_COLUMNS' && (columns.credit === undefined || columns.debit === undefined)) return { field: '/columns/credit', detail: 'With two columns for the amounts, name both: credit and debit.' };
  if (sign.kind !== 'TWO_COLUMNS' && columns.amount === undefined) return { field: '/columns/amount', detail: 'Name the column of the amount.' };
  if (sign.kind === 'COLUMN' && columns.direction === undefined) return { field: '/columns/direction', detail: 'Name the column that says which way the money went.' };
  const names = namesOf(columns);
  return new Set(names).size === names.length ? undefined : { field: '/columns', detail: 'Each column has one meaning; a name stands twice.' };
}

/** Every column by its name, in the order in which banks usually have them. */
const namesOf = (columns: BankLayout['columns']): string[] => [columns.account, columns.currency, columns.bookedOn, ...columns.remark, columns.counterpartyName, columns.counterpartyAccount, columns.virtualAccount, columns.credit, columns.debit, columns.amount, columns.direction, columns.balance, columns.reference].filter((one) => one !== undefined);

/**
 * Reads a bank's own CSV by its layout. Nothing is guessed: the heading row has to name every column, every row below it is an entry or a label of the layout, and what the file
 * says of its balances and sums must agree with its entries. An entry without a reference of the bank is named by the digest of what it says, so that the same export, or one that
 * overlaps with it, adds nothing twice.
 * @param code of the layout; it becomes part of the statement's reference
 */
export function readByLayout(text: string, code: string, layout: BankLayout): ReadStatement {
  const builder = new StatementBuilder();
  const rows = splitCsv(text, DELIMITERS[layout.delimiter], builder);
  const wanted = namesOf(layout.columns);
  const heading = rows.findIndex(({ fields }) => wanted.every((name) => fields.some((field) => same(field, name))));
  if (heading < 0) {
    // In a file of another form everything else is wrong as well, and none of it helps.
    const only = new StatementBuilder();
    only.fault(rows[0]?.line ?? 1, 'header_missing', `No row names the columns of this layout: ${wanted.join(', ')}. Choose the layout of the bank that made the file, or export it again.`);
    return only.done();
  }
  new LayoutReader(builder, code, layout, (rows[heading] as Row).fields).read(rows.slice(0, heading), rows.slice(heading + 1));
  return builder.done();
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

interface Entry {
  readonly line: number;
  readonly minor: bigint;
  readonly balance: bigint | undefined;
}

class LayoutReader {
  private readonly labels = new Map<keyof BankLayout['labels'], string>();
  private readonly entries: Entry[] = [];
  private readonly alike = new Map<string, number>();
  private accountNo = '';
  private currency = 'IDR';
  private days: string[] = [];

  constructor(private readonly builder: StatementBuilder, private readonly code: string, private readonly layout: BankLayout, private readonly heading: readonly string[]) {}

  read(above: readonly Row[], below: readonly Row[]): void {
    for (const row of above) this.label(row);
    for (const row of below) {
      if (row.fields.every((field) => field.trim() === '') || this.label(row)) continue;
      this.entry(row);
    }
    const account = this.accountNo || (this.labels.get('account') ?? '');
    const [first = '', last = ''] = [[...this.days].sort()[0], [...this.days].sort().at(-1)];
    this.builder.head(1, `${this.code} ${account.replace(/\D/g, '').slice(-4)} ${first}/${last}`, account, this.currency);
    if (this.entries.length === 0) this.builder.fault(1, 'no_entries', 'The file has no entries.');
    else this.control();
  }

  /** A row that names a value, `label : value` in one field or in two. @returns whether it was one */
  private label({ fields }: Row): boolean {
    const [first = '', ...rest] = fields;
    const [name = '', ...after] = first.split(':');
    const found = (Object.entries(this.layout.labels) as [keyof BankLayout['labels'], string][]).find(([, label]) => same(name, label));
    if (!found) return false;
    this.labels.set(found[0], (after.join(':').trim() || rest.map((one) => one.replace(/^\s*:/, '').trim()).find((one) => one !== '')) ?? '');
    return true;
  }

  private entry({ line, fields }: Row): void {
    const { columns } = this.layout;
    const of = (name: string | undefined): string => (name === undefined ? '' : (fields[this.heading.findIndex((field) => same(field, name))] ?? '').replace(/^'/, '').trim());
    if (fields.length > this.heading.length) return this.builder.fault(line, 'columns', `The row has ${fields.length} columns; the heading has ${this.heading.length}.`);
    const bookedOn = this.day(line, of(columns.bookedOn));
    const signed = this.amount(line, of);
    if (bookedOn === undefined || signed === undefined) return;
    this.account(line, of(columns.account), of(columns.currency));
    const remark = columns.remark.map(of).filter((one) => one !== '').join(' ').replace(/\s+/g, ' ').slice(0, 500);
    const balance = columns.balance === undefined ? undefined : this.minor(line, of(columns.balance), 'balance');
    const [direction, amountMinor] = signed < 0n ? ['OUT' as const, -signed] : ['IN' as const, signed];
    const reference = of(columns.reference) || this.nameOf([bookedOn, direction, amountMinor.toString(), remark, balance?.toString() ?? '']);
    const [name, counterparty] = [of(columns.counterpartyName), of(columns.counterpartyAccount).replace(/[\s.-]/g, '').toUpperCase()];
    this.days.push(bookedOn);
    this.entries.push({ line, minor: signed, balance });
    this.builder.entry({ line, reference, bookedOn, direction, amountMinor, remark, ...(name && { counterpartyName: name }), ...(counterparty && { counterpartyAccount: counterparty }), ...this.builder.virtualAccount(line, of(columns.virtualAccount)) });
  }

  /** The same account and currency on every row, where rows name them. */
  private account(line: number, account: string, currency: string): void {
    if (account !== '' && this.accountNo !== '' && account !== this.accountNo) this.builder.fault(line, 'other_account', 'The row is of another account than the rows above it; import one account at a time.');
    if (account !== '') this.accountNo = account;
    if (currency !== '' && !['IDR', 'RP'].includes(currency.toUpperCase())) this.builder.fault(line, 'currency_not_supported', `The currency is ${currency.slice(0, 8)}; this coalition settles in IDR.`);
  }

  /** Entries without a bank's reference are told apart by all that they say; of those that say the same, by their order on the day. */
  private nameOf(said: readonly string[]): string {
    const digest = sha256Hex(said.join('\u0000')).slice(0, 24).toUpperCase();
    const before = this.alike.get(digest) ?? 0;
    this.alike.set(digest, before + 1);
    return `${this.code}-${digest}${before === 0 ? '' : `-${before + 1}`}`;
  }

  private day(line: number, text: string): string | undefined {
    const order = this.layout.dateFormat.split(/[/.-]/);
    const mark = /[/.-]/.exec(this.layout.dateFormat)?.[0] ?? '';
    const parts = (text.split(/\s/)[0] ?? '').split(mark);
    const wrong = parts.length !== 3 || parts.some((part, at) => part.length !== (order[at] ?? '').length || !/^\d+$/.test(part));
    if (wrong) return void this.builder.fault(line, 'invalid_date', `The row begins with no date of the form ${this.layout.dateFormat}, and is none of the rows that the layout names.`);
    const of = (name: string): string => parts[order.findIndex((one) => one.startsWith(name))] ?? '';
    return this.builder.date(line, `${of('Y').padStart(4, '20')}-${of('M')}-${of('D')}`);
  }

  private amount(line: number, of: (name: string | undefined) => string): bigint | undefined {
    const { sign, columns } = this.layout;
    if (sign.kind === 'TWO_COLUMNS') {
      const [credit, debit] = [this.minor(line, of(columns.credit) || '0', 'credit'), this.minor(line, of(columns.debit) || '0', 'debit')];
      if (credit === undefined || debit === undefined) return undefined;
      if ((credit === 0n) === (debit === 0n)) return void this.builder.fault(line, 'direction', 'The row has an amount in both columns or in none; an entry goes one way.');
      return credit - debit;
    }
    const written = of(columns.amount);
    if (sign.kind === 'MINUS') return this.minor(line, written, 'amount');
    const way = sign.kind === 'COLUMN' ? of(columns.direction) : (/\s*([A-Za-z]+)$/.exec(written)?.[1] ?? '');
    const size = this.minor(line, sign.kind === 'COLUMN' ? written : written.slice(0, written.length - way.length).trim(), 'amount');
    if (!same(way, sign.in) && !same(way, sign.out)) return void this.builder.fault(line, 'direction', `The row says neither ${sign.in} nor ${sign.out}.`);
    return size === undefined ? undefined : same(way, sign.out) ? -size : size;
  }

  /** Minor units of an amount as the bank writes it, `1,535,500.00` or `1.535.500,00`; thousands are grouped by three or not at all. */
  private minor(line: number, text: string, what: string): bigint | undefined {
    const [group, mark] = this.layout.decimalMark === 'POINT' ? [',', '\\.'] : ['\\.', ','];
    const found = new RegExp(`^(-?)(\\d{1,3}(?:${group}\\d{3})+|\\d{1,16})(?:${mark}(\\d{2}))?$`).exec(text.replace(/^(Rp|IDR)\s*/i, ''));
    if (!found || (found[2] ?? '').replace(/\D/g, '').length > 16) return void this.builder.fault(line, 'invalid_money', `The ${what} is not written as this layout says, such as ${this.layout.decimalMark === 'POINT' ? '1,535,500.00' : '1.535.500,00'}.`);
    return valueToMinor(`${found[1] ?? ''}${BigInt((found[2] ?? '').replace(/\D/g, ''))}.${found[3] ?? '00'}`);
  }

  /** What the file says of itself: each balance follows from the one before, and sums and balances at its ends agree. */
  private control(): void {
    const { entries, builder, labels } = this;
    const rising = entries.every((one, at) => at === 0 || follows(entries[at - 1], one, one.minor));
    const falling = entries.every((one, at) => at === 0 || follows(one, entries[at - 1], entries[at - 1]?.minor ?? 0n));
    if (!rising && !falling) builder.fault(entries.find((one, at) => at > 0 && !follows(entries[at - 1], one, one.minor))?.line ?? 1, 'balance_broken', 'The balance does not follow from the row before and the amount: a row is missing or was changed. Export the statement again.');
    const said = (name: 'opening' | 'debits' | 'credits' | 'closing'): bigint | undefined => (labels.has(name) ? this.minor(1, labels.get(name) ?? '', this.layout.labels[name] ?? name) : undefined);
    const { inMinor, outMinor } = builder.sums();
    const [opening, closing, debits, credits] = [said('opening'), said('closing'), said('debits'), said('credits')];
    const missing = (['opening', 'closing', 'debits', 'credits'] as const).filter((name) => this.layout.labels[name] !== undefined && !labels.has(name));
    if (missing.length > 0) builder.fault(entries.at(-1)?.line ?? 1, 'trailer_missing', `The file does not say ${missing.map((name) => this.layout.labels[name]).join(', ')}. It may have been cut off.`);
    for (const [name, told, sum] of [['debits', debits, outMinor], ['credits', credits, inMinor]] as const) if (told !== undefined && told !== sum) builder.fault(1, 'trailer_sum', `${this.layout.labels[name] ?? name} is ${minorToValue(told)}; the entries come to ${minorToValue(sum)}.`);
    if (opening !== undefined && closing !== undefined && opening + inMinor - outMinor !== closing) builder.fault(1, 'trailer_sum', `From ${minorToValue(opening)} the entries lead to ${minorToValue(opening + inMinor - outMinor)}, and not to ${minorToValue(closing)}.`);
  }
}

/** Whether a balance is the one before it and the amount; rows without a balance say nothing. */
function follows(before: Entry | undefined, after: Entry | undefined, amount: bigint): boolean {
  return before?.balance === undefined || after?.balance === undefined || after.balance - before.balance === amount;
}

const SHOWN = { day: '2026-09-21', remark: 'TRSF NET2026000042 SEGAR PT PASAR SEGAR MAKMUR', opening: 2_350_000_000n, amount: 153_550_000n } as const;

/** A file of the layout with one entry, to fill in or to compare a bank's own file with. @param accountNo of the hub */
export function templateOf(layout: BankLayout, accountNo: string): string {
  const mark = DELIMITERS[layout.delimiter];
  const { columns, sign, labels } = layout;
  const closing = SHOWN.opening + SHOWN.amount;
  const values = new Map<string | undefined, string>([[columns.bookedOn, written(layout, SHOWN.day)], [columns.remark[0], SHOWN.remark], [columns.account, accountNo], [columns.currency, 'IDR'], [columns.reference, '260921000042'], [columns.balance, money(layout, closing)], [columns.credit, money(layout, SHOWN.amount)], [columns.debit, money(layout, 0n)],
    [columns.amount, `${money(layout, SHOWN.amount)}${sign.kind === 'SUFFIX' ? ` ${sign.in}` : ''}`], [columns.direction, sign.kind === 'COLUMN' ? sign.in : ''], [columns.counterpartyName, 'PT PASAR SEGAR MAKMUR'], [columns.counterpartyAccount, '4450127890'], [columns.virtualAccount, '7001200000000042']]);
  const named = (label: string | undefined, value: string): string[] => (label === undefined ? [] : [cell(`${label} : ${value}`, mark)]);
  const names = namesOf(columns);
  return [...named(labels.account, accountNo), names.map((name) => cell(name, mark)).join(mark), names.map((name) => cell(values.get(name) ?? '', mark)).join(mark), ...named(labels.opening, money(layout, SHOWN.opening)), ...named(labels.debits, money(layout, 0n)), ...named(labels.credits, money(layout, SHOWN.amount)), ...named(labels.closing, money(layout, closing)), ''].join('\r\n');
}

const cell = (text: string, mark: string): string => (text.includes(mark) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);

function written({ dateFormat }: BankLayout, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return dateFormat.replace('YYYY', year).replace('YY', year.slice(2)).replace('MM', month).replace('DD', date);
}

function money({ decimalMark }: BankLayout, minor: bigint): string {
  const [whole = '0', sen = '00'] = minorToValue(minor).split('.');
  const [group, mark] = decimalMark === 'POINT' ? [',', '.'] : ['.', ','];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, group)}${mark}${sen}`;
}
