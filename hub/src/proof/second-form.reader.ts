import type { Viewer } from '../access/request-context';
import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { BookedWindow, FeeWindow, LongLine, Moved, PricedSide } from './domain/second-form';
import { lineKeyOnWire, type LineKey } from './domain/leaves';
import { wholeName } from './domain/stated';
import { STATED, type BilledCycle } from './proof.reader';

/** What the second form of a bundle is made of: the lines of one cycle of a partner with all that was booked on them up to the end of a later one. Every query takes the partner, the cycle and that end. */
export interface Scope {
  readonly partnerId: string;
  readonly cycleId: string;
  /** First day after the last cycle whose bookings are shown. */
  readonly until: string;
}

const parametersOf = ({ partnerId, cycleId, until }: Scope): string[] => [partnerId, cycleId, until];

/** The cycle of the invoice that a credit note reduces, and the end of the note's own, as far as the viewer may see it. */
export async function creditedCycle(connection: Connection, viewer: Viewer, creditNoteId: string): Promise<(BilledCycle & { readonly until: string; readonly number: string | null }) | undefined> {
  const { rows } = await connection.query<BilledCycle & { until: string; number: string | null }>(
    `SELECT n.partner_id AS "partnerId", i.cycle_id AS "cycleId", d.to_date::text AS "cycleTo", b.to_date::text AS until, n.number, (SELECT json_agg(json_build_object('invoiceId', k.invoice_id, 'status', k.status, 'number', k.number) ORDER BY k.kind DESC) FROM invoice k WHERE k.cycle_id = i.cycle_id AND k.status <> 'DISCARDED') AS invoices
       FROM credit_note n JOIN invoice i ON i.invoice_id = n.invoice_id JOIN document_cycle d ON d.cycle_id = i.cycle_id JOIN document_cycle b ON b.cycle_id = n.cycle_id WHERE n.credit_note_id = $1 AND ($2::uuid IS NULL OR n.partner_id = $2)`, [creditNoteId, viewer.partnerId ?? null]);
  return rows[0];
}

/** Credit notes on the invoices of the cycle, of cycles that end by then. */
export async function notesUntil(connection: Connection, scope: Scope): Promise<{ creditNoteId: string; cycleId: string; number: string | null }[]> {
  return (await connection.query<{ creditNoteId: string; cycleId: string; number: string | null }>(`SELECT n.credit_note_id AS "creditNoteId", n.cycle_id AS "cycleId", n.number FROM credit_note n JOIN invoice i ON i.invoice_id = n.invoice_id JOIN document_cycle d ON d.cycle_id = n.cycle_id
    WHERE n.partner_id = $1 AND i.cycle_id = $2 AND d.to_date <= $3 ORDER BY n.number`, parametersOf(scope))).rows;
}

/** Something that the second form has no words for; undefined when it can tell all. */
export async function untellable(connection: Connection, scope: Scope): Promise<string | undefined> {
  const { rows } = await connection.query<{ what: string }>(
    `SELECT 'what was restated as a difference, before points were moved' AS what FROM line_correction n JOIN settlement_line s ON s.line_id = n.line_id JOIN claim c ON c.line_id = n.line_id AND c.window_id = n.window_id
        JOIN document_cycle d ON d.cycle_id = CASE WHEN s.payer_id = $1 AND s.payer_cycle_id = $2 THEN c.payer_booking_cycle_id ELSE c.payee_booking_cycle_id END
      WHERE ((s.payer_id = $1 AND s.payer_cycle_id = $2) OR (s.payee_id = $1 AND s.payee_cycle_id = $2)) AND d.to_date <= $3 LIMIT 1`, parametersOf(scope));
  return rows[0]?.what;
}

type Side = 'PAY' | 'RECEIVE';

interface Charged { readonly feeRate: string; readonly feeRef: string; readonly tax: string; readonly feeTerms?: { readonly flatMinor?: string } }
interface SideRow extends Charged { readonly ownBurnFee?: true; readonly pointPrice: string; readonly steps?: PricedSide['steps']; readonly termsRef: string; readonly taxProfileId: string }
interface MovedRow { legId: string; burnedOn: string; postingId: string; lineNo: number; points: string; reverses: string | null; correctionId: string | null; restatementId: string | null; out: boolean | null; preset: string | null; home: boolean | null; pay: SideRow; receive: SideRow | null }
interface LineRow { line_type: string; payer_id: string; payee_id: string; payer_cycle_id: string | null; payee_cycle_id: string | null; qualifier: string; section: string; side: Side; equal: boolean; windows: { windowId: string; windowNo: number; cycleId: string; exactAfter: string; moved: MovedRow[] | null }[] }

const pricedOf = (of: string): string => `'preset', p.pricing->>'preset', 'home', ${of}.issuer_id = ${of}.redeemer_id, 'pay', (p.pricing->'pay') || jsonb_build_object('tax', p.pricing->>'issuerTax'), 'receive', (p.pricing->'receive') || jsonb_build_object('tax', p.pricing->>'redeemerTax')`;
const COVERED = `o.window_id = g.window_id AND o.issuer_id = g.issuer_id AND o.redeemer_id = g.redeemer_id AND o.business_date = g.business_date AND o.point_kind = g.point_kind AND (g.lot_earned_on IS NULL OR o.lot_earned_on = g.lot_earned_on) AND (g.lot_vested_on IS NULL OR o.lot_vested_on = g.lot_vested_on)
   AND o.funding_shares IS NOT DISTINCT FROM g.funding_shares AND o.credit_account = 'REDEEMER'`;

/** What moved in a window `c` on a line: legs, points that were taken back in money, and what restatements took out and put in; `at` says which groups of prices `p` are the line's. */
const movedIn = (at: string): string => `(SELECT json_agg(m.one ORDER BY m.place, m.seq, m.line_no) FROM (
          SELECT 0 AS place, l.seq, l.line_no, jsonb_build_object('legId', l.leg_id, 'postingId', l.posting_id, 'lineNo', l.line_no, 'points', l.points::text, 'reverses', l.reverses_leg_id, 'burnedOn', (SELECT x.business_date FROM price_group x WHERE x.group_id = p.group_id), ${pricedOf('l')}) AS one FROM leg_price p JOIN leg l ON l.leg_id = p.leg_id WHERE ${at} AND p.window_id = c.window_id
          UNION ALL SELECT 1, o.seq, o.line_no, jsonb_build_object('legId', o.leg_id, 'postingId', o.posting_id, 'lineNo', o.line_no, 'points', k.points::text, 'correctionId', k.correction_id, 'burnedOn', p.business_date, ${pricedOf('p')})
            FROM money_correction k JOIN leg o ON o.leg_id = k.leg_id JOIN price_group p ON p.window_id = k.window_id AND p.source = 'CORRECTION' AND p.event = 'BURN' JOIN price_group g ON g.group_id = p.reverses_group_id AND ${COVERED}
           WHERE ${at} AND k.window_id = c.window_id
          UNION ALL SELECT 2, o.seq, o.line_no, jsonb_build_object('legId', o.leg_id, 'postingId', o.posting_id, 'lineNo', o.line_no, 'points', (o.points - b.back)::text, 'restatementId', r.restatement_id, 'out', p.points < 0, 'burnedOn', p.business_date, ${pricedOf('p')})
            FROM price_group p JOIN price_group g ON g.group_id = p.reverses_group_id JOIN leg o ON ${COVERED}
              JOIN LATERAL (SELECT x.restatement_id FROM restatement x WHERE x.window_id = g.window_id AND x.booked_window_id = p.window_id AND x.status = 'IN_FORCE' ORDER BY x.version DESC LIMIT 1) r ON true
              CROSS JOIN LATERAL (SELECT coalesce(sum(t.points), 0) AS back FROM (SELECT x.points, x.window_id FROM leg x WHERE x.reverses_leg_id = o.leg_id UNION ALL SELECT x.points, x.window_id FROM money_correction x WHERE x.leg_id = o.leg_id) t
                 JOIN settlement_window tw ON tw.window_id = t.window_id WHERE tw.window_no < w.window_no) b
           WHERE p.source = 'RESTATED' AND p.event = 'BURN' AND ${at} AND p.window_id = c.window_id AND o.points > b.back) m)`;

/** The partner's claim lines of the cycle that are told by their legs, with what each window booked and moved. */
export async function longLines(connection: Connection, scope: Scope): Promise<LongLine[]> {
  const side = (which: Side): string => {
    const [own, legLine] = which === 'PAY' ? ['payer', 'line_id'] : ['payee', 'receive_line_id'];
    return `SELECT s.line_type, s.payer_id, s.payee_id, s.payer_cycle_id, s.payee_cycle_id, s.qualifier, s.section, '${which}' AS side, s.qualifier = '' AS equal, json_agg(json_build_object('windowId', c.window_id, 'windowNo', w.window_no, 'cycleId', c.${own}_booking_cycle_id, 'exactAfter', c.exact_after, 'moved', ${movedIn(`p.${legLine} = s.line_id`)}) ORDER BY w.window_no) AS windows
       FROM settlement_line s JOIN claim c ON c.line_id = s.line_id JOIN settlement_window w ON w.window_id = c.window_id JOIN document_cycle d ON d.cycle_id = c.${own}_booking_cycle_id
      WHERE s.line_type = 'CLAIM' AND s.${own}_id = $1 AND s.${own}_cycle_id = $2 AND d.to_date <= $3 AND NOT ${STATED} GROUP BY s.line_id`;
  };
  const { rows } = await connection.query<LineRow>(`${side('PAY')} UNION ALL ${side('RECEIVE')}`, parametersOf(scope));
  return rows.map(lineOf);
}

/**
 * The wholes of shared claims of the cycle that the partner may see the legs of, as issuer or redeemer, with what each of its windows made of them, by the name and the other end of their lines;
 * a reserve pays a part of none of them.
 */
export async function longWholes(connection: Connection, { partnerId, cycleId }: Scope): Promise<Map<string, LongLine>> {
  const { rows } = await connection.query<LineRow & { funding: string }>(
    `SELECT 'CLAIM' AS line_type, j.issuer_id AS payer_id, s.payee_id, NULL AS payer_cycle_id, s.payee_cycle_id, s.qualifier, s.section, CASE j.issuer_id WHEN $1 THEN 'PAY' ELSE 'RECEIVE' END AS side, s.qualifier = '' AS equal, s.funding,
         json_agg(json_build_object('windowId', c.window_id, 'windowNo', w.window_no, 'cycleId', $2::uuid, 'exactAfter', c.parts->'total'->>'exact', 'moved', ${movedIn('EXISTS (SELECT 1 FROM price_group_line y WHERE y.group_id = p.group_id AND y.line_id = s.line_id)')}) ORDER BY w.window_no) AS windows
       FROM (SELECT DISTINCT ON (s.funding, s.payee_id, s.qualifier) s.line_id, g.issuer_id FROM settlement_line s JOIN price_group_line k ON k.line_id = s.line_id JOIN price_group g ON g.group_id = k.group_id
              WHERE s.kind = 'BURN' AND s.section = 'NORMAL' AND s.funding <> '' AND g.event = 'BURN' AND g.pricing ? 'funders' AND NOT g.pricing ? 'preset' AND $1 IN (g.issuer_id, g.redeemer_id) AND ((s.payer_id = $1 AND s.payer_cycle_id = $2) OR (s.payee_id = $1 AND s.payee_cycle_id = $2)) ORDER BY s.funding, s.payee_id, s.qualifier, s.line_id) j
         JOIN settlement_line s ON s.line_id = j.line_id JOIN claim c ON c.line_id = s.line_id JOIN settlement_window w ON w.window_id = c.window_id
      WHERE $2 IN (c.payer_booking_cycle_id, c.payee_booking_cycle_id) GROUP BY s.line_id, j.issuer_id`, [partnerId, cycleId]);
  return new Map(rows.map((row) => [wholeName(row), { ...lineOf(row), isWhole: true as const }]));
}

function lineOf(row: LineRow): LongLine {
  return { side: row.side, key: { lineType: row.line_type, payerId: row.payer_id, payeeId: row.payee_id, payerCycleId: row.payer_cycle_id, payeeCycleId: row.payee_cycle_id, qualifier: row.qualifier, section: row.section },
    windows: row.windows.map(({ moved, ...window }): BookedWindow => ({ ...window, moved: (moved ?? []).map((one) => movedOf(one, row)) })) };
}

function movedOf({ pay, receive, preset, home, correctionId, restatementId, out, points, ...leg }: MovedRow, { side, equal, payer_id: payerId }: Pick<LineRow, 'side' | 'equal' | 'payer_id'>): Moved {
  const priced = side === 'PAY' ? pay : (receive ?? pay);
  const own = preset === 'PAY_AT_ISSUE' && home === true && !priced.ownBurnFee ? { ...withoutFee(priced), isHome: true as const } : priced;
  const names = equal && receive ? [preset === 'PAY_AT_ISSUE' || isHub(payerId) ? '' : nameOf(pay), nameOf(receive)] : [nameOf(own)];
  return { ...leg, points: BigInt(points), own, share: names.join('#'), reverses: leg.reverses ?? null, ...((correctionId ?? null) !== null && { correctionId: correctionId ?? '' }), ...((restatementId ?? null) !== null && { restated: { restatementId: restatementId ?? '', out: out === true } }) };
}

/** Points that come home to an issuer that paid for them when it gave them bear no fee where they are burned. */
function withoutFee({ pointPrice, steps, termsRef }: SideRow): SideRow {
  return { pointPrice, ...(steps && { steps }), termsRef, feeRate: '0', feeRef: '', tax: '', taxProfileId: '' };
}

function nameOf({ feeRate, feeRef, tax }: Charged): string {
  return [feeRate, feeRef, tax].join('#');
}

function isHub(partyId: string): boolean {
  return partyId.startsWith('00000000-0000-7000-8000-');
}

export interface Restatement {
  readonly restatementId: string;
  readonly windowId: string;
  readonly bookedIn: string;
  readonly windowNo: number;
  readonly decidedAt: Date;
  /** The partner's cycles that booked the two windows. */
  readonly cycles: readonly [ownCycleId: string, bookingCycleId: string];
  /** Corrected versions of the partner's own terms and then of the coalition's, in the order in which they are laid over, without those that another covers wholly. */
  readonly termsIds: readonly string[];
  readonly taxes: readonly string[];
}

/** Restatements that moved something on lines of the cycle, in the order in which they were booked; of those of one window that another one booked the last, which is the one that counts. */
export async function restatementsOf(connection: Connection, scope: Scope, hub: string): Promise<Restatement[]> {
  return (await connection.query<Restatement>(
    `SELECT r.restatement_id AS "restatementId", r.window_id AS "windowId", r.booked_window_id AS "bookedIn", w.window_no::int AS "windowNo", r.decided_at AS "decidedAt", json_build_array($2::uuid, d.cycle_id) AS cycles, ARRAY(SELECT t.terms_id FROM unnest(r.terms_ids) WITH ORDINALITY AS o(terms_id, place) JOIN terms_version t ON t.terms_id = o.terms_id WHERE t.party_id IN ($1, $4::uuid)
           AND NOT EXISTS (SELECT 1 FROM unnest(r.terms_ids) WITH ORDINALITY AS p(terms_id, place) JOIN terms_version n ON n.terms_id = p.terms_id WHERE p.place > o.place AND n.party_id = t.party_id AND n.valid_from <= t.valid_from AND coalesce(n.valid_to, 'infinity') >= coalesce(t.valid_to, 'infinity')) ORDER BY t.party_id = $4::uuid, o.place) AS "termsIds",
        ARRAY(SELECT x.value FROM jsonb_each_text(r.taxes::jsonb) x ORDER BY x.value) AS taxes
       FROM (SELECT DISTINCT ON (window_id, booked_window_id) * FROM restatement WHERE status = 'IN_FORCE' ORDER BY window_id, booked_window_id, version DESC) r JOIN settlement_window w ON w.window_id = r.booked_window_id
         JOIN document_cycle d ON d.partner_id = $1 AND w.business_date >= d.from_date AND w.business_date < d.to_date
      WHERE d.to_date <= $3 AND EXISTS (SELECT 1 FROM price_group p JOIN price_group g ON g.group_id = p.reverses_group_id JOIN price_group_line k ON k.group_id = p.group_id JOIN settlement_line s ON s.line_id = k.line_id
         WHERE p.window_id = r.booked_window_id AND p.source = 'RESTATED' AND g.window_id = r.window_id AND ((s.payer_id = $1 AND s.payer_cycle_id = $2) OR (s.payee_id = $1 AND s.payee_cycle_id = $2))) ORDER BY w.window_no, r.decided_at`, [...parametersOf(scope), hub])).rows;
}

/** The texts of corrected versions of terms. */
export async function correctionTexts(connection: Connection, termsIds: readonly string[]): Promise<{ termsId: string; text: string }[]> {
  return (await connection.query<{ termsId: string; text: string }>(`SELECT terms_id AS "termsId", canonical AS text FROM terms_version WHERE terms_id = ANY($1::uuid[])`, [arrayOf('uuid', termsIds)])).rows;
}

/** What each window made of the cycle's fee lines. */
export async function feeWindows(connection: Connection, scope: Scope): Promise<(FeeWindow & { exact: string; amount: bigint; base: bigint })[]> {
  const { rows } = await connection.query<{ line_type: FeeWindow['lineType']; window_id: string; cycle_id: string; parts: FeeWindow['parts'] | null; exact: string; amount: string; base: string }>(
    `SELECT s.line_type, c.window_id, c.payer_booking_cycle_id AS cycle_id, c.parts->'fees' AS parts, c.exact_after AS exact, c.amount_minor::text AS amount, coalesce(c.base_minor, 0)::text AS base
       FROM settlement_line s JOIN claim c ON c.line_id = s.line_id JOIN settlement_window w ON w.window_id = c.window_id JOIN document_cycle d ON d.cycle_id = c.payer_booking_cycle_id
      WHERE s.line_type IN ('ISSUER_FEE', 'ACCEPTANCE_FEE') AND s.payer_id = $1 AND s.payer_cycle_id = $2 AND d.to_date <= $3 ORDER BY w.window_no, s.line_type DESC`, parametersOf(scope));
  return rows.map((row) => ({ lineType: row.line_type, windowId: row.window_id, cycleId: row.cycle_id, parts: row.parts ?? {}, exact: row.exact, amount: BigInt(row.amount), base: BigInt(row.base) }));
}

/** PPN that the cycle itself booked on its fees, by version: exact total and amount in minor units. */
export async function ppnOf(connection: Connection, scope: Scope): Promise<{ tax: string; exact: string; amount: bigint }[]> {
  const { rows } = await connection.query<{ tax: string; exact: string; amount: string }>(
    `SELECT s.qualifier AS tax, (array_agg(c.exact_after ORDER BY w.window_no DESC))[1] AS exact, sum(c.amount_minor)::text AS amount FROM settlement_line s JOIN claim c ON c.line_id = s.line_id JOIN settlement_window w ON w.window_id = c.window_id
      WHERE s.line_type = 'PPN' AND s.payer_id = $1 AND s.payer_cycle_id = $2 AND c.payer_booking_cycle_id = $2 AND $3::date IS NOT NULL GROUP BY s.line_id, s.qualifier ORDER BY s.qualifier`, parametersOf(scope));
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
}

/** Some window that a cycle books. */
export async function windowOf(connection: Connection, { cycleId }: Scope): Promise<string | undefined> {
  return (await connection.query<{ window_id: string }>('SELECT window_id FROM claim WHERE payer_booking_cycle_id = $1 OR payee_booking_cycle_id = $1 LIMIT 1', [cycleId])).rows[0]?.window_id;
}

/** What later cycles took off lines that are told as they are printed, in the order of the cycles; of those that the documents of a cycle printed first, whose notes say it. */
export async function statedLater(connection: Connection, scope: Scope, printedIn: string): Promise<Map<string, { cycleId: string; windowId: string; amount: bigint }[]>> {
  const side = (own: 'payer' | 'payee'): string => `SELECT json_build_object('lineType', s.line_type, 'payerId', s.payer_id, 'payeeId', s.payee_id, 'payerCycleId', s.payer_cycle_id, 'payeeCycleId', s.payee_cycle_id, 'qualifier', s.qualifier, 'kind', s.kind, 'section', s.section, 'funding', s.funding)::text AS line, c.${own}_booking_cycle_id AS cycle_id, d.from_date, min(c.window_id::text) AS window_id, sum(c.amount_minor)::text AS amount
     FROM settlement_line s JOIN claim c ON c.line_id = s.line_id JOIN document_cycle d ON d.cycle_id = c.${own}_booking_cycle_id JOIN document_cycle p ON p.cycle_id = $4
    WHERE s.line_type = 'CLAIM' AND s.${own}_id = $1 AND s.${own}_cycle_id = $2 AND d.from_date >= p.to_date AND d.to_date <= $3 AND ${STATED}
      AND $4 = (SELECT i.cycle_id FROM invoice_line x JOIN invoice i ON i.invoice_id = x.invoice_id AND i.kind = '${own === 'payer' ? 'POINTS' : 'REDEMPTION'}_INVOICE' JOIN document_cycle n ON n.cycle_id = i.cycle_id WHERE x.line_id = s.line_id ORDER BY x.section = 'RESTATED', n.to_date LIMIT 1)
    GROUP BY s.line_id, 2, 3 HAVING sum(c.amount_minor) < 0`;
  const { rows } = await connection.query<{ line: string; cycle_id: string; window_id: string; amount: string }>(`SELECT * FROM (${side('payer')} UNION ALL ${side('payee')}) q ORDER BY from_date, line`, [...parametersOf(scope), printedIn]);
  const found = new Map<string, { cycleId: string; windowId: string; amount: bigint }[]>();
  for (const row of rows) {
    const key = lineKeyOnWire(JSON.parse(row.line) as LineKey);
    found.set(key, [...(found.get(key) ?? []), { cycleId: row.cycle_id, windowId: row.window_id, amount: BigInt(row.amount) }]);
  }
  return found;
}

export interface Correction {
  readonly correctionId: string;
  readonly windowId: string;
  readonly legId: string;
  readonly points: bigint;
  /** The ruling in force that ordered it, on the dispute itself or on the one that it was split from. */
  readonly rulingId: string | null;
}

export async function correctionsOf(connection: Connection, correctionIds: readonly string[]): Promise<Correction[]> {
  const { rows } = await connection.query<Omit<Correction, 'points'> & { points: string }>(
    `SELECT m.correction_id AS "correctionId", m.window_id AS "windowId", m.leg_id AS "legId", m.points::text AS points, (SELECT r.ruling_id FROM dispute d JOIN dispute_ruling r ON r.dispute_id IN (d.dispute_id, d.split_from) WHERE m.source_kind = 'RULING' AND d.dispute_id = m.source_id AND r.status = 'IN_FORCE' AND r.outcome = 'UPHELD' AND r.remedy = 'MONEY_ONLY' ORDER BY r.dispute_id = d.dispute_id DESC LIMIT 1) AS "rulingId"
       FROM money_correction m WHERE m.correction_id = ANY($1::uuid[])`, [arrayOf('uuid', correctionIds)]);
  return rows.map((row) => ({ ...row, points: BigInt(row.points) }));
}

/** Versions of tax profiles that tax nothing, by profile, with the windows in which they were in force. */
export async function untaxedIn(connection: Connection, windowIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ window_id: string; tax_profile_id: string; name: string }>(
    `SELECT w.window_id, t.tax_profile_id, t.tax_profile_id || '@v' || t.version AS name FROM settlement_window w JOIN tax_profile t ON t.treatment = 'NOT_SUBJECT' AND t.valid_from <= w.business_date AND (t.valid_to IS NULL OR w.business_date < t.valid_to) WHERE w.window_id = ANY($1::uuid[])`, [arrayOf('uuid', windowIds)]);
  return new Map(rows.map((row) => [`${row.window_id} ${row.tax_profile_id}`, row.name]));
}
