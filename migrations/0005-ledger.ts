import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Windows, postings, legs, lots, balances, holds, idempotency and batches: the books. */
export class Ledger1790000000005 implements MigrationInterface {
  name = 'Ledger1790000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE settlement_window (
        window_id uuid PRIMARY KEY,
        window_no bigint NOT NULL UNIQUE,
        business_date date NOT NULL UNIQUE,
        cut_off_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        last_seq bigint
      );
      CREATE UNIQUE INDEX settlement_window_open ON settlement_window (state) WHERE state = 'OPEN';

      -- Cache 1: numbers are drawn under the window and member locks, so a window's numbers lie below the next window's.
      CREATE SEQUENCE posting_seq CACHE 1;
      CREATE TABLE posting (
        posting_id uuid NOT NULL,
        seq bigint NOT NULL,
        type text NOT NULL CHECK (type IN ('EARN', 'BURN', 'EXPIRE', 'REVERSAL', 'ADJUSTMENT', 'TRANSFER')),
        member_id uuid NOT NULL,
        partner_id uuid NOT NULL,
        outlet_id uuid,
        till_id uuid,
        points bigint NOT NULL CHECK (points > 0 OR (points = 0 AND type = 'REVERSAL')),
        -- Face value as shown to the member; what partners owe is priced by the settlement.
        value_minor bigint NOT NULL,
        -- The sale behind an earn, and its part paid in points; a refund counts on their cumulative net.
        amount_minor bigint,
        tender_minor bigint,
        currency text NOT NULL DEFAULT 'IDR',
        terms_id uuid,
        window_id uuid NOT NULL,
        business_date date NOT NULL,
        occurred_at timestamptz NOT NULL,
        posted_at timestamptz NOT NULL,
        late boolean NOT NULL,
        flags text[] NOT NULL DEFAULT '{}',
        external_id text,
        idempotency_key text NOT NULL,
        token_jti text,
        item_no integer,
        receipt_no text,
        receipt_date date,
        reverses_posting_id uuid,
        hold_id uuid,
        channel text,
        reason_code text,
        note text,
        actor_id text NOT NULL,
        approver_id text,
        -- The member's balance just after this posting, as it was answered.
        balance_after bigint NOT NULL,
        held_after bigint NOT NULL,
        PRIMARY KEY (posting_id)
      );
      CREATE UNIQUE INDEX posting_seq_key ON posting (seq);
      CREATE INDEX posting_member ON posting (member_id, seq);
      CREATE INDEX posting_partner ON posting (partner_id, seq);
      CREATE INDEX posting_reverses ON posting (reverses_posting_id) WHERE reverses_posting_id IS NOT NULL;
      CREATE INDEX posting_hold ON posting (hold_id) WHERE hold_id IS NOT NULL;

      CREATE TABLE leg (
        leg_id uuid PRIMARY KEY,
        posting_id uuid NOT NULL,
        line_no integer NOT NULL,
        member_id uuid NOT NULL,
        debit_account text NOT NULL CHECK (debit_account IN ('MEMBER', 'ISSUER', 'REDEEMER', 'EXPIRED', 'CLEARING')),
        credit_account text NOT NULL CHECK (credit_account IN ('MEMBER', 'ISSUER', 'REDEEMER', 'EXPIRED', 'CLEARING')),
        points bigint NOT NULL CHECK (points > 0 AND points <= 9007199254740991),
        lot_id uuid NOT NULL,
        issuer_id uuid NOT NULL,
        redeemer_id uuid,
        point_kind text NOT NULL DEFAULT 'REGULAR',
        lot_earned_on date NOT NULL,
        terms_id uuid,
        reverses_leg_id uuid,
        window_id uuid NOT NULL,
        seq bigint NOT NULL,
        CHECK (debit_account <> credit_account)
      );
      CREATE INDEX leg_posting ON leg (posting_id);
      CREATE INDEX leg_lot ON leg (lot_id);
      CREATE INDEX leg_window ON leg (window_id, seq);
      CREATE INDEX leg_reverses ON leg (reverses_leg_id) WHERE reverses_leg_id IS NOT NULL;

      CREATE TABLE lot (
        lot_id uuid PRIMARY KEY,
        member_id uuid NOT NULL,
        issuer_id uuid NOT NULL,
        earn_posting_id uuid NOT NULL,
        line_no integer NOT NULL DEFAULT 1,
        point_kind text NOT NULL DEFAULT 'REGULAR',
        points bigint NOT NULL CHECK (points > 0),
        -- A cache of the legs less the open holds: free, neither held nor used.
        remaining bigint NOT NULL,
        earned_at timestamptz NOT NULL,
        earned_on date NOT NULL,
        vests_at timestamptz,
        expires_at timestamptz,
        grace_until timestamptz,
        usable_at uuid[],
        funding_shares jsonb,
        parent_lot_id uuid,
        CHECK (remaining >= 0 AND remaining <= points)
      ) WITH (fillfactor = 75);
      CREATE INDEX lot_open ON lot (member_id) WHERE remaining > 0;
      CREATE INDEX lot_expiry ON lot (expires_at) WHERE remaining > 0 AND expires_at IS NOT NULL;

      CREATE TABLE receivable (
        posting_id uuid PRIMARY KEY,
        member_id uuid NOT NULL,
        issuer_id uuid NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        policy text NOT NULL DEFAULT 'RECEIVABLE' CHECK (policy IN ('RECEIVABLE', 'WITHIN_BALANCE', 'PENDING_ONLY'))
      );
      CREATE INDEX receivable_member ON receivable (member_id);

      CREATE TABLE member_balance (
        member_id uuid PRIMARY KEY,
        balance bigint NOT NULL DEFAULT 0,
        held bigint NOT NULL DEFAULT 0,
        version bigint NOT NULL DEFAULT 0,
        CHECK (held >= 0 AND balance >= held)
      ) WITH (fillfactor = 70);

      CREATE TABLE hold (
        hold_id uuid PRIMARY KEY,
        member_id uuid NOT NULL,
        partner_id uuid NOT NULL,
        outlet_id uuid NOT NULL,
        till_id uuid,
        external_id text NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        captured_points bigint NOT NULL DEFAULT 0,
        value_minor bigint NOT NULL,
        channel text NOT NULL CHECK (channel IN ('STORE', 'ONLINE')),
        status text NOT NULL CHECK (status IN ('HELD', 'CAPTURED', 'RELEASED', 'TIMED_OUT')),
        release_reason text,
        receipt_no text,
        note text,
        posting_id uuid,
        terms_id uuid,
        occurred_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        CHECK (captured_points <= points)
      ) WITH (fillfactor = 75);
      CREATE INDEX hold_open ON hold (expires_at) WHERE status = 'HELD';
      CREATE INDEX hold_member_open ON hold (member_id) WHERE status = 'HELD';
      CREATE INDEX hold_partner ON hold (partner_id, hold_id);
      CREATE TABLE hold_lot (
        hold_id uuid NOT NULL,
        lot_id uuid NOT NULL,
        line_no integer NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        PRIMARY KEY (hold_id, lot_id)
      );
      CREATE INDEX hold_lot_lot ON hold_lot (lot_id);

      CREATE TABLE idempotency (
        partner_id uuid NOT NULL,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        status integer,
        response text,
        posting_id uuid,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (partner_id, idempotency_key)
      );
      CREATE TABLE external_id (
        partner_id uuid NOT NULL,
        external_id text NOT NULL,
        verb text NOT NULL,
        object_id uuid NOT NULL,
        member_id uuid NOT NULL,
        -- What must agree for the original object to come back: points or amount, and outlet.
        request_facts text NOT NULL,
        -- The key under which the first answer is stored.
        idempotency_key text NOT NULL,
        PRIMARY KEY (partner_id, external_id)
      );
      CREATE TABLE receipt (
        partner_id uuid NOT NULL,
        outlet_id uuid NOT NULL,
        receipt_no text NOT NULL,
        receipt_date date NOT NULL,
        posting_id uuid NOT NULL,
        -- Set when the earn was reversed wholly; the receipt may then earn once more.
        freed_at timestamptz,
        PRIMARY KEY (partner_id, outlet_id, receipt_no, receipt_date)
      );
      CREATE TABLE posting_evidence (
        posting_id uuid PRIMARY KEY,
        kid text NOT NULL,
        token text NOT NULL,
        body_digest bytea NOT NULL
      );
      CREATE TABLE batch (
        batch_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL,
        idempotency_key text NOT NULL,
        request_hash bytea NOT NULL,
        item_count integer NOT NULL,
        accepted integer NOT NULL,
        refused integer NOT NULL,
        created_at timestamptz NOT NULL,
        completed_at timestamptz NOT NULL,
        UNIQUE (partner_id, idempotency_key)
      );
      CREATE TABLE batch_item (
        batch_id uuid NOT NULL,
        item_no integer NOT NULL,
        status integer NOT NULL,
        response text NOT NULL,
        PRIMARY KEY (batch_id, item_no)
      );

      CREATE VIEW member_leg AS
        SELECT l.*, CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END AS delta,
               p.type, p.occurred_at, p.posted_at, p.hold_id
        FROM leg l JOIN posting p ON p.posting_id = l.posting_id
        WHERE 'MEMBER' IN (l.debit_account, l.credit_account);

      GRANT SELECT, INSERT ON posting, leg, receivable, posting_evidence, batch, batch_item, hold_lot TO kongsi_app;
      GRANT SELECT, INSERT ON lot TO kongsi_app;
      GRANT UPDATE (remaining, grace_until) ON lot TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE ON member_balance, settlement_window, hold, receipt TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO kongsi_app;
      GRANT SELECT, INSERT ON external_id TO kongsi_app;
      GRANT SELECT ON member_leg TO kongsi_app;
      GRANT USAGE ON SEQUENCE posting_seq TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW member_leg;
      DROP TABLE batch_item, batch, posting_evidence, receipt, external_id, idempotency, hold_lot, hold, member_balance,
        receivable, lot, leg, posting, settlement_window;
      DROP SEQUENCE posting_seq;
    `);
  }
}
