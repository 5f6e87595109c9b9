import type { Pool } from 'pg';
import { inTransaction } from '../db/tx';
import { addDays, businessDate, startOfBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import type { TermsBook } from '../terms';
import { expireChangeRequests } from './change-request.store';
import { overdueReceivables, writeOffRest } from './receivable.store';

const CHUNK = 500;
/** Days after which an issuer gives up what a member owes, where its terms say nothing. */
const RECEIVABLE_DAYS = 90;
const DECIDE_WITHIN_DAYS = 3;

/** What the ledger does at night besides expiry: it gives up old debts, and lets undecided changes lapse. Each may be repeated and then finds nothing. */
export class UpkeepService {
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook) {}

  /** @param until the end of the day that is closed */
  async night(until: Date): Promise<void> {
    const today = businessDate(until);
    const terms = await this.terms.table();
    const days = terms.current(addDays(today, -1)).flatMap(({ partyId, body }): [string, number][] => (body.earnRule.receivableDays === undefined ? [] : [[partyId, body.earnRule.receivableDays]]));
    for (;;) {
      const due = await overdueReceivables(this.pool, today, new Map(days), RECEIVABLE_DAYS, CHUNK);
      if (due.length > 0) await inTransaction(this.pool, (tx) => writeOffRest(tx, due.map((one) => ({ ...one, applicationId: newUuid(this.clock.wall().getTime()) })), 'night', 'Not repaid in time.', this.clock.now()));
      if (due.length < CHUNK) break;
    }
    await expireChangeRequests(this.pool, startOfBusinessDate(addDays(today, -DECIDE_WITHIN_DAYS)));
  }
}
