import { partyToWire } from '../../kernel/parties';
import { canonicalJson, sha256Hex } from '../../kernel/canonical';
import { Exact } from '../../kernel/rate';
import type { Calculation, CalculationInput, LineState } from './facts';
import { ENGINE_VERSION } from './engine';

export interface CalculationRecord {
  /** Canonical JSON: the same facts give the same bytes. */
  readonly record: string;
  readonly inputHash: string;
  readonly calculationHash: string;
}

/** The record that is stored, hashed and can be replayed; prices stand once for each group of legs. Arrays are sorted by their keys, so reading order does not show. */
export function recordOf(input: CalculationInput, result: Calculation): CalculationRecord {
  const ofType = (types: readonly string[]): Calculation['lines'] => result.lines.filter((line) => types.includes(line.lineType));
  const line = (one: Calculation['lines'][number]): object => ({ lineId: one.lineKey, lineType: one.lineType, kind: one.kind, section: one.section, funding: one.funding, payer: partyToWire(one.payer), payee: partyToWire(one.payee), payerCycleId: one.payerCycleId,
    payeeCycleId: one.payeeCycleId, points: one.points, exactBefore: one.exactBefore, exactAfter: one.exactAfter, amountBefore: one.amountBefore, delta: one.delta, base: one.baseMinor, termsRefs: one.termsRefs, qualifier: one.qualifier });
  const inputHash = sha256Hex(canonicalJson({ windowId: input.windowId, version: input.version, currency: input.currency, businessDate: input.businessDate,
    groups: result.groups.map(({ groupKey, group: { points, legs, burns }, pricing }) => ({ groupKey, points, legs, burns, pricing })),
    // Of lines and taxes those that the window touches: what else was known does not bear on it.
    lines: result.lines.map((one) => [one.lineKey, begun(input.lines.get(one.lineKey))]), reserves: sorted(input.reserves ?? new Map()), bookingCycles: sorted(input.bookingCycles ?? new Map()),
    taxes: sorted(input.taxes).filter(([version]) => result.lines.some((one) => one.lineType === 'PPN' && one.qualifier === version)), positions: sorted(input.positionsBefore) }));
  const record = canonicalJson({
    windowId: input.windowId, version: input.version, engineVersion: ENGINE_VERSION, inputHash, currency: input.currency,
    prices: result.groups.map(({ groupKey, group, pricing: { pay, receive } }) => ({ group: groupKey, points: group.points, legs: group.legs, payClause: pay.termsRef, receiveClause: receive?.termsRef, payPrice: pay.pointPrice, receivePrice: receive?.pointPrice })),
    lines: ofType(['CLAIM']).map(line), fees: ofType(['ISSUER_FEE', 'ACCEPTANCE_FEE']).map(line), taxes: ofType(['PPN']).map(line),
    reserves: result.reserves.map((one) => ({ ...one, issuerId: partyToWire(one.issuerId) })),
    matrix: result.matrix.map((one) => ({ ...one, payer: partyToWire(one.payer), payee: partyToWire(one.payee) })),
    positions: result.positions.map((one) => ({ ...one, partyId: partyToWire(one.partyId) })),
    sections: result.groups.filter(({ pricing }) => pricing.late).map(({ groupKey }) => ({ group: groupKey, section: 'LATE' })),
    checks: result.checks,
  });
  return { record, inputHash, calculationHash: sha256Hex(record) };
}

/** A line that is there and bears nothing is as good as none: a restatement that is proposed names its lines before a night books them. */
function begun(state: LineState | undefined): LineState | null {
  if (!state || (new Exact(state.exact).isZero() && state.amountMinor === 0n && state.points === 0n && Object.keys(state.parts ?? {}).length === 0)) return null;
  return state;
}

function sorted(map: ReadonlyMap<string, unknown>): [string, unknown][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
