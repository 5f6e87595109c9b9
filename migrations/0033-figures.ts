import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has met positions before their settlement is settled, what a receipt's money met, and why a certificate is above what was expected. */
export class Figures1790000000033 implements MigrationInterface {
  name = 'Figures1790000000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX obligation_party ON obligation (party_id);
      -- A position stands until its whole settlement is settled. What money and set-off have met of it meanwhile is this: position and this together are what is open.
      CREATE VIEW settling_met AS
        SELECT o.party_id, sum(CASE v.direction WHEN 'IN' THEN -v.open_principal_minor ELSE v.open_principal_minor END - o.position_minor)::bigint AS met_minor
          FROM obligation o JOIN obligation_open v ON v.obligation_id = o.obligation_id WHERE v.state = 'SETTLING' GROUP BY o.party_id;
      GRANT SELECT ON settling_met TO kongsi_app;
      ALTER TABLE guard_day ADD COLUMN met_minor bigint NOT NULL DEFAULT 0;
      ALTER TABLE withholding_certificate ADD COLUMN excess_reason text;
      ALTER TABLE payment_receipt ADD COLUMN unapplied_minor bigint NOT NULL DEFAULT 0, ADD COLUMN recovered_minor bigint NOT NULL DEFAULT 0;
      ALTER TABLE payment_receipt_line ADD COLUMN applied_minor bigint;
      UPDATE payment_receipt_line l SET applied_minor = (SELECT sum(a.amount_minor) FROM cash_application a LEFT JOIN statement s ON s.obligation_id = a.obligation_id LEFT JOIN invoice i ON i.invoice_id = a.invoice_id
          WHERE a.payment_id = r.payment_id AND coalesce(s.number, i.number) = l.number) FROM payment_receipt r WHERE r.receipt_id = l.receipt_id AND l.kind IN ('NETTING_STATEMENT', 'FEE_INVOICE');
      UPDATE payment_receipt r SET recovered_minor = (SELECT coalesce(sum(c.amount_minor), 0) FROM recovery c WHERE c.payment_id = r.payment_id);
      UPDATE payment_receipt r SET unapplied_minor = r.amount_minor - r.recovered_minor - (SELECT coalesce(sum(l.applied_minor), 0) FROM payment_receipt_line l WHERE l.receipt_id = r.receipt_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment_receipt_line DROP COLUMN applied_minor;
      ALTER TABLE payment_receipt DROP COLUMN unapplied_minor, DROP COLUMN recovered_minor;
      ALTER TABLE withholding_certificate DROP COLUMN excess_reason;
      ALTER TABLE guard_day DROP COLUMN met_minor;
      DROP VIEW settling_met;
      DROP INDEX obligation_party;
    `);
  }
}
