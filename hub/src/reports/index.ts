export { AccountingService } from './accounting.service';
export { CsvService } from './csv.service';
export { ReportsService, type IssuerLiability } from './reports.service';
