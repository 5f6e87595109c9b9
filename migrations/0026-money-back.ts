import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money that turns back: payments that two people un-match, and refunds of what met nothing. */
export class MoneyBack1790000000026 implements MigrationInterface {
  name = 'MoneyBack1790000000026';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [UNMATCH, REFUND, VIEWS, DEFAULTS, GRANTS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE default_case DROP COLUMN hub_principal_minor;
      ${OLD_VIEWS}
      DROP VIEW cash_application;
      ALTER TABLE application_record RENAME TO cash_application;
      GRANT INSERT ON cash_application TO kongsi_app;
      DELETE FROM payout WHERE refund_id IS NOT NULL;
      DELETE FROM payment_instruction WHERE settlement_id IS NULL;
      ALTER TABLE payout DROP CONSTRAINT payout_pkey, DROP CONSTRAINT payout_of_one, DROP COLUMN refund_id, ALTER COLUMN obligation_id SET NOT NULL, ADD PRIMARY KEY (instruction_id, obligation_id);
      ALTER TABLE payment_instruction ALTER COLUMN settlement_id SET NOT NULL;
      DROP TABLE refund;
      DROP INDEX payment_reference;
      ALTER TABLE payment DROP CONSTRAINT payment_unmatch, DROP COLUMN unmatch_asked_by, DROP COLUMN unmatch_asked_at, DROP COLUMN unmatch_reason, DROP COLUMN unmatched_by, DROP COLUMN unmatched_at, DROP COLUMN unmatched_on;
      ALTER TABLE payment ADD CONSTRAINT payment_reference UNIQUE (kind, reference);
    `);
  }
}

const UNMATCH = `
  -- Un-matching takes a payment back with everything that it met: one person asks, another one does it. Its rows stay; they count no more.
  ALTER TABLE payment ADD COLUMN unmatch_asked_by text, ADD COLUMN unmatch_asked_at timestamptz, ADD COLUMN unmatch_reason text, ADD COLUMN unmatched_by text, ADD COLUMN unmatched_at timestamptz, ADD COLUMN unmatched_on date,
    ADD CONSTRAINT payment_unmatch CHECK (num_nulls(unmatch_asked_by, unmatch_asked_at, unmatch_reason) IN (0, 3) AND num_nulls(unmatched_by, unmatched_at, unmatched_on) IN (0, 3)
      AND (unmatched_at IS NULL OR (kind = 'BANK' AND unmatch_asked_by <> unmatched_by)));
  -- The reference of a payment that was taken back may be recorded again, for what it really was.
  ALTER TABLE payment DROP CONSTRAINT payment_reference;
  CREATE UNIQUE INDEX payment_reference ON payment (kind, reference) WHERE unmatched_at IS NULL;
  ALTER TABLE cash_application RENAME TO application_record;
  -- What payments did, as far as it stands.
  CREATE VIEW cash_application AS SELECT a.* FROM application_record a WHERE NOT EXISTS (SELECT 1 FROM payment p WHERE p.payment_id = a.payment_id AND p.unmatched_at IS NOT NULL);`;

const REFUND = `
  -- Money of a partner that met nothing and goes back to it: proposed by one person, approved by another, paid by the bank. From its proposal on it is nobody else's.
  CREATE TABLE refund (
    refund_id uuid PRIMARY KEY,
    payment_id uuid NOT NULL REFERENCES payment,
    partner_id uuid NOT NULL REFERENCES partner,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0 AND amount_minor % 100 = 0),
    -- What the bank is asked to write on the payout.
    reference text NOT NULL UNIQUE,
    reason text NOT NULL,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'PAID', 'WITHDRAWN')),
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    approved_by text CHECK (approved_by <> made_by),
    approved_at timestamptz,
    withdrawn_by text,
    withdrawn_at timestamptz,
    withdrawn_reason text,
    -- The payment out that the bank confirmed.
    paid_by_payment_id uuid UNIQUE REFERENCES payment,
    CHECK ((state = 'PAID') = (paid_by_payment_id IS NOT NULL)),
    CHECK (state NOT IN ('APPROVED', 'PAID') OR approved_by IS NOT NULL),
    CHECK ((state = 'WITHDRAWN') = (withdrawn_by IS NOT NULL))
  );
  CREATE INDEX refund_payment ON refund (payment_id);
  CREATE INDEX refund_partner ON refund (partner_id);
  ALTER TABLE payment_instruction ALTER COLUMN settlement_id DROP NOT NULL;
  ALTER TABLE payout DROP CONSTRAINT payout_pkey;
  ALTER TABLE payout ADD COLUMN refund_id uuid REFERENCES refund, ALTER COLUMN obligation_id DROP NOT NULL, ADD PRIMARY KEY (instruction_id, end_to_end), ADD CONSTRAINT payout_of_one CHECK (num_nonnulls(obligation_id, refund_id) = 1);
  CREATE INDEX payout_refund ON payout (refund_id) WHERE refund_id IS NOT NULL;`;

const OPEN = (applications: string): string => `
  CREATE OR REPLACE VIEW obligation_open AS
    SELECT o.obligation_id, o.settlement_id, o.party_id, s.state, CASE WHEN o.amount_minor < 0 THEN 'IN' ELSE 'OUT' END AS direction, o.amount_minor, o.due_date,
      o.due_principal_minor - a.principal AS open_principal_minor, o.due_fee_minor - a.fee AS open_fee_minor, o.due_ppn_minor - a.ppn AS open_ppn_minor, abs(o.amount_minor) - a.amount AS open_minor, a.amount AS applied_minor
    FROM obligation o JOIN settlement s ON s.settlement_id = o.settlement_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(principal_minor), 0)::bigint AS principal, coalesce(sum(fee_minor), 0)::bigint AS fee, coalesce(sum(ppn_minor), 0)::bigint AS ppn, coalesce(sum(amount_minor), 0)::bigint AS amount
      FROM ${applications} c WHERE c.obligation_id = o.obligation_id) a
    WHERE o.party_id::text NOT LIKE '00000000-0000-7000-8000-%';
  CREATE OR REPLACE VIEW invoice_open AS
    SELECT i.invoice_id, i.partner_id AS party_id, i.number, i.due_date, i.total_minor, i.subtotal_minor - a.fee AS open_fee_minor, i.ppn_minor - a.ppn AS open_ppn_minor, i.total_minor - a.fee - a.ppn AS open_minor, a.fee + a.ppn AS applied_minor
    FROM invoice i CROSS JOIN LATERAL (SELECT coalesce(sum(fee_minor), 0)::bigint AS fee, coalesce(sum(ppn_minor), 0)::bigint AS ppn FROM ${applications} c WHERE c.invoice_id = i.invoice_id) a
    WHERE i.kind = 'FEE_INVOICE' AND i.status = 'ISSUED' AND NOT EXISTS (SELECT 1 FROM settlement_document d JOIN settlement t ON t.settlement_id = d.settlement_id WHERE d.document_id = i.invoice_id AND t.state <> 'ABORTED');`;

/** What of a partner's money met nothing yet, less what is on its way back. */
const UNAPPLIED = (applications: string, refunds: string, where: string): string => `
  CREATE OR REPLACE VIEW unapplied_cash AS
    SELECT p.payment_id, p.party_id, p.kind, p.reference, p.paid_on, p.created_at, p.amount_minor, p.amount_minor - coalesce((SELECT sum(a.amount_minor) FROM ${applications} a WHERE a.payment_id = p.payment_id), 0)::bigint
        - coalesce((SELECT sum(r.amount_minor) FROM recovery r WHERE r.payment_id = p.payment_id), 0)::bigint
        - coalesce((SELECT sum(c.amount_minor) FROM settlement_credit c JOIN settlement s ON s.settlement_id = c.settlement_id AND s.state <> 'ABORTED' WHERE c.kind = 'UNAPPLIED_CASH' AND c.source_id = p.payment_id), 0)::bigint${refunds} AS unapplied_minor
    FROM payment p WHERE p.direction = 'IN'${where};`;

const VIEWS = `${OPEN('cash_application')}${UNAPPLIED('cash_application', `
        - coalesce((SELECT sum(f.amount_minor) FROM refund f WHERE f.payment_id = p.payment_id AND f.state <> 'WITHDRAWN'), 0)::bigint`, ' AND p.unmatched_at IS NULL')}`;
const OLD_VIEWS = `${OPEN('application_record')}${UNAPPLIED('application_record', '', '')}`;

const DEFAULTS = `
  -- Of what a defaulter owes as principal, what it owes to accounts that the hub keeps: points paid for at issue, reserves, the fund. Partners bear no share of it.
  ALTER TABLE default_case ADD COLUMN hub_principal_minor bigint NOT NULL DEFAULT 0 CHECK (hub_principal_minor >= 0);`;

const GRANTS = `
  GRANT SELECT, INSERT ON refund, cash_application TO kongsi_app;
  REVOKE INSERT ON application_record FROM kongsi_app;
  GRANT UPDATE (unmatch_asked_by, unmatch_asked_at, unmatch_reason, unmatched_by, unmatched_at, unmatched_on) ON payment TO kongsi_app;
  GRANT UPDATE (state, approved_by, approved_at, withdrawn_by, withdrawn_at, withdrawn_reason, paid_by_payment_id) ON refund TO kongsi_app;`;
