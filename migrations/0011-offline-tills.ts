import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tills signed while they were alone, and what came too late to be posted without two people. */
export class OfflineTills1790000000011 implements MigrationInterface {
  name = 'OfflineTills1790000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Every offline token that arrived, accepted or not: the counters of a till, by key.
      CREATE TABLE till_chain (
        partner_id uuid NOT NULL,
        till_id uuid NOT NULL,
        kid text NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        -- SHA-256 of the compact token, and what it says of the token before it.
        digest bytea NOT NULL,
        prev bytea NOT NULL,
        jti text NOT NULL,
        op text NOT NULL CHECK (op IN ('EARN', 'BURN', 'REVERSAL')),
        captured_at timestamptz NOT NULL,
        business_date date NOT NULL,
        -- What an earn counts against the limits of its till and day; false, when it went over them.
        value_minor bigint NOT NULL DEFAULT 0,
        within_limits boolean NOT NULL,
        flag text CHECK (flag IN ('SEQ_GAP', 'CHAIN_BROKEN')),
        arrived_at timestamptz NOT NULL,
        PRIMARY KEY (partner_id, till_id, kid, seq, digest)
      );
      CREATE INDEX till_chain_jti ON till_chain (partner_id, till_id, jti);
      CREATE INDEX till_chain_day ON till_chain (partner_id, till_id, business_date) WHERE op = 'EARN';
      GRANT SELECT, INSERT ON till_chain TO kongsi_app;
      GRANT UPDATE (flag) ON till_chain TO kongsi_app;

      -- Older than the limit when it came: kept as it was asked, until two people post it or one rejects it.
      CREATE TABLE quarantine_item (
        quarantine_id uuid NOT NULL,
        partner_id uuid NOT NULL,
        idempotency_key text NOT NULL,
        verb text NOT NULL,
        member_id uuid NOT NULL,
        till_id uuid,
        external_id text,
        occurred_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        intent jsonb NOT NULL,
        status text NOT NULL DEFAULT 'HELD' CHECK (status IN ('HELD', 'POSTED', 'REJECTED')),
        first_approved_by text,
        first_approved_at timestamptz,
        decided_by text,
        decided_at timestamptz,
        reason text,
        posting_id uuid,
        PRIMARY KEY (partner_id, quarantine_id),
        UNIQUE (partner_id, idempotency_key),
        CHECK ((status = 'HELD') = (decided_by IS NULL)),
        CHECK (status <> 'POSTED' OR (posting_id IS NOT NULL AND first_approved_by IS NOT NULL AND first_approved_by <> decided_by))
      );
      CREATE INDEX quarantine_held ON quarantine_item (quarantine_id) WHERE status = 'HELD';
      GRANT SELECT, INSERT ON quarantine_item TO kongsi_app;
      GRANT UPDATE (status, first_approved_by, first_approved_at, decided_by, decided_at, reason, posting_id) ON quarantine_item TO kongsi_app;

      -- A posting's flags are told from its till's chain, which may still be filled.
      ALTER TABLE posting DROP COLUMN flags;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE posting ADD COLUMN flags text[]; DROP TABLE quarantine_item, till_chain;`);
  }
}
