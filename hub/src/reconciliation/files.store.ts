import { arraysOf, insertOf, type Shape } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { DayKey } from './sides.reader';

export interface FileRow extends DayKey {
  readonly fileId: string;
  readonly format: 'CSV' | 'JSON';
  readonly sha256: Buffer;
  readonly size: number;
  readonly key: string;
  readonly records: number;
  readonly points: bigint;
  readonly amountMinor: bigint;
  readonly accepted: number;
  readonly warned: number;
  readonly refused: number;
  readonly merged: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

type FileSql = Omit<FileRow, 'points' | 'amountMinor'> & { points: string; amountMinor: string };
const fileOf = (row: FileSql | undefined): FileRow | undefined => row && { ...row, points: BigInt(row.points), amountMinor: BigInt(row.amountMinor) };

const FILE = `SELECT file_id AS "fileId", partner_id AS "partnerId", business_date::text AS "businessDate", source, format, sha256, size, idempotency_key AS key, records, points, amount_minor AS "amountMinor", accepted, warned, refused, merged, uploaded_by AS "uploadedBy", uploaded_at AS "uploadedAt" FROM day_file`;

/** The file with some bytes: a partner's own, or for the operator any partner's. */
export async function fileByHash(connection: Connection, partnerId: string | undefined, sha256: Buffer): Promise<FileRow | undefined> {
  return fileOf((await connection.query<FileSql>(`${FILE} WHERE sha256 = $1 AND ($2::uuid IS NULL OR partner_id = $2) LIMIT 1`, [sha256, partnerId ?? null])).rows[0]);
}

export async function fileByKey(connection: Connection, partnerId: string, key: string): Promise<FileRow | undefined> {
  return fileOf((await connection.query<FileSql>(`${FILE} WHERE partner_id = $1 AND idempotency_key = $2`, [partnerId, key])).rows[0]);
}

export async function fileById(connection: Connection, partnerId: string | undefined, fileId: string): Promise<FileRow | undefined> {
  return fileOf((await connection.query<FileSql>(`${FILE} WHERE file_id = $1 AND ($2::uuid IS NULL OR partner_id = $2)`, [fileId, partnerId ?? null])).rows[0]);
}

export interface FileFilter {
  readonly partnerId: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export async function filesPage(connection: Connection, filter: FileFilter, order: string, offset: number, limit: number): Promise<FileRow[]> {
  const { rows } = await connection.query<FileSql>(`${FILE} WHERE ($1::uuid IS NULL OR partner_id = $1) AND ($2::date IS NULL OR business_date >= $2) AND ($3::date IS NULL OR business_date < $3) ORDER BY ${order} LIMIT $4 OFFSET $5`, [filter.partnerId ?? null, filter.from ?? null, filter.to ?? null, limit, offset]);
  return rows.map((row) => fileOf(row) as FileRow);
}

/** One upload or matching of a day at a time. */
export async function lockDay(tx: Tx, day: DayKey): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('reconciliation ' || $1, 0))`, [`${day.partnerId} ${day.businessDate} ${day.source}`]);
}

/** False when the same file or another one with the same key was kept meanwhile. */
export async function keepFile(tx: Tx, one: FileRow): Promise<boolean> {
  return ((await tx.query(`INSERT INTO day_file (file_id, partner_id, business_date, source, format, sha256, size, idempotency_key, records, points, amount_minor, accepted, warned, refused, merged, uploaded_by, uploaded_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING`,
    [one.fileId, one.partnerId, one.businessDate, one.source, one.format, one.sha256, one.size, one.key, one.records, one.points.toString(), one.amountMinor.toString(), one.accepted, one.warned, one.refused, one.merged, one.uploadedBy, one.uploadedAt])).rowCount ?? 0) > 0;
}

/** The newest version of each record of a day: its number, and the hash of what it says. */
export async function knownRecords(connection: Connection, day: DayKey): Promise<Map<string, { version: number; hash: string }>> {
  const { rows } = await connection.query<{ record_id: string; version: number; hash: string }>(`SELECT DISTINCT ON (record_id) record_id, version, encode(content_hash, 'hex') AS hash FROM day_record WHERE partner_id = $1 AND business_date = $2 AND source = $3 ORDER BY record_id, version DESC`, [day.partnerId, day.businessDate, day.source]);
  return new Map(rows.map((row) => [row.record_id, { version: row.version, hash: row.hash }]));
}

const RECORD = { partner_id: 'uuid', business_date: 'date', source: 'text', record_id: 'text', version: 'integer', file_id: 'uuid', type: 'text', status: 'text', external_id: 'text', outlet_id: 'uuid', till_id: 'uuid', counter: 'bigint', receipt_no: 'text', member_id: 'uuid', points: 'bigint', amount_minor: 'bigint', occurred_at: 'timestamptz', occurred_on: 'date', token: 'text', content_hash: 'bytea' } as const satisfies Shape;
export type RecordRow = Readonly<Record<keyof typeof RECORD, unknown>>;

const ANSWER = { file_id: 'uuid', line_no: 'integer', record_id: 'text', answer: 'text', reason: 'text' } as const satisfies Shape;
export type AnswerRow = Readonly<Record<keyof typeof ANSWER, unknown>>;

const CHUNK = 10_000;

export async function keepRecords(tx: Tx, records: readonly RecordRow[]): Promise<void> {
  for (let at = 0; at < records.length; at += CHUNK) await tx.query({ ...insertOf('day_record', RECORD), values: arraysOf(RECORD, records.slice(at, at + CHUNK)) });
}

export async function keepAnswers(tx: Tx, answers: readonly AnswerRow[]): Promise<void> {
  for (let at = 0; at < answers.length; at += CHUNK) await tx.query({ ...insertOf('day_file_answer', ANSWER), values: arraysOf(ANSWER, answers.slice(at, at + CHUNK)) });
}

export interface AnsweredRow {
  readonly line: number;
  readonly recordId: string;
  readonly answer: 'ACCEPTED' | 'WARNED' | 'REFUSED' | 'MERGED';
  readonly reason: string | null;
  readonly class: string | null;
  readonly matchKey: string | null;
  readonly postingIds: string[] | null;
}

/** The answers of a file with what each record is matched with now. */
export async function answersOf(connection: Connection, file: FileRow, filter: { answer: string | undefined; class: string | undefined }, afterLine: number, limit: number): Promise<AnsweredRow[]> {
  const { rows } = await connection.query<AnsweredRow>(
    `SELECT a.line_no AS line, a.record_id AS "recordId", a.answer, a.reason, m.class, m.match_key AS "matchKey", m.posting_ids AS "postingIds" FROM day_file_answer a
       LEFT JOIN (SELECT unnest(record_ids) AS record_id, class, match_key, posting_ids FROM reconciliation_match WHERE partner_id = $2 AND business_date = $3 AND source = $4) m ON m.record_id = a.record_id AND a.answer <> 'REFUSED'
      WHERE a.file_id = $1 AND a.line_no > $5 AND ($6::text IS NULL OR a.answer = $6) AND ($7::text IS NULL OR m.class = $7) ORDER BY a.line_no LIMIT $8`,
    [file.fileId, file.partnerId, file.businessDate, file.source, afterLine, filter.answer ?? null, filter.class ?? null, limit]);
  return rows;
}

/** The partner's active and closed outlets and tills, by wire id. */
export async function placesOf(connection: Connection, partnerId: string): Promise<Set<string>> {
  const { rows } = await connection.query<{ id: string }>(`SELECT 'out_' || outlet_id AS id FROM outlet WHERE partner_id = $1 UNION ALL SELECT 'trm_' || till_id FROM till WHERE partner_id = $1`, [partnerId]);
  return new Set(rows.map((row) => row.id));
}
