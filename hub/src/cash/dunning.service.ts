import type { Pool } from 'pg';
import { inTransaction } from '../db/tx';
import { addDays } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import { stopEarns } from '../partners';
import { lockSettlements } from '../settlement';
import type { TermsBook } from '../terms';
import type { CashService } from './cash.service';
import { dueLevel, STOP_LEVEL } from './domain/dunning';
import * as db from './dunning.transactor';

/** Reminders on what is open of an item that is past due. Each level is recorded once, with what was open then; the third stops the partner's earns until it is paid. */
export class DunningService {
  /** @param days days overdue at which the levels begin, three rising numbers */
  constructor(private readonly pool: Pool, private readonly clock: Clock, private readonly terms: TermsBook, private readonly cash: CashService, private readonly days: readonly number[]) {}

  /** The part of the night that ends a business date; it may run twice. */
  async night(date: string): Promise<void> {
    const terms = await this.terms.table();
    const today = addDays(date, 1);
    await inTransaction(this.pool, async (tx) => {
      await lockSettlements(tx);
      await this.cash.applyCreditNotes(tx, terms);
      const items = (await db.overdueItems(tx, today)).filter((item) => item.kind === 'OBLIGATION' || this.cash.paysApart(terms, item.partnerId));
      const notices = items.flatMap((item): db.NewNotice[] => {
        const due = item.remindedOn === today ? undefined : dueLevel(item.dueDate, today, this.days, item.recorded);
        return due ? [{ noticeId: newUuid(this.clock.wall().getTime()), item, ...due, on: today }] : [];
      });
      await db.insertNotices(tx, notices);
      for (const { item, level, noticeId } of notices) {
        if (level === STOP_LEVEL) await stopEarns(tx, { earnStopId: newUuid(this.clock.wall().getTime()), partnerId: item.partnerId, reason: 'DUNNING', note: `dun_${noticeId}`, at: this.clock.now() });
      }
    });
  }
}
