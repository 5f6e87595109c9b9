import type { Pool } from 'pg';
import { inTransaction } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import type { Clock } from '../kernel/clock';
import { newUuid } from '../kernel/ids';
import { lockDocuments, nextNumber } from './documents.transactor';
import * as db from './receipts.transactor';

const AT_ONCE = 50;

/** Receipts: money that a partner paid is confirmed once, with a number of its own. */
export class ReceiptsService {
  constructor(private readonly pool: Pool, private readonly clock: Clock) {}

  /** Confirms the payments that have no receipt yet. @returns how many */
  async issueDue(): Promise<number> {
    if ((await db.unreceipted(this.pool, 1)).length === 0) return 0;
    for (let issued = 0; ; ) {
      const some = await inTransaction(this.pool, async (tx) => {
        await lockDocuments(tx);
        const due = await db.unreceipted(tx, AT_ONCE);
        const today = businessDate(this.clock.now());
        for (const payment of due) {
          // Money that was recorded ahead of its day is confirmed with that day: no receipt is older than what it confirms.
          const issuedOn = payment.paidOn > today ? payment.paidOn : today;
          const number = await nextNumber(tx, 'KWT', Number(issuedOn.slice(0, 4)));
          await db.insertReceipt(tx, { ...payment, receiptId: newUuid(this.clock.wall().getTime()), number, issuedOn, documents: await db.paidDocuments(tx, payment.paymentId) });
        }
        return due.length;
      });
      issued += some;
      if (some < AT_ONCE) return issued;
    }
  }
}
