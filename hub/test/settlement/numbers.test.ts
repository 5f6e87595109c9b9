import { inTransaction } from '../../src/db/tx';
import { nextNumber } from '../../src/invoicing/documents.transactor';
import { ReceiptsService } from '../../src/invoicing/receipts.service';
import { OffsetClock } from '../../src/kernel/clock';
import { givenCoalition } from '../support/coalition';
import { givenDatabase } from '../support/database';

describe('numbers of documents', () => {
  test('have no gap and no double however many take them at once, and whoever gives up leaves none behind', async () => {
    const db = await givenDatabase();
    // The numbers are taken without documents, on purpose.
    db.leaveUnchecked();
    try {
      const taken: string[] = [];
      await Promise.allSettled(Array.from({ length: 60 }, (_, at) => inTransaction(db.pool, async (tx) => {
        const number = await nextNumber(tx, at % 2 === 0 ? 'KWT' : 'INV', at % 3 === 0 ? 2027 : 2026);
        await tx.query('SELECT pg_sleep(random() * 0.01)');
        if (at % 5 === 0) throw new Error('This document is not issued after all.');
        return number;
      }).then((number) => void taken.push(number))));
      expect(taken).toHaveLength(48);
      for (const series of ['KWT/2026', 'KWT/2027', 'INV/2026', 'INV/2027']) {
        const own = taken.filter((one) => one.startsWith(series)).sort();
        expect(own.length).toBeGreaterThan(0);
        expect(own).toEqual(own.map((_one, at) => `${series}/${String(at + 1).padStart(6, '0')}`));
      }
    } finally {
      await db.drop();
    }
  });

  test('a payment is confirmed once, though many workers confirm at the same time', async () => {
    const coalition = await givenCoalition();
    const { db, partner } = coalition;
    try {
      await db.owner.query(`INSERT INTO payment (payment_id, party_id, direction, kind, amount_minor, reference, paid_on, recorded_by, created_at)
        SELECT gen_random_uuid(), $1::uuid, 'IN', 'BANK', 100 * n, 'BCA-' || n, (now() AT TIME ZONE 'Asia/Jakarta')::date, 'test', now() + n * interval '1 ms' FROM generate_series(1, 120) n`, [partner['A']]);
      const clock = new OffsetClock();
      const issued = await Promise.all(Array.from({ length: 4 }, () => new ReceiptsService(db.pool, clock).issueDue()));
      expect(issued.reduce((sum, one) => sum + one, 0)).toBe(120);
      const { rows } = await db.owner.query<{ number: string; n: number }>(`SELECT number, count(*) OVER (PARTITION BY payment_id)::int AS n FROM payment_receipt ORDER BY number`);
      expect(rows.map((row) => [row.number.slice(-6), row.n])).toEqual(rows.map((_row, at) => [String(at + 1).padStart(6, '0'), 1]));
      expect(rows).toHaveLength(120);
    } finally {
      await db.drop();
    }
  });
});
