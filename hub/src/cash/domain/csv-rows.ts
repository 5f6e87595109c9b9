import type { StatementBuilder } from './bank-statement';

/** A row of a CSV with the line on which it begins. */
export interface Row {
  readonly line: number;
  readonly fields: string[];
}

/** Rows of a CSV with the line on which each begins; quoted fields may hold commas, quotes and line breaks. */
export function splitCsv(text: string, delimiter: ',' | ';' | '\t', builder: StatementBuilder): Row[] {
  const rows: Row[] = [];
  let [line, began, field, quoted, closed] = [1, 1, '', false, false];
  let fields: string[] = [];
  const endField = (): void => {
    fields.push(field);
    field = '';
    closed = false;
  };
  const endRow = (): void => {
    endField();
    if (fields.length > 1 || fields[0] !== '') rows.push({ line: began, fields });
    fields = [];
  };
  const content = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < content.length; at += 1) {
    const char = content[at] ?? '';
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') field += char;
      else if (content[at + 1] === '"') {
        field += '"';
        at += 1;
      } else [quoted, closed] = [false, true];
    } else if (char === '"' && field === '' && !closed) quoted = true;
    else if (char === delimiter) endField();
    else if (char === '\n') {
      endRow();
      began = line;
    } else if (char === '\r' && content[at + 1] === '\n') continue;
    else if (closed || char === '"') builder.fault(line, 'quotes', 'A quotation mark stands where none may; quote the whole field and double the marks in it.');
    else field += char;
  }
  if (quoted) builder.fault(began, 'quotes', 'A quoted field is not closed.');
  endRow();
  return rows;
}
