export { ScenarioService } from './scenario.service';
export { SimulationService } from './simulation.service';
export { TermsDiffService } from './terms-diff.service';
