import type { Connection, Tx } from '../db/tx';

export interface CalculatedWindow {
  readonly windowId: string;
  readonly version: number;
  readonly calculationHash: string;
  readonly root: Buffer;
}

/** A window's newest calculation with the root of the log at its end; undefined while either is missing. */
export async function calculatedWindow(connection: Connection, windowId: string): Promise<CalculatedWindow | undefined> {
  return (await connection.query<CalculatedWindow>(`SELECT c.window_id AS "windowId", c.version, c.calculation_hash AS "calculationHash", l.root FROM calculation c JOIN log_checkpoint l ON l.window_id = c.window_id AND l.closes WHERE c.window_id = $1 ORDER BY c.version DESC LIMIT 1`, [windowId])).rows[0];
}

export async function windowExists(connection: Connection, windowId: string): Promise<boolean> {
  return (await connection.query('SELECT 1 FROM settlement_window WHERE window_id = $1', [windowId])).rows.length > 0;
}

export interface SignatureRow {
  readonly windowId: string;
  readonly version: number;
  readonly partnerId: string;
  readonly calculationHash: string;
  readonly rootHash: string;
  readonly partnerJws: string;
  readonly kid: string;
  readonly hubJws: string;
  readonly signedAt: Date;
}

const ROW = `SELECT window_id AS "windowId", calculation_version AS version, partner_id AS "partnerId", calculation_hash AS "calculationHash", root_hash AS "rootHash", partner_jws AS "partnerJws", kid, hub_jws AS "hubJws", signed_at AS "signedAt" FROM window_signature`;

export async function signaturesOf(connection: Connection, windowId: string, partnerId: string | undefined): Promise<SignatureRow[]> {
  return (await connection.query<SignatureRow>(`${ROW} WHERE window_id = $1 AND ($2::uuid IS NULL OR partner_id = $2) ORDER BY calculation_version DESC, signed_at`, [windowId, partnerId ?? null])).rows;
}

/** False when this partner has signed this calculation already. */
export async function keepSignature(tx: Tx, one: SignatureRow): Promise<boolean> {
  return ((await tx.query(`INSERT INTO window_signature (window_id, calculation_version, partner_id, calculation_hash, root_hash, partner_jws, kid, hub_jws, signed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [one.windowId, one.version, one.partnerId, one.calculationHash, one.rootHash, one.partnerJws, one.kid, one.hubJws, one.signedAt])).rowCount ?? 0) > 0;
}

/**
 * When a partner signed some windows, by their newest calculation: what was signed may be disputed only with evidence that is newer.
 * @returns the windows that it signed, by bare id
 */
export async function signedWindows(connection: Connection, partnerId: string, windowIds: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await connection.query<{ window_id: string; signed_at: Date }>(
    `SELECT s.window_id, s.signed_at FROM window_signature s WHERE s.partner_id = $1 AND s.window_id = ANY($2::uuid[]) AND s.calculation_version = (SELECT max(c.version) FROM calculation c WHERE c.window_id = s.window_id)`, [partnerId, [...windowIds]]);
  return new Map(rows.map((row) => [row.window_id, row.signed_at]));
}

/** Windows of a settlement, calculated since an instant, and partners with a position in them whose signature over the newest calculation is missing. */
export async function unsigned(connection: Connection, settlementId: string, since: Date): Promise<{ windowId: string; partnerId: string }[]> {
  return (await connection.query<{ windowId: string; partnerId: string }>(
    `SELECT DISTINCT p.window_id AS "windowId", p.party_id AS "partnerId" FROM settlement_scope o JOIN settlement e ON e.settlement_id = o.settlement_id JOIN (SELECT window_id, version, group_id, party_id, sum(change_minor) AS change_minor FROM position_part GROUP BY 1, 2, 3, 4) p ON p.window_id = o.window_id AND p.group_id = e.group_id JOIN partner t ON t.partner_id = p.party_id JOIN calculation n ON n.window_id = p.window_id AND n.version = p.version AND n.calculated_at > $2 WHERE o.settlement_id = $1 AND p.change_minor <> 0
        AND NOT EXISTS (SELECT 1 FROM window_signature s WHERE s.window_id = p.window_id AND s.partner_id = p.party_id AND s.calculation_version = (SELECT max(c.version) FROM calculation c WHERE c.window_id = p.window_id))`, [settlementId, since])).rows;
}
