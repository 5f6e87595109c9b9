import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists of postings are found by. Postings are taken in block by block after they stand, so that posting itself keeps no further index. */
export class ListIndex1790000000063 implements MigrationInterface {
  name = 'ListIndex1790000000063';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE list_block (
        block_no bigint PRIMARY KEY,
        window_id uuid NOT NULL,
        -- The block holds what is numbered above the one and up to the other.
        after_seq bigint NOT NULL,
        last_seq bigint NOT NULL UNIQUE,
        count integer NOT NULL CHECK (count > 0),
        CHECK (after_seq < last_seq)
      );
      CREATE INDEX list_block_window ON list_block (window_id);
      CREATE TABLE list_entry (
        kind text NOT NULL CHECK (kind IN ('ALL', 'PARTNER', 'OUTLET', 'TILL', 'VIEWER')),
        -- The partner, the outlet, the till, or the partner that may see them; of ALL nothing but noughts.
        key uuid NOT NULL,
        block_no bigint NOT NULL,
        type text NOT NULL,
        business_date date NOT NULL,
        -- Who posted; noughts where a list is of several.
        partner_id uuid NOT NULL,
        count integer NOT NULL CHECK (count > 0),
        -- As the rows of such a list show them: of others' postings the legs that concern the viewer.
        points bigint NOT NULL,
        seqs bigint[] NOT NULL CHECK (cardinality(seqs) = count),
        PRIMARY KEY (kind, key, block_no, type, business_date, partner_id) INCLUDE (count, points)
      );
      CREATE INDEX list_entry_block ON list_entry (block_no);
      -- Numbers of receipts lie anywhere: of each a mark is kept, in one of 256 heaps of a block.
      CREATE TABLE list_receipt (
        bucket smallint NOT NULL CHECK (bucket BETWEEN 0 AND 255),
        block_no bigint NOT NULL,
        marks integer[] NOT NULL,
        seqs bigint[] NOT NULL CHECK (cardinality(seqs) = cardinality(marks)),
        PRIMARY KEY (bucket, block_no)
      );
      CREATE INDEX list_receipt_block ON list_receipt (block_no);
      CREATE FUNCTION receipt_mark(text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT ('x' || left(md5($1), 8))::bit(32)::integer $$;
      -- The last block of an open window is made anew as it grows.
      GRANT SELECT, INSERT, DELETE ON list_block, list_entry, list_receipt TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION receipt_mark(text); DROP TABLE list_receipt, list_entry, list_block');
  }
}
