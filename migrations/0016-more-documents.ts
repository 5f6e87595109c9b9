import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements of account, receipts, tax invoices, stamp duty, and the accounts of the journal. */
export class MoreDocuments1790000000016 implements MigrationInterface {
  name = 'MoreDocuments1790000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE number_series DROP CONSTRAINT number_series_series_check;
      ALTER TABLE number_series ADD CONSTRAINT number_series_series_check CHECK (series IN ('INP', 'INR', 'INV', 'CRN', 'NET', 'STM', 'KWT'));

      -- Thresholds and rates that a regulation sets and another one will change: dated data, never code.
      CREATE TABLE tax_rule (
        rule text NOT NULL CHECK (rule IN ('STAMP_DUTY_ABOVE', 'STAMP_DUTY', 'WITHHOLDING_RATE', 'TAX_INVOICE_UPLOAD_DAY')),
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to > valid_from),
        value numeric(20, 10) NOT NULL,
        citation text NOT NULL,
        PRIMARY KEY (rule, valid_from),
        EXCLUDE USING gist (rule WITH =, daterange(valid_from, valid_to) WITH &&)
      );
      INSERT INTO tax_rule (rule, valid_from, value, citation) VALUES
        ('STAMP_DUTY_ABOVE', '2021-01-01', 5000000, 'UU 10/2020 art. 3 (2) g: documents that state receipt of money or settlement of a debt above Rp 5.000.000'),
        ('STAMP_DUTY', '2021-01-01', 10000, 'UU 10/2020 art. 5: Rp 10.000 a document'),
        ('WITHHOLDING_RATE', '2009-01-01', 0.02, 'UU 36/2008 art. 23 (1) c: PPh 23 of 2 % of the fee base; the objects are to be confirmed'),
        ('TAX_INVOICE_UPLOAD_DAY', '2025-05-22', 20, 'PER-11/PJ/2025 art. 44 (1): upload by the 20th of the month after the tax invoice');
      INSERT INTO tax_rule (rule, valid_from, valid_to, value, citation) VALUES
        ('TAX_INVOICE_UPLOAD_DAY', '2022-04-01', '2025-05-22', 15, 'PER-03/PJ/2022: upload by the 15th of the month after the tax invoice');

      -- What a partner and the hub owed each other from one statement to the next; positive: the hub owes.
      CREATE TABLE account_statement (
        account_statement_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partner,
        cycle_id uuid NOT NULL UNIQUE REFERENCES document_cycle,
        number text NOT NULL UNIQUE,
        issued_on date NOT NULL,
        -- Where the statement before ended, so that nothing falls between two.
        from_date date NOT NULL,
        to_date date NOT NULL CHECK (to_date > from_date),
        opening_minor bigint NOT NULL,
        closing_minor bigint NOT NULL,
        -- Points of the partner as issuer that members hold.
        opening_points bigint NOT NULL,
        closing_points bigint NOT NULL,
        UNIQUE (partner_id, to_date)
      );
      CREATE TABLE account_movement (
        account_statement_id uuid NOT NULL REFERENCES account_statement,
        line_no integer NOT NULL,
        side text NOT NULL CHECK (side IN ('MONEY', 'POINTS', 'AGEING')),
        -- Of money a type of line or PAYMENT_RECEIVED, PAYMENT_MADE, ADJUSTMENT; of points a verb; of ageing a bucket.
        type text NOT NULL,
        counterparty_id uuid,
        -- The payment or obligation a movement comes from: what earlier statements said of it is not said again.
        source_id uuid,
        reference text,
        moved_on date,
        points bigint,
        amount_minor bigint,
        PRIMARY KEY (account_statement_id, line_no)
      );
      CREATE INDEX account_movement_source ON account_movement (source_id) WHERE source_id IS NOT NULL;
      CREATE INDEX claim_payer_booking ON claim (payer_booking_cycle_id);
      CREATE INDEX claim_payee_booking ON claim (payee_booking_cycle_id);

      -- Money received, confirmed once per payment.
      CREATE TABLE payment_receipt (
        receipt_id uuid PRIMARY KEY,
        payment_id uuid NOT NULL UNIQUE REFERENCES payment,
        partner_id uuid NOT NULL REFERENCES partner,
        number text NOT NULL UNIQUE,
        issued_on date NOT NULL,
        paid_on date NOT NULL,
        reference text NOT NULL,
        -- The settlement paid for; none where the money met no obligation yet.
        settlement_id uuid REFERENCES settlement,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        withheld_minor bigint NOT NULL DEFAULT 0 CHECK (withheld_minor >= 0)
      );
      CREATE TABLE payment_receipt_line (
        receipt_id uuid NOT NULL REFERENCES payment_receipt,
        line_no integer NOT NULL,
        kind text NOT NULL,
        number text NOT NULL,
        issued_on date NOT NULL,
        total_minor bigint NOT NULL,
        PRIMARY KEY (receipt_id, line_no)
      );

      -- Where the tax invoice of a fee invoice stands; a row from its first step on.
      CREATE TABLE tax_invoice (
        invoice_id uuid PRIMARY KEY REFERENCES invoice,
        status text NOT NULL CHECK (status IN ('TO_UPLOAD', 'UPLOADED', 'APPROVED', 'REPLACED', 'CANCELLED')),
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      -- Numbers that the tax office gave (NSFP), never made here: transaction code 2, status 2, serial 13. A replacement keeps the serial and counts its status up.
      CREATE TABLE tax_invoice_number (
        nsfp text PRIMARY KEY CHECK (nsfp ~ '^[0-9]{17}$'),
        invoice_id uuid NOT NULL REFERENCES invoice,
        serial text GENERATED ALWAYS AS (right(nsfp, 13)) STORED,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT tax_invoice_serial EXCLUDE USING gist (serial WITH =, invoice_id WITH <>)
      );
      CREATE INDEX tax_invoice_number_invoice ON tax_invoice_number (invoice_id);
      -- The buyer's answer to a credit note: nota retur, or nota pembatalan where the service was cancelled.
      CREATE TABLE return_note (
        credit_note_id uuid PRIMARY KEY REFERENCES credit_note,
        kind text NOT NULL CHECK (kind IN ('NOTA_RETUR', 'NOTA_PEMBATALAN')),
        number text NOT NULL CHECK (length(number) BETWEEN 1 AND 64),
        dated_on date NOT NULL,
        partner_id uuid NOT NULL REFERENCES partner,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        UNIQUE (partner_id, kind, number)
      );
      -- Serial number of the electronic stamp on a document that needs one.
      CREATE TABLE stamp (
        document_id uuid PRIMARY KEY,
        document_kind text NOT NULL CHECK (document_kind IN ('RECEIPT', 'NETTING_STATEMENT')),
        serial text NOT NULL UNIQUE,
        stamped_on date NOT NULL,
        recorded_by text NOT NULL,
        recorded_at timestamptz NOT NULL
      );

      -- Which account of the operator's books each booking goes to; the newest version of a key rules.
      CREATE TABLE journal_account (
        key text NOT NULL CHECK (key IN ('RECEIVABLE', 'PAYABLE', 'FEE_REVENUE', 'PPN_OUT', 'BANK', 'PREPAID_PPH23', 'HUB_POINTS', 'RESERVE', 'COALITION_FUND', 'RATE_DIFFERENCE', 'RESIDUE', 'ADJUSTMENT', 'COLLATERAL', 'BAD_DEBT')),
        version integer NOT NULL CHECK (version > 0),
        code text NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,23}$'),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        set_by text NOT NULL,
        set_at timestamptz NOT NULL,
        PRIMARY KEY (key, version)
      );
      INSERT INTO journal_account (key, version, code, name, set_by, set_at)
        SELECT key, 1, code, name, 'default', '2026-01-01T00:00:00Z' FROM (VALUES
          ('RECEIVABLE', '1130', 'Piutang mitra'), ('BANK', '1110', 'Bank'), ('PREPAID_PPH23', '1170', 'PPh 23 dibayar di muka'), ('PAYABLE', '2110', 'Utang mitra'), ('PPN_OUT', '2140', 'PPN keluaran'),
          ('RESERVE', '2210', 'Cadangan poin'), ('COALITION_FUND', '2220', 'Dana koalisi'), ('HUB_POINTS', '2230', 'Poin program hub'), ('FEE_REVENUE', '4110', 'Pendapatan jasa'),
          ('RATE_DIFFERENCE', '4210', 'Selisih harga poin'), ('RESIDUE', '4290', 'Selisih pembulatan'), ('ADJUSTMENT', '2190', 'Penyesuaian penyelesaian'), ('COLLATERAL', '2150', 'Jaminan mitra'), ('BAD_DEBT', '6110', 'Piutang tak tertagih')) AS d(key, code, name);

      GRANT SELECT ON tax_rule TO kongsi_app;
      GRANT SELECT, INSERT ON account_statement, account_movement, payment_receipt, payment_receipt_line, tax_invoice_number, return_note, stamp, journal_account TO kongsi_app;
      GRANT SELECT, INSERT, UPDATE ON tax_invoice TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX claim_payer_booking, claim_payee_booking;
      DROP TABLE journal_account, stamp, return_note, tax_invoice_number, tax_invoice, payment_receipt_line, payment_receipt, account_movement, account_statement, tax_rule;
      DELETE FROM number_series WHERE series IN ('STM', 'KWT');
      ALTER TABLE number_series DROP CONSTRAINT number_series_series_check;
      ALTER TABLE number_series ADD CONSTRAINT number_series_series_check CHECK (series IN ('INP', 'INR', 'INV', 'CRN', 'NET'));
    `);
  }
}
