export { TermsDiffService } from './terms-diff.service';
