import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A restatement moves points from the prices of one version of a window's calculation to those of the next, in place of booking differences line by line. */
export class RestatedGroups1790000000064 implements MigrationInterface {
  name = 'RestatedGroups1790000000064';

  async up(runner: QueryRunner): Promise<void> {
    const { length } = (await runner.query('SELECT 1 FROM line_correction c WHERE NOT EXISTS (SELECT 1 FROM calculation k WHERE k.window_id = c.window_id)')) as object[];
    if (length > 0) throw new Error('A restatement waits for a night that is not calculated yet. Let that night run with the version that booked it, then migrate.');
    await runner.query(`
      CREATE TABLE restated_group (
        restatement_id uuid NOT NULL REFERENCES restatement,
        -- The group of one version of the restated window's calculation.
        group_id uuid NOT NULL REFERENCES price_group,
        -- The window that books it.
        window_id uuid NOT NULL REFERENCES settlement_window,
        -- Negative: taken out at the price of the group's version; positive: put in at it.
        points bigint NOT NULL CHECK (points <> 0),
        legs integer NOT NULL CHECK (legs > 0),
        -- Burns that a fee counts one by one, of the issuer's lots and at the redeemer; they have the sign of the points.
        pay_burns integer NOT NULL,
        receive_burns integer NOT NULL,
        PRIMARY KEY (restatement_id, group_id)
      );
      CREATE INDEX restated_group_window ON restated_group (window_id);
      GRANT SELECT, INSERT ON restated_group TO kongsi_app;
      ALTER TABLE price_group DROP CONSTRAINT price_group_source_check;
      ALTER TABLE price_group ADD CONSTRAINT price_group_source_check CHECK (source IN ('LEGS', 'CORRECTION', 'RESTATED'));
      -- What restatements booked line by line stays as it is, and nothing is added to it.
      REVOKE INSERT ON line_correction FROM kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT INSERT ON line_correction TO kongsi_app;
      ALTER TABLE price_group DROP CONSTRAINT price_group_source_check;
      ALTER TABLE price_group ADD CONSTRAINT price_group_source_check CHECK (source IN ('LEGS', 'CORRECTION'));
      DROP TABLE restated_group;
    `);
  }
}
