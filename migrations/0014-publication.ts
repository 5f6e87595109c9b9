import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections of past versions of terms, and proposals that are taken back. */
export class Publication1790000000014 implements MigrationInterface {
  name = 'Publication1790000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE terms_version
        -- A correction stands beside the version that it corrects and prices by restatement only.
        ADD COLUMN corrects_version integer,
        ADD COLUMN withdrawn_by text,
        ADD COLUMN withdrawn_at timestamptz,
        ADD COLUMN withdrawn_reason text,
        ADD CONSTRAINT terms_corrects FOREIGN KEY (party_id, corrects_version) REFERENCES terms_version (party_id, version),
        ADD CONSTRAINT terms_corrects_earlier CHECK (corrects_version < version),
        ADD CONSTRAINT terms_withdrawn CHECK ((status = 'WITHDRAWN') = (withdrawn_by IS NOT NULL AND withdrawn_at IS NOT NULL AND withdrawn_reason IS NOT NULL)),
        DROP CONSTRAINT terms_overlap,
        ADD CONSTRAINT terms_overlap EXCLUDE USING gist (party_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (status = 'COUNTERSIGNED' AND corrects_version IS NULL);
      GRANT UPDATE (withdrawn_by, withdrawn_at, withdrawn_reason) ON terms_version TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE terms_version
        DROP CONSTRAINT terms_overlap,
        ADD CONSTRAINT terms_overlap EXCLUDE USING gist (party_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (status = 'COUNTERSIGNED'),
        DROP COLUMN corrects_version,
        DROP COLUMN withdrawn_by,
        DROP COLUMN withdrawn_at,
        DROP COLUMN withdrawn_reason;
    `);
  }
}
