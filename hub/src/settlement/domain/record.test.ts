import fc from 'fast-check';
import { canonicalJson, sha256Hex } from '../../kernel/canonical';
import { partyToWire } from '../../kernel/parties';
import { ENGINE_VERSION } from './engine';
import type { Calculation, CalculationInput, GroupPricing, LegGroup, LineDelta, LineState, PricedGroup, SidePrice } from './facts';
import { isRecordOf, recordOf } from './record';

/** What a record says and what its input is, as values whose names canonical JSON sorts by itself. */
function saidBy(input: CalculationInput, result: Calculation): { record: string; inputHash: string } {
  const inOrder = (map: ReadonlyMap<string, unknown>): unknown[] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const begun = (state: LineState | undefined): LineState | null => (!state || (state.exact === '0' && state.amountMinor === 0n && state.points === 0n && Object.keys(state.parts ?? {}).length === 0) ? null : state);
  const line = (one: LineDelta): object => ({ lineId: one.lineKey, lineType: one.lineType, kind: one.kind, section: one.section, funding: one.funding, payer: partyToWire(one.payer), payee: partyToWire(one.payee), payerCycleId: one.payerCycleId, payeeCycleId: one.payeeCycleId,
    points: one.points, exactBefore: one.exactBefore, exactAfter: one.exactAfter, amountBefore: one.amountBefore, delta: one.delta, base: one.baseMinor, termsRefs: one.termsRefs, qualifier: one.qualifier });
  const of = (...types: string[]): object[] => result.lines.filter((one) => types.includes(one.lineType)).map(line);
  const inputHash = sha256Hex(canonicalJson({ windowId: input.windowId, version: input.version, currency: input.currency, businessDate: input.businessDate, groups: result.groups.map(({ groupKey, group: { points, legs, burns }, pricing }) => ({ groupKey, points, legs, burns, pricing })),
    lines: result.lines.map((one) => [one.lineKey, begun(input.lines.get(one.lineKey))]), reserves: inOrder(input.reserves ?? new Map()), bookingCycles: inOrder(input.bookingCycles ?? new Map()),
    taxes: inOrder(new Map([...input.taxes].filter(([version]) => result.lines.some((one) => one.lineType === 'PPN' && one.qualifier === version)))), positions: inOrder(input.positionsBefore) }));
  return { inputHash, record: canonicalJson({ windowId: input.windowId, version: input.version, engineVersion: ENGINE_VERSION, inputHash, currency: input.currency,
    prices: result.groups.map(({ groupKey, group, pricing: { pay, receive } }) => ({ group: groupKey, points: group.points, legs: group.legs, payClause: pay.termsRef, receiveClause: receive?.termsRef, payPrice: pay.pointPrice, receivePrice: receive?.pointPrice })),
    lines: of('CLAIM'), fees: of('ISSUER_FEE', 'ACCEPTANCE_FEE'), taxes: of('PPN'), reserves: result.reserves.map((one) => ({ ...one, issuerId: partyToWire(one.issuerId) })), matrix: result.matrix.map((one) => ({ ...one, payer: partyToWire(one.payer), payee: partyToWire(one.payee) })),
    positions: result.positions.map((one) => ({ ...one, partyId: partyToWire(one.partyId) })), sections: result.groups.filter(({ pricing }) => pricing.late).map(({ groupKey }) => ({ group: groupKey, section: 'LATE' })), checks: result.checks }) };
}

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('ppn@v1', 'KOPI@v1 clause burn', '"', '\\', 'é\u2028', '\ud800', ''));
const party = fc.constantFrom('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-00000000000a', '00000000-0000-8000-8000-00000000000a');
const optional = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
const side = fc.record({ pointPrice: text, termsRef: text, feeRate: text, feeRef: text, taxProfileId: text, steps: optional(fc.array(fc.record({ fromPoints: fc.nat(), pointPrice: text }), { maxLength: 2 })), ppnRounding: optional(fc.constantFrom('PER_NOTE' as const, 'FLOOR' as const)) }) as fc.Arbitrary<SidePrice>;
const pricing = fc.record({ pay: side, receive: optional(side), issuerCycleId: optional(text), issuerTax: text, redeemerTax: text, preset: optional(fc.constantFrom('HYBRID_RESERVE' as const)), late: optional(fc.constant(true as const)), funders: optional(fc.array(fc.record({ partyId: party, weight: text }), { maxLength: 2 })) }) as unknown as fc.Arbitrary<GroupPricing>;
const groups = fc.tuple(fc.array(pricing, { minLength: 1, maxLength: 3 }), fc.array(fc.tuple(text, fc.nat(), fc.bigInt(), fc.nat(), optional(fc.record({ pay: fc.integer(), receive: fc.integer() }))), { maxLength: 6 }))
  // Groups that share their sides, as those of a calculation do.
  .map(([prices, all]) => all.map(([groupKey, at, points, legs, burns]): PricedGroup => ({ groupKey, pricing: prices[at % prices.length] as GroupPricing, lines: [], group: { points, legs, burns } as unknown as LegGroup })));
const line = fc.record({ lineKey: text, lineType: fc.constantFrom('CLAIM', 'ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN'), payer: party, payee: party, payerCycleId: text, payeeCycleId: text, qualifier: text, kind: fc.constantFrom('', 'BURN', 'RESERVE_RELEASE'), section: fc.constantFrom('NORMAL', 'LATE'), funding: text,
  points: fc.bigInt(), exactBefore: text, exactAfter: text, amountBefore: fc.bigInt(), delta: fc.bigInt(), baseMinor: optional(fc.bigInt()), parts: fc.constant({}), termsRefs: fc.array(text, { maxLength: 3 }) }) as fc.Arbitrary<LineDelta>;
const state = fc.record({ exact: fc.constantFrom('0', '4837.5', '-1'), amountMinor: fc.constantFrom(0n, 100n), points: fc.constantFrom(0n, 7n), parts: optional(fc.constantFrom({}, { tiers: { 'b c': '4', a: '5' } })) }) as fc.Arbitrary<LineState>;

test('the record and its input are the bytes of canonical JSON, whatever texts stand in them', () => {
  fc.assert(fc.property(groups, fc.array(line, { maxLength: 6 }), fc.array(state, { maxLength: 6 }), fc.array(fc.tuple(party, fc.bigInt()), { maxLength: 4 }), text, (priced, lines, states, positions, windowId) => {
    const input = { windowId, version: 1, currency: 'IDR', businessDate: '2026-01-15', lines: new Map(states.map((one, at) => [lines[at]?.lineKey ?? '', one])), bookingCycles: new Map(positions.map(([one]) => [one, windowId])), taxes: new Map([['ppn@v1', { rate: '0.12', dppNumerator: 11, dppDenominator: 12 }]]),
      reserves: new Map(positions.map(([one, amount]) => [one, { exact: '1', levelMinor: amount }])), positionsBefore: new Map(positions) } as unknown as CalculationInput;
    const result: Calculation = { lines, groups: priced, pointsBurned: 0n, checks: [{ id: 'I2', ok: true }], matrix: lines.map((one) => ({ payer: one.payer, payee: one.payee, points: one.points, amount: one.delta })),
      reserves: positions.map(([issuerId, before]) => ({ issuerId, exactAfter: '0', before, funded: 1n, released: 2n, returned: 3n, after: before })), positions: positions.map(([partyId, before]) => ({ partyId, before, change: 1n, after: before + 1n })) };
    const { record, inputHash } = saidBy(input, result);
    expect(recordOf(input, result)).toEqual({ record, inputHash, calculationHash: sha256Hex(record) });
    expect([isRecordOf(record, input, result), isRecordOf(`${record} `, input, result)]).toEqual([true, false]);
  }), { numRuns: 500 });
});
