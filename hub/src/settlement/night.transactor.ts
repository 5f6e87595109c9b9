import { arrayOf, arraysOf, bodyOf, copyRows, haveLeft, insertRows, rowsOf, type Rows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { BusinessDate } from '../kernel/business-date';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';
import { groupKeyOf, keyOf, pricedLike } from './domain/engine';
import type { LineDelta, Calculation, GroupPricing, LineKind, LineName, LineParts, LineState, LineType, PricedGroup, TaxVersion } from './domain/facts';
import { OWN_GROUP } from './domain/groups';
import type { BookedClaim } from './domain/netting';
import type { CalculationRecord } from './domain/record';

/** One night works at a time in the whole coalition; whoever comes second waits and then finds nothing left to do. */
const NIGHT_LOCK = 7_301_004;

export async function lockNight(tx: Tx): Promise<void> {
  // Sums over a window are hashed in memory; sorting it would read its legs in the order of an index.
  await tx.query(`SET LOCAL work_mem = '64MB'`);
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

export interface LineRow { line_type: LineType; payer_id: string; payee_id: string; payer_cycle_id: string | null; payee_cycle_id: string | null; qualifier: string; kind: LineKind; section: 'NORMAL' | 'LATE'; funding: string }
export const LINE_NAME = 'line_type, payer_id, payee_id, payer_cycle_id, payee_cycle_id, qualifier, kind, section, funding';

export function lineNameOf(row: LineRow): LineName {
  return { lineType: row.line_type, payer: row.payer_id, payerCycleId: row.payer_cycle_id ?? '', payee: row.payee_id, payeeCycleId: row.payee_cycle_id ?? '', qualifier: row.qualifier, kind: row.kind, section: row.section, funding: row.funding };
}

/** State of every line that stands in one of some document cycles, and of those without a cycle. */
export async function lineStates(connection: Connection, cycleIds: readonly string[]): Promise<Map<string, LineState>> {
  const { rows } = await connection.query<LineRow & { exact: string; amount_minor: string; points: string; parts: LineParts }>(
    `SELECT ${LINE_NAME}, exact, amount_minor, points, parts FROM settlement_line
      WHERE payer_cycle_id = ANY($1::uuid[]) OR payee_cycle_id = ANY($1::uuid[]) OR (payer_cycle_id IS NULL AND payee_cycle_id IS NULL)`, [arrayOf('uuid', cycleIds)]);
  return new Map(rows.map((row) => [keyOf(lineNameOf(row)), { exact: row.exact, amountMinor: BigInt(row.amount_minor), points: BigInt(row.points), parts: row.parts }]));
}

/** What was reserved for each issuer when the last window was calculated. */
export async function reserveLevels(connection: Connection): Promise<Map<string, { exact: string; levelMinor: bigint }>> {
  const { rows } = await connection.query<{ issuer_id: string; exact_after: string; after_minor: string }>(
    `SELECT DISTINCT ON (r.issuer_id) r.issuer_id, r.exact_after, r.after_minor FROM reserve_movement r JOIN settlement_window w ON w.window_id = r.window_id ORDER BY r.issuer_id, w.window_no DESC, r.version DESC`);
  return new Map(rows.map((row) => [row.issuer_id, { exact: row.exact_after, levelMinor: BigInt(row.after_minor) }]));
}

/** Net of unsettled claims by party, over the calculated windows so far. */
export async function unsettledPositions(connection: Connection): Promise<Map<string, bigint>> {
  const { rows } = await connection.query<{ party_id: string; total: string }>(
    `SELECT p.party_id, sum(p.change_minor)::text AS total FROM position_part p
      WHERE NOT EXISTS (SELECT 1 FROM live_settlement s WHERE s.window_id = p.window_id AND s.group_id = p.group_id AND s.state = 'SETTLED') GROUP BY p.party_id`);
  return new Map(rows.map((row) => [row.party_id, BigInt(row.total)]));
}

export interface TaxInForce {
  readonly versions: ReadonlyMap<string, TaxVersion>;
  /** Name of the version of each profile that is in force on the date; empty where nothing is taxed. */
  readonly current: ReadonlyMap<string, string>;
}

/** Every version of every tax profile, and which one rules on a date. */
export async function taxesAt(connection: Connection, date: BusinessDate): Promise<TaxInForce> {
  const { rows } = await connection.query<{ tax_profile_id: string; version: number; treatment: string; rate: string | null; dpp_numerator: number | null; dpp_denominator: number | null; dpp_rate: string | null; now: boolean }>(
    `SELECT tax_profile_id, version, treatment, rate::text, dpp_numerator, dpp_denominator, trim_scale(dpp_rate)::text AS dpp_rate, valid_from <= $1 AND (valid_to IS NULL OR $1 < valid_to) AS now FROM tax_profile ORDER BY tax_profile_id, version`, [date]);
  const versions = new Map<string, TaxVersion>();
  const current = new Map<string, string>();
  for (const row of rows) {
    const name = `${row.tax_profile_id}@v${row.version}`;
    const taxed = row.treatment !== 'NOT_SUBJECT' && row.rate !== null;
    if (taxed) versions.set(name, { rate: row.rate ?? '0', dppNumerator: row.dpp_numerator ?? 1, dppDenominator: row.dpp_denominator ?? 1, ...(row.treatment === 'NILAI_LAIN' && row.dpp_rate !== null && { dppRate: row.dpp_rate }) });
    if (row.now) current.set(row.tax_profile_id, taxed ? name : '');
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
  readonly businessDate: BusinessDate;
  readonly at: Date;
  readonly result: Calculation;
  /** Written while the database is busy with the lines. */
  readonly record: () => CalculationRecord;
  /** Calculates once more while the database is busy with the rows; it throws where that comes to another record, and then nothing is kept. */
  readonly proveAgain: (record: CalculationRecord) => void;
  readonly engineVersion: string;
  /** The group in which a claim of this window settles. */
  readonly groupOf: (claim: Pick<BookedClaim, 'payer' | 'payee' | 'behind'>) => string;
  /** The cycle in which each partner books this window. */
  readonly bookingCycles: ReadonlyMap<string, string>;
  readonly newId: () => string;
}

/** A calculation that is kept beside the first: what is claimed stays in its group. */
type Restated = Omit<NightResult, 'groupOf' | 'proveAgain'>;

/** Commits a night in the transaction it was read in: calculation, lines, claims, prices, reserves and positions, or nothing. */
export async function storeCalculation(tx: Tx, night: NightResult): Promise<void> {
  const { result } = night;
  const [lineIds, record] = await Promise.all([upsertLines(tx, night), recorded(night)]);
  const kept = insertCalculation(tx, night, 1, record);
  const claims = claimRows(night, lineIds);
  const written = Promise.all([kept, copyRows(tx, [{ table: 'claim', shape: CLAIM, list: claims }, ...groupsOf(night, lineIds)])]);
  written.catch(() => undefined);
  await kept;
  await Promise.race([written, haveLeft(tx)]);
  night.proveAgain(record);
  await written;
  await insertRows(tx, 'reserve_movement', result.reserves.map((one) => ({ window_id: night.windowId, version: 1, issuer_id: one.issuerId, exact_after: one.exactAfter, before_minor: one.before, funded_minor: one.funded, released_minor: one.released, returned_minor: one.returned, after_minor: one.after })));
  await insertRows(tx, 'position', result.positions.map((one) => ({ window_id: night.windowId, version: 1, party_id: one.partyId, currency: 'IDR', before_minor: one.before, change_minor: one.change, after_minor: one.after })));
  await insertRows(tx, 'position_share', sharesOf(night.windowId, claims));
}

/** What the rows of a night are made of. */
type Rowed = Pick<NightResult, 'windowId' | 'businessDate' | 'result' | 'groupOf' | 'bookingCycles' | 'newId'>;
type ClaimRow = { readonly group_id: string; readonly payer_id: string; readonly payee_id: string; readonly amount_minor: bigint };

function claimRows(night: Rowed, lineIds: ReadonlyMap<string, string>): ClaimRow[] {
  return night.result.lines.map((line) => ({ window_id: night.windowId, version: 1, line_id: lineIds.get(line.lineKey), line_type: line.lineType, payer_id: line.payer, payee_id: line.payee,
    payer_booking_cycle_id: night.bookingCycles.get(line.payer), payee_booking_cycle_id: night.bookingCycles.get(line.payee), points: line.points, currency: 'IDR',
    exact_before: line.exactBefore, exact_after: line.exactAfter, amount_before_minor: line.amountBefore, amount_minor: line.delta, base_minor: line.baseMinor, terms_refs: arrayOf('text', line.termsRefs), parts: JSON.stringify(line.parts), group_id: line.lineType === 'CLAIM' ? night.groupOf(bookedClaim(line)) : OWN_GROUP }));
}

/** Puts the rows of a night together as they would be sent, and sends none. @returns their size in bytes */
export function rehearseRows(night: Rowed): number {
  const lines = lineRows(night);
  const lineIds = new Map(night.result.lines.map((line, at) => [keyOf(line), lines[at]?.line_id ?? '']));
  const tables = [{ table: 'claim', shape: CLAIM, list: claimRows(night, lineIds) }, ...groupsOf(night, lineIds)];
  return arraysOf(LINE, lines).reduce((sum, one) => sum + one.length, tables.reduce((sum, one) => sum + bodyOf(one).length, 0));
}

/** What of the position changes settles in a group of its own. */
function sharesOf(windowId: string, claims: readonly ClaimRow[]): { window_id: string; version: number; group_id: string; party_id: string; change_minor: bigint }[] {
  const sums = new Map<string, bigint>();
  const add = (groupId: string, partyId: string, amount: bigint): unknown => sums.set(`${groupId}|${partyId}`, (sums.get(`${groupId}|${partyId}`) ?? 0n) + amount);
  for (const one of claims) {
    if (one.group_id === OWN_GROUP) continue;
    add(one.group_id, one.payer_id, -one.amount_minor);
    add(one.group_id, one.payee_id, one.amount_minor);
  }
  return [...sums].map(([key, change]) => {
    const [groupId = '', partyId = ''] = key.split('|');
    return { window_id: windowId, version: 1, group_id: groupId, party_id: partyId, change_minor: change };
  });
}

const bookedClaim = ({ payer, payee, qualifier, delta }: LineDelta): BookedClaim => ({ payer, payee, amount: delta, ...([payer, payee].includes(RATE_DIFFERENCE_PARTY) && qualifier !== '' && { behind: qualifier }) });

/** The record, once the statement before it is on its way: its bytes are written while the server works. */
async function recorded(night: NightResult): Promise<CalculationRecord> {
  await new Promise((resolve) => setImmediate(resolve));
  return night.record();
}

async function insertCalculation(tx: Tx, night: Restated, version: number, record: CalculationRecord): Promise<void> {
  await tx.query(`INSERT INTO calculation (calculation_id, window_id, version, engine_version, input_hash, calculation_hash, points_burned, record, calculated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [night.calculationId, night.windowId, version, night.engineVersion, record.inputHash, record.calculationHash, night.result.pointsBurned.toString(), record.record, night.at]);
}

const LINE = { line_id: 'uuid', line_type: 'text', payer_id: 'uuid', payee_id: 'uuid', payer_cycle_id: 'uuid', payee_cycle_id: 'uuid', qualifier: 'text', kind: 'text', section: 'text', funding: 'text', exact: 'text', amount_minor: 'bigint', points: 'bigint', parts: 'jsonb' };
const CLAIM = { window_id: 'uuid', version: 'integer', line_id: 'uuid', line_type: 'text', payer_id: 'uuid', payee_id: 'uuid', payer_booking_cycle_id: 'uuid', payee_booking_cycle_id: 'uuid', points: 'bigint', currency: 'text',
  exact_before: 'text', exact_after: 'text', amount_before_minor: 'bigint', amount_minor: 'bigint', base_minor: 'bigint', terms_refs: 'text[]', parts: 'jsonb', group_id: 'uuid' };
const GROUP = { group_id: 'uuid', window_id: 'uuid', version: 'integer', event: 'text', source: 'text', reverses_group_id: 'uuid', issuer_id: 'uuid', redeemer_id: 'uuid', business_date: 'date', point_kind: 'text', lot_earned_on: 'date', lot_vested_on: 'date', funding_shares: 'jsonb', late: 'boolean',
  points: 'bigint', legs: 'integer', section: 'text', pay_clause: 'text', receive_clause: 'text', pay_price: 'numeric', receive_price: 'numeric', line_id: 'uuid', receive_line_id: 'uuid', issuer_cycle_id: 'uuid', redeemer_cycle_id: 'uuid', pricing: 'jsonb' };
const GROUP_LINE = { line_id: 'uuid', group_id: 'uuid', price: 'text', clause: 'text', payee_clause: 'text' };

type LineOfNight = Readonly<Record<keyof typeof LINE, unknown>> & { readonly line_id: string };

function lineRows(night: Pick<NightResult, 'result' | 'newId'>): LineOfNight[] {
  return night.result.lines.map((line) => ({ line_id: night.newId(), line_type: line.lineType, payer_id: line.payer, payee_id: line.payee, payer_cycle_id: line.payerCycleId || null, payee_cycle_id: line.payeeCycleId || null,
    qualifier: line.qualifier, kind: line.kind, section: line.section, funding: line.funding, exact: line.exactAfter, amount_minor: line.amountBefore + line.delta, points: line.points, parts: JSON.stringify(line.parts) }));
}

async function upsertLines(tx: Tx, night: NightResult): Promise<Map<string, string>> {
  const { rows } = await tx.query<LineRow & { line_id: string }>(
    `INSERT INTO settlement_line AS s (${Object.keys(LINE).join(', ')}) SELECT ${Object.keys(LINE).join(', ')} FROM ${rowsOf(LINE)}
     ON CONFLICT (${LINE_NAME}) DO UPDATE SET exact = excluded.exact, amount_minor = excluded.amount_minor, points = s.points + excluded.points, parts = excluded.parts
     RETURNING line_id, ${LINE_NAME}`, arraysOf(LINE, lineRows(night)));
  return new Map(rows.map((row) => [keyOf(lineNameOf(row)), row.line_id]));
}

/**
 * Keeps a window's calculation by corrected facts beside the first one, with its prices: reversals to come are priced by them. Lines, claims and positions are those of the first;
 * what differs is booked on the lines by the night of another window. @returns the ids of its groups of prices, by their keys
 */
export async function storeRestated(tx: Tx, night: Restated, version: number): Promise<ReadonlyMap<string, string>> {
  const { result } = night;
  await insertCalculation(tx, night, version, night.record());
  const ids = new Map(result.groups.map(({ groupKey }) => [groupKey, night.newId()]));
  await copyRows(tx, [{ table: 'price_group', shape: GROUP, list: result.groups.map((one) => groupRow(one, { windowId: night.windowId, version, groupId: ids.get(one.groupKey), reverses: reversedBy(one, night.businessDate, ids) })) }]);
  return ids;
}

/** Prices stand once for each group of legs; what takes legs of the same window back names the group of these legs. */
function groupsOf(night: Rowed, lineIds: ReadonlyMap<string, string>): Rows[] {
  const { groups } = night.result;
  const ids = new Map(groups.map(({ groupKey }) => [groupKey, night.newId()]));
  const burned = new Set(night.result.lines.filter((line) => line.kind === 'BURN').map((line) => line.lineKey));
  const payers = new Map(night.result.lines.map((line) => [line.lineKey, line.payer]));
  const rows = groups.map((one) => {
    // One and the same line where both prices are equal; where they are not, the redeemer receives from the rate difference, however many pay into it.
    const [pay, other = pay, ...more] = one.lines.filter((line) => burned.has(line.lineKey));
    const receive = [other, ...more].find((line) => line && payers.get(line.lineKey) === RATE_DIFFERENCE_PARTY) ?? other;
    return groupRow(one, { windowId: night.windowId, version: 1, groupId: ids.get(one.groupKey), reverses: reversedBy(one, night.businessDate, ids), lineId: lineIds.get(pay?.lineKey ?? ''), receiveLineId: lineIds.get(receive?.lineKey ?? '') });
  });
  return [{ table: 'price_group', shape: GROUP, list: rows },
    { table: 'price_group_line', shape: GROUP_LINE, list: groups.flatMap(({ groupKey, lines }) => lines.map((line) => ({ line_id: lineIds.get(line.lineKey), group_id: ids.get(groupKey), price: line.price, clause: line.clause, payee_clause: line.payeeClause ?? line.clause }))) }];
}

function reversedBy({ group }: PricedGroup, windowDate: BusinessDate, ids: ReadonlyMap<string, string>): string | null {
  if (group.reverses === undefined) return null;
  if (typeof group.reverses === 'object') return group.reverses.groupId;
  return ids.get(groupKeyOf(pricedLike(group, windowDate))) ?? null;
}

/** Put together at once: copying it to add to it would cost as much as all the rest. */
function groupRow({ group, pricing }: PricedGroup, own: { windowId: string; version: number; groupId: string | undefined; reverses: string | null; lineId?: string | undefined; receiveLineId?: string | undefined }): Readonly<Record<keyof typeof GROUP, unknown>> {
  const { pay, receive, issuerCycleId, redeemerCycleId }: GroupPricing = pricing;
  return { group_id: own.groupId, window_id: own.windowId, version: own.version, event: group.event, source: group.source, reverses_group_id: own.reverses, issuer_id: group.issuerId, redeemer_id: group.redeemerId, business_date: group.businessDate, point_kind: group.pointKind,
    lot_earned_on: group.lotEarnedOn, lot_vested_on: group.lotVestedOn, funding_shares: group.funding && JSON.stringify(group.funding), late: group.late, points: group.points, legs: group.legs, section: group.source !== 'LEGS' ? group.source : pricing.late ? 'LATE' : 'NORMAL',
    pay_clause: pay.termsRef, receive_clause: receive?.termsRef, pay_price: pay.pointPrice, receive_price: receive?.pointPrice, line_id: own.lineId, receive_line_id: own.receiveLineId, issuer_cycle_id: issuerCycleId, redeemer_cycle_id: redeemerCycleId, pricing: JSON.stringify(pricing) };
}
