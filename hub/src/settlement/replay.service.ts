import { randomInt } from 'node:crypto';
import type { Connection } from '../db/tx';
import { termsAsOf } from '../terms';
import { readInput } from './calculation-input.service';
import { firstDifference, type Difference } from './domain/difference';
import { calculate, ENGINE_VERSION } from './domain/engine';
import type { CalculationInput } from './domain/facts';
import { recordOf } from './domain/record';
import * as then from './replay.reader';

export interface Replayed {
  readonly windowId: string;
  readonly businessDate: string;
  readonly storedHash: string;
  readonly replayedHash: string;
  /** Engine of the stored calculation, where it is not this one. */
  readonly otherEngine?: string;
  /** Absent when both records are the same bytes. */
  readonly difference?: Difference;
}

/**
 * Calculates stored windows again from the books, in an order of rows that is shuffled each time, and compares the canonical records byte by byte. It reads and writes nothing.
 * @param window id or business date of one window; absent: every calculated window, the oldest first
 */
export async function* replay(connection: Connection, window: string | undefined): AsyncGenerator<Replayed> {
  for (const stored of await then.storedCalculations(connection, window)) {
    const terms = await termsAsOf(connection, stored.calculatedAt);
    const input = await readInput(connection, stored, stored.version, terms, {
      asOf: stored.calculatedAt, cycles: (wanted) => then.cyclesThen(connection, wanted), lines: (cycleIds) => then.linesThen(connection, stored.windowNo, cycleIds),
      reserves: () => then.reservesThen(connection, stored.windowNo), positions: () => then.positionsThen(connection, stored.windowNo, stored.calculatedAt) }, () => '');
    const shuffled = shuffledInput(input);
    const { record, calculationHash } = recordOf(shuffled, calculate(shuffled));
    const difference = firstDifference(stored.record, record);
    yield { windowId: stored.windowId, businessDate: stored.businessDate, storedHash: stored.calculationHash, replayedHash: calculationHash, ...(stored.engineVersion !== ENGINE_VERSION && { otherEngine: stored.engineVersion }), ...(difference && { difference }) };
  }
}

/** The same facts in another order: a result that depended on reading order would show. */
export function shuffledInput(input: CalculationInput): CalculationInput {
  const mixed = <T>(list: Iterable<T>): T[] => {
    const all = [...list];
    for (let at = all.length - 1; at > 0; at -= 1) {
      const other = randomInt(at + 1);
      [all[at], all[other]] = [all[other] as T, all[at] as T];
    }
    return all;
  };
  return { ...input, groups: mixed(input.groups), lines: new Map(mixed(input.lines)), ...(input.reserves && { reserves: new Map(mixed(input.reserves)) }), taxes: new Map(mixed(input.taxes)), positionsBefore: new Map(mixed(input.positionsBefore)) };
}
