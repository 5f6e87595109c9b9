import { HUB_PARTY } from '../../kernel/parties';
import type { Clause, Preset } from '../prices.wire';
import type { TermsBody } from '../terms.wire';
import { gapsOf } from './coverage';
import { changesBetween } from './diff';
import { rateDifferences } from './rate-difference';

const clause = (event: Clause['event'], side: Clause['side'], rest: object = {}): Clause => ({ clauseId: `${event}-${side}`.toLowerCase(), event, side, pointPrice: '500', ...rest });
const body = (preset: Preset, clauses: Clause[], rest: object = {}): TermsBody => ({ preset, clauses, fees: [{ lineType: 'ISSUER_FEE' }, { lineType: 'ACCEPTANCE_FEE' }], taxProfiles: { ISSUER_FEE: 't', ACCEPTANCE_FEE: 't' }, earnRule: {}, settlementValue: '500', ...rest }) as unknown as TermsBody;
const of = (partyId: string, preset: Preset, clauses: Clause[], rest: object = {}): { partyId: string; version: number; body: TermsBody } => ({ partyId, version: 1, body: body(preset, clauses, rest) });
const whats = (...arguments_: Parameters<typeof gapsOf>): string[] => gapsOf(...arguments_).map((gap) => `${gap.partyId}: ${gap.what}`);

const [PAY, RECEIVE, ISSUE] = [clause('BURN', 'PAY'), clause('BURN', 'RECEIVE'), clause('ISSUE', 'PAY')];

describe('what terms leave without a price', () => {
  test('each preset needs what it is paid by', () => {
    expect(whats([of('a', 'PAY_AT_BURN', [PAY, RECEIVE])], [])).toEqual([]);
    expect(whats([of('a', 'PAY_AT_ISSUE', [PAY, RECEIVE])], [])).toEqual(['a: an ISSUE PAY clause']);
    expect(whats([of('a', 'PAY_AT_ISSUE', [ISSUE, RECEIVE])], [])).toEqual([]);
    expect(whats([of('a', 'HYBRID_RESERVE', [ISSUE, RECEIVE])], [])).toEqual(['a: a BURN PAY clause']);
  });

  test('points keep the preset under which they were issued, so its prices stay necessary', () => {
    expect(whats([of('a', 'PAY_AT_ISSUE', [ISSUE, RECEIVE])], [of('a', 'PAY_AT_BURN', [PAY, RECEIVE])])).toEqual(['a: a BURN PAY clause under PAY_AT_BURN']);
    expect(whats([of('a', 'PAY_AT_BURN', [PAY, RECEIVE]), of('b', 'PAY_AT_BURN', [PAY, { ...RECEIVE, issuerPreset: 'PAY_AT_BURN' }])], [of('a', 'PAY_AT_ISSUE', [])])).toEqual(['b: a BURN RECEIVE clause under PAY_AT_ISSUE']);
  });

  test('the coalition stands in for a partner, and needs nothing that it is never charged', () => {
    const coalition = of(HUB_PARTY, 'PAY_AT_ISSUE', [PAY, RECEIVE]);
    expect(whats([coalition, of('a', 'PAY_AT_BURN', [], { fees: [], taxProfiles: {} })], [])).toEqual([]);
    expect(whats([of(HUB_PARTY, 'PAY_AT_BURN', [PAY], { fees: [], taxProfiles: {} })], [])).toEqual([]);
    expect(whats([of('a', 'PAY_AT_BURN', [], { fees: [], taxProfiles: {} })], [])).toEqual(['a: a BURN PAY clause', 'a: a BURN RECEIVE clause', 'a: an ISSUER_FEE clause; a free service says "0"', 'a: a tax profile for ISSUER_FEE', 'a: an ACCEPTANCE_FEE clause; a free service says "0"', 'a: a tax profile for ACCEPTANCE_FEE']);
  });

  test('two prices are told for each pair and step, never for own burns nor where the hub pays', () => {
    const a = of('a', 'PAY_AT_BURN', [{ ...PAY, steps: [{ fromPoints: 0, pointPrice: '500' }, { fromPoints: 100, pointPrice: '490' }] }, { ...RECEIVE, pointPrice: '480' }]);
    const b = of('b', 'PAY_AT_ISSUE', [ISSUE, { ...RECEIVE, pointPrice: '500' }, { ...RECEIVE, clauseId: 'c', issuerPreset: 'PAY_AT_ISSUE', pointPrice: '475' }]);
    expect(rateDifferences([a, b], 'a').map((one) => [one.issuerId, one.redeemerId, one.fromPoints, one.payPrice, one.receivePrice, one.difference])).toEqual([['a', 'b', 100, '490', '500', '-10']]);
    expect(rateDifferences([a, b], 'c')).toEqual([]);
  });

  test('a diff is empty for the same terms, and its mirror names the same fields', () => {
    const [before, after] = [body('PAY_AT_BURN', [PAY, RECEIVE], { netDebitCap: { currency: 'IDR', value: '5.00' }, taxProfiles: {} }), body('PAY_AT_BURN', [RECEIVE, { ...PAY, pointPrice: '450', steps: [{ fromPoints: 0, pointPrice: '450' }] }], { netDebitCap: { currency: 'IDR', value: '6.00' } })];
    expect(changesBetween(before, before)).toEqual([]);
    // The order of clauses is no change.
    expect(changesBetween(body('PAY_AT_BURN', [PAY, RECEIVE]), body('PAY_AT_BURN', [RECEIVE, PAY]))).toEqual([]);
    const [there, back] = [changesBetween(before, after), changesBetween(after, before)];
    expect(there.map((one) => one.field)).toEqual(['/clauses/burn-pay/pointPrice', '/clauses/burn-pay/steps/0/fromPoints', '/clauses/burn-pay/steps/0/pointPrice', '/netDebitCap', '/taxProfiles/ACCEPTANCE_FEE', '/taxProfiles/ISSUER_FEE']);
    expect(back.map((one) => [one.field, one.before, one.after])).toEqual(there.map((one) => [one.field, one.after, one.before]));
  });
});
