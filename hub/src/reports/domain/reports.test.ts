import fc from 'fast-check';
import { Exact } from '../../kernel/rate';
import { vector } from '../../../test/support/vectors';
import { hubViews, ownBooks, trueUp, type PrepaidPoints } from './accounting';
import { suppressed, type Cell } from './anonymity';
import { csv } from './csv';
import { kpisOf, outstandingOf, type KpiFacts } from './kpis';
import { ageOf, breakagePoints, Estimates, liabilityMinor } from './liability';

const minor = (value: string): bigint => BigInt(value.replace('.', ''));

describe('accounting views', () => {
  const { given, expected } = vector('W6');
  const points: PrepaidPoints = { issued: BigInt(given.pointsIssued), burned: BigInt(given.pointsBurned), outstanding: BigInt(given.pointsIssued - given.pointsBurned), issuePrice: new Exact(given.issuePrice), redemptionPrice: new Exact(given.redemptionPrice), urr: new Exact(given.urr) };

  test('W6: points paid for at issue, as principal and as agent', () => {
    const views = hubViews(points);
    expect(views).toEqual({ issueClaims: minor(expected.issueClaim), redemptionClaims: minor(expected.redemptionClaims), fundBalance: minor(expected.fundBalance), expectedFutureCost: minor(expected.expectedFutureRedemptionCost),
      principal: { revenue: minor(expected.principalView.revenue), contractLiability: minor(expected.principalView.contractLiability), grossProfit: minor(expected.principalView.grossProfit) }, agent: { marginAtIssue: minor(expected.agentView.marginAtIssue) } });
  });

  test('W6: a new estimate trues the revenue up', () => {
    const restated = { ...points, urr: new Exact(given.urrRestated) };
    const { principal } = hubViews(restated);
    expect([principal.revenue, principal.contractLiability, principal.grossProfit, trueUp(restated, points.urr)]).toEqual([expected.afterUrrRestated.revenueToDate, expected.afterUrrRestated.contractLiability, expected.afterUrrRestated.grossProfit, expected.afterUrrRestated.trueUp].map(minor));
  });

  test('W9: an issuer\'s own books', () => {
    const { given: sale, expected: books } = vector('W9');
    const made = ownBooks({ salesMinor: minor(sale.saleAmount), points: BigInt(sale.points), burned: 0n, outstanding: BigInt(sale.points), pointValue: new Exact(sale.pointValue), urr: new Exact(sale.urr) });
    expect([made.standAlonePriceOfPoints, made.deferred, made.revenueNow, made.released]).toEqual([minor(books.pointsStandAlonePrice), minor(books.deferred), minor(books.revenueNow), 0n]);
  });

  test('revenue never exceeds what was paid, and is all of it when nothing is outstanding', () => {
    fc.assert(fc.property(fc.bigInt(1n, 1_000_000n), fc.bigInt(0n, 1_000_000n), fc.bigInt(0n, 1_000_000n), fc.integer({ min: 0, max: 100 }), (issued, burn, expire, percent) => {
      const burned = burn > issued ? issued : burn;
      const outstanding = issued - burned - (expire > issued - burned ? issued - burned : expire);
      const urr = new Exact(percent).div(100);
      const views = hubViews({ issued, burned, outstanding, urr, issuePrice: new Exact('333.3'), redemptionPrice: new Exact('301.7') });
      expect(views.principal.revenue >= 0n && views.principal.revenue <= views.issueClaims).toBe(true);
      if (outstanding === 0n) expect(views.principal.contractLiability).toBe(0n);
      const own = ownBooks({ salesMinor: issued * 1_000_000n, points: issued, burned, outstanding, pointValue: new Exact('500'), urr });
      expect(own.revenueNow + own.deferred).toBe(issued * 1_000_000n);
      expect(own.released >= 0n && own.stillDeferred >= 0n).toBe(true);
      if (outstanding === 0n) expect(own.stillDeferred).toBe(0n);
    }), { numRuns: 1_000 });
  });
});

describe('liability', () => {
  test('is points x URR x price, rounded once a row', () => {
    expect(liabilityMinor({ points: 1_800n, urr: new Exact('0.85'), pointPrice: new Exact('500') })).toBe(76_500_000n);
    expect(liabilityMinor({ points: 3n, urr: new Exact('0.5'), pointPrice: new Exact('0.33') })).toBe(0n);
    expect(breakagePoints({ points: 1_801n, urr: new Exact('0.85') })).toBe(270n);
  });

  test('a month follows its own newest estimate, or the last month before it; without one all points are expected', () => {
    const estimates = new Estimates([{ issuerId: 'a', issueMonth: '2026-01-01', urr: '0.9', version: 1 }, { issuerId: 'a', issueMonth: '2026-01-01', urr: '0.85', version: 2 }, { issuerId: 'a', issueMonth: '2026-04-01', urr: '0.7', version: 1 }]);
    expect(['2025-12-31', '2026-01-15', '2026-03-31', '2026-04-01', '2026-09-09'].map((date) => estimates.at('a', date).toFixed())).toEqual(['1', '0.85', '0.85', '0.7', '0.7']);
    expect(estimates.at('b', '2026-01-15').toFixed()).toBe('1');
  });

  test('ages have their borders at 90, 180, 360 and 720 days', () => {
    expect(['2026-09-03', '2026-09-02', '2026-06-05', '2026-06-04', '2025-12-07', '2025-12-06', '2024-12-12', '2024-12-11'].map((date) => ageOf(date, '2026-12-01'))).toEqual(['M0_3', 'M3_6', 'M3_6', 'M6_12', 'M6_12', 'M12_24', 'M12_24', 'M24']);
  });
});

describe('KPIs', () => {
  const facts: KpiFacts = { period: { issued: 1_000n, burned: 400n, expired: 50n, takenBack: 200n, burnedElsewhere: 300n }, toDate: { issued: 2_000n, burned: 700n, expired: 100n, takenBack: 200n }, cohort: { issued: 1_000n, burned: 240n, expired: 0n, takenBack: 200n }, expectedBreakage: 150n,
    members: { enrolled: 200n, withBurn: 50n, active: 120n, activeAtStart: 100n, lost: 7n, fresh: 40n, freshWithBurn: 10n }, postings: { all: 300n, late: 3n }, claims: { paidAsIssuer: 7_650_000n, receivedAsRedeemer: 5_000_000n }, health: { records: 1_000n, matched: 970n, openBreaks: 4n, breakDays: 10n, disputedMinor: 4_000_000n, billedMinor: 20_000_000n, documents: 8n, documentDays: 24n, restatements: 2n }, liabilityMinor: 42_500_000n, securityMinor: 21_250_000n, expectedBurns: new Exact(850) };
  const value = (changes: Partial<KpiFacts> = {}): Record<string, string | undefined> => Object.fromEntries(kpisOf({ ...facts, ...changes }).map((one) => [one.kpi, one.value]));

  test('follow their definitions', () => {
    expect(outstandingOf(facts.toDate)).toBe(1_000n);
    expect(value()).toEqual({ burnEarnRatio: '0.5000', pointsRedemptionRate: '0.3000', memberRedemptionRate: '0.2500', breakageRate: '0.1389', expiryRate: '0.0556', urr: '0.8500', firstRedemptionRate: '0.2500', activeRate: '0.6000', churnRate: '0.0700', crossPartnerBurnShare: '0.7500',
      netIssuerIndex: '0.3464', coverageRatio: '0.5000', latePostingRate: '0.0100', costPerPointIssued: '95.6250', costPerPointBurned: '191.2500', autoMatchRate: '0.9700', breakAge: '2.5000', disputeRateByValue: '0.2000', daysToIssued: '3.0000', restatementCount: '2.0000' });
  });

  test('W1: net issuer index of A, B and C', () => {
    expect([[76_500n, 50_000n], [90_000n, 50_000n], [33_500n, 100_000n]].map(([paidAsIssuer = 0n, receivedAsRedeemer = 0n]) => value({ claims: { paidAsIssuer, receivedAsRedeemer } })['netIssuerIndex'])).toEqual(['0.3464', '0.4444', '-1.9851']);
  });

  test('have no value when there is nothing to divide by', () => {
    const nothing = { issued: 0n, burned: 0n, expired: 0n, takenBack: 0n };
    expect(value({ period: { ...nothing, burnedElsewhere: 0n }, claims: { paidAsIssuer: 0n, receivedAsRedeemer: 10n } })).toMatchObject({ burnEarnRatio: undefined, crossPartnerBurnShare: undefined, netIssuerIndex: undefined });
  });
});

describe('statistics that cross partners', () => {
  const cell = (key: string, members: number, value: number, largest = Math.ceil(value / Math.max(members, 1))): Cell => ({ key, members, value: BigInt(value), largest: BigInt(largest) });

  test('leave out small groups, groups of one large member, and the one that could be subtracted', () => {
    const shown = suppressed([cell('a', 45, 12_345), cell('b', 19, 900), cell('c', 60, 70_000), cell('d', 30, 100)], 20);
    expect(shown).toEqual([{ key: 'a', members: 50, value: 12_300n }, { key: 'b' }, { key: 'c', members: 60, value: 70_000n }, { key: 'd' }]);
    expect(suppressed([cell('a', 45, 100, 51), cell('b', 40, 400), cell('c', 50, 500)], 20).filter((one) => one.members === undefined).map((one) => one.key)).toEqual(['a', 'b']);
    expect(suppressed([cell('a', 9, 90), cell('b', 9, 90), cell('c', 10, 100)], 1).map((one) => one.members)).toEqual([undefined, undefined, 10]);
  });

  test('an attacker who asks before and after one more sale never finds its value', () => {
    const found = { exact: 0 };
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 9_000 })), { minLength: 2, maxLength: 6 }), fc.nat(5), fc.integer({ min: 1, max: 500 }), (groups, pick, points) => {
      const cells = groups.map(([members, value], at) => cell(`p${at}`, members, value));
      const target = pick % cells.length;
      const after = cells.map((one, at) => (at === target ? { ...one, members: one.members + 1, value: one.value + BigInt(points), largest: one.largest > BigInt(points) ? one.largest : BigInt(points) } : one));
      const [first, second] = [suppressed(cells, 20)[target], suppressed(after, 20)[target]];
      // A difference that is no multiple of the rounding step would be the sale itself.
      if (first?.value !== undefined && second?.value !== undefined && second.value - first.value === BigInt(points) && points % 10 !== 0) found.exact += 1;
      if (first?.members !== undefined && second?.members !== undefined && second.members - first.members === 1) found.exact += 1;
    }), { numRuns: 10_000 });
    expect(found.exact).toBe(0);
  });
});

test('a CSV cell never computes, and is read back as it was', () => {
  expect(csv(['name', 'points'], [['=1+1', '5'], ['a, "b"', '-5'], ['@x\ny', '0.50']])).toBe('name,points\r\n\'=1+1,5\r\n"a, ""b""",-5\r\n"\'@x\ny",0.50\r\n');
});
