import type { WireDate } from '../http/wire';

/** A group of partners that settle among themselves. */
export interface SettlementGroup {
  object: 'settlementGroup';
  id: string;
  name: string;
  /** The coalition's own group: every partner that is in no other one, and all claims between partners of two groups. */
  own: boolean;
  /** Business date of the open window, on which rules and members are as shown. */
  businessDate: string;
  netting: 'MULTILATERAL' | 'BILATERAL' | 'GROSS';
  cycle: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  members: { partnerId: string; partnerName: string }[];
  /** Changes that wait for a second person. */
  pendingChanges: number;
  madeBy: string;
  madeAt: string;
}

export interface SettlementGroupRulesRequest {
  /** `MULTILATERAL`: one obligation a partner against the hub. `BILATERAL`: one for each partner that it has claims with, and one with the hub. `GROSS`: nothing is set off. */
  netting: 'MULTILATERAL' | 'BILATERAL' | 'GROSS';
  /** How often its closed windows are proposed for settlement; the coalition's setting when absent. */
  cycle?: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  /** First business date of the rules, after that of the open window. */
  validFrom: WireDate;
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

export interface SettlementGroupRequest extends SettlementGroupRulesRequest {
  /**
   * @minLength 2
   * @maxLength 60
   */
  name: string;
}

export interface SettlementGroupMemberRequest {
  partnerId: string;
  /** First business date in the group, after that of the open window; the partner is in no other group from then on. */
  validFrom: WireDate;
  /**
   * @minLength 3
   * @maxLength 200
   */
  reason: string;
}

/** A dated change of a group, by two people. */
export interface SettlementGroupChange {
  object: 'settlementGroupChange';
  id: string;
  groupId: string;
  groupName: string;
  kind: 'RULES' | 'MEMBER';
  partnerId?: string;
  partnerName?: string;
  netting?: 'MULTILATERAL' | 'BILATERAL' | 'GROSS';
  cycle?: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  validFrom: string;
  status: 'PROPOSED' | 'APPROVED' | 'WITHDRAWN';
  reason: string;
  madeBy: string;
  madeAt: string;
  /** Who approved it or took it back. */
  decided?: { by: string; at: string; reason?: string };
}
