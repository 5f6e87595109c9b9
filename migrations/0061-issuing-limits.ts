import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much may be earned in a day by a key, a till or a member, and what has been given against such limits and against budgets of campaigns. */
export class IssuingLimits1790000000061 implements MigrationInterface {
  name = 'IssuingLimits1790000000061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Dated, by two people; of the same target the one that begins last rules, and one without bounds lifts those before it.
      CREATE TABLE issuing_limit (
        limit_id uuid PRIMARY KEY,
        scope text NOT NULL CHECK (scope IN ('KEY', 'TILL', 'MEMBER')),
        -- Whose sales; none for members: of all partners.
        partner_id uuid REFERENCES partner,
        -- The key or till; none: each of the partner's.
        key_id uuid REFERENCES partner_key,
        till_id uuid REFERENCES till,
        max_points bigint CHECK (max_points >= 0),
        max_earns bigint CHECK (max_earns >= 0),
        valid_from date NOT NULL,
        state text NOT NULL DEFAULT 'PROPOSED' CHECK (state IN ('PROPOSED', 'APPROVED', 'WITHDRAWN')),
        reason text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        decided_by text,
        decided_at timestamptz,
        decided_reason text,
        CHECK (partner_id IS NOT NULL OR scope = 'MEMBER'),
        CHECK ((key_id IS NULL OR scope = 'KEY') AND (till_id IS NULL OR scope = 'TILL')),
        CHECK ((state = 'PROPOSED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
        CHECK (state <> 'APPROVED' OR decided_by <> made_by)
      );
      -- What was given, appended by the posting that gave it; rows of one counter are made one from time to time. Caches of the postings: a limit's counter counts one business date.
      CREATE TABLE issuing_count (
        counter text NOT NULL,
        day date,
        points bigint NOT NULL,
        earns bigint NOT NULL
      );
      CREATE INDEX issuing_count_counter ON issuing_count (counter) INCLUDE (points, earns);
      CREATE INDEX issuing_count_day ON issuing_count (day) WHERE day IS NOT NULL;
      GRANT SELECT, INSERT ON issuing_limit TO kongsi_app;
      GRANT UPDATE (state, decided_by, decided_at, decided_reason) ON issuing_limit TO kongsi_app;
      GRANT SELECT, INSERT, DELETE ON issuing_count TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE issuing_count, issuing_limit');
  }
}
