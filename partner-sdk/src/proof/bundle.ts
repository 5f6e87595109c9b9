/**
 * `proof.json`: what one partner needs to check its invoices of one document cycle without asking anybody.
 * The file is RFC 8785 JSON, in UTF-8, without a line feed at its end: every byte of it is either bound by a hash or computed again.
 * Amounts are rupiah as `60000.00`, exact totals decimal strings such as `502.5`, parties `prt_…` or the name of an account that the hub holds.
 */
export interface ProofBundle {
  readonly format: typeof PROOF_FORMAT;
  /** The signed note of the checkpoint that everything here is proved under. */
  readonly checkpoint: string;
  /** Older checkpoints, rising in size, each with the proof that its log is a prefix of this one. A partner compares the one it kept. */
  readonly history: readonly OlderCheckpoint[];
  /** The partner whose documents these are. */
  readonly partnerId: string;
  /** Every log entry that the bundle rests on, by rising index. */
  readonly leaves: readonly LoggedLeaf[];
  /** The partner's legs, by rising leaf index and position; each stands behind exactly one line. */
  readonly legs: readonly DisclosedLeg[];
  /** The versions of terms that price the legs: the partner's own and the coalition's. */
  readonly terms: readonly LoggedText[];
  /** Leaf indexes of the versions of tax profiles that the fees are taxed by. */
  readonly taxes: readonly number[];
  /** Claim lines, each with all of its legs, in the order of the calculation. */
  readonly lines: readonly ClaimLine[];
  /** Lines that the documents print and that this bundle shows no legs of, by key: their amounts are those of the logged documents and are not computed again. Absent: none. */
  readonly stated?: readonly StatedLine[];
  /** Claims that several share, by name: each is the whole of stated lines. Absent: none. */
  readonly joint?: readonly JointClaim[];
  /** The hub's fees on these lines: the issuer fee, then the acceptance fee, where there are such lines. */
  readonly fees: readonly FeeLine[];
  /** PPN on the fees, one entry for each version of a tax profile. */
  readonly ppn: readonly PpnLine[];
  readonly totals: Totals;
  /** The documents that print the lines: their machine-readable twins (`kongsi-document/1`). */
  readonly documents: readonly LoggedText[];
}

/** What `kongsi-proof/2` tells beside {@link ProofBundle}: several document cycles, corrections of money, and what fees are charged on beyond the lines. */
export interface ProofBundle2 extends Omit<ProofBundle, 'format'> {
  readonly format: typeof PROOF_FORMAT_2;
  /** The document cycle that `fees`, `ppn`, `totals` and the amounts of lines are of. */
  readonly cycleId: string;
  /** Earlier document cycles of the partner, in the order of their windows, whose lines grew in `cycleId` by a restatement: `lines` has theirs beside those of `cycleId`, and its documents print what was added in section `RESTATED`. Absent: none. */
  readonly earlier?: readonly string[];
  /** Every window of the bundle in the order of the journal, by the document cycle in which the partner books it. */
  readonly bookings: readonly Booking[];
  /** Points that were taken back in money and stay burned, by window and leg. Absent: none. */
  readonly corrections?: readonly MoneyCorrection[];
  /** Leaf indexes of the rulings that ordered them. Absent: none. */
  readonly rulings?: readonly number[];
  /** Windows that were calculated again by corrected terms or taxes, in the order in which their points were moved. Absent: none. */
  readonly restated?: readonly Restated[];
  /** Documents of other cycles that the netting statement of the bundle sums up beside its own, by rising leaf: they stand as they were logged. Absent: the statement nets the invoices of the bundle and nothing else, or there is none. */
  readonly netted?: readonly LoggedText[];
  /** What fees are charged on beyond the claims that were computed again, window by window, as the logged documents charge it. Absent: nothing. */
  readonly charges?: readonly StatedCharge[];
}

/** What `kongsi-proof/3` tells beside {@link ProofBundle2}: the legs of lines on points that were given or expired. */
export interface ProofBundle3 extends Omit<ProofBundle2, 'format'> {
  readonly format: typeof PROOF_FORMAT_3;
  /** Lines of `cycleId` on points that were given or expired, each with all of its legs, by rising key. */
  readonly lots: readonly LotLine[];
  /** Ways on which points that were taken back had come from the lot that was given to the one that they were taken from, by rising position. Absent: none. */
  readonly moves?: readonly LotMove[];
}

/** A bundle that tells several document cycles. */
export type LongBundle = ProofBundle2 | ProofBundle3;
export type AnyBundle = ProofBundle | LongBundle;

export const PROOF_FORMAT = 'kongsi-proof/1';
export const PROOF_FORMAT_2 = 'kongsi-proof/2';
export const PROOF_FORMAT_3 = 'kongsi-proof/3';

/** Windows that one document cycle of the partner books; a later cycle that no document of the bundle is of is called `none:` and its place. What one of them adds to a line of an earlier cycle stands on a credit note or in section `RESTATED`. */
export interface Booking {
  readonly cycleId: string;
  readonly windows: readonly string[];
}

export interface MoneyCorrection {
  readonly windowId: string;
  /** Position in `legs` of the burn that is taken back. */
  readonly leg: number;
  readonly points: number;
  /** Leaf of the ruling that ordered it; absent where the other side of a dispute accepted, and on decisions on breaks of reconciliation. */
  readonly ruling?: number;
}

/** A window that was calculated again: what is left of its burns is taken out at the price that they had and put in at the one that they should have had, in another window. A window is restated once in another: the last time counts. */
export interface Restated {
  readonly windowId: string;
  /** The window that moves them; what comes back from then on comes back at the corrected price. */
  readonly bookedIn: string;
  /** Leaf indexes of the corrected versions of the partner's own and then of the coalition's terms, in the order in which they are laid over (of several that cover a date the last one rules); they price nothing else. None where only others' were corrected: the partner's legs have their first terms then. */
  readonly terms: readonly number[];
  /** Versions of tax profiles that tax in the place of those in force. */
  readonly taxes: readonly string[];
}

/** A part of a fee's base that no line of the bundle shows the claims of; on the fee lines of the bundle's cycle, or of an earlier one. */
export interface StatedCharge {
  readonly windowId: string;
  /** One of `earlier`. Absent: the cycle of the bundle. */
  readonly cycleId?: string;
  readonly lineType: FeeLine['lineType'];
  readonly rate: string;
  readonly clause: string;
  readonly tax: string;
  readonly base: string;
  /** Burns that a flat amount is charged for; 0 where the clause has none. */
  readonly burns: number;
  /** Points stand behind the part from here on, so that the least of a cycle holds; only where nothing else of the part shows it. */
  readonly open?: true;
}

export interface OlderCheckpoint {
  readonly checkpoint: string;
  /** RFC 9162 consistency path, base64url hashes. */
  readonly path: readonly string[];
}

export interface LoggedLeaf {
  /** Position in the log, from 0. */
  readonly index: number;
  /** base64url of the leaf's bytes, which are RFC 8785 JSON of one of the leaf types below. */
  readonly bytes: string;
  /** RFC 9162 inclusion path under the checkpoint, base64url hashes from the leaf upward. */
  readonly path: readonly string[];
}

/** A canonical JSON text and the leaf that holds its hash. */
export interface LoggedText {
  readonly leaf: number;
  readonly text: string;
}

export interface DisclosedLeg {
  /** Index of the posting's leaf. */
  readonly leaf: number;
  /** Which of the posting's `legCommitments` this leg opens, from 0. */
  readonly position: number;
  /** base64url of the 16 bytes that were hashed with it. */
  readonly salt: string;
  readonly facts: LegFacts;
}

/** A leg as it is committed to: everything but the member. */
export interface LegFacts {
  readonly legId: string;
  readonly postingId: string;
  /** The posting's sequence number in the journal. */
  readonly seq: number;
  readonly lineNo: number;
  /** Kinds of account, such as `MEMBER` and `REDEEMER`; a burn goes from the first to the second, a reversal back. */
  readonly debitAccount: string;
  readonly creditAccount: string;
  readonly points: number;
  readonly lotId: string;
  readonly issuerId: string;
  readonly redeemerId?: string;
  readonly pointKind: string;
  readonly lotEarnedOn: string;
  readonly termsId?: string;
  readonly reversesLegId?: string;
}

/** The accumulator of one rounded claim; its key stands in the leaf of the document that prints it. */
export interface ClaimLine {
  readonly payer: string;
  readonly payerCycleId: string;
  readonly payee: string;
  readonly payeeCycleId: string;
  /** On a line against the rate difference the brand at its other end; empty otherwise. */
  readonly qualifier: string;
  /** Of legs that came after their window, which stand on a line of their own. Absent: of the others. */
  readonly section?: 'LATE';
  /** Windows in order; within one, what restatements take out stands first and what they put in last, and legs of the same price, fee and tax stand together. */
  readonly steps: readonly LineStep[];
  /** Sums over the steps: net points, exact total, and the rounding of that total. */
  readonly points: number;
  readonly exact: string;
  readonly amount: string;
}

/** What legs of one window added to a line: `delta` is the rounding of the total after less the rounding of the total before. */
export interface LineStep {
  readonly windowId: string;
  /** Positions in `legs`, rising. */
  readonly legs: readonly number[];
  /** Positions in `corrections`, rising. Absent: none; since `kongsi-proof/2`. */
  readonly corrections?: readonly number[];
  /** Position in `restated`: `legs` are burns of the window that it restates, and what is left of them is put in at the price, fee and tax of the corrected versions. Since `kongsi-proof/2`. */
  readonly restates?: number;
  /** What is left of them is taken out instead, at the price, fee and tax that they had until then. */
  readonly out?: true;
  /** The partner's own side: what it pays or receives for a point (with steps, in the first of them), and the clause that says so. */
  readonly pointPrice: string;
  readonly clause: string;
  /** What the hub charges the partner on the delta, the clause that says so, and the version of the tax profile, such as `ppn-service@v3`; `0` and two empty ones for points that came home to an issuer that paid for them when it gave them, which bear no fee. */
  readonly feeRate: string;
  readonly feeClause: string;
  readonly tax: string;
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly delta: string;
}

/** The accumulator of what an issuer pays for points when they are given (`ISSUE`), or pays (`EXPIRE`) or gets back (`BREAKAGE_SHARE`) when they expire. No fee stands on it. */
export interface LotLine {
  readonly kind: LotKind;
  readonly payer: string;
  readonly payerCycleId: string;
  readonly payee: string;
  readonly payeeCycleId: string;
  readonly section?: 'LATE';
  /** Windows in order; within one, by clause and price, with all legs of both in one step. */
  readonly steps: readonly LotStep[];
  readonly points: number;
  readonly exact: string;
  readonly amount: string;
}

export type LotKind = 'ISSUE' | 'EXPIRE' | 'BREAKAGE_SHARE';

/** Legs of one window, each once in a bundle; see {@link LotLine}. */
export interface LotStep {
  /** The window of its legs. Absent: they are of windows before the cycle, and their points waited for a day in it; stands first. */
  readonly windowId?: string;
  /**
   * Positions in `legs`, rising. Points given count for the line, points that their issuer takes back count against it, with the price of their lot; of an expiry what expired counts for it,
   * and what was given back against it. Points that wait count with the leg that gave them, in the cycle in which they vest.
   */
  readonly legs: readonly number[];
  readonly pointPrice: string;
  readonly clause: string;
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly delta: string;
}

/** Positions in `legs` of the two legs of a transfer with which points of a vested lot left it and came into a new one: it stands for what it came from. */
export interface LotMove {
  readonly from: number;
  readonly to: number;
}

/** A line as a logged document prints it; of an earlier cycle's line what is added to it. */
export interface StatedLine {
  /** See `statedKey`. */
  readonly key: string;
  readonly amount: string;
  /** What later cycles took off it, below nothing. Absent: nothing; since `kongsi-proof/2`. */
  readonly later?: readonly { readonly cycleId: string; readonly amount: string }[];
}

/** A claim on jointly funded points; its terms are bound by the name that stands in the key of each of its lines. */
export interface JointClaim {
  readonly name: string;
  readonly issuer: string;
  /** Document cycle of the redeemer. */
  readonly redeemerCycleId: string;
  readonly amount: string;
  /** In the order of the calculation. */
  readonly funders: readonly { readonly party: string; readonly cycleId: string; readonly weight: string; readonly amount: string }[];
  /** The whole from its legs, as if the issuer paid it alone; for the issuer and the redeemer, whose legs they are. Other funders see the amount. */
  readonly whole?: ClaimLine;
}

/** A part of a fee's base that stands on stated claims: it is what the document prints beyond the claims that were computed again. */
export interface StatedBase {
  readonly base: string;
  readonly rate: string;
  readonly clause: string;
  readonly tax: string;
}

export interface FeeLine {
  readonly lineType: 'ISSUER_FEE' | 'ACCEPTANCE_FEE';
  /** The whole-rupiah claims that the fee is charged on. */
  readonly base: string;
  /** The part of the base that stands on stated claims, the rate and the clause of it. Absent: none. */
  readonly stated?: StatedBase;
  /** Burns that a flat amount was charged for, where the clause has one. Absent: none has; since `kongsi-proof/2`. */
  readonly burns?: number;
  /** Rate times claims, before it is rounded once. */
  readonly exact: string;
  readonly amount: string;
  /** The fee's share of the PPN, allocated by fee. */
  readonly ppn: string;
}

export interface PpnLine {
  readonly tax: string;
  /** Whole-rupiah fees under this version. */
  readonly base: string;
  /** The tax base as it is printed; PPN is computed from the exact value. */
  readonly dpp: string;
  readonly amount: string;
}

/** Of the lines of this bundle; net cash is positive when the hub pays: `receivable - payable - fees - ppn`. */
export interface Totals {
  readonly payable: string;
  readonly receivable: string;
  readonly fees: string;
  readonly ppn: string;
  readonly netCash: string;
}
