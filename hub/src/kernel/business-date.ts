import { DomainError } from './errors';

/** A calendar date `YYYY-MM-DD` in the settlement zone. Dates compare as text. */
export type BusinessDate = string;

const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();
/** Zones without daylight saving have one distance from UTC; the formatter is slow, so it is asked once. */
const fixedOffsets = new Map<string, number>([['Asia/Jakarta', 7 * 3_600_000], ['UTC', 0]]);

/** Postings ask for the same few dates again and again; making the text of one takes as long as all that is done with it. */
const dates = new Map<number, BusinessDate>();
const MOST_DATES = 10_000;

/** The date so many days after 1970-01-01. */
function dateOfDay(day: number): BusinessDate {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(day, text);
  return text;
}

/** The calendar date of an instant in a zone; outlets in other zones use the settlement zone too. */
export function businessDate(at: Date, zone = 'Asia/Jakarta'): BusinessDate {
  const fixed = fixedOffsets.get(zone);
  if (fixed !== undefined) return dateOfDay(Math.floor((at.getTime() + fixed) / DAY_MS));
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(zone, formatter);
  }
  return formatter.format(at);
}

/** The first instant of a business date in a zone. */
export function startOfBusinessDate(date: BusinessDate, zone = 'Asia/Jakarta'): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const fixed = fixedOffsets.get(zone);
  if (fixed !== undefined) return new Date(midnight - fixed);
  // The zone's distance from UTC is found by asking which date half-hour steps around UTC midnight belong to.
  for (let at = midnight - 15 * 3_600_000; at <= midnight + 15 * 3_600_000; at += 900_000) {
    if (businessDate(new Date(at), zone) >= date) return new Date(at);
  }
  throw new RangeError(`The zone ${zone} has no start of ${date}.`);
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return dateOfDay(Date.parse(`${date}T00:00:00Z`) / DAY_MS + days);
}

export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The date itself where banks settle on it, or else the next date on which they do: no Saturday, no Sunday, no holiday. */
export function businessDayFrom(date: BusinessDate, holidays: ReadonlySet<BusinessDate>): BusinessDate {
  let day = date;
  while (holidays.has(day) || [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) day = addDays(day, 1);
  return day;
}

/** No business of a coalition lies before this year, nor after 9999, where `YYYY-MM-DD` ends. */
const FIRST_YEAR = 1970;
const LAST_DAY = Date.UTC(9999, 11, 31);

/** Whether a text is a date of the calendar in the form `YYYY-MM-DD`, of the years 1970 to 9999. */
export function isBusinessDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text && Number(text.slice(0, 4)) >= FIRST_YEAR;
}

/** Reads `YYYY-MM-DD` and refuses dates that no calendar has, and years before 1970. */
export function parseBusinessDate(text: string, pointer: string): BusinessDate {
  if (!isBusinessDate(text)) {
    throw new DomainError('validation_failed', {
      detail: 'A business date is not a calendar date of the years 1970 to 9999 in the form YYYY-MM-DD.',
      fields: [{ pointer, code: 'invalid_date', detail: 'Send a calendar date such as 2026-11-22.' }],
    });
  }
  return text;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Reads an RFC 3339 instant of the years 1970 to 9999 and refuses days and hours that no calendar has; without an offset nobody knows which of Indonesia's three times was meant. */
export function instantFromWire(text: string, pointer: string): Date {
  const date = INSTANT.exec(text)?.[1];
  const at = new Date(text);
  // The last day is left out, for in some zone it is the first of the year 10000.
  if (date === undefined || !isBusinessDate(date) || !(at.getTime() >= 0 && at.getTime() < LAST_DAY)) {
    throw new DomainError('validation_failed', { detail: `${pointer.slice(1)} is no instant of the calendar of the years 1970 to 9999.`, fields: [{ pointer, code: 'invalid_instant', detail: 'Send an RFC 3339 instant with its offset, such as 2026-11-22T23:50:00+07:00.' }] });
  }
  return at;
}
