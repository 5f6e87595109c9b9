import { proposalColumns, type ProposalRow } from '../access/proposal';
import type { Connection, Tx } from '../db/tx';
import type { CycleKind } from './domain/cycle';
import { GroupBook, OWN_GROUP } from './domain/groups';
import type { NettingMode } from './domain/netting';

/** All approved changes of settlement groups; few, and read anew wherever they rule. */
export async function readGroupBook(connection: Connection): Promise<GroupBook> {
  const { rows: groups } = await connection.query<{ group_id: string }>('SELECT group_id FROM settlement_group ORDER BY group_id <> $1, made_at, group_id', [OWN_GROUP]);
  const { rows } = await connection.query<{ groupId: string; partnerId: string | null; netting: NettingMode | null; cycle: CycleKind | null; validFrom: string }>(
    `SELECT group_id AS "groupId", partner_id AS "partnerId", netting, cycle, valid_from::text AS "validFrom" FROM settlement_group_change WHERE state = 'APPROVED' ORDER BY valid_from, decided_at, change_id`);
  return new GroupBook(rows.map((row) => ({ groupId: row.groupId, validFrom: row.validFrom, partnerId: row.partnerId ?? undefined, netting: row.netting ?? undefined, cycle: row.cycle ?? undefined })), groups.map((row) => row.group_id));
}

export interface GroupRow {
  readonly groupId: string;
  readonly name: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** Every group, the coalition's own first. @param groupId one of them alone */
export async function groupRows(connection: Connection, groupId?: string): Promise<GroupRow[]> {
  return (await connection.query<GroupRow>(`SELECT group_id AS "groupId", name, made_by AS "madeBy", made_at AS "madeAt" FROM settlement_group WHERE $2::uuid IS NULL OR group_id = $2 ORDER BY group_id <> $1, name`, [OWN_GROUP, groupId ?? null])).rows;
}

/** False when the name is taken. */
export async function insertGroup(tx: Tx, one: { groupId: string; name: string; by: string; at: Date }): Promise<boolean> {
  return ((await tx.query(`INSERT INTO settlement_group (group_id, name, made_by, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING`, [one.groupId, one.name, one.by, one.at])).rowCount ?? 0) > 0;
}

export interface ChangeRow extends ProposalRow {
  readonly changeId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly kind: 'RULES' | 'MEMBER';
  readonly partnerId: string | null;
  readonly partnerName: string | null;
  readonly netting: NettingMode | null;
  readonly cycle: CycleKind | null;
  readonly validFrom: string;
}

const CHANGE = `SELECT c.change_id AS "changeId", c.group_id AS "groupId", g.name AS "groupName", c.kind, c.partner_id AS "partnerId", p.brand_name AS "partnerName", c.netting, c.cycle, c.valid_from::text AS "validFrom", ${proposalColumns('c')} FROM settlement_group_change c JOIN settlement_group g ON g.group_id = c.group_id LEFT JOIN partner p ON p.partner_id = c.partner_id`;

export async function changesPage(connection: Connection, filter: { groupId: string | undefined; status: string | undefined }, offset: number, limit: number, order: string): Promise<ChangeRow[]> {
  return (await connection.query<ChangeRow>(`${CHANGE} WHERE ($1::uuid IS NULL OR c.group_id = $1) AND ($2::text IS NULL OR c.state = $2) ORDER BY ${order} LIMIT $3 OFFSET $4`, [filter.groupId ?? null, filter.status ?? null, limit, offset])).rows;
}

/** One change, under its row lock inside a transaction that decides it. */
export async function changeById(connection: Connection, changeId: string, lock = false): Promise<ChangeRow | undefined> {
  return (await connection.query<ChangeRow>(`${CHANGE} WHERE c.change_id = $1${lock ? ' FOR UPDATE OF c' : ''}`, [changeId])).rows[0];
}

export async function insertChange(tx: Tx, one: { changeId: string; groupId: string; partnerId?: string | undefined; netting?: NettingMode | undefined; cycle?: CycleKind | undefined; validFrom: string; reason: string; by: string; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO settlement_group_change (change_id, group_id, kind, partner_id, netting, cycle, valid_from, reason, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [one.changeId, one.groupId, one.partnerId === undefined ? 'RULES' : 'MEMBER', one.partnerId ?? null, one.netting ?? null, one.cycle ?? null, one.validFrom, one.reason, one.by, one.at]);
}

export async function decideChange(tx: Tx, one: { changeId: string; state: 'APPROVED' | 'WITHDRAWN'; by: string; at: Date; reason?: string | undefined }): Promise<void> {
  await tx.query(`UPDATE settlement_group_change SET state = $2, decided_by = $3, decided_at = $4, decided_reason = $5 WHERE change_id = $1`, [one.changeId, one.state, one.by, one.at, one.reason ?? null]);
}
