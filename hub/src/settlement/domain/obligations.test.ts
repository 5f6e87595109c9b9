import fc from 'fast-check';
import { COALITION_FUND_PARTY, HUB_PARTY, RATE_DIFFERENCE_PARTY, reserveOf } from '../../kernel/parties';
import { GroupBook, OWN_GROUP, type GroupChange } from './groups';
import { net, NETTING_MODES, type BookedClaim, type NettingMode } from './netting';
import { hubsOwn, obligationsOf, type Beside, type Owed } from './obligations';

const brand = (n: number): string => `01a1c9e0-1000-7d64-9c51-0000000000${String(n).padStart(2, '0')}`;
const [A, B, C, D] = [brand(1), brand(2), brand(3), brand(4)];
const NONE: ReadonlyMap<string, Beside> = new Map();
const claim = (payer: string, payee: string, rupiah: number): BookedClaim => ({ payer, payee, amount: BigInt(rupiah) * 100n });
/** W1 of the settlement specification. */
const W1 = [claim(A, C, 60_000), claim(A, B, 16_500), claim(B, C, 40_000), claim(B, A, 50_000), claim(C, B, 33_500)];
const W1_FEES = new Map<string, Beside>([[A, { fees: 289_800n, ppn: 31_900n, credits: 0n }], [B, { fees: 310_000n, ppn: 34_100n, credits: 0n }], [C, { fees: 400_300n, ppn: 44_000n, credits: 0n }]]);
const told = (rows: readonly Owed[]): unknown[] => rows.map((one) => [one.partyId, one.counterpartyId, one.side, Number(one.amountMinor / 100n)]);
const sumOf = (rows: readonly Owed[], pick: (row: Owed) => bigint): bigint => rows.reduce((sum, row) => sum + pick(row), 0n);

describe('positions as obligations', () => {
  test('W1: one a partner, one a pair, and one a direction', () => {
    expect(told(obligationsOf('MULTILATERAL', W1, [], W1_FEES))).toEqual([[A, HUB_PARTY, 'NET', -29_717], [B, HUB_PARTY, 'NET', -43_441], [C, HUB_PARTY, 'NET', 62_057]]);
    expect(told(obligationsOf('BILATERAL', W1, [], W1_FEES))).toEqual([
      [A, B, 'NET', 33_500], [A, C, 'NET', -60_000], [A, HUB_PARTY, 'NET', -3_217], [B, A, 'NET', -33_500], [B, C, 'NET', -6_500], [B, HUB_PARTY, 'NET', -3_441], [C, A, 'NET', 60_000], [C, B, 'NET', 6_500], [C, HUB_PARTY, 'NET', -4_443]]);
    expect(told(obligationsOf('GROSS', W1, [], W1_FEES))).toEqual([
      [A, B, 'PAYS', -16_500], [A, B, 'RECEIVES', 50_000], [A, C, 'PAYS', -60_000], [A, HUB_PARTY, 'NET', -3_217], [B, A, 'PAYS', -50_000], [B, A, 'RECEIVES', 16_500], [B, C, 'PAYS', -40_000], [B, C, 'RECEIVES', 33_500], [B, HUB_PARTY, 'NET', -3_441],
      [C, A, 'RECEIVES', 60_000], [C, B, 'PAYS', -33_500], [C, B, 'RECEIVES', 40_000], [C, HUB_PARTY, 'NET', -4_443]]);
    for (const mode of NETTING_MODES) expect(hubsOwn(obligationsOf(mode, W1, [], W1_FEES)).amountMinor).toBe(1_110_100n);
  });

  test('accounts that the hub keeps are the hub, and what lies between two prices is the hub\'s', () => {
    const claims: BookedClaim[] = [{ payer: A, payee: RATE_DIFFERENCE_PARTY, amount: 50_000n, behind: B }, { payer: RATE_DIFFERENCE_PARTY, payee: B, amount: 47_500n, behind: A }, { payer: A, payee: reserveOf(A), amount: 20_000n }, { payer: reserveOf(A), payee: C, amount: 8_000n }, { payer: C, payee: COALITION_FUND_PARTY, amount: 500n }];
    expect(obligationsOf('BILATERAL', claims, [], NONE).map((one) => [one.partyId, one.counterpartyId, one.positionMinor])).toEqual([[A, HUB_PARTY, -20_000n], [A, B, -50_000n], [B, A, 47_500n], [C, HUB_PARTY, 7_500n]]);
    expect(hubsOwn(obligationsOf('GROSS', claims, [], NONE)).positionMinor).toBe(15_000n);
  });

  const party = fc.constantFrom(A, B, C, D, HUB_PARTY, reserveOf(A), COALITION_FUND_PARTY);
  const amount = fc.bigInt({ min: -50_000n, max: 1_000_000n }).map((rupiah) => rupiah * 100n);
  const direct = fc.record({ payer: party, payee: party, amount }).filter((one) => one.payer !== one.payee);
  const partner = fc.constantFrom(A, B, C, D);
  const through = fc.tuple(partner, partner, amount, amount).filter(([a, b]) => a !== b).map(([payer, payee, pay, receive]): BookedClaim[] => [{ payer, payee: RATE_DIFFERENCE_PARTY, amount: pay, behind: payee }, { payer: RATE_DIFFERENCE_PARTY, payee, amount: receive, behind: payer }]);
  const books = fc.tuple(fc.array(direct, { maxLength: 20 }), fc.array(through, { maxLength: 8 })).map(([plain, two]): BookedClaim[] => [...plain, ...two.flat()]);
  const beside = fc.array(fc.tuple(partner, fc.record({ fees: amount, ppn: amount, credits: amount })), { maxLength: 4 }).map((list) => new Map(list));
  const mode = fc.constantFrom<NettingMode>(...NETTING_MODES);
  const positions = (claims: readonly BookedClaim[], of: string): bigint => claims.reduce((sum, one) => sum + (one.payee === of ? one.amount : 0n) - (one.payer === of ? one.amount : 0n), 0n);

  test('in every mode a partner\'s obligations are its position, fees and credits stand on one of them, and with the hub\'s own all add up to nothing', () => {
    fc.assert(fc.property(mode, books, books, beside, (how, claims, movements, besides) => {
      const rows = obligationsOf(how, claims, movements, besides);
      for (const id of [A, B, C, D]) {
        const own = rows.filter((row) => row.partyId === id);
        expect(sumOf(own, (row) => row.positionMinor)).toBe(positions([...claims, ...movements], id));
        expect(sumOf(own, (row) => row.disputedMinor)).toBe(positions(movements, id));
        expect(sumOf(own, (row) => row.feesMinor + row.ppnMinor - row.creditsMinor)).toBe((besides.get(id)?.fees ?? 0n) + (besides.get(id)?.ppn ?? 0n) - (besides.get(id)?.credits ?? 0n));
        expect(own.filter((row) => row.feesMinor !== 0n || row.ppnMinor !== 0n || row.creditsMinor !== 0n).length).toBeLessThanOrEqual(1);
        if (how === 'MULTILATERAL') expect(own.length).toBeLessThanOrEqual(1);
        expect(new Set(own.map((row) => `${row.counterpartyId} ${row.side}`)).size).toBe(own.length);
      }
      expect(sumOf([...rows, hubsOwn(rows)], (row) => row.amountMinor)).toBe(0n);
      expect(rows.every((row) => row.positionMinor === row.receivableMinor - row.payableMinor + row.disputedMinor && row.amountMinor === row.positionMinor - row.feesMinor - row.ppnMinor + row.creditsMinor)).toBe(true);
    }));
  });

  test('the figures of a settlement agree with the matrix: what pairs of partners move in each mode is what netting says', () => {
    const plain = fc.array(fc.record({ payer: partner, payee: partner, amount: fc.bigInt({ min: 1n, max: 1_000_000n }) }).filter((one) => one.payer !== one.payee), { maxLength: 30 });
    fc.assert(fc.property(plain, (claims) => {
      const figures = net(claims);
      const cash = (how: NettingMode): bigint => -sumOf(obligationsOf(how, claims, [], NONE).filter((row) => row.amountMinor < 0n), (row) => row.amountMinor);
      expect([cash('GROSS'), cash('BILATERAL'), cash('MULTILATERAL')]).toEqual([figures.gross, figures.bilateral.total, figures.multilateral.total]);
      // Seen from either end, a pair is the same pair.
      const rows = obligationsOf('BILATERAL', claims, [], NONE);
      for (const row of rows) expect(rows.find((one) => one.partyId === row.counterpartyId && one.counterpartyId === row.partyId)?.amountMinor ?? 0n).toBe(-row.amountMinor);
    }));
  });
});

describe('groups of partners that settle apart', () => {
  const group = (n: number): string => `01a1c9e0-1000-7d64-9c51-00000000aa0${n}`;
  const [G, H] = [group(1), group(2)];
  const joins = (partnerId: string, groupId: string, validFrom: string): GroupChange => ({ partnerId, groupId, validFrom });

  test('a partner is in one group a day, the later change wins, and it leaves by joining the coalition\'s own', () => {
    const book = new GroupBook([joins(A, G, '2026-01-05'), joins(B, G, '2026-01-05'), joins(A, H, '2026-01-10'), joins(A, OWN_GROUP, '2026-01-20')]);
    expect(['2026-01-04', '2026-01-05', '2026-01-09', '2026-01-10', '2026-01-19', '2026-01-20'].map((date) => book.groupOf(A, date))).toEqual([OWN_GROUP, G, G, H, H, OWN_GROUP]);
    expect([book.hasMembers(G, '2026-01-04'), book.hasMembers(G, '2026-01-05'), book.hasMembers(H, '2026-01-20'), book.hasMembers(OWN_GROUP, '2020-01-01')]).toEqual([false, true, false, true]);
  });

  test('a claim settles in the group of both its partners, and across two groups in the coalition\'s own; accounts of the hub belong to every group', () => {
    const book = new GroupBook([joins(A, G, '2026-01-01'), joins(B, G, '2026-01-01'), joins(C, H, '2026-01-01')]);
    const at = (payer: string, payee: string, behind?: string): string => book.between({ payer, payee, behind }, '2026-02-01');
    expect([at(A, B), at(A, C), at(C, D), at(D, A), at(A, HUB_PARTY), at(reserveOf(A), C), at(A, RATE_DIFFERENCE_PARTY, B), at(RATE_DIFFERENCE_PARTY, C, A), at(HUB_PARTY, COALITION_FUND_PARTY)]).toEqual([G, OWN_GROUP, OWN_GROUP, OWN_GROUP, G, H, G, OWN_GROUP, OWN_GROUP]);
  });

  test('rules begin on their day; before them a group nets as the coalition does by default', () => {
    const book = new GroupBook([{ groupId: G, validFrom: '2026-01-05', netting: 'BILATERAL', cycle: 'DAILY' }, { groupId: G, validFrom: '2026-02-01', netting: 'GROSS' }]);
    expect(['2026-01-04', '2026-01-05', '2026-02-01'].map((date) => book.rules(G, date, 'MONTHLY'))).toEqual([{ netting: 'MULTILATERAL', cycle: 'MONTHLY' }, { netting: 'BILATERAL', cycle: 'DAILY' }, { netting: 'GROSS', cycle: 'MONTHLY' }]);
  });
});
