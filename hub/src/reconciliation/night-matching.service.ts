import type { Pool } from 'pg';
import { concernsAll } from '../db/tx';
import { DomainError } from '../kernel/errors';
import { countOpenOn } from './breaks.store';
import { daysWithFiles } from './matches.store';
import type { DayKey } from './sides.reader';
import { neighbours, type MatchingService } from './matching.service';
import type { RulesService } from './rules.service';

/** The night's part of reconciliation. It may run twice: with nothing new it changes nothing. */
export class NightMatchingService {
  constructor(private readonly pool: Pool, private readonly matching: MatchingService, private readonly rules: RulesService, private readonly blockOnBreaks: boolean, private readonly log: (entry: object) => void) {}

  /**
   * Matches the files that arrived for a business date and its neighbours, and asks the rules of all open breaks, so that silence ends in its time. A day
   * that cannot be matched is told and left as it is: one partner's file never stops the coalition's night.
   * @throws DomainError `rule_not_met` where open breaks, or a day that could not be matched, block the night by a setting
   */
  async night(date: string): Promise<void> {
    const days = await daysWithFiles(this.pool, [date, ...neighbours(date)]);
    let failed = await this.matched(days);
    if (await this.rules.apply({})) failed = await this.matched(days);
    if (this.blockOnBreaks && failed > 0) throw new DomainError('rule_not_met', { detail: `${failed} days of ${date} or its neighbours could not be matched, and BLOCK_ON_BREAKS holds the night until they are.` });
    const open = this.blockOnBreaks ? await countOpenOn(this.pool, date) : 0;
    if (open > 0) throw new DomainError('rule_not_met', { detail: `${open} breaks of ${date} are open, and BLOCK_ON_BREAKS holds the night until they are closed.` });
  }

  /** @returns how many days could not be matched */
  private async matched(days: readonly DayKey[]): Promise<number> {
    let failed = 0;
    for (const day of days) {
      try {
        await this.matching.day(day);
      } catch (error) {
        if (concernsAll(error)) throw error;
        failed += 1;
        this.log({ message: 'A day could not be matched.', partnerId: day.partnerId, businessDate: day.businessDate, source: day.source, error: error instanceof Error ? error.message : String(error) });
      }
    }
    return failed;
  }
}
