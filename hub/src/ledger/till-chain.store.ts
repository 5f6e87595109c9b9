import { arrayOf, arraysOf, rowsOf } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { ChainFlag, Link } from './domain/till-chain';

/** What the chain of its till says of a posting `p` that was signed offline; it may still change, as missing tokens arrive. */
export const FLAGS = `CASE WHEN p.token_jti LIKE 'offline:%' THEN (SELECT array_agg(DISTINCT c.flag) FROM till_chain c WHERE c.partner_id = p.partner_id AND c.till_id = p.till_id AND c.jti = p.external_id AND c.flag IS NOT NULL) END`;

/** A link as it stands in the books. */
export interface KnownLink extends Link {
  readonly withinLimits: boolean;
  readonly flag: ChainFlag | undefined;
}

/** What arrives of one token, besides its link. */
export interface Arrival extends Link {
  readonly jti: string;
  readonly op: string;
  readonly capturedAt: Date;
  readonly businessDate: string;
  readonly valueMinor: bigint;
}

const TILL_LOCK = 7_301_008;

/** Arrivals of one till are taken in one after the other; tills in one order everywhere. */
export async function lockTills(tx: Tx, tillIds: readonly string[]): Promise<void> {
  for (const tillId of [...new Set(tillIds)].sort()) await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [TILL_LOCK, tillId]);
}

/** The links at the places of some arrivals, and at the places just before and after them. */
export async function linksAround(tx: Tx, partnerId: string, links: readonly Link[]): Promise<KnownLink[]> {
  const { rows } = await tx.query<{ till_id: string; kid: string; seq: string; digest: string; prev: string; within_limits: boolean; flag: ChainFlag | null }>(
    `SELECT DISTINCT c.till_id, c.kid, c.seq, encode(c.digest, 'hex') AS digest, encode(c.prev, 'hex') AS prev, c.within_limits, c.flag FROM till_chain c
       JOIN unnest($2::uuid[], $3::text[], $4::bigint[]) AS a(till_id, kid, seq) ON a.till_id = c.till_id AND a.kid = c.kid AND c.seq BETWEEN a.seq - 1 AND a.seq + 1 WHERE c.partner_id = $1`,
    [partnerId, arrayOf('uuid', links.map((one) => one.tillId)), arrayOf('text', links.map((one) => one.kid)), arrayOf('bigint', links.map((one) => one.seq))]);
  return rows.map((row) => ({ tillId: row.till_id, kid: row.kid, seq: BigInt(row.seq), digest: row.digest, prev: row.prev, withinLimits: row.within_limits, flag: row.flag ?? undefined }));
}

/** What the earns of a till have used of a day's limits. */
export interface DayUse {
  readonly count: number;
  readonly valueMinor: bigint;
}

/** By `till date`. */
export async function usedLimits(tx: Tx, partnerId: string, arrivals: readonly Arrival[]): Promise<Map<string, DayUse>> {
  const { rows } = await tx.query<{ till_id: string; date: string; n: string; value: string }>(
    `SELECT till_id, business_date::text AS date, count(*) AS n, sum(value_minor)::text AS value FROM till_chain WHERE partner_id = $1 AND op = 'EARN' AND within_limits AND till_id = ANY($2::uuid[]) AND business_date = ANY($3::date[]) GROUP BY 1, 2`,
    [partnerId, arrayOf('uuid', arrivals.map((one) => one.tillId)), arrayOf('date', arrivals.map((one) => one.businessDate))]);
  return new Map(rows.map((row) => [`${row.till_id} ${row.date}`, { count: Number(row.n), valueMinor: BigInt(row.value) }]));
}

const ARRIVAL = { partner_id: 'uuid', till_id: 'uuid', kid: 'text', seq: 'bigint', digest: 'bytea', prev: 'bytea', jti: 'text', op: 'text', captured_at: 'timestamptz', business_date: 'date', value_minor: 'bigint', within_limits: 'boolean', flag: 'text', arrived_at: 'timestamptz' } as const;

export async function keepArrivals(tx: Tx, partnerId: string, list: readonly (Arrival & { readonly withinLimits: boolean; readonly flag: ChainFlag | undefined })[], at: Date): Promise<void> {
  const bytes = (hex: string): string => `\\x${hex}`;
  await tx.query(`INSERT INTO till_chain (${Object.keys(ARRIVAL).join(', ')}) SELECT n.* FROM ${rowsOf(ARRIVAL)}`, arraysOf(ARRIVAL, list.map((one) => ({ partner_id: partnerId, till_id: one.tillId, kid: one.kid, seq: one.seq, digest: bytes(one.digest), prev: bytes(one.prev),
    jti: one.jti, op: one.op, captured_at: one.capturedAt, business_date: one.businessDate, value_minor: one.valueMinor, within_limits: one.withinLimits, flag: one.flag, arrived_at: at }))));
}

/** A link that came before its predecessor is judged again when that one arrives. */
export async function moveFlag(tx: Tx, partnerId: string, link: Link, flag: ChainFlag | undefined): Promise<void> {
  await tx.query(`UPDATE till_chain SET flag = $6 WHERE partner_id = $1 AND till_id = $2 AND kid = $3 AND seq = $4 AND digest = decode($5, 'hex')`, [partnerId, link.tillId, link.kid, link.seq.toString(), link.digest, flag ?? null]);
}

/** How far the chain of a till and key is here. */
export interface CounterRow {
  readonly tillId: string;
  readonly tillName: string;
  readonly outletId: string;
  readonly partnerId: string;
  readonly kid: string;
  readonly highest: string;
  readonly arrived: string;
  readonly lastArrivedAt: Date;
  readonly missing: { from: number; to: number }[] | null;
  readonly broken: number[] | null;
}

/** @param gapsOnly only chains in which something is missing or broken */
export async function countersPage(connection: Connection, partnerId: string | undefined, gapsOnly: boolean, offset: number, limit: number): Promise<CounterRow[]> {
  const { rows } = await connection.query<CounterRow>(
    `WITH steps AS (SELECT partner_id, till_id, kid, seq, lag(seq, 1, 0::bigint) OVER (PARTITION BY partner_id, till_id, kid ORDER BY seq) AS before FROM (SELECT DISTINCT partner_id, till_id, kid, seq FROM till_chain WHERE $1::uuid IS NULL OR partner_id = $1) d),
       gaps AS (SELECT partner_id, till_id, kid, json_agg(json_build_object('from', before + 1, 'to', seq - 1) ORDER BY seq) AS missing FROM steps WHERE seq > before + 1 GROUP BY 1, 2, 3),
       chains AS (SELECT partner_id, till_id, kid, max(seq) AS highest, count(DISTINCT seq) AS arrived, max(arrived_at) AS last, json_agg(seq ORDER BY seq) FILTER (WHERE flag = 'CHAIN_BROKEN') AS broken FROM till_chain WHERE $1::uuid IS NULL OR partner_id = $1 GROUP BY 1, 2, 3)
     SELECT c.till_id AS "tillId", t.name AS "tillName", t.outlet_id AS "outletId", c.partner_id AS "partnerId", c.kid, c.highest, c.arrived, c.last AS "lastArrivedAt", g.missing, c.broken
       FROM chains c JOIN till t ON t.till_id = c.till_id LEFT JOIN gaps g ON g.partner_id = c.partner_id AND g.till_id = c.till_id AND g.kid = c.kid
      WHERE NOT $2 OR g.missing IS NOT NULL OR c.broken IS NOT NULL ORDER BY c.till_id, c.kid LIMIT $3 OFFSET $4`, [partnerId ?? null, gapsOnly, limit, offset]);
  return rows;
}
