import { asJson } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import type { AlertKind } from './domain/alerts';

export interface GuardDayRow {
  readonly issuerId: string;
  readonly businessDate: BusinessDate;
  readonly cap: string | null;
  readonly position: string;
  readonly live: string;
  readonly met: string;
  readonly holds: string;
  readonly pending: string;
  readonly headroom: string | null;
  readonly outstanding: string;
  readonly liability: string;
  readonly collateral: string;
  readonly reserve: string;
  readonly coverage: string | null;
}

/** What stands of a night is what its last run found. */
export async function keepDays(tx: Tx, days: readonly GuardDayRow[], at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO guard_day (issuer_id, business_date, net_debit_cap_minor, position_minor, live_position_minor, met_minor, open_holds_minor, pending_issue_minor, headroom_minor, outstanding, liability_minor, collateral_minor, paid_reserve_minor, coverage, at)
     SELECT d."issuerId", d."businessDate", d.cap, d.position, d.live, d.met, d.holds, d.pending, d.headroom, d.outstanding, d.liability, d.collateral, d.reserve, d.coverage, $2
       FROM json_to_recordset($1) AS d("issuerId" uuid, "businessDate" date, cap bigint, position bigint, live bigint, met bigint, holds bigint, pending bigint, headroom bigint, outstanding bigint, liability bigint, collateral bigint, reserve bigint, coverage numeric)
     ON CONFLICT (issuer_id, business_date) DO UPDATE SET net_debit_cap_minor = excluded.net_debit_cap_minor, position_minor = excluded.position_minor, live_position_minor = excluded.live_position_minor, met_minor = excluded.met_minor, open_holds_minor = excluded.open_holds_minor,
       pending_issue_minor = excluded.pending_issue_minor, headroom_minor = excluded.headroom_minor, outstanding = excluded.outstanding, liability_minor = excluded.liability_minor, collateral_minor = excluded.collateral_minor,
       paid_reserve_minor = excluded.paid_reserve_minor, coverage = excluded.coverage, at = excluded.at`, [asJson(days as unknown as Record<string, unknown>[]), at]);
}

export async function daysOf(connection: Connection, issuerId: string, from: BusinessDate, to: BusinessDate): Promise<GuardDayRow[]> {
  const { rows } = await connection.query<GuardDayRow>(
    `SELECT issuer_id AS "issuerId", business_date::text AS "businessDate", net_debit_cap_minor::text AS cap, position_minor::text AS position, live_position_minor::text AS live, met_minor::text AS met, open_holds_minor::text AS holds, pending_issue_minor::text AS pending, headroom_minor::text AS headroom,
        outstanding::text, liability_minor::text AS liability, collateral_minor::text AS collateral, paid_reserve_minor::text AS reserve, coverage::text FROM guard_day WHERE issuer_id = $1 AND business_date >= $2 AND business_date < $3 ORDER BY business_date`, [issuerId, from, to]);
  return rows;
}

export interface AlertRow {
  readonly alertId: string;
  readonly issuerId: string;
  readonly kind: AlertKind;
  readonly facts: Record<string, string>;
  readonly raisedOn: BusinessDate;
  readonly raisedAt: Date;
  readonly clearedAt: Date | null;
}

const ALERT = `SELECT alert_id AS "alertId", issuer_id AS "issuerId", kind, facts, raised_on::text AS "raisedOn", raised_at AS "raisedAt", cleared_at AS "clearedAt" FROM guard_alert`;

export async function openAlerts(connection: Connection, issuerId?: string): Promise<AlertRow[]> {
  return (await connection.query<AlertRow>(`${ALERT} WHERE cleared_at IS NULL AND ($1::uuid IS NULL OR issuer_id = $1) ORDER BY raised_at, kind`, [issuerId ?? null])).rows;
}

/** Standing alerts and those of the last days, newest first. */
export async function recentAlerts(connection: Connection, issuerId: string | undefined, since: Date): Promise<AlertRow[]> {
  return (await connection.query<AlertRow>(`${ALERT} WHERE (cleared_at IS NULL OR cleared_at >= $2) AND ($1::uuid IS NULL OR issuer_id = $1) ORDER BY raised_at DESC, kind LIMIT 500`, [issuerId ?? null, since])).rows;
}

/** An alert that stands already keeps its first date and gets the newest figures. */
export async function raise(tx: Tx, one: { alertId: string; issuerId: string; kind: AlertKind; facts: object; on: BusinessDate; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO guard_alert (alert_id, issuer_id, kind, facts, raised_on, raised_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (issuer_id, kind) WHERE cleared_at IS NULL DO UPDATE SET facts = excluded.facts`, [one.alertId, one.issuerId, one.kind, JSON.stringify(one.facts), one.on, one.at]);
}

export async function clear(tx: Tx, alertId: string, at: Date): Promise<void> {
  await tx.query('UPDATE guard_alert SET cleared_at = greatest($2, raised_at) WHERE alert_id = $1 AND cleared_at IS NULL', [alertId, at]);
}

export interface RunOffRow {
  readonly runOffId: string;
  readonly issuerId: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** Run-offs that are asked for or running. */
export async function openRunOffs(connection: Connection, issuerId?: string): Promise<RunOffRow[]> {
  return (await connection.query<RunOffRow>(`SELECT run_off_id AS "runOffId", issuer_id AS "issuerId", reason, requested_by AS "requestedBy", requested_at AS "requestedAt", decided_by AS "decidedBy", decided_at AS "decidedAt" FROM run_off WHERE ended_at IS NULL AND ($1::uuid IS NULL OR issuer_id = $1)`, [issuerId ?? null])).rows;
}

/** False when one is open already. */
export async function requestRunOff(tx: Tx, one: { runOffId: string; issuerId: string; reason: string; by: string; at: Date }): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO run_off (run_off_id, issuer_id, reason, requested_by, requested_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (issuer_id) WHERE ended_at IS NULL DO NOTHING`, [one.runOffId, one.issuerId, one.reason, one.by, one.at]);
  return (rowCount ?? 0) > 0;
}

export async function decideRunOff(tx: Tx, runOffId: string, by: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query('UPDATE run_off SET decided_by = $2, decided_at = $3 WHERE run_off_id = $1 AND decided_at IS NULL AND ended_at IS NULL', [runOffId, by, at]);
  return (rowCount ?? 0) > 0;
}

export async function endRunOff(tx: Tx, runOffId: string, by: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query('UPDATE run_off SET ended_by = $2, ended_at = $3 WHERE run_off_id = $1 AND ended_at IS NULL', [runOffId, by, at]);
  return (rowCount ?? 0) > 0;
}

/** Points of issuers that were burned elsewhere since a business date, and the redeemer that took most of them. */
export async function burnedElsewhere(connection: Connection, from: BusinessDate): Promise<Map<string, { all: bigint; most: bigint; redeemer: string }>> {
  const { rows } = await connection.query<{ issuer_id: string; all: string; most: string; redeemer: string }>(
    `SELECT issuer_id, sum(n)::text AS all, max(n)::text AS most, (array_agg(redeemer_id ORDER BY n DESC, redeemer_id))[1]::text AS redeemer FROM (SELECT l.issuer_id, l.redeemer_id, sum(l.n) AS n
        FROM settlement_window w CROSS JOIN LATERAL (SELECT issuer_id, redeemer_id, sum(CASE credit_account WHEN 'REDEEMER' THEN points ELSE -points END) AS n FROM leg WHERE window_id = w.window_id AND redeemer_id <> issuer_id GROUP BY 1, 2) l WHERE w.business_date >= $1 GROUP BY 1, 2) f GROUP BY 1`, [from]);
  return new Map(rows.map((row) => [row.issuer_id, { all: BigInt(row.all), most: BigInt(row.most), redeemer: row.redeemer }]));
}

/** Net of calculated and unsettled windows, by partner. */
export async function unsettled(connection: Connection): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ party_id: string; total: string }>(
    `SELECT p.party_id, sum(p.change_minor)::text AS total FROM position_part p WHERE NOT EXISTS (SELECT 1 FROM settlement_scope c JOIN settlement s ON s.settlement_id = c.settlement_id WHERE c.window_id = p.window_id AND s.group_id = p.group_id AND s.state = 'SETTLED') GROUP BY 1`);
  return new Map(rows.map((row) => [row.party_id, BigInt(row.total)]));
}

/** What has met positions in settlements that are settling, by partner. */
export async function met(connection: Connection): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ party_id: string; met: string }>('SELECT party_id, met_minor::text AS met FROM settling_met');
  return new Map(rows.map((row) => [row.party_id, BigInt(row.met)]));
}
