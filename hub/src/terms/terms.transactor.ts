import type { Connection, Tx } from '../db/tx';
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
}

const TERMS = `SELECT terms_id AS "termsId", party_id AS "partyId", version, status, valid_from::text AS "validFrom", valid_to::text AS "validTo", body, terms_hash AS "termsHash", made_by AS "madeBy", checked_by AS "checkedBy",
  countersigned_by AS "countersignedBy", made_at AS "madeAt" FROM terms_version`;

/** One publication at a time: versions are numbered, and must not overlap. */
export async function lockTerms(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(7301003)');
}

export async function termsById(connection: Connection, termsId: string): Promise<TermsRow | undefined> {
  return (await connection.query<TermsRow>(`${TERMS} WHERE terms_id = $1`, [termsId])).rows[0];
}

/** Versions of one party, or of all; a partner also sees the coalition's, which it accepts with its own. */
export async function termsPage(connection: Connection, parties: readonly string[] | undefined, offset: number, limit: number): Promise<TermsRow[]> {
  return (await connection.query<TermsRow>(`${TERMS} WHERE ($1::uuid[] IS NULL OR party_id = ANY($1)) ORDER BY terms_id DESC LIMIT $2 OFFSET $3`, [parties ?? null, limit, offset])).rows;
}

export async function nextVersion(tx: Tx, partyId: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(`SELECT coalesce(max(version), 0)::int + 1 AS n FROM terms_version WHERE party_id = $1`, [partyId]);
  return rows[0]?.n ?? 1;
}

export async function insertProposal(tx: Tx, one: { termsId: string; partyId: string; version: number; validFrom: string; validTo: string | undefined; body: TermsBody; canonical: string; hash: string; by: string; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, valid_to, body, canonical, terms_hash, status, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'PROPOSED', $9, $10)`,
    [one.termsId, one.partyId, one.version, one.validFrom, one.validTo ?? null, JSON.stringify(one.body), one.canonical, one.hash, one.by, one.at]);
}

export async function markApproved(tx: Tx, termsId: string, by: string, at: Date, complete: boolean): Promise<void> {
  await tx.query(`UPDATE terms_version SET status = $4, checked_by = $2, checked_at = $3 WHERE terms_id = $1`, [termsId, by, at, complete ? 'COUNTERSIGNED' : 'APPROVED']);
}

export async function markCountersigned(tx: Tx, termsId: string, by: string, at: Date): Promise<void> {
  await tx.query(`UPDATE terms_version SET status = 'COUNTERSIGNED', countersigned_by = $2, countersigned_at = $3 WHERE terms_id = $1`, [termsId, by, at]);
}

/** A version without an end is in force until the next one begins. */
export async function endOpenVersion(tx: Tx, partyId: string, from: string, except: string): Promise<void> {
  await tx.query(`UPDATE terms_version SET valid_to = $2 WHERE party_id = $1 AND status = 'COUNTERSIGNED' AND valid_to IS NULL AND valid_from < $2 AND terms_id <> $3`, [partyId, from, except]);
}

/** A countersigned version that would be in force on the same dates. */
export async function overlapping(tx: Tx, partyId: string, from: string, to: string | null, except: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ version: number }>(`SELECT version FROM terms_version WHERE party_id = $1 AND status = 'COUNTERSIGNED' AND terms_id <> $4
    AND NOT (valid_to IS NULL AND valid_from < $2) AND daterange(valid_from, valid_to) && daterange($2, $3) LIMIT 1`, [partyId, from, to, except]);
  return rows[0]?.version;
}

export async function partnerExists(connection: Connection, partnerId: string): Promise<boolean> {
  return ((await connection.query(`SELECT 1 FROM partner WHERE partner_id = $1`, [partnerId])).rowCount ?? 0) > 0;
}

export async function unknownTaxProfiles(connection: Connection, names: readonly string[]): Promise<string[]> {
  const { rows } = await connection.query<{ name: string }>(`SELECT n AS name FROM unnest($1::text[]) n WHERE NOT EXISTS (SELECT 1 FROM tax_profile WHERE tax_profile_id = n)`, [names]);
  return rows.map((row) => row.name);
}
