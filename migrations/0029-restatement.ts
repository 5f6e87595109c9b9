import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Windows that are calculated again by corrected terms or taxes: what two people decided, and the differences that were booked. */
export class Restatement1790000000029 implements MigrationInterface {
  name = 'Restatement1790000000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE restatement (
        restatement_id uuid PRIMARY KEY,
        window_id uuid NOT NULL REFERENCES settlement_window,
        version integer NOT NULL CHECK (version > 1),
        status text NOT NULL CHECK (status IN ('PENDING', 'IN_FORCE', 'REJECTED', 'WITHDRAWN')),
        reason text NOT NULL,
        terms_ids uuid[] NOT NULL,
        -- Profile version by which each profile is taxed in its place, such as {"ppn-service": "ppn-service@v3"}.
        taxes jsonb NOT NULL DEFAULT '{}',
        difference_hash text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        decided_by text,
        decided_at timestamptz,
        decision_note text,
        -- The open window that books the differences.
        booked_window_id uuid REFERENCES settlement_window,
        CHECK (decided_by IS NULL OR status = 'WITHDRAWN' OR decided_by <> made_by),
        CHECK ((status = 'IN_FORCE') = (booked_window_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX restatement_pending ON restatement (window_id) WHERE status = 'PENDING';
      CREATE UNIQUE INDEX restatement_version ON restatement (window_id, version) WHERE status = 'IN_FORCE';
      CREATE TABLE restatement_line (
        restatement_id uuid NOT NULL REFERENCES restatement,
        line_id uuid NOT NULL REFERENCES settlement_line,
        line_type text NOT NULL,
        payer_id uuid NOT NULL,
        payee_id uuid NOT NULL,
        points bigint NOT NULL,
        exact_delta text NOT NULL,
        -- What the night is expected to book, by the line as it stood.
        amount_minor bigint NOT NULL,
        PRIMARY KEY (restatement_id, line_id)
      );
      CREATE INDEX restatement_line_line ON restatement_line (line_id);
      GRANT SELECT, INSERT ON restatement, restatement_line TO kongsi_app;
      GRANT UPDATE (status, version, decided_by, decided_at, decision_note, booked_window_id) ON restatement TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE restatement_line, restatement');
  }
}
