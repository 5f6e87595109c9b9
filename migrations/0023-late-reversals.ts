import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A leg that a group of prices covers: the columns of the group are those of the leg, an absent day stands for every day. */
const COVERS = `l.window_id = g.window_id AND l.issuer_id = g.issuer_id AND l.redeemer_id = g.redeemer_id AND l.business_date = g.business_date AND l.point_kind = g.point_kind
  AND (g.lot_earned_on IS NULL OR l.lot_earned_on = g.lot_earned_on) AND (g.lot_vested_on IS NULL OR l.lot_vested_on = g.lot_vested_on) AND l.funding_shares IS NOT DISTINCT FROM g.funding_shares AND l.credit_account = 'REDEEMER'`;

/**
 * Reversals that came after their window, among groups that were made of prices kept leg by leg: such a price said in which section its line stood, which is
 * that of the burn, and not that the reversal itself was late. Their legs would have no price, so that what takes them back would find none.
 */
export class LateReversals1790000000023 implements MigrationInterface {
  name = 'LateReversals1790000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TEMPORARY TABLE wrong ON COMMIT DROP AS
        SELECT r.group_id, uuidv7() AS late_id, count(*)::int AS legs, count(*) FILTER (WHERE x.business_date < w.business_date)::int AS late_legs, coalesce(sum(x.points) FILTER (WHERE x.business_date < w.business_date), 0)::bigint AS late_points
          FROM price_group r JOIN price_group g ON g.group_id = r.reverses_group_id JOIN leg l ON ${COVERS} JOIN leg x ON x.reverses_leg_id = l.leg_id AND x.window_id = r.window_id JOIN settlement_window w ON w.window_id = r.window_id
         WHERE r.event = 'BURN' AND r.source = 'LEGS' AND NOT r.late AND NOT EXISTS (SELECT 1 FROM price_group o WHERE o.reverses_group_id = r.reverses_group_id AND o.window_id = r.window_id AND o.version = r.version AND o.source = 'LEGS' AND o.late)
         GROUP BY r.group_id HAVING count(*) FILTER (WHERE x.business_date < w.business_date) > 0;
      UPDATE price_group r SET late = true FROM wrong t WHERE t.group_id = r.group_id AND t.late_legs = t.legs;
      -- Where some came in time and some late they are two groups, on the same lines.
      INSERT INTO price_group SELECT (jsonb_populate_record(r, jsonb_build_object('group_id', t.late_id, 'late', true, 'points', -t.late_points, 'legs', t.late_legs))).* FROM price_group r JOIN wrong t ON t.group_id = r.group_id WHERE t.late_legs < t.legs;
      INSERT INTO price_group_line (line_id, group_id, price, clause, payee_clause) SELECT k.line_id, t.late_id, k.price, k.clause, k.payee_clause FROM price_group_line k JOIN wrong t ON t.group_id = k.group_id WHERE t.late_legs < t.legs;
      UPDATE price_group r SET points = r.points + t.late_points, legs = r.legs - t.late_legs FROM wrong t WHERE t.group_id = r.group_id AND t.late_legs < t.legs;
    `);
  }

  /** What it says of late reversals holds in the older schema, too. */
  async down(): Promise<void> {}
}
