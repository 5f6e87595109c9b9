import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Disputes, what they are about, how they ended, and the movements of positions that no night's calculation makes. */
export class Disputes1790000000019 implements MigrationInterface {
  name = 'Disputes1790000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- An amount that moves from the payer's position to the payee's outside the claims; negative gives it back. Each row enters one settlement.
      CREATE TABLE position_movement (
        movement_id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('DISPUTED', 'COMPENSATION')),
        dispute_id uuid NOT NULL,
        -- The claim line whose amount is contested.
        line_id uuid REFERENCES settlement_line,
        -- Set when the movement counts together with the claims of a window.
        window_id uuid REFERENCES settlement_window,
        payer_id uuid NOT NULL,
        payee_id uuid NOT NULL,
        currency text NOT NULL DEFAULT 'IDR',
        points bigint NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor % 100 = 0),
        made_at timestamptz NOT NULL
      );
      CREATE INDEX position_movement_dispute ON position_movement (dispute_id);
      CREATE INDEX position_movement_line ON position_movement (line_id);
      CREATE INDEX position_movement_window ON position_movement (window_id);
      CREATE TABLE settlement_movement (
        settlement_id uuid NOT NULL REFERENCES settlement,
        movement_id uuid NOT NULL REFERENCES position_movement,
        PRIMARY KEY (settlement_id, movement_id)
      );
      CREATE INDEX settlement_movement_movement ON settlement_movement (movement_id);
      -- The part of the position that stands outside the claims.
      ALTER TABLE obligation ADD COLUMN disputed_minor bigint NOT NULL DEFAULT 0;
      ALTER TABLE statement ADD COLUMN disputed_minor bigint NOT NULL DEFAULT 0;
      -- What the line's amount is made of after the window: with it a later window can be replayed.
      ALTER TABLE claim ADD COLUMN parts jsonb NOT NULL DEFAULT '{}';

      CREATE TABLE dispute (
        dispute_id uuid PRIMARY KEY,
        -- A part that was accepted, ruled or reversed on its own.
        split_from uuid REFERENCES dispute,
        opener_id uuid NOT NULL REFERENCES partner,
        -- A partner or the hub.
        other_id uuid NOT NULL,
        issuer_id uuid NOT NULL,
        redeemer_id uuid NOT NULL,
        invoice_id uuid REFERENCES invoice,
        line_id uuid REFERENCES settlement_line,
        posting_id uuid,
        reason text NOT NULL CHECK (reason IN ('DUPLICATE', 'REVERSED_AT_OUTLET', 'WRONG_PRICE', 'NOT_OUR_MEMBER', 'FRAUD', 'TIMING', 'OTHER')),
        remedy text NOT NULL CHECK (remedy IN ('REVERSAL', 'MONEY_ONLY')),
        -- Of an upheld dispute about fraud: how it happened, and who bears it.
        cause text CHECK (cause IN ('TILL_FRAUD', 'STAFF_FRAUD', 'ACCOUNT_TAKE_OVER')),
        bearer text NOT NULL DEFAULT 'REDEEMER' CHECK (bearer IN ('REDEEMER', 'HUB')),
        note text NOT NULL,
        status text NOT NULL CHECK (status IN ('OPENED', 'UNDER_REVIEW', 'UPHELD', 'REJECTED', 'WITHDRAWN')),
        points bigint NOT NULL CHECK (points > 0),
        opened_by text NOT NULL,
        opened_at timestamptz NOT NULL,
        respond_by timestamptz,
        alerted_at timestamptz,
        resolved_at timestamptz,
        -- Set when the remedy has been posted, and when the night has calculated it.
        remedied_at timestamptz,
        remedy_window_id uuid REFERENCES settlement_window,
        credited_at timestamptz,
        idempotency_key text,
        fingerprint bytea,
        UNIQUE (opener_id, idempotency_key),
        CHECK (opener_id <> other_id AND issuer_id <> redeemer_id),
        CHECK ((status IN ('OPENED', 'UNDER_REVIEW')) = (resolved_at IS NULL)),
        CHECK (remedied_at IS NULL OR status = 'UPHELD'),
        CHECK ((remedied_at IS NULL) = (remedy_window_id IS NULL)),
        CHECK (credited_at IS NULL OR remedied_at IS NOT NULL)
      );
      CREATE INDEX dispute_opener ON dispute (opener_id, opened_at);
      CREATE INDEX dispute_other ON dispute (other_id, opened_at);
      CREATE INDEX dispute_open ON dispute (respond_by) WHERE status IN ('OPENED', 'UNDER_REVIEW');
      CREATE INDEX dispute_unfinished ON dispute (dispute_id) WHERE status = 'UPHELD' AND credited_at IS NULL;
      CREATE INDEX dispute_split ON dispute (split_from) WHERE split_from IS NOT NULL;
      CREATE TABLE dispute_leg (
        dispute_id uuid NOT NULL REFERENCES dispute,
        leg_id uuid NOT NULL,
        posting_id uuid NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        -- The reversal that gave these points back.
        remedy_posting_id uuid,
        PRIMARY KEY (dispute_id, leg_id)
      );
      CREATE INDEX dispute_leg_leg ON dispute_leg (leg_id);
      CREATE INDEX dispute_leg_posting ON dispute_leg (posting_id);
      -- What upholding takes off each line: its exact part and whole rupiah; and what the night has credited.
      CREATE TABLE dispute_line (
        dispute_id uuid NOT NULL REFERENCES dispute,
        line_id uuid NOT NULL REFERENCES settlement_line,
        line_type text NOT NULL,
        payer_id uuid NOT NULL,
        payee_id uuid NOT NULL,
        points bigint NOT NULL,
        exact text NOT NULL,
        amount_minor bigint NOT NULL,
        credited_minor bigint,
        PRIMARY KEY (dispute_id, line_id)
      );
      CREATE INDEX dispute_line_line ON dispute_line (line_id);
      CREATE TABLE dispute_entry (
        entry_id uuid PRIMARY KEY,
        dispute_id uuid NOT NULL REFERENCES dispute,
        kind text NOT NULL CHECK (kind IN ('OPENED', 'MESSAGE', 'FILE', 'ACCEPTED', 'CONTESTED', 'SILENCE', 'RULING_PROPOSED', 'RULING_TURNED_DOWN', 'UPHELD', 'REJECTED', 'WITHDRAWN', 'REVERSED', 'SPLIT', 'REMEDIED', 'CREDITED', 'OVERDUE')),
        party_id uuid NOT NULL,
        actor text NOT NULL,
        text text,
        at timestamptz NOT NULL
      );
      CREATE INDEX dispute_entry_dispute ON dispute_entry (dispute_id, entry_id);
      CREATE TABLE dispute_file (
        file_id uuid PRIMARY KEY,
        dispute_id uuid NOT NULL REFERENCES dispute,
        party_id uuid NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size integer NOT NULL CHECK (size > 0),
        sha256 text NOT NULL,
        content bytea NOT NULL,
        added_by text NOT NULL,
        added_at timestamptz NOT NULL,
        UNIQUE (dispute_id, sha256)
      );
      -- What the operator ruled; above the limit a second person decides whether it stands.
      CREATE TABLE dispute_ruling (
        ruling_id uuid PRIMARY KEY,
        dispute_id uuid NOT NULL REFERENCES dispute,
        outcome text NOT NULL CHECK (outcome IN ('UPHELD', 'REJECTED')),
        points bigint,
        remedy text CHECK (remedy IN ('REVERSAL', 'MONEY_ONLY')),
        cause text CHECK (cause IN ('TILL_FRAUD', 'STAFF_FRAUD', 'ACCOUNT_TAKE_OVER')),
        bearer text CHECK (bearer IN ('REDEEMER', 'HUB')),
        text text NOT NULL,
        status text NOT NULL CHECK (status IN ('PENDING', 'IN_FORCE', 'TURNED_DOWN')),
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        decided_by text,
        decided_at timestamptz,
        decision_note text,
        CHECK (decided_by IS NULL OR decided_by <> made_by)
      );
      CREATE UNIQUE INDEX dispute_ruling_pending ON dispute_ruling (dispute_id) WHERE status = 'PENDING';
      CREATE INDEX dispute_ruling_dispute ON dispute_ruling (dispute_id);

      GRANT SELECT, INSERT ON position_movement, settlement_movement, dispute, dispute_leg, dispute_line, dispute_entry, dispute_file, dispute_ruling TO kongsi_app;
      GRANT UPDATE (status, points, remedy, cause, bearer, respond_by, alerted_at, resolved_at, remedied_at, remedy_window_id, credited_at) ON dispute TO kongsi_app;
      GRANT UPDATE (points, remedy_posting_id), DELETE ON dispute_leg TO kongsi_app;
      GRANT UPDATE (points, exact, amount_minor, credited_minor), DELETE ON dispute_line TO kongsi_app;
      GRANT UPDATE (status, decided_by, decided_at, decision_note) ON dispute_ruling TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE dispute_ruling, dispute_file, dispute_entry, dispute_line, dispute_leg, dispute; ALTER TABLE claim DROP COLUMN parts; ALTER TABLE statement DROP COLUMN disputed_minor; ALTER TABLE obligation DROP COLUMN disputed_minor; DROP TABLE settlement_movement, position_movement`);
  }
}
