import type { Tx } from '../db/tx';
import type { AccountKey } from './domain/journal';

const ACCOUNTS_LOCK = 7_301_016;

/** A new version of an account; versions of all keys are set one at a time. */
export async function setAccount(tx: Tx, one: { key: AccountKey; code: string; name: string; by: string; at: Date }): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [ACCOUNTS_LOCK]);
  await tx.query(`INSERT INTO journal_account (key, version, code, name, set_by, set_at) SELECT $1, max(version) + 1, $2, $3, $4, $5 FROM journal_account WHERE key = $1`, [one.key, one.code, one.name, one.by, one.at]);
}
