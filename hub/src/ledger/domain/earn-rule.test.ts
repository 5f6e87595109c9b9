import fc from 'fast-check';
import type { EarnRule } from '../../terms';
import { endOf, lotsOfEarn, vestingOf } from './earn-rule';

const rule = (more: Partial<EarnRule>): EarnRule => ({ amountPerPoint: { currency: 'IDR', value: '10000.00' }, pointsAllowed: true, ...more });

describe('when points end', () => {
  test.each([
    [{ mode: 'NEVER' }, '2026-01-31', undefined],
    [{ mode: 'DAYS', days: 1 }, '2028-02-28', '2028-02-29T17:00:00.000Z'],
    [{ mode: 'DAYS', days: 365 }, '2027-02-28', '2028-02-28T17:00:00.000Z'],
    [{ mode: 'MONTH_END', months: 0 }, '2028-02-01', '2028-02-29T17:00:00.000Z'],
    [{ mode: 'MONTH_END', months: 1 }, '2026-01-31', '2026-02-28T17:00:00.000Z'],
    [{ mode: 'MONTH_END', months: 12 }, '2026-12-31', '2027-12-31T17:00:00.000Z'],
    [{ mode: 'FIXED_DATE', date: '2026-12-31' }, '2026-03-01', '2026-12-31T17:00:00.000Z'],
    [{ mode: 'ROLLING', days: 90 }, '2026-01-01', '2026-04-01T17:00:00.000Z'],
  ] as const)('%j of a sale on %s', (expiry, date, end) => {
    expect(endOf(expiry, date)?.toISOString()).toBe(end);
  });

  test('pending points vest at the start of a day in Jakarta, or not before their event', () => {
    expect(vestingOf({ afterDays: 14 }, '2026-02-20')?.toISOString()).toBe('2026-03-05T17:00:00.000Z');
    expect(vestingOf({ untilEvent: 'STAYED' }, '2026-02-20')?.getUTCFullYear()).toBe(9999);
    expect(vestingOf(undefined, '2026-02-20')).toBeUndefined();
  });
});

describe('the lots of an earn', () => {
  test('a base lot and its bonuses in line order, each with its own issuer, kind, life and places', () => {
    const lots = lotsOfEarn(rule({ expiresAfterDays: 30, vesting: { afterDays: 7 }, bonuses: [{ bonusId: 'double', issuer: 'HUB', multiplier: '1' }, { bonusId: 'stars', issuer: 'prt_a', pointKind: 'QUALIFYING', multiplier: '0.25', expiry: { mode: 'NEVER' }, usableAt: ['prt_b'] }] }), 25n, '2026-01-01');
    expect(lots.map((lot) => [lot.issuer, lot.pointKind, lot.points, lot.expiresAt?.toISOString().slice(0, 10), lot.vestsAt !== undefined, lot.usableAt])).toEqual([
      [undefined, 'REGULAR', 25n, '2026-01-31', true, undefined], ['HUB', 'BONUS', 25n, '2026-01-31', false, undefined], ['prt_a', 'QUALIFYING', 6n, undefined, false, ['prt_b']]]);
  });

  test('a bonus without a whole point makes no lot, and no bonus gives more than its multiple', () => {
    expect(lotsOfEarn(rule({ bonuses: [{ bonusId: 'small', issuer: 'HUB', multiplier: '0.1' }] }), 9n, '2026-01-01')).toHaveLength(1);
    fc.assert(fc.property(fc.bigInt(1n, 10n ** 15n), fc.integer({ min: 0, max: 500 }), (base, hundredths) => {
      const bonus = lotsOfEarn(rule({ bonuses: [{ bonusId: 'x', issuer: 'HUB', multiplier: (hundredths / 100).toFixed(2) }] }), base, '2026-01-01')[1]?.points ?? 0n;
      expect(bonus).toBe((base * BigInt(hundredths)) / 100n);
    }));
  });
});
