import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What moves the life of a lot: earlier vesting, rolling expiry; and how a receivable ends. */
export class LifeOfALot1790000000009 implements MigrationInterface {
  name = 'LifeOfALot1790000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Set once, when an event or the issuer lets a lot vest before its day; days of inactivity after which a rolling lot ends.
      ALTER TABLE lot ADD COLUMN vested_at timestamptz, ADD COLUMN rolling_days integer CHECK (rolling_days > 0);
      GRANT UPDATE (vested_at) ON lot TO kongsi_app;
      -- Points of the member that could not be spent just after the posting: pending, qualifying or past their end.
      ALTER TABLE posting ADD COLUMN unavailable_after bigint;
      -- What ends a receivable: points of a later earn (with the posting that took them), or the issuer gives up.
      CREATE TABLE receivable_application (
        application_id uuid NOT NULL,
        receivable_id uuid NOT NULL,
        member_id uuid NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        kind text NOT NULL CHECK (kind IN ('REPAID', 'WRITTEN_OFF')),
        posting_id uuid,
        actor text NOT NULL,
        reason text,
        at timestamptz NOT NULL,
        PRIMARY KEY (application_id, member_id),
        CHECK ((kind = 'REPAID') = (posting_id IS NOT NULL))
      );
      CREATE INDEX receivable_application_of ON receivable_application (member_id, receivable_id);
      GRANT SELECT, INSERT ON receivable_application TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE receivable_application; ALTER TABLE posting DROP COLUMN unavailable_after; ALTER TABLE lot DROP COLUMN vested_at, DROP COLUMN rolling_days`);
  }
}
