import type { BusinessDate } from '../../kernel/business-date';

export type Preset = 'PAY_AT_BURN' | 'PAY_AT_ISSUE' | 'HYBRID_RESERVE';
export type LegEvent = 'ISSUE' | 'BURN' | 'EXPIRE';

/** A party that bears a part of what a lot's issuer owes; weights are relative. */
export interface FundingPart {
  readonly partyId: string;
  readonly weight: string;
}

/** What legs must have in common to be priced alike. */
export interface GroupKey {
  readonly event: LegEvent;
  readonly issuerId: string;
  /** Of a burn. */
  readonly redeemerId?: string;
  readonly businessDate: BusinessDate;
  readonly pointKind: string;
  /** Only where it prices the points; absent: every day. */
  readonly lotEarnedOn?: BusinessDate;
  /** Only where it prices the points; absent: every day. */
  readonly lotVestedOn?: BusinessDate;
  /** Absent: the issuer alone. */
  readonly funding?: readonly FundingPart[];
}

/** Legs of one window that are priced alike, or legs (and corrections) that take such legs back, with negative points; or points of such legs that a restatement moves from one price to another. */
export interface LegGroup extends GroupKey {
  /** Whether the business date lies before the window's. */
  readonly late: boolean;
  readonly points: bigint;
  readonly legs: number;
  /** Burns, as far as a fee counts them: of the issuer's lots, and at the redeemer; negative for burns that are wholly taken back. */
  readonly burns?: { readonly pay: number; readonly receive: number };
  /** `CORRECTION`: the points stay burned and count as taken back in money only. `RESTATED`: they stay where they are, and are taken out at the price of one version (negative) or put in at that of the next. */
  readonly source: 'LEGS' | 'CORRECTION' | 'RESTATED';
  /** Taken back from legs of this window with the same key (`SAME_WINDOW`), or from a group of an earlier one, by that group's record; of what is restated the group of the version that prices it. */
  readonly reverses?: 'SAME_WINDOW' | { readonly groupId: string; readonly pricing: GroupPricing };
}

/** What the hub charges on principal beyond a plain rate; amounts in minor units. */
export interface FeeTerms {
  readonly steps?: readonly { readonly fromMinor: string; readonly rate: string }[];
  readonly flatMinor?: string;
  readonly minMinor?: string;
  readonly maxMinor?: string;
}

/** What one side of a leg was agreed to pay, and what the hub charges it. */
export interface SidePrice {
  /** Rupiah a point, exact decimal string; with steps, the price of the first. */
  readonly pointPrice: string;
  /** Marginal by the points of the line. */
  readonly steps?: readonly { readonly fromPoints: number; readonly pointPrice: string }[];
  /** `<party>@v<version> clause <clauseId>`. */
  readonly termsRef: string;
  readonly feeRate: string;
  readonly feeRef: string;
  readonly feeTerms?: FeeTerms;
  readonly taxProfileId: string;
  /** Absent: `CUMULATIVE`. */
  readonly ppnRounding?: 'PER_NOTE' | 'FLOOR';
  /** Whether own burns are charged, too. */
  readonly ownBurnFee?: true;
}

/** One of several that pay for a lot together, and what the hub charges it. */
export interface Funder extends FundingPart {
  readonly cycleId?: string;
  readonly fee: Omit<SidePrice, 'pointPrice' | 'steps' | 'termsRef'>;
  readonly tax: string;
}

/** How legs were priced when they were calculated; what takes them back is priced by this record. */
export interface GroupPricing {
  readonly pay: SidePrice;
  /** Of a burn. */
  readonly receive?: SidePrice;
  /** Document cycles of the two sides; absent for accounts that the hub holds. */
  readonly issuerCycleId?: string;
  readonly redeemerCycleId?: string;
  readonly issuerTax: string;
  readonly redeemerTax: string;
  /** Absent: `PAY_AT_BURN`. */
  readonly preset?: Exclude<Preset, 'PAY_AT_BURN'>;
  /** Absent: the issuer alone. */
  readonly funders?: readonly Funder[];
  /** Rupiah reserved a point when it vested, and who gets what its expiry releases. */
  readonly reserve?: { readonly price: string; readonly issuerShare: string; readonly fundShare: string };
  /** Legs that came after their window stand on lines of their own. */
  readonly late?: true;
}

/** A version of a tax profile: PPN = base x dppRate x dppNumerator x rate / dppDenominator. */
export interface TaxVersion {
  readonly rate: string;
  /** Of `NILAI_LAIN`: the part of what is billed that counts; absent: all of it. */
  readonly dppRate?: string;
  readonly dppNumerator: number;
  readonly dppDenominator: number;
}

export type LineType = 'CLAIM' | 'ISSUER_FEE' | 'ACCEPTANCE_FEE' | 'PPN';
/** For what principal is owed; empty for fees and PPN. */
export type LineKind = '' | 'BURN' | 'ISSUE' | 'RESERVE_FUNDING' | 'RESERVE_RELEASE' | 'EXPIRE' | 'BREAKAGE_SHARE';

/** The place where an amount is rounded: who pays whom for what, in which document cycle of each. */
export interface LineName {
  readonly lineType: LineType;
  readonly payer: string;
  readonly payerCycleId: string;
  readonly payee: string;
  readonly payeeCycleId: string;
  /** Of PPN the version of its tax profile; of a claim on the rate difference the brand at the other end; empty otherwise. */
  readonly qualifier: string;
  readonly kind: LineKind;
  readonly section: 'NORMAL' | 'LATE';
  /** Of a jointly funded lot's claim: a name of its issuer and funders. */
  readonly funding: string;
}

/** What the amount of a line is made of besides its exact total. All amounts are decimal texts in minor units. */
export interface LineParts {
  /** Of a stepped price: points so far, by clause. */
  readonly tiers?: Readonly<Record<string, string>>;
  /** Of a claim on which fees are charged: its exact value on each side by what is charged, in the order in which these came onto the line, and points by clause of a stepped price. */
  readonly bases?: { readonly [side in 'pay' | 'receive']?: readonly { readonly name: string; readonly exact: string; readonly tiers?: Readonly<Record<string, string>> }[] };
  /** Of a fee: base, the points that it stands for, counted burns and exact value of own burns so far, by clause and tax. */
  readonly fees?: Readonly<Record<string, { readonly base: string; readonly points: string; readonly burns: number; readonly own: string; readonly rate: string; readonly terms?: FeeTerms }>>;
  /** Of a jointly funded claim: the whole of which the line has its part, and the parts of all; and what a reserve gave of it, in the same way. */
  readonly total?: { readonly exact: string; readonly amount: string; readonly points: string; readonly parts: readonly string[]; readonly released: string; readonly releasedParts: readonly string[] };
  /** Of PPN that is rounded note by note: exact and rounded sums, by the cycle that books the note; rounded half up where it does not say otherwise. */
  readonly notes?: Readonly<Record<string, { readonly exact: string; readonly amount: string; readonly rounding?: 'FLOOR' }>>;
}

/** The accumulator of a rounded amount. `exact` is in minor units. */
export interface LineState {
  readonly exact: string;
  readonly amountMinor: bigint;
  readonly points: bigint;
  readonly parts?: LineParts;
}

export interface CalculationInput {
  readonly windowId: string;
  readonly version: number;
  readonly currency: string;
  readonly cashUnitMinor: bigint;
  readonly businessDate: BusinessDate;
  readonly groups: readonly LegGroup[];
  /** The price of a group of fresh legs. It throws `price_missing` when nothing was agreed. */
  readonly price: (key: GroupKey & { readonly late: boolean }) => GroupPricing;
  /** A function of prices that knows nothing of what `price` found, for a second calculation; absent: `price` keeps nothing. */
  readonly priceAnew?: () => CalculationInput['price'];
  /** State of lines before this window, by line key. */
  readonly lines: ReadonlyMap<string, LineState>;
  /** What is reserved for each issuer before this window: the exact sum of points x reserve price. */
  readonly reserves?: ReadonlyMap<string, { readonly exact: string; readonly levelMinor: bigint }>;
  /** The document cycle in which a party books this window; notes are rounded by it. */
  readonly bookingCycles?: ReadonlyMap<string, string>;
  readonly taxes: ReadonlyMap<string, TaxVersion>;
  readonly positionsBefore: ReadonlyMap<string, bigint>;
}

export interface LineDelta extends LineName {
  readonly lineKey: string;
  readonly points: bigint;
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly amountBefore: bigint;
  readonly delta: bigint;
  /** Of a fee: the principal that this window adds to what it is charged on. */
  readonly baseMinor?: bigint;
  readonly parts: LineParts;
  readonly termsRefs: readonly string[];
}

/** On which lines a group is charged, and at which price or rate by which clause. */
export interface GroupLine {
  readonly lineKey: string;
  readonly price: string;
  readonly clause: string;
  /** By which clause the payee receives it, where that is another one. */
  readonly payeeClause?: string;
}

export interface PricedGroup {
  readonly groupKey: string;
  readonly group: LegGroup;
  readonly pricing: GroupPricing;
  readonly lines: readonly GroupLine[];
}

export interface ReserveMovement {
  readonly issuerId: string;
  readonly exactAfter: string;
  readonly before: bigint;
  readonly funded: bigint;
  readonly released: bigint;
  readonly returned: bigint;
  readonly after: bigint;
}

export interface Calculation {
  readonly lines: readonly LineDelta[];
  readonly groups: readonly PricedGroup[];
  readonly reserves: readonly ReserveMovement[];
  readonly matrix: readonly { payer: string; payee: string; points: bigint; amount: bigint }[];
  readonly positions: readonly { partyId: string; before: bigint; change: bigint; after: bigint }[];
  readonly checks: readonly { id: string; ok: boolean }[];
  readonly pointsBurned: bigint;
}
