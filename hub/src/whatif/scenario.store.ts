import type { Connection, Tx } from '../db/tx';
import type { Scenario, ScenarioOverrides, ScenarioSummary } from './whatif.wire';

/** What a scenario found, as it is shown to the operator. */
export type ScenarioResult = Pick<Scenario, 'windows' | 'reproduced' | 'heldConstant' | 'parties' | 'pairs' | 'notReplayed' | 'notReplayedCount' | 'hub'>;

export interface ScenarioRow {
  readonly scenarioId: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly overrides: ScenarioOverrides;
  readonly result: ScenarioResult;
  readonly engineVersion: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly sharedWith: string[];
}

export async function insertScenario(tx: Tx, one: Omit<ScenarioRow, 'sharedWith'>): Promise<void> {
  await tx.query(`INSERT INTO scenario (scenario_id, name, from_date, to_date, overrides, result, engine_version, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [one.scenarioId, one.name, one.from, one.to, JSON.stringify(one.overrides), JSON.stringify(one.result), one.engineVersion, one.madeBy, one.madeAt]);
}

/** A scenario that the viewer may see: the operator all, a partner those that are shared with it. */
export async function scenarioById(connection: Connection, partnerId: string | undefined, scenarioId: string): Promise<ScenarioRow | undefined> {
  const { rows } = await connection.query<ScenarioRow>(
    `SELECT s.scenario_id AS "scenarioId", s.name, s.from_date::text AS "from", s.to_date::text AS "to", s.overrides, s.result, s.engine_version AS "engineVersion", s.made_by AS "madeBy", s.made_at AS "madeAt",
        (SELECT coalesce(array_agg(h.partner_id::text ORDER BY h.shared_at), '{}') FROM scenario_share h WHERE h.scenario_id = s.scenario_id) AS "sharedWith"
       FROM scenario s WHERE s.scenario_id = $1 AND ($2::uuid IS NULL OR EXISTS (SELECT 1 FROM scenario_share h WHERE h.scenario_id = s.scenario_id AND h.partner_id = $2))`, [scenarioId, partnerId ?? null]);
  return rows[0];
}

export interface SummaryRow extends Omit<ScenarioSummary, 'object' | 'id' | 'madeAt'> {
  readonly scenarioId: string;
  readonly madeAt: Date;
}

export async function scenariosPage(connection: Connection, partnerId: string | undefined, offset: number, limit: number): Promise<SummaryRow[]> {
  const { rows } = await connection.query<SummaryRow>(
    `SELECT s.scenario_id AS "scenarioId", s.name, s.from_date::text AS "from", s.to_date::text AS "to", s.made_by AS "madeBy", s.made_at AS "madeAt" FROM scenario s
      WHERE $1::uuid IS NULL OR EXISTS (SELECT 1 FROM scenario_share h WHERE h.scenario_id = s.scenario_id AND h.partner_id = $1) ORDER BY s.scenario_id DESC LIMIT $2 OFFSET $3`, [partnerId ?? null, limit, offset]);
  return rows;
}

/** Sharing once more changes nothing. */
export async function insertShare(tx: Tx, scenarioId: string, partnerId: string, by: string, at: Date): Promise<void> {
  await tx.query(`INSERT INTO scenario_share (scenario_id, partner_id, shared_by, shared_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, [scenarioId, partnerId, by, at]);
}
