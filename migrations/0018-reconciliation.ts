import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partners' days beside the hub's postings: files, records, what matched, the breaks, the rules that close them, and co-signed windows. */
export class Reconciliation1790000000018 implements MigrationInterface {
  name = 'Reconciliation1790000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A day is read as a whole; holds are appended nearly in its order, as postings are.
      CREATE INDEX hold_by_time ON hold USING brin (occurred_at);

      CREATE TABLE day_file (
        file_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partner,
        business_date date NOT NULL,
        source text NOT NULL CHECK (source IN ('PARTNER_FILE', 'SDK_JOURNAL')),
        format text NOT NULL CHECK (format IN ('CSV', 'JSON')),
        sha256 bytea NOT NULL,
        size integer NOT NULL,
        idempotency_key text NOT NULL,
        records integer NOT NULL,
        points bigint NOT NULL,
        amount_minor bigint NOT NULL,
        accepted integer NOT NULL,
        warned integer NOT NULL,
        refused integer NOT NULL,
        merged integer NOT NULL,
        uploaded_by text NOT NULL,
        uploaded_at timestamptz NOT NULL,
        UNIQUE (partner_id, sha256),
        UNIQUE (partner_id, idempotency_key),
        CHECK (records = accepted + warned + refused + merged)
      );
      CREATE INDEX day_file_day ON day_file (business_date, partner_id);
      -- What was answered to each record of a file, in the file's order.
      CREATE TABLE day_file_answer (
        file_id uuid NOT NULL REFERENCES day_file,
        line_no integer NOT NULL,
        record_id text NOT NULL,
        answer text NOT NULL CHECK (answer IN ('ACCEPTED', 'WARNED', 'REFUSED', 'MERGED')),
        reason text,
        PRIMARY KEY (file_id, line_no)
      );
      -- Records as their partner last told them: a later file appends a version, and none is ever changed.
      CREATE TABLE day_record (
        partner_id uuid NOT NULL,
        business_date date NOT NULL,
        source text NOT NULL,
        record_id text NOT NULL,
        version integer NOT NULL,
        file_id uuid NOT NULL REFERENCES day_file,
        type text NOT NULL CHECK (type IN ('EARN', 'BURN', 'REVERSAL')),
        status text NOT NULL CHECK (status IN ('POSTED', 'REVERSED', 'HELD', 'RELEASED', 'TIMED_OUT')),
        external_id text,
        outlet_id uuid NOT NULL,
        till_id uuid,
        counter bigint,
        receipt_no text,
        member_id uuid,
        points bigint NOT NULL CHECK (points >= 0),
        amount_minor bigint,
        occurred_at timestamptz NOT NULL,
        occurred_on date NOT NULL,
        token text,
        content_hash bytea NOT NULL,
        PRIMARY KEY (partner_id, business_date, source, record_id, version)
      );
      -- How a day stands after its last matching; it is made again whenever something new is known.
      CREATE TABLE reconciliation_day (
        partner_id uuid NOT NULL REFERENCES partner,
        business_date date NOT NULL,
        source text NOT NULL,
        matched_at timestamptz NOT NULL,
        file_id uuid NOT NULL,
        classes jsonb NOT NULL,
        PRIMARY KEY (partner_id, business_date, source)
      );
      CREATE TABLE reconciliation_match (
        partner_id uuid NOT NULL,
        business_date date NOT NULL,
        source text NOT NULL,
        match_no integer NOT NULL,
        class text NOT NULL,
        match_key text,
        record_ids text[] NOT NULL,
        -- Of postings and of holds, with the prefix that tells which.
        posting_ids text[] NOT NULL,
        PRIMARY KEY (partner_id, business_date, source, match_no)
      );
      CREATE TABLE reconciliation_break (
        break_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partner,
        business_date date NOT NULL,
        source text NOT NULL,
        subject text NOT NULL,
        class text NOT NULL CHECK (class IN ('MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERS', 'DUPLICATE', 'TIMING', 'STATUS_DIFFERS')),
        state text NOT NULL CHECK (state IN ('OPEN', 'EXPLAINED', 'CORRECTED')),
        owner text NOT NULL CHECK (owner IN ('HUB', 'PARTNER')),
        proposal text NOT NULL,
        record_ids text[] NOT NULL,
        posting_ids text[] NOT NULL,
        points_theirs bigint NOT NULL,
        points_ours bigint NOT NULL,
        amount_theirs_minor bigint,
        amount_ours_minor bigint,
        -- What rules may ask of it: type, identical, adjacent, token and so on.
        facts jsonb NOT NULL,
        evidence_hash bytea NOT NULL,
        opened_at timestamptz NOT NULL,
        answer_by timestamptz,
        cause_code text,
        note text,
        -- Rule and version that closed it.
        closed_by_rule text,
        closed_by text,
        closed_at timestamptz,
        linked_posting_id uuid,
        linked_dispute_id uuid,
        -- What one person asks and another has to approve.
        pending jsonb,
        UNIQUE (partner_id, business_date, source, subject),
        CHECK ((state = 'OPEN') = (closed_at IS NULL)),
        CHECK (state <> 'EXPLAINED' OR cause_code IS NOT NULL),
        CHECK (state <> 'CORRECTED' OR linked_posting_id IS NOT NULL OR linked_dispute_id IS NOT NULL),
        CHECK (pending IS NULL OR state = 'OPEN')
      );
      CREATE INDEX reconciliation_break_open ON reconciliation_break (partner_id, business_date) WHERE state = 'OPEN';
      CREATE TABLE reconciliation_rule (
        rule_id uuid NOT NULL,
        version integer NOT NULL,
        name text NOT NULL,
        place integer NOT NULL,
        class text NOT NULL,
        conditions jsonb NOT NULL,
        action text NOT NULL CHECK (action IN ('EXPLAIN', 'POST_LATE')),
        cause_code text,
        status text NOT NULL CHECK (status IN ('PROPOSED', 'ACTIVE', 'REPLACED', 'RETIRED', 'REJECTED')),
        retires boolean NOT NULL DEFAULT false,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        checked_by text,
        checked_at timestamptz,
        PRIMARY KEY (rule_id, version),
        CHECK (checked_by IS NULL OR checked_by <> made_by),
        CHECK ((status IN ('PROPOSED')) = (checked_by IS NULL)),
        CHECK (action <> 'EXPLAIN' OR cause_code IS NOT NULL)
      );
      CREATE UNIQUE INDEX reconciliation_rule_active ON reconciliation_rule (rule_id) WHERE status = 'ACTIVE';
      INSERT INTO reconciliation_rule (rule_id, version, name, place, class, conditions, action, cause_code, status, made_by, made_at, checked_by, checked_at) VALUES
        ('01900000-0000-7000-8000-000000000001', 1, 'signed-late', 10, 'MISSING_HERE', '{"token": true}', 'POST_LATE', NULL, 'ACTIVE', 'rulebook', '2026-01-01', 'coalition', '2026-01-01'),
        ('01900000-0000-7000-8000-000000000002', 1, 'neighbouring-date', 20, 'TIMING', '{"adjacent": true}', 'EXPLAIN', 'TIMING', 'ACTIVE', 'rulebook', '2026-01-01', 'coalition', '2026-01-01'),
        ('01900000-0000-7000-8000-000000000003', 1, 'said-twice', 30, 'DUPLICATE', '{"identical": true}', 'EXPLAIN', 'SAID_TWICE', 'ACTIVE', 'rulebook', '2026-01-01', 'coalition', '2026-01-01'),
        ('01900000-0000-7000-8000-000000000004', 1, 'silence', 40, 'MISSING_THERE', '{"evidence": true, "answerOver": true}', 'EXPLAIN', 'SILENCE', 'ACTIVE', 'rulebook', '2026-01-01', 'coalition', '2026-01-01');
      CREATE TABLE window_signature (
        window_id uuid NOT NULL REFERENCES settlement_window,
        calculation_version integer NOT NULL,
        partner_id uuid NOT NULL REFERENCES partner,
        calculation_hash text NOT NULL,
        root_hash text NOT NULL,
        -- The partner's JWS over both, and the hub's over the same.
        partner_jws text NOT NULL,
        kid text NOT NULL,
        hub_jws text NOT NULL,
        signed_at timestamptz NOT NULL,
        PRIMARY KEY (window_id, calculation_version, partner_id)
      );
      GRANT SELECT, INSERT ON day_file, day_file_answer, day_record, window_signature TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE ON reconciliation_day TO kongsi_app;
      GRANT SELECT, INSERT, DELETE ON reconciliation_match TO kongsi_app;
      GRANT SELECT, INSERT ON reconciliation_break TO kongsi_app;
      GRANT UPDATE (class, state, owner, proposal, record_ids, posting_ids, points_theirs, points_ours, amount_theirs_minor, amount_ours_minor, facts, evidence_hash, answer_by, cause_code, note, closed_by_rule, closed_by, closed_at, linked_posting_id, linked_dispute_id, pending) ON reconciliation_break TO kongsi_app;
      GRANT SELECT, INSERT ON reconciliation_rule TO kongsi_app;
      GRANT UPDATE (status, checked_by, checked_at) ON reconciliation_rule TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE window_signature, reconciliation_rule, reconciliation_break, reconciliation_match, reconciliation_day, day_record, day_file_answer, day_file; DROP INDEX hold_by_time');
  }
}
