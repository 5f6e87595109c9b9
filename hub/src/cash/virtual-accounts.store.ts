import type { Viewer } from '../access/request-context';
import type { Connection, Tx } from '../db/tx';
import { keyOf, type Registered } from './domain/virtual-account';

export interface VirtualAccountRow {
  readonly virtualAccountId: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly bankCode: string;
  readonly bankName: string;
  readonly number: string;
  readonly name: string;
  readonly validFrom: string;
  readonly status: 'PROPOSED' | 'ACCEPTED' | 'REJECTED' | 'ENDED';
  /** Whether statements of today print it. */
  readonly printed: boolean;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly endedOn: string | null;
  readonly endedBy: string | null;
  readonly endedReason: string | null;
}

/** @param today parameter of the business date, such as `$1` */
const account = (today: string): string => `SELECT a.virtual_account_id AS "virtualAccountId", a.partner_id AS "partnerId", p.brand_name AS "partnerName", a.bank_code AS "bankCode", a.bank_name AS "bankName", a.number, a.name, a.valid_from::text AS "validFrom", a.status,
    a.virtual_account_id IS NOT DISTINCT FROM (SELECT n.virtual_account_id FROM virtual_account n WHERE n.partner_id = a.partner_id AND n.status = 'ACCEPTED' AND n.valid_from <= ${today}::date ORDER BY n.valid_from DESC, n.decided_at DESC LIMIT 1) AS printed,
    a.made_by AS "madeBy", a.made_at AS "madeAt", a.decided_by AS "decidedBy", a.decided_at AS "decidedAt", a.reason, a.ended_on::text AS "endedOn", a.ended_by AS "endedBy", a.ended_reason AS "endedReason"
  FROM virtual_account a JOIN partner p ON p.partner_id = a.partner_id`;

/** What a viewer may see: a partner its own once two people have accepted them, so that nobody pays to a number before. */
const SEEN = `($2::uuid IS NULL OR a.partner_id = $2 AND a.status IN ('ACCEPTED', 'ENDED'))`;

export interface VirtualAccountFilter {
  readonly partnerId: string | undefined;
  readonly status: string | undefined;
}

export async function virtualAccountsPage(connection: Connection, today: string, viewer: Viewer, filter: VirtualAccountFilter, offset: number, limit: number, order: string): Promise<VirtualAccountRow[]> {
  return (await connection.query<VirtualAccountRow>(`${account('$1')} WHERE ${SEEN} AND ($3::uuid IS NULL OR a.partner_id = $3) AND ($4::text IS NULL OR a.status = $4) ORDER BY ${order} LIMIT $5 OFFSET $6`,
    [today, viewer.partnerId ?? null, filter.partnerId ?? null, filter.status ?? null, limit, offset])).rows;
}

export async function virtualAccountById(connection: Connection, today: string, viewer: Viewer, virtualAccountId: string): Promise<VirtualAccountRow | undefined> {
  return (await connection.query<VirtualAccountRow>(`${account('$1')} WHERE ${SEEN} AND a.virtual_account_id = $3`, [today, viewer.partnerId ?? null, virtualAccountId])).rows[0];
}

/** Who has, or had, a number, and whether it is alive; rejected proposals never were anybody's. */
export async function holdersOf(tx: Tx, number: string): Promise<{ partnerId: string; partnerName: string; alive: boolean }[]> {
  return (await tx.query<{ partnerId: string; partnerName: string; alive: boolean }>(`SELECT a.partner_id AS "partnerId", p.brand_name AS "partnerName", a.status IN ('PROPOSED', 'ACCEPTED') AS alive FROM virtual_account a JOIN partner p ON p.partner_id = a.partner_id WHERE a.number_key = $1 AND a.status <> 'REJECTED'`, [keyOf(number)])).rows;
}

/** Whether a number is that of a bank account, of whomever. */
export async function isBankAccount(tx: Tx, number: string): Promise<boolean> {
  return (await tx.query(`SELECT 1 FROM bank_account WHERE ltrim(account_no, '0') = $1 AND status <> 'REJECTED' LIMIT 1`, [keyOf(number)])).rows.length > 0;
}

export interface NewVirtualAccount {
  readonly virtualAccountId: string;
  readonly partnerId: string;
  readonly bankCode: string;
  readonly bankName: string;
  readonly number: string;
  readonly name: string;
  readonly validFrom: string;
  readonly by: string;
  readonly at: Date;
}

export async function insertVirtualAccount(tx: Tx, one: NewVirtualAccount): Promise<void> {
  await tx.query(`INSERT INTO virtual_account (virtual_account_id, partner_id, bank_code, bank_name, number, name, valid_from, status, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'PROPOSED', $8, $9)`,
    [one.virtualAccountId, one.partnerId, one.bankCode, one.bankName, one.number, one.name, one.validFrom, one.by, one.at]);
}

/** False when somebody was quicker. */
export async function decideVirtualAccount(tx: Tx, one: { virtualAccountId: string; to: 'ACCEPTED' | 'REJECTED'; by: string; at: Date; reason: string | undefined }): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE virtual_account SET status = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE virtual_account_id = $1 AND status = 'PROPOSED'`, [one.virtualAccountId, one.to, one.by, one.at, one.reason ?? null]);
  return (rowCount ?? 0) > 0;
}

/** False when somebody was quicker. */
export async function endVirtualAccount(tx: Tx, one: { virtualAccountId: string; on: string; by: string; at: Date; reason: string }): Promise<boolean> {
  const { rowCount } = await tx.query(`UPDATE virtual_account SET status = 'ENDED', ended_on = $2, ended_by = $3, ended_at = $4, ended_reason = $5 WHERE virtual_account_id = $1 AND status = 'ACCEPTED'`, [one.virtualAccountId, one.on, one.by, one.at, one.reason]);
  return (rowCount ?? 0) > 0;
}

/** Accepted virtual accounts, and those that have ended, by the keys of their numbers. */
export async function registeredBy(connection: Connection, keys: readonly string[]): Promise<Map<string, Registered[]>> {
  const found = new Map<string, Registered[]>();
  if (keys.length === 0) return found;
  const { rows } = await connection.query<{ number: string; partyId: string; validFrom: string; endedOn: string | null }>(
    `SELECT number, partner_id AS "partyId", valid_from::text AS "validFrom", ended_on::text AS "endedOn" FROM virtual_account WHERE number_key = ANY($1) AND status IN ('ACCEPTED', 'ENDED') ORDER BY valid_from, decided_at`, [keys]);
  for (const { endedOn, ...row } of rows) found.set(keyOf(row.number), [...(found.get(keyOf(row.number)) ?? []), { ...row, ...(endedOn !== null && { endedOn }) }]);
  return found;
}
