import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Transfers by the operator and merges wait for a second person; receipt numbers that are read alike are one receipt. */
export class MovesOfTwoPeople1790000000034 implements MigrationInterface {
  name = 'MovesOfTwoPeople1790000000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE change_request DROP CONSTRAINT change_request_kind_check, ADD CONSTRAINT change_request_kind_check CHECK (kind IN ('ADJUSTMENT', 'TRANSFER', 'MERGE'));
      -- Of numbers that have become one the first to be claimed keeps it; what the others earned stays.
      UPDATE idempotency i SET receipt_no = CASE WHEN n.place = 1 THEN n.identity END, outlet_id = CASE WHEN n.place = 1 THEN i.outlet_id END, receipt_date = CASE WHEN n.place = 1 THEN i.receipt_date END
        FROM (SELECT partner_id, idempotency_key, receipt_no, identity, row_number() OVER (PARTITION BY partner_id, outlet_id, identity, receipt_date ORDER BY receipt_no <> identity, created_at, idempotency_key) AS place
          FROM (SELECT *, upper(btrim(regexp_replace(normalize(receipt_no, NFKC), '\\s+', ' ', 'g'))) AS identity FROM idempotency WHERE receipt_no IS NOT NULL) r) n
        WHERE i.partner_id = n.partner_id AND i.idempotency_key = n.idempotency_key AND (n.place > 1 OR n.receipt_no <> n.identity);
    `);
  }

  /** Receipt numbers stay as they are read. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM change_request WHERE kind <> 'ADJUSTMENT'; ALTER TABLE change_request DROP CONSTRAINT change_request_kind_check, ADD CONSTRAINT change_request_kind_check CHECK (kind IN ('ADJUSTMENT'))`);
  }
}
