import { EngineBooks, partyId, PLAIN_TERMS, termsAt } from '../../test/support/engine-books';
import { TermsTable, type TermsVersion } from '../terms';
import { sameAgain } from './domain/again';
import { calculate } from './domain/engine';
import { rehearsalOf } from './domain/rehearsal';
import { recordOf } from './domain/record';
import { rehearse } from './rehearsal.service';

const TODAY = '2026-01-15';
const version = (party: string, body: TermsVersion['body']): TermsVersion => ({ termsId: party, partyId: partyId(party), version: 1, validFrom: '2026-01-01', termsHash: '', body });
const names = ['A', 'B', 'C', 'D'];
const table = new TermsTable([version('HUB', PLAIN_TERMS), version('A', termsAt('500', { preset: 'HYBRID_RESERVE', reserveRate: '0.4' })), ...names.slice(1).map((one) => version(one, termsAt('48.37')))]);
/** How often ids were drawn: once for each line and group of a round. */
const counted = async (terms: TermsTable, over: () => boolean): Promise<number> => {
  let ids = 0;
  await rehearse(terms, TODAY, () => `id-${(ids += 1)}`, over);
  return ids;
};

describe('the rehearsal of a night', () => {
  test('calculates all pairs of brands by the terms in force, as a night does', () => {
    const input = rehearsalOf(table, TODAY);
    if (!input) throw new Error('Nothing is rehearsed.');
    const result = calculate(input);
    expect([result.groups.length, result.pointsBurned, result.checks.every((one) => one.ok), sameAgain(input, recordOf(input, result))]).toEqual([16, 16_000n, true, true]);
  });

  test('ends as soon as the night can go on, and where there is nothing to rehearse', async () => {
    let asked = 0;
    const whole = await counted(table, () => false);
    const twice = await counted(table, () => (asked += 1) > 2);
    expect([whole > 0, twice * 10]).toEqual([true, whole]);
    expect([await counted(table, () => true), await counted(new TermsTable([]), () => false), rehearsalOf(table, '2025-12-31')]).toEqual([0, 0, undefined]);
  });

  test('says nothing of terms that price nothing: the night itself will', async () => {
    const unpriced = new TermsTable([version('HUB', { ...PLAIN_TERMS, clauses: [] }), version('A', { ...termsAt('500'), clauses: [] })]);
    await expect(counted(unpriced, () => false)).resolves.toBe(0);
    expect(() => new EngineBooks({ HUB: { ...PLAIN_TERMS, clauses: [] }, A: { ...termsAt('500'), clauses: [] } }).night(TODAY, [{ legId: 'L', event: 'BURN', issuerId: partyId('A'), redeemerId: partyId('A'), points: 1n, businessDate: TODAY, lotEarnedOn: TODAY, lotVestedOn: TODAY }])).toThrow('no BURN PAY clause');
  });
});
