import type { ExternalId, Instant, Money, WireDate } from '../http/wire';
import type { RuleConditions } from './domain/rules';

export type WireMatchClass = 'MATCHED' | 'MATCHED_SPLIT' | 'MATCHED_TOLERANCE' | 'MISSING_HERE' | 'MISSING_THERE' | 'AMOUNT_DIFFERS' | 'DUPLICATE' | 'TIMING' | 'STATUS_DIFFERS';
export type WireBreakClass = 'MISSING_HERE' | 'MISSING_THERE' | 'AMOUNT_DIFFERS' | 'DUPLICATE' | 'TIMING' | 'STATUS_DIFFERS';
export type WireCause = 'TIMING' | 'SAID_TWICE' | 'SILENCE' | 'LATER_FILE' | 'ACCEPTED' | 'RECORD_WRONG' | 'TEST_SALE' | 'WRITTEN_OFF' | 'OTHER';

/** The head of a partner's day. */
export interface DayHeader {
  format: 'kongsi-day/1';
  partnerId: string;
  businessDate: WireDate;
  /** What the partner's till or ERP wrote, or what the SDK kept of its own requests. */
  source: 'PARTNER_FILE' | 'SDK_JOURNAL';
}

/** One record of a partner's day. */
export interface DayRecord {
  /** The partner's name of the row, unique on the date. */
  recordId: string;
  type: 'EARN' | 'BURN' | 'REVERSAL';
  externalId?: ExternalId;
  outletId: string;
  tillId?: string;
  /**
   * Number of the offline token in its till's chain.
   * @pattern ^[1-9][0-9]{0,15}$ "Send a whole number from 1."
   */
  counter?: string;
  receiptNo?: string;
  /** `mem_…`, `+62…`, `card:…` or `customer:…` */
  member?: string;
  /** @isInt */
  points: number;
  /** Rupiah of the sale; compared where both sides know them. */
  amount?: Money;
  occurredAt: Instant;
  /** How the sale stood when the day ended. */
  status: 'POSTED' | 'REVERSED' | 'HELD' | 'RELEASED' | 'TIMED_OUT';
  /** The offline token, as the till signed it; a sale that is missing here is then posted late. */
  token?: string;
}

/** The end of a partner's day: what its sender counted. */
export interface DayTrailer {
  /** @isInt */
  records: number;
  /** @isInt */
  points: number;
  amount: Money;
}

/** Records and postings of one class, and the points of each side in it. */
export interface ClassCount {
  class: WireMatchClass;
  /** @isInt */
  records: number;
  /** @isInt */
  postings: number;
  /** @isInt */
  pointsTheirs: number;
  /** @isInt */
  pointsOurs: number;
}

/** A partner's day as it was uploaded, and how it stands against the hub's postings now. */
export interface Reconciliation {
  object: 'reconciliation';
  id: string;
  header: DayHeader;
  trailer: DayTrailer;
  format: 'CSV' | 'JSON';
  /** SHA-256 of the file's bytes. */
  fileHash: string;
  /** @isInt */
  size: number;
  /** Records by answer; they add up to the trailer's count. */
  answers: { accepted: number; warned: number; refused: number; merged: number };
  /** The whole date by class, whatever file its records came in. */
  classes: ClassCount[];
  /** @isInt */
  openBreaks: number;
  uploadedBy: string;
  uploadedAt: string;
  matchedAt?: string;
}

/** What became of one record of a file. */
export interface ReconciledRecord {
  /** Line of a CSV file, place from 1 in a JSON file. */
  line: number;
  recordId: string;
  answer: 'ACCEPTED' | 'WARNED' | 'REFUSED' | 'MERGED';
  /** Why it was warned, refused or merged: `member_unknown`, `near_midnight`, `no_key`; `outlet_unknown`, `till_unknown`, `wrong_date`, `record_id_repeated`; `known`, `replaces`, `repeated`. */
  reason?: string;
  class?: WireMatchClass;
  matchKey?: 'EXTERNAL_ID' | 'RECEIPT' | 'COUNTER' | 'MEMBER_TIME' | 'REVERSES';
  postingIds: string[];
}

/** A page of records, in the order of the file. */
export interface ReconciledRecordPage {
  data: ReconciledRecord[];
  hasMore: boolean;
  nextCursor?: string;
}

/** How a partner's date stands. */
export interface ReconciliationDay {
  object: 'reconciliationDay';
  partnerId: string;
  businessDate: string;
  source: 'PARTNER_FILE' | 'SDK_JOURNAL';
  reconciliationId: string;
  classes: ClassCount[];
  /** @isInt */
  openBreaks: number;
  matchedAt: string;
}

/** One difference found by reconciliation. */
export interface Break {
  object: 'break';
  id: string;
  class: WireBreakClass;
  state: 'OPEN' | 'EXPLAINED' | 'CORRECTED';
  owner: 'HUB' | 'PARTNER';
  partnerId: string;
  businessDate: string;
  source: 'PARTNER_FILE' | 'SDK_JOURNAL';
  type: 'EARN' | 'BURN' | 'REVERSAL';
  /** What would settle it; a person decides. */
  proposal: 'POST_LATE' | 'PROVE' | 'CONFIRM' | 'REVERSE' | 'REVERSE_DIFFERENCE' | 'POST_DIFFERENCE' | 'CAPTURE' | 'CORRECT_RECORD' | 'DROP_DUPLICATE' | 'NOTHING';
  recordIds: string[];
  postingIds: string[];
  /** @isInt */
  pointsTheirs: number;
  /** @isInt */
  pointsOurs: number;
  amountTheirs?: Money;
  amountOurs?: Money;
  /** Whole days since it was opened, or that it was open. */
  ageDays: number;
  openedAt: string;
  /** Silence until then explains it. */
  answerBy?: string;
  causeCode?: WireCause;
  note?: string;
  /** The rule and version that closed it. */
  closedByRule?: string;
  closedBy?: string;
  closedAt?: string;
  linkedPostingId?: string;
  linkedDisputeId?: string;
  pending?: PendingBreakClosing;
}

/** What one person asked, and another has to approve. */
export interface PendingBreakClosing {
  kind: 'WRITE_OFF' | 'CORRECT';
  by: string;
  at: string;
  reason: string;
  postingId?: string;
  disputeId?: string;
}

/** A posting as the hub holds it, with the signed request that asked for it. */
export interface OurSide {
  postingId: string;
  /** The posting, or the hold that became none. */
  kind: 'POSTING' | 'HOLD';
  type: 'EARN' | 'BURN' | 'REVERSAL';
  status: 'POSTED' | 'REVERSED' | 'HELD' | 'RELEASED' | 'TIMED_OUT';
  externalId?: string;
  outletId?: string;
  tillId?: string;
  counter?: string;
  receiptNo?: string;
  memberId?: string;
  /** @isInt */
  points: number;
  amount?: Money;
  occurredAt: string;
  businessDate: string;
  evidence?: { kid: string; token: string; bodyDigest: string };
}

/** A record as the partner told it last. */
export interface TheirSide {
  record: DayRecord;
  /** How often the partner told it; the last telling counts. */
  version: number;
  businessDate: string;
  /** Whether the till's own token came with it. */
  signed: boolean;
}

export interface BreakStepView {
  from?: string;
  to: string;
  at: string;
  by: string;
  reason?: string;
}

/** A break with both sides of it and every step of its life. */
export interface BreakDetail {
  break: Break;
  ours: OurSide[];
  theirs: TheirSide[];
  steps: BreakStepView[];
}

export interface ExplainRequest {
  /** A write-off needs two people of the operator, and keeps to a limit. */
  causeCode: 'ACCEPTED' | 'RECORD_WRONG' | 'TEST_SALE' | 'WRITTEN_OFF' | 'OTHER';
  /**
   * @minLength 3
   * @maxLength 500
   */
  reason: string;
}

/** Links what corrects a break: a posting of the partner, or a dispute that was upheld. One person asks, another approves by asking the same. */
export interface CorrectRequest {
  postingId?: string;
  disputeId?: string;
  /**
   * @minLength 3
   * @maxLength 500
   */
  reason: string;
}

export interface ReopenRequest {
  /**
   * The new evidence, in words.
   * @minLength 3
   * @maxLength 500
   */
  reason: string;
}

/** Breaks of a partner by class, state, cause and age. */
export interface BreakCount {
  partnerId: string;
  class: WireBreakClass;
  state: 'OPEN' | 'EXPLAINED' | 'CORRECTED';
  causeCode?: WireCause;
  /** Of open ones: days since they were opened. */
  age?: 'UP_TO_1' | 'UP_TO_3' | 'UP_TO_7' | 'OLDER';
  /** @isInt */
  count: number;
  /** Points by which the sides differ. */
  points: number;
}

export interface BreakCountList {
  data: BreakCount[];
}

export interface ReconciliationRule {
  object: 'reconciliationRule';
  id: string;
  version: number;
  name: string;
  place: number;
  class: WireBreakClass;
  conditions: RuleConditions;
  action: 'EXPLAIN' | 'POST_LATE';
  causeCode?: WireCause;
  status: 'PROPOSED' | 'ACTIVE' | 'REPLACED' | 'RETIRED' | 'REJECTED';
  /** This version ends the rule. */
  retires: boolean;
  madeBy: string;
  madeAt: string;
  checkedBy?: string;
  checkedAt?: string;
}

/** A rule, or with `ruleId` the next version of one. */
export interface RuleRequest {
  ruleId?: string;
  /** @pattern ^[a-z0-9-]{3,40}$ "Send 3 to 40 of a-z 0-9 -" */
  name: string;
  /**
   * Rules are asked in this order; the first that fits closes.
   * @isInt
   * @minimum 1
   * @maximum 9999
   */
  place: number;
  class: WireBreakClass;
  conditions: RuleConditions;
  action: 'EXPLAIN' | 'POST_LATE';
  causeCode?: WireCause;
  /** Ends the rule when it is approved. */
  retires?: boolean;
}

/** What a rule would close if it were asked now. */
export interface DryRun {
  object: 'dryRun';
  rule: ReconciliationRule;
  /** @isInt */
  count: number;
  /** @isInt */
  points: number;
  /** The first hundred. */
  breaks: Break[];
}

/** What a partner signs to say that a window is as it says: the calculation, and the log that it rests on. */
export interface WindowStatement {
  windowId: string;
  /** SHA-256 of the calculation, hexadecimal. */
  calculationHash: string;
  /** Root of the log at the end of the window, base64. */
  rootHash: string;
}

export interface WindowSignature {
  object: 'windowSignature';
  windowId: string;
  partnerId: string;
  statement: WindowStatement;
  /** The partner's signature, compact JWS (`kongsi-window+jwt`). */
  partnerJws: string;
  kid: string;
  /** The hub's signature of the same bytes, with the key of its log. */
  hubJws: string;
  signedAt: string;
}

/** What may be signed of a window, and who has signed it. */
export interface WindowSignatures {
  statement: WindowStatement;
  /** Whether a settlement waits for signatures. */
  required: boolean;
  data: WindowSignature[];
}

export interface SignWindowRequest {
  /**
   * Compact JWS over the canonical JSON of the statement, signed with a key of the partner.
   * @minLength 20
   * @maxLength 4096
   */
  jws: string;
}
