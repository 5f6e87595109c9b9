import type { Tx } from '../db/tx';

interface NewPartner { partnerId: string; outletId: string; tillId: string; keyId: string; kid: string; alg: string; jwk: object; brandName: string; code: string; scopes: string[]; at: Date; wall: Date; validUntil: Date }

/** A partner with its first outlet, till and key; false when the key belongs to somebody already. */
export async function insertPartner(tx: Tx, one: NewPartner): Promise<boolean> {
  const known = await tx.query('SELECT 1 FROM partner_key WHERE kid = $1', [one.kid]);
  if (known.rowCount) return false;
  await tx.query(`INSERT INTO partner (partner_id, code, brand_name, legal_name, npwp, nitku, address, created_at) VALUES ($1, $2, $3, $3, '0000000000000000', '0000000000000000000000', 'Sandbox', $4)`, [one.partnerId, one.code, one.brandName, one.at]);
  await tx.query(`INSERT INTO outlet (outlet_id, partner_id, name, created_at) VALUES ($1, $2, 'First outlet', $3)`, [one.outletId, one.partnerId, one.at]);
  await tx.query(`INSERT INTO till (till_id, partner_id, outlet_id, name, created_at) VALUES ($1, $2, $3, 'Till 1', $4)`, [one.tillId, one.partnerId, one.outletId, one.at]);
  await tx.query(`INSERT INTO partner_key (key_id, kid, partner_id, alg, public_jwk, name, scopes, status, valid_from, valid_until, created_by, created_at) VALUES ($1, $2, $3, $4, $5, 'Sandbox key', $6, 'ACTIVE', $7, $8, 'sandbox', $7)`,
    [one.keyId, one.kid, one.partnerId, one.alg, JSON.stringify(one.jwk), one.scopes, one.wall, one.validUntil]);
  return true;
}

export async function termsExist(tx: Tx, partyId: string): Promise<boolean> {
  // Two first partners at once must not both write the coalition's terms.
  await tx.query('SELECT pg_advisory_xact_lock(7301003)');
  return ((await tx.query(`SELECT 1 FROM terms_version WHERE party_id = $1`, [partyId])).rowCount ?? 0) > 0;
}

export async function insertTerms(tx: Tx, one: { termsId: string; partyId: string; validFrom: string; body: object; canonical: string; hash: string; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO terms_version (terms_id, party_id, version, valid_from, body, canonical, terms_hash, status, made_by, made_at, checked_by, checked_at, countersigned_by, countersigned_at)
    VALUES ($1, $2, 1, $3, $4, $5, $6, 'COUNTERSIGNED', 'sandbox:maker', $7, 'sandbox:checker', $7, 'sandbox:partner', $7)`,
    [one.termsId, one.partyId, one.validFrom, JSON.stringify(one.body), one.canonical, one.hash, one.at]);
}
