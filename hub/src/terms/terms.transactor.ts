import type { Connection, Tx } from '../db/tx';
import { HUB_PARTY } from '../kernel/parties';
import type { TermsBody } from './terms.wire';

export interface TermsRow {
  readonly termsId: string;
  readonly partyId: string;
  readonly version: number;
  readonly status: 'PROPOSED' | 'APPROVED' | 'COUNTERSIGNED' | 'WITHDRAWN';
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly body: TermsBody;
  readonly termsHash: string;
  readonly madeBy: string;
  readonly checkedBy: string | null;
  readonly countersignedBy: string | null;
  readonly madeAt: Date;
  readonly checkedAt: Date | null;
  readonly countersignedAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
  readonly correctsVersion: number | null;
  /** The coalition's version that the party accepts with its signature. */
  readonly accepts: { readonly termsId: string; readonly version: number; readonly termsHash: string } | null;
}

const TERMS = `SELECT t.terms_id AS "termsId", t.party_id AS "partyId", t.version, t.status, t.valid_from::text AS "validFrom", t.valid_to::text AS "validTo", t.body, t.terms_hash AS "termsHash", t.made_by AS "madeBy", t.made_at AS "madeAt",
    t.checked_by AS "checkedBy", t.checked_at AS "checkedAt", t.countersigned_by AS "countersignedBy", t.countersigned_at AS "countersignedAt", t.withdrawn_by AS "withdrawnBy", t.withdrawn_reason AS "withdrawnReason", t.corrects_version AS "correctsVersion",
    (SELECT json_build_object('termsId', c.terms_id, 'version', c.version, 'termsHash', c.terms_hash) FROM terms_version c WHERE c.party_id = '${HUB_PARTY}' AND c.status = 'COUNTERSIGNED' AND c.terms_hash = nullif(t.canonical, '')::jsonb->>'acceptsCoalitionTerms' LIMIT 1) AS accepts
  FROM terms_version t`;

/** One publication at a time: versions are numbered, and must not overlap. */
export async function lockTerms(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(7301003)');
}

export async function termsById(connection: Connection, termsId: string): Promise<TermsRow | undefined> {
  return (await connection.query<TermsRow>(`${TERMS} WHERE t.terms_id = $1`, [termsId])).rows[0];
}

/** Versions of one party, or of all; a partner also sees the coalition's, which it accepts with its own. */
export async function termsPage(connection: Connection, parties: readonly string[] | undefined, offset: number, limit: number): Promise<TermsRow[]> {
  return (await connection.query<TermsRow>(`${TERMS} WHERE ($1::uuid[] IS NULL OR t.party_id = ANY($1)) ORDER BY t.terms_id DESC LIMIT $2 OFFSET $3`, [parties ?? null, limit, offset])).rows;
}

export async function nextVersion(tx: Tx, partyId: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(`SELECT coalesce(max(version), 0)::int + 1 AS n FROM terms_version WHERE party_id = $1`, [partyId]);
  return rows[0]?.n ?? 1;
}

export async function insertProposal(tx: Tx, one: { termsId: string; partyId: string; version: number; validFrom: string; validTo: string | undefined; correctsVersion: number | undefined; body: TermsBody; canonical: string; hash: string; by: string; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, valid_to, body, canonical, terms_hash, status, made_by, made_at, corrects_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'PROPOSED', $9, $10, $11)`,
    [one.termsId, one.partyId, one.version, one.validFrom, one.validTo ?? null, JSON.stringify(one.body), one.canonical, one.hash, one.by, one.at, one.correctsVersion ?? null]);
}

export async function markApproved(tx: Tx, termsId: string, by: string, at: Date, complete: boolean): Promise<void> {
  await tx.query(`UPDATE terms_version SET status = $4, checked_by = $2, checked_at = $3 WHERE terms_id = $1`, [termsId, by, at, complete ? 'COUNTERSIGNED' : 'APPROVED']);
}

export async function markCountersigned(tx: Tx, termsId: string, by: string, at: Date): Promise<void> {
  await tx.query(`UPDATE terms_version SET status = 'COUNTERSIGNED', countersigned_by = $2, countersigned_at = $3 WHERE terms_id = $1`, [termsId, by, at]);
}

export async function markWithdrawn(tx: Tx, termsId: string, by: string, reason: string, at: Date): Promise<void> {
  await tx.query(`UPDATE terms_version SET status = 'WITHDRAWN', withdrawn_by = $2, withdrawn_reason = $3, withdrawn_at = $4 WHERE terms_id = $1`, [termsId, by, reason, at]);
}

/** A version without an end is in force until the next one begins. */
export async function endOpenVersion(tx: Tx, partyId: string, from: string, except: string): Promise<void> {
  await tx.query(`UPDATE terms_version SET valid_to = $2 WHERE party_id = $1 AND status = 'COUNTERSIGNED' AND corrects_version IS NULL AND valid_to IS NULL AND valid_from < $2 AND terms_id <> $3`, [partyId, from, except]);
}

/** A countersigned version that would be in force on the same dates. */
export async function overlapping(tx: Tx, partyId: string, from: string, to: string | null, except: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ version: number }>(`SELECT version FROM terms_version WHERE party_id = $1 AND status = 'COUNTERSIGNED' AND corrects_version IS NULL AND terms_id <> $4
    AND NOT (valid_to IS NULL AND valid_from < $2) AND daterange(valid_from, valid_to) && daterange($2, $3) LIMIT 1`, [partyId, from, to, except]);
  return rows[0]?.version;
}

export async function unknownPartners(connection: Connection, partnerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await connection.query<{ id: string }>(`SELECT n::text AS id FROM unnest($1::uuid[]) n WHERE NOT EXISTS (SELECT 1 FROM partner WHERE partner_id = n)`, [partnerIds]);
  return new Set(rows.map((row) => row.id));
}

/** Brands by partner id: their name, and their code on documents. */
export async function brands(connection: Connection): Promise<Map<string, { readonly name: string; readonly code: string }>> {
  const { rows } = await connection.query<{ partner_id: string; brand_name: string; code: string }>('SELECT partner_id, brand_name, code FROM partner');
  return new Map(rows.map((row) => [row.partner_id, { name: row.brand_name, code: row.code }]));
}

/** Tax profiles that have no version in force on a date. */
export async function taxProfilesMissing(connection: Connection, names: readonly string[], date: string): Promise<Set<string>> {
  const { rows } = await connection.query<{ name: string }>(
    `SELECT n AS name FROM unnest($1::text[]) n WHERE NOT EXISTS (SELECT 1 FROM tax_profile WHERE tax_profile_id = n AND valid_from <= $2 AND (valid_to IS NULL OR $2 < valid_to))`, [names, date]);
  return new Set(rows.map((row) => row.name));
}
