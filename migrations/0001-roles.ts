import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The roles that the hub and the portal work as, and the portal's own schema. */
export class Roles1790000000001 implements MigrationInterface {
  name = 'Roles1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kongsi_app') THEN CREATE ROLE kongsi_app NOLOGIN; END IF;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kongsi_portal') THEN CREATE ROLE kongsi_portal NOLOGIN; END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;
      GRANT kongsi_app, kongsi_portal TO CURRENT_USER;
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO kongsi_app;
      CREATE SCHEMA portal;
      GRANT USAGE ON SCHEMA portal TO kongsi_portal;
      CREATE TABLE portal.session (
        sid varchar PRIMARY KEY,
        sess json NOT NULL,
        expire timestamp(6) NOT NULL
      );
      CREATE INDEX session_expire ON portal.session (expire);
      GRANT SELECT, INSERT, UPDATE, DELETE ON portal.session TO kongsi_portal;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA portal CASCADE');
  }
}
