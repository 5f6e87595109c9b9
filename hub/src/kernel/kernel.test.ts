import fc from 'fast-check';
import { vector } from '../../test/support/vectors';
import { allocate, scaleWeights } from './allocate';
import { addDays, businessDate, parseBusinessDate, startOfBusinessDate } from './business-date';
import { newUuid, parseId, wireId } from './ids';
import { exactMinor, minorToValue, moneyFromWire } from './money';
import { pointsFromWire } from './points';
import { canonicalJson } from './canonical';
import { Exact, rate, times } from './rate';
import { roundHalfUp, worthOf } from './rounding';

interface Cases {
  given: { cases: Record<string, unknown>[]; refused?: { total: string; weights: string[] }[] };
  expected: { cases: unknown[]; refused?: string };
}
const minor = (value: string): bigint => BigInt(value.replace('.', ''));

/** Every allocation in this file goes through here, so that the sum is always checked. */
function allocated(total: bigint, weights: readonly bigint[]): bigint[] {
  const parts = allocate(total, weights);
  expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
  return parts;
}

describe('rounding', () => {
  test('what points are worth is the same in whole numbers as in exact ones', () => {
    fc.assert(fc.property(fc.bigInt(-9_007_199_254_740_991n, 9_007_199_254_740_991n), fc.bigInt(-99_999_999_999_999n, 99_999_999_999_999n), fc.nat(10), fc.constantFrom(1n, 100n, 10_000n), (points, digits, decimals, cashUnit) => {
      const size = (digits < 0n ? -digits : digits).toString().padStart(decimals + 1, '0');
      const price = `${digits < 0n ? '-' : ''}${size.slice(0, size.length - decimals)}${decimals > 0 ? `.${size.slice(size.length - decimals)}` : ''}`;
      expect(worthOf(points, price, cashUnit)).toBe(roundHalfUp(exactMinor(points, rate(price)), cashUnit));
    }), { numRuns: 2_000 });
  });

  const decimal = fc.tuple(fc.bigInt(-(10n ** 40n), 10n ** 40n), fc.nat(30)).map(([digits, decimals]) => new Exact(`${digits}e-${decimals}`));
  const halves = fc.tuple(fc.bigInt(-1_000_000n, 1_000_000n), fc.constantFrom('0', '0.49999999999999999999', '0.5', '0.50000000000000000001')).map(([whole, rest]) => new Exact(whole.toString()).add(rest));
  test('an exact amount is rounded in whole numbers as decimals round it', () => {
    fc.assert(fc.property(fc.oneof(decimal, halves), fc.constantFrom(1n, 2n, 4n, 25n, 100n, 10_000n), (exact, unit) => {
      expect(roundHalfUp(exact, unit)).toBe(BigInt(exact.div(unit.toString()).toDecimalPlaces(0, Exact.ROUND_HALF_UP).toFixed(0)) * unit);
    }), { numRuns: 5_000 });
    expect([roundHalfUp(new Exact('4.4'), 3n), roundHalfUp(new Exact('4.5'), 3n), roundHalfUp(new Exact('-4.5'), 3n)]).toEqual([3n, 6n, -6n]);
  });

  test('a whole number times a rate is the same in whole numbers as in decimals', () => {
    fc.assert(fc.property(fc.bigInt(-(10n ** 21n), 10n ** 21n), fc.bigInt(-99_999_999_999_999n, 99_999_999_999_999n), fc.nat(10), (count, digits, decimals) => {
      const price = new Exact(`${digits}e-${decimals}`).toFixed();
      expect(times(count, price).toFixed()).toBe(new Exact(count.toString()).mul(rate(price)).toFixed());
    }), { numRuns: 2_000 });
    expect(() => times(1n, '1,5')).toThrow('Not a decimal string');
  });

  const { given, expected }: Cases = vector('ROUND');
  test.each(given.cases.map((one, index) => [one['exact'] as string, expected.cases[index] as string]))('%s rupiah is %s', (exact, value) => {
    const [n = '0', d = '1'] = exact.split('/');
    expect(minorToValue(roundHalfUp(new Exact(n).mul(100).div(d)))).toBe(value);
  });

  test('points times price is rounded once', () => {
    const prices: Cases = vector('PRICE');
    prices.given.cases.forEach((one, index) => {
      const exact = exactMinor(BigInt(one['points'] as number), rate(one['pointPrice'] as string));
      expect(minorToValue(roundHalfUp(exact))).toBe(prices.expected.cases[index]);
    });
  });

  test('cumulative deltas add up to the rounding of the whole', () => {
    const cumulative: Cases = vector('CUMULATIVE');
    cumulative.given.cases.forEach((one, index) => {
      let exact = new Exact(0);
      const deltas = (one['amounts'] as string[]).map((amount) => {
        const before = roundHalfUp(exact);
        exact = exact.add(rate(one['rate'] as string).mul(minor(amount).toString()));
        return minorToValue(roundHalfUp(exact) - before);
      });
      const said = cumulative.expected.cases[index] as { deltas: string[]; sum: string; eachRoundedAlone: string[] };
      expect([deltas, minorToValue(roundHalfUp(exact))]).toEqual([said.deltas, said.sum]);
      expect((one['amounts'] as string[]).map((amount) => minorToValue(roundHalfUp(rate(one['rate'] as string).mul(minor(amount).toString()))))).toEqual(said.eachRoundedAlone);
    });
  });

  test('is symmetric and never further than half a unit from the exact amount', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 1, max: 9999 }), (n, d) => {
      const exact = new Exact(n.toString()).div(d);
      const rounded = roundHalfUp(exact);
      expect(roundHalfUp(exact.neg())).toBe(-rounded);
      expect(exact.sub(rounded.toString()).abs().lte(50)).toBe(true);
      expect(rounded % 100n).toBe(0n);
    }));
  });
});

describe('allocation', () => {
  test('gives the reference parts, in rupiah', () => {
    const { given, expected }: Cases = vector('ALLOCATE');
    given.cases.forEach((one, index) => {
      const parts = allocated(minor(one['total'] as string) / 100n, scaleWeights(one['weights'] as string[]));
      expect(parts.map((part) => minorToValue(part * 100n))).toEqual(expected.cases[index]);
    });
    for (const refused of given.refused ?? []) {
      expect(() => allocate(minor(refused.total) / 100n, scaleWeights(refused.weights))).toThrow(expect.objectContaining({ code: expected.refused }));
    }
  });

  test('credits never exceed what is not credited yet', () => {
    const { given, expected }: Cases = vector('ALLOCATE-CREDIT');
    given.cases.forEach((one, index) => {
      const wanted = expected.cases[index] as { parts: string[]; credits: { parts: string[]; uncredited: string[] }[] };
      let open = allocated(minor(one['total'] as string) / 100n, scaleWeights(one['weights'] as string[]));
      expect(open.map((part) => minorToValue(part * 100n))).toEqual(wanted.parts);
      (one['credits'] as string[]).forEach((credit, step) => {
        const parts = allocated(minor(credit) / 100n, open);
        open = open.map((rest, at) => rest - (parts[at] ?? 0n));
        expect(parts.map((part) => minorToValue(part * 100n))).toEqual(wanted.credits[step]?.parts);
        expect(open.map((part) => minorToValue(part * 100n))).toEqual(wanted.credits[step]?.uncredited);
      });
    });
  });

  test('any total over any weights sums to the total, and each part is less than one unit from its share', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 30 }).filter((all) => all.some((one) => one > 0n));
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), weights, (total, shares) => {
      const sum = shares.reduce((a, b) => a + b, 0n);
      allocated(total, shares).forEach((part, at) => {
        const distance = part * sum - total * (shares[at] ?? 0n);
        expect(distance < sum && distance > -sum).toBe(true);
      });
    }));
  });
});

describe('business dates', () => {
  test.each([
    ['2026-01-31T16:59:59.999Z', '2026-01-31', 'the last millisecond of a month in Jakarta'],
    ['2026-01-31T17:00:00Z', '2026-02-01', 'midnight in Jakarta'],
    ['2026-01-31T23:30:00+09:00', '2026-01-31', 'half past eleven at night in Jayapura'],
    ['2026-02-01T00:30:00+08:00', '2026-01-31', 'after midnight in Makassar is still the day before'],
    ['2028-02-28T17:00:00Z', '2028-02-29', 'a leap day'],
    ['2027-02-28T17:00:00Z', '2027-03-01', 'no leap day'],
  ])('%s belongs to %s: %s', (instant, date) => {
    expect(businessDate(new Date(instant))).toBe(date);
  });

  test('a date begins where the day before ends', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'UTC'), (days, zone) => {
      const date = addDays('2000-01-01', days);
      const start = startOfBusinessDate(date, zone);
      expect(businessDate(start, zone)).toBe(date);
      expect(businessDate(new Date(start.getTime() - 1), zone)).toBe(addDays(date, -1));
    }), { numRuns: 50 });
  });

  test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', ''])('%p is no date', (text) => {
    expect(() => parseBusinessDate(text, '/validFrom')).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });
});

describe('values of the wire', () => {
  test.each([0, -1, 1.5, 2 ** 53, Number.NaN, Infinity])('%p is no number of points', (value) => {
    expect(() => pointsFromWire(value)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });
  test.each(['1', '1.0', '01.00', '-0.00', '1,000.00', '1e3', '.50'])('%p is no amount of money', (value) => {
    expect(() => moneyFromWire({ currency: 'IDR', value }, '/amount')).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });
  test('another currency is refused by its own code', () => {
    expect(() => moneyFromWire({ currency: 'USD', value: '1.00' }, '/amount')).toThrow(expect.objectContaining({ code: 'currency_not_supported' }));
  });
  test('money survives the way to the wire and back', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (amount) => {
      expect(moneyFromWire({ currency: 'IDR', value: minorToValue(amount) }, '').minor).toBe(amount);
    }));
  });
  test('ids rise and keep their kind', () => {
    const ids = Array.from({ length: 10_000 }, () => newUuid(1_790_000_000_000));
    expect([...ids].sort()).toEqual(ids);
    expect(parseId('mem', wireId('mem', ids[0] ?? ''))).toBe(ids[0]);
    expect(parseId('prt', wireId('mem', ids[0] ?? ''))).toBeUndefined();
  });
});

test('a yearly amount is spread over months cumulatively, so that the months add up to the year', () => {
  const { given, expected }: Cases = vector('SPREAD');
  given.cases.forEach((one, at) => {
    const { total, periods } = one as { total: string; periods: number };
    const upTo = (month: number): bigint => roundHalfUp(new Exact(minor(total).toString()).mul(month).div(periods));
    const { parts, sum } = expected.cases[at] as { parts: string[]; sum: string };
    expect(Array.from({ length: periods }, (_, month) => minorToValue(upTo(month + 1) - upTo(month)))).toEqual(parts);
    expect(minorToValue(upTo(periods))).toBe(sum);
  });
});

describe('canonical JSON', () => {
  /** Name by name, as the rule says it. */
  const byTheRule = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map((one: unknown) => byTheRule(one ?? null)).join(',')}]`;
    if (typeof value === 'bigint') return `"${value}"`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    return `{${Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => `${JSON.stringify(name)}:${byTheRule(one)}`).join(',')}}`;
  };
  const name = fc.oneof(fc.string(), fc.constantFrom('10', '9', '010', '__proto__', 'toJSON', 'é', 'Z', 'a', 'aa', '_x', ''));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({ value: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'binary' }), fc.bigInt(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined), fc.array(tie('value')), fc.array(fc.tuple(name, tie('value'))).map((all) => Object.fromEntries(all))) }));

  test('is written by the rule, whatever the names are and in whatever order they were set', () => {
    fc.assert(fc.property(value.filter((one) => one !== undefined), (one) => {
      expect(canonicalJson(one)).toBe(byTheRule(one));
    }), { numRuns: 3_000 });
    expect(canonicalJson({ b: 1, a: { 10: 'x', 9: undefined, B: 2n } })).toBe('{"a":{"10":"x","B":"2"},"b":1}');
  });
});
