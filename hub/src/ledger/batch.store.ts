import { copyRows } from '../db/rows';
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

export async function batchById(connection: Connection, partnerId: string, batchId: string): Promise<BatchRow | undefined> {
  return (await connection.query<BatchRow>(`${BATCH} WHERE partner_id = $1 AND batch_id = $2`, [partnerId, batchId])).rows[0];
}

/** An accepted item names its posting, a refused one keeps its answer. */
export interface KeptItem {
  readonly itemNo: number;
  readonly status: number;
  readonly externalId: string | undefined;
  readonly postingId: string | undefined;
  readonly response: string | undefined;
}

const ITEM = { batch_id: 'uuid', item_no: 'integer', status: 'integer', external_id: 'text', posting_id: 'uuid', response: 'text' } as const;

/** Keeps a finished batch and the answers of its items; false when the same batch was kept meanwhile. */
export async function keepBatch(tx: Tx, one: BatchRow, items: readonly KeptItem[]): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO batch (batch_id, partner_id, idempotency_key, request_hash, item_count, accepted, refused, created_at, completed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (partner_id, idempotency_key) DO NOTHING`,
    [one.batchId, one.partnerId, one.key, one.fingerprint, one.itemCount, one.accepted, one.refused, one.createdAt, one.completedAt]);
  if (!rowCount) return false;
  await copyRows(tx, [{ table: 'batch_item', shape: ITEM, list: items.map((item) => ({ batch_id: one.batchId, item_no: item.itemNo, status: item.status, external_id: item.externalId, posting_id: item.postingId, response: item.response })) }]);
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
