import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invoices, credit notes, netting statements, their numbers and their files. */
export class Documents1790000000007 implements MigrationInterface {
  name = 'Documents1790000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The last number of a series and year; taken under its row lock in the transaction that issues, so there are no gaps.
      CREATE TABLE number_series (
        series text NOT NULL CHECK (series IN ('INP', 'INR', 'INV', 'CRN', 'NET')),
        year integer NOT NULL,
        last integer NOT NULL CHECK (last > 0),
        PRIMARY KEY (series, year)
      );
      CREATE TABLE invoice (
        invoice_id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partner,
        kind text NOT NULL CHECK (kind IN ('POINTS_INVOICE', 'REDEMPTION_INVOICE', 'FEE_INVOICE')),
        cycle_id uuid NOT NULL REFERENCES document_cycle,
        status text NOT NULL CHECK (status IN ('DRAFT', 'IN_REVIEW', 'ISSUED', 'DISCARDED')),
        review_until date,
        number text UNIQUE,
        issued_on date,
        due_date date,
        points bigint NOT NULL DEFAULT 0,
        subtotal_minor bigint NOT NULL DEFAULT 0,
        -- DPP to two decimals of a rupiah; printed, never computed with.
        tax_base_minor bigint,
        tax_profile text,
        ppn_minor bigint NOT NULL DEFAULT 0,
        total_minor bigint NOT NULL DEFAULT 0,
        line_count integer NOT NULL DEFAULT 0,
        parked_reason text,
        UNIQUE (partner_id, kind, cycle_id),
        CHECK (total_minor = subtotal_minor + ppn_minor),
        CHECK ((status = 'ISSUED') = (number IS NOT NULL))
      );
      CREATE INDEX invoice_cycle ON invoice (cycle_id);
      CREATE TABLE invoice_line (
        invoice_line_id uuid PRIMARY KEY,
        invoice_id uuid NOT NULL REFERENCES invoice,
        line_no integer NOT NULL,
        -- The accumulator that the amount was rounded on.
        line_id uuid NOT NULL REFERENCES settlement_line,
        line_type text NOT NULL CHECK (line_type IN ('CLAIM_PAYABLE', 'CLAIM_RECEIVABLE', 'ISSUER_FEE', 'ACCEPTANCE_FEE')),
        section text NOT NULL DEFAULT 'NORMAL' CHECK (section IN ('NORMAL', 'LATE', 'CORRECTION', 'RESTATED')),
        counterparty_id uuid NOT NULL,
        points bigint,
        point_price text,
        base_minor bigint,
        rate text,
        amount_minor bigint NOT NULL,
        ppn_minor bigint,
        exact text NOT NULL,
        terms_ref text NOT NULL,
        leg_count integer NOT NULL,
        UNIQUE (invoice_id, line_no),
        UNIQUE (invoice_id, line_id)
      );
      CREATE INDEX invoice_line_line ON invoice_line (line_id);
      CREATE TABLE credit_note (
        credit_note_id uuid PRIMARY KEY,
        invoice_id uuid NOT NULL REFERENCES invoice,
        partner_id uuid NOT NULL REFERENCES partner,
        -- The cycle in which the reversal was booked.
        cycle_id uuid NOT NULL REFERENCES document_cycle,
        status text NOT NULL CHECK (status IN ('DRAFT', 'IN_REVIEW', 'ISSUED')),
        review_until date,
        number text UNIQUE,
        issued_on date,
        reason text NOT NULL,
        subtotal_minor bigint NOT NULL,
        ppn_minor bigint NOT NULL,
        total_minor bigint NOT NULL,
        UNIQUE (invoice_id, cycle_id),
        CHECK (total_minor = subtotal_minor + ppn_minor),
        CHECK ((status = 'ISSUED') = (number IS NOT NULL))
      );
      CREATE TABLE credit_note_line (
        credit_note_id uuid NOT NULL REFERENCES credit_note,
        line_no integer NOT NULL,
        invoice_line_id uuid NOT NULL REFERENCES invoice_line,
        points bigint,
        amount_minor bigint NOT NULL,
        ppn_minor bigint,
        terms_ref text NOT NULL,
        PRIMARY KEY (credit_note_id, line_no)
      );
      CREATE INDEX credit_note_line_invoice ON credit_note_line (invoice_line_id);
      -- Which fee invoices and credit notes enter the cash of a settlement.
      CREATE TABLE settlement_document (
        settlement_id uuid NOT NULL REFERENCES settlement,
        document_id uuid NOT NULL,
        partner_id uuid NOT NULL,
        fees_minor bigint NOT NULL,
        ppn_minor bigint NOT NULL,
        PRIMARY KEY (settlement_id, document_id)
      );
      CREATE INDEX settlement_document_document ON settlement_document (document_id);
      CREATE TABLE statement (
        statement_id uuid PRIMARY KEY,
        settlement_id uuid NOT NULL REFERENCES settlement,
        obligation_id uuid NOT NULL UNIQUE REFERENCES obligation,
        partner_id uuid NOT NULL REFERENCES partner,
        number text NOT NULL UNIQUE,
        issued_on date NOT NULL,
        due_date date NOT NULL,
        payable_minor bigint NOT NULL,
        receivable_minor bigint NOT NULL,
        fees_minor bigint NOT NULL,
        ppn_minor bigint NOT NULL,
        set_off_minor bigint NOT NULL,
        net_cash_minor bigint NOT NULL,
        bank_reference text NOT NULL UNIQUE
      );
      -- The files of an issued document, as they were first made; they are never made again.
      CREATE TABLE document_file (
        document_id uuid PRIMARY KEY,
        json text NOT NULL,
        json_sha256 text NOT NULL,
        pdf bytea NOT NULL,
        pdf_sha256 text NOT NULL,
        rendered_at timestamptz NOT NULL
      );
      CREATE INDEX document_file_json ON document_file (json_sha256);

      CREATE FUNCTION refuse_issued_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'An issued document never changes; a credit note answers it.' USING ERRCODE = 'integrity_constraint_violation';
        END $$;
      CREATE TRIGGER invoice_issued BEFORE UPDATE OR DELETE ON invoice FOR EACH ROW WHEN (OLD.status = 'ISSUED') EXECUTE FUNCTION refuse_issued_change();
      CREATE TRIGGER credit_note_issued BEFORE UPDATE OR DELETE ON credit_note FOR EACH ROW WHEN (OLD.status = 'ISSUED') EXECUTE FUNCTION refuse_issued_change();

      GRANT SELECT, INSERT, UPDATE ON number_series, invoice, credit_note TO kongsi_app;
      GRANT SELECT, INSERT ON invoice_line, credit_note_line, settlement_document, statement, document_file TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE document_file, statement, settlement_document, credit_note_line, credit_note, invoice_line, invoice, number_series');
    await runner.query('DROP FUNCTION refuse_issued_change');
  }
}
