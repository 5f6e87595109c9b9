export { readLogKey } from './log-key';
export { LogService } from './log.service';
export { ProofService } from './proof.service';
