import type { Viewer } from '../access/request-context';
import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { BookedWindow, FeeWindow, LongLine, Moved, PricedSide } from './domain/second-form';
import { lineKeyOnWire, type LineKey } from './domain/leaves';
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
    `SELECT 'what was restated beside stated lines' AS what FROM line_correction n JOIN settlement_line s ON s.line_id = n.line_id JOIN claim c ON c.line_id = n.line_id AND c.window_id = n.window_id
        JOIN document_cycle d ON d.cycle_id = CASE WHEN s.payer_id = $1 AND s.payer_cycle_id = $2 THEN c.payer_booking_cycle_id ELSE c.payee_booking_cycle_id END
      WHERE ((s.payer_id = $1 AND s.payer_cycle_id = $2) OR (s.payee_id = $1 AND s.payee_cycle_id = $2)) AND d.to_date <= $3 AND (n.source_kind <> 'RESTATEMENT' OR (s.line_type = 'CLAIM' AND ${STATED}))
     UNION ALL SELECT 'what was taken back before its window was restated' FROM line_correction n JOIN restatement r ON n.source_kind = 'RESTATEMENT' AND r.restatement_id = n.source_id JOIN settlement_line s ON s.line_id = n.line_id
        JOIN price_group o ON o.window_id = r.window_id AND $1 IN (o.issuer_id, o.redeemer_id) JOIN price_group b ON b.reverses_group_id = o.group_id AND b.window_id <> o.window_id AND b.version = 1 JOIN calculation k ON k.window_id = b.window_id AND k.version = 1 AND k.calculated_at < r.decided_at
        JOIN claim c ON c.line_id = n.line_id AND c.window_id = n.window_id JOIN document_cycle d ON d.cycle_id = CASE WHEN s.payer_id = $1 AND s.payer_cycle_id = $2 THEN c.payer_booking_cycle_id ELSE c.payee_booking_cycle_id END
      WHERE ((s.payer_id = $1 AND s.payer_cycle_id = $2) OR (s.payee_id = $1 AND s.payee_cycle_id = $2)) AND d.to_date <= $3 LIMIT 1`, parametersOf(scope));
  return rows[0]?.what;
}

type Side = 'PAY' | 'RECEIVE';

interface Charged { readonly feeRate: string; readonly feeRef: string; readonly tax: string; readonly feeTerms?: { readonly flatMinor?: string } }
interface SideRow extends Charged { readonly pointPrice: string; readonly steps?: PricedSide['steps']; readonly termsRef: string; readonly taxProfileId: string }
interface MovedRow { legId: string; postingId: string; lineNo: number; points: string; reverses: string | null; correctionId: string | null; preset: string | null; pay: SideRow; receive: SideRow | null }
interface LineRow { line_type: string; payer_id: string; payee_id: string; payer_cycle_id: string | null; payee_cycle_id: string | null; qualifier: string; section: string; side: Side; equal: boolean; windows: { windowId: string; cycleId: string; exactAfter: string; moved: MovedRow[] | null; restated: { restatementId: string; exact: string }[] | null }[] }

const PRICED = `'preset', p.pricing->>'preset', 'pay', (p.pricing->'pay') || jsonb_build_object('tax', p.pricing->>'issuerTax'), 'receive', (p.pricing->'receive') || jsonb_build_object('tax', p.pricing->>'redeemerTax')`;
const COVERED = `o.window_id = g.window_id AND o.issuer_id = g.issuer_id AND o.redeemer_id = g.redeemer_id AND o.business_date = g.business_date AND o.point_kind = g.point_kind AND (g.lot_earned_on IS NULL OR o.lot_earned_on = g.lot_earned_on) AND (g.lot_vested_on IS NULL OR o.lot_vested_on = g.lot_vested_on)
   AND o.funding_shares IS NOT DISTINCT FROM g.funding_shares AND o.credit_account = 'REDEEMER'`;

/** The partner's claim lines of the cycle that are told by their legs, with what each window booked, its legs, and points that it took back in money. */
export async function longLines(connection: Connection, scope: Scope): Promise<LongLine[]> {
  const side = (which: Side): string => {
    const [own, legLine] = which === 'PAY' ? ['payer', 'line_id'] : ['payee', 'receive_line_id'];
    return `SELECT s.line_type, s.payer_id, s.payee_id, s.payer_cycle_id, s.payee_cycle_id, s.qualifier, s.section, '${which}' AS side, s.qualifier = '' AS equal, json_agg(json_build_object('windowId', c.window_id, 'cycleId', c.${own}_booking_cycle_id, 'exactAfter', c.exact_after, 'moved', (SELECT json_agg(m.one ORDER BY m.correction, m.seq, m.line_no) FROM (
          SELECT false AS correction, l.seq, l.line_no, jsonb_build_object('legId', l.leg_id, 'postingId', l.posting_id, 'lineNo', l.line_no, 'points', l.points::text, 'reverses', l.reverses_leg_id, ${PRICED}) AS one FROM leg_price p JOIN leg l ON l.leg_id = p.leg_id WHERE p.${legLine} = s.line_id AND p.window_id = c.window_id
          UNION ALL SELECT true, o.seq, o.line_no, jsonb_build_object('legId', o.leg_id, 'postingId', o.posting_id, 'lineNo', o.line_no, 'points', k.points::text, 'correctionId', k.correction_id, ${PRICED})
            FROM money_correction k JOIN leg o ON o.leg_id = k.leg_id JOIN price_group p ON p.window_id = k.window_id AND p.source = 'CORRECTION' AND p.event = 'BURN' JOIN price_group g ON g.group_id = p.reverses_group_id AND ${COVERED}
           WHERE p.${legLine} = s.line_id AND k.window_id = c.window_id) m),
          'restated', (SELECT json_agg(json_build_object('restatementId', n.source_id, 'exact', n.exact_delta) ORDER BY n.correction_id) FROM line_correction n WHERE n.line_id = s.line_id AND n.window_id = c.window_id AND n.source_kind = 'RESTATEMENT')) ORDER BY w.window_no) AS windows
       FROM settlement_line s JOIN claim c ON c.line_id = s.line_id JOIN settlement_window w ON w.window_id = c.window_id JOIN document_cycle d ON d.cycle_id = c.${own}_booking_cycle_id
      WHERE s.line_type = 'CLAIM' AND s.${own}_id = $1 AND s.${own}_cycle_id = $2 AND d.to_date <= $3 AND NOT ${STATED} GROUP BY s.line_id`;
  };
  const { rows } = await connection.query<LineRow>(`${side('PAY')} UNION ALL ${side('RECEIVE')}`, parametersOf(scope));
  return rows.map((row) => ({ side: row.side, key: { lineType: row.line_type, payerId: row.payer_id, payeeId: row.payee_id, payerCycleId: row.payer_cycle_id, payeeCycleId: row.payee_cycle_id, qualifier: row.qualifier, section: row.section },
    windows: row.windows.map(({ moved, restated, ...window }): BookedWindow => ({ ...window, moved: (moved ?? []).map((one) => movedOf(one, row)), restated: restated ?? [] })) }));
}

/** Wholes of shared claims are told by the side that sees their legs. */
export function movedOf({ pay, receive, preset, correctionId, points, ...leg }: MovedRow, { side, equal, payer_id: payerId }: Pick<LineRow, 'side' | 'equal' | 'payer_id'>): Moved {
  const own = side === 'PAY' ? pay : (receive ?? pay);
  const names = equal && receive ? [preset === 'PAY_AT_ISSUE' || isHub(payerId) ? '' : nameOf(pay), nameOf(receive)] : [nameOf(own)];
  return { ...leg, points: BigInt(points), own, share: names.join('#'), reverses: leg.reverses ?? null, ...(correctionId !== null && correctionId !== undefined && { correctionId }) };
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
  readonly version: number;
  readonly bookedIn: string;
  readonly windowNo: number;
  readonly decidedAt: Date;
  /** Corrected versions of the partner's own terms and of the coalition's. */
  readonly termsIds: readonly string[];
  readonly taxes: readonly string[];
}

/** Restatements that booked something on lines of the cycle, in the order in which they were booked. */
export async function restatementsOf(connection: Connection, scope: Scope, hub: string): Promise<Restatement[]> {
  return (await connection.query<Restatement>(
    `SELECT DISTINCT r.restatement_id AS "restatementId", r.window_id AS "windowId", r.version, r.booked_window_id AS "bookedIn", w.window_no AS "windowNo", r.decided_at AS "decidedAt", ARRAY(SELECT t.terms_id FROM terms_version t WHERE t.terms_id = ANY(r.terms_ids) AND t.party_id IN ($1, $4::uuid) ORDER BY t.terms_id) AS "termsIds",
        ARRAY(SELECT x.value FROM jsonb_each_text(r.taxes::jsonb) x ORDER BY x.value) AS taxes
       FROM restatement r JOIN line_correction n ON n.source_kind = 'RESTATEMENT' AND n.source_id = r.restatement_id JOIN settlement_line s ON s.line_id = n.line_id JOIN settlement_window w ON w.window_id = r.booked_window_id
         JOIN document_cycle d ON d.partner_id = $1 AND w.business_date >= d.from_date AND w.business_date < d.to_date
      WHERE r.status = 'IN_FORCE' AND ((s.payer_id = $1 AND s.payer_cycle_id = $2) OR (s.payee_id = $1 AND s.payee_cycle_id = $2)) AND d.to_date <= $3 ORDER BY w.window_no, r.decided_at`, [...parametersOf(scope), hub])).rows;
}

/** How the legs of a window are priced on a partner's own side by a later version of its calculation, by leg. */
export async function repriced(connection: Connection, partnerId: string, { windowId, version }: Restatement): Promise<Map<string, PricedSide>> {
  const { rows } = await connection.query<{ leg_id: string; issuer_id: string; pay: SideRow; receive: SideRow | null }>(
    `SELECT p.leg_id, l.issuer_id, (p.pricing->'pay') || jsonb_build_object('tax', p.pricing->>'issuerTax') AS pay, (p.pricing->'receive') || jsonb_build_object('tax', p.pricing->>'redeemerTax') AS receive
       FROM leg_price p JOIN leg l ON l.leg_id = p.leg_id WHERE p.window_id = $1 AND p.version = $2 AND $3 IN (l.issuer_id, l.redeemer_id)`, [windowId, version, partnerId]);
  return new Map(rows.map((row) => [row.leg_id, row.issuer_id === partnerId ? row.pay : (row.receive ?? row.pay)]));
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

/** What later cycles took off lines that are told as they are printed, in the order of the cycles. */
export async function statedLater(connection: Connection, scope: Scope): Promise<Map<string, { cycleId: string; amount: bigint }[]>> {
  const side = (own: 'payer' | 'payee'): string => `SELECT json_build_object('lineType', s.line_type, 'payerId', s.payer_id, 'payeeId', s.payee_id, 'payerCycleId', s.payer_cycle_id, 'payeeCycleId', s.payee_cycle_id, 'qualifier', s.qualifier, 'kind', s.kind, 'section', s.section, 'funding', s.funding)::text AS line, c.${own}_booking_cycle_id AS cycle_id, d.from_date, sum(c.amount_minor)::text AS amount
     FROM settlement_line s JOIN claim c ON c.line_id = s.line_id JOIN document_cycle d ON d.cycle_id = c.${own}_booking_cycle_id
    WHERE s.line_type = 'CLAIM' AND s.${own}_id = $1 AND s.${own}_cycle_id = $2 AND c.${own}_booking_cycle_id <> $2 AND d.to_date <= $3 AND ${STATED} GROUP BY s.line_id, 2, 3 HAVING sum(c.amount_minor) < 0`;
  const { rows } = await connection.query<{ line: string; cycle_id: string; amount: string }>(`SELECT * FROM (${side('payer')} UNION ALL ${side('payee')}) q ORDER BY from_date, line`, parametersOf(scope));
  const found = new Map<string, { cycleId: string; amount: bigint }[]>();
  for (const row of rows) {
    const key = lineKeyOnWire(JSON.parse(row.line) as LineKey);
    found.set(key, [...(found.get(key) ?? []), { cycleId: row.cycle_id, amount: BigInt(row.amount) }]);
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
