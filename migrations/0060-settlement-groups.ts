import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = '00000000-0000-7000-8000-0000000000a0';
const HUB = '00000000-0000-7000-8000-000000000001';

/** Groups of partners that settle apart, and the ways of netting: what an obligation is between, and in which group each claim settles. */
export class SettlementGroups1790000000060 implements MigrationInterface {
  name = 'SettlementGroups1790000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`${GROUPS}${CLAIMS}${OBLIGATIONS}${VIEWS}
      GRANT SELECT, INSERT ON settlement_group, settlement_group_change, position_share TO kongsi_app;
      GRANT UPDATE (state, decided_by, decided_at, decided_reason) ON settlement_group_change TO kongsi_app;
      GRANT SELECT ON position_part, live_settlement, obligation_claim TO kongsi_app;`);
  }

  /** Settlements of other groups, and obligations that are not one a partner, have no place in the older schema. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN IF EXISTS (SELECT 1 FROM settlement WHERE group_id <> '${OWN}' OR netting <> 'MULTILATERAL') OR EXISTS (SELECT 1 FROM position_share) THEN
        RAISE EXCEPTION 'Claims have settled, or wait to, in groups or by another way of netting; the older schema cannot hold them.'; END IF; END $$;
      DROP VIEW obligation_claim, position_part, live_settlement;
      DROP FUNCTION other_end;
      DROP TABLE position_share;
      ALTER TABLE obligation DROP CONSTRAINT obligation_position, DROP CONSTRAINT obligation_once, DROP COLUMN takes_beside, DROP COLUMN counterparty_id, DROP COLUMN side, DROP COLUMN payable_minor, DROP COLUMN receivable_minor, ADD UNIQUE (settlement_id, party_id, currency);
      ALTER TABLE settlement DROP COLUMN group_id, DROP COLUMN netting;
      ALTER TABLE position_movement DROP COLUMN group_id;
      ALTER TABLE claim DROP COLUMN group_id;
      DROP TABLE settlement_group_change, settlement_group;
      CREATE VIEW live_settlement AS SELECT c.window_id, s.settlement_id, s.state FROM settlement_scope c JOIN settlement s ON s.settlement_id = c.settlement_id WHERE s.state <> 'ABORTED';
      GRANT SELECT ON live_settlement TO kongsi_app;`);
  }
}

const GROUPS = `
  -- Partners that settle among themselves, on a schedule of their own. The coalition's own group is always there and is never left empty-handed: it takes every partner that is in no other one.
  CREATE TABLE settlement_group (
    group_id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
  );
  INSERT INTO settlement_group VALUES ('${OWN}', 'COALITION', 'hub', now());
  -- Dated, by two people: how a group nets and how often it settles, or which group a partner is in from a day on.
  CREATE TABLE settlement_group_change (
    change_id uuid PRIMARY KEY,
    group_id uuid NOT NULL REFERENCES settlement_group,
    kind text NOT NULL CHECK (kind IN ('RULES', 'MEMBER')),
    partner_id uuid REFERENCES partner,
    netting text CHECK (netting IN ('MULTILATERAL', 'BILATERAL', 'GROSS')),
    cycle text CHECK (cycle IN ('DAILY', 'WEEKLY', 'MONTHLY')),
    valid_from date NOT NULL,
    state text NOT NULL DEFAULT 'PROPOSED' CHECK (state IN ('PROPOSED', 'APPROVED', 'WITHDRAWN')),
    reason text NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    decided_reason text,
    CHECK ((kind = 'MEMBER') = (partner_id IS NOT NULL)),
    CHECK (kind = 'MEMBER' AND num_nonnulls(netting, cycle) = 0 OR kind = 'RULES' AND netting IS NOT NULL),
    CHECK ((state = 'PROPOSED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    -- The first of the two people may take a proposal back, and never approve it.
    CHECK (state <> 'APPROVED' OR decided_by <> made_by)
  );`;

const CLAIMS = `
  -- Fixed by the night that calculates the claim, by the groups of its business date.
  ALTER TABLE claim ADD COLUMN group_id uuid NOT NULL DEFAULT '${OWN}' REFERENCES settlement_group;
  ALTER TABLE position_movement ADD COLUMN group_id uuid NOT NULL DEFAULT '${OWN}' REFERENCES settlement_group;
  -- Of a position change, what settles in a group other than the coalition's own.
  CREATE TABLE position_share (
    window_id uuid NOT NULL,
    version integer NOT NULL,
    group_id uuid NOT NULL REFERENCES settlement_group CHECK (group_id <> '${OWN}'),
    party_id uuid NOT NULL,
    change_minor bigint NOT NULL,
    PRIMARY KEY (party_id, window_id, version, group_id)
  );`;

const OBLIGATIONS = `
  ALTER TABLE settlement ADD COLUMN group_id uuid NOT NULL DEFAULT '${OWN}' REFERENCES settlement_group, ADD COLUMN netting text NOT NULL DEFAULT 'MULTILATERAL' CHECK (netting IN ('MULTILATERAL', 'BILATERAL', 'GROSS'));
  -- Whose claims an obligation comes from; the hub for everything together, for its own accounts and for fees. The cash is always between the party and the hub.
  ALTER TABLE obligation ADD COLUMN counterparty_id uuid NOT NULL DEFAULT '${HUB}', ADD COLUMN side text NOT NULL DEFAULT 'NET' CHECK (side IN ('NET', 'PAYS', 'RECEIVES')),
    ADD COLUMN payable_minor bigint NOT NULL DEFAULT 0, ADD COLUMN receivable_minor bigint NOT NULL DEFAULT 0,
    -- Whether fees, PPN and credits of the party enter it.
    ADD COLUMN takes_beside boolean GENERATED ALWAYS AS (counterparty_id = '${HUB}' AND side = 'NET') STORED;
  UPDATE obligation o SET payable_minor = m.payable, receivable_minor = m.receivable FROM (
      SELECT x.obligation_id, coalesce(sum(c.amount_minor) FILTER (WHERE c.payer_id = x.party_id), 0) AS payable, coalesce(sum(c.amount_minor) FILTER (WHERE c.payee_id = x.party_id), 0) AS receivable
        FROM obligation x LEFT JOIN settlement_scope s ON s.settlement_id = x.settlement_id LEFT JOIN claim c ON c.window_id = s.window_id AND c.line_type = 'CLAIM' AND x.party_id IN (c.payer_id, c.payee_id)
       WHERE x.party_id <> '${HUB}' GROUP BY x.obligation_id) m WHERE m.obligation_id = o.obligation_id;
  UPDATE obligation o SET payable_minor = m.receivable, receivable_minor = m.payable FROM (SELECT settlement_id, sum(payable_minor) AS payable, sum(receivable_minor) AS receivable FROM obligation WHERE party_id <> '${HUB}' GROUP BY 1) m
    WHERE o.party_id = '${HUB}' AND m.settlement_id = o.settlement_id;
  ALTER TABLE obligation ADD CONSTRAINT obligation_position CHECK (position_minor = receivable_minor - payable_minor + disputed_minor),
    DROP CONSTRAINT obligation_settlement_id_party_id_currency_key, ADD CONSTRAINT obligation_once UNIQUE (settlement_id, party_id, counterparty_id, side, currency);`;

const VIEWS = `
  -- Who stands at the other end of a claim, seen by one of its two parties: through the rate difference, and every account that the hub keeps as the hub.
  CREATE FUNCTION other_end(party uuid, payer uuid, payee uuid, qualifier text) RETURNS uuid IMMUTABLE LANGUAGE sql RETURN (
    SELECT CASE WHEN x.n = party OR x.n::text LIKE '00000000-0000-7000-8000-%' OR substr(x.n::text, 15, 1) = '8' THEN '${HUB}'::uuid ELSE x.n END
      FROM (SELECT CASE WHEN '00000000-0000-7000-8000-000000000003' IN (payer, payee) AND qualifier <> '' THEN qualifier::uuid WHEN payer = party THEN payee ELSE payer END AS n) x);
  CREATE OR REPLACE VIEW live_settlement AS
    SELECT c.window_id, s.settlement_id, s.state, s.group_id FROM settlement_scope c JOIN settlement s ON s.settlement_id = c.settlement_id WHERE s.state <> 'ABORTED';
  -- Position changes by the group in which they settle.
  CREATE VIEW position_part AS
    SELECT window_id, version, '${OWN}'::uuid AS group_id, party_id, change_minor FROM position
    UNION ALL SELECT window_id, version, '${OWN}'::uuid, party_id, -change_minor FROM position_share
    UNION ALL SELECT window_id, version, group_id, party_id, change_minor FROM position_share;
  -- The claims behind each obligation of a partner.
  CREATE VIEW obligation_claim AS
    SELECT o.obligation_id, o.settlement_id, o.party_id, c.window_id, c.line_id, c.payer_id, c.payee_id, c.payer_booking_cycle_id, c.payee_booking_cycle_id, c.points, c.amount_minor
      FROM obligation o JOIN settlement t ON t.settlement_id = o.settlement_id JOIN settlement_scope s ON s.settlement_id = t.settlement_id
        JOIN claim c ON c.window_id = s.window_id AND c.group_id = t.group_id AND c.line_type = 'CLAIM' AND o.party_id IN (c.payer_id, c.payee_id) JOIN settlement_line l ON l.line_id = c.line_id
     WHERE o.party_id <> '${HUB}' AND CASE t.netting WHEN 'MULTILATERAL' THEN true ELSE o.counterparty_id = other_end(o.party_id, c.payer_id, c.payee_id, l.qualifier)
       AND CASE o.side WHEN 'PAYS' THEN c.payer_id = o.party_id WHEN 'RECEIVES' THEN c.payee_id = o.party_id ELSE t.netting = 'BILATERAL' END END;`;
