import type { Connection, Tx } from '../db/tx';
import { RATE_DIFFERENCE_PARTY } from '../kernel/parties';
import type { DocumentParty } from './domain/document';

export interface DocumentFile {
  readonly json: string;
  readonly jsonSha256: string;
  readonly pdf: Buffer;
  readonly pdfSha256: string;
}

export async function fileOf(connection: Connection, documentId: string): Promise<DocumentFile | undefined> {
  return (await connection.query<DocumentFile>(`SELECT json, json_sha256 AS "jsonSha256", pdf, pdf_sha256 AS "pdfSha256" FROM document_file WHERE document_id = $1`, [documentId])).rows[0];
}

/** Keeps the first rendering; a second one changes nothing. */
export async function keepFile(tx: Tx, documentId: string, file: DocumentFile, at: Date): Promise<void> {
  await tx.query(`INSERT INTO document_file (document_id, json, json_sha256, pdf, pdf_sha256, rendered_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`, [documentId, file.json, file.jsonSha256, file.pdf, file.pdfSha256, at]);
}

/** Which table a file belongs to; `STATEMENT` is a netting statement. */
export type FileKind = 'INVOICE' | 'CREDIT_NOTE' | 'STATEMENT' | 'ACCOUNT_STATEMENT' | 'RECEIPT' | 'STATEMENT_VOID';

export interface Unrendered {
  readonly kind: FileKind;
  readonly documentId: string;
}

/** Issued documents without their files, oldest first. */
export async function unrendered(connection: Connection, limit: number): Promise<Unrendered[]> {
  return (await connection.query<Unrendered>(
    `SELECT * FROM (
       SELECT 'INVOICE' AS kind, invoice_id AS "documentId" FROM invoice WHERE status = 'ISSUED' UNION ALL SELECT 'CREDIT_NOTE', credit_note_id FROM credit_note WHERE status = 'ISSUED' UNION ALL SELECT 'STATEMENT', statement_id FROM statement
       UNION ALL SELECT 'ACCOUNT_STATEMENT', account_statement_id FROM account_statement UNION ALL SELECT 'RECEIPT', receipt_id FROM payment_receipt UNION ALL SELECT 'STATEMENT_VOID', statement_void_id FROM statement_void) d
     WHERE NOT EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = d."documentId") ORDER BY "documentId" LIMIT $1`, [limit])).rows;
}

export async function partyOf(connection: Connection, partnerId: string): Promise<DocumentParty> {
  const { rows } = await connection.query<DocumentParty>(`SELECT brand_name AS name, legal_name AS "legalName", npwp, nitku, address FROM partner WHERE partner_id = $1`, [partnerId]);
  if (!rows[0]) throw new Error(`Partner ${partnerId} is not here.`);
  return rows[0];
}

interface Foot { windowCount: number; engineVersion: string; termsHash: string; termsRef?: string; log?: { treeSize: string; rootHash: string } }

/** What the foot of a document cites: how many windows it covers, the engine that computed them, the terms in force, and the log as it stood when the last of them was closed. */
export async function footOf(connection: Connection, partnerId: string, from: string, to: string): Promise<Foot> {
  const { rows } = await connection.query<{ windowCount: number; engineVersion: string | null; termsHash: string | null; termsRef: string | null; treeSize: string | null; rootHash: string | null }>(
    `SELECT n.*, t.terms_hash AS "termsHash", t.ref AS "termsRef", c.tree_size::text AS "treeSize", encode(c.root, 'hex') AS "rootHash"
       FROM (SELECT count(*)::int AS "windowCount", max(c.engine_version) AS "engineVersion" FROM settlement_window w JOIN calculation c ON c.window_id = w.window_id AND c.version = 1 WHERE w.business_date >= $2 AND w.business_date < $3) n
       LEFT JOIN (SELECT v.terms_hash, p.code || '@v' || v.version AS ref FROM terms_version v JOIN partner p ON p.partner_id = v.party_id WHERE v.party_id = $1 AND v.status = 'COUNTERSIGNED' AND v.corrects_version IS NULL AND v.valid_from < $3 AND (v.valid_to IS NULL OR v.valid_to >= $3) ORDER BY v.version DESC LIMIT 1) t ON true
       LEFT JOIN (SELECT k.tree_size, k.root FROM settlement_window w JOIN log_checkpoint k ON k.window_id = w.window_id AND k.closes WHERE w.business_date < $3 ORDER BY w.window_no DESC LIMIT 1) c ON true`, [partnerId, from, to]);
  const [row] = rows;
  return { windowCount: row?.windowCount ?? 0, engineVersion: row?.engineVersion ?? '', termsHash: row?.termsHash ?? '', ...(row?.termsRef != null && { termsRef: row.termsRef }), ...(row?.treeSize != null && row.rootHash !== null && { log: { treeSize: row.treeSize, rootHash: row.rootHash } }) };
}

/** The account to which a party's money goes on a date. */
export async function accountInForce(connection: Connection, partyId: string, date: string): Promise<{ bankName: string; accountNo: string; holder: string } | undefined> {
  return (await connection.query<{ bankName: string; accountNo: string; holder: string }>(`SELECT bank_name AS "bankName", account_no AS "accountNo", holder FROM bank_account WHERE party_id = $1 AND status = 'ACCEPTED' AND valid_from <= $2 ORDER BY valid_from DESC, decided_at DESC LIMIT 1`, [partyId, date])).rows[0];
}

/** The virtual account to which a partner pays on a date: of its accepted ones the newest whose day has come. */
export async function virtualAccountInForce(connection: Connection, partnerId: string, date: string): Promise<{ bankCode: string; bankName: string; number: string; name: string } | undefined> {
  return (await connection.query<{ bankCode: string; bankName: string; number: string; name: string }>(`SELECT bank_code AS "bankCode", bank_name AS "bankName", number, name FROM virtual_account WHERE partner_id = $1 AND status = 'ACCEPTED' AND valid_from <= $2 ORDER BY valid_from DESC, decided_at DESC LIMIT 1`, [partnerId, date])).rows[0];
}

/** Numbers of the netting statements, issued by a date, that settled claims of a cycle of a partner. */
export async function settledBy(connection: Connection, partnerId: string, cycleId: string, date: string): Promise<string | undefined> {
  const { rows } = await connection.query<{ numbers: string | null }>(
    `SELECT string_agg(s.number, ', ' ORDER BY s.number) AS numbers FROM statement s JOIN settlement t ON t.settlement_id = s.settlement_id AND t.state <> 'ABORTED' WHERE s.partner_id = $1 AND s.issued_on <= $3
        AND EXISTS (SELECT 1 FROM obligation_claim m WHERE m.obligation_id = s.obligation_id AND (m.payer_id = $1 AND m.payer_booking_cycle_id = $2 OR m.payee_id = $1 AND m.payee_booking_cycle_id = $2))`, [partnerId, cycleId, date]);
  return rows[0]?.numbers ?? undefined;
}

export interface StatementScope {
  readonly from: string;
  readonly to: string;
  readonly matrix: { counterparty: string; pointsPayable: bigint; payableMinor: bigint; pointsReceivable: bigint; receivableMinor: bigint }[];
}

/** The partner's own row and column of a settlement's matrix, as far as it stands behind an obligation. */
export async function statementScope(connection: Connection, { settlementId, partnerId, obligationId }: { readonly settlementId: string; readonly partnerId: string; readonly obligationId: string }): Promise<StatementScope> {
  const { rows: span } = await connection.query<{ from: string; to: string }>(`SELECT min(w.business_date)::text AS from, (max(w.business_date) + 1)::text AS to FROM settlement_scope c JOIN settlement_window w ON w.window_id = c.window_id WHERE c.settlement_id = $1`, [settlementId]);
  const { rows: matrix } = await connection.query<{ counterparty: string; pp: string; pm: string; rp: string; rm: string }>(
    `SELECT coalesce(p.brand_name, 'HUB') AS counterparty, sum(CASE WHEN m.payer_id = $2 THEN m.points ELSE 0 END)::text AS pp, sum(CASE WHEN m.payer_id = $2 THEN m.amount_minor ELSE 0 END)::text AS pm,
        sum(CASE WHEN m.payee_id = $2 THEN m.points ELSE 0 END)::text AS rp, sum(CASE WHEN m.payee_id = $2 THEN m.amount_minor ELSE 0 END)::text AS rm
       FROM obligation_claim m JOIN settlement_line l ON l.line_id = m.line_id
         LEFT JOIN partner p ON p.partner_id = CASE WHEN '${RATE_DIFFERENCE_PARTY}' IN (m.payer_id, m.payee_id) THEN l.qualifier::uuid WHEN m.payer_id = $2 THEN m.payee_id ELSE m.payer_id END
      WHERE m.obligation_id = $1 GROUP BY 1 ORDER BY 1`, [obligationId, partnerId]);
  return { from: span[0]?.from ?? '', to: span[0]?.to ?? '',
    matrix: matrix.map((row) => ({ counterparty: row.counterparty, pointsPayable: BigInt(row.pp), payableMinor: BigInt(row.pm), pointsReceivable: BigInt(row.rp), receivableMinor: BigInt(row.rm) })) };
}
