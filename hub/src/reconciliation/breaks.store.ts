import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { BreakTraits, Cause, FoundBreak, KnownBreak, Proposal } from './domain/breaks';
import type { BreakClass } from './domain/entry';
import type { DayKey } from './sides.reader';

/** What one person asks of a break and another has to approve. */
export interface PendingClosing {
  readonly kind: 'WRITE_OFF' | 'CORRECT';
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  /** Bare ids. */
  readonly postingId?: string;
  readonly disputeId?: string;
}

export interface BreakRow extends DayKey {
  readonly breakId: string;
  readonly subject: string;
  readonly class: BreakClass;
  readonly state: 'OPEN' | 'EXPLAINED' | 'CORRECTED';
  readonly owner: 'HUB' | 'PARTNER';
  readonly proposal: Proposal;
  readonly recordIds: string[];
  readonly postingIds: string[];
  readonly pointsTheirs: bigint;
  readonly pointsOurs: bigint;
  readonly amountTheirsMinor: bigint | null;
  readonly amountOursMinor: bigint | null;
  readonly traits: BreakTraits;
  readonly openedAt: Date;
  readonly answerBy: Date | null;
  readonly causeCode: Cause | null;
  readonly note: string | null;
  readonly closedByRule: string | null;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly linkedPostingId: string | null;
  readonly linkedDisputeId: string | null;
  readonly pending: PendingClosing | null;
}

type BreakSql = Omit<BreakRow, 'pointsTheirs' | 'pointsOurs' | 'amountTheirsMinor' | 'amountOursMinor'> & { pointsTheirs: string; pointsOurs: string; amountTheirsMinor: string | null; amountOursMinor: string | null };
const big = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
const breakOf = (row: BreakSql): BreakRow => ({ ...row, pointsTheirs: BigInt(row.pointsTheirs), pointsOurs: BigInt(row.pointsOurs), amountTheirsMinor: big(row.amountTheirsMinor), amountOursMinor: big(row.amountOursMinor) });

const ROW = `SELECT break_id AS "breakId", partner_id AS "partnerId", business_date::text AS "businessDate", source, subject, class, state, owner, proposal, record_ids AS "recordIds", posting_ids AS "postingIds", points_theirs AS "pointsTheirs", points_ours AS "pointsOurs",
  amount_theirs_minor AS "amountTheirsMinor", amount_ours_minor AS "amountOursMinor", facts AS traits, opened_at AS "openedAt", answer_by AS "answerBy", cause_code AS "causeCode", note, closed_by_rule AS "closedByRule", closed_by AS "closedBy", closed_at AS "closedAt",
  linked_posting_id AS "linkedPostingId", linked_dispute_id AS "linkedDisputeId", pending FROM reconciliation_break`;

export async function breakById(connection: Connection, partnerId: string | undefined, breakId: string, lock = false): Promise<BreakRow | undefined> {
  const { rows } = await connection.query<BreakSql>(`${ROW} WHERE break_id = $1 AND ($2::uuid IS NULL OR partner_id = $2)${lock ? ' FOR UPDATE' : ''}`, [breakId, partnerId ?? null]);
  return rows[0] && breakOf(rows[0]);
}

export interface BreakFilter {
  readonly partnerId: string | undefined;
  readonly class: string | undefined;
  readonly state: string | undefined;
  readonly owner: string | undefined;
  readonly causeCode: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}
const FILTER = `($1::uuid IS NULL OR partner_id = $1) AND ($2::text IS NULL OR class = $2) AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR owner = $4) AND ($5::text IS NULL OR cause_code = $5) AND ($6::date IS NULL OR business_date >= $6) AND ($7::date IS NULL OR business_date < $7)`;
const values = (filter: BreakFilter): unknown[] => [filter.partnerId, filter.class, filter.state, filter.owner, filter.causeCode, filter.from, filter.to].map((one) => one ?? null);

export async function breaksPage(connection: Connection, filter: BreakFilter, order: string, offset: number, limit: number): Promise<BreakRow[]> {
  return (await connection.query<BreakSql>(`${ROW} WHERE ${FILTER} ORDER BY ${order} LIMIT $8 OFFSET $9`, [...values(filter), limit, offset])).rows.map(breakOf);
}

/** Count of a whole filter, and the points by which the sides differ in it. */
export async function breaksTotals(connection: Connection, filter: BreakFilter): Promise<{ count: number; points: string }> {
  return (await connection.query<{ count: number; points: string }>(`SELECT count(*)::int AS count, coalesce(sum(abs(points_theirs - points_ours)), 0)::text AS points FROM reconciliation_break WHERE ${FILTER}`, values(filter))).rows[0] ?? { count: 0, points: '0' };
}

/** Breaks by partner, class, state and cause, the open ones by age in days. */
export interface BreakSum {
  readonly partnerId: string;
  readonly class: BreakClass;
  readonly state: BreakRow['state'];
  readonly causeCode: Cause | null;
  readonly age: 'UP_TO_1' | 'UP_TO_3' | 'UP_TO_7' | 'OLDER' | null;
  readonly count: number;
  readonly points: string;
}

export async function breakSums(connection: Connection, partnerId: string | undefined, now: Date): Promise<BreakSum[]> {
  return (await connection.query<BreakSum>(`SELECT partner_id AS "partnerId", class, state, cause_code AS "causeCode", CASE WHEN state <> 'OPEN' THEN NULL WHEN $2 - opened_at < interval '2 days' THEN 'UP_TO_1' WHEN $2 - opened_at < interval '4 days' THEN 'UP_TO_3' WHEN $2 - opened_at < interval '8 days' THEN 'UP_TO_7' ELSE 'OLDER' END AS age,
      count(*)::int AS count, sum(abs(points_theirs - points_ours))::text AS points FROM reconciliation_break WHERE ($1::uuid IS NULL OR partner_id = $1) GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`, [partnerId ?? null, now])).rows;
}

/** Open breaks in the order of their ids, after one of them; of one day, of one business date, or of all. */
export async function openBreaks(connection: Connection, of: { partnerId?: string; businessDate?: string; source?: string; class?: string }, after: string, limit: number): Promise<BreakRow[]> {
  const { rows } = await connection.query<BreakSql>(`${ROW} WHERE state = 'OPEN' AND pending IS NULL AND ($1::uuid IS NULL OR partner_id = $1) AND ($2::date IS NULL OR business_date = $2) AND ($3::text IS NULL OR source = $3) AND ($4::text IS NULL OR class = $4) AND break_id > $5 ORDER BY break_id LIMIT $6`,
    [of.partnerId ?? null, of.businessDate ?? null, of.source ?? null, of.class ?? null, after, limit]);
  return rows.map(breakOf);
}

export async function countOpenOn(connection: Connection, date: string): Promise<number> {
  return (await connection.query<{ n: number }>(`SELECT count(*)::int AS n FROM reconciliation_break WHERE state = 'OPEN' AND business_date = $1`, [date])).rows[0]?.n ?? 0;
}

/** The oldest first. */
export async function knownBreaks(tx: Tx, day: DayKey): Promise<KnownBreak[]> {
  const { rows } = await tx.query<Omit<KnownBreak, 'pointsTheirs' | 'amountTheirsMinor'> & { points: string; amount: string | null }>(
    `SELECT break_id AS "breakId", state, encode(evidence_hash, 'hex') AS "evidenceHash", record_ids AS "recordIds", posting_ids AS "postingIds", points_theirs::text AS points, amount_theirs_minor::text AS amount,
        state = 'CORRECTED' AND closed_by_rule IS NULL AND NOT coalesce((facts->>'seen')::boolean, false) AS fresh
       FROM reconciliation_break WHERE partner_id = $1 AND business_date = $2 AND source = $3 ORDER BY opened_at, break_id FOR UPDATE`, [day.partnerId, day.businessDate, day.source]);
  return rows.map(({ points, amount, ...row }) => ({ ...row, pointsTheirs: BigInt(points), amountTheirsMinor: amount === null ? undefined : BigInt(amount) }));
}

interface Opening {
  readonly breakId: string;
  readonly found: FoundBreak;
  readonly evidenceHash: string;
  readonly answerBy: Date | undefined;
}

const factsOf = ({ found, evidenceHash, answerBy }: Omit<Opening, 'breakId'>) => ({ class: found.class, owner: found.owner, proposal: found.proposal, record_ids: found.recordIds, posting_ids: found.postingIds, points_theirs: found.pointsTheirs, points_ours: found.pointsOurs,
  amount_theirs_minor: found.amountTheirsMinor ?? null, amount_ours_minor: found.amountOursMinor ?? null, facts: found.traits, evidence_hash: `\\x${evidenceHash}`, answer_by: answerBy?.toISOString() ?? null });

export async function openNew(tx: Tx, day: DayKey, list: readonly Opening[], at: Date): Promise<void> {
  await insertRows(tx, 'reconciliation_break', list.map((one) => ({ break_id: one.breakId, partner_id: day.partnerId, business_date: day.businessDate, source: day.source, subject: one.found.subject, state: 'OPEN', opened_at: at.toISOString(), ...factsOf(one) })));
  await noteStates(tx, list.map((one) => ({ breakId: one.breakId, from: null, to: 'OPEN', actor: 'matching', reason: one.found.class })), at);
}

const REOPENED = `, state = 'OPEN', cause_code = NULL, note = NULL, closed_by_rule = NULL, closed_by = NULL, closed_at = NULL, linked_posting_id = NULL, linked_dispute_id = NULL, pending = NULL`;

/** New facts of a known break: an explained one is open again, one that was corrected keeps its closing. */
export async function tellAnew(tx: Tx, one: Opening & { readonly from: string; readonly reopens: boolean }, at: Date): Promise<void> {
  const { class: kind, ...facts } = factsOf(one);
  await tx.query(`UPDATE reconciliation_break SET class = $2, owner = $3, proposal = $4, record_ids = $5, posting_ids = $6, points_theirs = $7, points_ours = $8, amount_theirs_minor = $9, amount_ours_minor = $10, facts = $11, evidence_hash = $12, answer_by = $13${one.from === 'CORRECTED' ? '' : REOPENED} WHERE break_id = $1`,
    [one.breakId, kind, facts.owner, facts.proposal, facts.record_ids, facts.posting_ids, facts.points_theirs.toString(), facts.points_ours.toString(), facts.amount_theirs_minor?.toString() ?? null, facts.amount_ours_minor?.toString() ?? null, JSON.stringify(facts.facts), facts.evidence_hash, facts.answer_by]);
  if (one.reopens) await noteStates(tx, [{ breakId: one.breakId, from: one.from, to: 'OPEN', actor: 'matching', reason: `New evidence: ${kind}` }], at);
}

export interface Closing {
  readonly breakId: string;
  readonly to: 'EXPLAINED' | 'CORRECTED';
  readonly actor: string;
  readonly reason: string;
  readonly cause?: Cause;
  readonly rule?: string;
  readonly postingId?: string;
  readonly disputeId?: string;
}

/** Closes an open break; false when somebody closed it meanwhile. */
export async function closeBreak(tx: Tx, one: Closing, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE reconciliation_break SET state = $2, cause_code = $3, note = $4, closed_by_rule = $5, closed_by = $6, closed_at = $7, linked_posting_id = $8, linked_dispute_id = $9, pending = NULL WHERE break_id = $1 AND state = 'OPEN'`,
    [one.breakId, one.to, one.cause ?? null, one.reason, one.rule ?? null, one.actor, at, one.postingId ?? null, one.disputeId ?? null]);
  if (rowCount) await noteStates(tx, [{ breakId: one.breakId, from: 'OPEN', to: one.to, actor: one.actor, reason: one.reason }], at);
  return (rowCount ?? 0) > 0;
}

export async function reopenBreak(tx: Tx, breakId: string, actor: string, reason: string, answerBy: Date | undefined, at: Date): Promise<void> {
  await tx.query(`UPDATE reconciliation_break SET state = 'OPEN', cause_code = NULL, note = $2, closed_by_rule = NULL, closed_by = NULL, closed_at = NULL, linked_posting_id = NULL, linked_dispute_id = NULL, answer_by = $3 WHERE break_id = $1`, [breakId, reason, answerBy ?? null]);
  await noteStates(tx, [{ breakId, from: 'EXPLAINED', to: 'OPEN', actor, reason }], at);
}

export async function keepPending(tx: Tx, breakId: string, pending: PendingClosing | null): Promise<void> {
  await tx.query(`UPDATE reconciliation_break SET pending = $2 WHERE break_id = $1 AND state = 'OPEN'`, [breakId, pending && JSON.stringify(pending)]);
}

/** Why an open break could not be closed; it stays open. */
export async function keepNote(tx: Tx, breakId: string, note: string): Promise<void> {
  await tx.query(`UPDATE reconciliation_break SET note = $2 WHERE break_id = $1 AND state = 'OPEN'`, [breakId, note]);
}

async function noteStates(tx: Tx, list: readonly { breakId: string; from: string | null; to: string; actor: string; reason: string }[], at: Date): Promise<void> {
  await insertRows(tx, 'state_change', list.map((one) => ({ subject_kind: 'BREAK', subject_id: one.breakId, from_state: one.from, to_state: one.to, at: at.toISOString(), actor: one.actor, reason: one.reason })));
}

export interface BreakStep {
  readonly from: string | null;
  readonly to: string;
  readonly at: Date;
  readonly actor: string;
  readonly reason: string | null;
}

export async function stepsOf(connection: Connection, breakId: string): Promise<BreakStep[]> {
  return (await connection.query<BreakStep>(`SELECT from_state AS "from", to_state AS "to", at, actor, reason FROM state_change WHERE subject_kind = 'BREAK' AND subject_id = $1 ORDER BY state_change_id`, [breakId])).rows;
}

/** Records of a day as they were told last, for the one side of a break; ids may carry the neighbouring date in front. */
export async function recordsOf(connection: Connection, one: Pick<BreakRow, 'partnerId' | 'source' | 'businessDate' | 'recordIds'>): Promise<RecordFacts[]> {
  const named = one.recordIds.map((id) => (/^\d{4}-\d{2}-\d{2}\//.test(id) ? { date: id.slice(0, 10), id: id.slice(11) } : { date: one.businessDate, id }));
  return (await connection.query<RecordFacts>(`SELECT DISTINCT ON (r.business_date, r.record_id) r.record_id AS "recordId", r.business_date::text AS "businessDate", r.type, r.status, r.external_id AS "externalId", r.outlet_id AS "outletId", r.till_id AS "tillId", r.counter::text, r.receipt_no AS "receiptNo", r.member_id AS "memberId", r.points::text, r.amount_minor::text AS "amountMinor", r.occurred_at AS "occurredAt", r.version, r.token
      FROM day_record r JOIN unnest($3::date[], $4::text[]) AS n(business_date, record_id) ON n.business_date = r.business_date AND n.record_id = r.record_id WHERE r.partner_id = $1 AND r.source = $2 ORDER BY r.business_date, r.record_id, r.version DESC`,
    [one.partnerId, one.source, named.map((name) => name.date), named.map((name) => name.id)])).rows;
}

export interface RecordFacts {
  readonly recordId: string;
  readonly businessDate: string;
  readonly type: 'EARN' | 'BURN' | 'REVERSAL';
  readonly status: 'POSTED' | 'REVERSED' | 'HELD' | 'RELEASED' | 'TIMED_OUT';
  readonly externalId: string | null;
  readonly outletId: string;
  readonly tillId: string | null;
  readonly counter: string | null;
  readonly receiptNo: string | null;
  readonly memberId: string | null;
  readonly points: string;
  readonly amountMinor: string | null;
  readonly occurredAt: Date;
  readonly version: number;
  readonly token: string | null;
}

export async function postingBelongs(connection: Connection, partnerId: string, postingId: string): Promise<boolean> {
  return (await connection.query('SELECT 1 FROM posting WHERE posting_id = $1 AND partner_id = $2', [postingId, partnerId])).rows.length > 0;
}

/** Whether something of a day stands alone, so that a neighbouring day may explain it. */
export async function standsAlone(connection: Connection, day: DayKey): Promise<boolean> {
  return (await connection.query(`SELECT 1 FROM reconciliation_match WHERE partner_id = $1 AND business_date = $2 AND source = $3 AND class IN ('MISSING_HERE', 'MISSING_THERE', 'TIMING') LIMIT 1`, [day.partnerId, day.businessDate, day.source])).rows.length > 0;
}

/** Whether a dispute that a partner opened or answered was upheld. */
export async function disputeUpheld(connection: Connection, partnerId: string, disputeId: string): Promise<boolean> {
  return (await connection.query(`SELECT 1 FROM dispute WHERE dispute_id = $1 AND status = 'UPHELD' AND $2 IN (opener_id, other_id)`, [disputeId, partnerId])).rows.length > 0;
}
