import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers of the collecting bank that name the partner who pays to them, and the number to which an entry of the bank came. */
export class VirtualAccounts1790000000065 implements MigrationInterface {
  name = 'VirtualAccounts1790000000065';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE virtual_account (
        virtual_account_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partner,
        bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{3}$'),
        bank_name text NOT NULL,
        -- The bank's prefix of the company and the number of the payer behind it.
        number text NOT NULL CHECK (number ~ '^0*[1-9][0-9]{5,27}$' AND length(number) <= 28),
        -- Banks fill the prefix up with noughts or leave them out; it is one number.
        number_key text GENERATED ALWAYS AS (ltrim(number, '0')) STORED,
        name text NOT NULL,
        valid_from date NOT NULL,
        status text NOT NULL CHECK (status IN ('PROPOSED', 'ACCEPTED', 'REJECTED', 'ENDED')),
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        decided_by text,
        decided_at timestamptz,
        reason text,
        -- From this day on money that comes to it waits for a person.
        ended_on date,
        ended_by text,
        ended_at timestamptz,
        ended_reason text,
        CHECK ((status = 'PROPOSED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
        CHECK (status IN ('PROPOSED', 'REJECTED') OR decided_by <> made_by),
        CHECK ((status = 'ENDED') = (ended_on IS NOT NULL) AND num_nonnulls(ended_on, ended_by, ended_at, ended_reason) IN (0, 4))
      );
      CREATE UNIQUE INDEX virtual_account_living ON virtual_account (number_key) WHERE status IN ('PROPOSED', 'ACCEPTED');
      CREATE INDEX virtual_account_number ON virtual_account (number_key);
      CREATE INDEX virtual_account_partner ON virtual_account (partner_id);
      -- As the file said, or as the remark did where it is registered; kept, since it says why an entry was given to its partner.
      ALTER TABLE bank_entry ADD COLUMN virtual_account text CHECK (virtual_account ~ '^[0-9]{1,28}$');
      GRANT SELECT, INSERT ON virtual_account TO kongsi_app;
      GRANT UPDATE (status, decided_by, decided_at, reason, ended_on, ended_by, ended_at, ended_reason) ON virtual_account TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bank_entry DROP COLUMN virtual_account; DROP TABLE virtual_account');
  }
}
