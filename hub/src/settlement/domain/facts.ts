import type { BusinessDate } from '../../kernel/business-date';

/** A burn leg of the window (points > 0), or a leg that reverses one (points < 0). */
export interface BurnLeg {
  readonly legId: string;
  readonly postingId: string;
  readonly seq: bigint;
  readonly issuerId: string;
  readonly redeemerId: string;
  readonly points: bigint;
  readonly businessDate: BusinessDate;
  readonly lotEarnedOn: BusinessDate;
  readonly pointKind?: string;
  /** The leg that this one reverses; price, fees, tax and lines are then those recorded for it. */
  readonly reversesLegId?: string;
}

/** What one side of a leg was agreed to pay, and what the hub charges it. */
export interface SidePrice {
  /** Rupiah a point, exact decimal string. */
  readonly pointPrice: string;
  /** `<party>@v<version> clause <clauseId>`. */
  readonly termsRef: string;
  readonly feeRate: string;
  readonly feeRef: string;
  readonly taxProfileId: string;
}

/** How a leg was priced when it was calculated; a reversal is priced by its original's record. */
export interface LegPricing {
  readonly pay: SidePrice;
  readonly receive: SidePrice;
  /** Document cycles of the two sides; absent for accounts that the hub holds. */
  readonly issuerCycleId?: string;
  readonly redeemerCycleId?: string;
  readonly issuerTax: string;
  readonly redeemerTax: string;
}

/** A version of a tax profile: PPN = base x dppNumerator x rate / dppDenominator. */
export interface TaxVersion {
  readonly rate: string;
  readonly dppNumerator: number;
  readonly dppDenominator: number;
}

export type LineType = 'CLAIM' | 'ISSUER_FEE' | 'ACCEPTANCE_FEE' | 'PPN';

/** The accumulator of a rounded amount. `exact` is in minor units. */
export interface LineState {
  readonly exact: string;
  readonly amountMinor: bigint;
  readonly points: bigint;
}

export interface CalculationInput {
  readonly windowId: string;
  readonly version: number;
  readonly currency: string;
  readonly cashUnitMinor: bigint;
  readonly businessDate: BusinessDate;
  readonly legs: readonly BurnLeg[];
  /** The price of a leg that is no reversal. It throws `price_missing` when nothing was agreed. */
  readonly price: (leg: BurnLeg) => LegPricing;
  /** What was recorded for legs of earlier windows that this window reverses. */
  readonly recorded: ReadonlyMap<string, LegPricing>;
  /** State of lines before this window, by line key. */
  readonly lines: ReadonlyMap<string, LineState>;
  readonly taxes: ReadonlyMap<string, TaxVersion>;
  readonly positionsBefore: ReadonlyMap<string, bigint>;
}

export interface LineDelta {
  readonly lineKey: string;
  readonly lineType: LineType;
  readonly payer: string;
  readonly payee: string;
  readonly payerCycleId: string;
  readonly payeeCycleId: string;
  /** Of PPN the version of its tax profile; of a claim on the rate difference the brand at the other end; empty otherwise. */
  readonly qualifier: string;
  readonly points: bigint;
  readonly exactBefore: string;
  readonly exactAfter: string;
  readonly amountBefore: bigint;
  readonly delta: bigint;
  readonly termsRefs: readonly string[];
}

export interface Calculation {
  readonly lines: readonly LineDelta[];
  readonly pricings: ReadonlyMap<string, LegPricing>;
  readonly matrix: readonly { payer: string; payee: string; points: bigint; amount: bigint }[];
  readonly positions: readonly { partyId: string; before: bigint; change: bigint; after: bigint }[];
  readonly checks: readonly { id: string; ok: boolean }[];
  readonly pointsBurned: bigint;
}
