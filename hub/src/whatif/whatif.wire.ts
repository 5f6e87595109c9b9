import type { BilingualText, Money, WireDate } from '../http/wire';
import type { Clause, FeeClause, Preset, RateText, ReleaseShares } from '../terms/prices.wire';
import type { RateDifferenceView } from '../terms/terms.wire';

/** One field of terms that is another in the other version; money is told as `IDR 125000.00`. */
export interface TermsChange {
  /** Where: names and, in lists, the id of the entry, such as `/clauses/burn-pay/pointPrice`. */
  field: string;
  change: 'ADDED' | 'REMOVED' | 'CHANGED';
  before?: string;
  after?: string;
}

/** What one version of terms changes against another one of the same party. */
export interface TermsDiff {
  object: 'termsDiff';
  termsId: string;
  version: number;
  /** The version compared with: the one that was asked for, or the one that this version follows or corrects; absent for a first version, which only adds. */
  againstTermsId?: string;
  againstVersion?: number;
  changes: TermsChange[];
  effect: TermsEffect;
}

/** A version as it would be published: nothing is stored. */
export interface TermsPreview {
  object: 'termsPreview';
  party: string;
  againstTermsId?: string;
  againstVersion?: number;
  changes: TermsChange[];
  /** Pairs whose pay and receive prices differ with it. */
  rateDifferences: RateDifferenceView[];
  effect: TermsEffect;
}

/** Other values in place of fields of one party's terms, for the whole span; what is not named stays as it was. */
export interface TermsOverride {
  /** `prt_…`, or `COALITION`. */
  party: string;
  preset?: Preset;
  settlementValue?: RateText;
  /** @maxItems 100 */
  clauses?: Clause[];
  /** @maxItems 10 */
  fees?: FeeClause[];
  rateBasis?: 'BURN' | 'LOT_ISSUE';
  documentCycle?: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  netFees?: boolean;
  netDebitCap?: Money;
  collateral?: Money;
  reserveRate?: RateText;
  releaseShares?: ReleaseShares;
  expireRate?: RateText;
  breakageShare?: RateText;
  issueTrigger?: 'VESTED' | 'EARNED';
  ownBurnFee?: boolean;
}

/** What is other than it was. With nothing named, the windows give the results that are stored for them. */
export interface ScenarioOverrides {
  /** @maxItems 100 */
  terms?: TermsOverride[];
  /** In which order a burn uses a member's lots; absent: those that end first. */
  order?: 'EXPIRY_FIRST' | 'EARNED_FIRST' | 'OWN_FIRST' | 'OTHERS_FIRST';
  /** How claims become cash, in every settlement group; absent: as each group nets. */
  netting?: 'GROSS' | 'BILATERAL' | 'MULTILATERAL';
  /** A partner that gives and takes no points from the first window on; what it gave before stays valid. */
  leavingPartnerId?: string;
}

export interface ScenarioRequest {
  /**
   * @minLength 1
   * @maxLength 80
   */
  name: string;
  /** First business date. */
  from: WireDate;
  /** The business date after the last one; at most 92 windows. */
  to: WireDate;
  overrides: ScenarioOverrides;
}

/** A figure as it was, as it would be, and the difference. */
export interface Compared {
  actual: Money;
  scenario: Money;
  difference: Money;
}

/** A day on which a partner's position would have used up its cap. */
export interface HeadroomBreach {
  businessDate: string;
  /** Cap and position at the end of the window; 0 or less. */
  headroom: Money;
}

export interface ScenarioParty {
  partyId: string;
  partyName: string;
  payable: Compared;
  receivable: Compared;
  position: Compared;
  issuerFees: Compared;
  acceptanceFees: Compared;
  ppn: Compared;
  netCash: Compared;
  /** Cash for claims under the way of netting; as it was: that of each settlement group on the last window. */
  pays: Compared;
  receives: Compared;
  /** `(collateral + reserve) / (outstanding points x URR x settlement value)` at the end of the last window, with the estimates of today and as if its settlements were met; absent with nothing outstanding. */
  coverage?: { actual?: string; scenario?: string };
  /** Days on which the cap was, or would have been, used up; with no cap none. */
  breaches: { actual: HeadroomBreach[]; scenario: HeadroomBreach[] };
}

/** Claims between a partner and a counterparty. */
export interface ScenarioPair {
  partyId: string;
  counterpartyId: string;
  counterpartyName: string;
  pays: Compared;
  receives: Compared;
}

/** A burn that would not have happened, or the return of one; nothing is put in its place. */
export interface NotReplayedBurn {
  postingId: string;
  businessDate: string;
  redeemerId: string;
  /** `LACKS_POINTS`: the member would not have had them. */
  reason: 'LACKS_POINTS' | 'PARTNER_LEFT' | 'BURN_NOT_REPLAYED';
  /** @isInt */
  asked: number;
  /** @isInt */
  found: number;
}

/** What past windows would have made with something changed. A partner sees its own row and column only. */
export interface Scenario {
  object: 'scenario';
  id: string;
  name: string;
  from: string;
  to: string;
  /** Of other partners' terms a partner sees nothing. */
  overrides: ScenarioOverrides;
  madeBy: string;
  madeAt: string;
  engineVersion: string;
  /** @isInt */
  windows: number;
  /**
   * Windows for which the unchanged facts gave the stored hash again.
   * @isInt
   */
  reproduced: number;
  /** What every scenario rests on. */
  heldConstant: BilingualText;
  parties: ScenarioParty[];
  pairs: ScenarioPair[];
  /** Burns that could not be played again, the first 200; present where burns were played again. */
  notReplayed?: NotReplayedBurn[];
  /** @isInt */
  notReplayedCount?: number;
  /** Of the operator: what the hub earns, and cash that would move under each way of netting. */
  hub?: ScenarioHub;
  /** Of the operator: partners with whom it is shared. */
  sharedWith?: string[];
}

export interface ScenarioHub {
  fees: Compared;
  ppn: Compared;
  rateDifference: Compared;
  gross: Compared;
  bilateral: Compared;
  multilateral: Compared;
}

export interface ScenarioSummary {
  object: 'scenarioSummary';
  id: string;
  name: string;
  from: string;
  to: string;
  madeBy: string;
  madeAt: string;
}

export interface ShareScenarioRequest {
  partnerId: string;
}

/** What a version would have made of past windows, as if it had been in force from the first of them. */
export interface TermsEffect {
  from: string;
  to: string;
  /** @isInt */
  windows: number;
  /** @isInt */
  reproduced: number;
  heldConstant: BilingualText;
  /** Of a partner's version: the partner; of the coalition's: everybody, and to a partner itself. */
  parties: ScenarioParty[];
  pairs: ScenarioPair[];
  /** Why there is no effect to show. */
  unknown?: string;
}
