import type { WireDate } from '../http/wire';

/** What may be earned in a day by one key, one till or one member. */
export interface IssuingLimit {
  object: 'issuingLimit';
  id: string;
  /** What it counts by. */
  scope: 'KEY' | 'TILL' | 'MEMBER';
  /** Whose sales it counts; absent for members: those of all partners. */
  partnerId?: string;
  partnerName?: string;
  /** The key or till that it is about; absent: each of the partner's. */
  keyId?: string;
  keyName?: string;
  tillId?: string;
  tillName?: string;
  /** Points a business date; absent: not bounded. */
  maxPoints?: number;
  /** Earns a business date; absent: not bounded. With neither bound it lifts the limit before it. */
  maxEarns?: number;
  validFrom: string;
  status: 'PROPOSED' | 'APPROVED' | 'WITHDRAWN';
  reason: string;
  madeBy: string;
  madeAt: string;
  /** Who approved it or took it back. */
  decided?: { by: string; at: string; reason?: string };
}

/** A limit with what has been given against it today, the fullest first; members are not told apart. */
export interface IssuingLimitDetail extends IssuingLimit {
  businessDate: string;
  uses: { name: string; points: number; earns: number }[];
}

export interface IssuingLimitRequest {
  scope: 'KEY' | 'TILL' | 'MEMBER';
  /** Needed for keys and tills; absent for members: sales of all partners. */
  partnerId?: string;
  keyId?: string;
  tillId?: string;
  /**
   * @isInt
   * @minimum 0
   * @maximum 9007199254740991
   */
  maxPoints?: number;
  /**
   * @isInt
   * @minimum 0
   * @maximum 9007199254740991
   */
  maxEarns?: number;
  /** First business date of the limit, after today's. */
  validFrom: WireDate;
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

export interface IssuingWithdrawal {
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

/** What a campaign may give in all, what it has given, and what is left. */
export interface CampaignBudgetUse {
  object: 'campaignBudget';
  /** Whose sales give the bonus. */
  partnerId: string;
  partnerName: string;
  code: string;
  /** Bonuses of the terms that share it. */
  bonusIds: string[];
  /** Who issues their points: a partner, or `HUB`. */
  issuerIds: string[];
  /** Who else bears what the points cost. */
  funderIds: string[];
  budgetPoints: number;
  givenPoints: number;
  leftPoints: number;
  /** Earns that were given a bonus from it. */
  earns: number;
  termsRef: string;
}
