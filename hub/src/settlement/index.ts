export { cycleAround } from './domain/cycle';
export { NightService } from './night.service';
export { PositionsApi } from './positions.api';
export { SettlementApi } from './settlement.api';
export { SettlementService, type StatementWriter } from './settlement.service';
export { WindowService } from './window.service';
