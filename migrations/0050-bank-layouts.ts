import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How banks lay out the statements that they export, as data; a file that was read says by which one. */
export class BankLayouts1790000000050 implements MigrationInterface {
  name = 'BankLayouts1790000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A version is never changed: what a file was read by stays known. The newest version of a code reads new files.
      CREATE TABLE bank_layout (
        layout_id uuid PRIMARY KEY,
        code text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9_]{1,31}$'),
        version integer NOT NULL CHECK (version > 0),
        name text NOT NULL CHECK (length(name) BETWEEN 3 AND 120),
        definition jsonb NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        UNIQUE (code, version)
      );
      ALTER TABLE bank_file ADD COLUMN layout_id uuid REFERENCES bank_layout;
      CREATE INDEX bank_file_layout ON bank_file (layout_id) WHERE layout_id IS NOT NULL;
      INSERT INTO bank_layout (layout_id, code, version, name, definition, made_by, made_at) VALUES
        ${LAYOUTS.map(([id, code, name, definition]) => `('${id}', '${code}', 1, '${name}', '${JSON.stringify(definition)}', 'default', '2026-01-01T00:00:00Z')`).join(',\n        ')};
      GRANT SELECT, INSERT ON bank_layout TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bank_file DROP COLUMN layout_id; DROP TABLE bank_layout');
  }
}

/** Layouts like the CSV exports of two banks of Indonesia; who gets another file adds a version of its own. */
const LAYOUTS: readonly (readonly [string, string, string, object])[] = [
  ['01a0d3c0-0000-7000-8000-000000000501', 'BCA', 'CSV seperti ekspor mutasi BCA', {
    delimiter: 'COMMA', dateFormat: 'DD/MM/YYYY', decimalMark: 'POINT',
    columns: { bookedOn: 'Tanggal Transaksi', remark: ['Keterangan'], amount: 'Jumlah', balance: 'Saldo' }, sign: { kind: 'SUFFIX', in: 'CR', out: 'DB' },
    labels: { account: 'No. rekening', opening: 'Saldo Awal', debits: 'Mutasi Debet', credits: 'Mutasi Kredit', closing: 'Saldo Akhir' },
  }],
  ['01a0d3c0-0000-7000-8000-000000000502', 'MANDIRI', 'CSV seperti ekspor rekening koran Mandiri', {
    delimiter: 'SEMICOLON', dateFormat: 'DD/MM/YY', decimalMark: 'COMMA',
    columns: { account: 'AccountNo', currency: 'Ccy', bookedOn: 'PostDate', remark: ['Remarks', 'AdditionalDesc'], credit: 'Credit Amount', debit: 'Debit Amount', balance: 'Close Balance', reference: 'ReferenceNo' }, sign: { kind: 'TWO_COLUMNS' },
    labels: {},
  }],
];
