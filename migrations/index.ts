import { Roles1790000000001 } from './0001-roles';
import { Partners1790000000002 } from './0002-partners';
import { Members1790000000003 } from './0003-members';
import { Terms1790000000004 } from './0004-terms';
import { Ledger1790000000005 } from './0005-ledger';
import { Settlement1790000000006 } from './0006-settlement';
import { Documents1790000000007 } from './0007-documents';
import { PostingPath1790000000008 } from './0008-posting-path';
import { LifeOfALot1790000000009 } from './0009-life-of-a-lot';
import { BetweenPeople1790000000010 } from './0010-between-people';
import { OfflineTills1790000000011 } from './0011-offline-tills';
import { RulesOfVerbs1790000000012 } from './0012-rules-of-verbs';
import { PriceGroups1790000000013 } from './0013-price-groups';
import { Publication1790000000014 } from './0014-publication';
import { MoneyIn1790000000015 } from './0015-money-in';
import { MoreDocuments1790000000016 } from './0016-more-documents';
import { Log1790000000017 } from './0017-log';
import { WhatIf1790000000021 } from './0021-what-if';
import { Reconciliation1790000000018 } from './0018-reconciliation';
import { Disputes1790000000019 } from './0019-disputes';
import { NamesOfARequest1790000000020 } from './0020-names-of-a-request';
import { Guard1790000000022 } from './0022-guard';
import { LateReversals1790000000023 } from './0023-late-reversals';
import { MoneyBack1790000000026 } from './0026-money-back';
import { Holidays1790000000027 } from './0027-holidays';
import { Restatement1790000000029 } from './0029-restatement';
import { BatchesByPartner1790000000030 } from './0030-batches-by-partner';
import { MovesOfTwoPeople1790000000034 } from './0034-moves-of-two-people';
import { SettlementGroups1790000000060 } from './0060-settlement-groups';
import { IssuingLimits1790000000061 } from './0061-issuing-limits';
import { ReceiptsReadAlike1790000000062 } from './0062-receipts-read-alike';
import { ListIndex1790000000063 } from './0063-list-index';
import { RestatedGroups1790000000064 } from './0064-restated-groups';
import { VirtualAccounts1790000000065 } from './0065-virtual-accounts';
import { NightPlans1790000000031 } from './0031-night-plans';
import { Figures1790000000033 } from './0033-figures';
import { BankLayouts1790000000050 } from './0050-bank-layouts';

/** The schema's history, oldest first. */
export const migrations = [
  Roles1790000000001,
  Partners1790000000002,
  Members1790000000003,
  Terms1790000000004,
  Ledger1790000000005,
  Settlement1790000000006,
  Documents1790000000007,
  PostingPath1790000000008,
  LifeOfALot1790000000009,
  BetweenPeople1790000000010,
  OfflineTills1790000000011,
  RulesOfVerbs1790000000012,
  PriceGroups1790000000013,
  Publication1790000000014,
  MoneyIn1790000000015,
  MoreDocuments1790000000016,
  Log1790000000017,
  WhatIf1790000000021,
  Reconciliation1790000000018,
  Disputes1790000000019,
  NamesOfARequest1790000000020,
  Guard1790000000022,
  LateReversals1790000000023,
  MoneyBack1790000000026,
  Holidays1790000000027,
  Restatement1790000000029,
  BatchesByPartner1790000000030,
  NightPlans1790000000031,
  MovesOfTwoPeople1790000000034,
  SettlementGroups1790000000060,
  IssuingLimits1790000000061,
  ReceiptsReadAlike1790000000062,
  Figures1790000000033,
  BankLayouts1790000000050,
  ListIndex1790000000063,
  RestatedGroups1790000000064,
  VirtualAccounts1790000000065,
];
