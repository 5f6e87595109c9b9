import { DomainError } from './errors';
import { Exact } from './rate';

/** An amount of money: minor units of a currency, never a float. One rupiah is 100 minor units. */
export interface Money {
  readonly currency: string;
  readonly minor: bigint;
}

/** The wire form: `{"currency":"IDR","value":"125000.00"}`. */
export interface MoneyOnWire {
  currency: string;
  value: string;
}

const VALUE = /^-?(0|[1-9][0-9]{0,15})\.[0-9]{2}$/;
const SETTLED_CURRENCY = 'IDR';

/** The cash unit of a currency in minor units; every settled amount is a multiple of it. */
export function cashUnitMinor(currency: string): bigint {
  if (currency !== SETTLED_CURRENCY) throw notSupported(currency, '/currency');
  return 100n;
}

/**
 * Reads money from the wire.
 * @throws DomainError `currency_not_supported` (422) or `validation_failed` naming the field under `pointer`.
 */
export function moneyFromWire(wire: MoneyOnWire, pointer: string): Money {
  if (wire.currency !== SETTLED_CURRENCY) throw notSupported(wire.currency, `${pointer}/currency`);
  if (!VALUE.test(wire.value) || wire.value === '-0.00') {
    throw new DomainError('validation_failed', {
      detail: 'An amount of money is not in the form 125000.00.',
      fields: [{ pointer: `${pointer}/value`, code: 'invalid_money', detail: 'Send a string with exactly two decimals, such as "125000.00".' }],
    });
  }
  return { currency: wire.currency, minor: valueToMinor(wire.value) };
}

/** Minor units of a value in the form of the wire, which was checked where it came in. */
export function valueToMinor(value: string): bigint {
  return BigInt(value.replace('.', ''));
}

export function minorToValue(minor: bigint): string {
  const size = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

export function moneyToWire(minor: bigint, currency = SETTLED_CURRENCY): MoneyOnWire {
  return { currency, value: minorToValue(minor) };
}

/** Exact minor units of points times a price in major units (rupiah a point). */
export function exactMinor(points: bigint, pointPrice: Exact): Exact {
  return new Exact(points.toString()).mul(pointPrice).mul(100);
}

function notSupported(currency: string, pointer: string): DomainError {
  return new DomainError('currency_not_supported', {
    detail: `This coalition settles in ${SETTLED_CURRENCY}; ${currency} is not supported.`,
    fields: [{ pointer, code: 'currency_not_supported', detail: `Send ${SETTLED_CURRENCY}.` }],
  });
}
