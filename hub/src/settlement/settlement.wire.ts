import type { Money, WireDate } from '../http/wire';

export interface RunStep {
  step: 'EXPIRE' | 'CLOSE' | 'LOG' | 'CHECK' | 'MATCH' | 'CALCULATE' | 'COMMIT' | 'DOCUMENTS' | 'SETTLE' | 'GUARD';
  status: 'DONE' | 'RUNNING' | 'PENDING' | 'PARKED';
  finishedAt?: string;
}

export interface RunCheck {
  /** Such as `B1` or `I3`. */
  id: string;
  title: string;
  ok: boolean;
  detail?: string;
}

/** The nightly run of one window. */
export interface NightlyRun {
  status: 'PENDING' | 'RUNNING' | 'PARKED' | 'DONE';
  parkedReason?: string;
  startedAt?: string;
  finishedAt?: string;
  steps: RunStep[];
  checks: RunCheck[];
  calculationHash?: string;
  engineVersion?: string;
}

export interface Window {
  object: 'settlementWindow';
  id: string;
  number: number;
  businessDate: string;
  cutOffAt: string;
  status: 'OPEN' | 'CLOSED';
  openedAt: string;
  closedAt?: string;
  lastSequence?: number;
  /** Postings in the window. */
  postings: number;
  /** Net points burned in the window, from its calculation. */
  pointsBurned?: number;
  /** Gross claims of the window's calculation. */
  grossClaims?: Money;
  settlementId?: string;
  run: NightlyRun;
}

/** What a partner owes and is owed: positive means the hub owes the partner. */
export interface Position {
  object: 'position';
  /** `prt_…`, `HUB`, or another account that the hub holds. */
  partyId: string;
  /** A brand; `HUB`, `COALITION_FUND`, `HUB:rateDifference`, `HUB:residue`; or `RESERVE:` and the brand whose reserve it is. */
  partyName: string;
  /** Calculated and not yet settled, disputed amounts among it. */
  position: Money;
  /** The part of the position that stands outside the claims: what is contested, as if it were upheld, and compensations. */
  disputed: Money;
  /** With what no night has calculated yet, at its prices: points given, burned and expired, by the way in which each issuer pays. */
  livePosition: Money;
  /** What money and set-off have met of it in settlements that are still settling; signed as it changes the position. A position stands until every obligation of its settlement is met. */
  met: Money;
  /** `position + met`: what is really open for claims. */
  openPosition: Money;
  /** `livePosition + met`. */
  openLivePosition: Money;
  payable: Money;
  receivable: Money;
  /** Fees with PPN that are open: not billed yet, in review, and unpaid, less their credit notes; what a settlement set off or money has met is not in it. Negative: the hub owes them back. */
  openFees: Money;
}

export interface PositionList {
  data: Position[];
  asOfSequence: number;
  asOf: string;
  /** Sum of all positions, always 0.00; shown to the operator only. */
  sum?: Money;
  /** The open window and its cut-off. */
  openWindowId: string;
  nextCutOffAt: string;
}

/** What one party owes another over windows that are not settled, with their names. */
export interface PositionCell extends SettlementLine {
  payerName: string;
  payeeName: string;
}

/** What positions are made of, as settlement lines are: of a partner `amount` and `disputed` received less paid are its `position`. */
export interface PositionMatrix {
  data: PositionCell[];
  /** Calculated windows that are not settled, with the settlement that has taken them. */
  windows: { windowId: string; businessDate: string; settlementId?: string; settlementStatus?: 'PROPOSED' | 'SETTLING' }[];
}

export interface PositionPoint {
  businessDate: string;
  windowId: string;
  change: Money;
  after: Money;
}

/** A partner's position window by window. */
export interface PositionHistory {
  data: PositionPoint[];
  from: string;
  to: string;
}

/**
 * Burned points by the issuer of their lots and the redeemer, and what was claimed for them, whoever pays: the issuer, those who fund a lot with it, its
 * reserve, or the hub for points that were paid for at issue. A partner sees its own row and column, with what it and its reserve paid or what it received,
 * and its part of points that it funds with others; the operator sees all.
 */
export interface Flow {
  issuerId: string;
  issuerName: string;
  redeemerId: string;
  redeemerName: string;
  points: number;
  amount: Money;
}

export interface FlowMatrix {
  data: Flow[];
  /** `amount` is what `points` are worth; points burned at their own issuer move no money and are counted apart. */
  totals: { points: number; ownPoints: number; amount: Money };
  from: string;
  to: string;
}

export interface ActivityDay {
  businessDate: string;
  /** Points of this partner's lots (for the operator: of all). */
  earned: number;
  /** Net points burned of this partner's lots, wherever they were burned. */
  burnedOfOurs: number;
  /** Net points burned at this partner, whoever issued them. */
  burnedHere: number;
  expired: number;
}

export interface Activity {
  data: ActivityDay[];
  from: string;
  to: string;
}

export interface SettlementRequest {
  /** Business date of the last window to take; all closed, calculated, unsettled windows up to it. The newest when absent. */
  upTo?: string;
  /** The group that settles; the coalition's own when absent. */
  groupId?: string;
}

export interface ApproveRequest {
  /**
   * The hash that both people approve.
   * @pattern ^[0-9a-f]{64}$
   */
  settlementHash: string;
}

export interface AbortRequest {
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

export interface HolidayRequest {
  day: WireDate;
  /**
   * @minLength 3
   * @maxLength 120
   */
  name: string;
  /**
   * The decree or notice that says so.
   * @minLength 3
   * @maxLength 200
   */
  source: string;
}

/** A day on which banks do not settle. */
export interface Holiday {
  object: 'holiday';
  id: string;
  day: string;
  name: string;
  source: string;
  addedBy: string;
  addedAt: string;
  /** Taken out of the calendar again. */
  removed?: { by: string; at: string; reason: string };
}

export interface Settlement {
  object: 'settlement';
  id: string;
  status: 'PROPOSED' | 'SETTLING' | 'SETTLED' | 'ABORTED';
  settlementHash: string;
  groupId: string;
  groupName: string;
  /** How its positions became obligations, by the rules of its group on its last window. */
  netting: 'MULTILATERAL' | 'BILATERAL' | 'GROSS';
  windowIds: string[];
  fromBusinessDate: string;
  toBusinessDate: string;
  /** Totals under the three rules of netting; the operator sees them. */
  gross?: Money;
  bilateral?: Money;
  multilateral?: Money;
  madeBy: string;
  approvals: { by: string; at: string }[];
  /** One person has asked to abort it; another person has to. */
  abort?: { by: string; at: string; reason: string };
  parked: boolean;
  parkedReason?: string;
  createdAt: string;
  settledAt?: string;
}

/** What a settlement rests on, to be compared with documents, proofs and the log. */
export interface SettlementFacts {
  settlementId: string;
  /** The hash that two people approve. */
  settlementHash: string;
  windows: { windowId: string; businessDate: string; engineVersion: string; calculationHash: string }[];
  /** The log when the last of the windows was closed. */
  log?: { size: number; rootHash: string };
  /** Versions of terms that priced these days: a partner's own and the coalition's, or all. */
  terms: { termsId: string; ref: string; termsHash: string }[];
}

export interface Obligation {
  object: 'obligation';
  id: string;
  settlementId: string;
  partyId: string;
  partyName: string;
  /** Whose claims it comes from: `HUB` for everything together, for the accounts that the hub keeps, and for fees. Whatever it says, the cash is between the party and the hub. */
  counterpartyId: string;
  counterpartyName: string;
  /** `NET`: both directions set off; `PAYS` and `RECEIVES`: one of them, where nothing is set off. */
  side: 'NET' | 'PAYS' | 'RECEIVES';
  direction: 'PAYS_HUB' | 'HUB_PAYS' | 'NONE';
  /** Signed: positive, the hub pays. */
  netCash: Money;
  position: Money;
  /** The part of the position that is contested, as if it were upheld, and compensations. */
  disputed: Money;
  fees: Money;
  ppn: Money;
  /** Unapplied cash and recoveries of defaults, less loss shares; signed, positive to the partner's advantage. */
  credits: Money;
  /** All that has met it: money, certificates, what covered a default. */
  paid: Money;
  /** What the amount is made of, and what of it is open: principal first, then fees, then PPN. */
  due: ObligationParts;
  open: ObligationParts;
  /** `OPEN` until nothing is open. */
  status: 'OPEN' | 'SETTLED';
  /** Something is open although the due date is past; derived, never stored. */
  overdue: boolean;
  dueDate: string;
  statementId?: string;
  /** What the payer writes into the remark of its transfer. */
  bankReference?: string;
}

/** Sizes, never below zero. */
export interface ObligationParts {
  principal: Money;
  fee: Money;
  ppn: Money;
  total: Money;
}

/**
 * Claims of the settlement's windows between two parties. A partner sees its own at its own price, as its documents have them; the operator sees a claim with two prices
 * once, between its brands, and what lies between the prices as a line with the rate difference.
 */
export interface SettlementLine {
  payerId: string;
  payeeId: string;
  points: number;
  amount: Money;
  /** What disputes moved beside the claims: signed, negative when the payer is asked for less; absent when nothing is contested between them. */
  disputed?: Money;
}
