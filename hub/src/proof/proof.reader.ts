import type { Viewer } from '../access/request-context';
import { arrayOf } from '../db/rows';
import type { Connection } from '../db/tx';
import type { BilledLine, LineWindow, OwnSide, TaxFacts } from './domain/bundle';
import { lineKeyOnWire, type LineKey } from './domain/leaves';
import { wholeName, type JointFacts } from './domain/stated';

export interface BilledCycle {
  readonly partnerId: string;
  readonly cycleId: string;
  readonly cycleTo: string;
  /** Every invoice of the cycle, by kind. */
  readonly invoices: readonly { readonly invoiceId: string; readonly status: string; readonly number: string | null }[];
}

/** The document cycle that an invoice belongs to, as far as the viewer may see it. */
export async function billedCycle(connection: Connection, viewer: Viewer, invoiceId: string): Promise<BilledCycle | undefined> {
  const { rows } = await connection.query<BilledCycle>(
    `SELECT i.partner_id AS "partnerId", i.cycle_id AS "cycleId", d.to_date::text AS "cycleTo", (SELECT json_agg(json_build_object('invoiceId', k.invoice_id, 'status', k.status, 'number', k.number) ORDER BY k.kind DESC) FROM invoice k WHERE k.cycle_id = i.cycle_id AND k.status <> 'DISCARDED') AS invoices
       FROM invoice i JOIN document_cycle d ON d.cycle_id = i.cycle_id WHERE i.invoice_id = $1 AND ($2::uuid IS NULL OR i.partner_id = $2)`, [invoiceId, viewer.partnerId ?? null]);
  return rows[0];
}

/** A line `s` that is more than a plain burn at one price: it is told as its document prints it. */
export const STATED = `(s.kind <> 'BURN' OR s.funding <> '' OR EXISTS (SELECT 1 FROM price_group_line k JOIN price_group g ON g.group_id = k.group_id WHERE k.line_id = s.line_id AND g.event = 'BURN' AND g.pricing->>'preset' = 'HYBRID_RESERVE'))`;

/** Whether a cycle has what only a later form can tell: points that came home to an issuer that had paid for them, steps of prices and fees, several fees of one kind, PPN of notes rounded alone, corrections of money, what was restated, two versions of a tax beside stated lines, and DPP nilai lain. */
export async function needsSecondForm(connection: Connection, partnerId: string, cycleId: string): Promise<boolean> {
  const { rows } = await connection.query(
    `WITH own AS (SELECT * FROM settlement_line l WHERE (l.payer_id = $1 AND l.payer_cycle_id = $2) OR (l.payee_id = $1 AND l.payee_cycle_id = $2)),
       booked AS (SELECT c.line_id, c.window_id FROM claim c JOIN own o ON o.line_id = c.line_id WHERE $2 IN (c.payer_booking_cycle_id, c.payee_booking_cycle_id))
     SELECT 'stepped prices and fees' AS what FROM own
      WHERE parts ?| ARRAY['tiers', 'notes'] OR jsonb_path_exists(parts, '$.fees.*.terms') OR jsonb_path_exists(parts, '$.fees.* ? (@.own != "0")') OR (parts ? 'fees' AND (SELECT count(*) FROM jsonb_object_keys(parts->'fees')) > 1)
     UNION ALL SELECT 'points that came home' FROM booked b JOIN price_group_line k ON k.line_id = b.line_id JOIN price_group g ON g.group_id = k.group_id AND g.window_id = b.window_id WHERE g.event = 'BURN' AND g.pricing->>'preset' = 'PAY_AT_ISSUE' AND g.issuer_id = g.redeemer_id
     UNION ALL SELECT g.source FROM booked b JOIN price_group_line k ON k.line_id = b.line_id JOIN price_group g ON g.group_id = k.group_id AND g.window_id = b.window_id WHERE g.source <> 'LEGS'
     UNION ALL SELECT 'RESTATED' FROM invoice i JOIN invoice_line x ON x.invoice_id = i.invoice_id AND x.section = 'RESTATED' WHERE i.cycle_id = $2
     UNION ALL SELECT 'RESTATED' FROM booked b JOIN line_correction n ON n.line_id = b.line_id AND n.window_id = b.window_id
     UNION ALL SELECT 'DPP nilai lain' FROM own o JOIN tax_profile t ON t.tax_profile_id || '@v' || t.version = o.qualifier WHERE o.line_type = 'PPN' AND t.treatment = 'NILAI_LAIN'
     UNION ALL SELECT 'two versions of tax' FROM own WHERE line_type = 'PPN' AND EXISTS (SELECT 1 FROM settlement_line s WHERE s.line_type = 'CLAIM' AND (s.payer_cycle_id = $2 OR s.payee_cycle_id = $2) AND ${STATED}) GROUP BY 1 HAVING count(DISTINCT qualifier) > 1 LIMIT 1`, [partnerId, cycleId]);
  return rows.length > 0;
}

/** Claims of a cycle that several share, by the key of the partner's line, as they stood when its documents were issued. */
export async function jointClaims(connection: Connection, partnerId: string, cycleId: string): Promise<Map<string, JointFacts>> {
  const { rows } = await connection.query<{ funding: string; line: LineKey; issuer_id: string; redeemer_cycle_id: string | null; funders: JointFacts['funders']; total: JointFacts['total'] }>(
    `SELECT DISTINCT ON (s.line_id) s.funding, json_build_object('lineType', s.line_type, 'payerId', s.payer_id, 'payeeId', s.payee_id, 'payerCycleId', s.payer_cycle_id, 'payeeCycleId', s.payee_cycle_id, 'qualifier', s.qualifier, 'kind', s.kind, 'section', s.section, 'funding', s.funding) AS line,
         g.issuer_id, g.redeemer_cycle_id, g.pricing->'funders' AS funders,
         (SELECT c.parts->'total' FROM claim c JOIN settlement_window w ON w.window_id = c.window_id WHERE c.line_id = s.line_id AND $2 IN (c.payer_booking_cycle_id, c.payee_booking_cycle_id) ORDER BY w.window_no DESC LIMIT 1) AS total
       FROM settlement_line s JOIN price_group_line k ON k.line_id = s.line_id JOIN price_group g ON g.group_id = k.group_id
      WHERE s.kind = 'BURN' AND s.section = 'NORMAL' AND s.funding <> '' AND g.event = 'BURN' AND g.pricing ? 'funders' AND ((s.payer_id = $1 AND s.payer_cycle_id = $2) OR (s.payee_id = $1 AND s.payee_cycle_id = $2)) ORDER BY s.line_id, g.group_id`, [partnerId, cycleId]);
  return new Map(rows.map((row) => [lineKeyOnWire(row.line), { funding: row.funding, issuerId: row.issuer_id, redeemerCycleId: row.redeemer_cycle_id, funders: row.funders, total: row.total }]));
}

/** The wholes of shared claims of a cycle that the partner may see the legs of, as issuer or redeemer, with what each window booked, by name and the other end of their lines; a reserve pays a part of none of them. */
export async function jointLines(connection: Connection, partnerId: string, cycleId: string): Promise<Map<string, BilledLine>> {
  const { rows } = await connection.query<{ funding: string; issuer_id: string; payee_id: string; payee_cycle_id: string | null; qualifier: string; windows: { windowId: string; exact: string; legs: { legId: string; points: string; own: OwnSide }[] | null }[] }>(
    `SELECT s.funding, j.issuer_id, s.payee_id, s.payee_cycle_id, s.qualifier, json_agg(json_build_object('windowId', c.window_id, 'exact', c.parts->'total'->>'exact',
         'legs', (SELECT json_agg(json_build_object('legId', l.leg_id, 'points', (CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END)::text, 'own', CASE j.issuer_id WHEN $1 THEN (p.pricing->'pay') || jsonb_build_object('tax', p.pricing->>'issuerTax') ELSE (p.pricing->'receive') || jsonb_build_object('tax', p.pricing->>'redeemerTax') END) ORDER BY l.seq, l.line_no)
            FROM price_group_line k JOIN leg_price p ON p.group_id = k.group_id JOIN leg l ON l.leg_id = p.leg_id WHERE k.line_id = s.line_id AND p.window_id = c.window_id)) ORDER BY w.window_no) AS windows
       FROM (SELECT DISTINCT ON (s.funding, s.payee_id, s.qualifier) s.line_id, g.issuer_id FROM settlement_line s JOIN price_group_line k ON k.line_id = s.line_id JOIN price_group g ON g.group_id = k.group_id
              WHERE s.kind = 'BURN' AND s.section = 'NORMAL' AND s.funding <> '' AND g.event = 'BURN' AND g.pricing ? 'funders' AND NOT g.pricing ? 'preset' AND $1 IN (g.issuer_id, g.redeemer_id) AND ((s.payer_id = $1 AND s.payer_cycle_id = $2) OR (s.payee_id = $1 AND s.payee_cycle_id = $2)) ORDER BY s.funding, s.payee_id, s.qualifier, s.line_id) j
         JOIN settlement_line s ON s.line_id = j.line_id JOIN claim c ON c.line_id = s.line_id JOIN settlement_window w ON w.window_id = c.window_id
      WHERE $2 IN (c.payer_booking_cycle_id, c.payee_booking_cycle_id) GROUP BY s.line_id, j.issuer_id`, [partnerId, cycleId]);
  return new Map(rows.map((row) => [wholeName(row), { side: row.issuer_id === partnerId ? 'PAY' : 'RECEIVE', key: { lineType: 'CLAIM', payerId: row.issuer_id, payerCycleId: null, payeeId: row.payee_id, payeeCycleId: row.payee_cycle_id, qualifier: row.qualifier },
    windows: row.windows.map(({ windowId, exact, legs }, at) => ({ windowId, exactBefore: row.windows[at - 1]?.exact ?? '0', exactAfter: exact, legs: (legs ?? []).map((leg) => ({ ...leg, points: BigInt(leg.points) })) })) }]));
}

/** The tax version of the PPN of a cycle; undefined where there is none. */
export async function taxOfCycle(connection: Connection, partnerId: string, cycleId: string): Promise<string | undefined> {
  return (await connection.query<{ qualifier: string }>(`SELECT qualifier FROM settlement_line WHERE line_type = 'PPN' AND payer_id = $1 AND payer_cycle_id = $2 LIMIT 1`, [partnerId, cycleId])).rows[0]?.qualifier;
}

interface LineRow { line_type: string; payer_id: string; payee_id: string; payer_cycle_id: string | null; payee_cycle_id: string | null; qualifier: string; section: string; side: 'PAY' | 'RECEIVE';
  windows: { windowId: string; exactBefore: string; exactAfter: string; legs: { legId: string; points: string; own: OwnSide }[] | null }[] }

/** The partner's claim lines of a cycle, with what each window booked in that cycle and the legs behind it. */
export async function billedLines(connection: Connection, partnerId: string, cycleId: string): Promise<BilledLine[]> {
  const side = (which: 'PAY' | 'RECEIVE'): string => {
    const [own, legLine, pricing, tax] = which === 'PAY' ? ['payer', 'line_id', 'pay', 'issuerTax'] : ['payee', 'receive_line_id', 'receive', 'redeemerTax'];
    return `SELECT s.line_type, s.payer_id, s.payee_id, s.payer_cycle_id, s.payee_cycle_id, s.qualifier, s.section, '${which}' AS side, json_agg(json_build_object('windowId', c.window_id, 'exactBefore', c.exact_before, 'exactAfter', c.exact_after,
         'legs', (SELECT json_agg(json_build_object('legId', l.leg_id, 'points', (CASE l.credit_account WHEN 'REDEEMER' THEN l.points ELSE -l.points END)::text, 'own', (p.pricing->'${pricing}') || jsonb_build_object('tax', p.pricing->>'${tax}')) ORDER BY l.seq, l.line_no)
            FROM leg_price p JOIN leg l ON l.leg_id = p.leg_id WHERE p.${legLine} = s.line_id AND p.window_id = c.window_id)) ORDER BY w.window_no) AS windows
       FROM settlement_line s JOIN claim c ON c.line_id = s.line_id JOIN settlement_window w ON w.window_id = c.window_id
      WHERE s.line_type = 'CLAIM' AND s.${own}_id = $1 AND s.${own}_cycle_id = $2 AND c.${own}_booking_cycle_id = $2 AND NOT ${STATED} GROUP BY s.line_id`;
  };
  const { rows } = await connection.query<LineRow>(`${side('PAY')} UNION ALL ${side('RECEIVE')}`, [partnerId, cycleId]);
  return rows.map((row) => ({ side: row.side, key: { lineType: row.line_type, payerId: row.payer_id, payeeId: row.payee_id, payerCycleId: row.payer_cycle_id, payeeCycleId: row.payee_cycle_id, qualifier: row.qualifier, section: row.section },
    windows: row.windows.map((window): LineWindow => ({ ...window, legs: (window.legs ?? []).map((leg) => ({ ...leg, points: BigInt(leg.points) })) })) }));
}

/** Windows by their order. */
export async function orderOf(connection: Connection, windowIds: readonly string[]): Promise<string[]> {
  return (await connection.query<{ window_id: string }>('SELECT window_id FROM settlement_window WHERE window_id = ANY($1::uuid[]) ORDER BY window_no', [arrayOf('uuid', windowIds)])).rows.map((row) => row.window_id);
}

export async function postingsOfLegs(connection: Connection, legIds: readonly string[]): Promise<string[]> {
  return (await connection.query<{ posting_id: string }>('SELECT DISTINCT posting_id FROM leg WHERE leg_id = ANY($1::uuid[])', [arrayOf('uuid', legIds)])).rows.map((row) => row.posting_id);
}

export interface LeafRow {
  readonly index: bigint;
  readonly subjectId: string;
  readonly hash: Buffer;
  readonly salt: Buffer | null;
  readonly bytes: string | null;
}

export async function leavesOf(connection: Connection, kind: string, subjects: readonly string[]): Promise<Map<string, LeafRow>> {
  const { rows } = await connection.query<{ leaf_index: string; subject_id: string; hash: Buffer; salt: Buffer | null; bytes: string | null }>('SELECT leaf_index, subject_id, hash, salt, bytes FROM log_leaf WHERE kind = $1 AND subject_id = ANY($2::text[])', [kind, arrayOf('text', subjects)]);
  return new Map(rows.map((row) => [row.subject_id, { index: BigInt(row.leaf_index), subjectId: row.subject_id, hash: row.hash, salt: row.salt, bytes: row.bytes }]));
}

/** The terms that may price what a partner is billed: its own and the coalition's, begun before a date. */
export async function termsTexts(connection: Connection, parties: readonly string[], before: string): Promise<{ termsId: string; text: string }[]> {
  return (await connection.query<{ termsId: string; text: string }>(`SELECT terms_id AS "termsId", canonical AS text FROM terms_version WHERE status = 'COUNTERSIGNED' AND corrects_version IS NULL AND party_id = ANY($1::uuid[]) AND valid_from < $2 ORDER BY party_id, version`, [arrayOf('uuid', parties), before])).rows;
}

export async function taxFacts(connection: Connection): Promise<Map<string, TaxFacts>> {
  const { rows } = await connection.query<TaxFacts & { name: string }>(`SELECT tax_profile_id || '@v' || version AS name, treatment, coalesce(trim_scale(rate)::text, '0') AS rate, coalesce(dpp_numerator, 1) AS "dppNumerator", coalesce(dpp_denominator, 1) AS "dppDenominator", CASE treatment WHEN 'NILAI_LAIN' THEN trim_scale(dpp_rate)::text END AS "dppRate" FROM tax_profile`);
  return new Map(rows.map((row) => [row.name, row]));
}

/** Netting statements in force that something of a cycle of the partner entered, oldest first. */
export async function statementsOf(connection: Connection, partnerId: string, cycleId: string): Promise<string[]> {
  return (await connection.query<{ statement_id: string }>(`SELECT s.statement_id FROM statement s WHERE s.partner_id = $1 AND NOT EXISTS (SELECT 1 FROM statement_void v WHERE v.statement_id = s.statement_id)
      AND EXISTS (SELECT 1 FROM obligation_claim m WHERE m.obligation_id = s.obligation_id AND $2 IN (m.payer_booking_cycle_id, m.payee_booking_cycle_id)) ORDER BY s.number`, [partnerId, cycleId])).rows.map((row) => row.statement_id);
}

/** Invoices and credit notes of a partner by their numbers. */
export async function documentsNumbered(connection: Connection, partnerId: string, numbers: readonly string[]): Promise<{ kind: 'INVOICE' | 'CREDIT_NOTE'; documentId: string; number: string }[]> {
  return (await connection.query<{ kind: 'INVOICE' | 'CREDIT_NOTE'; documentId: string; number: string }>(`SELECT 'INVOICE' AS kind, invoice_id AS "documentId", number FROM invoice WHERE partner_id = $1 AND number = ANY($2::text[])
     UNION ALL SELECT 'CREDIT_NOTE', credit_note_id, number FROM credit_note WHERE partner_id = $1 AND number = ANY($2::text[])`, [partnerId, arrayOf('text', numbers)])).rows;
}
