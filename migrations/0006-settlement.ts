import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nightly runs, calculations, claims, positions, settlements and obligations. */
export class Settlement1790000000006 implements MigrationInterface {
  name = 'Settlement1790000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A partner's documents close by cycle; to_date is exclusive.
      CREATE TABLE document_cycle (
        cycle_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partner,
        kind text NOT NULL CHECK (kind IN ('DAILY', 'WEEKLY', 'MONTHLY')),
        from_date date NOT NULL,
        to_date date NOT NULL CHECK (to_date > from_date),
        UNIQUE (partner_id, from_date)
      );
      CREATE TABLE night_run (
        window_id uuid PRIMARY KEY REFERENCES settlement_window,
        status text NOT NULL CHECK (status IN ('PENDING', 'RUNNING', 'PARKED', 'DONE')),
        steps jsonb NOT NULL DEFAULT '[]',
        checks jsonb NOT NULL DEFAULT '[]',
        parked_reason text,
        started_at timestamptz,
        finished_at timestamptz
      );
      -- The place where claims, fees and PPN cumulate and are rounded; a claim row is one window's delta on it.
      CREATE TABLE settlement_line (
        line_id uuid PRIMARY KEY,
        line_type text NOT NULL CHECK (line_type IN ('CLAIM', 'ISSUER_FEE', 'ACCEPTANCE_FEE', 'PPN', 'RATE_DIFFERENCE', 'RESIDUE')),
        payer_id uuid NOT NULL,
        payee_id uuid NOT NULL,
        payer_cycle_id uuid REFERENCES document_cycle,
        payee_cycle_id uuid REFERENCES document_cycle,
        -- Of PPN the version of its tax profile; of a claim on the rate difference the brand at the other end.
        qualifier text NOT NULL DEFAULT '',
        -- Exact total in minor units so far, as a decimal string or a fraction n/d.
        exact text NOT NULL,
        amount_minor bigint NOT NULL,
        points bigint NOT NULL DEFAULT 0,
        UNIQUE NULLS NOT DISTINCT (line_type, payer_id, payee_id, payer_cycle_id, payee_cycle_id, qualifier)
      );
      CREATE TABLE calculation (
        calculation_id uuid NOT NULL UNIQUE,
        window_id uuid NOT NULL REFERENCES settlement_window,
        version integer NOT NULL,
        engine_version text NOT NULL,
        input_hash text NOT NULL,
        calculation_hash text NOT NULL,
        points_burned bigint NOT NULL,
        -- The canonical record itself (RFC 8785 JSON), whose SHA-256 is calculation_hash.
        record text NOT NULL,
        calculated_at timestamptz NOT NULL,
        PRIMARY KEY (window_id, version)
      );
      -- How each leg was priced and on which claim line it stands.
      CREATE TABLE leg_price (
        leg_id uuid NOT NULL,
        window_id uuid NOT NULL,
        version integer NOT NULL,
        line_id uuid,
        receive_line_id uuid,
        pay_clause text NOT NULL,
        receive_clause text NOT NULL,
        pay_price numeric(26, 10) NOT NULL,
        receive_price numeric(26, 10) NOT NULL,
        section text NOT NULL DEFAULT 'NORMAL' CHECK (section IN ('NORMAL', 'LATE', 'CORRECTION', 'RESTATED')),
        -- Document cycles of the two sides; a fee line finds its legs by them.
        issuer_cycle_id uuid,
        redeemer_cycle_id uuid,
        -- The whole pricing: a reversal is priced by its original's record, whatever the terms say by then.
        pricing jsonb NOT NULL,
        PRIMARY KEY (leg_id, version)
      );
      CREATE INDEX leg_price_issuer ON leg_price (issuer_cycle_id);
      CREATE INDEX leg_price_redeemer ON leg_price (redeemer_cycle_id);
      CREATE INDEX leg_price_line ON leg_price (line_id);
      CREATE INDEX leg_price_receive_line ON leg_price (receive_line_id) WHERE receive_line_id IS DISTINCT FROM line_id;
      CREATE TABLE claim (
        window_id uuid NOT NULL,
        version integer NOT NULL,
        line_id uuid NOT NULL REFERENCES settlement_line,
        line_type text NOT NULL,
        payer_id uuid NOT NULL,
        payee_id uuid NOT NULL,
        -- The cycle in which each side books this delta; when it is later than the line's own cycle, it is a credit note.
        payer_booking_cycle_id uuid,
        payee_booking_cycle_id uuid,
        points bigint NOT NULL,
        currency text NOT NULL DEFAULT 'IDR',
        exact_before text NOT NULL,
        exact_after text NOT NULL,
        amount_before_minor bigint NOT NULL,
        amount_minor bigint NOT NULL,
        -- The rate of a fee or the tax profile version, and the clauses behind a claim.
        terms_refs text[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (window_id, version, line_id)
      );
      CREATE INDEX claim_line ON claim (line_id);
      CREATE TABLE position (
        window_id uuid NOT NULL,
        version integer NOT NULL,
        party_id uuid NOT NULL,
        currency text NOT NULL DEFAULT 'IDR',
        before_minor bigint NOT NULL,
        change_minor bigint NOT NULL,
        after_minor bigint NOT NULL,
        PRIMARY KEY (window_id, version, party_id, currency)
      );
      CREATE TABLE settlement (
        settlement_id uuid PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('PROPOSED', 'SETTLING', 'SETTLED', 'ABORTED')),
        settlement_hash text NOT NULL,
        gross_minor bigint NOT NULL,
        bilateral_minor bigint NOT NULL,
        multilateral_minor bigint NOT NULL,
        made_by text NOT NULL,
        parked_reason text,
        created_at timestamptz NOT NULL,
        settled_at timestamptz
      );
      CREATE TABLE settlement_scope (
        settlement_id uuid NOT NULL REFERENCES settlement,
        window_id uuid NOT NULL REFERENCES settlement_window,
        PRIMARY KEY (settlement_id, window_id)
      );
      CREATE TABLE settlement_approval (
        settlement_id uuid NOT NULL REFERENCES settlement,
        approved_by text NOT NULL,
        settlement_hash text NOT NULL,
        approved_at timestamptz NOT NULL,
        PRIMARY KEY (settlement_id, approved_by)
      );
      CREATE TABLE obligation (
        obligation_id uuid PRIMARY KEY,
        settlement_id uuid NOT NULL REFERENCES settlement,
        party_id uuid NOT NULL,
        currency text NOT NULL DEFAULT 'IDR',
        -- Signed: positive, the hub pays the party. The hub has a row of its own, so that a settlement sums to 0.
        amount_minor bigint NOT NULL,
        position_minor bigint NOT NULL,
        fees_minor bigint NOT NULL,
        ppn_minor bigint NOT NULL,
        status text NOT NULL CHECK (status IN ('OPEN', 'SETTLED')),
        due_date date NOT NULL,
        UNIQUE (settlement_id, party_id, currency)
      );
      CREATE TABLE payment (
        payment_id uuid PRIMARY KEY,
        obligation_id uuid NOT NULL REFERENCES obligation,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL DEFAULT 'IDR',
        bank_reference text NOT NULL UNIQUE,
        paid_on date NOT NULL,
        recorded_by text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE VIEW live_settlement AS
        SELECT c.window_id, s.settlement_id, s.state
        FROM settlement_scope c JOIN settlement s ON s.settlement_id = c.settlement_id WHERE s.state <> 'ABORTED';

      GRANT SELECT, INSERT ON document_cycle, calculation, leg_price, claim, position, settlement_scope, settlement_approval, payment TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE ON night_run, settlement_line, settlement, obligation TO kongsi_app;
      GRANT SELECT ON live_settlement TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW live_settlement;
      DROP TABLE payment, obligation, settlement_approval, settlement_scope, settlement, position, claim, leg_price, calculation,
        settlement_line, night_run, document_cycle;
    `);
  }
}
