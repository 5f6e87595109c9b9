export { correctLines, correctMoney, type CorrectionSource } from './correction.transactor';
export { cycleAround } from './domain/cycle';
export { burnGroups, expireGroups, ifTakenBack, issueGroups, issueTakenBack, takenBack, type GroupingRules } from './groups.reader';
export { LINE_NAME, lineCorrections, nameOf, partnerCodes, taxesAt, type LineRow } from './night.transactor';
export { NightService } from './night.service';
export { PositionsApi } from './positions.api';
export { SettlementApi } from './settlement.api';
export { SettlementService, type StatementWriter } from './settlement.service';
export { WindowService } from './window.service';
