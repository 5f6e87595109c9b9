import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { BookedDelta } from '../settlement';
import type { Bearer, DisputeReason, DisputeStatus, FraudCause, LegPart, Remedy } from './domain/dispute';

/** Disputes are opened, answered, ruled and remedied one at a time: of two over the same points one has to see the other. */
const DISPUTE_LOCK = 7_301_019;

export async function lockDisputes(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [DISPUTE_LOCK]);
}

export interface Dispute {
  readonly disputeId: string;
  readonly openerId: string;
  readonly otherId: string;
  readonly issuerId: string;
  readonly redeemerId: string;
  readonly invoiceId: string | null;
  readonly lineId: string | null;
  readonly postingId: string | null;
  readonly reason: DisputeReason;
  readonly remedy: Remedy;
  readonly bearer: Bearer;
  readonly note: string;
  readonly status: DisputeStatus;
  readonly points: bigint;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly respondBy: Date | null;
  readonly remedyWindowId: string | null;
}

const DISPUTE = `SELECT dispute_id AS "disputeId", opener_id AS "openerId", other_id AS "otherId", issuer_id AS "issuerId", redeemer_id AS "redeemerId", invoice_id AS "invoiceId", line_id AS "lineId", posting_id AS "postingId", reason, remedy, bearer, note, status, points,
    opened_by AS "openedBy", opened_at AS "openedAt", respond_by AS "respondBy", remedy_window_id AS "remedyWindowId" FROM dispute`;
type DisputeRow = Omit<Dispute, 'points'> & { points: string };
const disputeOf = (row: DisputeRow): Dispute => ({ ...row, points: BigInt(row.points) });

export async function findDispute(connection: Connection, disputeId: string): Promise<Dispute | undefined> {
  const { rows } = await connection.query<DisputeRow>(`${DISPUTE} WHERE dispute_id = $1`, [disputeId]);
  return rows[0] && disputeOf(rows[0]);
}

/** The dispute that a key of its opener named before, with the fingerprint of that request. */
export async function disputeOfKey(connection: Connection, openerId: string, key: string): Promise<{ disputeId: string; fingerprint: Buffer } | undefined> {
  return (await connection.query<{ disputeId: string; fingerprint: Buffer }>('SELECT dispute_id AS "disputeId", fingerprint FROM dispute WHERE opener_id = $1 AND idempotency_key = $2', [openerId, key])).rows[0];
}

export interface DisputedLeg extends LegPart {
  readonly postingId: string;
  readonly remedyPostingId: string | null;
}

export async function legsOf(connection: Connection, disputeId: string): Promise<DisputedLeg[]> {
  const { rows } = await connection.query<{ leg_id: string; posting_id: string; points: string; remedy_posting_id: string | null }>(
    `SELECT d.leg_id, d.posting_id, d.points, d.remedy_posting_id FROM dispute_leg d JOIN leg l ON l.leg_id = d.leg_id WHERE d.dispute_id = $1 ORDER BY l.seq, l.line_no`, [disputeId]);
  return rows.map((row) => ({ legId: row.leg_id, postingId: row.posting_id, points: BigInt(row.points), remedyPostingId: row.remedy_posting_id }));
}

/** Points of legs that a dispute has a say over: contested, decided against, or upheld and still in the burn. Withdrawn ones and those that were given back are free again. */
export async function takenPoints(connection: Connection, legIds: readonly string[]): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ leg_id: string; taken: string }>(
    `SELECT d.leg_id, sum(d.points)::text AS taken FROM dispute_leg d JOIN dispute p ON p.dispute_id = d.dispute_id
      WHERE d.leg_id = ANY($1::uuid[]) AND (p.status IN ('OPENED', 'UNDER_REVIEW', 'REJECTED') OR (p.status = 'UPHELD' AND d.remedy_posting_id IS NULL)) GROUP BY 1`, [legIds]);
  return new Map(rows.map((row) => [row.leg_id, BigInt(row.taken)]));
}

/** Points that will leave the lines of two parties if everything open is upheld. @param except a dispute that is not counted */
export async function expectedParts(connection: Connection, parties: readonly string[], except: string | undefined): Promise<LegPart[]> {
  const { rows } = await connection.query<{ leg_id: string; points: string }>(
    `SELECT d.leg_id, sum(d.points)::text AS points FROM dispute p JOIN dispute_leg d ON d.dispute_id = p.dispute_id
      WHERE (p.status IN ('OPENED', 'UNDER_REVIEW') OR (p.status = 'UPHELD' AND p.remedied_at IS NULL)) AND (p.issuer_id = ANY($1::uuid[]) OR p.redeemer_id = ANY($1::uuid[])) AND p.dispute_id IS DISTINCT FROM $2 GROUP BY 1`, [parties, except ?? null]);
  return rows.map((row) => ({ legId: row.leg_id, points: BigInt(row.points) }));
}

export interface NewDispute extends Dispute {
  readonly splitFrom?: string;
  readonly idempotencyKey?: string;
  readonly fingerprint?: Buffer;
}

export async function insertDispute(tx: Tx, one: NewDispute, legs: readonly Omit<DisputedLeg, 'remedyPostingId'>[], lines: readonly BookedDelta[]): Promise<void> {
  await insertRows(tx, 'dispute', [{ dispute_id: one.disputeId, split_from: one.splitFrom ?? null, opener_id: one.openerId, other_id: one.otherId, issuer_id: one.issuerId, redeemer_id: one.redeemerId, invoice_id: one.invoiceId, line_id: one.lineId, posting_id: one.postingId,
    reason: one.reason, remedy: one.remedy, bearer: one.bearer, note: one.note, status: one.status, points: one.points, opened_by: one.openedBy, opened_at: one.openedAt, respond_by: one.respondBy, idempotency_key: one.idempotencyKey ?? null, fingerprint: one.fingerprint ? `\\x${one.fingerprint.toString('hex')}` : null }]);
  await insertRows(tx, 'dispute_leg', legs.map((leg) => ({ dispute_id: one.disputeId, leg_id: leg.legId, posting_id: leg.postingId, points: leg.points })));
  await insertLines(tx, one.disputeId, lines);
}

async function insertLines(tx: Tx, disputeId: string, lines: readonly BookedDelta[]): Promise<void> {
  await insertRows(tx, 'dispute_line', lines.map((line) => ({ dispute_id: disputeId, line_id: line.lineId, line_type: line.lineType, payer_id: line.payer, payee_id: line.payee, points: line.points, exact: line.exact, amount_minor: line.amountMinor })));
}

export async function linesOf(connection: Connection, disputeId: string): Promise<(BookedDelta & { creditedMinor: bigint | null })[]> {
  const { rows } = await connection.query<{ line_id: string; line_type: BookedDelta['lineType']; payer_id: string; payee_id: string; points: string; exact: string; amount_minor: string; credited_minor: string | null }>('SELECT * FROM dispute_line WHERE dispute_id = $1 ORDER BY line_id', [disputeId]);
  return rows.map((row) => ({ lineId: row.line_id, lineType: row.line_type, payer: row.payer_id, payee: row.payee_id, points: BigInt(row.points), exact: row.exact, amountMinor: BigInt(row.amount_minor), creditedMinor: row.credited_minor === null ? null : BigInt(row.credited_minor) }));
}

/** Disputes over legs of a window that no night has credited yet, nor will one that is calculated already. */
export async function uncreditedOf(connection: Connection, windowId: string): Promise<Dispute[]> {
  const { rows } = await connection.query<DisputeRow>(`${DISPUTE} d WHERE status IN ('OPENED', 'UNDER_REVIEW', 'UPHELD') AND credited_at IS NULL AND EXISTS (SELECT 1 FROM dispute_leg g JOIN leg l ON l.leg_id = g.leg_id WHERE g.dispute_id = d.dispute_id AND l.window_id = $1)
     AND NOT EXISTS (SELECT 1 FROM calculation k WHERE k.window_id = d.remedy_window_id) ORDER BY dispute_id`, [windowId]);
  return rows.map(disputeOf);
}

/** What upholding a dispute takes off each line, in the place of what it was. */
export async function replaceLines(tx: Tx, disputeId: string, lines: readonly BookedDelta[]): Promise<void> {
  await tx.query('DELETE FROM dispute_line WHERE dispute_id = $1', [disputeId]);
  await insertLines(tx, disputeId, lines);
}

/** Takes a part out of a dispute: what is left of its legs and lines. */
export async function reduceDispute(tx: Tx, disputeId: string, taken: readonly LegPart[], rest: readonly BookedDelta[]): Promise<void> {
  for (const { legId, points } of taken) {
    const { rowCount } = await tx.query('DELETE FROM dispute_leg WHERE dispute_id = $1 AND leg_id = $2 AND points = $3', [disputeId, legId, points.toString()]);
    if (rowCount === 0) await tx.query('UPDATE dispute_leg SET points = points - $3 WHERE dispute_id = $1 AND leg_id = $2', [disputeId, legId, points.toString()]);
  }
  await replaceLines(tx, disputeId, rest);
  await tx.query('UPDATE dispute SET points = (SELECT sum(points) FROM dispute_leg WHERE dispute_id = $1) WHERE dispute_id = $1', [disputeId]);
}

/** Moves a dispute to another state, with its clock, and notes who did it and why. */
export async function moveDispute(tx: Tx, dispute: Pick<Dispute, 'disputeId' | 'status'>, to: DisputeStatus, change: { at: Date; actor: string; reason?: string; respondBy?: Date; remedy?: Remedy; bearer?: Bearer; cause?: FraudCause | undefined }): Promise<void> {
  const closes = to !== 'UNDER_REVIEW';
  await tx.query(`UPDATE dispute SET status = $2, respond_by = $3, resolved_at = $4, remedy = coalesce($5, remedy), bearer = coalesce($6, bearer), cause = coalesce($7, cause) WHERE dispute_id = $1`,
    [dispute.disputeId, to, change.respondBy ?? null, closes ? change.at : null, change.remedy ?? null, change.bearer ?? null, change.cause ?? null]);
  await noteState(tx, dispute.disputeId, dispute.status, to, change.actor, change.at, change.reason);
}

export async function noteState(tx: Tx, disputeId: string, from: string | null, to: string, actor: string, at: Date, reason?: string): Promise<void> {
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('DISPUTE', $1, $2, $3, $4, $5, $6)`, [disputeId, from, to, at, actor, reason ?? null]);
}

export type EntryKind = 'OPENED' | 'MESSAGE' | 'FILE' | 'ACCEPTED' | 'CONTESTED' | 'SILENCE' | 'RULING_PROPOSED' | 'RULING_TURNED_DOWN' | 'UPHELD' | 'REJECTED' | 'WITHDRAWN' | 'REVERSED' | 'SPLIT' | 'REMEDIED' | 'CREDITED' | 'OVERDUE';

export interface Entry {
  readonly entryId: string;
  readonly disputeId: string;
  readonly kind: EntryKind;
  readonly partyId: string;
  readonly actor: string;
  readonly text?: string | undefined;
  readonly at: Date;
}

export async function addEntry(tx: Tx, one: Entry): Promise<void> {
  await tx.query('INSERT INTO dispute_entry (entry_id, dispute_id, kind, party_id, actor, text, at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [one.entryId, one.disputeId, one.kind, one.partyId, one.actor, one.text ?? null, one.at]);
}

export interface NewFile {
  readonly fileId: string;
  readonly disputeId: string;
  readonly partyId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly content: Buffer;
  readonly by: string;
  readonly at: Date;
}

/** False when the same bytes are there already. */
export async function addFile(tx: Tx, one: NewFile): Promise<boolean> {
  const { rowCount } = await tx.query('INSERT INTO dispute_file (file_id, dispute_id, party_id, name, media_type, size, sha256, content, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (dispute_id, sha256) DO NOTHING',
    [one.fileId, one.disputeId, one.partyId, one.name, one.mediaType, one.content.length, one.sha256, one.content, one.by, one.at]);
  return (rowCount ?? 0) > 0;
}

export async function countFiles(connection: Connection, disputeId: string): Promise<number> {
  return Number((await connection.query<{ n: string }>('SELECT count(*) AS n FROM dispute_file WHERE dispute_id = $1', [disputeId])).rows[0]?.n ?? 0);
}

export interface Ruling {
  readonly rulingId: string;
  readonly disputeId: string;
  readonly outcome: 'UPHELD' | 'REJECTED';
  readonly points?: bigint | undefined;
  readonly remedy?: Remedy | undefined;
  readonly cause?: FraudCause | undefined;
  readonly bearer?: Bearer | undefined;
  readonly text: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

export async function insertRuling(tx: Tx, one: Ruling, status: 'PENDING' | 'IN_FORCE'): Promise<void> {
  await tx.query('INSERT INTO dispute_ruling (ruling_id, dispute_id, outcome, points, remedy, cause, bearer, text, status, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [one.rulingId, one.disputeId, one.outcome, one.points?.toString() ?? null, one.remedy ?? null, one.cause ?? null, one.bearer ?? null, one.text, status, one.madeBy, one.madeAt]);
}

export async function pendingRuling(tx: Tx, disputeId: string): Promise<Ruling | undefined> {
  const { rows } = await tx.query<{ ruling_id: string; outcome: Ruling['outcome']; points: string | null; remedy: Remedy | null; cause: FraudCause | null; bearer: Bearer | null; text: string; made_by: string; made_at: Date }>(`SELECT * FROM dispute_ruling WHERE dispute_id = $1 AND status = 'PENDING'`, [disputeId]);
  const row = rows[0];
  return row && { rulingId: row.ruling_id, disputeId, outcome: row.outcome, points: row.points === null ? undefined : BigInt(row.points), remedy: row.remedy ?? undefined, cause: row.cause ?? undefined, bearer: row.bearer ?? undefined, text: row.text, madeBy: row.made_by, madeAt: row.made_at };
}

export async function decideRuling(tx: Tx, rulingId: string, status: 'IN_FORCE' | 'TURNED_DOWN', by: string, at: Date, note: string | undefined): Promise<void> {
  await tx.query('UPDATE dispute_ruling SET status = $2, decided_by = $3, decided_at = $4, decision_note = $5 WHERE ruling_id = $1', [rulingId, status, by, at, note ?? null]);
}
