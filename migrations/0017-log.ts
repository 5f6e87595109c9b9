import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log in which everything that bills is bound: leaves, the tree over them (RFC 6962) and the checkpoints that were signed. */
export class Log1790000000017 implements MigrationInterface {
  name = 'Log1790000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE log_head (
        log_id integer PRIMARY KEY CHECK (log_id = 1),
        size bigint NOT NULL DEFAULT 0,
        -- Every posting up to this number has its leaf.
        sealed_seq bigint NOT NULL DEFAULT 0
      );
      INSERT INTO log_head (log_id) VALUES (1);
      CREATE TABLE log_leaf (
        leaf_index bigint PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('POSTING', 'TERMS', 'CALCULATION', 'DOCUMENT', 'RULING', 'ADMIN')),
        subject_id text NOT NULL,
        hash bytea NOT NULL,
        -- What the commitments of a posting's leaf were made with; its bytes are told again from the books.
        salt bytea,
        -- The leaf's own bytes (RFC 8785 JSON), except of a posting.
        bytes text,
        sealed_at timestamptz NOT NULL,
        UNIQUE (kind, subject_id),
        CHECK ((kind = 'POSTING') = (salt IS NOT NULL) AND (kind = 'POSTING') = (bytes IS NULL))
      );
      -- Hashes of complete subtrees above the leaves.
      CREATE TABLE log_node (
        level integer NOT NULL CHECK (level > 0),
        node_index bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (level, node_index)
      );
      CREATE TABLE log_checkpoint (
        checkpoint_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tree_size bigint NOT NULL,
        root bytea NOT NULL,
        window_id uuid NOT NULL REFERENCES settlement_window,
        -- Set on the checkpoint of a closed window, of which there is one.
        closes boolean NOT NULL,
        note text NOT NULL,
        made_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX log_checkpoint_window ON log_checkpoint (window_id) WHERE closes;
      CREATE INDEX log_checkpoint_size ON log_checkpoint (tree_size);
      GRANT SELECT, INSERT ON log_leaf, log_node, log_checkpoint TO kongsi_app;
      GRANT SELECT ON log_head TO kongsi_app;
      GRANT UPDATE (size, sealed_seq) ON log_head TO kongsi_app;
      GRANT SELECT ON posting_seq TO kongsi_app;
      GRANT SELECT ON audit_entry TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT ON posting_seq FROM kongsi_app; DROP TABLE log_checkpoint, log_node, log_leaf, log_head');
  }
}
