import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the remaining rules of the verbs need to know. */
export class RulesOfVerbs1790000000012 implements MigrationInterface {
  name = 'RulesOfVerbs1790000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The event for which a pending lot waits, by the terms of its earn.
      ALTER TABLE lot ADD COLUMN vests_on_event text;
      -- What a member has sent today.
      CREATE INDEX posting_sent ON posting (member_id, posted_at) WHERE type = 'TRANSFER';
      ALTER TABLE change_request DROP CONSTRAINT change_request_status_check, ADD CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPIRED'));
      CREATE INDEX change_request_pending ON change_request (made_at) WHERE status = 'PENDING';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX change_request_pending, posting_sent; UPDATE change_request SET status = 'PENDING' WHERE status = 'EXPIRED';
      ALTER TABLE change_request DROP CONSTRAINT change_request_status_check, ADD CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN')); ALTER TABLE lot DROP COLUMN vests_on_event`);
  }
}
