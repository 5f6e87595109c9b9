import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partners, their outlets, tills and keys, and the tokens that were used. */
export class Partners1790000000002 implements MigrationInterface {
  name = 'Partners1790000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE partner (
        partner_id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9]{2,12}$'),
        brand_name text NOT NULL,
        legal_name text NOT NULL,
        npwp text NOT NULL CHECK (npwp ~ '^[0-9]{16}$'),
        nitku text NOT NULL CHECK (nitku ~ '^[0-9]{22}$'),
        address text NOT NULL,
        status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED')),
        document_language text NOT NULL DEFAULT 'id' CHECK (document_language IN ('id', 'en')),
        created_at timestamptz NOT NULL
      );
      CREATE TABLE outlet (
        outlet_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partner,
        name text NOT NULL,
        zone text NOT NULL DEFAULT 'Asia/Jakarta',
        channel text NOT NULL DEFAULT 'STORE' CHECK (channel IN ('STORE', 'ONLINE')),
        status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'DISABLED')),
        created_at timestamptz NOT NULL
      );
      CREATE INDEX outlet_partner ON outlet (partner_id);
      CREATE TABLE till (
        till_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partner,
        outlet_id uuid NOT NULL REFERENCES outlet,
        name text NOT NULL,
        status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'DISABLED')),
        created_at timestamptz NOT NULL
      );
      CREATE INDEX till_partner ON till (partner_id);
      CREATE TABLE partner_key (
        key_id uuid PRIMARY KEY,
        kid text NOT NULL UNIQUE,
        partner_id uuid NOT NULL REFERENCES partner,
        alg text NOT NULL CHECK (alg IN ('ES256', 'EdDSA', 'PS256')),
        public_jwk jsonb NOT NULL,
        name text NOT NULL,
        scopes text[] NOT NULL,
        till_ids uuid[],
        ip_allow text[],
        status text NOT NULL CHECK (status IN ('PENDING_APPROVAL', 'ACTIVE', 'REVOKED')),
        valid_from timestamptz NOT NULL,
        valid_until timestamptz NOT NULL,
        created_by text NOT NULL,
        approved_by text,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        revoked_reason text
      );
      CREATE INDEX partner_key_partner ON partner_key (partner_id);
      CREATE TABLE partner_token_replay (
        partner_id uuid NOT NULL,
        jti text NOT NULL,
        request_id text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (partner_id, jti)
      );
      CREATE INDEX partner_token_replay_expiry ON partner_token_replay USING brin (expires_at);
      CREATE TABLE test_clock (
        clock_id text PRIMARY KEY CHECK (clock_id = 'default'),
        offset_ms bigint NOT NULL,
        advanced_at timestamptz
      );
      INSERT INTO test_clock VALUES ('default', 0, NULL);
      CREATE TABLE audit_entry (
        audit_entry_id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        subject text NOT NULL,
        partner_id uuid,
        verb text NOT NULL,
        object_kind text NOT NULL,
        object_id text NOT NULL,
        facts jsonb NOT NULL DEFAULT '{}',
        request_id text
      );
      CREATE TABLE state_change (
        state_change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        from_state text,
        to_state text NOT NULL,
        at timestamptz NOT NULL,
        actor text NOT NULL,
        reason text
      );
      CREATE INDEX state_change_subject ON state_change (subject_id);
      GRANT SELECT, INSERT, UPDATE ON partner, outlet, till, partner_key, test_clock TO kongsi_app;
      GRANT SELECT, INSERT, DELETE ON partner_token_replay TO kongsi_app;
      GRANT SELECT, INSERT ON audit_entry, state_change TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE state_change, audit_entry, test_clock, partner_token_replay, partner_key, till, outlet, partner');
  }
}
