import type { Connection, Tx } from '../db/tx';
import { parseId } from '../kernel/ids';
import { HUB_PARTY } from '../kernel/parties';

interface Identifier {
  readonly kind: string;
  readonly value: string;
}

/** Identifiers that are unique in the whole coalition stand under the hub; a partner's customer number stands under the partner. */
const scopeOf = (kind: string | undefined, partnerId: string | undefined): string => (kind === 'PARTNER_CUSTOMER' ? (partnerId ?? HUB_PARTY) : HUB_PARTY);

/** The identifier that a reference names; undefined for an id or a code. */
function identifierOf(reference: string): Identifier | undefined {
  if (reference.startsWith('+')) return { kind: 'PHONE', value: reference };
  if (reference.startsWith('card:')) return { kind: 'CARD', value: reference.slice(5) };
  if (reference.startsWith('email:')) return { kind: 'EMAIL', value: reference.slice(6).toLowerCase() };
  if (reference.startsWith('customer:')) return { kind: 'PARTNER_CUSTOMER', value: reference.slice(9) };
  return undefined;
}

/** The member behind a reference, or undefined; one query whether it exists or not. */
export async function findMember(connection: Connection, reference: string, partnerId?: string): Promise<string | undefined> {
  const identifier = identifierOf(reference);
  const { rows } = await connection.query<{ member_id: string }>(
    `SELECT member_id FROM member WHERE member_id = $1 UNION ALL SELECT member_id FROM member_identifier WHERE kind = $2 AND value = $3 AND scope = $4 LIMIT 1`,
    [parseId('mem', reference) ?? null, identifier?.kind ?? null, identifier?.value ?? null, scopeOf(identifier?.kind, partnerId)]);
  return rows[0]?.member_id;
}

/** The members behind some references, in their order; one query, whether they exist or not. */
export async function findMembers(connection: Connection, wanted: readonly { reference: string; partnerId: string }[]): Promise<(string | undefined)[]> {
  const asked = wanted.map(({ reference, partnerId }) => {
    const identifier = identifierOf(reference);
    return { id: parseId('mem', reference) ?? null, kind: identifier?.kind ?? null, value: identifier?.value ?? null, scope: scopeOf(identifier?.kind, partnerId) };
  });
  const { rows } = await connection.query<{ at: string; member_id: string }>({ name: 'find members', text:
    `SELECT a.at, m.member_id FROM unnest($1::uuid[]) WITH ORDINALITY AS a(member_id, at) CROSS JOIN LATERAL (SELECT member_id FROM member WHERE member_id = a.member_id OFFSET 0) AS m
     UNION ALL SELECT a.at, i.member_id FROM unnest($2::text[], $3::text[], $4::uuid[]) WITH ORDINALITY AS a(kind, value, scope, at) CROSS JOIN LATERAL (SELECT member_id FROM member_identifier WHERE kind = a.kind AND value = a.value AND scope = a.scope OFFSET 0) AS i`,
    values: [asked.map((one) => one.id), asked.map((one) => one.kind), asked.map((one) => one.value), asked.map((one) => one.scope)] });
  const found = new Map(rows.map((row) => [Number(row.at), row.member_id]));
  return wanted.map((_one, at) => found.get(at + 1));
}

export async function insertMember(tx: Tx, member: { memberId: string; name: string; enrolledBy: string; at: Date; identifiers: readonly Identifier[] }): Promise<boolean> {
  await tx.query(`INSERT INTO member (member_id, display_name, enrolled_by, created_at) VALUES ($1, $2, $3, $4)`, [member.memberId, member.name, member.enrolledBy, member.at]);
  await tx.query(`INSERT INTO member_balance (member_id) VALUES ($1)`, [member.memberId]);
  await tx.query(`INSERT INTO member_partner (member_id, partner_id, since) VALUES ($1, $2, $3)`, [member.memberId, member.enrolledBy, member.at]);
  const { rowCount } = await tx.query(
    `INSERT INTO member_identifier (kind, scope, value, member_id, created_at) SELECT k, s, v, $3, $4 FROM unnest($1::text[], $2::text[], $5::uuid[]) AS i(k, v, s) ON CONFLICT DO NOTHING`,
    [member.identifiers.map((one) => one.kind), member.identifiers.map((one) => one.value), member.memberId, member.at, member.identifiers.map((one) => scopeOf(one.kind, member.enrolledBy))]);
  return rowCount === member.identifiers.length;
}

/** Gives members that were made otherwise than by enrolment their balance of nothing. */
export async function openBalances(connection: Connection, memberIds: readonly string[]): Promise<void> {
  await connection.query(`INSERT INTO member_balance (member_id) SELECT member_id FROM member WHERE member_id = ANY($1) ORDER BY member_id ON CONFLICT DO NOTHING`, [memberIds]);
}

export async function mayPartnerSee(connection: Connection, memberId: string, partnerId: string, now: Date): Promise<boolean> {
  const { rows } = await connection.query(`SELECT 1 FROM member_partner WHERE member_id = $1 AND partner_id = $2
    UNION ALL SELECT 1 FROM posting WHERE member_id = $1 AND partner_id = $2 AND posted_at > $3::timestamptz - interval '10 minutes' LIMIT 1`, [memberId, partnerId, now]);
  return rows.length > 0;
}

export interface MemberRow {
  readonly memberId: string;
  readonly name: string;
  readonly status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  readonly spendLocked: boolean;
  readonly mergedInto: string | null;
  readonly kinds: string[];
  readonly createdAt: Date;
}

export async function memberById(connection: Connection, memberId: string): Promise<MemberRow | undefined> {
  const { rows } = await connection.query<MemberRow>(
    `SELECT member_id AS "memberId", display_name AS name, status, spend_locked AS "spendLocked", merged_into AS "mergedInto", created_at AS "createdAt", (SELECT coalesce(array_agg(DISTINCT kind), '{}') FROM member_identifier i WHERE i.member_id = m.member_id) AS kinds FROM member m WHERE member_id = $1`, [memberId]);
  return rows[0];
}

/** What is judged under the member's lock is changed under it: a posting that waited for it sees the change. */
async function lockMember(tx: Tx, memberId: string): Promise<void> {
  await tx.query(`SELECT 1 FROM member_balance WHERE member_id = $1 FOR UPDATE`, [memberId]);
}

/** Locks or unlocks spending; earning, captures and reversals go on. False when there is no such member. */
export async function lockSpending(tx: Tx, memberId: string, locked: boolean, actor: string, reason: string, at: Date): Promise<boolean> {
  await lockMember(tx, memberId);
  const { rowCount } = await tx.query(`UPDATE member SET spend_locked = $2 WHERE member_id = $1 AND status <> 'CLOSED'`, [memberId, locked]);
  if (rowCount) await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('SPENDING', $1, $2, $3, $4, $5, $6)`, [memberId, locked ? 'OPEN' : 'LOCKED', locked ? 'LOCKED' : 'OPEN', at, actor, reason]);
  return (rowCount ?? 0) > 0;
}

/** Freezes or thaws a member, with who and why; false when the member is not in the state it is moved from. */
export async function moveMember(tx: Tx, memberId: string, from: string, to: string, actor: string, reason: string, at: Date): Promise<boolean> {
  await lockMember(tx, memberId);
  const { rowCount } = await tx.query(`UPDATE member SET status = $3 WHERE member_id = $1 AND status = $2`, [memberId, from, to]);
  if (rowCount) await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('MEMBER', $1, $2, $3, $4, $5, $6)`, [memberId, from, to, at, actor, reason]);
  return (rowCount ?? 0) > 0;
}
