import { insertRows } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import type { Candidate, Owed } from './domain/match';

/** Obligations that money of the bank could be meant for: what is open, and what a declared default left unpaid. */
export async function candidates(connection: Connection, today: string): Promise<Candidate[]> {
  const { rows } = await connection.query<Omit<Candidate, 'openMinor' | 'accountNo'> & { open: string; accountNo: string | null }>(
    `SELECT o.obligation_id AS "obligationId", o.party_id AS "partyId", o.direction, o.open_minor::text AS open, o.due_date::text AS "dueDate", p.code AS "partnerCode", t.bank_reference AS "bankReference",
        (SELECT a.account_no FROM bank_account a WHERE a.party_id = o.party_id AND a.status = 'ACCEPTED' AND a.valid_from <= $1 ORDER BY a.valid_from DESC, a.decided_at DESC LIMIT 1) AS "accountNo"
       FROM obligation_open o JOIN partner p ON p.partner_id = o.party_id JOIN statement t ON t.obligation_id = o.obligation_id
      WHERE o.state = 'SETTLING' AND o.open_minor > 0 OR EXISTS (SELECT 1 FROM default_case d WHERE d.obligation_id = o.obligation_id AND d.state = 'DECLARED')`, [today]);
  return rows.map(({ open, accountNo, ...row }) => ({ ...row, openMinor: BigInt(open), ...(accountNo !== null && { accountNo }) }));
}

/** A fee invoice that no settlement took, with whose it is. */
export interface OpenInvoice extends Owed {
  readonly partyId: string;
}

/** Fee invoices that are open and in no settlement, by their numbers; only who pays its fees apart pays them. */
export async function openInvoices(tx: Tx): Promise<OpenInvoice[]> {
  const { rows } = await tx.query<{ id: string; partyId: string; number: string; open: string }>(`SELECT invoice_id AS id, party_id AS "partyId", number, open_minor::text AS open FROM invoice_open WHERE open_minor > 0 ORDER BY number`);
  return rows.map(({ number, open, ...row }) => ({ ...row, reference: number, openMinor: BigInt(open) }));
}

export async function fileByHash(connection: Connection, sha256: string): Promise<{ bankFileId: string; importedBy: string; importedAt: Date } | undefined> {
  return (await connection.query<{ bankFileId: string; importedBy: string; importedAt: Date }>(`SELECT bank_file_id AS "bankFileId", imported_by AS "importedBy", imported_at AS "importedAt" FROM bank_file WHERE sha256 = $1`, [sha256])).rows[0];
}

export interface KnownEntry {
  readonly bankReference: string;
  readonly direction: 'IN' | 'OUT';
  readonly amountMinor: bigint;
  readonly bookedOn: string;
}

export async function knownEntries(connection: Connection, accountNo: string, references: readonly string[]): Promise<Map<string, KnownEntry>> {
  const { rows } = await connection.query<Omit<KnownEntry, 'amountMinor'> & { amount: string }>(`SELECT bank_reference AS "bankReference", direction, amount_minor::text AS amount, booked_on::text AS "bookedOn" FROM bank_entry WHERE account_no = $1 AND bank_reference = ANY($2)`, [accountNo, references]);
  return new Map(rows.map(({ amount, ...row }) => [row.bankReference, { ...row, amountMinor: BigInt(amount) }]));
}

export async function insertFile(tx: Tx, one: { bankFileId: string; sha256: string; format: string; name: string; statementRef: string; accountNo: string; layoutId: string | undefined; entries: number; fresh: number; inMinor: bigint; outMinor: bigint; by: string; at: Date }): Promise<void> {
  await tx.query(`INSERT INTO bank_file (bank_file_id, sha256, format, name, statement_ref, account_no, entry_count, new_count, in_minor, out_minor, imported_by, imported_at, layout_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [one.bankFileId, one.sha256, one.format, one.name, one.statementRef, one.accountNo, one.entries, one.fresh, one.inMinor.toString(), one.outMinor.toString(), one.by, one.at, one.layoutId ?? null]);
}

export interface NewEntry {
  readonly bankEntryId: string;
  readonly bankFileId: string;
  readonly lineNo: number;
  readonly accountNo: string;
  readonly bankReference: string;
  readonly direction: 'IN' | 'OUT';
  readonly amountMinor: bigint;
  readonly bookedOn: string;
  readonly remark: string;
  readonly counterpartyName: string | undefined;
  readonly counterpartyAccount: string | undefined;
  readonly virtualAccount: string | undefined;
}

export async function insertEntries(tx: Tx, list: readonly NewEntry[]): Promise<void> {
  await insertRows(tx, 'bank_entry', list.map((one) => ({ bank_entry_id: one.bankEntryId, bank_file_id: one.bankFileId, line_no: one.lineNo, account_no: one.accountNo, bank_reference: one.bankReference, direction: one.direction, amount_minor: one.amountMinor, booked_on: one.bookedOn,
    remark: one.remark, counterparty_name: one.counterpartyName ?? null, counterparty_account: one.counterpartyAccount ?? null, virtual_account: one.virtualAccount ?? null, status: 'OPEN' })));
}

/** What was decided on an entry: its payment, or that it is none of ours. */
export async function decideEntry(tx: Tx, one: { bankEntryId: string; paymentId?: string; by: string; at: Date; reason: string }): Promise<void> {
  await tx.query(`UPDATE bank_entry SET status = CASE WHEN $2::uuid IS NULL THEN 'SET_ASIDE' ELSE 'APPLIED' END, payment_id = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE bank_entry_id = $1 AND status = 'OPEN'`, [one.bankEntryId, one.paymentId ?? null, one.by, one.at, one.reason]);
}

export interface EntryRow {
  readonly bankEntryId: string;
  readonly bankFileId: string;
  readonly fileName: string;
  readonly lineNo: number;
  readonly accountNo: string;
  readonly bankReference: string;
  readonly direction: 'IN' | 'OUT';
  readonly amountMinor: string;
  readonly bookedOn: string;
  readonly remark: string;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  readonly virtualAccount: string | null;
  /** The partner that has, or had, the virtual account. */
  readonly payerId: string | null;
  readonly payerName: string | null;
  readonly payerAlive: boolean | null;
  readonly status: 'OPEN' | 'APPLIED' | 'SET_ASIDE';
  readonly paymentId: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

const ENTRY = `SELECT e.bank_entry_id AS "bankEntryId", e.bank_file_id AS "bankFileId", f.name AS "fileName", e.line_no AS "lineNo", e.account_no AS "accountNo", e.bank_reference AS "bankReference", e.direction, e.amount_minor::text AS "amountMinor", e.booked_on::text AS "bookedOn", e.remark,
    e.counterparty_name AS "counterpartyName", e.counterparty_account AS "counterpartyAccount", e.status, e.payment_id AS "paymentId", e.decided_by AS "decidedBy", e.decided_at AS "decidedAt", e.reason, e.virtual_account AS "virtualAccount", v.partner_id AS "payerId", v.brand_name AS "payerName", v.alive AS "payerAlive" FROM bank_entry e JOIN bank_file f ON f.bank_file_id = e.bank_file_id
    LEFT JOIN LATERAL (SELECT a.partner_id, p.brand_name, bool_or(a.status = 'ACCEPTED') AS alive FROM virtual_account a JOIN partner p ON p.partner_id = a.partner_id WHERE a.number_key = ltrim(e.virtual_account, '0') AND a.status IN ('ACCEPTED', 'ENDED') GROUP BY 1, 2) v ON true`;

export interface EntryFilter {
  readonly status: string | undefined;
  readonly direction: string | undefined;
  readonly bankFileId: string | undefined;
}

export async function entriesPage(connection: Connection, filter: EntryFilter, offset: number, limit: number, order: string): Promise<EntryRow[]> {
  return (await connection.query<EntryRow>(`${ENTRY} WHERE ($1::text IS NULL OR e.status = $1) AND ($2::text IS NULL OR e.direction = $2) AND ($3::uuid IS NULL OR e.bank_file_id = $3) ORDER BY ${order} LIMIT $4 OFFSET $5`,
    [filter.status ?? null, filter.direction ?? null, filter.bankFileId ?? null, limit, offset])).rows;
}

export async function entryById(connection: Connection, bankEntryId: string): Promise<EntryRow | undefined> {
  return (await connection.query<EntryRow>(`${ENTRY} WHERE e.bank_entry_id = $1`, [bankEntryId])).rows[0];
}

export interface FileRow {
  readonly bankFileId: string;
  readonly name: string;
  readonly format: 'CSV' | 'CAMT053';
  readonly sha256: string;
  readonly statementRef: string;
  readonly accountNo: string;
  readonly entries: number;
  readonly fresh: number;
  readonly inMinor: string;
  readonly outMinor: string;
  readonly importedBy: string;
  readonly importedAt: Date;
  readonly applied: number;
  readonly open: number;
  /** Code and version, such as `BCA@v1`. */
  readonly layout: string | null;
}

const FILE = `SELECT f.bank_file_id AS "bankFileId", f.name, f.format, f.sha256, f.statement_ref AS "statementRef", f.account_no AS "accountNo", f.entry_count AS entries, f.new_count AS fresh, f.in_minor::text AS "inMinor", f.out_minor::text AS "outMinor", f.imported_by AS "importedBy", f.imported_at AS "importedAt",
    (SELECT count(*)::int FROM bank_entry e WHERE e.bank_file_id = f.bank_file_id AND e.status = 'APPLIED') AS applied, (SELECT count(*)::int FROM bank_entry e WHERE e.bank_file_id = f.bank_file_id AND e.status = 'OPEN') AS open, (SELECT l.code || '@v' || l.version FROM bank_layout l WHERE l.layout_id = f.layout_id) AS layout FROM bank_file f`;

export async function filesPage(connection: Connection, offset: number, limit: number): Promise<FileRow[]> {
  return (await connection.query<FileRow>(`${FILE} ORDER BY f.bank_file_id DESC LIMIT $1 OFFSET $2`, [limit, offset])).rows;
}

export async function fileById(connection: Connection, bankFileId: string): Promise<FileRow | undefined> {
  return (await connection.query<FileRow>(`${FILE} WHERE f.bank_file_id = $1`, [bankFileId])).rows[0];
}
