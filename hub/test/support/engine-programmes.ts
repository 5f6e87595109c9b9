import fc from 'fast-check';
import { cycleAround } from '../../src/settlement/domain/cycle';
import type { TermsBody } from '../../src/terms';
import { EngineBooks, partyId, termsAt, type DatedTerms } from './engine-books';
import type { TestLeg } from './leg-groups';

/** Random coalitions: what brands agree to, and what happens in some nights. */

export const NAMES = ['A', 'B', 'C'] as const;
export type Name = (typeof NAMES)[number];
export const DATES = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09', '2026-01-10', '2026-01-11', '2026-01-12'];
const money = (value: string): { currency: 'IDR'; value: string } => ({ currency: 'IDR', value });

/** Terms of one brand: any preset, any shares, fees with all options. */
export const body = fc.record({
  price: fc.constantFrom('500', '48.37', '1.25', '0.3333333333'),
  preset: fc.constantFrom('PAY_AT_BURN' as const, 'PAY_AT_ISSUE' as const, 'HYBRID_RESERVE' as const),
  more: fc.record({ reserveRate: fc.constantFrom('0.40', '1', '0.05'), expireRate: fc.constantFrom('0', '0.10'), breakageShare: fc.constantFrom('0', '0.25'), ownBurnFee: fc.boolean(), ppnRounding: fc.constantFrom('CUMULATIVE' as const, 'CUMULATIVE' as const, 'PER_NOTE' as const, 'FLOOR' as const) }),
  fee: fc.constantFrom({}, { steps: [{ fromAmount: money('0.00'), rate: '0.02' }, { fromAmount: money('5000.00'), rate: '0.013' }] }, { minPerCycle: money('1500.00') }, { maxPerCycle: money('900.00') }),
  receive: fc.constantFrom<Partial<TermsBody['clauses'][number]>>({}, {}, { pointPrice: '475' }, { pointPrice: '510', steps: [{ fromPoints: 0, pointPrice: '510' }, { fromPoints: 60, pointPrice: '333.3333' }] }),
}).map(({ price, preset, more, fee, receive }): TermsBody => {
  const plain = termsAt(price, { preset, ...more });
  return { ...plain, clauses: plain.clauses.map((one) => (one.side === 'RECEIVE' ? { ...one, ...receive } : one)), fees: plain.fees.map((one) => (one.lineType === 'ISSUER_FEE' ? { ...one, ...(fee as object) } : one)) };
});

/** What happens in a coalition, as choices that are read against what is possible when they come up. */
const act = fc.record({ kind: fc.constantFrom('EARN', 'EARN', 'BURN', 'BURN', 'EXPIRE', 'BACK', 'TAKE', 'CORRECT'), who: fc.constantFrom(...NAMES), at: fc.constantFrom(...NAMES), points: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 5 })), pick: fc.nat({ max: 20 }), joint: fc.boolean() });
export type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
/** What a brand agreed to: one version, or another one from a day amid the nights, which is amid a month's documents, too. */
const terms = fc.tuple(body, fc.option(fc.record({ validFrom: fc.constantFrom(...DATES.slice(1)), body }), { nil: undefined })).map(([first, next]): DatedTerms[] => [{ validFrom: '2025-01-01', body: first }, ...(next ? [next] : [])]);
const cycle = fc.constantFrom('DAILY' as const, 'MONTHLY' as const);
export const programme = fc.record({ bodies: fc.record({ A: terms, B: terms, C: terms }), cycles: fc.record({ A: cycle, B: cycle, C: cycle }), taxFrom: fc.option(fc.constantFrom(...DATES.slice(1)), { nil: undefined }), nights: fc.array(fc.array(act, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: DATES.length }) });

interface TestLot { readonly leg: TestLeg; left: bigint }
interface TestBurn { readonly leg: TestLeg; left: bigint; lot: TestLot }

/** Plays choices into legs that a ledger could hold: no lot below nothing, no point taken back twice. */
export class Player {
  private readonly lots: TestLot[] = [];
  private readonly burns: TestBurn[] = [];
  private next = 0;

  night(acts: readonly Act[], date: string): TestLeg[] {
    return acts.flatMap((one) => this.act(one, date));
  }

  /** Everything undone: burns and expiries come back, then all that was issued is taken back. */
  undoBurns(date: string): TestLeg[] {
    return this.burns.filter((one) => one.left > 0n).flatMap((burn) => this.back(burn, burn.left, date));
  }

  undoIssues(date: string): TestLeg[] {
    return this.lots.filter((one) => one.left > 0n).map((lot) => this.taken(lot, lot.left, date));
  }

  private act({ kind, who, at, points, pick, joint }: Act, date: string): TestLeg[] {
    if (kind === 'EARN') {
      const leg: TestLeg = { legId: this.id(), event: 'ISSUE', issuerId: partyId(who), points: BigInt(points), businessDate: date, lotEarnedOn: date, lotVestedOn: date, ...(joint && { funding: [{ partyId: partyId(who), weight: '50' }, { partyId: partyId(at === who ? 'HUB' : at), weight: '33.3' }] }) };
      this.lots.push({ leg, left: leg.points });
      return [leg];
    }
    const lot = this.lots.filter((one) => one.left > 0n)[pick % 7];
    const burn = this.burns.filter((one) => one.left > 0n)[pick % 7];
    const size = (most: bigint): bigint => (BigInt(points) < most ? BigInt(points) : most);
    if (kind === 'BACK' && burn) return this.back(burn, size(burn.left), date);
    if (kind === 'CORRECT' && burn?.leg.event === 'BURN') {
      const part = size(burn.left);
      burn.left -= part;
      return [{ ...burn.leg, legId: this.id(), points: -part, businessDate: date, reversesLegId: burn.leg.legId, source: 'CORRECTION' }];
    }
    if (!lot) return [];
    if (kind === 'TAKE') return [this.taken(lot, size(lot.left), date)];
    if (kind !== 'BURN' && kind !== 'EXPIRE') return [];
    const leg: TestLeg = { ...lot.leg, legId: this.id(), event: kind, points: size(lot.left), businessDate: date, ...(kind === 'BURN' && { redeemerId: partyId(at) }) };
    lot.left -= leg.points;
    this.burns.push({ leg, left: leg.points, lot });
    return [leg];
  }

  private back(burn: TestBurn, points: bigint, date: string): TestLeg[] {
    burn.left -= points;
    burn.lot.left += points;
    return [{ ...burn.leg, legId: this.id(), points: -points, businessDate: date, reversesLegId: burn.leg.legId }];
  }

  private taken(lot: TestLot, points: bigint, date: string): TestLeg {
    lot.left -= points;
    return { ...lot.leg, legId: this.id(), points: -points, businessDate: date, reversesLegId: lot.leg.legId };
  }

  /** Points that lie in lots of an issuer. */
  outstanding(name: Name): bigint {
    return this.lots.filter((one) => one.leg.issuerId === partyId(name)).reduce((sum, one) => sum + one.left, 0n);
  }

  private id(): string {
    return `L${String((this.next += 1)).padStart(4, '0')}`;
  }
}

export const runs = { numRuns: Number(process.env.KONGSI_RUNS ?? 180) };
export type Programme = typeof programme extends fc.Arbitrary<infer T> ? T : never;
export const booksOf = ({ bodies, cycles, taxFrom }: Pick<Programme, 'bodies' | 'cycles'> & Partial<Pick<Programme, 'taxFrom'>>): EngineBooks => new EngineBooks({ HUB: termsAt('500'), ...bodies }, (party, date) => `${party}~${cycleAround(cycles[party as Name] ?? 'DAILY', date).from}`, taxFrom);
