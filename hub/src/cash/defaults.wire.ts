import type { Money } from '../http/wire';

/** A reminder on what was open of an item past its due date; it never changes. */
export interface DunningNotice {
  object: 'dunningNotice';
  id: string;
  partnerId: string;
  partnerName: string;
  obligationId?: string;
  invoiceId?: string;
  /** 3 stops the partner's earns until everything is paid. */
  level: 1 | 2 | 3;
  /** @isInt */
  daysOverdue: number;
  dueDate: string;
  noticedOn: string;
  /** When the notice was made. */
  open: Money;
  principal: Money;
  fee: Money;
  ppn: Money;
  openNow: Money;
  reference: string;
  text: { id: string; en: string };
}

/** What one partner would bear, by both rules. */
export interface LossView {
  partnerId: string;
  partnerName: string;
  /** Its claims on the defaulter, and the defaulter's on it. */
  claims: Money;
  owes: Money;
  netExposure: Money;
  grossClaim: Money;
}

/** What covers a default, in the order in which it is used. */
export interface DefaultFigures {
  /** Open to the partners: principal. */
  partnersOpen: Money;
  /** Open to accounts that the hub keeps, as principal: points paid for at issue, reserves, the fund. Partners bear no share of it. */
  hubPrincipalOpen: Money;
  /** Open to the hub. */
  feeOpen: Money;
  ppnOpen: Money;
  collateralToPartners: Money;
  reserve: Money;
  fund: Money;
  /** What the partners bear together. */
  shortfall: Money;
  /** The hub is served last. */
  collateralToHub: Money;
  hubUnpaid: Money;
  losses: LossView[];
}

/** What a default of an obligation would do now; nothing is written. */
export interface DefaultSimulation {
  object: 'defaultSimulation';
  obligationId: string;
  partnerId: string;
  /** The rule of the coalition; both allocations are shown. */
  rule: 'NET_EXPOSURE' | 'GROSS_CLAIM';
  /** First day on which it may be declared. */
  from: string;
  figures: DefaultFigures;
  defaultHash: string;
}

export interface DefaultRequest {
  obligationId: string;
}

export interface DeclareRequest {
  /**
   * The hash of the figures that both people saw.
   * @pattern ^[0-9a-f]{64}$
   */
  defaultHash: string;
}

/** A partner's default: proposed by one person, declared by another. */
export interface Default {
  object: 'default';
  id: string;
  obligationId: string;
  settlementId: string;
  partnerId: string;
  partnerName: string;
  status: 'PROPOSED' | 'DECLARED' | 'WITHDRAWN';
  rule: 'NET_EXPOSURE' | 'GROSS_CLAIM';
  figures: DefaultFigures;
  defaultHash: string;
  /** What the defaulter has paid after all. */
  recovered: Money;
  madeBy: string;
  madeAt: string;
  decidedBy?: string;
  decidedAt?: string;
  reason?: string;
}
