import type { Pool } from 'pg';
import { inTransaction } from '../db/tx';
import { addDays, businessDate, startOfBusinessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import { closeWindow, insertWindow, lockWindowAlone, openWindow, type WindowRow } from './window.transactor';

/** Exactly one window is open, always. The clock only says when to ask for a close; the lock decides what a window contains. */
export class WindowService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  /** Opens the first window of a new coalition, on the clock's business date. */
  async ensureOpen(): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await lockWindowAlone(tx);
      if (await openWindow(tx)) return;
      await insertWindow(tx, this.next(businessDate(this.clock.now()), 1n));
    });
  }

  /** Closes every window whose cut-off has passed, oldest first, one for each business date, empty ones too. */
  async closeDue(): Promise<number> {
    for (let closed = 0; ; closed += 1) {
      const more = await inTransaction(this.pool, async (tx) => {
        await lockWindowAlone(tx);
        const open = await openWindow(tx);
        if (!open || open.cutOffAt > this.clock.now()) return false;
        await closeWindow(tx, open.windowId, this.clock.now());
        await insertWindow(tx, this.next(addDays(open.businessDate, 1), open.windowNo + 1n));
        return true;
      });
      if (!more) return closed;
    }
  }

  private next(date: string, windowNo: bigint): WindowRow & { readonly openedAt: Date } {
    return { windowId: newUuid(this.clock.wall().getTime()), windowNo, businessDate: date, cutOffAt: startOfBusinessDate(addDays(date, 1)), openedAt: this.clock.now() };
  }
}
