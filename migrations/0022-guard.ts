import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What capped issuers have at risk: figures that postings keep, their nightly history and alerts, run-offs, and estimates of redemption. */
export class Guard1790000000022 implements MigrationInterface {
  name = 'Guard1790000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row for each party that has ever had a cap. Earns that make claims at once lock the row of their issuer; burns never do.
      CREATE TABLE guard_issuer (
        issuer_id uuid PRIMARY KEY,
        since timestamptz NOT NULL
      );
      -- Claims that no night has booked yet, by the business date whose night will, and points held elsewhere (under 1970-01-01); minor units, unrounded.
      CREATE TABLE guard_sum (
        party_id uuid NOT NULL,
        due_on date NOT NULL,
        claims numeric NOT NULL,
        holds numeric NOT NULL,
        PRIMARY KEY (party_id, due_on)
      );
      -- What postings added since the sums were last drawn: rows are only inserted, so that no posting waits for another.
      CREATE TABLE guard_move (
        party_id uuid NOT NULL,
        due_on date NOT NULL,
        claims numeric NOT NULL,
        holds numeric NOT NULL
      );
      CREATE INDEX guard_move_party ON guard_move (party_id);
      -- What each night found of an issuer; the last run of a night is what stands.
      CREATE TABLE guard_day (
        issuer_id uuid NOT NULL,
        business_date date NOT NULL,
        net_debit_cap_minor bigint,
        position_minor bigint NOT NULL,
        live_position_minor bigint NOT NULL,
        open_holds_minor bigint NOT NULL,
        pending_issue_minor bigint NOT NULL,
        headroom_minor bigint,
        outstanding bigint NOT NULL,
        liability_minor bigint NOT NULL,
        collateral_minor bigint NOT NULL,
        paid_reserve_minor bigint NOT NULL,
        coverage numeric(20, 4),
        at timestamptz NOT NULL,
        PRIMARY KEY (issuer_id, business_date)
      );
      -- An alert stands once for each issuer and kind until what raised it is gone.
      CREATE TABLE guard_alert (
        alert_id uuid PRIMARY KEY,
        issuer_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('CAP_WARNING', 'CAP_NEARLY_USED', 'CAP_USED', 'COVERAGE_LOW', 'COVERAGE_STOP', 'CONCENTRATION', 'FIGURE_CORRECTED')),
        facts jsonb NOT NULL,
        raised_on date NOT NULL,
        raised_at timestamptz NOT NULL,
        cleared_at timestamptz CHECK (cleared_at >= raised_at)
      );
      CREATE UNIQUE INDEX guard_alert_open ON guard_alert (issuer_id, kind) WHERE cleared_at IS NULL;
      CREATE INDEX guard_alert_issuer ON guard_alert (issuer_id, raised_at);
      -- An issuer that leaves: asked for by one person, decided by another. Its earns stop; burns and documents go on until its last lot is gone.
      CREATE TABLE run_off (
        run_off_id uuid PRIMARY KEY,
        issuer_id uuid NOT NULL REFERENCES partner,
        reason text NOT NULL,
        requested_by text NOT NULL,
        requested_at timestamptz NOT NULL,
        decided_by text CHECK (decided_by <> requested_by),
        decided_at timestamptz,
        ended_by text,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX run_off_open ON run_off (issuer_id) WHERE ended_at IS NULL;

      -- Estimates of the part of an issue month's points that will ever be burned; a change is a new version and posts nothing.
      CREATE TABLE urr_version (
        urr_id uuid PRIMARY KEY,
        issuer_id uuid NOT NULL REFERENCES partner,
        issue_month date NOT NULL CHECK (extract(day FROM issue_month) = 1),
        version integer NOT NULL CHECK (version > 0),
        urr numeric(11, 10) NOT NULL CHECK (urr >= 0 AND urr <= 1),
        reason text NOT NULL,
        author text NOT NULL,
        at timestamptz NOT NULL,
        UNIQUE (issuer_id, issue_month, version)
      );
      CREATE INDEX posting_by_date ON posting USING brin (business_date);
      CREATE INDEX position_party ON position (party_id, window_id);
      CREATE INDEX lot_vesting ON lot (issuer_id) WHERE vests_at IS NOT NULL;
      GRANT SELECT, INSERT ON urr_version TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE ON guard_issuer, guard_day TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON guard_sum, guard_move TO kongsi_app;
      GRANT SELECT, INSERT ON guard_alert, run_off TO kongsi_app;
      GRANT UPDATE (cleared_at, facts) ON guard_alert TO kongsi_app;
      GRANT UPDATE (decided_by, decided_at, ended_by, ended_at) ON run_off TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX lot_vesting, position_party, posting_by_date; DROP TABLE urr_version, run_off, guard_alert, guard_day, guard_move, guard_sum, guard_issuer');
  }
}
