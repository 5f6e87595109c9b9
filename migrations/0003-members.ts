import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members and the identifiers that find them. */
export class Members1790000000003 implements MigrationInterface {
  name = 'Members1790000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member (
        member_id uuid PRIMARY KEY,
        display_name text NOT NULL,
        status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'FROZEN', 'CLOSED')),
        enrolled_by uuid,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE member_identifier (
        kind text NOT NULL CHECK (kind IN ('PHONE', 'EMAIL', 'CARD', 'PARTNER_CUSTOMER')),
        -- A partner's own customer number is unique within that partner; the others are unique in the coalition.
        scope uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
        value text NOT NULL,
        member_id uuid NOT NULL REFERENCES member,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (kind, scope, value)
      );
      CREATE INDEX member_identifier_member ON member_identifier (member_id);
      -- The partners that may see a member: they enrolled it, linked it or served it.
      CREATE TABLE member_partner (
        member_id uuid NOT NULL,
        partner_id uuid NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (member_id, partner_id)
      );
      GRANT SELECT, INSERT, UPDATE ON member TO kongsi_app;
      GRANT SELECT, INSERT ON member_identifier, member_partner TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE member_partner, member_identifier, member');
  }
}
