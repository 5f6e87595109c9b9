import type { Connection, Tx } from '../db/tx';
import { parseId } from '../kernel/ids';

interface Identifier {
  readonly kind: string;
  readonly value: string;
}

/** The identifier that a reference names; undefined for an id or a code. */
export function identifierOf(reference: string): Identifier | undefined {
  if (reference.startsWith('+')) return { kind: 'PHONE', value: reference };
  if (reference.startsWith('card:')) return { kind: 'CARD', value: reference.slice(5) };
  if (reference.startsWith('email:')) return { kind: 'EMAIL', value: reference.slice(6).toLowerCase() };
  return undefined;
}

/** The member behind a reference, or undefined; one query whether it exists or not. */
export async function findMember(connection: Connection, reference: string): Promise<string | undefined> {
  const identifier = identifierOf(reference);
  const { rows } = await connection.query<{ member_id: string }>(
    `SELECT member_id FROM member WHERE member_id = $1 UNION ALL SELECT member_id FROM member_identifier WHERE kind = $2 AND value = $3 LIMIT 1`,
    [parseId('mem', reference) ?? null, identifier?.kind ?? null, identifier?.value ?? null]);
  return rows[0]?.member_id;
}

export async function insertMember(tx: Tx, member: { memberId: string; name: string; enrolledBy: string; at: Date; identifiers: readonly Identifier[] }): Promise<boolean> {
  await tx.query(`INSERT INTO member (member_id, display_name, enrolled_by, created_at) VALUES ($1, $2, $3, $4)`, [member.memberId, member.name, member.enrolledBy, member.at]);
  await tx.query(`INSERT INTO member_partner (member_id, partner_id, since) VALUES ($1, $2, $3)`, [member.memberId, member.enrolledBy, member.at]);
  const { rowCount } = await tx.query(
    `INSERT INTO member_identifier (kind, value, member_id, created_at) SELECT k, v, $3, $4 FROM unnest($1::text[], $2::text[]) AS i(k, v) ON CONFLICT DO NOTHING`,
    [member.identifiers.map((one) => one.kind), member.identifiers.map((one) => one.value), member.memberId, member.at]);
  return rowCount === member.identifiers.length;
}

export async function mayPartnerSee(connection: Connection, memberId: string, partnerId: string): Promise<boolean> {
  const { rows } = await connection.query(`SELECT 1 FROM member_partner WHERE member_id = $1 AND partner_id = $2
    UNION ALL SELECT 1 FROM posting WHERE member_id = $1 AND partner_id = $2 AND posted_at > now() - interval '10 minutes' LIMIT 1`, [memberId, partnerId]);
  return rows.length > 0;
}
