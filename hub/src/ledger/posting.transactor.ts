import { asJson, insertRows } from '../db/rows';
import { LostRace, type Connection, type Tx } from '../db/tx';
import type { HoldState, Intent, OpenWindow, OriginalPosting } from './domain/intent';
import type { Lot } from './domain/lot';
import type { Effects } from './domain/effects';

/** Postings hold it shared while they are written; closing a window holds it alone. */
export const WINDOW_LOCK = 7_301_002;

type Row = Record<string, unknown>;
const rows: (list: readonly Row[]) => string = asJson;

export interface KeyRow {
  readonly partnerId: string;
  readonly key: string;
  readonly fingerprint: Buffer;
}

/** Claims keys; waits for another transaction that is claiming one of them. */
export async function claimKeys(tx: Tx, keys: readonly KeyRow[], at: Date): Promise<Set<string>> {
  const { rows: fresh } = await tx.query<{ id: string }>(
    `INSERT INTO idempotency (partner_id, idempotency_key, request_hash, created_at)
     SELECT partner_id, idempotency_key, decode(hash, 'hex'), $2
       FROM json_to_recordset($1) AS k(partner_id uuid, idempotency_key text, hash text) ORDER BY partner_id, idempotency_key
     ON CONFLICT DO NOTHING RETURNING partner_id || ' ' || idempotency_key AS id`,
    [rows(keys.map((one) => ({ partner_id: one.partnerId, idempotency_key: one.key, hash: one.fingerprint.toString('hex') }))), at]);
  return new Set(fresh.map((row) => row.id));
}

export interface StoredAnswer {
  readonly fingerprint: Buffer;
  readonly status: number;
  readonly response: string;
}

export async function storedAnswers(connection: Connection, keys: readonly KeyRow[]): Promise<Map<string, StoredAnswer>> {
  const { rows: found } = await connection.query<{ id: string; request_hash: Buffer; status: number; response: string }>(
    `SELECT i.partner_id || ' ' || i.idempotency_key AS id, i.request_hash, i.status, i.response FROM idempotency i
       JOIN json_to_recordset($1) AS k(partner_id uuid, idempotency_key text) USING (partner_id, idempotency_key)`,
    [rows(keys.map((one) => ({ partner_id: one.partnerId, idempotency_key: one.key })))]);
  return new Map(found.map((row) => [row.id, { fingerprint: row.request_hash, status: row.status, response: row.response }]));
}

/** The window lock, then, as a statement of its own so that it sees what the lock waited for, the open window. */
export async function shareWindow(tx: Tx): Promise<OpenWindow & { readonly offsetMs: number }> {
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [WINDOW_LOCK]);
  const { rows: open } = await tx.query<{ window_id: string; business_date: string; offset_ms: string }>(
    `SELECT w.window_id, w.business_date::text, c.offset_ms FROM settlement_window w CROSS JOIN test_clock c WHERE w.state = 'OPEN'`);
  const row = open[0];
  if (!row) throw new Error('No settlement window is open.');
  return { windowId: row.window_id, businessDate: row.business_date, offsetMs: Number(row.offset_ms) };
}

export interface MemberRow {
  readonly status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  readonly balance: bigint;
  readonly held: bigint;
}

export async function lockMembers(tx: Tx, memberIds: readonly string[]): Promise<Map<string, MemberRow>> {
  const sorted = [...new Set(memberIds)].sort();
  await tx.query(`INSERT INTO member_balance (member_id) SELECT member_id FROM member WHERE member_id = ANY($1) ORDER BY member_id ON CONFLICT DO NOTHING`, [sorted]);
  const { rows: locked } = await tx.query<{ member_id: string; balance: string; held: string }>(
    `SELECT member_id, balance, held FROM member_balance WHERE member_id = ANY($1) ORDER BY member_id FOR UPDATE`, [sorted]);
  const { rows: members } = await tx.query<{ member_id: string; status: MemberRow['status'] }>(`SELECT member_id, status FROM member WHERE member_id = ANY($1)`, [sorted]);
  const status = new Map(members.map((row) => [row.member_id, row.status]));
  return new Map(locked.map((row) => [row.member_id, { status: status.get(row.member_id) ?? 'CLOSED', balance: BigInt(row.balance), held: BigInt(row.held) }]));
}

interface LotRow { lot_id: string; member_id: string; issuer_id: string; point_kind: string; points: string; remaining: string; earned_at: Date; earned_on: string; vests_at: Date | null; expires_at: Date | null; grace_until: Date | null; usable_at: string[] | null }

/** Lots with something free, and those that holds or originals name. */
export async function readLots(connection: Connection, memberIds: readonly string[], named: readonly string[]): Promise<Map<string, Lot[]>> {
  const { rows: found } = await connection.query<LotRow>(
    `SELECT lot_id, member_id, issuer_id, point_kind, points, remaining, earned_at, earned_on::text, vests_at, expires_at, grace_until, usable_at
       FROM lot WHERE (member_id = ANY($1) AND remaining > 0) OR lot_id = ANY($2)`, [memberIds, named]);
  const byMember = new Map<string, Lot[]>();
  for (const row of found) {
    const lot: Lot = { lotId: row.lot_id, issuerId: row.issuer_id, pointKind: row.point_kind, points: BigInt(row.points), remaining: BigInt(row.remaining), earnedAt: row.earned_at,
      earnedOn: row.earned_on, ...(row.vests_at && { vestsAt: row.vests_at }), ...(row.expires_at && { expiresAt: row.expires_at }), ...(row.grace_until && { graceUntil: row.grace_until }), ...(row.usable_at && { usableAt: row.usable_at }) };
    byMember.set(row.member_id, [...(byMember.get(row.member_id) ?? []), lot]);
  }
  return byMember;
}

interface HoldRow { hold_id: string; partner_id: string; outlet_id: string; till_id: string | null; external_id: string; points: string; captured_points: string; status: HoldState['status']; channel: HoldState['channel']; receipt_no: string | null; occurred_at: Date; expires_at: Date; created_at: Date; posting_id: string | null; lots: { lotId: string; points: string }[] }

export async function readHolds(connection: Connection, holdIds: readonly string[]): Promise<Map<string, HoldState>> {
  if (holdIds.length === 0) return new Map();
  const { rows: found } = await connection.query<HoldRow>(
    `SELECT h.*, (SELECT json_agg(json_build_object('lotId', l.lot_id, 'points', l.points::text) ORDER BY l.line_no) FROM hold_lot l WHERE l.hold_id = h.hold_id) AS lots
       FROM hold h WHERE h.hold_id = ANY($1)`, [holdIds]);
  return new Map(found.map((row) => [row.hold_id, { holdId: row.hold_id, partnerId: row.partner_id, outletId: row.outlet_id, externalId: row.external_id, points: BigInt(row.points),
    capturedPoints: BigInt(row.captured_points), status: row.status, channel: row.channel, occurredAt: row.occurred_at, expiresAt: row.expires_at, createdAt: row.created_at,
    ...(row.till_id && { tillId: row.till_id }), ...(row.receipt_no && { receiptNo: row.receipt_no }), ...(row.posting_id && { postingId: row.posting_id }),
    lots: row.lots.map((lot) => ({ lotId: lot.lotId, points: BigInt(lot.points) })) }]));
}

interface OriginalRow { posting_id: string; type: string; partner_id: string; outlet_id: string | null; points: string; amount_minor: string | null; tender_minor: string | null; occurred_on: string; reversed: string; refunded: string;
  legs: { legId: string; lotId: string; points: string; reversed: string; issuerId: string; redeemerId: string | null; termsId: string | null; pointKind: string; lotEarnedOn: string }[] }

/** Postings to be reversed, with what earlier reversals took of each leg. */
export async function readOriginals(connection: Connection, postingIds: readonly string[]): Promise<Map<string, OriginalPosting>> {
  if (postingIds.length === 0) return new Map();
  const { rows: found } = await connection.query<OriginalRow>(
    `SELECT p.posting_id, p.type, p.partner_id, p.outlet_id, p.points, p.amount_minor, p.tender_minor, p.business_date::text AS occurred_on,
       coalesce((SELECT sum(r.points) FROM posting r WHERE r.reverses_posting_id = p.posting_id), 0)::text AS reversed,
       coalesce((SELECT sum(r.amount_minor) FROM posting r WHERE r.reverses_posting_id = p.posting_id), 0)::text AS refunded,
       (SELECT json_agg(json_build_object('legId', l.leg_id, 'lotId', l.lot_id, 'points', l.points::text, 'issuerId', l.issuer_id, 'redeemerId', l.redeemer_id, 'termsId', l.terms_id,
          'pointKind', l.point_kind, 'lotEarnedOn', l.lot_earned_on, 'reversed', coalesce((SELECT sum(x.points) FROM leg x WHERE x.reverses_leg_id = l.leg_id), 0)::text) ORDER BY l.line_no)
        FROM leg l WHERE l.posting_id = p.posting_id) AS legs
     FROM posting p WHERE p.posting_id = ANY($1)`, [postingIds]);
  return new Map(found.map((row) => [row.posting_id, { postingId: row.posting_id, type: row.type, partnerId: row.partner_id, points: BigInt(row.points), reversedPoints: BigInt(row.reversed),
    refundedMinor: BigInt(row.refunded), occurredOn: row.occurred_on, ...(row.outlet_id && { outletId: row.outlet_id }), ...(row.amount_minor !== null && { amountMinor: BigInt(row.amount_minor) }),
    ...(row.tender_minor !== null && { tenderMinor: BigInt(row.tender_minor) }),
    legs: row.legs.map((leg) => ({ legId: leg.legId, lotId: leg.lotId, points: BigInt(leg.points), reversed: BigInt(leg.reversed), issuerId: leg.issuerId, pointKind: leg.pointKind, lotEarnedOn: leg.lotEarnedOn,
      ...(leg.redeemerId && { redeemerId: leg.redeemerId }), ...(leg.termsId && { termsId: leg.termsId }) })) }]));
}

export async function receiptsInUse(connection: Connection, sales: readonly { partnerId: string; outletId: string; receiptNo: string; date: string }[]): Promise<Map<string, string>> {
  if (sales.length === 0) return new Map();
  const { rows: found } = await connection.query<{ id: string; posting_id: string }>(
    `SELECT concat_ws(' ', r.partner_id, r.outlet_id, r.receipt_no, r.receipt_date) AS id, r.posting_id FROM receipt r
       JOIN json_to_recordset($1) AS k(partner_id uuid, outlet_id uuid, receipt_no text, receipt_date date) USING (partner_id, outlet_id, receipt_no, receipt_date)
      WHERE r.freed_at IS NULL`,
    [rows(sales.map((one) => ({ partner_id: one.partnerId, outlet_id: one.outletId, receipt_no: one.receiptNo, receipt_date: one.date })))]);
  return new Map(found.map((row) => [row.id, row.posting_id]));
}

export interface Accepted {
  readonly intent: Intent;
  readonly effects: Effects;
  readonly itemNo?: number;
}

/** Draws numbers under the locks and appends everything in sets. */
export async function append(tx: Tx, accepted: readonly Accepted[], windowId: string): Promise<Map<string, bigint>> {
  const postings = accepted.flatMap(({ intent, effects }) => effects.postings.map((posting) => ({ intent, effects, posting })));
  const { rows: drawn } = await tx.query<{ seq: string }>(`SELECT nextval('posting_seq') AS seq FROM generate_series(1, $1)`, [postings.length]);
  const seqs = new Map(postings.map(({ posting }, at) => [posting.postingId, BigInt(drawn[at]?.seq ?? '0')]));
  const into = (table: string, list: Row[]): Promise<void> => insertRows(tx, table, list);
  await into('posting', postings.map(({ intent, posting }) => postingRow(intent, posting, windowId, seqs)));
  await into('leg', postings.flatMap(({ intent, posting }) => posting.legs.map((leg) => ({ leg_id: leg.legId, posting_id: posting.postingId, line_no: leg.lineNo, member_id: intent.memberId, debit_account: leg.debit,
    credit_account: leg.credit, points: leg.points, lot_id: leg.lotId, issuer_id: leg.issuerId, redeemer_id: leg.redeemerId ?? null, point_kind: leg.pointKind, lot_earned_on: leg.lotEarnedOn,
    terms_id: leg.termsId ?? null, reverses_leg_id: leg.reversesLegId ?? null, window_id: windowId, seq: seqs.get(posting.postingId) }))));
  await into('lot', accepted.flatMap(({ intent, effects }) => effects.newLots.map((lot) => ({ lot_id: lot.lotId, member_id: intent.memberId, issuer_id: lot.issuerId, earn_posting_id: lot.earnPostingId, line_no: 1,
    point_kind: lot.pointKind, points: lot.points, remaining: lot.points, earned_at: lot.earnedAt, earned_on: lot.earnedOn, expires_at: lot.expiresAt ?? null }))));
  await into('receivable', accepted.flatMap(({ intent, effects: { receivable } }) => (receivable ? [{ posting_id: receivable.postingId, member_id: intent.memberId, issuer_id: receivable.issuerId, points: receivable.points, policy: 'RECEIVABLE' }] : [])));
  await into('posting_evidence', postings.flatMap(({ intent, posting }) => (intent.token && posting.main ? [{ posting_id: posting.postingId, kid: intent.token.kid, token: intent.token.compact, body_digest: `\\x${intent.token.bodyDigest.toString('hex')}` }] : [])));
  await into('idempotency', postings.filter(({ posting }) => !posting.main).map(({ posting, effects }) => ({ partner_id: posting.partnerId, idempotency_key: posting.key, request_hash: '\\x', status: 201, response: '{}', posting_id: posting.postingId, created_at: effects.now })));
  await appendHolds(tx, accepted, into);
  await moveCaches(tx, accepted);
  return seqs;
}

function postingRow(intent: Intent, posting: Effects['postings'][number], windowId: string, seqs: Map<string, bigint>): Row {
  const sale = intent.verb === 'EARN' || intent.verb === 'BURN' ? intent : undefined;
  const earn = intent.verb === 'EARN' ? intent : undefined;
  const external = 'externalId' in intent ? intent.externalId : undefined;
  return { posting_id: posting.postingId, seq: seqs.get(posting.postingId), type: posting.type, member_id: intent.memberId, partner_id: posting.partnerId, outlet_id: sale?.outletId ?? posting.reverses?.outletId ?? null,
    till_id: intent.tillId ?? null, points: posting.points, value_minor: posting.valueMinor, amount_minor: earn?.amountMinor ?? posting.amountMinor ?? null, tender_minor: earn?.tenderMinor ?? null, currency: 'IDR',
    terms_id: posting.termsId ?? null, window_id: windowId, business_date: posting.businessDate, occurred_at: posting.occurredAt, posted_at: posting.postedAt, late: posting.late, flags: [],
    external_id: posting.main ? (external ?? null) : null, idempotency_key: posting.key, token_jti: posting.main ? (intent.token?.jti ?? null) : null, item_no: posting.main ? (intent.itemNo ?? null) : null, receipt_no: sale?.receiptNo ?? null,
    receipt_date: sale?.receiptNo ? posting.businessDate : null, reverses_posting_id: posting.reverses?.postingId ?? null, hold_id: posting.holdId ?? null,
    reason_code: intent.verb === 'REVERSAL' ? intent.reason : null, note: intent.note ?? null, actor_id: intent.actorId, balance_after: posting.balanceAfter, held_after: posting.heldAfter };
}

async function appendHolds(tx: Tx, accepted: readonly Accepted[], into: (table: string, list: Row[]) => Promise<void>): Promise<void> {
  const fresh = accepted.flatMap(({ intent, effects }) => (effects.holdIsNew && effects.hold ? [{ intent, effects, hold: effects.hold }] : []));
  await into('hold', fresh.map(({ intent, effects, hold }) => ({ hold_id: hold.holdId, member_id: intent.memberId, partner_id: hold.partnerId, outlet_id: hold.outletId, till_id: hold.tillId ?? null,
    external_id: hold.externalId, points: hold.points, captured_points: 0, value_minor: effects.holdValueMinor, channel: hold.channel, status: hold.status, receipt_no: hold.receiptNo ?? null, note: intent.note ?? null,
    occurred_at: hold.occurredAt, created_at: hold.createdAt, expires_at: hold.expiresAt })));
  await into('hold_lot', fresh.flatMap(({ hold }) => hold.lots.map((lot, at) => ({ hold_id: hold.holdId, lot_id: lot.lotId, line_no: at + 1, points: lot.points }))));
  const ended = accepted.flatMap(({ effects }) => (effects.hold && !effects.holdIsNew ? [{ hold_id: effects.hold.holdId, status: effects.hold.status, captured_points: effects.hold.capturedPoints, posting_id: effects.hold.postingId ?? null, ended_at: effects.now }] : []));
  if (ended.length === 0) return;
  await tx.query(`UPDATE hold h SET status = n.status, captured_points = n.captured_points, posting_id = n.posting_id, ended_at = n.ended_at
    FROM json_populate_recordset(NULL::hold, $1) n WHERE h.hold_id = n.hold_id AND h.status = 'HELD'`, [rows(ended)]);
}

async function moveCaches(tx: Tx, accepted: readonly Accepted[]): Promise<void> {
  const lots = accepted.flatMap(({ effects }) => [...effects.changedLots.values()].map((lot) => ({ lot_id: lot.lotId, remaining: lot.remaining, grace_until: lot.graceUntil ?? null })));
  if (lots.length > 0) await tx.query(`UPDATE lot l SET remaining = n.remaining, grace_until = n.grace_until FROM json_populate_recordset(NULL::lot, $1) n WHERE l.lot_id = n.lot_id`, [rows(lots)]);
  const balances = accepted.map(({ intent, effects }) => ({ member_id: intent.memberId, balance: effects.balance, held: effects.held, version: effects.postings.filter((posting) => posting.legs.length > 0).length }));
  await tx.query(`UPDATE member_balance b SET balance = n.balance, held = n.held, version = b.version + n.version FROM json_populate_recordset(NULL::member_balance, $1) n WHERE b.member_id = n.member_id`, [rows(balances)]);
  const receipts = accepted.flatMap(({ intent, effects }) => {
    const posting = effects.postings[0];
    return intent.verb === 'EARN' && intent.receiptNo && posting ? [{ partner_id: intent.partnerId, outlet_id: intent.outletId, receipt_no: intent.receiptNo, receipt_date: posting.businessDate, posting_id: posting.postingId }] : [];
  });
  if (receipts.length > 0) {
    const { rowCount } = await tx.query(`INSERT INTO receipt AS r (partner_id, outlet_id, receipt_no, receipt_date, posting_id) SELECT partner_id, outlet_id, receipt_no, receipt_date, posting_id
      FROM json_populate_recordset(NULL::receipt, $1) ORDER BY 1, 2, 3, 4
      ON CONFLICT (partner_id, outlet_id, receipt_no, receipt_date) DO UPDATE SET posting_id = excluded.posting_id, freed_at = NULL WHERE r.freed_at IS NOT NULL`, [rows(receipts)]);
    if (rowCount !== receipts.length) throw new LostRace('Another sale took the receipt.');
  }
  const freed = accepted.flatMap(({ effects }) => (effects.freedReceiptOf ? [effects.freedReceiptOf] : []));
  if (freed.length > 0) await tx.query('UPDATE receipt SET freed_at = now() WHERE posting_id = ANY($1)', [freed]);
}

export interface Answer {
  readonly partnerId: string;
  readonly key: string;
  readonly status: number;
  readonly response: string;
  readonly postingId?: string;
}

/** Stores final answers under their keys; keys whose refusal is not final are given up again. */
export async function storeAnswers(tx: Tx, answers: readonly Answer[], givenUp: readonly KeyRow[]): Promise<void> {
  if (answers.length > 0) {
    await tx.query(`UPDATE idempotency i SET status = n.status, response = n.response, posting_id = n.posting_id FROM json_populate_recordset(NULL::idempotency, $1) n
      WHERE i.partner_id = n.partner_id AND i.idempotency_key = n.idempotency_key`,
      [rows(answers.map((one) => ({ partner_id: one.partnerId, idempotency_key: one.key, status: one.status, response: one.response, posting_id: one.postingId ?? null })))]);
  }
  if (givenUp.length > 0) {
    await tx.query(`DELETE FROM idempotency i USING json_to_recordset($1) AS k(partner_id uuid, idempotency_key text) WHERE i.partner_id = k.partner_id AND i.idempotency_key = k.idempotency_key`,
      [rows(givenUp.map((one) => ({ partner_id: one.partnerId, idempotency_key: one.key })))]);
  }
}

export interface ExternalRow {
  readonly partnerId: string;
  readonly externalId: string;
  readonly verb: string;
  readonly objectId: string;
  readonly memberId: string;
  readonly facts: string;
  readonly key: string;
}

export async function externalIds(connection: Connection, wanted: readonly { partnerId: string; externalId: string }[]): Promise<Map<string, ExternalRow>> {
  if (wanted.length === 0) return new Map();
  const { rows: found } = await connection.query<{ partner_id: string; external_id: string; verb: string; object_id: string; member_id: string; request_facts: string; idempotency_key: string }>(
    `SELECT e.* FROM external_id e JOIN json_to_recordset($1) AS k(partner_id uuid, external_id text) USING (partner_id, external_id)`,
    [rows(wanted.map((one) => ({ partner_id: one.partnerId, external_id: one.externalId })))]);
  return new Map(found.map((row) => [`${row.partner_id} ${row.external_id}`, { partnerId: row.partner_id, externalId: row.external_id, verb: row.verb, objectId: row.object_id, memberId: row.member_id, facts: row.request_facts, key: row.idempotency_key }]));
}

export async function keepExternalIds(tx: Tx, list: readonly ExternalRow[]): Promise<void> {
  if (list.length === 0) return;
  const { rowCount } = await tx.query(`INSERT INTO external_id SELECT * FROM json_populate_recordset(NULL::external_id, $1) ORDER BY partner_id, external_id ON CONFLICT DO NOTHING`,
    [rows(list.map((one) => ({ partner_id: one.partnerId, external_id: one.externalId, verb: one.verb, object_id: one.objectId, member_id: one.memberId, request_facts: one.facts, idempotency_key: one.key })))]);
  if (rowCount !== list.length) throw new LostRace('Another operation took the externalId.');
}


/** The answer that was given when an object was made, for a caller that lost both the answer and its key. */
export async function answerOf(connection: Connection, name: ExternalRow): Promise<string | undefined> {
  const { rows: found } = await connection.query<{ response: string }>(`SELECT response FROM idempotency WHERE partner_id = $1 AND idempotency_key = $2`, [name.partnerId, name.key]);
  return found[0]?.response;
}
