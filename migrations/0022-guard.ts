import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What capped issuers have at risk: figures that postings keep, their nightly history, and alerts. */
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
      CREATE INDEX position_party ON position (party_id, window_id);
      CREATE INDEX lot_vesting ON lot (issuer_id) WHERE vests_at IS NOT NULL;
      GRANT SELECT, INSERT, UPDATE ON guard_issuer TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON guard_sum, guard_move TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX lot_vesting, position_party; DROP TABLE guard_move, guard_sum, guard_issuer');
  }
}
