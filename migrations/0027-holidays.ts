import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days on which banks do not settle: due dates never fall on one. */
export class Holidays1790000000027 implements MigrationInterface {
  name = 'Holidays1790000000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Dated data with its source; a day that was taken out stays as a row. Saturdays and Sundays are no business days anyway.
      CREATE TABLE holiday (
        holiday_id uuid PRIMARY KEY,
        day date NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 3 AND 120),
        source text NOT NULL CHECK (length(source) BETWEEN 3 AND 200),
        added_by text NOT NULL,
        added_at timestamptz NOT NULL,
        removed_by text,
        removed_at timestamptz,
        removed_reason text,
        CHECK (num_nulls(removed_by, removed_at, removed_reason) IN (0, 3))
      );
      CREATE UNIQUE INDEX holiday_day ON holiday (day) WHERE removed_at IS NULL;
      INSERT INTO holiday (holiday_id, day, name, source, added_by, added_at)
        SELECT overlay(overlay(md5('holiday ' || d.day)::uuid::text PLACING '7' FROM 15) PLACING '8' FROM 20)::uuid, d.day::date, d.name, d.source, 'default', '2026-01-01T00:00:00Z' FROM (VALUES
          ${[...SKB_2026, ...FIXED_2027].map(([day, name, source]) => `('${day}', '${name}', '${source}')`).join(',\n          ')}) AS d(day, name, source);
      GRANT SELECT, INSERT ON holiday TO kongsi_app;
      GRANT UPDATE (removed_by, removed_at, removed_reason) ON holiday TO kongsi_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE holiday');
  }
}

const SKB = 'SKB Menteri Agama, Menteri Ketenagakerjaan, Menteri PANRB 1497/2025, 2/2025, 5/2025';
/** National holidays and joint leave of 2026, by the joint decree of three ministers of 19 September 2025. */
const SKB_2026 = ([
  ['2026-01-01', 'Tahun Baru Masehi'], ['2026-01-16', 'Isra Mikraj'], ['2026-02-16', 'Cuti bersama Imlek'], ['2026-02-17', 'Tahun Baru Imlek 2577'], ['2026-03-18', 'Cuti bersama Nyepi'], ['2026-03-19', 'Hari Suci Nyepi'],
  ['2026-03-20', 'Cuti bersama Idul Fitri'], ['2026-03-21', 'Idul Fitri 1447 H'], ['2026-03-22', 'Idul Fitri 1447 H'], ['2026-03-23', 'Cuti bersama Idul Fitri'], ['2026-03-24', 'Cuti bersama Idul Fitri'], ['2026-04-03', 'Wafat Yesus Kristus'],
  ['2026-04-05', 'Kebangkitan Yesus Kristus'], ['2026-05-01', 'Hari Buruh Internasional'], ['2026-05-14', 'Kenaikan Yesus Kristus'], ['2026-05-15', 'Cuti bersama Kenaikan Yesus Kristus'], ['2026-05-27', 'Idul Adha 1447 H'], ['2026-05-28', 'Cuti bersama Idul Adha'],
  ['2026-05-31', 'Hari Raya Waisak 2570'], ['2026-06-01', 'Hari Lahir Pancasila'], ['2026-06-16', 'Tahun Baru Islam 1448 H'], ['2026-08-17', 'Proklamasi Kemerdekaan'], ['2026-08-25', 'Maulid Nabi Muhammad'], ['2026-12-24', 'Cuti bersama Natal'], ['2026-12-25', 'Kelahiran Yesus Kristus'],
] as const).map(([day, name]) => [day, name, SKB] as const);
/** Those of 2027 that have a date of their own; finance adds the others when the decree of that year is out. */
const FIXED_2027 = ([['2027-01-01', 'Tahun Baru Masehi'], ['2027-05-01', 'Hari Buruh Internasional'], ['2027-06-01', 'Hari Lahir Pancasila'], ['2027-08-17', 'Proklamasi Kemerdekaan'], ['2027-12-25', 'Kelahiran Yesus Kristus']] as const)
  .map(([day, name]) => [day, name, 'Hari libur bertanggal tetap; hari lain menyusul dengan SKB 2027'] as const);
