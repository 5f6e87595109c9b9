/** A fraction of whole numbers: nothing is ever rounded before `roundHalfUp` says so, and no float is near. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

const RATE = /^(-?)(0|[1-9][0-9]{0,15})(?:\.([0-9]{1,10}))?$/;
const MONEY = /^-?(0|[1-9][0-9]{0,17})\.[0-9]{2}$/;
export const ZERO: Exact = { n: 0n, d: 1n };

function reduced(n: bigint, d: bigint): Exact {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return { n: n / a, d: d / a };
}

/**
 * A price or rate from its decimal string, at most 10 decimals.
 * @throws RangeError for anything else
 */
export function rate(text: string): Exact {
  const [, sign, whole, decimals = ''] = RATE.exec(text) ?? [];
  if (sign === undefined || whole === undefined) throw new RangeError(`Not a decimal string with at most 10 decimals: ${text}`);
  return reduced(BigInt(`${sign}${whole}${decimals}`), 10n ** BigInt(decimals.length));
}

export function whole(value: bigint): Exact {
  return { n: value, d: 1n };
}

export function add(a: Exact, b: Exact): Exact {
  return reduced(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function less(a: Exact, b: Exact): Exact {
  return add(a, { n: -b.n, d: b.d });
}

/** Below nothing when `a` is less than `b`. */
export function compared(a: Exact, b: Exact): bigint {
  return a.n * b.d - b.n * a.d;
}

export function times(a: Exact, b: Exact): Exact {
  return reduced(a.n * b.n, a.d * b.d);
}

/** Whole units, half away from zero: `roundHalfUp(-x) = -roundHalfUp(x)`. */
export function roundHalfUp({ n, d }: Exact): bigint {
  const size = n < 0n ? -n : n;
  const units = (2n * size + d) / (2n * d);
  return n < 0n ? -units : units;
}

/** The decimal string of a fraction that ends, without zeros at its end: `502.5`. Products of points, prices and rates always end. */
export function decimalText({ n, d }: Exact): string {
  let [scaled, rest, decimals] = [n < 0n ? -n : n, d, 0];
  for (; rest % 10n === 0n; rest /= 10n) decimals += 1;
  for (; rest % 2n === 0n; rest /= 2n, decimals += 1) scaled *= 5n;
  for (; rest % 5n === 0n; rest /= 5n, decimals += 1) scaled *= 2n;
  if (rest !== 1n) throw new RangeError('The fraction has no end as a decimal.');
  const digits = scaled.toString().padStart(decimals + 1, '0');
  return `${n < 0n ? '-' : ''}${decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`}`;
}

/** Whole rupiah as money is written: `60000.00`. */
export function moneyText(rupiah: bigint): string {
  return `${rupiah}.00`;
}

/** Minor units of a money text; undefined when it is none. */
export function minorOf(text: string): bigint | undefined {
  return MONEY.test(text) && text !== '-0.00' ? BigInt(text.replace('.', '')) : undefined;
}

/** Minor units as money is written. */
export function minorText(minor: bigint): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Decimal weights as whole ones of the same proportions. */
export function scaled(weights: readonly string[]): bigint[] {
  const decimals = Math.max(0, ...weights.map((weight) => (weight.split('.')[1] ?? '').length));
  return weights.map((weight) => {
    const [units = '0', fraction = ''] = weight.split('.');
    return BigInt(units + fraction.padEnd(decimals, '0'));
  });
}

/** Splits a total over weights by largest remainder, ties to the lowest position; the parts always sum to the total. All-zero weights share nothing. */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum <= 0n || total < 0n || weights.some((weight) => weight < 0n)) return weights.map(() => 0n);
  const parts = weights.map((weight) => (total * weight) / sum);
  const order = weights.map((weight, at) => ({ at, rest: (total * weight) % sum })).sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const missing = Number(total - parts.reduce((a, b) => a + b, 0n));
  for (const { at } of order.slice(0, missing)) parts[at] = (parts[at] ?? 0n) + 1n;
  return parts;
}
