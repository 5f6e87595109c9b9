import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import { Exact } from '../kernel/rate';
import { claimLines, feeLines, type InvoiceKind, type LineFacts } from './documents.transactor';
import type { RestatedSum } from './domain/restated';

const SIDE: Readonly<Record<InvoiceKind, { side: 'payer' | 'payee'; types: string }>> = { POINTS_INVOICE: { side: 'payer', types: `c.line_type = 'CLAIM'` }, REDEMPTION_INVOICE: { side: 'payee', types: `c.line_type = 'CLAIM'` }, FEE_INVOICE: { side: 'payer', types: `c.line_type <> 'CLAIM'` } };

/** What the cycles around a date book on lines of earlier documents, by document and partner. */
export async function restatedSums(connection: Connection, date: string): Promise<(RestatedSum & { kind: InvoiceKind })[]> {
  const all: (RestatedSum & { kind: InvoiceKind })[] = [];
  for (const kind of Object.keys(SIDE) as InvoiceKind[]) {
    const { side, types } = SIDE[kind];
    const { rows } = await connection.query<{ partner_id: string; cycle_id: string; up: string; down: string; points: string; ppn: string; tax_profile: string | null }>(
      `WITH n AS (SELECT l.line_id, l.line_type, l.kind, l.qualifier, l.${side}_id AS partner_id, l.${side}_cycle_id AS line_cycle, d.cycle_id, sum(c.amount_minor) AS amount, sum(c.points) AS points
           FROM document_cycle d JOIN claim c ON c.${side}_booking_cycle_id = d.cycle_id AND c.${side}_id = d.partner_id JOIN settlement_line l ON l.line_id = c.line_id AND l.${side}_cycle_id <> d.cycle_id
          WHERE d.from_date <= $1 AND d.to_date > $1 AND ${types} GROUP BY 1, 2, 3, 4, 5, 6, 7)
       SELECT partner_id, cycle_id, coalesce(sum(amount) FILTER (WHERE line_type <> 'PPN' AND amount > 0), 0)::text AS up, coalesce(-sum(amount) FILTER (WHERE line_type <> 'PPN' AND amount < 0), 0)::text AS down,
          coalesce(sum(points) FILTER (WHERE kind = 'BURN' AND amount > 0), 0)::text AS points, coalesce(sum(amount) FILTER (WHERE line_type = 'PPN'), 0)::text AS ppn, string_agg(DISTINCT qualifier, '; ') FILTER (WHERE line_type = 'PPN') AS tax_profile
         FROM n GROUP BY partner_id, cycle_id, line_cycle`, [date]);
    all.push(...rows.map((row) => ({ partnerId: row.partner_id, cycleId: row.cycle_id, kind, upMinor: BigInt(row.up), downMinor: BigInt(row.down), points: BigInt(row.points), ppnMinor: BigInt(row.ppn), taxProfile: row.tax_profile })));
  }
  return all;
}

/** Lines of earlier documents that grew in some cycles, as the documents of these cycles print them in section `RESTATED`: what was added, on the line that it was added to. */
export async function restatedLines(connection: Connection, kind: InvoiceKind, cycleIds: readonly string[]): Promise<Map<string, LineFacts[]>> {
  const { side, types } = SIDE[kind];
  const { rows } = await connection.query<{ line_id: string; line_cycle: string; booking_cycle: string; exact: string[] }>(
    `SELECT l.line_id, l.${side}_cycle_id AS line_cycle, c.${side}_booking_cycle_id AS booking_cycle, array_agg(c.exact_after) || array_agg('-' || c.exact_before) AS exact FROM claim c JOIN settlement_line l ON l.line_id = c.line_id
      WHERE c.${side}_booking_cycle_id = ANY($1::uuid[]) AND l.${side}_cycle_id <> c.${side}_booking_cycle_id AND ${types} AND c.line_type <> 'PPN' GROUP BY 1, 2, 3 HAVING sum(c.amount_minor) > 0 ORDER BY 3, 2, 1`, [arrayOf('uuid', cycleIds)]);
  const bookings = [...new Map(rows.map((row) => [`${row.line_cycle} ${row.booking_cycle}`, { lineCycle: row.line_cycle, bookingCycle: row.booking_cycle }])).values()];
  const found = new Map<string, LineFacts[]>();
  if (bookings.length === 0) return found;
  const exact = new Map(rows.map((row) => [`${row.line_id} ${row.booking_cycle}`, row.exact.reduce((sum, one) => sum.add(one.replace(/^--/, '')), new Exact(0)).toFixed()]));
  const lines = kind === 'FEE_INVOICE' ? await feeLines(connection, bookings) : await claimLines(connection, kind, bookings);
  for (const booking of bookings) {
    const grown = lines.at(booking).flatMap((line) => {
      const added = exact.get(`${line.lineId} ${booking.bookingCycle}`);
      return added === undefined ? [] : [{ ...line, section: 'RESTATED' as const, exact: added }];
    });
    found.set(booking.bookingCycle, [...(found.get(booking.bookingCycle) ?? []), ...grown]);
  }
  return found;
}
