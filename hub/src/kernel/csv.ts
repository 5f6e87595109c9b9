/** A cell: text from anywhere, or a number of our own that is written as it is. */
export type CsvCell = string | { readonly number: string } | undefined;

/** What a spreadsheet would take for a formula or a command when a cell begins with it (OWASP, CSV injection). */
const DANGEROUS = /^[=+\-@\t\r\0]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const BYTE_ORDER_MARK = '\ufeff';

/** A number that may stand unchanged, such as `-1250.00`; anything else is treated as text. */
export function csvNumber(text: string): CsvCell {
  return NUMBER.test(text) ? { number: text } : text;
}

/**
 * Rows as a file of RFC 4180: UTF-8 with a byte order mark, CRLF after each row, quotes where they are needed.
 * Text that a spreadsheet would run gets a leading apostrophe; our own negative numbers do not.
 * @param separator `,`, or `;` for spreadsheets that write decimals with a comma
 */
export function csvFile(rows: readonly (readonly CsvCell[])[], separator: ',' | ';' = ','): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`).join('');
}

function csvCell(cell: CsvCell, separator: string): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return cell.number;
  const safe = DANGEROUS.test(cell) ? `'${cell}` : cell;
  return /["\r\n]/.test(safe) || safe.includes(separator) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
