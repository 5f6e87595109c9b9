import type { Connection } from '../db/tx';
import { businessDate } from '../kernel/business-date';
import { Exact } from '../kernel/rate';
import { cyclesOfRecords } from './domain/cycle';
import { calculate } from './domain/engine';
import type { CalculationInput, LegGroup, LineDelta, LineName } from './domain/facts';
import { ifTakenBack } from './groups.reader';
import { lineStates, reserveLevels, taxesAt } from './night.transactor';
import { restatedGroups } from './restated.reader';
import { openWindow } from './window.transactor';

/** Points of a calculated burn leg. */
export interface ReversedPart {
  readonly legId: string;
  readonly points: bigint;
}

/** What the reversal of some points takes off one line: `exact` and `amountMinor` are minor units, negative when the line shrinks. */
export interface BookedDelta {
  readonly lineId: string;
  readonly lineType: LineDelta['lineType'];
  readonly payer: string;
  readonly payee: string;
  readonly points: bigint;
  readonly exact: string;
  readonly amountMinor: bigint;
}

/**
 * What a night would book if these points were taken back after those: by the prices, fees and taxes that were recorded for them, on their own lines. Nothing is written.
 * @param after points that are expected to be taken back before, such as those of other open disputes
 */
export async function ifReversed(connection: Connection, parts: readonly ReversedPart[], after: readonly ReversedPart[], at: Date): Promise<BookedDelta[]> {
  const date = businessDate(at);
  // What is restated and waits for its night stands by then, and points come back at its prices.
  const open = await openWindow(connection);
  const moves = open ? await restatedGroups(connection, open.windowId) : [];
  const [both, first] = [[...moves, ...await ifTakenBack(connection, [...after, ...parts], date)], [...moves, ...await ifTakenBack(connection, after, date)]];
  const cycles = new Set(cyclesOfRecords([...both, ...first]));
  const bookingCycles = await bookedIn(connection, [...both, ...first], open?.businessDate ?? date);
  const facts = { windowId: '', version: 1, currency: 'IDR', cashUnitMinor: 100n, businessDate: date, bookingCycles, lines: await lineStates(connection, [...cycles]), reserves: await reserveLevels(connection), taxes: (await taxesAt(connection, date)).versions, positionsBefore: new Map<string, bigint>(), price: (): never => {
    throw new Error('What is taken back is priced by its original.');
  } };
  const booked = (groups: CalculationInput['groups']): Map<string, LineDelta> => new Map(calculate({ ...facts, groups }).lines.map((line) => [line.lineKey, line]));
  const [before, all] = [booked(first), booked(both)];
  const ids = await lineIds(connection, [...all.values()]);
  // What a reserve holds beyond its level goes to its issuer on a line of the night that books it; nobody contests that, and the line may not be there yet.
  return [...all.values()].filter((line) => line.funding !== 'TRUE_UP').flatMap((line): BookedDelta[] => {
    const known = before.get(line.lineKey);
    const exact = new Exact(line.exactAfter).sub(known?.exactAfter ?? line.exactBefore);
    const delta = { lineId: ids.get(nameOf(line)) ?? '', lineType: line.lineType, payer: line.payer, payee: line.payee, points: line.points - (known?.points ?? 0n), exact: exact.toFixed(), amountMinor: line.delta - (known?.delta ?? 0n) };
    return delta.points === 0n && exact.isZero() && delta.amountMinor === 0n ? [] : [delta];
  });
}

/** The cycles that book what comes back now: where PPN is rounded note by note, it is by them that a note has its own. */
async function bookedIn(connection: Connection, groups: readonly LegGroup[], date: string): Promise<Map<string, string>> {
  const parties = [...new Set(groups.flatMap((group) => [group.issuerId, ...(group.redeemerId === undefined ? [] : [group.redeemerId]), ...(group.funding ?? []).map((one) => one.partyId)]))];
  const { rows } = await connection.query<{ partner_id: string; cycle_id: string }>('SELECT partner_id, cycle_id FROM document_cycle WHERE partner_id = ANY($1::uuid[]) AND from_date <= $2 AND $2 < to_date', [parties, date]);
  // A cycle that no window was booked in yet has no id; a note is rounded by any other than the line's own.
  return new Map([...parties.map((party) => [party, 'none yet'] as const), ...rows.map((row) => [row.partner_id, row.cycle_id] as const)]);
}

const nameOf = (line: LineName): string => [line.lineType, line.payer, line.payerCycleId, line.payee, line.payeeCycleId, line.qualifier, line.kind, line.section, line.funding].join('|');

async function lineIds(connection: Connection, lines: readonly LineName[]): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ line_id: string; name: string }>(
    `SELECT line_id, concat_ws('|', line_type, payer_id, coalesce(payer_cycle_id::text, ''), payee_id, coalesce(payee_cycle_id::text, ''), qualifier, kind, section, funding) AS name FROM settlement_line
      WHERE (payer_id, payee_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`, [lines.map((one) => one.payer), lines.map((one) => one.payee)]);
  return new Map(rows.map((row) => [row.name, row.line_id]));
}

/** A calculated burn leg that moved a claim, as one of its two sides sees it. */
export interface CalculatedLeg {
  readonly legId: string;
  readonly postingId: string;
  readonly issuerId: string;
  readonly redeemerId: string;
  readonly windowId: string;
  readonly points: bigint;
  /** What was taken back already, by reversals or, outside of disputes, in money alone. */
  readonly reversed: bigint;
  /** Day on which the side's document was issued, and null while it is not. */
  readonly issuedOn: string | null;
  /** The side's claim line. */
  readonly lineId: string;
}

/** Which legs are looked for: those of a line, of a posting, or these. */
export interface LegsWanted {
  readonly lineId?: string;
  readonly postingId?: string;
  readonly legIds?: readonly string[];
}

/** Calculated burn legs with a claim in which a partner is issuer or redeemer, in the order of the journal. */
export async function calculatedLegs(connection: Connection, partnerId: string, wanted: LegsWanted): Promise<CalculatedLeg[]> {
  const { rows } = await connection.query<{ leg_id: string; posting_id: string; issuer_id: string; redeemer_id: string; window_id: string; points: string; reversed: string; issued_on: string | null; line_id: string }>(
    `SELECT l.leg_id, l.posting_id, l.issuer_id, l.redeemer_id, l.window_id, l.points, s.line_id, i.issued_on::text,
        ((SELECT coalesce(sum(r.points), 0) FROM leg r WHERE r.reverses_leg_id = l.leg_id) + (SELECT coalesce(sum(m.points), 0) FROM money_correction m WHERE m.leg_id = l.leg_id AND m.source_kind <> 'RULING'))::text AS reversed
       FROM leg_price x JOIN leg l ON l.leg_id = x.leg_id JOIN settlement_line s ON s.line_id = CASE WHEN l.issuer_id = $1 THEN x.line_id ELSE x.receive_line_id END
         LEFT JOIN invoice i ON i.partner_id = $1 AND i.status = 'ISSUED' AND CASE WHEN l.issuer_id = $1 THEN i.kind = 'POINTS_INVOICE' AND i.cycle_id = s.payer_cycle_id ELSE i.kind = 'REDEMPTION_INVOICE' AND i.cycle_id = s.payee_cycle_id END
      WHERE x.version = 1 AND l.credit_account = 'REDEEMER' AND $1 IN (l.issuer_id, l.redeemer_id)
        AND CASE WHEN $2::uuid IS NOT NULL THEN $2 IN (x.line_id, x.receive_line_id) WHEN $3::uuid IS NOT NULL THEN l.posting_id = $3 ELSE l.leg_id = ANY($4::uuid[]) END ORDER BY l.seq, l.line_no`,
    [partnerId, wanted.lineId ?? null, wanted.postingId ?? null, wanted.legIds ?? []]);
  return rows.map((row) => ({ legId: row.leg_id, postingId: row.posting_id, issuerId: row.issuer_id, redeemerId: row.redeemer_id, windowId: row.window_id, points: BigInt(row.points), reversed: BigInt(row.reversed), issuedOn: row.issued_on, lineId: row.line_id }));
}
