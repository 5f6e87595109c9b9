import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the night find what it needs however long the history is: the lines of a document cycle by index, and how few kinds of legs a window has, so that every process sums them before the sums are put together. */
export class NightPlans1790000000031 implements MigrationInterface {
  name = 'NightPlans1790000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE STATISTICS leg_kinds (ndistinct) ON issuer_id, redeemer_id, business_date, point_kind, funding_shares FROM leg;
      CREATE INDEX settlement_line_payer_cycle ON settlement_line (payer_cycle_id);
      CREATE INDEX settlement_line_payee_cycle ON settlement_line (payee_cycle_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX settlement_line_payer_cycle; DROP INDEX settlement_line_payee_cycle; DROP STATISTICS leg_kinds`);
  }
}
