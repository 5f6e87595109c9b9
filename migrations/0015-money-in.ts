import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money in: what meets obligations, bank files, payouts, dunning, defaults, and the stop of a partner's earns. */
export class MoneyIn1790000000015 implements MigrationInterface {
  name = 'MoneyIn1790000000015';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [EARN_STOP, OBLIGATION_PARTS, APPLICATIONS, BANK, ABORT, DUNNING, CERTIFICATES, DEFAULTS, OPEN_VIEWS, GRANTS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW invoice_open, unapplied_cash, obligation_open;
      DROP TABLE recovery_share, recovery, loss_share, default_case, withholding_certificate, dunning_notice, statement_void, settlement_abort, payout, payment_instruction, bank_entry, bank_file, bank_account,
        settlement_credit, cash_application, earn_stop;
      DELETE FROM payment WHERE kind <> 'BANK' OR obligation_id IS NULL;
      ALTER TABLE payment DROP CONSTRAINT payment_reference;
      ALTER TABLE payment RENAME COLUMN reference TO bank_reference;
      ALTER TABLE payment DROP COLUMN party_id, DROP COLUMN direction, DROP COLUMN kind, ALTER COLUMN obligation_id SET NOT NULL, ADD UNIQUE (bank_reference);
      ALTER TABLE obligation DROP COLUMN due_principal_minor, DROP COLUMN due_fee_minor, DROP COLUMN due_ppn_minor, DROP CONSTRAINT obligation_adds_up, DROP COLUMN credits_minor;
    `);
  }
}

/** Whose earns are refused, why, and since when; several reasons may stand side by side. */
const EARN_STOP = `
  CREATE TABLE earn_stop (
    earn_stop_id uuid PRIMARY KEY,
    partner_id uuid NOT NULL REFERENCES partner,
    reason text NOT NULL CHECK (reason IN ('HEADROOM', 'COVERAGE', 'DUNNING', 'DEFAULT', 'RUN_OFF')),
    note text,
    since timestamptz NOT NULL,
    -- Set when the reason is gone; until then earns are refused.
    until timestamptz CHECK (until >= since)
  );
  CREATE UNIQUE INDEX earn_stop_open ON earn_stop (partner_id, reason) WHERE until IS NULL;`;

/**
 * What an obligation is made of: the debts of the side that pays, principal, then fee, then PPN, less the credits of the same settlement in
 * that order. The three parts are the size of the amount, and never change.
 */
const DEBTS = `CASE WHEN amount_minor < 0 THEN greatest(-position_minor, 0) + greatest(-credits_minor, 0) ELSE greatest(position_minor, 0) + greatest(credits_minor, 0) END`;
const FEE = `CASE WHEN amount_minor < 0 THEN greatest(fees_minor, 0) ELSE greatest(-fees_minor, 0) END`;
const PPN = `CASE WHEN amount_minor < 0 THEN greatest(ppn_minor, 0) ELSE greatest(-ppn_minor, 0) END`;
const CREDITS = `CASE WHEN amount_minor < 0 THEN greatest(position_minor, 0) + greatest(credits_minor, 0) + greatest(-fees_minor, 0) + greatest(-ppn_minor, 0)
    ELSE greatest(-position_minor, 0) + greatest(-credits_minor, 0) + greatest(fees_minor, 0) + greatest(ppn_minor, 0) END`;
const OBLIGATION_PARTS = `
  -- Unapplied cash and recoveries of defaults (positive), loss shares (negative) that enter the settlement like credit notes.
  ALTER TABLE obligation ADD COLUMN credits_minor bigint NOT NULL DEFAULT 0;
  -- A partner that pays its fees apart has them outside of its settlements.
  ALTER TABLE obligation ADD CONSTRAINT obligation_adds_up CHECK (amount_minor = position_minor - fees_minor - ppn_minor + credits_minor);
  ALTER TABLE obligation ADD COLUMN due_principal_minor bigint GENERATED ALWAYS AS (greatest(0, (${DEBTS}) - (${CREDITS}))) STORED;
  ALTER TABLE obligation ADD COLUMN due_fee_minor bigint GENERATED ALWAYS AS (least((${FEE}), greatest(0, (${DEBTS}) + (${FEE}) - (${CREDITS})))) STORED;
  ALTER TABLE obligation ADD COLUMN due_ppn_minor bigint GENERATED ALWAYS AS (least((${PPN}), greatest(0, (${DEBTS}) + (${FEE}) + (${PPN}) - (${CREDITS})))) STORED;`;

const APPLICATIONS = `
  -- A payment is money that moved, or what counts like money: a withholding certificate, a credit note of a fee that is paid apart, and what a default is covered by.
  ALTER TABLE payment RENAME COLUMN bank_reference TO reference;
  ALTER TABLE payment ADD COLUMN party_id uuid, ADD COLUMN direction text NOT NULL DEFAULT 'IN' CHECK (direction IN ('IN', 'OUT')),
    ADD COLUMN kind text NOT NULL DEFAULT 'BANK' CHECK (kind IN ('BANK', 'CERTIFICATE', 'CREDIT_NOTE', 'COLLATERAL', 'RESERVE', 'FUND', 'LOSS_SHARES', 'HUB_LOSS'));
  UPDATE payment SET party_id = o.party_id, direction = CASE WHEN o.amount_minor < 0 THEN 'IN' ELSE 'OUT' END FROM obligation o WHERE o.obligation_id = payment.obligation_id;
  ALTER TABLE payment ALTER COLUMN party_id SET NOT NULL, ALTER COLUMN obligation_id DROP NOT NULL, DROP CONSTRAINT payment_bank_reference_key, ADD CONSTRAINT payment_reference UNIQUE (kind, reference);
  CREATE INDEX payment_party ON payment (party_id);
  -- What a payment did: which obligation, or fee invoice paid apart, it met, and which of its parts.
  CREATE TABLE cash_application (
    application_id uuid PRIMARY KEY,
    payment_id uuid NOT NULL REFERENCES payment,
    obligation_id uuid REFERENCES obligation,
    invoice_id uuid REFERENCES invoice,
    principal_minor bigint NOT NULL CHECK (principal_minor >= 0),
    fee_minor bigint NOT NULL CHECK (fee_minor >= 0),
    ppn_minor bigint NOT NULL CHECK (ppn_minor >= 0),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    applied_on date NOT NULL,
    applied_by text NOT NULL,
    created_at timestamptz NOT NULL,
    CHECK (num_nonnulls(obligation_id, invoice_id) = 1),
    CHECK (amount_minor = principal_minor + fee_minor + ppn_minor),
    UNIQUE (payment_id, obligation_id),
    UNIQUE (payment_id, invoice_id)
  );
  CREATE INDEX cash_application_obligation ON cash_application (obligation_id);
  CREATE INDEX cash_application_invoice ON cash_application (invoice_id);
  INSERT INTO cash_application SELECT gen_random_uuid(), p.payment_id, p.obligation_id, NULL,
      least(p.due_principal_minor, upto) - least(p.due_principal_minor, before), least(p.due_fee_minor, greatest(upto - p.due_principal_minor, 0)) - least(p.due_fee_minor, greatest(before - p.due_principal_minor, 0)),
      greatest(upto - p.due_principal_minor - p.due_fee_minor, 0) - greatest(before - p.due_principal_minor - p.due_fee_minor, 0), p.amount_minor, p.paid_on, p.recorded_by, p.created_at
    FROM (SELECT y.*, o.due_principal_minor, o.due_fee_minor, sum(y.amount_minor) OVER w AS upto, sum(y.amount_minor) OVER w - y.amount_minor AS before FROM payment y JOIN obligation o ON o.obligation_id = y.obligation_id
      WINDOW w AS (PARTITION BY y.obligation_id ORDER BY y.created_at, y.payment_id)) p;
  -- What enters the net cash of a settlement beside positions and fee documents.
  CREATE TABLE settlement_credit (
    settlement_id uuid NOT NULL REFERENCES settlement,
    party_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('UNAPPLIED_CASH', 'LOSS_SHARE', 'RECOVERY')),
    -- The payment, the default, or the payment that was recovered.
    source_id uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (CASE kind WHEN 'LOSS_SHARE' THEN amount_minor < 0 ELSE amount_minor > 0 END),
    PRIMARY KEY (settlement_id, kind, source_id, party_id)
  );
  CREATE INDEX settlement_credit_source ON settlement_credit (source_id);`;

const OPEN_VIEWS = `
  CREATE VIEW obligation_open AS
    SELECT o.obligation_id, o.settlement_id, o.party_id, s.state, CASE WHEN o.amount_minor < 0 THEN 'IN' ELSE 'OUT' END AS direction, o.amount_minor, o.due_date,
      o.due_principal_minor - a.principal AS open_principal_minor, o.due_fee_minor - a.fee AS open_fee_minor, o.due_ppn_minor - a.ppn AS open_ppn_minor, abs(o.amount_minor) - a.amount AS open_minor, a.amount AS applied_minor
    FROM obligation o JOIN settlement s ON s.settlement_id = o.settlement_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(principal_minor), 0)::bigint AS principal, coalesce(sum(fee_minor), 0)::bigint AS fee, coalesce(sum(ppn_minor), 0)::bigint AS ppn, coalesce(sum(amount_minor), 0)::bigint AS amount
      FROM cash_application c WHERE c.obligation_id = o.obligation_id) a
    WHERE o.party_id::text NOT LIKE '00000000-0000-7000-8000-%';
  -- Fee invoices of partners that pay their fees apart: issued, and not taken by a settlement.
  CREATE VIEW invoice_open AS
    SELECT i.invoice_id, i.partner_id AS party_id, i.number, i.due_date, i.total_minor, i.subtotal_minor - a.fee AS open_fee_minor, i.ppn_minor - a.ppn AS open_ppn_minor, i.total_minor - a.fee - a.ppn AS open_minor, a.fee + a.ppn AS applied_minor
    FROM invoice i CROSS JOIN LATERAL (SELECT coalesce(sum(fee_minor), 0)::bigint AS fee, coalesce(sum(ppn_minor), 0)::bigint AS ppn FROM cash_application c WHERE c.invoice_id = i.invoice_id) a
    WHERE i.kind = 'FEE_INVOICE' AND i.status = 'ISSUED' AND NOT EXISTS (SELECT 1 FROM settlement_document d JOIN settlement t ON t.settlement_id = d.settlement_id WHERE d.document_id = i.invoice_id AND t.state <> 'ABORTED');
  CREATE VIEW unapplied_cash AS
    SELECT p.payment_id, p.party_id, p.kind, p.reference, p.paid_on, p.created_at, p.amount_minor, p.amount_minor - coalesce((SELECT sum(a.amount_minor) FROM cash_application a WHERE a.payment_id = p.payment_id), 0)::bigint
        - coalesce((SELECT sum(r.amount_minor) FROM recovery r WHERE r.payment_id = p.payment_id), 0)::bigint
        - coalesce((SELECT sum(c.amount_minor) FROM settlement_credit c JOIN settlement s ON s.settlement_id = c.settlement_id AND s.state <> 'ABORTED' WHERE c.kind = 'UNAPPLIED_CASH' AND c.source_id = p.payment_id), 0)::bigint AS unapplied_minor
    FROM payment p WHERE p.direction = 'IN';`;

const BANK = `
  -- Where a party's money is sent, or for the hub where it is received; the newest accepted row whose day has come is in force.
  CREATE TABLE bank_account (
    account_id uuid PRIMARY KEY,
    party_id uuid NOT NULL,
    bank_name text NOT NULL,
    bic text NOT NULL CHECK (bic ~ '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
    account_no text NOT NULL CHECK (account_no ~ '^[0-9]{6,20}$'),
    holder text NOT NULL,
    valid_from date NOT NULL,
    status text NOT NULL CHECK (status IN ('PROPOSED', 'CHECKED', 'ACCEPTED', 'REJECTED')),
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    checked_by text,
    decided_by text,
    decided_at timestamptz,
    reason text
  );
  CREATE INDEX bank_account_party ON bank_account (party_id);
  CREATE TABLE payment_instruction (
    instruction_id uuid PRIMARY KEY,
    settlement_id uuid NOT NULL REFERENCES settlement,
    execution_date date NOT NULL,
    payouts integer NOT NULL CHECK (payouts > 0),
    total_minor bigint NOT NULL CHECK (total_minor > 0),
    csv text NOT NULL,
    csv_sha256 text NOT NULL,
    xml text,
    xml_sha256 text,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    -- Set when the settlement was aborted: the bank must not execute the file.
    cancelled_at timestamptz
  );
  CREATE TABLE payout (
    instruction_id uuid NOT NULL REFERENCES payment_instruction,
    obligation_id uuid NOT NULL REFERENCES obligation,
    account_id uuid NOT NULL REFERENCES bank_account,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    end_to_end text NOT NULL,
    PRIMARY KEY (instruction_id, obligation_id)
  );
  CREATE INDEX payout_obligation ON payout (obligation_id);
  CREATE TABLE bank_file (
    bank_file_id uuid PRIMARY KEY,
    sha256 text NOT NULL UNIQUE,
    format text NOT NULL CHECK (format IN ('CSV', 'CAMT053')),
    name text NOT NULL,
    statement_ref text NOT NULL,
    account_no text NOT NULL,
    entry_count integer NOT NULL,
    new_count integer NOT NULL,
    in_minor bigint NOT NULL,
    out_minor bigint NOT NULL,
    imported_by text NOT NULL,
    imported_at timestamptz NOT NULL
  );
  CREATE TABLE bank_entry (
    bank_entry_id uuid PRIMARY KEY,
    bank_file_id uuid NOT NULL REFERENCES bank_file,
    line_no integer NOT NULL,
    account_no text NOT NULL,
    -- The bank's own reference of the entry; with the account it names the entry once for ever.
    bank_reference text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('IN', 'OUT')),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    booked_on date NOT NULL,
    remark text NOT NULL,
    counterparty_name text,
    counterparty_account text,
    status text NOT NULL CHECK (status IN ('OPEN', 'APPLIED', 'SET_ASIDE')),
    payment_id uuid REFERENCES payment,
    decided_by text,
    decided_at timestamptz,
    reason text,
    UNIQUE (account_no, bank_reference),
    CHECK ((status = 'APPLIED') = (payment_id IS NOT NULL))
  );
  CREATE INDEX bank_entry_status ON bank_entry (status, booked_on);`;

const ABORT = `
  -- The first person's wish to abort; the second person's carries it out.
  CREATE TABLE settlement_abort (
    settlement_id uuid PRIMARY KEY REFERENCES settlement,
    requested_by text NOT NULL,
    reason text NOT NULL,
    requested_at timestamptz NOT NULL
  );
  -- Answers a netting statement of a settlement that was aborted; the statement itself never changes.
  CREATE TABLE statement_void (
    statement_void_id uuid PRIMARY KEY,
    statement_id uuid NOT NULL UNIQUE REFERENCES statement,
    partner_id uuid NOT NULL REFERENCES partner,
    number text NOT NULL UNIQUE,
    issued_on date NOT NULL,
    reason text NOT NULL
  );`;

const DUNNING = `
  CREATE TABLE dunning_notice (
    notice_id uuid PRIMARY KEY,
    obligation_id uuid REFERENCES obligation,
    invoice_id uuid REFERENCES invoice,
    partner_id uuid NOT NULL REFERENCES partner,
    level integer NOT NULL CHECK (level BETWEEN 1 AND 3),
    days_overdue integer NOT NULL CHECK (days_overdue > 0),
    due_date date NOT NULL,
    noticed_on date NOT NULL,
    -- What was open when the notice was made; the notice never changes.
    open_principal_minor bigint NOT NULL,
    open_fee_minor bigint NOT NULL,
    open_ppn_minor bigint NOT NULL,
    open_minor bigint NOT NULL CHECK (open_minor > 0),
    CHECK (open_minor = open_principal_minor + open_fee_minor + open_ppn_minor),
    CHECK (num_nonnulls(obligation_id, invoice_id) = 1),
    UNIQUE (obligation_id, level),
    UNIQUE (invoice_id, level)
  );
  CREATE INDEX dunning_notice_partner ON dunning_notice (partner_id);`;

const CERTIFICATES = `
  -- Bukti potong PPh 23: what a partner withheld from a fee invoice and paid to the state.
  CREATE TABLE withholding_certificate (
    certificate_id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL REFERENCES invoice,
    partner_id uuid NOT NULL REFERENCES partner,
    number text NOT NULL,
    issued_on date NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    status text NOT NULL CHECK (status IN ('SUBMITTED', 'ACCEPTED', 'REJECTED')),
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    reason text,
    payment_id uuid UNIQUE REFERENCES payment,
    CHECK ((status = 'ACCEPTED') = (payment_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX withholding_certificate_number ON withholding_certificate (partner_id, number) WHERE status <> 'REJECTED';
  CREATE INDEX withholding_certificate_invoice ON withholding_certificate (invoice_id);`;

const DEFAULTS = `
  CREATE TABLE default_case (
    default_id uuid PRIMARY KEY,
    obligation_id uuid NOT NULL REFERENCES obligation,
    party_id uuid NOT NULL REFERENCES partner,
    state text NOT NULL CHECK (state IN ('PROPOSED', 'DECLARED', 'WITHDRAWN')),
    rule text NOT NULL CHECK (rule IN ('NET_EXPOSURE', 'GROSS_CLAIM')),
    default_hash text NOT NULL,
    -- Both allocations as they were shown to the two people.
    simulation jsonb NOT NULL,
    collateral_minor bigint NOT NULL CHECK (collateral_minor >= 0),
    reserve_minor bigint NOT NULL CHECK (reserve_minor >= 0),
    fund_minor bigint NOT NULL CHECK (fund_minor >= 0),
    shortfall_minor bigint NOT NULL CHECK (shortfall_minor >= 0),
    hub_unpaid_minor bigint NOT NULL CHECK (hub_unpaid_minor >= 0),
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    reason text
  );
  CREATE UNIQUE INDEX default_case_obligation ON default_case (obligation_id) WHERE state <> 'WITHDRAWN';
  CREATE TABLE loss_share (
    default_id uuid NOT NULL REFERENCES default_case,
    party_id uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (default_id, party_id)
  );
  -- What a defaulter paid after all: to the partners that bore the loss, in the proportion of their shares, then to the hub.
  CREATE TABLE recovery (
    payment_id uuid NOT NULL REFERENCES payment,
    default_id uuid NOT NULL REFERENCES default_case,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    hub_minor bigint NOT NULL CHECK (hub_minor >= 0),
    PRIMARY KEY (payment_id, default_id)
  );
  CREATE TABLE recovery_share (
    payment_id uuid NOT NULL,
    default_id uuid NOT NULL,
    party_id uuid NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (payment_id, default_id, party_id),
    FOREIGN KEY (payment_id, default_id) REFERENCES recovery
  );`;

const GRANTS = `
  GRANT SELECT, INSERT ON earn_stop, cash_application, settlement_credit, bank_account, payment_instruction, payout, bank_file, bank_entry, settlement_abort, statement_void, dunning_notice, withholding_certificate,
    default_case, loss_share, recovery, recovery_share TO kongsi_app;
  GRANT SELECT ON obligation_open, invoice_open, unapplied_cash TO kongsi_app;
  GRANT UPDATE (until) ON earn_stop TO kongsi_app;
  GRANT UPDATE (status, checked_by, decided_by, decided_at, reason) ON bank_account TO kongsi_app;
  GRANT UPDATE (cancelled_at) ON payment_instruction TO kongsi_app;
  GRANT UPDATE (status, payment_id, decided_by, decided_at, reason) ON bank_entry TO kongsi_app;
  GRANT UPDATE (status, payment_id, decided_by, decided_at, reason) ON withholding_certificate TO kongsi_app;
  GRANT UPDATE (state, decided_by, decided_at, reason) ON default_case TO kongsi_app;`;
