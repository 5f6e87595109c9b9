import type { Pool } from 'pg';
import { inTransaction } from '../db/tx';
import { addDays, businessDate, startOfBusinessDate } from '../kernel/business-date';
import type { OffsetClock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import { planRun } from './night-run.store';
import { clockOffset, closeWindow, insertWindow, lockWindowAlone, openWindow, setClockOffset, type WindowRow } from './window.transactor';

/** Exactly one window is open, always. The clock only says when to ask for a close; the lock decides what a window contains. */
export class WindowService {
  constructor(private readonly pool: Pool, private readonly clock: OffsetClock) {}

  /** Opens the first window of a new coalition, on the clock's business date, or on the date on which a sandbox's history begins. */
  async ensureOpen(sandboxStart?: string): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await lockWindowAlone(tx);
      this.clock.setOffset(await clockOffset(tx));
      if (await openWindow(tx)) return;
      if (sandboxStart !== undefined) await this.moveTo(tx, startOfBusinessDate(sandboxStart));
      await insertWindow(tx, this.next(businessDate(this.clock.now()), 1n));
    });
  }

  async open(): Promise<WindowRow> {
    const open = await openWindow(this.pool);
    if (!open) throw new Error('No settlement window is open.');
    return open;
  }

  /** Takes over the distance between business time and wall time that all processes share. */
  async syncClock(): Promise<void> {
    this.clock.setOffset(await clockOffset(this.pool));
  }

  /** Moves the sandbox's business clock forward; no posting is under way meanwhile. */
  async setClock(to: Date): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await lockWindowAlone(tx);
      await this.moveTo(tx, to);
    });
  }

  /** Closes the open window, opens the next and plans its night; false when somebody else has closed it. */
  async close(windowId: string, actor: string): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      await lockWindowAlone(tx);
      const open = await openWindow(tx);
      if (open?.windowId !== windowId) return false;
      await closeWindow(tx, windowId, this.clock.now(), actor);
      await planRun(tx, windowId, this.clock.now());
      await insertWindow(tx, this.next(addDays(open.businessDate, 1), open.windowNo + 1n));
      return true;
    });
  }

  private async moveTo(tx: Parameters<typeof setClockOffset>[0], to: Date): Promise<void> {
    const offset = to.getTime() - this.clock.wall().getTime();
    await setClockOffset(tx, offset, this.clock.wall());
    this.clock.setOffset(offset);
  }

  private next(date: string, windowNo: bigint): WindowRow & { readonly openedAt: Date } {
    return { windowId: newUuid(this.clock.wall().getTime()), windowNo, businessDate: date, cutOffAt: startOfBusinessDate(addDays(date, 1)), openedAt: this.clock.now() };
  }
}
