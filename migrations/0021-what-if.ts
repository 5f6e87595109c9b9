import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scenarios that are stored, never changed, and shared. */
export class WhatIf1790000000021 implements MigrationInterface {
  name = 'WhatIf1790000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scenario (
        scenario_id uuid PRIMARY KEY,
        name text NOT NULL,
        -- Business dates of the windows that were played; to_date is exclusive.
        from_date date NOT NULL,
        to_date date NOT NULL CHECK (to_date > from_date),
        overrides jsonb NOT NULL,
        result jsonb NOT NULL,
        engine_version text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL
      );
      CREATE TABLE scenario_share (
        scenario_id uuid NOT NULL REFERENCES scenario,
        partner_id uuid NOT NULL REFERENCES partner,
        shared_by text NOT NULL,
        shared_at timestamptz NOT NULL,
        PRIMARY KEY (scenario_id, partner_id)
      );
      CREATE INDEX scenario_share_partner ON scenario_share (partner_id);
      GRANT SELECT, INSERT ON scenario, scenario_share TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scenario_share, scenario');
  }
}
