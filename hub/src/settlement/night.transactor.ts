import { asJson, insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import { claimLinesOf, lineKey } from './domain/engine';
import type { BurnLeg, Calculation, LegPricing, LineState, TaxVersion } from './domain/facts';
import type { CalculationRecord } from './domain/record';

/** One night works at a time in the whole coalition; whoever comes second waits and then finds nothing left to do. */
const NIGHT_LOCK = 7_301_004;

export async function lockNight(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [NIGHT_LOCK]);
}

export interface ClosedWindow {
  readonly windowId: string;
  readonly windowNo: bigint;
  readonly businessDate: BusinessDate;
}

/** The oldest closed window without a calculation: windows are calculated strictly in order. */
export async function nextUncalculated(connection: Connection): Promise<ClosedWindow | undefined> {
  const { rows } = await connection.query<{ window_id: string; window_no: string; business_date: string }>(
    `SELECT window_id, window_no, business_date::text FROM settlement_window w WHERE state = 'CLOSED'
       AND NOT EXISTS (SELECT 1 FROM calculation c WHERE c.window_id = w.window_id) ORDER BY window_no LIMIT 1`);
  return rows[0] && { windowId: rows[0].window_id, windowNo: BigInt(rows[0].window_no), businessDate: rows[0].business_date };
}

export interface WindowLeg extends BurnLeg {
  readonly late: boolean;
}

/** Burn legs of a window, and the legs that reverse burns with negative points. */
export async function burnLegs(connection: Connection, windowId: string): Promise<WindowLeg[]> {
  const { rows } = await connection.query<{ leg_id: string; posting_id: string; seq: string; issuer_id: string; redeemer_id: string; points: string; business_date: string; lot_earned_on: string; point_kind: string; reverses_leg_id: string | null; late: boolean }>(
    `SELECT l.leg_id, l.posting_id, l.seq, l.issuer_id, l.redeemer_id, (CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END)::text AS points,
       p.business_date::text, l.lot_earned_on::text, l.point_kind, l.reverses_leg_id, p.late
     FROM leg l JOIN posting p ON p.posting_id = l.posting_id
     WHERE l.window_id = $1 AND l.redeemer_id IS NOT NULL AND 'REDEEMER' IN (l.debit_account, l.credit_account)`, [windowId]);
  return rows.map((row) => ({ legId: row.leg_id, postingId: row.posting_id, seq: BigInt(row.seq), issuerId: row.issuer_id, redeemerId: row.redeemer_id, points: BigInt(row.points),
    businessDate: row.business_date, lotEarnedOn: row.lot_earned_on, pointKind: row.point_kind, late: row.late, ...(row.reverses_leg_id && { reversesLegId: row.reverses_leg_id }) }));
}

/** How legs of earlier windows were priced. */
export async function recordedPricings(connection: Connection, legIds: readonly string[]): Promise<Map<string, LegPricing>> {
  if (legIds.length === 0) return new Map();
  const { rows } = await connection.query<{ leg_id: string; pricing: LegPricing }>(`SELECT DISTINCT ON (leg_id) leg_id, pricing FROM leg_price WHERE leg_id = ANY($1) ORDER BY leg_id, version DESC`, [legIds]);
  return new Map(rows.map((row) => [row.leg_id, row.pricing]));
}

/** State of every line that stands in one of some document cycles. */
export async function lineStates(connection: Connection, cycleIds: readonly string[]): Promise<Map<string, LineState>> {
  const { rows } = await connection.query<{ line_type: string; payer_id: string; payee_id: string; payer_cycle_id: string | null; payee_cycle_id: string | null; qualifier: string; exact: string; amount_minor: string; points: string }>(
    `SELECT line_type, payer_id, payee_id, payer_cycle_id, payee_cycle_id, qualifier, exact, amount_minor, points FROM settlement_line
      WHERE payer_cycle_id = ANY($1) OR payee_cycle_id = ANY($1) OR (payer_cycle_id IS NULL AND payee_cycle_id IS NULL)`, [cycleIds]);
  return new Map(rows.map((row) => [lineKey(row.line_type as 'CLAIM', row.payer_id, row.payer_cycle_id ?? '', row.payee_id, row.payee_cycle_id ?? '', row.qualifier),
    { exact: row.exact, amountMinor: BigInt(row.amount_minor), points: BigInt(row.points) }]));
}

/** Net of unsettled claims by party, over the calculated windows so far. */
export async function unsettledPositions(connection: Connection): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ party_id: string; total: string }>(
    `SELECT p.party_id, sum(p.change_minor)::text AS total FROM position p
      WHERE NOT EXISTS (SELECT 1 FROM live_settlement s WHERE s.window_id = p.window_id AND s.state = 'SETTLED') GROUP BY p.party_id`);
  return new Map(rows.map((row) => [row.party_id, BigInt(row.total)]));
}

export interface TaxInForce {
  readonly versions: ReadonlyMap<string, TaxVersion>;
  /** Name of the version of each profile that is in force on the date; empty where nothing is taxed. */
  readonly current: ReadonlyMap<string, string>;
}

/** Every version of every tax profile, and which one rules on a date. */
export async function taxesAt(connection: Connection, date: BusinessDate): Promise<TaxInForce> {
  const { rows } = await connection.query<{ tax_profile_id: string; version: number; treatment: string; rate: string | null; dpp_numerator: number | null; dpp_denominator: number | null; now: boolean }>(
    `SELECT tax_profile_id, version, treatment, rate::text, dpp_numerator, dpp_denominator, valid_from <= $1 AND (valid_to IS NULL OR $1 < valid_to) AS now FROM tax_profile ORDER BY tax_profile_id, version`, [date]);
  const versions = new Map<string, TaxVersion>();
  const current = new Map<string, string>();
  for (const row of rows) {
    const name = `${row.tax_profile_id}@v${row.version}`;
    if (row.treatment === 'SERVICE' && row.rate !== null) versions.set(name, { rate: row.rate, dppNumerator: row.dpp_numerator ?? 1, dppDenominator: row.dpp_denominator ?? 1 });
    if (row.now) current.set(row.tax_profile_id, row.treatment === 'SERVICE' ? name : '');
  }
  return { versions, current };
}

/** The document cycles of some partners around a date, made where they are not there yet. */
export async function ensureCycles(tx: Tx, wanted: readonly { cycleId: string; partnerId: string; kind: string; from: string; to: string }[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const text = JSON.stringify(wanted.map((one) => ({ cycle_id: one.cycleId, partner_id: one.partnerId, kind: one.kind, from_date: one.from, to_date: one.to })));
  await tx.query(`INSERT INTO document_cycle (cycle_id, partner_id, kind, from_date, to_date) SELECT cycle_id, partner_id, kind, from_date, to_date FROM json_populate_recordset(NULL::document_cycle, $1) ON CONFLICT DO NOTHING`, [text]);
  const { rows } = await tx.query<{ partner_id: string; cycle_id: string }>(
    `SELECT c.partner_id, c.cycle_id FROM document_cycle c JOIN json_populate_recordset(NULL::document_cycle, $1) w ON w.partner_id = c.partner_id AND w.from_date = c.from_date`, [text]);
  return new Map(rows.map((row) => [row.partner_id, row.cycle_id]));
}

export async function partnerCodes(connection: Connection): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ partner_id: string; code: string }>('SELECT partner_id, code FROM partner');
  return new Map(rows.map((row) => [row.partner_id, row.code]));
}

export interface NightResult {
  readonly calculationId: string;
  readonly windowId: string;
  readonly at: Date;
  readonly result: Calculation;
  readonly record: CalculationRecord;
  readonly engineVersion: string;
  readonly legs: readonly WindowLeg[];
  /** The cycle in which each partner books this window. */
  readonly bookingCycles: ReadonlyMap<string, string>;
  readonly newId: () => string;
}

/** Commits a night in the transaction it was read in: calculation, lines, claims, prices and positions, or nothing. */
export async function storeCalculation(tx: Tx, night: NightResult): Promise<void> {
  const { result, record } = night;
  await tx.query(`INSERT INTO calculation (calculation_id, window_id, version, engine_version, input_hash, calculation_hash, points_burned, record, calculated_at) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8)`,
    [night.calculationId, night.windowId, night.engineVersion, record.inputHash, record.calculationHash, result.pointsBurned.toString(), record.record, night.at]);
  const lineIds = await upsertLines(tx, night);
  await insertRows(tx, 'claim', result.lines.map((line) => ({ window_id: night.windowId, version: 1, line_id: lineIds.get(line.lineKey), line_type: line.lineType, payer_id: line.payer, payee_id: line.payee,
    payer_booking_cycle_id: night.bookingCycles.get(line.payer) ?? null, payee_booking_cycle_id: night.bookingCycles.get(line.payee) ?? null, points: line.points, currency: 'IDR',
    exact_before: line.exactBefore, exact_after: line.exactAfter, amount_before_minor: line.amountBefore, amount_minor: line.delta, terms_refs: line.termsRefs })));
  await insertRows(tx, 'leg_price', night.legs.map((leg) => legPriceRow(leg, night, lineIds)));
  await insertRows(tx, 'position', result.positions.map((one) => ({ window_id: night.windowId, version: 1, party_id: one.partyId, currency: 'IDR', before_minor: one.before, change_minor: one.change, after_minor: one.after })));
}

async function upsertLines(tx: Tx, night: NightResult): Promise<Map<string, string>> {
  const lines = night.result.lines.map((line) => ({ line_id: night.newId(), line_type: line.lineType, payer_id: line.payer, payee_id: line.payee, payer_cycle_id: line.payerCycleId || null, payee_cycle_id: line.payeeCycleId || null,
    qualifier: line.qualifier, exact: line.exactAfter, amount_minor: line.amountBefore + line.delta, points: line.points }));
  const { rows } = await tx.query<{ line_id: string; line_type: string; payer_id: string; payee_id: string; payer_cycle_id: string | null; payee_cycle_id: string | null; qualifier: string }>(
    `INSERT INTO settlement_line AS s SELECT * FROM json_populate_recordset(NULL::settlement_line, $1)
     ON CONFLICT (line_type, payer_id, payee_id, payer_cycle_id, payee_cycle_id, qualifier)
     DO UPDATE SET exact = excluded.exact, amount_minor = excluded.amount_minor, points = s.points + excluded.points
     RETURNING line_id, line_type, payer_id, payee_id, payer_cycle_id, payee_cycle_id, qualifier`, [asJson(lines)]);
  return new Map(rows.map((row) => [lineKey(row.line_type as 'CLAIM', row.payer_id, row.payer_cycle_id ?? '', row.payee_id, row.payee_cycle_id ?? '', row.qualifier), row.line_id]));
}

function legPriceRow(leg: WindowLeg, night: NightResult, lineIds: ReadonlyMap<string, string>): Record<string, unknown> {
  const pricing = night.result.pricings.get(leg.legId);
  if (!pricing) throw new Error(`Leg ${leg.legId} has no price.`);
  const { payLine, receiveLine } = claimLinesOf(leg, pricing);
  return { leg_id: leg.legId, window_id: night.windowId, version: 1, line_id: payLine === undefined ? null : lineIds.get(payLine), receive_line_id: receiveLine === undefined ? null : lineIds.get(receiveLine),
    pay_clause: pricing.pay.termsRef, receive_clause: pricing.receive.termsRef, pay_price: pricing.pay.pointPrice, receive_price: pricing.receive.pointPrice,
    section: leg.late ? 'LATE' : 'NORMAL', issuer_cycle_id: pricing.issuerCycleId ?? null, redeemer_cycle_id: pricing.redeemerCycleId ?? null, pricing };
}
