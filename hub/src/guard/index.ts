export { IssuerGuard } from './guard.service';
