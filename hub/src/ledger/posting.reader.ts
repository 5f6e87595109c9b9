import type { QueryConfig } from 'pg';
import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { HoldState, OpenReceivable, OriginalPosting } from './domain/intent';
import type { Lot } from './domain/lot';
import { FLAGS } from './till-chain.store';
import type { Claim } from './posting.transactor';
import type { PostingRecord } from './posting.view';

/** A statement that each connection plans once. */
const prepared = (name: string, text: string, values: unknown[]): QueryConfig => ({ name, text, values });

interface LotRow { lot_id: string; member_id: string; issuer_id: string; point_kind: string; points: string; remaining: string; earned_at: Date; earned_on: string; vests_at: Date | null; vests_on_event: string | null; expires_at: Date | null; grace_until: Date | null; usable_at: string[] | null; rolling_days: number | null; funding_shares: unknown }

const LOT = 'lot_id, member_id, issuer_id, point_kind, points, remaining, earned_at, earned_on::text, coalesce(vested_at, vests_at) AS vests_at, vests_on_event, expires_at, grace_until, usable_at::text[], rolling_days, funding_shares';

/** A lateral look-up finds the rows of each element through their key, whatever the tables held when the statement was planned; an array in the condition would read whole pages of the index. */
const ALL_LOTS = `SELECT k.* FROM unnest($1::uuid[]) AS n(member_id) CROSS JOIN LATERAL (SELECT ${LOT} FROM lot WHERE member_id = n.member_id AND open OFFSET 0) AS k`;
/** What an earn looks at: lots that live on by it, and those that cannot be spent at $3 or not until $4. */
const APART = `(rolling_days IS NOT NULL OR point_kind = 'QUALIFYING' OR coalesce(coalesce(vested_at, vests_at) > $3, false) OR coalesce(greatest(expires_at, grace_until) <= $4, false))`;
const LOTS_OF_EARNS = `SELECT k.* FROM unnest($2::uuid[]) AS n(member_id) CROSS JOIN LATERAL (SELECT ${LOT} FROM lot WHERE member_id = n.member_id AND open AND ${APART} OFFSET 0) AS k`;
/** What a burn looks at besides: of the lots that anybody can take, in the order of use, those before which not enough has been taken. */
const LOTS_OF_BURNS = `SELECT k.* FROM unnest($5::uuid[], $6::bigint[]) AS n(member_id, points) CROSS JOIN LATERAL (SELECT ${LOT} FROM (SELECT lot.*, ${APART} OR usable_at IS NOT NULL AS apart,
      sum(remaining) FILTER (WHERE NOT (${APART} OR usable_at IS NOT NULL)) OVER (ORDER BY expires_at, earned_at, lot_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM lot WHERE member_id = n.member_id AND open) AS o WHERE apart OR coalesce(before, 0) < n.points OFFSET 0) AS k`;
const OPEN_LOTS = `${ALL_LOTS} UNION ALL ${LOTS_OF_EARNS} UNION ALL ${LOTS_OF_BURNS}`;
const NAMED_LOTS = `${OPEN_LOTS} UNION ALL SELECT k.* FROM (SELECT b.lot_id, b.member_id FROM unnest($7::uuid[]) AS n(hold_id) CROSS JOIN LATERAL (SELECT lot_id, member_id FROM hold_lot WHERE hold_id = n.hold_id OFFSET 0) AS b
    UNION SELECT b.lot_id, b.member_id FROM unnest($8::uuid[]) AS n(posting_id) CROSS JOIN LATERAL (SELECT lot_id, member_id FROM leg WHERE posting_id = n.posting_id OFFSET 0) AS b) AS n
    CROSS JOIN LATERAL (SELECT ${LOT} FROM lot WHERE lot_id = n.lot_id AND member_id = n.member_id AND NOT open OFFSET 0) AS k WHERE k.member_id = ANY($1::uuid[])`;

/** Whose lots a step needs. */
export interface LotsWanted {
  /** Members of whom all open lots are read. */
  readonly memberIds: readonly string[];
  /** Members who only earn or burn about `at`: of their lots those that it looks at, for a member may have hundreds. */
  readonly earning?: readonly string[];
  readonly burning?: readonly { readonly memberId: string; readonly points: bigint }[];
  readonly at?: Date;
  readonly holdIds?: readonly string[];
  readonly originalIds?: readonly string[];
}

/** What is spendable now and in so many milliseconds is so whenever the transaction decides; its statements may not take longer. */
const DECIDED_WITHIN = 60_000;

/** Lots with something free, and the empty ones to which holds or originals may give back. */
export async function readLots(connection: Connection, { memberIds, earning = [], burning = [], at = new Date(0), holdIds = [], originalIds = [] }: LotsWanted): Promise<Map<string, Lot[]>> {
  const open = [arrayOf('uuid', memberIds), arrayOf('uuid', earning), at, new Date(at.getTime() + DECIDED_WITHIN), arrayOf('uuid', burning.map((one) => one.memberId)), arrayOf('bigint', burning.map((one) => one.points))];
  const { rows } = await connection.query<LotRow>(holdIds.length + originalIds.length === 0 ? prepared('open lots', OPEN_LOTS, open) : prepared('open and named lots', NAMED_LOTS, [...open, arrayOf('uuid', holdIds), arrayOf('uuid', originalIds)]));
  const byMember = new Map<string, Lot[]>();
  for (const row of rows) {
    const lot: Lot = { lotId: row.lot_id, issuerId: row.issuer_id, pointKind: row.point_kind, points: BigInt(row.points), remaining: BigInt(row.remaining), earnedAt: row.earned_at,
      earnedOn: row.earned_on, vestsAt: row.vests_at ?? undefined, vestsOnEvent: row.vests_on_event ?? undefined, expiresAt: row.expires_at ?? undefined, graceUntil: row.grace_until ?? undefined, usableAt: row.usable_at ?? undefined, rollingDays: row.rolling_days ?? undefined, fundingShares: row.funding_shares ?? undefined };
    const held = byMember.get(row.member_id);
    if (held) held.push(lot);
    else byMember.set(row.member_id, [lot]);
  }
  return byMember;
}

interface HoldRow { hold_id: string; partner_id: string; outlet_id: string; till_id: string | null; external_id: string; points: string; captured_points: string; status: HoldState['status']; channel: HoldState['channel']; receipt_no: string | null; occurred_at: Date; expires_at: Date; created_at: Date; posting_id: string | null; lots: { lotId: string; points: string }[] }

export async function readHolds(connection: Connection, holdIds: readonly string[]): Promise<Map<string, HoldState>> {
  if (holdIds.length === 0) return new Map();
  const { rows } = await connection.query<HoldRow>(prepared('holds',
    `SELECT h.*, (SELECT json_agg(json_build_object('lotId', l.lot_id, 'points', l.points::text) ORDER BY l.line_no) FROM hold_lot l WHERE l.hold_id = h.hold_id AND l.member_id = h.member_id) AS lots
       FROM hold h WHERE h.hold_id = ANY($1::uuid[])`, [arrayOf('uuid', holdIds)]));
  return new Map(rows.map((row) => [row.hold_id, { holdId: row.hold_id, partnerId: row.partner_id, outletId: row.outlet_id, externalId: row.external_id, points: BigInt(row.points),
    capturedPoints: BigInt(row.captured_points), status: row.status, channel: row.channel, occurredAt: row.occurred_at, expiresAt: row.expires_at, createdAt: row.created_at,
    ...(row.till_id && { tillId: row.till_id }), ...(row.receipt_no && { receiptNo: row.receipt_no }), ...(row.posting_id && { postingId: row.posting_id }),
    lots: row.lots.map((lot) => ({ lotId: lot.lotId, points: BigInt(lot.points) })) }]));
}

interface OriginalRow { posting_id: string; type: string; partner_id: string; idempotency_key: string; outlet_id: string | null; points: string; amount_minor: string | null; tender_minor: string | null; occurred_on: string; reversed: string; refunded: string;
  legs: { legId: string; lotId: string; points: string; reversed: string; issuerId: string; redeemerId: string | null; termsId: string | null; pointKind: string; lotEarnedOn: string }[] }

/** Postings to be reversed, with what earlier reversals took of each leg. */
export async function readOriginals(connection: Connection, postingIds: readonly string[]): Promise<Map<string, OriginalPosting>> {
  if (postingIds.length === 0) return new Map();
  const { rows } = await connection.query<OriginalRow>(prepared('originals',
    `SELECT p.posting_id, p.type, p.partner_id, p.idempotency_key, p.outlet_id, p.points, p.amount_minor, p.tender_minor, p.business_date::text AS occurred_on,
       coalesce((SELECT sum(r.points) FROM posting r WHERE r.reverses_posting_id = p.posting_id AND r.member_id = p.member_id), 0)::text AS reversed,
       coalesce((SELECT sum(r.amount_minor) FROM posting r WHERE r.reverses_posting_id = p.posting_id AND r.member_id = p.member_id), 0)::text AS refunded,
       (SELECT json_agg(json_build_object('legId', l.leg_id, 'lotId', l.lot_id, 'points', l.points::text, 'issuerId', l.issuer_id, 'redeemerId', l.redeemer_id, 'termsId', l.terms_id,
          'pointKind', l.point_kind, 'lotEarnedOn', l.lot_earned_on, 'reversed', coalesce((SELECT sum(x.points) FROM leg x WHERE x.reverses_leg_id = l.leg_id AND x.member_id = l.member_id), 0)::text) ORDER BY l.line_no)
        FROM leg l WHERE l.posting_id = p.posting_id AND l.member_id = p.member_id) AS legs
     FROM posting p WHERE p.posting_id = ANY($1::uuid[])`, [arrayOf('uuid', postingIds)]));
  return new Map(rows.map((row) => [row.posting_id, { postingId: row.posting_id, type: row.type, partnerId: row.partner_id, key: row.idempotency_key, points: BigInt(row.points), reversedPoints: BigInt(row.reversed),
    refundedMinor: BigInt(row.refunded), occurredOn: row.occurred_on, ...(row.outlet_id && { outletId: row.outlet_id }), ...(row.amount_minor !== null && { amountMinor: BigInt(row.amount_minor) }),
    ...(row.tender_minor !== null && { tenderMinor: BigInt(row.tender_minor) }),
    legs: row.legs.map((leg) => ({ legId: leg.legId, lotId: leg.lotId, points: BigInt(leg.points), reversed: BigInt(leg.reversed), issuerId: leg.issuerId, pointKind: leg.pointKind, lotEarnedOn: leg.lotEarnedOn,
      ...(leg.redeemerId && { redeemerId: leg.redeemerId }), ...(leg.termsId && { termsId: leg.termsId }) })) }]));
}

/** Points adjusted by people on the day of a moment, of one person and for one member. */
export async function adjustedToday(connection: Connection, actorId: string, memberId: string, date: string): Promise<{ byActor: bigint; byMember: bigint }> {
  const { rows } = await connection.query<{ by_actor: string; by_member: string }>(
    `SELECT coalesce(sum(points) FILTER (WHERE actor_id = $1), 0)::text AS by_actor, coalesce(sum(points) FILTER (WHERE member_id = $2), 0)::text AS by_member FROM posting
      WHERE type = 'ADJUSTMENT' AND reason_code IS DISTINCT FROM 'RECEIVABLE_REPAID' AND posted_at >= $3::date::timestamp AT TIME ZONE 'Asia/Jakarta' AND posted_at < ($3::date + 1)::timestamp AT TIME ZONE 'Asia/Jakarta'`, [actorId, memberId, date]);
  return { byActor: BigInt(rows[0]?.by_actor ?? 0), byMember: BigInt(rows[0]?.by_member ?? 0) };
}

/** What members have sent to others on the day of a moment. */
export async function sentToday(connection: Connection, memberIds: readonly string[], date: string): Promise<Map<string, { points: bigint; count: number }>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await connection.query<{ member_id: string; points: string; n: string }>(
    `SELECT member_id, sum(points)::text AS points, count(*) AS n FROM posting WHERE type = 'TRANSFER' AND member_id = ANY($1::uuid[]) AND posted_at >= $2::date::timestamp AT TIME ZONE 'Asia/Jakarta' AND posted_at < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Jakarta' GROUP BY 1`, [arrayOf('uuid', memberIds), date]);
  return new Map(rows.map((row) => [row.member_id, { points: BigInt(row.points), count: Number(row.n) }]));
}

/** What members still owe issuers, oldest first. */
export async function openReceivables(connection: Connection, memberIds: readonly string[]): Promise<Map<string, OpenReceivable[]>> {
  const { rows } = await connection.query<{ member_id: string; receivable_id: string; issuer_id: string; points: string }>(prepared('open receivables',
    `SELECT * FROM (SELECT v.member_id, v.posting_id AS receivable_id, v.issuer_id, v.points - coalesce((SELECT sum(a.points) FROM receivable_application a WHERE a.receivable_id = v.posting_id AND a.member_id = v.member_id), 0) AS points
       FROM receivable v WHERE v.member_id = ANY($1::uuid[]) AND v.policy = 'RECEIVABLE') o WHERE points > 0 ORDER BY receivable_id`, [arrayOf('uuid', memberIds)]));
  const byMember = new Map<string, OpenReceivable[]>();
  for (const row of rows) byMember.set(row.member_id, [...(byMember.get(row.member_id) ?? []), { receivableId: row.receivable_id, issuerId: row.issuer_id, points: BigInt(row.points) }]);
  return byMember;
}

/** How a finished request was answered: a text, or a posting from which the answer is told again. */
export interface StoredAnswer {
  readonly fingerprint: Buffer;
  readonly status: number;
  readonly response: string | null;
  readonly postingId: string | null;
}

export async function storedAnswers(connection: Connection, keys: readonly { partnerId: string; key: string }[]): Promise<Map<string, StoredAnswer>> {
  const { rows } = await connection.query<{ id: string; request_hash: Buffer; status: number; response: string | null; posting_id: string | null }>(prepared('stored answers',
    `SELECT i.partner_id || ' ' || i.idempotency_key AS id, i.request_hash, i.status, i.response, i.posting_id FROM unnest($1::uuid[], $2::text[]) AS k(partner_id, idempotency_key)
       CROSS JOIN LATERAL (SELECT * FROM idempotency WHERE partner_id = k.partner_id AND idempotency_key = k.idempotency_key OFFSET 0) AS i`,
    [arrayOf('uuid', keys.map((one) => one.partnerId)), arrayOf('text', keys.map((one) => one.key))]));
  return new Map(rows.map((row) => [row.id, { fingerprint: row.request_hash, status: row.status, response: row.response, postingId: row.posting_id }]));
}

/** What stands in the way of a claim: who has the key, the externalId or the receipt. */
export interface Taken {
  readonly key?: StoredAnswer;
  readonly name?: StoredAnswer & { readonly verb: string; readonly memberId: string; readonly factsHash: bigint };
  readonly receipt?: { readonly postingId: string };
}

interface TakenRow { at: string; what: keyof Taken; request_hash: Buffer; status: number; response: string | null; posting_id: string | null; verb: string; member_id: string; facts_hash: string }

/** For claims that did not get all they asked for, in their order. */
export async function readTaken(connection: Connection, claims: readonly Pick<Claim, 'partnerId' | 'key' | 'named' | 'receipt'>[]): Promise<Taken[]> {
  const one = (what: keyof Taken, by: string): string => `SELECT '${what}' AS what, request_hash, status, response, posting_id, verb, member_id, facts_hash FROM idempotency WHERE partner_id = k.partner_id AND ${by} OFFSET 0`;
  const { rows } = await connection.query<TakenRow>(prepared('taken names',
    `SELECT k.at, i.* FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::date[]) WITH ORDINALITY AS k(partner_id, idempotency_key, external_id, outlet_id, receipt_no, receipt_date, at)
       CROSS JOIN LATERAL ((${one('key', 'idempotency_key = k.idempotency_key')}) UNION ALL (${one('name', 'external_id = k.external_id')})
         UNION ALL (${one('receipt', 'outlet_id = k.outlet_id AND receipt_no = k.receipt_no AND receipt_date = k.receipt_date')})) AS i`,
    [arrayOf('uuid', claims.map((claim) => claim.partnerId)), arrayOf('text', claims.map((claim) => claim.key)), arrayOf('text', claims.map((claim) => claim.named?.externalId)),
      arrayOf('uuid', claims.map((claim) => claim.receipt?.outletId)), arrayOf('text', claims.map((claim) => claim.receipt?.receiptNo)), arrayOf('date', claims.map((claim) => claim.receipt?.date))]));
  const found: Taken[] = claims.map(() => ({}));
  for (const row of rows) {
    const answer = { fingerprint: row.request_hash, status: row.status, response: row.response, postingId: row.posting_id };
    const more = row.what === 'name' ? { name: { ...answer, verb: row.verb, memberId: row.member_id, factsHash: BigInt(row.facts_hash) } } : row.what === 'receipt' ? { receipt: { postingId: row.posting_id ?? '' } } : { key: answer };
    found[Number(row.at) - 1] = { ...found[Number(row.at) - 1], ...more };
  }
  return found;
}

interface RecordRow { posting_id: string; type: string; seq: string; external_id: string | null; partner_id: string; outlet_id: string | null; till_id: string | null; member_id: string; to_member_id: string | null; points: string; value_minor: string; amount_minor: string | null;
  hold_id: string | null; reverses_posting_id: string | null; receivable: string | null; receipt_no: string | null; occurred_at: Date; posted_at: Date; business_date: string; window_id: string; late: boolean; flags: string[] | null; balance_after: string; held_after: string; unavailable_after: string | null;
  legs: { legId: string; lotId: string; issuerId: string; redeemerId: string | null; points: string; expiresAt: string | null; termsId: string | null; reversesLegId: string | null }[] | null }

/** Postings as they were when they were answered: nothing in them has changed since. */
export async function recordedPostings(connection: Connection, postingIds: readonly string[]): Promise<Map<string, PostingRecord>> {
  if (postingIds.length === 0) return new Map();
  const { rows } = await connection.query<RecordRow>(
    `SELECT p.*, p.business_date::text, ${FLAGS} AS flags, (SELECT v.points::text FROM receivable v WHERE v.posting_id = p.posting_id AND v.member_id = p.member_id) AS receivable,
       (SELECT json_agg(json_build_object('legId', l.leg_id, 'lotId', l.lot_id, 'issuerId', l.issuer_id, 'redeemerId', l.redeemer_id, 'points', l.points::text, 'expiresAt', k.expires_at, 'termsId', l.terms_id, 'reversesLegId', l.reverses_leg_id) ORDER BY l.line_no)
          FROM leg l JOIN lot k ON k.lot_id = l.lot_id AND k.member_id = l.member_id WHERE l.posting_id = p.posting_id) AS legs
     FROM posting p WHERE p.posting_id = ANY($1::uuid[])`, [arrayOf('uuid', postingIds)]);
  const some = <T>(value: T | null): T | undefined => value ?? undefined;
  const number = (text: string | null): bigint | undefined => (text === null ? undefined : BigInt(text));
  return new Map(rows.map((row) => [row.posting_id, { postingId: row.posting_id, type: row.type, seq: BigInt(row.seq), externalId: some(row.external_id), partnerId: row.partner_id, outletId: some(row.outlet_id), tillId: some(row.till_id), memberId: row.member_id, toMemberId: some(row.to_member_id),
    points: BigInt(row.points), valueMinor: BigInt(row.value_minor), amountMinor: number(row.amount_minor), holdId: some(row.hold_id), reversesPostingId: some(row.reverses_posting_id), receivable: number(row.receivable), receiptNo: some(row.receipt_no),
    occurredAt: row.occurred_at, postedAt: row.posted_at, businessDate: row.business_date, windowId: row.window_id, late: row.late, flags: row.flags ?? [], balanceAfter: BigInt(row.balance_after), heldAfter: BigInt(row.held_after), unavailableAfter: BigInt(row.unavailable_after ?? 0),
    legs: (row.legs ?? []).map((leg) => ({ legId: leg.legId, lotId: leg.lotId, issuerId: leg.issuerId, redeemerId: some(leg.redeemerId), points: BigInt(leg.points), expiresAt: leg.expiresAt === null ? undefined : new Date(leg.expiresAt), termsId: some(leg.termsId), reversesLegId: some(leg.reversesLegId) })) }]));
}
