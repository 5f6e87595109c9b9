/** A character that makes a spreadsheet compute (OWASP ASVS 1.2.10); such a cell is led by an apostrophe. */
const COMPUTES = /^[=+\-@\t\r\0]/;
const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;

/** Rows as CSV by RFC 4180, with a heading and CRLF; cells are safe to open in a spreadsheet. */
export function csv(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = COMPUTES.test(text) && !NUMBER.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [heading, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
