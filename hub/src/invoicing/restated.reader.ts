import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import { Exact } from '../kernel/rate';
import { claimLines, feeLines, type Booking, type InvoiceKind, type LineFacts } from './documents.transactor';
import { inParts, ppnParts, wholeOf, type PpnMoved, type Profiles, type RestatedSum } from './domain/restated';

const SIDE: Readonly<Record<InvoiceKind, { side: 'payer' | 'payee'; types: string }>> = { POINTS_INVOICE: { side: 'payer', types: `c.line_type = 'CLAIM'` }, REDEMPTION_INVOICE: { side: 'payee', types: `c.line_type = 'CLAIM'` }, FEE_INVOICE: { side: 'payer', types: `c.line_type <> 'CLAIM'` } };

/** What the cycles around a date book on lines of earlier documents, by document and partner. */
export async function restatedSums(connection: Connection, date: string): Promise<(RestatedSum & { kind: InvoiceKind })[]> {
  const all: (RestatedSum & { kind: InvoiceKind })[] = [];
  for (const kind of Object.keys(SIDE) as InvoiceKind[]) {
    const { side, types } = SIDE[kind];
    const { rows } = await connection.query<{ partner_id: string; cycle_id: string; up: string; down: string; points: string; ppn: Record<string, string> | null }>(
      `WITH n AS (SELECT l.line_id, l.line_type, l.kind, l.qualifier, l.${side}_id AS partner_id, l.${side}_cycle_id AS line_cycle, d.cycle_id, sum(c.amount_minor) AS amount, sum(c.points) AS points
           FROM document_cycle d JOIN claim c ON c.${side}_booking_cycle_id = d.cycle_id AND c.${side}_id = d.partner_id JOIN settlement_line l ON l.line_id = c.line_id AND l.${side}_cycle_id <> d.cycle_id
          WHERE d.from_date <= $1 AND d.to_date > $1 AND ${types} GROUP BY 1, 2, 3, 4, 5, 6, 7)
       SELECT partner_id, cycle_id, coalesce(sum(amount) FILTER (WHERE line_type <> 'PPN' AND amount > 0), 0)::text AS up, coalesce(-sum(amount) FILTER (WHERE line_type <> 'PPN' AND amount < 0), 0)::text AS down,
          coalesce(sum(points) FILTER (WHERE kind = 'BURN' AND amount > 0), 0)::text AS points, jsonb_object_agg(qualifier, amount::text) FILTER (WHERE line_type = 'PPN') AS ppn
         FROM n GROUP BY partner_id, cycle_id, line_cycle`, [date]);
    all.push(...rows.map((row) => ({ partnerId: row.partner_id, cycleId: row.cycle_id, kind, upMinor: BigInt(row.up), downMinor: BigInt(row.down), points: BigInt(row.points), ppn: ppnOf(row.ppn) })));
  }
  return all;
}

/** What PPN moved, by version. */
export function ppnOf(moved: Readonly<Record<string, string>> | null): PpnMoved {
  return Object.fromEntries(Object.entries(moved ?? {}).map(([version, amount]) => [version, BigInt(amount)]));
}

/** A line as the document of a later cycle prints it, with its part of what PPN grew. */
export type RestatedLine = LineFacts & { readonly ppnMinor: bigint };

interface BookedRow { line_id: string; line_type: string; qualifier: string; line_cycle: string; booking_cycle: string; amount: string; exact: string[] }

/**
 * Lines of earlier documents that grew in some cycles, as the documents of these cycles print them in section `RESTATED`: what was added, on the line that it was added to. PPN that only another
 * version of its tax adds stands on the lines of the fees that it is charged on, which add nothing themselves.
 */
export async function restatedLines(connection: Connection, kind: InvoiceKind, cycleIds: readonly string[], profiles: Profiles): Promise<Map<string, RestatedLine[]>> {
  const { side, types } = SIDE[kind];
  const { rows } = await connection.query<BookedRow>(
    `SELECT l.line_id, l.line_type, l.qualifier, l.${side}_cycle_id AS line_cycle, c.${side}_booking_cycle_id AS booking_cycle, sum(c.amount_minor)::text AS amount, array_agg(c.exact_after) || array_agg('-' || c.exact_before) AS exact FROM claim c JOIN settlement_line l ON l.line_id = c.line_id
      WHERE c.${side}_booking_cycle_id = ANY($1::uuid[]) AND l.${side}_cycle_id <> c.${side}_booking_cycle_id AND ${types} GROUP BY 1, 2, 3, 4, 5 ORDER BY 5, 4, 1`, [arrayOf('uuid', cycleIds)]);
  const byBooking = new Map<string, BookedRow[]>();
  for (const row of rows) byBooking.set(`${row.line_cycle} ${row.booking_cycle}`, [...(byBooking.get(`${row.line_cycle} ${row.booking_cycle}`) ?? []), row]);
  const changed = [...byBooking.values()].map((all) => changeOf(all, profiles)).filter((one) => one.grown.size > 0 || one.addedMinor > 0n);
  const found = new Map<string, RestatedLine[]>();
  if (changed.length === 0) return found;
  const lines = kind === 'FEE_INVOICE' ? await feeLines(connection, changed) : await claimLines(connection, kind, changed);
  for (const one of changed) {
    const all = lines.at(one);
    const grown = all.filter((line) => one.grown.has(line.lineId));
    const printed = grown.length > 0 ? grown : all.map((line) => ({ ...line, amountMinor: 0n, baseMinor: 0n }));
    const ppn = inParts(one.addedMinor, printed.map((line) => (grown.length > 0 ? line.amountMinor : wholeOf(line))));
    found.set(one.bookingCycle, [...(found.get(one.bookingCycle) ?? []), ...printed.map((line, at) => ({ ...line, section: 'RESTATED' as const, exact: one.grown.get(line.lineId) ?? '0', ppnMinor: ppn[at] ?? 0n }))]);
  }
  return found;
}

/** What one cycle books on the lines of one earlier document. */
function changeOf(rows: readonly BookedRow[], profiles: Profiles): Booking & { readonly grown: ReadonlyMap<string, string>; readonly addedMinor: bigint } {
  const lines = rows.filter((row) => row.line_type !== 'PPN').map((row) => ({ ...row, minor: BigInt(row.amount) }));
  const sum = (sign: 1n | -1n): bigint => lines.reduce((total, { minor }) => (minor * sign > 0n ? total + minor * sign : total), 0n);
  const { addedMinor } = ppnParts(sum(-1n), sum(1n), ppnOf(Object.fromEntries(rows.filter((row) => row.line_type === 'PPN').map((row) => [row.qualifier, row.amount]))), profiles);
  const exactOf = (row: BookedRow): string => row.exact.reduce((total, one) => total.add(one.replace(/^--/, '')), new Exact(0)).toFixed();
  return { lineCycle: rows[0]?.line_cycle ?? '', bookingCycle: rows[0]?.booking_cycle ?? '', grown: new Map(lines.filter(({ minor }) => minor > 0n).map((row) => [row.line_id, exactOf(row)])), addedMinor };
}
