import { OWN_GROUP } from '../../src/settlement/domain/groups';
import { inTransaction } from '../../src/db/tx';
import { OffsetClock } from '../../src/kernel/clock';
import { newUuid } from '../../src/kernel/ids';
import { WindowService } from '../../src/settlement';
import { readInput } from '../../src/settlement/calculation-input.service';
import { sameAgain } from '../../src/settlement/domain/again';
import { calculate, ENGINE_VERSION } from '../../src/settlement/domain/engine';
import type { CalculationRecord } from '../../src/settlement/domain/record';
import { recordOf } from '../../src/settlement/domain/record';
import * as night from '../../src/settlement/night.transactor';
import { TermsBook } from '../../src/terms';
import { givenNights, type Nights } from '../support/nights';

describe('a night that is calculated twice', () => {
  let nights: Nights;
  beforeEach(async () => {
    nights = await givenNights(['A', 'B']);
  });
  afterEach(() => nights.stop());

  const rows = async (): Promise<Record<string, number>> => (await nights.stack.db.owner.query<Record<string, number>>(`SELECT (SELECT count(*)::int FROM calculation) AS calculations, (SELECT count(*)::int FROM claim) AS claims, (SELECT count(*)::int FROM price_group) AS groups,
    (SELECT count(*)::int FROM price_group_line) AS group_lines, (SELECT count(*)::int FROM settlement_line) AS lines, (SELECT count(*)::int FROM position) AS positions`)).rows[0] as Record<string, number>;

  test('I7: whose second calculation comes to another record keeps nothing of the first, and is calculated when it is run again', async () => {
    const member = await nights.member();
    await nights.earn('A', member, 100);
    await nights.burn('B', member, 40);
    const pool = nights.stack.db.owner;
    const clock = new OffsetClock();
    const windows = new WindowService(pool, clock);
    await windows.syncClock();
    const open = await windows.open();
    await windows.close(open.windowId, 'test');
    const terms = await new TermsBook(pool, clock).table();
    const newId = (): string => newUuid(clock.wall().getTime());
    const calculated = (prove: (record: CalculationRecord, same: boolean) => void): Promise<void> => inTransaction(pool, async (tx) => {
      await night.lockNight(tx);
      const window = await night.nextUncalculated(tx);
      if (!window) throw new Error('No window is there to be calculated.');
      const input = await readInput(tx, window, 1, terms, { cycles: (wanted) => night.ensureCycles(tx, wanted), lines: (cycleIds) => night.lineStates(tx, cycleIds), reserves: () => night.reserveLevels(tx), positions: () => night.unsettledPositions(tx) }, newId);
      const result = calculate(input);
      await night.storeCalculation(tx, { calculationId: newId(), windowId: window.windowId, businessDate: window.businessDate, at: clock.now(), result, record: () => recordOf(input, result), proveAgain: (record) => prove(record, sameAgain(input, record)), engineVersion: ENGINE_VERSION, bookingCycles: input.bookingCycles ?? new Map(), groupOf: () => OWN_GROUP, newId });
    });
    await expect(calculated((record, same) => {
      expect([record.record.slice(0, 11), same]).toEqual(['{"checks":[', true]);
      throw new Error('another record');
    })).rejects.toThrow('another record');
    expect(await rows()).toEqual({ calculations: 0, claims: 0, groups: 0, group_lines: 0, lines: 0, positions: 0 });
    await nights.closeNight();
    expect(await rows()).toMatchObject({ calculations: 2, groups: 1 });
    expect(await nights.claims('A')).toMatchObject({ 'A>B BURN': 20_000 });
  });
});
