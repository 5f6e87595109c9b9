import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Claim { partner_id: string; idempotency_key: string; receipt_no: string; outlet_id: string; receipt_date: string }

/** How the hub reads a receipt's number: compatible forms are one, what cannot be seen is left out, and capitals are those of the whole alphabet, which those of the database are not. */
const readAlike = (receiptNo: string): string => receiptNo.normalize('NFKC').replace(/\p{C}/gu, '').replace(/\s+/gu, ' ').trim().toUpperCase();

/** Receipt numbers of other alphabets than ASCII, which the database folded by its own rules, are read as the hub reads them. */
export class ReceiptsReadAlike1790000000062 implements MigrationInterface {
  name = 'ReceiptsReadAlike1790000000062';

  async up(runner: QueryRunner): Promise<void> {
    const claims = (await runner.query(`SELECT partner_id, idempotency_key, receipt_no, outlet_id, receipt_date::text FROM idempotency WHERE receipt_no ~ '[^ -~]' ORDER BY created_at, idempotency_key`)) as Claim[];
    for (const claim of claims) {
      const identity = readAlike(claim.receipt_no);
      if (identity === claim.receipt_no) continue;
      // Of numbers that have become one the first to be claimed keeps it; what the others earned stays.
      await runner.query(`UPDATE idempotency i SET receipt_no = n.receipt_no, outlet_id = CASE WHEN n.receipt_no IS NOT NULL THEN i.outlet_id END, receipt_date = CASE WHEN n.receipt_no IS NOT NULL THEN i.receipt_date END
          FROM (SELECT CASE WHEN $3 <> '' AND NOT EXISTS (SELECT 1 FROM idempotency o WHERE o.partner_id = $1 AND o.outlet_id = $4 AND o.receipt_no = $3 AND o.receipt_date = $5) THEN $3 END AS receipt_no) n
         WHERE i.partner_id = $1 AND i.idempotency_key = $2`, [claim.partner_id, claim.idempotency_key, identity, claim.outlet_id, claim.receipt_date]);
    }
  }

  /** Receipt numbers stay as they are read. */
  async down(): Promise<void> {
    await Promise.resolve();
  }
}
