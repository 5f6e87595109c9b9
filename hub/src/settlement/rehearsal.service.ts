import { setImmediate as turn } from 'node:timers/promises';
import type { TermsTable } from '../terms';
import { sameAgain } from './domain/again';
import { calculate } from './domain/engine';
import { GroupBook } from './domain/groups';
import { rehearsalOf } from './domain/rehearsal';
import { recordOf } from './domain/record';
import { rehearseRows } from './night.transactor';

/** After so many the engine's code is compiled as well as it will be. */
const ROUNDS = 20;

/**
 * Calculates a small night of the coalition's own terms over and over while the database reads the books of the real one, so that the code of the calculation is compiled when it is needed:
 * a process that has just begun, or one that has done other work since the night before, takes half as long again for its first few thousand groups. Each round is short,
 * so that whoever waits for this thread waits little; nothing is kept, and a round that fails says nothing, for the night itself will.
 * @param over whether the real night can go on
 */
export async function rehearse(terms: TermsTable, businessDate: string, newId: () => string, over: () => boolean): Promise<void> {
  const book = new GroupBook([]);
  for (let round = 0; round < ROUNDS; round += 1) {
    await turn();
    if (over()) return;
    try {
      const input = rehearsalOf(terms, businessDate);
      if (!input) return;
      const result = calculate(input);
      sameAgain(input, recordOf(input, result));
      rehearseRows({ windowId: input.windowId, businessDate, result, groupOf: (claim) => book.between(claim, businessDate), bookingCycles: input.bookingCycles ?? new Map(), newId });
    } catch {
      return;
    }
  }
}
