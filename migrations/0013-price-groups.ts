import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A leg that a group of prices covers: the columns of the group are those of the leg, an absent day stands for every day. */
const COVERS = `l.window_id = g.window_id AND l.issuer_id = g.issuer_id AND l.redeemer_id = g.redeemer_id AND l.business_date = g.business_date AND l.point_kind = g.point_kind
  AND (g.lot_earned_on IS NULL OR l.lot_earned_on = g.lot_earned_on) AND (g.lot_vested_on IS NULL OR l.lot_vested_on = g.lot_vested_on) AND l.funding_shares IS NOT DISTINCT FROM g.funding_shares AND l.credit_account = 'REDEEMER'`;

/** Legs that carry all that prices them, prices by group in place of prices by leg, reserves, and corrections of money. */
export class PriceGroups1790000000013 implements MigrationInterface {
  name = 'PriceGroups1790000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What prices a leg stands on the leg, so that a night reads this one table. The day on which the lot vested is absent while it is pending.
      ALTER TABLE leg ADD COLUMN business_date date, ADD COLUMN lot_vested_on date, ADD COLUMN funding_shares jsonb;
      UPDATE leg l SET business_date = p.business_date FROM posting p WHERE p.posting_id = l.posting_id AND p.member_id = l.member_id;
      UPDATE leg l SET business_date = p.business_date FROM posting p WHERE p.posting_id = l.posting_id AND l.business_date IS NULL;
      UPDATE leg l SET lot_vested_on = CASE WHEN k.vests_at IS NULL THEN l.lot_earned_on WHEN coalesce(k.vested_at, k.vests_at) <= p.posted_at THEN (coalesce(k.vested_at, k.vests_at) AT TIME ZONE 'Asia/Jakarta')::date END, funding_shares = k.funding_shares
        FROM lot k, posting p WHERE k.lot_id = l.lot_id AND k.member_id = l.member_id AND p.posting_id = l.posting_id;
      ALTER TABLE leg ALTER COLUMN business_date SET NOT NULL;
      -- The window in which a lot vested ahead of the window of its day: it was let vest early, or its points moved before that day's window opened.
      ALTER TABLE lot ADD COLUMN vest_window_id uuid;
      GRANT UPDATE (vest_window_id) ON lot TO kongsi_app;
      UPDATE lot k SET vest_window_id = (SELECT w.window_id FROM settlement_window w WHERE w.opened_at <= k.vested_at ORDER BY w.window_no DESC LIMIT 1) WHERE k.vested_at IS NOT NULL;
      CREATE INDEX lot_vests_at ON lot (vests_at) WHERE vests_at IS NOT NULL;
      CREATE INDEX lot_vested_in ON lot (vest_window_id) WHERE vest_window_id IS NOT NULL;
      DROP INDEX leg_burn;
      CREATE INDEX leg_burn ON leg (window_id, issuer_id, redeemer_id) WHERE redeemer_id IS NOT NULL;
      CREATE INDEX leg_returned ON leg (window_id) WHERE reverses_leg_id IS NOT NULL;
      CREATE INDEX leg_pending ON leg (lot_id) WHERE lot_vested_on IS NULL;
      -- Legs lie in the order of their windows, so a summary of blocks finds those of one window among any number.
      CREATE INDEX leg_by_window ON leg USING brin (window_id) WITH (pages_per_range = 16, autosummarize = on);

      -- Legs that are priced alike, once for all of them. Reversals stand in groups of their own, which name the group of their originals.
      CREATE TABLE price_group (
        group_id uuid PRIMARY KEY,
        window_id uuid NOT NULL,
        version integer NOT NULL,
        event text NOT NULL CHECK (event IN ('ISSUE', 'BURN', 'EXPIRE')),
        source text NOT NULL CHECK (source IN ('LEGS', 'CORRECTION')),
        reverses_group_id uuid,
        issuer_id uuid NOT NULL,
        redeemer_id uuid,
        business_date date NOT NULL,
        point_kind text NOT NULL,
        lot_earned_on date,
        lot_vested_on date,
        funding_shares jsonb,
        late boolean NOT NULL,
        points bigint NOT NULL,
        legs integer NOT NULL,
        section text NOT NULL CHECK (section IN ('NORMAL', 'LATE', 'CORRECTION', 'RESTATED')),
        pay_clause text,
        receive_clause text,
        pay_price numeric(26, 10),
        receive_price numeric(26, 10),
        line_id uuid,
        receive_line_id uuid,
        issuer_cycle_id uuid,
        redeemer_cycle_id uuid,
        -- The whole pricing: a reversal is priced by its original's record, whatever the terms say by then.
        pricing jsonb NOT NULL,
        CHECK (event <> 'BURN' OR (redeemer_id IS NOT NULL AND pay_clause IS NOT NULL AND receive_clause IS NOT NULL))
      );
      CREATE INDEX price_group_key ON price_group (window_id, issuer_id, redeemer_id);
      CREATE INDEX price_group_reverses ON price_group (reverses_group_id) WHERE reverses_group_id IS NOT NULL;
      -- On which lines the legs of a group are charged, and at which price or rate by which clause.
      CREATE TABLE price_group_line (
        line_id uuid NOT NULL,
        group_id uuid NOT NULL,
        price text NOT NULL,
        clause text NOT NULL,
        -- By which clause the payee receives it, where that is another one.
        payee_clause text NOT NULL,
        PRIMARY KEY (line_id, group_id)
      );
      CREATE INDEX price_group_line_group ON price_group_line (group_id);

      -- A line of principal says for what; late legs have lines of their own; lots that several parties fund, too.
      ALTER TABLE settlement_line ADD COLUMN kind text NOT NULL DEFAULT '' CHECK (kind IN ('', 'BURN', 'ISSUE', 'RESERVE_FUNDING', 'RESERVE_RELEASE', 'EXPIRE', 'BREAKAGE_SHARE')),
        ADD COLUMN section text NOT NULL DEFAULT 'NORMAL' CHECK (section IN ('NORMAL', 'LATE')),
        ADD COLUMN funding text NOT NULL DEFAULT '',
        -- What the amount is made of besides its exact total: bases of fees, points of steps, the total that parts were allocated of.
        ADD COLUMN parts jsonb NOT NULL DEFAULT '{}';
      UPDATE settlement_line SET kind = 'BURN' WHERE line_type = 'CLAIM';
      ALTER TABLE settlement_line DROP CONSTRAINT settlement_line_line_type_payer_id_payee_id_payer_cycle_id__key;
      ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_key UNIQUE NULLS NOT DISTINCT (line_type, payer_id, payee_id, payer_cycle_id, payee_cycle_id, qualifier, kind, section, funding);
      -- Of a fee: the principal that it was charged on in this window.
      ALTER TABLE claim ADD COLUMN base_minor bigint;
      UPDATE claim f SET base_minor = (SELECT coalesce(sum(k.amount_minor), 0) FROM settlement_line t JOIN settlement_line b ON b.line_type = 'CLAIM' AND CASE f.line_type WHEN 'ISSUER_FEE' THEN b.payer_id = f.payer_id AND b.payer_cycle_id = t.payer_cycle_id ELSE b.payee_id = f.payer_id AND b.payee_cycle_id = t.payer_cycle_id END
          JOIN claim k ON k.line_id = b.line_id AND k.window_id = f.window_id AND k.version = f.version WHERE t.line_id = f.line_id) WHERE f.line_type IN ('ISSUER_FEE', 'ACCEPTANCE_FEE');

      -- What is reserved for an issuer's vested points, window by window; exact totals in minor units.
      CREATE TABLE reserve_movement (
        window_id uuid NOT NULL,
        version integer NOT NULL,
        issuer_id uuid NOT NULL,
        exact_after text NOT NULL,
        before_minor bigint NOT NULL,
        funded_minor bigint NOT NULL,
        released_minor bigint NOT NULL,
        returned_minor bigint NOT NULL,
        after_minor bigint NOT NULL CHECK (after_minor >= 0),
        PRIMARY KEY (window_id, version, issuer_id)
      );

      -- Points of a burn leg that count as reversed in money although they stay burned.
      CREATE TABLE money_correction (
        correction_id uuid PRIMARY KEY,
        leg_id uuid NOT NULL,
        points bigint NOT NULL CHECK (points > 0),
        source_kind text NOT NULL CHECK (source_kind IN ('RULING', 'RESTATEMENT', 'RECONCILIATION')),
        source_id uuid NOT NULL,
        window_id uuid NOT NULL REFERENCES settlement_window,
        created_at timestamptz NOT NULL,
        UNIQUE (source_kind, source_id, leg_id)
      );
      CREATE INDEX money_correction_window ON money_correction (window_id);
      CREATE INDEX money_correction_leg ON money_correction (leg_id);
      -- An exact difference that a restatement books on one line.
      CREATE TABLE line_correction (
        correction_id uuid PRIMARY KEY,
        line_id uuid NOT NULL REFERENCES settlement_line,
        exact_delta text NOT NULL,
        points bigint NOT NULL,
        source_kind text NOT NULL CHECK (source_kind IN ('RULING', 'RESTATEMENT', 'RECONCILIATION')),
        source_id uuid NOT NULL,
        window_id uuid NOT NULL REFERENCES settlement_window,
        created_at timestamptz NOT NULL,
        UNIQUE (source_kind, source_id, line_id)
      );
      CREATE INDEX line_correction_window ON line_correction (window_id);

      -- Prices that were kept leg by leg become groups.
      WITH fresh AS (
        INSERT INTO price_group (group_id, window_id, version, event, source, issuer_id, redeemer_id, business_date, point_kind, lot_earned_on, funding_shares, late, points, legs, section, pay_clause, receive_clause, pay_price, receive_price, line_id, receive_line_id, issuer_cycle_id, redeemer_cycle_id, pricing)
        SELECT uuidv7(), p.window_id, p.version, 'BURN', 'LEGS', l.issuer_id, l.redeemer_id, l.business_date, l.point_kind, l.lot_earned_on, l.funding_shares, bool_or(p.section = 'LATE'), sum(l.points), count(*)::int, 'NORMAL',
            min(p.pay_clause), min(p.receive_clause), min(p.pay_price), min(p.receive_price), min(p.line_id::text)::uuid, min(p.receive_line_id::text)::uuid, min(p.issuer_cycle_id::text)::uuid, min(p.redeemer_cycle_id::text)::uuid, (array_agg(p.pricing))[1]
          FROM leg_price p JOIN leg l ON l.leg_id = p.leg_id WHERE l.credit_account = 'REDEEMER' GROUP BY p.window_id, p.version, l.issuer_id, l.redeemer_id, l.business_date, l.point_kind, l.lot_earned_on, l.funding_shares RETURNING *),
      returned AS (
        INSERT INTO price_group (group_id, window_id, version, event, source, reverses_group_id, issuer_id, redeemer_id, business_date, point_kind, lot_earned_on, funding_shares, late, points, legs, section, pay_clause, receive_clause, pay_price, receive_price, line_id, receive_line_id, issuer_cycle_id, redeemer_cycle_id, pricing)
        SELECT uuidv7(), x.window_id, p.version, 'BURN', 'LEGS', g.group_id, g.issuer_id, g.redeemer_id, g.business_date, g.point_kind, g.lot_earned_on, g.funding_shares, p.section = 'LATE', -sum(x.points), count(*)::int, 'NORMAL',
            g.pay_clause, g.receive_clause, g.pay_price, g.receive_price, g.line_id, g.receive_line_id, g.issuer_cycle_id, g.redeemer_cycle_id, g.pricing
          FROM leg_price p JOIN leg x ON x.leg_id = p.leg_id JOIN leg l ON l.leg_id = x.reverses_leg_id JOIN fresh g ON ${COVERS} WHERE x.debit_account = 'REDEEMER' GROUP BY x.window_id, p.version, p.section, g.group_id, g.issuer_id, g.redeemer_id, g.business_date, g.point_kind, g.lot_earned_on, g.funding_shares,
            g.pay_clause, g.receive_clause, g.pay_price, g.receive_price, g.line_id, g.receive_line_id, g.issuer_cycle_id, g.redeemer_cycle_id, g.pricing RETURNING *),
      all_groups AS (SELECT * FROM fresh UNION ALL SELECT * FROM returned)
      INSERT INTO price_group_line (line_id, group_id, price, clause, payee_clause)
        SELECT line_id, group_id, trim_scale(pay_price)::text, pay_clause, CASE WHEN receive_line_id = line_id THEN receive_clause ELSE pay_clause END FROM all_groups WHERE line_id IS NOT NULL
        UNION SELECT receive_line_id, group_id, trim_scale(receive_price)::text, receive_clause, receive_clause FROM all_groups WHERE receive_line_id IS DISTINCT FROM line_id
        UNION SELECT s.line_id, g.group_id, g.pricing->'pay'->>'feeRate', g.pricing->'pay'->>'feeRef', g.pricing->'pay'->>'feeRef' FROM all_groups g JOIN settlement_line s ON s.line_type = 'ISSUER_FEE' AND s.payer_cycle_id = g.issuer_cycle_id WHERE g.line_id IS NOT NULL
        UNION SELECT s.line_id, g.group_id, g.pricing->'receive'->>'feeRate', g.pricing->'receive'->>'feeRef', g.pricing->'receive'->>'feeRef' FROM all_groups g JOIN settlement_line s ON s.line_type = 'ACCEPTANCE_FEE' AND s.payer_cycle_id = g.redeemer_cycle_id WHERE g.line_id IS NOT NULL;
      DROP TABLE leg_price;

      -- How each burn leg, and each leg that reverses one, was priced: by its group, a reversal by its original's.
      CREATE VIEW leg_price AS
        SELECT l.leg_id, g.window_id, g.version, g.group_id, g.line_id, g.receive_line_id, g.pay_clause, g.receive_clause, g.pay_price, g.receive_price, g.section, g.issuer_cycle_id, g.redeemer_cycle_id, g.pricing
          FROM price_group g JOIN leg l ON ${COVERS} WHERE g.event = 'BURN' AND g.source = 'LEGS' AND g.reverses_group_id IS NULL
        UNION ALL
        SELECT x.leg_id, r.window_id, r.version, r.group_id, r.line_id, r.receive_line_id, r.pay_clause, r.receive_clause, r.pay_price, r.receive_price, r.section, r.issuer_cycle_id, r.redeemer_cycle_id, r.pricing
          FROM price_group r JOIN price_group g ON g.group_id = r.reverses_group_id JOIN leg l ON ${COVERS} JOIN leg x ON x.reverses_leg_id = l.leg_id AND x.window_id = r.window_id JOIN settlement_window w ON w.window_id = r.window_id
         WHERE r.event = 'BURN' AND r.source = 'LEGS' AND (x.business_date < w.business_date) = r.late;

      ALTER TABLE invoice_line DROP CONSTRAINT invoice_line_line_type_check;
      ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_line_type_check CHECK (line_type IN ('CLAIM_PAYABLE', 'CLAIM_RECEIVABLE', 'ISSUE', 'RESERVE_FUNDING', 'RESERVE_RELEASE', 'EXPIRE_CONTRIBUTION', 'BREAKAGE_SHARE', 'ISSUER_FEE', 'ACCEPTANCE_FEE'));
      GRANT SELECT, INSERT ON price_group, price_group_line, reserve_movement, money_correction, line_correction TO kongsi_app;
      GRANT SELECT ON leg_price TO kongsi_app;
      -- A view shows the columns that its table had when it was made.
      DROP VIEW member_leg;
      CREATE VIEW member_leg AS
        SELECT l.*, CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END AS delta,
               p.type, p.occurred_at, p.posted_at, p.hold_id
        FROM leg l JOIN posting p ON p.posting_id = l.posting_id
        WHERE 'MEMBER' IN (l.debit_account, l.credit_account);
      GRANT SELECT ON member_leg TO kongsi_app;
    `);
  }

  /** Prices by leg are made again from their groups; what only the new presets know has no place in the older schema and goes. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE leg_price_kept AS SELECT leg_id, window_id, version, line_id, receive_line_id, pay_clause, receive_clause, pay_price, receive_price, section, issuer_cycle_id, redeemer_cycle_id, pricing FROM leg_price;
      DROP VIEW leg_price;
      ALTER TABLE leg_price_kept RENAME TO leg_price;
      ALTER TABLE leg_price ADD PRIMARY KEY (leg_id, version), ALTER COLUMN window_id SET NOT NULL, ALTER COLUMN pay_clause SET NOT NULL, ALTER COLUMN receive_clause SET NOT NULL, ALTER COLUMN pay_price SET NOT NULL, ALTER COLUMN receive_price SET NOT NULL,
        ALTER COLUMN section SET NOT NULL, ALTER COLUMN section SET DEFAULT 'NORMAL', ADD CONSTRAINT leg_price_section_check CHECK (section IN ('NORMAL', 'LATE', 'CORRECTION', 'RESTATED')), ALTER COLUMN pricing SET NOT NULL;
      CREATE INDEX leg_price_issuer ON leg_price (issuer_cycle_id);
      CREATE INDEX leg_price_redeemer ON leg_price (redeemer_cycle_id);
      CREATE INDEX leg_price_line ON leg_price (line_id);
      CREATE INDEX leg_price_receive_line ON leg_price (receive_line_id) WHERE receive_line_id IS DISTINCT FROM line_id;
      GRANT SELECT, INSERT ON leg_price TO kongsi_app;
      ALTER TABLE invoice_line DROP CONSTRAINT invoice_line_line_type_check;
      ALTER TABLE invoice_line ADD CONSTRAINT invoice_line_line_type_check CHECK (line_type IN ('CLAIM_PAYABLE', 'CLAIM_RECEIVABLE', 'ISSUER_FEE', 'ACCEPTANCE_FEE'));
      DROP TABLE line_correction, money_correction, reserve_movement, price_group_line, price_group;
      ALTER TABLE claim DROP COLUMN base_minor;
      ALTER TABLE settlement_line DROP CONSTRAINT settlement_line_key;
      ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_line_type_payer_id_payee_id_payer_cycle_id__key UNIQUE NULLS NOT DISTINCT (line_type, payer_id, payee_id, payer_cycle_id, payee_cycle_id, qualifier);
      ALTER TABLE settlement_line DROP COLUMN kind, DROP COLUMN section, DROP COLUMN funding, DROP COLUMN parts;
      DROP INDEX leg_by_window, leg_pending, leg_returned, leg_burn, lot_vests_at, lot_vested_in;
      CREATE INDEX leg_burn ON leg (window_id) WHERE redeemer_id IS NOT NULL;
      DROP VIEW member_leg;
      ALTER TABLE lot DROP COLUMN vest_window_id;
      ALTER TABLE leg DROP COLUMN business_date, DROP COLUMN lot_vested_on, DROP COLUMN funding_shares;
      CREATE VIEW member_leg AS
        SELECT l.*, CASE l.credit_account WHEN 'MEMBER' THEN l.points ELSE -l.points END AS delta,
               p.type, p.occurred_at, p.posted_at, p.hold_id
        FROM leg l JOIN posting p ON p.posting_id = l.posting_id
        WHERE 'MEMBER' IN (l.debit_account, l.credit_account);
      GRANT SELECT ON member_leg TO kongsi_app;
    `);
  }
}
