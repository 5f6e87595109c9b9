import { canonicalJson, sha256 } from '../../kernel/canonical';
import { wireId } from '../../kernel/ids';
import { HUB_PARTY, partyToWire } from '../../kernel/parties';

const SALT_BYTES = 16;
const base64url = (bytes: Buffer): string => bytes.toString('base64url');

/** A salt of one thing inside a leaf; it is disclosed with that thing, and the leaf's own salt never is. */
export function saltOf(leafSalt: Buffer, what: string): Buffer {
  return sha256(leafSalt, what).subarray(0, SALT_BYTES);
}

/** SHA-256(salt || RFC 8785 JSON): binds a value and tells nothing of it to who lacks the salt. */
function commitTo(salt: Buffer, value: unknown): Buffer {
  return sha256(salt, canonicalJson(value));
}

/** A posting as the log binds it. Ids are bare. */
export interface LoggedPosting {
  readonly postingId: string;
  readonly seq: bigint;
  readonly type: string;
  readonly windowId: string;
  readonly memberId: string;
  readonly partnerId: string;
  readonly outletId: string | null;
  readonly actorId: string | null;
  readonly occurredAt: Date;
  readonly postedAt: Date;
  /** The compact token of the signed request; null when nobody outside the hub asked. */
  readonly token: string | null;
  readonly legs: readonly LoggedLeg[];
}

export interface LoggedLeg {
  readonly legId: string;
  readonly lineNo: number;
  readonly debitAccount: string;
  readonly creditAccount: string;
  readonly points: bigint;
  readonly lotId: string;
  readonly issuerId: string;
  readonly redeemerId: string | null;
  readonly pointKind: string;
  readonly lotEarnedOn: string;
  readonly termsId: string | null;
  readonly reversesLegId: string | null;
}

/** A leg as it is committed to: everything but the member. */
export function legFacts(posting: Pick<LoggedPosting, 'postingId' | 'seq'>, leg: LoggedLeg): object {
  return { legId: wireId('leg', leg.legId), postingId: wireId('pst', posting.postingId), seq: Number(posting.seq), lineNo: leg.lineNo, debitAccount: leg.debitAccount, creditAccount: leg.creditAccount, points: Number(leg.points),
    lotId: wireId('lot', leg.lotId), issuerId: partyToWire(leg.issuerId), ...(leg.redeemerId !== null && { redeemerId: partyToWire(leg.redeemerId) }), pointKind: leg.pointKind, lotEarnedOn: leg.lotEarnedOn,
    ...(leg.termsId !== null && { termsId: wireId('tms', leg.termsId) }), ...(leg.reversesLegId !== null && { reversesLegId: wireId('leg', leg.reversesLegId) }) };
}

/** The leaf bytes of a posting: who sees them learns that it happened, and of legs and member only what is disclosed with its salt. */
export function postingLeaf(one: LoggedPosting, salt: Buffer): string {
  return canonicalJson({ v: 1, kind: 'POSTING', postingId: wireId('pst', one.postingId), sequence: Number(one.seq), type: one.type, windowId: wireId('win', one.windowId), partnerId: partyToWire(one.partnerId),
    outletId: one.outletId === null ? null : wireId('out', one.outletId), actorId: one.actorId, occurredAt: one.occurredAt.toISOString(), postedAt: one.postedAt.toISOString(), requestDigest: one.token === null ? null : base64url(sha256(one.token)),
    memberCommitment: base64url(commitTo(saltOf(salt, 'member'), { memberId: wireId('mem', one.memberId) })),
    legCommitments: one.legs.map((leg, position) => base64url(commitTo(saltOf(salt, `leg ${position}`), legFacts(one, leg)))) });
}

/** Terms with the signatures over their hash, as the hub knows them. */
export interface LoggedTerms {
  readonly termsId: string;
  readonly partyId: string;
  readonly partyCode: string | null;
  readonly version: number;
  readonly termsHash: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly checkedBy: string;
  readonly checkedAt: Date;
  readonly countersignedBy: string | null;
  readonly countersignedAt: Date | null;
}

export function termsLeaf(one: LoggedTerms): string {
  const coalition = one.partyId === HUB_PARTY;
  const signed = (role: string, actorId: string, at: Date): object => ({ role, actorId, termsHash: one.termsHash, signedAt: at.toISOString() });
  return canonicalJson({ v: 1, kind: 'TERMS', termsId: wireId('tms', one.termsId), partyId: coalition ? 'COALITION' : wireId('prt', one.partyId), partyCode: coalition ? 'COALITION' : (one.partyCode ?? ''), version: one.version, termsHash: one.termsHash,
    signatures: [signed('MAKER', one.madeBy, one.madeAt), signed('CHECKER', one.checkedBy, one.checkedAt), ...(one.countersignedBy !== null && one.countersignedAt ? [signed('PARTNER', one.countersignedBy, one.countersignedAt)] : [])] });
}

export interface LoggedTax {
  readonly taxProfileId: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly treatment: string;
  readonly rate: string;
  readonly dppNumerator: number;
  readonly dppDenominator: number;
  /** Of `NILAI_LAIN`: the part of what is billed that is its base; null: all of it. */
  readonly dppRate: string | null;
  readonly citation: string;
}

export function taxLeaf({ dppRate, ...one }: LoggedTax): string {
  return canonicalJson({ v: 1, kind: 'ADMIN', subject: 'TAX_PROFILE', ...one, ...(dppRate !== null && { dppRate }) });
}

export function calculationLeaf(one: { windowId: string; version: number; engineVersion: string; inputHash: string; calculationHash: string }): string {
  return canonicalJson({ v: 1, kind: 'CALCULATION', ...one, windowId: wireId('win', one.windowId) });
}

export interface LoggedDocument {
  readonly documentId: string;
  readonly documentKind: string;
  readonly number: string;
  readonly partnerId: string;
  readonly cycleId: string | null;
  readonly documentHash: string;
  readonly lines: readonly LineKey[];
}

/** The place where an amount was rounded: who pays whom, in which document cycle of each. */
export interface LineKey {
  readonly lineType: string;
  readonly payerId: string;
  readonly payeeId: string;
  readonly payerCycleId: string | null;
  readonly payeeCycleId: string | null;
  readonly qualifier: string;
  /** What a claim is for, in which section, and of lines that share a claim the name that tells them apart; a plain burn has none. */
  readonly kind?: string;
  readonly section?: string;
  readonly funding?: string;
}

/** The key by which a document's leaf and a proof name a line. */
export function lineKeyOnWire(line: LineKey): string {
  const plain = [line.lineType, partyToWire(line.payerId), cycleOnWire(line.payerCycleId), partyToWire(line.payeeId), cycleOnWire(line.payeeCycleId), line.lineType === 'CLAIM' && line.qualifier !== '' ? partyToWire(line.qualifier) : ''];
  const { kind = 'BURN', section = 'NORMAL', funding = '' } = line;
  const more = line.lineType === 'CLAIM' ? [kind === 'BURN' ? '' : kind, section === 'NORMAL' ? '' : section, funding] : [];
  return [...plain, ...(more.every((one) => one === '') ? [] : more)].join('|');
}

export function cycleOnWire(cycleId: string | null): string {
  return cycleId === null ? '' : wireId('cyc', cycleId);
}

const DOCUMENT_PREFIX = { CREDIT_NOTE: 'cdn', NETTING_STATEMENT: 'stm', STATEMENT: 'ast', RECEIPT: 'rct', STATEMENT_VOID: 'stv' } as const;

export function documentLeaf(one: LoggedDocument): string {
  const prefix = DOCUMENT_PREFIX[one.documentKind as keyof typeof DOCUMENT_PREFIX] ?? 'inv';
  return canonicalJson({ v: 1, kind: 'DOCUMENT', documentId: wireId(prefix, one.documentId), documentKind: one.documentKind, number: one.number, partnerId: wireId('prt', one.partnerId), cycleId: one.cycleId === null ? null : wireId('cyc', one.cycleId),
    documentHash: one.documentHash, lineKeys: one.lines.map(lineKeyOnWire) });
}

/** A ruling on a dispute that is in force. */
export interface LoggedRuling {
  readonly rulingId: string;
  readonly disputeId: string;
  readonly openerId: string;
  readonly otherId: string;
  readonly outcome: string;
  readonly points: string | null;
  readonly remedy: string | null;
  readonly cause: string | null;
  readonly bearer: string | null;
  readonly text: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** What was ruled, when and between whom; reasons and names of people are bound by a commitment, for a log is for everybody to read. */
export function rulingLeaf(one: LoggedRuling, salt: Buffer): string {
  return canonicalJson({ v: 1, kind: 'RULING', rulingId: one.rulingId, disputeId: wireId('dsp', one.disputeId), openerId: partyToWire(one.openerId), counterpartyId: partyToWire(one.otherId), outcome: one.outcome, points: one.points === null ? null : Number(one.points), remedy: one.remedy, cause: one.cause, bearer: one.bearer,
    madeAt: one.madeAt.toISOString(), decidedAt: one.decidedAt?.toISOString() ?? null, reasonsCommitment: base64url(commitTo(salt, { text: one.text, madeBy: one.madeBy, decidedBy: one.decidedBy })) });
}

/** An act of a person; who did what to what is bound by a commitment, for a log is for everybody to read. */
export function actLeaf(one: { entryId: string; at: Date; verb: string; entry: object }, salt: Buffer): string {
  return canonicalJson({ v: 1, kind: 'ADMIN', subject: 'ACT', entryId: one.entryId, at: one.at.toISOString(), verb: one.verb, entryCommitment: base64url(commitTo(salt, one.entry)) });
}
