import fc from 'fast-check';
import { metBy, type Taken } from './applications';

type Parts = Record<'principal' | 'fee' | 'ppn', bigint>;
const whole = fc.bigInt({ min: 0n, max: 10_000_000n });
const parts: fc.Arbitrary<Parts> = fc.record({ principal: whole, fee: whole, ppn: whole });
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** What the database says is met of an invoice: what it brings, less what is open of its parts beyond newer documents. */
const metAtTheEnd = ({ slices, due, money }: Taken<string, object>): bigint => slices.reduce((sum, { part, ownMinor, newerMinor }) => {
  const open = (due?.[part] ?? 0n) - money.reduce((all, one) => all + one[part], 0n);
  return sum + ownMinor - least(most(ownMinor, 0n), most(open - newerMinor, 0n));
}, 0n);

describe('what met an invoice', () => {
  const taken = fc.record({
    source: fc.constant('settlement'),
    slices: fc.array(fc.record({ part: fc.constantFrom('principal' as const, 'fee' as const, 'ppn' as const), ownMinor: fc.bigInt({ min: -1_000_000n, max: 10_000_000n }), newerMinor: fc.bigInt({ min: -1_000_000n, max: 10_000_000n }) }), { minLength: 1, maxLength: 3 }),
    due: parts, money: fc.array(parts, { maxLength: 4 }),
  });

  test('its steps add up to what is met at the end, whatever came in whatever order', () => {
    fc.assert(fc.property(fc.array(taken, { maxLength: 4 }), (list) => {
      expect(metBy(list).reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(list.reduce((sum, one) => sum + metAtTheEnd(one), 0n));
    }));
  });

  test('money meets the oldest document first: what is open stands on the newest', () => {
    const of = (newerMinor: bigint, ...paid: bigint[]): bigint[] => metBy([{ source: '', slices: [{ part: 'principal', ownMinor: 60n, newerMinor }], due: { principal: 100n, fee: 0n, ppn: 0n }, money: paid.map((principal) => ({ principal, fee: 0n, ppn: 0n })) }]).map((one) => one.amountMinor);
    // Two documents of 60 and 50, of which 10 were set off: the older one is met by set-off and by the first 50.
    expect([of(50n), of(50n, 30n), of(50n, 30n, 30n), of(0n, 30n, 30n, 40n)]).toEqual([[10n], [10n, 30n], [10n, 30n, 20n], [20n, 40n]]);
  });

  test('without an obligation in its direction everything was set off', () => {
    expect(metBy([{ source: 'S', slices: [{ part: 'fee', ownMinor: 55n, newerMinor: 0n }, { part: 'ppn', ownMinor: 6n, newerMinor: 3n }], money: [] }])).toEqual([{ source: 'S', amountMinor: 61n }]);
    expect(metBy([])).toEqual([]);
  });
});
