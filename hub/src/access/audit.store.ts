import type { Tx } from '../db/tx';
import { actorOf, type RequestContext } from './request-context';

/** Who did what to which thing, in the transaction of the deed; nothing personal stands in the facts. */
export async function audit(tx: Tx, context: RequestContext | undefined, at: Date, deed: { verb: string; kind: string; id: string; facts?: object }): Promise<void> {
  await tx.query(`INSERT INTO audit_entry (audit_entry_id, at, subject, partner_id, verb, object_kind, object_id, facts, request_id) VALUES (uuidv7(), $1, $2, $3, $4, $5, $6, $7, $8)`,
    [at, actorOf(context), context?.caller.partnerId ?? null, deed.verb, deed.kind, deed.id, JSON.stringify(deed.facts ?? {}), context?.requestId ?? null]);
}
