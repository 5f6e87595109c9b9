export { AccountingService } from './accounting.service';
export { CsvService } from './csv.service';
export { Estimates } from './domain/liability';
export { ReportsService, type IssuerLiability } from './reports.service';
export { urrVersions } from './urr.store';
