import type { Tx } from '../db/tx';
import type { Decision } from './domain/intent';

/** What people decide by letting it be posted: its table and the state that says so. */
const DECIDED = { CHANGE_REQUEST: { table: 'change_request', id: 'change_request_id', open: 'PENDING', done: 'APPROVED' }, QUARANTINE: { table: 'quarantine_item', id: 'quarantine_id', open: 'HELD', done: 'POSTED' } } as const;

/** Locks what is to be decided until the transaction ends, so that nobody withdraws or rejects it meanwhile; answers the ids that nobody has decided. */
export async function lockUndecided(tx: Tx, decisions: readonly Decision[]): Promise<Set<string>> {
  const undecided = new Set<string>();
  for (const kind of Object.keys(DECIDED) as Decision['kind'][]) {
    const ids = decisions.filter((one) => one.kind === kind).map((one) => one.id).sort();
    if (ids.length === 0) continue;
    const { table, id, open } = DECIDED[kind];
    const { rows } = await tx.query<{ id: string }>(`SELECT ${id} AS id FROM ${table} WHERE ${id} = ANY($1::uuid[]) AND status = $2 ORDER BY ${id} FOR UPDATE`, [ids, open]);
    for (const row of rows) undecided.add(row.id);
  }
  return undecided;
}

/** Keeps the decisions beside the postings that they let in, in the same transaction: one never stands without the other. */
export async function keepDecisions(tx: Tx, made: readonly { readonly decision: Decision; readonly postingId: string | undefined }[], at: Date): Promise<void> {
  for (const { decision: { kind, id, by }, postingId } of made) {
    const { table, id: key, done } = DECIDED[kind];
    await tx.query(`UPDATE ${table} SET status = $2, decided_by = $3, decided_at = $4, posting_id = $5 WHERE ${key} = $1`, [id, done, by, at, postingId ?? null]);
  }
}
