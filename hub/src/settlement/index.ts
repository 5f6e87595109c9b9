export { cycleAround } from './domain/cycle';
export { NightService } from './night.service';
export { calculatedLegs, ifReversed, type BookedDelta, type CalculatedLeg, type LegsWanted, type ReversedPart } from './correction.reader';
export { insertMovements, type NewMovement } from './movement.transactor';
export { PositionsApi } from './positions.api';
export { SettlementApi } from './settlement.api';
export { SettlementService, type StatementWriter } from './settlement.service';
export { WindowService } from './window.service';
