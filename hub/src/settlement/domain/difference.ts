/** One line of a record: where it stands, such as `lines[2].delta`, and its value as JSON. */
export interface RecordLine {
  readonly at: string;
  readonly value: string;
}

export interface Difference {
  readonly at: string;
  /** Absent where the line is missing on this side. */
  readonly stored?: string;
  readonly replayed?: string;
}

/** A canonical record line by line, in the order of its bytes. */
export function linesOf(record: string): RecordLine[] {
  const lines: RecordLine[] = [];
  const visit = (value: unknown, at: string): void => {
    if (Array.isArray(value) && value.length > 0) value.forEach((one, place) => visit(one, `${at}[${place}]`));
    else if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0) for (const [name, one] of Object.entries(value)) visit(one, at === '' ? name : `${at}.${name}`);
    else lines.push({ at, value: JSON.stringify(value) });
  };
  visit(JSON.parse(record), '');
  return lines;
}

/** The first line in which two canonical records differ; undefined when their bytes are the same. */
export function firstDifference(stored: string, replayed: string): Difference | undefined {
  if (stored === replayed) return undefined;
  const [left, right] = [linesOf(stored), linesOf(replayed)];
  const known = new Set(left.map((line) => line.at));
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const [one, other] = [left[place], right[place]];
    if (one && other && one.at === other.at && one.value === other.value) continue;
    // A hash of everything differs whenever anything does; what it stands for is more telling.
    if (one?.at === other?.at && one?.at === 'inputHash') continue;
    const at = (other && !known.has(other.at) ? other.at : one?.at) ?? '';
    return { at, ...(one && one.at === at && { stored: one.value }), ...(other && other.at === at && { replayed: other.value }) };
  }
  const [input] = [left, right].map((lines) => lines.find((line) => line.at === 'inputHash')?.value);
  return { at: 'inputHash', ...(input !== undefined && { stored: input }), replayed: right.find((line) => line.at === 'inputHash')?.value ?? '' };
}
