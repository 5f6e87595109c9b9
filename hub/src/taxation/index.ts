export { StampsService } from './stamps.service';
export { TaxInvoicesService } from './tax-invoices.service';
