import type { Connection, Tx } from '../db/tx';
import type { Rule } from './domain/rules';

export interface RuleRow extends Rule {
  readonly status: 'PROPOSED' | 'ACTIVE' | 'REPLACED' | 'RETIRED' | 'REJECTED';
  readonly retires: boolean;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
}

const ROW = `SELECT rule_id AS "ruleId", version, name, place, class, conditions, action, cause_code AS "causeCode", status, retires, made_by AS "madeBy", made_at AS "madeAt", checked_by AS "checkedBy", checked_at AS "checkedAt" FROM reconciliation_rule`;

export async function activeRules(connection: Connection): Promise<RuleRow[]> {
  return (await connection.query<RuleRow>(`${ROW} WHERE status = 'ACTIVE' ORDER BY place, rule_id`)).rows;
}

export async function rulesPage(connection: Connection, status: string | undefined, offset: number, limit: number): Promise<RuleRow[]> {
  return (await connection.query<RuleRow>(`${ROW} WHERE ($1::text IS NULL OR status = $1) ORDER BY place, rule_id, version DESC LIMIT $2 OFFSET $3`, [status ?? null, limit, offset])).rows;
}

export async function ruleVersion(connection: Connection, ruleId: string, version: number | undefined, lock = false): Promise<RuleRow | undefined> {
  return (await connection.query<RuleRow>(`${ROW} WHERE rule_id = $1 AND ($2::int IS NULL OR version = $2) ORDER BY version DESC LIMIT 1${lock ? ' FOR UPDATE' : ''}`, [ruleId, version ?? null])).rows[0];
}

export async function insertRule(tx: Tx, rule: Rule & { retires: boolean; madeBy: string; madeAt: Date }): Promise<void> {
  await tx.query(`INSERT INTO reconciliation_rule (rule_id, version, name, place, class, conditions, action, cause_code, status, retires, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'PROPOSED', $9, $10, $11)`,
    [rule.ruleId, rule.version, rule.name, rule.place, rule.class, JSON.stringify(rule.conditions), rule.action, rule.causeCode, rule.retires, rule.madeBy, rule.madeAt]);
}

/** A checked version takes the place of the one before it; a version that retires leaves none. */
export async function activateRule(tx: Tx, rule: RuleRow, by: string, at: Date): Promise<void> {
  await tx.query(`UPDATE reconciliation_rule SET status = 'REPLACED' WHERE rule_id = $1 AND status = 'ACTIVE'`, [rule.ruleId]);
  await tx.query(`UPDATE reconciliation_rule SET status = $3, checked_by = $4, checked_at = $5 WHERE rule_id = $1 AND version = $2`, [rule.ruleId, rule.version, rule.retires ? 'RETIRED' : 'ACTIVE', by, at]);
}

export async function rejectRule(tx: Tx, rule: RuleRow, by: string, at: Date): Promise<void> {
  await tx.query(`UPDATE reconciliation_rule SET status = 'REJECTED', checked_by = $3, checked_at = $4 WHERE rule_id = $1 AND version = $2`, [rule.ruleId, rule.version, by, at]);
}
