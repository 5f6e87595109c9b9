import { calculate } from './engine';
import type { CalculationInput } from './facts';
import { isRecordOf, type CalculationRecord } from './record';

/** The same facts, each list of them in the opposite order. */
export function otherWay(input: CalculationInput): CalculationInput {
  const back = <T>(list: Iterable<T>): T[] => [...list].reverse();
  return { ...input, ...(input.priceAnew && { price: input.priceAnew() }), groups: back(input.groups), lines: new Map(back(input.lines)), ...(input.reserves && { reserves: new Map(back(input.reserves)) }),
    taxes: new Map(back(input.taxes)), positionsBefore: new Map(back(input.positionsBefore)) };
}

/** I7: whether the facts, read the other way round and calculated again, come to the bytes of a record. */
export function sameAgain(input: CalculationInput, record: CalculationRecord): boolean {
  const other = otherWay(input);
  return isRecordOf(record.record, other, calculate(other));
}
