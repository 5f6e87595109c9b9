import fc from 'fast-check';
import type { Clause, Preset } from '../prices.wire';
import type { TermsBody } from '../terms.wire';
import { ambiguities } from './check';
import { bestOf, clauseFor, tieIn, type Occasion } from './clauses';

const presets: Preset[] = ['PAY_AT_BURN', 'PAY_AT_ISSUE', 'HYBRID_RESERVE'];
const maybe = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, undefined, ...values);
const anyClause = fc.record({ event: fc.constantFrom('ISSUE' as const, 'BURN' as const), side: fc.constantFrom('PAY' as const, 'RECEIVE' as const), pointKind: maybe(['REGULAR', 'BONUS']), category: maybe(['FUEL', 'FOOD']), issuerPreset: maybe(presets) })
  .map((one): Clause => ({ clauseId: 'x', pointPrice: '500', ...(Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as Pick<Clause, 'event' | 'side'>) }));
const anyClauses = fc.array(anyClause, { maxLength: 7 });
// Kinds and categories that no clause names happen too.
const anyOccasion: fc.Arbitrary<Occasion> = fc.record({ event: fc.constantFrom('ISSUE' as const, 'BURN' as const), side: fc.constantFrom('PAY' as const, 'RECEIVE' as const), pointKind: fc.constantFrom('REGULAR', 'BONUS', 'GIFT'), category: fc.constantFrom(undefined, 'FUEL', 'FOOD', 'TOYS'), issuerPreset: fc.constantFrom(...presets) });

/** The rule said again, straight from its words, one clause at a time. */
function contenders(clauses: readonly Clause[], at: Occasion): Clause[] {
  const names = ['pointKind', 'category', 'issuerPreset'] as const;
  const fitting = clauses.filter((one) => one.event === at.event && one.side === at.side && names.every((name) => one[name] === undefined || one[name] === at[name]));
  const count = (one: Clause): number => names.filter((name) => one[name] !== undefined).length;
  return fitting.filter((one) => fitting.every((other) => count(other) <= count(one)));
}

describe('which clause prices', () => {
  test('terms without a tie price everything by at most one clause', () => {
    fc.assert(fc.property(anyClauses, anyOccasion, (clauses, occasion) => {
      fc.pre(tieIn(clauses) === undefined);
      expect(contenders(clauses, occasion).length).toBeLessThanOrEqual(1);
    }), { numRuns: 3_000 });
  });

  test('a tie that is told is one: both clauses fit, neither is more specific, and nothing else beats them', () => {
    fc.assert(fc.property(anyClauses, (clauses) => {
      const tie = tieIn(clauses);
      fc.pre(tie !== undefined);
      if (!tie) return;
      const best = contenders(clauses, tie.occasion);
      expect(tie.first).not.toBe(tie.second);
      for (const at of [tie.first, tie.second]) expect(best).toContain(clauses[at]);
    }), { numRuns: 2_000 });
  });

  test('the order in which clauses are written decides nothing', () => {
    fc.assert(fc.property(anyClauses, anyOccasion, fc.infiniteStream(fc.nat()), (clauses, occasion, dice) => {
      const shuffled = clauses.map((clause) => ({ clause, at: dice.next().value as number })).sort((a, b) => a.at - b.at).map((one) => one.clause);
      expect(tieIn(shuffled) === undefined).toBe(tieIn(clauses) === undefined);
      expect(new Set(bestOf(shuffled, occasion).map((at) => shuffled[at]))).toEqual(new Set(bestOf(clauses, occasion).map((at) => clauses[at])));
    }), { numRuns: 1_000 });
  });

  test("the party's own clause goes before a more specific one of the coalition", () => {
    fc.assert(fc.property(anyClauses, anyClauses, anyOccasion, (mine, theirs, occasion) => {
      const [own, coalition] = [{ body: { clauses: mine } as TermsBody }, { body: { clauses: theirs } as TermsBody }];
      const found = clauseFor(own, coalition, occasion);
      const fits = contenders(mine, occasion).length > 0;
      expect(found?.version).toBe(fits ? own : contenders(theirs, occasion).length > 0 ? coalition : undefined);
      if (found) expect(contenders(fits ? mine : theirs, occasion)).toContain(found.clause);
    }), { numRuns: 1_000 });
  });

  const clause = (clauseId: string, rest: object = {}): Clause => ({ clauseId, event: 'BURN', side: 'RECEIVE', pointPrice: '500', ...rest });

  test('two clauses with one qualifier each tie, until a third has both', () => {
    const two = [clause('kind', { pointKind: 'BONUS' }), clause('preset', { issuerPreset: 'PAY_AT_ISSUE' })];
    expect(tieIn(two)).toEqual({ first: 0, second: 1, occasion: { event: 'BURN', side: 'RECEIVE', pointKind: 'BONUS', category: undefined, issuerPreset: 'PAY_AT_ISSUE' } });
    expect(tieIn([...two, clause('both', { pointKind: 'BONUS', issuerPreset: 'PAY_AT_ISSUE' })])).toBeUndefined();
    expect(tieIn([...two, clause('other', { pointKind: 'BONUS', issuerPreset: 'PAY_AT_BURN' })])).toBeDefined();
  });

  test('each side of a tie is told with the other one', () => {
    const body = { preset: 'PAY_AT_BURN', clauses: [clause('a'), clause('b', { side: 'PAY' }), clause('c')], fees: [{ lineType: 'ISSUER_FEE', clauseId: 'a' }, { lineType: 'ISSUER_FEE', clauseId: 'f' }], earnRule: {} } as unknown as TermsBody;
    expect(ambiguities(body).map((one) => one.pointer)).toEqual(['/body/clauses/0', '/body/clauses/2', '/body/fees/0', '/body/fees/1', '/body/clauses/0/clauseId', '/body/fees/0/clauseId']);
  });
});
