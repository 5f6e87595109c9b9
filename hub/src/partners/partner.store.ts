import type { Connection, Tx } from '../db/tx';

export interface PartnerRow {
  readonly partnerId: string;
  readonly code: string;
  readonly brandName: string;
  readonly legalName: string;
  readonly npwp: string;
  readonly nitku: string;
  readonly address: string;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  readonly documentLanguage: 'id' | 'en';
  readonly createdAt: Date;
}

const PARTNER = `SELECT partner_id AS "partnerId", code, brand_name AS "brandName", legal_name AS "legalName", npwp, nitku, address, status, document_language AS "documentLanguage", created_at AS "createdAt" FROM partner`;

export async function partnerById(connection: Connection, partnerId: string): Promise<PartnerRow | undefined> {
  return (await connection.query<PartnerRow>(`${PARTNER} WHERE partner_id = $1`, [partnerId])).rows[0];
}

export interface PartnerFilter {
  readonly status: string | undefined;
  readonly search: string | undefined;
}

export async function partnersPage(connection: Connection, filter: PartnerFilter, offset: number, limit: number, order: string): Promise<PartnerRow[]> {
  const { rows } = await connection.query<PartnerRow>(`${PARTNER} WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR strpos(lower(code || ' ' || brand_name || ' ' || legal_name), lower($2)) > 0) ORDER BY ${order} LIMIT $3 OFFSET $4`,
    [filter.status ?? null, filter.search ?? null, limit, offset]);
  return rows;
}

export async function partnersCount(connection: Connection, filter: PartnerFilter): Promise<number> {
  const { rows } = await connection.query<{ n: number }>(`SELECT count(*)::int AS n FROM partner WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR strpos(lower(code || ' ' || brand_name || ' ' || legal_name), lower($2)) > 0)`, [filter.status ?? null, filter.search ?? null]);
  return rows[0]?.n ?? 0;
}

/** False when the code is taken. */
export async function insertPartner(tx: Tx, one: Omit<PartnerRow, 'status'>): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO partner (partner_id, code, brand_name, legal_name, npwp, nitku, address, document_language, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (code) DO NOTHING`,
    [one.partnerId, one.code, one.brandName, one.legalName, one.npwp, one.nitku, one.address, one.documentLanguage, one.createdAt]);
  return (rowCount ?? 0) > 0;
}

export async function movePartner(tx: Tx, partnerId: string, to: 'ACTIVE' | 'SUSPENDED', actor: string, reason: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE partner SET status = $2 WHERE partner_id = $1 AND status <> $2`, [partnerId, to]);
  if (rowCount) await tx.query(`INSERT INTO state_change (subject_kind, subject_id, to_state, at, actor, reason) VALUES ('PARTNER', $1, $2, $3, $4, $5)`, [partnerId, to, at, actor, reason]);
  return (rowCount ?? 0) > 0;
}

export interface OutletRow {
  readonly outletId: string;
  readonly partnerId: string;
  readonly name: string;
  readonly zone: string;
  readonly channel: 'STORE' | 'ONLINE';
  readonly status: 'ACTIVE' | 'DISABLED';
  readonly createdAt: Date;
}

const OUTLET = `SELECT outlet_id AS "outletId", partner_id AS "partnerId", name, zone, channel, status, created_at AS "createdAt" FROM outlet`;

export async function outletsPage(connection: Connection, partnerId: string | undefined, offset: number, limit: number): Promise<OutletRow[]> {
  return (await connection.query<OutletRow>(`${OUTLET} WHERE ($1::uuid IS NULL OR partner_id = $1) ORDER BY outlet_id LIMIT $2 OFFSET $3`, [partnerId ?? null, limit, offset])).rows;
}

export async function outletById(connection: Connection, outletId: string): Promise<OutletRow | undefined> {
  return (await connection.query<OutletRow>(`${OUTLET} WHERE outlet_id = $1`, [outletId])).rows[0];
}

export async function insertOutlet(tx: Tx, one: OutletRow): Promise<void> {
  await tx.query(`INSERT INTO outlet (outlet_id, partner_id, name, zone, channel, created_at) VALUES ($1, $2, $3, $4, $5, $6)`, [one.outletId, one.partnerId, one.name, one.zone, one.channel, one.createdAt]);
}

export interface TillRow {
  readonly tillId: string;
  readonly outletId: string;
  readonly partnerId: string;
  readonly name: string;
  readonly status: 'ACTIVE' | 'DISABLED';
  readonly createdAt: Date;
}

const TILL = `SELECT till_id AS "tillId", outlet_id AS "outletId", partner_id AS "partnerId", name, status, created_at AS "createdAt" FROM till`;

export async function tillsPage(connection: Connection, partnerId: string | undefined, offset: number, limit: number): Promise<TillRow[]> {
  return (await connection.query<TillRow>(`${TILL} WHERE ($1::uuid IS NULL OR partner_id = $1) ORDER BY till_id LIMIT $2 OFFSET $3`, [partnerId ?? null, limit, offset])).rows;
}

export async function tillRow(connection: Connection, tillId: string): Promise<TillRow | undefined> {
  return (await connection.query<TillRow>(`${TILL} WHERE till_id = $1`, [tillId])).rows[0];
}

export async function insertTill(tx: Tx, one: TillRow): Promise<void> {
  await tx.query(`INSERT INTO till (till_id, partner_id, outlet_id, name, created_at) VALUES ($1, $2, $3, $4, $5)`, [one.tillId, one.partnerId, one.outletId, one.name, one.createdAt]);
}

/** Disabling cannot be undone by accident: a disabled outlet or till stays so. */
export async function disable(tx: Tx, table: 'outlet' | 'till', id: string): Promise<void> {
  await tx.query(`UPDATE ${table} SET status = 'DISABLED' WHERE ${table}_id = $1`, [id]);
}
