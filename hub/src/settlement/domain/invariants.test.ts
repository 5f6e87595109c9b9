import fc from 'fast-check';
import { EngineBooks, partyId, termsAt, type DatedTerms } from '../../../test/support/engine-books';
import type { TestLeg } from '../../../test/support/leg-groups';
import { reserveOf } from '../../kernel/parties';
import type { TermsBody } from '../../terms';
import { cycleAround } from './cycle';

const NAMES = ['A', 'B', 'C'] as const;
type Name = (typeof NAMES)[number];
const DATES = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09', '2026-01-10', '2026-01-11', '2026-01-12'];
const money = (value: string): { currency: 'IDR'; value: string } => ({ currency: 'IDR', value });

/** Terms of one brand: any preset, any shares, fees with all options. */
const body = fc.record({
  price: fc.constantFrom('500', '48.37', '1.25', '0.3333333333'),
  preset: fc.constantFrom('PAY_AT_BURN' as const, 'PAY_AT_ISSUE' as const, 'HYBRID_RESERVE' as const),
  more: fc.record({ reserveRate: fc.constantFrom('0.40', '1', '0.05'), expireRate: fc.constantFrom('0', '0.10'), breakageShare: fc.constantFrom('0', '0.25'), ownBurnFee: fc.boolean() }),
  fee: fc.constantFrom({}, { steps: [{ fromAmount: money('0.00'), rate: '0.02' }, { fromAmount: money('5000.00'), rate: '0.013' }] }, { minPerCycle: money('1500.00') }, { maxPerCycle: money('900.00') }),
  receive: fc.constantFrom(undefined, '475'),
}).map(({ price, preset, more, fee, receive }): TermsBody => {
  const plain = termsAt(price, { preset, ...more });
  return { ...plain, clauses: plain.clauses.map((one) => (one.side === 'RECEIVE' && receive !== undefined ? { ...one, pointPrice: receive } : one)), fees: plain.fees.map((one) => (one.lineType === 'ISSUER_FEE' ? { ...one, ...(fee as object) } : one)) };
});

/** What happens in a coalition, as choices that are read against what is possible when they come up. */
const act = fc.record({ kind: fc.constantFrom('EARN', 'EARN', 'BURN', 'BURN', 'EXPIRE', 'BACK', 'TAKE', 'CORRECT'), who: fc.constantFrom(...NAMES), at: fc.constantFrom(...NAMES), points: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 5 })), pick: fc.nat({ max: 20 }), joint: fc.boolean() });
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
/** What a brand agreed to: one version, or another one from a day amid the nights, which is amid a month's documents, too. */
const terms = fc.tuple(body, fc.option(fc.record({ validFrom: fc.constantFrom(...DATES.slice(1)), body }), { nil: undefined })).map(([first, next]): DatedTerms[] => [{ validFrom: '2025-01-01', body: first }, ...(next ? [next] : [])]);
const cycle = fc.constantFrom('DAILY' as const, 'MONTHLY' as const);
const programme = fc.record({ bodies: fc.record({ A: terms, B: terms, C: terms }), cycles: fc.record({ A: cycle, B: cycle, C: cycle }), nights: fc.array(fc.array(act, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: DATES.length }) });

interface TestLot { readonly leg: TestLeg; left: bigint }
interface TestBurn { readonly leg: TestLeg; left: bigint; lot: TestLot }

/** Plays choices into legs that a ledger could hold: no lot below nothing, no point taken back twice. */
class Player {
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

const runs = { numRuns: Number(process.env.KONGSI_RUNS ?? 180) };
type Programme = typeof programme extends fc.Arbitrary<infer T> ? T : never;
const booksOf = ({ bodies, cycles }: Pick<Programme, 'bodies' | 'cycles'>): EngineBooks => new EngineBooks({ HUB: termsAt('500'), ...bodies }, (party, date) => `${party}~${cycleAround(cycles[party as Name] ?? 'DAILY', date).from}`);

describe('whatever brands agree to and members do', () => {
  test('I10: lines of a reserve that take turns for a month stay within a rupiah of their exact value', () => {
    const books = booksOf({ bodies: { A: [{ validFrom: '2025-01-01', body: termsAt('1', { preset: 'HYBRID_RESERVE', reserveRate: '0.4' }) }], B: [{ validFrom: '2025-01-01', body: termsAt('1') }], C: [{ validFrom: '2025-01-01', body: termsAt('1') }] }, cycles: { A: 'MONTHLY', B: 'MONTHLY', C: 'MONTHLY' } });
    const leg = (legId: string, event: 'ISSUE' | 'BURN', points: number, date: string, at?: Name): TestLeg => ({ legId, event, issuerId: partyId('A'), points: BigInt(points), businessDate: date, lotEarnedOn: '2026-01-01', lotVestedOn: '2026-01-01', ...(at && { redeemerId: partyId(at) }) });
    books.night('2026-01-01', [leg('all', 'ISSUE', 200, '2026-01-01')]);
    // 0.4 and 1.6 rupiah in turn: the level falls by 0, 2, 0, 2, so that one redeemer would always be short and the other always over.
    for (let day = 2; day <= 31; day += 1) {
      const date = `2026-01-${String(day).padStart(2, '0')}`;
      books.night(date, [leg(`burn ${day}`, 'BURN', day % 2 === 0 ? 1 : 4, date, day % 2 === 0 ? 'B' : 'C')]);
    }
    const releases = [...books.lines].filter(([key]) => key.includes('RESERVE_RELEASE') && !key.includes('TRUE_UP'));
    expect(releases).toHaveLength(2);
    for (const [, line] of releases) expect(Math.abs(Number(line.exact) - Number(line.amountMinor))).toBeLessThan(100);
    // 15 burns of 1 and of 4 points: each redeemer has its price in all, whoever pays it.
    expect(['B', 'C'].map((name) => books.positions.get(partyId(name)))).toEqual([1_500n, 6_000n]);
  });

  test('I2, I3, I4, I6, I9 to I13 hold in every night, and a reserve is what its points need', () => {
    fc.assert(fc.property(programme, ({ nights, ...agreed }) => {
      const books = booksOf(agreed);
      const player = new Player();
      nights.forEach((acts, at) => {
        const night = books.night(DATES[at] as string, player.night(acts, DATES[at] as string));
        expect(night.checks.filter((check) => !check.ok)).toEqual([]);
        expect(night.positions.reduce((sum, one) => sum + one.change, 0n)).toBe(0n);
      });
      for (const name of NAMES) {
        const reserve = books.positions.get(reserveOf(partyId(name))) ?? 0n;
        expect(reserve).toBe(books.reserves.get(partyId(name))?.levelMinor ?? 0n);
        if (player.outstanding(name) === 0n) expect(reserve).toBe(0n);
      }
    }), runs);
  });

  test('I9: when everything is undone, in whatever parts, everybody has back exactly what was charged, fees and PPN too', () => {
    fc.assert(fc.property(programme, ({ nights, ...agreed }) => {
      const books = booksOf(agreed);
      const player = new Player();
      nights.forEach((acts, at) => books.night(DATES[at] as string, player.night(acts.filter((one) => one.kind !== 'CORRECT'), DATES[at] as string)));
      books.night('2026-01-20', player.undoBurns('2026-01-20'));
      books.night('2026-01-21', player.undoIssues('2026-01-21'));
      for (const [key, line] of books.lines) if (line.amountMinor !== 0n && !/RESERVE_(FUNDING|RELEASE)/.test(key)) throw new Error(`${key} keeps ${line.amountMinor}`);
      expect([...books.positions].filter(([, position]) => position !== 0n)).toEqual([]);
    }), runs);
  });

  test('I7: the order of reading does not show in the bytes of the record', () => {
    fc.assert(fc.property(programme, ({ nights, ...agreed }) => {
      const hashes = [false, true].map((shuffled) => {
        const [books, player] = [booksOf(agreed), new Player()];
        return nights.map((acts, at) => {
          const legs = player.night(acts, DATES[at] as string);
          books.night(DATES[at] as string, shuffled ? [...legs].reverse() : legs, { shuffled });
          return books.lastHash;
        });
      });
      expect(hashes[1]).toEqual(hashes[0]);
    }), runs);
  });

  test('I13: a burn that comes a window later moves to that window and keeps price, and the sum of both windows', () => {
    fc.assert(fc.property(programme, ({ bodies, cycles, nights }) => {
      const plain = Object.fromEntries(NAMES.map((name) => [name, bodies[name].map((one) => ({ ...one, body: { ...one.body, preset: 'PAY_AT_BURN' as const } }))])) as Record<Name, DatedTerms[]>;
      const legs = new Player().night(nights.flat().filter((one) => one.kind === 'EARN' || one.kind === 'BURN'), DATES[0] as string);
      const [late, onTime] = [booksOf({ bodies: plain, cycles }), booksOf({ bodies: plain, cycles })];
      const half = Math.floor(legs.length / 2);
      onTime.night(DATES[0] as string, legs);
      late.night(DATES[0] as string, legs.slice(0, half));
      late.night(DATES[1] as string, legs.slice(half));
      const worth = (books: EngineBooks): number => books.nights.flatMap((night) => night.groups).filter((one) => one.group.event === 'BURN').reduce((sum, one) => sum + Number(one.group.points) * Number(one.pricing.pay.pointPrice), 0);
      expect(worth(late)).toBeCloseTo(worth(onTime), 6);
      expect(late.nights[1]?.groups.filter((one) => one.group.event === 'BURN' && !one.group.late)).toEqual([]);
    }), runs);
  });
});
