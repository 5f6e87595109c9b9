import type { QueryConfig } from 'pg';
import { TOKEN, tokenRow, type UsedToken } from '../access/replay.store';
import { arraysOf, arrayOf, copyRows, insertOf, rowsOf } from '../db/rows';
import type { Tx } from '../db/tx';
import type { Effects } from './domain/effects';
import type { Intent, OpenWindow } from './domain/intent';
import { intentToJson } from './domain/quarantine';
import type { PostingRecord } from './posting.view';

/** Postings hold it shared while they are written; closing a window holds it alone. */
export const WINDOW_LOCK = 7_301_002;
const ADJUSTMENT_LOCK = 7_301_007;

/** Statements of this file are planned once per connection. Those of one step are sent together, and each sees what the one before it waited for. */
const prepared = (name: string, text: string, values: unknown[]): QueryConfig => ({ name, text, values });

/** What an intent takes for itself: its key, and the partner's own name and the receipt that no other operation may have. */
export interface Claim {
  readonly partnerId: string;
  readonly key: string;
  readonly fingerprint: Buffer;
  /** The posting that will answer the intent, if it is accepted. */
  readonly postingId: string;
  readonly named?: { readonly externalId: string; readonly verb: string; readonly memberId: string; readonly factsHash: bigint };
  readonly receipt?: { readonly outletId: string; readonly receiptNo: string; readonly date: string };
}

/** How a claim ended: what is kept under its names. */
export interface KeptClaim extends Claim {
  readonly status: number;
  /** Absent when the answer is told from the posting. */
  readonly response?: string;
  /** What was accepted keeps its names, what was refused only its key. */
  readonly accepted: boolean;
}

/** Held until the transaction ends: the window that is open now stays open so long. */
export async function shareWindow(tx: Tx): Promise<void> {
  await tx.query(prepared('share window', 'SELECT pg_advisory_xact_lock_shared($1)', [WINDOW_LOCK]));
}

export interface Scene {
  readonly window: OpenWindow;
  readonly offsetMs: number;
  readonly suspended: ReadonlySet<string>;
  /** Partners whose earns are stopped, all of them: an earn may give points of several issuers. */
  readonly earnStopped: ReadonlySet<string>;
  /** Keys that may not sign any more, whatever the door saw. */
  readonly revoked: ReadonlySet<string>;
  /** One number for each intent; what is not needed stays a gap. */
  readonly seqs: readonly bigint[];
}

/** What is the same for all intents of a transaction; read under the locks. */
export async function readScene(tx: Tx, partnerIds: readonly string[], kids: readonly string[], count: number): Promise<Scene> {
  const { rows } = await tx.query<{ window_id: string; business_date: string; offset_ms: string; suspended: string[] | null; stopped: string[] | null; revoked: string[] | null; seqs: string[] }>(prepared('scene',
    `SELECT w.window_id, w.business_date::text, c.offset_ms, (SELECT array_agg(partner_id::text) FROM partner WHERE partner_id = ANY($1::uuid[]) AND status = 'SUSPENDED') AS suspended, (SELECT array_agg(partner_id::text) FROM earn_stop WHERE until IS NULL) AS stopped,
       (SELECT array_agg(kid) FROM partner_key WHERE kid = ANY($2::text[]) AND status <> 'ACTIVE') AS revoked, (SELECT array_agg(nextval('posting_seq')::text) FROM generate_series(1, $3)) AS seqs
     FROM settlement_window w CROSS JOIN test_clock c WHERE w.state = 'OPEN'`, [arrayOf('uuid', [...new Set(partnerIds)]), arrayOf('text', [...new Set(kids)]), count]));
  const row = rows[0];
  if (!row) throw new Error('No settlement window is open.');
  return { window: { windowId: row.window_id, businessDate: row.business_date }, offsetMs: Number(row.offset_ms), suspended: new Set(row.suspended), earnStopped: new Set(row.stopped), revoked: new Set(row.revoked), seqs: row.seqs.map(BigInt) };
}

/** Further numbers, under the same locks. */
export async function drawNumbers(tx: Tx, count: number): Promise<bigint[]> {
  const { rows } = await tx.query<{ seq: string }>(prepared('numbers', `SELECT nextval('posting_seq') AS seq FROM generate_series(1, $1)`, [count]));
  return rows.map((row) => BigInt(row.seq));
}

export interface LockedMember {
  readonly balance: bigint;
  readonly held: bigint;
}

/** Locks the members' rows in one order everywhere: that of the array. @param memberIds sorted */
export async function lockMembers(tx: Tx, memberIds: readonly string[]): Promise<Map<string, LockedMember>> {
  const { rows } = await tx.query<{ member_id: string; balance: string; held: string }>(prepared('lock members',
    `SELECT b.* FROM unnest($1::uuid[]) AS n(member_id) CROSS JOIN LATERAL (SELECT member_id, balance, held FROM member_balance WHERE member_id = n.member_id FOR UPDATE) AS b`, [arrayOf('uuid', memberIds)]));
  return new Map(rows.map((row) => [row.member_id, { balance: BigInt(row.balance), held: BigInt(row.held) }]));
}

export interface MemberState {
  readonly status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  readonly spendLocked: boolean;
  readonly mergedInto: string | null;
}

/** Adjustments of the day are summed one after the other; taken after all other locks, and nothing is waited for under it. */
export async function lockAdjustments(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [ADJUSTMENT_LOCK]);
}

export async function memberStates(tx: Tx, memberIds: readonly string[]): Promise<Map<string, MemberState>> {
  const { rows } = await tx.query<{ member_id: string; status: MemberState['status']; spend_locked: boolean; merged_into: string | null }>(prepared('member states', `SELECT m.* FROM unnest($1::uuid[]) AS n(member_id) CROSS JOIN LATERAL (SELECT member_id, status, spend_locked, merged_into FROM member WHERE member_id = n.member_id OFFSET 0) AS m`, [arrayOf('uuid', memberIds)]));
  return new Map(rows.map((row) => [row.member_id, { status: row.status, spendLocked: row.spend_locked, mergedInto: row.merged_into }]));
}

export interface Accepted {
  readonly intent: Intent;
  readonly effects: Effects;
  /** What is written of each planned posting, in the plan's order. */
  readonly records: readonly PostingRecord[];
  /** Who receives what a transfer or a merge takes. */
  readonly receiver?: { readonly memberId: string; readonly held: bigint };
}

const POSTING = { posting_id: 'uuid', seq: 'bigint', type: 'text', member_id: 'uuid', partner_id: 'uuid', outlet_id: 'uuid', till_id: 'uuid', points: 'bigint', value_minor: 'bigint', amount_minor: 'bigint', tender_minor: 'bigint', terms_id: 'uuid',
  window_id: 'uuid', business_date: 'date', occurred_at: 'timestamptz', posted_at: 'timestamptz', late: 'boolean', external_id: 'text', idempotency_key: 'text', token_jti: 'text', item_no: 'integer', receipt_no: 'text', receipt_date: 'date',
  reverses_posting_id: 'uuid', hold_id: 'uuid', reason_code: 'text', note: 'text', actor_id: 'text', balance_after: 'bigint', held_after: 'bigint', unavailable_after: 'bigint', to_member_id: 'uuid', to_balance_after: 'bigint', approver_id: 'text' } as const;
const LEG = { leg_id: 'uuid', posting_id: 'uuid', line_no: 'integer', member_id: 'uuid', debit_account: 'text', credit_account: 'text', points: 'bigint', lot_id: 'uuid', issuer_id: 'uuid', redeemer_id: 'uuid', point_kind: 'text', lot_earned_on: 'date',
  terms_id: 'uuid', reverses_leg_id: 'uuid', window_id: 'uuid', seq: 'bigint', business_date: 'date', lot_vested_on: 'date', funding_shares: 'jsonb' } as const;
const LOT = { lot_id: 'uuid', member_id: 'uuid', issuer_id: 'uuid', earn_posting_id: 'uuid', line_no: 'integer', point_kind: 'text', points: 'bigint', remaining: 'bigint', earned_at: 'timestamptz', earned_on: 'date', vests_at: 'timestamptz', vests_on_event: 'text', expires_at: 'timestamptz', usable_at: 'uuid[]', rolling_days: 'integer', parent_lot_id: 'uuid', grace_until: 'timestamptz', funding_shares: 'jsonb', vest_window_id: 'uuid' } as const;
const RECEIVABLE = { posting_id: 'uuid', member_id: 'uuid', issuer_id: 'uuid', points: 'bigint', policy: 'text' } as const;
const APPLICATION = { application_id: 'uuid', receivable_id: 'uuid', member_id: 'uuid', points: 'bigint', kind: 'text', posting_id: 'uuid', actor: 'text', at: 'timestamptz' } as const;
const EVIDENCE = { partner_id: 'uuid', jti: 'text', kid: 'text', token: 'text', body_digest: 'bytea' } as const;
const NAMES = { partner_id: 'uuid', idempotency_key: 'text', request_hash: 'bytea', status: 'integer', response: 'text', posting_id: 'uuid', created_at: 'timestamptz', external_id: 'text', verb: 'text', member_id: 'uuid', facts_hash: 'bigint', outlet_id: 'uuid', receipt_no: 'text', receipt_date: 'date' } as const;
const HOLD = { hold_id: 'uuid', member_id: 'uuid', partner_id: 'uuid', outlet_id: 'uuid', till_id: 'uuid', external_id: 'text', idempotency_key: 'text', points: 'bigint', captured_points: 'bigint', value_minor: 'bigint', channel: 'text', status: 'text',
  receipt_no: 'text', note: 'text', occurred_at: 'timestamptz', created_at: 'timestamptz', expires_at: 'timestamptz' } as const;
const HOLD_LOT = { hold_id: 'uuid', lot_id: 'uuid', member_id: 'uuid', line_no: 'integer', points: 'bigint' } as const;
const INSERTS = { receivable: insertOf('receivable', RECEIVABLE), application: insertOf('receivable_application', APPLICATION) };

type Row<Shape> = { readonly [name in keyof Shape]: unknown };

async function into<Shape extends Readonly<Record<string, string>>>(tx: Tx, insert: { name: string; text: string }, shape: Shape, list: readonly Row<Shape>[]): Promise<void> {
  if (list.length > 0) await tx.query(prepared(insert.name, insert.text, arraysOf(shape, list as readonly Record<string, unknown>[])));
}

/** What a transaction writes down: what was accepted, the names that are taken by it or refused under, and the tokens that asked for it. */
export interface Written {
  readonly accepted: readonly Accepted[];
  readonly kept: readonly KeptClaim[];
  readonly tokens: readonly UsedToken[];
  readonly now: Date;
}

/** Appends everything in sets; the statements are sent together. Names come first: who lost a race for one is told before anything else is written. */
export async function append(tx: Tx, { accepted, kept, tokens, now }: Written): Promise<void> {
  const all = accepted.flatMap(({ intent, effects, records }) => effects.postings.map((posting, at) => ({ intent, effects, posting, record: records[at] as PostingRecord })));
  const holds = accepted.flatMap(({ intent, effects }) => (effects.holdIsNew && effects.hold ? [{ intent, effects, hold: effects.hold }] : []));
  await Promise.all([
    copyRows(tx, [
      { table: 'partner_token_replay', shape: TOKEN, list: tokens.map(tokenRow) },
      { table: 'idempotency', shape: NAMES, list: inOneOrder([...kept.map((one) => namesRow(one, now)), ...all.flatMap((one) => (one.posting.main ? [] : [ownKeyRow(one)]))]) },
      { table: 'posting', shape: POSTING, list: all.map(postingRow) },
      { table: 'leg', shape: LEG, list: all.flatMap(legRows) },
      { table: 'lot', shape: LOT, list: accepted.flatMap(lotRows) },
      { table: 'request_evidence', shape: EVIDENCE, list: accepted.flatMap(evidenceRows) },
      { table: 'hold', shape: HOLD, list: holds.map(({ intent, effects, hold }) => ({ hold_id: hold.holdId, member_id: intent.memberId, partner_id: hold.partnerId, outlet_id: hold.outletId, till_id: hold.tillId, external_id: hold.externalId, idempotency_key: intent.idempotencyKey,
        points: hold.points, captured_points: 0, value_minor: effects.holdValueMinor, channel: hold.channel, status: hold.status, receipt_no: hold.receiptNo, note: intent.note, occurred_at: hold.occurredAt, created_at: hold.createdAt, expires_at: hold.expiresAt })) },
      { table: 'hold_lot', shape: HOLD_LOT, list: holds.flatMap(({ intent, hold }) => hold.lots.map((lot, at) => ({ hold_id: hold.holdId, lot_id: lot.lotId, member_id: intent.memberId, line_no: at + 1, points: lot.points }))) },
    ]),
    moveCaches(tx, accepted),
    into(tx, INSERTS.receivable, RECEIVABLE, accepted.flatMap(({ intent, effects: { receivable } }) => (receivable ? [{ posting_id: receivable.postingId, member_id: intent.memberId, issuer_id: receivable.issuerId, points: receivable.points, policy: receivable.policy }] : []))),
    into(tx, INSERTS.application, APPLICATION, accepted.flatMap(({ intent, effects }) => effects.repaid.map((one) => ({ application_id: one.applicationId, receivable_id: one.receivableId, member_id: intent.memberId, points: one.points, kind: 'REPAID', posting_id: one.postingId, actor: intent.actorId, at: effects.now })))),
    vestLots(tx, accepted),
    closeMembers(tx, accepted),
    endHolds(tx, accepted),
    freeReceipts(tx, accepted),
  ]);
}

function namesRow({ named, receipt, accepted, ...one }: KeptClaim, now: Date): Row<typeof NAMES> {
  const [name, sale] = accepted ? [named, receipt] : [];
  return { partner_id: one.partnerId, idempotency_key: one.key, request_hash: `\\x${one.fingerprint.toString('hex')}`, status: one.status, response: one.response, posting_id: one.response === undefined ? one.postingId : undefined, created_at: now,
    external_id: name?.externalId, verb: named?.verb, member_id: named?.memberId, facts_hash: named?.factsHash, outlet_id: sale?.outletId, receipt_no: sale?.receiptNo, receipt_date: sale?.date };
}

/** A posting that came with another one has a key of its own, which nobody sends. */
function ownKeyRow({ posting, effects }: Appended): Row<typeof NAMES> {
  return { partner_id: posting.partnerId, idempotency_key: posting.key, request_hash: '\\x', status: 201, response: undefined, posting_id: posting.postingId, created_at: effects.now, external_id: undefined, verb: undefined, member_id: undefined, facts_hash: undefined, outlet_id: undefined, receipt_no: undefined, receipt_date: undefined };
}

/** Names are taken in one order everywhere, so that two who want the same ones wait for each other in one direction only. */
function inOneOrder(list: readonly Row<typeof NAMES>[]): Row<typeof NAMES>[] {
  const place = ({ partner_id: partner, external_id: name, idempotency_key: key }: Row<typeof NAMES>): string => `${String(partner)} ${String(name ?? key)}`;
  return list.map((row) => ({ row, at: place(row) })).sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ row }) => row);
}

interface Appended {
  readonly intent: Intent;
  readonly effects: Effects;
  readonly posting: Effects['postings'][number];
  readonly record: PostingRecord;
}

function legRows({ posting, record }: Appended): Row<typeof LEG>[] {
  return posting.legs.map((leg) => ({ leg_id: leg.legId, posting_id: record.postingId, line_no: leg.lineNo, member_id: leg.memberId, debit_account: leg.debit, credit_account: leg.credit,
    points: leg.points, lot_id: leg.lotId, issuer_id: leg.issuerId, redeemer_id: leg.redeemerId, point_kind: leg.pointKind, lot_earned_on: leg.lotEarnedOn, terms_id: leg.termsId, reverses_leg_id: leg.reversesLegId, window_id: record.windowId, seq: record.seq,
    business_date: record.businessDate, lot_vested_on: leg.lotVestedOn, funding_shares: leg.fundingShares && JSON.stringify(leg.fundingShares) }));
}

function lotRows({ effects, records }: Accepted): Row<typeof LOT>[] {
  return [...effects.newLots.values()].map((lot) => ({ lot_id: lot.lotId, member_id: lot.memberId, issuer_id: lot.issuerId, earn_posting_id: lot.earnPostingId, line_no: lot.lineNo, point_kind: lot.pointKind,
    points: lot.points, remaining: lot.remaining, earned_at: lot.earnedAt, earned_on: lot.earnedOn, vests_at: lot.vestsAt, vests_on_event: lot.vestsOnEvent, expires_at: lot.expiresAt, usable_at: lot.usableAt && arrayOf('uuid', lot.usableAt), rolling_days: lot.rollingDays, parent_lot_id: lot.parentLotId, grace_until: lot.graceUntil, funding_shares: lot.fundingShares && JSON.stringify(lot.fundingShares),
    vest_window_id: effects.vestedAhead.has(lot.lotId) ? records[0]?.windowId : undefined }));
}

function evidenceRows({ intent: { partnerId, token }, effects }: Accepted): Row<typeof EVIDENCE>[] {
  return token && (!token.claimed || token.ownEvidence) && effects.postings.some((one) => one.main)
    ? [{ partner_id: partnerId, jti: token.jti, kid: token.kid, token: token.compact, body_digest: `\\x${token.bodyDigest.toString('hex')}` }] : [];
}

function postingRow({ intent, effects, posting, record }: Appended): Row<typeof POSTING> {
  const own = posting.main ? intent : undefined;
  return { posting_id: record.postingId, seq: record.seq, type: record.type, member_id: record.memberId, partner_id: record.partnerId, outlet_id: record.outletId, till_id: record.tillId, points: record.points, value_minor: record.valueMinor,
    amount_minor: record.amountMinor, tender_minor: intent.verb === 'EARN' ? intent.tenderMinor : undefined, terms_id: posting.termsId, window_id: record.windowId, business_date: record.businessDate, occurred_at: record.occurredAt, posted_at: record.postedAt,
    late: record.late, external_id: record.externalId, idempotency_key: posting.key, token_jti: own?.token?.jti, item_no: own?.itemNo, receipt_no: record.receiptNo,
    receipt_date: record.receiptNo === undefined ? undefined : record.businessDate, reverses_posting_id: record.reversesPostingId, hold_id: record.holdId, reason_code: posting.reason ?? (intent.verb === 'REVERSAL' ? intent.reason : undefined), note: intent.note,
    // Who signed a request stands with its evidence.
    actor_id: intent.token ? undefined : intent.actorId, balance_after: record.balanceAfter, held_after: record.heldAfter, unavailable_after: record.unavailableAfter === 0n ? undefined : record.unavailableAfter, to_member_id: record.toMemberId, to_balance_after: record.toMemberId && effects.receiverBalance,
    approver_id: intent.approverId };
}

/** A merged member keeps its history; its identifiers, its partners and what it owes go to the survivor. */
async function closeMembers(tx: Tx, accepted: readonly Accepted[]): Promise<void> {
  for (const { intent, effects } of accepted) {
    if (!effects.closed) continue;
    const { memberId, into: survivor } = effects.closed;
    await tx.query(`UPDATE member SET status = 'CLOSED', merged_into = $2 WHERE member_id = $1`, [memberId, survivor]);
    await tx.query(`UPDATE member SET merged_into = $2 WHERE merged_into = $1`, [memberId, survivor]);
    await tx.query(`UPDATE member_identifier SET member_id = $2 WHERE member_id = $1`, [memberId, survivor]);
    await tx.query(`INSERT INTO member_partner (member_id, partner_id, since) SELECT $2, partner_id, since FROM member_partner WHERE member_id = $1 ON CONFLICT DO NOTHING`, [memberId, survivor]);
    await tx.query(`WITH open AS (SELECT v.*, v.points - coalesce((SELECT sum(a.points) FROM receivable_application a WHERE a.receivable_id = v.posting_id AND a.member_id = v.member_id), 0) AS left FROM receivable v WHERE v.member_id = $1 AND v.policy = 'RECEIVABLE'),
        moved AS (INSERT INTO receivable_application (application_id, receivable_id, member_id, points, kind, actor, at) SELECT uuidv7(), posting_id, member_id, open.left, 'MOVED', $3, $4 FROM open WHERE open.left > 0)
      INSERT INTO receivable (posting_id, member_id, issuer_id, points, policy) SELECT posting_id, $2, issuer_id, open.left, policy FROM open WHERE open.left > 0`, [memberId, survivor, intent.actorId, effects.now]);
    await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('MEMBER', $1, 'ACTIVE', 'CLOSED', $2, $3, $4)`, [memberId, effects.now, intent.actorId, `merged into ${survivor}`]);
  }
}

/** Once for each lot: when it vests before its day, and in which window when that is not the window of the day. The open window is the same for all that share the transaction. */
async function vestLots(tx: Tx, accepted: readonly Accepted[]): Promise<void> {
  const rows = accepted.flatMap(({ intent, effects }) => [...new Set([...effects.vested, ...effects.vestedAhead])].filter((lotId) => !effects.newLots.has(lotId)).map((lotId) => ({ lot_id: lotId, member_id: intent.memberId, vested_at: effects.vested.includes(lotId) ? effects.now : undefined })));
  if (rows.length > 0) await tx.query(prepared('vest lots', `UPDATE lot l SET vested_at = coalesce(l.vested_at, n.vested_at), vest_window_id = coalesce(l.vest_window_id, w.window_id) FROM ${rowsOf(VESTED)}, settlement_window w WHERE l.lot_id = n.lot_id AND l.member_id = n.member_id AND w.state = 'OPEN'`, arraysOf(VESTED, rows)));
}
const VESTED = { lot_id: 'uuid', member_id: 'uuid', vested_at: 'timestamptz' } as const;

async function endHolds(tx: Tx, accepted: readonly Accepted[]): Promise<void> {
  const ended = accepted.flatMap(({ intent, effects }) => (effects.hold && !effects.holdIsNew ? [{ hold_id: effects.hold.holdId, member_id: intent.memberId, status: effects.hold.status, captured_points: effects.hold.capturedPoints, posting_id: effects.hold.postingId, ended_at: effects.now }] : []));
  if (ended.length > 0) await tx.query(prepared('end holds', `UPDATE hold h SET status = n.status, captured_points = n.captured_points, posting_id = n.posting_id, ended_at = n.ended_at FROM ${rowsOf(ENDED)} WHERE h.hold_id = n.hold_id AND h.member_id = n.member_id AND h.status = 'HELD'`, arraysOf(ENDED, ended)));
}
const ENDED = { hold_id: 'uuid', member_id: 'uuid', status: 'text', captured_points: 'bigint', posting_id: 'uuid', ended_at: 'timestamptz' } as const;

const LOT_MOVE = { lot_id: 'uuid', member_id: 'uuid', remaining: 'bigint', grace_until: 'timestamptz' } as const;
const BALANCE_MOVE = { member_id: 'uuid', balance: 'bigint', held: 'bigint', version: 'bigint' } as const;

async function moveCaches(tx: Tx, accepted: readonly Accepted[]): Promise<void> {
  const lots = accepted.flatMap(({ intent, effects }) => [...effects.changedLots.values()].map((lot) => ({ lot_id: lot.lotId, member_id: intent.memberId, remaining: lot.remaining, grace_until: lot.graceUntil })));
  const balances = accepted.filter(({ effects }) => effects.postings.length > 0 || effects.hold).flatMap(({ intent, effects, receiver }) => [
    { member_id: intent.memberId, balance: effects.balance, held: effects.held, version: effects.postings.filter((posting) => posting.legs.length > 0).length },
    ...(receiver ? [{ member_id: receiver.memberId, balance: effects.receiverBalance, held: receiver.held, version: effects.postings.filter((posting) => posting.type === 'TRANSFER').length }] : [])]);
  await Promise.all([
    lots.length > 0 && tx.query(prepared('move lots', `UPDATE lot l SET remaining = n.remaining, grace_until = n.grace_until FROM ${rowsOf(LOT_MOVE)} WHERE l.lot_id = n.lot_id AND l.member_id = n.member_id`, arraysOf(LOT_MOVE, lots))),
    balances.length > 0 && tx.query(prepared('move balances', `UPDATE member_balance b SET balance = n.balance, held = n.held, version = b.version + n.version FROM ${rowsOf(BALANCE_MOVE)} WHERE b.member_id = n.member_id`, arraysOf(BALANCE_MOVE, balances))),
  ]);
}

const FREED = { partner_id: 'uuid', idempotency_key: 'text' } as const;

/** A receipt whose earn is reversed wholly may earn again. */
async function freeReceipts(tx: Tx, accepted: readonly Accepted[]): Promise<void> {
  const freed = accepted.flatMap(({ effects: { freedReceiptOf } }) => (freedReceiptOf ? [{ partner_id: freedReceiptOf.partnerId, idempotency_key: freedReceiptOf.key }] : []));
  if (freed.length > 0) await tx.query(prepared('free receipts', `UPDATE idempotency i SET outlet_id = NULL, receipt_no = NULL, receipt_date = NULL FROM ${rowsOf(FREED)} WHERE i.partner_id = n.partner_id AND i.idempotency_key = n.idempotency_key`, arraysOf(FREED, freed)));
}

/** Keeps what came too late, in the transaction of its refusal: nothing that a partner sent is lost. */
export async function quarantine(tx: Tx, late: readonly { readonly intent: Intent; readonly id: string }[], at: Date): Promise<void> {
  if (late.length === 0) return;
  await tx.query(`INSERT INTO quarantine_item (quarantine_id, partner_id, idempotency_key, verb, member_id, till_id, external_id, occurred_at, received_at, intent) SELECT n.* FROM ${rowsOf(LATE)} ON CONFLICT DO NOTHING`,
    arraysOf(LATE, late.map(({ intent, id }) => ({ quarantine_id: id, partner_id: intent.partnerId, idempotency_key: intent.idempotencyKey, verb: intent.verb, member_id: intent.memberId, till_id: intent.tillId,
      external_id: 'externalId' in intent ? intent.externalId : undefined, occurred_at: intent.occurredAt ?? at, received_at: at, intent: intentToJson(intent) }))));
}
const LATE = { quarantine_id: 'uuid', partner_id: 'uuid', idempotency_key: 'text', verb: 'text', member_id: 'uuid', till_id: 'uuid', external_id: 'text', occurred_at: 'timestamptz', received_at: 'timestamptz', intent: 'jsonb' } as const;
