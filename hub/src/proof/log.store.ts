import { arrayOf } from '../db/rows';
import type { Connection, Tx } from '../db/tx';
import { WINDOW_LOCK } from '../ledger';
import type { LineKey, LoggedDocument, LoggedPosting, LoggedRuling, LoggedTax, LoggedTerms } from './domain/leaves';
import { nodeName, type Node } from './domain/tree';

export interface Head {
  readonly size: bigint;
  readonly sealedSeq: bigint;
}

export async function readHead(connection: Connection): Promise<Head> {
  const { rows } = await connection.query<{ size: string; sealed_seq: string }>('SELECT size, sealed_seq FROM log_head');
  return { size: BigInt(rows[0]?.size ?? 0), sealedSeq: BigInt(rows[0]?.sealed_seq ?? 0) };
}

/** One sealer appends at a time: the row is held until the transaction ends. */
export async function lockHead(tx: Tx): Promise<Head> {
  const { rows } = await tx.query<{ size: string; sealed_seq: string }>('SELECT size, sealed_seq FROM log_head FOR UPDATE');
  return { size: BigInt(rows[0]?.size ?? 0), sealedSeq: BigInt(rows[0]?.sealed_seq ?? 0) };
}

export async function moveHead(tx: Tx, head: Head): Promise<void> {
  await tx.query('UPDATE log_head SET size = $1, sealed_seq = $2', [head.size.toString(), head.sealedSeq.toString()]);
}

/**
 * A number below which every posting is committed or will never be: postings hold the window's lock shared while they are written, so whoever gets it alone sees all of them.
 * The lock is given back at once, and postings wait no longer than for each other.
 */
export async function settledSeq(tx: Tx): Promise<bigint> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [WINDOW_LOCK]);
  const { rows } = await tx.query<{ last: string }>(`SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM posting_seq`);
  return BigInt(rows[0]?.last ?? 0);
}

interface PostingRow { posting_id: string; seq: string; type: string; window_id: string; member_id: string; partner_id: string; outlet_id: string | null; actor_id: string | null; occurred_at: Date; posted_at: Date; token: string | null;
  legs: { legId: string; lineNo: number; debitAccount: string; creditAccount: string; points: string; lotId: string; issuerId: string; redeemerId: string | null; pointKind: string; lotEarnedOn: string; termsId: string | null; reversesLegId: string | null }[] | null }

const POSTING = `SELECT p.posting_id, p.seq, p.type, p.window_id, p.member_id, p.partner_id, p.outlet_id, p.actor_id, p.occurred_at, p.posted_at, e.token,
    (SELECT json_agg(json_build_object('legId', l.leg_id, 'lineNo', l.line_no, 'debitAccount', l.debit_account, 'creditAccount', l.credit_account, 'points', l.points::text, 'lotId', l.lot_id, 'issuerId', l.issuer_id, 'redeemerId', l.redeemer_id,
       'pointKind', l.point_kind, 'lotEarnedOn', l.lot_earned_on, 'termsId', l.terms_id, 'reversesLegId', l.reverses_leg_id) ORDER BY l.line_no, l.member_id, l.leg_id) FROM leg l WHERE l.posting_id = p.posting_id) AS legs
  FROM posting p LEFT JOIN request_evidence e ON e.partner_id = p.partner_id AND e.jti = p.token_jti`;

function postingOf(row: PostingRow): LoggedPosting {
  return { postingId: row.posting_id, seq: BigInt(row.seq), type: row.type, windowId: row.window_id, memberId: row.member_id, partnerId: row.partner_id, outletId: row.outlet_id, actorId: row.actor_id, occurredAt: row.occurred_at, postedAt: row.posted_at, token: row.token,
    legs: (row.legs ?? []).map((leg) => ({ ...leg, points: BigInt(leg.points) })) };
}

/** Postings that have no leaf yet, in the order of the journal. */
export async function unsealedPostings(connection: Connection, after: bigint, upTo: bigint, limit: number): Promise<LoggedPosting[]> {
  return (await connection.query<PostingRow>(`${POSTING} WHERE p.seq > $1 AND p.seq <= $2 ORDER BY p.seq LIMIT $3`, [after.toString(), upTo.toString(), limit])).rows.map(postingOf);
}

export async function postingsById(connection: Connection, postingIds: readonly string[]): Promise<LoggedPosting[]> {
  return (await connection.query<PostingRow>(`${POSTING} WHERE p.posting_id = ANY($1::uuid[])`, [arrayOf('uuid', postingIds)])).rows.map(postingOf);
}

const UNSEALED = (kind: string, subject: string): string => `NOT EXISTS (SELECT 1 FROM log_leaf logged WHERE logged.kind = '${kind}' AND logged.subject_id = ${subject})`;

export async function unsealedTerms(connection: Connection): Promise<LoggedTerms[]> {
  return (await connection.query<LoggedTerms>(`SELECT t.terms_id AS "termsId", t.party_id AS "partyId", p.code AS "partyCode", t.version, t.terms_hash AS "termsHash", t.made_by AS "madeBy", t.made_at AS "madeAt", coalesce(t.checked_by, '') AS "checkedBy", coalesce(t.checked_at, t.made_at) AS "checkedAt",
      t.countersigned_by AS "countersignedBy", t.countersigned_at AS "countersignedAt" FROM terms_version t LEFT JOIN partner p ON p.partner_id = t.party_id WHERE t.status = 'COUNTERSIGNED' AND ${UNSEALED('TERMS', 't.terms_id::text')} ORDER BY t.terms_id`)).rows;
}

export async function unsealedTaxes(connection: Connection): Promise<LoggedTax[]> {
  return (await connection.query<LoggedTax>(`SELECT tax_profile_id AS "taxProfileId", version, valid_from::text AS "validFrom", valid_to::text AS "validTo", treatment, coalesce(trim_scale(rate)::text, '0') AS rate, coalesce(dpp_numerator, 1) AS "dppNumerator", coalesce(dpp_denominator, 1) AS "dppDenominator", CASE treatment WHEN 'NILAI_LAIN' THEN trim_scale(dpp_rate)::text END AS "dppRate", citation
      FROM tax_profile t WHERE ${UNSEALED('ADMIN', `'tax ' || t.tax_profile_id || '@v' || t.version`)} ORDER BY 1, 2`)).rows;
}

export async function unsealedCalculations(connection: Connection): Promise<{ windowId: string; version: number; engineVersion: string; inputHash: string; calculationHash: string }[]> {
  return (await connection.query<{ windowId: string; version: number; engineVersion: string; inputHash: string; calculationHash: string }>(`SELECT c.window_id AS "windowId", c.version, c.engine_version AS "engineVersion", c.input_hash AS "inputHash", c.calculation_hash AS "calculationHash"
      FROM calculation c WHERE ${UNSEALED('CALCULATION', `c.window_id || ' ' || c.version`)} ORDER BY c.calculated_at, c.window_id LIMIT 1000`)).rows;
}

/** Documents with their files; the keys of an invoice's lines stand in the order in which it prints them. */
export async function unsealedDocuments(connection: Connection): Promise<LoggedDocument[]> {
  const { rows } = await connection.query<Omit<LoggedDocument, 'lines'> & { lines: LineKey[] | null }>(
    `SELECT d.*, f.json_sha256 AS "documentHash" FROM document_file f JOIN (
       SELECT i.invoice_id AS "documentId", i.kind AS "documentKind", i.number, i.partner_id AS "partnerId", i.cycle_id AS "cycleId", (SELECT json_agg(json_build_object('lineType', s.line_type, 'payerId', s.payer_id, 'payeeId', s.payee_id, 'payerCycleId', s.payer_cycle_id, 'payeeCycleId', s.payee_cycle_id, 'qualifier', s.qualifier, 'kind', s.kind, 'section', s.section, 'funding', s.funding) ORDER BY l.line_no)
           FROM invoice_line l JOIN settlement_line s ON s.line_id = l.line_id WHERE l.invoice_id = i.invoice_id) AS lines FROM invoice i WHERE i.number IS NOT NULL
       UNION ALL SELECT n.credit_note_id, 'CREDIT_NOTE', n.number, n.partner_id, n.cycle_id, NULL FROM credit_note n WHERE n.number IS NOT NULL
       UNION ALL SELECT s.statement_id, 'NETTING_STATEMENT', s.number, s.partner_id, NULL, NULL FROM statement s
       UNION ALL SELECT a.account_statement_id, 'STATEMENT', a.number, a.partner_id, a.cycle_id, NULL FROM account_statement a UNION ALL SELECT r.receipt_id, 'RECEIPT', r.number, r.partner_id, NULL, NULL FROM payment_receipt r UNION ALL SELECT v.statement_void_id, 'STATEMENT_VOID', v.number, v.partner_id, NULL, NULL FROM statement_void v) d ON d."documentId" = f.document_id
      WHERE ${UNSEALED('DOCUMENT', 'f.document_id::text')} ORDER BY f.rendered_at, f.document_id LIMIT 1000`);
  return rows.map((row) => ({ ...row, lines: row.lines ?? [] }));
}

/** Rulings on disputes that are in force. */
export async function unsealedRulings(connection: Connection): Promise<LoggedRuling[]> {
  return (await connection.query<LoggedRuling>(`SELECT r.ruling_id AS "rulingId", r.dispute_id AS "disputeId", d.opener_id AS "openerId", d.other_id AS "otherId", r.outcome, r.points::text AS points, r.remedy, r.cause, r.bearer, r.text, r.made_by AS "madeBy", r.made_at AS "madeAt", r.decided_by AS "decidedBy", r.decided_at AS "decidedAt"
      FROM dispute_ruling r JOIN dispute d ON d.dispute_id = r.dispute_id WHERE r.status = 'IN_FORCE' AND ${UNSEALED('RULING', 'r.ruling_id::text')} ORDER BY r.ruling_id LIMIT 1000`)).rows;
}

export async function unsealedActs(connection: Connection): Promise<{ entryId: string; at: Date; verb: string; entry: object }[]> {
  return (await connection.query<{ entryId: string; at: Date; verb: string; entry: object }>(`SELECT a.audit_entry_id AS "entryId", a.at, a.verb, to_jsonb(a) AS entry FROM audit_entry a WHERE ${UNSEALED('ADMIN', `'act ' || a.audit_entry_id`)} ORDER BY a.audit_entry_id LIMIT 1000`)).rows;
}

export interface NewLeaf {
  readonly kind: string;
  readonly subjectId: string;
  readonly hash: Buffer;
  readonly salt?: Buffer;
  readonly bytes?: string;
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

export async function keepLeaves(tx: Tx, from: bigint, leaves: readonly NewLeaf[], nodes: readonly Node[], at: Date): Promise<void> {
  await tx.query(`INSERT INTO log_leaf (leaf_index, kind, subject_id, hash, salt, bytes, sealed_at) SELECT $1::bigint + n.place - 1, n.kind, n.subject_id, n.hash, n.salt, n.bytes, $7 FROM unnest($2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::text[]) WITH ORDINALITY AS n(kind, subject_id, hash, salt, bytes, place)`,
    [from.toString(), arrayOf('text', leaves.map((one) => one.kind)), arrayOf('text', leaves.map((one) => one.subjectId)), arrayOf('bytea', leaves.map((one) => hex(one.hash))), arrayOf('bytea', leaves.map((one) => one.salt && hex(one.salt))), arrayOf('text', leaves.map((one) => one.bytes)), at]);
  const inner = nodes.filter((node) => node.level > 0);
  if (inner.length > 0) await tx.query(`INSERT INTO log_node (level, node_index, hash) SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[])`, [arrayOf('integer', inner.map((node) => node.level)), arrayOf('bigint', inner.map((node) => node.index)), arrayOf('bytea', inner.map((node) => hex(node.hash)))]);
}

/** Hashes of complete subtrees, leaves among them. */
export async function readNodes(connection: Connection, wanted: readonly Pick<Node, 'level' | 'index'>[]): Promise<Map<string, Buffer>> {
  const { rows } = await connection.query<{ level: number; node_index: string; hash: Buffer }>(
    `SELECT n.level, n.node_index, n.hash FROM log_node n JOIN unnest($1::int[], $2::bigint[]) AS w(level, node_index) ON w.level = n.level AND w.node_index = n.node_index
     UNION ALL SELECT 0, f.leaf_index, f.hash FROM log_leaf f WHERE f.leaf_index = ANY($3::bigint[])`,
    [arrayOf('integer', wanted.map((one) => one.level)), arrayOf('bigint', wanted.map((one) => one.index)), arrayOf('bigint', wanted.filter((one) => one.level === 0).map((one) => one.index))]);
  return new Map(rows.map((row) => [nodeName(row.level, BigInt(row.node_index)), row.hash]));
}

export interface CheckpointRow {
  readonly size: bigint;
  readonly note: string;
  readonly madeAt: Date;
}

const CHECKPOINT = 'SELECT tree_size, note, made_at FROM log_checkpoint';
const checkpointOf = (row: { tree_size: string; note: string; made_at: Date } | undefined): CheckpointRow | undefined => row && { size: BigInt(row.tree_size), note: row.note, madeAt: row.made_at };
type CheckpointSql = { tree_size: string; note: string; made_at: Date };

export async function latestCheckpoint(connection: Connection): Promise<CheckpointRow | undefined> {
  return checkpointOf((await connection.query<CheckpointSql>(`${CHECKPOINT} ORDER BY tree_size DESC, checkpoint_id DESC LIMIT 1`)).rows[0]);
}

export async function checkpointOfSize(connection: Connection, size: bigint): Promise<CheckpointRow | undefined> {
  return checkpointOf((await connection.query<CheckpointSql>(`${CHECKPOINT} WHERE tree_size = $1 ORDER BY checkpoint_id DESC LIMIT 1`, [size.toString()])).rows[0]);
}

/** False when the window has its checkpoint already. */
export async function keepCheckpoint(tx: Tx, one: { size: bigint; root: Buffer; windowId: string; closes: boolean; note: string; at: Date }): Promise<boolean> {
  return ((await tx.query(`INSERT INTO log_checkpoint (tree_size, root, window_id, closes, note, made_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`, [one.size.toString(), one.root, one.windowId, one.closes, one.note, one.at])).rowCount ?? 0) > 0;
}

/** The window that a checkpoint names: one that was closed, or the open one. */
export async function windowForNote(connection: Connection, windowId: string | undefined): Promise<{ windowId: string; businessDate: string; lastSeq: bigint | undefined } | undefined> {
  const { rows } = await connection.query<{ window_id: string; business_date: string; last_seq: string | null }>(`SELECT window_id, business_date::text, last_seq FROM settlement_window WHERE CASE WHEN $1::uuid IS NULL THEN state = 'OPEN' ELSE window_id = $1 END`, [windowId ?? null]);
  return rows[0] && { windowId: rows[0].window_id, businessDate: rows[0].business_date, lastSeq: rows[0].last_seq === null ? undefined : BigInt(rows[0].last_seq) };
}

export async function hasCheckpoint(connection: Connection, windowId: string): Promise<boolean> {
  return (await connection.query('SELECT 1 FROM log_checkpoint WHERE window_id = $1 AND closes', [windowId])).rows.length > 0;
}
