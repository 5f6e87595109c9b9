import type { Money } from './api';

export type Language = 'id' | 'en';
let language: Language = 'id';
export const setFormatLanguage = (next: Language): void => {
  language = next;
};
const locale = (): string => (language === 'id' ? 'id-ID' : 'en-GB');

/** Digits of money from its decimal string, exactly; without sign and currency. */
function digitsOf(value: Money): string {
  const digits = value.value.replace('-', '');
  const fraction = digits.endsWith('.00') ? 0 : 2;
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: fraction, maximumFractionDigits: fraction }).format(digits as unknown as number);
}

/** Money with its currency; the minus sign stands before the currency. */
export const money = (value: Money | undefined): string => (value ? `${isNegative(value) ? '−' : ''}${language === 'id' ? 'Rp' : value.currency} ${digitsOf(value)}` : '–');

/** Money where the heading names the currency. */
export const plain = (value: Money): string => `${isNegative(value) ? '−' : ''}${digitsOf(value)}`;

export const isNegative = (value: Money): boolean => value.value.startsWith('-');
export const isZero = (value: Money): boolean => /^-?0\.00$/.test(value.value);
export const negated = (value: Money): Money => (isZero(value) ? value : { ...value, value: isNegative(value) ? value.value.slice(1) : `-${value.value}` });
export const absolute = (value: Money): Money => ({ ...value, value: value.value.replace('-', '') });

/** Minor units of money, for comparisons; never for showing. */
export const minor = (value: Money): bigint => BigInt(value.value.replace('.', ''));

/** Money of minor units, for sums over what is shown. */
export function fromMinor(units: bigint, currency: string): Money {
  const digits = (units < 0n ? -units : units).toString().padStart(3, '0');
  return { currency, value: `${units < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` } as Money;
}

/** A decimal string as it is typed, with the comma of the language. */
export const typed = (text: string): string => (language === 'id' ? text.replace('.', ',') : text);

/** Digits in groups, for a field that is being written. */
export const grouped = (digits: string): string => new Intl.NumberFormat(locale()).format(digits as unknown as number);

export const count = (value: number): string => signed(new Intl.NumberFormat(locale()).format(value));
/** A fraction as people say it: `0.8312` is 83.12 %. */
export const percent = (fraction: string): string => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 2 }).format(fraction as unknown as number).replace('-', '−');
/** A fee's rate, whole: `0.0125` is 1.25 %. */
export const rate = (fraction: string): string => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 10 }).format(fraction as unknown as number);
/** The heading of a column whose cells are bare amounts. */
export const rupiah = (label: string): string => (/\((Rp|IDR)\)$/.test(label) ? label : `${label} (${currency()})`);

/** How the page's language names the rupiah. */
export const currency = (): 'Rp' | 'IDR' => (language === 'id' ? 'Rp' : 'IDR');

/** One minus sign for everything; `Intl` writes a hyphen. */
const signed = (text: string): string => text.replace('-', '−');
export const decimal = (text: string): string => signed(new Intl.NumberFormat(locale(), { maximumFractionDigits: 10 }).format(text as unknown as number));

/** A business date is a date of Jakarta; it is shown, never converted. */
export function date(text: string | undefined): string {
  return text === undefined ? '–' : new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));
}

export function instant(text: string | undefined): string {
  return text === undefined ? '–' : `${new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' }).format(new Date(text))} WIB`;
}

/** The business date of an instant: its day in Jakarta. */
export const businessDate = (instantText: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta', year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instantText));

/** `inv_…4f50`: enough to recognise an id; the whole stands in its title. */
export const shortId = (id: string): string => `${id.slice(0, 4)}…${id.slice(-6)}`;

/** `2026-10` and 1 is `2026-09`. */
export const monthsBefore = (month: string, months: number): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 - months, 1)).toISOString().slice(0, 7);
export const dayAfter = (text: string, days: number): string => new Date(Date.parse(`${text}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Who did something: a person by the name of its sign-in, a key by the beginning of its thumbprint. */
export function actor(value: string): string {
  return value.startsWith('key:') ? `${value.slice(0, 12)}…` : value.replace(/^user:/, '');
}
