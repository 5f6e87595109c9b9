import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Countersigned, dated terms and tax profiles. */
export class Terms1790000000004 implements MigrationInterface {
  name = 'Terms1790000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE TABLE terms_version (
        terms_id uuid PRIMARY KEY,
        -- The coalition's own terms stand under the hub's constant party id.
        party_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        valid_from date NOT NULL,
        valid_to date,
        body jsonb NOT NULL,
        -- The canonical JSON (RFC 8785) whose SHA-256 was signed.
        canonical text NOT NULL,
        terms_hash text NOT NULL,
        status text NOT NULL CHECK (status IN ('PROPOSED', 'APPROVED', 'COUNTERSIGNED', 'WITHDRAWN')),
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        checked_by text,
        checked_at timestamptz,
        countersigned_by text,
        countersigned_at timestamptz,
        UNIQUE (party_id, version),
        CHECK (valid_to IS NULL OR valid_to > valid_from),
        CHECK (checked_by IS NULL OR checked_by <> made_by),
        CONSTRAINT terms_overlap EXCLUDE USING gist (party_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (status = 'COUNTERSIGNED')
      );
      CREATE TABLE tax_profile (
        tax_profile_id text NOT NULL,
        version integer NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        treatment text NOT NULL CHECK (treatment IN ('NOT_SUBJECT', 'SERVICE', 'NILAI_LAIN')),
        rate numeric(12, 10),
        dpp_numerator integer,
        dpp_denominator integer,
        dpp_rate numeric(12, 10),
        transaction_code text,
        citation text NOT NULL,
        confirmed_by text,
        PRIMARY KEY (tax_profile_id, version)
      );
      INSERT INTO tax_profile VALUES
        ('not-subject', 1, '2010-04-01', NULL, 'NOT_SUBJECT', NULL, NULL, NULL, NULL, NULL,
         'PMK 6/PMK.03/2021 art. 12: handing over points or vouchers is outside PPN (points by analogy)', NULL),
        ('ppn-service', 1, '2010-04-01', '2022-04-01', 'SERVICE', 0.10, 1, 1, NULL, '01',
         'UU 42/2009 art. 7: PPN 10 % from 1 April 2010', NULL),
        ('ppn-service', 2, '2022-04-01', '2025-01-01', 'SERVICE', 0.11, 1, 1, NULL, '01',
         'UU 7/2021 (UU HPP) art. 7: PPN 11 % from 1 April 2022', NULL),
        ('ppn-service', 3, '2025-01-01', NULL, 'SERVICE', 0.12, 11, 12, NULL, '04',
         'PMK 131/2024: PPN 12 % on DPP nilai lain of 11/12 from 1 January 2025', NULL);
      GRANT SELECT, INSERT ON terms_version, tax_profile TO kongsi_app;
      GRANT UPDATE (status, valid_to, checked_by, checked_at, countersigned_by, countersigned_at) ON terms_version TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tax_profile, terms_version');
  }
}
