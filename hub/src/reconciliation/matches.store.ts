import { arraysOf, insertOf, type Shape } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { Group, MatchClass } from './domain/entry';
import { pointsOf } from './domain/match';
import type { DayKey } from './sides.reader';

/** How many records and postings stand in a class, and how many points on each side. */
export interface ClassSum {
  readonly class: MatchClass;
  readonly records: number;
  readonly postings: number;
  readonly pointsTheirs: string;
  readonly pointsOurs: string;
}

export interface DayRow extends DayKey {
  readonly matchedAt: Date;
  readonly fileId: string;
  readonly classes: ClassSum[];
  readonly openBreaks: number;
}

const MATCH = { partner_id: 'uuid', business_date: 'date', source: 'text', match_no: 'integer', class: 'text', match_key: 'text', record_ids: 'text[]', posting_ids: 'text[]' } as const satisfies Shape;
const CHUNK = 10_000;
const quoted = (ids: readonly string[]): string => `{${ids.map((id) => `"${id.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

export function sumsOf(groups: readonly Group[]): ClassSum[] {
  const sums = new Map<MatchClass, { records: number; postings: number; theirs: bigint; ours: bigint }>();
  for (const group of groups) {
    const sum = sums.get(group.class) ?? { records: 0, postings: 0, theirs: 0n, ours: 0n };
    sums.set(group.class, { records: sum.records + group.theirs.length, postings: sum.postings + group.ours.length, theirs: sum.theirs + pointsOf(group.theirs), ours: sum.ours + pointsOf(group.ours) });
  }
  return [...sums].map(([name, sum]) => ({ class: name, records: sum.records, postings: sum.postings, pointsTheirs: sum.theirs.toString(), pointsOurs: sum.ours.toString() })).sort((a, b) => (a.class < b.class ? -1 : 1));
}

/** Puts the outcome of a matching in the place of the one before it. */
export async function keepMatches(tx: Tx, day: DayKey, groups: readonly Group[], sums: readonly ClassSum[], fileId: string, at: Date): Promise<void> {
  const key = [day.partnerId, day.businessDate, day.source];
  await tx.query('DELETE FROM reconciliation_match WHERE partner_id = $1 AND business_date = $2 AND source = $3', key);
  for (let from = 0; from < groups.length; from += CHUNK) {
    const rows = groups.slice(from, from + CHUNK).map((group, place) => ({ partner_id: day.partnerId, business_date: day.businessDate, source: day.source, match_no: from + place, class: group.class, match_key: group.key ?? null, record_ids: quoted(group.theirs.map((one) => one.id)), posting_ids: quoted(group.ours.map((one) => one.id)) }));
    await tx.query({ ...insertOf('reconciliation_match', MATCH), values: arraysOf(MATCH, rows) });
  }
  await tx.query(`INSERT INTO reconciliation_day (partner_id, business_date, source, matched_at, file_id, classes) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (partner_id, business_date, source) DO UPDATE SET matched_at = excluded.matched_at, file_id = excluded.file_id, classes = excluded.classes`, [...key, at, fileId, JSON.stringify(sums)]);
}

const DAY = `SELECT d.partner_id AS "partnerId", d.business_date::text AS "businessDate", d.source, d.matched_at AS "matchedAt", d.file_id AS "fileId", d.classes, (SELECT count(*)::int FROM reconciliation_break b WHERE b.partner_id = d.partner_id AND b.business_date = d.business_date AND b.source = d.source AND b.state = 'OPEN') AS "openBreaks" FROM reconciliation_day d`;

export async function dayOf(connection: Connection, day: DayKey): Promise<DayRow | undefined> {
  return (await connection.query<DayRow>(`${DAY} WHERE partner_id = $1 AND business_date = $2 AND source = $3`, [day.partnerId, day.businessDate, day.source])).rows[0];
}

export async function daysPage(connection: Connection, filter: { partnerId: string | undefined; from: string | undefined; to: string | undefined }, order: string, offset: number, limit: number): Promise<DayRow[]> {
  return (await connection.query<DayRow>(`${DAY} WHERE ($1::uuid IS NULL OR partner_id = $1) AND ($2::date IS NULL OR business_date >= $2) AND ($3::date IS NULL OR business_date < $3) ORDER BY ${order} LIMIT $4 OFFSET $5`, [filter.partnerId ?? null, filter.from ?? null, filter.to ?? null, limit, offset])).rows;
}

/** Days with files among some business dates, and the newest file of each. */
export async function daysWithFiles(connection: Connection, dates: readonly string[], partnerId?: string): Promise<(DayKey & { fileId: string })[]> {
  return (await connection.query<DayKey & { fileId: string }>(`SELECT DISTINCT ON (partner_id, business_date, source) partner_id AS "partnerId", business_date::text AS "businessDate", source, file_id AS "fileId" FROM day_file WHERE business_date = ANY($1::date[]) AND ($2::uuid IS NULL OR partner_id = $2) ORDER BY partner_id, business_date, source, uploaded_at DESC, file_id DESC`, [`{${dates.join(',')}}`, partnerId ?? null])).rows;
}

/** The record with which a posting of a date or its neighbours is matched, other than one that asks. */
export async function recordOfPosting(connection: Connection, day: DayKey, postingId: string, other: string): Promise<string | undefined> {
  const { rows } = await connection.query<{ record_id: string }>(
    `SELECT r.record_id FROM reconciliation_match m CROSS JOIN unnest(m.record_ids) AS r(record_id) WHERE m.partner_id = $1 AND m.source = $2 AND m.business_date BETWEEN $3::date - 1 AND $3::date + 1 AND $4 = ANY(m.posting_ids) AND r.record_id <> $5 LIMIT 1`,
    [day.partnerId, day.source, day.businessDate, postingId, other]);
  return rows[0]?.record_id;
}
