import { partyToWire } from '../../kernel/parties';
import { canonicalJson, sha256Hex } from '../../kernel/canonical';
import type { Calculation, CalculationInput } from './facts';
import { ENGINE_VERSION } from './engine';

export interface CalculationRecord {
  /** Canonical JSON: the same facts give the same bytes. */
  readonly record: string;
  readonly inputHash: string;
  readonly calculationHash: string;
}

/** The record that is stored, hashed and can be replayed; arrays are sorted by their keys, so reading order does not show. */
export function recordOf(input: CalculationInput, result: Calculation): CalculationRecord {
  const ofType = (types: readonly string[]): Calculation['lines'] => result.lines.filter((line) => types.includes(line.lineType));
  const line = (one: Calculation['lines'][number]): object => ({ lineId: one.lineKey, lineType: one.lineType, payer: partyToWire(one.payer), payee: partyToWire(one.payee), payerCycleId: one.payerCycleId,
    payeeCycleId: one.payeeCycleId, points: one.points, exactBefore: one.exactBefore, exactAfter: one.exactAfter, amountBefore: one.amountBefore, delta: one.delta, termsRefs: one.termsRefs, qualifier: one.qualifier });
  const inputHash = sha256Hex(canonicalJson({ windowId: input.windowId, version: input.version, currency: input.currency, businessDate: input.businessDate,
    legs: [...input.legs].sort((a, b) => (a.legId < b.legId ? -1 : 1)), lines: sorted(input.lines), taxes: sorted(input.taxes), positions: sorted(input.positionsBefore),
    pricings: sorted(result.pricings) }));
  const record = canonicalJson({
    windowId: input.windowId, version: input.version, engineVersion: ENGINE_VERSION, inputHash, currency: input.currency,
    prices: [...result.pricings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([legId, one]) => ({ legId, payClause: one.pay.termsRef, receiveClause: one.receive.termsRef, payPrice: one.pay.pointPrice, receivePrice: one.receive.pointPrice })),
    lines: ofType(['CLAIM']).map(line), fees: ofType(['ISSUER_FEE', 'ACCEPTANCE_FEE']).map(line), taxes: ofType(['PPN']).map(line), reserves: [],
    matrix: result.matrix.map((one) => ({ ...one, payer: partyToWire(one.payer), payee: partyToWire(one.payee) })),
    positions: result.positions.map((one) => ({ ...one, partyId: partyToWire(one.partyId) })),
    checks: result.checks,
  });
  return { record, inputHash, calculationHash: sha256Hex(record) };
}

function sorted(map: ReadonlyMap<string, unknown>): [string, unknown][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
