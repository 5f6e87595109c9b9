export { correctLines, correctMoney, type CorrectionSource } from './correction.transactor';
export { cycleAround } from './domain/cycle';
export { ifTakenBack } from './groups.reader';
export { NightService } from './night.service';
export { PositionsApi } from './positions.api';
export { SettlementApi } from './settlement.api';
export { SettlementService, type StatementWriter } from './settlement.service';
export { WindowService } from './window.service';
