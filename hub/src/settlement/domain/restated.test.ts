import fc from 'fast-check';
import { partyId, termsAt, type EngineBooks } from '../../../test/support/engine-books';
import { booksOf, DATES, NAMES, Player, programme, runs, type Name } from '../../../test/support/engine-programmes';
import type { TermsBody } from '../../terms';

const money = (value: string): { currency: 'IDR'; value: string } => ({ currency: 'IDR', value });
const steps = fc.constantFrom<TermsBody['clauses'][number]['steps']>(undefined, [{ fromPoints: 0, pointPrice: '510' }, { fromPoints: 40, pointPrice: '333.3333333333' }]);
const fee = fc.constantFrom({}, { rate: '0.02' }, { steps: [{ fromAmount: money('0.00'), rate: '0.03' }, { fromAmount: money('9000.00'), rate: '0.01' }] }, { minPerCycle: money('1200.00') }, { maxPerCycle: money('700.00') });
/** Other prices and fees; how the issuer pays and what it reserves is not among them. */
const change = fc.record({ price: fc.constantFrom('437.31', '561.77', '500', '48.37'), apart: fc.constantFrom(undefined, '475'), steps, fee });
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
/** A night, which one was to be priced otherwise, and what for whom. */
const corrections = fc.array(fc.record({ of: fc.nat({ max: 7 }), before: fc.nat({ max: 8 }), parties: fc.subarray([...NAMES, 'HUB'] as const, { minLength: 1 }), change }), { minLength: 1, maxLength: 4 });
type Corrections = typeof corrections extends fc.Arbitrary<infer T> ? T : never;

function changed(body: TermsBody, { price, apart, steps: stepped, fee: other }: Change): TermsBody {
  return { ...body, clauses: body.clauses.map((one) => ({ ...one, pointPrice: one.side === 'RECEIVE' ? (apart ?? price) : price, ...(one.event === 'BURN' && stepped && (apart === undefined || one.side === 'PAY') && { steps: stepped }) })),
    fees: body.fees.map((one) => (one.lineType === 'ISSUER_FEE' ? { clauseId: one.clauseId, lineType: one.lineType, base: one.base, rate: one.rate, ...(other as object) } : one)) };
}

const bodiesAt = (books: EngineBooks, one: Corrections[number], date: string): Record<string, TermsBody> => Object.fromEntries(one.parties.map((name) => [name, changed(books.terms.require(partyId(name), date).body, one.change)]));

/** Plays nights; before some of them, earlier ones are restated. @returns what was restated, the last of each night, in the order of booking */
function play(books: EngineBooks, player: Player, nights: Parameters<Player['night']>[0][], all: Corrections): Map<string, Record<string, TermsBody>> {
  const inForce = new Map<string, Record<string, TermsBody>>();
  const restate = (at: number): void => {
    for (const one of all.filter((each) => each.before === at && each.of < at)) {
      const date = DATES[one.of] as string;
      const bodies = bodiesAt(books, one, date);
      if (books.restate(date, bodies).length === 0) inForce.set(date, bodies);
    }
  };
  nights.forEach((acts, at) => {
    restate(at);
    const night = books.night(DATES[at] as string, player.night(acts, DATES[at] as string));
    expect(night.checks.filter((check) => !check.ok)).toEqual([]);
  });
  restate(nights.length);
  const last = books.night('2026-01-19', []);
  expect(last.positions.reduce((sum, one) => sum + one.change, 0n)).toBe(0n);
  return inForce;
}

describe('whatever is restated, and whenever', () => {
  test('I9: when everything is undone, nothing is left of claims, fees and PPN', () => {
    fc.assert(fc.property(programme, corrections, ({ nights, ...agreed }, all) => {
      const [books, player] = [booksOf(agreed), new Player()];
      play(books, player, nights.map((acts) => acts.filter((one) => one.kind !== 'CORRECT')), all);
      books.night('2026-01-20', player.undoBurns('2026-01-20'));
      books.night('2026-01-21', player.undoIssues('2026-01-21'));
      for (const [key, line] of books.lines) if (line.amountMinor !== 0n && !/RESERVE_(FUNDING|RELEASE)/.test(key) && !line.parts?.notes) throw new Error(`${key} keeps ${line.amountMinor}`);
      for (const [key, line] of books.lines) if (/^(ISSUER_FEE|ACCEPTANCE_FEE|PPN)/.test(key) && Math.abs(Number(line.exact)) > 1e-20) throw new Error(`${key} keeps exactly ${line.exact}`);
      expect([...books.positions].filter(([, position]) => position !== 0n)).toEqual([]);
    }), runs);
  });

  test('claims come to what they would have been had the window been priced so from the start, steps and what had come back before included', () => {
    fc.assert(fc.property(programme, corrections, ({ nights, ...agreed }, all) => {
      const [books, player] = [booksOf(agreed), new Player()];
      const inForce = play(books, player, nights, all);
      const [straight, again] = [booksOf(agreed), new Player()];
      nights.forEach((acts, at) => {
        const date = DATES[at] as string;
        const bodies = inForce.get(date);
        straight.night(date, again.night(acts, date), bodies && { terms: straight.corrected(date, bodies) });
      });
      // Of what several pay together the whole is told: whose part a rupiah falls on is settled by what was charged before. Of what a reserve's rounding asks for in one night and gives back in another the rest is told.
      const claims = (of: EngineBooks): string[] => {
        const told = new Map<string, { exact: number; points: string }>();
        for (const [key, { exact, points, parts }] of of.lines) {
          if (!key.startsWith('CLAIM')) continue;
          const [, payer, , payee] = key.split('|');
          if (key.endsWith('TRUE_UP')) {
            const [issuer, sign] = key.includes('RESERVE_FUNDING') ? [payer, 1] : [payee, -1];
            told.set(`rounding of ${issuer}`, { exact: (told.get(`rounding of ${issuer}`)?.exact ?? 0) + sign * Number(exact), points: '0' });
          } else if (parts?.total) told.set(key.split('|').slice(3).join('|'), { exact: Number(parts.total.exact), points: parts.total.points });
          else told.set(key, { exact: Number(exact), points: points.toString() });
        }
        return [...told].flatMap(([name, { exact, points }]) => (exact === 0 && points === '0' ? [] : [`${name} ${exact.toFixed(9)} ${points}`])).sort();
      };
      expect(claims(books)).toEqual(claims(straight));
    }), runs);
  });

  test('another preset or another reserve is refused by its clauses, and so is a price below the reserve', () => {
    const hybrid = termsAt('500', { preset: 'HYBRID_RESERVE', reserveRate: '0.4' });
    const refusedAt = (body: TermsBody, changes: TermsBody): readonly string[] => {
      const cycles = Object.fromEntries(NAMES.map((name) => [name, 'MONTHLY'])) as Record<Name, 'MONTHLY'>;
      const books = booksOf({ bodies: { A: [{ validFrom: '2025-01-01', body }], B: [{ validFrom: '2025-01-01', body: termsAt('500') }], C: [{ validFrom: '2025-01-01', body: termsAt('500') }] }, cycles });
      const lot = { issuerId: partyId('A'), businessDate: '2026-01-05', lotEarnedOn: '2026-01-05', lotVestedOn: '2026-01-05' };
      books.night('2026-01-05', [{ ...lot, legId: 'e', event: 'ISSUE', points: 100n }, { ...lot, legId: 'b', event: 'BURN', points: 40n, redeemerId: partyId('B') }]);
      return books.restate('2026-01-05', { A: changes, B: { ...changes, preset: 'PAY_AT_BURN' } });
    };
    expect(refusedAt(hybrid, termsAt('500', { preset: 'HYBRID_RESERVE', reserveRate: '0.5' }))).not.toEqual([]);
    expect(refusedAt(hybrid, { ...termsAt('150', { preset: 'HYBRID_RESERVE', reserveRate: '0.4' }), settlementValue: '500' })).not.toEqual([]);
    expect(refusedAt(hybrid, { ...termsAt('450', { preset: 'HYBRID_RESERVE', reserveRate: '0.4' }), settlementValue: '500' })).toEqual([]);
    expect(refusedAt(hybrid, termsAt('500'))).not.toEqual([]);
    expect(refusedAt(termsAt('500'), termsAt('500', { preset: 'PAY_AT_ISSUE' }))).not.toEqual([]);
  });
});
