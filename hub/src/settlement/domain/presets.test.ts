import { vector, vectors } from '../../../test/support/vectors';
import { EngineBooks, partyId, PLAIN_TERMS, termsAt } from '../../../test/support/engine-books';
import type { TestLeg } from '../../../test/support/leg-groups';
import { reserveOf } from '../../kernel/parties';
import { minorToValue } from '../../kernel/money';
import { rate } from '../../kernel/rate';
import { roundHalfUp } from '../../kernel/rounding';
import { ppnOn } from './fees';

const NIGHTS = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'];
const [A, B, C, HUB] = ['A', 'B', 'C', 'HUB'].map(partyId) as [string, string, string, string];
let count = 0;
const leg = (event: TestLeg['event'], points: number, date: string, more: Partial<TestLeg> = {}): TestLeg => ({ legId: `L${(count += 1)}`, event: event ?? 'BURN', issuerId: A, points: BigInt(points), businessDate: date, lotVestedOn: NIGHTS[0] as string, lotEarnedOn: NIGHTS[0] as string, ...more });

describe('the worked examples of the presets', () => {
  test.each(vectors('W7', 'RESERVE-ROUNDING-1', 'RESERVE-ROUNDING-2'))('$id: the reserve fills, releases and is shared, rupiah by rupiah', ({ given, expected }) => {
    const body = termsAt(given.settlementValue, { preset: given.preset, reserveRate: given.reserveRate, releaseShares: { issuer: given.releaseShares.issuer, fund: given.releaseShares.coalitionFund } });
    const books = new EngineBooks({ HUB: PLAIN_TERMS, A: body, B: termsAt(given.settlementValue), C: termsAt(given.settlementValue), D: termsAt(given.settlementValue) });
    given.windows.forEach((window: { windowId: string; vested?: number; burns?: { redeemerId: string; points: number }[]; expired?: number }, at: number) => {
      const date = NIGHTS[at] as string;
      const night = books.night(date, [...(window.vested ? [leg('ISSUE', window.vested, date)] : []), ...(window.burns ?? []).map((one) => leg('BURN', one.points, date, { redeemerId: partyId(one.redeemerId) })), ...(window.expired ? [leg('EXPIRE', window.expired, date)] : [])]);
      const said = expected.windows[at];
      const text = (value: number): string => value.toFixed(2);
      expect(said.windowId).toBe(window.windowId);
      if (said.issuerToReserve) expect(text(books.amount(night, 'RESERVE_FUNDING'))).toBe(said.issuerToReserve);
      for (const one of said.redeemers ?? []) {
        const party = partyId(one.redeemerId);
        expect([one.redeemerId, text(books.amount(night, 'RESERVE_RELEASE', undefined, party)), text(books.amount(night, 'BURN', A, party)), text(books.amount(night, 'RESERVE_RELEASE', undefined, party) + books.amount(night, 'BURN', A, party))]).toEqual([one.redeemerId, one.fromReserve, one.fromIssuer, one.receives]);
      }
      if (said.reserveToIssuer) expect([text(books.amount(night, 'RESERVE_RELEASE', undefined, A)), text(books.amount(night, 'RESERVE_RELEASE', undefined, partyId('FUND')))]).toEqual([said.reserveToIssuer, said.reserveToCoalitionFund]);
      expect(minorToValue(books.positions.get(reserveOf(A)) ?? 0n)).toBe(said.reserveAfter);
    });
  });

  test('W6 and W8: the hub keeps what lies between issue and redemption; expiry costs what the terms say', () => {
    const w6 = vector('W6');
    const prepaid = new EngineBooks({ HUB: PLAIN_TERMS, A: termsAt(w6.given.issuePrice, { preset: w6.given.preset, breakageShare: '0.10' }), B: termsAt('500', { clauses: [...termsAt('500').clauses, { clauseId: 'prepaid', event: 'BURN', side: 'RECEIVE', pointPrice: w6.given.redemptionPrice, issuerPreset: 'PAY_AT_ISSUE' }] }) });
    prepaid.night(NIGHTS[0] as string, [leg('ISSUE', w6.given.pointsIssued, NIGHTS[0] as string), leg('BURN', w6.given.pointsBurned, NIGHTS[0] as string, { redeemerId: B })]);
    expect([prepaid.amount(undefined, 'ISSUE', A, HUB), prepaid.amount(undefined, 'BURN', HUB, B)].map((one) => one.toFixed(2))).toEqual([w6.expected.issueClaim, w6.expected.redemptionClaims]);
    expect(minorToValue(prepaid.positions.get(HUB) ?? 0n)).toBe(w6.expected.fundBalance);
    prepaid.night(NIGHTS[1] as string, [leg('EXPIRE', 100, NIGHTS[1] as string)]);
    expect(prepaid.amount(undefined, 'BREAKAGE_SHARE', HUB, A)).toBe(100 * 50);
    // An own burn was paid for at issue, so the hub pays it, too, and charges no fee.
    const own = prepaid.night(NIGHTS[2] as string, [leg('BURN', 10, NIGHTS[2] as string, { redeemerId: A })]);
    expect([prepaid.amount(own, 'BURN', HUB, A), prepaid.amount(own, 'ACCEPTANCE_FEE')]).toEqual([5_000, 0]);

    const w8 = vector('W8');
    const atBurn = new EngineBooks({ HUB: PLAIN_TERMS, [w8.given.issuerId]: termsAt(w8.given.settlementValue, { preset: w8.given.preset, expireRate: w8.given.expireRate }), B: termsAt(w8.given.settlementValue) });
    const night = atBurn.night(NIGHTS[0] as string, [leg('BURN', w8.given.burnedElsewhere, NIGHTS[0] as string, { redeemerId: B }), leg('BURN', w8.given.burnedOwn, NIGHTS[0] as string, { redeemerId: A }), leg('EXPIRE', w8.given.expired, NIGHTS[0] as string)]);
    expect([atBurn.amount(night, 'BURN', A, B), atBurn.amount(night, 'BURN', A, A), atBurn.amount(night, 'EXPIRE')].map((one) => one.toFixed(2))).toEqual([w8.expected.claims, w8.expected.ownClaims, w8.expected.expireContributionIfEnabled]);
    const { issued, burnedElsewhere, burnedOwn, expired } = w8.given;
    expect(issued - burnedElsewhere - burnedOwn - expired).toBe(w8.expected.outstanding);
    const unshared = new EngineBooks({ HUB: PLAIN_TERMS, A: termsAt(w8.given.settlementValue), B: termsAt(w8.given.settlementValue) });
    expect(unshared.amount(unshared.night(NIGHTS[0] as string, [leg('EXPIRE', expired, NIGHTS[0] as string)]), 'EXPIRE').toFixed(2)).toBe(w8.expected.expiryCash);
  });

  test('a funder that redeems owes itself nothing and receives only the others\' parts, also where two prices meet', () => {
    const at = (pay: string, receive: string): void => {
      const receiving = termsAt(receive);
      const books = new EngineBooks({ HUB: PLAIN_TERMS, A: termsAt(pay), B: termsAt('500'), C: receiving });
      const funding = [{ partyId: A, weight: '60' }, { partyId: C, weight: '40' }];
      const burn = leg('BURN', 101, NIGHTS[0] as string, { redeemerId: C, funding, legId: `own ${pay}` });
      books.night(NIGHTS[0] as string, [burn]);
      const [owed, received] = [Math.round(101 * Number(pay) * 0.6), Math.round(101 * Number(receive) * 0.6)];
      expect([books.positions.get(A), books.positions.get(C)]).toEqual([BigInt(-owed * 100), BigInt(received * 100)]);
      expect(books.amount(undefined, 'ACCEPTANCE_FEE', C)).toBe(Math.round(received * 0.035));
      books.night(NIGHTS[1] as string, [{ ...burn, legId: `back ${pay}`, points: -101n, reversesLegId: burn.legId as string, businessDate: NIGHTS[1] as string }]);
      expect([...books.positions.values()].filter((one) => one !== 0n)).toEqual([]);
    };
    at('500', '500');
    at('500', '475');
    at('475', '500');
  });

  test('W13 and ALLOCATE-CREDIT: jointly funded claims are allocated, and credited by what each still owes', () => {
    const { given, expected } = vector('W13');
    given.cases.forEach((one: { points: number; price: string; shares: { partyId: string; weight: string }[] }, at: number) => {
      const books = new EngineBooks({ HUB: termsAt(one.price), A: termsAt(one.price), B: termsAt(one.price), C: termsAt(one.price) });
      const funding = one.shares.map((share) => ({ partyId: partyId(share.partyId), weight: share.weight }));
      const night = books.night(NIGHTS[0] as string, [leg('BURN', one.points, NIGHTS[0] as string, { redeemerId: C, funding, legId: 'joint' })]);
      expect(['A', 'B', 'HUB'].map((name) => books.amount(night, 'BURN', partyId(name), C).toFixed(2))).toEqual(expected.cases[at].pays);
      const back = books.night(NIGHTS[1] as string, [leg('BURN', -one.points, NIGHTS[1] as string, { redeemerId: C, reversesLegId: 'joint' })]);
      expect(['A', 'B', 'HUB'].map((name) => books.amount(back, 'BURN', partyId(name), C))).toEqual(expected.cases[at].pays.map((pay: string) => -Number(pay)));
      expect([...books.positions.values()].every((position) => position === 0n)).toBe(true);
    });
  });

  test('W14: DPP nilai lain is a part of what is billed', () => {
    const { given, expected } = vector('W14');
    const billed = BigInt(given.billed.replace('.', ''));
    expect(given.readings.map((one: { rate: string; dppNumerator: number; dppDenominator: number }) => minorToValue(roundHalfUp(ppnOn(billed, { ...one, dppRate: given.dppRate }))))).toEqual(expected.ppn);
    expect(minorToValue(roundHalfUp(rate(given.dppRate).mul(billed.toString())))).toBe(expected.dpp);
  });
});

describe('fees and steps', () => {
  const money = (value: string): { currency: 'IDR'; value: string } => ({ currency: 'IDR', value });
  const fee = (changes: object): object => ({ fees: [{ clauseId: 'fee-issuer', lineType: 'ISSUER_FEE', base: 'PAID', rate: '0.02', ...changes }, { clauseId: 'fee-acceptance', lineType: 'ACCEPTANCE_FEE', base: 'RECEIVED', rate: '0' }] });
  const monthly = (party: string): string => `${party}~January`;
  /** Issuer fee of A after each of some nights of burns at B in one cycle. */
  const charged = (changes: object, nights: readonly (readonly TestLeg[])[]): number[] => {
    const books = new EngineBooks({ HUB: PLAIN_TERMS, A: termsAt('500', fee(changes) as never), B: termsAt('500') }, monthly);
    return nights.map((legs, at) => books.amount(books.night(NIGHTS[at] as string, legs), 'ISSUER_FEE'));
  };
  const burns = (points: number, date: string, legId?: string): TestLeg => leg('BURN', points, date, { redeemerId: B, ...(legId && { legId }) });

  test('steps are marginal by the base of the cycle, whatever the nights', () => {
    const steps = { steps: [{ fromAmount: money('0.00'), rate: '0.02' }, { fromAmount: money('100000.00'), rate: '0.01' }] };
    expect(charged(steps, [[burns(150, NIGHTS[0] as string)], [burns(150, NIGHTS[1] as string)]])).toEqual([1500, 500 + 500]);
    expect(charged(steps, [[burns(300, NIGHTS[0] as string)]])).toEqual([2500]);
  });

  test('a cycle costs a least and a most, and nothing when nothing was burned', () => {
    expect(charged({ minPerCycle: money('2000.00') }, [[burns(10, NIGHTS[0] as string)], [burns(1000, NIGHTS[1] as string)]])).toEqual([2000, 8100]);
    expect(charged({ maxPerCycle: money('5000.00') }, [[burns(400, NIGHTS[0] as string)], [burns(400, NIGHTS[1] as string)]])).toEqual([4000, 1000]);
    expect(charged({ minPerCycle: money('2000.00') }, [[burns(10, NIGHTS[0] as string, 'x')], [{ ...burns(-10, NIGHTS[1] as string), reversesLegId: 'x' }]])).toEqual([2000, -2000]);
  });

  test('stepped prices are marginal by the points of the line', () => {
    const clauses = (['PAY', 'RECEIVE'] as const).map((side) => ({ clauseId: `burn-${side.toLowerCase()}`, event: 'BURN' as const, side, pointPrice: '500', steps: [{ fromPoints: 0, pointPrice: '500' }, { fromPoints: 100, pointPrice: '450.5' }] }));
    const books = new EngineBooks({ HUB: PLAIN_TERMS, A: termsAt('500', { clauses }), B: termsAt('500', { clauses }) }, monthly);
    expect(books.amount(books.night(NIGHTS[0] as string, [burns(60, NIGHTS[0] as string)]), 'BURN')).toBe(30_000);
    expect(books.amount(books.night(NIGHTS[1] as string, [burns(61, NIGHTS[1] as string, 'late')]), 'BURN')).toBe(20_000 + 9_461);
    expect(books.amount(books.night(NIGHTS[2] as string, [{ ...burns(-61, NIGHTS[2] as string), reversesLegId: 'late' }]), 'BURN')).toBe(-29_461);
  });

  test.each([['PER_NOTE', -193], ['FLOOR', -192], [undefined, -192]] as const)('PPN of a note is rounded %s', (ppnRounding, expected) => {
    const terms = termsAt('500', ppnRounding ? { ppnRounding } : {});
    const books = new EngineBooks({ HUB: PLAIN_TERMS, A: terms, B: terms, C: terms });
    // B is charged 1,750 + 1,350 in W1 and gets 1,750 back in W2.
    books.night('2026-01-15', [leg('BURN', 180, '2026-01-15', { issuerId: B, redeemerId: C }), leg('BURN', 100, '2026-01-15', { redeemerId: B, legId: `W2 ${String(ppnRounding)}` })]);
    const night = books.night('2026-01-16', [leg('BURN', -100, '2026-01-16', { redeemerId: B, reversesLegId: `W2 ${String(ppnRounding)}` })]);
    expect(books.amount(night, 'PPN', B)).toBe(expected);
  });
});
