import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import { COALITION_FUND_PARTY, HUB_PARTY, RATE_DIFFERENCE_PARTY } from '../kernel/parties';
import type { Exposure, LossRule } from './domain/default';

/** What of an obligation says whose claims stand behind it. */
export interface DefaultedObligation {
  readonly settlementId: string;
  readonly partyId: string;
  readonly netting: 'MULTILATERAL' | 'BILATERAL' | 'GROSS';
  readonly counterpartyId: string;
  readonly side: 'NET' | 'PAYS' | 'RECEIVES';
}

/** The one other end of its claims; undefined where those of all are in it. */
const endOf = ({ netting, counterpartyId }: Pick<DefaultedObligation, 'netting' | 'counterpartyId'>): string | undefined => (netting === 'MULTILATERAL' ? undefined : counterpartyId);

/**
 * Claims between a party and every other partner in a settlement that stand behind its obligation, partners in the order of their codes: what it is to be paid by each, and to pay each, in its
 * windows, also where two prices stand on the rate difference, and with what disputes moved. A side that disputes took below nothing is nothing.
 */
export async function exposures(connection: Connection, { settlementId, partyId, ...of }: DefaultedObligation): Promise<(Exposure & { readonly name: string })[]> {
  const { rows } = await connection.query<{ partyId: string; name: string; claims: string; owes: string }>(
    `WITH m AS (
       -- Of two prices each side counts its own: the redeemer what it receives, the issuer what it pays; the other end stands on the line.
       SELECT CASE c.payer_id WHEN $3 THEN l.qualifier::uuid ELSE c.payer_id END AS payer, CASE c.payee_id WHEN $3 THEN l.qualifier::uuid ELSE c.payee_id END AS payee, CASE WHEN c.payee_id = $3 THEN 'PAYS' WHEN c.payer_id = $3 THEN 'RECEIVES' END AS side, c.amount_minor AS amount
         FROM settlement_scope s JOIN settlement t ON t.settlement_id = s.settlement_id JOIN claim c ON c.window_id = s.window_id AND c.group_id = t.group_id AND c.line_type = 'CLAIM' JOIN settlement_line l ON l.line_id = c.line_id WHERE s.settlement_id = $1
       UNION ALL SELECT CASE v.payer_id WHEN $3 THEN l.qualifier::uuid ELSE v.payer_id END, CASE v.payee_id WHEN $3 THEN l.qualifier::uuid ELSE v.payee_id END, CASE WHEN v.payee_id = $3 THEN 'PAYS' WHEN v.payer_id = $3 THEN 'RECEIVES' END, v.amount_minor
         FROM settlement_movement s JOIN position_movement v ON v.movement_id = s.movement_id LEFT JOIN settlement_line l ON l.line_id = v.line_id WHERE s.settlement_id = $1)
     SELECT p.partner_id AS "partyId", p.brand_name AS name, greatest(coalesce(sum(m.amount) FILTER (WHERE m.payer = $2 AND m.side IS DISTINCT FROM 'PAYS'), 0), 0)::text AS claims, greatest(coalesce(sum(m.amount) FILTER (WHERE m.payee = $2 AND m.side IS DISTINCT FROM 'RECEIVES'), 0), 0)::text AS owes
       FROM m JOIN partner p ON p.partner_id = CASE m.payer WHEN $2 THEN m.payee ELSE m.payer END
      WHERE $2 IN (m.payer, m.payee) AND m.payer <> m.payee AND ($4::uuid IS NULL OR p.partner_id = $4) GROUP BY p.partner_id, p.brand_name, p.code ORDER BY p.code`, [settlementId, partyId, RATE_DIFFERENCE_PARTY, endOf(of) ?? null]);
  // Where nothing is set off, what the other side owes is paid apart.
  return rows.map((row) => ({ ...row, claims: BigInt(row.claims), owes: of.side === 'NET' ? BigInt(row.owes) : 0n }));
}

/**
 * What the accounts that the hub keeps have coming from a party in a settlement, net: points paid for at issue, reserves, the fund, and of two prices the
 * difference between what it pays and what its redeemers receive. Each account is told by its id, a reserve by version 8.
 */
export async function owedToHubHeld(connection: Connection, { settlementId, partyId, ...of }: DefaultedObligation): Promise<bigint> {
  const { rows } = await connection.query<{ net: string }>(
    `SELECT coalesce(sum(CASE WHEN c.payer_id = $2 THEN c.amount_minor ELSE -c.amount_minor END), 0)::text AS net
       FROM settlement_scope s JOIN settlement t ON t.settlement_id = s.settlement_id JOIN claim c ON c.window_id = s.window_id AND c.group_id = t.group_id AND c.line_type = 'CLAIM' JOIN settlement_line l ON l.line_id = c.line_id CROSS JOIN LATERAL (SELECT CASE c.payer_id WHEN $2 THEN c.payee_id ELSE c.payer_id END AS party_id) o
      WHERE s.settlement_id = $1 AND ($2 IN (c.payer_id, c.payee_id) AND (o.party_id IN ($3, $4) OR substr(o.party_id::text, 15, 1) = '8') AND ($6::uuid IS NULL OR $6 = $3)
        OR c.payer_id = $2 AND c.payee_id = $5 AND ($6 IS NULL OR $6 = other_end($2, c.payer_id, c.payee_id, l.qualifier)) OR c.payer_id = $5 AND l.qualifier = $2::text AND ($6 IS NULL OR $6 = c.payee_id))`, [settlementId, partyId, HUB_PARTY, COALITION_FUND_PARTY, RATE_DIFFERENCE_PARTY, endOf(of) ?? null]);
  return BigInt(rows[0]?.net ?? '0');
}

/** What earlier defaults of a party have used of its collateral. */
export async function collateralUsed(connection: Connection, partyId: string): Promise<bigint> {
  return BigInt((await connection.query<{ used: string }>(`SELECT coalesce(sum(collateral_minor), 0)::text AS used FROM default_case WHERE party_id = $1 AND state = 'DECLARED'`, [partyId])).rows[0]?.used ?? '0');
}

/** What the coalition's fund holds: contributions of settled windows, less what defaults took. */
export async function fundBalance(connection: Connection): Promise<bigint> {
  const { rows } = await connection.query<{ balance: string }>(
    `SELECT (coalesce((SELECT sum(CASE c.payee_id WHEN $1 THEN c.amount_minor ELSE -c.amount_minor END) FROM claim c JOIN live_settlement s ON s.window_id = c.window_id AND s.group_id = c.group_id AND s.state = 'SETTLED' WHERE $1 IN (c.payer_id, c.payee_id) AND c.payer_id <> c.payee_id), 0)
       - coalesce((SELECT sum(fund_minor) FROM default_case WHERE state = 'DECLARED'), 0))::text AS balance`, [COALITION_FUND_PARTY]);
  return BigInt(rows[0]?.balance ?? '0');
}

export interface DefaultRow {
  readonly defaultId: string;
  readonly obligationId: string;
  readonly settlementId: string;
  readonly partyId: string;
  readonly name: string;
  readonly state: 'PROPOSED' | 'DECLARED' | 'WITHDRAWN';
  readonly rule: LossRule;
  readonly hash: string;
  readonly simulation: Simulation;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly recovered: string;
}

/** What two people saw; amounts are minor units as text. */
export interface Simulation {
  readonly partnersOpen: string;
  /** Principal that is owed to accounts of the hub. */
  readonly hubPrincipal?: string;
  readonly feeOpen: string;
  readonly ppnOpen: string;
  readonly collateral: string;
  readonly reserve: string;
  readonly fund: string;
  readonly collateralToHub: string;
  readonly shortfall: string;
  readonly hubUnpaid: string;
  readonly losses: readonly { readonly partyId: string; readonly name: string; readonly claims: string; readonly owes: string; readonly netExposure: string; readonly grossClaim: string }[];
}

const CASE = `SELECT d.default_id AS "defaultId", d.obligation_id AS "obligationId", o.settlement_id AS "settlementId", d.party_id AS "partyId", p.brand_name AS name, d.state, d.rule, d.default_hash AS hash, d.simulation, d.made_by AS "madeBy", d.made_at AS "madeAt",
    d.decided_by AS "decidedBy", d.decided_at AS "decidedAt", d.reason, (SELECT coalesce(sum(r.amount_minor), 0)::text FROM recovery r WHERE r.default_id = d.default_id) AS recovered
  FROM default_case d JOIN obligation o ON o.obligation_id = d.obligation_id JOIN partner p ON p.partner_id = d.party_id`;

export async function defaultById(connection: Connection, defaultId: string): Promise<DefaultRow | undefined> {
  return (await connection.query<DefaultRow>(`${CASE} WHERE d.default_id = $1`, [defaultId])).rows[0];
}

export async function defaultsPage(connection: Connection, offset: number, limit: number): Promise<DefaultRow[]> {
  return (await connection.query<DefaultRow>(`${CASE} ORDER BY d.default_id DESC LIMIT $1 OFFSET $2`, [limit, offset])).rows;
}

/** False when the obligation has a default already. */
export async function insertDefault(tx: Tx, one: { defaultId: string; obligationId: string; partyId: string; rule: LossRule; hash: string; simulation: Simulation; by: string; at: Date }): Promise<boolean> {
  const { simulation: s } = one;
  const { rowCount } = await tx.query(`INSERT INTO default_case (default_id, obligation_id, party_id, state, rule, default_hash, simulation, collateral_minor, reserve_minor, fund_minor, shortfall_minor, hub_unpaid_minor, made_by, made_at, hub_principal_minor)
    VALUES ($1, $2, $3, 'PROPOSED', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (obligation_id) WHERE state <> 'WITHDRAWN' DO NOTHING`,
    [one.defaultId, one.obligationId, one.partyId, one.rule, one.hash, JSON.stringify(s), (BigInt(s.collateral) + BigInt(s.collateralToHub)).toString(), s.reserve, s.fund, s.shortfall, s.hubUnpaid, one.by, one.at, s.hubPrincipal ?? '0']);
  return (rowCount ?? 0) > 0;
}

export async function moveDefault(tx: Tx, defaultId: string, to: 'DECLARED' | 'WITHDRAWN', by: string, at: Date, reason?: string): Promise<void> {
  await tx.query(`UPDATE default_case SET state = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE default_id = $1`, [defaultId, to, by, at, reason ?? null]);
  await tx.query(`INSERT INTO state_change (subject_kind, subject_id, from_state, to_state, at, actor, reason) VALUES ('DEFAULT', $1, 'PROPOSED', $2, $3, $4, $5)`, [defaultId, to, at, by, reason ?? null]);
}

export async function insertLossShares(tx: Tx, defaultId: string, losses: readonly { readonly partyId: string; readonly amount: bigint }[]): Promise<void> {
  await insertRows(tx, 'loss_share', losses.filter((one) => one.amount > 0n).map((one) => ({ default_id: defaultId, party_id: one.partyId, amount_minor: one.amount })));
}

export interface Unrecovered {
  readonly defaultId: string;
  readonly hubLacks: bigint;
  /** In the order of the partners' codes. */
  readonly partners: readonly { readonly partyId: string; readonly lacks: bigint }[];
}

/** Declared defaults of a party that were not wholly recovered, oldest first. @param obligationId only that of this obligation */
export async function unrecovered(tx: Tx, partyId: string, obligationId: string | undefined): Promise<Unrecovered[]> {
  const { rows } = await tx.query<{ defaultId: string; hub: string; partners: { partyId: string; lacks: string }[] | null }>(
    `SELECT d.default_id AS "defaultId", (d.hub_unpaid_minor - coalesce((SELECT sum(r.hub_minor) FROM recovery r WHERE r.default_id = d.default_id), 0))::text AS hub,
        (SELECT json_agg(json_build_object('partyId', l.party_id, 'lacks', (l.amount_minor - coalesce((SELECT sum(s.amount_minor) FROM recovery_share s WHERE s.default_id = d.default_id AND s.party_id = l.party_id), 0))::text) ORDER BY p.code)
           FROM loss_share l JOIN partner p ON p.partner_id = l.party_id WHERE l.default_id = d.default_id) AS partners
       FROM default_case d WHERE d.party_id = $1 AND d.state = 'DECLARED' AND ($2::uuid IS NULL OR d.obligation_id = $2) ORDER BY d.decided_at, d.default_id`, [partyId, obligationId ?? null]);
  return rows.map((row) => ({ defaultId: row.defaultId, hubLacks: BigInt(row.hub), partners: (row.partners ?? []).map((one) => ({ partyId: one.partyId, lacks: BigInt(one.lacks) })) }));
}

export async function insertRecovery(tx: Tx, one: { paymentId: string; defaultId: string; amountMinor: bigint; hubMinor: bigint; shares: readonly { readonly partyId: string; readonly amount: bigint }[] }): Promise<void> {
  await tx.query(`INSERT INTO recovery (payment_id, default_id, amount_minor, hub_minor) VALUES ($1, $2, $3, $4)`, [one.paymentId, one.defaultId, one.amountMinor.toString(), one.hubMinor.toString()]);
  await insertRows(tx, 'recovery_share', one.shares.filter((share) => share.amount > 0n).map((share) => ({ payment_id: one.paymentId, default_id: one.defaultId, party_id: share.partyId, amount_minor: share.amount })));
}
