import { minorToValue } from '../../kernel/money';
import { StatementBuilder, type ReadStatement } from './bank-statement';
import { splitCsv } from './csv-rows';

const HEAD = ['H', 'KONGSI-BANK', '1'];

/**
 * Reads a bank statement as CSV (RFC 4180, UTF-8). Three kinds of rows, in this order:
 * `H,KONGSI-BANK,1,<statement reference>,<account>,<currency>`;
 * `E,<bank reference>,<booked on>,<IN|OUT>,<amount>,<currency>,<counterparty name>,<counterparty account>,<remark>[,<virtual account>]`;
 * `T,<number of entries>,<sum of IN less sum of OUT>`.
 * Nothing is guessed: a file with one fault is read for all its faults and refused whole.
 */
export function readBankCsv(text: string): ReadStatement {
  const builder = new StatementBuilder();
  const rows = splitCsv(text, ',', builder);
  const [head] = rows;
  if (!head || HEAD.some((field, at) => head.fields[at] !== field) || head.fields.length !== 6) builder.fault(head?.line ?? 1, 'header_missing', 'The first row is not H,KONGSI-BANK,1,<statement reference>,<account>,<currency>.');
  else builder.head(head.line, head.fields[3] ?? '', head.fields[4] ?? '', head.fields[5] ?? '');
  const trailers = rows.filter(({ fields }) => fields[0] === 'T');
  for (const { line, fields } of rows.slice(1)) {
    if (fields[0] === 'E') readEntry(builder, line, fields);
    else if (fields[0] !== 'T') builder.fault(line, 'row_unknown', `A row begins with ${JSON.stringify((fields[0] ?? '').slice(0, 12))}; rows begin with E, the last one with T.`);
  }
  const last = rows.at(-1);
  if (trailers.length !== 1 || last?.fields[0] !== 'T') builder.fault(last?.line ?? 1, 'trailer_missing', 'The last row, and no other, is T,<number of entries>,<sum of IN less sum of OUT>. The file may have been cut off.');
  else checkTrailer(builder, last.line, last.fields);
  return builder.done();
}

function readEntry(builder: StatementBuilder, line: number, fields: readonly string[]): void {
  if (fields.length !== 9 && fields.length !== 10) return builder.fault(line, 'columns', `The row has ${fields.length} columns; an entry has 9, or 10 with the virtual account.`);
  const [, reference = '', bookedOn = '', direction = '', amount = '', currency = '', name = '', account = '', remark = '', virtual = ''] = fields;
  if (direction !== 'IN' && direction !== 'OUT') builder.fault(line, 'direction', 'The direction is neither IN nor OUT.');
  builder.currency(line, currency);
  builder.entry({ line, reference, bookedOn: builder.date(line, bookedOn), direction: direction === 'OUT' ? 'OUT' : 'IN', amountMinor: builder.amount(line, amount), remark, ...(name && { counterpartyName: name }), ...(account && { counterpartyAccount: account.replace(/[\s.-]/g, '').toUpperCase() }), ...builder.virtualAccount(line, virtual) });
}

function checkTrailer(builder: StatementBuilder, line: number, fields: readonly string[]): void {
  const { count, inMinor, outMinor } = builder.sums();
  if (fields.length !== 3) return builder.fault(line, 'columns', `The row has ${fields.length} columns; the trailer has 3.`);
  if (fields[1] !== String(count)) builder.fault(line, 'trailer_count', `The trailer counts ${fields[1]?.slice(0, 20) ?? ''} entries; the file has ${count}.`);
  const sum = minorToValue(inMinor - outMinor);
  if (fields[2] !== sum) builder.fault(line, 'trailer_sum', `The trailer's sum is ${fields[2]?.slice(0, 30) ?? ''}; the entries come to ${sum}.`);
}
