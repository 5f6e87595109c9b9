import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row stands for all that a request takes: its key, its externalId and its receipt. Three tables held it before, each with a row and a key of its own. */
export class NamesOfARequest1790000000020 implements MigrationInterface {
  name = 'NamesOfARequest1790000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency ADD COLUMN external_id text, ADD COLUMN verb text, ADD COLUMN member_id uuid, ADD COLUMN facts_hash bigint,
        ADD COLUMN outlet_id uuid, ADD COLUMN receipt_no text, ADD COLUMN receipt_date date;
      UPDATE idempotency i SET external_id = e.external_id, verb = e.verb, member_id = e.member_id, facts_hash = e.facts_hash FROM external_id e WHERE e.partner_id = i.partner_id AND e.object_id = i.posting_id;
      UPDATE idempotency i SET external_id = e.external_id, verb = e.verb, member_id = e.member_id, facts_hash = e.facts_hash FROM hold h JOIN external_id e ON e.partner_id = h.partner_id AND e.object_id = h.hold_id
        WHERE i.partner_id = h.partner_id AND i.idempotency_key = h.idempotency_key;
      -- A receipt whose earn was reversed wholly is free: nobody has it.
      UPDATE idempotency i SET outlet_id = r.outlet_id, receipt_no = r.receipt_no, receipt_date = r.receipt_date FROM receipt r WHERE r.partner_id = i.partner_id AND r.posting_id = i.posting_id AND r.freed_at IS NULL;
      DROP TABLE external_id, receipt;
      CREATE UNIQUE INDEX idempotency_external_id ON idempotency (partner_id, external_id) WHERE external_id IS NOT NULL;
      CREATE UNIQUE INDEX idempotency_receipt ON idempotency (partner_id, outlet_id, receipt_no, receipt_date) WHERE receipt_no IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE external_id (partner_id uuid NOT NULL, external_id text NOT NULL, verb text NOT NULL, object_id uuid NOT NULL, member_id uuid NOT NULL, facts_hash bigint NOT NULL, PRIMARY KEY (partner_id, external_id));
      INSERT INTO external_id SELECT i.partner_id, i.external_id, i.verb, coalesce(i.posting_id, h.hold_id), i.member_id, i.facts_hash FROM idempotency i
        LEFT JOIN hold h ON i.verb = 'HOLD' AND h.partner_id = i.partner_id AND h.idempotency_key = i.idempotency_key WHERE i.external_id IS NOT NULL;
      CREATE TABLE receipt (partner_id uuid NOT NULL, outlet_id uuid NOT NULL, receipt_no text NOT NULL, receipt_date date NOT NULL, posting_id uuid NOT NULL, freed_at timestamptz, PRIMARY KEY (partner_id, outlet_id, receipt_no, receipt_date));
      INSERT INTO receipt SELECT partner_id, outlet_id, receipt_no, receipt_date, posting_id FROM idempotency WHERE receipt_no IS NOT NULL;
      ALTER TABLE idempotency DROP COLUMN external_id, DROP COLUMN verb, DROP COLUMN member_id, DROP COLUMN facts_hash, DROP COLUMN outlet_id, DROP COLUMN receipt_no, DROP COLUMN receipt_date;
      GRANT SELECT, INSERT ON external_id TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE ON receipt TO kongsi_app;
    `);
  }
}
