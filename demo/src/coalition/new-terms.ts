import { idr, sign, termsOf, type Coalition, type LiveBrand } from './set-up';

/** The day of the history, counted from 0, after which the second versions are published. */
export const NEWS_ON_DAY = 7;
const FROM = '2026-09-01';
/** Points of the two brands live for three weeks, so that a short history shows what becomes of those that nobody takes. */
const LIVES_DAYS = 24;

interface Body {
  readonly clauses: readonly object[];
  readonly earnRule: object;
}

/** What changes on the first of September: one brand pays for its points when it gives them, one fills a reserve, and one has a bonus that three parties fund. */
function changes(body: Body, idOf: (code: string) => string): Readonly<Record<string, object>> {
  const { earnRule } = body;
  return {
    KOPI: { preset: 'PAY_AT_ISSUE', breakageShare: '0.50', clauses: [...body.clauses, { clauseId: 'issue', event: 'ISSUE', side: 'PAY', pointPrice: '500' }], earnRule: { ...earnRule, expiresAfterDays: LIVES_DAYS } },
    BUKU: { preset: 'HYBRID_RESERVE', reserveRate: '0.40', releaseShares: { issuer: '70', fund: '30' }, expireRate: '0.10', earnRule: { ...earnRule, expiresAfterDays: LIVES_DAYS } },
    SEGAR: { earnRule: { ...earnRule, bonuses: [{ bonusId: 'belanja-bersama', issuer: idOf('SEGAR'), multiplier: '0.5', validFrom: '2026-09-05', validTo: '2026-09-26',
      fundingShares: [{ party: idOf('SEGAR'), weight: '50' }, { party: idOf('BENSIN'), weight: '30' }, { party: 'HUB', weight: '20' }] }] }, netDebitCap: idr('6000000.00') },
  };
}

/** Second versions of the terms of some brands, signed by three people like the first ones. */
export async function publishNewTerms(coalition: Coalition): Promise<void> {
  const idOf = (code: string): string => (coalition.brands.find((one) => one.brand.code === code) as LiveBrand).partnerId;
  for (const { brand, partnerId, owner } of coalition.brands) {
    const body = termsOf(brand) as Body;
    const changed = changes(body, idOf)[brand.code];
    if (changed) await sign(coalition, partnerId, owner, FROM, { ...body, ...changed });
  }
}
