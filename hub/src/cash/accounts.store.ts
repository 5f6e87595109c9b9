import type { Viewer } from '../access/request-context';
import type { Connection, Tx } from '../db/tx';

export interface AccountRow {
  readonly accountId: string;
  readonly partyId: string;
  readonly partyName: string | null;
  readonly bankName: string;
  readonly bic: string;
  readonly accountNo: string;
  readonly holder: string;
  readonly validFrom: string;
  readonly status: 'PROPOSED' | 'CHECKED' | 'ACCEPTED' | 'REJECTED';
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly checkedBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

const ACCOUNT = `SELECT a.account_id AS "accountId", a.party_id AS "partyId", p.brand_name AS "partyName", a.bank_name AS "bankName", a.bic, a.account_no AS "accountNo", a.holder, a.valid_from::text AS "validFrom", a.status, a.made_by AS "madeBy", a.made_at AS "madeAt",
    a.checked_by AS "checkedBy", a.decided_by AS "decidedBy", a.decided_at AS "decidedAt", a.reason FROM bank_account a LEFT JOIN partner p ON p.partner_id = a.party_id`;

/** A partner sees its own accounts, and the hub's accepted one to which it pays. */
export async function accountsPage(connection: Connection, viewer: Viewer, hubId: string, status: string | undefined, offset: number, limit: number): Promise<AccountRow[]> {
  return (await connection.query<AccountRow>(`${ACCOUNT} WHERE ($1::uuid IS NULL OR a.party_id = $1 OR a.party_id = $2 AND a.status = 'ACCEPTED') AND ($3::text IS NULL OR a.status = $3) ORDER BY a.valid_from DESC, a.account_id DESC LIMIT $4 OFFSET $5`,
    [viewer.partnerId ?? null, hubId, status ?? null, limit, offset])).rows;
}

export async function accountById(connection: Connection, accountId: string): Promise<AccountRow | undefined> {
  return (await connection.query<AccountRow>(`${ACCOUNT} WHERE a.account_id = $1`, [accountId])).rows[0];
}

/** The account of each party that is in force on a date: the newest accepted one whose day has come. */
export async function accountsInForce(connection: Connection, date: string): Promise<Map<string, AccountRow>> {
  const { rows } = await connection.query<AccountRow>(`SELECT DISTINCT ON (q."partyId") q.* FROM (${ACCOUNT} WHERE a.status = 'ACCEPTED' AND a.valid_from <= $1) q ORDER BY q."partyId", q."validFrom" DESC, q."decidedAt" DESC`, [date]);
  return new Map(rows.map((row) => [row.partyId, row]));
}

/** Numbers of a party's accounts that were accepted and whose day has come, the newest first; older ones still have statements. */
export async function ownAccounts(connection: Connection, partyId: string, date: string): Promise<string[]> {
  return (await connection.query<{ no: string }>(`SELECT account_no AS no FROM bank_account WHERE party_id = $1 AND status = 'ACCEPTED' AND valid_from <= $2 GROUP BY account_no ORDER BY max(valid_from) DESC, account_no`, [partyId, date])).rows.map((row) => row.no);
}

export async function insertAccount(tx: Tx, one: { accountId: string; partyId: string; bankName: string; bic: string; accountNo: string; holder: string; validFrom: string; by: string; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO bank_account (account_id, party_id, bank_name, bic, account_no, holder, valid_from, status, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'PROPOSED', $8, $9)`,
    [one.accountId, one.partyId, one.bankName, one.bic, one.accountNo, one.holder, one.validFrom, one.by, one.at]);
}

/** False when somebody was quicker. */
export async function moveAccount(tx: Tx, one: { accountId: string; from: AccountRow['status']; to: AccountRow['status']; by: string; at: Date; reason?: string }): Promise<boolean> {
  const { rowCount } = one.to === 'CHECKED' ? await tx.query(`UPDATE bank_account SET status = 'CHECKED', checked_by = $3 WHERE account_id = $1 AND status = $2`, [one.accountId, one.from, one.by])
    : await tx.query(`UPDATE bank_account SET status = $3, decided_by = $4, decided_at = $5, reason = $6 WHERE account_id = $1 AND status = $2`, [one.accountId, one.from, one.to, one.by, one.at, one.reason ?? null]);
  return (rowCount ?? 0) > 0;
}
