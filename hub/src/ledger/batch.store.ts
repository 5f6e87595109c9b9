import type { Connection, Tx } from '../db/tx';

export interface BatchRow {
  readonly batchId: string;
  readonly partnerId: string;
  readonly key: string;
  readonly fingerprint: Buffer;
  readonly itemCount: number;
  readonly accepted: number;
  readonly refused: number;
  readonly createdAt: Date;
  readonly completedAt: Date;
}

const BATCH = `SELECT batch_id AS "batchId", partner_id AS "partnerId", idempotency_key AS key, request_hash AS fingerprint, item_count AS "itemCount", accepted, refused, created_at AS "createdAt", completed_at AS "completedAt" FROM batch`;

export async function batchByKey(connection: Connection, partnerId: string, key: string): Promise<BatchRow | undefined> {
  return (await connection.query<BatchRow>(`${BATCH} WHERE partner_id = $1 AND idempotency_key = $2`, [partnerId, key])).rows[0];
}

export async function batchById(connection: Connection, batchId: string): Promise<BatchRow | undefined> {
  return (await connection.query<BatchRow>(`${BATCH} WHERE batch_id = $1`, [batchId])).rows[0];
}

/** An accepted item names its posting, a refused one keeps its answer. */
export interface KeptItem {
  readonly itemNo: number;
  readonly status: number;
  readonly externalId: string | undefined;
  readonly postingId: string | undefined;
  readonly response: string | undefined;
}

/** Keeps a finished batch and the answers of its items; false when the same batch was kept meanwhile. */
export async function keepBatch(tx: Tx, one: BatchRow, items: readonly KeptItem[]): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO batch (batch_id, partner_id, idempotency_key, request_hash, item_count, accepted, refused, created_at, completed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (partner_id, idempotency_key) DO NOTHING`,
    [one.batchId, one.partnerId, one.key, one.fingerprint, one.itemCount, one.accepted, one.refused, one.createdAt, one.completedAt]);
  if (!rowCount) return false;
  await tx.query(`INSERT INTO batch_item (batch_id, item_no, status, external_id, posting_id, response) SELECT $1, i.* FROM unnest($2::int[], $3::int[], $4::text[], $5::uuid[], $6::text[]) AS i`,
    [one.batchId, items.map((item) => item.itemNo), items.map((item) => item.status), items.map((item) => item.externalId ?? null), items.map((item) => item.postingId ?? null), items.map((item) => item.response ?? null)]);
  return true;
}

export interface ItemRow {
  readonly itemNo: number;
  readonly status: number;
  readonly externalId: string | null;
  readonly postingId: string | null;
  readonly response: string | null;
}

export async function batchItems(connection: Connection, batchId: string, offset: number, limit: number): Promise<ItemRow[]> {
  return (await connection.query<ItemRow>(`SELECT item_no AS "itemNo", status, external_id AS "externalId", posting_id AS "postingId", response FROM batch_item WHERE batch_id = $1 ORDER BY item_no LIMIT $2 OFFSET $3`, [batchId, limit, offset])).rows;
}
