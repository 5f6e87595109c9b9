import type { Pool } from 'pg';
import { DomainError } from '../kernel/errors';
import { countOpenOn } from './breaks.store';
import { daysWithFiles } from './matches.store';
import { neighbours, type MatchingService } from './matching.service';
import type { RulesService } from './rules.service';

/** The night's part of reconciliation. It may run twice: with nothing new it changes nothing. */
export class NightMatchingService {
  constructor(private readonly pool: Pool, private readonly matching: MatchingService, private readonly rules: RulesService, private readonly blockOnBreaks: boolean) {}

  /**
   * Matches the files that arrived for a business date and its neighbours, and asks the rules of all open breaks, so that silence ends in its time.
   * @throws DomainError `rule_not_met` where open breaks block the night by a setting
   */
  async night(date: string): Promise<void> {
    const days = await daysWithFiles(this.pool, [date, ...neighbours(date)]);
    for (const day of days) await this.matching.day(day);
    if (await this.rules.apply({})) for (const day of days) await this.matching.day(day);
    const open = this.blockOnBreaks ? await countOpenOn(this.pool, date) : 0;
    if (open > 0) throw new DomainError('rule_not_met', { detail: `${open} breaks of ${date} are open, and BLOCK_ON_BREAKS holds the night until they are closed.` });
  }
}
