import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Leaner rows and fewer indexes on the posting path, and keys that hold the member, by which the books can be distributed. */
export class PostingPath1790000000008 implements MigrationInterface {
  name = 'PostingPath1790000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The key serves a member's statement too; the other two grow at their right edge only.
      DROP INDEX posting_seq_key, posting_member, posting_partner;
      ALTER TABLE posting DROP CONSTRAINT posting_pkey, ADD PRIMARY KEY (member_id, posting_id);
      CREATE INDEX posting_by_id ON posting (posting_id);
      CREATE INDEX posting_by_seq ON posting (seq);
      CREATE INDEX posting_by_window ON posting USING brin (window_id);
      -- Who signed a request stands with the request's evidence, once for all its postings.
      ALTER TABLE posting ALTER COLUMN actor_id DROP NOT NULL, ALTER COLUMN flags DROP NOT NULL, ALTER COLUMN flags DROP DEFAULT;

      DROP INDEX leg_posting, leg_lot, leg_window;
      ALTER TABLE leg DROP CONSTRAINT leg_pkey, ADD PRIMARY KEY (posting_id, line_no, member_id);
      CREATE INDEX leg_by_id ON leg (leg_id);
      -- A night reads the burns of its own window.
      CREATE INDEX leg_burn ON leg (window_id) WHERE redeemer_id IS NOT NULL;

      -- An index on what remains would make every burn write to all indexes of its lot; whether something remains changes seldom.
      DROP INDEX lot_open, lot_expiry;
      ALTER TABLE lot ADD COLUMN open boolean NOT NULL GENERATED ALWAYS AS (remaining > 0) STORED;
      ALTER TABLE lot DROP CONSTRAINT lot_pkey, ADD PRIMARY KEY (lot_id, member_id);
      CREATE INDEX lot_open ON lot (member_id) WHERE open;
      CREATE INDEX lot_expiry ON lot (expires_at) WHERE open AND expires_at IS NOT NULL;

      ALTER TABLE hold DROP CONSTRAINT hold_pkey, ADD PRIMARY KEY (hold_id, member_id);
      ALTER TABLE hold_lot ADD COLUMN member_id uuid;
      UPDATE hold_lot l SET member_id = h.member_id FROM hold h WHERE h.hold_id = l.hold_id;
      ALTER TABLE hold_lot ALTER COLUMN member_id SET NOT NULL;
      ALTER TABLE hold_lot DROP CONSTRAINT hold_lot_pkey, ADD PRIMARY KEY (hold_id, lot_id, member_id);
      ALTER TABLE receivable DROP CONSTRAINT receivable_pkey, ADD PRIMARY KEY (posting_id, member_id);

      -- Every member has a balance from the start, so that a posting only locks.
      INSERT INTO member_balance (member_id) SELECT member_id FROM member ON CONFLICT DO NOTHING;

      ALTER TABLE hold ADD COLUMN idempotency_key text;
      UPDATE hold h SET idempotency_key = e.idempotency_key FROM external_id e WHERE e.verb = 'HOLD' AND e.object_id = h.hold_id;

      -- What must agree is compared by a hash; the first answer is told again from the object itself.
      ALTER TABLE external_id ADD COLUMN facts_hash bigint;
      UPDATE external_id SET facts_hash = ('x' || left(encode(sha256(convert_to(request_facts, 'UTF8')), 'hex'), 16))::bit(64)::bigint;
      ALTER TABLE external_id ALTER COLUMN facts_hash SET NOT NULL, DROP COLUMN request_facts, DROP COLUMN idempotency_key;

      CREATE TABLE request_evidence (
        partner_id uuid NOT NULL,
        jti text NOT NULL,
        kid text NOT NULL,
        token text NOT NULL,
        body_digest bytea NOT NULL,
        PRIMARY KEY (partner_id, jti)
      );
      INSERT INTO request_evidence SELECT p.partner_id, p.token_jti, e.kid, e.token, e.body_digest
        FROM posting_evidence e JOIN posting p ON p.posting_id = e.posting_id WHERE p.token_jti IS NOT NULL ON CONFLICT DO NOTHING;
      DROP TABLE posting_evidence;
      GRANT SELECT, INSERT ON request_evidence TO kongsi_app;
      GRANT UPDATE (request_id) ON partner_token_replay TO kongsi_app;

      -- An accepted item names its posting, from which its answer is told again.
      ALTER TABLE batch_item ADD COLUMN posting_id uuid, ADD COLUMN external_id text, ALTER COLUMN response DROP NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE batch_item DROP COLUMN posting_id, DROP COLUMN external_id;
      CREATE TABLE posting_evidence (posting_id uuid PRIMARY KEY, kid text NOT NULL, token text NOT NULL, body_digest bytea NOT NULL);
      INSERT INTO posting_evidence SELECT p.posting_id, e.kid, e.token, e.body_digest FROM request_evidence e JOIN posting p ON p.partner_id = e.partner_id AND p.token_jti = e.jti;
      GRANT SELECT, INSERT ON posting_evidence TO kongsi_app;
      DROP TABLE request_evidence;
      ALTER TABLE external_id ADD COLUMN request_facts text NOT NULL DEFAULT '', ADD COLUMN idempotency_key text NOT NULL DEFAULT '', DROP COLUMN facts_hash;
      ALTER TABLE hold DROP COLUMN idempotency_key;
      ALTER TABLE receivable DROP CONSTRAINT receivable_pkey, ADD PRIMARY KEY (posting_id);
      ALTER TABLE hold_lot DROP CONSTRAINT hold_lot_pkey, ADD PRIMARY KEY (hold_id, lot_id), DROP COLUMN member_id;
      ALTER TABLE hold DROP CONSTRAINT hold_pkey, ADD PRIMARY KEY (hold_id);
      DROP INDEX lot_open, lot_expiry;
      ALTER TABLE lot DROP CONSTRAINT lot_pkey, ADD PRIMARY KEY (lot_id), DROP COLUMN open;
      CREATE INDEX lot_open ON lot (member_id) WHERE remaining > 0;
      CREATE INDEX lot_expiry ON lot (expires_at) WHERE remaining > 0 AND expires_at IS NOT NULL;
      DROP INDEX leg_by_id, leg_burn;
      ALTER TABLE leg DROP CONSTRAINT leg_pkey, ADD PRIMARY KEY (leg_id);
      CREATE INDEX leg_posting ON leg (posting_id);
      CREATE INDEX leg_lot ON leg (lot_id);
      CREATE INDEX leg_window ON leg (window_id, seq);
      UPDATE posting SET flags = '{}' WHERE flags IS NULL;
      UPDATE posting SET actor_id = '' WHERE actor_id IS NULL;
      ALTER TABLE posting ALTER COLUMN actor_id SET NOT NULL, ALTER COLUMN flags SET NOT NULL, ALTER COLUMN flags SET DEFAULT '{}';
      DROP INDEX posting_by_id, posting_by_seq, posting_by_window;
      ALTER TABLE posting DROP CONSTRAINT posting_pkey, ADD PRIMARY KEY (posting_id);
      CREATE UNIQUE INDEX posting_seq_key ON posting (seq);
      CREATE INDEX posting_member ON posting (member_id, seq);
      CREATE INDEX posting_partner ON posting (partner_id, seq);
    `);
  }
}
