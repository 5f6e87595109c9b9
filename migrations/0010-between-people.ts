import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What concerns two people: transfers and merged members, and acts that a second person has to approve. */
export class BetweenPeople1790000000010 implements MigrationInterface {
  name = 'BetweenPeople1790000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The member who receives a transfer, and its balance just after.
      ALTER TABLE posting ADD COLUMN to_member_id uuid, ADD COLUMN to_balance_after bigint, ADD CHECK ((type = 'TRANSFER') = (to_member_id IS NOT NULL));
      CREATE INDEX posting_received ON posting (to_member_id, posting_id) WHERE to_member_id IS NOT NULL;
      CREATE INDEX posting_adjusted ON posting (posted_at) WHERE type = 'ADJUSTMENT';
      ALTER TABLE member ADD COLUMN merged_into uuid REFERENCES member, ADD COLUMN spend_locked boolean NOT NULL DEFAULT false, ADD CHECK (merged_into IS NULL OR status = 'CLOSED');
      GRANT UPDATE (member_id) ON member_identifier TO kongsi_app;
      ALTER TABLE receivable_application DROP CONSTRAINT receivable_application_kind_check, ADD CHECK (kind IN ('REPAID', 'WRITTEN_OFF', 'MOVED'));
      CREATE TABLE change_request (
        change_request_id uuid PRIMARY KEY,
        idempotency_key text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('ADJUSTMENT')),
        status text NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
        body jsonb NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        decided_by text,
        decided_at timestamptz,
        reason text,
        posting_id uuid,
        UNIQUE (made_by, idempotency_key),
        CHECK (decided_by IS NULL OR status = 'WITHDRAWN' OR decided_by <> made_by)
      );
      GRANT SELECT, INSERT ON change_request TO kongsi_app;
      GRANT UPDATE (status, decided_by, decided_at, reason, posting_id) ON change_request TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE change_request; ALTER TABLE member DROP COLUMN merged_into, DROP COLUMN spend_locked; DROP INDEX posting_received, posting_adjusted; ALTER TABLE posting DROP COLUMN to_member_id, DROP COLUMN to_balance_after`);
  }
}
