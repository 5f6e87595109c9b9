import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A batch is one of its partner's: its key says so, so that batches can be distributed by partner as the names of their requests are. */
export class BatchesByPartner1790000000030 implements MigrationInterface {
  name = 'BatchesByPartner1790000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batch DROP CONSTRAINT batch_pkey, ADD PRIMARY KEY (partner_id, batch_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batch DROP CONSTRAINT batch_pkey, ADD PRIMARY KEY (batch_id)');
  }
}
