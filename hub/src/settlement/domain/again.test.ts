import { sameAgain } from './again';
import { calculate } from './engine';
import type { CalculationInput, GroupKey, GroupPricing, LegGroup } from './facts';
import { recordOf } from './record';

const [A, B, C] = ['a', 'b', 'c'].map((one) => `00000000-0000-7000-8000-00000000000${one}`) as [string, string, string];
const TODAY = '2026-01-15';
const group = (issuerId: string, redeemerId: string, points: bigint, more: Partial<LegGroup> = {}): LegGroup => ({ event: 'BURN', issuerId, redeemerId, businessDate: TODAY, pointKind: 'REGULAR', late: false, points, legs: 1, source: 'LEGS', ...more });
const at = (price: (key: GroupKey & { readonly late: boolean }) => string) => (key: GroupKey & { readonly late: boolean }): GroupPricing => {
  const side = { pointPrice: price(key), feeRate: '0.015', termsRef: 'T@v1 clause burn', feeRef: 'T@v1 clause fee', taxProfileId: 'ppn' };
  return { pay: side, receive: side, issuerCycleId: key.issuerId, redeemerCycleId: key.redeemerId ?? '', issuerTax: 'ppn@v1', redeemerTax: 'ppn@v1', ...(key.late && { late: true as const }) };
};
const input = (price: CalculationInput['price'], groups: readonly LegGroup[] = [group(A, B, 33n), group(B, C, 67n), group(C, A, 5n), group(A, C, 11n, { businessDate: '2026-01-14', late: true })]): CalculationInput => ({ windowId: 'w', version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate: TODAY, groups, price,
  lines: new Map(), taxes: new Map([['ppn@v1', { rate: '0.12', dppNumerator: 11, dppDenominator: 12 }]]), positionsBefore: new Map([[A, 0n], [B, 5n], [C, -5n]]) });
const again = (one: CalculationInput): boolean => sameAgain(one, recordOf(one, calculate(one)));

describe('a calculation that is made twice', () => {
  test('I7: comes to the same bytes from the facts in the opposite order, and tells when it does not', () => {
    expect(again(input(at(() => '48.37')))).toBe(true);
    // A price that depends on who asks first is no fact.
    let asked = 0;
    expect(again(input(at(() => String(500 + (asked += 1))), [group(A, B, 33n), group(B, C, 67n)]))).toBe(false);
  });

  test('I13: a late leg has the price of its date, wherever it stands; nothing is late that is of the day', () => {
    expect(() => calculate(input(at((key) => (key.late ? '450' : '500'))))).toThrow('Invariant I13');
    expect(() => calculate(input(at(() => '500'), [group(A, B, 1n, { late: true })]))).toThrow('Invariant I13');
    expect(() => calculate(input(at(() => '500'), [group(A, B, 1n, { businessDate: '2026-01-14' })]))).toThrow('Invariant I13');
    expect(calculate(input(at(() => '500'))).checks.every((one) => one.ok)).toBe(true);
  });
});
