export { cycleAround } from './domain/cycle';
export { NightService } from './night.service';
export { PositionsApi } from './positions.api';
export { SettlementApi } from './settlement.api';
export { SettlementService, type CashDesk, type Person, type SettlementCredit, type StatementWriter } from './settlement.service';
export { lockSettlements, settleMet } from './settlement.transactor';
export { WindowService } from './window.service';
