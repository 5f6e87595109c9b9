import { partyToWire } from '../../kernel/parties';
import { canonicalJson, quoted, sha256Hex } from '../../kernel/canonical';
import { known } from '../../kernel/known';
import { Exact } from '../../kernel/rate';
import type { Calculation, CalculationInput, GroupPricing, LineDelta, LineState, PricedGroup } from './facts';
import { ENGINE_VERSION } from './engine';

export interface CalculationRecord {
  /** Canonical JSON: the same facts give the same bytes. */
  readonly record: string;
  readonly inputHash: string;
  readonly calculationHash: string;
}

/** The record that is stored, hashed and can be replayed; prices stand once for each group of legs. Arrays are sorted by their keys, so reading order does not show. */
export function recordOf(input: CalculationInput, result: Calculation): CalculationRecord {
  const inputHash = sha256Hex(inputText(input, result));
  const record = recordText(input, result, inputHash);
  return { record, inputHash, calculationHash: sha256Hex(record) };
}

/** Whether a calculation comes to the bytes of a record. */
export function isRecordOf(record: string, input: CalculationInput, result: Calculation): boolean {
  return recordText(input, result, sha256Hex(inputText(input, result))) === record;
}

/*
 * What there are thousands of is written field by field, in the order of canonical JSON, which takes a third of the time of sorting and copying it; everything else is left to `canonicalJson`.
 * Amounts, points and counts are digits, which need no escape.
 */

function inputText(input: CalculationInput, result: Calculation): string {
  const sides = new Map<object, string>();
  const groups = result.groups.map(({ groupKey, group: { points, legs, burns }, pricing }) => `{${burns === undefined ? '' : `"burns":${canonicalJson(burns)},`}"groupKey":${quoted(groupKey)},"legs":${legs},"points":"${points}","pricing":${pricingText(pricing, sides)}}`);
  // Of lines and taxes those that the window touches: what else was known does not bear on it.
  const lines = result.lines.map((one) => `[${quoted(one.lineKey)},${begun(input.lines.get(one.lineKey))}]`);
  const taxes = sorted(input.taxes).filter(([version]) => result.lines.some((one) => one.lineType === 'PPN' && one.qualifier === version));
  return `{"bookingCycles":${canonicalJson(sorted(input.bookingCycles ?? new Map()))},"businessDate":${quoted(input.businessDate)},"currency":${quoted(input.currency)},"groups":[${groups.join(',')}],"lines":[${lines.join(',')}],`
    + `"positions":${canonicalJson(sorted(input.positionsBefore))},"reserves":${canonicalJson(sorted(input.reserves ?? new Map()))},"taxes":${canonicalJson(taxes)},"version":${input.version},"windowId":${quoted(input.windowId)}}`;
}

function recordText(input: CalculationInput, result: Calculation, inputHash: string): string {
  const ofType = (types: readonly string[]): string => result.lines.filter((line) => types.includes(line.lineType)).map(lineText).join(',');
  const matrix = result.matrix.map((one) => `{"amount":"${one.amount}","payee":${quoted(partyToWire(one.payee))},"payer":${quoted(partyToWire(one.payer))},"points":"${one.points}"}`);
  return `{"checks":${canonicalJson(result.checks)},"currency":${quoted(input.currency)},"engineVersion":${quoted(ENGINE_VERSION)},"fees":[${ofType(['ISSUER_FEE', 'ACCEPTANCE_FEE'])}],"inputHash":"${inputHash}","lines":[${ofType(['CLAIM'])}],"matrix":[${matrix.join(',')}],`
    + `"positions":${canonicalJson(result.positions.map((one) => ({ ...one, partyId: partyToWire(one.partyId) })))},"prices":[${result.groups.map(priceText).join(',')}],"reserves":${canonicalJson(result.reserves.map((one) => ({ ...one, issuerId: partyToWire(one.issuerId) })))},`
    + `"sections":${canonicalJson(result.groups.filter(({ pricing }) => pricing.late).map(({ groupKey }) => ({ group: groupKey, section: 'LATE' })))},"taxes":[${ofType(['PPN'])}],"version":${input.version},"windowId":${quoted(input.windowId)}}`;
}

function lineText(one: LineDelta): string {
  return `{"amountBefore":"${one.amountBefore}",${one.baseMinor === undefined ? '' : `"base":"${one.baseMinor}",`}"delta":"${one.delta}","exactAfter":${quoted(one.exactAfter)},"exactBefore":${quoted(one.exactBefore)},"funding":${quoted(one.funding)},"kind":"${one.kind}","lineId":${quoted(one.lineKey)},"lineType":"${one.lineType}",`
    + `"payee":${quoted(partyToWire(one.payee))},"payeeCycleId":${quoted(one.payeeCycleId)},"payer":${quoted(partyToWire(one.payer))},"payerCycleId":${quoted(one.payerCycleId)},"points":"${one.points}","qualifier":${quoted(one.qualifier)},"section":"${one.section}","termsRefs":[${one.termsRefs.map(quoted).join(',')}]}`;
}

function priceText({ groupKey, group, pricing: { pay, receive } }: PricedGroup): string {
  return `{"group":${quoted(groupKey)},"legs":${group.legs},"payClause":${quoted(pay.termsRef)},"payPrice":${quoted(pay.pointPrice)},"points":"${group.points}"${receive === undefined ? '' : `,"receiveClause":${quoted(receive.termsRef)},"receivePrice":${quoted(receive.pointPrice)}`}}`;
}

/** @param sides what was written of a side, which many groups share */
function pricingText(pricing: GroupPricing, sides: Map<object, string>): string {
  const facts = pricing as unknown as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  for (const name of Object.keys(facts).sort()) {
    const value = facts[name];
    if (value === undefined) continue;
    parts.push(`${quoted(name)}:${typeof value === 'string' ? quoted(value) : typeof value === 'object' && value !== null ? known(sides, value, () => canonicalJson(value)) : canonicalJson(value)}`);
  }
  return `{${parts.join(',')}}`;
}

/** A line that is there and bears nothing is as good as none: a restatement that is proposed names its lines before a night books them. */
function begun(state: LineState | undefined): string {
  if (!state || (new Exact(state.exact).isZero() && state.amountMinor === 0n && state.points === 0n && Object.keys(state.parts ?? {}).length === 0)) return 'null';
  return canonicalJson(state);
}

function sorted(map: ReadonlyMap<string, unknown>): [string, unknown][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
