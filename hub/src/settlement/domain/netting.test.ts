import fc from 'fast-check';
import { RATE_DIFFERENCE_PARTY } from '../../kernel/parties';
import { net, pairClaims, type BookedClaim } from './netting';

const BRANDS = ['a', 'b', 'c', 'd'];
const twoPrices = (issuer: string, redeemer: string, pay: bigint, receive: bigint): BookedClaim[] => [
  { payer: issuer, payee: RATE_DIFFERENCE_PARTY, amount: pay, behind: redeemer }, { payer: RATE_DIFFERENCE_PARTY, payee: redeemer, amount: receive, behind: issuer }];
const positions = (claims: readonly BookedClaim[]): Map<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const { payer, payee, amount } of claims) if (payer !== payee) sums.set(payer, (sums.get(payer) ?? 0n) - amount).set(payee, (sums.get(payee) ?? 0n) + amount);
  return new Map([...sums].filter(([, sum]) => sum !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));
};

describe('claims under the three rules of netting', () => {
  test('a claim with two prices counts once, between the brands, and only what lies between the prices is the hub\'s', () => {
    const claims = [...twoPrices('a', 'b', 1_000n, 950n), ...twoPrices('b', 'a', 600n, 570n), { payer: 'a', payee: 'c', amount: 100n }];
    expect(pairClaims(claims)).toEqual([{ payer: 'a', payee: 'b', amount: 950n }, { payer: 'a', payee: 'c', amount: 100n }, { payer: 'b', payee: 'a', amount: 570n }, { payer: 'a', payee: RATE_DIFFERENCE_PARTY, amount: 50n }, { payer: 'b', payee: RATE_DIFFERENCE_PARTY, amount: 30n }].sort((x, y) => (`${x.payer}|${x.payee}` < `${y.payer}|${y.payee}` ? -1 : 1)));
    const netted = net(claims);
    // What the payers are asked for, and a against b is set off.
    expect([netted.gross, netted.bilateral.total, netted.multilateral.total]).toEqual([1_700n, 380n + 100n + 50n + 30n, 530n]);
    expect(netted.bilateral.transfers).toContainEqual({ payer: 'a', payee: 'b', amount: 380n });
  });

  test('a claim that a reserve pays in part, or that several share, stands between each of them and the brand', () => {
    expect(pairClaims([{ payer: 'a', payee: RATE_DIFFERENCE_PARTY, amount: 60n, behind: 'b' }, { payer: 'r', payee: RATE_DIFFERENCE_PARTY, amount: 40n, behind: 'b' }, { payer: RATE_DIFFERENCE_PARTY, payee: 'b', amount: 90n, behind: 'a' }])).toEqual([
      { payer: 'a', payee: 'b', amount: 60n }, { payer: 'r', payee: RATE_DIFFERENCE_PARTY, amount: 10n }, { payer: 'r', payee: 'b', amount: 30n }]);
  });

  const brand = fc.constantFrom(...BRANDS);
  const amount = fc.bigInt({ min: -50_000n, max: 1_000_000n });
  const direct = fc.record({ payer: brand, payee: brand, amount });
  const through = fc.tuple(brand, brand, amount, amount).filter(([issuer, redeemer]) => issuer !== redeemer).map(([issuer, redeemer, pay, receive]) => twoPrices(issuer, redeemer, pay, receive));
  const books = fc.tuple(fc.array(direct, { maxLength: 20 }), fc.array(through, { maxLength: 20 })).map(([plain, two]): BookedClaim[] => [...plain, ...two.flat()]);

  test('gross is never less than bilateral, nor bilateral than multilateral, and nobody\'s position changes by how claims are paired', () => {
    fc.assert(fc.property(books, (claims) => {
      const { gross, bilateral, multilateral } = net(claims);
      expect(gross >= bilateral.total && bilateral.total >= multilateral.total).toBe(true);
      expect(positions(pairClaims(claims))).toEqual(positions(claims));
      expect(positions(bilateral.transfers)).toEqual(positions(claims));
      expect(pairClaims(claims).every((one) => one.amount > 0n && one.payer !== one.payee)).toBe(true);
    }));
  });

  test('with one price a side the rate difference holds at most what lies between the prices', () => {
    fc.assert(fc.property(fc.array(fc.tuple(brand, brand, fc.bigInt({ min: 1n, max: 10_000n })).filter(([a, b]) => a !== b), { maxLength: 20 }), (burns) => {
      const claims = burns.flatMap(([issuer, redeemer, points]) => twoPrices(issuer, redeemer, points * 500n, points * 475n));
      const points = burns.reduce((sum, [, , one]) => sum + one, 0n);
      expect(net(claims).gross).toBe(points * 500n);
      expect(pairClaims(claims).filter((one) => one.payee === RATE_DIFFERENCE_PARTY).reduce((sum, one) => sum + one.amount, 0n)).toBe(points * 25n);
      expect(pairClaims(claims).some((one) => one.payer === RATE_DIFFERENCE_PARTY)).toBe(false);
    }));
  });
});
