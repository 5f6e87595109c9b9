import fc from 'fast-check';
import { EngineBooks, partyId, termsAt, type DatedTerms } from '../../../test/support/engine-books';
import { booksOf, DATES, NAMES, Player, programme, runs, type Name } from '../../../test/support/engine-programmes';
import type { TestLeg } from '../../../test/support/leg-groups';
import { reserveOf } from '../../kernel/parties';

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
      for (const [key, line] of books.lines) if (line.amountMinor !== 0n && !/RESERVE_(FUNDING|RELEASE)/.test(key) && !line.parts?.notes) throw new Error(`${key} keeps ${line.amountMinor}`);
      for (const [key, line] of books.lines) if (/^(ISSUER_FEE|ACCEPTANCE_FEE|PPN)/.test(key) && Math.abs(Number(line.exact)) > 1e-20) throw new Error(`${key} keeps exactly ${line.exact}`);
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
